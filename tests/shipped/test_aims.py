"""What `rectify --to` says of the shipped quarter, done: the rows are really changed, and everything is scored anew."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from tests.running import Inside, read_csv, write_csv

Row = dict[str, str]


def put_right(workspace: Path, fixes: list[Row]) -> None:
    """Lowers what the rows say, finding by finding; a row without a value tells of one."""
    for fix in fixes:
        path = workspace / "data" / "2022Q2" / f"{fix['channel'] or 'adjustments'}.csv"
        rows, left = read_csv(path), Decimal(fix["fix"])
        for row in rows:
            alike = (row["estate"], row["criterion"], row.get("visit", "")) == (
                fix["estate"],
                fix["measure"],
                fix["visit"],
            )
            if alike and left:
                found = Decimal(row["value"] or 1)
                row["value"] = str(found - min(found, left))
                left -= min(found, left)
        assert left == 0
        write_csv(path, rows, list(rows[0]))


@pytest.mark.parametrize(("estate", "aim"), [("E001", "rank:3"), ("E001", "grade:excellent"), ("E060", "rank:40")])
def test_whoever_puts_right_what_it_is_told_has_what_it_aimed_at(
    estate: str, aim: str, workspace: Path, inside: Inside
) -> None:
    before = {row["estate"]: row for row in inside("rank", "--format", "csv", cwd=workspace).rows}
    told = inside("rectify", estate, "--to", aim, "--format", "csv", cwd=workspace).rows
    fixes = [row for row in told if row["kind"] == "fix"]
    then = told[-1]

    put_right(workspace, fixes)
    after = {row["estate"]: row for row in inside("rank", "--format", "csv", cwd=workspace).rows}

    assert [after[estate][name] for name in ("score", "grade", "rank")] == [
        then[name] for name in ("score", "grade", "rank")
    ]
    assert {name: row["score"] for name, row in after.items() if name != estate} == {
        name: row["score"] for name, row in before.items() if name != estate
    }
    kind, _, wanted = aim.partition(":")
    assert then["grade"] == wanted if kind == "grade" else int(then["rank"]) <= int(wanted)
    changes = sum(Decimal(row["change"]) for row in told if row["change"])
    assert changes == Decimal(then["score"]) - Decimal(told[0]["score"])
