"""What every rule of a criterion shares."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import ClassVar, Literal

from pydantic import BaseModel, ConfigDict

from redprop.exact import Ratios, Whole

Reads = Literal["number", "words", "texts", "defects"]
Take = Literal["once", "sum", "mean", "min", "max", "count", "distinct"]


@dataclass(frozen=True, eq=False)
class Seen:
    """What was measured for one criterion, one entry a subject: its value, its causes' counts, its words' counts.

    Causes are divided by their exposure already; for `defects` they are the severities.
    """

    value: Ratios
    causes: Mapping[str, Ratios] = field(default_factory=dict)
    words: Mapping[str, Whole] = field(default_factory=dict)


class Rule(BaseModel):
    """How a criterion's measured value becomes marks. Frozen, and right once it is made."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, defer_build=True)

    kind: str
    takes: ClassVar[Take] = "once"
    reads: ClassVar[Reads] = "number"
    by_cause: ClassVar[bool] = False
    has_full: ClassVar[bool] = True
    """Whether there are full marks: what is counted without a ceiling has none."""

    def marks(self, full: Fraction, seen: Seen) -> Ratios:
        """The marks that what was seen earns, between 0 and `full`."""
        raise AssertionError(self.kind)  # every kind says its own; a test holds them to it

    def word_marks(self, full: Fraction) -> Mapping[str, Fraction]:
        """What each word earns, for a rule that reads words."""
        return {}

    def writings(self) -> Sequence[tuple[str, Sequence[str]]]:
        """Each word that a file may use, with every way to write it."""
        return ()

    def spellings(self) -> Mapping[str, str]:
        """Every spelling that a file may use, and the word that it stands for."""
        return {text: word for word, texts in self.writings() for text in texts}

    def cause_names(self) -> tuple[str, ...]:
        """The measures that a rule with several causes reads beside the criterion's own."""
        return ()

    def exposure(self) -> tuple[str, Fraction] | None:
        """What the rule itself divides counts by, and multiplies them by then."""
        return None

    def row_columns(self) -> tuple[str, ...]:
        """Columns of a file that the rule reads beside the value."""
        return ()

    def bounds(self, full: Fraction) -> tuple[Fraction | None, Fraction | None]:
        """The least and the greatest value that a row may carry."""
        return None, None

    def reach(self) -> Fraction | None:
        """The greatest value that the rule names in the measure's unit: above 1, the measure is no share of 1."""
        return None

    def most(self, full: Fraction) -> Fraction:
        """The most that the rule can earn."""
        return full


def mean_of_words(full_by_word: Mapping[str, Fraction], counts: Mapping[str, Whole], size: int) -> Ratios:
    """The mean over the rows of what their words earn: each row's word becomes marks first, then the mean."""
    total, rows = Ratios.constant(0, size), Ratios.constant(0, size)
    for word, earns in full_by_word.items():
        if word in counts:
            seen = Ratios(counts[word])
            total, rows = total + seen * earns, rows + seen
    return total.over(rows)
