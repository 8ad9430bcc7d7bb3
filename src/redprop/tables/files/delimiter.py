"""What parts the columns of a file of text: commas or tabs; other signs are told."""

from __future__ import annotations

import re
from pathlib import PurePath

from redprop.errors import Place, Problem, TableError

COMMA, TAB = ",", "\t"
TAB_ENDINGS = (".tsv", ".tab")
COMPRESSED_ENDINGS = (".gz", ".zst", ".zstd")
OTHERS = {";": "semicolons", "|": "bars", "；": "semicolons", "，": "full-width commas"}
_QUOTED = re.compile(r'"(?:[^"]++|"")*+(?:"|$)')


def delimiter_of(first_line: str, name: str) -> str:
    r"""What parts the columns of a file, by its first line, the header, and its name.

    Tabs do if the header has tabs and no commas outside quotes, or, with neither or both, if the name ends in .tsv or
    .tab (before .gz or .zst). Else commas do. The header comes before the name: a file of commas is often renamed.

    >>> delimiter_of('estate,"tidy\tneat"', "q2.csv"), delimiter_of("estate\ttidy", "q2.csv")
    (',', '\t')

    Raises:
        TableError: The header is one column by commas and by tabs, and other signs part it.
    """
    plain = _QUOTED.sub('""', first_line)
    if (TAB in plain) != (COMMA in plain):
        return TAB if TAB in plain else COMMA
    if TAB not in plain:
        mark = next((word for sign, word in OTHERS.items() if sign in plain), "")
        if mark:
            raise TableError([Problem("wrong-separator", Place(name, 1), {"mark": mark})])
    return TAB if _ends_as_tabs(name) else COMMA


def _ends_as_tabs(name: str) -> bool:
    path = PurePath(name.lower())
    if path.suffix in COMPRESSED_ENDINGS:
        path = path.with_suffix("")
    return path.suffix in TAB_ENDINGS
