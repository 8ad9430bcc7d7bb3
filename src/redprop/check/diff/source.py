"""Where an edition is read from: a file, standard input, or a revision of git."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

from redprop.errors import Place, Problem, RubricError
from redprop.rubric.load import file_bytes

_DRIVE = re.compile(r"[A-Za-z]:[\\/]")
_REVISION = re.compile(r"(?P<revision>(?:[^:{]|\{[^}]*\})*):(?P<path>.+)", re.DOTALL)


def edition_bytes(word: str) -> bytes:
    """What a word means: `-`, a file, or `REVISION:PATH`. A file that is there is a file, colon or not.

    Raises:
        RubricError: It cannot be read.
    """
    if word == "-":
        return sys.stdin.buffer.read()
    revision, path = parts_of(word)
    return file_bytes(word) if revision is None else _at_revision(word, revision, path)


def parts_of(word: str) -> tuple[str | None, str]:
    """The revision that a word names, if it names one, and the path.

    >>> parts_of("main:rubrics/x.yaml"), parts_of("C:/x.yaml"), parts_of(":x.yaml")
    (('main', 'rubrics/x.yaml'), (None, 'C:/x.yaml'), ('', 'x.yaml'))
    """
    said = _REVISION.fullmatch(word)
    if said is None or _DRIVE.match(word) or Path(word).exists():
        return None, word
    return said["revision"], said["path"]


def _at_revision(word: str, revision: str, path: str) -> bytes:
    """A file as it was at a revision; an empty revision is what git has staged."""
    if revision.startswith("-"):  # never an option of git's
        raise RubricError([Problem("no-such-revision", Place(), {"revision": revision})])
    looked = _git(word, "rev-parse", "--git-dir")
    if looked.returncode:
        why = looked.stderr.decode(errors="replace").strip().removeprefix("fatal: ")
        raise RubricError([Problem("no-repository", Place(), {"word": word, "why": why})])
    if revision and _git(word, "rev-parse", "--verify", "--quiet", f"{revision}^{{tree}}").returncode:
        raise RubricError([Problem("no-such-revision", Place(), {"revision": revision})])
    shown = _git(word, "show", f"{revision}:{path}")
    if shown.returncode or _git(word, "cat-file", "-t", f"{revision}:{path}").stdout.strip() != b"blob":
        raise RubricError([Problem("not-in-revision", Place(), {"revision": revision or "index", "path": path})])
    return shown.stdout


def _git(word: str, *words: str) -> subprocess.CompletedProcess[bytes]:
    """What git says; no shell reads the words.

    Raises:
        RubricError: There is no git.
    """
    try:
        return subprocess.run(["git", *words], capture_output=True, check=False, env={**os.environ, "LC_ALL": "C"})  # noqa: S603, S607  # git as the user's PATH has it
    except OSError as error:
        raise RubricError([Problem("no-git", Place(), {"word": word})]) from error
