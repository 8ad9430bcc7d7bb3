"""The sheet of one estate: how it opens and closes, and whether its numbers are the engine's."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

from selenium.webdriver.common.keys import Keys

from tests.browser.driving import Browser
from tests.running import ROOT, process


def cells(browser: Browser, part: str) -> list[list[str]]:
    """A part's table, row by row."""
    script = """return [...document.querySelectorAll(`[data-part="${arguments[0]}"] tbody tr`)]
      .map(row => [...row.cells].map(cell => cell.textContent))"""
    found: list[list[str]] = browser.run(script, part)
    return found


def is_open(browser: Browser) -> bool:
    """Whether a sheet is open, and the list hidden."""
    sheet, listed = (browser.find(f"#-{name}").is_displayed() for name in ("sheet", "list"))
    assert sheet != listed
    return bool(sheet)


def test_a_click_on_a_row_opens_its_sheet_and_back_returns_to_the_row(browser: Browser, shipped: Path) -> None:
    browser.open(shipped)
    browser.find("[data-league='1'] tbody tr:nth-child(26) .score").click()
    name = browser.texts("#-sheet-name")

    assert is_open(browser)
    assert name == ["芙蓉公寓"]
    assert browser.texts("[data-slot='score'], [data-slot='rank']") == ["91.00", "第26名（共116个）"]
    scrolled = browser.run("return scrollY")
    assert scrolled == 0

    browser.driver.back()
    browser.run("return new Promise(done => setTimeout(done, 100))")
    assert not is_open(browser)
    assert browser.focused == "芙蓉公寓"
    assert browser.run("return scrollY") > 1000


def test_enter_opens_a_sheet_and_escape_closes_it(browser: Browser, shipped: Path) -> None:
    browser.open(shipped)
    browser.run("document.querySelector('[href=\"#E001\"]').focus()")
    browser.press(Keys.ENTER)
    assert is_open(browser)
    assert browser.focused == "蓬莱花园"
    assert browser.driver.title.startswith("蓬莱花园")

    browser.press(Keys.ESCAPE)
    browser.run("return new Promise(done => setTimeout(done, 100))")
    assert not is_open(browser)
    assert browser.focused == "蓬莱花园"
    assert not browser.driver.title.startswith("蓬莱花园")


def test_an_address_opens_a_sheet_and_its_neighbours_lead_back_to_the_list(browser: Browser, shipped: Path) -> None:
    browser.open(shipped, "#E001")
    assert is_open(browser)

    browser.find("#-next").click()
    assert browser.texts("#-sheet-name") == ["示例二十六村"], "the fifth"
    browser.find("#-previous").click()
    browser.find("#-previous").click()
    assert browser.texts("#-sheet-name") == ["示例十三村"], "the third"

    browser.find("#-close").click()
    assert not is_open(browser)


def test_an_address_of_nobody_shows_the_list(browser: Browser, shipped: Path) -> None:
    for address in ("#E999", "#%", "#-method", "#-sheet"):
        browser.open(shipped, address)
        assert not is_open(browser)
        assert browser.said() == []


def test_what_channels_bring_adds_up_to_the_score_for_everybody(browser: Browser, shipped: Path) -> None:
    browser.open(shipped, "#E001")
    parts = """const found = {};
      for (const league of bulletin.leagues)
        for (const table of Object.values(league.tables))
          for (const id of column(table.values.id)) {
            location.replace(address(id));
            sheet.route();
            const rows = [...document.querySelectorAll('[data-part="channels"] tbody tr')];
            found[id] = rows.map(row => row.cells[4].textContent);
          }
      return found;"""
    found = browser.run(parts)

    assert len(found) == 162
    scored = {name: told for name, told in found.items() if told}
    assert len(scored) >= 161
    for name, (*terms, score) in scored.items():
        assert sum(Decimal(term) for term in terms if term) == Decimal(score), name


def test_a_sheet_has_the_numbers_that_explain_prints(browser: Browser, shipped: Path) -> None:
    explained = json.loads(process("explain", "E001", "--format", "json", cwd=ROOT).stdout)
    lost: dict[str, Decimal] = {}
    for row in explained["rows"]:
        if row["lost"] is not None:
            lost[row["criterion"]] = lost.get(row["criterion"], Decimal(0)) + Decimal(str(row["lost"]))
    browser.open(shipped, "#E001")

    told = [Decimal(row[3]) for row in cells(browser, "losses")]
    assert told == sorted(told, reverse=True), "the most first"
    unit = Decimal("0.0001")  # explain adds up parts that are rounded already, the sheet rounds their exact sum
    expected = sorted((value for value in lost.values() if value >= unit), reverse=True)
    assert len(told) == len(expected)
    assert all(abs(a - b) <= unit for a, b in zip(told, expected, strict=True))
    assert cells(browser, "course") == [["2022Q1", "82.71", "7", "44"], ["2022Q2", "86.00", "4", "45"]]


def test_the_pictures_of_a_sheet_stand_where_its_numbers_are(browser: Browser, shipped: Path) -> None:
    """The share of a section, read off the picture by its own axis: two of its ticks give the scale."""
    browser.open(shipped, "#E001")
    script = """const svg = document.querySelector('[data-picture="sections"] svg');
      const ticks = [...svg.querySelectorAll('text')].filter(t => /^\\d+$/.test(t.textContent))
        .map(t => [parseFloat(t.textContent), parseFloat(t.getAttribute('x'))]);
      const marks = [...svg.querySelectorAll('[data-moving]')].map(mark => {
        const use = mark.querySelector('use');
        return parseFloat(use.getAttribute('x')) + parseFloat(/translate\\(([-\\d.]+)/.exec(mark.getAttribute('transform'))[1]);
      });
      return [ticks, marks];"""
    ticks, marks = browser.run(script)
    (low, left), (high, right) = ticks[0], ticks[-1]
    read = [low + (x - left) / (right - left) * (high - low) for x in marks]

    shares = [float(row[3].rstrip("%")) for row in cells(browser, "sections")]
    assert len(read) == 4
    assert all(abs(a - b) < 0.1 for a, b in zip(read, shares, strict=True))


def test_an_open_sheet_prints_alone(browser: Browser, shipped: Path, tmp_path: Path) -> None:
    browser.open(shipped, "#E001")
    text = browser.printed(tmp_path / "sheet.pdf")

    assert "蓬莱花园" in text
    assert "86.00" in text
    assert "芙蓉公寓" not in text
    assert text.count("\f") <= 3
