from __future__ import annotations

import pytest

from redprop.errors import TableError
from redprop.tables.files.header import MOST_COLUMNS, refuse_bad_header


def refused(*names: str) -> list[tuple[str, str, dict[str, object]]]:
    with pytest.raises(TableError) as error:
        refuse_bad_header(names, "t.csv")
    assert {(p.place.file, p.place.line) for p in error.value.problems} == {("t.csv", 1)}
    return [(p.code, p.place.field, dict(p.params)) for p in error.value.problems]


def test_names_that_differ_are_a_header() -> None:
    refuse_bad_header(["estate", "Estate", "estate ", "小区"], "t.csv")


@pytest.mark.parametrize("names", [[], [""], ["", "", ""]])
def test_no_name_at_all_is_no_header(names: list[str]) -> None:
    assert refused(*names) == [("no-header", "", {})]


def test_every_column_without_a_name_is_told_by_its_number() -> None:
    assert refused("a", "", "c", "") == [("empty-header", "", {"number": 2}), ("empty-header", "", {"number": 4})]


def test_a_name_that_several_columns_have_is_told_once() -> None:
    assert refused("a", "b", "a", "c", "a", "b") == [
        ("same-header", "a", {"name": "a"}),
        ("same-header", "b", {"name": "b"}),
    ]


def test_names_that_lack_and_names_that_are_repeated_are_told_together() -> None:
    assert [code for code, *_ in refused("a", "", "a")] == ["empty-header", "same-header"]


def test_a_sheet_has_no_more_columns_than_a_header_may() -> None:
    # Excel's last column is XFD: 24 x 26^2 + 6 x 26 + 4
    assert MOST_COLUMNS == 16_384

    refuse_bad_header([f"c{number}" for number in range(MOST_COLUMNS)], "t.csv")

    more = [f"c{number}" for number in range(MOST_COLUMNS + 1)]
    assert refused(*more) == [("too-many-columns", "", {"count": 16_385, "most": 16_384})]
