from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest

from tests.rectifying import APRIL, ESTATES, JANUARY, RUBRIC, a_workspace
from tests.running import Inside, Ran

HALL = "A,industry,1,clutter,1,3栋2单元,F1,P1,\n"
"""Found on the first visit, in building 3, on the way."""


def ran(root: Path, inside: Inside, *words: str | Path) -> Ran:
    found = inside("rectify", *words, "--format", "csv", cwd=root)
    assert found.code == 0, found.err
    return found


def the_states(root: Path, inside: Inside, *words: str | Path) -> list[tuple[str, str]]:
    return sorted((row["finding"] or row["place"], row["state"]) for row in ran(root, inside, *words).rows)


# -- states -----------------------------------------------------------------------------------------------------------


def test_what_a_later_visit_did_not_find_where_it_looked_is_closed(tmp_path: Path, inside: Inside) -> None:
    root = a_workspace(tmp_path, {"2022Q1": (HALL, JANUARY)})

    (row,) = ran(root, inside).rows
    assert (row["state"], row["closed"], row["due"]) == ("closed", "2022-02-10", "in_time")


def test_what_a_later_visit_found_again_is_open(tmp_path: Path, inside: Inside) -> None:
    root = a_workspace(tmp_path, {"2022Q1": (HALL + "A,industry,2,clutter,1,3栋2单元,F9,P9,\n", JANUARY)})

    (row,) = ran(root, inside).rows  # another number at the same place: followed by place, called by its latest number
    assert (row["state"], row["finding"], row["seen"], row["first_seen"]) == ("open", "F9", "2", "2022-01-10")
    # an ordinary finding (half a mark): 15 days from the 10th of January; still there in February
    assert (row["severity"], row["deadline"], row["due"]) == ("ordinary", "2022-01-25", "overdue")


def test_what_is_found_after_it_was_closed_is_back(tmp_path: Path, inside: Inside) -> None:
    quarters = {"2022Q1": (HALL, JANUARY), "2022Q2": ("A,industry,1,clutter,1,3栋2单元,G1,,\n", APRIL.split("\n")[0])}
    root = a_workspace(tmp_path, quarters)

    (row,) = ran(root, inside).rows
    assert (row["state"], row["first_seen"]) == ("back", "2022-01-10")
    assert row["deadline"] == "2022-04-25"  # from the day it came back


def test_what_came_back_and_is_gone_again_is_closed(tmp_path: Path, inside: Inside) -> None:
    again = "A,industry,1,clutter,1,3栋2单元,G1,,\n"
    root = a_workspace(tmp_path, {"2022Q1": (HALL, JANUARY), "2022Q2": (again, APRIL)})

    assert the_states(root, inside) == [("G1", "closed")]


def test_what_no_later_visit_looked_at_is_unchecked(tmp_path: Path, inside: Inside) -> None:
    found = "A,industry,2,clutter,1,3栋2单元,F1,,\n"
    root = a_workspace(tmp_path, {"2022Q1": (found, JANUARY)})

    assert the_states(root, inside) == [("F1", "unchecked")]


def test_a_way_that_did_not_pass_the_building_closes_nothing_there(tmp_path: Path, inside: Inside) -> None:
    found = HALL.replace("3栋2单元", "8栋3单元") + "A,industry,1,clutter,1,南门,F2,,\nA,industry,1,clutter,1,,F3,,\n"
    root = a_workspace(tmp_path, {"2022Q1": (found, JANUARY)})

    # every way passes a gate; nobody knows whether it passed what has no place
    assert the_states(root, inside) == [("F1", "unchecked"), ("F2", "closed"), ("F3", "unchecked")]


def test_a_visit_that_did_not_happen_closes_nothing(tmp_path: Path, inside: Inside) -> None:
    root = a_workspace(tmp_path, {"2022Q1": (HALL, JANUARY.replace("2022-02-10,1 3,done", "2022-02-10,1 3,postponed"))})

    assert the_states(root, inside) == [("F1", "unchecked")]


def test_a_channel_that_does_not_look_at_a_criterion_closes_nothing_of_it(tmp_path: Path, inside: Inside) -> None:
    found = "A,industry,1,fire,1,南门,F1,,\nA,industry,1,clutter,1,南门,F2,,\n"
    visits = JANUARY.split("\n")[0] + "\nA,city,1,2022-02-20,1 3,done\n"
    root = a_workspace(tmp_path, {"2022Q1": (found, visits)})

    assert the_states(root, inside) == [("F1", "unchecked"), ("F2", "closed")]


def test_a_visit_that_found_the_same_without_saying_where_closes_nothing(tmp_path: Path, inside: Inside) -> None:
    visits = JANUARY.split("\n")[0] + "\nA,city,1,2022-02-20,1 3,done\n"
    root = a_workspace(tmp_path, {"2022Q1": (HALL + "A,city,1,clutter,2,,C1,,\n", visits)})

    assert the_states(root, inside) == [("C1", "unchecked"), ("F1", "unchecked")]


def test_without_a_log_a_visit_was_made_where_a_row_says_so(tmp_path: Path, inside: Inside) -> None:
    found = HALL + "A,industry,2,fire,1,南门,F2,,\nB,industry,1,clutter,1,1栋,F3,,\n"
    root = a_workspace(tmp_path, {"2022Q1": (found, None)})

    # visit 2 named A and not B: the hall of A was looked at again, B's was not
    assert the_states(root, inside) == [("F1", "closed"), ("F2", "unchecked"), ("F3", "unchecked")]
    assert {row["deadline"] for row in ran(root, inside).rows} == {""}  # nobody knows the day


def test_two_channels_of_one_day_do_not_close_what_the_other_found(tmp_path: Path, inside: Inside) -> None:
    visits = JANUARY.split("\n")[0] + "\nA,city,1,2022-01-10,1 3,done\n"
    root = a_workspace(tmp_path, {"2022Q1": (HALL, visits)})

    assert the_states(root, inside) == [("F1", "unchecked")]


# -- what is the same -------------------------------------------------------------------------------------------------


def test_the_same_found_by_two_channels_is_one_line_and_costs_what_both_cost(tmp_path: Path, inside: Inside) -> None:
    visits = JANUARY.split("\n")[0] + "\nA,city,1,2022-01-20,1 3,done\n"
    root = a_workspace(tmp_path, {"2022Q1": (HALL + "A,city,1,clutter,1,3 栋 2 单元,C1,,\n", visits)})

    (row,) = ran(root, inside).rows
    # industry half of 20 marks, all 20 possible: 0.5 of them is 0.25; city the other half, 10 possible: 0.5 is 0.5
    assert (row["state"], row["finding"], row["marks"]) == ("open", "C1", "0.750000")


def test_a_number_that_two_estates_have_is_two_findings(tmp_path: Path, inside: Inside) -> None:
    found = HALL + "B,industry,1,clutter,1,3栋2单元,F1,,\n"
    root = a_workspace(tmp_path, {"2022Q1": (found, JANUARY + "B,industry,1,2022-01-10,1 3,done\n")})

    assert the_states(root, inside) == [("F1", "closed"), ("F1", "unchecked")]


def test_a_number_that_is_given_out_again_for_another_place_is_another_finding(tmp_path: Path, inside: Inside) -> None:
    again = "A,industry,1,clutter,1,1栋1单元,F1,,\n"
    quarters = {"2022Q1": (HALL, JANUARY.split("\n")[0]), "2022Q2": (again, APRIL.split("\n")[0])}
    root = a_workspace(tmp_path, quarters)

    rows = ran(root, inside).rows
    assert sorted((row["place"], row["state"]) for row in rows) == [("1栋1单元", "unchecked"), ("3栋2单元", "closed")]


def test_a_number_is_followed_though_the_place_was_left_out(tmp_path: Path, inside: Inside) -> None:
    root = a_workspace(tmp_path, {"2022Q1": (HALL + "A,industry,2,clutter,1,,F1,,\n", JANUARY)})

    (row,) = ran(root, inside).rows
    assert (row["state"], row["place"]) == ("open", "3栋2单元")


def test_another_criterion_at_the_same_place_is_another_finding(tmp_path: Path, inside: Inside) -> None:
    root = a_workspace(tmp_path, {"2022Q1": (HALL + "A,industry,2,fire,1,3栋2单元,F2,,\n", JANUARY)})

    assert the_states(root, inside) == [("F1", "closed"), ("F2", "unchecked")]


def test_what_was_closed_before_the_period_is_not_listed_and_what_was_not_is(tmp_path: Path, inside: Inside) -> None:
    found = HALL + "A,industry,2,clutter,1,8栋1单元,F2,,\n"
    root = a_workspace(tmp_path, {"2022Q1": (found, JANUARY), "2022Q2": ("A,industry,1,fire,0,,,,\n", APRIL)})

    (row,) = ran(root, inside).rows
    assert (row["period"], row["finding"], row["state"], row["marks"]) == ("2022Q2", "F2", "unchecked", "0.000000")
    assert the_states(root, inside, "--period", "2022Q1") == [("F1", "closed"), ("F2", "unchecked")]


# -- marks, severity, deadlines ---------------------------------------------------------------------------------------


def test_what_is_at_stake_adds_up_to_what_was_lost_and_the_worst_stands_first(tmp_path: Path, inside: Inside) -> None:
    found = "A,industry,1,clutter,30,南门,F1,,\nA,industry,1,clutter,10,1栋,F2,,\nA,industry,1,fire,3,北门,F3,,\n"
    root = a_workspace(tmp_path, {"2022Q1": (found, JANUARY.split("\n")[0])})

    rows = ran(root, inside).rows
    # clutter is at its floor: 10 marks lost, shared 30 to 10; fire lost 3
    assert [(row["finding"], row["marks"]) for row in rows] == [
        ("F1", "7.500000"),
        ("F3", "3.000000"),
        ("F2", "2.500000"),
    ]


def test_severity_goes_by_what_one_costs_unless_the_workspace_says_so(tmp_path: Path, inside: Inside) -> None:
    found = HALL + "A,industry,1,fire,1,南门,F2,,\n"
    said = "rectify: {deadline_days: {severe: 1, minor: 60}, severity: {clutter: minor}}\n"
    root = a_workspace(tmp_path, {"2022Q1": (found, JANUARY.split("\n")[0])}, settings=said)

    rows = {row["finding"]: row for row in ran(root, inside).rows}
    assert (rows["F1"]["severity"], rows["F1"]["deadline"]) == ("minor", "2022-03-11")
    assert (rows["F2"]["severity"], rows["F2"]["deadline"]) == ("severe", "2022-01-11")


def test_a_misspelt_key_of_the_workspace_is_told(tmp_path: Path, inside: Inside) -> None:
    root = a_workspace(tmp_path, {"2022Q1": (HALL, JANUARY)}, settings="rectify: {deadlines: {severe: 1}}\n")

    found = inside("rectify", cwd=root)
    assert (found.code, "(unknown-key)" in found.err) == (2, True)


@pytest.mark.parametrize(("day", "due"), [("2022-01-25", "not_due"), ("2022-01-26", "overdue")])
def test_a_finding_is_overdue_from_the_day_after_its_deadline(
    day: str, due: str, tmp_path: Path, inside: Inside
) -> None:
    root = a_workspace(tmp_path, {"2022Q1": (HALL, JANUARY.split("\n")[0])})

    (row,) = ran(root, inside, "--as-of", day).rows  # half a mark: 15 days from the 10th
    assert (row["deadline"], row["due"]) == ("2022-01-25", due)


def test_what_was_seen_after_its_deadline_is_late_though_it_was_closed(tmp_path: Path, inside: Inside) -> None:
    again = HALL + "A,industry,2,clutter,1,3栋2单元,F1,,\n"  # due on 25 January, still there in February
    root = a_workspace(tmp_path, {"2022Q1": (again, JANUARY), "2022Q2": ("A,industry,1,fire,0,,,,\n", APRIL)})

    (row,) = ran(root, inside).rows
    assert (row["state"], row["due"]) == ("closed", "overdue")


@pytest.mark.parametrize(
    ("visits", "first", "second"), [("mean", "0.5", "1.5"), ("lowest", "0", "3"), ("last", "0", "3")]
)
def test_a_visit_that_does_not_count_costs_nothing(
    visits: str, first: str, second: str, tmp_path: Path, inside: Inside
) -> None:
    found = "A,industry,1,fire,1,南门,F1,,\nA,industry,2,fire,3,北门,F2,,\n"
    rubric = RUBRIC.replace("visits: mean", f"visits: {visits}")
    root = a_workspace(tmp_path, {"2022Q1": (found, JANUARY)}, rubric=rubric)

    # one channel with all 20 marks possible: a mark of it is one of the score, of a mean of two visits half of one
    marks = {row["finding"]: Decimal(row["marks"]) for row in ran(root, inside).rows}
    assert marks == {"F1": Decimal(first), "F2": Decimal(second)}


def test_what_defects_cost_goes_by_severity_and_the_same_costs_once(tmp_path: Path, inside: Inside) -> None:
    rubric = (
        "redprop: 1\nid: defects\nsubject: {column: estate}\nmissing: full\nfrom: 100\nrounding: {score: 2}\n"
        "criteria:\n  - {id: fire, takes_off: true, defects: "
        "{severity: weight, costs: {grave: 4, slight: 0.25}, same: [place]}}\n"
    )
    root = a_workspace(tmp_path, {"2022Q1": ("", None)}, rubric=rubric)
    (root / "data/2022Q1/findings.csv").write_text(
        "estate,visit,criterion,value,place,finding,weight\n"
        "A,1,fire,1,南门,F1,grave\nA,1,fire,1,南门,F1,slight\nA,1,fire,1,北门,F2,slight\n",
        encoding="utf-8",
    )

    rows = {row["finding"]: row for row in ran(root, inside).rows}
    assert (rows["F1"]["severity"], rows["F1"]["marks"]) == ("severe", "4.000000")
    assert (rows["F2"]["severity"], rows["F2"]["marks"]) == ("minor", "0.250000")


# -- whose duty -------------------------------------------------------------------------------------------------------


def test_the_company_is_that_of_the_day_of_finding(tmp_path: Path, inside: Inside) -> None:
    estates = ESTATES.replace(
        "A,示例一村,,,甲物业公司,2020-01-01,一社区,一居委会\n",
        "A,示例一村,,2021Q4,甲物业公司,2020-01-01,一社区,一居委会\nA,示例一村,2022Q1,,丙物业公司,2022-02-01,一社区,一居委会\n",
    )
    found = "A,industry,1,clutter,1,8栋,F1,,\nA,industry,2,clutter,1,3栋,F2,,\n"
    root = a_workspace(tmp_path, {"2022Q1": (found, JANUARY)}, estates=estates)

    assert {row["finding"]: row["company"] for row in ran(root, inside).rows} == {
        "F1": "甲物业公司",
        "F2": "丙物业公司",
    }


def test_a_new_company_has_its_time_from_when_the_finding_was_its_own(tmp_path: Path, inside: Inside) -> None:
    estates = ESTATES.replace("甲物业公司,2020-01-01", "丙物业公司,2022-02-01")
    found = HALL + "A,industry,2,clutter,1,3栋2单元,F1,,\n"
    root = a_workspace(tmp_path, {"2022Q1": (found, JANUARY)}, estates=estates)

    (row,) = ran(root, inside).rows
    assert (row["company"], row["deadline"]) == ("丙物业公司", "2022-02-25")


def test_who_managed_before_the_register_knows_is_nobody(tmp_path: Path, inside: Inside) -> None:
    estates = ESTATES.replace("甲物业公司,2020-01-01", "丙物业公司,2022-02-01")
    root = a_workspace(tmp_path, {"2022Q1": (HALL, JANUARY)}, estates=estates)

    assert [row["company"] for row in ran(root, inside).rows] == [""]


def test_a_finding_of_another_party_stays_with_it(tmp_path: Path, inside: Inside) -> None:
    found = HALL.replace("P1,", "P1,城管") + "A,industry,1,clutter,1,1栋,F2,,物业\n"
    root = a_workspace(tmp_path, {"2022Q1": (found, JANUARY.split("\n")[0])})

    assert {r["finding"]: r["responsible"] for r in ran(root, inside).rows} == {"F1": "城管", "F2": ""}
    table = [r for r in ran(root, inside, "--meeting").rows if r["by"] == "company" and r["name"] == "甲物业公司"]
    assert [(r["issued"], r["others"]) for r in table] == [("1", "1")]


# -- options ----------------------------------------------------------------------------------------------------------


def both(root: Path) -> Path:
    found = (
        HALL + "A,industry,2,clutter,1,3栋2单元,F1,,\nA,industry,1,fire,1,南门,F2,,\nB,industry,1,fire,2,南门,F3,,\n"
    )
    return a_workspace(root, {"2022Q1": (found, JANUARY + "B,industry,1,2022-01-12,,done\n")})


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["B"], ["F3"]),
        (["示例一村"], ["F1", "F2"]),
        (["--company", "乙物业公司"], ["F3"]),
        (["--community", "一社区"], ["F1", "F2"]),
        (["--committee", "二居委会"], ["F3"]),
        (["--state", "open"], ["F1"]),
        (["--top", "1"], ["F3"]),
    ],
)
def test_only_what_is_asked_for_is_listed(
    words: list[str], expected: list[str], tmp_path: Path, inside: Inside
) -> None:
    assert sorted(row["finding"] for row in ran(both(tmp_path), inside, *words).rows) == expected


def test_a_company_that_nobody_knows_is_told_with_the_nearest(tmp_path: Path, inside: Inside) -> None:
    found = inside("rectify", "--company", "乙物业", cwd=both(tmp_path))

    assert (found.code, "乙物业公司" in found.err) == (2, True)


def test_the_sums_of_the_meeting_are_the_counts_of_the_list(tmp_path: Path, inside: Inside) -> None:
    root = both(tmp_path)
    items, table = ran(root, inside).rows, ran(root, inside, "--meeting").rows

    for by in ("company", "community"):
        lines = [row for row in table if row["by"] == by]
        for line in lines:
            own = [row for row in items if line["name"] in ("", row[by])]
            counts = ("in_time", "overdue", "not_due", "reported")
            assert [int(line[key]) for key in counts] == [sum(r["due"] == key for r in own) for key in counts]
            assert int(line["issued"]) == len(own) == sum(int(line[key]) for key in counts)
        assert [line["name"] for line in lines][-1] == ""
        assert sum(int(line["issued"]) for line in lines[:-1]) == int(lines[-1]["issued"])
    # of A's two findings one was closed; B's was not
    assert {row["name"]: row["rate"] for row in table if row["by"] == "company"} == {
        "甲物业公司": "50.0",
        "乙物业公司": "0.0",
        "": "33.3",
    }


def test_json_says_against_which_day_and_names_nobody_in_a_language(tmp_path: Path, inside: Inside) -> None:
    root = both(tmp_path)
    english = inside("rectify", "--format", "json", cwd=root).out

    assert json.loads(english)["as_of"] == "2022-02-10"
    assert inside("rectify", "--format", "json", "--language", "zh", cwd=root).out == english


def test_nothing_found_is_an_empty_list(tmp_path: Path, inside: Inside) -> None:
    root = a_workspace(tmp_path, {"2022Q1": ("A,industry,1,clutter,0,,,,\n", JANUARY)})

    assert ran(root, inside).rows == []
    assert [row["rate"] for row in ran(root, inside, "--meeting").rows] == ["", ""]
    assert "0" in inside("rectify", cwd=root).out


def test_without_a_workspace_there_is_nothing_to_follow(tmp_path: Path, inside: Inside) -> None:
    found = inside("rectify", cwd=tmp_path)

    assert (found.code, "(no-workspace)" in found.err) == (2, True)


def test_the_order_of_rows_changes_no_byte(tmp_path: Path, inside: Inside) -> None:
    root = both(tmp_path)
    before = ran(root, inside).out
    for name in ("findings", "visits"):
        file = root / f"data/2022Q1/{name}.csv"
        head, *rows = file.read_text(encoding="utf-8").splitlines()
        file.write_text("\n".join([head, *reversed(rows), ""]), encoding="utf-8")

    assert ran(root, inside).out == before
