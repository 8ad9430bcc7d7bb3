"""A measure that counts twice."""

from __future__ import annotations

from tests.unit.check.looking import says, told


def two(first: str, second: str) -> str:
    """Two criteria of two marks: the second stands in line 8, from column 6 (id) on."""
    return f"marks: 4\ncriteria:\n  - {{id: paths, marks: 2, {first}}}\n  - {{id: lawns, marks: 2, {second}}}\n"


def test_a_second_criterion_of_the_same_measure_is_told_at_its_measure() -> None:
    # `  - {id: lawns, marks: 2, ` has 26 characters
    text = two("deduct: {each: 1}", "measure: {sum: paths}, deduct: {each: 1}")

    assert told(text, "same-measure-twice") == ["warning 8:27"]
    assert says(text, "same-measure-twice").startswith("lawns is fed by paths, which feeds paths already")


def test_a_second_criterion_without_a_measure_of_its_own_is_told_at_its_id() -> None:
    assert told(two("measure: {sum: lawns}, deduct: {each: 1}", "deduct: {each: 1}"), "same-measure-twice") == [
        "warning 8:6"
    ]


def test_a_cause_is_a_measure_too() -> None:
    assert told(two("deduct: {each: 1}", "deduct: {paths: {each: 1}}"), "same-measure-twice") == ["warning 8:6"]


def test_what_a_measure_is_divided_by_may_be_anything() -> None:
    share = "{sum: swept, per: metres}"

    assert told(two(f"measure: {share}, proportion: {{}}", "measure: {sum: mown, per: metres}, proportion: {}"),
                "same-measure-twice") == []  # fmt: skip


def test_a_limit_may_read_what_a_criterion_reads() -> None:
    text = two("deduct: {each: 1}", "deduct: {each: 1}")
    limit = "limits:\n  - {id: l, when: {paths: {above: 9}}, if_missing: ignored, cap: 2}\n"

    assert told(text + limit, "same-measure-twice") == []


def test_a_bonus_that_reads_what_a_criterion_reads_is_told() -> None:
    bonus = "bonus: {criteria: [{id: more, measure: {sum: paths}, points: {each: 1}}]}\n"

    # `bonus: {criteria: [{id: more, ` has 30 characters
    assert told(two("given: {}", "given: {}") + bonus, "same-measure-twice") == ["warning 9:31"]


def test_a_measure_that_nothing_reads_is_told_with_the_nearest() -> None:
    found = told(
        "measures: {anser: {least: 1}, other: {title: Other}}\n"
        "criteria: [{id: calm, marks: 100, measure: {mean: answer}, linear: {from: 1, to: 5}}]\n",
        "unused-measure",
    )

    assert found == ["warning 5:12", "warning 5:31"]


def test_a_measure_that_only_a_limit_or_the_visit_reads_is_read() -> None:
    limit = "limits: [{id: l, when: {fires: {at_least: 1}}, if_missing: ignored, cap: 9}]\n"
    text = "measures: {fires: {title: Fires}}\ncriteria: [{id: calm, marks: 100, given: {}}]\n" + limit

    assert told(text, "unused-measure") == []
