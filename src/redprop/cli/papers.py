"""Where papers go: one file, the screen where it can show them, or a folder with a file for each subject."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from redprop import messages
from redprop.cli.write import replace_file, say, settle_format
from redprop.errors import Place, Problem, WorkspaceError
from redprop.report.bulletin import ENDINGS, TEXTS, WRITERS, Issue

if TYPE_CHECKING:
    from redprop.cli.work import Typed, Worked


def settle_papers(
    flag: str | None, output: Path | None, template: Path | None, folders: Sequence[Path]
) -> str | None:
    """The format to write, None where only folders are asked for.

    Raises:
        WorkspaceError: The ending names no format, a format for files is to go to the screen, a template is not there or
            is for another format, or a folder is there already.
    """
    there = [folder for folder in folders if folder.exists() and (not folder.is_dir() or any(folder.iterdir()))]
    if there:
        raise WorkspaceError([Problem("folder-not-empty", Place(), {"path": str(folder)}) for folder in there])
    if flag is None and output is None:
        wanted = None if folders else "markdown"
    else:
        wanted = settle_format(flag, output, ENDINGS)
    if wanted is not None and output is None and wanted not in TEXTS:
        ending = next(ending for ending, name in ENDINGS.items() if name == wanted)
        raise WorkspaceError([Problem("needs-file", Place(), {"format": wanted, "ending": ending})])
    if template is not None and not template.is_file():
        raise WorkspaceError([Problem("no-such-file", Place(), {"path": str(template)})])
    if template is not None and wanted not in ("docx", None):
        raise WorkspaceError([Problem("template-for-word", Place(), {"format": wanted})])
    return wanted


def write_issue(issue: Issue, wanted: str, output: Path | None) -> None:
    """Writes a bulletin in a format, to a file or to standard output."""
    content = WRITERS[wanted](issue)
    if output is None:
        say(content.decode(), as_utf8=True)
    else:
        replace_file(output, [content])


def write_papers(issue: Issue, worked: Worked, typed: Typed, folders: Mapping[str, Path | None]) -> None:
    """Writes a paper of a kind for each subject, into a folder of its own."""
    asked = {kind: folder for kind, folder in folders.items() if folder is not None}
    if not asked:
        return
    from redprop.cli.told import ProblemLines
    from redprop.report.bulletin.papers import papers

    made = papers(issue, worked.job.sources, typed.how(ProblemLines()), list(asked))
    for kind, folder in asked.items():
        count = whole_folder(folder, made[kind])
        print(messages.text("papers_written", issue.language, count=count, folder=folder), file=sys.stderr)  # noqa: T201


def whole_folder(folder: Path, contents: Mapping[str, bytes]) -> int:
    """Writes files into a folder that appears when all are written, and returns how many; else there is none.

    Raises:
        WorkspaceError: The folder cannot be written.
    """
    beside = None
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        beside = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name}."))
        for name, content in contents.items():
            (beside / name).write_bytes(content)
        mask = os.umask(0)
        os.umask(mask)
        beside.chmod(0o777 & ~mask)
        if folder.is_dir():
            folder.rmdir()  # an empty one may stand there
        beside.rename(folder)
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        raise WorkspaceError([Problem("cannot-write", Place(), {"path": str(folder), "why": why})]) from error
    finally:
        if beside is not None and beside.is_dir() and beside != folder:
            shutil.rmtree(beside, ignore_errors=True)
    return len(contents)
