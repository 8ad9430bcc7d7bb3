from __future__ import annotations

import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from redprop.exact.arrays import whole
from redprop.tables.block import Block, names_for
from redprop.tables.cells import State
from redprop.tables.counting import Counter
from redprop.tables.tally import Cells, Tally
from tests.builders import a_criterion, a_plan

BOTH = ["city", "owners"]
PLAN = a_plan(
    channels={name: {"weight": 1, "absent": "zero"} for name in BOTH},
    criteria=[
        a_criterion("tidy", channels=BOTH),
        a_criterion("worst", channels=BOTH, linear={"from": 0, "to": 9}, measure={"min": "worst"}),
        a_criterion("level", channels=BOTH, levels={"good": 10, "bad": 0}, measure={"mean": "level"}),
        a_criterion("prize", channels=BOTH, linear={"from": 0, "to": 9}, measure={"once": "prize"}),
    ],
)
SUBJECTS = ("A", "B", "C")
VISITS = ("", "1", "2")
NAMES = names_for(PLAN, VISITS)


@dataclass(frozen=True)
class Row:
    """An observation: 1 of tidy at A by the city, and what the test changes."""

    subject: str = "A"
    measure: str = "tidy"
    value: int = 1
    state: State = State.VALUE
    word: str = ""
    channel: str = "city"
    visit: str = ""
    settles: bool = False
    day: int = 0


def a_block(*rows: Row, people: Mapping[str, set[tuple[int, str]]] | None = None) -> Block:
    """The observations of a piece, each from a row of its own."""

    def numbers(names: tuple[str, ...], said: list[str]) -> Any:
        return whole([names.index(one) for one in said])

    subject = numbers(SUBJECTS, [row.subject for row in rows])
    channel = numbers(NAMES.channels, [row.channel for row in rows])
    visit = numbers(NAMES.visits, [row.visit for row in rows])
    return Block(
        names=NAMES,
        subject=subject,
        column=numbers(NAMES.columns, [row.measure for row in rows]),
        channel=channel,
        visit=visit,
        state=whole([int(row.state) for row in rows]),
        value=whole([row.value for row in rows]),
        word=whole([NAMES.words.index(row.word) if row.word else 0 for row in rows]),
        row=slice(None),
        settles=np.asarray([row.settles for row in rows], dtype=bool),
        rows_subject=subject,
        rows_channel=channel,
        rows_visit=visit,
        rows_day=whole([row.day for row in rows]),
        key=whole([-1 for _ in rows]),
        respondents={NAMES.channels.index(name): frozenset(found) for name, found in (people or {}).items()},
    )


def tally_of(*blocks: Block) -> Tally:
    counter = Counter(PLAN, SUBJECTS)
    for block in blocks:
        counter.take(block)
    return counter.tally()


def cell_of(*blocks: Block, measure: str = "tidy", channel: str = "city", visit: str = "") -> Cells:
    return tally_of(*blocks).cells[channel, visit, measure]


def test_no_rows_are_no_cells() -> None:
    for tally in (tally_of(), tally_of(a_block())):
        assert (tally.subjects, tally.cells, tally.rows, tally.days, tally.respondents) == (SUBJECTS, {}, {}, {}, {})


def test_values_of_all_blocks_are_counted_and_summed() -> None:
    cell = cell_of(a_block(Row(value=2), Row("C", value=-5)), a_block(Row(value=7), Row(value=1)))

    assert (cell.count.tolist(), cell.total.tolist()) == ([3, 0, 1], [10, 0, -5])


def test_channels_visits_and_measures_are_cells_of_their_own() -> None:
    tally = tally_of(
        a_block(Row(value=1), Row(value=2, channel="owners")), a_block(Row(value=3, visit="2"), Row(measure="prize"))
    )

    assert {key: int(cell.total[0]) for key, cell in tally.cells.items()} == {
        ("city", "", "prize"): 1,
        ("city", "", "tidy"): 1,
        ("city", "2", "tidy"): 3,
        ("owners", "", "tidy"): 2,
    }


# -- large sums -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("value", [2**61, -(2**61), 2**62, 2**70])
def test_sums_past_64_bits_are_exact_over_blocks_and_within_one(value: int) -> None:
    for blocks in ([a_block(Row(value=value))] * 5, [a_block(*[Row(value=value)] * 5)]):
        cell = cell_of(*blocks)

        assert (cell.total.tolist(), cell.count.tolist()) == ([5 * value, 0, 0], [5, 0, 0])


def test_sums_that_were_within_64_bits_when_others_left_them_stay_exact() -> None:
    cell = cell_of(a_block(Row("B", value=3)), a_block(Row(value=2**70)), a_block(Row("B", value=4)))

    assert cell.total.tolist() == [2**70, 7, 0]


def test_sums_that_come_back_within_64_bits_are_numbers_of_64_bits() -> None:
    cell = cell_of(a_block(Row(value=2**62), Row(value=2**62)), a_block(Row(value=-(2**62)), Row(value=-(2**62) + 5)))

    assert (cell.total.tolist(), cell.total.dtype) == ([5, 0, 0], np.int64)


def test_measures_met_after_a_large_sum_have_their_own() -> None:
    # the array of sums grows when it already holds Python's integers
    tally = tally_of(a_block(Row(value=2**70)), a_block(Row(measure="worst", value=2), Row(measure="prize", value=3)))

    assert {key[2]: cell.total.tolist() for key, cell in tally.cells.items()} == {
        "prize": [3, 0, 0],
        "tidy": [2**70, 0, 0],
        "worst": [2, 0, 0],
    }


# -- what is no value -------------------------------------------------------------------------------------------------


def a_word(word: str, subject: str = "A") -> Row:
    return Row(subject, "level", 0, State.WORD, word)


def test_words_are_counted_each_and_as_rows() -> None:
    cell = cell_of(a_block(a_word("good"), a_word("bad", "B")), a_block(a_word("good"), a_word("bad")), measure="level")

    assert {word: count.tolist() for word, count in cell.words.items()} == {"good": [2, 0, 0], "bad": [1, 1, 0]}
    assert (cell.count.tolist(), cell.total.tolist()) == ([3, 1, 0], [0, 0, 0])


def test_rows_of_each_state_are_counted_apart() -> None:
    first = a_block(Row(state=State.NOT_APPLICABLE), Row(state=State.BAD), Row("B", state=State.BAD), Row(value=3))
    second = a_block(Row(state=State.NOT_APPLICABLE), Row(state=State.BLANK, settles=True), Row(state=State.BAD))
    cell = cell_of(first, second)

    assert [cell.not_applicable.tolist(), cell.blank.tolist(), cell.bad.tolist(), cell.count.tolist()] == [
        *([2, 0, 0], [1, 0, 0], [2, 1, 0], [1, 0, 0])
    ]
    assert cell.total.tolist() == [3, 0, 0]


def test_a_blank_that_settles_nothing_leaves_the_cell_and_counts_nothing() -> None:
    cell = cell_of(a_block(Row(state=State.BLANK)))

    assert [int(column[0]) for column in (cell.count, cell.blank, cell.bad, cell.not_applicable)] == [0, 0, 0, 0]


def test_rows_that_could_be_used_are_counted_of_measures_that_take_one() -> None:
    prizes = a_block(Row(measure="prize"), Row(measure="prize", state=State.NOT_APPLICABLE), Row("B", "prize"))
    more = a_block(Row(measure="prize", state=State.BAD), Row(measure="prize"), Row())

    given_prizes = cell_of(prizes, more, measure="prize").given
    assert given_prizes is not None
    assert given_prizes.tolist() == [3, 1, 0]
    assert cell_of(prizes, more).given is None


# -- extremes ---------------------------------------------------------------------------------------------------------


def extremes(*blocks: Block) -> list[tuple[int, int]]:
    cell = cell_of(*blocks, measure="worst")
    assert cell.least is not None
    assert cell.greatest is not None
    return list(zip(cell.least.tolist(), cell.greatest.tolist(), strict=True))


def worst(value: int, subject: str = "A", state: State = State.VALUE) -> Row:
    return Row(subject, "worst", value, state)


def test_extremes_are_those_of_all_blocks() -> None:
    # A in both, B in the first, C in the last alone
    first = a_block(worst(5), worst(3), worst(-4, "B"))
    last = a_block(worst(9), worst(4), worst(-2, "C"), worst(-7, "C"))

    assert extremes(first, last) == [(3, 9), (-4, -4), (-7, -2)]
    assert extremes(last, first) == [(3, 9), (-4, -4), (-7, -2)]


def test_who_has_no_value_has_no_extreme() -> None:
    assert extremes(a_block(worst(5), worst(1, "B", State.BAD)), a_block(Row("C"))) == [(5, 5), (0, 0), (0, 0)]


def test_extremes_of_nothing_are_no_smaller_than_those_of_something() -> None:
    # nothing is kept as 0: it must not become the least of 5, nor the greatest of -5
    assert extremes(a_block(worst(5), worst(5, "B")), a_block(worst(-5, "C")))[0] == (5, 5)
    assert extremes(a_block(worst(-5, "C")), a_block(worst(5)))[2] == (-5, -5)


@pytest.mark.parametrize("large", [2**62, 2**63, 2**70])
def test_extremes_past_64_bits_are_exact(large: int) -> None:
    assert extremes(a_block(worst(large), worst(-large)), a_block(worst(7))) == [(-large, large), (0, 0), (0, 0)]
    assert extremes(a_block(worst(7)), a_block(worst(large + 1), worst(large)))[0] == (7, large + 1)


def test_extremes_are_kept_only_where_a_measure_asks() -> None:
    assert cell_of(a_block(Row(value=5))).least is None


# -- rows, days, respondents ------------------------------------------------------------------------------------------


def test_rows_that_name_a_subject_are_counted_by_channel_and_visit() -> None:
    tally = tally_of(a_block(Row(), Row("B"), Row(state=State.BAD)), a_block(Row(), Row(visit="1", channel="owners")))

    assert {place: rows.tolist() for place, rows in tally.rows.items()} == {
        ("city", ""): [3, 1, 0],
        ("owners", "1"): [1, 0, 0],
    }


def test_the_latest_day_of_all_blocks_counts_for_each_subject_and_visit() -> None:
    first = a_block(Row(day=738_000), Row(day=738_050), Row("B", day=738_010, visit="1"), Row("C"))
    last = a_block(Row(day=738_020), Row("B", day=738_090, visit="1"))

    for blocks in ((first, last), (last, first)):
        assert {place: days.tolist() for place, days in tally_of(*blocks).days.items()} == {
            ("city", ""): [738_050, 0, 0],
            ("city", "1"): [0, 738_090, 0],
        }


def test_rows_without_a_day_have_no_days() -> None:
    assert tally_of(a_block(Row(), Row("B"))).days == {}


def test_a_visit_without_a_day_has_none_whatever_else_is_in_its_block() -> None:
    dated, undated = Row(day=738_000), Row("B", visit="1")

    for blocks in ([a_block(dated, undated)], [a_block(dated), a_block(undated)]):
        assert list(tally_of(*blocks).days) == [("city", "")]


def test_a_respondent_of_several_blocks_is_one() -> None:
    first = a_block(Row(), people={"owners": {(0, "r"), (1, "r")}})
    last = a_block(Row(), people={"owners": {(0, "r"), (0, "s")}, "city": {(2, "t")}})

    assert tally_of(first, last).respondents == {
        "city": frozenset({("C", "t")}),
        "owners": frozenset({("A", "r"), ("A", "s"), ("B", "r")}),
    }


# -- laws -------------------------------------------------------------------------------------------------------------

VALUES = st.builds(
    Row,
    subject=st.sampled_from(SUBJECTS),
    measure=st.sampled_from(["tidy", "worst", "prize"]),
    value=st.one_of(st.integers(-9, 9), st.sampled_from([2**61, -(2**61), 2**62, 2**70])),
    state=st.sampled_from([State.VALUE, State.VALUE, State.NOT_APPLICABLE, State.BLANK, State.BAD]),
    channel=st.sampled_from(["city", "owners"]),
    visit=st.sampled_from(VISITS),
    settles=st.booleans(),
    day=st.sampled_from([0, 738_000, 738_001]),
)
WORDS = st.builds(a_word, st.sampled_from(["good", "bad"]), st.sampled_from(SUBJECTS))
many = settings(max_examples=100, deadline=None)


def shown(tally: Tally) -> str:
    given = {key: None if cell.given is None else cell.given.tolist() for key, cell in tally.cells.items()}
    return f"{tally.fingerprint()} {given}"


@many
@given(st.lists(st.lists(st.one_of(VALUES, WORDS), max_size=6), max_size=4), st.randoms(use_true_random=False))
def test_several_blocks_in_any_order_are_counted_as_one(blocks: list[list[Row]], shuffled: Any) -> None:
    whole_block = a_block(*(row for block in blocks for row in block))
    parts = [a_block(*block) for block in blocks]
    shuffled.shuffle(parts)

    assert shown(tally_of(*parts)) == shown(tally_of(whole_block))


@many
@given(st.lists(VALUES, max_size=12))
def test_sums_and_counts_are_those_that_python_adds_up(rows: list[Row]) -> None:
    tally = tally_of(*(a_block(row) for row in rows))

    for key, cell in tally.cells.items():
        for index, subject in enumerate(SUBJECTS):
            mine = [row for row in rows if (row.channel, row.visit, row.measure, row.subject) == (*key, subject)]
            values = [row.value for row in mine if row.state == State.VALUE]
            assert (int(cell.count[index]), int(cell.total[index])) == (len(values), sum(values))
            assert int(cell.bad[index]) == sum(row.state == State.BAD for row in mine)


def test_blocks_may_be_taken_from_several_threads() -> None:
    blocks = [
        a_block(*(Row(SUBJECTS[number % 3], measure, value=number) for measure in ("tidy", "worst", "prize")))
        for number in range(300)
    ]
    counter = Counter(PLAN, SUBJECTS)
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(counter.take, blocks))

    for cell in counter.tally().cells.values():
        assert cell.count.tolist() == [100, 100, 100]
        assert cell.total.tolist() == [sum(range(first, 300, 3)) for first in range(3)]


def test_only_one_thread_at_a_time_adds_up(monkeypatch: pytest.MonkeyPatch) -> None:
    inside, seen = [], []

    def adding(counter: Counter, block: Block, cells: object) -> None:
        inside.append(block)
        seen.append(len(inside))
        time.sleep(0.005)
        inside.remove(block)

    monkeypatch.setattr(Counter, "_values", adding)
    counter = Counter(PLAN, SUBJECTS)
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(counter.take, [a_block(Row()) for _ in range(8)]))

    assert seen == [1] * 8
