"""Rows enough for many batches, with every kind of row that is wrong; and clusters to count them on."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from redprop.tables.cluster import driver
from redprop.tables.opened import Opening
from tests.cluster.here import Here
from tests.running import ROOT

ESTATES = [f"HF{number:03d}" for number in range(60)]
CHANNELS = ("industry", "owners", "district", "city")
ROWS = 20_000
RUBRIC = ROOT / "benchmarks" / "bulk.yaml"


def rows(bad: bool) -> Iterator[str]:
    """A header and rows; every so many one that cannot be used, if some are asked for."""
    drawn = random.Random(7)  # noqa: S311  # the same rows every time
    yield "estate,channel,criterion,value\n"
    for number in range(ROWS):
        value = "many" if bad and number % 97 == 13 else f"{drawn.randint(0, 250) / 10}"
        estate = "HF999" if bad and number % 1009 == 5 else drawn.choice(ESTATES)
        more = ",,what" if bad and number % 1511 == 3 else ""
        yield f"{estate},{drawn.choice(CHANNELS)},c{drawn.randint(0, 39):02d},{value}{more}\n"


@pytest.fixture(scope="session")
def bulk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a register, `measurements.csv`, which is clean, and `bad.csv`, which is not."""
    folder = tmp_path_factory.mktemp("bulk")
    (folder / "measurements.csv").write_text("".join(rows(bad=False)), encoding="utf-8")
    (folder / "bad.csv").write_text("".join(rows(bad=True)), encoding="utf-8")
    register = [f"{name},{name},{('resettlement', 'commercial')[place % 2]}\n" for place, name in enumerate(ESTATES)]
    (folder / "estates.csv").write_text("".join(["estate,name,category\n", *register]), encoding="utf-8")
    return folder


@pytest.fixture
def many_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    """Small files are cut into some twenty batches too."""
    monkeypatch.setattr(driver, "LEAST", 10)


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch, many_batches: None) -> Here:
    """Whatever the address, the cluster is in this process."""
    cluster = Here()
    monkeypatch.setattr(Opening, "cluster", lambda opening: cluster)
    return cluster


@pytest.fixture(scope="module")
def workers() -> Iterator[Any]:
    """A real cluster of two worker processes, which begins a worker anew that has died."""
    distributed = pytest.importorskip("distributed", reason="Dask is not installed: pip install 'redprop[cluster]'")
    with distributed.LocalCluster(2, threads_per_worker=1, dashboard_address=None, silence_logs=60) as cluster:
        yield cluster
