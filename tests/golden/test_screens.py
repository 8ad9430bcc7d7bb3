"""Whole screens as people see them. A wanted change: `python tests/golden/update.py`, and read the difference."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

from tests.golden.update import EVERY, SCREENS, Screen, screens


@pytest.fixture(scope="module")
def shown() -> dict[str, str]:
    """Every screen as the program shows it now."""
    return screens()


def test_every_screen_is_kept_and_no_other() -> None:
    assert sorted(path.stem for path in SCREENS.glob("*.txt")) == sorted(screen.name for screen in EVERY)


@pytest.mark.parametrize("screen", EVERY, ids=lambda screen: screen.name)
def test_a_screen_is_as_it_was(screen: Screen, shown: dict[str, str]) -> None:
    kept = (SCREENS / f"{screen.name}.txt").read_text(encoding="utf-8")

    assert shown[screen.name].splitlines() == kept.splitlines()


@pytest.mark.parametrize("screen", EVERY, ids=lambda screen: screen.name)
def test_a_table_is_no_wider_than_its_terminal(screen: Screen, shown: dict[str, str]) -> None:
    """Standard error is not ours to break into lines: its lines end with a code in brackets."""
    lines = [line for line in shown[screen.name].splitlines() if not line.endswith(("(drawn-and-missing)",))]

    assert max(map(cell_len, lines)) <= screen.columns
