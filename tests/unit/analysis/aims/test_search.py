"""The fewest findings to fix, on cases that are worked out by hand."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from redprop.analysis.aims.aim import Aim
from redprop.analysis.aims.answer import Answer, answer
from tests.builders import a_criterion, a_result

GRADES = {"order": ["good", "bad"], "bands": [[8, "good"]], "else": "bad"}


def to(score: Any) -> Aim:
    """An aim at a score."""
    return Aim("score", score=Decimal(str(score)))


def asked(rubric: Mapping[str, Any], rows: str, aim: Aim, subject: str = "A") -> Answer:
    """What a subject is to fix."""
    result = a_result(rubric, rows)
    return answer(result, result.register.ids.index(subject), aim)


def fixed(found: Answer) -> dict[str, int]:
    """How many findings of each measure, or of each severity, are to be fixed."""
    return {fix.finding.severity or fix.finding.measure: fix.many for fix in found.fixes}


def adds_up(found: Answer) -> bool:
    """Whether the changes come to the change of the score, to the last digit."""
    told = sum(fix.change for fix in found.fixes) + sum(found.limits.values()) + found.rounding
    return told == (found.after.score - found.before.score) * 10 ** (found.places - found.result.plan.places)


def test_below_the_floor_the_first_findings_to_go_gain_nothing() -> None:
    """10 - 12 x 1 is below nothing: the first two give nothing, the third gives 1."""
    found = asked({}, "A,tidy,12\n", to(1))

    assert (fixed(found), found.before.score, found.after.score, found.proven) == ({"tidy": 3}, 0, 100, True)
    assert adds_up(found)


def test_a_cause_that_counts_once_is_fixed_whole_or_not_at_all() -> None:
    """10 - 3 - 2 x 1 = 5. To 8: the three of `once` give 3; two of `each` give 2 only. To 7: the two of `each` do."""
    rubric = {"criteria": [a_criterion(deduct={"loud": {"once": 3}, "dirt": {"each": 1}})]}
    rows = "A,loud,3\nA,dirt,2\n"

    assert fixed(asked(rubric, rows, to(7))) == {"dirt": 2}
    assert fixed(asked(rubric, rows, to(8))) == {"loud": 3}
    assert fixed(asked(rubric, rows, to(9))) == {"loud": 3, "dirt": 1}


def test_of_as_many_findings_those_that_gain_most_are_taken_and_of_equals_the_first() -> None:
    """20 - 3 x 1 - 3 x 2 - 3 x 2 = 5. To 6 one is enough: one of 2 marks, the first of both criteria."""
    rubric = {
        "criteria": [
            a_criterion("a", 6),
            a_criterion("b", 7, deduct={"each": 2}),
            a_criterion("c", 7, deduct={"each": 2}),
        ]
    }
    found = asked(rubric, "A,a,3\nA,b,3\nA,c,3\n", to(6))

    assert (fixed(found), found.after.score) == ({"b": 1}, 700)


def test_a_score_exactly_on_the_cut_of_a_band_has_its_grade() -> None:
    """10 - 5 = 5; the band begins at 8, so three are enough."""
    found = asked({"grades": GRADES}, "A,tidy,5\n", Aim("grade", grade="good"))

    assert (fixed(found), found.after.score, found.after.grade) == ({"tidy": 3}, 800, "good")


def test_what_a_limit_counts_is_fixed_though_another_gains_as_much() -> None:
    """10 - 1 - 1 = 8, capped at 5 for a fire. Fixing the fire alone gives 9; fixing the dirt alone leaves 5."""
    rubric = {
        "criteria": [a_criterion(deduct={"dirt": {"each": 1}, "fire": {"each": 1}})],
        "limits": [{"id": "burnt", "when": {"fire": {"at_least": 1}}, "if_missing": "ignored", "cap": 5}],
    }
    found = asked(rubric, "A,dirt,1\nA,fire,1\n", to(8))

    assert (fixed(found), found.before.score, found.after.score) == ({"fire": 1}, 500, 900)
    assert (found.before.limits, found.after.limits) == (("burnt",), ())
    assert found.limits == {"burnt": 3 * 10**6}  # the cap had taken 3 marks
    assert adds_up(found)


def test_a_veto_that_no_finding_lifts_leaves_the_aim_out_of_reach() -> None:
    limits = [{"id": "veto", "when": {"accidents": {"at_least": 1}}, "if_missing": "ignored", "grade": "bad"}]
    found = asked({"grades": GRADES, "limits": limits}, "A,tidy,5\nA,accidents,1\n", Aim("grade", grade="good"))

    assert (found.reached, found.fixes, found.findings) == (False, (), 5)
    assert (found.after.score, found.after.grade, found.after.limits) == (1000, "bad", ("veto",))


def test_what_is_reached_already_needs_nothing() -> None:
    found = asked({}, "A,tidy,5\n", to(5))

    assert (found.reached, found.many, found.after) == (True, 0, found.before)


TWO = {
    "sections": [{"id": f"s{name}", "criteria": [a_criterion(name)]} for name in "ab"],
    "ranking": {"then_by": ["section.sb"]},
}


def test_a_tie_counts_as_the_rank_unless_another_part_decides_it() -> None:
    """B has 20 - 4 = 16 with 8 of 10 in b; A has 20 - 2 - 6 = 12 with 4 of 10 in b.

    To rank 1 A needs 16 with b at 8 or more, so 4 findings of b: with 4 it ties at 16 and b is 8.
    """
    found = asked(TWO, "A,a,2\nA,b,6\nB,a,2\nB,b,2\n", Aim("rank", rank=1))

    assert (fixed(found), found.before.rank, found.after.rank) == ({"b": 4}, "2", "1")


def test_of_equals_with_an_equal_score_the_tie_break_decides_which_findings_count() -> None:
    """B has 20 - 2 = 18, all of it lost in a. A has 20 - 3 - 1 = 16: two of a give 18 with b at 9, behind B's 10.

    One of a and the one of b give 18 with b at 10: the same place as B.
    """
    found = asked(TWO, "A,a,3\nA,b,1\nB,a,2\n", Aim("rank", rank=1))

    assert (fixed(found), found.after.score, found.after.rank) == ({"a": 1, "b": 1}, 1800, "1")


def test_where_less_is_better_findings_add_to_the_score() -> None:
    """3 x 2 + 4 x 1 = 10; to 5 the three of 2 points are needed, which leaves 4."""
    rubric = {
        "better": "lower",
        "criteria": [{"id": "fire", "points": {"each": 2}}, {"id": "dirt", "points": {"each": 1}}],
    }
    found = asked(rubric, "A,fire,3\nA,dirt,4\n", to(5))

    assert (fixed(found), found.before.score, found.after.score) == ({"fire": 3}, 1000, 400)
    assert adds_up(found)


DEFECTS = {
    "from": 10,
    "floor": 0,
    "criteria": [
        {
            "id": "seen",
            "takes_off": True,
            "defects": {"severity": "severity", "costs": {"low": 1, "high": 4}, "same": ["place"]},
        }
    ],
}
PLACES = "estate,criterion,value,severity,place\n"


def test_a_defect_is_one_finding_however_many_rows_tell_of_it() -> None:
    """10 - 4 - 1 - 1 = 4: the rows of the gate are one defect, at its worst. To 8 the high one is enough."""
    rows = "A,seen,1,high,gate\nA,seen,1,low,gate\nA,seen,1,low,hall\nA,seen,1,low,roof\n"
    found = asked(DEFECTS, PLACES + rows, to(8))

    assert (fixed(found), found.before.score, found.after.score) == ({"high": 1}, 400, 800)


def test_under_the_floor_of_the_whole_it_takes_more_until_anything_is_gained() -> None:
    """10 - 4 x 4 = -6, floored at 0. To 2: 10 - 2 x 4 = 2, so two of four."""
    rows = "".join(f"A,seen,1,high,{place}\n" for place in "wxyz")
    found = asked(DEFECTS, PLACES + rows, to(2))

    assert (fixed(found), found.before.score, found.after.score, found.proven) == ({"high": 2}, 0, 200, True)
    assert adds_up(found)


def test_a_penalty_beyond_its_cap_gains_only_once_it_is_below() -> None:
    """10 - 2 - min(3, 5 x 1) = 5. To 6: one of tidy; the penalty's first two would give nothing."""
    rubric = {"penalty": {"cap": 3, "criteria": [{"id": "fine", "points": {"each": 1}}]}}

    assert fixed(asked(rubric, "A,tidy,2\nA,fine,5\n", to(6))) == {"tidy": 1}
    assert fixed(asked(rubric, "A,tidy,2\nA,fine,5\n", to(8))) == {"tidy": 2, "fine": 3}


def test_the_last_part_of_a_unit_is_a_finding_too() -> None:
    """10 - 2.5 = 7.5: to 9.6 all three have to go, for two leave half a mark."""
    found = asked({"decimals": 1}, "A,tidy,2.5\n", to("9.6"))

    assert (fixed(found), found.after.score) == ({"tidy": 3}, 1000)


def test_the_lowest_of_two_parts_has_to_be_fixed_in_both() -> None:
    """The lowest of 10 - 4 and 10 - 3 is 6 of 10: to 8 two go in the first and one in the second."""
    rubric = {"combine": "lowest", "marks": 10, "criteria": [a_criterion("a"), a_criterion("b")]}
    found = asked(rubric, "A,a,4\nA,b,3\n", to(8))

    assert (fixed(found), found.after.score, found.proven) == ({"a": 2, "b": 1}, 800, True)


def test_a_score_that_rounding_lifts_counts_as_reached() -> None:
    """10 - 4 x 0.4 = 8.4, printed 8. To 9: one less is 8.8, printed 9."""
    rubric = {"criteria": [a_criterion(deduct={"each": 0.4})], "rounding": {"score": 0}}
    found = asked(rubric, "A,tidy,4\n", to(9))

    assert (fixed(found), found.before.score, found.after.score) == ({"tidy": 1}, 8, 9)
    assert adds_up(found)


def test_below_the_floor_of_a_section_findings_gain_together_what_none_gains_alone() -> None:
    """Nothing of 3 x 2, but 3 by the floor. One fixed gives 2, which is 3 still; two give 4."""
    criteria = [a_criterion(name, 2, deduct={"each": 2}) for name in "abc"]
    found = asked({"sections": [{"id": "s", "floor": 3, "criteria": criteria}]}, "A,a,1\nA,b,1\nA,c,1\n", to(4))

    assert (fixed(found), found.before.score, found.after.score, found.proven) == ({"a": 1, "b": 1}, 300, 400, True)
    assert adds_up(found)


def test_what_the_cap_of_a_section_takes_back_is_no_gain() -> None:
    """Of 7: min(4, 1.5 + 2) + 2 = 5.5. To 6: `a` gives 1.5, of which the cap leaves 0.5; `c` gives 1, which is more."""
    capped = [a_criterion("a", 3, deduct={"each": 1.5}), a_criterion("b", 3)]
    sections = [{"id": "s", "cap": 4, "criteria": capped}, {"id": "t", "criteria": [a_criterion("c", 3)]}]
    found = asked({"sections": sections}, "A,a,1\nA,b,1\nA,c,1\n", to(6))

    assert (fixed(found), found.before.score, found.after.score, found.proven) == ({"c": 1}, 550, 650, True)
