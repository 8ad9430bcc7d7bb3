"""How what people write is matched: one text, many ways to type it."""

from __future__ import annotations

import re
import unicodedata

from redprop.exact import INVISIBLE

_SAME = str.maketrans(
    {
        **dict.fromkeys(f"{INVISIBLE}\u00ad", ""),
        **dict.fromkeys("‐‑‒–—―−﹘", "-"),
        **dict.fromkeys("・•‧∙⋅･", "·"),
        **dict.fromkeys("【〔〖[", "("),
        **dict.fromkeys("】〕〗]", ")"),
        **dict.fromkeys("“”„‟″", '"'),
        **dict.fromkeys("‘’‚‛′", "'"),
    }
)
_TIGHT = r"[()\u2e80-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
_SPACED = re.compile(f"(?<={_TIGHT}) | (?={_TIGHT})")


def folded(text: str) -> str:
    r"""A text as it is matched, never as it is printed. These do not count:

    - full-width forms and case; compatible forms (㎡ and m2), as NFKC has them;
    - spaces and line breaks at the ends, how many stand together, and all of them beside a Chinese character or a
      round bracket (小 区, 3 号楼), where people put them to fill a line or a cell;
    - characters without width, such as a byte order mark or what copying from a page leaves;
    - which dash, middle dot or quote it is, and whether brackets are round, square, or Chinese (【】〔〕〖〗).

    Corner brackets (「」), book title marks (《》) and units in brackets stay: a rubric says them, or they differ.

    >>> folded(" 示例苑（北区） ") == folded("示例苑(北区)") == folded("示 例 苑【北区】")
    True
    >>> folded("Loose\nParts – 2") == folded("loose parts - 2")
    True
    """
    plain = text.translate(_SAME)
    if not plain.isascii():
        plain = unicodedata.normalize("NFKC", plain.casefold()).translate(_SAME)
    return _SPACED.sub("", " ".join(plain.casefold().split()))
