"""The hook for other repositories, run by pre-commit itself on the files that it chooses.

pre-commit would first install redprop with all that it needs from a package index into an environment of its own. That
takes minutes and the network, so here the hook of `.pre-commit-hooks.yaml` runs as it stands, but with the redprop of
this checkout in place of an installed one (`language: system`). What is not tried so is the installation alone, which
is that of any wheel.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from pre_commit.clientlib import load_manifest

from tests.running import ROOT, plain_environment

MANIFEST = ROOT / ".pre-commit-hooks.yaml"
GOOD = (
    "redprop: 1\nid: good\nrounding: {score: 2}\n"
    "criteria:\n  - {id: tidy, marks: 100, missing: full, deduct: {each: 5}}\n"
)
BROKEN = GOOD.replace("missing: full", "mising: full")
DOUBTFUL = GOOD.replace(
    "criteria:", "channels: {seen: {weight: 1, absent: zero}, unseen: {weight: 1, absent: zero}}\ncriteria:"
)
DOUBTFUL = DOUBTFUL.replace("marks: 100", "marks: 100, channels: [seen]")

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a shell script stands for the command")


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository with standards and other YAML, all of it known to git."""
    folder = tmp_path / "theirs"
    for name, text in {
        "rubrics/安置小区.yaml": GOOD,
        "zone/rubrics/2024/second.yml": GOOD.replace("good", "second"),
        "rubrics/redprop.yaml": "rubric: second.yml\n",
        "redprop.yaml": "rubric: rubrics/first.yaml\n",
        "settings.yaml": "anything: else\n",
        "rubrics/notes.txt": "no standard\n",
    }.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    subprocess.run(["git", "init", "--quiet"], cwd=folder, check=True)
    return folder


def ran(folder: Path, **changed: Any) -> subprocess.CompletedProcess[str]:
    """What `pre-commit run --all-files` says of a repository that uses the hook."""
    (hook,) = load_manifest(str(MANIFEST))
    bin_folder = folder.parent / "bin"
    bin_folder.mkdir(exist_ok=True)
    (bin_folder / "redprop").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m redprop "$@"\n', encoding="utf-8")
    (bin_folder / "redprop").chmod(0o755)
    config = {"repos": [{"repo": "local", "hooks": [{**hook, **changed, "language": "system", "verbose": True}]}]}
    (folder / ".pre-commit-config.yaml").write_text(json.dumps(config), encoding="utf-8")
    subprocess.run(["git", "add", "--all"], cwd=folder, check=True)
    env = plain_environment(
        PATH=os.pathsep.join([str(bin_folder), os.environ["PATH"]]), PRE_COMMIT_HOME=str(folder.parent / "kept")
    )
    command = [sys.executable, "-m", "pre_commit", "run", "--all-files", "--color", "never"]
    return subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, encoding="utf-8", timeout=120)


def test_pre_commit_knows_the_hook() -> None:
    (hook,) = load_manifest(str(MANIFEST))

    assert (hook["id"], hook["language"], hook["pass_filenames"]) == ("redprop-check", "python", True)


def test_every_standard_is_checked_and_nothing_else(repository: Path) -> None:
    done = ran(repository)

    assert done.returncode == 0, done.stdout + done.stderr
    told = [line for line in done.stdout.splitlines() if ": no errors or warnings" in line]
    assert sorted(line.partition(":")[0] for line in told) == ["rubrics/安置小区.yaml", "zone/rubrics/2024/second.yml"]


def test_one_standard_alone_is_checked_without_its_table_of_marks(repository: Path) -> None:
    (repository / "zone/rubrics/2024/second.yml").unlink()

    assert "Marks in force" not in ran(repository).stdout


def test_a_standard_that_is_wrong_stops_the_commit_and_is_told(repository: Path) -> None:
    (repository / "rubrics" / "安置小区.yaml").write_text(BROKEN, encoding="utf-8")
    done = ran(repository)

    assert done.returncode == 1
    assert "rubrics/安置小区.yaml:5:28: No such key here: mising. Did you mean missing? (unknown-key)" in done.stdout


@pytest.mark.parametrize(("args", "code"), [([], 0), (["--fail-on", "warning"], 1)])
def test_options_can_be_given(args: list[str], code: int, repository: Path) -> None:
    (repository / "rubrics" / "安置小区.yaml").write_text(DOUBTFUL, encoding="utf-8")

    assert ran(repository, args=args).returncode == code
