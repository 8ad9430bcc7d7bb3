"""What `score` and `rank` share: from the words typed to a result."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from redprop import messages
from redprop.cli.interrupt import stop_if_pressed
from redprop.cli.options import Language
from redprop.cli.speech import settle_language
from redprop.cli.told import ProblemLines, Totals, counted, listing, write_problems
from redprop.errors import Place, Problem, WorkspaceError
from redprop.rubric.writings import folded

if TYPE_CHECKING:
    from redprop.engine.result import Result
    from redprop.tables.sources import How, Progress, Sources
    from redprop.workspace import Job

EXAMPLES_SHOWN = 3


@dataclass(frozen=True)
class Worked:
    """A result, what it was worked out from, the language to tell it in, and the category that was asked for."""

    result: Result
    language: str
    category: str | None
    job: Job


@dataclass(frozen=True)
class Typed:
    """What was typed of the files to work on, and the days that count."""

    files: Sequence[Path] = ()
    rubric: Path | None = None
    register: Path | None = None
    period: str | None = None
    since: str | None = None
    until: str | None = None
    skip_bad_rows: bool = False
    ignore_column: Sequence[str] | None = None
    encoding: str | None = None
    problems: Path | None = None
    cluster: str | None = None

    def how(self, lines: ProblemLines, progress: Progress | None = None) -> How:
        """How the files are to be read."""
        from redprop.tables.sources import How

        return How(
            skip_bad_rows=self.skip_bad_rows,
            ignored=frozenset(self.ignore_column or ()),
            encoding=self.encoding,
            problem_lines=lines if self.problems is not None else None,
            cluster=self.cluster or "",
            progress=progress,
        )

    def named(self) -> Sources:
        """The files that are named as they are, which can be opened before anybody knows what they are for."""
        from redprop.tables.sources import Sources

        return Sources(tuple(path for path in self.files if path.is_file()))

    def job(self) -> Job:
        """The rubric and the files that are meant.

        Raises:
            WorkspaceError: Something that is needed is neither given nor found, or a date is none.
        """
        from redprop.workspace import settle_job

        days = day_said("--from", self.since), day_said("--until", self.until)
        job = settle_job(self.files, self.rubric, self.register, self.period)
        return replace(job, sources=replace(job.sources, window=days)) if any(days) else job


def day_said(option: str, said: str | None) -> date | None:
    """The day that an option says.

    Raises:
        WorkspaceError: It is none.
    """
    from redprop.tables.periods import parse_date

    day = parse_date(said) if said is not None else None
    if said is not None and day is None:
        raise WorkspaceError([Problem("not-a-date", Place(), {"option": option, "got": said})])
    return day


def work(typed: Typed, language: Language | None, category: str | None, *, quiet: bool = False) -> Worked:
    """Finds the rubric and the files, reads and scores them, and tells the notes on standard error, unless `quiet`."""
    from redprop.cli.progress import Bar
    from redprop.tables.opened import Opening

    lines = ProblemLines()
    with Bar() as bar, Opening(typed.how(lines, bar)) as opening:
        if typed.problems is None:  # what is found is written down at once, in a language that must be known by then
            opening.begin(typed.named())  # files are parsed while what will want them is still loading
        from redprop.rubric.compile import compile_rubric
        from redprop.rubric.load import load_rubric
        from redprop.tables.read import read_period

        stop_if_pressed()
        job = typed.job()
        spoken = bar.language = lines.language = settle_language(language, job.language)
        opening.begin(job.sources)
        plan = compile_rubric(load_rubric(job.rubric))
        stop_if_pressed()
        with listing(typed.problems):
            reading = read_period(job.sources, plan, opening.how, opening)
    from redprop.engine.score import score_reading

    stop_if_pressed()
    result = score_reading(plan, reading)
    wanted = category_id(result, category)
    if typed.problems is not None:
        write_problems(typed.problems, reading.found.every(result.noticed))
    if not quiet:
        tell_notes(notes_of(result, wanted), reading.found.totals(), spoken)
    if reading.left_out:  # whoever asked to skip rows is told how many, whatever else is not told
        print(messages.text("left_out", spoken, count=reading.left_out), file=sys.stderr)  # noqa: T201
    return Worked(result, spoken, wanted, job)


def notes_of(result: Result, category: str | None) -> list[Problem]:
    """The notes that concern a category, or all."""
    inside = {i for i, c in zip(result.register.ids, result.register.categories, strict=True) if category in (None, c)}
    others = set(result.register.ids) - inside
    return [note for note in result.notes if note.params.get("id") not in others]


def tell_notes(notes: Sequence[Problem], totals: Totals, language: str) -> None:
    """What is worth knowing, on standard error: one line a kind, with how often and the first examples."""
    from redprop.tables.ledger import KEPT

    for (severity, code), kept in counted(notes).items():
        found = [problem for problem in notes if (problem.severity, problem.code) == (severity, code)]
        count = totals.get((severity, code), kept) if kept >= KEPT else kept  # of more than are kept, all are counted
        if count <= EXAMPLES_SHOWN:
            lines = [problem.line(language) for problem in found]
        else:
            said = messages.text("notes", language, count=count, text=found[0].text(language))
            lines = [f"{messages.text(severity.value, language)}: {said} ({code})"]
        for line in lines:
            print(line, file=sys.stderr)  # noqa: T201  # notes are for people beside the result


def one_of(option: str, said: str, written: dict[str, str], choices: Iterable[str]) -> str:
    """The id that a word means, by any way of writing it.

    Raises:
        WorkspaceError: None is meant; the nearest is named.
    """
    found = written.get(folded(said))
    if found is None:
        from redprop.rubric.faults import nearest  # only mistakes need it, and it takes the models along

        listed = list(choices)
        params = {"option": option, "got": said, "near": nearest(said, [*listed, *written]), "choices": listed}
        raise WorkspaceError([Problem("unknown-option-value", Place(), params)])
    return found


def category_id(result: Result, said: str | None) -> str | None:
    """The category that `--category` means: by id, title or alias."""
    if said is None:
        return None
    categories = result.plan.rubric.categories
    written = {
        folded(text): name
        for name, category in categories.items()
        for text in (name, *(category.title or {}).values(), *category.aliases)
    }
    return one_of("--category", said, written, categories)


def part_id(result: Result, said: str | None) -> str | None:
    """The part that `--by` means: `channel:X`, `section:X` or `criterion:X`."""
    if said is None:
        return None
    plan = result.plan
    parts = [f"channel:{name}" for name in result.channels if name]
    parts += [f"section:{branch.id}" for branch in plan.root.branches() if branch.id]
    parts += [f"criterion:{leaf.id}" for leaf in plan.leaves]
    return one_of("--by", said, {folded(part): part.replace(":", ".", 1) for part in parts}, parts)


def column_id(result: Result, said: str | None) -> str | None:
    """The register column that `--within` means."""
    if said is None:
        return None
    columns = [*result.register.columns, "category", "status"]
    return one_of("--within", said, {folded(column): column for column in columns}, columns)
