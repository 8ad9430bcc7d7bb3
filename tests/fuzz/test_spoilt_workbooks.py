"""Whatever bytes a workbook holds, opening it ends in tables or in listed problems, and soon.

As many files as of rubrics are tried, and by the same variables: see `test_spoiled_rubrics`.
"""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable
from functools import cache
from io import BytesIO
from pathlib import Path
from random import Random
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
import xlwt

from redprop.errors import RedpropError
from redprop.messages import LANGUAGES
from redprop.tables.files.workbook import open_workbook
from tests.unit.tables.files.building import WORDS, open_document, sheet_of, workbook

SEED = os.environ.get("REDPROP_FUZZ_SEED", "20220630")
COUNT = int(os.environ.get("REDPROP_FUZZ", "300"))
CHUNK = 25
SOON = 2.0
LINES = [
    ["2022年第二季度", None, None],
    ["小区", "行业测评", None],
    [None, "保洁", "整改率"],
    ["甲苑", 4.25, 0.95],
    ["乙苑", None, 1],
    ["合计", 4.25, None],
]
PLAIN = [["小区", "保洁", "整改率"], *LINES[3:]]
WRONG = [
    b"9999999999",
    b"-1",
    b"<c>",
    b'"',
    b"\0",
    b"XFD1048576",
    b"&a;",
    b"\xff\xff\xff\xff",
    b"]]>",
    b"1e999",
    b"nan",
]


NUMBERS = [b"0", b"1", b"3", b"-1", b"65535", b"1048577", b"99999999999999999999", b"4.5", b"", b"x"]


@cache
def whole() -> dict[str, bytes]:
    """A workbook of each kind."""
    import tempfile

    def also(sheet: Any) -> None:
        sheet.merge_cells("A1:C1")
        sheet.merge_cells("B2:C2")
        sheet.merge_cells("A2:A3")
        sheet["C4"].number_format = "0%"
        sheet["C5"].value = "=1/0"

    with tempfile.TemporaryDirectory() as folder:
        new, open_one, old = (Path(folder) / name for name in ("a.xlsx", "a.ods", "a.xls"))
        workbook(new, ("检查", LINES), also=also)
        open_document(open_one, sheet_of(*PLAIN))
        book = xlwt.Workbook()
        sheet = book.add_sheet("检查")
        for row, line in enumerate(PLAIN):
            for column, value in enumerate(line):
                sheet.write(row, column, value)
        book.save(str(old))
        return {path.suffix: path.read_bytes() for path in (new, open_one, old)}


def spoilt(number: int) -> bytes:
    """The file of a number: bytes of it, or of a part within it, are wrong."""
    random = Random(f"{SEED}:{number}")
    kind = random.choice([".xlsx", ".ods", ".xls"])
    content = whole()[kind]
    if kind == ".xls" or random.random() < 0.3:
        return _spoilt(content, random)
    with ZipFile(BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    wanted = random.choice(sorted(name for name in parts if name.endswith((".xml", ".rels"))))
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, _spoilt(part, random) if name == wanted else part, int(name != "mimetype") * 8)
    return packed.getvalue()


def _spoilt(content: bytes, random: Random) -> bytes:
    if random.random() < 0.4:  # a number within it is another: most of what holds them stays whole
        numbers = list(re.finditer(rb"\d+", content))
        found = random.choice(numbers) if numbers else re.match(b"", content)
        assert found is not None
        return content[: found.start()] + random.choice(NUMBERS) + content[found.end() :]
    for _ in range(random.randint(1, 3)):
        at, length = random.randrange(len(content) + 1), random.randrange(1, 40)
        before, there, after = content[:at], content[at : at + length], content[at + length :]
        content = random.choice(
            [
                before,
                before + after,
                before + there * random.choice([2, 50]) + after,
                before + random.randbytes(len(there)) + after,
                before + bytes([random.randrange(256)]) + content[at + 1 :],
                before + random.choice(WRONG) + content[at:],
                before + random.choice(WRONG) + after,
            ]
        )
    return content


@pytest.mark.parametrize("first", range(0, COUNT, CHUNK), ids=lambda first: f"{SEED}-{first}")
def test_a_spoilt_workbook_ends_in_tables_or_listed_problems(
    first: int, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    slowest = (0.0, 0)
    for number in range(first, min(first + CHUNK, COUNT)):
        path = tmp_path / f"{number}.xlsx"  # kept for whoever looks at a failure
        path.write_bytes(spoilt(number))
        begun = time.process_time()
        told = problems_of(path)
        taken = time.process_time() - begun
        slowest = max(slowest, (taken, number))
        assert all(problem.line(language) for problem in told for language in LANGUAGES)
        assert taken < SOON, f"file {number} of seed {SEED} took {taken:.1f} seconds"
        path.unlink()
    record_property("slowest", slowest)


def problems_of(path: Path) -> list[Any]:
    """What opening a workbook and reading its tables tells."""
    try:
        tables, notes = open_workbook(path, WORDS)
    except RedpropError as error:
        return list(error.problems)
    return [*notes, *(problem for table in tables for problem in table.table().problems)]


def test_most_spoilt_workbooks_get_past_the_door(tmp_path: Path) -> None:
    """Else the above would try little: some are read, some are refused."""
    path = tmp_path / "a.xlsx"
    ends = []
    for number in range(60):
        path.write_bytes(spoilt(number))
        ends.append({problem.code for problem in problems_of(path)})

    assert sum("not-a-workbook" in codes for codes in ends) > 10
    assert sum("not-a-workbook" not in codes for codes in ends) > 15
