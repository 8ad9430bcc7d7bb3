"""Weights that weigh nothing."""

from __future__ import annotations

import pytest

from tests.unit.check.looking import says, told

CHILDREN = """\
criteria:
  - {id: paths, marks: 2, weight: 3, given: {}}
  - {id: lawns, marks: 2, given: {}}
"""


def test_a_weight_among_what_is_added_up_is_told_at_its_line() -> None:
    # `  - {id: paths, marks: 2, ` has 26 characters, below `marks` and `criteria`
    text = f"marks: 4\n{CHILDREN}"
    (found,) = told(text, "idle-weight")

    assert found.startswith("warning ")
    assert found.endswith(":27")
    assert says(text, "idle-weight").startswith("The weight of paths does nothing: sum does not look at weights.")


@pytest.mark.parametrize(("combine", "count"), [("lowest", 1), ("mean", 0), ("geometric_mean", 0)])
def test_a_weight_holds_where_shares_are_weighed(combine: str, count: int) -> None:
    assert len(told(f"marks: 4\ncombine: {combine}\n{CHILDREN}", "idle-weight")) == count


def test_a_weight_of_a_category_alone_is_told_too() -> None:
    varied = CHILDREN.replace("weight: 3", "by_category: {old: {weight: 3}}")

    assert len(told(f"marks: 4\ncategories: {{old: {{}}}}\n{varied}", "idle-weight")) == 1


def test_what_counts_is_the_part_right_above() -> None:
    inner = CHILDREN.replace("\n  ", "\n      ").replace("criteria", "    criteria", 1)
    text = f"marks: 4\ncombine: mean\nsections:\n  - id: ground\n    weight: 2\n{inner}"

    assert len(told(text, "idle-weight")) == 1
