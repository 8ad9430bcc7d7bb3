"""What may change a result and what may not: tried on copies of the shipped quarter."""

from __future__ import annotations

import random
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from redprop.engine.frames import marks_frame, score_frame
from redprop.engine.result import Result
from tests.running import Inside, read_csv, write_csv
from tests.shipped.conftest import scored

Row = dict[str, str]


def change(workspace: Path, name: str, how: Callable[[list[Row]], list[Row]]) -> None:
    """Rewrites a file of the copy."""
    path = workspace / "data" / name
    rows = read_csv(path)
    write_csv(path, how(rows), list(rows[0]))


def others(estate: str) -> Callable[[list[Row]], list[Row]]:
    """All rows but those of an estate."""
    return lambda rows: [row for row in rows if row["estate"] != estate]


def scores(result: Result) -> dict[str, Decimal | None]:
    """The score of every estate."""
    frame = score_frame(result)
    return dict(zip(frame["estate"], frame["score"], strict=True))


def test_shuffling_all_rows_and_splitting_the_files_changes_not_one_byte(workspace: Path, inside: Inside) -> None:
    commands = (("score", "--format", "csv"), ("rank", "--format", "json", "--by", "channel:owners"))
    before = [inside(*words, cwd=workspace).out for words in commands]

    shuffle = random.Random("2022Q2")  # noqa: S311  # any order will do, but the same each time
    folder = workspace / "data/2022Q2"
    for path in sorted(folder.glob("*.csv")):
        rows = read_csv(path)
        shuffle.shuffle(rows)
        header = list(rows[0])
        shuffle.shuffle(header)
        if path.stem == "visits":
            write_csv(path, rows, header)
            continue
        path.unlink()
        cuts = sorted(shuffle.sample(range(1, len(rows)), 2))
        for number, (start, end) in enumerate(zip([0, *cuts], [*cuts, len(rows)], strict=True)):
            said = {} if path.stem == "adjustments" else {"channel": path.stem}  # a decision is nobody's visit
            part = [row | said for row in rows[start:end]]
            write_csv(folder / f"{9 - number}-{path.stem}.csv", part, [*header, *said])
    register = workspace / "data/estates.csv"
    rows = read_csv(register)
    write_csv(register, shuffle.sample(rows, len(rows)), list(rows[0]))

    assert [inside(*words, cwd=workspace).out for words in commands] == before


def test_without_its_visits_and_rows_an_estate_is_not_rated(workspace: Path, shipped: dict[str, Result]) -> None:
    change(
        workspace,
        "2022Q2/visits.csv",
        lambda rows: [row for row in rows if (row["estate"], row["channel"]) != ("E010", "industry")],
    )
    change(workspace, "2022Q2/industry.csv", others("E010"))
    frame = score_frame(scored(workspace, "2022Q2")).set_index("estate")

    assert (frame.loc["E010", "outcome"], frame.loc["E010", "score"]) == ("not_rated", None)
    rest = {estate: score for estate, score in scores(shipped["2022Q2"]).items() if estate != "E010"}
    assert {estate: score for estate, score in frame["score"].items() if estate != "E010"} == rest


def test_visited_and_without_findings_an_estate_has_full_marks_for_them(workspace: Path) -> None:
    """The visits stand, the findings go; what was counted (lamps, cameras, ports, findings of last quarter) stays."""
    counted = ("lamps_", "cameras_", "charging_ports", "findings_")
    change(
        workspace,
        "2022Q2/industry.csv",
        lambda rows: [row for row in rows if row["estate"] != "E010" or row["criterion"].startswith(counted)],
    )
    marks = marks_frame(scored(workspace, "2022Q2"))
    seen = marks[(marks["estate"] == "E010") & (marks["channel"] == "industry")]
    found = seen[~seen["node"].isin(["lights", "cctv", "ev_charging", "rectification"])]
    criteria = found[found["outcome"] != ""]

    assert len(criteria) >= 19
    assert (criteria["earned"] == criteria["possible"]).all()
    assert (criteria["possible"] > 0).all()


def test_a_visit_without_a_single_row_is_not_the_same_as_no_visit(workspace: Path) -> None:
    """Nothing was written of E010 at all, but both visits were done: findings have full marks, counts are missing."""
    change(workspace, "2022Q2/industry.csv", others("E010"))
    frame = score_frame(scored(workspace, "2022Q2")).set_index("estate")

    assert (frame.loc["E010", "outcome"], frame.loc["E010", "industry"]) == ("scored", Decimal("100.00"))
    assert frame.loc["E010", "coverage"] < 1


def test_one_finding_more_moves_that_estate_and_no_other(workspace: Path, shipped: dict[str, Result]) -> None:
    """蓬莱花园: motor_parking on visit 1 costs 0.5 of 60 marks, on one of two visits 0.25: 0.4167 of industry.

    86.00 - 0.42 = 85.58; half of the score: 8600.30 - 50 x 0.42 = 8579.30, so 85.79.
    """
    new = {"estate": "E001", "criterion": "motor_parking", "value": "1", "visit": "1", "place": "", "finding": "X-1"}
    change(workspace, "2022Q2/industry.csv", lambda rows: [*rows, {name: new.get(name, "") for name in rows[0]}])
    after, before = scored(workspace, "2022Q2"), shipped["2022Q2"]

    moved = {estate for estate, score in scores(after).items() if score != scores(before)[estate]}
    assert moved == {"E001"}
    row = score_frame(after).set_index("estate").loc["E001"]
    assert (row["industry"], row["score"]) == (Decimal("85.58"), Decimal("85.79"))


def test_one_answer_changed_moves_the_right_estate(workspace: Path, shipped: dict[str, Result]) -> None:
    def worse(rows: list[Row]) -> list[Row]:
        first = next(index for index, row in enumerate(rows) if row["estate"] == "E002" and row["q1"] == "5")
        return [row | {"q1": "1"} if index == first else row for index, row in enumerate(rows)]

    change(workspace, "2022Q2/owners.csv", worse)
    after, before = scores(scored(workspace, "2022Q2")), scores(shipped["2022Q2"])

    assert {estate for estate, score in after.items() if score != before[estate]} == {"E002"}
    assert after["E002"] < before["E002"]  # type: ignore[operator]  # both have a score


def test_a_finding_of_another_quarter_changes_nothing_in_this_one(workspace: Path, shipped: dict[str, Result]) -> None:
    change(workspace, "2022Q1/industry.csv", others("E001"))

    assert scores(scored(workspace, "2022Q2")) == scores(shipped["2022Q2"])


def test_what_the_standard_does_not_read_changes_not_even_the_fingerprint(
    workspace: Path, shipped: dict[str, Result]
) -> None:
    change(workspace, "2022Q2/industry.csv", lambda rows: [row | {"note": "other", "evidence": "P9"} for row in rows])
    change(workspace, "estates.csv", lambda rows: [row | {"company": "戊物业公司", "street": ""} for row in rows])

    assert scored(workspace, "2022Q2").fingerprint == shipped["2022Q2"].fingerprint


@pytest.mark.parametrize("name", ["2022Q2/industry.csv", "2022Q2/district.csv", "2022Q2/visits.csv"])
def test_what_it_reads_changes_the_fingerprint(name: str, workspace: Path, shipped: dict[str, Result]) -> None:
    change(workspace, name, others("E002"))
    change(workspace, "2022Q2/industry.csv", others("E002"))

    assert scored(workspace, "2022Q2").fingerprint != shipped["2022Q2"].fingerprint
