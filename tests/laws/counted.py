"""Random small standards that are not scaled (starts, costs, counts, bounds), their rows, and their scores on paper."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from hypothesis import strategies as st

from tests.laws.on_paper import NOTHING, exact, rounded
from tests.laws.worlds import SUBJECTS, VISITS, Row, World

bound = st.sampled_from([{}, {}, {"cap": 7.5}, {"floor": -2}, {"cap": 12, "floor": 0.5}])


@st.composite
def parts(draw: st.DrawFn, name: str) -> dict[str, Any]:
    """A criterion that counts without a ceiling, or one of 4 marks; either may be a cost."""
    takes_off = draw(st.booleans())
    said: dict[str, Any] = {"id": name, "takes_off": takes_off}
    if draw(st.booleans()):
        said["points"] = draw(st.sampled_from([{"each": 0.5}, {"each": 3}, {"once": 2}, {}]))
    else:
        said |= {"marks": 4, "deduct": draw(st.sampled_from([{"each": 0.5}, {"once": 1.5}]))}
    said["missing"] = draw(st.sampled_from(["full", "not_assessed"]))
    return said | draw(bound)


@st.composite
def branches(draw: st.DrawFn, name: str) -> dict[str, Any]:
    """A section that adds up, and may start somewhere, be a cost, and stand within bounds."""
    said: dict[str, Any] = {"id": name, "takes_off": draw(st.booleans())} | draw(bound)
    said["criteria"] = [draw(parts(f"{name}{number}")) for number in range(draw(st.integers(1, 3)))]
    return said | draw(st.sampled_from([{}, {"from": 3}, {"from": -1.5}]))


@st.composite
def counted(draw: st.DrawFn, *, costs_only: bool = False) -> World:
    """A standard that starts somewhere, and up to thirty rows of its measures."""
    rubric: dict[str, Any] = {"from": draw(st.sampled_from([0, 59, -4])), "decimals": 1, "criteria": []}
    if costs_only:
        rubric["criteria"] = [draw(cost(f"c{number}")) for number in range(draw(st.integers(1, 4)))]
    else:
        rubric["sections"] = [draw(branches(f"s{number}")) for number in range(draw(st.integers(1, 3)))]
        rubric["criteria"] = [draw(parts("alone"))]
    rubric |= draw(st.sampled_from([{}, {"cap": 60}, {"floor": 1}]))
    rubric["rounding"] = {"score": draw(st.integers(1, 3)), "mode": draw(st.sampled_from(["half_up", "down", "up"]))}
    if draw(st.booleans()):
        rubric["rounding"] |= {"criterion": 1, "section": 1}
    return World(rubric, tuple(draw(st.lists(measured(rubric), max_size=30))))


def cost(name: str) -> st.SearchStrategy[dict[str, Any]]:
    """A criterion where each finding can only harm: a cost, or a deduction from marks of its own."""
    counts = st.sampled_from([{"each": 0.5}, {"each": 3}, {"once": 2}])
    points = counts.map(lambda how: {"id": name, "missing": "full", "takes_off": True, "points": how})
    marks = counts.map(lambda how: {"id": name, "missing": "full", "marks": 4, "deduct": how})
    return st.tuples(st.one_of(points, marks), bound).map(lambda both: both[0] | both[1])


def criteria_of(rubric: dict[str, Any]) -> list[dict[str, Any]]:
    """Every criterion, those of sections first."""
    inside = [criterion for section in rubric.get("sections", []) for criterion in section["criteria"]]
    return [*inside, *rubric["criteria"]]


def measured(rubric: dict[str, Any]) -> st.SearchStrategy[Row]:
    """A row of one of the measures, of any subject on any visit."""
    names = [criterion["id"] for criterion in criteria_of(rubric)]
    value = st.one_of(st.integers(0, 60).map(lambda tenths: f"{tenths // 10}.{tenths % 10}"), st.just("n/a"))
    return st.builds(
        Row, st.sampled_from(SUBJECTS), st.just(""), st.sampled_from(VISITS), st.sampled_from(names), value
    )


# -- on paper ----------------------------------------------------------------------------------------------------------

Sum = tuple[Fraction, bool]
"""What a part comes to, and whether anything of it was assessed."""


def score(world: World, subject: str) -> Fraction | str:
    """The score, rounded, or the word for why there is none."""
    rows = [row for row in world.rows if row.subject == subject]
    if not rows:
        return "not_assessed"
    rounding = world.rubric["rounding"]
    visits = [[row for row in rows if row.visit == visit] for visit in sorted({row.visit for row in rows})]
    costs = costly(world.rubric, below=False)
    leaves = {c["id"]: leaf(c, visits, costs[c["id"]], rounding) for c in criteria_of(world.rubric)}
    found, assessed = branch(world.rubric, leaves, rounding, stage=None)
    return rounded(found, rounding["score"], rounding["mode"]) if assessed else "not_assessed"


def costly(node: dict[str, Any], *, below: bool) -> dict[str, bool]:
    """Whether a criterion stands under something that is taken off, or is taken off itself."""
    below = below or node.get("takes_off", False)
    found = {c["id"]: below or c["takes_off"] for c in node["criteria"] if "takes_off" in c}
    found |= {c["id"]: below for c in node["criteria"] if "takes_off" not in c}
    for section in node.get("sections", []):
        found |= costly(section, below=below)
    return found


def leaf(criterion: dict[str, Any], visits: list[list[Row]], costs: bool, rounding: dict[str, Any]) -> Sum:
    """The mean over the visits that assessed it, within its bounds."""
    seen = [earned for rows in visits if (earned := on_visit(criterion, rows, costs)) is not None]
    if not seen:
        return NOTHING, False
    found = within(criterion, sum(seen, NOTHING) / len(seen))
    return rounded(found, rounding.get("criterion"), rounding["mode"]), True


def on_visit(criterion: dict[str, Any], rows: list[Row], costs: bool) -> Fraction | None:
    here = [row.value for row in rows if row.measure == criterion["id"]]
    said = [exact(value) for value in here if value != "n/a"]
    marks = exact(criterion.get("marks", 0))
    if not said:
        none_found = NOTHING if costs else marks
        return none_found if not here and criterion["missing"] == "full" else None
    how = criterion.get("points", criterion.get("deduct"))
    total = sum(said, NOTHING)
    worth = exact(how["once"]) * (total > 0) if "once" in how else exact(how.get("each", 1)) * total
    return max(NOTHING, marks - worth) if "deduct" in criterion else worth


def branch(node: dict[str, Any], leaves: dict[str, Sum], rounding: dict[str, Any], stage: str | None) -> Sum:
    """The start, what is added and what is taken off, within bounds; nothing where nothing was assessed."""
    children = [(section, branch(section, leaves, rounding, "section")) for section in node.get("sections", [])]
    children += [(criterion, leaves[criterion["id"]]) for criterion in node["criteria"]]
    if not any(assessed for _, (_, assessed) in children):
        return NOTHING, False
    found = exact(node.get("from", 0))
    for child, (earned, _) in children:
        found += -earned if child.get("takes_off") else earned
    return rounded(within(node, found), rounding.get(stage or ""), rounding["mode"]), True


def within(node: dict[str, Any], number: Fraction) -> Fraction:
    number = max(number, exact(node["floor"])) if "floor" in node else number
    return min(number, exact(node["cap"])) if "cap" in node else number
