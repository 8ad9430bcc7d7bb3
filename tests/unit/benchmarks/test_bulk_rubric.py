"""The bulk job's rubric at other sizes."""

from __future__ import annotations

import pytest

from redprop.check.run import check_bytes
from redprop.errors import Severity
from tests.running import ROOT
from tests.unit.benchmarks.loading import load

bulk_rubric = load("bulk_rubric")


def test_of_forty_it_is_the_shipped_one() -> None:
    shipped = (ROOT / "benchmarks" / "bulk.yaml").read_text(encoding="utf-8")

    assert "\n".join(bulk_rubric.lines(40)) + "\n" == shipped


@pytest.mark.parametrize("criteria", [10, 160])
def test_of_any_size_it_is_sound(criteria: int) -> None:
    found = check_bytes("\n".join(bulk_rubric.lines(criteria)).encode(), "bulk.yaml")

    assert [problem for problem in found.problems if problem.severity is not Severity.NOTE] == []
