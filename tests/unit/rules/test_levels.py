from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from pydantic import ValidationError

from redprop.exact import Ratios
from redprop.exact.arrays import whole
from redprop.rules import Seen
from redprop.rules.levels import Levels
from tests.builders import fractions


def three() -> Levels:
    return Levels.model_validate(
        {"good": 2, "fair": {"earns": 1, "title": {"zh": "一般"}, "aliases": ["so-so"]}, "bad": 0}
    )


def earned(**counts: list[int]) -> list[Fraction]:
    size = len(next(iter(counts.values())))
    words = {word: whole(column) for word, column in counts.items()}
    return fractions(three().marks(Fraction(2), Seen(Ratios.constant(0, size), words=words)))


def test_each_word_earns_the_marks_beside_it() -> None:
    assert earned(good=[1, 0, 0], fair=[0, 1, 0], bad=[0, 0, 1]) == [2, 1, 0]


def test_words_become_marks_before_their_mean() -> None:
    # (2 + 2 + 1) / 3
    assert earned(good=[2], fair=[1]) == [Fraction(5, 3)]


def test_a_word_that_earns_nothing_counts_in_the_mean() -> None:
    # (2 + 0) / 2
    assert earned(good=[1], bad=[1]) == [1]


def test_a_word_may_be_written_as_its_title_or_alias() -> None:
    spellings = three().spellings()

    assert [spellings[text] for text in ("fair", "一般", "so-so")] == ["fair"] * 3


def test_the_best_word_is_the_most_that_can_be_earned() -> None:
    assert three().most(Fraction(9)) == 2


@pytest.mark.parametrize("said", [{}, {"good": -1}, {"good": "two"}, {"good": {"earn": 2}}])
def test_levels_that_earn_no_marks_are_refused(said: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Levels.model_validate(said)
