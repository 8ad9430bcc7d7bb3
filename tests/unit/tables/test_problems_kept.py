from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from redprop.errors import Place, Problem, Severity
from redprop.tables import ledger
from redprop.tables.ledger import Ledger


def a_problem(line: int, code: str = "bad", file: str = "t.csv", severity: Severity = Severity.ERROR) -> Problem:
    return Problem(code, Place(file, line), {"text": f"x{line}"}, severity)


def lines(problems: list[Problem] | Iterator[Problem]) -> list[int]:
    return [problem.place.line for problem in problems]


ERROR, NOTE = (Severity.ERROR, "bad"), (Severity.NOTE, "bad")


@pytest.fixture
def _few_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ledger, "KEPT", 3)


few_kept = pytest.mark.usefixtures("_few_kept")


def test_a_new_ledger_holds_nothing() -> None:
    empty = Ledger()

    assert (empty.problems(), list(empty.every()), empty.totals(), empty.has(), empty.count_of("bad")) == (
        *([], [], {}, False, 0),
    )


def test_what_is_told_is_told_by_its_place() -> None:
    told = Ledger()
    for problem in (a_problem(3), a_problem(2, "worse"), a_problem(9, file="a.csv"), a_problem(2)):
        told.tell(problem)

    assert [(p.place.file, p.place.line, p.code) for p in told.problems()] == [
        *(("a.csv", 9, "bad"), ("t.csv", 2, "bad"), ("t.csv", 2, "worse"), ("t.csv", 3, "bad"))
    ]
    assert told.totals() == {ERROR: 3, (Severity.ERROR, "worse"): 1}


@few_kept
def test_of_many_of_a_kind_the_first_are_kept_and_all_are_counted() -> None:
    told = Ledger()
    for line in range(2, 12):
        told.tell(a_problem(line))
    told.tell(a_problem(12, severity=Severity.NOTE))

    assert lines(told.problems()) == [2, 3, 4, 12]
    assert told.totals() == {ERROR: 10, NOTE: 1}


@few_kept
def test_of_many_that_are_told_at_once_no_more_are_made_than_are_kept() -> None:
    made = []

    def problems() -> Iterator[Problem]:
        for line in range(2, 1_000_002):
            made.append(line)
            yield a_problem(line)

    told = Ledger()
    told.tell(a_problem(1))
    told.tell_many(1_000_000, problems())

    assert (lines(told.problems()), told.totals()) == ([1, 2, 3], {ERROR: 1_000_001})
    assert len(made) <= 3


@few_kept
def test_none_of_a_kind_is_nothing() -> None:
    told = Ledger()
    told.tell_many(0, [])

    assert (told.problems(), told.totals()) == ([], {})


def test_what_each_piece_finds_of_a_whole_file_is_told_once() -> None:
    told = Ledger()
    for file in ("t.csv", "u.csv", "t.csv"):
        told.tell_once(Problem("no-channel", Place(file), {"choices": ["city"]}))
    told.tell_once(Problem("no-channel", Place("t.csv"), {"choices": ["owners"]}))

    assert [(p.place.file, p.params["choices"]) for p in told.problems()] == [
        *(("t.csv", ["city"]), ("t.csv", ["owners"]), ("u.csv", ["city"]))
    ]
    assert told.totals() == {(Severity.ERROR, "no-channel"): 3}


def test_what_is_summed_is_told_once_with_how_often_it_occurred() -> None:
    told = Ledger()
    for count in (2, 5):
        told.tell_sum(Problem("other-period", Place("t.csv"), {"period": "Q1"}), count)
    told.tell_sum(Problem("other-period", Place("t.csv"), {"period": "Q3"}), 1)

    assert [p.params for p in told.problems()] == [{"period": "Q1", "count": 7}, {"period": "Q3", "count": 1}]


def test_what_is_summed_is_told_from_so_many_on() -> None:
    told = Ledger()
    often, seldom = Problem("often", Place("t.csv")), Problem("seldom", Place("t.csv"))
    for count in (2, 1):
        told.tell_sum(often, count, at_least=3)
    told.tell_sum(seldom, 2, at_least=3)

    assert [(p.code, p.params) for p in told.problems()] == [("often", {"count": 3})]
    assert (told.has("often"), told.has("seldom")) == (True, False)


# -- pieces -----------------------------------------------------------------------------------------------------------


def a_piece(*at: int) -> Ledger:
    piece = Ledger()
    for line in at:
        piece.tell(a_problem(line))
    return piece


@few_kept
def test_the_first_of_a_kind_are_those_of_the_first_pieces() -> None:
    # by row the fourth comes first, but pieces are added in their order
    told = Ledger()
    for piece in (a_piece(5, 6), a_piece(), a_piece(8, 9, 10, 11), a_piece(2)):
        told.add(piece)

    assert (lines(told.problems()), told.totals()) == ([5, 6, 8], {ERROR: 7})


@few_kept
def test_a_piece_that_is_added_is_left_as_it_was_made() -> None:
    one, two = a_piece(2), a_piece(3)
    one.add(two)

    assert (lines(one.problems()), lines(two.problems())) == ([2, 3], [3])


def test_pieces_of_a_file_sum_up_what_is_told_of_the_file() -> None:
    told = Ledger()
    for count in (1, 1):
        piece = Ledger()
        piece.tell_sum(Problem("often", Place("t.csv")), count, at_least=2)
        piece.tell_once(Problem("no-channel", Place("t.csv")))
        told.add(piece)
    seldom = Ledger()
    seldom.tell_sum(Problem("seldom", Place("t.csv")), 1, at_least=2)
    told.add(seldom)

    assert [(p.code, p.params) for p in told.problems()] == [("no-channel", {}), ("often", {"count": 2})]


# -- asking -----------------------------------------------------------------------------------------------------------


def test_only_errors_are_had() -> None:
    told = Ledger()
    told.tell(a_problem(2, "note", severity=Severity.NOTE))
    told.tell(a_problem(2, "warning", severity=Severity.WARNING))

    assert (told.has(), told.has("note")) == (False, False)

    told.tell(a_problem(2, "error"))
    assert (told.has(), told.has("error"), told.has("note", "error"), told.has("note")) == (True, True, True, False)


def test_problems_of_rows_are_counted_by_kind_whatever_their_severity() -> None:
    told = Ledger()
    for problem in (a_problem(2), a_problem(3), a_problem(3, severity=Severity.NOTE), a_problem(4, "worse")):
        told.tell(problem)
    told.tell_once(Problem("whole", Place("t.csv")))

    assert (told.count_of("bad"), told.count_of("bad", "worse", "whole"), told.count_of()) == (3, 4, 0)


def test_the_word_that_is_meant_is_looked_for_once_a_word_and_for_the_first_words_alone() -> None:
    told, asked = Ledger(), []
    for line, word in enumerate(["tydy", "tydy", "leek", "tydy", "worsst", "leek"], 2):
        told.tell(Problem("unknown", Place("t.csv", line), {"got": word, "near": ""}))
    told.tell(Problem("other", Place("t.csv", 9), {"got": "tydy", "near": ""}))

    def advice(word: str) -> str:
        asked.append(word)
        return {"tydy": "tidy", "leek": "leak", "worsst": "worst"}[word]

    told.advise("unknown", "got", advice, most=2)

    assert asked == ["tydy", "leek"]
    assert [p.params["near"] for p in told.problems()] == ["tidy", "tidy", "leak", "tidy", "", "leak", ""]


def test_advice_changes_no_problem_that_others_hold() -> None:
    problem = Problem("unknown", Place("t.csv", 2), {"got": "tydy", "near": ""})
    told = Ledger()
    told.tell(problem)
    told.advise("unknown", "got", lambda word: "tidy", most=9)

    assert problem.params["near"] == ""
    assert told.problems() == [replace(problem, params={"got": "tydy", "near": "tidy"})]
