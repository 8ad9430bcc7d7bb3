"""One subject, made up for a check, read and scored as a real one would be."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

import numpy as np

from redprop.engine.result import Result
from redprop.engine.score import score_reading
from redprop.exact import Whole
from redprop.exact.arrays import whole
from redprop.rubric.channels import Minimum
from redprop.rubric.plan import Column, Plan
from redprop.tables.block import Block, names_for
from redprop.tables.cells import Meaning, Reader, State
from redprop.tables.counting import tally_block
from redprop.tables.raw import folded
from redprop.tables.reading import Reading
from redprop.tables.register import Register
from redprop.tables.visits import VisitLog


class NotUsableError(Exception):
    """A value that no file could hold for its measure: the problem's code and parameters."""

    def __init__(self, measure: str, text: str, meaning: Meaning) -> None:
        super().__init__(meaning.code)
        self.measure, self.text, self.meaning = measure, text, meaning


Said = str | Mapping[str, str]


@dataclass(frozen=True)
class Case:
    """What was measured of one subject: values by channel and measure, who it is, who did not come.

    A value is a text, or, of a measure whose rows are told apart by columns, what stands in these.
    """

    values: Mapping[tuple[str, str], tuple[Said, ...]]
    register: Mapping[str, str] = field(default_factory=dict)
    category: str = ""
    absent: frozenset[str] = frozenset()
    respondents: Mapping[str, int] = field(default_factory=dict)
    period: str = ""


def score_cases(plan: Plan, cases: Sequence[Case]) -> Result:
    """The result of made-up subjects of one period, one a case, that every channel not `absent` has visited once.

    A survey's minimum counts as met unless `respondents` says how many answered.

    Raises:
        NotUsableError: A value is none that its measure could have.
    """
    names = names_for(plan)
    period = next(iter({case.period for case in cases}), "")
    reader = Reader(plan, strict=True)
    register = _register(cases)
    rows = [
        (number, names.columns.index(measure), names.channels.index(channel), read(reader, plan, measure, text))
        for number, case in enumerate(cases)
        for (channel, measure), texts in case.values.items()
        for text in texts
    ]
    there = [
        (number, index)
        for number, case in enumerate(cases)
        for index, channel in enumerate(names.channels)
        if channel not in case.absent
    ]
    words = {word: index for index, word in enumerate(names.words)}
    keys: dict[tuple[str, ...], int] = {}
    zero = np.zeros(len(rows), dtype=np.int64)
    block = Block(
        names=names,
        subject=_column(subject for subject, _, _, _ in rows),
        column=_column(column for _, column, _, _ in rows),
        channel=_column(channel for _, _, channel, _ in rows),
        visit=zero,
        state=_column(int(meaning.state) for _, _, _, meaning in rows),
        value=_column(meaning.value for _, _, _, meaning in rows),
        word=_column(words.get(meaning.word, -1) for _, _, _, meaning in rows),
        key=_column(keys.setdefault(meaning.key, len(keys)) if meaning.key else -1 for _, _, _, meaning in rows),
        keys=tuple(keys),
        row=zero,
        settles=np.asarray([meaning.settles for _, _, _, meaning in rows], dtype=bool),
        rows_subject=_column(subject for subject, _ in there),
        rows_channel=_column(channel for _, channel in there),
        rows_visit=np.zeros(len(there), dtype=np.int64),
        rows_day=np.zeros(len(there), dtype=np.int64),
        respondents=_respondents(plan, cases, register),
    )
    reading = Reading(tally_block(block, plan, register.ids), register, VisitLog(), period)
    return score_reading(_one_answer_each(plan), reading)


def _register(cases: Sequence[Case]) -> Register:
    """A register of the cases, in their order."""
    ids = tuple(f"{number:06}" for number in range(len(cases)))
    named = sorted({name for case in cases for name in case.register})
    columns = {name: tuple(case.register.get(name, "") for case in cases) for name in named}
    return Register(ids, ids, tuple(case.category for case in cases), ("rated",) * len(cases), columns)


def _column(values: Iterable[int]) -> Whole:
    listed = list(values)
    return whole(listed) if listed else np.zeros(0, dtype=np.int64)


def read(reader: Reader, plan: Plan, measure: str, said: Said) -> Meaning:
    """What a value means for a measure.

    Raises:
        NotUsableError: Nothing.
    """
    column = plan.columns[measure]
    if column.apart is not None:
        meaning = _defect(reader, column, said if isinstance(said, Mapping) else {})
    else:
        meaning = reader.meaning(column, said if isinstance(said, str) else str(said))
    if meaning.state is State.BAD:
        raise NotUsableError(measure, said if isinstance(said, str) else _as_written(said), meaning)
    return meaning


def _as_written(row: Mapping[str, str]) -> str:
    return "{" + ", ".join(f"{name}: {word}" for name, word in row.items()) + "}"


def _defect(reader: Reader, column: Column, said: Mapping[str, str]) -> Meaning:
    """One defect by what stands in its columns, as a row of a file would be read."""
    apart = column.apart
    assert apart is not None  # noqa: S101  # asked for defects alone
    texts = {name: folded(text) for name, text in said.items()}
    key = tuple(texts.get(name, "") for name in apart.same)
    for name, free in apart.not_scored.items():
        if texts.get(name, "") in map(folded, free):
            return Meaning(State.VALUE, reader.units, "", key=key)
    word = reader.words[column.id].get(texts.get(apart.severity, ""))
    if word is None and apart.severity not in said:
        return Meaning(State.BAD, code="row-columns", params={"measure": column.id, "columns": [apart.severity]})
    if word is None:
        params = {"text": said.get(apart.severity, ""), "words": list(apart.words)}
        return Meaning(State.BAD, code="unknown-word", params=params)
    return Meaning(State.VALUE, reader.units, word, key=key)


def _one_answer_each(plan: Plan) -> Plan:
    """The plan with surveys that a single answer makes large enough: `_respondents` decides who has one."""
    one = Minimum.model_validate({"count": 1, "of": "respondent"})
    return replace(plan, channels=tuple(c._replace(minimum=c.minimum and one) for c in plan.channels))


def _respondents(plan: Plan, cases: Sequence[Case], register: Register) -> dict[int, frozenset[tuple[int, str]]]:
    """One respondent for each case whose survey reaches its minimum: a million would be made up for nothing."""
    people: dict[int, frozenset[tuple[int, str]]] = {}
    for number, channel in enumerate(plan.channels):
        if channel.minimum is None:
            continue
        needed = _needed(channel.minimum, register)
        people[number] = frozenset(
            (at, "")
            for at, case in enumerate(cases)
            if channel.id not in case.absent and _reached(case.respondents.get(channel.id), needed[at])
        )
    return people


def _reached(said: int | None, needed: Fraction | None) -> bool:
    return needed is not None and (said is None or said >= needed)


def _needed(minimum: Minimum, register: Register) -> list[Fraction | None]:
    """How many respondents reach a survey's minimum, by case; nothing reaches a share of a number that is not there."""
    count = Fraction(minimum.count or 0)
    if minimum.share is None or minimum.column is None:
        return [count] * len(register)
    column, there = register.number(minimum.column.removeprefix("register."))
    shares = (column * Fraction(minimum.share)).fractions()
    return [max(count, share) if known else None for share, known in zip(shares, there, strict=True)]
