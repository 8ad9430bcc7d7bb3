"""Comments that silence a finding: `# redprop: ignore CODE reason`, on its line or on a line of its own just above."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

import yaml

from redprop.errors import Place, Problem, Severity

_MARK = re.compile(r"#\s*redprop:\s*ignore\b")
_CODES = re.compile(r"\s*([\w-]+(?:\s*,\s*[\w-]+)*)?(.*)")
_BREAK = re.compile("\r\n|[\r\n\x85\u2028\u2029]")
_BLOCKS = ("|", ">")
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Ignore(NamedTuple):
    """One code that a comment silences on the line `silences`: where it stands, and whether it says why."""

    code: str
    line: int
    column: int
    silences: int
    reasoned: bool


def ignores(text: str) -> list[Ignore]:
    """Every code that the comments of a YAML text silence; a `#` inside a value is no comment.

    A comment on a line of its own, or several of them, speak of the line below.

    >>> ignores("a: 1  # redprop: ignore missing-why as on paper")
    [Ignore(code='missing-why', line=1, column=7, silences=1, reasoned=True)]
    """
    lines = _BREAK.split(text)
    if not any(_MARK.search(line) for line in lines):
        return []
    values = _values(text, len(lines))
    begins = [_comment(line, values.get(at, [])) for at, line in enumerate(lines)]
    alone = [begin is not None and not line[:begin].strip() for line, begin in zip(lines, begins, strict=True)]
    found: list[Ignore] = []
    for at, (line, begin) in enumerate(zip(lines, begins, strict=True)):
        marks = list(_MARK.finditer(line, begin)) if begin is not None else []
        silences = next((below for below in range(at, len(lines)) if not alone[below]), at)
        for number, mark in enumerate(marks, 1):
            after = marks[number].start() if number < len(marks) else len(line)
            said = _CODES.match(line, mark.end(), after)
            codes, reason = said.groups() if said else (None, "")
            reasoned = any(letter.isalnum() for letter in reason)
            names = re.split(r"\s*,\s*", codes) if codes else [""]
            found += [Ignore(name, at + 1, mark.start() + 1, silences + 1, reasoned) for name in names]
    return found


def _comment(line: str, values: Iterable[tuple[int, int]]) -> int | None:
    """Where the comment of a line begins: at the first `#` that stands in no value."""
    inside = list(values)
    found = (at for at, letter in enumerate(line) if letter == "#")
    return next((at for at in found if not any(begin <= at < end for begin, end in inside)), None)


def _values(text: str, lines: int) -> Mapping[int, list[tuple[int, int]]]:
    """The stretches of each line that values take up, keys included."""
    taken: dict[int, list[tuple[int, int]]] = {}
    for token in yaml.scan(text, Loader=_LOADER):
        if not isinstance(token, yaml.ScalarToken):
            continue
        begin, end = token.start_mark, token.end_mark
        first = begin.line + (token.style in _BLOCKS)  # the line of | may have a comment
        for line in range(first, min(end.line, lines - 1) + 1):
            start = begin.column if line == begin.line else 0
            taken.setdefault(line, []).append((start, end.column if line == end.line else len(text)))
    return taken


def silenced(problems: Iterable[Problem], text: str, file: str) -> list[Problem]:
    """The problems that no comment silences, and what is wrong with the comments. Errors are never silenced."""
    left = list(problems)
    for one in ignores(text):
        place = Place(file, one.line, one.column)
        kept = [p for p in left if (p.code, p.place.line) != (one.code, one.silences) or p.severity is Severity.ERROR]
        if len(kept) == len(left):
            kept.append(Problem("unused-ignore", place, {"code": one.code}, Severity.NOTE))
        elif not one.reasoned:  # it silences nothing until it says why
            kept = [*left, Problem("ignore-without-reason", place, {"code": one.code}, Severity.WARNING)]
        left = kept
    return left
