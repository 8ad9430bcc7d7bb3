"""Replies put to the findings that they answer, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from redprop.analysis.rectify.follow import Finding
from redprop.analysis.rectify.items import Item, Rectification, answered
from redprop.analysis.rectify.replies import Reply
from redprop.errors import Problem
from redprop.rubric.faults import nearest
from redprop.rubric.model import nodes
from redprop.tables.periods import parse_date
from redprop.tables.raw import folded

BETWEEN = ";"


def with_replies(one: Rectification, replies: Sequence[Reply]) -> tuple[Rectification, list[Problem]]:
    """The list with the replies to it, and every problem of them.

    A reply of an earlier period may answer a finding that is not listed any more: it is read and left aside.
    """
    known = _known(one)
    listed = {id(item.finding): at for at, item in enumerate(one.items)}
    given: dict[int, Reply] = {}
    problems: list[Problem] = []
    for reply in sorted(replies, key=lambda reply: reply.said.get("period", "")):
        finding = _meant(reply, _subject(reply, one), known)
        if finding is None:
            problems.append(_unknown(reply, _subject(reply, one), known))
            continue
        at = listed.get(id(finding))
        if at is None:
            continue
        problems += _wrong(reply, one.items[at], one)
        before = given.get(at)
        if before is not None and before.said.get("period") == reply.said.get("period"):
            params = {"finding": reply.said["finding"], "first": str(before.place("finding")._replace(field=""))}
            problems.append(Problem("answered-twice", reply.place("finding"), params))
            continue
        given[at] = reply
    return answered(one, given), problems


def labels(finding: Finding) -> list[str]:
    """Everything that a finding may be called: each number that it ever had, or its measure and place."""
    numbers = [seen.number for seen in finding.sightings if seen.number]
    return [*numbers, f"{finding.measure}@{finding.place}"]


Known = Mapping[tuple[str, str], Sequence[Finding]]
"""Findings by subject and one of their names, folded."""


def _known(one: Rectification) -> Known:
    found: dict[tuple[str, str], list[Finding]] = {}
    for finding in one.findings:
        for label in dict.fromkeys(map(folded, labels(finding))):
            found.setdefault((finding.subject, label), []).append(finding)
    return found


def _subject(reply: Reply, one: Rectification) -> str:
    """The subject that a reply names, by id or by a name that only one has."""
    register, said = one.quarter.result.register, reply.said["estate"]
    at = register.by_writing.get(folded(said))
    return said if at is None else register.ids[at]


def _meant(reply: Reply, subject: str, known: Known) -> Finding | None:
    """The finding that a reply names: where a number was given out twice, the one at the place of the reply."""
    place = folded(reply.said.get("place", ""))
    names = [folded(name) for name in reply.said["finding"].split(BETWEEN)]
    found = [finding for name in names for finding in known.get((subject, name), ())]
    there = [finding for finding in found if folded(finding.place) == place]
    return next(iter([*there, *reversed(found)]), None)


def _unknown(reply: Reply, subject: str, known: Known) -> Problem:
    said = reply.said["finding"]
    near = nearest(said, [name for known_subject, name in known if known_subject == subject])
    return Problem("unknown-finding", reply.place("finding"), {"finding": said, "id": subject, "near": near})


def _wrong(reply: Reply, item: Item, one: Rectification) -> Iterator[Problem]:
    """Dates before the finding, and columns that were not to be changed."""
    now = reply.said.get("period", "") in ("", one.quarter.result.period)
    if now and reply.done is not None and item.since and reply.done.toordinal() < item.since:
        params = {"got": reply.said["done"], "day": day_text(item.since)}
        yield Problem("done-too-early", reply.place("done"), params)
    expected = {"place": [item.finding.place], "criterion": _titles(one, item.finding.criterion, item.finding.measure)}
    if now:
        expected["deadline"] = [day_text(item.deadline)]
    for column, right in expected.items():
        if column in reply.said and _plain(reply.said[column]) not in map(_plain, right):
            params = {"got": reply.said[column], "expected_text": right[-1]}
            yield Problem("changed-column", reply.place(column), params)


def _plain(text: str) -> str:
    """A text or a date as they are compared; programs write the same day in several ways."""
    day = parse_date(text)
    return day.isoformat() if day else folded(text)


def _titles(one: Rectification, criterion: str, measure: str) -> list[str]:
    """Every way to write what a finding is of."""
    rubric = one.quarter.result.plan.rubric
    titles = [node.title for _, node in nodes(rubric) if node.id in (criterion, measure)]
    titles += [said.title for name, said in rubric.measures.items() if name == measure]
    return [criterion, measure, *(text for title in titles for text in (title or {}).values())]


def day_text(day: int) -> str:
    """A day as `2022-06-30`; nothing for none."""
    return date.fromordinal(day).isoformat() if day else ""
