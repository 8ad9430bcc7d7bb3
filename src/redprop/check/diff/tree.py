"""A rubric's data as a tree whose lists go by what names their items, so that a place in a list decides nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from redprop.limits import EFFECTS
from redprop.rules import RULES

Path = tuple[str | int, ...]
KIND = "="
"""Where the one key stands that says what a criterion or a limit does; no key of a file can be written so."""
_KINDS: Mapping[str, Mapping[str, Any]] = {"criteria": RULES, "limits": EFFECTS}
_NAMES = ("id", "grade", "title")


class Listed(dict[str, Any]):
    """A list of the file: its items by name, in order."""


class Band(dict[str, Any]):
    """A band, written as a list: cut, grade, and what else it says."""


def as_tree(value: Any, under: str = "") -> Any:
    """Plain data of a file as a tree; `under` is the key that they stand under.

    >>> as_tree({"criteria": [{"id": "tidy", "marks": 2}]})["criteria"]["tidy"]["marks"]
    2
    """
    if isinstance(value, dict):
        return {key: as_tree(item, str(key)) for key, item in _kind_apart(value, _KINDS.get(under, {})).items()}
    if not isinstance(value, list):
        return value
    if under == "bands" and value and all(_is_band(item) for item in value):
        bands = [Band({"cut": band[0], "grade": band[1], **(band[2] if len(band) > 2 else {})}) for band in value]
        return Listed(zip(_numbered([band["grade"] for band in bands]), bands, strict=True))
    names = _names_of(value)
    items = [as_tree(item, under) for item in value]
    return Listed(zip(names, items, strict=True)) if names else items


def as_data(tree: Any) -> Any:
    """The plain data that a tree stands for; nothing of it is shared with the tree."""
    if isinstance(tree, Band):
        more = {key: as_data(item) for key, item in tree.items() if key not in ("cut", "grade")}
        return [tree["cut"], tree["grade"], *([more] if more else [])]
    if isinstance(tree, Listed):
        return [as_data(item) for item in tree.values()]
    if isinstance(tree, dict):
        plain: dict[str, Any] = {}
        for key, item in tree.items():
            plain |= as_data(item) if key == KIND else {key: as_data(item)}
        return plain
    return [as_data(item) for item in tree] if isinstance(tree, list) else tree


def copied(tree: Any) -> Any:
    """The same tree, free to change."""
    if isinstance(tree, dict):
        return type(tree)({key: copied(item) for key, item in tree.items()})
    return [copied(item) for item in tree] if isinstance(tree, list) else tree


def at(tree: Any, path: Path) -> Any:
    """What stands at a path.

    Raises:
        LookupError: Nothing does.
    """
    for step in path:
        if isinstance(tree, (dict, list)) and isinstance(step, int) == isinstance(tree, list):
            tree = tree[step]  # type: ignore[index]  # whole numbers lead through lists, and names through mappings
        else:
            raise LookupError(step)
    return tree


def same(a: Any, b: Any) -> bool:
    """Whether two values of a file say the same: numbers by what they are worth, a number as a text too.

    >>> same(Decimal("0.50"), Decimal("0.5")), same(2024, "2024"), same(True, 1)
    (True, True, False)
    """
    if isinstance(a, dict) and isinstance(b, dict):
        return a.keys() == b.keys() and all(same(a[key], b[key]) for key in a)
    if isinstance(a, list) and isinstance(b, list):
        return len(a) == len(b) and all(map(same, a, b))
    if isinstance(a, bool) or isinstance(b, bool):
        return a is b
    if isinstance(a, str) != isinstance(b, str) and isinstance(a, (str, int, Decimal)):
        return str(a) == str(b)
    return bool(a == b)


def _kind_apart(value: dict[str, Any], kinds: Mapping[str, Any]) -> dict[str, Any]:
    """A criterion or limit with the one key that names its kind set apart, where there is exactly one."""
    named = [key for key in value if key in kinds]
    if len(named) != 1:
        return value
    return {(KIND if key in named else key): ({key: item} if key in named else item) for key, item in value.items()}


def _is_band(item: Any) -> bool:
    two = isinstance(item, list) and len(item) in (2, 3) and isinstance(item[1], (str, int))
    return two and (len(item) == 2 or isinstance(item[2], dict))


def _names_of(items: Sequence[Any]) -> list[str]:
    """What names the items of a list: the first of the naming keys that all have and no two share; else nothing."""
    for key in _NAMES:
        if items and all(isinstance(item, dict) and key in item for item in items):
            names = [_name(item[key]) for item in items]
            if len(set(names)) == len(names):
                return names
    return []


def _name(said: Any) -> str:
    """An id as it is; a title in the first of its languages."""
    return str(next(iter(said.values()), "")) if isinstance(said, dict) else str(said)


def _numbered(names: Sequence[Any]) -> list[str]:
    """Names made different where they are the same: a grade may have several bands."""
    return [
        str(name) if name not in names[:index] else f"{name} #{1 + list(names[:index]).count(name)}"
        for index, name in enumerate(names)
    ]
