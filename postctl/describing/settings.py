"""The schema of `postctl.toml`, which follows from the table of options: for editors that complete and check it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from postctl import registry
from postctl.config import FILE, OPTIONS, Option
from postctl.describing.shapes import DRAFT, FLAG, TEXT, TEXTS, Schema, one_of, told
from postctl.model import Severity

_WORD: Mapping[str, Any] = {"anyOf": [dict(FLAG), {**TEXT, "minLength": 1}]}
_KEY = r"^[^\s.]([^.\r\n\t]*[^\s.])?(\.[^\s.]([^.\r\n\t]*[^\s.])?)*$"
"""Names with dots between them, none of them empty, with no blank at the ends of one."""
SHAPES: Mapping[str, Mapping[str, Any]] = {
    "text": TEXT,
    "texts": TEXTS,
    "table": {"type": "object"},
    "texts by glob": {"type": "object", "additionalProperties": dict(TEXTS)},
    "severities": {"type": "object", "additionalProperties": one_of([*map(str, Severity), "off"])},
    "slots": TEXT,
    "tables by name": {"type": "object", "additionalProperties": {"type": "object"}},
    "key": {**TEXT, "pattern": _KEY},
    "values": {"anyOf": [*_WORD["anyOf"], {"type": "array", "items": dict(_WORD), "minItems": 1}]},
    "mark": one_of(["public", "draft"]),
    "flag": FLAG,
    "number": {"type": "integer", "minimum": 0},
    "words": {"anyOf": [TEXT, TEXTS]},
}
"""The shape of each kind of option."""
_EXAMPLES = {"slots": ["tuesday,thursday 09:00"]}


def schema() -> Schema:
    """The schema of the file. Nothing else may stand in it, as nothing else may in the file itself."""
    found = _table(OPTIONS)
    about = f"Settings of postctl: {FILE}, and [tool.postctl] in pyproject.toml."
    return {"$schema": DRAFT, "title": FILE, "description": about, **found}


def _table(options: tuple[Option, ...], above: str = "") -> Schema:
    """The table of some options; those whose key has a dot stand in tables of their own."""
    properties: dict[str, Any] = {}
    for option in options:
        head, dot, _ = option.key.partition(".")
        if not dot:
            properties[head] = _shape(option)
        elif head not in properties:
            inside = (each for each in options if each.key.startswith(f"{head}."))
            own = tuple(each._replace(key=each.key.removeprefix(f"{head}.")) for each in inside)
            properties[head] = told(_table(own, f"{above}{head}."), f"The settings of [{above}{head}].")
    table: Schema = {"type": "object", "properties": properties, "additionalProperties": False}
    needed = [option.key for option in options if option.needed and option.key in properties]
    others = {name: needed for name in properties if name not in needed}
    return table | ({"dependentRequired": others} if needed else {})


def _shape(option: Option) -> Schema:
    shape: Schema = told(SHAPES.get(option.kind, {}), option.doc)
    words = registry.names("generators") if option.key == "generator" else option.words
    shape |= {"enum": list(words)} if words else {}
    shape |= {"default": option.usual} if option.usual else {}
    shape |= {"examples": _EXAMPLES[option.kind]} if option.kind in _EXAMPLES else {}
    if option.inner:
        shape["additionalProperties"] = _table(option.inner)
    return shape
