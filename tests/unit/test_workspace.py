from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from redprop.errors import WorkspaceError
from redprop.workspace import Job, find_workspace, open_workspace, settle_job

SETTINGS = "rubric:\n  '2021Q1': old.yaml\n  '2022Q1': new.yaml\nregister: estates.csv\n"


@pytest.fixture
def zone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace, with the current folder in it."""
    root = tmp_path / "zone"
    a_file(root / "redprop.yaml", SETTINGS)
    for name in ("old.yaml", "new.yaml", "estates.csv", "data/2022Q1/owners.csv", "data/2022Q2/owners.csv"):
        a_file(root / name)
    monkeypatch.chdir(root)
    return root


def a_file(path: Path, text: str = "estate\n") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


def a_job(*files: str, **said: Path | str) -> Job:
    return settle_job([Path(file) for file in files], **said)  # type: ignore[arg-type]


def refused(*files: str, **said: Path | str) -> list[tuple[str, dict[str, object]]]:
    with pytest.raises(WorkspaceError) as error:
        a_job(*files, **said)
    return [(problem.code, dict(problem.params)) for problem in error.value.problems]


def named(paths: Sequence[Path]) -> list[str]:
    return [path.as_posix() for path in paths]


# -- patterns ---------------------------------------------------------------------------------------------------------


def test_a_pattern_that_the_shell_left_means_the_files_that_it_matches_in_order(zone: Path) -> None:
    for name in ("b", "a", "c"):
        a_file(zone / f"data/2022Q1/{name}.csv")

    assert named(a_job("data/2022Q1/[ab].csv").sources.measurements) == ["data/2022Q1/a.csv", "data/2022Q1/b.csv"]
    assert named(a_job("data/2022Q1/?.csv").sources.measurements)[2] == "data/2022Q1/c.csv"


def test_a_pattern_may_go_through_folders(zone: Path) -> None:
    a_file(zone / "more/city/one.csv")

    assert named(a_job("more/**/*.csv", period="2022Q1").sources.measurements) == ["more/city/one.csv"]


def test_a_pattern_may_match_folders_whose_tables_are_meant(zone: Path) -> None:
    a_file(zone / "more/one/a.csv")
    a_file(zone / "more/two/b.xlsx")
    a_file(zone / "more/two/notes.txt")

    assert named(a_job("more/*", period="2022Q1").sources.measurements) == ["more/one/a.csv", "more/two/b.xlsx"]


def test_a_file_whose_name_looks_like_a_pattern_is_meant_as_it_is(zone: Path) -> None:
    a_file(zone / "more/q[12].csv")
    a_file(zone / "more/q1.csv")

    assert named(a_job("more/q[12].csv", period="2022Q1").sources.measurements) == ["more/q[12].csv"]


def test_a_pattern_that_matches_nothing_is_told_as_it_was_written(zone: Path) -> None:
    assert refused("data/2022Q1/*.parquet") == [("no-such-file", {"path": "data/2022Q1/*.parquet"})]


def test_a_file_that_two_patterns_match_would_count_twice(zone: Path) -> None:
    path = (zone / "data/2022Q1/owners.csv").resolve()

    assert refused("data/2022Q1/*.csv", "data/2022Q1/own*") == [("same-file", {"path": str(path)})]


# -- standard input and sheets ----------------------------------------------------------------------------------------


def test_a_hyphen_is_standard_input_and_no_file(zone: Path) -> None:
    job = a_job("-", period="2022Q2")

    assert (named(job.sources.measurements), job.sources.period, job.rubric.name) == (["-"], "2022Q2", "new.yaml")
    assert job.sources.register is not None


def test_standard_input_may_stand_beside_files(zone: Path) -> None:
    assert named(a_job("data/2022Q1/owners.csv", "-", period="2022Q1").sources.measurements) == [
        *("data/2022Q1/owners.csv", "-")
    ]


def test_standard_input_can_be_read_only_once(zone: Path) -> None:
    assert [code for code, _ in refused("-", "-")] == ["same-file"]


def test_a_sheet_of_a_workbook_is_asked_for_by_the_workbook_s_file(zone: Path) -> None:
    a_file(zone / "more/q.xlsx")

    assert named(a_job("more/q.xlsx#业主!A1:C9", period="2022Q1").sources.measurements) == ["more/q.xlsx#业主!A1:C9"]
    assert refused("more/gone.xlsx#业主") == [("no-such-file", {"path": "more/gone.xlsx#业主"})]


# -- a period's folder ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("register", ["estates.csv", "estates.xlsx", "estates.parquet", "estates.tsv.gz"])
@pytest.mark.parametrize("log", ["visits.csv.gz", "visits.ods", "visits.feather"])
def test_a_register_and_a_log_are_known_by_name_whatever_they_end_in(zone: Path, register: str, log: str) -> None:
    for name in (register, log, "city.parquet", "owners.tab"):
        a_file(zone / "data/2022Q3" / name)
    sources = a_job().sources

    assert (sources.period, named(sources.measurements)) == (
        *("2022Q3", ["data/2022Q3/city.parquet", "data/2022Q3/owners.tab"]),
    )
    assert sources.register == Path("data/2022Q3") / register
    assert sources.visits == Path("data/2022Q3") / log


@pytest.mark.parametrize("name", ["owners.csv", "OWNERS.CSV", "owners.csv.zst", "owners.xls", "owners.arrow"])
def test_a_period_is_a_folder_with_a_table_of_any_kind(zone: Path, name: str) -> None:
    a_file(zone / "data/2022Q3" / name)

    assert open_workspace(zone).periods() == ["2022Q1", "2022Q2", "2022Q3"]


@pytest.mark.parametrize(
    "name", ["README.md", "~$owners.xlsx", ".owners.csv.swp", ".~lock.owners.ods#", "._owners.csv"]
)
def test_what_programs_keep_beside_open_files_is_passed_over(zone: Path, name: str) -> None:
    a_file(zone / "data/2022Q2" / name)
    a_file(zone / "data/2022Q3" / name)

    job = a_job()
    assert (job.sources.period, named(job.sources.measurements)) == ("2022Q2", ["data/2022Q2/owners.csv"])
    assert named(a_job("data/2022Q2").sources.measurements) == ["data/2022Q2/owners.csv"]


def test_a_folder_that_is_called_as_a_table_is_none(zone: Path) -> None:
    a_file(zone / "data/2022Q2/more.csv/inner.csv")

    assert named(a_job().sources.measurements) == ["data/2022Q2/owners.csv"]


def test_two_registers_of_different_endings_are_two_of_a_kind(zone: Path) -> None:
    for name in ("estates.csv", "estates.xlsx"):
        a_file(zone / "data/2022Q2" / name)

    assert refused() == [("two-of-a-kind", {"name": "estates"})]


def test_a_period_s_own_register_goes_before_the_workspace_s(zone: Path) -> None:
    a_file(zone / "data/2022Q1/estates.xlsx")

    registers = [a_job(period=period).sources.register for period in ("2022Q1", "2022Q2")]
    assert registers == [Path("data/2022Q1/estates.xlsx"), Path("estates.csv")]


def test_a_register_that_is_named_goes_before_both(zone: Path) -> None:
    a_file(zone / "data/2022Q1/estates.xlsx")
    other = a_file(zone / "other.csv")

    assert a_job(period="2022Q1", register=other).sources.register == other


def test_files_of_a_period_have_its_log_and_register_though_they_are_not_named(zone: Path) -> None:
    a_file(zone / "data/2022Q1/visits.csv.gz")
    a_file(zone / "data/2022Q1/estates.ods")
    sources = a_job("data/2022Q1/owners.csv").sources

    assert (sources.period, sources.visits, sources.register) == (
        *("2022Q1", Path("data/2022Q1/visits.csv.gz"), Path("data/2022Q1/estates.ods")),
    )


def test_a_folder_of_nothing_but_what_is_no_table_has_no_files(zone: Path) -> None:
    a_file(zone / "more/notes.txt")

    assert refused("more") == [("no-files", {"folder": "more"})]


def test_a_period_that_has_no_table_is_told_with_those_that_have_one(zone: Path) -> None:
    a_file(zone / "data/2023Q1/notes.txt")

    assert refused(period="2023Q1") == [("no-such-period", {"period": "2023Q1", "known": ["2022Q1", "2022Q2"]})]


# -- which workspace and edition --------------------------------------------------------------------------------------


def test_a_workspace_is_found_from_a_folder_within(zone: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(zone / "data" / "2022Q1")

    found = find_workspace()
    assert found is not None
    assert found.root == Path("../..")


@pytest.mark.parametrize(
    ("period", "edition"), [("2021Q1", "old"), ("2021Q4", "old"), ("2022Q1", "new"), ("2030", "new")]
)
def test_the_edition_in_force_is_the_latest_that_has_begun(zone: Path, period: str, edition: str) -> None:
    assert open_workspace(zone).edition(period).stem == edition


def test_before_the_first_edition_none_is_in_force(zone: Path) -> None:
    with pytest.raises(WorkspaceError) as error:
        open_workspace(zone).edition("2020Q4")

    assert [(p.code, p.params) for p in error.value.problems] == [("no-edition", {"period": "2020Q4"})]


def test_without_a_workspace_a_rubric_and_files_are_needed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("r.yaml", "estates.csv.gz", "city.csv"):
        a_file(tmp_path / name)

    assert [code for code, _ in refused("city.csv")] == ["no-workspace"]
    sources = a_job("*.csv*", rubric=Path("r.yaml")).sources
    assert (named(sources.measurements), sources.register) == (["city.csv"], Path("estates.csv.gz"))
