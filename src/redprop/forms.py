"""How people write what the models hold, for the JSON Schema: each form stands beside the model that reads it.

What a number is counted in stands beside it too, for `redprop kinds`.

The functions change a model's schema in place, as pydantic's `json_schema_extra` does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Annotated, Any

from pydantic import BeforeValidator
from pydantic_core import PydanticCustomError


def _as_decimal(value: object) -> Decimal:
    if isinstance(value, Decimal):
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        return Decimal(value)
    raise PydanticCustomError("not_a_number", "a number is needed", {"got": str(value)})


Number = Annotated[Decimal, BeforeValidator(_as_decimal)]
"""A number of a rubric: the decimal that its YAML text shows."""

Schema = dict[str, Any]
Form = Callable[[Schema], None]

TEXT: Schema = {"type": ["string", "number"]}
"""A text; a number is read as the text that shows it."""
TITLE: Schema = {"anyOf": [TEXT, {"type": "object", "additionalProperties": {"type": "string"}}]}
"""A text, or a text for each language."""


def beside(field: str, least: int = 0) -> Form:
    """What the model holds in a mapping stands beside its other keys: causes beside `looked_at`.

    `least` keys must stand there, of whichever kind.
    """

    def change(schema: Schema) -> None:
        held = _taken(schema, field)
        for key in ("additionalProperties", "propertyNames"):
            schema |= {key: held[key]} if key in held else {}
        schema |= {"minProperties": least} if least else {}

    return change


def short(field: str) -> Form:
    """One field alone may stand for the whole: `none: 0` for `none: {earns: 0}`."""

    def change(schema: Schema) -> None:
        widened(schema, dict(schema["properties"][field]))

    return change


def row(*fields: str) -> Form:
    """The fields in their order stand for the whole: `[10, 0.2]` for `{at: 10, earns: 0.2}`."""

    def change(schema: Schema) -> None:
        items = [schema["properties"][field] for field in fields]
        size = len(items)
        replaced(schema, {"type": "array", "prefixItems": items, "minItems": size, "maxItems": size})

    return change


def renamed(field: str, key: str) -> Form:
    """A field whose key is a word that Python keeps for itself."""

    def change(schema: Schema) -> None:
        properties = schema["properties"]
        schema["properties"] = {(key if name == field else name): said for name, said in properties.items()}

    return change


def one_of_keys(schema: Schema, keys: Iterable[tuple[str, Schema]]) -> None:
    """Exactly one of some keys, beside what else may stand there."""
    listed = dict(keys)
    schema["properties"] |= listed
    schema["oneOf"] = [{"required": [key]} for key in listed]


def without(schema: Schema, *fields: str) -> None:
    """The file has no such keys."""
    for field in fields:
        _taken(schema, field)


def widened(schema: Schema, *more: Schema) -> None:
    """The model's own form, or others."""
    own = {key: said for key, said in schema.items() if key not in ("title", "description")}
    replaced(schema, *more, own)


def replaced(schema: Schema, *forms: Schema) -> None:
    """Other forms in place of the model's own; its title and description stay."""
    kept = {key: schema[key] for key in ("title", "description") if key in schema}
    schema.clear()
    schema |= kept | ({"anyOf": list(forms)} if len(forms) > 1 else forms[0])


class OneOrMany:
    """An annotation: an item may stand without its list."""

    def __get_pydantic_json_schema__(self, core: Any, handler: Callable[[Any], Schema]) -> Schema:
        """Asked by pydantic."""
        listed = handler(core)
        return {"anyOf": [listed["items"], listed]}


class In:
    """An annotation: what a number is counted in. It decides nothing, and the published schema does not tell it."""

    def __init__(self, unit: str) -> None:
        self.unit = unit

    def __get_pydantic_json_schema__(self, core: Any, handler: Callable[[Any], Schema]) -> Schema:
        """Asked by pydantic."""
        return {**handler(core), UNIT: self.unit}


UNIT = "unit"
Marks = Annotated[Number, In("marks")]
Measured = Annotated[Number, In("measured")]
Factor = Annotated[Number, In("factor")]


def _taken(schema: Schema, field: str) -> Schema:
    """A field's schema, which is no key of the file."""
    schema["required"] = [key for key in schema.get("required", ()) if key != field]
    if not schema["required"]:
        del schema["required"]
    held: Schema = schema["properties"].pop(field)
    return held
