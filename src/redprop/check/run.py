"""A rubric file through every check: the schema, references and sums on loading, then its examples."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from redprop.check.examples import run_examples
from redprop.errors import Place, Problem, RubricError
from redprop.rubric.compile import compile_rubric
from redprop.rubric.load import Loaded, parse_rubric, read_rubric
from redprop.rubric.plan import Plan


@dataclass(frozen=True)
class Checked:
    """A file that was checked: every problem, and the plan if the rubric is right."""

    file: str
    problems: tuple[Problem, ...]
    plan: Plan | None


def check_file(path: Path) -> Checked:
    """Everything that is wrong with a rubric file; a file that cannot be read is a problem too."""
    try:
        loaded = read_rubric(path)
    except RubricError as error:
        return Checked(str(path), error.problems, None)
    return _checked(str(path), loaded)


def check_bytes(content: bytes, name: str) -> Checked:
    """The same for a rubric's bytes, such as standard input's."""
    return _checked(name, parse_rubric(content, name))


def _checked(file: str, loaded: Loaded) -> Checked:
    if loaded.rubric is None:
        return Checked(file, loaded.problems, None)
    plan = compile_rubric(loaded.rubric)
    problems = [*loaded.problems, *run_examples(plan, loaded.document)]
    return Checked(file, tuple(sorted(problems, key=lambda p: (p.place, p.code))), plan)


def rubric_files(paths: Iterable[Path]) -> tuple[list[Path], list[Problem]]:
    """The rubric files that paths mean: files as they are, folders with all the YAML files in them."""
    files: list[Path] = []
    problems: list[Problem] = []
    for path in paths:
        if path.is_dir():
            inside = sorted(p for p in path.rglob("*") if p.suffix in (".yaml", ".yml") and p.name != "redprop.yaml")
            files += inside
            if not inside:
                problems.append(Problem("no-rubrics", Place(), {"path": str(path)}))
        elif path.exists():
            files.append(path)
        else:
            problems.append(Problem("no-such-file", Place(), {"path": str(path)}))
    return files, problems
