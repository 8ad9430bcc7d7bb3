"""The pages of what a check finds: made by `docs/make_checks.py`, in step with it, and true."""

from __future__ import annotations

import ast
import importlib.util
import sys
from types import ModuleType

import pytest

from redprop.check.run import check_bytes
from redprop.check.sense import LOOKS
from redprop.errors import Severity
from redprop.messages import problem_codes
from tests.running import ROOT

SRC = ROOT / "src" / "redprop"
LAYERS = ("rubric", "rules", "combine", "limits", "conditions", "check")
"""Where the problems of a rubric file come from; a diff of two has its own."""
OF_PATHS = {"no-such-file", "no-rubrics"}
WITHIN_OTHERS = {"not-a-number", "row-columns", "unknown-word"}
"""pydantic's own word, which is told as wrong-type; and what is wrong with an example's value, told by example-value."""
NOT_SHOWN = {
    "cannot-read": "no text can be unreadable",
    "yaml-too-large": "a megabyte is no example",
    "not-valid": "what no other code tells",
}


def made() -> ModuleType:
    """The script, as a module."""
    spec = importlib.util.spec_from_file_location("make_checks", ROOT / "docs" / "make_checks.py")
    assert spec is not None
    assert spec.loader is not None
    module = sys.modules[spec.name] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


SCRIPT = made()
CODES = {code.name: code for code in SCRIPT.codes()}


def test_the_pages_are_what_the_script_writes() -> None:
    stand = {path: path.read_text(encoding="utf-8") for path in (ROOT / "docs" / "checks").glob("*.md")}
    stand[ROOT / "docs" / "checks.md"] = (ROOT / "docs" / "checks.md").read_text(encoding="utf-8")

    assert {path.name for path in stand} == {path.name for path in SCRIPT.pages()}, "make docs"
    assert [path.name for path, text in SCRIPT.pages().items() if stand[path] != text] == [], "make docs"


def test_every_code_that_a_rubric_file_can_give_has_a_page() -> None:
    said = {
        node.value.replace("_", "-")
        for layer in LAYERS
        for path in (SRC / layer).rglob("*.py")
        if "diff" not in path.relative_to(SRC).parts
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }

    assert set(CODES) == (set(problem_codes()) & said) - OF_PATHS - WITHIN_OTHERS


def test_only_what_cannot_be_shown_is_not_shown() -> None:
    assert {name for name, code in CODES.items() if not code.broken} == set(NOT_SHOWN)


@pytest.mark.parametrize("name", [name for name in CODES if name not in NOT_SHOWN])
def test_the_example_of_a_page_has_that_mistake_and_no_other(name: str) -> None:
    """Notes beside it are natural: no example is a whole standard."""
    told = check_bytes(CODES[name].broken, "x.yaml").problems

    assert {problem.code for problem in told if problem.severity is not Severity.NOTE or problem.code == name} == {name}


@pytest.mark.parametrize("name", [name for name, code in CODES.items() if code.mended])
def test_a_mended_example_is_right(name: str) -> None:
    told = check_bytes(CODES[name].mended, "x.yaml").problems

    assert [p.line() for p in told if p.severity is not Severity.NOTE or p.code == name] == []


def test_every_page_is_linked_from_the_index() -> None:
    text = (ROOT / "docs" / "checks.md").read_text(encoding="utf-8")

    assert [name for name in CODES if f"(checks/{name}.md)" not in text] == []


def test_every_look_is_listed_and_every_file_of_looks_has_one() -> None:
    files = {path.stem for path in (SRC / "check" / "sense").glob("*.py")} - {"__init__", "base", "reach", "values"}

    assert {look.__module__.rpartition(".")[2] for look in LOOKS} == files
    assert len(set(LOOKS)) == len(LOOKS)
    for file in files:
        tree = ast.parse((SRC / "check" / "sense" / f"{file}.py").read_text(encoding="utf-8"))
        looks = {
            node.name
            for node in tree.body
            if isinstance(node, ast.FunctionDef) and [a.annotation and ast.unparse(a.annotation) for a in node.args.args]
            == ["Rubric", "Plan", "Document"] and not node.name.startswith("_")
        }  # fmt: skip
        assert looks == {look.__name__ for look in LOOKS if look.__module__.endswith(f".{file}")}


def test_severities_are_the_ones_that_were_decided() -> None:
    """Written down a second time, by hand: an error stops a rubric, and nobody changes that by the way."""
    by = {severity: {n for n, c in CODES.items() if c.severity == severity} for severity in ("warning", "note")}

    assert by["warning"] == {
        *("steps-not-monotone", "deduct-once-takes-all", "deduct-never-takes-all", "same-measure-twice"),
        *("limit-never-holds", "limit-always-holds", "cap-raises-nothing", "unseen-channel", "band-unreachable"),
        *("grade-never-given", "band-overlap", "bands-not-ordered", "marks-in-force-far", "ignore-without-reason"),
        *("band-gap", "quota-too-small", "node-cap-not-reached", "unstated-band-if-missing", "unused-measure"),
        "idle-weight",
    }
    assert by["note"] == {
        *("deduct-size-not-said", "limit-repeats-deduction", "missing-why", "missing-source", "no-examples"),
        *("criterion-without-example", "one-language", "channel-weight-sum", "unused-ignore"),
        "curve-not-monotone",
    }
