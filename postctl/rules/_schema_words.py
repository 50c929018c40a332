"""What a schema says of a value, in words."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from postctl import nearest
from postctl.schemas import Mismatch, Path

_LONGEST = 60
_MOST = 12
_TYPES = {
    "string": "text",
    "number": "a number",
    "integer": "a whole number",
    "boolean": "true or false",
    "array": "a list",
    "object": "a table",
    "null": "empty",
}
_COMPARED = {
    "minimum": "is less than",
    "maximum": "is more than",
    "exclusiveMinimum": "is not more than",
    "exclusiveMaximum": "is not less than",
    "multipleOf": "is no multiple of",
}
_COUNTED = {
    "minLength": ("has {} characters, and {} is the least", "write more"),
    "maxLength": ("has {} characters, and {} is the most", "shorten it"),
    "minItems": ("has {} items, and {} is the least", "add some"),
    "maxItems": ("has {} items, and {} is the most", "take some out"),
    "minProperties": ("has {} keys, and {} is the least", "add some"),
    "maxProperties": ("has {} keys, and {} is the most", "take some out"),
}


def explained(found: Mismatch) -> tuple[str, str]:
    """What is wrong and what to do, a line each."""
    about_keys = _about_keys(found)
    if about_keys is not None:
        return about_keys
    name, shown = f"`{dotted(found.path)}`" if found.path else "the front matter", _shown(found.value)
    match found.keyword:
        case "type":
            return f"{name} is {shown}, and has to be {_types(found.allowed)}", "write a value of that kind"
        case "enum":
            return f"{name} is {shown}, which is none of the values that the schema allows", _one_of(found)
        case "const":
            return f"{name} is {shown}, and has to be {_shown(found.allowed)}", f"write {_shown(found.allowed)}"
        case "format":
            return f"{name} is {shown}, which is no {found.allowed}", _FORMATS.get(str(found.allowed), "write it in that format")
        case "pattern":
            return f"{name} is {shown}, which does not match {_shown(found.allowed)}", "write it as the pattern wants it"
        case "not" if found.allowed == {}:
            return f"the schema does not allow {name}", "take it out"
        case "uniqueItems":
            return f"{name} has an item twice", "take one of the two out"
        case "anyOf" | "oneOf" if _one_place(found):
            return (
                f"{name} is {shown}, and has to be {_types([each.allowed for each in found.other])}",
                "write a value of that kind",
            )
    if found.keyword in _COMPARED:
        return f"{name} is {shown}, which {_COMPARED[found.keyword]} {_shown(found.allowed)}", "write another number"
    if found.keyword in _COUNTED and isinstance(found.value, str | list | dict):
        text, help_ = _COUNTED[found.keyword]
        return f"{name} " + text.format(len(found.value), _shown(found.allowed)), help_
    return f"{name} is {shown}, which does not fit `{found.keyword}` of the schema", "compare it with the schema"


def _about_keys(found: Mismatch) -> tuple[str, str] | None:
    """The same of keys that are missing, or that should not be there."""
    if found.keyword == "propertyNames":
        return f"{_shown(found.value)} is no name the schema allows for a key", "rename it"
    named = [f"`{dotted((*found.path, name))}`" for name in found.names]
    if not named:
        return None
    if found.keyword == "required":
        return f"{_listed(named, 'and')} {'is' if len(named) == 1 else 'are'} missing", "add what the schema requires"
    return f"the schema has no key {_listed(named, 'and')}", "rename it, take it out, or add it to the schema"


def _listed(words: list[str], last: str) -> str:
    return f" {last} ".join(filter(None, (", ".join(words[:-1]), words[-1])))


_FORMATS = {
    "date": "write a day that there is, as 2026-11-23",
    "date-time": "write a moment with its offset, as 2026-11-23T09:00:00+01:00",
    "time": "write a time with its offset, as 09:00:00Z",
    "email": "write an address, as name@example.org",
    "uri": "write a whole address, as https://example.org/",
    "uri-reference": "write an address without blanks",
    "uuid": "write 32 hexadecimal digits in five groups",
}


def dotted(path: Path) -> str:
    """`authors[1].name`."""
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path).removeprefix(".")


def near(found: Mismatch) -> str | None:
    """The one text among those that are allowed which is near to what is there."""
    if found.keyword != "enum" or not isinstance(found.value, str) or not isinstance(found.allowed, list):
        return None
    texts = [each for each in found.allowed if isinstance(each, str)]
    likely = [text for text in texts if text.lower() == found.value.lower()] or nearest.names(found.value, texts, most=2)
    return likely[0] if len(likely) == 1 else None


def _one_of(found: Mismatch) -> str:
    texts = [_shown(each) for each in found.allowed] if isinstance(found.allowed, list) else []
    meant = near(found)
    if meant is not None:
        return f"did you mean {_shown(meant)}?"
    return f"one of {', '.join(texts[:_MOST])}{' and others' if len(texts) > _MOST else ''}"


def _one_place(found: Mismatch) -> bool:
    return bool(found.other) and all(each.keyword == "type" and each.path == found.path for each in found.other)


def _types(allowed: Any) -> str:
    names = allowed if isinstance(allowed, list) else [allowed]
    flat: Iterable[Any] = (each for name in names for each in (name if isinstance(name, list) else [name]))
    words = list(dict.fromkeys(_TYPES.get(str(each), str(each)) for each in flat))
    return _listed(words, "or")


def _shown(value: Any) -> str:
    text = " ".join(json.dumps(value, ensure_ascii=False, default=str).split())
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
