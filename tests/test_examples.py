"""A new case is a new folder: `examples/accepted/CASE` and `examples/rejected/CASE`; `examples/README.md` says how."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest

from tests.running import Inside, read_csv

EXAMPLES = Path(__file__).parent / "examples"
NOT_MEASURED = ("expected.csv", "estates.csv")
OF_SENSE = (
    "example-fails",
    "example-value",
    "step-unreachable",
    "quotas-overlap",
)  # errors of rubrics that can be read


def cases(kind: str) -> list[str]:
    """Folder names double as test ids."""
    return sorted(folder.name for folder in (EXAMPLES / kind).iterdir() if (folder / "rubric.yaml").exists())


def words_of(case: Path) -> list[str]:
    """What is typed for a case: its rubric, its register, its files, and the words of `args`."""
    files = sorted(path.name for path in case.glob("*.csv") if path.name not in NOT_MEASURED)
    register = ["--register", "estates.csv"] if (case / "estates.csv").exists() else []
    more = (case / "args").read_text(encoding="utf-8").split() if (case / "args").exists() else []
    return ["--rubric", "rubric.yaml", *register, *files, *more]


def expected_of(name: str) -> list[str]:
    """The findings of a rejected case, one a line, as `examples/README.md` says."""
    return (EXAMPLES / "rejected" / name / "expected.txt").read_text(encoding="utf-8").split("\n")[:-1]


def is_error(line: str) -> bool:
    """Whether a finding stops: a warning or a note says at its end that it is one."""
    return not line.endswith((" (warning)", " (note)"))


def cannot_be_read(name: str) -> bool:
    """Whether nothing can be scored: there is an error, and it is not one of sense alone."""
    return any(is_error(line) and line.split()[0] not in OF_SENSE for line in expected_of(name))


def test_there_are_cases_of_both_kinds() -> None:
    assert len(cases("accepted")) >= 12
    assert len(cases("rejected")) >= 150


@pytest.mark.parametrize("name", cases("accepted"))
def test_an_accepted_case_comes_to_the_numbers_worked_out_by_hand(name: str, inside: Inside) -> None:
    case = EXAMPLES / "accepted" / name
    expected = read_csv(case / "expected.csv")

    scored = inside("score", *words_of(case), "--format", "csv", cwd=case)
    ranked = inside("rank", *words_of(case), "--format", "csv", cwd=case)

    assert (scored.code, ranked.code) == (0, 0), scored.err
    subject = next(iter(expected[0]))
    rank = {row[subject]: row["rank"] for row in ranked.rows}
    found = [row | {"rank": rank[row[subject]]} for row in scored.rows]
    assert [{column: row[column] for column in expected[0]} for row in found] == expected


@pytest.mark.parametrize("name", cases("accepted"))
def test_the_rubric_of_an_accepted_case_passes_its_check(name: str, inside: Inside) -> None:
    checked = inside("check", "rubric.yaml", cwd=EXAMPLES / "accepted" / name)

    assert checked.code == 0, checked.out


@pytest.mark.parametrize("name", cases("rejected"))
def test_a_rejected_case_has_exactly_the_expected_problems(name: str, inside: Inside) -> None:
    case = EXAMPLES / "rejected" / name
    expected = expected_of(name)
    is_rubric = not any(case.glob("*.csv"))

    checked = inside("check", *(["rubric.yaml"] if is_rubric else words_of(case)), "--format", "json", cwd=case)

    assert checked.code == (1 if any(is_error(line) for line in expected) else 0), checked.err
    assert [_line(row, is_rubric) for row in json.loads(checked.out)["rows"]] == expected


@pytest.mark.parametrize("name", [name for name in cases("rejected") if cannot_be_read(name)])
def test_a_rejected_case_is_not_scored_and_every_problem_is_listed(name: str, inside: Inside) -> None:
    case = EXAMPLES / "rejected" / name
    codes = [line.split()[0] for line in expected_of(name)]
    files = words_of(case) if any(case.glob("*.csv")) else ["--rubric", "rubric.yaml", "rubric.yaml"]
    scored = inside("score", *files, cwd=case)

    told = [line.rpartition("(")[2].rstrip(")") for line in scored.err.splitlines() if line.endswith(")")]
    assert (scored.code, scored.out) == (2, "")
    assert told == codes


def _line(row: dict[str, object], is_rubric: bool) -> str:
    spot = ":".join(str(row[part]) for part in ("file", "line", "column") if row[part])
    column = f" [{row['field']}]" if row["field"] and not is_rubric else ""
    weight = "" if row["severity"] == "error" else f" ({row['severity']})"
    return f"{row['code']} {spot}{column}{weight}"


@pytest.mark.parametrize("name", cases("accepted"))
def test_every_score_of_an_accepted_case_is_explained_by_parts_that_add_up_to_it(name: str, inside: Inside) -> None:
    case = EXAMPLES / "accepted" / name
    expected = read_csv(case / "expected.csv")
    subject = next(iter(expected[0]))

    for row in inside("score", *words_of(case), "--format", "csv", cwd=case).rows:
        words = ["explain", row[subject], *words_of(case)]
        parts = inside(*words, "--format", "csv")
        told = inside(*words, "--language", "zh")

        assert (parts.code, told.code) == (0, 0), parts.err + told.err
        if row["score"]:
            assert sum(Decimal(part["part"] or 0) for part in parts.rows) == Decimal(row["score"])
