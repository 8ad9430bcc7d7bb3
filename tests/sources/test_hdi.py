"""UNDP Human Development Index 2021: every published index and rank of 191 countries."""

from __future__ import annotations

from decimal import Decimal

import pytest

from redprop.engine.columns import outcomes_of
from tests.running import ROOT, Inside, Ran, read_csv
from tests.sources.standard import DATA, EXAMPLES, of_one, result_of, standard

PUBLISHED = read_csv(DATA / "hdi_2021_22.csv")
INPUTS = ("life_expectancy", "expected_schooling", "mean_schooling", "gni_per_capita")
GROUPS = {"Very High": "very_high", "High": "high", "Medium": "medium", "Low": "low"}
ROWS = [(row["country"], name, row[name]) for row in PUBLISHED for name in INPUTS if "," not in row["country"]]


@pytest.fixture
def ranked(inside: Inside) -> Ran:
    """The ranking as a user gets it, of the published file as it is."""
    words = ("rank", "--rubric", EXAMPLES / "hdi.yaml", DATA / "hdi_2021_22.csv", "--format", "csv")
    return inside(*words, cwd=ROOT)


def test_all_indices_and_ranks_are_the_published_ones(ranked: Ran) -> None:
    assert ranked.code == 0, ranked.err
    found = {row["country"]: (Decimal(row["score"]), row["rank"], row["grade"]) for row in ranked.rows}

    assert len(found) == 191
    assert found == {
        row["country"]: (Decimal(row["published_hdi"]), row["published_rank"], GROUPS[row["published_group"]])
        for row in PUBLISHED
    }


def test_what_the_file_holds_beside_is_a_note_and_no_problem(ranked: Ran) -> None:
    assert ranked.err == "note: 4 × The column iso3 is not used. (unknown-column)\n"


def differing(*otherwise: tuple[str, str]) -> int:
    """How many countries come out otherwise when one option is changed."""
    frame = result_of(standard("hdi", *otherwise), ROWS).ranking()
    found = dict(zip(frame["country"], frame["score"], strict=True))
    published = {row["country"]: Decimal(row["published_hdi"]) for row in PUBLISHED}
    return sum(score != published[country] for country, score in found.items())


def test_without_its_ends_cut_the_index_of_some_countries_is_another() -> None:
    """Of the countries whose names hold no comma: expected schooling above 18 years lifts them, uncut."""
    assert differing() == 0
    assert differing(("linear: {from: 0, to: 18}", "linear: {from: 0, to: 18, clipped: false}")) > 5


def test_income_is_taken_in_its_logarithm() -> None:
    assert differing(("to: 75000, log: true}", "to: 75000}")) > 150


def test_the_dimensions_are_multiplied_not_added() -> None:
    assert differing(("combine: geometric_mean", "combine: mean")) > 100


def test_without_one_of_the_figures_there_is_no_index() -> None:
    """As for Monaco, Nauru, Somalia and the Democratic People's Republic of Korea."""
    result = of_one(standard("hdi"), {"life_expectancy": 80, "expected_schooling": 15, "mean_schooling": 10})

    assert outcomes_of(result) == ["not_rated"]


@pytest.mark.parametrize("command", ["rank", "score"])
def test_no_screen_says_what_a_part_of_a_geometric_mean_lost(command: str, inside: Inside) -> None:
    """It has no part of its own; "Knowledge lost 0.000" would be untrue."""
    ran = inside(command, "--rubric", EXAMPLES / "hdi.yaml", DATA / "hdi_2021_22.csv", cwd=ROOT)

    assert "Switzerland" in ran.out
    assert "lost" not in ran.out
