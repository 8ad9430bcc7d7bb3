from __future__ import annotations

from pathlib import Path

import pytest

from redprop.cli.completion import periods, subjects
from tests.running import process


def test_subjects_are_offered_by_id_and_by_name(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(small)

    assert subjects("e1") == [("E1", "一号")]
    assert subjects("三") == [("三号", "E3")]
    assert len(subjects("")) == 7


def test_periods_are_those_of_the_workspace(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(small)

    assert periods("") == ["2022Q2"]
    assert periods("2023") == []


@pytest.mark.parametrize("broken", ["", "rubric: [", "rubric: nowhere.yaml\nregister: gone.csv\n"])
def test_nothing_is_offered_where_nothing_can_be_read(
    broken: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if broken:
        (tmp_path / "redprop.yaml").write_text(broken, encoding="utf-8")
    monkeypatch.chdir(tmp_path)

    assert subjects("") == []
    assert periods("") == []


def test_a_shell_is_told(small: Path) -> None:
    asked = {"_REDPROP_COMPLETE": "complete_bash", "COMP_WORDS": "redprop explain E", "COMP_CWORD": "2"}
    done = process(cwd=small, **asked)

    assert done.stdout.decode().split() == [f"E{number}" for number in range(1, 8)]
