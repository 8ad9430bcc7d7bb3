"""The layout holds: layers, kinds, sizes, what each command loads."""

from __future__ import annotations

import ast
import doctest
import importlib
import pkgutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from importlinter.cli import lint_imports
from pydantic import BaseModel

import redprop
from redprop.combine import COMBINE
from redprop.limits import EFFECTS
from redprop.rules import RULES, Rule
from redprop.rules.base import Rule as BaseRule
from tests.running import ROOT, plain_environment

SRC = ROOT / "src" / "redprop"
FILES = sorted(SRC.rglob("*.py"))
MODULES = sorted(module.name for module in pkgutil.walk_packages(redprop.__path__, "redprop."))


def test_arrows_point_down(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(ROOT)
    code = lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True)

    assert code == 0, capsys.readouterr().out


def modules_of(package: str, *left_out: str) -> set[str]:
    """The modules of a package of kinds: one file a kind."""
    return {path.stem for path in (SRC / package).glob("*.py")} - {"__init__", *left_out}


def test_every_file_of_rules_is_a_rule_that_is_listed() -> None:
    assert {rule.__module__.rpartition(".")[2] for rule in RULES.values()} == modules_of("rules", "base", "counted")
    assert set(RULES) == modules_of("rules", "base", "counted")


def test_every_file_of_limits_is_a_limit_that_is_listed() -> None:
    assert {effect.__module__.rpartition(".")[2] for effect in EFFECTS.values()} == modules_of("limits")


def test_every_file_of_combine_is_a_way_that_is_listed() -> None:
    assert set(COMBINE) == modules_of("combine", "base")


@pytest.mark.parametrize("name", RULES)
def test_a_rule_says_its_own_marks_and_describes_its_options(name: str) -> None:
    rule = RULES[name]

    assert "marks" in vars(rule), "the base's would be a defect"
    assert rule.__doc__
    assert [field for field, said in rule.model_fields.items() if field != "kind" and not said.description] == []


def test_the_base_of_rules_is_no_kind() -> None:
    assert Rule is BaseRule
    assert Rule not in RULES.values()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(SRC).as_posix())
def test_a_file_stays_under_three_hundred_lines(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 320


def public(tree: ast.Module) -> Iterator[ast.AST]:
    """Functions, classes and their methods that others may call, and the module itself."""
    yield tree
    for node in tree.body:
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and not node.name.startswith("_"):
            yield node
            if isinstance(node, ast.ClassDef):
                yield from (
                    inner
                    for inner in node.body
                    if isinstance(inner, ast.FunctionDef) and not inner.name.startswith("_")
                )


COMMANDS = {"score", "rank", "explain", "compare", "rectify", "report", "check", "diff", "schema", "kinds", "init"}
"""Their help stands in `messages`."""


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(SRC).as_posix())
def test_everything_public_says_what_it_is(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))

    assert [
        getattr(node, "name", "the module")
        for node in public(tree)
        if not ast.get_docstring(node)  # type: ignore[arg-type]  # all have bodies
        and not (path.parent.name == "cli" and getattr(node, "name", "") in COMMANDS)
    ] == []


@pytest.mark.parametrize("name", redprop.__all__)
def test_the_public_names_are_there(name: str) -> None:
    assert getattr(redprop, name) is not None
    assert name in dir(redprop)


def test_a_name_that_is_not_there_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'rank_everything'"):
        redprop.rank_everything  # noqa: B018  # asking is the test


def test_a_result_cannot_be_changed() -> None:
    for name in ("Result",):
        assert getattr(redprop, name).__dataclass_params__.frozen


@pytest.mark.parametrize(
    "model", [redprop.Rubric, *RULES.values(), *EFFECTS.values()], ids=lambda model: model.__name__
)
def test_models_are_frozen_strict_and_refuse_what_they_do_not_know(model: type[BaseModel]) -> None:
    config = model.model_config

    assert (config.get("frozen"), config.get("strict"), config.get("extra")) == (True, True, "forbid")


@pytest.mark.parametrize("name", [name for name in MODULES if not name.endswith("__main__")])
def test_the_examples_of_docstrings_hold(name: str) -> None:
    module = importlib.import_module(name)
    globs: dict[str, Any] = {**vars(module)}
    failures, _ = doctest.testmod(module, extraglobs=globs, optionflags=doctest.ELLIPSIS)

    assert failures == 0


def test_some_docstrings_do_have_examples() -> None:
    tried = [len(test.examples) for name in MODULES if not name.endswith("__main__") for test in found(name)]

    assert sum(tried) >= 15


def found(name: str) -> list[doctest.DocTest]:
    """The examples of a module."""
    return doctest.DocTestFinder().find(importlib.import_module(name))


LOADED = """
import io, sys
from contextlib import redirect_stdout
from redprop.cli.boundary import run
with redirect_stdout(io.TextIOWrapper(io.BytesIO())):
    code = run({words!r})
assert code == 0, code
print(*(name for name in {heavy!r} if name in sys.modules))
"""
HEAVY = ("pydantic", "numpy", "pandas", "pyarrow", "yaml", "rich.table")


def loaded(words: list[str], cwd: Path) -> set[str]:
    """Which heavy modules a command loads, in a process of its own."""
    code = LOADED.format(words=words, heavy=HEAVY)
    ran = subprocess.run(
        [sys.executable, "-c", code], cwd=cwd, env=plain_environment(), capture_output=True, text=True, check=True
    )
    return set(ran.stdout.split())


@pytest.mark.parametrize("words", [["--help"], ["--version"]], ids=" ".join)
def test_help_needs_neither_pydantic_nor_numpy(words: list[str], tmp_path: Path) -> None:
    assert loaded(words, tmp_path) & {"pydantic", "numpy", "pandas", "pyarrow"} == set()


def test_the_help_of_a_command_needs_no_table(tmp_path: Path) -> None:
    """Typer itself reads options with pydantic; nothing of ours is loaded for it."""
    assert loaded(["rank", "--help"], tmp_path) & {"numpy", "pandas", "pyarrow", "yaml"} == set()


def test_a_check_of_a_rubric_needs_no_pandas() -> None:
    assert loaded(["check", "rubrics"], ROOT) & {"pandas"} == set()


@pytest.mark.parametrize("words", [["kinds"], ["kinds", "deduct"]], ids=" ".join)
def test_the_kinds_need_neither_pandas_nor_arrow(words: list[str]) -> None:
    assert loaded(words, ROOT) & {"pandas", "pyarrow"} == set()


@pytest.mark.parametrize("form", ["table", "csv", "json"])
@pytest.mark.parametrize("command", ["rank", "score"])
def test_what_only_prints_needs_no_pandas(command: str, form: str) -> None:
    assert loaded([command, "--format", form], ROOT) & {"pandas"} == set()


def test_the_machinery_sees_what_a_ranking_needs() -> None:
    """So that the tests above cannot pass by asking wrongly."""
    assert loaded(["rank", "--format", "table"], ROOT) >= {"pydantic", "numpy", "pyarrow", "rich.table"}


def test_no_test_needs_a_folder_of_this_machine() -> None:
    words = ("/work", "/home/", "/Users/")
    files = [path for path in (ROOT / "tests").rglob("*") if path.suffix in (".py", ".yaml", ".csv", ".txt", ".md")]

    assert [
        path for path in files if path != Path(__file__) and any(w in path.read_text("utf-8", "ignore") for w in words)
    ] == []


def test_the_version_is_said_once(inside: Callable[..., Any]) -> None:
    import tomllib

    with (ROOT / "pyproject.toml").open("rb") as file:
        said = tomllib.load(file)["project"]["version"]

    assert inside("--version").out == f"redprop {said}\n"
    assert redprop.__version__ == said
