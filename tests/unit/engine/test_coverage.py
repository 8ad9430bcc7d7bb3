from __future__ import annotations

from typing import Any

from tests.builders import a_criterion, a_result

CHANNELS = {"industry": {"weight": 2, "absent": "renormalise"}, "owners": {"weight": 1, "absent": "renormalise"}}
BOTH = ["industry", "owners"]


def covered(files: Any, rubric: dict[str, Any] | None = None, **said: Any) -> int:
    criteria = [a_criterion("a", 4, channels=BOTH), a_criterion("b", 6, channels=BOTH)]
    plain = {"channels": CHANNELS, "criteria": criteria, "missing": "not_assessed"}
    return int(a_result(plain | (rubric or {}), files, **said).coverage[0])


def a_file(*names: str) -> str:
    return "estate,criterion,value\n" + "".join(f"A,{name},1\n" for name in names)


def test_all_assessed_is_covered_whole() -> None:
    assert covered({"industry.csv": a_file("a", "b"), "owners.csv": a_file("a", "b")}) == 10_000


def test_an_absent_channel_covers_nothing() -> None:
    # 2/3, rounded down
    assert covered({"industry.csv": a_file("a", "b")}) == 6_666


def test_what_was_not_assessed_is_not_covered() -> None:
    # (2 x 4/10 + 1 x 6/10) / 3 = 0.46666...
    assert covered({"industry.csv": a_file("a"), "owners.csv": a_file("b")}) == 4_666


def test_what_does_not_apply_is_not_counted() -> None:
    # b does not apply: (2 x 4/4 + 1 x 4/10) / 3 = 0.8
    criteria = [a_criterion("a", 4, channels=BOTH), a_criterion("b", 6, channels=BOTH, not_applicable="leave_out")]
    files = {"industry.csv": a_file("a") + "A,b,n/a\n", "owners.csv": a_file("a")}

    assert covered(files, {"criteria": criteria}) == 8_000


def test_no_row_that_means_full_marks_is_covered() -> None:
    assert covered({"industry.csv": a_file("a"), "owners.csv": a_file("b")}, {"missing": "full"}) == 10_000


def test_rescaling_a_section_covers_no_more() -> None:
    section = {
        "id": "s",
        "rescale": "here",
        "criteria": [a_criterion("a", 4, channels=BOTH), a_criterion("b", 6, channels=BOTH)],
    }
    files = {"industry.csv": a_file("a"), "owners.csv": a_file("b")}

    assert covered(files, {"criteria": None, "sections": [section]}) == 4_666


def test_weight_handed_on_covers_no_more() -> None:
    channels = CHANNELS | {"owners": {"weight": 1, "absent": {"weight_to": "industry"}}}

    assert covered({"industry.csv": a_file("a", "b")}, {"channels": channels}) == 6_666


def test_a_cap_is_what_a_part_counts() -> None:
    # a counts 4 of its 8 marks: looked at alone it covers 4 of 4 + 6
    criteria = [a_criterion("a", 8, cap=4, channels=BOTH), a_criterion("b", 6, channels=BOTH)]
    files = {"industry.csv": a_file("a"), "owners.csv": a_file("a")}

    assert covered(files, {"marks": 10, "criteria": criteria}) == 4_000


def test_so_much_of_a_cap_is_covered_as_of_the_marks_under_it() -> None:
    # half of 4 + 4 was looked at, so half of the 6 that they may come to: 3 of 6 + 4
    section = {
        "id": "s",
        "cap": 6,
        "criteria": [a_criterion("a", 4, channels=BOTH), a_criterion("b", 4, channels=BOTH)],
    }
    rubric = {"marks": 10, "sections": [section], "criteria": [a_criterion("c", 4, channels=BOTH)]}
    files = {"industry.csv": a_file("a"), "owners.csv": a_file("a")}

    assert covered(files, rubric) == 3_000
