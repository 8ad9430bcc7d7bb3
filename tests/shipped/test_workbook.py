"""The bulletin's workbook of both quarters: what LibreOffice works out is what the engine says."""

from __future__ import annotations

import io
from decimal import Decimal
from typing import Any

import openpyxl
import pytest

from redprop.analysis.bulletin import bulletin
from redprop.engine.result import Result
from redprop.report.bulletin import Issue
from redprop.report.words import Words
from redprop.report.workbook import as_xlsx
from redprop.report.workbook.calculation import calculate
from tests.office import worked_out
from tests.running import ROOT, read_csv
from tests.shipped.conftest import QUARTERS

TITLES, FIRST = 4, 7
"""Rows of a calculation: the headings, the first estate."""


def written(shipped: dict[str, Result], period: str, language: str = "en") -> bytes:
    """The workbook of a quarter, with the changes since the quarter before."""
    earlier = [shipped[one] for one in QUARTERS if one < period]
    return as_xlsx(Issue(bulletin(shipped[period], earlier), shipped[period], language))


@pytest.fixture(scope="session")
def recalculated(shipped: dict[str, Result], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Both workbooks, every formula worked out anew."""
    books = [written(shipped, period) for period in QUARTERS]
    return dict(zip(QUARTERS, worked_out(books, tmp_path_factory.mktemp("office")), strict=True))


def table(sheet: Any, heads: int, first: int) -> list[dict[str, list[Any]]]:
    """The rows of a sheet: under each heading what stands there, of headings that stand more than once all."""
    titles = [cell.value for cell in sheet[heads]]
    found = []
    for row in sheet.iter_rows(min_row=first, values_only=True):
        if row[0] in (None, ""):
            break
        told: dict[str, list[Any]] = {}
        for title, value in zip(titles, row, strict=True):
            told.setdefault(title, []).append(value)
        found.append(told)
    return found


def shown(value: Any, places: int = 2) -> Decimal | None:
    """A number of a cell as its format prints it."""
    if value in (None, ""):
        return None
    assert abs(value - float(f"{value:.{places}f}")) < 1e-9  # it was rounded, and not by its format
    return Decimal(f"{value:.{places}f}")


@pytest.mark.parametrize("period", QUARTERS)
def test_every_score_mark_weight_and_rank_that_libreoffice_works_out_is_the_engines(
    period: str, shipped: dict[str, Result], recalculated: dict[str, Any]
) -> None:
    result = shipped[period]
    scores = result.scores.set_index("estate")
    ranks = result.ranking().set_index("estate")["rank"]
    rows = [
        row
        for sheet in recalculated[period].worksheets
        if sheet.title.endswith("workings")
        for row in table(sheet, TITLES, FIRST)
    ]
    channels = list(result.channels)

    assert len(rows) == len(result.register) == 161 + (period == "2022Q2")  # an estate is observed in the second
    for row in rows:
        said = scores.loc[row["Id"][0]]
        assert shown(row["Score"][0]) == said["score"]
        assert [shown(mark) for mark in row["Mark"]] == [said[name] for name in channels]
        assert [row[title][-1] for title in ("Industry assessment", "Owners' assessment")] == [
            said["industry_weight"],
            said["owners_weight"],
        ]
        assert shown(row["Rank"][0], 0) == ranks[row["Id"][0]]


@pytest.mark.parametrize("period", QUARTERS)
def test_the_rankings_show_what_the_calculations_come_to(
    period: str, shipped: dict[str, Result], recalculated: dict[str, Any]
) -> None:
    ranking = shipped[period].ranking()
    for category, title in (("resettlement", "Resettlement"), ("commercial", "Commercial")):
        said = ranking[(ranking.category == category) & ranking["rank"].notna()]
        rows = table(recalculated[period][f"{title} estates ranking"], 3, 4)

        assert [shown(row["Score"][0]) for row in rows] == said["score"].tolist()
        assert [shown(row["Rank"][0], 0) for row in rows] == said["rank"].tolist()


def test_the_two_published_estates_stand_in_their_rankings(recalculated: dict[str, Any]) -> None:
    book = recalculated["2022Q2"]
    resettled = table(book["Resettlement estates ranking"], 3, 4)[3]
    commercial = table(book["Commercial estates ranking"], 3, 4)[25]

    assert (resettled["Estate"][0], resettled["Rank"][0], shown(resettled["Score"][0])) == (
        "蓬莱花园",
        4,
        Decimal("86.00"),
    )
    assert (commercial["Rank"][0], shown(commercial["Score"][0])) == (26, Decimal("91.00"))


@pytest.mark.parametrize("period", QUARTERS)
def test_nothing_but_formulas_stands_where_formulas_can(period: str, shipped: dict[str, Result]) -> None:
    result = shipped[period]
    for category in result.plan.rubric.categories:
        members = [at for at, name in enumerate(result.register.categories) if name == category]
        columns = calculate(result, Words(result, "en"), category, members).grid.columns

        assert [column.title for column in columns if not all(column.live)] == []


def test_without_working_anything_out_the_engines_numbers_are_shown(shipped: dict[str, Result]) -> None:
    book = openpyxl.load_workbook(io.BytesIO(written(shipped, "2022Q2")), data_only=True)
    rows = table(book["Resettlement estates ranking"], 3, 4)
    ranking = shipped["2022Q2"].ranking("resettlement")

    assert [shown(row["Score"][0]) for row in rows] == ranking["score"].tolist()


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_same_results_give_the_same_bytes(language: str, shipped: dict[str, Result]) -> None:
    assert written(shipped, "2022Q1", language) == written(shipped, "2022Q1", language)


def test_no_cell_says_who_assessed_or_answered(shipped: dict[str, Result]) -> None:
    book = openpyxl.load_workbook(io.BytesIO(written(shipped, "2022Q2", "zh")))
    told = {str(one) for sheet in book.worksheets for row in sheet.iter_rows(values_only=True) for one in row if one}
    files = (ROOT / "data" / "2022Q2").glob("*.csv")
    named = [row.get(column, "") for path in files for row in read_csv(path) for column in ("assessor", "respondent")]
    people = {name for name in named if name and not name.isdigit()}  # some answers are only counted

    assert people
    assert told & people == set()
