"""Outputs that cannot be written and disks that are full: a sentence, exit code 2, and nothing half-written."""

from __future__ import annotations

import gzip
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.running import Inside, plain_environment, process

BAD = "estate,criterion,value\n" + "E1,tidy,x\n" * 20_000
posix = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no such limits here")

LIMITED = """
import resource, signal, sys
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]),) * 2)
from redprop.cli import main
sys.argv[1:] = sys.argv[2:]
main()
"""


def limited(limit: int, *words: str, cwd: Path, **changed: str) -> subprocess.CompletedProcess[bytes]:
    """A process whose files may not grow larger than so many bytes, as if the disk were full."""
    command = [sys.executable, "-c", LIMITED, str(limit), *words]
    return subprocess.run(command, cwd=cwd, env=plain_environment(**changed), capture_output=True, timeout=120)


def assert_one_sentence(code: int, out: str | bytes, err: str | bytes, says: str) -> None:
    said = err.decode() if isinstance(err, bytes) else err
    assert (code, len(out)) == (2, 0), said
    assert said.count("\n") == 1, said
    assert f"({says})" in said


@pytest.mark.parametrize("option", ["-o", "--problems"])
@pytest.mark.parametrize("place", ["folder.csv", "estates.csv/r.csv", "nowhere/r.csv", "full/r.csv"])
def test_an_output_that_cannot_be_written_is_one_sentence(option: str, place: str, small: Path, inside: Inside) -> None:
    (small / "folder.csv").mkdir()
    if place.startswith("full"):
        if not Path("/proc").is_dir():
            pytest.skip("no folder where nobody can write")
        (small / "full").symlink_to("/proc")
    before = sorted(small.rglob("*"))
    ran = inside("rank", option, place, cwd=small)

    assert_one_sentence(ran.code, ran.out, ran.err, "cannot-write")
    assert sorted(small.rglob("*")) == before


@posix
@pytest.mark.parametrize("option", ["-o", "--problems"])
def test_a_disk_that_fills_half_way_leaves_what_stood_there(option: str, small: Path) -> None:
    (small / "data/2022Q2/industry.csv").write_text(BAD)
    (small / "r.csv").write_text("old")
    before = sorted(small.rglob("*"))
    words = (
        ("check", "--period", "2022Q2", "--problems", "r.csv") if option == "--problems" else ("rank", "-o", "r.csv")
    )
    if option == "-o":
        (small / "data/2022Q2/industry.csv").write_text("estate,criterion,value\nE1,tidy,1\n")
    ran = limited(1_500_000 if option == "--problems" else 50, *words, cwd=small, TMPDIR=str(small / "data"))

    assert_one_sentence(ran.returncode, ran.stdout, ran.stderr, "cannot-write" if option == "-o" else "no-room")
    assert (small / "r.csv").read_text() == "old"
    assert sorted(small.rglob("*")) == before


@posix
@pytest.mark.parametrize("words", [("rank",), ("check", "--period", "2022Q2")])
def test_a_temporary_folder_that_is_full_while_unpacking_is_said(words: tuple[str, ...], small: Path) -> None:
    rows = "estate,criterion,value\n" + "E1,tidy,1\n" * 20_000
    (small / "data/2022Q2/industry.csv").unlink()
    (small / "data/2022Q2/industry.csv.gz").write_bytes(gzip.compress(rows.encode()))
    (small / "tmp").mkdir()
    ran = limited(100_000, *words, cwd=small, TMPDIR=str(small / "tmp"))

    assert b"(no-room)" in ran.stdout + ran.stderr, ran.stderr
    assert b"Traceback" not in ran.stderr
    assert ran.returncode in (1, 2)
    assert list((small / "tmp").iterdir()) == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no full device here")
@pytest.mark.parametrize("format", ["table", "csv", "json"])
def test_a_screen_that_is_a_full_disk_is_said(format: str, small: Path) -> None:
    command = [sys.executable, "-m", "redprop", "rank", "--format", format]
    with Path("/dev/full").open("wb") as full:
        ran = subprocess.run(
            command, cwd=small, env=plain_environment(), stdout=full, stderr=subprocess.PIPE, timeout=60
        )

    assert_one_sentence(ran.returncode, b"", ran.stderr, "cannot-write")


# -- consoles that cannot show Chinese


@pytest.mark.parametrize("encoding", ["ascii", "gbk:strict"])
@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("rank",), 0),
        (("score",), 0),
        (("check",), 0),
        (("check", "--period", "2022Q2"), 0),
        (("rank", "--category", "没有"), 2),
        (("rank", "no/小区.csv"), 2),
        (("--help",), 0),
        (("rank", "--help"), 0),
        (("kinds",), 0),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else None,
)
def test_a_console_shows_what_it_can(encoding: str, words: tuple[str, ...], code: int, workspace: Path) -> None:
    said = ("--language", "zh") if words[0] in ("rank", "score", "check") and "--help" not in words else ()
    ran = process(*words, *said, cwd=workspace, PYTHONIOENCODING=encoding, LANG="zh_CN.UTF-8")

    assert ran.returncode == code, ran.stderr
    assert b"Traceback" not in ran.stderr
    for stream in (ran.stdout, ran.stderr):
        stream.decode(encoding.partition(":")[0])


@pytest.mark.parametrize("encoding", ["ascii", "gbk"])
def test_problems_of_data_are_told_on_such_a_console(encoding: str, small: Path) -> None:
    rows = "estate,criterion,value\n小区😀,tidy,1\nE1,整洁é,1\nE1,tidy,坏\n"
    (small / "data/2022Q2/industry.csv").write_text(rows, encoding="utf-8")
    ran = process("check", "--period", "2022Q2", "--language", "zh", cwd=small, PYTHONIOENCODING=encoding)

    assert ran.returncode == 1
    assert b"Traceback" not in ran.stderr
    said = ran.stdout.decode(encoding)
    assert [code for code in ("unknown-subject", "unknown-measure", "not-a-value") if f"({code})" in said] == [
        "unknown-subject",
        "unknown-measure",
        "not-a-value",
    ]
    assert "?" in said
