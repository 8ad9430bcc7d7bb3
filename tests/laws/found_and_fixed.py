"""Random standards that count findings, with limits that ask about them, for laws about what to fix first."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from tests.laws.worlds import SUBJECTS, VISITS, Row, World

CAUSES = st.sampled_from([{"each": 0.5}, {"each": 1}, {"each": 1.5}, {"once": 2}])


@st.composite
def criteria(draw: st.DrawFn, name: str, channels: list[str]) -> dict[str, Any]:
    """A deduction with one cause or two, seen by some channels."""
    said: dict[str, Any] = {"id": name, "marks": draw(st.sampled_from([2, 3, 5])), "missing": "full"}
    said["channels"] = draw(st.lists(st.sampled_from(channels), min_size=1, unique=True))
    if draw(st.booleans()):
        return said | {"deduct": draw(CAUSES)}
    return said | {"deduct": {f"{name}_a": draw(CAUSES), f"{name}_b": draw(CAUSES)}}


def measures(criterion: dict[str, Any]) -> list[str]:
    """The measures that feed a criterion."""
    rule = criterion.get("deduct") or criterion["points"]
    return [name for name in rule if name not in ("each", "once")] or [criterion["id"]]


@st.composite
def sections(draw: st.DrawFn, name: str, channels: list[str]) -> dict[str, Any]:
    """A section: added up, sometimes a mean, the lowest, or within bounds."""
    count = draw(st.integers(1, 2))
    said: dict[str, Any] = {"id": name, "criteria": [draw(criteria(f"{name}{n}", channels)) for n in range(count)]}
    plain: st.SearchStrategy[dict[str, Any]] = st.just({})
    ways = st.sampled_from(
        [{"combine": "mean", "marks": 6}, {"combine": "lowest", "marks": 6}, {"cap": 4}, {"floor": 2}]
    )
    return said | draw(st.one_of(plain, plain, ways))


@st.composite
def conditions(draw: st.DrawFn, names: list[str], sections: list[str]) -> dict[str, Any]:
    """What a limit asks about: how many findings there are, or how many marks a section has."""
    if draw(st.booleans()):
        return {draw(st.sampled_from(names)): {"at_least": draw(st.integers(1, 3))}}
    return {f"marks.{draw(st.sampled_from(sections))}": {"below": draw(st.integers(1, 5))}}


@st.composite
def standards(draw: st.DrawFn) -> dict[str, Any]:
    """A standard with one or two channels and up to two sections, perhaps a penalty, limits, grades, a tie-break."""
    names = ["city", "industry"][: draw(st.integers(1, 2))]
    channels: dict[str, Any] = {"blend": draw(st.sampled_from(["by_channel", "by_criterion"]))}
    for name in names:
        visits = draw(st.sampled_from(["mean", "mean", "lowest", "last", "pooled"]))
        channels[name] = {"weight": draw(st.integers(1, 9)), "visits": visits, "absent": "renormalise"}
    told = [draw(sections(f"s{n}", names)) for n in range(draw(st.integers(1, 2)))]
    rounding: dict[str, Any] = {"score": draw(st.integers(0, 2)), "mode": draw(st.sampled_from(["half_up", "down"]))}
    rounding |= draw(st.sampled_from([{}, {"channel": 0}, {"channel": 1}, {"criterion": 0}]))
    rubric: dict[str, Any] = {"channels": channels, "sections": told, "rounding": rounding}
    if draw(st.booleans()):
        rubric["penalty"] = {"criteria": [{"id": "fine", "points": draw(CAUSES)}]} | draw(
            st.sampled_from([{}, {"cap": 1.5}])
        )
    found = [name for section in told for one in section["criteria"] for name in measures(one)]
    if draw(st.booleans()):
        effect = draw(st.sampled_from([{"cap": 3}, {"grade": "C"}, {"steps_down": 1}, {"not_eligible": True}]))
        when = draw(conditions(found, [section["id"] for section in told]))
        rubric["limits"] = [{"id": "limit", "when": when, "if_missing": "ignored", **effect}]
    cuts = draw(st.sampled_from([[[6, "A"], [3, "B"]], [[8, "A"], [5, "B"]]]))
    quotas = draw(st.sampled_from([[], [], [{"grade": "A", "top_share": 0.5, "seats": "floor", "ties": "in"}]]))
    rubric["grades"] = {"order": ["A", "B", "C"], "bands": cuts, "else": "C", "quotas": quotas}
    if draw(st.booleans()):
        rubric["ranking"] = {
            "then_by": [f"section.{told[0]['id']}"],
            "ties": draw(st.sampled_from(["competition", "dense"])),
        }
    return rubric


@st.composite
def inspected(draw: st.DrawFn) -> World:
    """A standard and what was found: every subject was visited, few findings each."""
    rubric = draw(standards())
    looked = [
        (name, channel)
        for section in rubric["sections"]
        for one in section["criteria"]
        for channel in one["channels"]
        for name in measures(one)
    ]
    rows = []
    for subject in SUBJECTS:
        for _ in range(draw(st.integers(0, 4))):
            name, channel = draw(st.sampled_from(looked))
            rows.append(Row(subject, channel, draw(st.sampled_from(VISITS)), name, str(draw(st.integers(1, 3)))))
        if "penalty" in rubric and draw(st.booleans()):
            rows.append(Row(subject, rubric_channel(rubric), "1", "fine", str(draw(st.integers(1, 3)))))
        name, channel = looked[0]
        rows.append(Row(subject, channel, "1", name, "0"))  # looked at, and nothing found
    return World(rubric, tuple(rows))


def rubric_channel(rubric: dict[str, Any]) -> str:
    """The first channel of a standard."""
    return next(name for name in rubric["channels"] if name != "blend")
