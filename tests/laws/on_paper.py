"""A score worked out as on paper: one subject at a time, in plain fractions, from the words of the rubric language.

It shares no line with the engine, so that the two can be held against each other.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_EVEN, Context, Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Any

from tests.laws.worlds import Row, World

Three = tuple[Fraction, Fraction, Fraction]
"""Earned, possible, full."""
NOTHING = Fraction(0)


def exact(number: Any) -> Fraction:
    return Fraction(Decimal(str(number)))


def rounded(value: Fraction, places: int | None, mode: str) -> Fraction:
    if places is None:
        return value
    units = abs(value) * 10**places
    down = math.floor(units)
    rest = units - down
    if mode == "up":
        down += rest > 0
    elif mode == "half_up":
        down += rest >= Fraction(1, 2)
    elif mode == "half_even":
        down += rest > Fraction(1, 2) or (rest == Fraction(1, 2) and down % 2 == 1)
    return Fraction(down if value >= 0 else -down, 10**places)


def one_value(criterion: dict[str, Any], numbers: list[Fraction]) -> Fraction:
    take = next(iter(criterion.get("measure", {"sum": ""})))
    total = sum(numbers, NOTHING)
    return {"sum": total, "mean": total / len(numbers), "min": min(numbers), "max": max(numbers)}[take]


def by_rule(criterion: dict[str, Any], said: list[str], out_of: list[Fraction]) -> Fraction | None:
    """The marks that rows earn; None where there is nothing to divide by."""
    full = exact(criterion["marks"])
    if "levels" in criterion:
        return sum((exact(criterion["levels"][word]) for word in said), NOTHING) / len(said)
    value = one_value(criterion, [exact(text) for text in said])
    if "deduct" in criterion:
        rule = criterion["deduct"]
        cost = value * exact(rule["each"]) if "each" in rule else exact(rule["once"]) if value > 0 else NOTHING
        return max(NOTHING, full - cost)
    if "linear" in criterion:
        start, end = exact(criterion["linear"]["from"]), exact(criterion["linear"]["to"])
        return min(full, max(NOTHING, full * (value - start) / (end - start)))
    if "interval" in criterion:
        rule = criterion["interval"]
        best = rule["best"] if isinstance(rule["best"], list) else [rule["best"]] * 2
        marks = criterion["marks"]
        return drawn([(rule["from"], 0), (best[0], marks), (best[1], marks), (rule["to"], 0)], value, 0, 0)
    if "curve" in criterion:
        points = criterion["curve"]["through"]
        ends = [criterion["curve"].get(side, points[at][1]) for side, at in (("below", 0), ("above", -1))]
        return drawn(points, value, *ends)
    if "shortfall" in criterion:
        rule = criterion["shortfall"]
        steps = max(NOTHING, exact(rule["target"]) - value) / exact(rule["every"])
        steps = {"ignored": Fraction(math.floor(steps)), "counted": Fraction(math.ceil(steps)), "in_proportion": steps}[
            rule["partial"]
        ]
        return max(NOTHING, full - steps * exact(rule["loses"]))
    if "steps" in criterion:
        return full if value >= 5 else exact(0.5) if value > 2 else NOTHING
    if sum(out_of, NOTHING) <= 0:
        return None
    share = min(Fraction(1), value / sum(out_of, NOTHING))
    return rounded(full * share, criterion["proportion"].get("places"), "down")


def drawn(points: Sequence[Any], value: Fraction, below: Any, above: Any) -> Fraction:
    """The height of straight lines through points (x, y) at a value; what stands outside has a height of its own."""
    if value < exact(points[0][0]):
        return exact(below)
    for (x, low), (far, high) in pairwise(points):
        if value <= exact(far):
            along = (value - exact(x)) / (exact(far) - exact(x)) if far != x else Fraction(1)
            return (1 - along) * exact(low) + along * exact(high)
    return exact(above)


def on_visit(criterion: dict[str, Any], rows: list[Row]) -> Three:
    full = exact(criterion["marks"])
    all_or_none = {"full": (full, full, full), "zero": (NOTHING, full, full)}
    here = [row.value for row in rows if row.measure == criterion["id"]]
    out_of = [exact(row.value) for row in rows if row.measure == f"{criterion['id']}_of"]
    said = [value for value in here if value != "n/a"]
    earned = by_rule(criterion, said, out_of) if said else None
    if earned is not None:
        return earned, full, full
    if said:
        return NOTHING, NOTHING, full
    if here:
        return all_or_none.get(criterion["not_applicable"], (NOTHING, NOTHING, NOTHING))
    return all_or_none.get(criterion["missing"], (NOTHING, NOTHING, full))


def bounded(said: dict[str, Any], three: Three) -> Three:
    """What was earned between floor and cap, where anything was assessed; what is possible is under the cap."""
    earned, possible, full = three
    if "floor" in said and possible > 0:
        earned = max(earned, exact(said["floor"]))
    if "cap" in said:
        earned, possible, full = (min(number, exact(said["cap"])) for number in (earned, possible, full))
    return earned, possible, full


def put_together(way: str, seen: list[tuple[Fraction, Fraction]]) -> Fraction:
    """One share of several, (weight, share) each."""
    total = sum((w for w, _ in seen), NOTHING)
    shares = [share for _, share in seen]
    if way == "mean":
        return sum((w * s for w, s in seen), NOTHING) / total
    if way == "lowest" or min(shares) == max(shares) or not min(shares):
        return min(shares)
    many = Context(prec=60)
    power = sum((decimal(w / total, many) * many.ln(decimal(s, many)) for w, s in seen), Decimal(0))
    return Fraction(many.exp(power).quantize(Decimal("1e-15"), ROUND_HALF_EVEN, many))


def decimal(number: Fraction, context: Context) -> Decimal:
    return context.divide(Decimal(number.numerator), Decimal(number.denominator))


def tree(rubric: dict[str, Any], leaves: dict[str, Three]) -> Three:
    """The three numbers of the whole."""
    total: list[Fraction] = [NOTHING, NOTHING, NOTHING]
    for section in rubric["sections"]:
        children = [(c, leaves[c["id"]]) for c in section["criteria"] if c["id"] in leaves]
        earned, possible, full = (sum((three[i] for _, three in children), NOTHING) for i in range(3))
        if "combine" in section:
            weights = {c["id"]: exact(c.get("weight", min(c["marks"], c.get("cap", 99)))) for c, _ in children}
            seen = [(weights[c["id"]], three[0] / three[1]) for c, three in children if three[1] > 0]
            marks = exact(section["marks"])
            full = marks if any(three[2] > 0 for _, three in children) else NOTHING
            possible = marks if seen else NOTHING
            earned = marks * put_together(section["combine"], seen) if seen else NOTHING
        earned, possible, full = bounded(section, (earned, possible, full))
        earned = rounded(earned, rubric["rounding"].get("section"), rubric["rounding"]["mode"])
        if section.get("rescale") and possible > 0:
            earned, possible = full * earned / possible, full
        total = [total[0] + earned, total[1] + possible, total[2] + full]
    return total[0], total[1], total[2]


def mean_of(visits: list[Three]) -> Three:
    seen = [three for three in visits if three[1] > 0]
    full = max(three[2] for three in visits)
    if not seen:
        return NOTHING, NOTHING, full
    return sum((three[0] for three in seen), NOTHING) / len(seen), max(three[1] for three in seen), full


def channel_leaves(world: World, name: str, subject: str) -> dict[str, Three] | None:
    """The criteria as a channel saw them, visits put together; None where it never came."""
    rubric, how = world.rubric, world.rubric["channels"][name]["visits"]
    rows = [row for row in world.rows if (row.subject, row.channel) == (subject, name)]
    if not rows:
        return None
    groups = [rows] if how == "pooled" else [[r for r in rows if r.visit == v] for v in sorted({r.visit for r in rows})]
    looked = [c for section in rubric["sections"] for c in section["criteria"] if name in c["channels"]]
    visits = [{c["id"]: on_visit(c, group) for c in looked} for group in groups]
    if how != "mean":
        visits = [{c["id"]: bounded(c, visit[c["id"]]) for c in looked} for visit in visits]
    if how == "last":
        visits = visits[-1:]
    elif how == "lowest":
        wholes = [(whole[0] / whole[1], n) for n, leaves in enumerate(visits) if (whole := tree(rubric, leaves))[1] > 0]
        visits = [visits[min(wholes)[1]]] if wholes else visits[:1]
    leaves = {c["id"]: bounded(c, mean_of([visit[c["id"]] for visit in visits])) for c in looked}
    stage, mode = rubric["rounding"].get("criterion"), rubric["rounding"]["mode"]
    return {name: (rounded(e, stage, mode), p, f) for name, (e, p, f) in leaves.items()}


def weights(channels: dict[str, Any], present: Iterable[str]) -> dict[str, Fraction]:
    """Weights in force: each absent channel's is followed to whoever has it in the end."""
    held = dict.fromkeys(channels, NOTHING)
    for name, said in channels.items():
        at, seen = name, {name}
        while at not in present and isinstance(channels[at]["absent"], dict):
            at = channels[at]["absent"]["weight_to"]
            if at in seen:
                break
            seen.add(at)
        if at in present or channels[at]["absent"] == "zero":
            held[at] += exact(said["weight"])
    return held


def score(world: World, subject: str) -> Fraction | str:
    """The score before limits, rounded, or the word for why there is none."""
    rubric = world.rubric
    channels = {name: said for name, said in rubric["channels"].items() if name != "blend"}
    mode, stages = rubric["rounding"]["mode"], rubric["rounding"]
    marks = sum((most(section) for section in rubric["sections"]), NOTHING)
    saw = {name: leaves for name in channels if (leaves := channel_leaves(world, name, subject)) is not None}
    whole = {name: tree(rubric, leaves) for name, leaves in saw.items()}
    present = {name for name, (_, possible, _) in whole.items() if possible > 0}
    if any(said["absent"] == "not_rated" and name not in present for name, said in channels.items()):
        return "not_rated"
    held = weights(channels, present)
    if rubric["channels"]["blend"] == "by_channel":
        if not sum(held.values()):
            return "not_assessed"
        mark = {n: rounded(marks * whole[n][0] / whole[n][1], stages.get("channel"), mode) for n in present}
        found = sum((held[n] * mark[n] for n in present), NOTHING) / sum(held.values())
        return rounded(with_blocks(world, subject, found, marks), stages["score"], mode)
    leaves: dict[str, Three] = {}
    for criterion in (c for section in rubric["sections"] for c in section["criteria"]):
        full = most(criterion)
        shares = []
        applies = False
        for name in criterion["channels"]:
            if name in present:
                earned, possible, of = saw[name][criterion["id"]]
                applies |= of > 0
                shares += [(held[name], earned / possible)] if possible > 0 else []
            elif channels[name]["absent"] == "zero":
                applies = True
                shares.append((held[name], NOTHING))
        over = sum((w for w, _ in shares), NOTHING)
        if over:
            leaves[criterion["id"]] = full * sum((w * s for w, s in shares), NOTHING) / over, full, full
        else:
            leaves[criterion["id"]] = NOTHING, NOTHING, full if applies else NOTHING
    earned, possible, _ = tree(rubric, leaves)
    if not possible:
        return "not_assessed"
    return rounded(with_blocks(world, subject, marks * earned / possible, marks), stages["score"], mode)


def with_blocks(world: World, subject: str, found: Fraction, marks: Fraction) -> Fraction:
    """The score with its bonus, and then without its penalty."""
    for name in ("bonus", "penalty"):
        block = world.rubric.get(name, {"criteria": []})
        total = NOTHING
        for criterion in block["criteria"]:
            rows = [r.value for r in world.rows if (r.subject, r.measure) == (subject, criterion["id"])]
            value = sum((exact(text) for text in rows), NOTHING)
            each = exact(criterion["points"].get("each", 1))
            worth = min(value, Fraction(value > 0)) if "once" in criterion["points"] else value * each
            total += min([worth, *([exact(criterion["cap"])] if "cap" in criterion else [])])
        total = min([total, *([exact(block["cap"])] if "cap" in block else [])])
        if name == "penalty":
            found -= min(total, found)
        else:
            found += total if block.get("past_full") else min(total, marks - found)
    return found


def most(node: dict[str, Any]) -> Fraction:
    """The most that a criterion or a section can have: its marks, under its cap."""
    own = exact(node["marks"]) if "marks" in node else sum((most(c) for c in node["criteria"]), NOTHING)
    return min([own, *([exact(node["cap"])] if "cap" in node else [])])
