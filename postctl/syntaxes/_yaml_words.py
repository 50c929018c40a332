"""What plain YAML scalars mean: booleans, nulls and numbers of YAML 1.1 and 1.2."""

from __future__ import annotations

from collections.abc import Mapping

from postctl.model import Schema, Value
from postctl.regexes import later

_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_TRUE_12 = frozenset({"true", "True", "TRUE"})
_FALSE_12 = frozenset({"false", "False", "FALSE"})
_TRUE_11 = _TRUE_12 | {"yes", "Yes", "YES", "on", "On", "ON"}
_FALSE_11 = _FALSE_12 | {"no", "No", "NO", "off", "Off", "OFF"}

_DIGITS = 300
_NUMBERS = frozenset("-+.0123456789")
_INT_12 = later(r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT_12 = later(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_FLOAT_11 = later(r"[-+]?(?:[0-9][0-9_]*\.[0-9_]*|\.[0-9][0-9_]*)(?:[eE][-+][0-9]+)?")
_NO_NUMBER = later(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")
_INT_11 = later(r"[-+]?0b[01_]+|[-+]?0[0-7_]+|[-+]?(?:0|[1-9][0-9_]*)|[-+]?0x[0-9a-fA-F_]+")
_BASE_60 = later(r"[-+]?[1-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?")


_WORDS: Mapping[Schema, Mapping[str, bool | None]] = {
    "yaml-1.1": dict.fromkeys(_NULLS) | dict.fromkeys(_TRUE_11, True) | dict.fromkeys(_FALSE_11, False),
    "yaml-1.2": dict.fromkeys(_NULLS) | dict.fromkeys(_TRUE_12, True) | dict.fromkeys(_FALSE_12, False),
}


def resolve(text: str, schema: Schema) -> Value:
    """The data a plain scalar means. Timestamps stay text."""
    words = _WORDS[schema]
    if text in words:
        return words[text]
    return _number(text, old=schema == "yaml-1.1") if text[0] in _NUMBERS else text


def _number(text: str, *, old: bool) -> Value:
    if len(text) > _DIGITS or (text[4:5] == "-" and text[:4].isdigit()):  # the latter as in a date, which most are
        return text
    if old and _INT_11.fullmatch(text):
        return _old_integer(text)
    if old and _BASE_60.fullmatch(text):
        return _sexagesimal(text.replace("_", ""))
    if not old and _INT_12.fullmatch(text):
        return int(text, 8 if text.startswith("0o") else 16 if text.startswith("0x") else 10)
    if _NO_NUMBER.fullmatch(text):
        return float(text.lower().replace(".", ""))
    return float(text.replace("_", "")) if (_FLOAT_11 if old else _FLOAT_12).fullmatch(text) else text


def _old_integer(text: str) -> Value:
    digits = text.replace("_", "")
    bare = digits.lstrip("+-")
    base = 2 if bare.startswith("0b") else 16 if bare.startswith("0x") else 8 if bare.startswith("0") else 10
    return text if bare in ("0b", "0x") else int(digits, base)


def _sexagesimal(text: str) -> Value:
    sign = -1 if text[0] == "-" else 1
    total = 0.0
    for part in text.lstrip("+-").split(":"):
        total = total * 60 + float(part)
    return sign * (int(total) if "." not in text and total < 1e15 else total)
