"""`levels`: words to marks. 符合2.0，基本符合1.0，不符合0."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from redprop import forms
from redprop.exact import Ratios
from redprop.rules.base import Reads, Rule, Seen, mean_of_words


class Level(BaseModel):
    """One word, what it earns, and how else a file may write it."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", strict=True, defer_build=True, json_schema_extra=forms.short("earns")
    )

    earns: forms.Marks = Field(ge=0, description="The marks that this word earns.")
    title: str | dict[str, str] | None = Field(None, description="The word as people read it, by language.")
    aliases: list[str] = Field(default_factory=list, description="Other ways to write the word.")

    @model_validator(mode="before")
    @classmethod
    def _a_number_is_enough(cls, value: object) -> object:
        return value if isinstance(value, (dict, Level)) else {"earns": value}


def _titles(level: Level) -> Sequence[str]:
    return list(level.title.values()) if isinstance(level.title, dict) else [level.title] if level.title else []


class Levels(Rule):
    """Each word earns the marks beside it; other words are refused when the file is read."""

    kind: Literal["levels"] = "levels"
    levels: dict[str, Level] = Field(min_length=1, description="Each word with the marks that it earns.")
    reads: ClassVar[Reads] = "words"

    @model_validator(mode="before")
    @classmethod
    def _words_stand_beside_each_other(cls, value: object) -> object:
        if not isinstance(value, dict) or "levels" in value:
            return value
        words: dict[str, Any] = {name: item for name, item in value.items() if name != "kind"}
        return {"kind": "levels", "levels": words}

    def word_marks(self, full: Fraction) -> Mapping[str, Fraction]:
        """What each word earns, as written; the check holds it against the full marks."""
        return {word: Fraction(level.earns) for word, level in self.levels.items()}

    def writings(self) -> Sequence[tuple[str, Sequence[str]]]:
        """Each word, its titles and its aliases."""
        return [(word, [word, *_titles(level), *level.aliases]) for word, level in self.levels.items()]

    def marks(self, full: Fraction, seen: Seen) -> Ratios:
        """The mean over the rows of what their words earn."""
        return mean_of_words(self.word_marks(full), seen.words, len(seen.value))

    def most(self, full: Fraction) -> Fraction:
        """The best word's marks."""
        return max(self.word_marks(full).values())
