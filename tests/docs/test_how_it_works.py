"""The page that follows one row: its functions are there, and its numbers are the engine's."""

from __future__ import annotations

import importlib
import re
from fractions import Fraction
from functools import reduce
from pathlib import Path

import pytest

import redprop
from redprop.engine.result import Result
from redprop.engine.score import score_reading
from redprop.rubric.compile import compile_rubric
from redprop.tables.read import read_period
from redprop.workspace import settle_job

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "how-it-works.md").read_text(encoding="utf-8")
FUNCTION = re.compile(r"`([a-z_]+(?:\.[A-Za-z_]+)+)`")
PACKAGES = {path.stem for path in (ROOT / "src" / "redprop").iterdir() if not path.name.startswith("_")}
NAMED = sorted({name for name in FUNCTION.findall(PAGE) if name.split(".")[0] in PACKAGES})


def result_of(folder: Path) -> Result:
    job = settle_job((), start=folder, period="2022Q2")
    plan = compile_rubric(redprop.load_rubric(job.rubric))
    return score_reading(plan, read_period(job.sources, plan))


@pytest.fixture(scope="module")
def result() -> Result:
    return result_of(ROOT)


def at(result: Result) -> int:
    return result.register.ids.index("E001")


def test_the_page_names_functions() -> None:
    assert len(NAMED) > 15


@pytest.mark.parametrize("name", NAMED)
def test_every_function_named_is_there(name: str) -> None:
    found, rest = None, []
    parts = name.split(".")
    for cut in range(len(parts) - 1, 0, -1):
        try:
            found, rest = importlib.import_module(".".join(["redprop", *parts[:cut]])), parts[cut:]
            break
        except ModuleNotFoundError:
            continue

    assert callable(reduce(getattr, rest, found))


def test_the_row_stands_in_its_line() -> None:
    lines = (ROOT / "data" / "2022Q2" / "industry.csv").read_text(encoding="utf-8").split("\n")

    assert lines[9] in PAGE.split("\n")
    assert [int(line.split(",")[2]) for line in (lines[9], lines[10], lines[41], lines[42])] == [2, 1, 1, 1]
    assert all(lines[number].startswith("E001,motor_parking,") for number in (9, 10, 41, 42))


def test_the_cells_are_those_of_the_page(result: Result) -> None:
    cells = [result.reading.tally.cells["industry", visit, "motor_parking"] for visit in ("1", "2")]

    assert [int(cell.total[at(result)]) for cell in cells] == [30000, 20000]


def test_the_marks_are_those_of_the_page(result: Result) -> None:
    industry = result.channels["industry"]
    earned = {name: grown.own.earned.fractions()[at(result)] for name, grown in industry.grown.items()}
    criterion = industry.leaves["motor_parking"].marks

    assert (criterion.earned.fractions()[at(result)], criterion.possible.fractions()[at(result)]) == (
        Fraction("2.75"),
        4,
    )
    assert (earned["service"], industry.grown["service"].own.possible.fractions()[at(result)]) == (
        Fraction("26.475"),
        33,
    )
    assert [earned[s] for s in ("organisation", "guarantees", "assessment")] == [
        Fraction("1.875"),
        Fraction("20.4"),
        Fraction("2.85"),
    ]
    assert (earned[""], industry.grown[""].own.possible.fractions()[at(result)]) == (Fraction("51.6"), 60)


def test_the_blend_is_that_of_the_page(result: Result) -> None:
    said = {
        name: (c.mark.fractions()[at(result)], c.weight.fractions()[at(result)]) for name, c in result.channels.items()
    }

    assert said == {
        "industry": (86, 50),
        "owners": (80, 20),
        "district": (93, 15),
        "city": (Fraction("87.02"), 15),
    }
    assert result.blended.score.fractions()[at(result)] == Fraction("86.003")
    assert int(result.score_units[at(result)]) == 8600


def test_the_rank_is_that_of_the_page(result: Result) -> None:
    league = result.ranking("resettlement")

    assert len(league) == 45
    assert [str(score) for score in league["score"][:4]] == ["88.85", "87.25", "87.22", "86.00"]
    assert league.loc[3, ["rank", "estate", "name", "grade"]].tolist() == [4, "E001", "蓬莱花园", "good"]


def test_the_parts_are_those_of_the_page(result: Result) -> None:
    parts = {(part.channel, part.node): part.exact for part in result.parts.contributions}

    assert round(float(parts["industry", "motor_parking"].fractions()[at(result)]), 4) == 2.2917
    assert round(float(parts["city", "motor_parking"].fractions()[at(result)]), 4) == 0.8929
    total = sum(int(units[at(result)]) for units in result.parts.criteria.values()) + int(
        result.parts.rounding[at(result)]
    )
    assert total == 8600 * 10**4


def test_without_the_row_the_estate_would_have_what_the_page_says(tmp_path: Path) -> None:
    from redprop.starter import lay_down

    lay_down(tmp_path)
    file = tmp_path / "data" / "2022Q2" / "industry.csv"
    lines = file.read_text(encoding="utf-8").split("\n")
    file.write_text("\n".join([*lines[:9], *lines[10:]]), encoding="utf-8")
    changed = result_of(tmp_path)
    row = changed.ranking("resettlement").set_index("estate").loc["E001"]

    assert changed.channels["industry"].mark.fractions()[at(changed)] == Fraction("86.83")
    assert (str(row["score"]), row["rank"]) == ("86.42", 4)
