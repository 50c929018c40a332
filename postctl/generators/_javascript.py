"""Plain literals of JavaScript configuration, read as text and never run: what is no literal is `CODE`."""

from __future__ import annotations

import json
import re
from typing import Any, Final

CODE: Final = "\0code"
"""Stands for a value that only running the file would tell."""

_DEEPEST = 40
_NOISE = re.compile(
    r"""(?P<text>"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`)|//[^\n]*|/\*.*?\*/""",
    re.DOTALL,
)
_BLANK = re.compile(r"\s*")
_TEXT = re.compile(r"""(["'`])((?:\\.|(?!\1)[^\\])*)\1""", re.DOTALL)
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?\b")
_KEY = re.compile(r"[A-Za-z_$][\w$]*")
_WORDS = {"true": True, "false": False, "null": None, "undefined": None}
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_PLAIN_ESCAPES = {"n": "\n", "t": "\t", "r": "\r"}
_EXPORTED = re.compile(r"(?:\bexport\s+default|\bmodule\.exports\s*=)\s*(?=\{)")
_RETURNED = re.compile(r"(?:\breturn|=>\s*\()\s*(?=\{)")
_OPENING, _CLOSING = "([{", ")]}"


def bare(text: str) -> str:
    """The source without its comments."""
    return _NOISE.sub(lambda found: found["text"] or " ", text)


def exported(text: str) -> dict[str, Any] | None:
    """The object a data file exports, or the only one that the function it exports returns. `text` is bare."""
    found = _EXPORTED.search(text)
    if found is None:
        returned = list(_RETURNED.finditer(text))
        found = returned[0] if len(returned) == 1 else None
    value = literal(text, found.end()) if found else CODE
    return value if isinstance(value, dict) else None


def literal(text: str, start: int) -> Any:
    """The literal that begins at an offset, or `CODE`."""
    value, end = _value(text, start, 0)
    return value if end < 0 or not re.match(r"\s*(?:[+.?(\[]|\|\||&&)", text[end : end + 40]) else CODE


def _value(text: str, at: int, depth: int) -> tuple[Any, int]:
    """A literal and where it ends; `CODE` and -1 for what is none."""
    at = _skip(text, at)
    opening = text[at : at + 1]
    if depth > _DEEPEST or not opening:
        return CODE, -1
    if opening in "[{":
        return _list(text, at + 1, depth) if opening == "[" else _object(text, at + 1, depth)
    if found := _TEXT.match(text, at):
        return (CODE, -1) if opening == "`" and "${" in found[2] else (_unescaped(found[2]), found.end())
    if found := _NUMBER.match(text, at):
        return json.loads(found[0]) if not re.match(r"-?0\d", found[0]) else CODE, found.end()
    word = _KEY.match(text, at)
    return (_WORDS[word[0]], word.end()) if word and word[0] in _WORDS else (CODE, -1)


def _item(text: str, at: int, depth: int) -> tuple[Any, int]:
    """The value of an item and where the comma or bracket behind it stands; -1 if it never ends."""
    value, end = _value(text, at, depth + 1)
    end = _skip(text, end) if end >= 0 else -1
    if end >= 0 and text[end : end + 1] in (",", "]", "}"):
        return value, end
    return CODE, _over(text, at)


def _list(text: str, at: int, depth: int) -> tuple[Any, int]:
    items: list[Any] = []
    while (at := _skip(text, at)) < len(text):
        if text[at] == "]":
            return (CODE if CODE in items else items), at + 1
        value, at = _item(text, at, depth)
        if at < 0 or text[at] not in ",]":
            break
        items.append(value)
        at += text[at] == ","
    return CODE, -1


def _object(text: str, at: int, depth: int) -> tuple[Any, int]:
    """Members whose value is no literal are `CODE`, methods too; what is spread into it is left out."""
    members: dict[str, Any] = {}
    while (at := _skip(text, at)) < len(text):
        if text[at] == "}":
            return members, at + 1
        key = _TEXT.match(text, at) or _KEY.match(text, at)
        behind = _skip(text, key.end()) if key else at
        if key and text[behind : behind + 1] == ":":
            value, at = _item(text, behind + 1, depth)
        else:
            value, at = CODE, _over(text, at)
        if at < 0 or text[at] not in ",}":
            break
        if key:
            members[_unescaped(key[2]) if key.re is _TEXT else key[0]] = value
        at += text[at] == ","
    return CODE, -1


def _over(text: str, at: int) -> int:
    """Where an expression ends: at a comma or a closing bracket of the level around it; -1 if it never does."""
    level = 0
    while at < len(text):
        if found := _TEXT.match(text, at):
            at = found.end()
            continue
        char = text[at]
        if level == 0 and (char == "," or char in _CLOSING):
            return at
        level += (char in _OPENING) - (char in _CLOSING)
        at += 1
    return -1


def call(text: str, start: int) -> str:
    """The text of a call's arguments, which begin at an offset, up to the bracket that closes it."""
    at = start
    while (end := _over(text, at)) >= 0 and text[end] == ",":
        at = end + 1
    return text[start : end if end >= 0 else len(text)]


def _skip(text: str, at: int) -> int:
    found = _BLANK.match(text, at)
    return found.end() if found else at


def _unescaped(text: str) -> str:
    return _ESCAPE.sub(lambda found: _PLAIN_ESCAPES.get(found[1], found[1]), text)
