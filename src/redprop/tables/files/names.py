"""What the name of a file says: whether it is a table, and what it is called without its endings."""

from __future__ import annotations

from pathlib import Path

TEXT = (".csv", ".tsv", ".tab")
PACKED = ("", ".gz", ".zst")
BOOKS = (".xlsx", ".xlsm", ".xls", ".ods")
COLUMNAR = (".parquet", ".feather", ".arrow")
ENDINGS = (*(text + packed for text in TEXT for packed in PACKED), *BOOKS, *COLUMNAR)
NOBODYS = (".", "~$")
"""Names begin so of what programs keep beside a file while it is open."""


def is_table(path: Path) -> bool:
    """Whether a file in a folder is one of its tables, by its name.

    >>> [is_table(Path(name)) for name in ("owners.csv.gz", "Q2.XLSX", "README.md", "~$Q2.xlsx")]
    [True, True, False, False]
    """
    return path.name.lower().endswith(ENDINGS) and not path.name.startswith(NOBODYS)


def plain_stem(file: str) -> str:
    """A file's name without its folder, its endings and the sheet that is meant.

    >>> plain_stem("data/owners.csv.gz"), plain_stem("industry.v2.csv"), plain_stem("notes")
    ('owners', 'industry.v2', 'notes')
    """
    name = Path(file).name
    found = next((ending for ending in sorted(ENDINGS, key=len, reverse=True) if name.lower().endswith(ending)), "")
    return name[: len(name) - len(found)] if found else Path(name).stem
