"""Files elsewhere, in the memory of this process and by the addresses of files here."""

from __future__ import annotations

import gzip
import pickle
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from pyarrow import csv as arrow
from pyarrow import feather, parquet

from redprop.errors import RedpropError
from redprop.tables.files.ranges import read_range
from redprop.tables.files.remote import Url, is_url, located
from redprop.workspace import settle_job
from tests.running import Inside

fsspec = pytest.importorskip("fsspec", reason="fsspec is not installed: pip install 'redprop[cluster]'")
RUBRIC = "redprop: 1\nid: open\nmarks: 10\nmissing: full\nrounding: {score: 2}\ncriteria:\n  - {id: tidy, marks: 10, deduct: {each: 1}}\n"
ROWS = "estate,tidy\n" + "".join(f"N{number % 40},{number % 3}\n" for number in range(200))


@pytest.fixture
def store() -> Iterator[Any]:
    """A file system in memory, empty before and after."""
    memory = fsspec.filesystem("memory")
    memory.store.clear()
    yield memory
    memory.store.clear()


@pytest.mark.parametrize("kind", ["csv", "csv.gz", "gb18030.csv", "parquet", "feather"])
def test_a_file_elsewhere_gives_what_the_same_file_gives_here(
    kind: str, store: Any, tmp_path: Path, inside: Inside
) -> None:
    file = tmp_path / f"rows.{kind}"
    if kind == "parquet":
        parquet.write_table(arrow.read_csv(pa.py_buffer(ROWS.encode())), file)
    elif kind == "feather":
        feather.write_feather(arrow.read_csv(pa.py_buffer(ROWS.encode())), file, compression="uncompressed")
    elif kind == "csv.gz":
        file.write_bytes(gzip.compress(ROWS.encode()))
    else:
        file.write_bytes(ROWS.replace("N", "小区第").encode("gb18030" if kind.startswith("gb") else "utf-8"))
    (tmp_path / "rubric.yaml").write_text(RUBRIC, encoding="utf-8")
    store.pipe_file(f"/q2/{file.name}", file.read_bytes())
    words = ["rank", "--rubric", tmp_path / "rubric.yaml", "--format", "csv"]
    plain = inside(*words, file)

    assert len(plain.rows) == 40
    for address in (f"memory://q2/{file.name}", file.as_uri()):
        there = inside(*words, address)
        assert (there.code, there.out) == (0, plain.out)


def test_a_folder_elsewhere_is_its_tables_and_the_register_goes_by_its_name(store: Any, tmp_path: Path) -> None:
    for name in ("industry.csv", "estates.csv", "README.md"):
        store.pipe_file(f"/q2/{name}", b"estate\n")
    rubric = tmp_path / "rubric.yaml"
    rubric.write_text(RUBRIC, encoding="utf-8")
    job = settle_job([located("memory://q2")], rubric)

    assert [str(path) for path in job.sources.measurements] == ["memory://q2/industry.csv"]
    assert str(job.sources.register) == "memory://q2/estates.csv"


@pytest.mark.parametrize(
    ("address", "code"),
    [("memory://q2/none.csv", "no-such-file"), ("what://q2/a.csv", "no-store"), ("s3://bucket/a.csv", "no-store")],
)
def test_what_is_not_there_or_cannot_be_reached_is_told(
    address: str, code: str, store: Any, tmp_path: Path, inside: Inside
) -> None:
    if address.startswith("s3") and _has("s3fs"):
        pytest.skip("s3fs is installed, and would ask the network")
    (tmp_path / "rubric.yaml").write_text(RUBRIC, encoding="utf-8")
    ran = inside("rank", "--rubric", tmp_path / "rubric.yaml", address)

    assert (ran.code, ran.out) == (2, "")
    assert address in ran.err
    assert f"({code})" in ran.err


def _has(module: str) -> bool:
    import importlib.util

    return importlib.util.find_spec(module) is not None


def test_without_fsspec_an_address_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    for name in [name for name in sys.modules if name.partition(".")[0] == "fsspec"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "fsspec", None)
    with pytest.raises(RedpropError, match=r"pip install 'redprop\[cluster\]'") as told:
        located("memory://q2/a.csv").exists()

    assert told.value.problems[0].code == "no-fsspec"


def test_a_range_of_bytes_is_all_that_is_got(store: Any) -> None:
    store.pipe_file("/q2/a.csv", b"0123456789")

    assert read_range("memory://q2/a.csv", 3, 4) == b"3456"
    assert read_range("memory://q2/a.csv", 8, 100) == b"89"
    assert read_range("memory://q2/a.csv", 10, 0) == b""


def test_an_address_stays_as_it_was_written() -> None:
    one = located("s3://bucket//a/../b.csv?x=1")

    assert isinstance(one, Url)
    assert str(one) == "s3://bucket//a/../b.csv?x=1"
    assert pickle.loads(pickle.dumps(one)) == one == one.resolve() == one.absolute()  # noqa: S301  # our own
    assert {one: 1}[located(str(one))] == 1
    assert str(located("s3://bucket/a.csv").parent) == "s3://bucket"
    assert not is_url("C:\\a.csv")
