from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

from redprop.engine.columns import lost
from redprop.engine.frames import marks_frame, score_frame
from redprop.errors import Severity
from tests.builders import a_criterion, a_result, score_of

CITY = {"channels": {"city": {"weight": 1, "visits": "last", "absent": "not_rated", "drawn": "city_drawn"}}}
VISITED = CITY | {"criteria": [a_criterion(channels=["city"])]}
LOG = "estate,channel,visit,date,status\n"


def prints(rubric: dict[str, Any], *versions: dict[str, Any]) -> list[str]:
    return [a_result(rubric, **version).fingerprint for version in versions]


def test_the_same_input_has_the_same_fingerprint() -> None:
    one, other = prints({}, {"files": "A,tidy,1\nB,tidy,2\n"}, {"files": "B,tidy,2\nA,tidy,1\n"})

    assert one == other


def test_another_value_has_another_fingerprint() -> None:
    one, other = prints({}, {"files": "A,tidy,1\n"}, {"files": "A,tidy,2\n"})

    assert one != other


def test_another_standard_has_another_fingerprint() -> None:
    assert a_result({}, "A,tidy,1\n").fingerprint != a_result({"ranking": {"ties": "dense"}}, "A,tidy,1\n").fingerprint


def test_a_name_in_the_register_changes_no_fingerprint() -> None:
    one, other = prints({}, *({"files": "A,tidy,1\n", "register": f"estate,name\nA,{name}\n"} for name in ("x", "y")))

    assert one == other


def test_a_register_column_that_the_standard_reads_is_part_of_the_fingerprint() -> None:
    lift = a_criterion(applies_when={"register.lifts": {"at_least": 1}}, not_applicable="leave_out")
    versions = [{"files": "A,tidy,1\n", "register": f"estate,lifts\nA,{lifts}\n"} for lifts in (0, 1)]
    one, other = prints({"criteria": [lift, a_criterion("walls")]}, *versions)

    assert one != other


def test_days_that_decide_which_visit_counts_are_part_of_the_fingerprint() -> None:
    files = "estate,visit,criterion,value\nA,1,tidy,1\nA,2,tidy,5\n"
    logs = [LOG + f"A,city,1,2022-05-0{a},done\nA,city,2,2022-05-0{b},done\n" for a, b in ((1, 2), (2, 1))]

    assert [score_of(VISITED, files, visits=log) for log in logs] == ["5.00", "9.00"]
    one, other = prints(VISITED, *({"files": files, "visits": log} for log in logs))
    assert one != other


def test_who_was_drawn_and_missed_is_noted() -> None:
    register = "estate,city_drawn\nA,1\nB,1\nC,\nD,否\n"
    notes = a_result(VISITED, "A,tidy,1\n", register=register).notes

    assert [(n.code, n.severity, n.params) for n in notes] == [
        ("drawn-and-missing", Severity.NOTE, {"id": "B", "channel": "city"})
    ]


def test_a_score_has_the_places_that_the_standard_says() -> None:
    result = a_result({"rounding": {"score": 1}}, "A,tidy,0.26\n")

    # 9.74
    assert str(score_frame(result)["score"][0]) == "9.7"


def test_who_has_no_score_has_an_empty_one() -> None:
    frame = score_frame(a_result({}, "A,tidy,1\n", register="estate\nA\nB\n"))

    assert (frame["score"][1], frame["outcome"][1]) == (None, "not_assessed")


def test_scores_list_channels_with_their_weights_and_sections_with_their_marks_in_force() -> None:
    channels = {"city": {"weight": 3, "absent": "renormalise"}, "owners": {"weight": 1, "absent": "renormalise"}}
    section = {"id": "s", "channels": ["city", "owners"], "criteria": [a_criterion()]}
    frame = score_frame(
        a_result({"channels": channels, "sections": [section]}, {"city.csv": "estate,criterion,value\nA,tidy,1\n"})
    )
    row = {key: frame[key][0] for key in ("city", "city_weight", "owners", "owners_weight", "s_full")}

    assert row == {"city": 9, "city_weight": 3, "owners": None, "owners_weight": 0, "s_full": 10}
    assert frame["s"][0] == Decimal("9.000000")


def test_marks_are_listed_for_every_subject_channel_and_node() -> None:
    section = {"id": "s", "criteria": [a_criterion(linear={"from": 0, "to": 3})]}
    frame = marks_frame(a_result({"sections": [section]}, "A,tidy,2\n"))

    assert {row.node: (row.earned, row.possible, row.outcome) for row in frame.itertuples()} == {
        "tidy": (Fraction(20, 3), 10, "scored"),
        "s": (Fraction(20, 3), 10, ""),
        "": (Fraction(20, 3), 10, ""),
    }


def test_what_was_lost_is_marks_in_force_less_what_was_contributed() -> None:
    assert lost(a_result({}, "A,tidy,3\n"), "tidy") == [Decimal("3.00")]
