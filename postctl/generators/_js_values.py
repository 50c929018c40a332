"""What JavaScript makes of values where a generator leaves it to JavaScript: as a condition, and as text."""

from __future__ import annotations

import math


def truthy(value: object) -> bool:
    """Everything but `null`, `false`, zero, not-a-number and an empty text is true; empty lists and maps are too."""
    if isinstance(value, float) and math.isnan(value):
        return False
    return isinstance(value, list | dict) or bool(value)


def text(value: object) -> str:
    """A value as `String(value)` gives it."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return ",".join("" if item is None else text(item) for item in value)
    if isinstance(value, dict):
        return "[object Object]"
    if isinstance(value, float):
        return _number(value)
    return str(value)


def _number(value: float) -> str:
    if math.isinf(value) or math.isnan(value):
        return "NaN" if math.isnan(value) else "Infinity" if value > 0 else "-Infinity"
    return str(int(value)) if value.is_integer() and abs(value) < 1e21 else repr(value)
