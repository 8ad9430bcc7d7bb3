"""What a message advises where a slip of the pen is plain."""

from __future__ import annotations

import pytest

from redprop.rubric.yaml import load_yaml
from tests.builders import loaded, the_problem

HOMES = """\
redprop: 1
id: homes
better: lower
missing: full
criteria:
  - id: care
    defects: {severity: level, same: [tag], costs: {D: 4, E: 8.5}}
rounding: {score: 1}
"""


def written(old: str, new: str) -> str:
    assert HOMES.count(old) == 1
    return HOMES.replace(old, new)


@pytest.mark.parametrize(
    ("old", "new", "advice"),
    [
        ("E: 8.5", "E: 8%", {"such": "0.08"}),
        ("E: 8.5", 'E: "8,5"', {"such": "8.5"}),
        ("E: 8.5", 'E: "8,500"', {}),  # 8.5 or many: nobody knows
        ("E: 8.5", "E: 1/3", {}),  # no decimal is a third
        ("E: 8.5", "E: 8,5", {"decimal": "0.5"}),  # in braces: E is 8, and a name 5 has no value
        ("E: 8.5", "E 8", {"such": "E: 8"}),
        ("{score: 1}", "1", {"such": "{NAME: 1}"}),
        ("same: [tag]", "same: tag", {"such": "[tag]"}),
    ],
)
def test_a_value_of_another_sort_is_written_as_it_may_be_meant(old: str, new: str, advice: dict[str, str]) -> None:
    params = the_problem(written(old, new), "wrong-type").params

    assert {name: said for name, said in params.items() if name not in ("expected", "got")} == advice


def test_a_file_that_is_no_mapping_is_told_how_a_rubric_begins() -> None:
    (problem,) = loaded("home,level\nAspen,D\n").problems

    assert (problem.code, problem.params["first"]) == ("wrong-type", "`redprop: 1`")


@pytest.mark.parametrize(
    ("old", "new", "advice"),
    [
        ("    defects:", "\tdefects:", {"tabbed": 7}),
        ("missing: full", "missing:full", {"glued": "missing:"}),
        ("id: homes", "id: homes: all", {"colon": "`: `"}),
        ("    defects:", "      defects:", {}),  # the indentation alone
        ("costs: {D: 4, E: 8.5}}", "costs: {D: 4, E: 8.5}", {}),  # a bracket
    ],
)
def test_what_is_no_yaml_is_told_with_what_most_likely_happened(old: str, new: str, advice: dict[str, object]) -> None:
    (problem,) = load_yaml(written(old, new).encode(), "homes.yaml").problems

    assert problem.code == "yaml-syntax"
    assert {name: said for name, said in problem.params.items() if name != "what"} == advice


def test_the_measure_that_says_who_came_is_named_under_measures() -> None:
    problem = the_problem(written("better: lower", "better: lower\nvisit: inspections"), "unknown-name")

    assert (problem.params["near"], problem.params["under"]) == ("", "measures")
    assert loaded(written("better: lower", "visit: inspections\nmeasures: {inspections: {}}")).rubric is not None
