"""What docs/ci.md says to write into the files of CI services does what it says: their commands are run."""

from __future__ import annotations

import json
import shlex
from pathlib import Path
from typing import Any

import pytest

from redprop.rubric.yaml import load_yaml
from tests.docs.test_docs import ROOT, blocks
from tests.running import Inside

PAGE = ROOT / "docs" / "ci.md"


def file_of(name: str) -> Any:
    """The data of a file that the page shows, by the end of its path."""
    (block,) = [block for block in blocks(PAGE) if block.name.endswith(name)]
    document = load_yaml(block.text.encode(), name)
    assert not document.problems
    return document.data


def commands() -> list[str]:
    """Every redprop command of a workflow or a job."""
    steps = [step for name in ("standard", "scanning") for step in file_of(f"/{name}.yml")["jobs"]["check"]["steps"]]
    lines = [step.get("run", "") for step in steps] + file_of(".gitlab-ci.yml")["standard"]["script"]
    return [line for line in lines if line.startswith("redprop ")]


def test_there_are_commands() -> None:
    assert len(commands()) == 4


@pytest.mark.parametrize("line", commands())
def test_a_command_passes_in_a_fresh_workspace(line: str, workspace: Path, inside: Inside) -> None:
    ran = inside(*shlex.split(line)[1:], cwd=workspace)

    assert (ran.code, ran.err) == (0, "")


def test_the_reports_are_written_where_the_services_look_for_them(workspace: Path, inside: Inside) -> None:
    for line in commands():
        inside(*shlex.split(line)[1:], cwd=workspace)
    upload = file_of("/scanning.yml")["jobs"]["check"]["steps"][-1]["with"]["sarif_file"]
    report = file_of(".gitlab-ci.yml")["standard"]["artifacts"]["reports"]["codequality"]

    assert json.loads((workspace / upload).read_text(encoding="utf-8"))["version"] == "2.1.0"
    assert json.loads((workspace / report).read_text(encoding="utf-8")) == []


def test_the_hook_of_the_page_is_one_that_there_is() -> None:
    (used,) = file_of(".pre-commit-config.yaml")["repos"][0]["hooks"]
    (there,) = load_yaml((ROOT / ".pre-commit-hooks.yaml").read_bytes(), "hooks").data

    assert used["id"] == there["id"]
