from __future__ import annotations

from typing import Any

import pytest

from tests.builders import a_criterion, a_plan, a_result, codes, scores, table_problems

SNOW: dict[str, Any] = {
    "criteria": [
        a_criterion("tidy", 10),
        a_criterion("snow", 10, applies_when={"quarter": [1, 4]}, not_applicable="leave_out"),
    ]
}
ROWS = "A,tidy,5\nA,snow,10\n"


@pytest.mark.parametrize(
    ("period", "score"), [("2022Q4", "5.00"), ("2022Q1", "5.00"), ("2022Q2", "10.00"), ("2022-11", "5.00")]
)
def test_a_criterion_applies_in_its_quarters(period: str, score: str) -> None:
    # in winter 5 + 0 of 20; else 5 of 10, of the whole's 20
    assert scores(a_result(SNOW, ROWS, period=period)) == {"A": score}


@pytest.mark.parametrize("period", ["", "2022", "spring"])
def test_a_period_without_a_quarter_is_refused(period: str) -> None:
    assert codes(table_problems(a_plan(**SNOW), ROWS, period=period)) == ["no-quarter"]


def test_a_limit_may_ask_for_the_quarter() -> None:
    limit = {
        "id": "late",
        "when": {"quarter": {"equals": 2}, "tidy": {"at_least": 1}},
        "if_missing": "ignored",
        "cap": 3,
    }
    rubric = {"criteria": [a_criterion("tidy", 10)], "limits": [limit]}

    assert scores(a_result(rubric, "A,tidy,1\n", period="2022Q2")) == {"A": "3.00"}
    assert scores(a_result(rubric, "A,tidy,1\n", period="2022Q3")) == {"A": "9.00"}


def test_the_quarter_is_part_of_what_a_result_is_known_by() -> None:
    def known(period: str, **rubric: Any) -> str:
        return a_result(rubric, "A,tidy,5\n", period=period).fingerprint

    assert len({known(period, **SNOW) for period in ("2022Q1", "2022Q2", "2022Q3")}) == 3
    # the first quarter of any year, and any period where nobody asks, give the same
    assert known("2022Q1", **SNOW) == known("2023-02", **SNOW)
    assert known("2022Q1") == known("2022Q2")
