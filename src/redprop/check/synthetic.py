"""One subject, made up for a check, read and scored as a real one would be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

import numpy as np

from redprop.engine.result import Result
from redprop.engine.score import score_reading
from redprop.exact.arrays import whole
from redprop.rubric.plan import Column, Plan
from redprop.tables.block import Block
from redprop.tables.cells import Meaning, Reader, State
from redprop.tables.read import Reading
from redprop.tables.register import Register
from redprop.tables.shape import names_for
from redprop.tables.tally import tally_block
from redprop.tables.visits import VisitLog

SUBJECT = "example"


class NotUsableError(Exception):
    """A value that no file could hold for its measure: the problem's code and parameters."""

    def __init__(self, measure: str, text: str, meaning: Meaning) -> None:
        super().__init__(meaning.code)
        self.measure, self.text, self.meaning = measure, text, meaning


@dataclass(frozen=True)
class Case:
    """What was measured of one subject: values by channel and measure, who it is, who did not come."""

    values: Mapping[tuple[str, str], tuple[str, ...]]
    register: Mapping[str, str] = field(default_factory=dict)
    category: str = ""
    absent: frozenset[str] = frozenset()
    respondents: Mapping[str, int] = field(default_factory=dict)


def score_case(plan: Plan, case: Case) -> Result:
    """The result of one made-up subject that every channel not `absent` has visited once.

    A survey's minimum counts as met unless `respondents` says how many answered.

    Raises:
        NotUsableError: A value is none that its measure could have.
    """
    names = names_for(plan, [""])
    reader = Reader(plan)
    rows: list[tuple[int, int, Meaning]] = []
    for (channel, measure), texts in case.values.items():
        for text in texts:
            meaning = _meaning(reader, plan.columns[measure], text)
            rows.append((names.columns.index(measure), names.channels.index(channel), meaning))
    words = {word: index for index, word in enumerate(names.words)}
    zero = np.zeros(len(rows), dtype=np.int64)
    there = [number for number, channel in enumerate(names.channels) if channel not in case.absent]
    block = Block(
        file=SUBJECT,
        subject=zero,
        column=whole([column for column, _, _ in rows] or np.zeros(0, dtype=np.int64)),
        channel=whole([channel for _, channel, _ in rows] or np.zeros(0, dtype=np.int64)),
        visit=zero,
        state=whole([int(meaning.state) for _, _, meaning in rows] or np.zeros(0, dtype=np.int64)),
        value=whole([meaning.value for _, _, meaning in rows] or np.zeros(0, dtype=np.int64)),
        word=whole([words.get(meaning.word, 0) for _, _, meaning in rows] or np.zeros(0, dtype=np.int64)),
        line=zero,
        settles=np.asarray([meaning.settles for _, _, meaning in rows], dtype=bool),
        rows_subject=np.zeros(len(there), dtype=np.int64),
        rows_channel=whole(there or np.zeros(0, dtype=np.int64)),
        rows_visit=np.zeros(len(there), dtype=np.int64),
        respondents=_respondents(plan, case),
    )
    counted = tally_block(block, plan, names, (SUBJECT,))
    columns = {name: (text,) for name, text in case.register.items()}
    register = Register((SUBJECT,), (SUBJECT,), (case.category,), ("rated",), columns)
    return score_reading(plan, Reading(counted, register, VisitLog(), ""))


def _meaning(reader: Reader, column: Column, text: str) -> Meaning:
    meaning = reader.meaning(column, text)
    if meaning.state is State.BAD:
        raise NotUsableError(column.id, text, meaning)
    return meaning


def _respondents(plan: Plan, case: Case) -> dict[int, frozenset[tuple[int, str]]]:
    """As many respondents as the case says, or as the survey's minimum asks for."""
    people: dict[int, frozenset[tuple[int, str]]] = {}
    for number, channel in enumerate(plan.channels):
        if channel.minimum is None or channel.id in case.absent:
            continue
        count = case.respondents.get(channel.id)
        if count is None:
            count = enough(plan, channel.id, case)
        people[number] = frozenset((0, str(index)) for index in range(count))
    return people


def enough(plan: Plan, channel: str, case: Case) -> int:
    """The fewest respondents that reach a survey's minimum."""
    minimum = plan.channel(channel).minimum
    if minimum is None:
        return 0
    count = minimum.count or 1
    if minimum.share is not None and minimum.column is not None:
        column = minimum.column.removeprefix("register.")
        register = Register((SUBJECT,), (SUBJECT,), ("",), ("rated",), {column: (case.register.get(column, "0"),)})
        number, _ = register.number(column)
        needed = (number * Fraction(minimum.share)).units(0, "up")
        count = max(count, int(needed[0]))
    return count
