"""What one more finding would cost a subject, criterion by criterion: all questions answered in one run."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from redprop.engine.blend import look
from redprop.engine.copies import Change, with_changes
from redprop.engine.result import Result
from redprop.rubric.compile import WHOLE
from redprop.rubric.plan import Leaf
from redprop.rules import Rule
from redprop.rules.counted import Counted
from redprop.rules.defects import Defects
from redprop.tables.tally import Key


@dataclass(frozen=True)
class OneMore:
    """One more finding of a measure: in a channel, on its latest visit; and, of defects, of one severity.

    `costs` is what the score would lose, in the score's last place, limits and rounding included; `exact` what it
    would lose before these.
    """

    channel: str
    visit: str
    criterion: str
    measure: str
    severity: str
    costs: int
    exact: Fraction


Name = tuple[str, str, str, str, str]
"""What one more is asked of: channel, visit, criterion, measure, severity."""


def counts_findings(rule: Rule) -> bool:
    """Whether a rule counts findings, so that one more can be asked about."""
    return isinstance(rule, (Counted, Defects))


def one_more(result: Result, subject: int) -> list[OneMore]:
    """What one more finding would cost, for every criterion that counts some and that the subject was looked at for.

    Findings of the bonus are left out: nobody fears them. A subject without a score has nothing to lose.
    """
    if not result.has_score[subject]:
        return []
    asked = list(_asked(result, subject))
    if not asked:
        return []
    then = with_changes(result, subject, [{key: change} for _, key, change in asked])
    before, exact = int(result.score_units[subject]), result.blended.score.fractions()[subject]
    after, exactly = then.score_units.tolist(), then.blended.score.fractions()
    return [
        OneMore(*name, before - int(after[number]), exact - exactly[number])
        for number, (name, _, _) in enumerate(asked)
        if then.has_score[number]
    ]


def _asked(result: Result, subject: int) -> Iterator[tuple[Name, Key, Change]]:
    plan, register = result.plan, result.register
    tally = result.reading.tally.among(register.ids)
    penalties = [leaf for block in plan.blocks if block.name == "penalty" for leaf in block.leaves]
    for channel in plan.channels:
        found = result.channels[channel.id]
        if not found.present[subject]:
            continue
        looked = look(channel, tally, result.reading.log, plan, len(register))
        visits = [visit for visit, done in looked.done.items() if done[subject]]
        visit = max(visits, key=lambda name: (int(looked.days[name][subject]), name), default="")
        for leaf in plan.leaves:
            scored = found.leaves.get(leaf.id)
            if scored is not None and counts_findings(leaf.rule) and scored.marks.applies.fractions()[subject]:
                yield from _of_leaf(leaf, (channel.id, visit), result)
    for leaf in penalties:
        if counts_findings(leaf.rule):
            yield from _of_leaf(leaf, (WHOLE, ""), result)


def _of_leaf(leaf: Leaf, at: tuple[str, str], result: Result) -> Iterator[tuple[Name, Key, Change]]:
    unit = 10**result.plan.decimals
    for measure in leaf.feed.columns:
        key = (*at, measure)
        if isinstance(leaf.rule, Defects):
            for rank, severity in enumerate(leaf.rule.worst_first):
                yield (*at, leaf.id, measure, severity), key, Change(rows=1, severities=(rank,))
        elif leaf.feed.take == "distinct":
            yield (*at, leaf.id, measure, ""), key, Change(rows=1, units=unit, severities=(0,))
        elif leaf.feed.take in ("sum", "once", "count"):
            yield (*at, leaf.id, measure, ""), key, Change(rows=1, units=unit)
