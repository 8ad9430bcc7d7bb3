"""Spoils a rubric's data: parts are deleted, doubled, swapped, renamed, retyped, nested, or taken from another rubric."""

from __future__ import annotations

import copy
from collections.abc import Callable
from decimal import Decimal
from functools import cache
from random import Random
from typing import Any

from tests.fuzz.seeds import seeds, vocabulary

Path = tuple[str | int, ...]

NUMBERS: tuple[Any, ...] = (
    *(0, 1, -1, 2, 5, 100, 10**6, -(10**9), 2**62, 2**63, 2**64, 10**20, 10**34, 10**40, -(10**20), int("9" * 400)),
    *map(Decimal, ("0.1", "-0.5", "0.000000001", "0." + "3" * 60, "99999999999.99999999999", "1." + "0" * 40)),
)
TEXTS: tuple[str, ...] = (
    *("", " ", "~", "*", "-", "0", "1e9", "nan", "inf", "0x10", "yes", "null", "true", "是", "不符合", "n/a", "不适用"),
    *("half_up", "category", "score", "marks.", "marks.x", "channel.", "register.", "cost.x", "grade.", "section."),
    *("a" * 300, "a b", "🏠", "e\u0301", "\u202eabc", "小区" * 50, "{0}", "{limit}", "%s", "a\nb", "\t", "ﬀ", "１２"),
    *("=1+1", "../../etc", "<b>", "[bold]", "__class__", "id", "with", "default"),
)
ODD: tuple[Any, ...] = (None, True, False, [], {}, [[]], [None], {"": None}, {"id": None}, [{}], [1, "a"], {"each": {}})


def spoiled(data: Any, random: Random) -> Any:
    """The data after a few changes; the data given stay as they are.

    Half of the files are changed gently, and their marks put right after, so that they get as far as the engine.
    """
    data = copy.deepcopy(data)
    gently = random.random() < 0.5
    for _ in range(random.choice((1, 1, 2) if gently else (1, 1, 2, 3, 5))):
        holder: dict[str, Any] = {"": data}
        random.choice(GENTLE if gently else CHANGES)(holder, random)
        data = holder.get("")
    return mended(data) if gently else data


def mended(data: Any) -> Any:
    """The marks of the whole are what the criteria come to, and sections that add up say none."""
    if not isinstance(data, dict):
        return data
    total: Any = 0
    below = [data]
    while below:
        node = below.pop()
        for key in ("sections", "criteria"):
            inside = node.get(key)
            below += [child for child in inside if isinstance(child, dict)] if isinstance(inside, list) else []
        adds_up = node.get("combine", "sum") == "sum"
        if "sections" in node or "criteria" in node:
            if adds_up and node is not data:
                node.pop("marks", None)
        elif _is_number(node.get("marks")) and node.get("takes_off") is not True:
            total += node["marks"]
    return data | {"marks": total} if "rounding" in data and data.get("combine", "sum") == "sum" and total else data


def _ways(data: Any, way: Path = ("",)) -> list[Path]:
    """Every way into the data, the root first."""
    found = [way]
    if isinstance(data, dict):
        found += [step for key, value in data.items() for step in _ways(value, (*way, key))]
    elif isinstance(data, list):
        found += [step for index, value in enumerate(data) for step in _ways(value, (*way, index))]
    return found


def _any_way(holder: Any, random: Random, *, root: bool = False) -> Path:
    ways = _ways(holder[""])
    return random.choice(ways if root or len(ways) == 1 else ways[1:])


def _at(holder: Any, way: Path) -> Any:
    for step in way:
        holder = holder[step]
    return holder


def _context(way: Path) -> str:
    """The nearest key above what stands at a way; the root has none."""
    return next((str(step) for step in reversed(way) if isinstance(step, str)), "")


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, Decimal)) and not isinstance(value, bool)


def delete(holder: Any, random: Random) -> None:
    way = _any_way(holder, random)
    del _at(holder, way[:-1])[way[-1]]


def double(holder: Any, random: Random) -> None:
    """An item stands twice in its list, or a value under a second key."""
    way = _any_way(holder, random)
    inside, value = _at(holder, way[:-1]), copy.deepcopy(_at(holder, way))
    if isinstance(inside, list):
        inside.insert(random.randint(0, len(inside)), value)
    else:
        inside[_a_key(random)] = value


def swap(holder: Any, random: Random) -> None:
    one, other = _any_way(holder, random), _any_way(holder, random)
    if one == other[: len(one)] or other == one[: len(other)]:
        return
    first, second = _at(holder, one), _at(holder, other)
    _at(holder, one[:-1])[one[-1]] = second
    _at(holder, other[:-1])[other[-1]] = first


def retype(holder: Any, random: Random) -> None:
    way = _any_way(holder, random, root=True)
    value = random.choice(random.choice((NUMBERS, TEXTS, ODD)))
    _at(holder, way[:-1])[way[-1]] = copy.deepcopy(value)


def renumber(holder: Any, random: Random) -> None:
    """A number becomes another: an end of its range, much too large, negative, or close by."""
    ways = [way for way in _ways(holder[""]) if _is_number(_at(holder, way))]
    if not ways:
        return
    way = random.choice(ways)
    old = _at(holder, way)
    near = (old + 1, old - 1, -old, old * 2, old * 10, old / Decimal(3) if len(str(old)) < 40 else 0)
    _at(holder, way[:-1])[way[-1]] = random.choice(random.choice((NUMBERS, near)))


def rename(holder: Any, random: Random) -> None:
    """A key becomes another, known or not."""
    way = _any_way(holder, random)
    inside = _at(holder, way[:-1])
    if isinstance(inside, dict):
        key = _a_key(random)
        items = [(key if old == way[-1] else old, value) for old, value in inside.items()]
        inside.clear()
        inside.update(items)


def rename_id(holder: Any, random: Random) -> None:
    """A name that others may refer to becomes another one, often one that is taken."""
    ways = [way for way in _ways(holder[""]) if way[-1] == "id" or isinstance(_at(holder, way), str)]
    if ways:
        way = random.choice(ways)
        taken = [str(_at(holder, other)) for other in ways]
        _at(holder, way[:-1])[way[-1]] = random.choice((random.choice(taken), random.choice(TEXTS)))


def wrap(holder: Any, random: Random) -> None:
    way = _any_way(holder, random)
    value = _at(holder, way)
    for _ in range(random.choice((1, 1, 1, 5, 28, 40))):
        value = random.choice(([value], {_a_key(random): value}))
    _at(holder, way[:-1])[way[-1]] = value


def unwrap(holder: Any, random: Random) -> None:
    """What is inside takes the place of what it stands in."""
    way = _any_way(holder, random)
    value = _at(holder, way)
    inside = list(value.values()) if isinstance(value, dict) else value if isinstance(value, list) else []
    if inside:
        _at(holder, way[:-1])[way[-1]] = random.choice(inside)


def add_known(holder: Any, random: Random) -> None:
    """A mapping gets a key and value that stand in such a mapping elsewhere."""
    ways = [way for way in _ways(holder[""]) if isinstance(_at(holder, way), dict)]
    if ways:
        way = random.choice(ways)
        pairs = vocabulary().get(_context(way))
        if pairs:
            key, value = random.choice(pairs)
            _at(holder, way)[key] = copy.deepcopy(value)


def add_known_item(holder: Any, random: Random) -> None:
    """A list of the root gets an item of the same list of another rubric."""
    other = random.choice([seed.data for seed in seeds() if isinstance(seed.data, dict)])
    shared = [key for key, value in other.items() if isinstance(value, list) and value]
    root = holder[""]
    if shared and isinstance(root, dict):
        key = random.choice(shared)
        there = root.setdefault(key, [])
        if isinstance(there, list):
            there.insert(random.randint(0, len(there)), copy.deepcopy(random.choice(other[key])))


def splice(holder: Any, random: Random) -> None:
    """Part of another rubric takes the place of a part, most often from under the same key."""
    way = _any_way(holder, random)
    other = {"": random.choice(seeds()).data}
    ways = _ways(other[""])
    alike = [found for found in ways if _context(found) == _context(way)]
    source = random.choice(alike if alike and random.random() < 0.8 else ways)
    _at(holder, way[:-1])[way[-1]] = copy.deepcopy(_at(other, source))


def many(holder: Any, random: Random) -> None:
    """A list holds far more than anybody would write."""
    ways = [way for way in _ways(holder[""]) if isinstance(_at(holder, way), list) and _at(holder, way)]
    if ways:
        inside = _at(holder, random.choice(ways))
        inside.extend(copy.deepcopy(inside[-1]) for _ in range(random.choice((3, 60))))


CHANGES: tuple[Callable[[Any, Random], None], ...] = (
    *(delete, double, swap, retype, renumber, renumber, rename, rename_id, rename_id, wrap, unwrap),
    *(add_known, add_known, add_known_item, splice, splice, many),
)


def _same_kind(holder: Any, random: Random, is_kind: Callable[[Any], bool]) -> None:
    """A value becomes another of its kind from anywhere under the same key, or from anywhere."""
    ways = [way for way in _ways(holder[""]) if is_kind(_at(holder, way))]
    if ways:
        way = random.choice(ways)
        alike = [value for key, value in _pairs() if key == _context(way) and is_kind(value)]
        if alike:
            _at(holder, way[:-1])[way[-1]] = random.choice(alike)


def other_number(holder: Any, random: Random) -> None:
    _same_kind(holder, random, _is_number)


def other_text(holder: Any, random: Random) -> None:
    _same_kind(holder, random, lambda value: isinstance(value, str))


def near_number(holder: Any, random: Random) -> None:
    ways = [way for way in _ways(holder[""]) if _is_number(_at(holder, way))]
    if ways:
        way = random.choice(ways)
        old = _at(holder, way)
        near = (old + 1, old * 2, old * 10**20, old + Decimal("0.5"), old / Decimal(4), old * Decimal("1.000001"))
        _at(holder, way[:-1])[way[-1]] = random.choice(near)


def new_marks(holder: Any, random: Random) -> None:
    """A criterion is worth something else; small and huge marks meet in one rubric."""
    ways = [way for way in _ways(holder[""]) if way[-1] in ("marks", "weight", "decimals")]
    if ways:
        way = random.choice(ways)
        choices = (0, 1, 3, 15, 10**20, Decimal("0.001"), Decimal("33.333333333333"), Decimal("0." + "1" * 30))
        _at(holder, way[:-1])[way[-1]] = random.choice(choices)


def new_example(holder: Any, random: Random) -> None:
    """An example of an odd value for something that the rubric measures."""
    root = holder[""]
    ids = [_at(holder, way) for way in _ways(root) if way[-1] == "id" and isinstance(_at(holder, way), str)]
    if ids and isinstance(root, dict):
        values: tuple[Any, ...] = (*NUMBERS, *TEXTS, None, [], [1, 2], [0, "n/a"], True)
        example = {"with": {random.choice(ids): random.choice(values)}, "expect": {random.choice(ids): 1, "score": 1}}
        there = root.setdefault("examples", [])
        if isinstance(there, list):
            there.append(example)


GENTLE: tuple[Callable[[Any, Random], None], ...] = (
    *(other_number, other_number, other_text, other_text, near_number, near_number, new_marks, new_marks),
    *(new_example, new_example, add_known, add_known_item, splice, delete),
)


@cache
def _pairs() -> tuple[tuple[str, Any], ...]:
    return tuple(pair for pairs in vocabulary().values() for pair in pairs)


def _a_key(random: Random) -> str:
    """A key of the language, or a word that is none."""
    if random.random() < 0.2:
        return random.choice(TEXTS)
    pairs = vocabulary()[random.choice(list(vocabulary()))]
    return random.choice(pairs)[0]
