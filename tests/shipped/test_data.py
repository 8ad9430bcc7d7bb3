"""The shipped files: small, made again byte for byte, without a problem, with every kind of gap."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from redprop.engine.frames import marks_frame, score_frame
from redprop.engine.result import Result
from tests.running import ROOT, Inside, read_csv

DATA = ROOT / "data"
QUARTERS = ("2022Q1", "2022Q2")
REAL = ("E001", "E046")


def test_the_shipped_data_are_under_two_megabytes() -> None:
    assert sum(path.stat().st_size for path in DATA.rglob("*.csv")) < 2_000_000


def test_the_script_makes_the_same_bytes_again(tmp_path: Path) -> None:
    subprocess.run([sys.executable, str(DATA / "make.py"), str(tmp_path)], check=True, cwd=tmp_path)

    made = {path.relative_to(tmp_path): path.read_bytes() for path in tmp_path.rglob("*.csv")}
    kept = {path.relative_to(DATA): path.read_bytes() for path in DATA.rglob("*.csv")}
    assert sorted(made) == sorted(kept)
    assert [name for name in kept if made[name] != kept[name]] == []


@pytest.mark.parametrize("path", sorted(DATA.rglob("*.csv")), ids=lambda path: path.relative_to(DATA).as_posix())
def test_files_are_utf8_with_unix_lines(path: Path) -> None:
    content = path.read_bytes()

    assert not content.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in content
    assert content.endswith(b"\n")
    content.decode("utf-8")


NOTICED = {
    "2022Q2": "note: E076 was drawn for city and has no result of it. (drawn-and-missing)\n\n"
    "Errors: 0 · warnings: 0 · notes: 1 · files: 5\n"
}
"""`data/README.md` says that E076 was drawn and did not let the city in."""


@pytest.mark.parametrize("period", QUARTERS)
def test_both_quarters_are_read_without_a_single_problem(period: str, inside: Inside) -> None:
    ran = inside("check", "--period", period, cwd=ROOT)

    assert (ran.code, ran.out, ran.err) == (0, NOTICED.get(period, f"{period}: no problems · files: 5\n"), "")


def test_the_standard_passes_its_own_check(inside: Inside) -> None:
    ran = inside("check", "rubrics", cwd=ROOT)

    assert ran.code == 0
    assert "rubrics/red-property.yaml: no problems · criteria: 44 · examples that hold: 33" in ran.out.splitlines()


def gaps(result: Result) -> dict[str, set[str]]:
    """Who has which kind of gap."""
    frame, marks = score_frame(result), marks_frame(result)
    register = result.register
    drawn = {name for name, why in zip(register.ids, register.texts("city_drawn"), strict=True) if why}
    outcomes = {
        (channel, word): {register.ids[i] for i, code in enumerate(found.outcome) if _word(code) == word}
        for channel, found in result.channels.items()
        for word in ("absent", "withheld")
    }

    def with_outcome(node: str, outcome: str) -> set[str]:
        return set(marks[(marks["node"] == node) & (marks["outcome"] == outcome)]["estate"])

    district = marks[(marks["channel"] == "district") & (marks["outcome"] == "not_assessed")]
    return {
        "survey too small": outcomes["owners", "withheld"],
        "no survey": outcomes["owners", "absent"],
        "no self-assessment": outcomes["district", "absent"],
        "not drawn": set(register.ids) - drawn,
        "drawn and missing": drawn & outcomes["city", "absent"],
        "observed": set(frame[frame["status"] == "observed"]["estate"]),
        "no lifts": with_outcome("lifts", "not_applicable"),
        "no special task": with_outcome("special_work", "not_applicable"),
        "no complaint": with_outcome("complaints", "not_applicable"),
        "nothing of last quarter": with_outcome("rectification", "not_applicable"),
        "no evidence": set(district["estate"]) - outcomes["district", "absent"],
        "a visit not done": {
            row["estate"] for row in read_csv(DATA / result.period / "visits.csv") if row["status"] != "done"
        },
        "a limit": set(frame[frame["limits"] != ""]["estate"]),
    }


def _word(code: int) -> str:
    from redprop.outcome import Outcome

    return Outcome.of_code(int(code)).value


def test_every_kind_of_gap_occurs_as_the_readme_says(shipped: dict[str, Result]) -> None:
    found = gaps(shipped["2022Q2"])

    assert {kind: len(who) for kind, who in found.items()} == {
        "survey too small": 16,
        "no survey": 1,
        "no self-assessment": 1,
        "not drawn": 117,
        "drawn and missing": 1,
        "observed": 1,
        "no lifts": 23,
        "no special task": 15,
        "no complaint": 5,
        "nothing of last quarter": 1,
        "no evidence": 30,
        "a visit not done": 2,
        "a limit": 2,
    }
    assert found["no survey"] == {"E162"}
    assert found["no self-assessment"] == {"E053"}
    assert found["drawn and missing"] == {"E076"}
    assert found["no complaint"] == {"E007", "E027", "E074", "E131", "E155"}


@pytest.mark.parametrize("period", QUARTERS)
def test_no_gap_is_in_the_two_real_estates(period: str, shipped: dict[str, Result]) -> None:
    assert [kind for kind, who in gaps(shipped[period]).items() if who & set(REAL)] == []


@pytest.mark.parametrize("period", QUARTERS)
@pytest.mark.parametrize("name", ["industry", "owners", "district", "city"])
def test_every_row_about_a_real_estate_says_that_it_is_made_up(name: str, period: str) -> None:
    about = [row for row in read_csv(DATA / period / f"{name}.csv") if row["estate"] in REAL]

    assert {row["estate"] for row in about} == set(REAL)
    assert {row["note"] for row in about} == {"虚构"}


def test_no_finding_of_fire_and_no_accident_is_written_of_the_real_estates() -> None:
    safety = ("fire_defects", "fire_panel_fault", "fire_access", "fire_or_safety_accidents")
    grave = (*safety, "falsified_materials", "public_incidents")
    rows = [
        row for period in QUARTERS for file in ("industry", "city") for row in read_csv(DATA / period / f"{file}.csv")
    ]

    assert [
        row for row in rows if row["estate"] in REAL and row["criterion"] in grave and row["value"] not in ("", "0")
    ] == []


def test_no_decision_is_about_a_real_estate_and_every_basis_says_that_it_is_made_up() -> None:
    rows = {period: read_csv(DATA / period / "adjustments.csv") for period in QUARTERS}

    assert {period: len(found) for period, found in rows.items()} == {"2022Q1": 4, "2022Q2": 11}
    assert [row for found in rows.values() for row in found if row["estate"] in REAL] == []
    assert all(row["note"].startswith("虚构：") for found in rows.values() for row in found)


def test_names_that_are_made_up_show_it() -> None:
    names = {row["name"] for row in read_csv(DATA / "estates.csv")} - {"蓬莱花园", "芙蓉公寓"}

    assert len(names) == 160
    assert all(name.startswith(("示例", "样板", "范例", "样例")) for name in names)
