"""Headers as survey tools write them: a question's number comes before its name."""

from __future__ import annotations

import re
from collections.abc import Collection

from redprop.rubric.writings import folded

_NUMBER = re.compile(r"(?:q\s*)?\d{1,3}\s*[、.．,，:：)）]\s*|[(（]\d{1,3}[)）]\s*|q\s*\d{1,3}\s+", re.IGNORECASE)
"""`1、`, `2.`, `Q3 `, `4)`, `（5）`."""


def plain_name(header: str, known: Collection[str]) -> str:
    """The name in a header: as it stands, or without a question's number or line breaks where only so it is known.

    `known` holds names as they are matched (see `folded`). A header that is known in no way stays as it is, so that
    a message shows it as the file does.

    >>> plain_name("2、保洁满意度", {"保洁满意度"}), plain_name("2、来源", {"保洁满意度"}), plain_name("3.5", {"5"})
    ('保洁满意度', '2、来源', '3.5')
    """
    whole = "".join(line.strip() for line in header.splitlines())
    if folded(header) in known:
        return whole if "\n" in header and folded(whole) in known else header
    for name in (whole, _unnumbered(whole), _unnumbered(header)):
        if name and folded(name) in known:
            return name
    return header


def _unnumbered(header: str) -> str:
    found = _NUMBER.match(header.strip())
    rest = header.strip()[found.end() :] if found else header
    return header if found and re.match(r"\d", rest) and "." in found[0] else rest
