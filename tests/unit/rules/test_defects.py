from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from pydantic import ValidationError

from redprop.rules import Seen
from redprop.rules.defects import Defects
from tests.builders import a_criterion, a_file, fractions, ratios, the_problem

TABLE: dict[str, Any] = {"severity": "severity", "costs": {"low": 2, "severe": Decimal("12.2")}, "same": ["defect"]}


def test_each_severity_costs_what_the_table_says() -> None:
    # 3 x 2 + 1 x 12.2 and nothing
    seen = Seen(ratios(0, 0), causes={"low": ratios(3, 0), "severe": ratios(1, 0)})

    assert fractions(Defects.model_validate(TABLE).marks(Fraction(0), seen)) == [Fraction("18.2"), 0]


def test_counts_divided_by_what_was_inspected_cost_as_much_less() -> None:
    # two low of ten units: 2 x 2/10
    seen = Seen(ratios(0), causes={"low": ratios("2/10")})

    assert fractions(Defects.model_validate(TABLE).marks(Fraction(0), seen)) == [Fraction(2, 5)]


def test_severities_come_from_the_costliest() -> None:
    equal = TABLE | {"costs": {"b": 1, "a": 1, "c": 5}}

    assert Defects.model_validate(TABLE).worst_first == ("severe", "low")
    assert Defects.model_validate(equal).worst_first == ("c", "b", "a"), "of equals the first in the file"


def test_the_columns_that_tell_rows_apart_are_each_named_once() -> None:
    said = TABLE | {"same": ["defect", "place"], "not_scored": {"defect": "smoke_alarm"}}

    assert Defects.model_validate(said).row_columns() == ("severity", "defect", "place")


def test_one_word_that_is_not_scored_needs_no_brackets() -> None:
    assert Defects.model_validate(TABLE | {"not_scored": {"defect": "alarm"}}).not_scored == {"defect": ["alarm"]}


def test_a_severity_may_be_written_in_other_ways() -> None:
    said = TABLE | {"costs": {"severe": {"cost": 12, "aliases": ["严重"]}}}

    assert Defects.model_validate(said).spellings() == {"severe": "severe", "严重": "severe"}


@pytest.mark.parametrize("lacking", ["severity", "costs", "same"])
def test_what_tells_defects_apart_must_be_said(lacking: str) -> None:
    with pytest.raises(ValidationError, match="Field required"):
        Defects.model_validate({key: value for key, value in TABLE.items() if key != lacking})


def test_nothing_else_than_the_worst_is_kept() -> None:
    with pytest.raises(ValidationError, match="worst"):
        Defects.model_validate(TABLE | {"keep": "first"})


def test_a_defect_may_cost_nothing_but_never_less() -> None:
    seen = Seen(ratios(0), causes={"noted": ratios(7)})

    assert fractions(Defects.model_validate(TABLE | {"costs": {"noted": 0}}).marks(Fraction(0), seen)) == [0]
    with pytest.raises(ValidationError, match="greater than or equal to 0"):
        Defects.model_validate(TABLE | {"costs": {"noted": -1}})


@pytest.mark.parametrize("lacking", [{"costs": {}}, {"same": []}, {"times": 0, "per": "units"}])
def test_a_table_of_nothing_is_refused(lacking: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Defects.model_validate(TABLE | lacking)


def test_no_defect_of_any_severity_costs_nothing() -> None:
    assert fractions(Defects.model_validate(TABLE).marks(Fraction(0), Seen(ratios(0, 0)))) == [0, 0]


def test_there_is_less_than_nothing_of_no_defect() -> None:
    assert Defects.model_validate(TABLE).bounds(Fraction(0)) == (0, None)


def test_a_severity_that_two_words_fold_to_is_refused() -> None:
    unit = a_criterion("unit", takes_off=True, defects=TABLE | {"costs": {"low": 2, "LOW": 3}})

    assert the_problem(a_file(criteria=[unit])).code == "same-writing"


def test_a_factor_without_an_exposure_is_refused_for_it_would_do_nothing() -> None:
    said = {"severity": "severity", "costs": {"low": 2}, "same": ["room"]}
    with pytest.raises(ValidationError, match="times needs per"):
        Defects.model_validate({**said, "times": 100})
    assert Defects.model_validate({**said, "per": "rooms", "times": 100}).exposure() == ("rooms", Fraction(100))
