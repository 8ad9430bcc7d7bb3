"""What all shipped standards share: a check finds nothing, a source and reasons are said, a schema is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from redprop.rubric.load import load_rubric
from redprop.rubric.model import criteria
from tests.running import ROOT, Inside

FILES = sorted((ROOT / "rubrics").rglob("*.yaml"))
OURS = ("red-property", "manager-appraisal", "contractor-appraisal")


def test_all_are_there() -> None:
    assert {path.stem for path in FILES if path.parent.name == "examples"} == {
        "baoan-stars", "contract-payment", "efficacy", "hdi", "hefei-credit", "hefei-leader", "lianyungang-credit",
        "model-estate", "monthly-estate", "nspire", "party-building", "scorecard", "shandong-credit", "yantai-credit",
    }  # fmt: skip
    assert {path.stem for path in FILES if path.parent.name == "rubrics"} == set(OURS)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_check_finds_no_error_and_every_example_holds(path: Path, inside: Inside) -> None:
    ran = inside("check", path, cwd=ROOT)
    examples = len(load_rubric(path).examples)

    assert ran.code == 0, ran.out
    assert examples >= 2
    assert f"examples that hold: {examples}" in ran.out


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_standard_says_where_it_comes_from_and_why_it_asks(path: Path) -> None:
    rubric = load_rubric(path)

    assert rubric.source
    assert rubric.edition
    assert [item.id for item in criteria(rubric) if not item.why] == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_titles_and_reasons_are_in_both_languages(path: Path) -> None:
    rubric = load_rubric(path)
    said = [rubric.title, rubric.subject.title, *(m.title for m in rubric.measures.values())]
    said += [text for item in criteria(rubric) for text in (item.title, item.why)]
    said += [example.title for example in rubric.examples] if path.stem != "red-property" else []

    assert [text for text in said if text is not None and set(text) != {"zh", "en"}] == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_first_line_names_the_schema_for_editors(path: Path) -> None:
    up = "../" * (len(path.relative_to(ROOT).parts) - 1)
    first = path.read_text(encoding="utf-8").splitlines()[0]

    assert first == f"# yaml-language-server: $schema={up}docs/rubric.schema.json"


@pytest.mark.parametrize("name", OURS)
def test_what_is_our_own_says_that_every_mark_is_made_up(name: str) -> None:
    text = (ROOT / "rubrics" / f"{name}.yaml").read_text(encoding="utf-8")

    assert "redprop 自拟，非官方公布" in text.split("redprop: 1")[0]
    assert "made up" in text


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_page_of_standards_lists_it(path: Path) -> None:
    page = (ROOT / "docs" / "standards.md").read_text(encoding="utf-8")

    assert f"(../{path.relative_to(ROOT).as_posix()})" in page


@pytest.mark.parametrize("path", [path for path in FILES if path.parent.name == "examples"], ids=lambda path: path.stem)
def test_it_is_held_to_cases_by_a_test_of_its_name(path: Path) -> None:
    assert Path(__file__).with_name(f"test_{path.stem.replace('-', '_')}.py").is_file()
