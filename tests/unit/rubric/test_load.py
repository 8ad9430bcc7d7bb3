from __future__ import annotations

from pathlib import Path

import pytest

from redprop.errors import RubricError
from redprop.rubric.load import load_rubric, read_rubric
from tests.builders import a_criterion, a_file, a_rubric, codes, loaded, text_of, the_problem

GOOD = """\
redprop: 1
id: one
marks: 4
missing: full
rounding: {score: 1}
criteria:
  - {id: lights, marks: 4, deduct: {each: 0.5}}
"""


def with_lines(old: str, new: str) -> str:
    assert GOOD.count(old) == 1
    return GOOD.replace(old, new)


def told(text: str) -> list[tuple[str, int, int]]:
    return [(p.code, p.place.line, p.place.column) for p in loaded(text).problems]


def test_a_rubric_that_is_right_has_no_problems() -> None:
    assert loaded(GOOD).problems == ()


def test_a_number_is_the_decimal_that_the_text_shows() -> None:
    rubric = loaded(with_lines("0.5", "0.1")).rubric

    assert rubric is not None
    assert str(rubric.criteria[0].rule.model_dump()["each"]) == "0.1"


def test_an_unknown_key_is_refused_with_the_nearest_name() -> None:
    problem = the_problem(with_lines("missing: full", "missing: full\nmarkks: 4"))

    assert (problem.code, problem.place.line, problem.place.column) == ("unknown-key", 5, 1)
    assert problem.params == {"key": "markks", "near": "marks"}


def test_an_unknown_key_of_a_criterion_stands_where_it_is_written() -> None:
    problem = the_problem(with_lines("marks: 4, deduct", "marks: 4, wieght: 2, deduct"))

    # `  - {id: lights, marks: 4, ` has 27 characters
    assert (problem.place.line, problem.place.column, problem.params["near"]) == (7, 28, "weight")


def test_an_unknown_option_of_a_rule_is_refused_with_the_nearest_name() -> None:
    problem = the_problem(with_lines("{each: 0.5}", "{each: 0.5, lookd_at: route}"))

    assert (problem.code, problem.params) == ("unknown-key", {"key": "lookd_at", "near": "looked_at"})


def test_a_misspelt_rule_is_told_with_the_rules_there_are() -> None:
    problem = the_problem(with_lines("deduct:", "dedukt:"), "no-kind")

    assert (problem.place.line, "deduct" in problem.params["choices"]) == (7, True)  # type: ignore[operator]


def test_two_rules_in_one_criterion_are_refused() -> None:
    problem = the_problem(with_lines("deduct: {each: 0.5}", "deduct: {each: 0.5}, given: {}"), "two-kinds")

    assert problem.params["got"] == ["deduct", "given"]


def test_several_mistakes_are_told_at_once_each_with_its_place() -> None:
    text = """\
redprop: 1
id: one
marks: four
rounding: {score: 1, mode: halfup}
missing: full
criteria:
  - {id: lights, marks: 4, deduct: {each: -1}}
  - {id: walls, marks: 4, colour: red, deduct: {each: 1}}
"""

    assert told(text) == [
        ("wrong-type", 3, 1),
        ("not-one-of", 4, 22),
        ("out-of-range", 7, 37),
        ("unknown-key", 8, 27),
    ]


def test_mistakes_behind_a_first_one_are_told_too() -> None:
    # the schema's mistake does not hide that nothing is said about missing rows
    text = with_lines("missing: full\n", "markks: 4\n")

    assert sorted(codes(loaded(text).problems)) == ["unknown-key", "unstated-missing"]


def test_keys_that_are_missing_at_the_root_are_all_told() -> None:
    problems = loaded("criteria:\n  - {id: a, marks: 100, missing: full, deduct: {each: 1}}\n").problems

    assert {(p.code, p.params["key"]) for p in problems} == {
        ("missing-key", "redprop"),
        ("missing-key", "id"),
        ("missing-key", "rounding"),
    }


def test_a_part_cut_away_is_not_missed_by_others() -> None:
    # the limit names a criterion that is wrong, not absent, and the rubric has a criterion: one mistake is told once
    text = GOOD.replace("marks: 4, deduct: {each: 0.5}", "marks: 4, deduct: {each: no}")
    text += "limits:\n  - {id: l, when: {marks.lights: {below: 1}}, if_missing: ignored, cap: 2}\n"

    assert codes(loaded(text).problems) == ["wrong-type"]


def test_a_choice_that_is_none_lists_the_choices() -> None:
    problem = the_problem(with_lines("missing: full", "missing: ful"), "not-one-of")

    assert problem.params == {"got": "ful", "choices": ["full", "zero", "not_assessed", "not_rated"]}


def test_a_quoted_number_is_no_number() -> None:
    problem = the_problem(with_lines("marks: 4, ", 'marks: "4", '), "wrong-type")

    assert problem.params == {"expected": "number", "got": "4", "such": "4"}


def test_an_id_begins_with_a_letter() -> None:
    assert the_problem(with_lines("id: lights", "id: 9lights"), "bad-id").params == {"got": "9lights"}


def test_a_file_that_is_no_mapping_is_refused() -> None:
    assert codes(loaded("- a\n- b\n").problems) == ["wrong-type"]


def test_a_key_that_stands_twice_makes_a_rubric_wrong() -> None:
    assert told(GOOD + "missing: zero\n") == [("duplicate-key", 8, 1)]


def test_another_version_of_the_language_is_refused() -> None:
    assert codes(loaded(with_lines("redprop: 1", "redprop: 2")).problems) == ["not-one-of"]


def test_a_policy_that_is_wrong_is_not_called_unsaid_too() -> None:
    assert codes(loaded(with_lines("missing: full", "missing: ful")).problems) == ["not-one-of"]


def test_a_mistake_in_a_part_that_an_alias_repeats_is_told() -> None:
    text = """\
redprop: 1
id: one
marks: 8
missing: full
rounding: {score: 1}
sections:
  - {id: a, criteria: [{id: x, marks: 4, deduct: &d {each: 1, foo: 1}}]}
  - {id: b, criteria: [{id: y, marks: 4, deduct: *d}]}
"""

    assert "unknown-key" in codes(loaded(text).problems)


def test_a_wrong_item_of_a_list_that_an_alias_repeats_is_told() -> None:
    text = """\
redprop: 1
id: one
marks: 8
missing: full
rounding: {score: 1}
sections:
  - {id: a, criteria: &c [{id: x, marks: four, deduct: {each: 1}}]}
  - {id: b, criteria: *c}
"""

    assert "wrong-type" in codes(loaded(text).problems)


def test_channels_and_their_policies_are_read_beside_blend() -> None:
    channels = {
        "blend": "by_criterion",
        "city": {"weight": 1, "absent": {"weight_to": "owners"}},
        "owners": {"weight": 2, "absent": "zero"},
    }
    rubric = a_rubric(channels=channels, criteria=[a_criterion(channels=["city", "owners"])])

    assert rubric.channels is not None
    assert (rubric.channels.blend, rubric.channels.listed["city"].absent.weight_to) == ("by_criterion", "owners")


def test_a_channel_must_say_what_follows_when_it_is_absent() -> None:
    problem = the_problem(
        a_file(channels={"city": {"weight": 1}}, criteria=[a_criterion(channels=["city"])]), "missing-key"
    )

    assert problem.params == {"key": "absent"}


def test_an_absence_that_is_no_policy_lists_the_policies() -> None:
    channels = {"city": {"weight": 1, "absent": "ignore"}}
    problem = the_problem(a_file(channels=channels, criteria=[a_criterion(channels=["city"])]), "not-one-of")

    assert problem.params["choices"] == ["not_rated", "zero", "renormalise", "{weight_to: CHANNEL}"]


def test_a_rubric_file_is_loaded(tmp_path: Path) -> None:
    (tmp_path / "r.yaml").write_text(GOOD, encoding="utf-8")

    assert load_rubric(tmp_path / "r.yaml").id == "one"


def test_loading_a_wrong_file_raises_all_its_problems(tmp_path: Path) -> None:
    (tmp_path / "r.yaml").write_bytes(text_of(a_file(colour="red", shape="round")))

    with pytest.raises(RubricError) as refused:
        load_rubric(tmp_path / "r.yaml")

    assert codes(refused.value.problems) == ["unknown-key", "unknown-key"]


def test_a_file_that_is_not_there_is_a_problem(tmp_path: Path) -> None:
    with pytest.raises(RubricError) as refused:
        read_rubric(tmp_path / "gone.yaml")

    assert codes(refused.value.problems) == ["cannot-read"]
