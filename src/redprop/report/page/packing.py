"""Columns of texts, packed into few bytes for the page's script."""

from __future__ import annotations

import json
from collections.abc import Sequence

BETWEEN = "|"
Packed = dict[str, object] | list[str]
"""A list as it is; `s` values put together; `d` the values that occur, with `s` which of them each entry is."""


def pack(values: Sequence[str]) -> Packed:
    """The shorter of two ways to write a column; one that holds the separator stays a list.

    >>> pack(["86.00", "87.25"])
    {'s': '86.00|87.25'}
    >>> pack(["示例五社区", "示例三社区"] * 4)
    {'d': ['示例五社区', '示例三社区'], 's': '0|1|0|1|0|1|0|1'}
    """
    if not values:
        return []
    places = {value: str(place) for place, value in enumerate(dict.fromkeys(values))}
    listed = BETWEEN.join(places[value] for value in values)
    plain = sum(map(len, values)) + len(values)
    if len(listed) + sum(map(len, places)) + 4 * len(places) < plain:
        return {"d": list(places), "s": listed}
    return {"s": BETWEEN.join(values)} if not any(BETWEEN in value for value in values) else list(values)


def as_json(data: object) -> str:
    r"""JSON that may stand inside a script element: nothing in it ends the element, opens a comment or breaks a line.

    >>> print(as_json(["</script>", "<!--"]))
    ["\u003c/script\u003e","\u003c!--"]
    """
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for letter in "<>&\N{LINE SEPARATOR}\N{PARAGRAPH SEPARATOR}":
        text = text.replace(letter, f"\\u{ord(letter):04x}")
    return text
