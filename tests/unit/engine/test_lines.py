from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from redprop.engine.lines import exact_shown, take_subject_apart, value_text
from redprop.engine.one_more import one_more
from redprop.engine.seen import sights
from redprop.outcome import Outcome
from tests.builders import a_criterion, a_result

CITY = {"channels": {"city": {"weight": 3, "absent": "zero"}, "owners": {"weight": 1, "absent": "not_rated"}}}
HEAD = "estate,channel,visit,criterion,value\n"


def sections() -> list[dict[str, object]]:
    return [
        {"id": "s", "criteria": [a_criterion("tidy", 8, channels=["city"])]},
        {"id": "t", "criteria": [a_criterion("liked", 2, channels=["owners"], missing="not_assessed", given={})]},
    ]


def test_every_part_its_marks_in_force_and_what_it_lost() -> None:
    result = a_result(CITY | {"sections": sections()}, HEAD + "A,city,1,tidy,2\nA,owners,,liked,1\n")
    lines = {line.node: line for line in take_subject_apart(result, 0).lines}

    # of 10 marks: city 3/4, all of it tidy, 6 of 8 earned: 10 x 3/4 x 6/8 = 5.625; owners 1/4, 1 of 2: 1.25
    assert (lines["tidy"].part, lines["tidy"].in_force, lines["tidy"].lost) == (5_625_000, 7_500_000, 1_875_000)
    assert (lines["liked"].part, lines["liked"].in_force, lines["liked"].lost) == (1_250_000, 2_500_000, 1_250_000)
    assert (lines["tidy"].earned, lines["tidy"].possible, lines["tidy"].full) == (6, 8, 8)
    assert (lines["tidy"].section, lines["liked"].section) == ("s", "t")
    # 6.875 is printed as 6.88: rounding adds 0.005
    assert lines[""].kind == "rounding"
    assert lines[""].part == 5_000


def test_a_channel_that_is_absent_and_counts_nothing_loses_its_marks_in_force() -> None:
    result = a_result(
        CITY | {"sections": sections()},
        HEAD + "A,owners,,liked,1\nB,city,1,tidy,0\nB,owners,,liked,2\n",
        register="estate\nA\nB\n",
    )
    lines = {line.node: line for line in take_subject_apart(result, 0).lines}

    assert (lines["tidy"].part, lines["tidy"].lost) == (0, 7_500_000)
    assert lines["tidy"].outcome is Outcome.ABSENT


def test_what_was_seen_by_visit() -> None:
    result = a_result(CITY | {"sections": sections()}, HEAD + "A,city,1,tidy,2\nA,city,2,tidy,4\nA,owners,,liked,1\n")
    seen = sights(result, 0)["city", "tidy"]

    assert [(one.visit, one.value, one.earned) for one in seen] == [("1", 2, 6), ("2", 4, 4)]
    assert value_text(seen) == "1: 2; 2: 4"


def test_causes_and_words_are_told_by_name() -> None:
    rubric = {
        "criteria": [
            a_criterion("green", 4, deduct={"bare": {"each": 1}, "log": {"once": 2}}),
            a_criterion("plan", 2, levels={"good": 2, "bad": 0}, missing="not_assessed"),
        ]
    }
    result = a_result(rubric, "A,bare,2\nA,log,1\nA,plan,good\n")
    seen = sights(result, 0)

    assert value_text(seen["", "green"]) == "bare 2, log 1"
    assert value_text(seen["", "plan"]) == "good 1"


def test_bonus_and_penalty_have_a_line_a_criterion_and_one_for_what_their_cap_takes_back() -> None:
    rubric = {
        "criteria": [a_criterion("tidy", 10)],
        "penalty": {
            "cap": 3,
            "criteria": [{"id": "late", "points": {"each": 2}}, {"id": "rude", "points": {"each": 1}}],
        },
    }
    result = a_result(rubric, "A,late,1\nA,rude,2\nA,tidy,0\n")
    told = [(line.kind, line.node, line.part) for line in take_subject_apart(result, 0).lines]

    # 2 and 2 are taken off, 3 at most: the cap gives 1 back
    assert told == [
        ("criterion", "tidy", 10_000_000),
        ("penalty", "late", -2_000_000),
        ("penalty", "rude", -2_000_000),
        ("bounds", "penalty", 1_000_000),
    ]


def test_criteria_inside_a_geometric_mean_have_no_part() -> None:
    rubric = {
        "combine": "geometric_mean",
        "marks": 1,
        "criteria": [a_criterion("a", 1, given={}), a_criterion("b", 1, given={})],
    }
    result = a_result(rubric, "A,a,1\nA,b,0.25\n")
    told = [(line.kind, line.node, line.part, line.earned) for line in take_subject_apart(result, 0).lines]

    assert told == [  # the root of 1/4 is 1/2
        ("whole", "", 500_000, None),
        ("inside", "a", 0, 1),
        ("inside", "b", 0, Fraction(1, 4)),
    ]


def test_a_limit_that_changed_the_score_has_a_line() -> None:
    rubric = {
        "criteria": [a_criterion("tidy", 10)],
        "limits": [{"id": "fire", "when": {"fires": {"at_least": 1}}, "if_missing": "ignored", "cap": 4}],
        "measures": {"fires": {}},
    }
    result = a_result(rubric, "A,tidy,1\nA,fires,1\n")

    assert [(line.kind, line.part) for line in take_subject_apart(result, 0).lines] == [
        ("criterion", 9_000_000),
        ("limit", -5_000_000),
    ]


@pytest.mark.parametrize(
    ("rows", "costs"),
    [
        ("A,tidy,3\n", 100),  # one mark a finding
        ("A,tidy,10\n", 0),  # nothing is left to lose
        ("A,tidy,0\n", 100),
    ],
)
def test_one_more_finding_costs_a_mark_until_nothing_is_left(rows: str, costs: int) -> None:
    (one,) = one_more(a_result({}, rows), 0)

    assert (one.measure, one.costs) == ("tidy", costs)


def test_one_more_of_a_cause_that_counts_once_costs_nothing_where_there_is_one() -> None:
    rubric = {"criteria": [a_criterion("green", 4, deduct={"bare": {"each": 1}, "log": {"once": 2}})]}
    told = {one.measure: one.costs for one in one_more(a_result(rubric, "A,bare,1\nA,log,1\n"), 0)}

    assert told == {"bare": 100, "log": 0}


def test_one_more_defect_of_each_severity() -> None:
    rubric = {
        "from": 100,
        "criteria": [
            {
                "id": "flaws",
                "takes_off": True,
                "defects": {"severity": "weight", "costs": {"grave": 5, "slight": 1}, "same": ["place", "kind"]},
            }
        ],
    }
    rows = "estate,criterion,value,weight,place,kind\nA,flaws,1,slight,hall,stain\n"
    told = {one.severity: one.costs for one in one_more(a_result(rubric, rows), 0)}

    assert told == {"grave": 500, "slight": 100}


def test_who_has_no_score_has_nothing_to_lose() -> None:
    result = a_result({"missing": "not_rated"}, "B,tidy,1\n", register="estate\nA\nB\n")

    assert one_more(result, 0) == []


def test_explain_gives_a_frame_by_id_or_name_and_refuses_others() -> None:
    result = a_result({}, "A,tidy,3\n", register="estate,name\nA,Garden\n")

    assert list(result.explain("garden")["part"]) == [Decimal("7.000000")]
    with pytest.raises(KeyError):
        result.explain("B")


def test_a_fraction_has_the_places_that_it_needs() -> None:
    assert [str(exact_shown(Fraction(n, 8), 2)) for n in (1, 2, 8, 0)] == ["0.13", "0.25", "1", "0"]
