"""Write the pages of what `redprop check` finds in rubric files: `python docs/make_checks.py`.

`codes/` holds for each code why it matters, a rubric that has the mistake, and how to mend it; the sentence and the
severity come from the program, which is run on that rubric. A test keeps `checks.md` and `checks/` in step.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from redprop.check.run import check_bytes
from redprop.errors import Problem
from redprop.messages import problems

DOCS = Path(__file__).parent
FILE = "courts.yaml"
HEAD = "redprop: 1\nid: courts\nrounding: {score: 1}\n"
"""How every example begins, unless it says otherwise."""
FAMILIES = {
    "file": "The file as text",
    "schema": "Keys and values",
    "names": "Names",
    "stated": "What a standard must say",
    "marks": "Marks and rounding",
    "rules": "Rules and measures",
    "limits": "Limits",
    "grades": "Grades",
    "channels": "Channels and marks in force",
    "wording": "Wording, examples, comments",
}


@dataclass(frozen=True)
class Code:
    """One code: why it matters, a rubric that has the mistake, and that rubric mended. Some cannot be shown."""

    name: str
    family: str
    why: str
    broken: bytes = b""
    mended: bytes = b""
    found: Problem | None = field(default=None, compare=False)

    @property
    def severity(self) -> str:
        """How much it matters; what cannot be shown stops."""
        return self.found.severity.value if self.found else "error"


def codes() -> Iterator[Code]:
    """Every code that stands in `codes/`, in the order of the families."""
    for family in FAMILIES:
        said: Mapping[str, Mapping[str, Any]] = yaml.safe_load((DOCS / "codes" / f"{family}.yaml").read_text("utf-8"))
        for name, one in said.items():
            broken, mended = _both(one)
            found = (problem for problem in check_bytes(broken, FILE).problems if problem.code == name)
            yield Code(name, family, one["why"].strip(), broken, mended, next(found, None) if broken else None)


def _both(one: Mapping[str, Any]) -> tuple[bytes, bytes]:
    """The rubric with the mistake, and without it; no bytes where it cannot be shown."""
    head = "" if one.get("whole") else one.get("head", HEAD)
    if "bytes" in one:
        return head.encode() + one["bytes"].encode("latin-1"), (head + one["now"]).encode()
    if "broken" not in one:
        return b"", b""
    broken = mended = head + one["broken"]
    for was, now in one.get("mend", ()):
        if broken.count(was) != 1:
            raise ValueError(f"{was!r} does not stand once in:\n{broken}")
        mended = mended.replace(was, now)
    return broken.encode(), mended.encode() if "mend" in one else b""


def pages() -> dict[Path, str]:
    """Every page by its path."""
    every = list(codes())
    made = {DOCS / "checks" / f"{code.name}.md": page(code) for code in every}
    return made | {DOCS / "checks.md": index(every)}


def index(every: list[Code]) -> str:
    """The page that lists all."""
    parts = [(DOCS / "codes" / "index.md").read_text("utf-8")]
    for family, title in FAMILIES.items():
        rows = [
            f"| [`{code.name}`](checks/{code.name}.md) | {code.severity} | {sentence(code.name)} |"
            for code in every
            if code.family == family
        ]
        parts.append("\n".join([f"## {title}\n", "| code | severity | says |", "| --- | --- | --- |", *rows, ""]))
    return "\n".join(parts)


def sentence(code: str) -> str:
    """The first sentence of a code, its parameters in italics."""
    text = re.sub(r"{(\w+)}", lambda match: f"*{match[1].replace('_', ' ')}*", problems("en")[code][0])
    return text.replace("{{", "{").replace("}}", "}").replace("|", "\\|")


def page(code: Code) -> str:
    """The page of one code."""
    parts = [f"# `{code.name}`\n", f"*{code.severity}*: {sentence(code.name)}\n", f"{code.why}\n"]
    if code.found is not None:
        parts += ["## An example\n", fenced("yaml", shown(code.broken)), fenced("text", code.found.line() + "\n")]
    if code.mended:
        parts += ["## Mended\n", fenced("diff", "".join(changes(shown(code.broken), shown(code.mended))))]
    return "\n".join([*parts, f"[All findings](../checks.md#{anchor(FAMILIES[code.family])})\n"])


def fenced(language: str, text: str) -> str:
    """A block of a page."""
    return f"```{language}\n{text}```\n"


def shown(content: bytes) -> str:
    """A rubric's bytes as a page can show them."""
    text = content.decode("utf-8", "replace")
    return "".join(c if c.isprintable() or c == "\n" else "\N{REPLACEMENT CHARACTER}" for c in text)


def changes(broken: str, mended: str) -> Iterator[str]:
    """The lines that go and the lines that come."""
    told = difflib.ndiff(broken.splitlines(keepends=True), mended.splitlines(keepends=True))
    return (line[0] + line[2:] for line in told if line[0] in "-+")


def anchor(title: str) -> str:
    """How a page names a heading."""
    return re.sub(r"[^\w\- ]", "", title).lower().replace(" ", "-")


if __name__ == "__main__":
    made = pages()
    for old in (DOCS / "checks").glob("*.md"):
        if old not in made:
            old.unlink()
    for path, text in made.items():
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
