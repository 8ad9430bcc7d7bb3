"""Of any small standard and data, what a spreadsheet works out is what the engine says."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from redprop.analysis.bulletin import bulletin
from redprop.engine.result import Result
from redprop.report.bulletin import Issue
from redprop.report.words import Words
from redprop.report.workbook import as_xlsx
from redprop.report.workbook.calculation import calculate
from tests.builders import a_criterion, a_result
from tests.laws.worlds import World, quick, worlds
from tests.office import formulas_of, worked_out

RECALCULATED = 40


def book_of(result: Result) -> bytes:
    """The workbook of a result."""
    return as_xlsx(Issue(bulletin(result), result, "en"))


@quick
@given(worlds())
def test_scores_weights_and_ranks_of_any_standard_are_formulas(world: World) -> None:
    result = world.result()
    found = calculate(result, Words(result, "en"), "", range(len(result.register)))

    named = [column for column in found.grid.columns if column.group == "Weights in force"]
    assert [c.title for c in (*found.marks.values(), *named, found.score, found.rank) if not all(c.live)] == []


def some_worlds(count: int) -> list[World]:
    """So many random standards with their data, the same each time."""
    found: list[World] = []

    @seed(20220630)
    @settings(
        max_examples=count,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(worlds(), st.none())
    def gather(world: World, _: None) -> None:
        found.append(world)

    gather()
    return found


def differing(books: list[bytes], folder: Path) -> list[tuple[int, str, str, Any, Any]]:
    """The formulas that LibreOffice works out to anything but what the engine left in them."""
    import io

    import openpyxl

    found = []
    for number, (content, after) in enumerate(zip(books, worked_out(books, folder), strict=True)):
        before = openpyxl.load_workbook(io.BytesIO(content), data_only=True)
        for sheet, cell in formulas_of(openpyxl.load_workbook(io.BytesIO(content))):
            one, other = before[sheet][cell].value, after[sheet][cell].value
            numbers = isinstance(one, (int, float)) and isinstance(other, (int, float))
            if (abs(one - other) > 1e-9) if numbers else (one or "") != (other or ""):
                found.append((number, sheet, cell, one, other))
    return found


def test_libreoffice_works_out_what_the_engine_says_of_random_standards(tmp_path: Path) -> None:
    assert differing([book_of(world.result()) for world in some_worlds(RECALCULATED)], tmp_path) == []


GOOD = a_criterion("good", points={"each": 2}, missing="zero")
BAD = a_criterion("bad", points={"each": 1.5}, takes_off=True)
POINTS = {"better": "lower", "criteria": [a_criterion("minor", points={"each": 4})]}
PLAIN = {"criteria": [a_criterion("tidy", 10), a_criterion("clean", 5)]}
LEAGUES: dict[str, Any] = {"categories": {"old": {}, "new": {}}}
HARD = {"id": "hard", "when": {"tidy": {"above": 2}}, "if_missing": "ignored", "cap": 4}
VARIED = [
    a_criterion("tidy", 10, by_category={"old": {"marks": 2}}),
    a_criterion("clean", 5, by_category={"old": {"marks": 13}}),
]
SHAPES: dict[str, tuple[dict[str, Any], str]] = {
    "a start, credits and costs, below nothing too": ({"from": 59, "criteria": [GOOD, BAD]}, "A,good,4\nB,bad,50\nC,bad,1\n"),
    "bounds of the whole": ({"from": 59, "cap": 62, "floor": 20, "criteria": [GOOD, BAD]}, "A,good,4\nB,bad,50\n"),
    "less is better": (POINTS, "A,minor,2\nB,minor,3\nC,minor,2\n"),
    "leagues, and what parts equal scores": (LEAGUES | PLAIN | {"ranking": {"then_by": ["register.households"]}}, "A,tidy,3\nB,tidy,3\nC,clean,2\n"),
    "full marks by category": (LEAGUES | {"marks": 15, "criteria": VARIED}, "A,tidy,1\nB,clean,2\nC,tidy,1\nD,clean,4\n"),
    "a zone": (PLAIN | {"rounding": {"score": 1, "zone": {"above": 8.9, "below": 13.9, "to": 12}}}, "A,tidy,2\nB,tidy,6\nC,tidy,1\n"),
    "a cap": (PLAIN | {"limits": [HARD]}, "A,tidy,3\nB,tidy,1\n"),
    "one subject": (PLAIN, "A,tidy,3\n"),
    "nothing assessed": (PLAIN | {"missing": "not_assessed"}, "A,tidy,n/a\n"),
    "places of ties shared out": (PLAIN | {"ranking": {"ties": "mean"}}, "A,tidy,1\nB,tidy,1\nC,tidy,2\n"),
}  # fmt: skip
"""What random standards do not have."""


def test_libreoffice_works_out_standards_of_other_shapes(tmp_path: Path) -> None:
    register = "estate,category,households\nA,old,100\nB,old,300\nC,new,7\nD,new,90\n"
    results = [
        a_result(rubric, rows, register=register if "categories" in rubric or "ties" in name else None)
        for name, (rubric, rows) in SHAPES.items()
    ]

    assert differing([book_of(result) for result in results], tmp_path) == []
