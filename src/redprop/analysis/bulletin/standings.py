"""Each subject's line of a ranking: marks, weights, parts, where it stood before, and what must be said beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import cached_property, reduce
from typing import Any

import numpy as np

from redprop.analysis.bulletin.before import Earlier, change, compares
from redprop.analysis.bulletin.numbers import percents
from redprop.analysis.bulletin.subjects import Apart, ChannelMark, Remark, SectionMark, Standing
from redprop.engine.columns import decimals, exact_decimals, grades_of, outcomes_of, ranks_shown
from redprop.engine.notes import is_drawn
from redprop.engine.result import Result
from redprop.exact import Ratios, Whole
from redprop.exact.arrays import plus
from redprop.outcome import Outcome
from redprop.rubric.compile import WHOLE
from redprop.rubric.model import nodes
from redprop.rubric.plan import Branch, Leaf, Plan, PlanChannel
from redprop.rubric.sums import full_marks

Column = list[Any]


def channel_places(plan: Plan) -> int:
    """The places of a channel's mark as it is printed."""
    stage = plan.rubric.rounding.channel
    return plan.places if stage is None else stage


def named_channels(plan: Plan) -> tuple[PlanChannel, ...]:
    """The channels that a rubric lists."""
    return plan.channels if plan.rubric.channels else ()


def dotted(node: Branch | Leaf) -> str:
    """A part's name as `Result.value_of` takes it."""
    return f"{'section' if isinstance(node, Branch) else 'criterion'}.{node.id}"


class Standings:
    """Everyone's standing, worked out column by column."""

    def __init__(self, result: Result, earlier: Sequence[Result]) -> None:
        self.result, self.plan = result, result.plan
        self.results = [*earlier, result]
        self.earlier = [Earlier(one) for one in earlier if compares(one, result)]
        last = earlier[-1] if earlier else None
        self.before = self.earlier[-1] if last is not None and compares(last, result) else None
        self.nodes: list[Branch | Leaf] = [*result.plan.sections, *result.plan.loose]

    # -- columns ----------------------------------------------------------------------------------------------------

    @cached_property
    def _columns(self) -> dict[str, Column]:
        result, register = self.result, self.result.register
        has = result.has_score
        return {
            **{name: list(register.texts(name)) for name in ("company", "community", "committee")},
            "rank": ranks_shown(result.rank_twice),
            "score": decimals(result.score_units, self.plan.places, has),
            "before_limits": decimals(result.before_limits, self.plan.places, has),
            "grade": grades_of(result),
            "outcome": outcomes_of(result),
            "coverage": decimals(result.coverage, 4),
        }

    @cached_property
    def _channels(self) -> list[dict[str, Column]]:
        """Mark, outcome, weight, share and part of each listed channel."""
        plan, channels = self.plan, self.result.channels
        places, mode, has = channel_places(plan), plan.rubric.rounding.mode, self.result.has_score
        whole = reduce(Ratios.__add__, (one.weight for one in channels.values()))
        found: list[dict[str, Column]] = []
        for channel in named_channels(plan):
            one = channels[channel.id]
            found.append(
                {
                    "id": [channel.id] * len(has),
                    "mark": decimals(one.mark.units(places, mode), places, one.present),
                    "outcome": [Outcome.of_code(code).value for code in one.outcome.tolist()],
                    "weight": exact_decimals(one.weight),
                    "share": percents(one.weight.over(whole), whole > 0),
                    "part": decimals(self._brought(channel.id), self.result.parts.places, has),
                }
            )
        return found

    def _brought(self, channel: str) -> Whole:
        """What a channel contributes to the score, in units of parts."""
        parts = self.result.parts
        pairs = zip(parts.contributions, parts.units, strict=True)
        own = (units for one, units in pairs if one.channel == channel and one.kind not in ("bonus", "penalty"))
        return reduce(plus, own, np.zeros(len(self.result.register), dtype=np.int64))

    @cached_property
    def _sections(self) -> list[dict[str, Column]]:
        result, plan = self.result, self.plan
        places, mode = result.parts.places, plan.rubric.rounding.mode
        printed = {node.id: full_marks(node) for _, node in nodes(plan.rubric)}
        found: list[dict[str, Column]] = []
        for node in self.nodes:
            value, there = result.value_of(dotted(node))
            there = there & result.has_score
            full = printed[node.id] if plan.scaled else Fraction(0)
            whole = result.has_score & (node.id not in plan.inside_means)
            units, in_force = result.part_units(node.id), result.in_force(node.id).units(places, mode)
            loses = whole & ((in_force != 0) | (units < 0))
            size = len(there)
            found.append(
                {
                    "id": [node.id] * size,
                    "mark": decimals(value.units(plan.places, mode), plan.places, there),
                    "full": exact_decimals(Ratios.constant(full, size)) if full else [None] * size,
                    "share": percents(value.over(full), there) if full else [None] * size,
                    "part": decimals(units, places, whole),
                    "in_force": decimals(in_force, places, whole),
                    "lost": decimals(in_force - units, places, loses),
                }
            )
        return found

    @cached_property
    def _others(self) -> list[tuple[str, str, Whole]]:
        """The parts of scores that belong to no channel: kind, id, units."""
        parts, listed = self.result.parts, bool(named_channels(self.plan))
        found: dict[tuple[str, str], Whole] = {}
        for one, units in zip(parts.contributions, parts.units, strict=True):
            beside = one.kind in ("bonus", "penalty")
            apart = one.kind in ("whole", "start", "bounds") and one.channel == WHOLE and (listed or one.node == WHOLE)
            if beside or apart:
                at = one.kind, one.node
                found[at] = plus(found[at], units) if at in found else units
        limits = [("limit", name, down) for name, down in parts.limits.items()]
        return [*((*at, units) for at, units in found.items()), *limits, ("rounding", "", parts.rounding)]

    # -- rows -------------------------------------------------------------------------------------------------------

    def standing(self, at: int, league: str, tied: tuple[str, ...]) -> Standing:
        """The standing of the subject at a place of the register."""
        register = self.result.register
        subject = register.ids[at]
        said = {name: column[at] for name, column in self._columns.items()}
        past = self.before.past(subject, league) if self.before is not None else None
        both = past is not None and past.rank is not None and said["rank"] is not None
        return Standing(
            id=subject,
            name=register.names[at],
            category=register.categories[at],
            tied_with=tied,
            **said,
            channels=tuple(ChannelMark(**{key: column[at] for key, column in one.items()}) for one in self._channels),
            sections=tuple(SectionMark(**{key: column[at] for key, column in one.items()}) for one in self._sections),
            others=self._beside(at),
            rank_before=past.rank if past else None,
            rank_change=change(past.rank, said["rank"]) if past and both else None,
            score_before=past.score if past else None,
            score_change=change(said["score"], past.score) if past else None,
            past=tuple(one for earlier in self.earlier if (one := earlier.past(subject, league)) is not None),
            remarks=tuple(self._remarks(at, league, tied)),
        )

    def _beside(self, at: int) -> tuple[tuple[str, str, Decimal], ...]:
        if self._columns["score"][at] is None:
            return ()
        places = self.result.parts.places
        said = ((kind, node, decimals(units[at : at + 1], places)[0]) for kind, node, units in self._others)
        return tuple((kind, node, part) for kind, node, part in said if part)

    def apart(self, at: int, league: str) -> Apart:
        """A subject without a rank, and why."""
        standing = self.standing(at, league, ())
        if standing.outcome != Outcome.SCORED.value:
            return Apart(standing, standing.outcome, self._lacking(at))
        return Apart(standing, "observed" if not self.result.register.rated[at] else "vetoed")

    def _lacking(self, at: int) -> tuple[str, ...]:
        """The channels without which there is no score, and that have no mark."""
        needed = (channel for channel in named_channels(self.plan) if channel.absent == "not_rated")
        return tuple(channel.id for channel in needed if not self.result.channels[channel.id].present[at])

    # -- remarks ----------------------------------------------------------------------------------------------------

    def _remarks(self, at: int, league: str, tied: tuple[str, ...]) -> Iterator[Remark]:
        if tied:
            yield Remark("tied", {"ids": tied})
        for channel in named_channels(self.plan):
            found = self.result.channels[channel.id]
            if not found.present[at]:
                yield self._gone(channel, at)
            elif found.zeroed is not None and found.zeroed[at]:
                yield Remark("zeroed", {"channel": channel.id})
        for name, held in self.result.verdict.held.items():
            if held[at]:
                down = self.result.verdict.lowered.get(name)
                lowered = decimals(-down[at : at + 1], self.plan.places)[0] if down is not None else Decimal(0)
                yield Remark("limit", {"limit": name, "lowered": lowered})
        if self.before is not None:
            yield from self._unlike(self.before, self.result.register.ids[at], league)

    def _gone(self, channel: PlanChannel, at: int) -> Remark:
        """A channel without a mark: why, and who has its weight."""
        drawn = channel.drawn
        missed = drawn is None or is_drawn(self.result.register.texts(drawn.removeprefix("register."))[at])
        heirs = {one.id: one.heir for one in self.plan.channels if one.absent == "weight_to"}
        heir, passed = heirs.get(channel.id), {channel.id}
        while heir is not None and not self.result.channels[heir].present[at]:
            passed.add(heir)
            heir = None if (further := heirs.get(heir)) in passed else further
        weight = channel.weight_by.get(self.result.register.categories[at], channel.weight)
        return Remark(
            "channel-gone",
            {
                "channel": channel.id,
                "outcome": Outcome.of_code(int(self.result.channels[channel.id].outcome[at])).value,
                "policy": channel.absent,
                "heir": heir or "",
                "weight": exact_decimals(Ratios.of([weight]))[0],
                "not_drawn": not missed,
                "refused": at in self.result.reading.log.refused.get(channel.id, ()),
            },
        )

    def _unlike(self, before: Earlier, subject: str, league: str) -> Iterator[Remark]:
        """Why a subject is not compared with the period before."""
        where, past = before.places.get(subject, ("", None))
        if past is None:
            yield Remark("new")
        elif where != league:
            yield Remark("moved", {"category": where})
        elif past.rank is None:
            yield Remark("no-rank-before")
