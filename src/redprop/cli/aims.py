"""What `--to` means: a score, a grade or a rank."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from redprop.errors import Place, Problem, WorkspaceError
from redprop.rubric.writings import folded

if TYPE_CHECKING:
    from redprop.analysis.aims.aim import Aim
    from redprop.engine.result import Result


def read_aim(result: Result, subject: int, said: str) -> Aim:
    """`90` or `score:90`, `grade:excellent` by id or title, `rank:3`.

    Raises:
        WorkspaceError: It is none of these, or the subject has no score or rank to move.
    """
    kind, colon, rest = said.partition(":")
    if not colon:
        kind, rest = "score", said
    if kind.strip() not in ("score", "grade", "rank"):
        raise WorkspaceError([Problem("no-aim", Place(), {"got": said})])
    name = result.register.names[subject]
    if not result.has_score[subject]:
        raise WorkspaceError([Problem("aim-without-score", Place(), {"name": name})])
    if kind.strip() == "score":
        return _score(rest.strip())
    return _grade(result, rest.strip()) if kind.strip() == "grade" else _rank(result, subject, rest.strip())


def _score(said: str) -> Aim:
    from redprop.analysis.aims.aim import Aim
    from redprop.exact import parse_decimal

    number = parse_decimal(said)
    if number is None:
        raise WorkspaceError([Problem("no-aim", Place(), {"got": said})])
    return Aim("score", score=Decimal(number))


def _grade(result: Result, said: str) -> Aim:
    from redprop.analysis.aims.aim import Aim
    from redprop.cli.work import one_of

    grades = result.plan.rubric.grades
    if grades is None:
        raise WorkspaceError([Problem("no-grades", Place(), {})])
    written = {
        folded(text): grade for grade in grades.order for text in (grade, *(grades.titles.get(grade) or {}).values())
    }
    return Aim("grade", grade=one_of("--to grade", said, written, grades.order))


def _rank(result: Result, subject: int, said: str) -> Aim:
    from redprop.analysis.aims.aim import Aim

    league = next(members for members in result.leagues if subject in members)
    among = int(result.takes_part[league].sum())
    if not said.isdecimal() or not 1 <= int(said) <= among:
        raise WorkspaceError([Problem("no-such-rank", Place(), {"got": said, "most": among})])
    if not result.register.rated[subject]:
        raise WorkspaceError([Problem("aim-without-rank", Place(), {"name": result.register.names[subject]})])
    return Aim("rank", rank=int(said))
