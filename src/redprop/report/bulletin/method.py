"""How the numbers came about, for the end of the bulletin."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from redprop.analysis.bulletin import ChannelFacts
from redprop.report.bulletin.said import Teller


def method(teller: Teller) -> Iterator[str]:
    """Paragraphs on scores, weights, ranks, averages and losses, then the fingerprint."""
    book, say = teller.bulletin, teller.say
    facts = book.method
    if facts.full is None:
        yield say("method.score.counted", places=facts.places)
    else:
        blended = "method.score.by_criterion" if facts.blend == "by_criterion" else "method.score"
        code = blended if facts.channels else "method.score.whole"
        yield say(code, full=teller.number(facts.full), places=facts.places)
    yield say("method.rounding", mode=say(f"mode.{facts.rounding}"))
    better = say(f"better.{'lower' if facts.lower_is_better else 'higher'}")
    yield say("method.ties", ties=say(f"ties.{facts.ties}"), better=better)
    yield from _channels(teller, facts.channels)
    if facts.coverage is not None and facts.least_covered is not None:
        shares = (facts.coverage, facts.least_covered)  # four places, so that per cents have two
        mean, least = (teller.number((share * 100).quantize(Decimal("0.01"))) for share in shares)
        yield say("method.coverage", mean=mean, least=least)
    yield say("method.statistics")
    if book.before:
        yield say("method.versus")
    yield say("method.rate")
    period = book.period or say("method.no_period")
    edition = say("edition", edition=book.edition) if book.edition else ""
    yield from _source(teller)
    yield say("method.made", period=period, standard=book.rubric + edition, fingerprint=book.fingerprint)
    yield say("method.blank")


def _source(teller: Teller) -> Iterator[str]:
    """Where the standard comes from, as it says itself, and that it is not settled where it is not."""
    rubric = teller.words.rubric
    sources = rubric.source if isinstance(rubric.source, list) else [rubric.source]
    told = [said for source in sources if (said := teller.words.titled(source, ""))]
    if told:
        yield teller.say("method.source", source=teller.listed(told))
    if rubric.status == "emerging":
        yield teller.say("method.emerging")


def _channels(teller: Teller, channels: tuple[ChannelFacts, ...]) -> Iterator[str]:
    if len(channels) > 1:
        said = [_weighs(teller, one.id, one.weight) for one in channels]
        said += [
            teller.say(
                "method.weights.category", title=teller.words.category(name), weights=_weighs(teller, one.id, own)
            )
            for one in channels
            for name, own in one.weights.items()
        ]
        yield teller.say("method.weights", weights=teller.listed(said))
    for one in channels:
        title = teller.words.channel(one.id)
        heir = teller.words.channel(one.heir) if one.heir else ""
        yield teller.say("method.absent", channel=title, then=teller.say(f"absent.{one.absent}", heir=heir))
        if one.minimum is not None:
            yield teller.say("method.minimum", channel=title, count=one.minimum)


def _weighs(teller: Teller, channel: str, weight: Decimal) -> str:
    return teller.say("channel_weight", title=teller.words.channel(channel), weight=teller.number(weight))
