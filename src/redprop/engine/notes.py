"""What scoring noticed, for people to look at: nothing here decides a number."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

import numpy as np

from redprop.engine.blend import ChannelResult
from redprop.engine.blocks import unexposed_extras
from redprop.engine.leaves import applies
from redprop.errors import Place, Problem, Severity
from redprop.exact import Flags
from redprop.rubric.plan import Plan, PlanChannel
from redprop.tables.reading import Reading
from redprop.tables.tally import Tally


class Noticed(NamedTuple):
    """What was noticed of some subjects."""

    code: str
    where: Flags
    severity: Severity
    params: Mapping[str, object]


def noticed(plan: Plan, reading: Reading, channels: Mapping[str, ChannelResult], tallied: Tally) -> list[Problem]:
    """Exposures of nothing, channels drawn and missed, rows of visits that nothing shows, or of what does not apply."""
    ids = reading.register.ids
    told: list[Noticed] = []
    for channel in plan.channels:
        told += _of_channel(channel, channels[channel.id], reading, tallied, plan)
    told += [
        Noticed("no-exposure", where, Severity.WARNING, {"criterion": criterion, "channel": "-", "visit": "-"})
        for criterion, where in unexposed_extras(plan, tallied, reading.register).items()
    ]
    told += _not_applicable(plan, reading, tallied)
    return [
        Problem(one.code, Place(), {"id": ids[index], **one.params}, one.severity)
        for one in told
        for index in np.flatnonzero(one.where).tolist()
    ]


def _of_channel(
    channel: PlanChannel, result: ChannelResult, reading: Reading, tallied: Tally, plan: Plan
) -> Iterator[Noticed]:
    name = channel.id or "-"
    for criterion, visit, where in result.lacking:
        params = {"criterion": criterion, "channel": name, "visit": visit or "-"}
        yield Noticed("no-exposure", where, Severity.WARNING, params)
    if channel.drawn is not None:
        texts = reading.register.texts(channel.drawn.removeprefix("register."))
        drawn = np.asarray([is_drawn(text) for text in texts], dtype=bool)
        yield Noticed("drawn-and-missing", drawn & ~result.present, Severity.NOTE, {"channel": channel.id})
    if plan.rubric.visit is not None and not reading.log.lists(channel.id):
        for visit, where in unshown(channel, tallied, plan).items():
            params = {"channel": name, "visit": visit or "-", "measure": plan.rubric.visit}
            yield Noticed("rows-not-visited", where, Severity.WARNING, params)


def _not_applicable(plan: Plan, reading: Reading, tallied: Tally) -> Iterator[Noticed]:
    for leaf in plan.leaves:
        if leaf.applies_when is None:
            continue
        off = ~applies(leaf, reading.register, reading.period)
        rows = [cell.count for (_, _, column), cell in tallied.cells.items() if column in leaf.feed.columns]
        if rows:
            yield Noticed("rows-not-applicable", off & (sum(rows) > 0), Severity.WARNING, {"criterion": leaf.id})


def unshown(channel: PlanChannel, tallied: Tally, plan: Plan) -> dict[str, Flags]:
    """Where a channel has rows of a criterion on a visit, and none of the measure that would show the visit."""
    looked_at = {name for leaf in plan.leaves if channel.id in leaf.channels for name in leaf.feed.columns}
    cells = [(at[1:], cell) for at, cell in tallied.cells.items() if at[0] == channel.id]
    own = {(visit, column): cell.rows > 0 for (visit, column), cell in cells}
    shown = {visit: there for (visit, column), there in own.items() if column == plan.rubric.visit}
    ever = np.logical_or.reduce([np.zeros(len(tallied.subjects), dtype=bool), *shown.values()])
    found: dict[str, Flags] = {}
    for (visit, column), there in own.items():
        if column in looked_at and column != plan.rubric.visit:
            seen = ever if channel.visits == "pooled" else shown.get(visit, np.zeros_like(ever))
            found[visit] = found.get(visit, np.zeros_like(ever)) | (there & ~seen)
    return found


def is_drawn(text: str) -> bool:
    """Whether a register entry says that a subject was drawn: anything but nothing, 0, no and 否."""
    return text.strip().casefold() not in ("", "0", "no", "否")
