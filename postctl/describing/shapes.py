"""The few shapes that schemas are made of. Each is a JSON Schema (draft 2020-12) as data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

Schema: TypeAlias = "dict[str, Any]"

DRAFT = "https://json-schema.org/draft/2020-12/schema"

TEXT: Mapping[str, Any] = {"type": "string"}
NUMBER: Mapping[str, Any] = {"type": "number", "minimum": 0}
COUNT: Mapping[str, Any] = {"type": "integer", "minimum": 0}
PLACE: Mapping[str, Any] = {"type": "integer", "minimum": 1}
FLAG: Mapping[str, Any] = {"type": "boolean"}
DAY: Mapping[str, Any] = {"type": "string", "format": "date"}
MOMENT: Mapping[str, Any] = {"type": "string", "format": "date-time"}
TEXTS: Mapping[str, Any] = {"type": "array", "items": {"type": "string"}}


def told(shape: Mapping[str, Any], description: str) -> Schema:
    """The shape with what it means."""
    return {**shape, "description": description}


def maybe(shape: Mapping[str, Any]) -> Schema:
    """The shape, or null."""
    if "type" in shape:
        return {**shape, "type": [shape["type"], "null"]}
    return {"anyOf": [dict(shape), {"type": "null"}]}


def one_of(words: Sequence[str]) -> Schema:
    """One of some words."""
    return {"type": "string", "enum": list(words)}


def record(properties: Mapping[str, Mapping[str, Any]], description: str = "") -> Schema:
    """An object that has all of these members."""
    known: Schema = {"description": description} if description else {}
    known |= {"type": "object", "properties": {name: dict(shape) for name, shape in properties.items()}}
    return known | ({"required": list(properties)} if properties else {})


def listed(items: Mapping[str, Any], description: str = "") -> Schema:
    """A list of such items."""
    return {**({"description": description} if description else {}), "type": "array", "items": dict(items)}


def closed(schema: Any) -> Any:
    """The schema with nothing in its objects beside what it names."""
    if not isinstance(schema, dict):
        return schema
    inner = {name: _closed(name, value) for name, value in schema.items()}
    if "properties" in schema and "additionalProperties" not in schema:
        inner["additionalProperties"] = False
    return inner


def _closed(keyword: str, value: Any) -> Any:
    if keyword in ("properties", "$defs"):
        return {name: closed(each) for name, each in value.items()}
    if keyword in ("anyOf", "oneOf"):
        return [closed(each) for each in value]
    return closed(value) if keyword in ("items", "additionalProperties") else value
