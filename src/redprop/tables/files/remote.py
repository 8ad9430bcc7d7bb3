"""Files elsewhere: addresses such as `s3://bucket/owners.csv`, of any kind that fsspec opens, in place of paths."""

from __future__ import annotations

import io
import os
import re
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self

from redprop.errors import Place, Problem, TableError, WorkspaceError

_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")


def is_url(text: str) -> bool:
    """Whether a text is an address and not a path.

    >>> is_url("s3://bucket/owners.csv"), is_url("data/owners.csv"), is_url("C:/owners.csv")
    (True, False, False)
    """
    return _URL.match(text) is not None


def located(text: str | Path) -> Path:
    """The path or the address that a text means.

    >>> str(located("memory://q2/owners.csv")), located("memory://q2/owners.csv").suffix
    ('memory://q2/owners.csv', '.csv')
    """
    return Url(str(text)) if is_url(str(text)) else Path(text)


class Url(type(Path())):  # type: ignore[misc]  # PosixPath or WindowsPath
    """An address, of which what is asked of a path can be asked."""

    url: str

    def __new__(cls, url: str, *_: object) -> Self:
        """What a text says; 3.12 and later call `__init__` of paths with it as well."""
        self = super().__new__(cls, url)
        self.url = url
        return self  # type: ignore[no-any-return]  # it is one

    def __str__(self) -> str:
        return self.url

    def __reduce__(self) -> tuple[type[Url], tuple[str]]:
        return Url, (self.url,)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Url) and self.url == other.url

    def __hash__(self) -> int:
        return hash(self.url)

    @property
    def parent(self) -> Self:
        """What it is in."""
        return type(self)(self.url.rstrip("/").rpartition("/")[0])

    def resolve(self, strict: bool = False) -> Self:
        """Itself: it names the same thing from everywhere."""
        return self

    def absolute(self) -> Self:
        """Itself."""
        return self

    def exists(self, **_: object) -> bool:
        """Whether there is anything."""
        return self._is("exists")

    def is_file(self, **_: object) -> bool:
        """Whether it is a file."""
        return self._is("isfile")

    def is_dir(self, **_: object) -> bool:
        """Whether it is a folder."""
        return self._is("isdir")

    def _is(self, what: str) -> bool:
        """What its file system says of it; that cannot be reached is told at once, for a path would not be there."""
        try:
            with _reached(self.url) as (system, inside):
                return bool(getattr(system, what)(inside))
        except OSError as error:
            why = (error.strerror or str(error)).lower()
            raise TableError([Problem("cannot-read", Place(self.url), {"why": why})]) from error

    def iterdir(self) -> Iterator[Self]:
        """What is in the folder."""
        with _reached(self.url) as (system, inside):
            names = system.ls(inside, detail=False)
        yield from (type(self)(f"{self.url.rstrip('/')}/{name.rstrip('/').rpartition('/')[2]}") for name in names)

    def stat(self, *, follow_symlinks: bool = True) -> os.stat_result:
        """Its size; nothing else is known of it."""
        with _reached(self.url) as (system, inside):
            size = int(system.size(inside) or 0)
        return os.stat_result((stat.S_IFREG | 0o444, 0, 0, 0, 0, 0, size, 0, 0, 0))

    def open(self, mode: str = "r", *_: object, **__: object) -> Any:
        """It, opened to read its bytes."""
        assert mode == "rb", mode  # noqa: S101  # nothing of ours writes there
        return opened(self.url)

    def read_bytes(self) -> bytes:
        """All its bytes."""
        with _reached(self.url) as (system, inside):
            return bytes(system.cat_file(inside))


def opened(url: str) -> Any:
    """A file elsewhere, opened to read its bytes; it is got in steps, as it is read.

    Raises:
        OSError: It cannot be reached.
    """
    with _reached(url) as (system, inside):
        return io.BufferedReader(system.open(inside, "rb"))


def remote_range(url: str, start: int, length: int) -> bytes:
    """At most so many bytes of a file elsewhere, from a place on; nothing else of it is got.

    Raises:
        OSError: It cannot be reached.
    """
    if length <= 0:
        return b""
    with _reached(url) as (system, inside):
        return bytes(system.cat_file(inside, start, start + length))


@contextmanager
def _reached(url: str) -> Iterator[tuple[Any, str]]:
    """The file system of an address, and the address inside it; whatever goes wrong there is an `OSError`.

    Raises:
        WorkspaceError: What opens such an address is not installed.
    """
    try:
        from fsspec.core import url_to_fs

        system, inside = url_to_fs(url)
    except ImportError as error:
        if (error.name or "").partition(".")[0] == "fsspec":
            raise WorkspaceError([Problem("no-fsspec", Place(url), {"why": "fsspec"})]) from error
        raise WorkspaceError([Problem("no-store", Place(url), {"why": str(error)})]) from error
    except ValueError as error:
        raise WorkspaceError([Problem("no-store", Place(url), {"why": str(error)})]) from error
    try:
        yield system, inside
    except OSError:
        raise
    except Exception as error:  # each store has its own, and fsspec gives them on
        raise OSError(0, f"{type(error).__name__}: {error}") from error
