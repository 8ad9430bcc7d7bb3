"""What a shell offers when Tab is pressed: the periods and the subjects of the workspace around the current folder."""

from __future__ import annotations

from collections.abc import Iterator

from redprop.errors import RedpropError


def periods(incomplete: str) -> list[str]:
    """The periods of the workspace."""
    from redprop.workspace import find_workspace

    try:
        workspace = find_workspace()
    except RedpropError:
        return []
    return [name for name in (workspace.periods() if workspace else []) if name.startswith(incomplete)]


def subjects(incomplete: str) -> list[tuple[str, str]]:
    """Ids with their names; a name that begins so is offered in place of its id."""
    from redprop.rubric.writings import folded

    start = folded(incomplete)
    found: list[tuple[str, str]] = []
    for subject, name in dict.fromkeys(_registered()):
        if folded(subject).startswith(start):
            found.append((subject, name))
        elif start and folded(name).startswith(start):
            found.append((name, subject))
    return found


def _registered() -> Iterator[tuple[str, str]]:
    """Every id and name of the register in force; nothing where there is none, or it cannot be read."""
    from redprop.rubric.compile import compile_rubric
    from redprop.rubric.load import load_rubric
    from redprop.tables.files.vocabulary import Vocabulary
    from redprop.tables.opened import open_tables, whole_table
    from redprop.tables.register import OWN, register_of
    from redprop.tables.sources import How
    from redprop.workspace import settle_job

    try:
        job = settle_job(())
        if job.sources.register is None:
            return
        plan = compile_rubric(load_rubric(job.rubric))
        words = Vocabulary(frozenset({"estate", plan.rubric.subject.column}), frozenset(OWN))
        table = whole_table(open_tables(job.sources.register, How(), words)[0][0])
        register = register_of(table, plan, job.sources.period, [])
    except RedpropError:
        return
    yield from zip(register.ids, register.names, strict=True)
