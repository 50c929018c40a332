"""The plain literals of a JavaScript or TypeScript configuration, read without running it.

`exported` gives the object a file exports: objects are maps, arrays lists, and whatever would have to be computed is `UNKNOWN`.
An object with a spread in it may have any key: `get` then says `UNKNOWN` for those that are not written behind it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

_MAX = 200_000
_DEPTH = 60


class Unknown:
    """The value of what has to be run to be known (`UNKNOWN`)."""

    def __repr__(self) -> str:
        return "UNKNOWN"


UNKNOWN: Final = Unknown()
SPREAD: Final = "..."

_TOKEN = re.compile(
    r"""(?P<space>\s+|//[^\n]*|/\*(?s:.*?)\*/)
    |(?P<string>'(?:[^'\\\n]|\\(?s:.))*'|"(?:[^"\\\n]|\\(?s:.))*")
    |(?P<template>`(?:[^`\\]|\\(?s:.))*`)
    |(?P<number>(?:\d[\d_]*\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)
    |(?P<name>[A-Za-z_$][\w$]*)
    |(?P<spread>\.\.\.)
    |(?P<arrow>=>)
    |(?P<regex>/(?![/*])(?:[^/\\\n\[]|\\.|\[(?:[^\]\\\n]|\\.)*\])+/[a-z]*)
    |(?P<sign>.)""",
    re.VERBOSE,
)
_VALUE_BEFORE = frozenset(")]}")
_NO_BEGINNING = frozenset(",;)]}")  # no value begins with these
_OF_A_SITE = frozenset({"baseUrl", "presets", "plugins"})
_NAMES = 200  # that are looked up
_WORDS: Mapping[str, Any] = {"true": True, "false": False, "null": None, "undefined": None}
_ESCAPE = re.compile(r"\\(u\{[0-9a-fA-F]{1,6}\}|u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|\r\n|(?s:.))")
_SIMPLE = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "v": "\v", "0": "\0", "\n": "", "\r\n": ""}

_Token = tuple[str, str]


def get(table: object, key: str, default: Any = None) -> Any:
    """The value of a key; `default` where it is certain that there is none, `UNKNOWN` where it is not."""
    if not isinstance(table, dict):
        return UNKNOWN if table is UNKNOWN else default
    if key in table:
        return table[key]
    return UNKNOWN if SPREAD in table else default


def exported(text: str) -> Any:
    """The value a module exports, or that its function returns, as far as literals say it; `UNKNOWN` if there is none."""
    tokens = _tokens(text) if len(text) <= _MAX else []
    for position in range(len(tokens) - 1, -1, -1):
        start = _after_export(tokens, position)
        if start is not None:
            return _Reader(tokens).chosen(start)
    return UNKNOWN


def _tokens(text: str) -> list[_Token]:
    """Kind and text of each token. A slash behind a value divides, and begins no regular expression."""
    found: list[_Token] = []
    position = 0
    while position < len(text):
        match = _TOKEN.match(text, position)
        if match is None:
            return []
        kind, word = match.lastgroup or "", match[0]
        if kind == "regex" and found and (found[-1][0] in ("name", "number", "string") or found[-1][1] in _VALUE_BEFORE):
            kind, word = "sign", "/"
        position += len(word)
        if kind != "space":
            found.append((kind, word))
    return found


def _after_export(tokens: list[_Token], at: int) -> int | None:
    words = [word for _, word in tokens[at : at + 4]]
    if words[:2] == ["export", "default"]:
        return at + 2
    return at + 4 if words == ["module", ".", "exports", "="] else None


class _Reader:
    """Reads values out of a list of tokens. Methods take a position and return the value with the position behind it."""

    def __init__(self, tokens: list[_Token]) -> None:
        self.tokens = tokens
        self.resolving: set[str] = set()
        self.asked = 0

    def word(self, at: int) -> str:
        return self.tokens[at][1] if at < len(self.tokens) else ""

    def chosen(self, at: int) -> Any:
        """The exported value at a position: an object, a name for one, or a function that returns one."""
        value, _ = self.value(at, 0)
        if value is not UNKNOWN:
            return value
        if self.word(at) in ("async", "function", "("):
            return self._returned(at)
        if self.tokens[at : at + 1] and self.tokens[at][0] == "name" and self.word(at + 1) == "(":
            value, _ = self.value(at + 2, 0)  # defineConfig({...}) and its like
            return value
        return UNKNOWN

    def _returned(self, at: int) -> Any:
        """What the one `return` of a function says; one in a function inside it counts if it looks like a site."""
        found: list[Any] = []
        depth = 0
        for each in range(at, len(self.tokens)):
            kind, word = self.tokens[each]
            if kind == "sign":
                depth += (word in "{[(") - (word in "}])")
                if word == "}" and depth == 0:
                    break
            elif word == "return":
                value, _ = self.value(each + 1, 0)
                if depth == 1 or (isinstance(value, dict) and not _OF_A_SITE.isdisjoint(value)):
                    found.append(value)
        return found[0] if len(found) == 1 else UNKNOWN

    def value(self, at: int, depth: int) -> tuple[Any, int]:
        """A literal that ends where its expression does; `UNKNOWN` for any other expression, which is skipped."""
        value, end = self._literal(at, depth) if depth < _DEPTH else (UNKNOWN, at)
        while self.word(end) in ("satisfies", "as"):  # TypeScript: `{...} satisfies Config`, `'x' as const`
            end = self._skipped(end)
        if self.word(end) in (",", "}", "]", ")", ";", "") or (end > at and self._new_statement(end)):
            return value, end
        return UNKNOWN, self._skipped(at)

    def _new_statement(self, at: int) -> bool:
        return self.word(at) in ("const", "let", "var", "export", "module", "function", "async", "import", "type", "return")

    def _literal(self, at: int, depth: int) -> tuple[Any, int]:
        kind, word = self.tokens[at] if at < len(self.tokens) else ("", "")
        if kind == "string" or (kind == "template" and "${" not in word):
            return _unescaped(word[1:-1]), at + 1
        if kind == "number":
            return _number(word), at + 1
        if word in _WORDS:
            return _WORDS[word], at + 1
        if word == "{":
            return self._object(at + 1, depth)
        if word == "[":
            return self._array(at + 1, depth)
        if word == "(":
            value, end = self.value(at + 1, depth + 1)
            return (value, end + 1) if self.word(end) == ")" else (UNKNOWN, at)
        if kind == "name":
            return self._named(word, depth), at + 1
        return UNKNOWN, at

    def _named(self, name: str, depth: int) -> Any:
        """The literal a `const` of this name has at the top of the file, if it is the only one and nothing changes it."""
        self.asked += 1
        if self.asked > _NAMES:
            return UNKNOWN
        places = [
            each
            for each in range(1, len(self.tokens))
            if self.word(each) == name and self.word(each - 1) in ("const", "let", "var")
        ]
        changed = any(
            self.word(each) == name and self.word(each + 1) in ("=", ".", "[") and self.word(each - 1) != "const"
            for each in range(len(self.tokens))
        )
        if len(places) != 1 or changed or name in self.resolving:
            return UNKNOWN
        at = places[0] + 1
        while self.word(at) not in ("=", ";", ""):
            at += 1
        self.resolving.add(name)
        value, _ = self.value(at + 1, depth + 1)
        self.resolving.discard(name)
        return value

    def _object(self, at: int, depth: int) -> tuple[Any, int]:
        table: dict[str, Any] = {}
        while (word := self.word(at)) not in ("}", ""):
            kind = self.tokens[at][0]
            if word in _NO_BEGINNING:
                at += 1
            elif kind == "spread":
                table = {SPREAD: True}  # what stands before it may be something else now
                at = self._skipped(at)
            elif kind in ("name", "string", "number") and self.word(at + 1) == ":":
                key = _unescaped(word[1:-1]) if kind == "string" else word
                table[key], at = self.value(at + 2, depth + 1)
            elif kind == "name" and self.word(at + 1) in (",", "}"):
                table[word], at = self._named(word, depth + 1), at + 1
            else:  # a method, or a computed key
                if kind == "name":
                    table[self.word(at + 1) if word in ("async", "get") else word] = UNKNOWN
                elif word == "[":
                    table = {SPREAD: True}
                at = self._skipped(at)
        return (table if word else {SPREAD: True, **table}), at + 1

    def _array(self, at: int, depth: int) -> tuple[Any, int]:
        items: list[Any] = []
        while (word := self.word(at)) not in ("]", ""):
            if word in _NO_BEGINNING:
                at += 1
            elif self.tokens[at][0] == "spread":
                items.append(UNKNOWN)
                at = self._skipped(at)
            else:
                item, at = self.value(at, depth + 1)
                items.append(item)
        return items, at + 1

    def _skipped(self, at: int) -> int:
        """The position of the comma or bracket that ends an expression."""
        start, open_brackets = at, 0
        while at < len(self.tokens):
            word = self.word(at) if self.tokens[at][0] == "sign" else ""
            if word in ("{", "[", "("):
                open_brackets += 1
            elif word in ("}", "]", ")"):
                if open_brackets == 0:
                    return at
                open_brackets -= 1
            elif word in (",", ";") and open_brackets == 0 and at > start:
                return at
            at += 1
        return at


def _number(word: str) -> float | int:
    digits = word.replace("_", "")
    return int(digits) if digits.isdigit() and len(digits) < 16 else float(digits)


def _unescaped(text: str) -> str:
    return _ESCAPE.sub(_meant, text) if "\\" in text else text


def _meant(match: re.Match[str]) -> str:
    code = match[1]
    if len(code) > 1 and code[0] in "ux":
        number = int(code[1:].strip("{}"), 16)
        return chr(number) if number < 0x110000 and not 0xD800 <= number < 0xE000 else "\ufffd"
    return _SIMPLE.get(code, code)
