"""The tokens of JavaScript and TypeScript, as far as they matter to who only looks for literals.

Texts, comments and regular expressions are told apart, so that no bracket or comma in them counts. What is never closed goes on
to the end of the line or of the file: each character is looked at once, whatever a file holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from postctl.regexes import later
from postctl.values import NamedTuple

LONGEST: Final = 200_000
"""Characters of a file that is looked at; a longer one counts as empty."""

_TOKEN = later(
    r"""(?P<space>\s+)
    |(?P<comment>//[^\n]*|/\*.*?(?:\*/|\Z))
    |(?P<text>'(?:[^'\\\n]|\\.)*+'|"(?:[^"\\\n]|\\.)*+")
    |(?P<template>`(?:[^`\\]|\\.)*+`)
    |(?P<open>'(?:[^'\\\n]|\\.)*+|"(?:[^"\\\n]|\\.)*+|`(?:[^`\\]|\\.)*+)
    |(?P<number>(?:\d[\d_]*\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)
    |(?P<name>[A-Za-z_$][\w$]*)
    |(?P<regex>/(?:[^/\\\n\[]|\\[^\n]|\[(?:[^\]\\\n]|\\[^\n]){0,60}+\]){1,300}+/[a-z]*)
    |(?P<sign>\.\.\.|=>|[=!]==?|[-+*/%&|^?]{0,2}=|.)""",
    re.VERBOSE | re.DOTALL,
)
_VALUES = frozenset({"name", "number", "text", "template"})
_NO_REGEX = frozenset(")]}<")  # a slash behind these divides, or closes a tag
_ESCAPE = later(r"\\(u\{[0-9a-fA-F]{1,6}\}|u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|\r\n|.)", re.DOTALL)
_SIMPLE = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "v": "\v", "0": "\0", "\n": "", "\r\n": ""}


class Token(NamedTuple):
    """`kind`: `text`, `template`, `number`, `name`, `regex`, `sign`, or `open` for a text that is never closed."""

    kind: str
    text: str
    start: int


def tokens(text: str) -> Iterator[Token]:
    """The tokens of a file, without white space and comments."""
    return (token for token in _all(text) if token.kind not in ("space", "comment"))


def bare(text: str | None) -> str:
    """The code without its comments; `''` for a file that is not there or too long to be looked at."""
    if text is None or len(text) > LONGEST:
        return ""
    return "".join(" " if token.kind == "comment" else token.text for token in _all(text))


def _all(text: str) -> Iterator[Token]:
    position, before = 0, Token("", "", 0)
    while match := _TOKEN.match(text, position):
        token = Token(match.lastgroup or "", match[0], position)
        if token.kind == "regex" and (before.kind in _VALUES or before.text in _NO_REGEX) and before.text != "return":
            token = Token("sign", "/", position)
        position += len(token.text)
        if token.kind not in ("space", "comment"):
            before = token
        yield token


def unescaped(text: str) -> str:
    """What stands between the quotes of a text, with its escapes resolved."""
    return _ESCAPE.sub(_meant, text) if "\\" in text else text


def _meant(match: re.Match[str]) -> str:
    code = match[1]
    if len(code) > 1 and code[0] in "ux":
        number = int(code[1:].strip("{}"), 16)
        return chr(number) if number < 0x110000 and not 0xD800 <= number < 0xE000 else "\ufffd"
    return _SIMPLE.get(code, code)
