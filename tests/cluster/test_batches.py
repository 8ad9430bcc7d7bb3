"""What comes back from batches, whatever they are, is what counting here gives: nothing of Dask's is needed to see it."""

from __future__ import annotations

import gzip
import shutil
from collections.abc import Sequence
from pathlib import Path
from types import MappingProxyType

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyarrow import csv as arrow
from pyarrow import feather, parquet

from redprop.cli.told import ProblemLines
from redprop.errors import Place, Problem, TableError
from redprop.rubric.compile import compile_rubric
from redprop.rubric.load import load_rubric
from redprop.tables.cluster.driver import batches_of, travels, weight_of
from redprop.tables.cluster.parcel import packed, unpacked
from redprop.tables.counting import Counter
from redprop.tables.opened import open_file
from redprop.tables.read import read_period
from redprop.tables.reading import Reading
from redprop.tables.sources import How, Sources
from tests.cluster.conftest import RUBRIC
from tests.cluster.here import Here
from tests.laws.worlds import World, quick, worlds
from tests.running import ROOT, Inside
from tests.test_examples import EXAMPLES, cases, words_of


def reading(files: Sequence[Path], folder: Path, **how: object) -> Reading:
    """The reading of some files by the bulk rubric, bad rows left out."""
    sources = Sources(tuple(files), folder / "estates.csv")
    return read_period(sources, compile_rubric(load_rubric(RUBRIC)), How(skip_bad_rows=True, **how))  # type: ignore[arg-type]


def alike(one: Reading, other: Reading) -> None:
    """Two readings are the same in everything that can be told of them."""
    assert one.tally.fingerprint() == other.tally.fingerprint()
    assert list(one.found.every()) == list(other.found.every())
    assert one.found.problems() == other.found.problems()
    assert one.found.totals() == other.found.totals()
    assert one.left_out == other.left_out
    one.found.close()
    other.found.close()


@pytest.mark.parametrize("every", [False, True], ids=["the-first-problems", "every-problem"])
def test_problems_rows_and_numbers_are_those_of_counting_here(every: bool, bulk: Path, here: Here) -> None:
    files = [bulk / "bad.csv", bulk / "measurements.csv"]
    plain = reading(files, bulk, problem_lines=ProblemLines() if every else None, block=1 << 14)
    spread = reading(files, bulk, problem_lines=ProblemLines() if every else None, block=1 << 12, cluster="here")

    assert len(here.sent) > 15
    assert len(plain.found.problems()) > 200
    alike(spread, plain)


@pytest.mark.parametrize("name", ["measurements.parquet", "measurements.feather"])
def test_columnar_files_are_counted_by_row_groups(name: str, bulk: Path, tmp_path: Path, here: Here) -> None:
    table = arrow.read_csv(bulk / "measurements.csv")
    shutil.copy(bulk / "estates.csv", tmp_path)
    if name.endswith("parquet"):
        parquet.write_table(table, tmp_path / name, row_group_size=1000)
    else:
        feather.write_feather(table, tmp_path / name, chunksize=1000, compression="uncompressed")

    alike(reading([tmp_path / name], bulk, cluster="here"), reading([tmp_path / name], bulk))
    assert len(here.sent) > 15


def test_what_was_unpacked_or_recoded_here_is_counted_here_between_the_others(
    bulk: Path, tmp_path: Path, here: Here
) -> None:
    content = (bulk / "bad.csv").read_bytes()
    files = [tmp_path / "one.csv", tmp_path / "two.csv.gz", tmp_path / "three.csv", tmp_path / "four.csv"]
    for file in files:
        file.write_bytes(content)
    files[1].write_bytes(gzip.compress(content))
    files[2].write_bytes(content.decode().replace("many", "很多" * 3).encode("gb18030"))  # only its pieces show it

    alike(
        reading(files, bulk, problem_lines=ProblemLines(), cluster="here"),
        reading(files, bulk, problem_lines=ProblemLines()),
    )


def test_a_temporary_file_of_here_is_not_asked_of_workers(bulk: Path, tmp_path: Path, here: Here) -> None:
    file = tmp_path / "one.csv.gz"
    file.write_bytes(gzip.compress((bulk / "bad.csv").read_bytes()))

    alike(reading([file], bulk, cluster="here"), reading([file], bulk))
    assert here.sent == []


def test_newlines_in_quotes_are_found_on_workers_too(bulk: Path, tmp_path: Path, here: Here) -> None:
    lines = (bulk / "bad.csv").read_text(encoding="utf-8").splitlines()
    noted = ["note," + lines[0], *(f'"a\nb, ""c""\nd",{line}' for line in lines[1:])]
    file = tmp_path / "noted.csv"
    file.write_text("\n".join(noted), encoding="utf-8")

    spread = reading([file], bulk, block=1 << 14, cluster="here")
    assert len(here.sent) > 15
    alike(spread, reading([file], bulk))


@pytest.mark.parametrize("name", cases("accepted"))
def test_every_example_and_the_plan_of_every_rubric_crosses_the_wire(name: str, inside: Inside, here: Here) -> None:
    case = EXAMPLES / "accepted" / name
    words = ["score", *words_of(case), "--format", "csv"]

    assert inside(*words, "--cluster", "here", cwd=case) == inside(*words, cwd=case)
    assert here.sent


def test_the_shipped_quarter_is_the_same(inside: Inside, here: Here) -> None:
    words = ["rank", "--period", "2022Q2", "--format", "csv"]

    assert inside(*words, "--cluster", "here", cwd=ROOT) == inside(*words, cwd=ROOT)
    assert here.sent


def test_a_check_lists_the_same_problems(bulk: Path, inside: Inside, here: Here) -> None:
    words = ["check", "--rubric", RUBRIC, "--register", "estates.csv", "bad.csv", "--format", "json"]

    plain = inside(*words, cwd=bulk)
    assert inside(*words, "--cluster", "here", cwd=bulk) == plain
    assert plain.code == 1


def test_without_a_register_workers_gather_who_is_named(bulk: Path, tmp_path: Path, inside: Inside, here: Here) -> None:
    rubric = tmp_path / "rubric.yaml"
    rubric.write_text(
        "redprop: 1\nid: open\nmarks: 10\nmissing: full\nrounding: {score: 2}\n"
        "criteria:\n  - {id: tidy, marks: 10, deduct: {each: 1}}\n"
    )
    file = tmp_path / "a.csv"
    file.write_text("estate,tidy\n" + "".join(f"N{number % 40},{number % 3}\n" for number in range(2000)))
    words = ["rank", "--rubric", rubric, file, "--format", "csv"]

    plain = inside(*words)
    assert inside(*words, "--cluster", "here") == plain
    assert len(plain.rows) == 40
    assert len(here.sent) > 15


@quick
@given(worlds(), st.lists(st.integers(0, 30), max_size=3))
def test_counters_of_parts_add_up_to_the_counter_of_the_whole(world: World, cuts: list[int]) -> None:
    whole = world.result()
    plan, subjects = whole.plan, whole.register.ids
    total = Counter(plan, subjects)
    for start, stop in zip([0, *sorted(cuts)], [*sorted(cuts), None], strict=True):
        part = world.but(rows=world.rows[start:stop])
        counter = counters(part)
        total.add(unpacked(packed(counter, (counter.plan, counter.subjects)), (plan, subjects)))

    assert total.tally().fingerprint() == whole.reading.tally.fingerprint()


def test_sums_of_several_counters_may_need_more_than_64_bits() -> None:
    plan = compile_rubric(load_rubric(RUBRIC))
    total = Counter(plan, ("A",))
    for _ in range(5):
        part = Counter(plan, ("A",))
        part.keys.add(("", "", "c00"))
        part.values.begin(("", "", "c00", "count"))
        part.values.flat, part.sums, part.most = np.asarray([1]), np.asarray([2**61]), 2**61
        total.add(unpacked(packed(part, (plan,)), (plan,)))

    cell = total.tally().cells["", "", "c00"]
    assert (cell.count.tolist(), cell.total.tolist()) == ([5], [5 * 2**61])


def counters(world: World) -> Counter:
    """The counter of a world's rows."""
    from redprop.tables import read

    found: list[Counter] = []
    count, read.count = read.count, lambda *given: found.append((counts := count(*given)).counter) or counts  # type: ignore[func-returns-value]
    try:
        world.result()
    finally:
        read.count = count
    return found[0]


@given(st.lists(st.integers(0, 500), min_size=1, max_size=6), st.integers(1, 20), st.integers(1, 400))
@quick
def test_batches_hold_every_piece_once_and_in_order(
    tmp_path_factory: pytest.TempPathFactory, sizes: list[int], least: int, most: int
) -> None:
    folder = tmp_path_factory.mktemp("batches")
    opened = []
    for number, size in enumerate(sizes):
        file = folder / f"{number}.csv{'.gz' if size % 3 == 1 else ''}"
        content = b"estate,tidy\n" + b"A,1\n" * size
        file.write_bytes(gzip.compress(content) if file.suffix == ".gz" else content)
        opened.append(open_file(file, How()))
    batches = batches_of(opened, least, most)

    pieces = [job for batch in batches for job in batch]
    assert [number for number, _ in pieces] == sorted(number for number, _ in pieces)
    assert sum(weight_of(batch) for batch in batches) == 4 * sum(sizes)
    for batch in batches:
        assert len({travels(opened[number]) for number, _ in batch}) == 1
        assert weight_of(batch) <= most + 4 or len(batch) == 1


WHOLE = (0, 1, -1, 127, -128, 128, 2**15, -(2**15), 2**31, 2**62, -(2**63), 2**63 - 1)


@pytest.mark.parametrize("most", WHOLE)
def test_a_column_arrives_as_it_was_whatever_it_takes_on_the_way(most: int) -> None:
    column = unpacked(packed(np.asarray([0, most], dtype=np.int64)))

    assert column.dtype == np.int64
    assert column.tolist() == [0, most]
    assert unpacked(packed(np.asarray([2**70, most], dtype=object))).tolist() == [2**70, most]


def test_what_both_sides_have_is_not_sent() -> None:
    known = MappingProxyType({"long": "x" * 10**6})

    assert unpacked(packed([known, 1], [known]), [known])[0] is known
    assert len(packed(known, [known])) < 100
    assert unpacked(packed(known)) == known


def test_an_error_arrives_with_its_problems() -> None:
    error = unpacked(packed(TableError([Problem("no-header", Place("a.csv", 1))])))

    assert isinstance(error, TableError)
    assert error.problems == (Problem("no-header", Place("a.csv", 1)),)


def test_a_file_that_is_another_one_on_the_workers_is_told(
    bulk: Path, tmp_path: Path, here: Here, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "a.csv"
    content = (bulk / "measurements.csv").read_bytes()
    file.write_bytes(content)
    sources = Sources((file,), bulk / "estates.csv")
    plan = compile_rubric(load_rubric(RUBRIC))
    for change, why in ((lambda: file.write_bytes(content * 2), "its size differs"), (file.unlink, "no such file")):
        file.write_bytes(content)
        monkeypatch.setattr(here, "keep", lambda parcel, change=change: [parcel, change()][0])
        with pytest.raises(TableError) as told:
            read_period(sources, plan, How(cluster="here"))
        assert {problem.code for problem in told.value.problems} == {"worker-cannot-read"}
        assert why in str(told.value)
