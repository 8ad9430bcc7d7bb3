"""Small makers of rubrics, plans, files and results: what does not matter to a test is said here, once."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from redprop.engine.result import Result
from redprop.engine.score import score_reading
from redprop.errors import Problem, TableError
from redprop.exact import Ratios
from redprop.outcome import Outcome
from redprop.rubric.compile import compile_rubric
from redprop.rubric.load import Loaded, parse_rubric
from redprop.rubric.model import Rubric
from redprop.rubric.plan import Plan
from redprop.rules import RULES
from redprop.tables.read import read_period
from redprop.tables.reading import Reading
from redprop.tables.sources import How, Sources

PLAIN: dict[str, Any] = {"redprop": 1, "id": "plain", "missing": "full", "rounding": {"score": 2}}
TIDY: dict[str, Any] = {"id": "tidy", "marks": 10, "deduct": {"each": 1}}


def text_of(data: object) -> bytes:
    """Data as YAML: JSON is YAML, and shows each number as the test writes it."""
    return json.dumps(data, ensure_ascii=False).encode()


def a_file(**changed: Any) -> dict[str, Any]:
    """The data of a rubric with one criterion of 10 marks; `marks` is what its children come to."""
    data = {key: value for key, value in (PLAIN | changed).items() if value is not None}
    if "sections" not in data and "criteria" not in data:
        data["criteria"] = [TIDY]
    if "marks" not in data and data.get("from") is None:
        data["marks"] = sum(Decimal(str(_marks(c))) for c in [*data.get("sections", []), *data.get("criteria", [])])
        data["marks"] = int(data["marks"]) if data["marks"] == int(data["marks"]) else float(data["marks"])
        if not data["marks"]:
            del data["marks"]  # nothing has full marks
    return data


def _marks(node: Mapping[str, Any]) -> Any:
    if "points" in node or "defects" in node:
        return 0
    children = [*node.get("sections", []), *node.get("criteria", [])]
    own = Decimal(str(node["marks"])) if "marks" in node else sum(Decimal(str(_marks(child))) for child in children)
    return min(own, Decimal(str(node["cap"]))) if "cap" in node else own


def loaded(content: bytes | str | Mapping[str, Any]) -> Loaded:
    """What reading some YAML, or data written as YAML, gives."""
    if isinstance(content, Mapping):
        content = text_of(content)
    return parse_rubric(content.encode() if isinstance(content, str) else content, "r.yaml")


def codes(problems: Iterable[Problem]) -> list[str]:
    """The problems' codes, in order."""
    return [problem.code for problem in problems]


def the_problem(content: bytes | str | Mapping[str, Any], code: str | None = None) -> Problem:
    """The one problem of a rubric, or the one with a code."""
    found = [problem for problem in loaded(content).problems if code in (None, problem.code)]
    assert len(found) == 1, found
    return found[0]


def a_rubric(**changed: Any) -> Rubric:
    """A rubric that is right, with what the test changes."""
    read = loaded(a_file(**changed))
    assert read.rubric is not None, [(p.code, p.params) for p in read.problems]
    return read.rubric


def a_plan(**changed: Any) -> Plan:
    """The plan of `a_rubric`."""
    return compile_rubric(a_rubric(**changed))


def a_criterion(name: str = "tidy", marks: Any = 10, **said: Any) -> dict[str, Any]:
    """A criterion's data; a deduction of one mark a finding unless another rule is said."""
    rules = tuple(RULES)
    rule = {} if any(key in said for key in rules) else {"deduct": {"each": 1}}
    if marks is None or "points" in said or "defects" in said:
        return {"id": name, **rule, **said}
    return {"id": name, "marks": marks, **rule, **said}


Files = Mapping[str, str | bytes]


def a_reading(
    plan: Plan,
    files: str | Files,
    register: str | bytes | None = None,
    visits: str | None = None,
    period: str = "",
    **asked: Any,
) -> Reading:
    """What reading gives; `files` are the texts of files by name, or the rows of one long file."""
    if isinstance(files, str):
        files = {"rows.csv": files if "estate" in files.partition("\n")[0] else "estate,criterion,value\n" + files}
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for name, text in files.items():
            _write(root / name, text)
        named = tuple(root / name for name in files)
        where: dict[str, Path | None] = {"register": None, "visits": None}
        for name, said in (("register", register), ("visits", visits)):
            if said is not None:
                where[name] = root / f"{name}.csv"
                _write(root / f"{name}.csv", said)
        return read_period(Sources(named, where["register"], where["visits"], period), plan, How(**asked))


def _write(path: Path, text: str | bytes) -> None:
    path.write_bytes(text.encode() if isinstance(text, str) else text)


def table_problems(plan: Plan, files: str | Files, **said: Any) -> list[Problem]:
    """The problems for which a reading is refused, with the file's bare name."""
    with pytest.raises(TableError) as refused:
        a_reading(plan, files, **said)
    return list(refused.value.problems)


def spots(problems: Iterable[Problem]) -> list[tuple[str, str, int, str]]:
    """Each problem's code, file name, line and column."""
    return [(p.code, Path(p.place.file).name, p.place.line, p.place.field) for p in problems]


def a_result(rubric: Mapping[str, Any] | Plan, files: str | Files, **said: Any) -> Result:
    """The result of a rubric (what it changes of the plain one) and of files."""
    plan = rubric if isinstance(rubric, Plan) else a_plan(**rubric)
    return score_reading(plan, a_reading(plan, files, **said))


def scores(result: Result) -> dict[str, str]:
    """Each subject's score as it is printed, or the word for why it has none."""
    frame = result.scores
    subject = result.plan.rubric.subject.column
    told = zip(frame[subject], frame["score"], frame["outcome"], strict=True)
    return {name: outcome if score is None else str(score) for name, score, outcome in told}


def score_of(rubric: Mapping[str, Any] | Plan, files: str | Files, **said: Any) -> str:
    """The score of the only subject, or of A, as it is printed."""
    found = scores(a_result(rubric, files, **said))
    return found["A"] if "A" in found else next(iter(found.values()))


def earned(result: Result, criterion: str, channel: str = "", subject: str = "A") -> Fraction:
    """The marks of a criterion in a channel, exact."""
    index = result.register.ids.index(subject)
    return result.channels[channel].leaves[criterion].marks.earned.fractions()[index]


def outcome_of(result: Result, criterion: str, channel: str = "", subject: str = "A") -> str:
    """The outcome of a criterion in a channel."""
    index = result.register.ids.index(subject)
    return Outcome.of_code(int(result.channels[channel].leaves[criterion].outcome[index])).value


def places(result: Result) -> dict[str, float | None]:
    """Each subject's rank, None for none."""
    shown = (result.rank_twice / 2).tolist()
    return {name: rank or None for name, rank in zip(result.register.ids, shown, strict=True)}


def ratios(*values: Any) -> Ratios:
    """A column of fractions from numbers or texts such as `7/2`."""
    return Ratios.of([Fraction(str(value)) for value in values])


def fractions(column: Ratios) -> list[Fraction]:
    """A column as Python fractions."""
    return column.fractions()
