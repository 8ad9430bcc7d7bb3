"""What changed from one edition to the other: every difference of two trees, found by id and not by position."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from redprop.check.diff.changes import NODES, Change, Clause, ids, merged_order, nodes_of
from redprop.check.diff.tree import Listed, Path, at, copied, same

_BY_NAME = ("channels", "categories", "measures")
"""Mappings at the root whose keys are the rubric's own names: each entry is a clause."""


def changes_between(old: Any, new: Any) -> list[Change]:
    """Every difference, in the order of the new file; what only the old one has stands where it stood."""
    return list(_Finder(old, new).between(old, new, (), Clause("", "", 0)))


class _Finder:
    """Looks through two trees at once."""

    def __init__(self, old: Any, new: Any) -> None:
        self.old = old
        self.was, self.now = dict(nodes_of(old)), dict(nodes_of(new))

    def between(self, old: Any, new: Any, path: Path, clause: Clause) -> Iterator[Change]:
        """The differences of two values that stand at the same place."""
        if isinstance(old, dict) and isinstance(new, dict) and isinstance(old, Listed) == isinstance(new, Listed):
            yield from self._mappings(old, new, path, clause)
        elif _item_by_item(old, new):
            for index, (before, after) in enumerate(zip(old, new, strict=True)):
                yield from self.between(before, after, (*path, index), clause)
        elif not same(old, new):
            yield Change("changed", path, clause, old, new)

    def _mappings(self, old: dict[str, Any], new: dict[str, Any], path: Path, clause: Clause) -> Iterator[Change]:
        listed = isinstance(new, Listed)
        only_old, only_new = old.keys() - new.keys(), new.keys() - old.keys()
        inside = not listed and len(path) > clause.depth
        if inside and only_old and only_new and not _holds_lists(old) and not _holds_lists(new):
            yield Change("changed", path, clause, old, new)  # half of it would say nothing
            return
        order = tuple(new)
        before = tuple(name for name in old if name in new)
        after = tuple(name for name in new if name in old)
        if before != after and path:
            yield Change("reordered", path, clause, list(before), list(after), order=order, silent=not listed)
        for name in merged_order(list(old), order):
            here = (*path, name)
            inner = _clause_at(here, new[name] if name in new else old[name], clause, listed)
            if name in only_old:
                yield from self._gone(old[name], here, inner)
            elif name in only_new:
                yield from self._come(new[name], here, inner, order)
            else:
                yield from self.between(old[name], new[name], here, inner)

    def _gone(self, old: Any, path: Path, clause: Clause) -> Iterator[Change]:
        """What only the old edition has here; what moved is told where it went to."""
        if isinstance(old, Listed):
            yield from self._mappings(old, Listed(), path, clause)
        elif not (_is_node(path) and path[-1] in self.now):
            stays = frozenset(name for name in ids(old, str(path[-1])) if name in self.now)
            yield Change("removed", path, clause, old=old, stays=stays)

    def _come(self, new: Any, path: Path, clause: Clause, order: tuple[str, ...]) -> Iterator[Change]:
        """What only the new edition has here: it came from elsewhere, or it is new and others may have come into it."""
        if isinstance(new, Listed):
            yield from self._mappings(Listed(), new, path, clause)
            return
        origin = self.was.get(str(path[-1])) if _is_node(path) else None
        if origin is not None:
            yield Change("moved", path, clause, origin=origin, order=order)
            yield from self.between(at(self.old, origin), new, path, clause)
            return
        bare = copied(new)
        came = [inner for name, inner in nodes_of(new) if name in self.was]
        came = [inner for inner in came if not any(inner[: len(o)] == o for o in came if o != inner)]
        for inner in came:
            del at(bare, inner[:-1])[inner[-1]]
        yield Change("added", path, clause, new=bare, order=order)
        for inner in came:
            there = (*path, *inner)
            siblings = tuple(at(new, inner[:-1]))
            yield from self._come(at(new, inner), there, _clause_at(there, None, clause, True), siblings)


def _is_node(path: Path) -> bool:
    return len(path) > 1 and path[-2] in NODES


def _clause_at(path: Path, value: Any, around: Clause, listed: bool) -> Clause:
    """The clause that a place belongs to: an item of a list, an entry of channels and the like, or a block."""
    if len(path) == 1:
        return Clause(str(path[0]))
    entry = len(path) == 2 and path[0] in _BY_NAME and isinstance(value, dict)
    return Clause(str(path[-2]), str(path[-1]), len(path)) if listed or entry else around


def _item_by_item(old: Any, new: Any) -> bool:
    """Whether two plain lists can be told item by item: of mappings, and as many."""
    if not (isinstance(old, list) and isinstance(new, list) and len(old) == len(new)):
        return False
    return all(isinstance(item, dict) for item in (*old, *new))


def _holds_lists(tree: dict[str, Any]) -> bool:
    """Whether something in a mapping goes by name and can be told by itself."""
    return any(isinstance(item, Listed) or (isinstance(item, dict) and _holds_lists(item)) for item in tree.values())
