"""Every block of the docs that a reader could try is tried, in a fresh workspace.

- ```` ```console ````: each `$ command` is run, and what it prints must be what the lines below say;
  a line `...` stands for any lines, or none. Commands of one page share a folder.
- ```` ```python ````: with `>>>` as a doctest, without as a script; blocks of one page share their names.
- ```` ```yaml NAME ```` and ```` ```csv NAME ````: the block is a file that later commands of the page find.
- ```` ```yaml ```` without a name: a rubric, or a part of one, which is put into a frame; it must load, and its
  examples must hold; that a part says neither why nor where from is natural there.
- ```` ```yaml settings ````: a `redprop.yaml`, which must open.
- ```` ```sh ```` and ```` ```text ```` are not tried.
"""

from __future__ import annotations

import doctest
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from redprop.check.ignores import ignores
from redprop.check.run import check_bytes
from redprop.errors import Severity
from redprop.rubric.yaml import load_yaml
from redprop.starter import lay_down
from redprop.workspace import open_workspace

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", ROOT / "README.zh.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
SETTINGS = "settings"


@dataclass(frozen=True)
class Block:
    """A fenced block: its language, the rest of its first line, its text, and its line in the page."""

    language: str
    name: str
    text: str
    line: int


def blocks(page: Path) -> Iterator[Block]:
    lines = page.read_text(encoding="utf-8").split("\n")
    start: int | None = None
    for number, line in enumerate(lines):
        if not line.startswith("```"):
            continue
        if start is None:
            start = number
            continue
        language, _, name = lines[start].removeprefix("```").strip().partition(" ")
        yield Block(language, name.strip(), "\n".join([*lines[start + 1 : number], ""]), start + 1)
        start = None
    assert start is None, f"{page}:{start}: the fence is never closed"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_block_that_can_be_tried_does_what_the_page_says(page: Path, tmp_path: Path, monkeypatch: Any) -> None:
    lay_down(tmp_path)
    monkeypatch.chdir(tmp_path)
    names: dict[str, Any] = {"__name__": "docs"}
    for block in blocks(page):
        where = f"{page.name}:{block.line}"
        if block.language == "console":
            run_console(block, where)
        elif block.language == "python":
            run_python(block, where, names)
        elif block.language in ("yaml", "csv") and block.name and block.name != SETTINGS:
            path = tmp_path / block.name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(block.text, encoding="utf-8")
        elif block.language == "yaml" and block.name == SETTINGS:
            (tmp_path / "there").mkdir(exist_ok=True)
            (tmp_path / "there" / "redprop.yaml").write_text(block.text, encoding="utf-8")
            open_workspace(tmp_path / "there")
        elif block.language == "yaml":
            load_fragment(block, where)
        else:
            assert block.language in ("sh", "text"), f"{where}: nobody knows how to try {block.language!r}"


def run_console(block: Block, where: str) -> None:
    command, expected = "", []
    said = block.text.split("\n")[:-1]
    assert block.text.startswith("$ "), f"{where}: a console block begins with a command"
    for line in [*said, "$ "]:
        if not line.startswith("$ "):
            expected.append(line.rstrip())
            continue
        if command:
            got = shell(command)
            assert alike(got, expected), f"{where}: $ {command}\n" + "\n".join(got)
        command, expected = line.removeprefix("$ "), []


def shell(command: str) -> list[str]:
    """What a command prints, on both streams, in a terminal of 80 columns."""
    bin_folder = Path("bin-of-docs").absolute()
    if not bin_folder.exists():
        bin_folder.mkdir()
        (bin_folder / "redprop").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m redprop "$@"\n')
        (bin_folder / "redprop").chmod(0o755)
    source = str(ROOT / "src")
    quiet = {"COLUMNS": "80", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", "NO_COLOR": "1", "PYTHONUTF8": "1"}
    env = {**os.environ, **quiet, "PATH": f"{bin_folder}:{os.environ['PATH']}", "PYTHONPATH": source}
    done = subprocess.run(["bash", "-c", command], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=env)
    return [line.rstrip() for line in done.stdout.decode().rstrip("\n").split("\n")] if done.stdout else []


def alike(got: list[str], expected: list[str]) -> bool:
    """Whether the lines are the same, where an expected `...` stands for any."""
    while expected and not expected[-1]:
        expected = expected[:-1]
    if not expected:
        return not got
    if expected[0] == "...":
        return any(alike(got[skipped:], expected[1:]) for skipped in range(len(got) + 1))
    return bool(got) and got[0] == expected[0] and alike(got[1:], expected[1:])


def run_python(block: Block, where: str, names: dict[str, Any]) -> None:
    if ">>> " not in block.text:
        exec(compile(block.text, where, "exec"), names)  # noqa: S102  # the page is ours
        return
    test = doctest.DocTestParser().get_doctest(block.text, names, where, where, block.line)
    told: list[str] = []
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE)
    runner.run(test, out=told.append, clear_globs=False)
    names.update(test.globs)
    assert not runner.failures, "".join(told)


FRAME = """
redprop: 1
id: frame
categories: {resettlement: {}, commercial: {}}
channels:
  industry: {weight: 50, absent: not_rated}
  owners: {weight: 20, absent: {weight_to: industry}}
  district: {weight: 15, absent: zero}
  city: {weight: 15, absent: {weight_to: industry}}
rounding: {score: 2}
grades: {order: [excellent, good, pass, fail], bands: [[90, excellent], [80, good], [60, pass]], else: fail}
"""
OF_THE_FRAME = "marks-in-force-far"
"""What a part counts for is decided by the frame's channels, not by the page."""
INHERITED = {"channels": ["industry"], "missing": "not_assessed"}


def load_fragment(block: Block, where: str) -> None:
    """A whole rubric as it is; criteria, sections or root keys inside the frame."""
    document = load_yaml(block.text.encode(), where)
    assert not document.problems, [problem.line() for problem in document.problems]
    said, text = document.data, block.text
    if isinstance(said, list):
        said = {("sections" if "criteria" in said[0] or "sections" in said[0] else "criteria"): said}
    if "redprop" not in said:
        text = as_yaml(framed(said))
    checked = check_bytes(text.encode(), where)
    assert checked.plan is not None, [problem.line() for problem in checked.problems] + [text]
    told = [problem for problem in checked.problems if problem.severity is not Severity.NOTE]
    silenced = {one.code for one in ignores(block.text)}  # the frame is written anew, without comments
    silenced |= set() if "redprop" in document.data else {OF_THE_FRAME}
    odd = [problem.line() for problem in told if problem.code not in silenced]
    assert not odd, odd


def framed(said: dict[str, Any]) -> dict[str, Any]:
    """A part of a rubric in a frame of four channels, with a section that brings the whole to 100 marks."""
    frame = load_yaml(FRAME.encode(), "frame").data
    whole = {**frame, **said}
    for key in ("criteria", "sections"):
        whole[key] = [inherited(node, key) for node in said.get(key, [])]
    seen = [name for name in whole["channels"] if name != "blend"]
    left = 100 - sum(marks_of(node) for key in ("criteria", "sections") for node in whole[key])
    rest = {"id": "rest_of_service", "channels": seen, "missing": "not_assessed", "marks": left, "given": {}}
    whole["sections"].append({"id": "service", "criteria": [rest]})
    return whole


def marks_of(node: dict[str, Any]) -> Decimal:
    """The full marks of a node: as it says, or what its children come to."""
    below = [*node.get("sections", []), *node.get("criteria", [])]
    return Decimal(node["marks"]) if "marks" in node else sum(map(marks_of, below), Decimal(0))


def inherited(node: dict[str, Any], key: str) -> dict[str, Any]:
    """A fragment's node with what the sections around it would say."""
    return {**INHERITED, **node} if key == "criteria" else {**INHERITED, "id": "around", **node}


def as_yaml(value: Any) -> str:
    """Plain data as flow YAML, numbers as they were written."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{as_yaml(str(key))}: {as_yaml(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(as_yaml, value)) + "]"
    if isinstance(value, bool) or value is None:
        return {True: "true", False: "false", None: "null"}[value]
    return format(value, "f") if isinstance(value, Decimal) else str(value) if isinstance(value, int) else quoted(value)


def quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
