"""Full marks and weights, one entry a subject: they may differ by category."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from redprop.exact import Ratios
from redprop.rubric.plan import Branch, Leaf, PlanChannel


@dataclass(frozen=True)
class Amounts:
    """What marks and weights are for each of some subjects, by their categories."""

    categories: Sequence[str]

    def __len__(self) -> int:
        return len(self.categories)

    def constant(self, value: int | Fraction) -> Ratios:
        """The same for every subject."""
        return Ratios.constant(value, len(self.categories))

    def marks(self, leaf: Leaf) -> Ratios:
        """A criterion's full marks; 0 where it has none."""
        return self._column(leaf.marks, leaf.marks_by)

    def most(self, leaf: Leaf) -> Ratios:
        """The most that a criterion can have: its full marks, under its cap."""
        full, cap = self.marks(leaf), leaf.edge.cap
        return full if cap is None else full.where(full <= cap, cap)

    def weight(self, node: Branch | Leaf) -> Fraction | Ratios:
        """A node's weight beside its sisters: one number where no category differs."""
        return self._column(node.weight, node.weight_by) if node.weight_by else node.weight

    def channel(self, channel: PlanChannel) -> Ratios:
        """A channel's weight."""
        return self._column(channel.weight, channel.weight_by)

    def _column(self, plain: Fraction, by: Mapping[str, Fraction]) -> Ratios:
        if not by:
            return self.constant(plain)
        return Ratios.of([by.get(category, plain) for category in self.categories])
