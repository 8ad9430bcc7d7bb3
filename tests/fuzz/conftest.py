"""The last line of a fuzz: its seed, and the slowest file."""

from __future__ import annotations

import os
from typing import Any


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Workers send the slowest of each chunk along with its outcome."""
    reports = [one for kind in ("passed", "failed") for one in terminalreporter.stats.get(kind, [])]
    found = [value for one in reports for name, value in one.user_properties if name == "slowest"]
    if found:
        taken, number = max(map(tuple, found))
        seed = os.environ.get("REDPROP_FUZZ_SEED", "20220630")
        terminalreporter.write_line(f"fuzz: seed {seed}; the slowest is file {number}, {taken:.2f} s")
