"""Names that hold markup, formulas, templates or marks that turn the direction do no harm."""

from __future__ import annotations

from pathlib import Path

from tests.browser.driving import PHONE, Browser
from tests.browser.pages import NAMES


def test_every_name_is_shown_as_it_is_and_nothing_of_it_runs(browser: Browser, harmful: Path) -> None:
    browser.open(harmful)

    assert sorted(browser.texts(".ranked tbody .name a")) == sorted(NAMES.values())
    assert "harm" not in browser.driver.title
    assert browser.said() == []
    assert browser.asked() in ([], [harmful.as_uri()])
    assert browser.run("return document.querySelectorAll('img, iframe, object').length") == 0
    assert browser.run("return document.querySelectorAll('script').length") == 2


def test_the_sheet_of_each_opens_and_shows_its_name(browser: Browser, harmful: Path) -> None:
    browser.open(harmful)
    links = {
        text: link.get_attribute("href")
        for link in browser.driver.find_elements("css selector", ".ranked .name a")
        if (text := link.get_attribute("textContent"))
    }

    assert len(links) == len(NAMES)
    for name, link in links.items():
        browser.open(harmful, "#" + link.partition("#")[2])
        assert browser.texts("#-sheet-name") == [name]
        assert browser.texts(".ranked tbody .name a") == [], "the list is hidden"
        assert "harm" not in browser.driver.title.replace(name, "")
        assert browser.said() == []


def test_search_and_sort_take_such_names(browser: Browser, harmful: Path) -> None:
    browser.open(harmful)
    browser.find("[data-key='name'] button").click()
    browser.find("#-query").send_keys("<script>")

    assert sorted(browser.texts(".ranked tbody .name a")) == sorted([NAMES["E1"], NAMES["E6"]])
    assert browser.said() == []


def test_a_name_does_not_turn_what_stands_beside_it(browser: Browser, harmful: Path) -> None:
    """Each name stands in an element of its own direction; numbers keep theirs."""
    browser.open(harmful)

    isolated = browser.run(
        "return [...document.querySelectorAll('.ranked tbody .name a')].every(a => a.querySelector('bdi'))"
    )
    assert isolated


def test_axe_finds_no_fault_with_them(browser: Browser, harmful: Path) -> None:
    browser.open(harmful, width=PHONE)

    assert browser.violations() == []
