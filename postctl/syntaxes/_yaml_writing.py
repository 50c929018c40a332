"""Values as YAML text that every reader takes as meant, in the style of the value they replace."""

from __future__ import annotations

import re

from postctl.guard import Unreadable
from postctl.model import Node, Value

_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r", "\x85": "\\N", "\u2028": "\\L", "\u2029": "\\P"}
_MUST_ESCAPE = re.compile('[\\\\"\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]')
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]")


def _written(value: Value, like: Node | None, *, flow: bool) -> str:
    if isinstance(value, bool):
        return _boolean(value, like)
    if value is None:
        return "null"
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, list):
        item = like.items[0] if like is not None and like.items else None
        return f"[{', '.join(_written(each, item, flow=True) for each in value)}]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_key(key)}: {_written(each, None, flow=True)}" for key, each in value.items()) + "}"
    return _string(value, like.style if like is not None and like.kind == "scalar" else "plain", like, flow=flow)


def _boolean(value: bool, like: Node | None) -> str:  # it is the value to write
    """`true` or `false`, in the word pair and letter case of the one it replaces."""
    word = like.text if like is not None and like.style == "plain" and like.text.lower() in _TWINS else "true"
    lower = word.lower()
    truth = lower in ("true", "yes", "on")
    result = lower if truth == value else _TWINS[lower]
    return result.upper() if word.isupper() else result.capitalize() if word[0].isupper() else result


def _string(text: str, style: str, like: Node | None, *, flow: bool) -> str:
    if style == "single" and not _UNPRINTABLE.search(text):
        return "'" + text.replace("'", "''") + "'"
    if like is not None and like.style == "plain" and like.text.lower() in _TWINS and text.lower() in _TWINS:
        return text
    dated = like is not None and like.style == "plain" and _TIMESTAMP.fullmatch(like.text) is not None
    if style != "double" and _plain(text, flow=flow, dated=dated):
        return text
    return '"' + _MUST_ESCAPE.sub(lambda match: _ESCAPES.get(match[0]) or f"\\u{ord(match[0]):04x}", text) + '"'


def _plain(text: str, *, flow: bool, dated: bool) -> bool:
    """Whether a text says itself without quotes, to YAML 1.1 and 1.2 readers alike."""
    if not text or _UNPRINTABLE.search(text):
        return False
    if any(_resolve(text, schema) != text for schema in ("yaml-1.1", "yaml-1.2")) or text in ("y", "n", "Y", "N", "=", "<<"):
        return False
    if _TIMESTAMP.fullmatch(text) and not dated:
        return False
    try:
        node = Yaml().parse(f"k: [{text}]" if flow else f"k: {text}")
    except Unreadable:
        return False
    value = node.pairs[0][1]
    only = value.items[0] if flow and len(value.items) == 1 else value
    return len(node.pairs) == 1 and only.kind == "scalar" and only.style == "plain" and only.text == text


def _key(key: str) -> str:
    return _string(key, "plain", None, flow=True)
