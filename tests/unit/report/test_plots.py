"""Pictures: the same bytes every time, text as text, dots where the numbers are, words for those who do not see them."""

from __future__ import annotations

import re
import sys
import xml.etree.ElementTree as ET
from dataclasses import replace
from decimal import Decimal
from functools import partial

import pytest

from redprop.analysis.bulletin import Bulletin, bulletin
from redprop.analysis.profile import SectionBand, section_bands
from redprop.engine.result import Result
from redprop.errors import WorkspaceError
from redprop.report.plots import as_png, as_svg, course, distribution, profile, ranking, trend
from redprop.report.words import Words
from tests.builders import a_result
from tests.unit.analysis.test_bulletin import BEFORE_LIKED, BEFORE_TIDY, LIKED, TIDY, a_quarter

KINDS = {"ranking": ranking, "distribution": distribution, "trend": trend, "profile": profile, "course": course}
TEXT = "{http://www.w3.org/2000/svg}text"


@pytest.fixture(scope="module")
def result() -> Result:
    return a_quarter(TIDY, LIKED)


@pytest.fixture(scope="module")
def told(result: Result) -> Bulletin:
    return bulletin(result, [a_quarter(BEFORE_TIDY, BEFORE_LIKED, period="2022Q1")])


def many(count: int) -> tuple[Bulletin, Words]:
    """A league of so many, each with one finding more than the one before it."""
    rubric = {"criteria": [{"id": "tidy", "marks": 100, "deduct": {"each": 0.5}}]}
    names = [f"E{n:03d}" for n in range(count)]
    rows = "estate,criterion,value\n" + "".join(f"{name},tidy,{n}\n" for n, name in enumerate(names))
    found = a_result(rubric, {"seen.csv": rows}, register="estate,name\n" + "".join(f"{n},{n}\n" for n in names))
    return bulletin(found), Words(found, "en")


def texts(svg: str) -> list[str]:
    """Every text of a picture."""
    return ["".join(one.itertext()) for one in ET.fromstring(svg).iter(TEXT)]  # noqa: S314  # our own


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("kind", KINDS)
def test_a_picture_is_the_same_bytes_and_asks_for_nothing(
    kind: str, language: str, told: Bulletin, result: Result
) -> None:
    draw = partial(KINDS[kind], told, told.leagues[0], Words(result, language))
    first, again = as_svg(draw, "one"), as_svg(draw, "one")

    assert first.text == again.text
    root = ET.fromstring(first.text)  # noqa: S314  # our own
    assert root.get("role") == "img"
    named = {root.find("{http://www.w3.org/2000/svg}" + tag).text for tag in ("title", "desc")}  # type: ignore[union-attr]
    assert named == {first.title, first.description}
    assert "Source" in first.text or "数据来源" in first.text
    assert not re.search(r"xlink|<!DOCTYPE|<\?xml|<metadata|<style", first.text)
    assert set(re.findall(r'href="([^"]*)"', first.text)) <= {
        f"#{one}" for one in re.findall(r' id="([^"]*)"', first.text)
    }


def test_pictures_on_one_page_share_no_id(told: Bulletin, result: Result) -> None:
    words = Words(result, "en")
    both = [as_svg(partial(draw, told, told.leagues[0], words), name).text for name, draw in KINDS.items()]
    ids = [one for text in both for one in re.findall(r' id="([^"]*)"', text)]

    assert len(ids) == len(set(ids))


def test_names_are_text_and_markup_in_them_is_escaped(told: Bulletin, result: Result) -> None:
    league = told.leagues[0]
    evil = replace(league.standings[0], name="<b>$x^2$</b>\u202e\x00")
    drawn = as_svg(
        partial(ranking, told, replace(league, standings=(evil, *league.standings[1:])), Words(result, "en")), "x"
    )

    assert "<b>$x^2$…" in texts(drawn.text) or "<b>$x^2$</b>" in texts(drawn.text)
    assert "\u202e" not in "".join(texts(drawn.text))


def test_of_more_than_fifty_both_ends_are_drawn_and_the_others_counted() -> None:
    book, words = many(51)
    drawn = as_svg(partial(ranking, book, book.leagues[0], words), "x")
    names = [text for text in texts(drawn.text) if re.fullmatch(r"E\d{3}", text)]

    assert names == [f"E{n:03d}" for n in (*range(20), *range(31, 51))]
    assert "… 11 between" in texts(drawn.text)
    book, words = many(50)
    drawn = as_svg(partial(ranking, book, book.leagues[0], words), "x")
    assert len([text for text in texts(drawn.text) if re.fullmatch(r"E\d{3}", text)]) == 50


def test_a_lone_subject_and_nobody_at_all_can_be_drawn(told: Bulletin, result: Result) -> None:
    words = Words(result, "zh")
    lone = told.leagues[1]
    nobody = replace(lone, standings=(), bins=(), trend=())
    for draw in KINDS.values():
        for league in (lone, nobody):
            assert as_svg(partial(draw, told, league, words), "x").text


def test_section_bands_are_nearest_rank_percentiles(told: Bulletin) -> None:
    """Order: 90, 80, 80 and 40 of 100. Of four the tenth is the 1st, the half the 2nd, nine tenths the 4th."""
    order, people = section_bands(told.leagues[0])

    assert order == SectionBand("order", 4, Decimal("40.0"), Decimal("80.0"), Decimal("90.0"))
    assert people == SectionBand("people", 4, Decimal("40.0"), Decimal("80.0"), Decimal("90.0"))


def test_a_form_says_where_its_scale_stands(told: Bulletin, result: Result) -> None:
    """The mark of E1 in its own picture stands where the form's scale puts 90 per cent."""
    league, words = told.leagues[0], Words(result, "en")
    form = as_svg(partial(profile, told, league, words), "x")
    own = as_svg(partial(profile, told, league, words, league.standings[0]), "x")
    scale = form.scales["x"]
    wanted = scale.start + (90 - scale.least) / (scale.most - scale.least) * (scale.end - scale.start)
    marks = [float(x) for x in re.findall(r'<use href="#[^"]*" x="([\d.]+)" y="[\d.]+" style="fill: #1f4e79', own.text)]

    assert len(re.findall(r'data-moving="(\d)"', form.text)) == 2
    assert [mark for mark in marks if abs(mark - wanted) < 0.02], (marks, wanted)


def test_the_first_rank_stands_on_top(told: Bulletin, result: Result) -> None:
    scale = as_svg(partial(course, told, told.leagues[0], Words(result, "en")), "x").scales["rank"]
    top = min((scale.start, scale.least), (scale.end, scale.most))

    assert top[1] == 0.5, "above the first there is nothing"


def test_a_course_is_told_in_words(told: Bulletin, result: Result) -> None:
    """E1 had 70 and stood behind E2 with 90 and E3 with 80; now it is first with 90."""
    drawn = as_svg(partial(course, told, told.leagues[0], Words(result, "en"), told.standings["E1"]), "x")

    assert drawn.description == "No 1 by period: 2022Q1 70.00 marks, rank 3 of 4; 2022Q2 90.00 marks, rank 1 of 4."


def test_a_png_is_one(told: Bulletin, result: Result) -> None:
    assert as_png(partial(distribution, told, told.leagues[0], Words(result, "zh"))).startswith(b"\x89PNG")


def test_without_matplotlib_the_problem_says_what_to_install(
    told: Bulletin, result: Result, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(WorkspaceError) as raised:
        as_svg(partial(distribution, told, told.leagues[0], Words(result, "en")), "x")

    assert [problem.code for problem in raised.value.problems] == ["no-matplotlib"]
