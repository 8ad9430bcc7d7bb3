from __future__ import annotations

import json
from pathlib import Path

import pytest
from rich.cells import cell_len

from redprop.check.kinds import Kind, kinds
from redprop.check.options import Option
from redprop.check.run import check_bytes
from redprop.combine import COMBINE
from redprop.errors import Severity
from redprop.limits import EFFECTS
from redprop.messages.zh.kinds import KINDS
from redprop.rubric.elements import TAKES
from redprop.rules import RULES
from tests.running import Inside, process

EVERY = list(kinds())


def test_every_kind_that_a_rubric_can_name_is_listed_once() -> None:
    assert [kind.name for kind in EVERY] == [*RULES, *COMBINE, *EFFECTS, *TAKES]


@pytest.mark.parametrize("kind", EVERY, ids=lambda kind: f"{kind.family}-{kind.name}")
def test_the_example_of_a_kind_is_a_rubric_whose_examples_hold_and_uses_it(kind: Kind) -> None:
    checked = check_bytes(kind.example.encode(), kind.name)

    assert [problem.line() for problem in checked.problems if problem.severity is not Severity.NOTE] == []
    assert checked.plan is not None
    assert checked.plan.rubric.examples
    assert kind.name in kind.example or kind.name == "sum"


@pytest.mark.parametrize("kind", EVERY, ids=lambda kind: f"{kind.family}-{kind.name}")
def test_a_kind_and_its_options_say_what_they_are(kind: Kind) -> None:
    assert kind.says.endswith(".")
    assert [option.name for option in kind.options if not option.says] == []


def test_chinese_says_everything_and_nothing_else() -> None:
    said = {kind.name for kind in EVERY if kind.family != "take"}
    said |= {option.code for kind in EVERY for option in kind.options}

    assert said == set(KINDS)


def test_a_rule_lists_every_option_of_its_model() -> None:
    deduct = next(kind for kind in EVERY if kind.name == "deduct")

    assert [option.name for option in deduct.options] == [
        *("each", "once", "looked_at", "per", "times", "NAME", "NAME.each", "NAME.once")
    ]


@pytest.mark.parametrize("kind", EVERY, ids=lambda kind: f"{kind.family}-{kind.name}")
def test_every_number_says_what_it_is_counted_in(kind: Kind) -> None:
    """A weight is counted in nothing: only ratios matter."""
    numbers = [option for option in kind.options if {"number", "whole number"} & {*option.forms}]

    assert [option.name for option in numbers if not option.units and option.name != "PART.weight"] == []
    assert {unit for option in numbers for unit in option.units} <= {"marks", "measured", "factor", "grades", "places"}


def option_of(kind: str, name: str, family: str = "rule") -> Option:
    (found,) = (one for k in EVERY if (k.name, k.family) == (kind, family) for one in k.options if one.name == name)
    return found


def test_an_option_says_how_it_is_written_and_counted() -> None:
    assert option_of("deduct", "each")[3:] == (("number",), (), ("> 0",), ("marks",), False, "")
    assert option_of("shortfall", "every")[3:] == (("number",), (), ("> 0",), ("measured",), True, "")
    assert option_of("shortfall", "side")[3:] == ((), ("under", "over"), (), (), False, "under")
    assert option_of("curve", "through")[3:] == (("list",), (), (), ("measured", "marks"), True, "")
    assert option_of("interval", "best")[3:] == (("number", "list"), (), (), ("measured",), True, "")
    assert option_of("proportion", "places")[3:] == (("whole number",), (), (">= 0", "<= 9"), ("places",), False, "")
    assert option_of("levels", "WORD")[3:] == (("number", "mapping"), (), (">= 0",), ("marks",), False, "")
    assert option_of("linear", "clipped")[3:] == (("true or false",), (), (), (), False, "true")


def test_what_is_inside_an_option_stands_under_its_name() -> None:
    names = [option.name for kind in EVERY if kind.name in ("steps", "defects") for option in kind.options]

    assert names == [
        *("steps", "STEP.at_least", "STEP.above", "STEP.at_most", "STEP.below", "STEP.else", "STEP.earns"),
        *("severity", "costs", "costs.WORD", "costs.WORD.cost", "costs.WORD.aliases", "same", "keep", "not_scored"),
        *("per", "times"),
    ]


def test_what_must_be_said_beside_a_kind_is_told_with_it() -> None:
    """A limit must say when it holds and what follows if nobody knows; all but a sum have marks of their own."""
    needed = {(kind.family, kind.name): {one.name for one in kind.options if one.required} for kind in EVERY}

    assert needed["limit", "cap"] == {"cap", "when", "if_missing"}
    assert [name for name in COMBINE if "marks" in needed["combine", name]] == ["mean", "geometric_mean", "lowest"]
    assert needed["take", "mean"] == {"mean"}


def test_a_rule_says_how_it_takes_its_rows_and_whether_it_has_full_marks(inside: Inside) -> None:
    points, steps = inside("kinds", "points").out, inside("kinds", "steps").out

    assert "by `sum`" in points
    assert "no full marks" in points
    assert "by `once`" in steps
    assert "no full marks" not in steps


def test_required_options_and_defaults_are_told_apart(inside: Inside) -> None:
    ran = inside("kinds", "shortfall", "--format", "csv")

    by = {row["option"]: (row["required"], row["unsaid"]) for row in ran.rows}
    assert (by["target"], by["side"]) == (("True", ""), ("False", "under"))
    assert [row["unit"] for row in ran.rows] == ["the measure's", "the measure's", "marks", "", ""]


def test_an_example_can_be_copied_from_a_narrow_screen(inside: Inside, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its lines are never broken: half a line of YAML is another file, or none."""
    monkeypatch.setenv("COLUMNS", "40")
    shown = inside("kinds", "deduct").out

    assert shown.endswith(next(kind.example for kind in EVERY if kind.name == "deduct"))


@pytest.mark.parametrize("kind", EVERY, ids=lambda kind: f"{kind.family}-{kind.name}")
def test_an_example_fits_a_screen_of_80_columns(kind: Kind) -> None:
    assert max(map(cell_len, kind.example.splitlines())) <= 80


def test_an_example_stands_in_markdown_as_code(inside: Inside) -> None:
    told = inside("kinds", "given", "--format", "markdown").out

    assert told.startswith("### given · Rules of a criterion\n\nThe assessor writes the marks;")
    assert told.endswith(f"```yaml\n{next(k.example for k in EVERY if k.name == 'given')}```\n")


def test_a_shell_completes_kinds_each_once(tmp_path: Path) -> None:
    asked = {"_REDPROP_COMPLETE": "complete_bash", "COMP_WORDS": "redprop kinds s", "COMP_CWORD": "2"}

    assert process(cwd=tmp_path, **asked).stdout.decode().split() == ["shortfall", "steps", "sum", "steps_down"]


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
