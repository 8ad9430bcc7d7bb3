"""Findings as SARIF 2.1.0, which code scanning and editors read."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

from redprop import __version__, messages
from redprop.errors import Problem, Severity
from redprop.report.sheet import Screen, Sheet
from redprop.report.spots import file_of, told

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}
_WORST_FIRST = list(Severity)


def as_sarif(sheet: Sheet, _screen: Screen | None = None) -> str:
    """One run: the codes that were found as rules, and each finding at its place."""
    codes = sorted({problem.code for problem in sheet.problems})
    driver = {
        "name": "redprop",
        "version": __version__,
        "rules": [_rule(code, sheet.problems, sheet.language) for code in codes],
    }
    run = {
        "tool": {"driver": driver},
        "language": sheet.language,
        "columnKind": "unicodeCodePoints",
        "results": [_result(problem, codes.index(problem.code), sheet.language) for problem in sheet.problems],
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _rule(code: str, found: Sequence[Problem], language: str) -> Mapping[str, Any]:
    """A code in general; its level is the worst that it was found with."""
    what, advice = messages.problem_rule(code, language)
    worst = min((problem.severity for problem in found if problem.code == code), key=_WORST_FIRST.index)
    return {
        "id": code,
        "shortDescription": {"text": what},
        "fullDescription": {"text": what},
        "help": {"text": advice or what},
        "defaultConfiguration": {"level": LEVELS[worst]},
    }


def _result(problem: Problem, index: int, language: str) -> Mapping[str, Any]:
    said = {
        "ruleId": problem.code,
        "ruleIndex": index,
        "level": LEVELS[problem.severity],
        "message": {"text": told(problem, language)},
    }
    place = _location(problem)
    return said | ({"locations": [place]} if place else {})


def _location(problem: Problem) -> Mapping[str, Any]:
    """The file, and the line and column where they are known; nothing where no file is meant."""
    file, place = file_of(problem), problem.place
    if not file:
        return {}
    physical: dict[str, Any] = {"artifactLocation": {"uri": quote(os.fsencode(file))}}
    if place.line:
        physical["region"] = {"startLine": place.line} | ({"startColumn": place.column} if place.column else {})
    name = place.field or place.path
    return {"physicalLocation": physical} | ({"logicalLocations": [{"fullyQualifiedName": name}]} if name else {})
