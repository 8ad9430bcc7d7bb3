"""Findings as a code quality report of GitLab: each shows beside its line in a merge request."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Mapping
from typing import Any

from redprop.errors import Problem, Severity
from redprop.report.sheet import Screen, Sheet
from redprop.report.spots import file_of, told

SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.NOTE: "info"}


def as_gitlab(sheet: Sheet, _screen: Screen | None = None) -> str:
    """One entry a finding."""
    seen: Counter[tuple[str, ...]] = Counter()
    entries = [_entry(problem, sheet.language, seen) for problem in sheet.problems]
    return json.dumps(entries, ensure_ascii=False, indent=2) + "\n"


def _entry(problem: Problem, language: str, seen: Counter[tuple[str, ...]]) -> Mapping[str, Any]:
    """GitLab wants a file and a line of everything: the folder and line 1 where there is none.

    The fingerprint says which finding of an earlier run this is, so it leaves out the line, which moves, and the
    language; of findings that are alike in all else, which one.
    """
    file = file_of(problem) or "."
    same = (problem.code, file, problem.place.field, problem.text())
    seen[same] += 1
    return {
        "description": told(problem, language),
        "check_name": problem.code,
        "fingerprint": hashlib.sha256("\0".join((*same, str(seen[same]))).encode(errors="replace")).hexdigest(),
        "severity": SEVERITIES[problem.severity],
        "location": {"path": file, "lines": {"begin": problem.place.line or 1}},
    }
