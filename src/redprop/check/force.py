"""The marks in force: what each criterion really counts once channels are blended.

They are the parts of a subject that earns everything: the engine itself is asked, nothing is worked out twice.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from redprop.engine.amounts import Amounts
from redprop.engine.blend import blend, weights_in_force
from redprop.engine.parts import contributions
from redprop.engine.perfect import perfect_channel
from redprop.rubric.model import nodes
from redprop.rubric.plan import Plan
from redprop.rubric.sums import full_marks


@dataclass(frozen=True)
class Force:
    """Marks in force by part with everybody there, by channel and part, and with each channel absent.

    Criteria have parts; a section has one beside its criteria's where it is a geometric mean (all of it) or where its
    cap takes marks away. `printed` holds every node's full marks, `absent` only the cases that still give a score.
    """

    printed: Mapping[str, Fraction]
    all_there: Mapping[str, Fraction]
    by_channel: Mapping[tuple[str, str], Fraction]
    absent: Mapping[str, Mapping[str, Fraction]]


def marks_in_force(plan: Plan, category: str = "") -> Force:
    """The marks in force of a scaled rubric for a category, exact.

    Without a channel that must not be absent there is no score, and one that counts nothing leaves all as it is.

    Every case is a subject of its own, all scored together: everybody there, then each channel absent in turn. Asked
    again of the same plan, the answer is the one that was worked out: a finding and the printed table both ask.
    """
    return _worked_out(_Same(plan), category)


class _Same(NamedTuple):
    """A plan by its identity: it is frozen, and its mappings have no hash."""

    plan: Plan

    def __hash__(self) -> int:
        return id(self.plan)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.plan is other.plan


@lru_cache(maxsize=8)
def _worked_out(same: _Same, category: str) -> Force:
    plan = same.plan
    cases = [c.id for c in plan.channels if len(plan.channels) > 1 and c.absent not in ("not_rated", "zero")]
    amounts = Amounts([category] * (1 + len(cases)))
    came = {c.id: np.asarray([True, *(c.id != absent for absent in cases)]) for c in plan.channels}
    channels = {c.id: perfect_channel(plan, c, came[c.id], amounts) for c in plan.channels}
    weights = weights_in_force(plan, channels)
    weighed = {name: replace(found, weight=weights[name]) for name, found in channels.items()}
    by_channel = {
        (part.channel, part.node): part.in_force.fractions()
        for part in contributions(plan, weighed, blend(plan, weighed, amounts), amounts)
    }
    by_node = [dict.fromkeys(plan.root.ids(), Fraction(0)) for _ in range(len(amounts))]
    for (_, node), found in by_channel.items():
        for case, marks in enumerate(found):
            by_node[case][node] += marks
    return Force(
        printed={node.id: full_marks(node, category) for _, node in nodes(plan.rubric)},
        all_there=by_node[0],
        by_channel={at: found[0] for at, found in by_channel.items()},
        absent=dict(zip(cases, by_node[1:], strict=True)),
    )
