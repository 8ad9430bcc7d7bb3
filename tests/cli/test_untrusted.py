"""Rubric files that someone made to harm: a finding, soon, in a real process, so that a crash of the interpreter shows.

What is expected was written from the page of the language: 1,000,000 bytes, 32 levels, 100 aliases, no tags.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.running import process

HEAD = "redprop: 1\nid: harm\nrounding: {score: 1}\n"
LEVELS = 50_000


def brackets() -> str:
    return HEAD + "title: " + "[" * LEVELS + "]" * LEVELS + "\n"


def brackets_that_stay_open() -> str:
    return HEAD + "title: " + "[" * LEVELS


def braces() -> str:
    return HEAD + "title: " + "{a: " * LEVELS + "1" + "}" * LEVELS + "\n"


def dashes() -> str:
    return HEAD + "title:\n  " + "- " * LEVELS + "a\n"


def indentation() -> str:
    return HEAD + "\n".join(" " * depth + "a:" for depth in range(1000)) + " 1\n"


def billion_laughs(wide: int) -> str:
    """Each line names the one before it `wide` times: wide ** 9 texts in all, from 9 x wide aliases."""
    lines = ["l0: &l0 [" + ", ".join(["lol"] * wide) + "]"]
    lines += [f"l{n}: &l{n} [" + ", ".join([f"*l{n - 1}"] * wide) + "]" for n in range(1, 10)]
    return HEAD + "\n".join(lines) + "\n"


def two_megabytes() -> str:
    return HEAD + "# " + "x" * 2_000_000 + "\n"


CASES: dict[str, tuple[Callable[[], str], set[str]]] = {
    "brackets": (brackets, {"yaml-too-deep"}),
    "brackets that stay open": (brackets_that_stay_open, {"yaml-too-deep"}),
    "braces": (braces, {"yaml-too-deep"}),
    "dashes": (dashes, {"yaml-too-deep"}),
    "indentation": (indentation, {"yaml-too-deep"}),
    "more than a hundred aliases": (lambda: HEAD + "a: &a 1\nb: [" + "*a, " * 101 + "1]\n", {"yaml-aliases"}),
    "a billion laughs": (lambda: billion_laughs(10), {"yaml-too-large"}),
    "two megabytes": (two_megabytes, {"yaml-too-large"}),
    "an object of Python": (lambda: HEAD + 'title: !!python/object/apply:os.system ["exit 9"]\n', {"yaml-tag"}),
    "a key of the merged kind": (lambda: HEAD + "<<: {marks: 100}\n", {"unknown-key"}),
    "a reference": (lambda: HEAD + '$ref: "http://standards.example/rubric.yaml"\n', {"unknown-key"}),
    "a character that ends texts": (lambda: HEAD + "title: a\0b\n", {"yaml-character"}),
    "a backspace": (lambda: HEAD + "title: a\bb\n", {"yaml-character"}),
    "a tab": (lambda: HEAD + "title:\n\t- a\n", {"yaml-syntax"}),
}


@pytest.mark.parametrize("name", CASES)
def test_a_file_made_to_harm_ends_in_a_finding(name: str, tmp_path: Path) -> None:
    make, codes = CASES[name]
    started = time.monotonic()

    ran = process("check", "-", "--format", "json", cwd=tmp_path, stdin=make().encode())

    assert ran.returncode == 1, ran.stderr[-2000:]
    assert b"Traceback" not in ran.stderr
    assert codes <= {row["code"] for row in json.loads(ran.stdout)["rows"]}
    assert time.monotonic() - started < 20  # starting Python on a busy machine included
    assert list(tmp_path.iterdir()) == []
