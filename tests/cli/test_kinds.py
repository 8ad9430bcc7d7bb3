from __future__ import annotations

import json
from pathlib import Path

import pytest

from redprop.check.kinds import kinds
from redprop.check.run import check_bytes
from redprop.combine import COMBINE
from redprop.errors import Severity
from redprop.limits import EFFECTS
from redprop.messages import kinds_zh
from redprop.rubric.elements import TAKES
from redprop.rules import RULES
from tests.running import Inside

EVERY = list(kinds())


def test_every_kind_that_a_rubric_can_name_is_listed_once() -> None:
    assert [kind.name for kind in EVERY] == [*RULES, *COMBINE, *EFFECTS, *TAKES]


@pytest.mark.parametrize("kind", EVERY, ids=lambda kind: f"{kind.family}-{kind.name}")
def test_the_example_of_a_kind_is_a_rubric_whose_examples_hold_and_uses_it(kind) -> None:  # type: ignore[no-untyped-def]
    checked = check_bytes(kind.example.encode(), kind.name)

    assert [problem.line() for problem in checked.problems if problem.severity is not Severity.NOTE] == []
    assert checked.plan is not None
    assert checked.plan.rubric.examples
    assert kind.name in kind.example or kind.name == "sum"


@pytest.mark.parametrize("kind", EVERY, ids=lambda kind: f"{kind.family}-{kind.name}")
def test_a_kind_and_its_options_say_what_they_are(kind) -> None:  # type: ignore[no-untyped-def]
    assert kind.says.endswith(".")
    assert [option.name for option in kind.options if not option.says] == []


def test_chinese_says_everything_and_nothing_else() -> None:
    said = {kind.name for kind in EVERY if kind.family != "take"}
    said |= {f"{kind.name}.{option.name}" for kind in EVERY for option in kind.options}

    assert said == set(kinds_zh.KINDS)


def test_a_rule_lists_every_option_of_its_model() -> None:
    deduct = next(kind for kind in EVERY if kind.name == "deduct")

    assert [option.name for option in deduct.options] == [
        *("each", "once", "looked_at", "per", "times", "NAME.each", "NAME.once")
    ]


def test_required_options_and_defaults_are_told_apart(inside: Inside) -> None:
    ran = inside("kinds", "shortfall", "--format", "csv")

    by = {row["option"]: (row["required"], row["unsaid"]) for row in ran.rows}
    assert (by["target"], by["side"]) == (("True", ""), ("False", "under"))


def test_a_name_of_two_families_shows_both(inside: Inside) -> None:
    told = json.loads(inside("kinds", "mean", "--format", "json").out)

    assert [kind["family"] for kind in told["kinds"]] == ["combine", "take"]


def test_an_unknown_kind_is_refused_with_the_nearest(inside: Inside) -> None:
    ran = inside("kinds", "deduckt")

    assert ran.code == 2
    assert "deduct" in ran.err.partition("Choose")[0]


def test_the_list_speaks_chinese(inside: Inside) -> None:
    ran = inside("kinds", "--language", "zh")

    assert "满分，每发现一处扣若干分，扣完为止。" in ran.out


def test_kinds_are_written_to_a_file(inside: Inside, tmp_path: Path) -> None:
    ran = inside("kinds", "-o", "kinds.csv", cwd=tmp_path)

    assert ran.code == 0
    assert (tmp_path / "kinds.csv").read_text(encoding="utf-8-sig").startswith("kind,family,says,printed\ndeduct,rule,")
