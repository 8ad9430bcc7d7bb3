"""The words for "no number": why a criterion, a channel or a subject has marks, or has none."""

from __future__ import annotations

from enum import StrEnum


class Outcome(StrEnum):
    """Exactly these words stand in code, data and CSV."""

    SCORED = "scored"
    NOT_APPLICABLE = "not_applicable"
    NOT_ASSESSED = "not_assessed"
    NOT_SCORED = "not_scored"
    ABSENT = "absent"
    WITHHELD = "withheld"
    NOT_RATED = "not_rated"
    NOT_ELIGIBLE = "not_eligible"

    @property
    def code(self) -> int:
        """The small number that stands for the word in columns."""
        return _ORDER[self]

    @classmethod
    def of_code(cls, code: int) -> Outcome:
        """The word that a column's number stands for."""
        return _WORDS[code]


_WORDS = tuple(Outcome)
_ORDER = {word: index for index, word in enumerate(_WORDS)}
