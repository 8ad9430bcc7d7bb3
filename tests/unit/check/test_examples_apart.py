"""Examples are cases, not a league."""

from __future__ import annotations

from tests.unit.check.looking import told

QUOTA = """\
marks: 10
criteria:
  - {id: work, marks: 10, given: {}}
grades:
  order: [best, rest]
  bands: []
  else: rest
  quotas: [{grade: best, top_share: 0.5, seats: ceil, ties: in}]
"""


def test_an_example_is_not_the_rival_of_another() -> None:
    # half of one, rounded up, is one seat: whoever stands alone has it, however little that is
    examples = """\
examples:
  - {title: much, with: {work: 9}, expect: {grade: best}}
  - {title: little, with: {work: 3}, expect: {grade: best}}
"""

    assert told(QUOTA + examples, "example-fails") == []


def test_what_an_example_expects_in_vain_is_still_told_at_its_place() -> None:
    examples = "examples:\n  - {title: much, with: {work: 9}, expect: {grade: rest}}\n"

    assert told(QUOTA + examples, "example-fails") == ["error 14:45"]
