"""What a file is by its content, whatever its ending says; exports often bear another format's ending."""

from __future__ import annotations

from pathlib import Path

from redprop.errors import Place, Problem, TableError
from redprop.tables.files.package import not_a_workbook
from redprop.tables.files.remote import located
from redprop.tables.files.xlsx import Sheet, sheets_of_xlsx

MOST_PACKED = 256 * 1024 * 1024
"""How large a workbook's file may be, pictures and all."""
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_PAGE = (b"<html", b"<!doctype", b"<table", b"<?xml", b"<head", b"<meta")


def sheets_of(path: str | Path) -> list[Sheet]:
    """The sheets of a workbook.

    Raises:
        TableError: The file cannot be opened, or is something else, or is protected or too large.
    """
    file = str(path)
    content = _bytes(path)
    start = content[:4096].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if content.startswith(b"PK\x03\x04"):
        if b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet" in content[:200]:
            from redprop.tables.files.ods import sheets_of_ods

            return sheets_of_ods(file, content)
        return sheets_of_xlsx(file, content)
    if content.startswith(_COMPOUND):
        if _ENCRYPTED in content:
            raise TableError([Problem("workbook-encrypted", Place(file), {})])
        from redprop.tables.files.xls import sheets_of_xls

        return sheets_of_xls(file, content)
    if not content:
        raise TableError([Problem("workbook-empty", Place(file), {})])
    if start.startswith(_PAGE):
        raise TableError([Problem("workbook-is-page", Place(file), {})])
    if b"\0" not in content[:4096] and not content.startswith(b"%PDF"):
        raise TableError([Problem("workbook-is-text", Place(file), {})])
    raise not_a_workbook(file, "unknown content")


def _bytes(path: str | Path) -> bytes:
    try:
        if located(path).stat().st_size > MOST_PACKED:
            limit = MOST_PACKED // 1024**2
            raise TableError([Problem("workbook-too-large", Place(str(path)), {"limit": limit})])
        return located(path).read_bytes()
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        raise TableError([Problem("cannot-read", Place(str(path)), {"why": why})]) from error
