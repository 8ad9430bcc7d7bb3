"""The JSON Schema of the rubric language: kept in step, named by every rubric, right about what is right and wrong."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, ValidationError

from redprop.check.schema import schema_text
from redprop.limits import EFFECTS
from redprop.rubric.elements import TAKES
from redprop.rubric.load import parse_rubric
from redprop.rubric.yaml import load_yaml
from redprop.rules import RULES
from tests.docs.test_docs import PAGES, blocks, framed
from tests.running import ROOT, Inside

KEPT = ROOT / "docs/rubric.schema.json"
SCHEMA = json.loads(KEPT.read_text(encoding="utf-8"))
EXAMPLES = ROOT / "tests/examples"
SHIPPED = sorted((ROOT / "rubrics").rglob("*.y*ml"))
RIGHT = [*SHIPPED, ROOT / "benchmarks/bulk.yaml", *sorted((EXAMPLES / "accepted").glob("*/rubric.yaml"))]
LEAST = "redprop: 1\nid: least\nrounding: {score: 1}\n"


def plain(value: Any) -> Any:
    """YAML as JSON has it: decimals are numbers."""
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [plain(item) for item in value]
    return float(value) if isinstance(value, Decimal) else value


def faults(text: str | bytes) -> list[str]:
    """What the schema has against a rubric."""
    document = load_yaml(text.encode() if isinstance(text, str) else text, "rubric.yaml")
    return faults_of(document.data)


def faults_of(data: Any) -> list[str]:
    return [*told(Draft202012Validator(SCHEMA).iter_errors(plain(data)))]


def told(errors: Iterable[ValidationError]) -> Iterator[str]:
    """Each error, and what each of the forms that it does not have would have wanted."""
    for error in errors:
        yield f"{error.json_path}: {error.message}"
        yield from told(error.context)


def fragments() -> Iterator[Any]:
    """Every rubric and part of one in the docs, as the docs test frames it."""
    for page in PAGES:
        for block in blocks(page):
            said = load_yaml(block.text.encode(), page.name).data if block.language == "yaml" else None
            if block.language != "yaml" or (block.name and "id" not in said) or block.name.startswith("broken"):
                continue
            if isinstance(said, list):
                said = {("sections" if "criteria" in said[0] or "sections" in said[0] else "criteria"): said}
            whole = said if "redprop" in said else framed(said)
            yield pytest.param(whole, id=f"{page.stem}-{block.line}")


def test_the_schema_that_is_kept_is_the_one_that_the_program_writes(inside: Inside) -> None:
    """A wanted change: `redprop schema -o docs/rubric.schema.json`, and read the difference."""
    assert KEPT.read_text(encoding="utf-8") == schema_text() == inside("schema").out


def test_it_can_be_written_to_a_file(inside: Inside, tmp_path: Path) -> None:
    ran = inside("schema", "-o", "kept.json", cwd=tmp_path)

    assert (ran.code, ran.out) == (0, "")
    assert (tmp_path / "kept.json").read_bytes() == KEPT.read_bytes()


def test_it_is_a_schema() -> None:
    assert SCHEMA["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("path", RIGHT, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_rubric_that_is_right_is_right_by_the_schema(path: Path) -> None:
    assert faults(path.read_bytes()) == []


@pytest.mark.parametrize("whole", [*fragments()])
def test_what_the_docs_show_is_right_by_the_schema(whole: Any) -> None:
    assert faults_of(whole) == []


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_a_shipped_rubric_names_the_schema_in_its_first_line(path: Path) -> None:
    there = Path(os.path.relpath(KEPT, path.parent)).as_posix()

    assert path.read_text(encoding="utf-8").split("\n")[0] == f"# yaml-language-server: $schema={there}"


def test_the_schema_is_laid_down_where_a_laid_down_rubric_names_it(inside: Inside, tmp_path: Path) -> None:
    inside("init", "zone", cwd=tmp_path)
    (rubric,) = (tmp_path / "zone" / "rubrics").glob("*.yaml")
    named = rubric.read_text(encoding="utf-8").split("\n")[0].partition("$schema=")[2]

    assert (rubric.parent / named).read_bytes() == KEPT.read_bytes()


def test_every_rule_effect_and_take_is_a_key() -> None:
    assert set(RULES) <= set(SCHEMA["$defs"]["Criterion"]["properties"])
    assert set(EFFECTS) <= set(SCHEMA["$defs"]["Limit"]["properties"])
    assert set(TAKES) <= set(SCHEMA["$defs"]["Measure"]["properties"])


def test_nothing_of_the_models_that_no_file_says_is_a_key() -> None:
    keys = {key for model in SCHEMA["$defs"].values() for key in model.get("properties", ())}

    assert keys & {"kind", "rule", "effect", "take", "columns", "listed", "causes", "policy"} == set()


FULL = "  - {id: tidy, marks: 2, missing: full, deduct: {each: 1}}\n"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        pytest.param("titel: x\n", "titel", id="an unknown key at the top"),
        pytest.param(f"criteria:\n{FULL.replace('missing', 'mising')}", "mising", id="an unknown key of a criterion"),
        pytest.param("criteria:\n  - {id: a, marks: 2, deduct: {each: 1}, given: {}}\n", "valid under each", id="two rules"),
        pytest.param("criteria:\n  - {id: a, marks: 2}\n", "is not valid under any", id="no rule"),
        pytest.param("criteria:\n  - {id: a, deduct: {each: 1}}\n", "'marks' is a required", id="no marks"),
        pytest.param("criteria:\n  - {id: a, marks: 0, given: {}}\n", "less than or equal", id="marks of nothing"),
        pytest.param("criteria:\n  - {id: 1a, marks: 1, given: {}}\n", "does not match", id="an id of another form"),
        pytest.param("criteria:\n  - {id: a, marks: 1, given: {x: 1}}\n", "'x' was unexpected", id="an option unknown"),
        pytest.param("criteria:\n  - {id: a, marks: 1, deduct: {}}\n", "non-empty", id="a rule without options"),
        pytest.param("criteria:\n  - {id: a, marks: 1, deduct: {litter: 1}}\n", "not of type", id="a cause that is a number"),
        pytest.param("criteria:\n  - {id: a, marks: 1, given: {}, measure: {sum: a, mean: b}}\n", "each of", id="two takes"),
        pytest.param("criteria:\n  - {id: a, marks: 1, given: {}, missing: nothing}\n", "not one of", id="another word"),
        pytest.param("limits:\n  - {id: a, when: {score: {at_least: 1}}}\n", "not valid under any", id="no effect"),
        pytest.param("limits:\n  - {id: a, when: {score: {least: 1}}, cap: 1}\n", "not valid", id="no such comparison"),
        pytest.param("limits:\n  - {id: a, when: {score: {within: [1]}}, cap: 1}\n", "not valid", id="a word of Python"),
        pytest.param("channels: {a: {weight: 1}}\n", "'absent' is a required", id="a channel without a policy"),
        pytest.param("channels: {a: {weight: 1, absent: gone}}\n", "not valid", id="another policy"),
        pytest.param("channels: {blend: mixed}\n", "not one of", id="another blend"),
        pytest.param("categories: {a: {title: A, alias: [b]}}\n", "not valid", id="a key beside a title"),
        pytest.param("grades: {order: [a], bands: [[90]], else: a}\n", "too short", id="half a band"),
        pytest.param("criteria:\n  - {id: a, marks: 1, points: {}}\n", "does not allow 1", id="marks of a count"),
        pytest.param("criteria:\n  - {id: a, marks: 1, curve: {through: [[1, 0], [2, 1, 2]]}}\n", "too long", id="no point"),
        pytest.param("bonus: {criteria: [{id: a, deduct: {each: 1}}]}\n", "'deduct'", id="another rule in the bonus"),
        pytest.param("grades: {order: [a], bands: [[90, a, {pay: [1]}]], else: a}\n", "not of type", id="a list as a column"),
        pytest.param("marks: ten\n", "not of type", id="a text for a number"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_refused(text: str, why: str) -> None:
    assert any(why in fault for fault in faults(LEAST + text)), faults(LEAST + text)


@pytest.mark.parametrize(
    "text",
    [
        "title: A title\n",
        "title: {zh: 标题, en: A title}\n",
        "edition: 2024\n",
        "categories: {a: A, b: {zh: 乙}, c: {title: C, aliases: [cc]}, d: {en: D, aliases: [1]}, e: {}}\n",
        "channels: {blend: by_criterion, a: {weight: 0.5, absent: zero}, b: {weight: 1, absent: {weight_to: a}}}\n",
        "criteria:\n  - {id: a, marks: 1, given: }\n",
        "criteria:\n  - {id: a, marks: 1, deduct: {litter: {each: 0.5}, fire: {once: 1}, looked_at: route}}\n",
        "criteria:\n  - {id: a, marks: 1, levels: {some: 1, none: {earns: 0, title: None, aliases: [no]}}}\n",
        "criteria:\n  - {id: a, marks: 1, measure: {mean: [q1, q2]}, linear: {from: 1, to: 5}}\n",
        "limits:\n  - {id: a, when: [{a: {in: [x, 2]}}, {b: {equals: yes}}], if_missing: holds, not_eligible: true}\n",
        "grades: {order: [a, b], bands: [[90, a]], else: b}\n",
        "grades: {order: [a, b], bands: [[0, a, {when: {bad: {equals: 0}}, to: 9, pay: 1.00}]], else: [b, {pay: low}]}\n",
        "criteria:\n  - {id: a, marks: 1, curve: {through: [[10, 0.2], [20, 1]], below: 0}}\n",
        "criteria:\n  - {id: a, marks: 1, interval: {from: 0, best: 5, to: 9}}\n",
        "criteria:\n  - {id: a, marks: 1, interval: {from: 0, best: [5, 6], to: 9}, by_category: {old: {weight: 2}}}\n",
        "criteria:\n  - {id: a, points: }\n  - {id: b, points: {each: 2}, takes_off: true}\n",
        "criteria:\n  - {id: a, points: {awards: {each: 2}, banner: {once: 1}, per: register.households}}\n",
        "criteria:\n  - {id: a, marks: 1, given: {}, applies_when: {register.kind: old, quarter: [2, 3]}}\n",
        "criteria:\n  - id: a\n    defects: {severity: s, costs: {low: 2, high: {cost: 9.5}}, same: [d], not_scored: {d: alarm, e: [x]}}\n",
        "bonus: {cap: 3, past_full: true, criteria: [{id: a, points: {each: 1}}]}\npenalty: {criteria: [{id: b, points: }]}\n",
        "from: 59\nbetter: lower\nrounding: {score: 0, zone: {above: 59, below: 60, to: 59}}\n",
    ],
)
def test_the_short_forms_are_right(text: str) -> None:
    least = LEAST if "rounding" not in text else LEAST.replace("rounding: {score: 1}\n", "")

    assert faults(least + text) == []


OF_FORM = {"bad-id", "empty", "missing-key", "no-kind", "out-of-range", "two-kinds", "unknown-key", "wrong-type"}
"""Codes of what a schema can know; the others are of sense."""


@pytest.mark.parametrize(
    "path", sorted((EXAMPLES / "rejected").glob("*/rubric.yaml")), ids=lambda path: path.parent.name
)
def test_what_the_loader_refuses_for_its_form_the_schema_refuses_too(path: Path) -> None:
    loaded = parse_rubric(path.read_bytes(), "rubric.yaml")
    of_form = {problem.code for problem in loaded.problems} & OF_FORM

    assert bool(faults_of(loaded.document.data)) or not of_form


def test_every_key_says_what_it_is() -> None:
    """So that an editor shows it; a model that stands behind a key says it for the key."""
    silent = [
        f"{name}.{key}"
        for name, model in [("Rubric", SCHEMA), *SCHEMA["$defs"].items()]
        for form in (model, *model.get("anyOf", ()), *model.get("prefixItems", ()))
        for key, said in form.get("properties", {}).items()
        if not (isinstance(said, dict) and ("description" in said or "$ref" in said))
    ]

    assert silent == []
