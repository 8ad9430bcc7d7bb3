"""LibreOffice, for tests of what a spreadsheet makes of our workbooks."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest

CSV = "csv:Text - txt - csv (StarCalc):44,34,76"
"""Commas, quotation marks, UTF-8."""
ALWAYS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop>
</item>
</oor:items>
"""
"""A profile that works out every formula when a file is opened."""


def converted(paths: Sequence[Path], folder: Path, kind: str = "xlsx") -> list[Path]:
    """Files as LibreOffice saves them, in another folder; without LibreOffice the test is skipped, or fails.

    It fails where `REDPROP_NO_SKIP=1` says that nothing may be skipped.
    """
    if shutil.which("soffice") is None:
        told = "LibreOffice (soffice) is missing: it works out the formulas that this test looks at"
        if os.environ.get("REDPROP_NO_SKIP") == "1":
            pytest.fail(told)
        pytest.skip(told)
    with tempfile.TemporaryDirectory() as home:
        (Path(home) / "user").mkdir()
        (Path(home) / "user" / "registrymodifications.xcu").write_text(ALWAYS, encoding="utf-8")
        command = ["soffice", f"-env:UserInstallation=file://{home}", "--headless", "--convert-to", kind, "--outdir"]
        subprocess.run([*command, str(folder), *map(str, paths)], check=True, capture_output=True, timeout=300)
    return [folder / f"{path.stem}.{kind.partition(':')[0]}" for path in paths]


def forget_results(path: Path) -> Path:
    """Takes from every formula what it last came to, so that nothing but working it out can bring it back."""
    with zipfile.ZipFile(path) as whole:
        parts = {name: whole.read(name) for name in whole.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as whole:
        for name, content in parts.items():
            is_sheet = Path(name).parent.name == "worksheets"
            whole.writestr(name, re.sub(rb"</f><v>[^<]*</v>", b"</f><v>0</v>", content) if is_sheet else content)
    return path


def worked_out(books: Sequence[bytes], folder: Path) -> list[Any]:
    """Workbooks with every formula worked out by LibreOffice."""
    given = [folder / f"book{number}.xlsx" for number in range(len(books))]
    for path, content in zip(given, books, strict=True):
        path.write_bytes(content)
        forget_results(path)
    return [openpyxl.load_workbook(path, data_only=True) for path in converted(given, folder / "worked-out")]


def formulas_of(book: Any) -> list[tuple[str, str]]:
    """Every cell that is a formula, by sheet and name."""
    return [
        (sheet.title, cell.coordinate)
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    ]
