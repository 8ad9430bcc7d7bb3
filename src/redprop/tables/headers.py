"""What each column of a file of measurements is: one that the format knows, or a measure, by any of its names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from redprop.errors import Place, Problem, Severity
from redprop.rubric.plan import Plan
from redprop.tables.channels import channel_writings
from redprop.tables.files.questions import plain_name
from redprop.tables.files.vocabulary import Vocabulary
from redprop.tables.raw import folded

OPTIONAL = (
    *("channel", "visit", "date", "assessor", "respondent", "place", "finding", "evidence", "period", "responsible"),
    "note",
)
LONG = ("criterion", "value")
CHINESE = {
    "渠道": "channel",
    "期次": "visit",
    "日期": "date",
    "检查日期": "date",
    "检查人": "assessor",
    "受访者": "respondent",
    "部位": "place",
    "问题编号": "finding",
    "照片编号": "evidence",
    "责任主体": "responsible",
    "季度": "period",
    "备注": "note",
    "指标": "criterion",
    "条款": "criterion",
    "数值": "value",
    "序号": "respondent",
    "提交答卷时间": "date",
}
"""The format's own columns as Chinese sheets head them, and survey tools; a rubric's own names come first, and so do
the format's.
"""
READ = frozenset({"criterion", "value", "channel", "visit", "date", "respondent", "period"})


class Shape(NamedTuple):
    """A file's columns: the subject's, those of the format by their names, and the measures' of a wide file."""

    subject: str
    known: Mapping[str, str]
    measures: Mapping[str, str]

    @property
    def is_long(self) -> bool:
        """One measurement a row, or one row with a column for each measure."""
        return "criterion" in self.known


def names_of(plan: Plan) -> dict[str, str]:
    """Every way to write a measure, folded, with its id."""
    written: dict[str, str] = {}
    for column in plan.columns.values():
        for name in column.names:
            written.setdefault(folded(name), column.id)
    return written


def subjects_of(plan: Plan) -> frozenset[str]:
    """Every way to write the subject's column, folded."""
    subject = plan.rubric.subject
    return frozenset(folded(name) for name in (subject.column, "estate", *(subject.title or {}).values()))


def own_names(plan: Plan) -> frozenset[str]:
    """The names, folded, of columns that are no measures: the subject's, the format's, those that the rubric names."""
    return frozenset([*subjects_of(plan), *OPTIONAL, *LONG, *map(folded, plan.row_columns)])


def known_names(plan: Plan) -> frozenset[str]:
    """Every name of a column that a file of measurements may have, folded."""
    return own_names(plan) | CHINESE.keys() | names_of(plan).keys()


def vocabulary_of(plan: Plan, extra: Iterable[str] = ()) -> Vocabulary:
    """By what words the header of a sheet is known; `extra` are columns of a register or a visit log."""
    columns = frozenset(map(folded, extra)) if extra else known_names(plan)
    return Vocabulary(subjects_of(plan), columns, frozenset(names_of(plan)), channel_writings(plan))


def shape_of(
    header: Iterable[str], plan: Plan, where: Place, ignored: frozenset[str], channel: str | None
) -> tuple[Shape | None, list[Problem]]:
    """What the columns are, and the problems with them; no shape where the file cannot be read at all.

    A column is known by id, title in any language, or alias, in whatever way it is typed: see `folded` for what does
    not count. A unit in brackets counts (保洁(分)): the rubric says it among the aliases, or it is another column.

    A column that nothing knows is a note, but a problem if it is a letter or two from a known name: it is then most
    likely misspelt, and its marks would be lost.
    """
    written, own, measures = known_names(plan), own_names(plan), names_of(plan)
    unread = frozenset(map(folded, ignored))
    known: dict[str, str] = {}
    wide: dict[str, str] = {}
    problems: list[Problem] = []
    header = tuple(header)
    said = frozenset(folded(plain_name(name, written)) for name in header)
    for name in header:
        key = _key(name, written, measures)
        here = where._replace(field=name)
        if key in unread or folded(name) in unread:
            continue
        if key in said and key != folded(plain_name(name, written)):  # 序号 beside a column respondent is just a number
            problems.append(_note(name, here))
        elif key not in written:
            problems.append(_unknown(name, sorted(written), here))
        elif key not in own:
            if measures[key] in wide:
                problems.append(Problem("measure-twice", here, {"name": name, "measure": measures[key]}))
            wide[measures[key]] = name
        elif key in known:
            problems.append(Problem("same-header", here, {"name": name}))
        else:
            known[key] = name
    subjects = [known.pop(key) for key in list(known) if key in subjects_of(plan)]
    problems += [_note(name, where) for name in subjects[1:]]
    if not subjects:
        return None, [*problems, Problem("no-subject-column", where, {"column": plan.rubric.subject.column})]
    shape = Shape(subjects[0], known, {} if "criterion" in known else wide)
    return shape, [*problems, *_gaps(shape, plan, where, unread, channel)]


def _key(name: str, written: frozenset[str], measures: Mapping[str, str]) -> str:
    """What a column is called, as it is matched; one of the format's own by its English name."""
    key = folded(plain_name(name, written))
    return CHINESE.get(key, key) if key not in measures else key


def _unknown(name: str, known: list[str], where: Place) -> Problem:
    from difflib import get_close_matches  # only mistakes need it

    near = next(iter(get_close_matches(folded(name), known, n=1, cutoff=0.8)), "")
    if near and abs(len(near) - len(folded(name))) <= 2 and len(near) > 3:
        return Problem("misspelt-column", where._replace(field=name), {"name": name, "near": near})
    return _note(name, where)


def _note(name: str, where: Place) -> Problem:
    return Problem("unknown-column", where._replace(field=name), {"name": name}, Severity.NOTE)


def _gaps(shape: Shape, plan: Plan, where: Place, unread: frozenset[str], channel: str | None) -> list[Problem]:
    """What a file must have: something measured, and in a wide file every measure that its channel looks at."""
    if shape.is_long:
        if "value" not in shape.known and not all(column.counts_rows for column in plan.columns.values()):
            return [Problem("no-value-column", where, {})]
        return []
    for name in shape.measures:
        if plan.columns[name].reads == "defects":
            return [Problem("wide-defects", where._replace(field=shape.measures[name]), {"measure": name})]
    if not shape.measures:
        return [Problem("nothing-measured", where, {})]
    if "channel" in shape.known:
        return []
    asked = [c.id for c in plan.columns.values() if (channel or "") in c.channels or not plan.rubric.channels]
    return [
        Problem("measure-without-column", where._replace(field=name), {"measure": name})
        for name in asked
        if name not in shape.measures and folded(name) not in unread and plan.columns[name].reads != "defects"
    ]
