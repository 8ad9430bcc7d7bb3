"""One subject's score explained: its parts, the rows behind them, where it stands, what one more finding would cost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from redprop.analysis.standing import Standing, standing
from redprop.engine.lines import Line, TakenApart, take_subject_apart
from redprop.engine.one_more import OneMore, one_more
from redprop.engine.result import Result
from redprop.rubric.plan import Leaf
from redprop.tables.locate import Row, locate
from redprop.tables.sources import How, Sources


@dataclass(frozen=True, eq=False)
class Explained:
    """Everything that explains one subject's score. `rows` are those of its files, in their order."""

    apart: TakenApart
    standing: Standing
    one_more: tuple[OneMore, ...]
    rows: tuple[Row, ...] = field(default=())

    @property
    def result(self) -> Result:
        """The result that is explained."""
        return self.apart.result

    @cached_property
    def leaves(self) -> Mapping[str, Leaf]:
        """The criteria by id, those of the bonus and the penalty too."""
        return {leaf.id: leaf for leaf in (*self.result.plan.leaves, *self.result.plan.beside)}

    def rows_of(self, line: Line) -> list[Row]:
        """The rows behind a part of the score: of its channel, and of the measures that feed its criterion."""
        leaf = self.leaves.get(line.node)
        if leaf is None or line.kind not in ("criterion", "inside", "bonus", "penalty"):
            return []
        wanted = {*leaf.feed.columns, *([leaf.feed.per] if leaf.feed.per else [])}
        beside = line.kind in ("bonus", "penalty")
        return [row for row in self.rows if row.measure in wanted and (beside or row.channel == line.channel)]

    def more_of(self, line: Line) -> list[OneMore]:
        """What one more finding would cost, of each measure of a part of the score."""
        return [one for one in self.one_more if (one.channel, one.criterion) == (line.channel, line.node)]


def explain(result: Result, subject: int, sources: Sources | None = None, how: How | None = None) -> Explained:
    """Explains the score of the subject at a place of the register; with `sources`, down to the rows of the files.

    Raises:
        TableError: The files no longer give what was scored.
    """
    rows: list[Row] = []
    if sources is not None:
        rows = locate(sources, result.plan, result.reading, subjects=[result.register.ids[subject]], how=how)
    apart = take_subject_apart(result, subject)
    return Explained(apart, standing(result, subject), tuple(one_more(result, subject)), tuple(rows))
