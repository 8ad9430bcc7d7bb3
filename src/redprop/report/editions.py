"""What changed between two editions, in words for people and in rows for programs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from redprop import messages
from redprop.check.diff.changes import Change
from redprop.check.diff.steps import Difference, Edition, Level, Step
from redprop.check.diff.tree import KIND, Band, Path, as_data, as_tree, at
from redprop.report.sheet import Cell, Column, Group, Sheet
from redprop.rubric.elements import said_in

if TYPE_CHECKING:
    from redprop.check.diff.moves import Moves

LONGEST = 60
"""So much of a value is shown to people; files have the whole."""
STYLES = {Level.MAJOR: "red", Level.MINOR: "yellow"}
HEADER = ("row", "step", "class", "change", "block", "id", "path", "old", "new")
SIDES = tuple(f"{what}_{side}" for what in ("rank", "grade", "outcome") for side in ("before", "after"))
WITH_DATA = ("category", "subject", "name", "score_before", "score_after", "difference", *SIDES)


def diff_sheet(found: Difference, language: str, moved: Moves | None = None) -> Sheet:
    """The changes, and with data who moves; a row is a `change`, a `subject`, or an `effect` of a step on one."""
    steps = found.steps if moved is None else moved.steps
    rows = [row for number, step in enumerate(steps, 1) for row in _rows(number, step)]
    groups = [_group(found, steps, language)] if steps else []
    remarks = [messages.text(f"diff.{found.level.word}", language), _prints(found, language)]
    facts: dict[str, object] = {}
    if moved is not None:
        from redprop.report import moves

        rows += moves.rows(moved)
        groups += moves.groups(moved, language)
        remarks += moves.remarks(moved, language)
        facts = moves.facts(moved)

    def about() -> Mapping[str, object]:
        return {"old": _about(found.old), "new": _about(found.new), "class": found.level.word, **facts}

    header = HEADER if moved is None else (*HEADER, *WITH_DATA)
    plain = [tuple(row.get(name) for name in header) for row in rows]
    return Sheet(header, plain, lambda: groups, about, language, remarks, frozenset({"id", "old", "new", "name"}))


def _about(edition: Edition) -> dict[str, object]:
    rubric = edition.plan.rubric
    return {
        "source": edition.name,
        "rubric": rubric.id,
        "edition": rubric.edition,
        "score_fingerprint": edition.prints.score,
        "verdict_fingerprint": edition.prints.verdict,
    }


def _prints(found: Difference, language: str) -> str:
    """Both fingerprints, and whether they are the same."""
    pairs = zip(found.old.prints, found.new.prints, strict=True)
    score, verdict = (old if old == new else messages.text("diff.to", language, old=old, new=new) for old, new in pairs)
    return messages.text("diff.prints", language, score=score, verdict=verdict)


def _rows(number: int, step: Step) -> Iterator[dict[str, object]]:
    """A row a change; numbers stay numbers, and everything else is as a file would say it on one line."""
    for change in step.changes:
        old, new = change.old, change.new
        if change.kind == "moved":
            old, new = _dotted(change.origin), _dotted(change.path)
        yield {
            "row": "change",
            "step": number,
            "class": step.level.word,
            "change": change.kind,
            "block": change.clause.block,
            "id": change.clause.id or None,
            "path": _dotted(change.path),
            "old": _plain(old),
            "new": _plain(new),
        }


def _dotted(path: Path) -> str:
    """A path as one text; the key that names a rule stands in it as it stands in the file."""
    return ".".join(str(step) for step in path if step != KIND)


def _plain(value: Any) -> object:
    if value is None:
        return None
    if isinstance(value, (int, Decimal)) and not isinstance(value, bool):
        return Decimal(value)
    return flow(value)


def flow(value: Any) -> str:
    """A value of a rubric as one line of YAML, near enough for people.

    >>> flow({"each": Decimal("0.5"), "of": ["a", True]})
    '{each: 0.5, of: [a, true]}'
    """
    return _flow(as_data(value))


def _flow(value: Any) -> str:
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {_flow(item)}" for key, item in value.items()) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(map(_flow, value)) + "]"
    if isinstance(value, bool) or value is None:
        return {True: "true", False: "false", None: "null"}[value]
    return format(value, "f") if isinstance(value, Decimal) else str(value)


def _group(found: Difference, steps: Sequence[Step], language: str) -> Group:
    """The table of changes."""
    told = _Teller(found, language)
    columns = [
        Column("step", told.say("diff.step"), "number"),
        Column("class", told.say("diff.class")),
        Column("clause", told.say("diff.clause")),
        Column("change", told.say("diff.change")),
    ]
    rows = [
        {
            "step": Cell(str(number)),
            "class": Cell(told.say(f"class.{step.level.word}"), STYLES.get(step.level, "")),
            "clause": Cell(told.clause(change)),
            "change": Cell(told.change(change)),
        }
        for number, step in enumerate(steps, 1)
        for change in step.changes
    ]
    rubric = found.new.plan.rubric
    old, new = found.labels
    title = told.say("diff.title", rubric=said_in(rubric.title, language, rubric.id), old=old, new=new)
    return Group(title, columns, rows)


class _Teller:
    """Puts changes into the words of a language."""

    def __init__(self, found: Difference, language: str) -> None:
        self.language = language
        self.old, self.new = as_tree(found.old.data), as_tree(found.new.data)
        grades = (found.new.plan.rubric.grades, found.old.plan.rubric.grades)
        self.grades = {name: title for some in grades if some for name, title in some.titles.items()}

    def say(self, code: str, **params: object) -> str:
        """A text of the program."""
        return messages.text(code, self.language, **params)

    def block(self, name: str) -> str:
        """The word for a list or block of a rubric; its key where there is no word for it."""
        return messages.text_or(f"block.{name}", self.language, name)

    def key(self, name: str) -> str:
        """The word for a key; the key itself where there is none, such as for an id or an option of a rule."""
        return messages.text_or(f"key.{name}", self.language, name)

    def clause(self, change: Change) -> str:
        """Where a change stands, by its title."""
        block, name, depth = change.clause
        return self.named(block, name, change.path[:depth])

    def named(self, block: str, name: str, path: Path) -> str:
        """A clause by its word and its title."""
        word = self.block(block)
        return self.say("diff.named", block=word, name=self.title(path, name)) if name else word

    def title(self, path: Path, otherwise: str) -> str:
        """The title of what stands at a path, in the new edition or else in the old one."""
        for tree in (self.new, self.old):
            try:
                item = at(tree, path)
            except LookupError:
                continue
            if isinstance(item, Band):
                return said_in(self.grades.get(str(item["grade"])), self.language, otherwise)
            titles = item.get("title", item if path[0] == "categories" else None) if isinstance(item, dict) else item
            if isinstance(titles, dict):
                texts = {key: text for key, text in titles.items() if isinstance(text, str)}
                return said_in(texts, self.language, otherwise)
            return titles if isinstance(titles, str) else otherwise
        return otherwise

    def change(self, change: Change) -> str:
        """What changed, as a short sentence without its subject."""
        what = self.say("diff.between").join(self.key(str(step)) for step in change.inside)
        if change.kind == "moved":
            return self.say("diff.moved", old=self.home(change.origin), new=self.home(change.path))
        if change.kind == "reordered":
            return self.say("diff.reordered", what=what, new=_short(", ".join(change.new))).strip()
        code = f"diff.{change.kind}" if what or change.kind == "changed" else f"diff.whole_{change.kind}"
        return self.say(code, what=what, old=_short(flow(change.old)), new=_short(flow(change.new))).strip()

    def home(self, path: Path) -> str:
        """The section that a path leads into; the standard itself where it is none."""
        inside = path[:-2]
        return self.title(inside, str(inside[-1])) if inside else self.say("diff.root")


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
