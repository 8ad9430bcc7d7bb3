"""Where papers go: one file, the screen where it can show them, or a folder with a file for each subject."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from redprop import messages
from redprop.cli.write import replace_file, say, settle_format, write_folder
from redprop.errors import Place, Problem, WorkspaceError
from redprop.report.bulletin import ENDINGS, TEXTS, WRITERS, Issue

if TYPE_CHECKING:
    from redprop.cli.work import Typed, Worked


def settle_papers(
    flag: str | None, output: Path | None, template: Path | None, papers: Sequence[Path], plots: Path | None
) -> str | None:
    """The format to write, None where only folders are asked for: of papers, and of pictures.

    Raises:
        WorkspaceError: The ending names no format, a format for files is to go to the screen, a template is not there
            or not for one kind of Word file, or a folder holds something already or is named twice.
    """
    folders = [*papers, *([plots] if plots is not None else [])]
    there = [folder for folder in folders if folder.exists() and (not folder.is_dir() or any(folder.iterdir()))]
    if there:
        raise WorkspaceError([Problem("not-empty", Place(), {"path": str(folder)}) for folder in there])
    real = [folder.resolve() for folder in folders]
    if twice := [folder for at, folder in enumerate(folders) if real[at] in real[:at]]:
        raise WorkspaceError([Problem("same-folder", Place(), {"path": str(folder)}) for folder in twice])
    if flag is None and output is None:
        wanted = None if folders else "markdown"
    else:
        wanted = settle_format(flag, output, ENDINGS)
    if wanted is not None and output is None and wanted not in TEXTS:
        ending = next(ending for ending, name in ENDINGS.items() if name == wanted)
        raise WorkspaceError([Problem("needs-file", Place(), {"format": wanted, "ending": ending})])
    if template is not None and not template.is_file():
        raise WorkspaceError([Problem("no-such-file", Place(), {"path": str(template)})])
    if template is not None and (wanted == "docx") + len(papers) != 1:
        raise WorkspaceError([Problem("template-for-one", Place(str(template)), {})])
    return wanted


def write_issue(issue: Issue, wanted: str, output: Path | None) -> None:
    """Writes a bulletin in a format, to a file or to standard output."""
    content = WRITERS[wanted](issue)
    if output is None:
        say(content.decode(), as_utf8=True)
    else:
        replace_file(output, [content])


def write_sheets(issue: Issue, worked: Worked, typed: Typed, folder: Path) -> None:
    """Writes a sheet of deductions for each subject into a folder."""
    from redprop.cli.told import ProblemLines
    from redprop.report.bulletin.papers import sheets
    from redprop.tables.locate import locate

    plan = worked.result.plan
    measures = {name for leaf in (*plan.leaves, *plan.beside) for name in leaf.feed.columns}
    cells = [key for key in worked.result.reading.tally.cells if key[2] in measures]
    rows = locate(worked.job.sources, plan, worked.result.reading, cells=cells, how=typed.how(ProblemLines()))
    _written(issue, folder, sheets(issue, rows))


def write_notices(issue: Issue, worked: Worked, typed: Typed, folder: Path) -> None:
    """Writes a notice for each subject that has something to put right into a folder; earlier periods are followed."""
    from redprop.analysis.rectify.duty import duties
    from redprop.analysis.rectify.items import rectification
    from redprop.analysis.rectify.quarters import quarter
    from redprop.analysis.rectify.settings import Rectify
    from redprop.cli.earlier import Period, earlier_periods
    from redprop.cli.told import ProblemLines
    from redprop.report.bulletin.papers import notices
    from redprop.workspace import find_workspace

    workspace, how = find_workspace(), typed.how(ProblemLines())
    every = [*earlier_periods(typed, worked), Period(worked.result, worked.job.sources)]
    quarters = [quarter(at, one.result, one.sources, how) for at, one in enumerate(every)]
    settings = workspace.settings.rectify if workspace is not None else Rectify()
    registers = [path for one in every if (path := one.sources.register) is not None]
    duty = duties(worked.result, registers, settings.company_words, how)
    _written(issue, folder, notices(issue, rectification(quarters, duty, settings)))


def write_plots(issue: Issue, folder: Path) -> None:
    """Writes every picture into a folder."""
    from redprop.report.plots.files import picture_files

    _written(issue, folder, picture_files(issue))


def _written(issue: Issue, folder: Path, files: Mapping[str, bytes]) -> None:
    write_folder(folder, files)
    print(messages.text("papers_written", issue.language, count=len(files), folder=folder), file=sys.stderr)  # noqa: T201
