"""The options of a kind, read from the JSON Schema: how each is written, in which unit, and what holds if it is not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from redprop.check.schema import described
from redprop.forms import UNIT

Schema = Mapping[str, Any]
WORDS = {
    "number": "number",
    "integer": "whole number",
    "string": "text",
    "boolean": "true or false",
    "array": "list",
    "object": "mapping",
}
BOUNDS = {"exclusiveMinimum": ">", "minimum": ">=", "exclusiveMaximum": "<", "maximum": "<="}


PLACES = {"Cause": "NAME", "Level": "WORD", "Severity": "WORD", "Step": "STEP"}
"""What stands in a key for a name of one's own, or for one item of a list."""


class Option(NamedTuple):
    """One option: its name as people write it, what may stand there, and what holds if it is not said.

    `forms` are the program's words for what may stand there, `choices` what else may; `bounds` are those of a number
    (`> 0`), `units` what it is counted in. `code` is the code of what it says.
    """

    name: str
    code: str
    says: str
    forms: tuple[str, ...]
    choices: tuple[str, ...] = ()
    bounds: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    required: bool = False
    unsaid: str = ""


@dataclass(frozen=True)
class Reader:
    """Reads options from a schema's definitions."""

    definitions: Mapping[str, Schema]

    @classmethod
    def of_schema(cls) -> Reader:
        """A reader of the rubric language."""
        return cls(described()["$defs"])

    def options(self, definition: str, kind: str) -> tuple[Option, ...]:
        """All options of a kind, with those inside them."""
        schema = self.definitions[definition]
        if "properties" in schema:
            return tuple(self._all(schema, kind))
        if "additionalProperties" in schema:
            return tuple(self._named(schema, kind))
        return tuple(self._one(kind, schema, kind, required=True))

    def some(self, definition: str, keys: Sequence[str], required: Sequence[str] = ()) -> tuple[Option, ...]:
        """Some keys of what holds a kind, without what is inside them."""
        schema, owner = self.definitions[definition], definition.lower()
        return tuple(self._option(key, schema["properties"][key], owner, required=key in required) for key in keys)

    def _all(self, schema: Schema, kind: str, before: str = "") -> Iterator[Option]:
        """The keys of a mapping."""
        for key, said in schema["properties"].items():
            yield from self._one(before + key, said, kind, required=key in schema.get("required", ()))
        if schema.get("additionalProperties"):
            yield from self._named(schema, kind, before)

    def _named(self, schema: Schema, kind: str, before: str = "") -> Iterator[Option]:
        """What stands under names of one's own."""
        named = schema["additionalProperties"]
        yield from self._one(before + PLACES[self._followed(named)["title"]], named, kind)

    def _one(self, name: str, said: Schema, kind: str, *, required: bool = False) -> Iterator[Option]:
        """An option, and those inside it where it holds more than a value."""
        yield self._option(name, said, kind, required=required)
        held, inside = self._followed(said), f"{name}."
        if "items" in held:
            held = self._followed(held["items"])
            inside = f"{PLACES.get(held.get('title', ''), name)}."
        for form in held.get("anyOf", [held]):
            if "properties" in form:
                yield from self._all(form, kind, inside)
            elif "$ref" in form.get("additionalProperties", ()):
                yield from self._named(form, kind, inside)

    def _option(self, name: str, said: Schema, owner: str, *, required: bool = False) -> Option:
        held = self._followed(said)
        forms = held.get("anyOf", [held])
        return Option(
            name,
            f"{owner}.{name}",
            held["description"],
            forms=tuple(word for form in forms for word in _types(form)),
            choices=tuple(_plain(word) for form in forms for word in _words(form)),
            bounds=tuple(f"{sign} {form[bound]}" for form in forms for bound, sign in BOUNDS.items() if bound in form),
            units=tuple(dict.fromkeys(self._units(held))),
            required=required,
            unsaid=_plain(held["default"]) if held.get("default") is not None else "",
        )

    def _followed(self, said: Schema) -> Schema:
        return self.definitions[said["$ref"].rpartition("/")[2]] if "$ref" in said else said

    def _units(self, said: Schema) -> Iterator[str]:
        """The units of the numbers that may stand there, in their order."""
        if UNIT in said:
            yield said[UNIT]
        inside = [*said.get("anyOf", ()), *said.get("prefixItems", ()), *([said["items"]] if "items" in said else ())]
        for inner in inside:
            yield from self._units(self._followed(inner))


def _types(form: Schema) -> list[str]:
    """The program's words for the types of a form; words to choose from are none."""
    types = form["type"] if isinstance(form["type"], list) else [form["type"]]
    return [] if _words(form) else [WORDS[name] for name in types if name != "null"]


def _words(form: Schema) -> list[object]:
    """The words to choose from."""
    return [form["const"]] if "const" in form else [word for word in form.get("enum", ()) if word is not None]


def _plain(value: object) -> str:
    """A value as a file would write it.

    >>> _plain(True), _plain(["yes", "是"])
    ('true', '[yes, 是]')
    """
    if isinstance(value, list):
        return f"[{', '.join(map(_plain, value))}]"
    return str(value).lower() if isinstance(value, bool) else str(value)
