from __future__ import annotations

from fractions import Fraction

import pytest
from pydantic import ValidationError

from redprop.exact import Ratios
from redprop.exact.arrays import whole
from redprop.rules import Seen
from redprop.rules.all_or_nothing import AllOrNothing
from tests.builders import fractions


def earned(**counts: list[int]) -> list[Fraction]:
    size = len(next(iter(counts.values())))
    words = {word: whole(column) for word, column in counts.items()}
    return fractions(AllOrNothing().marks(Fraction(3), Seen(Ratios.constant(0, size), words=words)))


def test_yes_earns_all_and_no_nothing() -> None:
    assert earned(yes=[1, 0], no=[0, 1]) == [3, 0]


def test_several_rows_earn_their_mean() -> None:
    # two of three said yes: 3 x 2/3
    assert earned(yes=[2], no=[1]) == [2]


def test_nobody_said_anything_earns_nothing() -> None:
    assert earned(yes=[0], no=[0]) == [0]


@pytest.mark.parametrize(("text", "word"), [("1", "yes"), ("是", "yes"), ("符合", "yes"), ("0", "no"), ("无", "no")])
def test_people_write_yes_and_no_in_several_ways(text: str, word: str) -> None:
    assert AllOrNothing().spellings()[text] == word


def test_a_standard_may_say_its_own_words() -> None:
    rule = AllOrNothing(yes=["held"], no=["missed"])

    assert rule.spellings() == {"held": "yes", "missed": "no"}


def test_a_rule_without_a_yes_is_refused() -> None:
    with pytest.raises(ValidationError):
        AllOrNothing(yes=[])
