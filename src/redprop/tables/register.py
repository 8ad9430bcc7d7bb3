"""The register: who is judged in a period, in which category, and what else is known of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property

import numpy as np

from redprop.errors import Place, Problem, TableError
from redprop.exact import Flags, Ratios, percent_readings, typed_decimal
from redprop.rubric.faults import nearest
from redprop.rubric.plan import Plan
from redprop.tables.raw import RawTable, folded

STATUSES = ("rated", "observed", "exempt", "closed")
JUDGED = ("rated", "observed")
SUCCESSOR = "successor"
OWN = ("name", "category", "status", "from", "until", SUCCESSOR)
BETWEEN_IDS = r"\s*[;；、,，]\s*"
"""What parts the ids of several successors."""
FORMULA_STARTS = "=+-@"


@dataclass(frozen=True, eq=False)
class Register:
    """The subjects judged in a period, one entry each in every sequence, in code-point order of their ids.

    `categories` holds ids of the rubric's categories, "" where it has none. `unjudged` are those known but exempt,
    closed or not in force, with the reason. `successors` are the subjects that stand for one now, as any of its rows
    says, with that row's last period.
    """

    ids: tuple[str, ...]
    names: tuple[str, ...]
    categories: tuple[str, ...]
    statuses: tuple[str, ...]
    columns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    unjudged: Mapping[str, str] = field(default_factory=dict)
    successors: Mapping[str, tuple[str, tuple[str, ...]]] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.ids)

    @classmethod
    def of_ids(cls, ids: Sequence[str]) -> Register:
        """A register of nothing but ids: each is its own name, in one league."""
        ordered = tuple(sorted({folded(name): name for name in sorted(ids, reverse=True)}.values()))
        blank = ("",) * len(ordered)
        return cls(ordered, ordered, blank, ("rated",) * len(ordered))

    @cached_property
    def rated(self) -> Flags:
        """Those who are ranked, if they have a score; the observed are scored and listed apart."""
        return np.asarray([status == "rated" for status in self.statuses], dtype=bool)

    @cached_property
    def places(self) -> dict[str, int]:
        """The place of each id."""
        return {name: index for index, name in enumerate(self.ids)}

    @cached_property
    def by_writing(self) -> dict[str, int]:
        """Every way to write a subject, folded: ids first, then names that only one subject has."""
        names = [folded(name) for name in self.names]
        often = Counter(names)
        written = {name: index for index, name in enumerate(names) if often[name] == 1}
        return written | {folded(subject): index for index, subject in enumerate(self.ids)}

    def number(self, column: str) -> tuple[Ratios, Flags]:
        """A column as exact numbers, as people type them; nothing stands for an empty or missing entry.

        A percent sign makes no number: nothing says whether the column holds shares or percents.
        """
        typed = map(typed_decimal, self.texts(column))
        decimals = [None if percent else number for number, percent, _ in typed]
        there = np.asarray([decimal is not None for decimal in decimals], dtype=bool)
        return Ratios.of([Fraction(decimal or 0) for decimal in decimals]), there

    def texts(self, column: str) -> tuple[str, ...]:
        """A column as it is written; `category`, `status` and `name` too."""
        own = {"category": self.categories, "status": self.statuses, "name": self.names}
        return own[column] if column in own else self.columns.get(column, ("",) * len(self))


def register_of(table: RawTable, plan: Plan, period: str, gathered: list[Problem] | None = None) -> Register:
    """The register rows in force in a period (all of them where there is none).

    Raises:
        TableError: Columns or ids are missing, an id stands twice in one period or begins like a formula, or a
            category or status is none that is known. Where `gathered` is given, problems of single rows go there
            instead, and whoever a row names is in the register all the same.
    """
    subject = _subject_column(table, plan)
    problems = list(table.problems)
    kept: dict[str, int] = {}
    unjudged: dict[str, str] = {}
    successors: dict[str, tuple[str, tuple[str, ...]]] = {}
    spelt = {folded(name): name for name in (*OWN, *sorted(plan.register_columns))}
    texts = {spelt.get(folded(name), name): column.rows() for name, column in table.columns.items()}
    problems += _needed(table, texts, plan)
    first: dict[str, int] = {}
    lines, blank = table.lines.tolist(), [""] * len(table)
    begins, ends = (texts.get(key, blank) for key in ("from", "until"))
    for row, written in enumerate(table.columns[subject].rows()):
        name = written.strip()
        if not name:
            if any(column[row].strip() for column in texts.values()):
                problems.append(Problem("no-id", table.place(row, subject), {"column": subject}))
            continue
        if name[0] in FORMULA_STARTS:
            problems.append(Problem("formula-id", table.place(row, subject), {"id": name}))
        if said := texts.get(SUCCESSOR, blank)[row].strip():
            successors[name] = ends[row].strip(), tuple(re.split(BETWEEN_IDS, said))
        if period and _out_of_force(begins[row].strip(), ends[row].strip(), period):
            unjudged.setdefault(name, "not in force")
            continue
        if (before := first.setdefault(folded(name), lines[row])) != lines[row]:
            params = {"id": name, "first_line": before}
            problems.append(Problem("same-subject", table.place(row, subject), params))
            continue
        kept[name] = row
    status = _statuses(table, texts, kept, problems)
    category = _categories(table, texts, kept, plan, problems)
    if gathered is not None:
        gathered += problems
    elif problems:
        raise TableError(problems)
    unjudged |= {name: status[name] for name in kept if status[name] not in JUDGED}
    ids = tuple(sorted(name for name in kept if status[name] in JUDGED))
    columns = {
        name: tuple(column[kept[i]] for i in ids)
        for name, column in texts.items()
        if name not in (subject, "name", "category", "status")
    }
    names = tuple(texts["name"][kept[i]].strip() or i for i in ids) if "name" in texts else ids
    return Register(
        ids,
        names,
        tuple(category[i] for i in ids),
        tuple(status[i] for i in ids),
        columns,
        {name: why for name, why in unjudged.items() if name not in ids},
        successors,
    )


def _out_of_force(begins: str, ends: str, period: str) -> bool:
    """Whether a row tells of other periods; an empty side is open."""
    return bool(begins and begins > period) or bool(ends and ends < period)


def _needed(table: RawTable, texts: Mapping[str, list[str]], plan: Plan) -> list[Problem]:
    """Columns that the rubric reads and the register lacks, and entries that must be numbers and are none."""
    problems = [
        Problem("register-column", Place(table.file, 1), {"column": name, "near": nearest(name, texts)})
        for name in sorted(plan.register_columns)
        if name not in texts
    ]
    for name in sorted(plan.register_numbers & set(texts)):
        problems += [
            _no_number(text, Place(table.file, line, field=name))
            for line, text in zip(table.lines.tolist(), texts[name], strict=True)
            if text.strip() and not _is_number(text)
        ]
    return problems


def _is_number(text: str) -> bool:
    number, percent, _ = typed_decimal(text)
    return number is not None and not percent


def _no_number(text: str, place: Place) -> Problem:
    """What is wrong with a text that must be a number and is none, or may be two."""
    number, _, readings = typed_decimal(text)
    readings = readings if number is None else percent_readings(number)
    if readings:
        return Problem("ambiguous-number", place, {"text": text, "choices": readings})
    return Problem("not-a-value", place, {"text": text})


def _subject_column(table: RawTable, plan: Plan) -> str:
    """The column of ids: as the rubric's subject says, or `estate`."""
    wanted = [folded(plan.rubric.subject.column), "estate", *map(folded, (plan.rubric.subject.title or {}).values())]
    for name in table.columns:
        if folded(name) in wanted:
            return name
    raise TableError([Problem("no-subject-column", Place(table.file, 1), {"column": plan.rubric.subject.column})])


def _statuses(
    table: RawTable, texts: Mapping[str, list[str]], kept: Mapping[str, int], problems: list[Problem]
) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, row in kept.items():
        said = texts["status"][row].strip() if "status" in texts else ""
        found[name] = said or "rated"
        if found[name] not in STATUSES:
            problems.append(Problem("unknown-status", table.place(row, "status"), {"got": said, "choices": STATUSES}))
            found[name] = "rated"
    return found


def _categories(
    table: RawTable,
    texts: Mapping[str, list[str]],
    kept: Mapping[str, int],
    plan: Plan,
    problems: list[Problem],
) -> dict[str, str]:
    written: dict[str, str] = {}
    for category, said in plan.rubric.categories.items():
        for text in (category, *(said.title or {}).values(), *said.aliases):
            written[folded(text)] = category
    if not written:
        return dict.fromkeys(kept, "")
    if "category" not in texts:
        problems.append(Problem("no-category-column", Place(table.file, 1), {}))
        return dict.fromkeys(kept, "")
    found: dict[str, str] = {}
    means = {text: written.get(folded(text), "") for text in set(texts["category"])}
    for name, row in kept.items():
        text = texts["category"][row]
        found[name] = means[text]
        if not found[name]:
            problems.append(
                Problem(
                    "unknown-category",
                    table.place(row, "category"),
                    {"got": text, "choices": list(plan.rubric.categories)},
                )
            )
    return found
