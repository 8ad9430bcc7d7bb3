"""The rectification list and the table for the meeting, as sheets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal

from redprop.analysis.rectify.answers import day_text
from redprop.analysis.rectify.follow import State
from redprop.analysis.rectify.items import Item, Rectification, units
from redprop.analysis.rectify.meeting import COMMUNITY, UNKNOWN, Standing, meeting
from redprop.engine.lines import exact_shown
from redprop.report.parts import number
from redprop.report.results import about
from redprop.report.sentences import Sentences
from redprop.report.sheet import Cell, Column, Group, Sheet
from redprop.report.words import Words

BETWEEN = "; "
STYLES = {"open": "red", "back": "bold red", "closed": "green", "overdue": "red"}
KEEP: Mapping[str, int] = {
    "finding": 2,
    "channel": 8,
    "date": 7,
    "evidence": 9,
    "units": 5,
    "community": 6,
    "severity": 5,
    "due": 4,
    "answered": 3,
    "party": 3,
    "company": 4,
    "deadline": 1,
}
"""How soon a column goes where a screen is narrow; those that are not here always stay."""
NUMBERS = ("marks", "units")


def list_sheet(one: Rectification, language: str) -> Sheet:
    """The list, worst first, with what it is counted against."""
    words = Words(one.quarter.result, language)
    subject = words.rubric.subject.column
    rows = [item_values(item, one, subject) for item in one.items]
    header = list(rows[0]) if rows else list(_header(subject))
    return Sheet(
        header,
        [tuple(row.values()) for row in rows],
        lambda: [Group(_title(one, words), _columns(one, words), [_cells(item, one, words) for item in one.items])],
        lambda: {**about(one.quarter.result), "as_of": day_text(one.as_of)},
        language,
        _remarks(one, words),
        frozenset(header) - {"units", "marks", "seen"},
    )


def _header(subject: str) -> Sequence[str]:
    return (
        *("period", subject, "name", "finding", "criterion", "measure", "channel", "visit", "date", "place"),
        *("evidence", "note", "units", "marks", "state", "responsible", "company", "community", "committee"),
        *("severity", "deadline", "due", "first_seen", "seen", "closed", "reply", "done", "done_what", "photo"),
        "reason",
    )


def item_values(item: Item, one: Rectification, subject: str) -> dict[str, object]:
    """One item for programs."""
    register, finding, latest = one.quarter.result.register, item.finding, item.finding.latest
    said = item.reply.said if item.reply else {}
    values: Sequence[object] = (
        one.quarter.result.period,
        register.ids[item.at],
        register.names[item.at],
        BETWEEN.join(finding.numbers),
        finding.criterion,
        finding.measure,
        finding.last.channel,
        finding.last.visit,
        day_text(finding.last.day),
        finding.place,
        _joined(seen.evidence for seen in latest),
        _joined(seen.note for seen in latest),
        exact_shown(units(finding)),
        one.shown(item.stake),
        finding.state.value,
        item.party,
        item.company,
        one.register(item, COMMUNITY),
        one.register(item, "committee"),
        item.severity,
        day_text(item.deadline),
        item.due.value,
        day_text(finding.sightings[0].moment.day),
        len({seen.moment for seen in finding.sightings}),
        day_text(finding.closing.day if finding.closing else 0),
        item.answered.value if item.answered else "",
        day_text(item.reply.done.toordinal() if item.reply and item.reply.done else 0),
        *(said.get(column, "") for column in ("measures", "photo", "reason")),
    )
    return dict(zip(_header(subject), values, strict=True))


def _joined(texts: object) -> str:
    return BETWEEN.join(dict.fromkeys(text for text in texts if text))  # type: ignore[attr-defined]  # any texts


def _title(one: Rectification, words: Words) -> str:
    states = Counter(item.finding.state for item in one.items)
    counts = {state.value: states[state] for state in State}
    names = _names(one)
    title = names[0] if len(names) == 1 else words.titled(words.rubric.title, words.rubric.id)
    title = " · ".join(part for part in (title, words.result.period) if part)
    return words.say("rectify.title", title=title, count=len(one.items), **counts)


def _names(one: Rectification) -> list[str]:
    """Whom the items are about."""
    names = one.quarter.result.register.names
    return [names[at] for at in sorted({item.at for item in one.items})]


def _remarks(one: Rectification, words: Words) -> list[str]:
    remarks = [words.say("rectify.as_of", day=day_text(one.as_of) or UNKNOWN)]
    if any(item.finding.state is State.UNCHECKED for item in one.items):
        remarks.append(words.say("rectify.unchecked"))
    days = one.settings.deadline_days
    said = {"severe": days.severe, "ordinary": days.ordinary, "minor": days.minor}
    return [*remarks, words.say("rectify.deadlines", **said)]


SHOWN = (
    *("marks", "name", "finding", "what", "place", "units", "state", "severity", "deadline", "due", "answered"),
    *("company", "party", "community", "date", "channel", "evidence"),
)


def _columns(one: Rectification, words: Words) -> list[Column]:
    """The columns for people; who is meant stands in the title where it is one alone."""
    keys = [key for key in SHOWN if key != "name" or len(_names(one)) != 1]
    said = {key: words.say(f"rectify.{key}") for key in keys}
    return [Column(key, said[key], "number" if key in NUMBERS else "text", KEEP.get(key, 0)) for key in keys]


def _cells(item: Item, one: Rectification, words: Words) -> dict[str, Cell]:
    values = item_values(item, one, "subject")
    state = item.finding.state.value
    cells = {key: Cell(str(values[key])) for key in ("name", "finding", "place", "date", "evidence", "deadline")}
    return cells | {
        "marks": number(coarser(one.shown(item.stake))),
        "units": number(exact_shown(units(item.finding))),
        "what": Cell(cause(item, words)),
        "state": Cell(state_word(item, one, words), STYLES.get(state, "")),
        "severity": Cell(words.say(f"rectify.severity.{item.severity}")),
        "due": Cell(words.say(f"rectify.due.{item.due}"), STYLES.get(item.due.value, "")),
        "answered": Cell(words.say(f"rectify.answered.{item.answered}") if item.answered else ""),
        "company": Cell(item.company),
        "party": Cell(item.party),
        "community": Cell(one.register(item, COMMUNITY)),
        "channel": Cell(words.channel(item.finding.last.channel)),
    }


def coarser(marks: Decimal | None) -> Decimal | None:
    """Marks as people read them, with two places less (rounded half up), as `redprop explain` shows what was lost."""
    if marks is None:
        return None
    places = max(0, -int(marks.as_tuple().exponent) - 2)
    return marks.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def cause(item: Item, words: Words) -> str:
    """What was found, shortly: the cause, which is the criterion where it has only one."""
    return Sentences(words).measure(item.finding.measure)


def what(item: Item, words: Words) -> str:
    """What was found: the criterion, and the cause where it has several."""
    finding = item.finding
    criterion, measure = words.node(finding.criterion), Sentences(words).measure(finding.measure)
    return criterion if criterion == measure else f"{criterion}: {measure}"


def state_word(item: Item, one: Rectification, words: Words) -> str:
    """The state on paper: what was first seen on the last visit of this period is new."""
    finding = item.finding
    new = finding.state is State.UNCHECKED and finding.sightings[0].moment.period == len(one.quarters) - 1
    return words.say("rectify.state.new" if new else f"rectify.state.{finding.state}")


COUNTS = ("issued", "in_time", "overdue", "not_due", "reported", "closed", "rate", "back", "others")


def meeting_sheet(one: Rectification, language: str) -> Sheet:
    """The table for the regular meeting, by company and by community, each with its total."""
    words = Words(one.quarter.result, language)
    lines = meeting(one)
    header = ("period", "by", "name", *COUNTS, "focus")
    rows = [
        (
            one.quarter.result.period,
            by,
            line.name,
            *(getattr(line, key) for key in COUNTS),
            _focus(line, one, words, ids=True),
        )
        for by, inside in lines.items()
        for line in inside
    ]
    return Sheet(
        header,
        rows,
        lambda: [_group(by, inside, one, words) for by, inside in lines.items()],
        lambda: {**about(one.quarter.result), "as_of": day_text(one.as_of)},
        language,
        [words.say("rectify.as_of", day=day_text(one.as_of) or UNKNOWN), words.say("rectify.meeting.how")],
        frozenset({"name", "focus"}),
    )


def _focus(line: Standing, one: Rectification, words: Words, *, ids: bool = False) -> str:
    """The worst that are not closed: estate and what it is."""
    register = one.quarter.result.register
    if ids:
        return BETWEEN.join(f"{register.ids[item.at]} {item.label}" for item in line.focus)
    return BETWEEN.join(f"{register.names[item.at]} {cause(item, words)}" for item in line.focus)


def _group(by: str, lines: Sequence[Standing], one: Rectification, words: Words) -> Group:
    keep = {"reported": 3, "closed": 4, "others": 2, "focus": 1}
    columns = [
        Column("name", words.say(f"rectify.by.{by}")),
        *(Column(key, words.say(f"rectify.meeting.{key}"), "number", keep.get(key, 0)) for key in COUNTS),
        Column("focus", words.say("rectify.meeting.focus"), keep=keep["focus"]),
    ]
    rows = []
    for line in lines:
        cells = {key: _count(getattr(line, key)) for key in COUNTS}
        name = words.say("rectify.total") if not line.name else line.name
        rows.append(cells | {"name": Cell(name, "" if line.name else "bold"), "focus": Cell(_focus(line, one, words))})
    title = words.say(f"rectify.meeting.by.{by}", period=one.quarter.result.period)
    return Group(title, columns, rows)


def _count(value: int | Decimal | None) -> Cell:
    return Cell(UNKNOWN) if value is None else Cell(f"{value}%") if isinstance(value, Decimal) else Cell(str(value))
