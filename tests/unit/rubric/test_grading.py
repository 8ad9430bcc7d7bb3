from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest

from redprop.rubric.grading import Grades
from tests.builders import a_criterion, a_file, a_rubric, loaded

WORK = a_criterion("work", 100, given={})
GOOD: dict[str, Any] = {"order": ["A", "B", "C"], "bands": [[90, "A"], [60, "B"]], "else": "C"}
QUOTA: dict[str, Any] = {"grade": "A", "top_share": 0.05, "seats": "floor", "ties": "in", "smallest": 20}
ROUNDING: dict[str, Any] = {"score": 0}


def told(**changed: Any) -> list[tuple[str, dict[str, Any], str]]:
    """Each problem's code, what it says, and the text of its line from its place on."""
    lines = json.dumps(a_file(**({"criteria": [WORK]} | changed)), indent=1).splitlines()
    found = loaded("\n".join(lines)).problems
    return [(p.code, dict(p.params), lines[p.place.line - 1][p.place.column - 1 :].rstrip(",")) for p in found]


def graded(**changed: Any) -> list[tuple[str, dict[str, Any], str]]:
    return told(grades={key: said for key, said in (GOOD | changed).items() if said is not None})


def grades(**changed: Any) -> Grades:
    found = a_rubric(criteria=[WORK], grades=GOOD | changed).grades
    assert found is not None
    return found


# -- bands -------------------------------------------------------------------------------------------------------------


def test_a_band_is_a_cut_and_a_grade() -> None:
    band = grades().bands[0]

    assert (band.cut, band.grade, band.when, band.to, band.columns) == (90, "A", None, None, {})


def test_a_band_may_be_written_by_names() -> None:
    named = [{"cut": 90, "grade": "A", "columns": {"pay": 1}}, [60, "B"]]

    assert grades(bands=named) == grades(bands=[[90, "A", {"pay": 1}], [60, "B"]])


def test_what_is_no_option_of_a_band_is_a_column() -> None:
    band = grades(bands=[[90, "A", {"to": 100, "pay": 0.95, "note": "all"}]]).bands[0]

    assert (band.to, band.columns) == (100, {"pay": Decimal("0.95"), "note": "all"})


def test_a_condition_of_a_band_is_no_column() -> None:
    band = grades(bands=[[90, "A", {"when": {"score": {"at_least": 1}}, "if_missing": "ignored"}]]).bands[0]

    assert (band.when is not None, band.if_missing, band.columns) == (True, "ignored", {})


@pytest.mark.parametrize("band", [[90], [90, "A", 100], [90, "A", {}, {}], []])
def test_a_band_of_another_shape_is_refused_at_its_place(band: list[Any]) -> None:
    assert [(code, text[0]) for code, _, text in graded(bands=[band, [60, "B"]])] == [("band-pair", "[")]


def test_a_cut_is_a_number() -> None:
    assert [(code, said["expected"]) for code, said, _ in graded(bands=[["90", "A"], [60, "B"]])] == [
        ("wrong-type", "number")
    ]


@pytest.mark.parametrize("got", [True, None, [1], {"of": 1}])
def test_a_column_of_a_grade_is_a_number_or_a_word(got: Any) -> None:
    params = {"name": "pay", "got": str(got)}

    assert graded(bands=[[90, "A", {"pay": got}]]) == [("plain-column", params, "[")]
    assert graded(**{"else": ["C", {"pay": got}]}) == [("plain-column", params, '"else": [')]


def test_an_empty_condition_is_told_once_and_where_it_stands() -> None:
    found = graded(bands=[[90, "A", {"when": {}, "if_missing": "ignored"}], [60, "B"]])

    assert found == [("empty", {"key": "when"}, '"when": {}')]


def test_a_wrong_option_of_a_band_is_told_once_and_where_it_stands() -> None:
    assert graded(bands=[[90, "A", {"to": "x"}], [60, "B"]]) == [
        ("wrong-type", {"expected": "number", "got": "x"}, '"to": "x"')
    ]
    assert graded(bands=[[90, "A", {"when": {"fire": {"above": 0}}, "if_missing": "no"}], [60, "B"]]) == [
        ("not-one-of", {"got": "no", "choices": ["holds", "ignored"]}, '"if_missing": "no"')
    ]


def test_a_band_must_say_what_follows_where_its_condition_is_undecided() -> None:
    found = graded(bands=[[90, "A", {"when": {"fire": {"above": 0}}}], [60, "B"]])

    assert found == [("unstated-band-if-missing", {"grade": "A"}, "[")]


def test_bands_or_quotas_give_grades() -> None:
    assert graded(bands=[]) == [("no-bands", {}, '"bands": []')]
    assert graded(bands=[], quotas=[QUOTA]) == []
    assert graded(bands=None) == [("missing-key", {"key": "bands"}, '"grades": {')]


@pytest.mark.parametrize("key", ["order", "else"])
def test_grades_have_an_order_and_a_last_one(key: str) -> None:
    assert ("missing-key", {"key": key}, '"grades": {') in graded(**{key: None})


def test_an_order_of_nothing_is_refused() -> None:
    assert graded(order=[]) == [("empty", {"key": "order"}, '"order": []')]


def test_a_grade_stands_once_in_the_order() -> None:
    # a step down from A would be A
    assert graded(order=["A", "A", "B", "C"]) == [("said-twice", {"name": "A"}, '"order": [')]


def test_the_grades_of_a_part_are_held_to_the_same() -> None:
    part = WORK | {"grades": GOOD | {"order": ["A", "B", "B", "C"]}}

    assert told(criteria=[part]) == [("said-twice", {"name": "B"}, '"order": [')]


# -- else --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("said", ["C", ["C"], {"grade": "C"}])
def test_else_is_a_grade(said: Any) -> None:
    assert grades(**{"else": said}).otherwise.grade == "C"


def test_else_may_carry_columns() -> None:
    assert grades(**{"else": ["C", {"pay": 0.7}]}).otherwise.columns == {"pay": Decimal("0.7")}


@pytest.mark.parametrize("said", [[], ["C", 1], ["C", {}, {}]])
def test_else_of_another_shape_is_refused(said: Any) -> None:
    assert [(code, text.split(":")[0]) for code, _, text in graded(**{"else": said})] == [("else-pair", '"else"')]


# -- columns -----------------------------------------------------------------------------------------------------------


def test_a_grade_carries_its_columns_from_whichever_band_gives_it() -> None:
    said = grades(bands=[[90, "A", {"pay": 1}], [60, "B", {"pay": 0.9, "note": "b"}]], **{"else": ["C", {"pay": 0}]})

    assert said.columns() == {"A": {"pay": 1}, "B": {"pay": Decimal("0.9"), "note": "b"}, "C": {"pay": 0}}


def test_a_grade_without_columns_carries_none() -> None:
    assert grades(bands=[[90, "A", {"pay": 1}], [60, "B"]]).columns() == {"A": {"pay": 1}}


@pytest.mark.parametrize("other", [{"pay": 0.9}, {}, {"pay": 1, "note": "x"}])
def test_one_grade_carries_the_same_in_every_band(other: dict[str, Any]) -> None:
    found = graded(bands=[[90, "A", {"pay": 1}], [60, "A", other]])

    assert found == [("same-grade-columns", {"grade": "A"}, "[")]


def test_else_carries_the_same_as_a_band_of_its_grade() -> None:
    found = graded(bands=[[60, "C", {"pay": 1}]], **{"else": ["C", {"pay": 0}]})

    assert found == [("same-grade-columns", {"grade": "C"}, '"else": [')]


def test_zeros_at_the_end_of_a_column_do_not_differ() -> None:
    text = json.dumps(a_file(criteria=[WORK], grades=GOOD | {"bands": [[90, "A", {"pay": 1}], [60, "A", {"pay": 7}]]}))

    assert not loaded(text.replace('"pay": 7', '"pay": 1.00')).problems


# -- quotas ------------------------------------------------------------------------------------------------------------


def test_a_quota_is_a_share_from_the_top_or_from_the_bottom() -> None:
    bottom = {"grade": "C", "bottom_share": 0.1, "seats": "ceil", "ties": "out"}
    top, last = grades(quotas=[QUOTA, bottom]).quotas

    assert (top.share, top.top_share, last.share, last.top_share) == (
        Decimal("0.05"),
        Decimal("0.05"),
        Decimal("0.1"),
        None,
    )
    assert (top.smallest, last.smallest, last.below) == (20, 1, "bands")


@pytest.mark.parametrize("said", [{"bottom_share": 0.1}, {"top_share": None}])
def test_it_is_from_exactly_one_end(said: dict[str, Any]) -> None:
    quota = {key: value for key, value in (QUOTA | said).items() if value is not None}

    assert graded(quotas=[quota]) == [("one-of", {"choices": ["top_share", "bottom_share"]}, "{")]


@pytest.mark.parametrize(("share", "bound"), [(0, "more than"), (-0.1, "more than"), (1.01, "at most")])
def test_a_share_is_more_than_nothing_and_at_most_all(share: float, bound: str) -> None:
    found = graded(quotas=[QUOTA | {"top_share": share}])

    assert [(code, said["bound"], text.split(":")[0]) for code, said, text in found] == [
        ("out-of-range", bound, '"top_share"')
    ]


def test_a_share_of_all_is_a_share() -> None:
    assert graded(quotas=[QUOTA | {"top_share": 1}]) == []


@pytest.mark.parametrize(
    ("key", "choices"), [("seats", ["floor", "ceil", "half_up"]), ("ties", ["in", "out"]), ("below", ["bands"])]
)
def test_choices_of_a_quota_are_listed(key: str, choices: list[str]) -> None:
    found = graded(quotas=[QUOTA | {key: "x"}])

    assert [(code, said["choices"]) for code, said, _ in found] == [("not-one-of", choices)]


@pytest.mark.parametrize("key", ["grade", "seats", "ties"])
def test_nothing_of_a_quota_is_guessed(key: str) -> None:
    quota = {name: value for name, value in QUOTA.items() if name != key}

    assert graded(quotas=[quota]) == [("missing-key", {"key": key}, "{")]


def test_a_quota_names_a_grade_that_there_is() -> None:
    found = graded(quotas=[QUOTA | {"grade": "AAA"}])

    assert [(code, said["name"], text.split(":")[0]) for code, said, text in found] == [
        ("unknown-name", "AAA", '"grade"')
    ]


def test_a_league_of_none_is_no_smallest() -> None:
    assert [code for code, _, _ in graded(quotas=[QUOTA | {"smallest": 0}])] == ["out-of-range"]


# -- zone --------------------------------------------------------------------------------------------------------------


def zoned(above: Any, below: Any, to: Any, score: int = 0) -> list[tuple[str, dict[str, Any], str]]:
    return told(rounding={"score": score, "zone": {"above": above, "below": below, "to": to}})


@pytest.mark.parametrize("to", [59, 60])
def test_a_zone_leads_to_either_of_its_ends(to: int) -> None:
    assert zoned(59, 60, to) == []


@pytest.mark.parametrize(("above", "below"), [(60, 59), (59, 59)])
def test_the_ends_of_a_zone_rise(above: int, below: int) -> None:
    assert zoned(above, below, 59) == [("zone-order", {}, '"zone": {')]


@pytest.mark.parametrize("to", [58, 61])
def test_a_zone_does_not_lead_out_of_itself(to: int) -> None:
    assert zoned(59, 60, to) == [("zone-to", {}, f'"to": {to}')]


def test_a_zone_leads_to_a_score_that_can_be_printed() -> None:
    assert zoned(59, 60, 59.5) == [("cap-too-fine", {"cap": "59.5", "places": 0}, '"to": 59.5')]
    assert zoned(59, 60, 59.5, score=1) == []


@pytest.mark.parametrize("key", ["above", "below", "to"])
def test_a_zone_says_all_of_it(key: str) -> None:
    zone = {name: value for name, value in {"above": 59, "below": 60, "to": 59}.items() if name != key}

    assert told(rounding={"score": 0, "zone": zone}) == [("missing-key", {"key": key}, '"zone": {')]
