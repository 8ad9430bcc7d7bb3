"""The docs name what is there, all of it and nothing else."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path

import pytest

from redprop import messages
from redprop.combine import COMBINE
from redprop.errors import Exit
from redprop.limits import EFFECTS
from redprop.outcome import Outcome
from redprop.report import ENDINGS
from redprop.rubric.elements import TAKES
from redprop.rubric.model import Criterion, Rubric
from redprop.rules import RULES

ROOT = Path(__file__).parents[2]
LANGUAGE, FORMATS, README, CONTRIBUTING = (
    (ROOT / name).read_text(encoding="utf-8")
    for name in ("docs/rubric-language.md", "docs/formats.md", "README.md", "CONTRIBUTING.md")
)


def test_every_rule_has_its_heading_and_no_other_has() -> None:
    assert re.findall(r"^### `(\w+)`", LANGUAGE, re.MULTILINE) == list(RULES)


@pytest.mark.parametrize("kind", RULES)
def test_every_option_of_a_rule_is_named(kind: str) -> None:
    part = LANGUAGE.split(f"### `{kind}`")[1].split("\n## ")[0].split("\n### ")[0]
    options = {field.alias or name for name, field in RULES[kind].model_fields.items()} - {"kind", "causes"}

    assert [option for option in sorted(options) if not re.search(rf"\b{option}\b", part)] == []


@pytest.mark.parametrize("model", [Rubric, Criterion])
def test_every_key_is_named(model: type[Rubric] | type[Criterion]) -> None:
    keys = {field.alias or name for name, field in model.model_fields.items()} - {"rule"}

    assert [key for key in sorted(keys) if f"`{key}`" not in LANGUAGE] == []


@pytest.mark.parametrize("word", [*EFFECTS, *COMBINE, *TAKES])
def test_every_effect_way_and_take_is_named(word: str) -> None:
    assert re.search(rf"`[^`\n]*\b{word}\b[^`\n]*`", LANGUAGE)


def test_every_code_that_the_docs_name_is_told_by_the_program() -> None:
    named = set(re.findall(r"`([a-z]+(?:-[a-z0-9]+)+)`", FORMATS.split("## Problems")[1].split("## Results")[0]))

    assert named - {"redprop-check"} <= set(messages.problem_codes())


def test_the_exit_codes_of_the_readme_are_the_programs() -> None:
    table = README.split("## Exit codes")[1].split("## ")[0]

    assert [int(code) for code in re.findall(r"^\| (\d+) \|", table, re.MULTILINE)] == [int(code) for code in Exit]


@pytest.mark.parametrize("readme", ["README.md", "README.zh.md"])
def test_every_command_is_in_the_table_of_both_readmes(readme: str) -> None:
    from redprop.cli.app import app

    named = re.findall(r"^\| `redprop (\w+)", (ROOT / readme).read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(named) == sorted(str(command.name) for command in app.registered_commands)


def test_every_ending_and_outcome_is_named() -> None:
    assert [ending for ending in ENDINGS if f"`{ending}`" not in FORMATS] == []
    shown = set(Outcome) - {Outcome.NOT_SCORED}
    assert [outcome for outcome in shown if f"`{outcome}`" not in FORMATS] == []


def test_contributing_names_every_recipe() -> None:
    recipes = set(re.findall(r"^# make (\w+)", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))

    assert recipes - set(re.findall(r"`make (\w+)`", CONTRIBUTING)) <= {"install"}


def test_every_link_between_pages_leads_somewhere() -> None:
    pages = [ROOT / "README.md", ROOT / "README.zh.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").glob("*.md")]
    lost = []
    for page in pages:
        text = page.read_text(encoding="utf-8")
        anchors = {
            re.sub(r"[^\w\- ]", "", head).strip().lower().replace(" ", "-")
            for head in re.findall(r"^#+ (.*)$", text, re.MULTILINE)
        }
        for target in re.findall(r"\]\(([^)]+)\)", text):
            there = target[1:] in anchors if target.startswith("#") else (page.parent / target).exists()
            lost += [] if there else [(page.name, target)]

    assert lost == []


def test_the_page_of_kinds_and_the_examples_of_rules_are_made_from_the_code() -> None:
    spec = importlib.util.spec_from_file_location("make_kinds", ROOT / "docs" / "make_kinds.py")
    assert spec is not None
    assert spec.loader is not None
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)

    pages = made.pages()
    assert {path.name for path in pages} == {"kinds.md", "rubric-language.md"}
    assert [path.name for path, text in pages.items() if path.read_text(encoding="utf-8") != text] == [], "make docs"
