"""What the score would be had only some of the causes changed: the engine, run on a mixture of two periods."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import NamedTuple

import numpy as np

from redprop.analysis.compare.sights import BESIDE, Sight, Sights, seen
from redprop.combine import Marks
from redprop.engine.amounts import Amounts
from redprop.engine.blend import ChannelResult, blend, channel_result, weights_in_force
from redprop.engine.blocks import with_blocks
from redprop.engine.leaves import Scored
from redprop.engine.parts import contributions
from redprop.engine.zeroed import emptied
from redprop.exact import Flags, Ratios
from redprop.rubric.plan import Leaf, Plan, PlanChannel

Side = int
"""0 for the earlier period, 1 for the later."""
Part = tuple[str, str, str]
"""A part of the score: its kind, channel and node."""


class Mixture(NamedTuple):
    """For each cause the period that it is taken from: 0 the earlier, 1 the later.

    `findings` are what was found where both periods looked; `coverage` which criteria were assessed where a channel
    came both times; `channels` which channels came; `season` what applies in the quarter; `rules` how a criterion's
    marks are earned; `weights` all that stands above the criteria: marks, weights, sections, channels, their bounds.
    """

    findings: Side = 0
    coverage: Side = 0
    channels: Side = 0
    season: Side = 0
    rules: Side = 0
    weights: Side = 0


INPUTS = Mixture._fields
EARLIER, LATER = Mixture(*[0] * len(INPUTS)), Mixture(*[1] * len(INPUTS))


@dataclass(frozen=True, eq=False)
class Mixer:
    """Runs the engine on mixtures of what both periods saw, for the subjects that are compared."""

    sights: Sights
    amounts: Amounts
    _known: dict[tuple[str, str, Side, Side, Side], Scored] = field(default_factory=dict)

    def parts(self, mixture: Mixture) -> dict[Part, Ratios]:
        """Every part of the score before limits and rounding, exact."""
        plan = self.sights.plans[mixture.weights]
        channels = {channel.id: self._channel(channel, plan, mixture) for channel in plan.channels}
        weights = weights_in_force(plan, channels)
        channels = {name: replace(result, weight=weights[name]) for name, result in channels.items()}
        extras = {leaf.id: self._picked(leaf, BESIDE, mixture, None) for leaf in plan.beside}
        blended = with_blocks(plan, blend(plan, channels, self.amounts), extras, self.amounts)
        found: dict[Part, Ratios] = {}
        for part in contributions(plan, channels, blended, self.amounts):
            at = part.kind, part.channel, part.node
            found[at] = found[at] + part.exact if at in found else part.exact
        return found

    def _channel(self, channel: PlanChannel, plan: Plan, mixture: Mixture) -> ChannelResult:
        """A channel: what it found where it came only once is taken with its coming."""
        name, edition = channel.id, mixture.weights
        sides = [self._sight(name, side, edition) for side in (0, 1)]
        here, both = sides[mixture.channels].present[name], sides[0].present[name] & sides[1].present[name]
        looked = [leaf for leaf in plan.leaves if name in leaf.channels]
        leaves = {leaf.id: self._picked(leaf, name, mixture, both) for leaf in looked}
        hollow = here & ~np.logical_or.reduce([~here, *(one.marks.assessed for one in leaves.values())])
        if hollow.any():  # no period looked at nothing: what was looked at comes with the channel there
            leaves = {leaf.id: self._picked(leaf, name, mixture, both & ~hollow) for leaf in looked}
        result = channel_result(channel, leaves, here, np.ones(len(here), dtype=bool), plan, self.amounts)
        nothing = np.where(both, sides[mixture.findings].zeroed[name], sides[mixture.channels].zeroed[name])
        return emptied(result, nothing) if nothing.any() else result

    def _sight(self, channel: str, side: Side, edition: Side) -> Sight:
        """A period under an edition; a channel that only one edition has came as it did in that edition's period."""
        return self.sights.by[side if channel in self.sights.shared_channels else edition, edition]

    def _picked(self, leaf: Leaf, channel: str, mixture: Mixture, both: Flags | None) -> Scored:
        """A criterion in a channel, subject by subject from the period that the mixture takes it from.

        `both` says where the channel came both times; None for a bonus or penalty, which takes no visit.
        """
        states = [self._under(leaf, channel, side, mixture) for side in (0, 1)]
        if states[0] is states[1]:
            return states[0]
        seasonal = self.sights.season[mixture.weights].get(leaf.id, False)
        settled = np.where(seen(states[0]) & seen(states[1]), mixture.findings, mixture.coverage)
        inside = np.where(seasonal, mixture.season, settled)
        later = np.where(both, inside, mixture.channels) if both is not None else np.full(len(inside), mixture.findings)
        return _either(states[0], states[1], later == 1)

    def _under(self, leaf: Leaf, channel: str, side: Side, mixture: Mixture) -> Scored:
        """A period's marks of a criterion: how many there are by one edition, which share was earned by the other."""
        key = leaf.id, channel, side, mixture.rules, mixture.weights
        if key not in self._known:
            own = self._own(leaf.id, channel, side, mixture.weights)
            same = mixture.rules == mixture.weights
            by_rules = None if same else self._own(leaf.id, channel, side, mixture.rules)
            assert own is not None  # noqa: S101  # an edition has what its own plan lists
            self._known[key] = own if by_rules is None else _with_share(own, by_rules)
        return self._known[key]

    def _own(self, leaf: str, channel: str, side: Side, edition: Side) -> Scored | None:
        """A period's marks of a criterion by one edition; where its files lack the measures, those of the edition's
        own period. None where the edition has no such criterion there.
        """
        there = channel == BESIDE or channel in self.sights.shared_channels
        from_side = there and leaf in self.sights.measured_by_both
        return self.sights.by[side if from_side else edition, edition].leaves.get((channel, leaf))


def _either(earlier: Scored, later: Scored, flags: Flags) -> Scored:
    """The one, or where `flags` say so the other."""
    pairs = [
        (getattr(earlier.marks, name), getattr(later.marks, name))
        for name in ("earned", "possible", "full", "looked_at", "applies")
    ]
    marks = Marks(*(new.where(flags, old) for old, new in pairs))
    return Scored(marks, np.where(flags, later.outcome, earlier.outcome))


def _with_share(own: Scored, by_rules: Scored) -> Scored:
    """The marks that there are, earned as other rules would have it: by their share, or where there are no full marks
    by what they earn. Where either did not assess the criterion it stays as it is.
    """
    marks, other = own.marks, by_rules.marks
    both = seen(own) & seen(by_rules)
    scaled = (marks.possible > 0) & (other.possible > 0)
    loose = (marks.possible.equals(0)) & (other.possible.equals(0))
    earned = (other.share * marks.possible).where(both & scaled, other.earned.where(both & loose, marks.earned))
    return Scored(Marks(earned, marks.possible, marks.full, marks.looked_at, marks.applies), own.outcome)
