"""What to fix first for an aim, as a sheet."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from redprop.analysis.aims.answer import Answer, Fix, State
from redprop.exact import decimal_text
from redprop.report.located import spans
from redprop.report.parts import number
from redprop.report.results import about
from redprop.report.sentences import Sentences
from redprop.report.sheet import Cell, Column, Group, Sheet
from redprop.report.words import Words

BETWEEN = "; "
HEADER = (
    *("kind", "criterion", "channel", "visit", "measure", "severity", "found", "fix", "change"),
    *("score", "grade", "rank", "limits", "findings", "places", "rows"),
)


def aimed_sheet(answer: Answer, language: str) -> Sheet:
    """Where the subject is, what it fixes one after the other and what each changes, and where it is then.

    The changes add up to the score's change to the last digit.
    """
    words = Words(answer.result, language)
    register, at = answer.result.register, answer.subject
    subject = words.rubric.subject.column
    head = (answer.result.period, register.ids[at], register.names[at], aim_text(answer))
    return Sheet(
        ("period", subject, "name", "aim", *HEADER),
        [(*head, *row) for row in _rows(answer)],
        lambda: [_group(answer, words)],
        lambda: {**about(answer.result), "reached": answer.reached, "proven": answer.proven, "fix": answer.many},
        language,
        _remarks(answer, words),
        frozenset({subject, "name", "aim", "visit", "findings", "places", "rows"}),
    )


def aim_text(answer: Answer) -> str:
    """The aim as it is typed."""
    aim = answer.aim
    said = {"score": str(aim.score), "grade": aim.grade, "rank": str(aim.rank)}[aim.kind]
    return f"{aim.kind}:{said}"


def _rows(answer: Answer) -> list[tuple[object, ...]]:
    """Before, every fix, what limits and rounding change, and after; for programs."""
    rows = [_state_row("before", answer.before, answer)]
    for fix in answer.fixes:
        one = fix.finding
        said = (one.criterion, one.channel, one.visit, one.measure, one.severity)
        rows.append(("fix", *said, one.count, fix.many, _change(fix.change, answer), None, "", None, "", *_where(fix)))
    rest = [("limit", name, change) for name, change in answer.limits.items()]
    rest += [("rounding", "", answer.rounding)] if answer.rounding else []
    for kind, name, change in rest:
        rows.append((kind, *[""] * 5, None, None, _change(change, answer), None, "", None, name, *[""] * 3))
    return [*rows, _state_row("after", answer.after, answer)]


def _state_row(kind: str, state: State, answer: Answer) -> tuple[object, ...]:
    rank = Decimal(state.rank) if state.rank else None
    told = (_score(state, answer), state.grade, rank, " ".join(state.limits))
    return (kind, *[""] * 5, None, None, None, *told, *[""] * 3)


def _score(state: State, answer: Answer) -> Decimal:
    return Decimal(decimal_text(state.score, answer.result.plan.places))


def _change(units: int, answer: Answer) -> Decimal:
    return Decimal(decimal_text(units, answer.places))


def _where(fix: Fix) -> tuple[str, str, str]:
    """The numbers of findings that are meant, where they are, and the rows of the files."""
    said = [BETWEEN.join(dict.fromkeys(row.said[key] for row in fix.rows if row.said.get(key))) for key in SAID]
    return said[0], said[1], BETWEEN.join(spans(fix.rows))


SAID = ("finding", "place")


# -- for people ------------------------------------------------------------------------------------------------------


def _group(answer: Answer, words: Words) -> Group:
    columns = [
        Column("what", words.say("rectify.to.what")),
        Column("channel", words.say("rectify.to.channel"), keep=2),
        Column("visit", words.say("rectify.to.visit"), keep=1),
        Column("fix", words.say("rectify.to.fix"), "number"),
        Column("change", words.say("rectify.to.change"), "number"),
        Column("findings", words.say("rectify.to.findings"), keep=3),
        Column("places", words.say("rectify.to.places"), keep=4),
        Column("rows", words.say("rectify.to.rows"), keep=5),
    ]
    rows = [_cells(fix, answer, words) for fix in answer.fixes]
    if rows:
        changed = answer.after.score - answer.before.score
        rows += [_sum_cells(words.limit(name), change, answer) for name, change in answer.limits.items()]
        rows += [_sum_cells(words.say("rectify.to.rounding"), answer.rounding, answer)] if answer.rounding else []
        total = _sum_cells(
            words.say("rectify.to.total"), changed * 10 ** (answer.places - answer.result.plan.places), answer
        )
        rows.append({**total, "fix": Cell(str(answer.many)), "what": Cell(total["what"].text, "bold")})
    return Group(_title(answer, words), columns, rows, _lines(answer, words))


def _cells(fix: Fix, answer: Answer, words: Words) -> dict[str, Cell]:
    one, sentences = fix.finding, Sentences(words)
    leaf = next(leaf for leaf in (*answer.result.plan.leaves, *answer.result.plan.beside) if leaf.id == one.criterion)
    severity = f" ({sentences.word(leaf, one.severity)})" if one.severity else ""
    findings, places, rows = _where(fix)
    return {
        "what": Cell(sentences.measure(one.measure) + severity),
        "channel": Cell(words.channel(one.key[0])),
        "visit": Cell(one.visit),
        "fix": Cell(words.say("rectify.to.of", many=fix.many, count=one.count)),
        "change": _signed(fix.change, answer),
        "findings": Cell(findings),
        "places": Cell(places),
        "rows": Cell(rows),
    }


def _sum_cells(what: str, change: int, answer: Answer) -> dict[str, Cell]:
    return {"what": Cell(what), "change": _signed(change, answer)}


def _signed(change: int, answer: Answer) -> Cell:
    shown = number(_change(change, answer))
    return Cell(f"+{shown.text}", shown.style) if change > 0 else shown


def _title(answer: Answer, words: Words) -> str:
    name = answer.result.register.names[answer.subject]
    return words.say("rectify.to.title", name=name, aim=_aim(answer, words), period=answer.result.period)


def _aim(answer: Answer, words: Words) -> str:
    aim = answer.aim
    shown = words.grade(aim.grade).text if aim.kind == "grade" else str(aim.rank or aim.score)
    return words.say(f"rectify.to.aim.{aim.kind}", aim=shown)


def _lines(answer: Answer, words: Words) -> Sequence[str]:
    """Where the subject is and where it will be; why an aim is out of reach."""
    lines = [
        words.say("rectify.to.before", state=_state(answer.before, answer, words)),
        words.say(
            "rectify.to.after" if answer.reached else "rectify.to.best", state=_state(answer.after, answer, words)
        ),
    ]
    if not answer.reached:
        lines.append(words.say("rectify.to.unreachable", count=answer.findings))
    elif not answer.many:
        lines = [lines[0], words.say("rectify.to.already")]
    else:
        lines.append(words.say("rectify.to.count" if answer.proven else "rectify.to.unproven", count=answer.many))
    held = answer.after.limits
    titles = [words.limit(name) for name in held]
    return [*lines, *([words.say("rectify.to.limits", limits=BETWEEN.join(titles))] if titles else [])]


def _state(state: State, answer: Answer, words: Words) -> str:
    parts = [words.say("rectify.to.score", score=format(_score(state, answer), "f"))]
    parts += [words.grade(state.grade).text] if state.grade else []
    parts += [words.say("rectify.to.rank", rank=state.rank)] if state.rank else []
    return " · ".join(parts)


def _remarks(answer: Answer, words: Words) -> list[str]:
    return (
        [words.say("rectify.to.held"), words.say("rectify.to.how")] if answer.fixes else [words.say("rectify.to.held")]
    )
