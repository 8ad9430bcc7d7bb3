"""What tests of commands share."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.running import ROOT, Inside


@pytest.fixture
def inside(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Inside:
    """Runs redprop in this process."""
    return Inside(capsys, monkeypatch)


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A copy of the shipped workspace that a test may change."""
    folder = tmp_path / "zone"
    for name in ("data/2022Q1", "data/2022Q2", "rubrics"):
        shutil.copytree(ROOT / name, folder / name)
    for name in ("redprop.yaml", "data/estates.csv"):
        shutil.copyfile(ROOT / name, folder / name)
    return folder
