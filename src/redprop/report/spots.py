"""How services of CI name a file, and what they are told beside it."""

from __future__ import annotations

import os
from pathlib import Path

from redprop.errors import Problem


def file_of(problem: Problem) -> str:
    """The file of a problem, from the current folder and with forward slashes; a path that names none has its own.

    >>> file_of(Problem("no-such-file", params={"path": "rubrics/lost.yaml"}))
    'rubrics/lost.yaml'
    """
    named = problem.place.file or str(problem.params.get("path", ""))
    if not named:
        return ""
    try:
        return Path(os.path.relpath(named)).as_posix()
    except ValueError:  # on another drive of Windows, nothing leads there
        return Path(named).as_posix()


def told(problem: Problem, language: str) -> str:
    """The text of a problem, with the column of a table that it is about, which no service has a place for."""
    text = problem.text(language)
    return f"[{problem.place.field}] {text}" if problem.place.field else text
