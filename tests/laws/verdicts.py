"""Random scores with limits, bands, quotas and rankings; and what becomes of them on paper, one subject at a time."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from hypothesis import strategies as st

from redprop.engine.result import Result
from tests.builders import a_criterion, a_result
from tests.laws.on_paper import exact, rounded

ORDER = ["A", "B", "C", "D", "E"]
SEATS = {"floor": math.floor, "ceil": math.ceil, "half_up": lambda number: math.floor(number + Fraction(1, 2))}


@dataclass(frozen=True)
class Judged:
    """One subject: its marks, what was found of it, its league, whether it is rated."""

    name: str
    league: str
    rated: bool
    marks: Fraction | None
    found: dict[str, int]


@dataclass(frozen=True)
class Bench:
    """A rubric whose score is one number, and those whom it judges."""

    rubric: dict[str, Any]
    subjects: tuple[Judged, ...]

    def result(self) -> Result:
        """What scoring gives."""
        rows = [f"{one.name},mark,{float(one.marks)}\n" for one in self.subjects if one.marks is not None]
        asked = repr((self.rubric["limits"], self.rubric["grades"]))
        found = ((one.name, *said) for one in self.subjects for said in one.found.items() if said[0] in asked)
        rows += [f"{name},{measure},{count}\n" for name, measure, count in found]
        lines = (f"{one.name},{one.league},{'' if one.rated else 'observed'}\n" for one in self.subjects)
        register = "estate,category,status\n" + "".join(lines)
        return a_result(self.rubric, "estate,criterion,value\n" + "".join(rows), register=register)


def conditions(lowest: int, highest: int) -> st.SearchStrategy[dict[str, Any]]:
    """What a limit or a band asks for."""
    number = st.integers(lowest, highest)
    on_score = st.tuples(st.sampled_from(["at_least", "above", "at_most", "below"]), number)
    on_found = st.tuples(st.sampled_from(["at_least", "above", "at_most", "below"]), st.integers(0, 2))
    return st.one_of(
        on_score.map(lambda said: {"score": {said[0]: said[1]}}),
        on_found.map(lambda said: {"fire": {said[0]: said[1]}}),
        st.tuples(on_score, on_found).map(lambda two: {"score": dict([two[0]]), "noise": dict([two[1]])}),
    )


@st.composite
def limits(draw: st.DrawFn, name: str) -> dict[str, Any]:
    """A limit with one of the four effects."""
    cap = st.integers(0, 12).map(lambda number: {"cap": number})
    grade = st.sampled_from(ORDER).map(lambda grade: {"grade": grade})
    steps = st.integers(1, 3).map(lambda number: {"steps_down": number})
    effect: dict[str, Any] = draw(st.one_of(cap, grade, steps, st.just({"not_eligible": True})))
    missing = draw(st.sampled_from(["holds", "ignored"]))
    return {"id": name, "when": draw(conditions(0, 12)), "if_missing": missing} | effect


@st.composite
def grades(draw: st.DrawFn, *, less: bool) -> dict[str, Any]:
    """Bands in order, some with a condition; and quotas that do not overlap."""
    cuts = sorted(draw(st.sets(st.integers(0, 12), max_size=3)), reverse=not less)
    bands: list[Any] = [[cut, grade] for cut, grade in zip(cuts, ORDER, strict=False)]
    for band in bands:
        if draw(st.integers(0, 2)) == 0:
            missing = draw(st.sampled_from(["holds", "ignored"]))
            band.append({"when": draw(conditions(0, 12)), "if_missing": missing})
    ends = draw(st.sampled_from([[], [("A", "top_share")], [("A", "top_share"), ("B", "top_share")]]))
    ends = ends + draw(st.sampled_from([[], [("E", "bottom_share")], [("D", "bottom_share"), ("E", "bottom_share")]]))
    quotas = [
        {
            "grade": grade,
            end: draw(st.sampled_from([0.05, 0.125, 0.25, 0.5])),
            "seats": draw(st.sampled_from(["floor", "ceil", "half_up"])),
            "ties": draw(st.sampled_from(["in", "out"])),
            "smallest": draw(st.integers(1, 5)),
        }
        for grade, end in ends
    ]
    if not bands and not quotas:
        bands = [[6, "B"]]
    return {"order": ORDER, "bands": bands, "else": draw(st.sampled_from(ORDER[2:])), "quotas": quotas}


@st.composite
def benches(draw: st.DrawFn) -> Bench:
    """A rubric and up to twelve subjects in two leagues."""
    less = draw(st.booleans())
    rubric: dict[str, Any] = {"categories": {"x": {}, "y": {}}, "missing": "not_assessed", "decimals": 3}
    if less:
        rubric |= {"better": "lower", "criteria": [{"id": "mark", "points": {}}]}
    else:
        rubric |= {"criteria": [a_criterion("mark", 12, given={})]}
    rubric["limits"] = [draw(limits(f"l{number}")) for number in range(draw(st.integers(0, 3)))]
    rubric["grades"] = draw(grades(less=less))
    mode = draw(st.sampled_from(["half_up", "half_even", "down", "up"]))
    rubric["rounding"] = {"score": draw(st.integers(0, 2)), "mode": mode}
    rubric["rounding"] |= draw(st.sampled_from([{}, {"grade": 0}, {"rank": 0}, {"zone": ZONE}]))
    rubric["ranking"] = {
        "on": draw(st.sampled_from(["published", "exact"])),
        "within": draw(st.sampled_from(["category", "all"])),
        "vetoed": draw(st.sampled_from(["in_place", "last", "unranked"])),
    }
    number = st.one_of(
        st.integers(0, 24).map(lambda n: Fraction(n, 2)), st.integers(0, 96).map(lambda n: Fraction(n, 8))
    )
    subjects = tuple(
        Judged(
            f"S{at:02}",
            draw(st.sampled_from(["x", "y"])),
            draw(st.integers(0, 5)) > 0,
            draw(st.one_of(number, number, number, st.none())),
            {name: draw(st.integers(0, 2)) for name in sorted(draw(st.sets(st.sampled_from(["fire", "noise"]))))},
        )
        for at in range(draw(st.integers(1, 12)))
    )
    return Bench(rubric, subjects)


ZONE = {"above": 5, "below": 6, "to": 5}


# -- on paper ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Paper:
    """What a subject comes to: score, grade, outcome, place."""

    score: Fraction | None
    grade: str
    outcome: str
    place: int


def holds(condition: dict[str, Any], missing: str, subject: Judged, score: Fraction | None) -> bool:
    """Whether a condition holds; one that fails decides, else one that is not known leaves it undecided."""
    ways = {
        "at_least": lambda value, bound: value >= bound,
        "above": lambda value, bound: value > bound,
        "at_most": lambda value, bound: value <= bound,
        "below": lambda value, bound: value < bound,
    }
    told = []
    for name, said in condition.items():
        value = score if name == "score" else subject.found.get(name)
        ((way, bound),) = said.items()
        told.append(None if value is None else ways[way](value, bound))
    return False if False in told else missing == "holds" if None in told else True


def judged(bench: Bench) -> dict[str, Paper]:
    """Everybody's verdict: capped, banded or given by a share, taken down, fixed, ranked."""
    before = {one.name: printed(one.marks, bench.rubric["rounding"]) for one in bench.subjects}
    held = {one.name: holding(bench, one, before[one.name]) for one in bench.subjects}
    after = {name: capped(bench, score, held[name]) for name, score in before.items()}
    barred = {name for name, found in held.items() if any("grade" in it or "not_eligible" in it for it in found)}
    vetoed = {name for name, found in held.items() if any("grade" in limit for limit in found)}
    ranked = {
        one.name: ranked_value(bench, one, before[one.name], score)
        for one in bench.subjects
        if (score := after[one.name]) is not None
    }
    everyone = leagues_of(bench)
    counted = [[name for name in league if rated(bench, name) and name in {*ranked} - barred] for league in everyone]
    given = quotas(bench.rubric["grades"], counted, ranked)
    found: dict[str, Paper] = {}
    for one in bench.subjects:
        score, name = after[one.name], one.name
        if score is None:
            found[name] = Paper(None, "", "not_assessed", 0)
            continue
        gated = any("not_eligible" in limit for limit in held[name])
        grade = given.get(name) or band(bench, score, one, before[name])
        found[name] = Paper(score, "" if gated else lowered(grade, held[name]), GATED[gated], 0)
    return {name: placed(name, bench, found, ranked, vetoed, everyone) for name in found}


GATED = {True: "not_eligible", False: "scored"}


def lower(bench: Bench) -> bool:
    """Whether less is better."""
    return bool(bench.rubric.get("better") == "lower")


def holding(bench: Bench, one: Judged, score: Fraction | None) -> list[dict[str, Any]]:
    """The limits that hold for a subject."""
    return [limit for limit in bench.rubric["limits"] if holds(limit["when"], limit["if_missing"], one, score)]


def capped(bench: Bench, score: Fraction | None, held: list[dict[str, Any]]) -> Fraction | None:
    """A score that is no better than every cap."""
    for limit in held:
        if "cap" in limit and score is not None:
            score = max(score, Fraction(limit["cap"])) if lower(bench) else min(score, Fraction(limit["cap"]))
    return score


def lowered(grade: str, held: list[dict[str, Any]]) -> str:
    """A grade taken down so many steps, and then no better than each that is fixed."""
    at = min(ORDER.index(grade) + sum(limit.get("steps_down", 0) for limit in held), len(ORDER) - 1)
    return ORDER[max([at, *(ORDER.index(limit["grade"]) for limit in held if "grade" in limit)])]


def ranked_value(bench: Bench, one: Judged, before: Fraction | None, after: Fraction) -> Fraction:
    """What a ranking compares; greater is better from here on."""
    exactly = bench.rubric["ranking"]["on"] == "exact" and before == after and one.marks is not None
    rounding = bench.rubric["rounding"]
    value = rounded(one.marks if exactly and one.marks is not None else after, rounding.get("rank"), rounding["mode"])
    return -value if lower(bench) else value


def printed(marks: Fraction | None, rounding: dict[str, Any]) -> Fraction | None:
    """The score as it is printed."""
    if marks is None or ("zone" in rounding and 5 < marks < 6):
        return None if marks is None else Fraction(5)
    return rounded(marks, rounding["score"], rounding["mode"])


def band(bench: Bench, score: Fraction, one: Judged, before: Fraction | None) -> str:
    """The first band that is reached."""
    rounding, grades = bench.rubric["rounding"], bench.rubric["grades"]
    value = rounded(score, rounding.get("grade"), rounding["mode"])
    for cut, grade, *more in grades["bands"]:
        reached = value <= cut if lower(bench) else value >= cut
        if reached and all(holds(said["when"], said["if_missing"], one, before) for said in more):
            return str(grade)
    return str(grades["else"])


def quotas(grades: dict[str, Any], leagues: list[list[str]], ranked: dict[str, Fraction]) -> dict[str, str]:
    """Who has a grade by a share: from the top the best grade first, from the bottom the worst."""
    top = sorted((q for q in grades["quotas"] if "top_share" in q), key=lambda q: ORDER.index(q["grade"]))
    bottom = sorted((q for q in grades["quotas"] if "bottom_share" in q), key=lambda q: -ORDER.index(q["grade"]))
    given: dict[str, str] = {}
    for quota in (*top, *bottom):
        for league in leagues:
            if len(league) < quota["smallest"]:
                continue
            sign = 1 if "top_share" in quota else -1
            share = exact(quota.get("top_share", quota.get("bottom_share")))
            seats = SEATS[quota["seats"]](share * len(league))
            for name in league:
                ahead = sum(sign * ranked[other] > sign * ranked[name] for other in league)
                level = sum(ranked[other] == ranked[name] for other in league)
                fits = ahead + 1 <= seats if quota["ties"] == "in" else ahead + level <= seats
                if fits:
                    given.setdefault(name, quota["grade"])
    return given


def leagues_of(bench: Bench) -> list[list[str]]:
    """The names of each league."""
    names = [[one.name for one in bench.subjects if one.league == league] for league in ("x", "y")]
    return [names[0] + names[1]] if bench.rubric["ranking"]["within"] == "all" else names


def rated(bench: Bench, name: str) -> bool:
    """Whether a subject is rated; the others are observed."""
    return next(one.rated for one in bench.subjects if one.name == name)


def placed(
    name: str,
    bench: Bench,
    found: dict[str, Paper],
    ranked: dict[str, Fraction],
    vetoed: set[str],
    leagues: list[list[str]],
) -> Paper:
    """The subject with its place: one more than those before it."""
    how = bench.rubric["ranking"]["vetoed"]

    def takes_part(one: str) -> bool:
        return found[one].outcome == "scored" and rated(bench, one) and not (how == "unranked" and one in vetoed)

    def key(one: str) -> tuple[bool, Fraction]:
        return how != "last" or one not in vetoed, ranked[one]

    if not takes_part(name):
        return found[name]
    league = next(league for league in leagues if name in league)
    ahead = sum(key(other) > key(name) for other in league if takes_part(other))
    return replace(found[name], place=ahead + 1)
