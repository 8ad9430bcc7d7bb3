from __future__ import annotations

from fractions import Fraction
from typing import Any

from redprop.rubric.plan import Branch, Column, Leaf
from tests.builders import a_criterion, a_plan

CHANNELS = {"industry": {"weight": 2, "absent": "zero"}, "owners": {"weight": 1, "absent": {"weight_to": "industry"}}}


def a_leaf(criterion: dict[str, Any], section: dict[str, Any] | None = None, **changed: Any) -> Leaf:
    above = {"id": "outer", "sections": [{"id": "inner", "criteria": [criterion]} | (section or {})]}
    return a_plan(sections=[above], **changed).leaves[0]


def a_column(name: str = "tidy", **changed: Any) -> Column:
    return a_plan(**changed).columns[name]


def test_a_criterion_inherits_from_the_root() -> None:
    assert a_leaf(a_criterion(), missing="zero").missing == "zero"


def test_what_the_nearest_section_says_holds() -> None:
    assert a_leaf(a_criterion(), {"missing": "not_assessed"}, missing="zero").missing == "not_assessed"


def test_what_a_criterion_says_itself_holds() -> None:
    leaf = a_leaf(a_criterion(missing="full"), {"missing": "not_assessed"}, missing="zero")

    assert leaf.missing == "full"


def test_channels_are_inherited_and_said_again() -> None:
    sections = [
        {"id": "s", "channels": ["industry"], "criteria": [a_criterion("a"), a_criterion("b", channels=["owners"])]}
    ]
    leaves = a_plan(channels=CHANNELS, sections=sections).leaves

    assert [leaf.channels for leaf in leaves] == [("industry",), ("owners",)]


def test_a_rubric_without_channels_has_one_without_a_name() -> None:
    assert [channel.id for channel in a_plan().channels] == [""]


def test_a_channel_knows_who_gets_its_weight() -> None:
    plan = a_plan(channels=CHANNELS, criteria=[a_criterion(channels=["industry", "owners"])])

    assert (plan.channel("owners").heir, plan.channel("owners").weight) == ("industry", Fraction(1))


def test_a_criterion_weighs_its_marks_unless_it_says_otherwise() -> None:
    leaves = a_plan(criteria=[a_criterion("a", 4), a_criterion("b", 6, weight=1)]).leaves

    assert [leaf.weight for leaf in leaves] == [4, 1]


def test_a_section_weighs_what_its_criteria_come_to() -> None:
    (branch,) = a_plan(sections=[{"id": "s", "criteria": [a_criterion("a", 4), a_criterion("b", 2.5)]}]).sections

    assert (branch.weight, branch.marks) == (Fraction(13, 2), None)


def test_a_criterion_is_fed_by_the_measure_of_its_own_id() -> None:
    leaf = a_leaf(a_criterion("lights", linear={"from": 0, "to": 1}))

    assert (leaf.feed.columns, leaf.feed.take) == (("lights",), "once")


def test_a_deduction_takes_the_sum_of_its_findings() -> None:
    assert a_leaf(a_criterion()).feed.take == "sum"


def test_causes_are_the_measures_of_a_criterion() -> None:
    plan = a_plan(criteria=[a_criterion(deduct={"bare": {"each": 1}, "no_log": {"once": 1}})])

    assert (plan.leaves[0].feed.columns, set(plan.columns)) == (("bare", "no_log"), {"bare", "no_log"})


def test_an_exposure_may_be_a_measure_or_a_register_column() -> None:
    ratio = a_criterion("a", proportion=None, measure={"sum": "done", "per": "asked"})
    per_home = a_criterion("b", proportion=None, measure={"sum": "seen", "per": "register.homes"})
    first, second = a_plan(criteria=[ratio, per_home]).leaves

    assert (first.feed.per, first.feed.per_register) == ("asked", None)
    assert (second.feed.per, second.feed.per_register) == (None, "homes")


def test_a_register_column_is_no_measure_of_the_files() -> None:
    plan = a_plan(criteria=[a_criterion("b", proportion=None, measure={"sum": "seen", "per": "register.homes"})])

    assert set(plan.columns) == {"seen"}


def test_a_measure_that_only_a_limit_names_may_come_from_any_channel() -> None:
    limit = {"id": "fire", "when": {"fire_found": {"at_least": 1}}, "if_missing": "ignored", "cap": 5}
    criteria = [a_criterion(channels=["owners"]), a_criterion("walls", channels=["industry"])]
    plan = a_plan(channels=CHANNELS, criteria=criteria, limits=[limit])

    assert (plan.columns["fire_found"].channels, plan.columns["tidy"].channels) == (frozenset(), {"owners"})


def test_a_row_of_findings_may_have_no_value() -> None:
    assert a_column().counts_rows


def test_a_measure_that_two_criteria_read_differently_needs_its_values() -> None:
    mean = a_criterion("other", linear={"from": 0, "to": 1}, measure={"mean": "tidy"})

    assert not a_column(criteria=[a_criterion(), mean]).counts_rows


def test_values_are_measured_as_finely_as_the_rubric_says() -> None:
    assert a_column(decimals=2).decimals == 2


def test_a_criterion_may_be_measured_more_finely() -> None:
    plan = a_plan(decimals=1, criteria=[a_criterion("a"), a_criterion("b", decimals=9)])

    assert [plan.columns[name].decimals for name in ("a", "b")] == [1, 9]
    assert plan.decimals == 9


def test_a_shared_measure_is_as_fine_as_its_finest_reader_asks() -> None:
    mean = a_criterion("other", linear={"from": 0, "to": 1}, measure={"mean": "tidy"})

    # one reader says 1 decimal, the other the rubric's 4
    assert a_column(criteria=[a_criterion(decimals=1), mean]).decimals == 4


def test_marks_that_are_given_have_bounds() -> None:
    column = a_column(criteria=[a_criterion(marks=5, given=None)])

    assert (column.least, column.most) == (0, 5)


def test_a_count_of_findings_is_not_negative_even_over_an_exposure() -> None:
    assert a_column(criteria=[a_criterion(measure={"sum": "tidy", "per": "register.homes"})]).least == 0


def test_a_measure_answers_to_its_id_titles_and_aliases() -> None:
    criterion = a_criterion(title={"zh": "整洁", "en": "Tidy"}, aliases=["neat"])

    assert set(a_column(criteria=[criterion]).names) == {"tidy", "整洁", "Tidy", "neat"}


def test_a_named_measure_answers_to_its_titles() -> None:
    question = a_criterion(linear={"from": 1, "to": 5}, measure={"mean": ["q5", "q6"]})
    plan = a_plan(criteria=[question], measures={"q5": {"title": {"zh": "第五题"}}})

    assert set(plan.columns["q5"].names) == {"q5", "第五题"}


def test_answers_that_leave_the_mean_are_inherited() -> None:
    section = {"id": "s", "unanswered": [9], "criteria": [a_criterion(linear={"from": 1, "to": 5})]}

    assert a_column(sections=[section]).unanswered == {9}


def test_a_section_that_is_a_mean_keeps_its_marks() -> None:
    section = {"id": "s", "marks": 20, "combine": "mean", "rescale": "here", "criteria": [a_criterion()]}
    (branch,) = a_plan(marks=20, sections=[section]).sections

    assert (branch.marks, branch.combine, branch.rescaled) == (20, "mean", True)
    assert isinstance(branch, Branch)
