from __future__ import annotations

from pathlib import Path

from tests.running import ROOT, Inside, process


def test_a_new_workspace_works_at_once(tmp_path: Path) -> None:
    made = process("init", "zone", cwd=tmp_path)
    ranked = process("rank", "--category", "resettlement", "--top", "4", "--format", "csv", cwd=tmp_path / "zone")

    assert (made.returncode, ranked.returncode) == (0, 0)
    assert ranked.stdout.decode().splitlines()[-1].startswith("resettlement,4,E001,蓬莱花园,86.00,good,scored,")


def test_it_says_what_to_try_next_and_that_works(inside: Inside, tmp_path: Path) -> None:
    lines = inside("init", "zone", cwd=tmp_path).out.splitlines()

    assert lines == [
        "A workspace stands in zone. Try:",
        "  cd zone",
        "  redprop rank --category resettlement",
        "  redprop check",
    ]
    for line in lines[2:]:
        assert inside(*line.split()[1:], cwd=tmp_path / "zone").code == 0


def test_the_current_folder_is_meant_where_none_is_named(inside: Inside, tmp_path: Path) -> None:
    ran = inside("init", cwd=tmp_path)

    assert ran.code == 0
    assert "  cd" not in ran.out
    assert (tmp_path / "redprop.yaml").is_file()


def test_it_holds_the_shipped_standard_register_and_quarters_and_nothing_of_the_program(
    inside: Inside, tmp_path: Path
) -> None:
    inside("init", "zone", cwd=tmp_path)

    found = sorted(path.relative_to(tmp_path / "zone") for path in (tmp_path / "zone").rglob("*") if path.is_file())
    assert [path.as_posix() for path in found] == [
        *(f"data/2022Q1/{name}.csv" for name in ("adjustments", "city", "district", "industry", "owners", "visits")),
        *(f"data/2022Q2/{name}.csv" for name in ("adjustments", "city", "district", "industry", "owners", "visits")),
        "data/README.md",
        "data/estates.csv",
        "docs/rubric.schema.json",
        "redprop.yaml",
        "rubrics/red-property.yaml",
    ]
    for path in found:
        if path.name != "redprop.yaml":
            assert (tmp_path / "zone" / path).read_bytes() == (ROOT / path).read_bytes()


def test_nothing_that_stands_there_is_overwritten(inside: Inside, tmp_path: Path) -> None:
    (tmp_path / "zone").mkdir()
    (tmp_path / "zone" / "redprop.yaml").write_text("mine", encoding="utf-8")
    ran = inside("init", "zone", cwd=tmp_path)

    assert ran.code == 2
    assert [path.name for path in (tmp_path / "zone").rglob("*")] == ["redprop.yaml"]
    assert (tmp_path / "zone" / "redprop.yaml").read_text(encoding="utf-8") == "mine"


def test_other_files_in_the_folder_do_not_matter(inside: Inside, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")

    assert inside("init", ".", cwd=tmp_path).code == 0


def test_a_file_in_the_way_is_said_and_not_a_defect(inside: Inside, tmp_path: Path) -> None:
    (tmp_path / "zone").write_text("a file", encoding="utf-8")
    ran = inside("init", "zone", cwd=tmp_path)

    assert (ran.code, ran.out) == (2, "")
    assert "(cannot-write)" in ran.err


def test_the_language_is_laid_down(inside: Inside, tmp_path: Path) -> None:
    inside("init", "zone", "--language", "zh", cwd=tmp_path)
    heading = inside("rank", "-c", "resettlement", "--top", "1", cwd=tmp_path / "zone").out.splitlines()[1]

    assert heading.split()[:4] == ["名次", "小区", "编号", "总分"]
    assert "language: zh" in (tmp_path / "zone" / "redprop.yaml").read_text(encoding="utf-8")
