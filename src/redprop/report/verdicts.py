"""Where a subject stands, in sentences: score, grade, rank, how far the next ones are, limits, rounding."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from redprop.analysis.explain import Explained
from redprop.analysis.standing import Held
from redprop.engine.columns import grades_of, outcomes_of
from redprop.exact import decimal_text
from redprop.outcome import Outcome
from redprop.report.sentences import Sentences, plain
from redprop.rubric.plan import PlanChannel

NAMED = 3
LEFT_OUT = (Outcome.NOT_ASSESSED, Outcome.NOT_APPLICABLE, Outcome.NOT_SCORED)


def verdict_lines(found: Explained, sentences: Sentences) -> list[str]:
    """The sentences under a subject's name, the important ones first."""
    return list(_Verdict(found, sentences).lines())


def zeroed_lines(found: Explained, sentences: Sentences, channels: Collection[str]) -> list[str]:
    """The sentences on those of the channels that count nothing though something in them earned marks."""
    return list(_Verdict(found, sentences).zeroed(channels))


class _Verdict:
    def __init__(self, found: Explained, sentences: Sentences) -> None:
        self.found, self.sentences, self.words = found, sentences, sentences.words
        self.result, self.at, self.stand = found.result, found.apart.at, found.standing

    def say(self, code: str, **params: object) -> str:
        return self.words.say(f"explain.{code}", **params)

    def lines(self) -> Iterator[str]:
        if not self.result.has_score[self.at]:
            yield self.say("no_score", outcome=self.words.say(f"outcome.{outcomes_of(self.result)[self.at]}"))
        else:
            yield self._headline()
            yield from self._next()
            yield from self._crossed()
        yield from self.zeroed(self.result.channels)
        yield from self._absent()
        yield from self._left_out()
        if self.stand.held is not None:
            yield from self._held(self.stand.held)

    def _headline(self) -> str:
        grade = self.words.grade(grades_of(self.result)[self.at]).text
        rank = self.say("rank", rank=self.stand.rank, count=self.stand.among) if self.stand.rank else self._unranked()
        score = self.say("score", score=self._units(int(self.result.score_units[self.at])))
        covered = self.say("coverage", coverage=decimal_text(int(self.result.coverage[self.at]), 4))
        return self.say("between").join(filter(None, (score, grade, rank, covered)))

    def _unranked(self) -> str:
        """Why there is no rank."""
        outcome = outcomes_of(self.result)[self.at]
        if self.result.register.statuses[self.at] == "observed":
            return self.say("unranked", why=self.words.say("status.observed"))
        return self.say("unranked", why=self.words.outcome(outcome) or self.words.say("vetoed"))

    def _next(self) -> Iterator[str]:
        ahead, grade = self.stand.ahead, self.stand.next_grade
        if ahead is not None:
            names = [self.result.register.names[other] for other in ahead.subjects[:NAMED]]
            who = self.say("names").join(names)
            who += self.words.say("more", count=len(ahead.subjects)) if len(ahead.subjects) > NAMED else ""
            if ahead.gap:
                told = self.say("ahead", rank=ahead.rank, who=who, gap=self._units(ahead.gap))
                yield told + self._blocked(ahead.blocked)
            else:
                yield self.say("ahead.equal", rank=ahead.rank, who=who)
        if grade is not None:
            title = self.words.grade(grade.grade).text
            told = self.say("next_grade", grade=title, cut=plain(grade.cut), gap=self._units(grade.gap))
            yield told + self._blocked(grade.blocked)

    def _blocked(self, limit: str) -> str:
        """That a cap stands before it, if one does."""
        found = next((one for one in self.words.rubric.limits if one.id == limit), None)
        return self.say("blocked", effect=self.sentences.effect(found)) if found is not None else ""

    def _crossed(self) -> Iterator[str]:
        if self.stand.crossed is not None:
            exact = self.found.apart.exact
            score = self._units(int(self.result.before_limits[self.at]))
            fraction = f"{exact.numerator}/{exact.denominator}"
            shown = plain(exact)
            said = fraction if shown == fraction else self.say("both_ways", decimal=shown, fraction=fraction)
            yield self.say("crossed", exact=said, score=score, cut=plain(self.stand.crossed))

    def zeroed(self, channels: Collection[str]) -> Iterator[str]:
        """Channels that a condition sets to nothing."""
        for channel in self.result.plan.channels:
            here = channel.id in channels and self.result.channels[channel.id].present[self.at]
            if here and self._is_zeroed(channel):
                condition = self.sentences.condition(channel.zero_when or [])
                yield self.say("zeroed", name=self.words.channel(channel.id), when=condition)

    def _absent(self) -> Iterator[str]:
        """Channels without a mark, and what became of their weight."""
        for channel in self.result.plan.channels:
            found = self.result.channels[channel.id]
            if not channel.id or found.present[self.at]:
                continue
            outcome = Outcome.of_code(int(found.outcome[self.at]))
            heir = self.words.channel(channel.heir) if channel.heir else ""
            refused = self.at in self.result.reading.log.refused.get(channel.id, ())
            why = self.say("refused") if refused else self.words.say(f"outcome.{outcome.value}")
            name = self.words.channel(channel.id)
            yield self.say(f"absent.{channel.absent}", name=name, why=why, heir=heir)

    def _left_out(self) -> Iterator[str]:
        """The criteria that channels with a mark did not assess, or that do not apply, by what they are."""
        told: dict[Outcome, dict[str, None]] = {}
        for line in self.found.apart.lines:
            if line.outcome in LEFT_OUT and self.result.channels[line.channel].present[self.at]:
                told.setdefault(line.outcome, {})[self.words.node(line.node)] = None
        for outcome, names in told.items():
            said = self.say("names").join(names)
            yield self.say("left_out", outcome=self.words.say(f"outcome.{outcome.value}"), names=said)

    def _is_zeroed(self, channel: PlanChannel) -> bool:
        """Whether a channel counts nothing though something in it earned marks."""
        marks = self.result.channels[channel.id].mark.fractions()[self.at]
        sights = (seen for (name, _), seen in self.found.apart.sights.items() if name == channel.id)
        return channel.zero_when is not None and not marks and any(one.earned for seen in sights for one in seen)

    def _held(self, held: Held) -> Iterator[str]:
        limits = {limit.id: limit for limit in self.words.rubric.limits}
        for name in held.limits:
            yield self.say("held", limit=self.sentences.limit(limits[name]))
        sides = [self._side(side) for side in (held.before, held.after)]
        yield self.say("held.changed", before=sides[0], after=sides[1])

    def _side(self, side: tuple[int, str, str]) -> str:
        score, grade, rank = side
        place = self.say("rank.short", rank=rank) if rank else ""
        return self.say("between").join(filter(None, (self._units(score), self.words.grade(grade).text, place)))

    def _units(self, units: int) -> str:
        return decimal_text(units, self.result.plan.places)
