from __future__ import annotations

import pytest

from redprop.analysis.compare.comparison import compare
from redprop.engine.notebook import tables_html
from tests.builders import a_result
from tests.running import ROOT, Inside, rows_of

MANY = "".join(f"S{number:02},tidy,{number % 5}\n" for number in range(12))


def test_a_notebook_shows_the_ranking_of_each_category() -> None:
    register = "estate,name,category\nA,Elm,old\nB,Oak,new\nC,Ash,old\n"
    rubric = {"categories": {"old": {}, "new": {}}}
    page = a_result(rubric, "A,tidy,1\nB,tidy,0\nC,tidy,4\n", register=register, period="2022Q2")._repr_html_()

    assert page.count("<table>") == 2
    assert "<caption>old · 2022Q2</caption>" in page
    # 10 less one a finding
    assert page.index("Elm") < page.index('<td style="text-align: right">9.00</td>') < page.index("Ash")


def test_of_many_rows_the_first_ten_are_shown_and_the_others_counted() -> None:
    page = a_result({}, MANY)._repr_html_()

    assert page.count("<tr><td style") == 10
    assert "2 more rows" in page


def test_names_in_a_notebook_are_no_markup_and_ask_for_nothing() -> None:
    name = '<img src=x onerror="alert(1)"> & co'
    register = f'estate,name\nA,"{name.replace(chr(34), chr(34) * 2)}"\n'
    page = a_result({}, "A,tidy,1\n", register=register)._repr_html_()

    assert "&lt;img src=x onerror=&quot;alert(1)&quot;&gt; &amp; co" in page
    assert "<img" not in page
    assert "http" not in page


def test_columns_that_nobody_has_are_left_out() -> None:
    page = tables_html([("t", {"a": ["x", "y"], "b": ["", None], "c": [None, "z"]})])

    assert '<th scope="col">a</th><th scope="col">c</th>' in page
    assert ">b<" not in page


def test_a_result_says_what_it_is_of_in_one_line() -> None:
    result = a_result({"id": "tidiness", "edition": "2"}, MANY, period="2022Q2")

    assert repr(result) == "<Result tidiness 2 2022Q2: 12 subjects, 12 ranked>"
    assert repr(a_result({}, "A,tidy,n/a\n")) == "<Result plain: 1 subjects, 0 ranked>"


@pytest.mark.parametrize("command", [["score"], ["rank"], ["rank", "--by", "section:service"]], ids=" ".join)
def test_frames_have_the_columns_and_values_of_the_csv(command: list[str], inside: Inside) -> None:
    import redprop

    rubric = redprop.load_rubric(str(ROOT / "rubrics" / "red-property.yaml"))
    files = [ROOT / "data" / "2022Q2" / f"{n}.csv" for n in ("industry", "owners", "district", "city", "adjustments")]
    register, visits = ROOT / "data" / "estates.csv", ROOT / "data" / "2022Q2" / "visits.csv"
    measurements = redprop.read_measurements(files, rubric)
    given = redprop.read_register(register), redprop.read_visits(visits)
    result = redprop.score(rubric, measurements, *given, period="2022Q2")
    frame = (
        result.scores
        if command == ["score"]
        else result.ranking(by=command[-1].replace(":", ".") if len(command) > 1 else None)
    )

    rows = rows_of(inside(*command, "--period", "2022Q2", "--format", "csv", cwd=ROOT).out)

    assert list(rows[0]) == list(frame.columns)
    told = [
        ["" if one is None else f"{one:f}" if hasattr(one, "quantize") else str(one) for one in row]
        for row in frame.to_numpy()
    ]
    assert told == [list(row.values()) for row in rows]


def test_a_comparison_shows_what_each_cause_did_to_each_score() -> None:
    before, after = (a_result({}, f"A,tidy,{findings}\n", period=f"2022Q{findings}") for findings in (1, 2))
    found = compare(before, after)
    page = found._repr_html_()

    # from 10 - 1 to 10 - 2, all of it its own findings
    assert "<caption>plain</caption>" in page
    assert '<th scope="col">findings</th>' in page
    assert page.count(">-1.000000<") == 1
    assert repr(found).endswith("1 subjects in both>")
