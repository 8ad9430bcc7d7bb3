from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from redprop.errors import Place, Problem, TableError
from redprop.tables import ledger, spool
from redprop.tables.ledger import Ledger
from tests.builders import a_criterion, a_plan, a_reading, codes


def bad(line: int, name: str = "value", code: str = "not-a-value", **params: object) -> Problem:
    return Problem(code, Place("rows.csv", line, field=name), {"text": "x"} | params)


def written(problems: Iterable[Problem]) -> Iterator[tuple[int, str]]:
    """A problem's line is its row, its code and what it says."""
    for problem in problems:
        yield problem.place.line, f"{problem.place.line} {problem.code} {problem.params.get('text', '')}\n"


def rows_of(told: Ledger) -> list[int]:
    """The rows of all lines."""
    return [int(line.partition(" ")[0]) for line in told.every()]


def lines(problems: list[Problem]) -> list[tuple[int, str]]:
    return [(problem.place.line, problem.place.field) for problem in problems]


def test_of_many_those_that_stand_first_are_kept_in_whatever_order_they_are_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(ledger, "KEPT", 3)
    told = Ledger()
    told.tell_many(3, (bad(line, "a") for line in (2, 5, 9)))
    told.tell_many(3, (bad(line, "b") for line in (3, 5, 7)))

    assert lines(told.problems()) == [(2, "a"), (3, "b"), (5, "a")]
    assert sum(told.totals().values()) == 6


@pytest.mark.parametrize("enough", [1, 1 << 16], ids=["on disk", "in memory"])
def test_all_come_in_the_order_of_their_rows_piece_by_piece(enough: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spool, "ENOUGH", enough)
    whole = Ledger.fresh(written)
    for first in (2, 10):
        piece = Ledger.fresh(written)
        piece.tell_many(2, [bad(first, "a"), bad(first + 4, "a")])
        piece.tell_many(2, [bad(first + 1, "b"), bad(first + 4, "b")])
        whole.add(piece)
    whole.tell(bad(3, code="second-row"))

    assert rows_of(whole) == [2, 3, 6, 6, 10, 11, 14, 14, 3]


def test_what_was_found_in_a_piece_before_is_put_among_its_rows() -> None:
    before, piece = Ledger.fresh(written), Ledger.fresh(written)
    before.tell(bad(4, code="wrong-width"))
    piece.add(before, later=False)
    piece.tell_many(2, [bad(2), bad(5)])
    whole = Ledger.fresh(written)
    whole.add(piece)

    assert rows_of(whole) == [2, 4, 5]


def test_problems_of_headers_and_registers_are_among_all(tmp_path: Path) -> None:
    with pytest.raises(TableError) as refused:
        a_reading(a_plan(), "A,tidy,x\n", register="estate\nA\nA\n", problem_lines=written)

    assert refused.value.found is not None
    assert [line.split(" ")[1] for line in refused.value.found.every()] == ["same-subject", "not-a-value"]


def test_no_more_of_a_file_s_text_is_kept_than_is_shown() -> None:
    told = Ledger.fresh(written)
    told.tell(bad(2, text="y" * 1_000_000))

    kept, line = told.problems()[0], next(iter(told.every()))
    assert len(str(kept.params["text"])) < 300
    assert kept.text() == bad(2, text="y" * 1_000_000).text()
    assert line == f"2 not-a-value {kept.params['text']}\n"


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no full device")  # noqa: PTH110
def test_where_there_is_no_room_for_all_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spool.tempfile, "TemporaryFile", lambda **_: open("/dev/full", "r+b", buffering=0))  # noqa: PTH123, SIM115
    told = Ledger.fresh(written)
    with pytest.raises(TableError) as refused:
        told.tell_many(20_000, (bad(line) for line in range(20_000)))

    assert codes(refused.value.problems) == ["no-room"]


def test_rows_without_a_subject_are_another_kind_than_those_of_an_unknown_one() -> None:
    with pytest.raises(TableError) as refused:
        a_reading(a_plan(), ",tidy,1\nB,tidy,1\n,tidy,2\n", register="estate\nA\n")

    assert {code: count for (_, code), count in refused.value.found.totals().items()} == {  # type: ignore[union-attr]
        "empty-subject": 2,
        "unknown-subject": 1,
    }


def test_rows_that_need_a_channel_are_another_kind_than_those_of_a_wrong_one() -> None:
    plan = a_plan(
        channels={"city": {"weight": 1, "absent": "zero"}, "owners": {"weight": 1, "absent": "zero"}},
        criteria=[a_criterion("tidy", 10, channels=["city"]), a_criterion("liked", 10, channels=["owners"])],
        bonus={"criteria": [{"id": "prize", "points": {"each": 1}}]},
    )
    rows = "estate,channel,criterion,value\nA,owners,tidy,1\nA,,tidy,1\nA,city,liked,1\n"
    with pytest.raises(TableError) as refused:
        a_reading(plan, {"rows.csv": rows}, register="estate\nA\n")

    assert {code: count for (_, code), count in refused.value.found.totals().items()} == {  # type: ignore[union-attr]
        "no-channel": 1,
        "not-looked-at": 2,
    }


def test_a_place_shows_nothing_that_steers_a_terminal() -> None:
    assert str(Place("rows.csv", 1, field="a\x1b[2J" + "b" * 300)) == "rows.csv:1 [a\ufffd[2J" + "b" * 194 + "…]"
