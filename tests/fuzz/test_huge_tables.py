"""What would take all memory or all time, read by a process of its own: a listed problem, soon, in little memory."""

from __future__ import annotations

import gzip
import os
import threading
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pytest

from tests.running import Measured, measured

pytestmark = pytest.mark.skipif(not hasattr(os, "wait4"), reason="nothing measures a process here")
SOON, LITTLE = 15.0, 450.0
"""Seconds of the process's own time, and MB; a run on three rows takes some 0.7 s and 150 MB."""
RUBRIC = """\
redprop: 1
id: huge
marks: 10
criteria: [{id: tidy, marks: 10, missing: full, deduct: {each: 1}}]
rounding: {score: 2}
"""
HEAD = "estate,criterion,value\n"
GOOD = "A,tidy,1\n"
LONG = 10 << 20
MILLION = 1_000_000


def read(folder: Path, content: bytes | str, name: str = "rows.csv") -> Measured:
    (folder / name).write_bytes(content.encode() if isinstance(content, str) else content)
    return run(folder, name)


def run(folder: Path, name: str, *words: str) -> Measured:
    (folder / "rubric.yaml").write_text(RUBRIC)
    (folder / "estates.csv").write_text("estate\nA\nB\n")
    return measured("score", "--rubric", "rubric.yaml", "--register", "estates.csv", name, *words, cwd=folder)


HUGE: dict[str, tuple[Callable[[], str | bytes], str]] = {
    "a field of 10 MB": (lambda: f"{HEAD}A,tidy,{'9' * LONG}\n{GOOD}", "bad-csv"),
    "a quoted field of 10 MB": (lambda: f'{HEAD}A,tidy,"{"9" * LONG}"\n{GOOD}', "bad-csv"),
    "an estate of 10 MB": (lambda: f"{HEAD}{'A' * LONG},tidy,1\n", "bad-csv"),
    "a thousand fields of almost a million letters": (
        lambda: HEAD + f"{'A' * 99_000},tidy,1\n" * 1000,
        "unknown-subject",
    ),
    "a quote that is never closed": (lambda: f'{HEAD}A,tidy,"1\n' + GOOD * MILLION, "bad-csv"),
    "stray quotes in every row": (lambda: HEAD + 'A"B","t"idy",1\n' * 300_000, "bad-csv"),
    "a row of a million fields": (lambda: f"{HEAD}A,tidy,1{',1' * MILLION}\n{GOOD}", "wrong-width"),
    "a row of a million quoted fields": (lambda: HEAD + "A,tidy,1" + ',"1"' * MILLION + "\n\n" + GOOD, "wrong-width"),
    "a header of a million names": (
        lambda: "estate" + "".join(f",c{n}" for n in range(MILLION)) + "\nA\n",
        "too-many-columns",
    ),
    "a header without end": (lambda: "estate," * (10 * MILLION), "bad-csv"),
    "a million empty lines": (lambda: HEAD + "\n" * MILLION + "A,tidy,x\n", "not-a-value"),
    "a million carriage returns": (lambda: HEAD.strip() + "\r" * MILLION + "A,tidy,x\r", "not-a-value"),
    "100 MB of zeros": (lambda: b"\0" * (100 << 20), "damaged-text"),
    "100 MB of zeros, packed": (lambda: gzip.compress(b"\0" * (100 << 20)), "damaged-text"),
    "10 GB of a letter, packed": (
        lambda: pa.Codec("zstd").compress(b"a" * (64 << 20), asbytes=True) * 160,
        "unpacks-too-large",
    ),
    "a row of 80 MB": (lambda: f"{HEAD}{GOOD}A,tidy,{'1' * (80 << 20)}\n{GOOD}", "bad-csv"),
}


@pytest.mark.parametrize("what", HUGE)
def test_what_is_huge_is_told_soon_and_in_little_memory(what: str, tmp_path: Path) -> None:
    make, code = HUGE[what]
    ran = read(tmp_path, make())

    assert ran.code == 2, ran.err[-2000:]
    assert f"({code})" in ran.err
    assert "Traceback" not in ran.err
    assert len(ran.err) < 10_000
    assert ran.seconds < SOON
    assert ran.peak < LITTLE


@pytest.mark.parametrize("name", ["rows.csv", "rows.xlsx", "rows.parquet"])
def test_a_folder_named_as_a_table_holds_no_files(name: str, tmp_path: Path) -> None:
    (tmp_path / name).mkdir()
    ran = run(tmp_path, name)

    assert (ran.code, "Traceback" in ran.err) == (2, False)
    assert ran.err.count("\n") == 1


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
@pytest.mark.parametrize(("content", "code"), [(HEAD + GOOD, 0), ("", 2), (HEAD + "A,tidy,x\n", 2), ("PK\x03\x04", 2)])
def test_a_pipe_with_a_name_is_read_once(content: str, code: int, tmp_path: Path) -> None:
    pipe = tmp_path / "rows.csv"
    os.mkfifo(pipe)
    writer = threading.Thread(target=lambda: pipe.write_bytes(content.encode()), daemon=True)
    writer.start()
    ran = run(tmp_path, "rows.csv")

    assert ran.code == code, ran.err
    assert "Traceback" not in ran.err


@pytest.mark.parametrize("ending", [".csv", ".tsv", ".csv.gz", ".xlsx", ".ods", ".xls", ".parquet", ".feather"])
@pytest.mark.parametrize(
    "content",
    [b"", HEAD.encode(), b"\x89PNG\r\n\x1a\n", b"%PDF-1.7\n", b"PAR1", b"ARROW1\0\0", b"PK\x05\x06" + b"\0" * 18],
)
def test_a_file_with_any_ending_is_known_by_what_it_holds(ending: str, content: bytes, tmp_path: Path, inside) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / f"rows{ending}").write_bytes(content)
    (tmp_path / "rubric.yaml").write_text(RUBRIC)
    (tmp_path / "estates.csv").write_text("estate\nA\n")
    ran = inside("score", "--rubric", "rubric.yaml", "--register", "estates.csv", f"rows{ending}", cwd=tmp_path)

    assert ran.code == (0 if content == HEAD.encode() else 2), ran.err
    assert "Traceback" not in ran.err
