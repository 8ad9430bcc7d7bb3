"""Whose duty a finding is: the company in force on the day, or another party that the finding names."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from redprop.engine.result import Result
from redprop.tables.files.vocabulary import Vocabulary
from redprop.tables.opened import open_tables, whole_table
from redprop.tables.periods import parse_date, span
from redprop.tables.raw import RawTable, folded
from redprop.tables.register import OWN
from redprop.tables.sources import How

COMPANY, SINCE = "company", "company_since"
COMPANY_WORDS = (
    "company",
    "the company",
    "property company",
    "物业",
    "物业公司",
    "物业企业",
    "物业服务企业",
    "物业服务公司",
)
"""What the column of who is responsible may say for the company itself; nothing says the same."""


@dataclass(frozen=True)
class Duties:
    """Who managed each subject from which day on (0: always), and the words for the company."""

    companies: Mapping[str, Sequence[tuple[int, str]]]
    words: frozenset[str]

    def company(self, subject: str, day: int, otherwise: str) -> str:
        """The company in force on a day; `otherwise` where the day or the register's history is unknown.

        Before the first day that the register knows, nobody is named: who came later is not to blame.
        """
        known = self.companies.get(subject, ())
        if not day or not known:
            return otherwise
        at = bisect_right([begun for begun, _ in known], day)
        return known[at - 1][1] if at else ""

    def party(self, responsible: str, company: str) -> str:
        """The party other than the company that a finding names; "" where it is the company's."""
        own = {*self.words, folded(company)}
        return "" if not responsible.strip() or folded(responsible) in own else responsible.strip()


def duties(result: Result, registers: Sequence[Path], words: Sequence[str] = (), how: How | None = None) -> Duties:
    """What the registers of some periods tell of companies, rows that are not in force included.

    Raises:
        TableError: A register cannot be read.
    """
    companies: dict[str, dict[int, str]] = {}
    subject = result.plan.rubric.subject
    titles = (subject.title or {}).values()
    ids = frozenset(folded(name) for name in (subject.column, "estate", *titles))
    for path in dict.fromkeys(registers):
        opened, _ = open_tables(path, how or How(), Vocabulary(ids, frozenset({*OWN, COMPANY, SINCE})))
        for table in map(whole_table, opened[:1]):
            _gather(table, ids, result, companies)
    said = frozenset(folded(word) for word in (*COMPANY_WORDS, *words))
    return Duties({name: sorted(known.items()) for name, known in companies.items()}, said)


def _gather(table: RawTable, ids: frozenset[str], result: Result, companies: dict[str, dict[int, str]]) -> None:
    named = {folded(name): column.rows() for name, column in table.columns.items()}
    subjects = next((rows for name, rows in named.items() if name in ids), [])
    blank = [""] * len(table)
    rows = zip(subjects, named.get(COMPANY, blank), named.get(SINCE, blank), named.get("from", blank), strict=True)
    for written, company, since, begins in rows if COMPANY in named else ():
        at = result.register.by_writing.get(folded(written))
        if at is not None and company.strip():
            companies.setdefault(result.register.ids[at], {}).setdefault(_begun(since, begins.strip()), company.strip())


def _begun(since: str, begins: str) -> int:
    """The day from which a row of the register tells of a company: its own, or the first of its period."""
    day = parse_date(since)
    days = span(begins) if begins else None
    return day.toordinal() if day else days[0].toordinal() if days else 0
