"""The sheet of the calculation while it is made: columns of numbers, texts and formulas, each with what it holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import NamedTuple

from xlsxwriter.utility import xl_col_to_name

from redprop.report.workbook.terms import Held, Row, Says, Term

GROUPS, TITLES, IDS, PRINTED, FIRST = 3, 4, 5, 6, 7
"""Rows: what columns belong together, their headings, their ids, printed marks and weights, the first subject."""


@dataclass(frozen=True)
class Placed:
    """A column that has its place: what stands over it and what each of its cells holds."""

    index: int
    group: str
    title: str
    held: tuple[Held, ...]
    id: str = ""
    printed: Fraction | None = None
    places: int | None = None
    formula: Says | None = None
    live: tuple[bool, ...] = ()
    kept: bool = False

    @property
    def letter(self) -> str:
        """The column's name."""
        name: str = xl_col_to_name(self.index)
        return name

    def at(self, row: Row) -> str:
        """The cell in a row."""
        return f"{self.letter}{row}"

    @property
    def head(self) -> str:
        """The cell with the printed number."""
        return f"{self.letter}${PRINTED}"

    def term(self) -> Term:
        """The cells as numbers: what is empty or a text is 0."""
        numbers = tuple(one if isinstance(one, Fraction) else Fraction(0) for one in self.held)
        said = self.at if all(isinstance(one, Fraction) for one in self.held) else lambda row: f"N({self.at(row)})"
        return Term(said, numbers, (True,) * len(numbers))

    def over(self) -> Term:
        """The printed number over the column, in every row."""
        return Term(lambda _: self.head, (self.printed or Fraction(0),) * len(self.held), (True,) * len(self.held))

    def share(self) -> Term:
        """What the cell holds of the printed number over its column; 0 where there is none."""
        term, printed = self.term(), self.printed
        exact = [one / printed if printed else Fraction(0) for one in term.exact]
        return Term.of(lambda row: f"{term.says(row)}/{self.head}" if printed else "0", exact)

    def there(self) -> Term:
        """1 where the cell holds a number, else 0."""
        flags = tuple(Fraction(isinstance(one, Fraction)) for one in self.held)
        return Term(lambda row: f"ISNUMBER({self.at(row)})", flags, (True,) * len(flags))

    def applies(self, not_applicable: str) -> Term:
        """1 where the cell does not say that a criterion does not apply, else 0."""
        flags = tuple(Fraction(one != not_applicable) for one in self.held)
        return Term(lambda row: f'({self.at(row)}<>"{not_applicable}")', flags, (True,) * len(flags))

    def empty(self) -> Term:
        """1 where the cell shows nothing, else 0."""
        flags = tuple(Fraction(one in (None, "")) for one in self.held)
        return Term(lambda row: f'({self.at(row)}="")', flags, (True,) * len(flags))


EMPTY = '""'
"""No text, as formulas say it."""


class Otherwise(NamedTuple):
    """What a formula shows where it has no number: how it says so, and the text that it comes to, None for nothing."""

    says: Says
    held: tuple[str | None, ...]


@dataclass
class Grid:
    """The columns so far."""

    size: int
    columns: list[Placed] = field(default_factory=list)

    @property
    def last(self) -> Row:
        """The last subject's row."""
        return FIRST + self.size - 1

    def hold(
        self,
        group: str,
        title: str,
        held: Sequence[Held],
        *,
        id: str = "",  # noqa: A002  # what it is
        printed: Fraction | None = None,
        places: int | None = None,
        kept: bool = False,
    ) -> Placed:
        """Adds a column of numbers and texts as they are; `kept` ones are the engine's, not to be changed by hand."""
        placed = Placed(len(self.columns), group, title, tuple(held), id, printed, places, kept=kept)
        self.columns.append(placed)
        return placed

    def work_out(
        self,
        group: str,
        title: str,
        formula: Term,
        engine: Sequence[Held],
        *,
        when: Term | None = None,
        otherwise: Otherwise | None = None,
        id: str = "",  # noqa: A002  # what it is
        printed: Fraction | None = None,
        places: int | None = None,
    ) -> Placed:
        """Adds a column of formulas, where they are sure to give what the engine gave; elsewhere that number stands.

        Where `when` is 0, what `otherwise` says is shown, or nothing.
        """
        shown = [True] * self.size if when is None else [flag != 0 for flag in when.exact]
        left = otherwise.held if otherwise is not None else (None,) * self.size
        live = tuple(
            (formula.sure[at] and formula.exact[at] == value) if there else value == left[at]
            for at, (there, value) in enumerate(zip(shown, engine, strict=True))
        )

        def says(row: Row) -> str:
            if when is None:
                return formula.says(row)
            return f"IF({when.says(row)},{formula.says(row)},{otherwise.says(row) if otherwise else EMPTY})"

        held = tuple("" if value is None else value for value in engine)
        placed = Placed(len(self.columns), group, title, held, id, printed, places, says, live)
        self.columns.append(placed)
        return placed
