"""Random small standards and the rows that were measured for them, for laws to hold over."""

from __future__ import annotations

import copy
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from redprop.engine.result import Result
from tests.builders import a_result

SUBJECTS = ("A", "B", "C", "D")
VISITS = ("1", "2")
quick = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""Each example reads files and scores them: few, and without a clock."""


@dataclass(frozen=True)
class Row:
    """One measurement; `channel` is empty where the standard has none."""

    subject: str
    channel: str
    visit: str
    measure: str
    value: str

    def line(self) -> str:
        """The row as a file shows it."""
        return f"{self.subject},{self.channel},{self.visit},{self.measure},{self.value}\n"


@dataclass(frozen=True)
class World:
    """A standard's data, and its rows."""

    rubric: dict[str, Any]
    rows: tuple[Row, ...]
    register: str = "estate\n" + "".join(f"{name}\n" for name in SUBJECTS)

    def files(self, *cuts: int) -> dict[str, str]:
        """The rows as one file, or as several cut where the test says."""
        ends = [0, *sorted(min(cut, len(self.rows)) for cut in cuts), len(self.rows)]
        parts = [self.rows[a:b] for a, b in pairwise(ends)]
        head = "estate,channel,visit,criterion,value\n"
        return {f"part{n}.csv": head + "".join(row.line() for row in part) for n, part in enumerate(parts)}

    def result(self, *cuts: int) -> Result:
        """What scoring gives."""
        return a_result(self.rubric, self.files(*cuts), register=self.register)

    def but(self, **changed: Any) -> World:
        """The same world with something changed."""
        return replace(self, **changed)

    def changed_rubric(self) -> dict[str, Any]:
        """A copy of the standard's data, free to change."""
        return copy.deepcopy(self.rubric)


RULES: dict[str, Any] = {
    "deduct": st.sampled_from([{"each": 0.5}, {"each": 1}, {"once": 2}]),
    "linear": st.sampled_from([{"from": 0, "to": 7}, {"from": 9, "to": 1}]),
    "shortfall": st.sampled_from(
        [{"target": 6, "every": 1.5, "loses": 0.5, "partial": p} for p in ("ignored", "counted", "in_proportion")]
    ),
    "proportion": st.sampled_from([{}, {"places": 1}]),
    "interval": st.sampled_from([{"from": 1, "best": [3, 4.5], "to": 8}, {"from": 0, "best": 6, "to": 7}]),
}


@st.composite
def criteria(draw: st.DrawFn, name: str, channels: list[str]) -> dict[str, Any]:
    """A criterion with one of the rules, looked at by some channels."""
    kind = draw(st.sampled_from([*RULES, "steps", "curve", "levels"]))
    marks = draw(st.sampled_from([1, 2.5, 4, 10]))
    said: dict[str, Any] = {
        "id": name,
        "marks": marks,
        "missing": draw(st.sampled_from(["full", "zero", "not_assessed"])),
    }
    said["channels"] = draw(st.lists(st.sampled_from(channels), min_size=1, unique=True))
    said["not_applicable"] = draw(st.sampled_from(["leave_out", "full", "zero"]))
    if kind == "steps":
        said["steps"] = [{"at_least": 5, "earns": marks}, {"above": 2, "earns": 0.5}, {"else": 0}]
    elif kind == "curve":
        outside: dict[str, float] = draw(st.sampled_from([{}, {"below": 0}, {"below": 0.5, "above": 0.25}]))
        said["curve"] = {"through": [[1, 0.1], [3, marks], [4.5, 0.4], [7, 0.9]]} | outside
    elif kind == "levels":
        said["levels"] = {"good": marks, "fair": 0.75, "bad": 0}
    else:
        said[kind] = draw(RULES[kind])
    if kind == "proportion":
        said["measure"] = {"sum": name, "per": f"{name}_of"}
    elif kind != "deduct":
        said["measure"] = {draw(st.sampled_from(["mean"] if kind == "levels" else ["mean", "min", "max"])): name}
    if draw(st.booleans()):
        said["weight"] = draw(st.integers(1, 9))
    return said | draw(bounds(0.5, 2))


def bounds(*caps: float) -> st.SearchStrategy[dict[str, float]]:
    """Mostly none; else a cap, a floor below every mark there is, or both."""
    cap, floor = st.sampled_from(caps).map(lambda number: {"cap": number}), st.just({"floor": 0.3})
    none: st.SearchStrategy[dict[str, float]] = st.just({})
    return st.one_of(none, none, cap, floor, cap.map(lambda said: said | {"floor": 0.3}))


@st.composite
def sections(draw: st.DrawFn, name: str, channels: list[str]) -> dict[str, Any]:
    """A section, added up or a mean or the lowest, perhaps within bounds, perhaps rescaled."""
    count = draw(st.integers(1, 3))
    said: dict[str, Any] = {"id": name, "criteria": [draw(criteria(f"{name}{n}", channels)) for n in range(count)]}
    if draw(st.booleans()):
        combine = draw(st.sampled_from(["mean", "geometric_mean", "lowest"]))
        said |= {"combine": combine, "marks": draw(st.sampled_from([5, 20]))}
    if draw(st.booleans()):
        said["rescale"] = "here"
    return said | draw(bounds(0.7, 4))


@st.composite
def standards(draw: st.DrawFn) -> dict[str, Any]:
    """A standard with one to three channels and one to three sections."""
    names = ["city", "owners", "industry"][: draw(st.integers(1, 3))]
    channels: dict[str, Any] = {"blend": draw(st.sampled_from(["by_channel", "by_criterion"]))}
    for name in names:
        absent: list[Any] = [
            "zero",
            "renormalise",
            "not_rated",
            *({"weight_to": other} for other in names if other != name),
        ]
        channels[name] = {
            "weight": draw(st.integers(1, 60)),
            "visits": draw(st.sampled_from(["mean", "lowest", "last", "pooled"])),
            "absent": draw(st.sampled_from(absent)),
        }
    told = [draw(sections(f"s{n}", names)) for n in range(draw(st.integers(1, 3)))]
    rounding: dict[str, Any] = {
        "score": draw(st.integers(1, 3)),
        "mode": draw(st.sampled_from(["half_up", "half_even", "down", "up"])),
    }
    for stage in ("criterion", "section", "channel"):
        if draw(st.integers(0, 2)) == 0:
            rounding[stage] = draw(st.integers(1, 3))
    rubric: dict[str, Any] = {"channels": channels, "sections": told, "rounding": rounding, "decimals": 1}
    if draw(st.booleans()):
        first = told[0]["criteria"][0]["id"]
        when = {f"marks.{first}": {"below": 1}}
        rubric["limits"] = [
            {"id": "low", "when": when, "if_missing": draw(st.sampled_from(["holds", "ignored"])), "cap": 3}
        ]
    for name in ("bonus", "penalty"):
        if draw(st.booleans()):
            rubric[name] = draw(blocks(name))
    return rubric


@st.composite
def blocks(draw: st.DrawFn, name: str) -> dict[str, Any]:
    """A bonus or a penalty of one or two criteria, perhaps with caps."""
    criteria = []
    for number in range(draw(st.integers(1, 2))):
        points: dict[str, float] = draw(st.sampled_from([{"each": 0.5}, {"once": 1}, {}]))
        criteria.append({"id": f"{name}{number}", "points": points} | draw(st.sampled_from([{}, {"cap": 1}])))
    past = {"past_full": draw(st.booleans())} if name == "bonus" else {}
    return {"criteria": criteria} | past | draw(st.sampled_from([{}, {"cap": 1.5}]))


def values(criterion: dict[str, Any]) -> st.SearchStrategy[str]:
    """What a row of a criterion may say."""
    if "levels" in criterion:
        return st.sampled_from(["good", "fair", "bad", "n/a"])
    return st.one_of(st.integers(0, 90).map(lambda tenths: f"{tenths // 10}.{tenths % 10}"), st.just("n/a"))


@st.composite
def worlds(draw: st.DrawFn) -> World:
    """A standard and up to thirty rows of its channels about its subjects."""
    rubric = draw(standards())
    looked = [(c, channel) for s in rubric["sections"] for c in s["criteria"] for channel in c["channels"]]
    rows: list[Row] = []
    for _ in range(draw(st.integers(0, 30))):
        criterion, channel = draw(st.sampled_from(looked))
        subject, visit = draw(st.sampled_from(SUBJECTS)), draw(st.sampled_from(VISITS))
        rows.append(Row(subject, channel, visit, criterion["id"], draw(values(criterion))))
        if "proportion" in criterion and draw(st.booleans()):
            rows.append(Row(subject, channel, visit, f"{criterion['id']}_of", str(draw(st.integers(0, 9)))))
    extras = [c["id"] for name in ("bonus", "penalty") for c in rubric.get(name, {"criteria": []})["criteria"]]
    channels = [name for name in rubric["channels"] if name != "blend"]
    for _ in range(draw(st.integers(0, 5)) if extras else 0):
        subject, visit = draw(st.sampled_from(SUBJECTS)), draw(st.sampled_from(VISITS))
        value = str(draw(st.integers(0, 4)))
        rows.append(Row(subject, draw(st.sampled_from(channels)), visit, draw(st.sampled_from(extras)), value))
    return World(rubric, tuple(rows))
