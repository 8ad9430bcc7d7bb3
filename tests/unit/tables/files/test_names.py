from __future__ import annotations

from pathlib import Path

import pytest

from redprop.tables.files.names import ENDINGS, is_table, plain_stem

PLAIN = [".csv", ".tsv", ".tab", ".xlsx", ".xlsm", ".xls", ".ods", ".parquet", ".feather", ".arrow"]
PACKED = [".csv.gz", ".tsv.gz", ".tab.gz", ".csv.zst", ".tsv.zst", ".tab.zst"]


@pytest.mark.parametrize("ending", PLAIN + PACKED)
def test_a_file_of_any_ending_is_a_table_and_is_called_without_it(ending: str) -> None:
    for name in ("owners" + ending, "owners" + ending.upper()):
        assert is_table(Path("2022Q2") / name)
        assert plain_stem(f"2022Q2/{name}") == "owners"


def test_text_may_be_packed_and_nothing_else_may() -> None:
    assert sorted(ENDINGS) == sorted(PLAIN + PACKED)


@pytest.mark.parametrize(
    "name",
    ["README.md", "q2.csv.bak", "q2.csv~", "csv", "q2csv", "q2.txt", "q2.json", "q2.zip", "q2.gz", "q2.xlsx.gz", ""],
)
def test_a_file_of_another_ending_is_no_table(name: str) -> None:
    assert not is_table(Path(name))


@pytest.mark.parametrize("name", ["~$q2.xlsx", ".q2.csv.swp", ".~lock.q2.xlsx#", "._q2.csv", ".csv", ".q2.csv"])
def test_what_programs_keep_beside_an_open_file_is_no_table(name: str) -> None:
    assert not is_table(Path(name))


def test_only_the_name_of_a_file_says_whether_it_is_a_table() -> None:
    assert is_table(Path(".hidden/~$open/q2.csv"))


@pytest.mark.parametrize(
    ("file", "stem"),
    [
        ("owners.csv", "owners"),
        ("a/b.csv/owners.xlsx", "owners"),
        ("owners.v2.csv.gz", "owners.v2"),
        ("owners.csv.csv", "owners.csv"),
        ("业主 2022.ods", "业主 2022"),
        ("owners.txt", "owners"),
        ("owners", "owners"),
        ("-", "-"),
    ],
)
def test_a_file_is_called_without_its_folder_and_its_endings(file: str, stem: str) -> None:
    assert plain_stem(file) == stem
