"""The workspace: `redprop.yaml`, its periods, and which rubric, register and files a command means."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from glob import glob
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from redprop.analysis.rectify.settings import Rectify
from redprop.errors import Place, Problem, WorkspaceError
from redprop.rubric.elements import Strict, Text
from redprop.rubric.load import file_bytes, validate_all
from redprop.rubric.yaml import load_yaml
from redprop.tables.files.address import address
from redprop.tables.files.names import is_table, plain_stem
from redprop.tables.sources import Sources

FILE = "redprop.yaml"
REGISTER, VISITS = "estates", "visits"
"""The names of the register and the visit log, whatever they end in."""
STANDARD_INPUT = "-"
ALWAYS = ""


class Settings(Strict):
    """What `redprop.yaml` says; paths are counted from its folder."""

    rubric: Annotated[
        dict[Text, str],
        BeforeValidator(lambda value: {ALWAYS: value} if isinstance(value, str) else value),
        Field(min_length=1),
    ]
    register_file: str | None = Field(None, alias="register")
    periods: Annotated[str, Field(pattern=r"\{period\}")] = "data/{period}"
    language: Literal["zh", "en"] | None = None
    rectify: Rectify = Field(default_factory=Rectify)


@dataclass(frozen=True)
class Workspace:
    """A folder with a `redprop.yaml`."""

    root: Path
    settings: Settings

    def folder(self, period: str) -> Path:
        """The folder of a period's files."""
        return self.root / self.settings.periods.replace("{period}", period)

    def periods(self) -> list[str]:
        """The periods that hold a file, in code-point order."""
        head, _, tail = self.settings.periods.partition("{period}")
        base, _, prefix = head.rpartition("/")
        suffix = tail.partition("/")[0]
        parent = self.root / (base or ("/" if head.startswith("/") else "."))
        if not parent.is_dir():
            return []
        folders = [folder.name for folder in parent.iterdir() if folder.is_dir()]
        names = [
            name[len(prefix) : len(name) - len(suffix)]
            for name in folders
            if name.startswith(prefix) and name.endswith(suffix)
        ]
        return sorted(name for name in names if name and _files(self.folder(name)))

    def edition(self, period: str) -> Path:
        """The rubric file in force in a period: the latest that begins no later.

        Raises:
            WorkspaceError: None is in force.
        """
        begun = [start for start in self.settings.rubric if start <= period]
        if not begun:
            raise WorkspaceError([Problem("no-edition", Place(str(self.root / FILE)), {"period": period})])
        return self.root / self.settings.rubric[max(begun)]

    def register(self, period: str) -> Path | None:
        """The register in force: a period's own wins over the workspace's."""
        own = _named(REGISTER, _files(self.folder(period))) if period else []
        if own:
            return own[0]
        return self.root / self.settings.register_file if self.settings.register_file else None

    def period_of(self, files: Sequence[Path]) -> str:
        """The period whose folder holds all the files; "" where there is none."""
        parents = {file.resolve().parent for file in files}
        found = [period for period in self.periods() if {self.folder(period).resolve()} == parents]
        return found[0] if found else ""


def find_workspace(start: Path | None = None) -> Workspace | None:
    """The workspace of a folder, found upwards; None where there is none.

    Raises:
        RubricError: There is a `redprop.yaml` and it cannot be read.
        WorkspaceError: It is wrong; every problem is listed.
    """
    here = (start or Path.cwd()).resolve()
    for folder in (here, *here.parents):
        if (folder / FILE).is_file():
            return open_workspace(folder if start else _from_here(folder))
    return None


def _from_here(folder: Path) -> Path:
    """A folder as a user would name it: counted from the current one."""
    try:
        return Path(os.path.relpath(folder))
    except ValueError:  # another drive
        return folder


def open_workspace(folder: Path) -> Workspace:
    """The workspace whose `redprop.yaml` stands in a folder."""
    path = folder / FILE
    document = load_yaml(file_bytes(path), str(path))
    problems = list(document.problems)
    settings = None
    if isinstance(document.data, Mapping):
        settings, faults, _ = validate_all(document, Settings, {})
        problems += faults
    elif not problems:
        problems.append(Problem("wrong-type", Place(str(path), 1, 1), {"expected": "mapping", "got": "..."}))
    if problems or settings is None:
        raise WorkspaceError(sorted(problems, key=lambda problem: problem.place))
    return Workspace(folder, settings)


@dataclass(frozen=True)
class Job:
    """What a command works on: the rubric's file, the files of a period, and the workspace's language."""

    rubric: Path
    sources: Sources
    language: str | None = None


def settle_job(
    files: Sequence[Path],
    rubric: Path | None = None,
    register: Path | None = None,
    period: str | None = None,
    start: Path | None = None,
) -> Job:
    """What is meant: flags first, then the workspace; without files the latest period, or the one named.

    With a rubric that is not the workspace's and files, the workspace's register and periods do not apply.

    Raises:
        WorkspaceError: Something that is needed is neither given nor found.
    """
    workspace = find_workspace(start)
    files = [match for given in files for match in _matched(given)]
    for given in (path for path in (rubric, register) if path is not None):
        if not address(str(given))[0].exists():
            raise WorkspaceError([Problem("no-such-file", Place(), {"path": str(given)})])
    twice = [path for path, times in Counter(file.resolve() for file in _expanded(files)).items() if times > 1]
    if twice:
        raise WorkspaceError([Problem("same-file", Place(), {"path": str(path)}) for path in twice])
    if workspace is not None and rubric is not None and files:
        own = {(workspace.root / path).resolve() for path in workspace.settings.rubric.values()}
        workspace = workspace if rubric.resolve() in own else None
    if workspace is None:
        if rubric is None or not files:
            meant = [str(file) for file in files if rubric is None and file.suffix in (".yaml", ".yml")]
            raise WorkspaceError([Problem("no-workspace", Place(), {"rubric": next(iter(meant), "")})])
        return Job(rubric, _sources(_expanded(files), register, period or ""))
    measured = _expanded(files)
    if files and not measured:
        raise WorkspaceError([Problem("no-files", Place(), {"folder": str(files[0])})])
    when = period or (workspace.period_of(measured) if measured else _latest(workspace))
    if not measured:
        measured = tuple(_files(workspace.folder(when)))
        if not measured:
            known = workspace.periods()
            raise WorkspaceError([Problem("no-such-period", Place(), {"period": when, "known": known})])
    edition = rubric or workspace.edition(when or max(workspace.settings.rubric))
    log = next(iter(_named(VISITS, _files(workspace.folder(when)))), None) if when else None
    named = _named(REGISTER, measured)
    sources = _sources(measured, register or (None if named else workspace.register(when)), when, log)
    return Job(edition, sources, workspace.settings.language)


def _latest(workspace: Workspace) -> str:
    periods = workspace.periods()
    if not periods:
        raise WorkspaceError([Problem("no-periods", Place(), {"folder": str(workspace.folder("2022Q2"))})])
    return periods[-1]


def _matched(file: Path) -> list[Path]:
    """What a pattern means that the shell has left as it is; anything else as it is given.

    Raises:
        WorkspaceError: There is nothing of that name.
    """
    if str(file) == STANDARD_INPUT or address(str(file))[0].exists():
        return [file]
    found = sorted(glob(str(file), recursive=True))  # noqa: PTH207  # a pattern may be absolute
    if not found:
        raise WorkspaceError([Problem("no-such-file", Place(), {"path": str(file)})])
    return [Path(path) for path in found]


def _expanded(files: Sequence[Path]) -> tuple[Path, ...]:
    """Files as given, folders as the files in them."""
    return tuple(inner for file in files for inner in (_files(file) if file.is_dir() else [file]))


def _files(folder: Path) -> list[Path]:
    """The tables of a folder, in order."""
    return sorted(path for path in folder.iterdir() if is_table(path) and path.is_file()) if folder.is_dir() else []


def _named(name: str, files: Sequence[Path]) -> list[Path]:
    """The files of a name, whatever they end in."""
    return [file for file in files if plain_stem(str(file)) == name]


def _sources(files: Sequence[Path], register: Path | None, period: str, log: Path | None = None) -> Sources:
    """Sorts out what each file is: a register and a visit log go by their names."""
    registers, logs = _named(REGISTER, files), _named(VISITS, files)
    spare = [*registers[1:], *logs[1:]]
    if spare:
        names = {file: plain_stem(str(file)) for file in spare}
        raise WorkspaceError([Problem("two-of-a-kind", Place(str(file)), {"name": names[file]}) for file in spare])
    measured = tuple(file for file in files if file not in (*registers, *logs))
    visits = logs[0] if logs else log if log is not None and log.is_file() else None
    if not measured and not logs:
        raise WorkspaceError([Problem("no-files", Place(), {"folder": str(files[0].parent) if files else "."})])
    return Sources(measured, register or (registers[0] if registers else None), visits, period)
