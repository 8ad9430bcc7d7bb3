"""The two other proposals of our own: a manager's appraisal and a contractor's, by hand."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from redprop.engine.result import Result
from redprop.rubric.plan import Plan
from tests.builders import a_result
from tests.running import ROOT, Inside
from tests.sources.standard import grade, marks, of_one, result_of, score, standard

RUBRICS = ROOT / "rubrics"
REGISTER = "estate,households\nA,1000\n"


@pytest.fixture
def manager() -> Plan:
    return standard("manager-appraisal", folder=RUBRICS)


@pytest.fixture
def contractor() -> Plan:
    return standard("contractor-appraisal", folder=RUBRICS)


def managed(plan: Plan, profit: int, **more: object) -> Result:
    """Quarters of 84: 24 of 30, no complaint and no hazard 10 of 10; management is 34 of the 40 that were assessed."""
    measured = {"quarter_score": 84, "profit": profit, "profit_target": 100, "hazards": 0, **more}
    return of_one(plan, measured, register=REGISTER)


@pytest.mark.parametrize("profit", [100, 101, 250])
def test_profit_beyond_the_target_earns_nothing_more(profit: int, manager: Plan) -> None:
    """34 of 40 and 30 of 30: 64 of 70 are 91.43."""
    result = managed(manager, profit)

    assert marks(result, "profit") == 30
    assert score(result) == Fraction("91.43")


@pytest.mark.parametrize(("profit", "expected"), [(60, 0), (59, 0), (-20, 0), (80, 15), (99, Fraction("29.25"))])
def test_profit_is_a_straight_line_from_60_to_100_per_cent(
    profit: int, expected: int | Fraction, manager: Plan
) -> None:
    assert marks(managed(manager, profit), "profit_reached") == expected


@pytest.mark.parametrize("profit", [0, 100, 1000])
@pytest.mark.parametrize("veto", ["accidents", "falsified_papers"])
def test_no_profit_lifts_a_vetoed_manager(veto: str, profit: int, manager: Plan) -> None:
    result = managed(manager, profit, **{veto: 1})

    assert grade(result) == "fail"
    assert result.scores.iloc[0]["pay"] == Decimal(0)


def test_a_vetoed_manager_ranks_behind_everybody_else(manager: Plan) -> None:
    rows = [(who, "quarter_score", value) for who, value in (("A", 90), ("B", 62))]
    register = "estate,households\nA,1000\nB,1000\n"
    result = result_of(manager, [*rows, ("A", "accidents", 1)], register=register)

    assert list(result.ranking()["estate"]) == ["B", "A"]


def test_full_profit_does_not_make_up_for_weak_management(manager: Plan) -> None:
    """Quarters of 65: 5 of 30, complaints and hazards full: 15 of 40 assessed, which is 26.25 of 70."""
    result = managed(manager, 100, quarter_score=65)

    assert marks(result, "management") == Fraction("26.25")
    assert bool(result.verdict.held["weak_management"][0])
    assert score(result) <= 69


def test_the_weights_of_each_kind_of_contractor_come_to_a_hundred(contractor: Plan) -> None:
    for category in contractor.rubric.categories:
        weights = [
            section.by_category[category].weight if category in section.by_category else section.weight
            for section in contractor.rubric.sections
        ]
        assert sum(weight for weight in weights if weight is not None) == 100


def test_dated_checks_at_any_time_are_scored_one_by_one_and_then_averaged(contractor: Plan) -> None:
    """Guards. Order is 25 of 25 at the first check, and 20 of 25 at the second: 45 x 0.9 and 55 full are 95.5."""
    rows = [
        *(
            (visit, date, "staff_on_post", staff)
            for visit, date, staff in (("1", "2022-03-30", 10), ("2", "2022-05-11", 5))
        ),
        *((visit, date, "posts_agreed", 10) for visit, date in (("1", "2022-03-30"), ("2", "2022-05-11"))),
        *((visit, date, "briefing", "有") for visit, date in (("1", "2022-03-30"), ("2", "2022-05-11"))),
        *((visit, date, "control_room", "双人持证") for visit, date in (("1", "2022-03-30"), ("2", "2022-05-11"))),
    ]
    lines = [f"A,checks,{visit},{date},{what},{value}" for visit, date, what, value in rows]
    files = {"rows.csv": "\n".join(["contractor,channel,visit,date,criterion,value", *lines]) + "\n"}
    result = a_result(contractor, files, register="contractor,category\nA,保安公司\n")

    assert score(result) == Fraction("95.5")


def test_one_bad_part_of_fire_safety_is_all_of_it(contractor: Plan) -> None:
    """Equipment 84 of 100: 2 of 10, a fifth; the other two parts are full."""
    measured = {"control_room": "two", "equipment_working": 84, "equipment_tested": 100, "exits": 0}
    lines = ["contractor,criterion,value", *(f"A,{name},{value}" for name, value in measured.items())]
    register = "contractor,category\nA,fire_service\n"
    result = a_result(contractor, {"checks.csv": "\n".join(lines) + "\n"}, register=register)

    assert marks(result, "fire") == 5


def test_a_span_of_days_instead_of_a_quarter_takes_the_checks_inside_it(inside: Inside, tmp_path: Path) -> None:
    """Of two checks the second alone, by its day: order 20 of 25, so 45 x 0.8 and 55 full are 91."""
    days = {"1": ("2022-03-30", 10), "2": ("2022-05-11", 5)}
    lines = [
        f"A,{visit},{day},{what},{value}"
        for visit, (day, staff) in days.items()
        for what, value in (("staff_on_post", staff), ("posts_agreed", 10), ("briefing", "有"), ("control_room", "two"))
    ]
    (tmp_path / "checks.csv").write_text("\n".join(["contractor,visit,date,criterion,value", *lines]) + "\n", "utf-8")
    (tmp_path / "contractors.csv").write_text("contractor,category\nA,保安公司\n", "utf-8")
    rubric = RUBRICS / "contractor-appraisal.yaml"
    words = ("score", "--rubric", rubric, "--register", "contractors.csv", "--format", "csv")
    spring = ("--from", "2022-04-01", "--until", "2022-06-30", "checks.csv")
    ran = inside(*words, *spring, cwd=tmp_path)

    assert ran.code == 0, ran.err
    assert [(row["score"], row["grade"], row["pay"]) for row in ran.rows] == [("91.00", "A", "1.00")]
