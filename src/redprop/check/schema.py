"""The JSON Schema of the rubric language, made from the models and the forms that stand beside them."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from redprop.forms import UNIT
from redprop.rubric.model import Rubric

DIALECT = "https://json-schema.org/draft/2020-12/schema"
KIND = "kind"
_BOUNDS = {"gt": "exclusiveMinimum", "ge": "minimum", "lt": "exclusiveMaximum", "le": "maximum"}


class AsWritten(GenerateJsonSchema):
    """A schema of what people write, not of what the models hold; it knows no model by name."""

    def field_title_should_be_set(self, schema: Any) -> bool:
        """A key needs no other name."""
        return False

    def decimal_schema(self, schema: core_schema.DecimalSchema) -> JsonSchemaValue:
        """A number of YAML, and never a text."""
        said: dict[str, Any] = dict(schema)
        return {"type": "number"} | {bound: said[bound] for bound in _BOUNDS if bound in said}

    def dict_schema(self, schema: core_schema.DictSchema) -> JsonSchemaValue:
        """Keys of a pattern refuse all others."""
        said = super().dict_schema(schema)
        for pattern, value in said.pop("patternProperties", {}).items():
            said |= {"additionalProperties": value, "propertyNames": {"pattern": pattern}}
        return said

    def model_schema(self, schema: core_schema.ModelSchema) -> JsonSchemaValue:
        """A model: one that has a kind is what stands under the key of that name, in the model that holds it."""
        said = super().model_schema(schema)
        fields = schema["cls"].model_fields
        said["title"] = re.sub("(?<=[a-z])(?=[A-Z])", " ", schema["cls"].__name__).capitalize()
        for name in [name for name, field in said.get("properties", {}).items() if "discriminator" in field]:
            _kinds_as_keys(said, name)
        return _under_its_key(said, str(fields[KIND].default)) if KIND in fields else said

    def encode_default(self, dft: Any) -> Any:
        """A decimal as the number that it is."""
        return _number(dft) if isinstance(dft, Decimal) else super().encode_default(dft)

    def sort(self, value: JsonSchemaValue, parent_key: str | None = None) -> JsonSchemaValue:
        """Keys stay in the order of the models."""
        return value


def _kinds_as_keys(schema: JsonSchemaValue, field: str) -> None:
    """`rule: {kind: deduct, each: 1}` is written `deduct: {each: 1}`; exactly one kind must stand there."""
    kinds = schema["properties"].pop(field)["discriminator"]["mapping"]
    schema["required"].remove(field)
    schema["properties"] |= {kind: {"$ref": there} for kind, there in kinds.items()}
    schema["oneOf"] = [{"required": [kind]} for kind in kinds]


def _under_its_key(schema: JsonSchemaValue, kind: str) -> JsonSchemaValue:
    """The options of a kind; the field of its own name alone, as in `cap: 79`; nothing, where nothing must be said."""
    del schema["properties"][KIND]
    if kind in schema["properties"]:
        alone: JsonSchemaValue = schema["properties"][kind]
        return {"title": schema["title"], "description": schema["description"]} | alone
    needed = schema.get("required") or schema.get("minProperties")
    return schema if needed else schema | {"type": ["object", "null"]}


def _number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


def _clean(value: Any) -> Any:
    """Without defaults that say nothing, with short forms, and with bounds under the names of the dialect."""
    if isinstance(value, list):
        return [_clean(item) for item in value]
    if isinstance(value, Decimal):
        return _number(value)
    if not isinstance(value, Mapping):
        return value
    said: dict[str, Any] = {}
    for key, item in value.items():
        if key in ("properties", "$defs"):  # whose keys are names, not words of the dialect
            said[key] = {name: _clean(one) for name, one in item.items()}
        elif key != "default" or not (item is None or isinstance(item, Mapping)):
            said[_BOUNDS.get(str(key), str(key))] = _clean(item)
    return _or_nothing(said)


def _or_nothing(value: dict[str, Any]) -> dict[str, Any]:
    """`anyOf` of one form and null, as one form that may be null."""
    forms = value.get("anyOf", [])
    if (
        len(forms) != 2
        or forms[1] != {"type": "null"}
        or "const" in forms[0]
        or not isinstance(forms[0].get("type"), str)
    ):
        return value
    form: dict[str, Any] = forms[0]
    words = {"enum": [*form["enum"], None]} if "enum" in form else {}
    return (
        form | {"type": [form["type"], "null"]} | words | {key: said for key, said in value.items() if key != "anyOf"}
    )


def described() -> dict[str, Any]:
    """The schema of a rubric file, with what numbers are counted in: what `redprop kinds` reads."""
    made = _clean(Rubric.model_json_schema(by_alias=True, schema_generator=AsWritten))
    definitions = made.pop("$defs")
    return {"$schema": DIALECT, **made, "$defs": dict(sorted(definitions.items()))}


def rubric_schema() -> dict[str, Any]:
    """The schema of a rubric file, in the words of the dialect alone."""
    schema: dict[str, Any] = _without_units(described())
    return schema


def _without_units(value: Any) -> Any:
    if isinstance(value, list):
        return [_without_units(item) for item in value]
    if not isinstance(value, Mapping):
        return value
    units = value.get(UNIT)  # a property of that name would be a schema of its own
    return {key: _without_units(item) for key, item in value.items() if key != UNIT or not isinstance(units, str)}


def schema_text() -> str:
    """The schema as a file holds it."""
    return json.dumps(rubric_schema(), ensure_ascii=False, indent=2) + "\n"
