"""Data as text and back: what a cache keeps of values of ours, the same in every process.

JSON has no tuples, sets and classes of ours; they become objects with one key that begins with `!`. Only named tuples and data
classes of postctl come back, made of their fields.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from importlib import import_module
from typing import Any

from postctl.values import fields, is_dataclass

_TUPLE, _SET, _MAPPING, _CLASS = "!t", "!s", "!m", "!c"
_MARKS = frozenset({_TUPLE, _SET, _MAPPING, _CLASS})


def text(value: object) -> str:
    """Data as a text that tells it apart. Raises `TypeError` for what is more than data, such as a function."""
    return json.dumps(_plain(value), separators=(",", ":"))


def value(text: str | bytes) -> Any:
    """The data of a text. Raises `ValueError`, `TypeError`, `LookupError`, `AttributeError` for one that is none of ours."""
    return json.loads(text, object_hook=_read)


def _plain(value: Any) -> Any:
    """The same in what JSON has."""
    kind = type(value)
    if value is None or kind in (str, bool, int, float):
        return value
    if kind is list:
        return [*map(_plain, value)]
    if kind is tuple:
        return {_TUPLE: [*map(_plain, value)]}
    if isinstance(value, frozenset | set):
        return {_SET: sorted(map(_plain, value), key=repr)}
    if isinstance(value, Mapping):
        if all(type(key) is str for key in value) and _MARKS.isdisjoint(value):
            return {key: _plain(each) for key, each in value.items()}
        return {_MAPPING: [[_plain(key), _plain(each)] for key, each in value.items()]}
    if not kind.__module__.startswith("postctl."):
        raise TypeError(f"{kind.__name__} is more than data")
    if isinstance(value, tuple):
        return {_CLASS: [kind.__module__, kind.__qualname__, *map(_plain, value)]}
    if is_dataclass(value):
        return {_CLASS: [kind.__module__, kind.__qualname__, *(_plain(getattr(value, each.name)) for each in fields(value))]}
    raise TypeError(f"{kind.__name__} is more than data")


def _read(found: dict[str, Any]) -> Any:
    if len(found) != 1 or _MARKS.isdisjoint(found):
        return found
    ((mark, inside),) = found.items()
    if mark == _TUPLE:
        return tuple(inside)
    if mark == _SET:
        return frozenset(inside)
    if mark == _MAPPING:
        return dict(inside)
    module, name, *values = inside
    kind = getattr(import_module(module), name) if module.startswith("postctl.") else None
    if not isinstance(kind, type) or not (issubclass(kind, tuple) or is_dataclass(kind)):
        raise TypeError(f"{name} is no data of ours")
    return kind(*values)
