"""Where results go: the screen, a pipe, or a file that is whole or not there."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from redprop.errors import Place, Problem, WorkspaceError
from redprop.report import ENDINGS, NO_TEXT, RENDERERS, Renderer, Screen, Sheet

BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"


FOR_PEOPLE = ("table", "text")


def settle_format(flag: str | None, output: Path | None, endings: Mapping[str, str] = ENDINGS) -> str:
    """The flag, then the ending of the file, then a table.

    Raises:
        WorkspaceError: The ending names no format, or a screen is to show what is no text.
    """
    if flag is not None:
        wanted = str(flag)
        if output is None and wanted in NO_TEXT and sys.stdout.isatty():
            raise WorkspaceError([Problem("not-on-a-screen", Place(), {"format": wanted})])
        return wanted
    if output is None:
        return FOR_PEOPLE[0]
    if output.suffix.lower() not in endings:
        params = {"path": str(output), "choices": list(endings)}
        raise WorkspaceError([Problem("unknown-ending", Place(), params)])
    return endings[output.suffix.lower()]


def screen() -> Screen:
    """What standard output is: its width and colours if a person watches, else as wide as needed and plain."""
    from shutil import get_terminal_size

    encoding = sys.stdout.encoding or "ascii"
    lines = "─".encode(encoding, "ignore") != b""
    watched = sys.stdout.isatty()
    asked = os.environ.get("COLUMNS", "")
    width = get_terminal_size().columns if watched else int(asked) if asked.isdigit() and int(asked) else None
    return Screen(width, watched and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb", lines)


def write(
    sheet: Sheet,
    flag: str | None,
    output: Path | None,
    renderers: Mapping[str, Renderer] = RENDERERS,
    endings: Mapping[str, str] = ENDINGS,
) -> None:
    """Writes a sheet to the output, or to standard output.

    CSV and JSON are UTF-8 whatever the console; a CSV file begins with a byte order mark, so that Excel shows Chinese.

    Raises:
        WorkspaceError: The file cannot be written; what stood there before still stands.
    """
    wanted = settle_format(flag, output, endings)
    if output is not None:
        content = renderers[wanted](sheet, Screen())
        if isinstance(content, str):
            content = (BOM + content if wanted == "csv" else content).encode(errors="replace")
        replace_file(output, [content])
        return
    say(renderers[wanted](sheet, screen()), as_utf8=wanted not in FOR_PEOPLE)


def say(content: str | bytes, as_utf8: bool = False) -> None:
    """Writes to standard output: a text in the console's encoding, or as UTF-8 whatever that is; bytes as they are.

    A reader that has read enough (`| head`) is no error.
    """
    try:
        if isinstance(content, bytes):
            sys.stdout.flush()
            sys.stdout.buffer.write(content)
        elif as_utf8 and hasattr(sys.stdout, "buffer"):
            sys.stdout.flush()
            sys.stdout.buffer.write(content.encode(errors="replace"))  # names of files may be no text
        else:
            sys.stdout.write(content)
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        why = (error.strerror or str(error)).lower()
        raise WorkspaceError([Problem("cannot-write", Place(), {"path": "standard output", "why": why})]) from error


def replace_file(path: Path, parts: Iterable[bytes]) -> None:
    """Writes beside the file and renames, so that nobody ever sees half of it.

    Raises:
        WorkspaceError: The file cannot be written; what stood there before still stands.
    """
    import tempfile

    with _whole(path) as made:
        path = path.resolve() if path.is_symlink() else path
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as out:
            made.append(Path(out.name))
            out.writelines(parts)
        made[0].chmod(_mode(path))
        made[0].replace(path)


def write_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """Writes files into a folder that is new or empty: all of them appear at once, or none.

    Raises:
        WorkspaceError: The folder holds something already, or cannot be written.
    """
    import tempfile

    if folder.exists() and not (folder.is_dir() and not any(folder.iterdir())):
        raise WorkspaceError([Problem("not-empty", Place(), {"path": str(folder)})])
    with _whole(folder) as made:
        folder = folder.resolve()
        folder.parent.mkdir(parents=True, exist_ok=True)
        made.append(Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name}.")))
        for name, content in files.items():
            (made[0] / name).write_bytes(content)
        made[0].chmod(0o777 & ~_mask())
        if folder.exists():
            folder.rmdir()
        made[0].rename(folder)


@contextmanager
def _whole(path: Path) -> Iterator[list[Path]]:
    """What is made beside a path, to be listed as it is made, is taken away again if anything goes wrong.

    Raises:
        WorkspaceError: The disk does not take it; anything else goes on as it is.
    """
    import shutil

    made: list[Path] = []
    try:
        yield made
    except BaseException as error:
        for one in made:
            shutil.rmtree(one, ignore_errors=True) if one.is_dir() else one.unlink(missing_ok=True)
        if not isinstance(error, OSError):
            raise
        why = (error.strerror or str(error)).lower()
        raise WorkspaceError([Problem("cannot-write", Place(), {"path": str(path), "why": why})]) from error


def _mode(path: Path) -> int:
    """Who may read a file: those who could before, or whom the user's mask lets."""
    if path.is_file():
        return stat.S_IMODE(path.stat().st_mode)
    return 0o666 & ~_mask()


def _mask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
