"""Roundings in a spreadsheet: halves that binary numbers do not hold, in every mode."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from redprop.exact import Mode
from redprop.exact.rounding import MODES
from redprop.report.book import Book
from redprop.report.workbook.grid import FIRST, Grid
from redprop.report.workbook.paper import write_number
from redprop.report.workbook.terms import Stage, Term, slack_for, summed
from tests.office import worked_out

SLACK = Fraction(1, 10**10)
BORDERS = ("85.665", "1.005", "2.675", "0.285", "1.115", "89.995", "0.005", "4.015", "8.875", "99.995", "0", "7")
"""Numbers on a border between two printed ones, or on one: many are stored in binary as a little less or more."""
BETWEEN = ("33.333333333333333", "85.6649", "85.6651", "0.001", "12.34999")


def in_a_book(values: list[Fraction], mode: Mode) -> tuple[bytes, tuple[Fraction, ...]]:
    """A workbook that rounds numbers to two places, and what that comes to exactly.

    On the way to something greater and back they lose a few of their last binary digits, as in any long calculation.
    """
    grid = Grid(len(values))
    held = grid.hold("", "", values)
    there, back = (Term.constant(Fraction(text), len(values)) for text in ("10000.1", "-10000.1"))
    rounded = Stage(2, mode, SLACK).of(summed([(1, held.term()), (1, there), (1, back)], len(values)))
    assert all(rounded.sure)
    book = Book("", "en")
    sheet = book.sheet("rounded")
    for row, value in enumerate(values, FIRST):
        write_number(sheet, row - 1, 0, value, None)
        sheet.write_formula(row - 1, 1, f"={rounded.says(row)}")
    return book.whole(), rounded.exact


def test_libreoffice_rounds_as_the_engine_does_in_every_mode(tmp_path: Path) -> None:
    positive = [Fraction(text) for text in (*BORDERS, *BETWEEN)]
    given = [(mode, values) for mode in MODES for values in (positive, [-value for value in positive])]
    books = [in_a_book(values, mode) for mode, values in given]
    found = worked_out([book for book, _ in books], tmp_path)

    for (mode, values), (_, exact), book in zip(given, books, found, strict=True):
        cells = [book["rounded"].cell(row, 2).value for row in range(FIRST, FIRST + len(values))]
        assert [f"{cell:.4f}" for cell in cells] == [f"{float(one) + 0:.4f}" for one in exact], mode


@pytest.mark.parametrize(
    ("mode", "text", "wanted"),
    [
        ("half_up", "85.665", "85.67"),
        ("half_up", "-85.665", "-85.67"),
        ("half_even", "85.665", "85.66"),
        ("half_even", "85.675", "85.68"),
        ("down", "85.669", "85.66"),
        ("up", "85.661", "85.67"),
        ("up", "85.66", "85.66"),
    ],
)
def test_a_number_on_a_border_is_sure_and_goes_where_the_mode_says(mode: Mode, text: str, wanted: str) -> None:
    rounded = Stage(2, mode, SLACK).of(Term.constant(Fraction(text), 1))

    assert rounded.sure == (True,)
    assert rounded.exact == (Fraction(wanted),)


@pytest.mark.parametrize(
    ("off", "sure"),
    [
        ("0", True),  # on the border: the slack carries it over
        ("0.0000000002", False),  # nearer than three times the slack of 10^-10: errors might carry it
        ("-0.0000000002", False),
        ("0.0000000004", True),
        ("-0.0000000004", True),
    ],
)
def test_a_number_too_near_a_border_gets_no_formula(off: str, sure: bool) -> None:
    value = Fraction("85.665") + Fraction(Decimal(off))

    assert Stage(2, "half_up", SLACK).of(Term.constant(value, 1)).sure == (sure,)


def test_more_places_than_floating_point_has_get_no_formula() -> None:
    assert Stage(9, "half_up", SLACK).of(Term.constant(Fraction("85.5"), 1)).sure == (True,)
    assert Stage(10, "half_up", SLACK).of(Term.constant(Fraction("85.5"), 1)).sure == (False,)


def test_the_slack_is_more_than_all_errors_and_far_less_than_a_place() -> None:
    # 200 steps on numbers up to 100, each at most 10^-15 of them off: (200 + 10) x 100 x 10^-15 = 2.1 x 10^-11
    assert slack_for(Fraction(100), 200) == Fraction(1, 10**10)


def test_where_the_engine_says_another_number_the_cell_holds_it_and_is_no_formula() -> None:
    grid = Grid(2)
    marks = grid.hold("", "marks", [Fraction(1), Fraction(2)])
    doubled = summed([(1, marks.term()), (1, marks.term())], 2)
    column = grid.work_out("", "twice", doubled, [Fraction(2), Fraction(5)])

    assert column.live == (True, False)
    assert column.held == (2, 5)


def test_a_cell_that_shows_nothing_is_a_formula_where_the_engine_has_nothing() -> None:
    grid = Grid(2)
    marks = grid.hold("", "marks", [Fraction(1), None])
    column = grid.work_out("", "same", marks.term(), [Fraction(1), None], when=marks.there())

    assert (column.live, column.held) == ((True, True), (1, ""))
    assert column.formula is not None
    assert column.formula(FIRST + 1) == f'IF(ISNUMBER(A{FIRST + 1}),N(A{FIRST + 1}),"")'
