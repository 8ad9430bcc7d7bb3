"""The shipped quarters, scored once."""

from __future__ import annotations

from pathlib import Path

import pytest

from redprop.engine.result import Result
from redprop.engine.score import score_reading
from redprop.rubric.compile import compile_rubric
from redprop.rubric.load import load_rubric
from redprop.tables.read import read_period
from redprop.workspace import settle_job
from tests.running import ROOT

QUARTERS = ("2022Q1", "2022Q2")


def scored(folder: Path, period: str) -> Result:
    """What a workspace's period comes to."""
    job = settle_job((), period=period, start=folder)
    plan = compile_rubric(load_rubric(job.rubric))
    return score_reading(plan, read_period(job.sources, plan))


@pytest.fixture(scope="session")
def shipped() -> dict[str, Result]:
    """The results of both quarters."""
    return {period: scored(ROOT, period) for period in QUARTERS}
