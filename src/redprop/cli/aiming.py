"""From the words of `redprop rectify SUBJECT --to AIM` to its sheet."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from redprop.cli.options import Language
from redprop.cli.subjects import subject_at
from redprop.cli.told import ProblemLines
from redprop.cli.work import Typed, work
from redprop.errors import Place, Problem, WorkspaceError

if TYPE_CHECKING:
    from redprop.report.sheet import Sheet


def refuse_beside(aim: str, subject: str | None, options: Mapping[str, object]) -> None:
    """Refuses an aim of nobody, and options that only the list has.

    Raises:
        WorkspaceError: There is no subject, or there are such options.
    """
    given = [name for name, value in options.items() if value is not None]
    problems = [] if subject is not None else [Problem("aim-of-whom", Place(), {"aim": aim})]
    problems += [Problem("aim-alone", Place(), {"options": given})] if given else []
    if problems:
        raise WorkspaceError(problems)


def aimed(typed: Typed, subject: str, aim: str, language: Language | None) -> Sheet:
    """What a subject is to fix first for an aim.

    Raises:
        WorkspaceError: No such subject is judged, or the aim is none that can be had.
    """
    from redprop.analysis.aims.answer import answer
    from redprop.analysis.aims.said import aim_said
    from redprop.report.aimed import aimed_sheet

    worked = work(typed, language, None, quiet=True)
    at = subject_at(worked.result, subject)
    meant = aim_said(worked.result, at, aim)
    found = answer(worked.result, at, meant, worked.job.sources, typed.how(ProblemLines()))
    return aimed_sheet(found, worked.language)
