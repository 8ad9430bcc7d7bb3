"""Which subject, and which criterion, a word means."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from redprop.cli.work import one_of
from redprop.errors import Place, Problem, WorkspaceError
from redprop.rubric.writings import folded

if TYPE_CHECKING:
    from redprop.analysis.compare.comparison import Comparison
    from redprop.engine.result import Result


def subject_at(result: Result, said: str) -> int:
    """The place of the subject that a word means: its id, or a name that only one has.

    Raises:
        WorkspaceError: None is meant, several are, or one that is not judged in this period.
    """
    register = result.register
    found = register.by_writing.get(folded(said))
    if found is not None:
        return found
    namesakes = [i for i, name in zip(register.ids, register.names, strict=True) if folded(name) == folded(said)]
    if namesakes:
        raise WorkspaceError([Problem("same-name", Place(), {"name": said, "choices": namesakes})])
    if said.strip() in register.unjudged:
        why = register.unjudged[said.strip()]
        raise WorkspaceError([Problem("not-judged", Place(), {"id": said, "why": why})])
    from redprop.rubric.faults import nearest

    near = nearest(said, [*register.names, *register.ids])
    raise WorkspaceError([Problem("unknown-subject", Place(), {"id": said, "near": near})])


def subject_of_either(found: Comparison, said: str) -> str:
    """The id that a word means in a comparison: of the later result, or of the earlier where only that has it."""
    try:
        return found.after.register.ids[subject_at(found.after, said)]
    except WorkspaceError:
        at = found.before.register.by_writing.get(folded(said))
        if at is None:
            raise
        return found.before.register.ids[at]


def criterion_id(result: Result, said: str | None) -> str | None:
    """The criterion that `--criterion` means, by id or title.

    Raises:
        WorkspaceError: None is meant; the nearest is named.
    """
    if said is None:
        return None
    from redprop.rubric.model import extras, nodes

    rubric = result.plan.rubric
    leaves = {leaf.id for leaf in (*result.plan.leaves, *result.plan.beside)}
    titles = {one.id: one.title for _, one in chain(nodes(rubric), extras(rubric)) if one.id in leaves}
    written = {folded(text): name for name, title in titles.items() for text in (name, *(title or {}).values())}
    return one_of("--criterion", said, {**{folded(name): name for name in leaves}, **written}, sorted(leaves))
