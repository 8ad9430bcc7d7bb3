"""Random standards that start, take off and are bounded, and their rows; and what they come to on paper."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from hypothesis import strategies as st

from tests.laws.worlds import SUBJECTS, Row, World

NUMBERS = st.integers(0, 400).map(lambda quarters: Fraction(quarters, 4))


def written(number: Fraction) -> Any:
    """A quarter as a file would write it."""
    return int(number) if number.denominator == 1 else float(number)


@st.composite
def counts(draw: st.DrawFn, name: str) -> dict[str, Any]:
    """A criterion that counts, by its own measure or by two causes; now and then a cost, now and then bounded."""
    rule = draw(
        st.sampled_from(
            [{}, {"each": 2}, {"each": 0.25}, {"once": 3}, {f"{name}_a": {"each": 1.5}, f"{name}_b": {"once": 4}}]
        )
    )
    said: dict[str, Any] = {"id": name, "points": rule, "missing": draw(st.sampled_from(["full", "not_assessed"]))}
    if draw(st.booleans()):
        said["takes_off"] = True
    if draw(st.booleans()):
        said["cap"] = written(draw(NUMBERS))
    return said


@st.composite
def sections(draw: st.DrawFn, name: str) -> dict[str, Any]:
    """A section of such criteria, with a start, a cap or a floor of its own now and then."""
    count = draw(st.integers(1, 3))
    said: dict[str, Any] = {"id": name, "criteria": [draw(counts(f"{name}{n}")) for n in range(count)]}
    if draw(st.booleans()):
        said["from"] = written(draw(NUMBERS))
    if draw(st.booleans()):
        said["cap"] = written(50 + draw(NUMBERS))
    if draw(st.booleans()):
        said["floor"] = written(draw(NUMBERS) / 4)
    if draw(st.booleans()):
        said["takes_off"] = True
    if "floor" in said and "cap" in said and said["floor"] >= said["cap"]:
        del said["floor"]
    return said


@st.composite
def credits(draw: st.DrawFn) -> World:
    """A standard that is not scaled, and rows of its measures."""
    rubric: dict[str, Any] = {
        "from": written(draw(NUMBERS)),
        "sections": [draw(sections(name)) for name in ("p", "q")[: draw(st.integers(0, 2))]],
        "criteria": [draw(counts("r"))],
        "rounding": {"score": draw(st.sampled_from([0, 1, 2]))},
    }
    if draw(st.booleans()):
        rubric["floor"] = 0
    names = [name for criterion in every(rubric) for name in measures(criterion)]
    row = st.builds(
        Row,
        st.sampled_from(SUBJECTS),
        st.just(""),
        st.just(""),
        st.sampled_from(names),
        st.integers(0, 40).map(lambda quarters: str(quarters / 4)),
    )
    return World(rubric, tuple(draw(st.lists(row, max_size=25))))


def every(rubric: dict[str, Any]) -> list[dict[str, Any]]:
    """Every criterion."""
    return [*(c for section in rubric["sections"] for c in section["criteria"]), *rubric["criteria"]]


def measures(criterion: dict[str, Any]) -> list[str]:
    """The measures that feed a criterion."""
    causes = [name for name, said in criterion["points"].items() if isinstance(said, dict)]
    return causes or [criterion["id"]]


def on_paper(world: World, subject: str) -> Fraction | None:
    """A subject's exact score, worked out one number after another; None where nothing was assessed."""
    if not any(row.subject == subject for row in world.rows):
        return None

    def exact(value: Any) -> Fraction:
        return Fraction(str(value))

    def criterion(said: dict[str, Any]) -> Fraction | None:
        total, seen = Fraction(0), False
        for name in measures(said):
            rows = [Fraction(row.value) for row in world.rows if (row.subject, row.measure) == (subject, name)]
            count, rule = sum(rows, Fraction(0)), said["points"].get(name, said["points"])
            seen = seen or bool(rows)
            if "once" in rule:
                total += exact(rule["once"]) if count > 0 else 0
            else:
                total += count * exact(rule.get("each", 1))
        if not seen and said["missing"] == "not_assessed":
            return None
        return min(total, exact(said["cap"])) if "cap" in said else total

    def part(said: dict[str, Any], children: list[tuple[dict[str, Any], Fraction | None]]) -> Fraction | None:
        assessed = [(child, worth) for child, worth in children if worth is not None]
        if not assessed:
            return None
        total = exact(said.get("from", 0))
        for child, worth in assessed:
            total += -worth if child.get("takes_off") else worth
        total = max(total, exact(said["floor"])) if "floor" in said else total
        return min(total, exact(said["cap"])) if "cap" in said else total

    inside = [(s, part(s, [(c, criterion(c)) for c in s["criteria"]])) for s in world.rubric["sections"]]
    return part(world.rubric, [*inside, *((c, criterion(c)) for c in world.rubric["criteria"])])
