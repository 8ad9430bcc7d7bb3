"""A rubric file through every check: the schema, references and sums on loading, then sense and its examples."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from glob import glob
from pathlib import Path

from redprop.check.examples import run_examples
from redprop.check.ignores import silenced
from redprop.check.sense import LOOKS
from redprop.errors import Place, Problem, RubricError
from redprop.rubric.compile import compile_rubric
from redprop.rubric.load import file_bytes, parse_rubric
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
        content = file_bytes(path)
    except RubricError as error:
        return Checked(str(path), error.problems, None)
    return check_bytes(content, str(path))


def check_bytes(content: bytes, name: str) -> Checked:
    """The same for a rubric's bytes, such as standard input's.

    What the rubric says is held against sense, and comments that silence findings are heard, only where it loads.
    """
    loaded = parse_rubric(content, name)
    if loaded.rubric is None:
        return Checked(name, loaded.problems, None)
    plan = compile_rubric(loaded.rubric)
    found = [problem for look in LOOKS for problem in look(loaded.rubric, plan, loaded.document)]
    found += [*loaded.problems, *run_examples(plan, loaded.document)]
    left = silenced(found, content.decode("utf-8-sig"), name)
    return Checked(name, tuple(sorted(left, key=lambda problem: (problem.place, problem.code))), plan)


def rubric_files(paths: Iterable[Path]) -> tuple[list[Path], list[Problem]]:
    """The rubric files that paths mean: files as they are, folders with all the YAML files in them, and patterns such
    as `rubrics/**/*.yaml`, which not every shell works out. A file is checked once, however often it is meant.
    """
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
        elif found := sorted(glob(str(path), recursive=True)):  # noqa: PTH207  # a pattern may be absolute
            files += [inner for inner in map(Path, found) if inner.is_file()]
        else:
            problems.append(Problem("no-such-file", Place(), {"path": str(path)}))
    once: dict[Path, Path] = {}
    for file in files:
        once.setdefault(file.resolve(), file)
    return list(once.values()), problems
