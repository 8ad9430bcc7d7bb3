from __future__ import annotations

import pytest

from redprop.errors import TableError
from redprop.tables.files.delimiter import delimiter_of


@pytest.mark.parametrize(
    ("header", "name", "delimiter"),
    [
        ("estate,tidy", "q2.csv", ","),
        ("estate\ttidy", "q2.csv", "\t"),
        ("estate\ttidy", "-", "\t"),
        ("estate\ttidy", "q2.tsv", "\t"),
        ("estate,tidy", "q2.tsv", ","),
        ("estate", "q2.csv", ","),
        ("estate", "q2.tsv", "\t"),
        ("estate", "q2.TAB", "\t"),
        ("estate", "q2.tsv.gz", "\t"),
        ("estate", "q2.tab.zst", "\t"),
        ("estate", "q2.csv.gz", ","),
        ("", "q2.csv", ","),
        ("estate,tidy\tneat", "q2.csv", ","),
        ("estate\ttidy, neat", "q2.tsv", "\t"),
        ('estate\t"tidy, neat"', "q2.csv", "\t"),
        ('"estate\t",tidy', "q2.csv", ","),
        ('"say ""a,b"""\ttidy', "q2.csv", "\t"),
        ('estate\t"tidy, neat', "q2.csv", "\t"),
        ("estate,tidy;neat", "q2.csv", ","),
        ("estate,tidy\tneat;lit", "q2.csv", ","),
        ("estate\ttidy|neat", "q2.csv", "\t"),
        ('"estate;number"', "q2.csv", ","),
    ],
)
def test_the_header_says_what_parts_columns_and_then_the_name(header: str, name: str, delimiter: str) -> None:
    assert delimiter_of(header, name) == delimiter


@pytest.mark.parametrize(
    ("header", "mark"),
    [
        ("estate;tidy", "semicolons"),
        ("estate|tidy", "bars"),
        ("estate；tidy", "semicolons"),
        ("小区，整洁", "full-width commas"),
    ],
)
@pytest.mark.parametrize("name", ["q2.csv", "q2.tsv"])
def test_other_signs_are_a_problem(header: str, mark: str, name: str) -> None:
    with pytest.raises(TableError) as error:
        delimiter_of(header, name)

    (problem,) = error.value.problems
    assert (problem.code, problem.place.file, problem.place.line, problem.params) == (
        "wrong-separator",
        name,
        1,
        {"mark": mark},
    )
