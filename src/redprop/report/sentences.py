"""Rules, measures and conditions in words, as the printed standard would say them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Any

from redprop import messages
from redprop.conditions import Comparison
from redprop.limits import Cap, FixedGrade, StepsDown
from redprop.report.words import Words
from redprop.rubric.elements import Conditions, Limit
from redprop.rubric.plan import Leaf
from redprop.rules import RULES, Rule
from redprop.rules.counted import Cause, Counted
from redprop.rules.defects import Defects


def plain(value: Decimal | Fraction | int) -> str:
    """A number without zeros at its end; a fraction that no decimals show as a fraction.

    >>> plain(Decimal("0.50")), plain(Fraction(92, 10)), plain(Fraction(1, 3))
    ('0.5', '9.2', '1/3')
    """
    exact = Fraction(value)
    rest = exact.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    if rest != 1:
        return f"{exact.numerator}/{exact.denominator}"
    said = format(Decimal(exact.numerator) / Decimal(exact.denominator), "f")
    return said.rstrip("0").rstrip(".") if "." in said else said


class Sentences:
    """A standard's rules and conditions in a language."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self.language = words.language
        self.plan = words.result.plan

    def _say(self, code: str, **params: object) -> str:
        return messages.text(f"explain.{code}", self.language, **params)

    def _joined(self, parts: Iterator[str]) -> str:
        return self._say("rule.between").join(parts)

    # -- rules ------------------------------------------------------------------------------------------------------

    def rule(self, leaf: Leaf) -> str:
        """How a criterion's value becomes marks."""
        tell: Callable[[Any, Leaf], str] = WAYS[leaf.rule.kind]
        return tell(self, leaf)

    def _deduct(self, leaf: Leaf) -> str:
        return self._say("rule.deduct", causes=self._causes(leaf, "costs"), route=self._route(leaf.rule))

    def _points(self, leaf: Leaf) -> str:
        kind = "costs" if leaf.costs or leaf.id in self.penalties else "gives"
        return self._say("rule.points", causes=self._causes(leaf, kind), route=self._route(leaf.rule))

    @property
    def penalties(self) -> frozenset[str]:
        """The criteria whose points are taken off the score."""
        return frozenset(leaf.id for block in self.plan.blocks if block.name == "penalty" for leaf in block.leaves)

    def _causes(self, leaf: Leaf, kind: str) -> str:
        rule = leaf.rule
        assert isinstance(rule, Counted)  # noqa: S101  # the table of kinds says so
        if not rule.causes:
            return self._cause("", rule.own(), kind)
        return self._joined(self._cause(self.measure(name), cause, kind) for name, cause in rule.causes.items())

    def _cause(self, name: str, cause: Cause, kind: str) -> str:
        how = "each" if cause.each is not None else "once"
        said = self._say(f"rule.{kind}.{how}", marks=plain(cause.each or cause.once or 0))
        return self._say("rule.named", name=name, said=said) if name else said

    def _route(self, rule: Rule) -> str:
        return self._say("rule.route") if isinstance(rule, Counted) and rule.looked_at else ""

    def _shortfall(self, leaf: Leaf) -> str:
        rule: Any = leaf.rule
        code = "less" if rule.side == "under" else "more"
        said = self._say(f"rule.{code}", every=plain(rule.every), loses=plain(rule.loses))
        return self._say(f"rule.shortfall.{rule.partial}", target=plain(rule.target), said=said)

    def _linear(self, leaf: Leaf) -> str:
        rule: Any = leaf.rule
        code = "rule.linear.log" if rule.log else "rule.linear"
        return self._say(code, nothing=plain(rule.nothing_at), all=plain(rule.all_at))

    def _proportion(self, leaf: Leaf) -> str:
        return self._say("rule.proportion")

    def _given(self, leaf: Leaf) -> str:
        return self._say("rule.given")

    def _all_or_nothing(self, leaf: Leaf) -> str:
        return self._say("rule.all_or_nothing")

    def _levels(self, leaf: Leaf) -> str:
        rule: Any = leaf.rule
        return self._joined(
            self._say("rule.earns", what=self.word(leaf, name), marks=plain(level.earns))
            for name, level in rule.levels.items()
        )

    def word(self, leaf: Leaf, word: str) -> str:
        """A word of a criterion as people read it: its title, or the first way to write it in their script."""
        if leaf.rule.kind == "all_or_nothing":
            return self._say(f"word.{word}")
        level: Any = getattr(leaf.rule, "levels", {}).get(word)
        if level is None:
            return word
        if isinstance(level.title, dict):
            return self.words.titled(level.title, word)
        chinese = next((one for one in level.aliases if not one.isascii()), word) if self.language == "zh" else word
        return level.title or chinese

    def _steps(self, leaf: Leaf) -> str:
        rule: Any = leaf.rule
        return self._joined(self._step(step) for step in rule.steps)

    def _step(self, step: Any) -> str:
        for side in ("at_least", "above", "at_most", "below"):
            bound = getattr(step, side)
            if bound is not None:
                what = self._say(f"side.{side}", value=plain(bound))
                return self._say("rule.earns", what=what, marks=plain(step.worth))
        return self._say("rule.earns", what=self._say("rule.else"), marks=plain(step.worth))

    def _curve(self, leaf: Leaf) -> str:
        rule: Any = leaf.rule
        points = (self._say("rule.earns", what=plain(p.at), marks=plain(p.earns)) for p in rule.through)
        return self._say("rule.curve", points=self._joined(points))

    def _interval(self, leaf: Leaf) -> str:
        rule: Any = leaf.rule
        best = "–".join(dict.fromkeys(plain(one) for one in rule.best))
        return self._say("rule.interval", best=best, low=plain(rule.low), high=plain(rule.high))

    def _defects(self, leaf: Leaf) -> str:
        rule = leaf.rule
        assert isinstance(rule, Defects)  # noqa: S101  # the table of kinds says so
        costs = (self._say("rule.named", name=word, said=plain(s.cost)) for word, s in rule.costs.items())
        return self._say("rule.defects", costs=self._joined(costs), same=messages.listed(rule.same, self.language))

    # -- measures ---------------------------------------------------------------------------------------------------

    def measure(self, name: str) -> str:
        """A measure's title, or that of the criterion of its name."""
        said = self.words.rubric.measures.get(name)
        return self.words.titled(said.title, name) if said is not None and said.title else self.words.node(name)

    def unit(self, leaf: Leaf) -> str:
        """What a criterion's value is: how its rows become one, and what it is divided by."""
        feed = leaf.feed
        per = feed.per_register or feed.per
        if per is None:
            return ""
        name = self.measure(per) if feed.per_register is None else self.column(per)
        times = "" if feed.times == 1 else self._say("unit.times", times=plain(feed.times))
        return self._say("unit.per", per=name, times=times)

    # -- conditions -------------------------------------------------------------------------------------------------

    def condition(self, when: Conditions) -> str:
        """When a condition holds."""
        groups = (
            self._say("when.and").join(self._asks(name, comparison) for name, comparison in group.items())
            for group in when
        )
        return self._say("when.or").join(groups)

    def _asks(self, name: str, comparison: Comparison) -> str:
        said = self.named(name)
        if comparison.channel is not None:
            said = self._say("when.channel", name=said, channel=self.words.channel(comparison.channel))
        parts = [
            self._say(f"side.{side}", value=plain(bound))
            for side in ("at_least", "above", "at_most", "below")
            if (bound := getattr(comparison, side)) is not None
        ]
        if comparison.words:
            parts.append(self._say("when.is", words=messages.listed(comparison.words, self.language)))
        return self._say("when.named", name=said, what=self._say("when.and").join(parts))

    def named(self, name: str) -> str:
        """What a condition asks about."""
        kind, dot, rest = name.partition(".")
        if not dot:
            return messages.text("score", self.language) if name == "score" else self.measure(name)
        if kind == "channel":
            return self.words.channel(rest)
        return self.words.node(rest) if kind in ("marks", "cost", "grade") else self.column(rest)

    def column(self, name: str) -> str:
        """A column of the register; those that every register may have are said in the language."""
        name = name.removeprefix("register.")
        return messages.text_or(f"explain.column.{name}", self.language, name)

    def limit(self, limit: Limit) -> str:
        """A limit: when it holds, and what it does."""
        return self._say("limit.says", when=self.condition(limit.when), effect=self.effect(limit))

    def effect(self, limit: Limit) -> str:
        """What a limit does."""
        effect = limit.effect
        if isinstance(effect, Cap):
            return self._say("limit.cap", cap=plain(effect.cap))
        if isinstance(effect, FixedGrade):
            return self._say("limit.grade", grade=self.words.grade(effect.grade).text)
        if isinstance(effect, StepsDown):
            return self._say("limit.steps_down", steps=effect.steps_down)
        return self._say("limit.not_eligible")


WAYS = {kind: getattr(Sentences, f"_{kind}") for kind in RULES}
"""The words of every kind of rule; a kind without any fails when the program starts to speak."""
