from __future__ import annotations

from typing import Any

import pytest

from redprop.engine.columns import grades_of
from redprop.engine.frames import rank_frame, score_frame
from tests.builders import a_criterion, a_file, a_result, the_problem

WORK = a_criterion("work", 100, given={})
CLEAN = {"bad": {"at_most": 0}}


def graded(rows: str, *bands: list[Any], otherwise: Any = "C", **changed: Any) -> list[str]:
    grades = {"order": ["A", "B", "C"], "bands": list(bands), "else": otherwise}
    return grades_of(a_result({"criteria": [WORK], "grades": grades} | changed, rows))


def test_a_band_holds_only_where_its_condition_does() -> None:
    rows = "A,work,58\nA,bad,0\nB,work,58\nB,bad,2\nC,work,60\nC,bad,2\n"

    assert graded(rows, [60, "B"], [0, "B", {"when": CLEAN, "if_missing": "ignored"}]) == ["B", "C", "B"]


def test_a_condition_that_is_undecided_follows_if_missing() -> None:
    assert graded("A,work,58\n", [0, "B", {"when": CLEAN, "if_missing": "ignored"}]) == ["C"]
    assert graded("A,work,58\n", [0, "B", {"when": CLEAN, "if_missing": "holds"}]) == ["B"]


def test_the_first_band_that_holds_counts_though_a_later_one_holds_too() -> None:
    assert graded("A,work,95\nA,bad,0\n", [90, "A", {"when": CLEAN, "if_missing": "ignored"}], [90, "B"]) == ["A"]
    assert graded("A,work,95\nA,bad,1\n", [90, "A", {"when": CLEAN, "if_missing": "ignored"}], [90, "B"]) == ["B"]


def test_the_printed_end_of_a_band_decides_nothing() -> None:
    assert graded("A,work,90\n", [80, "B", {"to": 85}]) == ["B"]


PAID: dict[str, Any] = {
    "criteria": [WORK],
    "grades": {
        "order": ["A", "B", "C"],
        "bands": [[90, "A", {"pay": 1.00, "note": "all"}], [60, "B", {"pay": 0.98}]],
        "else": ["C", {"pay": 0.70}],
    },
}


def test_columns_go_with_the_grade() -> None:
    frame = score_frame(a_result(PAID, "A,work,95\nB,work,60\nC,work,59.99\n"))

    assert [str(pay) for pay in frame["pay"]] == ["1.0", "0.98", "0.7"]
    assert list(frame["note"]) == ["all", None, None]


def test_columns_go_with_the_grade_that_is_given_in_the_end() -> None:
    down = {"id": "accident", "when": {"accidents": {"at_least": 1}}, "if_missing": "ignored", "steps_down": 1}
    frame = rank_frame(a_result(PAID | {"limits": [down]}, "A,work,95\nA,accidents,1\n"))

    assert (frame["grade"][0], str(frame["pay"][0])) == ("B", "0.98")


def test_without_a_score_a_grade_pays_nothing() -> None:
    rubric = PAID | {"criteria": [WORK | {"missing": "not_assessed"}]}

    assert score_frame(a_result(rubric, "A,work,n/a\n"))["pay"][0] is None


PARTS: dict[str, Any] = {
    "sections": [
        {
            "id": "safety",
            "criteria": [a_criterion("exits", 20, given={})],
            "grades": {"order": ["sound", "unsound"], "bands": [[15, "sound"]], "else": "unsound"},
        }
    ],
    "criteria": [a_criterion("work", 80, given={})],
}


def test_a_part_has_grades_of_its_own() -> None:
    frame = score_frame(a_result(PARTS, "A,exits,15\nA,work,0\nB,exits,14.99\nB,work,80\n"))

    assert list(frame["safety_grade"]) == ["sound", "unsound"]


def test_the_grade_of_a_part_that_was_not_assessed_is_none() -> None:
    rubric = PARTS | {"missing": "not_assessed"}

    assert list(score_frame(a_result(rubric, "A,work,80\n"))["safety_grade"]) == [""]


def test_limits_and_bands_may_ask_for_the_grade_of_a_part() -> None:
    limit = {"id": "unsafe", "when": {"grade.safety": {"equals": "unsound"}}, "if_missing": "ignored", "cap": 59}
    result = a_result(PARTS | {"limits": [limit]}, "A,exits,14\nA,work,80\nB,exits,15\nB,work,80\n")

    # 94 is capped; 95 is not
    assert [int(units) for units in result.score_units] == [5900, 9500]

    when = {"when": {"grade.safety": ["sound"]}, "if_missing": "ignored"}
    grades = {"order": ["A", "C"], "bands": [[90, "A", when]], "else": "C"}
    assert grades_of(a_result(PARTS | {"grades": grades}, "A,exits,14\nA,work,80\nB,exits,15\nB,work,80\n")) == [
        *("C", "A")
    ]


def test_the_marks_of_a_part_are_not_rounded_as_the_score_is() -> None:
    # 14.5 would be 15 in whole marks, and sound; the score, 94.5, is banded as 95
    grades = {"order": ["A", "C"], "bands": [[95, "A"]], "else": "C"}
    rubric = PARTS | {"rounding": {"score": 1, "grade": 0}, "grades": grades}
    result = a_result(rubric, "A,exits,14.5\nA,work,80\n")

    assert (list(score_frame(result)["safety_grade"]), grades_of(result)) == (["unsound"], ["A"])


FAULTS = {"order": ["clean", "fair", "bad"], "bands": [[0, "clean"], [10, "fair"]], "else": "bad"}


def test_less_of_a_cost_is_better() -> None:
    cost = a_criterion("faults", points={"each": 2}, takes_off=True, grades=FAULTS)
    frame = score_frame(a_result({"from": 100, "criteria": [cost]}, "A,faults,0\nB,faults,5\nC,faults,5.1\n"))

    # 0, 10 (on the cut) and 10.2
    assert list(frame["faults_grade"]) == ["clean", "fair", "bad"]


def test_where_less_is_better_it_is_of_a_part_too_and_more_of_what_is_taken_off_there() -> None:
    mended = {"order": ["much", "little"], "bands": [[3, "much"]], "else": "little"}
    criteria = [
        a_criterion("faults", points={"each": 2}, grades=FAULTS),
        a_criterion("mended", points={}, takes_off=True, grades=mended),
    ]
    rows = "A,faults,5\nA,mended,3\nB,faults,6\nB,mended,2\n"
    frame = score_frame(a_result({"better": "lower", "criteria": criteria}, rows))

    assert (list(frame["faults_grade"]), list(frame["mended_grade"])) == (["fair", "bad"], ["much", "little"])


FINE = {"order": ["fine", "poor"], "bands": [[5, "fine"]], "else": "poor"}


def nested(asks: str) -> dict[str, Any]:
    """A section whose band asks for a grade: of the criterion in it, of one beside it, or its own."""
    band = [0, "fine", {"when": {f"grade.{asks}": "fine"}, "if_missing": "ignored"}]
    within = a_criterion("within", 10, given={}, grades=FINE)
    section = {"id": "part", "criteria": [within], "grades": FINE | {"bands": [band]}}
    return {"sections": [section], "criteria": [a_criterion("beside", 10, given={}, grades=FINE)], "marks": 20}


def test_bands_of_a_part_may_ask_for_the_grades_below_it() -> None:
    frame = score_frame(a_result(nested("within"), "A,within,5\nA,beside,0\nB,within,4\nB,beside,0\n"))

    assert list(frame["part_grade"]) == ["fine", "poor"]


@pytest.mark.parametrize("asks", ["part", "beside"])
def test_bands_of_a_part_ask_for_no_other_grade(asks: str) -> None:
    problem = the_problem(a_file(**nested(asks)))

    assert (problem.code, problem.params["name"]) == ("unknown-name", f"grade.{asks}")


def test_a_grade_is_no_number_that_decides_among_equals() -> None:
    rubric = {"criteria": [a_criterion(grades=FINE)], "ranking": {"then_by": ["grade.tidy"]}}

    assert the_problem(a_file(**rubric)).code == "unknown-name"
