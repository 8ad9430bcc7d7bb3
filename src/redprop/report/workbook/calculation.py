"""From the marks of criteria to the score of one category, as columns of formulas that the engine's numbers check."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from redprop.engine.amounts import Amounts
from redprop.engine.blend import ChannelResult
from redprop.engine.leaves import Scored
from redprop.engine.ranking import key_of
from redprop.engine.result import Result
from redprop.exact import Ratios
from redprop.outcome import Outcome
from redprop.report.words import Words
from redprop.report.workbook.grid import FIRST, Grid, Placed
from redprop.report.workbook.terms import Held, Row, Stage, Term, divided, slack_for, summed
from redprop.report.workbook.tree import Tree
from redprop.rubric.compile import WHOLE
from redprop.rubric.plan import Leaf, PlanBlock, PlanChannel


@dataclass(frozen=True)
class Calculated:
    """The columns of a category's calculation that other sheets point to."""

    grid: Grid
    members: tuple[int, ...]
    marks: Mapping[str, Placed]
    score: Placed
    rank: Placed


class Calculation:
    """Puts the columns of one category into a grid, one after the other."""

    def __init__(self, result: Result, words: Words, category: str, members: Sequence[int]) -> None:
        self.result, self.words, self.members = result, words, tuple(members)
        self.plan, self.rounding = result.plan, result.plan.rubric.rounding
        self.size = len(members)
        self.grid = Grid(self.size)
        self.amounts = Amounts([category])
        self.not_applicable = words.say("outcome.not_applicable")
        self.slack = self._slack()

    def whole(self) -> Calculated:
        """All columns, from the names to the rank."""
        register, say = self.result.register, self.words.say
        self.grid.hold("", say("id"), [register.ids[at] for at in self.members])
        self.grid.hold("", self.words.titled(self.words.rubric.subject.title, say("name")), self._names())
        cells = {c.id: self._criteria(c) for c in self.plan.channels}
        marks = {c.id: self._mark(c, cells[c.id]) for c in self.plan.channels}
        weights = self._weights(marks)
        blended = self._blended(cells, marks, weights)
        for block in self.plan.blocks:
            blended = self._block(block, blended)
        score = self._score(blended)
        return Calculated(self.grid, self.members, marks, score, self._rank(score))

    # -- helpers ----------------------------------------------------------------------------------------------------

    def _slack(self) -> Fraction:
        """Slack for the longest chain of steps on the greatest numbers that there are."""
        leaves = [one.marks for c in self.result.channels.values() for one in c.leaves.values()]
        most = sum((max(map(abs, marks.earned.fractions()), default=Fraction(0)) for marks in leaves), Fraction(0))
        start = abs(self.plan.root.edge.start or 0)
        return slack_for(max(most + start, self.plan.full), 4 * len(leaves))

    def _stage(self, places: int | None) -> Stage:
        return Stage(places, self.rounding.mode, self.slack)

    def _names(self) -> list[Held]:
        return [self.result.register.names[at] for at in self.members]

    def _fractions(self, column: Ratios) -> list[Fraction]:
        return column.take(np.asarray(self.members, dtype=np.int64)).fractions()

    def _channel_title(self, name: str) -> str:
        return self.words.channel(name) if name else self.words.say("workbook.marks")

    # -- columns ----------------------------------------------------------------------------------------------------

    def _criteria(self, channel: PlanChannel) -> dict[str, Placed]:
        """The marks of criteria as a channel gave them: numbers to be changed, empty where nothing was assessed."""
        result, found = self.result.channels[channel.id], {}
        for leaf in self.plan.leaves:
            if leaf.id in result.leaves:
                found[leaf.id] = self.grid.hold(
                    self._channel_title(channel.id),
                    self.words.node(leaf.id),
                    self._cells(result.leaves[leaf.id]),
                    id=leaf.id,
                    printed=self._full(leaf),
                )
        return found

    def _full(self, leaf: Leaf) -> Fraction:
        return self.amounts.most(leaf).fractions()[0] if leaf.has_full else Fraction(0)

    def _cells(self, scored: Scored) -> list[Held]:
        earned, assessed = self._fractions(scored.marks.earned), scored.marks.assessed
        missing = Outcome.NOT_APPLICABLE.code
        return [
            value if assessed[at] else self.not_applicable if scored.outcome[at] == missing else None
            for at, value in zip(self.members, earned, strict=True)
        ]

    def _mark(self, channel: PlanChannel, cells: Mapping[str, Placed]) -> Placed:
        """A channel's mark: marks of the whole x earned / possible, where it has one."""
        result, title = self.result.channels[channel.id], self._channel_title(channel.id)
        states = [self._state(result, at) for at in self.members]
        state = self.grid.hold(title, self.words.say("workbook.state"), states, kept=True) if any(states) else None
        tree = self._tree(title, cells, result)
        node = tree.whole(self.plan.root)
        present = [bool(result.present[at]) for at in self.members]
        when = node.assessed if state is None else _both(state.empty(), node.assessed)
        whole = result.grown[WHOLE].own
        parts = []
        for code, term, column in (("possible", node.possible, whole.possible), ("earned", node.earned, whole.earned)):
            shown = [value if there else None for value, there in zip(self._fractions(column), present, strict=True)]
            if self.plan.scaled or code == "earned":
                parts.append(self.grid.work_out(title, self.words.say(f"workbook.{code}.sum"), term, shown, when=when))
        mark = parts[0].term()
        if self.plan.scaled:
            possible, earned = parts
            full = self.plan.full
            exact = [full * a / b if b else Fraction(0) for a, b in zip(earned.term().exact, possible.term().exact, strict=True)]
            said = f"{float(full):.15g}"
            mark = Term.of(lambda row: f"{said}*{earned.at(row)}/{possible.at(row)}", exact)
            when = possible.there() if state is None else when
        stage = self._stage(self.rounding.channel)
        shown = [value if there else None for value, there in zip(self._fractions(result.mark), present, strict=True)]
        places = self.plan.places if self.rounding.channel is None else self.rounding.channel
        return self.grid.work_out(
            title, self.words.say("workbook.mark"), stage.of(mark), shown, when=when, places=places
        )

    def _state(self, result: ChannelResult, at: int) -> Held:
        outcome = Outcome.of_code(int(result.outcome[at]))
        return None if outcome is Outcome.SCORED else self.words.outcome(outcome.value)

    def _tree(self, title: str, cells: Mapping[str, Placed], grown: ChannelResult) -> Tree:
        return Tree(
            self.grid, title, self.words, self.amounts, cells, grown.grown, self.members,
            self._stage(self.rounding.section), self.not_applicable,
        )

    def _weights(self, marks: Mapping[str, Placed]) -> dict[str, Placed]:
        """Each channel's weight in force: its own, and what absent channels hand it."""
        title, found = self.words.say("workbook.weights"), {}
        base = {c.id: self.amounts.channel(c).fractions()[0] for c in self.plan.channels}
        for channel in self.plan.channels:
            handed = [(d.id, way) for d in self.plan.channels if (way := self._way(d, channel.id))]
            parts = [(1, Term.constant(base[channel.id], self.size))]
            parts += [(1, _handed(base[name], [marks[one].empty() for one in (name, *way)])) for name, way in handed]
            weight = summed(parts, self.size)
            if channel.absent != "zero":
                there = marks[channel.id].there()
                exact = [w * t for w, t in zip(weight.exact, there.exact, strict=True)]
                weight = _if(there, weight, exact)
            engine = self._fractions(self.result.channels[channel.id].weight)
            found[channel.id] = self.grid.work_out(
                title, self._channel_title(channel.id), weight, engine, printed=base[channel.id]
            )
        return found

    def _way(self, giver: PlanChannel, to: str) -> list[str] | None:
        """The channels between a channel and the one that gets its weight in the end, all of which must be absent."""
        between: list[str] = []
        channel = giver
        while channel.absent == "weight_to" and channel.heir is not None and channel.heir not in (giver.id, *between):
            if channel.heir == to:
                return between
            between.append(channel.heir)
            channel = self.plan.channel(channel.heir)
        return None

    def _blended(
        self, cells: Mapping[str, Mapping[str, Placed]], marks: Mapping[str, Placed], weights: Mapping[str, Placed]
    ) -> Placed:
        """The channels' marks by their weights in force, exact."""
        say, has = self.words.say, self._has()
        before = self.result.blended.score
        for moved in self.result.blended.blocks.values():
            before = before - moved
        engine = [value if there else None for value, there in zip(self._fractions(before), has, strict=True)]
        outcomes = [None if there else self.words.outcome(self._outcome(at)) for at, there in zip(self.members, has, strict=True)]
        state = self.grid.hold(say("workbook.blend"), say("outcome"), outcomes, kept=True)
        top = [
            Term.of(
                lambda row, m=m, w=w: f"N({m.at(row)})*{w.at(row)}",
                [a * b for a, b in zip(m.term().exact, w.term().exact, strict=True)],
            )
            for m, w in ((marks[name], weights[name]) for name in marks)
        ]
        total = divided(summed([(1, t) for t in top], self.size), summed([(1, w.term()) for w in weights.values()], self.size))
        return self.grid.work_out(say("workbook.blend"), say("workbook.blended"), total, engine, when=state.empty(), places=self._fine)

    @property
    def _fine(self) -> int:
        """Places that show what rounding will decide."""
        return self.plan.places + 4

    def _has(self) -> list[bool]:
        return [bool(self.result.has_score[at]) for at in self.members]

    def _outcome(self, at: int) -> str:
        return Outcome.of_code(int(self.result.outcome[at])).value

    def _block(self, block: PlanBlock, before: Placed) -> Placed:
        """The bonus or the penalty, and the score with it."""
        word, say, has = self.words.say(f"word.{block.name}").capitalize(), self.words.say, self._has()
        cells = []
        for leaf in block.leaves:
            points: list[Held] = list(self._fractions(self.result.extras[leaf.id].marks.earned))
            cells.append(self.grid.hold(word, self.words.node(leaf.id), points, id=leaf.id, printed=leaf.edge.cap))
        full = Term.constant(self.plan.full, self.size)
        room = summed([(1, full), (-1, before.term())], self.size) if block.name == "bonus" else before.term()
        points_term = _points(cells, block, room, self.size)
        moved = [-x if block.name == "penalty" else x for x in self._fractions(self.result.blended.blocks[block.name])]
        counted = self.grid.work_out(
            word, say("workbook.counted"), points_term,
            [value if there else None for value, there in zip(moved, has, strict=True)], when=before.there(), printed=block.cap,
        )
        sign = 1 if block.name == "bonus" else -1
        after = summed([(1, before.term()), (sign, counted.term())], self.size)
        engine = [value if there else None for value, there in zip(after.exact, has, strict=True)]
        return self.grid.work_out(word, say(f"workbook.after.{block.name}"), after, engine, when=before.there(), places=self._fine)

    def _score(self, blended: Placed) -> Placed:
        """The score: rounded, in a zone of its own what that says, under the caps that hold."""
        say, has, places = self.words.say, self._has(), self.plan.places
        unit = 10**places
        rounded = self._zoned(self._stage(places).of(blended.term()), blended.term())
        before = [Fraction(int(self.result.before_limits[at]), unit) if h else None for at, h in zip(self.members, has, strict=True)]
        scores = [Fraction(int(self.result.score_units[at]), unit) if h else None for at, h in zip(self.members, has, strict=True)]
        group = say("score")
        if before == scores:
            return self.grid.work_out(group, say("score"), rounded, scores, when=blended.there(), places=places)
        first = self.grid.work_out(group, say("workbook.rounded"), rounded, before, when=blended.there(), places=places)
        held = [s if s != b else None for s, b in zip(scores, before, strict=True)]
        cap = self.grid.hold(group, say("workbook.cap"), held, places=places)
        worse = "MAX" if self.plan.lower_is_better else "MIN"
        # the cap in force is empty for most: MIN and MAX pass over what is empty
        capped = Term.of(
            lambda row: f"{worse}({first.at(row)},{cap.at(row)})",
            [s if s is not None else Fraction(0) for s in scores],
        )
        return self.grid.work_out(group, say("score"), capped, scores, when=first.there(), places=places)

    def _zoned(self, rounded: Term, exact: Term) -> Term:
        zone = self.rounding.zone
        if zone is None:
            return rounded
        above, below, to = Fraction(zone.above), Fraction(zone.below), Fraction(zone.to)
        slack = self.slack
        inside = [above < x < below for x in exact.exact]
        sure = tuple(
            all(x == end or abs(x - end) > 3 * slack for end in (above, below)) and (here or fine)
            for x, here, fine in zip(exact.exact, inside, rounded.sure, strict=True)
        )
        low, high = f"{float(above):.15g}+{float(slack):.0E}", f"{float(below):.15g}-{float(slack):.0E}"
        return Term(
            lambda row: f"IF(AND({exact.says(row)}>{low},{exact.says(row)}<{high}),{float(to):.15g},{rounded.says(row)})",
            tuple(to if here else value for here, value in zip(inside, rounded.exact, strict=True)),
            sure,
        )

    def _rank(self, score: Placed) -> Placed:
        """The place in the category by the score: live; who takes part and what parts equal scores are the engine's."""
        say, result = self.words.say, self.result
        group = say("rank")
        takes: list[Held] = [Fraction(1) if result.takes_part[at] else None for at in self.members]
        part = self.grid.hold(group, say("workbook.takes_part"), takes, kept=True)
        keys = self._tie_keys()
        tie = self.grid.hold(group, say("workbook.tie_key"), keys, kept=True) if any(keys) else None
        better = "<" if self.plan.lower_is_better else ">"
        last = self.grid.last

        def span(one: Placed) -> str:
            return f"{one.letter}${FIRST}:{one.letter}${last}"

        def says(row: Row) -> str:
            said = f"1+SUMPRODUCT(({span(part)}=1)*({span(score)}{better}{score.at(row)}))"
            if tie is not None:
                same = f"({span(part)}=1)*({span(score)}={score.at(row)})*({span(tie)}>{tie.at(row)})"
                said += f"+SUMPRODUCT({same})"
            return said

        sign = -1 if self.plan.lower_is_better else 1
        held = [
            (sign * s, k) if isinstance(s, Fraction) and t else None
            for s, k, t in zip(score.held, [k or Fraction(0) for k in keys], takes, strict=True)
        ]
        order = sorted((one for one in held if one is not None), reverse=True)
        place = {one: at for at, one in reversed(list(enumerate(order, 1)))}
        exact = [Fraction(place[one]) if one is not None else Fraction(0) for one in held]
        twice = result.rank_twice
        engine = [Fraction(int(twice[at]), 2) if twice[at] else None for at in self.members]
        return self.grid.work_out(group, say("rank"), Term.of(says, exact), engine, when=part.there())

    def _tie_keys(self) -> list[Fraction | None]:
        """What parts equal scores as one number, greater being better; nothing where nobody is parted."""
        names = self.plan.rubric.ranking.then_by
        if not names or not self.members:
            return [None] * self.size
        keys = []
        for name in names:
            value, there = self.result.value_of(name.lstrip("-"))
            keys.append(key_of(-value if name.startswith("-") else value, there)[list(self.members)])
        places = np.unique(np.stack(keys), axis=1, return_inverse=True)[1].ravel()
        return [Fraction(int(place) + 1) for place in places]


def _both(a: Term, b: Term) -> Term:
    return Term.of(
        lambda row: f"AND({a.says(row)},{b.says(row)})", [x * y for x, y in zip(a.exact, b.exact, strict=True)], a, b
    )


def _if(flag: Term, then: Term, exact: Sequence[Fraction]) -> Term:
    return Term.of(lambda row: f"IF({flag.says(row)},{then.says(row)},0)", exact, then)


def _handed(weight: Fraction, absent: Sequence[Term]) -> Term:
    """A weight that is handed on where all of some channels are absent."""
    exact = [weight if all(term.exact[at] for term in absent) else Fraction(0) for at in range(len(absent[0].exact))]
    return Term.of(lambda row: f"{float(weight):.15g}*{'*'.join(term.says(row) for term in absent)}", exact)


def _points(cells: Sequence[Placed], block: PlanBlock, room: Term, size: int) -> Term:
    """The points of a block, under its cap and within the room that there is."""
    span = f"{cells[0].letter}{{row}}:{cells[-1].letter}{{row}}"
    points = Term.of(
        lambda row: f"SUM({span.format(row=row)})",
        [sum((cell.term().exact[at] for cell in cells), Fraction(0)) for at in range(size)],
    )
    cap = block.cap
    limited = [min(x, cap) if cap is not None else x for x in points.exact]
    said = f"{float(cap):.15g}," if cap is not None else ""
    if block.past_full:
        return Term.of(lambda row: f"MIN({said}{points.says(row)})", limited)
    return Term.of(
        lambda row: f"MIN({said}{points.says(row)},MAX(0,{room.says(row)}))",
        [min(x, max(Fraction(0), r)) for x, r in zip(limited, room.exact, strict=True)],
        room,
    )
