"""What was seen of one criterion, in words: values by visit, causes, words; or that nothing was."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from redprop.engine.lines import Line, exact_shown
from redprop.engine.seen import Sight
from redprop.outcome import Outcome
from redprop.report.sentences import Sentences
from redprop.rubric.plan import Leaf

PLACES = 2


def seen_text(line: Line, leaf: Leaf | None, sentences: Sentences) -> str:
    """What a channel saw, visit by visit: `7 / 4`; visits that saw the same are told once."""
    if leaf is None or not line.sights:
        return ""
    told = [_one(sight, leaf, sentences) for sight in line.sights]
    return told[0] if len(set(told)) == 1 else " / ".join(told)


def _one(sight: Sight, leaf: Leaf, sentences: Sentences) -> str:
    say = sentences.words.say
    if sight.outcome is not Outcome.SCORED and not sight.causes:
        return say(f"outcome.{sight.outcome.value}")
    if sight.value is not None:
        return _number(sight.value)
    if sight.words:
        rows = sum(sight.words.values())
        said = (
            f"{sentences.word(leaf, word)}{f' × {count}' if rows > 1 else ''}" for word, count in sight.words.items()
        )
        return say("explain.seen.and").join(said)
    found = [(name, count) for name, count in sight.causes.items() if count]
    if found:
        return say("explain.seen.and").join(f"{sentences.measure(name)} {_number(count)}" for name, count in found)
    return say("explain.seen.nothing") if leaf.missing == "full" or sight.causes else say("explain.seen.none")


def _number(value: Fraction) -> str:
    return format(exact_shown(value, PLACES) or Decimal(0), "f")
