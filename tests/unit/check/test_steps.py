"""Steps: marks that do not go one way, and steps that nothing reaches."""

from __future__ import annotations

import pytest

from redprop.rubric.ladder import deciders
from redprop.rules.steps import Step
from tests.unit.check.looking import says, told

STEPS = """\
marks: 2
criteria:
  - id: meetings
    marks: 2
    steps:
"""


def ladder(*steps: str) -> str:
    """A criterion of steps; the first of them stands in line 10, from column 9."""
    return STEPS + "".join(f"      - {{{step}}}\n" for step in steps)


def test_steps_that_go_up_and_down_again_are_told_at_the_step_that_breaks_the_way() -> None:
    # from 3 on 1, from 1 on 2, below nothing: more meetings earn less
    text = ladder("at_least: 3, earns: 1", "at_least: 1, earns: 2", "else: 0")

    assert told(text, "steps-not-monotone") == ["warning 11:9"]
    assert "at_least 1 earns 2, and at_least 3 beside it earns 1." in says(text, "steps-not-monotone")


@pytest.mark.parametrize(
    "steps",
    [
        ("at_least: 3, earns: 2", "at_least: 1, earns: 1", "else: 0"),
        ("at_most: 3, earns: 2", "at_most: 6, earns: 0.5", "else: 0"),
        ("below: 1, earns: 0", "at_least: 3, earns: 2", "else: 1"),  # in any order of the file
        ("at_least: 3, earns: 2", "at_least: 1, earns: 2", "else: 0"),  # equal is one way still
    ],
)
def test_steps_that_go_one_way_are_not_told(steps: tuple[str, ...]) -> None:
    assert told(ladder(*steps), "steps-not-monotone", "step-unreachable") == []


def test_steps_that_are_best_in_the_middle_are_told_where_they_turn_back() -> None:
    # above 6 nothing, from 3 to 6 all, below nothing: going down it rises first, so the last is what breaks it
    assert told(ladder("above: 6, earns: 0", "at_least: 3, earns: 2", "else: 0"), "steps-not-monotone") == [
        "warning 12:9"
    ]


def test_a_step_that_steps_before_it_cover_is_an_error() -> None:
    # whoever has 3 has 1, and earns 1 already
    text = ladder("at_least: 1, earns: 2", "at_least: 3, earns: 1", "else: 0")

    assert told(text, "step-unreachable") == ["error 11:9"]


def test_a_step_that_two_others_cover_together_is_an_error() -> None:
    # at least 3, and at most 3, leave nothing to the third and to else
    text = ladder("at_least: 3, earns: 2", "at_most: 3, earns: 1", "at_most: 1, earns: 0", "else: 0")

    assert told(text, "step-unreachable") == ["error 12:9", "error 13:9"]


@pytest.mark.parametrize(
    "steps",
    [
        ("above: 3, earns: 2", "below: 3, earns: 1", "else: 0"),  # else holds at 3 itself
        ("above: 3, earns: 2", "at_least: 3, earns: 1", "else: 0"),  # the second at 3 itself
        ("at_least: 3, earns: 2", "above: 2.9999, earns: 1", "else: 0"),
    ],
)
def test_a_step_that_a_single_value_reaches_is_reached(steps: tuple[str, ...]) -> None:
    assert told(ladder(*steps), "step-unreachable") == []


def test_each_stretch_and_each_threshold_has_its_step() -> None:
    # below 1 | 1 | 1 to 3 | 3 | above 3
    steps = [Step(above=3, earns=2), Step(at_most=1, earns=0), Step(**{"else": 1})]

    assert deciders(steps) == [1, 1, 2, 2, 0]


def curve(points: str, marks: str = "2") -> str:
    """A criterion of a curve, all in line 7; `  - {id: speed, marks: 2, curve: {through: ` has 43 characters."""
    return f"marks: {marks}\ncriteria:\n  - {{id: speed, marks: {marks}, curve: {{through: {points}}}}}\n"


@pytest.mark.parametrize(
    ("points", "column"),
    [
        ("[[10, 0], [20, 2], [30, 1]]", 54),  # up, then down: 20 is where it turns
        ("[[10, 2], [20, 1], [30, 2]]", 54),  # down, then up
        ("[[10, 0], [20, 2], [30, 2], [40, 1]]", 63),  # flat to 30, and down from there
        ("[[10, 0], [20, 2], [30, 0], [40, 2]]", 54),  # the first of two
    ],
)
def test_a_curve_that_turns_is_a_note_at_the_point_where_it_does(points: str, column: int) -> None:
    assert told(curve(points), "curve-not-monotone") == [f"note 7:{column}"]


@pytest.mark.parametrize("points", ["[[10, 0], [20, 2], [30, 2]]", "[[10, 2], [20, 2], [30, 1]]", "[[10, 0], [20, 2]]"])
def test_a_curve_that_goes_one_way_is_not_told(points: str) -> None:
    assert told(curve(points), "curve-not-monotone") == []
