"""What the text of one cell means for its measure: a number, a word, not applicable, not assessed, or a problem."""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum
from fractions import Fraction
from typing import NamedTuple

from redprop.exact import Typed, parse_decimal, percent_readings, typed_decimal
from redprop.rubric.plan import Column, Leaf, Plan
from redprop.tables.raw import folded

NOT_APPLICABLE = ("n/a", "不适用")
REMEMBERED = 1 << 16
"""So many different texts are read once for all pieces; of more, and of bad ones, those of each piece."""


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
    """Reads texts as one plan asks: as people type them into cells, or, where `strict`, as a rubric writes them."""

    def __init__(self, plan: Plan, *, strict: bool = False) -> None:
        self.number = _as_written if strict else typed_decimal
        self.in_percent = {name for name, column in plan.columns.items() if _is_in_percent(column, plan)}
        self.units = 10**plan.decimals
        self.not_applicable = {folded(word) for word in (*NOT_APPLICABLE, *plan.rubric.not_applicable_words)}
        self.absent = {Fraction(value) for value in plan.rubric.absent_values}
        self.words = {
            column.id: {folded(text): word for text, word in column.spellings.items()}
            for column in plan.columns.values()
        }
        kinds: dict[object, int] = {}
        self.alike = {
            name: kinds.setdefault((_kind(column), name in self.in_percent), len(kinds))
            for name, column in plan.columns.items()
        }
        self.read: dict[tuple[int, str], Meaning] = {}

    def meaning(self, column: Column, text: str) -> Meaning:
        """What a text means for a measure; measures that are read alike share what was found.

        An empty text is one finding where rows are counted, else a problem. `inf`, `nan`, exponents and hexadecimal
        are no numbers; what may be two numbers is a problem of its own, see `typed_decimal`. A number finer than the
        measure's decimals is a problem, zeros at the end not counted.

        `95%` is 95 for a measure in percent: one whose criteria name a value above 1, or that may be above 1. Of
        shares, counts and marks nobody can tell whether 95 or 0.95 is meant.
        """
        at = (self.alike[column.id], text)
        found = self.read.get(at)
        if found is None:
            found = self._fresh(column, text)
            if found.state is not State.BAD and len(self.read) < REMEMBERED:
                self.read[at] = found
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
        number, percent, readings = self.number(text.strip())
        if number is not None and percent and column.id not in self.in_percent:
            return _bad("ambiguous-number", text=text, choices=percent_readings(number))
        if number is None:
            return _bad("ambiguous-number", text=text, choices=readings) if readings else _bad("not-a-value", text=text)
        return self._valued(column, Fraction(number), text)

    def _valued(self, column: Column, value: Fraction, text: str) -> Meaning:
        """What a number means for a measure."""
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
        if self._is_absent(key):
            return Meaning(State.BLANK, settles=True)
        return Meaning(State.VALUE, self.units, key=(key,))

    def _is_absent(self, text: str) -> bool:
        number, percent, _ = self.number(text)
        return number is not None and not percent and Fraction(number) in self.absent

    def _counted(self) -> Meaning:
        return Meaning(State.VALUE, self.units)

    def _word(self, column: Column, key: str, text: str) -> Meaning:
        word = self.words[column.id].get(key)
        if word is None and self._is_absent(key):
            return Meaning(State.BLANK, settles=True)
        if word is None:
            return _bad("unknown-word", text=text, words=list(dict.fromkeys(column.spellings.values())))
        return Meaning(State.WORD, word=word)


def _bad(code: str, **params: object) -> Meaning:
    return Meaning(State.BAD, code=code, params=params)


def _as_written(text: str) -> Typed:
    return Typed(parse_decimal(text))


def _is_in_percent(column: Column, plan: Plan) -> bool:
    """Whether a number with a percent sign can only mean the number before the sign.

    The rubric shows it by a value above 1 that a rule or the measure names. A rule that names a value of 1 at most
    reads shares; what is divided by something else, a count and marks that are given are not in percent.
    """
    named = [_reach(leaf) for leaf in (*plan.leaves, *plan.beside) if column.id in leaf.feed.columns] or [column.most]
    return all(reach is not None and reach > 1 for reach in named) and (column.most is None or column.most > 1)


def _reach(leaf: Leaf) -> Fraction | None:
    """The greatest value of its rows that a criterion's rule names, None where nothing tells."""
    feed, reach = leaf.feed, leaf.rule.reach()
    if feed.per is not None or feed.per_register is not None or not feed.times:
        return None
    return feed.times if feed.complement else reach and reach / feed.times


def _kind(column: Column) -> object:
    """What decides how a measure's texts are read: alike for measures that may share what was found."""
    own = column.id if column.reads == "words" else column.reads
    return (own, column.decimals, column.least, column.most, column.unanswered, column.counts_rows)
