"""`all_or_nothing`: all or nothing. 符合1.0，不符合0."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import ClassVar, Literal

from pydantic import Field

from redprop.exact import Ratios
from redprop.rules.base import Reads, Rule, Seen, mean_of_words

YES = ("1", "yes", "是", "有", "符合")
NO = ("0", "no", "否", "无", "不符合")


class AllOrNothing(Rule):
    """All marks for yes, nothing for no."""

    kind: Literal["all_or_nothing"] = "all_or_nothing"
    yes: list[str] = Field(list(YES), min_length=1, description="What a file may write for yes.")
    no: list[str] = Field(list(NO), min_length=1, description="What a file may write for no.")
    reads: ClassVar[Reads] = "words"

    def word_marks(self, full: Fraction) -> Mapping[str, Fraction]:
        """`yes` earns all, `no` nothing."""
        return {"yes": full, "no": Fraction(0)}

    def writings(self) -> Sequence[tuple[str, Sequence[str]]]:
        """The ways to write yes and no."""
        return [("yes", self.yes), ("no", self.no)]

    def marks(self, full: Fraction, seen: Seen) -> Ratios:
        """The mean over the rows, all or nothing each."""
        return mean_of_words(self.word_marks(full), seen.words, len(seen.value))
