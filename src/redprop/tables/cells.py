"""What the text of one cell means for its measure: a number, a word, not applicable, not assessed, or a problem."""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum
from fractions import Fraction
from typing import NamedTuple

from redprop.exact import parse_decimal
from redprop.rubric.plan import Column, Plan
from redprop.tables.raw import folded

NOT_APPLICABLE = ("n/a", "不适用")


class State(IntEnum):
    """What a row gives to its cell."""

    VALUE = 0
    WORD = 1
    NOT_APPLICABLE = 2
    BLANK = 3
    """An answer that leaves the mean, or a value that means not assessed."""
    BAD = 4


class Meaning(NamedTuple):
    """What a text means: its state, its value in the plan's units or its word, or what is wrong with it."""

    state: State
    value: int = 0
    word: str = ""
    code: str = ""
    params: Mapping[str, object] | None = None
    settles: bool = False
    """Whether a blank settles the cell as not assessed, as the rubric's `absent_values` do."""
    key: tuple[str, ...] = ()
    """What the row is told apart by, where different texts are counted."""


class Reader:
    """Reads texts as one plan asks."""

    def __init__(self, plan: Plan) -> None:
        self.units = 10**plan.decimals
        self.not_applicable = {folded(word) for word in (*NOT_APPLICABLE, *plan.rubric.not_applicable_words)}
        self.absent = {Fraction(value) for value in plan.rubric.absent_values}
        self.words = {
            column.id: {folded(text): word for text, word in column.spellings.items()}
            for column in plan.columns.values()
        }
        kinds: dict[object, int] = {}
        self.alike = {name: kinds.setdefault(_kind(column), len(kinds)) for name, column in plan.columns.items()}
        self.read: dict[tuple[int, str], Meaning] = {}

    def meaning(self, column: Column, text: str) -> Meaning:
        """What a text means for a measure; measures that are read alike share what was found.

        An empty text is one finding where rows are counted, else a problem. `inf`, `nan`, exponents and hexadecimal
        are no numbers; a number finer than the measure's decimals is a problem, zeros at the end not counted.
        """
        at = (self.alike[column.id], text)
        found = self.read.get(at)
        if found is None:
            found = self.read[at] = self._fresh(column, text)
        return found

    def _fresh(self, column: Column, text: str) -> Meaning:
        key = folded(text)
        if key in self.not_applicable:
            return Meaning(State.NOT_APPLICABLE)
        if not key:
            return self._counted() if column.counts_rows else _bad("empty-value")
        if column.reads == "words":
            return self._word(column, key, text)
        if column.reads == "texts":
            return self._text(key)
        number = parse_decimal(text.strip())
        if number is None:
            return _bad("not-a-value", text=text)
        value = Fraction(number)
        if value in self.absent:
            return Meaning(State.BLANK, settles=True)
        if value in column.unanswered:
            return Meaning(State.BLANK)
        if (value * 10**column.decimals).denominator != 1:
            return _bad("too-fine", text=text, decimals=column.decimals)
        if (column.least is not None and value < column.least) or (column.most is not None and value > column.most):
            least = "" if column.least is None else str(column.least)
            most = "" if column.most is None else str(column.most)
            return _bad("value-outside", text=text, least=least, most=most)
        return Meaning(State.VALUE, int(value * self.units))

    def _text(self, key: str) -> Meaning:
        """Any text, told apart as texts are matched everywhere; `absent_values` still mean not assessed."""
        number = parse_decimal(key)
        if number is not None and Fraction(number) in self.absent:
            return Meaning(State.BLANK, settles=True)
        return Meaning(State.VALUE, self.units, key=(key,))

    def _counted(self) -> Meaning:
        return Meaning(State.VALUE, self.units)

    def _word(self, column: Column, key: str, text: str) -> Meaning:
        word = self.words[column.id].get(key)
        number = parse_decimal(key)
        if word is None and number is not None and Fraction(number) in self.absent:
            return Meaning(State.BLANK, settles=True)
        if word is None:
            return _bad("unknown-word", text=text, words=list(dict.fromkeys(column.spellings.values())))
        return Meaning(State.WORD, word=word)


def _bad(code: str, **params: object) -> Meaning:
    return Meaning(State.BAD, code=code, params=params)


def _kind(column: Column) -> object:
    """What decides how a measure's texts are read: alike for measures that may share what was found."""
    own = column.id if column.reads == "words" else column.reads
    return (own, column.decimals, column.least, column.most, column.unanswered, column.counts_rows)
