"""The rankings of the page: sorted, filtered, searched, printed, in a real browser."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.browser.driving import DESK, PHONE, Browser
from tests.running import ROOT, process, rows_of


def ranking() -> list[dict[str, str]]:
    """The shipped ranking as `redprop rank` writes it."""
    return rows_of(process("rank", "--format", "csv", cwd=ROOT).stdout.decode())


def names_of(rows: list[dict[str, str]], category: str) -> list[str]:
    """The names of a category's ranked, first to last."""
    return [row["name"] for row in rows if row["category"] == category and row["rank"]]


def shown(browser: Browser, league: int) -> list[str]:
    """The names in a league's ranking, as they stand."""
    return browser.texts(f"[data-league='{league}'] .ranked tbody .name a")


def choose(browser: Browser, select: str, text: str) -> None:
    """Chooses an entry of a list."""
    from selenium.webdriver.support.ui import Select

    Select(browser.find(select)).select_by_visible_text(text)


def test_the_page_shows_the_ranking_that_rank_prints(browser: Browser, shipped: Path) -> None:
    browser.open(shipped)
    rows = ranking()

    assert shown(browser, 0) == names_of(rows, "resettlement")
    assert shown(browser, 1) == names_of(rows, "commercial")
    scores = browser.texts("[data-league='0'] .ranked tbody .score")
    assert scores == [row["score"] for row in rows if row["category"] == "resettlement" and row["rank"]]


def test_nothing_is_fetched_and_the_console_stays_silent(browser: Browser, shipped: Path) -> None:
    browser.open(shipped)
    browser.find("#-query").send_keys("村")
    browser.open(shipped, "#E001")

    assert browser.asked() == [shipped.as_uri() + "#E001"] or browser.asked() == []
    assert browser.said() == []


def test_a_click_on_a_heading_sorts_and_another_turns_it_round(browser: Browser, shipped: Path) -> None:
    browser.open(shipped)
    rows = [row for row in ranking() if row["category"] == "resettlement" and row["rank"]]
    button = browser.find("[data-league='0'] .ranked th[data-key='score'] button")

    button.click()  # the highest score first, as it stands already
    assert shown(browser, 0) == [row["name"] for row in rows]
    assert browser.texts("[data-league='0'] .ranked th[aria-sort='descending']") == ["综合得分"]

    button.click()
    lowest = [row["name"] for row in sorted(rows, key=lambda row: float(row["score"]))]
    assert shown(browser, 0) == lowest
    assert browser.texts("[data-league='0'] .ranked th[aria-sort='ascending']") == ["综合得分"]


def test_what_has_no_number_stays_last_whichever_way_is_sorted(browser: Browser, shipped: Path) -> None:
    browser.open(shipped)
    heading = "[data-league='0'] .ranked th[data-key='c3'] button"  # the city's marks: many were not drawn
    for _ in range(2):
        browser.find(heading).click()
        marks = browser.texts("[data-league='0'] .ranked tbody td[data-label='市级复评']")
        drawn = [mark for mark in marks if mark != "※"]
        assert marks == drawn + ["※"] * (len(marks) - len(drawn))
        assert 0 < len(drawn) < len(marks)


def test_headings_sort_by_keyboard(browser: Browser, shipped: Path) -> None:
    browser.open(shipped)
    browser.run("document.querySelector(\"[data-league='0'] th[data-key='change'] button\").focus()")

    browser.press("\ue007")  # Enter
    moved = browser.texts("[data-league='0'] .ranked tbody .change")
    assert moved[:2] == ["↑18", "↑18"]
    assert browser.focused == "升降"


def test_search_finds_names_ids_and_companies(browser: Browser, shipped: Path) -> None:
    browser.open(shipped)
    query = browser.find("#-query")

    query.send_keys("蓬莱")
    assert shown(browser, 0) == ["蓬莱花园"]
    assert shown(browser, 1) == []
    assert browser.texts("#-count") == ["显示1个，共162个"]
    assert browser.texts(".none")[0] == "没有符合条件的。"

    query.clear()
    query.send_keys("e001")
    assert shown(browser, 0) == ["蓬莱花园"]

    query.clear()
    query.send_keys("乙物业")
    companies = set(browser.texts(".ranked tbody td[data-label='物业服务企业']"))
    assert companies == {"乙物业公司"}


def test_filters_leave_what_was_chosen_and_the_reset_shows_all_again(browser: Browser, shipped: Path) -> None:
    browser.open(shipped)
    before = shown(browser, 0)

    choose(browser, "#-category", "安置小区 (45)")
    choose(browser, "#-grade", "良好")
    choose(browser, "#-community", "示例五社区")
    grades = browser.texts("[data-league='0'] .ranked tbody .badge")
    communities = browser.texts("[data-league='0'] .ranked tbody td[data-label='所属社区']")
    assert set(grades) == {"良好"}
    assert set(communities) == {"示例五社区"}
    assert not browser.find("[data-league='1']").is_displayed()

    browser.find("#-controls button[type=reset]").click()
    browser.run("return new Promise(done => setTimeout(done, 400))")
    assert shown(browser, 0) == before
    assert browser.find("[data-league='1']").is_displayed()


def test_a_phone_sorts_by_a_list_and_shows_cards(browser: Browser, shipped: Path) -> None:
    browser.open(shipped, width=PHONE)

    assert not browser.find(".ranked thead").is_displayed()
    choose(browser, "#-sort", "市级复评")
    marks = [
        float(mark) for mark in browser.texts("[data-league='0'] .ranked td[data-label='市级复评']") if mark != "※"
    ]
    assert marks == sorted(marks, reverse=True)
    assert browser.run("return document.documentElement.scrollWidth") <= PHONE


@pytest.mark.parametrize("width", [DESK, PHONE])
@pytest.mark.parametrize("subject", ["", "#E001", "#E076"])
@pytest.mark.parametrize("language", ["shipped", "english"])
def test_axe_finds_no_fault(
    browser: Browser, request: pytest.FixtureRequest, language: str, subject: str, width: int
) -> None:
    browser.open(request.getfixturevalue(language), subject, width)

    assert browser.violations() == []


def test_axe_finds_no_fault_in_the_dark(browser: Browser, shipped: Path) -> None:
    dark = {"features": [{"name": "prefers-color-scheme", "value": "dark"}]}
    browser.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", dark)
    try:
        for subject in ("", "#E001"):
            browser.open(shipped, subject)
            assert browser.violations() == []
    finally:
        browser.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})


def test_every_table_can_be_read_without_a_script(browser: Browser, shipped: Path) -> None:
    browser.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        browser.open(shipped)
        source = browser.driver.page_source
    finally:
        browser.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})

    body = source.partition("<script")[0]
    assert all(name in body for category in ("resettlement", "commercial") for name in names_of(ranking(), category))


def test_the_page_prints_every_name_on_a4(browser: Browser, shipped: Path, tmp_path: Path) -> None:
    browser.open(shipped)
    text = browser.printed(tmp_path / "page.pdf")
    told = re.sub(r"\s", "", text)

    rows = ranking()
    missing = [
        name for category in ("resettlement", "commercial") for name in names_of(rows, category) if name not in told
    ]
    assert missing == []
    assert "清除条件" not in told, "controls are no use on paper"
    pages = text.split("\f")
    assert 5 < len(pages) < 20
    heads = [page for page in pages if "小区名称" in page]
    assert len(heads) > 7, "the heads of tables are repeated"
