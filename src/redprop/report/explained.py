"""A score explained, as rows for programs and as tables for people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from redprop.analysis.explain import Explained
from redprop.engine.blend import ChannelResult
from redprop.engine.lines import Line, exact_shown, line_columns
from redprop.exact import decimal_text
from redprop.outcome import Outcome
from redprop.report.located import ROW_HEADER, row_group, row_values, spans
from redprop.report.parts import number
from redprop.report.seen import seen_text
from redprop.report.sentences import Sentences, plain
from redprop.report.sheet import Cell, Column, Group, Sheet
from redprop.report.verdicts import verdict_lines, zeroed_lines
from redprop.report.words import Words
from redprop.tables.locate import Row

BETWEEN = "; "
COARSER = 100
ROWS_SHOWN = 12
"""So many rows behind one criterion are shown to people, unless they ask for rows."""


def explained_sheet(
    found: Explained, language: str, *, criterion: str | None = None, lost: bool = False, rows: bool = False
) -> Sheet:
    """The score as a tree of channels and criteria; one criterion alone; what was lost, most first; or the rows."""
    teller = Teller(found, language)
    lines = [line for line in found.apart.lines if criterion in (None, line.node)]
    if lost:
        lines = sorted((line for line in lines if (line.lost or 0) > 0), key=lambda line: -(line.lost or 0))
    if rows:
        behind = [row for line in lines for row in found.rows_of(line)]
        return Sheet(
            ROW_HEADER,
            [row_values(row) for row in behind],
            lambda: [row_group(behind, teller.title(), teller.words)],
            teller.about,
            language,
            (),
            frozenset(ROW_HEADER) - {"row", "number"},
        )
    columns = line_columns(found.apart)
    columns |= {
        "one_more": [_more_text(found, line) for line in found.apart.lines],
        "rows": [BETWEEN.join(spans(found.rows_of(line))) for line in found.apart.lines],
        "findings": [BETWEEN.join(findings(found.rows_of(line))) for line in found.apart.lines],
    }
    order = {id(line): at for at, line in enumerate(found.apart.lines)}
    picked = [tuple(values[order[id(line)]] for values in columns.values()) for line in lines]
    return Sheet(
        list(columns),
        picked,
        lambda: list(teller.groups(lines, whole=criterion is None and not lost)),
        teller.about,
        language,
        (),
        frozenset({"name", "rows", "findings", "value"}),
    )


def findings(rows: Sequence[Row]) -> list[str]:
    """The numbers of findings, each once."""
    return list(dict.fromkeys(row.said["finding"] for row in rows if "finding" in row.said))


def _more_text(found: Explained, line: Line) -> str:
    places = found.result.plan.places
    more = found.more_of(line)
    told = [(" ".join(filter(None, (one.measure, one.severity))), decimal_text(one.costs, places)) for one in more]
    return told[0][1] if len(told) == 1 else BETWEEN.join(f"{name} {costs}" for name, costs in told)


class Teller:
    """Tells one subject's score in a language."""

    def __init__(self, found: Explained, language: str) -> None:
        self.found, self.language = found, language
        self.words = Words(found.result, language)
        self.sentences = Sentences(self.words)
        self.result, self.at = found.result, found.apart.at

    def say(self, code: str, **params: object) -> str:
        """A text of this command."""
        return self.words.say(f"explain.{code}", **params)

    def about(self) -> Mapping[str, object]:
        """What is explained, and where it stands: for JSON."""
        from redprop.report.results import about

        apart, register, stand = self.found.apart, self.result.register, self.found.standing
        score = None if apart.score is None else Decimal(self.units(int(self.result.score_units[self.at])))
        return {
            **about(self.result),
            self.words.rubric.subject.column: register.ids[self.at],
            "name": register.names[self.at],
            "score": score,
            "score_exact": str(apart.exact) if score is not None else None,
            "rank": Decimal(stand.rank) if stand.rank else None,
            "ranked": stand.among,
        }

    def title(self) -> str:
        """Who is explained."""
        register = self.result.register
        name, subject = register.names[self.at], register.ids[self.at]
        who = name if name == subject else f"{name} ({subject})"
        return " · ".join(filter(None, (who, self.words.league(register.categories[self.at]))))

    def units(self, score_units: int) -> str:
        """Score units as they are printed."""
        return decimal_text(score_units, self.result.plan.places)

    def groups(self, lines: Sequence[Line], *, whole: bool) -> Iterator[Group]:
        """The tables for people."""
        if whole:
            yield self._channels()
            yield from self._trees()
            return
        # without the whole in sight, what took the marks that a rule gave has to be said here
        gone = zeroed_lines(self.found, self.sentences, {line.channel for line in lines})
        yield Group(self.title(), self._lost_columns(), [self._lost_row(line) for line in lines], gone)
        for line in lines:
            yield self._criterion(line)

    # -- the whole --------------------------------------------------------------------------------------------------

    def _channels(self) -> Group:
        """What each channel and everything beside them adds; it comes to the score."""
        columns = [
            Column("name", self.say("part_of")),
            Column("mark", self.say("mark"), "number"),
            Column("weight", self.say("weight"), "number"),
            Column("part", self.say("part"), "number"),
            Column("lost", self.say("lost"), "number"),
            Column("state", self.words.say("outcome")),
        ]
        told = [self._channel_row(name) for name in self._names()]
        told += [self._beside_row(line) for line in self.found.apart.lines if self._stands_beside(line)]
        score = self.found.apart.score
        if score is not None:
            told.append({"name": Cell(self.words.say("score"), "bold"), "part": self._part(score)})
        return Group(self.title(), columns, told, verdict_lines(self.found, self.sentences))

    def _names(self) -> list[str]:
        """The channels that have lines; "" where the whole has one beside them."""
        names = {line.channel for line in self.found.apart.lines if not self._stands_beside(line)}
        return [name for name in dict.fromkeys([*self.result.channels, ""]) if name in names]

    def _of(self, channel: str) -> list[Line]:
        return [line for line in self.found.apart.lines if line.channel == channel and not self._stands_beside(line)]

    def _stands_beside(self, line: Line) -> bool:
        return line.kind in ("limit", "rounding") or line.section in self.words.rubric.blocks

    def _channel_row(self, name: str) -> dict[str, Cell]:
        lines = self._of(name)
        row = {
            "name": Cell(self.words.channel(name) if name else self.say("criteria")),
            "part": self._part(sum(line.part for line in lines)),
            "lost": self._loss(sum(line.lost or 0 for line in lines)),
        }
        channel = self.result.channels.get(name)
        return row if channel is None or not name else {**row, **self._own_marks(channel)}

    def _own_marks(self, channel: ChannelResult) -> dict[str, Cell]:
        """A channel's own mark and the weight in force."""
        rounding = self.words.rubric.rounding
        places = self.result.plan.places if rounding.channel is None else rounding.channel
        mark = decimal_text(int(channel.mark.units(places, rounding.mode)[self.at]), places)
        weight = exact_shown(channel.weight.fractions()[self.at], 4)
        outcome = Outcome.of_code(int(channel.outcome[self.at]))
        return {
            "mark": Cell(mark if channel.present[self.at] else ""),
            "weight": number(weight),
            "state": Cell(self.words.outcome(outcome.value)),
        }

    def _beside_row(self, line: Line) -> dict[str, Cell]:
        return {"name": Cell(self.named(line)), "part": self._part(line.part, signed=True)}

    def named(self, line: Line) -> str:
        """What a part is called."""
        if line.kind in ("rounding", "bounds", "start", "whole") and not (line.kind == "whole" and line.node):
            return self.say(line.kind)
        if line.kind == "limit":
            return self.words.limit(line.node)
        return self.words.node(line.node)

    def _part(self, units: int, *, signed: bool = False) -> Cell:
        said = f"{self.found.apart.shown(units):f}"
        return Cell(f"+{said}" if signed and units > 0 else said)

    def _loss(self, units: int) -> Cell:
        """What was lost, a little coarser than parts: these add up to the last digit, losses to the printed one."""
        return Cell(f"-{self._coarse(units)}", "red") if units > 0 else Cell("")

    def _coarse(self, units: int) -> str:
        return decimal_text((units + COARSER // 2) // COARSER, self.found.apart.places - 2)

    # -- channel by channel -----------------------------------------------------------------------------------------

    def _trees(self) -> Iterator[Group]:
        columns = [
            Column("name", self.say("criterion")),
            Column("full", self.say("full"), "number", 3),
            Column("earned", self.say("earned"), "number", 4),
            Column("in_force", self.say("in_force"), "number", 5),
            Column("part", self.say("part"), "number"),
            Column("lost", self.say("lost"), "number"),
            Column("more", self.say("one_more"), "number", 2),
            Column("seen", self.say("seen"), keep=1),
            Column("rule", self.say("rule"), keep=7),
            Column("rows", self.say("rows"), keep=6),
        ]
        for name in self._names():
            lines = [line for line in self._of(name) if line.outcome is not Outcome.ABSENT or line.in_force]
            if lines:
                title = self.words.channel(name) if name else self.say("criteria")
                yield Group(title, columns, list(self._tree(lines)))

    def _tree(self, lines: Sequence[Line]) -> Iterator[dict[str, Cell]]:
        """The lines of a channel under their sections, each with what it comes to."""
        for section in dict.fromkeys(line.section for line in lines):
            inside = [line for line in lines if line.section == section]
            if section:
                yield {"name": Cell(self.words.node(section), "bold"), **self._subtotal(inside)}
            yield from (self._tree_row(line, indent="  " if section else "") for line in inside)

    def _subtotal(self, lines: Sequence[Line]) -> dict[str, Cell]:
        """What lines come to; nothing inside a geometric mean."""
        if all(line.kind == "inside" for line in lines):
            return {}
        return {
            "in_force": Cell(self._coarse(sum(line.in_force for line in lines))),
            "part": self._part(sum(line.part for line in lines)),
            "lost": self._loss(sum(line.lost or 0 for line in lines)),
        }

    def _tree_row(self, line: Line, indent: str) -> dict[str, Cell]:
        leaf = self.found.leaves.get(line.node)
        rows = self.found.rows_of(line)
        # what is left out has no marks: a nought would read as marks lost
        out = line.outcome is not None and line.outcome is not Outcome.SCORED and not line.possible
        whole = out or line.kind == "inside"
        return {
            "name": Cell(indent + self.named(line)),
            "full": Cell("" if line.full is None else plain(line.full)),
            "in_force": Cell("") if whole else Cell(self._coarse(line.in_force)),
            "earned": Cell("") if out else number(exact_shown(line.earned, 4)),
            "part": Cell("") if whole else self._part(line.part),
            "lost": self._loss(line.lost or 0),
            "more": self._more(line),
            "seen": Cell(seen_text(line, leaf, self.sentences)),
            "rule": Cell(self.sentences.rule(leaf) if leaf else ""),
            "rows": Cell(", ".join(spans(rows))),
        }

    def _more(self, line: Line) -> Cell:
        """What one more finding would cost: the most of any of its causes."""
        most = max((one.costs for one in self.found.more_of(line)), default=None)
        return Cell("" if most is None else self.units(-most) if most else "0")

    # -- single criteria --------------------------------------------------------------------------------------------

    def _lost_columns(self) -> list[Column]:
        return [
            Column("name", self.say("criterion")),
            Column("channel", self.words.say("word.channel").capitalize(), keep=1),
            Column("in_force", self.say("in_force"), "number", 2),
            Column("part", self.say("part"), "number", 3),
            Column("lost", self.say("lost"), "number"),
            Column("more", self.say("one_more"), "number", 4),
            Column("seen", self.say("seen"), keep=5),
        ]

    def _lost_row(self, line: Line) -> dict[str, Cell]:
        channel = Cell(self.words.channel(line.channel) if line.channel else "")
        return {**self._tree_row(line, indent=""), "channel": channel}

    def _criterion(self, line: Line) -> Group:
        """One criterion in one channel: its rule, what was seen, and the rows behind it."""
        leaf = self.found.leaves.get(line.node)
        title = " · ".join(filter(None, (self.named(line), self.words.channel(line.channel) if line.channel else "")))
        told = [self.say("told.rule", rule=self.sentences.rule(leaf))] if leaf and line.kind != "limit" else []
        unit = self.sentences.unit(leaf) if leaf else ""
        seen = seen_text(line, leaf, self.sentences)
        told += [self.say("told.seen", seen=" · ".join(filter(None, (seen, unit))))] if seen else []
        rows = self.found.rows_of(line)
        group = row_group(rows[:ROWS_SHOWN], title, self.words)
        more = [self.say("told.more", count=len(rows) - ROWS_SHOWN)] if len(rows) > ROWS_SHOWN else []
        return group._replace(lines=[*told, *more])
