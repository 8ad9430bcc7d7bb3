"""From the words typed to a rectification list: every period of the workspace up to the one that is meant."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from redprop.cli.options import Language
from redprop.cli.subjects import subject_at
from redprop.cli.told import ProblemLines
from redprop.cli.work import Typed, Worked, day_said, one_of, work
from redprop.errors import Place, Problem, TableError, WorkspaceError
from redprop.rubric.writings import folded

if TYPE_CHECKING:
    from redprop.analysis.rectify.items import Item, Rectification
    from redprop.workspace import Workspace


@dataclass(frozen=True)
class Wanted:
    """Which findings are wanted, of whom, as of when, and what was answered."""

    subject: str | None = None
    company: str | None = None
    community: str | None = None
    committee: str | None = None
    state: str | None = None
    as_of: str | None = None
    replies: Sequence[Path] = ()


@dataclass(frozen=True)
class Listed:
    """The whole list, the wanted part of it, what it was worked out from, and how many replies were read."""

    whole: Rectification
    wanted: Rectification
    worked: Worked
    replies: int


def listed(typed: Typed, wanted: Wanted, language: Language | None) -> Listed:
    """The list of the period that is meant, after all periods before it.

    Raises:
        WorkspaceError: There is no workspace, or something of what is wanted is not there.
        TableError: Files cannot be used, replies included; every problem is listed.
    """
    from redprop.analysis.rectify.duty import duties
    from redprop.analysis.rectify.items import rectification
    from redprop.analysis.rectify.quarters import quarter

    as_of = day_said("--as-of", wanted.as_of)
    workspace = _workspace()
    last = work(typed, language, None, quiet=True)
    subjects = None
    if wanted.subject is not None:
        subjects = [last.result.register.ids[subject_at(last.result, wanted.subject)]]
    before = [period for period in workspace.periods() if period < last.result.period]
    every = [*(work(replace(typed, period=period), language, None, quiet=True) for period in before), last]
    how = typed.how(ProblemLines())
    quarters = [quarter(at, one.result, one.job.sources, how, subjects) for at, one in enumerate(every)]
    settings = workspace.settings.rectify
    registers = [path for one in every if (path := one.job.sources.register) is not None]
    whole = rectification(quarters, duties(last.result, registers, settings.company_words, how), settings, as_of)
    whole, count = _with_replies(whole, wanted.replies)
    return Listed(whole, _chosen(whole, wanted), last, count)


def _workspace() -> Workspace:
    from redprop.workspace import find_workspace

    found = find_workspace()
    if found is None:
        raise WorkspaceError([Problem("no-workspace", Place(), {"rubric": ""})])
    return found


def _with_replies(whole: Rectification, paths: Sequence[Path]) -> tuple[Rectification, int]:
    from redprop.analysis.rectify.answers import with_replies
    from redprop.analysis.rectify.replies import read_replies

    gone = [path for path in paths if not path.exists()]
    if gone:
        raise WorkspaceError([Problem("no-such-file", Place(), {"path": str(path)}) for path in gone])
    replies, problems = read_replies(paths)
    answered, wrong = with_replies(whole, replies)
    if problems or wrong:
        raise TableError(sorted([*problems, *wrong], key=lambda problem: problem.place))
    return answered, len(replies)


def _chosen(whole: Rectification, wanted: Wanted) -> Rectification:
    """The items that are wanted; a name that none has is told, with the nearest."""
    items = list(whole.items)
    of: dict[str, Callable[[Item], str]] = {
        "company": lambda item: item.company,
        "community": lambda item: whole.register(item, "community"),
        "committee": lambda item: whole.register(item, "committee"),
    }
    for option, text in of.items():
        said = getattr(wanted, option)
        if said is not None:
            names = sorted({text(item) for item in whole.items} - {""})
            name = one_of(f"--{option}", said, {folded(name): name for name in names}, names)
            items = [item for item in items if folded(text(item)) == folded(name)]
    if wanted.state is not None:
        items = [item for item in items if item.finding.state == wanted.state]
    return whole.among(items)


def refuse_among_periods(folder: Path) -> None:
    """Refuses a folder that would be taken for a period, or that lies in one: its files would be measurements.

    Raises:
        WorkspaceError: It is such a folder.
    """
    from fnmatch import fnmatch

    workspace = _workspace()
    pattern = str((workspace.root / workspace.settings.periods.replace("{period}", "*")).resolve())
    here = folder.resolve()
    if any(fnmatch(str(path), pattern) for path in (here, *here.parents)):
        raise WorkspaceError([Problem("books-among-periods", Place(), {"path": str(folder)})])
