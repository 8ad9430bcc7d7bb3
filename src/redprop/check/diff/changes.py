"""One difference between two editions, told as data, which can be made by itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from redprop.check.diff.tree import KIND, Listed, Path, at, copied

Kind = Literal["changed", "added", "removed", "moved", "reordered"]
NODES = ("sections", "criteria")


class Clause(NamedTuple):
    """The part of a standard that a change stands in: the key of its list or block, its id there, how deep it is."""

    block: str
    id: str = ""
    depth: int = 1

    @property
    def name(self) -> tuple[str, str]:
        """What tells it from others, wherever it stands."""
        return self.block, self.id


class NotYetError(Exception):
    """A change cannot be made here: what it needs is not there yet, or what must leave first still is."""


@dataclass(frozen=True)
class Change:
    """One difference. `path` leads to it in the new edition, or in the old one where it was removed.

    `origin` is where something moved from; `order` the new edition's order of names where it stands; `stays` the ids
    inside something removed that live on elsewhere; `silent` says that it is told only if it has an effect.
    """

    kind: Kind
    path: Path
    clause: Clause
    old: Any = None
    new: Any = None
    origin: Path = ()
    order: tuple[str, ...] = ()
    stays: frozenset[str] = frozenset()
    silent: bool = False

    @property
    def inside(self) -> Path:
        """The way from the clause to what changed; none where the clause itself came, went or moved."""
        return tuple(step for step in self.path[self.clause.depth :] if step != KIND)

    def made(self, tree: Any) -> Any:
        """A tree with this change made to a copy of it.

        Raises:
            NotYetError: It cannot be made here.
        """
        tree = copied(tree)
        try:
            self._make(tree)
        except LookupError as error:
            raise NotYetError from error
        return tree

    def _make(self, tree: Any) -> None:
        name: Any = self.path[-1]
        if self.kind == "reordered":
            _sort(at(tree, self.path), self.order)
        elif self.kind == "changed":
            at(tree, self.path)
            at(tree, self.path[:-1])[name] = copied(self.new)
        elif self.kind == "removed":
            if self.stays & set(ids(at(tree, self.path), str(name))):
                raise LookupError(name)
            del at(tree, self.path[:-1])[name]
        else:
            home = self._home(tree)
            _put(home, name, copied(self.new) if self.kind == "added" else self._taken_out(tree), self.order)

    def _taken_out(self, tree: Any) -> Any:
        """What moves, out of where it stood."""
        here = dict(nodes_of(tree))[str(self.path[-1])]  # a section around it may have moved before
        return at(tree, here[:-1]).pop(here[-1])

    def _home(self, tree: Any) -> dict[str, Any]:
        """What something comes into; a list that it is the first in is made."""
        if len(self.path) > 2:
            around = at(tree, self.path[:-2])
            if isinstance(around, dict) and not isinstance(around, Listed):
                around.setdefault(self.path[-2], Listed())
        elif len(self.path) == 2:
            tree.setdefault(self.path[0], Listed())
        found = at(tree, self.path[:-1])
        if not isinstance(found, dict) or (self.kind == "added" and self.path[-1] in found):
            raise LookupError(self.path[-1])
        return found


def nodes_of(tree: Any, path: Path = ()) -> Iterator[tuple[str, Path]]:
    """Every section and criterion with the way to it."""
    if not isinstance(tree, dict):
        return
    for key, item in tree.items():
        if isinstance(tree, Listed) and path and path[-1] in NODES:
            yield str(key), (*path, key)
        yield from nodes_of(item, (*path, key))


def ids(tree: Any, under: str = "") -> Iterator[str]:
    """The ids of the sections and criteria in a tree that stands under a key."""
    if not isinstance(tree, dict):
        return
    if isinstance(tree, Listed) and under in NODES:
        yield from tree
    for key, item in tree.items():
        yield from ids(item, under if isinstance(tree, Listed) else str(key))


def _put(parent: dict[str, Any], name: str, value: Any, order: Sequence[str]) -> None:
    """Puts an item behind the nearest of those before it in the new order."""
    before = [one for one in order[: order.index(name)] if one in parent]
    items = list(parent.items())
    items.insert(list(parent).index(before[-1]) + 1 if before else 0, (name, value))
    parent.clear()
    parent.update(items)


def _sort(parent: dict[str, Any], order: Sequence[str]) -> None:
    """The items in the new order; those that it does not know stay behind the one they stood behind."""
    known = sorted((name for name in parent if name in order), key=order.index)
    items = {name: parent[name] for name in merged_order(list(parent), known)}
    parent.clear()
    parent.update(items)


def merged_order(old: Sequence[str], new: Sequence[str]) -> list[str]:
    """The names of the new order, with each that only the old one has behind the one before it there.

    >>> merged_order(["a", "b", "c"], ["c", "a", "d"])
    ['c', 'a', 'b', 'd']
    """
    merged = list(new)
    for index, name in enumerate(old):
        if name not in merged:
            merged.insert(merged.index(old[index - 1]) + 1 if index else 0, name)
    return merged
