"""The page of results: bars, missing figures, one section written anew."""

from __future__ import annotations

import pytest

from tests.unit.benchmarks.loading import load

report = load("report")
TITLES = ["Start-up", "Bulk job", "Growth"]
PAGE = "# Old head\n\n## Bulk job\n\nold bulk\n\n## Growth\n\n| a |\n| --- |\n\n## Gone\n\nno longer measured\n"


@pytest.mark.parametrize(
    ("value", "bar", "shown"),
    [
        (0.994, 1.0, ("0.99", "1")),
        (1.0, 1.0, ("1.00", "1")),
        (1.001, 1.0, ("**1.00**", "1")),
        (7.0, None, ("7.00", "")),
        (None, 1.7, ("-", "1.7")),
    ],
)
def test_a_figure_over_its_bar_is_bold_and_one_on_it_is_not(
    value: float | None, bar: float | None, shown: tuple[str, str]
) -> None:
    assert report.held(value, bar) == shown


@pytest.mark.parametrize(("value", "base", "times"), [(3.0, 2.0, 1.5), (None, 2.0, None), (3.0, None, None)])
def test_a_ratio_needs_both(value: float | None, base: float | None, times: float | None) -> None:
    assert report.ratio(value, base) == times


def test_a_section_is_written_anew_and_the_others_stay() -> None:
    page = report.with_section(PAGE, "Bulk job", "new bulk", TITLES)

    assert page == f"{report.HEAD}\n## Bulk job\n\nnew bulk\n\n## Growth\n\n| a |\n| --- |\n"


def test_a_new_section_stands_where_its_title_does() -> None:
    page = report.with_section(PAGE, "Start-up", "started", TITLES)

    assert [line for line in page.splitlines() if line.startswith("## ")] == [f"## {title}" for title in TITLES]


def test_the_first_section_of_an_empty_page() -> None:
    assert report.with_section("", "Growth", "text", TITLES) == f"{report.HEAD}\n## Growth\n\ntext\n"


def test_writing_a_section_twice_is_writing_it_once() -> None:
    once = report.with_section(PAGE, "Growth", "text", TITLES)

    assert report.with_section(once, "Growth", "text", TITLES) == once
