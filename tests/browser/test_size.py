"""Five thousand estates: the page stays small, and is searched, sorted and opened as any other."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser.driving import Browser
from tests.browser.pages import written
from tests.running import ROOT
from tests.unit.benchmarks.loading import load

ESTATES = 5_000


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of the benchmark."""
    folder = tmp_path_factory.mktemp("large")
    with pytest.MonkeyPatch.context() as patched:
        patched.syspath_prepend(ROOT / "benchmarks")
        made = load("page")
    return written(made.workspace(folder, ESTATES), folder / "page.html", "zh")


def test_the_page_of_five_thousand_has_at_most_eight_megabytes(large: Path) -> None:
    assert large.stat().st_size <= 8 * 2**20


def test_five_thousand_are_searched_sorted_and_opened(browser: Browser, large: Path) -> None:
    browser.open(large)
    assert browser.texts("#-count") == ["显示5000个，共5000个"]
    assert len(browser.texts(".ranked tbody tr")) == 2 * 150, "the first rows of both categories stand there"

    browser.find("[data-league='0'] .more").click()
    assert len(browser.texts("[data-league='0'] .ranked tbody tr")) == 650

    browser.find("#-query").send_keys("HF0004999")
    found = browser.texts(".ranked tbody .name a")
    assert found == ["小区4999"]
    browser.run("document.querySelector('.ranked tbody .name a').focus()")
    browser.press("\ue007")
    assert browser.texts("#-sheet-name") == ["小区4999"]
    assert browser.said() == []
