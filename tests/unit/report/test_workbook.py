"""The bulletin's workbook: what follows a change by hand, and names that would do harm."""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from redprop.analysis.bulletin import bulletin
from redprop.engine.result import Result
from redprop.report.bulletin import Issue
from redprop.report.workbook import as_xlsx
from tests.builders import a_criterion, a_result
from tests.office import worked_out

CHANNELS: dict[str, Any] = {
    "industry": {"weight": 60, "absent": "not_rated"},
    "owners": {"weight": 40, "absent": {"weight_to": "industry"}},
}
TIDY = a_criterion("tidy", 10, channels=["industry"])
LIKED = a_criterion("liked", 10, given={}, channels=["owners"], missing="not_assessed")
TWO: dict[str, Any] = {"channels": CHANNELS, "criteria": [TIDY, LIKED], "rounding": {"channel": 2, "score": 2}}
ROWS = {
    "industry.csv": "estate,criterion,value\nA,tidy,3\nB,tidy,2\nC,tidy,9\n",
    "owners.csv": "estate,criterion,value\nA,liked,8\nC,liked,1\n",
}


def book_of(result: Result, *earlier: Result, language: str = "en") -> bytes:
    """The workbook of a result."""
    return as_xlsx(Issue(bulletin(result, earlier), result, language))


def opened(content: bytes) -> Any:
    """A workbook as openpyxl sees it, formulas and all."""
    return openpyxl.load_workbook(io.BytesIO(content))


def workings(book: Any) -> Any:
    """The only calculation of a workbook."""
    return next(sheet for sheet in book.worksheets if sheet.title.endswith("workings"))


def cell(sheet: Any, subject: str, title: str, at: int = 0) -> Any:
    """The cell of a subject under a heading; of headings that stand more than once, the one `at`."""
    columns = [one.column for one in sheet[4] if one.value == title]
    row = next(one.row for one in sheet["A"] if one.value == subject)
    return sheet.cell(row, columns[at])


def after(changes: Mapping[tuple[str, str], float | None], folder: Path) -> dict[str, list[Any]]:
    """Marks, score and rank of everybody after some cells were changed by hand."""
    book = opened(book_of(a_result(TWO, ROWS)))
    for (subject, title), value in changes.items():
        cell(workings(book), subject, title).value = value
    changed = io.BytesIO()
    book.save(changed)
    sheet = workings(worked_out([changed.getvalue()], folder)[0])
    return {
        name: [cell(sheet, name, *where).value for where in (("Mark", 0), ("Mark", 1), ("Score", 0), ("Rank", 0))]
        for name in "ABC"
    }


@pytest.mark.parametrize(
    ("changes", "wanted"),
    [
        # the whole counts 20: A earns 7 of 10, 14 of 20, and 8 of 10, 16; 14 x 0.6 + 16 x 0.4
        # B has no owners: 8 of 10 with all the weight; C 1 of 10 twice: 2
        ({}, {"A": [14, 16, 14.8, 2], "B": [16, None, 16, 1], "C": [2, 2, 2, 3]}),
        # 9 of 10 are 18: 18 x 0.6 + 16 x 0.4, and before B
        ({("A", "tidy"): 9}, {"A": [18, 16, 17.2, 1], "B": [16, None, 16, 2], "C": [2, 2, 2, 3]}),
        # without owners A's industry has all the weight
        ({("A", "liked"): None}, {"A": [14, None, 14, 2], "B": [16, None, 16, 1], "C": [2, 2, 2, 3]}),
        # B gets owners with 5 of 10, 10 of 20: 16 x 0.6 + 10 x 0.4, behind A
        (
            {("B", "liked"): 5, ("B", "State"): None},
            {"A": [14, 16, 14.8, 1], "B": [16, 10, 13.6, 2], "C": [2, 2, 2, 3]},
        ),
        # both reach 16: one place for two, and the next is left out
        ({("A", "tidy"): 8}, {"A": [16, 16, 16, 1], "B": [16, None, 16, 1], "C": [2, 2, 2, 3]}),
    ],
    ids=["nothing", "a mark", "a channel goes", "a channel comes", "a tie"],
)
def test_marks_weights_scores_and_ranks_follow_what_is_changed_by_hand(
    changes: dict[tuple[str, str], float | None], wanted: dict[str, list[Any]], tmp_path: Path
) -> None:
    found = after(changes, tmp_path)

    assert {
        name: [None if one in (None, "") else round(one, 9) for one in row] for name, row in found.items()
    } == wanted


@pytest.mark.parametrize(
    "name",
    [
        '=HYPERLINK("http://x","y")',
        "+1",
        "-1",
        "@SUM(A1)",
        "<b>&amp;",
        "甲\u202e乙",
        "a\x07b",
        "'quoted",
        "http://x.org",
    ],
)
def test_a_name_is_a_text_whatever_it_holds(name: str) -> None:
    register = f'estate,name\nA,"{name.replace(chr(34), chr(34) * 2)}"\n'
    result = a_result({}, "A,tidy,3\n", register=register)
    book = opened(book_of(result))

    told = [
        one
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for one in row
        if isinstance(one.value, str) and one.data_type != "f" and name[:1] == one.value[:1] and one.column == 2
    ]
    assert {one.data_type for one in told} == {"s"}
    assert not any(one.hyperlink for sheet in book.worksheets for row in sheet.iter_rows() for one in row)
    assert all("\u202e" not in one.value and "\x07" not in one.value for one in told)


def test_categories_with_names_that_excel_refuses_get_sheets_of_their_own() -> None:
    titles = {"a": "A/B x", "b": "A*B x", "c": "the owners' very long category that goes on and on"}
    rubric = {"categories": {name: {"title": title} for name, title in titles.items()}}
    register = "estate,category\nA,a\nB,b\nC,c\n"
    content = book_of(a_result(rubric, "A,tidy,3\nB,tidy,1\nC,tidy,2\n", register=register))
    names = opened(content).sheetnames

    assert len({name.casefold() for name in names}) == len(names) == 3 + 3 + 2
    assert [name for name in names if "workings" in name] == names[3:6]
    assert names[5] == "the owners' very long workings"
    assert workings(opened(content))["A7"].value == "A"


def test_the_change_of_rank_is_a_formula_over_both_ranks(tmp_path: Path) -> None:
    before = a_result(TWO, {"industry.csv": "estate,criterion,value\nA,tidy,0\nB,tidy,5\nC,tidy,1\n"}, period="2022Q1")
    result = a_result(TWO, ROWS, period="2022Q2")
    sheet = worked_out([book_of(result, before)], tmp_path)[0].worksheets[0]
    titles = [one.value for one in sheet[3]]
    found = [(row[1].value, row[titles.index("Change")].value) for row in sheet.iter_rows(4, 6)]

    # A was first, C second, B third; now B, A, C
    assert found == [("B", "↑2"), ("A", "↓1"), ("C", "↓1")]


def test_the_last_sheet_counts_what_is_no_formula() -> None:
    mean = {
        "id": "s",
        "marks": 20,
        "combine": "geometric_mean",
        "criteria": [a_criterion("tidy"), a_criterion("clean")],
    }
    rubric = {"sections": [mean], "criteria": None}
    sheet = opened(book_of(a_result(rubric, "A,tidy,3\n"))).worksheets[-1]
    told = [one.value for one in sheet["A"] if one.value and "workings" in one.value]

    assert len(told) == 1
    assert "1 as the program gave them" in told[0], "what the section earned is no fraction"


def test_no_formula_is_longer_than_excel_reads() -> None:
    many = [a_criterion(f"c{number}", 1) for number in range(60)]
    mean = {"id": "s", "marks": 60, "combine": "mean", "floor": 0.5, "criteria": many}
    result = a_result({"sections": [mean], "criteria": None}, "A,c1,1\nB,c2,1\n")
    formulas = [
        one.value
        for sheet in opened(book_of(result)).worksheets
        for row in sheet.iter_rows()
        for one in row
        if one.data_type == "f"
    ]

    assert formulas
    assert max(map(len, formulas)) <= 8192
