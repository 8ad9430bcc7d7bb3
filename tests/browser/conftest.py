"""One browser for all tests of a process, and the pages that they look at."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.driving import Browser
from tests.browser.pages import harmful_workspace, written
from tests.running import ROOT


@pytest.fixture(scope="session")
def started() -> Iterator[Browser]:
    """The browser, started once."""
    browser = Browser()
    yield browser
    browser.close()


@pytest.fixture
def browser(started: Browser) -> Browser:
    """The browser."""
    return started


@pytest.fixture(scope="session")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bulletin of the shipped quarter, in Chinese."""
    return written(ROOT, tmp_path_factory.mktemp("shipped") / "zh.html", "zh")


@pytest.fixture(scope="session")
def english(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bulletin of the shipped quarter, in English."""
    return written(ROOT, tmp_path_factory.mktemp("shipped") / "en.html", "en")


@pytest.fixture(scope="session")
def harmful(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bulletin of a workspace whose names would do harm where they are not escaped."""
    folder = tmp_path_factory.mktemp("harmful")
    return written(harmful_workspace(folder), folder / "page.html", "zh")
