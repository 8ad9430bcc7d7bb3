"""The shipped standard and quarters: where they are, in a wheel and in a checkout; a workspace starts from them."""

from __future__ import annotations

import shutil
from pathlib import Path

from redprop.errors import Place, Problem, WorkspaceError

RUBRIC = Path("rubrics/red-property.yaml")
SETTINGS = Path("redprop.yaml")
SCHEMA = Path("docs/rubric.schema.json")
"""Named by the first line of every shipped rubric, so that editors complete and check it."""


def starter_folder() -> Path:
    """The folder that holds `redprop.yaml`, `rubrics/` and `data/`."""
    here = Path(__file__).resolve().parent
    packed = here / "starter_files"
    return packed if packed.is_dir() else here.parents[1]


def lay_down(folder: Path, language: str | None = None) -> None:
    """A new workspace in a folder: settings, the standard with its schema, the register and the shipped quarters.

    Raises:
        WorkspaceError: One of these stands there already, or the folder cannot be written to.
    """
    source = starter_folder()
    data = source / "data"
    pieces = [
        SETTINGS,
        RUBRIC,
        SCHEMA,
        *(path.relative_to(source) for path in sorted(data.rglob("*.csv"))),
        Path("data/README.md"),
    ]
    there = [piece for piece in pieces if (folder / piece).exists()]
    if there:
        raise WorkspaceError([Problem("not-empty", Place(), {"path": str(folder / piece)}) for piece in there])
    try:
        for piece in pieces:
            (folder / piece).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source / piece, folder / piece)
        if language:
            text = (folder / SETTINGS).read_text(encoding="utf-8")
            (folder / SETTINGS).write_text(text.replace("language: en", f"language: {language}"), encoding="utf-8")
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        raise WorkspaceError([Problem("cannot-write", Place(), {"path": str(folder), "why": why})]) from error
