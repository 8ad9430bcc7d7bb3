"""An aim as it is typed: `90`, `score:90`, `grade:excellent`, `rank:3`."""

from __future__ import annotations

from decimal import Decimal
from unicodedata import normalize

from redprop.analysis.aims.aim import Aim
from redprop.engine.result import Result
from redprop.errors import Place, Problem, WorkspaceError
from redprop.exact import parse_decimal
from redprop.rubric.faults import nearest
from redprop.rubric.writings import folded

OPTION = "--to"


def aim_said(result: Result, subject: int, said: str) -> Aim:
    """The aim that a word means for one subject of a result.

    Raises:
        WorkspaceError: It is no aim, none that can be had, or the subject has nothing to better.
    """
    kind, colon, rest = normalize("NFKC", said.strip()).partition(":")  # as a Chinese keyboard types it
    kind, rest = (folded(kind), rest.strip()) if colon else ("score", kind.strip())
    if not result.has_score[subject]:
        raise _refused("nothing-to-better", id=result.register.ids[subject], kind="score")
    if kind == "grade":
        return Aim("grade", grade=_grade(result, rest))
    number = parse_decimal(rest)
    if kind not in ("score", "rank") or number is None:
        raise _refused("unknown-aim", got=said)
    if kind == "score":
        return Aim("score", score=_score(result, number))
    if not result.takes_part[subject]:
        raise _refused("nothing-to-better", id=result.register.ids[subject], kind="rank")
    return Aim("rank", rank=_rank(result, subject, number))


def _score(result: Result, number: Decimal) -> Decimal:
    """A score that the rubric can give; one that adds up without an end has only a lower end."""
    most = result.plan.rubric.marks if result.plan.scaled else None
    past = result.plan.rubric.bonus is not None and result.plan.rubric.bonus.past_full
    if most is not None and (number < 0 or (number > most and not past)):
        raise _refused("aim-beyond", option=OPTION, got=str(number), least="0", most=str(most))
    return number


def _grade(result: Result, said: str) -> str:
    grades = result.plan.rubric.grades
    if grades is None:
        raise _refused("no-grades-to-reach")
    titles = {name: grades.titles.get(name) or {} for name in grades.order}
    written = {folded(text): name for name, title in titles.items() for text in (name, *title.values())}
    found = written.get(folded(said))
    if found is None:
        near = nearest(said, [*grades.order, *written])
        raise _refused("unknown-option-value", option=OPTION, got=f"grade:{said}", near=near, choices=grades.order)
    return found


def _rank(result: Result, subject: int, number: Decimal) -> int:
    league = next(members for members in result.leagues if subject in members)
    last = int(result.takes_part[league].sum())
    if number != number.to_integral_value() or not 1 <= number <= last:
        raise _refused("aim-beyond", option=OPTION, got=f"rank:{number}", least="1", most=str(last))
    return int(number)


def _refused(code: str, **params: object) -> WorkspaceError:
    return WorkspaceError([Problem(code, Place(), params)])
