from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from redprop.check.diff.moves import Moves, moves
from redprop.check.diff.reading import Files
from redprop.check.diff.steps import Edition, difference
from redprop.errors import TableError
from redprop.rubric.compile import compile_rubric
from redprop.tables.sources import Sources
from tests.builders import a_criterion, a_file, codes, loaded

MEAN: dict[str, Any] = {
    "marks": 100,
    "combine": "mean",
    "missing": "not_assessed",
    "criteria": [a_criterion(weight=4, given={}), a_criterion("lights", weight=6, given={})],
    "grades": {"order": ["good", "poor"], "bands": [[80, "good"]], "else": "poor"},
}


def weighing(tidy: int, lights: int = 6, **changed: Any) -> dict[str, Any]:
    return (
        MEAN
        | {"criteria": [MEAN["criteria"][0] | {"weight": tidy}, MEAN["criteria"][1] | {"weight": lights}]}
        | changed
    )


def edition_of(name: str, data: dict[str, Any]) -> Edition:
    read = loaded(a_file(**data))
    assert read.rubric is not None, read.problems
    return Edition.of(name, read.document.data, compile_rubric(read.rubric))


class Compared:
    """Compares two standards on the rows of files in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __call__(self, old: dict[str, Any], new: dict[str, Any], *, skip: bool = False, **texts: str) -> Moves:
        for name, text in texts.items():
            (self.folder / f"{name}.csv").write_text(text, encoding="utf-8")
        files = tuple(self.folder / f"{name}.csv" for name in texts if name not in ("visits", "estates"))
        register, log = (self.folder / f"{name}.csv" if name in texts else None for name in ("estates", "visits"))
        found = difference(edition_of("old", old), edition_of("new", new))
        return moves(found, Files.of(Sources(files, register, log), skip_bad_rows=skip))


@pytest.fixture
def compared(tmp_path: Path) -> Compared:
    return Compared(tmp_path)


ROWS = "estate,tidy,lights\nA,5,10\nB,10,5\nC,8,8\n"


def told(found: Moves) -> dict[str, tuple[str, str, list[tuple[int, str]]]]:
    """Each mover's score before and after, and the single effects."""
    return {
        m.id: (str(m.before.score), str(m.after.score), [(e.step, str(e.difference)) for e in m.effects])
        for m in found.movers
    }


def test_a_weight_moves_everybody_by_exactly_so_much(compared: Compared) -> None:
    """A: 100 (4 x 5/10 + 6 x 10/10) / 10 = 80 and 100 (5 x 5/10 + 6) / 11 = 77.2727.

    B: 100 (4 + 3) / 10 = 70 and 100 (5 + 3) / 11 = 72.7272. C has 8 of 10 in both, 80 whatever they weigh; its rank
    goes from 1, shared with A, to 1 alone, so it stays as it was.
    """
    found = compared(weighing(4), weighing(5), rows=ROWS)

    assert told(found) == {"A": ("80.00", "77.27", [(1, "-2.73")]), "B": ("70.00", "72.73", [(1, "2.73")])}
    assert [(m.before.rank, m.after.rank) for m in found.movers] == [(1, 2), (3, 3)]
    assert [(m.before.grade, m.after.grade) for m in found.movers] == [("good", "poor"), ("poor", "poor")]
    assert (found.subjects, found.count("score"), found.count("rank"), found.count("grade")) == (3, 2, 1, 1)
    assert found.largest is not None
    assert (found.largest.id, found.largest.difference) == ("A", Decimal("-2.73"))


def test_effects_are_told_one_after_another_and_add_up(compared: Compared) -> None:
    """A: 80; tidy 4 to 5: 77.27; lights 6 to 3, on top of that: 100 (2.5 + 3) / 8 = 68.75."""
    found = compared(weighing(4), weighing(5, 3), rows=ROWS)

    assert told(found)["A"] == ("80.00", "68.75", [(1, "-2.73"), (2, "-8.52")])
    assert Decimal("-2.73") + Decimal("-8.52") == Decimal("68.75") - Decimal("80.00")


def test_a_band_moves_a_grade_and_no_score(compared: Compared) -> None:
    grades = MEAN["grades"] | {"bands": [[75, "good"]]}
    found = compared(weighing(5), weighing(5, grades=grades), rows=ROWS)

    assert told(found) == {"A": ("77.27", "77.27", [(1, "0.00")])}
    assert [(m.before.grade, m.after.grade) for m in found.movers] == [("poor", "good")]


def test_a_rank_may_change_though_a_score_does_not(compared: Compared) -> None:
    """A 80 and C 80 share rank 1, B 70 is 3rd; dense, B is 2nd."""
    found = compared(weighing(4), weighing(4, ranking={"ties": "dense"}), rows=ROWS)

    assert [(m.id, m.before.rank, m.after.rank, m.effects) for m in found.movers] == [("B", 3, 2, ())]


def test_other_places_are_told_in_full(compared: Compared) -> None:
    found = compared(weighing(5), weighing(5, rounding={"score": 0}), rows=ROWS)

    assert told(found)["A"] == ("77.27", "77", [(1, "-0.27")])


def test_a_criterion_that_is_new_has_no_rows_and_says_so(compared: Compared) -> None:
    """The wide file has no column for it: it is not assessed, and nobody's score moves."""
    new = MEAN | {"criteria": [*MEAN["criteria"], a_criterion("noise", given={})]}
    found = compared(MEAN, new, rows=ROWS)

    assert told(found) == {}
    assert (codes(found.only_old), codes(found.only_new)) == ([], ["measure-without-column"])


def test_a_criterion_that_is_new_takes_what_its_rows_say_and_the_old_edition_says_what_it_leaves(
    compared: Compared,
) -> None:
    """A: (4 x 0.5 + 6 + 10 x 0) / 20 = 40."""
    new = MEAN | {"criteria": [*MEAN["criteria"], a_criterion("noise", given={})]}
    rows = "estate,criterion,value\nA,tidy,5\nA,lights,10\nA,noise,0\n"
    found = compared(MEAN, new, rows=rows)

    assert told(found) == {"A": ("80.00", "40.00", [(1, "-40.00")])}
    assert [(p.code, p.place.line) for p in found.only_old] == [("unknown-measure", 4)]
    assert found.only_new == ()


def test_a_channel_that_goes_leaves_its_file_unread(compared: Compared) -> None:
    """City 50 and owners 100 are 75 together; without owners 50."""
    city, owners = ({"weight": 1, "absent": "zero"} for _ in range(2))
    tidy = a_criterion(given={})
    old = {"channels": {"city": city, "owners": owners}, "criteria": [tidy | {"channels": ["city", "owners"]}]}
    new = {"channels": {"city": city}, "criteria": [tidy | {"channels": ["city"]}]}
    old, new = ({"missing": "zero", "marks": 10} | data for data in (old, new))
    found = compared(old, new, city="estate,tidy\nA,5\n", owners="estate,tidy\nA,10\n")

    assert [(m.before.score, m.after.score) for m in found.movers] == [(Decimal("7.50"), Decimal("5.00"))]
    assert [(p.code, Path(p.place.file).name) for p in found.only_new] == [("unknown-channel", "owners.csv")]


def test_a_visit_log_may_tell_of_a_channel_that_one_edition_has(compared: Compared) -> None:
    """City found two things and was there; owners never were, which costs them all under the old edition only.

    City: 10 - 2 = 8 of 10. Old: (8 + 10) / 2 = 9, for owners' visit was done and nothing found; new: 8.
    """
    city, owners = ({"weight": 1, "absent": "zero"} for _ in range(2))
    old = {"channels": {"city": city, "owners": owners}, "criteria": [a_criterion(channels=["city", "owners"])]}
    new = {"channels": {"city": city}, "criteria": [a_criterion(channels=["city"])]}
    log = "estate,channel,visit,status\nA,city,1,done\nA,owners,1,done\n"
    found = compared(old, new, city="estate,criterion,value,visit\nA,tidy,2,1\n", visits=log)

    assert told(found)["A"][:2] == ("9.00", "8.00")
    assert [(p.code, p.place.line) for p in found.only_new] == [("unknown-channel", 3)]


def test_whoever_loses_the_score_has_no_difference(compared: Compared) -> None:
    new = weighing(4, missing="not_rated")
    found = compared(weighing(4), new, rows="estate,tidy,lights\nA,5,10\nB,10,\n")
    mover = next(mover for mover in found.movers if mover.id == "B")

    assert (mover.id, mover.before.score, mover.after.score, mover.difference) == ("B", Decimal("100.00"), None, None)
    assert [(e.difference, e.after.outcome) for e in mover.effects] == [(None, "not_rated")]
    assert found.largest is None


def test_a_score_that_is_gone_for_a_while_comes_back_with_the_whole_difference(compared: Compared) -> None:
    """First lights must be there, which B has not; then noise weighs less; then lights go and B is back.

    100 (4 x 8/10 + 10 x 4/10) / 14 = 51.43; 100 (3.2 + 4 x 4/10) / 8 = 60.
    """
    tidy, lights = MEAN["criteria"]
    noise = a_criterion("noise", weight=10, given={})
    old = MEAN | {"criteria": [tidy, noise, lights]}
    new = MEAN | {"criteria": [tidy, noise | {"weight": 4}], "missing": "not_rated"}
    found = compared(old, new, rows="estate,criterion,value\nB,tidy,8\nB,noise,4\nA,tidy,8\nA,noise,8\nA,lights,8\n")
    mover = next(mover for mover in found.movers if mover.id == "B")

    assert [step.changes[0].path for step in found.steps] == [
        ("missing",),
        ("criteria", "noise", "weight"),
        ("criteria", "lights"),
    ]
    assert [(e.step, e.difference) for e in mover.effects] == [(1, None), (3, Decimal("8.57"))]
    assert mover.difference == Decimal("8.57")


def test_rows_that_neither_edition_can_use_stop(compared: Compared) -> None:
    with pytest.raises(TableError) as refused:
        compared(weighing(4), weighing(5), rows=ROWS + "D,x,1\n")

    assert codes(refused.value.problems) == ["not-a-value"]


def test_a_row_that_only_one_edition_can_use_stops_too_unless_it_may_be_skipped(compared: Compared) -> None:
    rows = ROWS + "D,9.55,1\n"
    new = weighing(5, decimals=1)
    with pytest.raises(TableError) as refused:
        compared(weighing(4), new, rows=rows)

    (problem,) = refused.value.problems
    assert problem.text().startswith("By new: 9.55 has more than 1 decimals.")
    assert codes(compared(weighing(4), new, rows=rows, skip=True).only_new) == ["too-fine"]


def test_a_register_that_only_one_edition_can_read_stops_and_says_which(compared: Compared) -> None:
    old, new = (weighing(4, categories={key: {} for key in names}) for names in (("a", "b"), ("a",)))
    register = "estate,category\nA,a\nB,b\nC,b\n"
    with pytest.raises(TableError) as refused:
        compared(old, new, rows=ROWS, estates=register)

    assert [p.text() for p in refused.value.problems] == [
        "By new: b is no category of the rubric. Write one of: a."
    ] * 2


def test_all_problems_of_both_editions_are_told_at_once(compared: Compared) -> None:
    with pytest.raises(TableError) as refused:
        compared(weighing(4), weighing(5), rows="place,tidy\nA,1\n", more="tidy\n1\n")

    assert codes(refused.value.problems) == ["no-subject-column", "no-subject-column"]
