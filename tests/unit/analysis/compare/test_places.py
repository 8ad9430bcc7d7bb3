"""A rank's change: the subject's own movement and its neighbours', by hand."""

from __future__ import annotations

from fractions import Fraction

from redprop.analysis.compare.comparison import compare
from tests.builders import a_criterion, a_result

Moved = dict[str, tuple[str, str, str]]


def moved(before: str, after: str, **rubric: object) -> Moved:
    """Places gained, and by whom: of subjects that lose so many marks of 10, as in A1B2."""

    def rows(losses: str) -> str:
        return "".join(f"{losses[at]},tidy,{losses[at + 1]}\n" for at in range(0, len(losses), 2))

    found = compare(a_result(rubric, rows(before)), a_result(rubric, rows(after)))
    numbers = ((getattr(found.moves, name)[at] for name in ("gained", "own", "peers")) for at in range(len(found.ids)))
    shown = [tuple(str(Fraction(int(n), 4)) for n in three) for three in numbers]
    return dict(zip(found.ids, shown, strict=True))  # type: ignore[arg-type]  # three of each


def test_who_stays_and_is_passed_loses_by_its_neighbours() -> None:
    # 9 8 7 to 9 10 7: B alone at 10 would be first, A alone at 9 stays first until B moves
    assert moved("A1B2C3", "A1B0C3") == {"A": ("-1", "0", "-1"), "B": ("1", "1", "0"), "C": ("0", "0", "0")}


def test_who_pass_each_other_share_the_places() -> None:
    # 9 8 to 8 9. A alone at 8 ties B: 1; with B at 9 and A still at 9 they tie: 1. Own = ((1-1) + (1-2)) / 2
    assert moved("A1B2", "A2B1") == {"A": ("-1", "-1/2", "-1/2"), "B": ("1", "1/2", "1/2")}


def test_places_in_the_middle_of_ties_come_in_quarters() -> None:
    # 9 8 to 8 8 with middle places: A 1 to 1.5, B 2 to 1.5. A alone moved: all of it is A's
    ranking = {"ties": "mean"}
    assert moved("A1B2", "A2B2", ranking=ranking) == {"A": ("-1/2", "-1/2", "0"), "B": ("1/2", "0", "1/2")}
    # 9 8 to 8 9: A alone would share 1.5, and had all but it moved, 1.5 too: half and half of one place
    assert moved("A1B2", "A2B1", ranking=ranking) == {"A": ("-1", "-1/2", "-1/2"), "B": ("1", "1/2", "1/2")}
    # three: 9 8 8 to 8 8 9: A 1 to 2.5; alone 2 of three; the others alone: 1.5. Own = ((1-2) + (1.5-2.5)) / 2
    assert moved("A1B2C2", "A2B2C1", ranking=ranking)["A"] == ("-3/2", "-1", "-1/2")


def test_dense_places_count_different_scores() -> None:
    # 9 8 8 7 to 9 9 8 7, dense 1 2 2 3: B gains its place by itself, D keeps 3
    found = moved("A1B2C2D3", "A1B1C2D3", ranking={"ties": "dense"})
    assert found == {"A": ("0", "0", "0"), "B": ("1", "1", "0"), "C": ("0", "0", "0"), "D": ("0", "0", "0")}


def test_where_less_is_better_fewer_marks_gain_places() -> None:
    counted = [a_criterion("tidy", points={"each": 1})]
    found = moved("A1B2C3", "A1B2C0", better="lower", criteria=counted)  # 1 2 3 to 1 2 0: C rises from 3 to 1
    assert found == {"A": ("-1", "0", "-1"), "B": ("-1", "0", "-1"), "C": ("2", "2", "0")}


def test_those_who_come_and_go_are_neighbours() -> None:
    assert moved("A1B2", "A1C0") == {"A": ("-1", "0", "-1")}


def test_one_alone_gains_nothing() -> None:
    assert moved("A1", "A9") == {"A": ("0", "0", "0")}
