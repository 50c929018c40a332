"""The plain literals of a JavaScript or TypeScript file, read without running it.

Objects are maps, arrays lists, and whatever would have to be computed is `UNKNOWN`. A name counts for the one literal it is
given. An object with a spread in it may have any key: `get` then says `UNKNOWN` for those that are not written behind it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, Final

from postctl.generators import _js_tokens
from postctl.generators._js_tokens import Token, unescaped
from postctl.regexes import later

_DEPTH = 60


class Unknown:
    """The value of what has to be run to be known (`UNKNOWN`)."""

    def __repr__(self) -> str:
        return "UNKNOWN"


UNKNOWN: Final = Unknown()
SPREAD: Final = "..."

_NOTHING = Token("", "", 0)
_OPENING, _CLOSING = frozenset("([{"), frozenset(")]}")
_SEPARATORS = frozenset(",;")
_ENDING = _SEPARATORS | _CLOSING  # no text is one of these: it has its quotes
_TYPED = frozenset({"as", "satisfies"})  # TypeScript: `{...} satisfies Config`, `'x' as const`
_STARTERS = frozenset({"const", "let", "var"})
_GIVEN = frozenset({"=", "+=", "??=", "||=", "&&="})
_TYPE_TOKENS = 200  # of a type between a name and its value
_WORDS: Mapping[str, Any] = {"true": True, "false": False, "null": None, "undefined": None}
_HOLE = later(r"\$\{\s*([A-Za-z_$][\w$]*)\s*\}")


def get(table: object, key: str, default: Any = None) -> Any:
    """The value of a key; `default` where it is certain that there is none, `UNKNOWN` where it is not."""
    if not isinstance(table, dict):
        return UNKNOWN if table is UNKNOWN else default
    if key in table:
        return table[key]
    return UNKNOWN if SPREAD in table else default


@lru_cache(maxsize=4)
def script(text: str) -> Script:
    """A file to be asked. Its comments must be gone (`_js_tokens.bare`) where its code is to be looked at."""
    return Script(text)


def literal(text: str, offset: int) -> Any:
    """The literal that begins at an offset of a bare text, or `UNKNOWN`."""
    found = script(text)
    at = found.at(offset)
    before = found.token(at - 1)
    return found.value(at) if before.start + len(before.text) <= offset else UNKNOWN  # else the offset is inside of a text


def arguments(text: str, offset: int) -> str:
    """The code from an offset in the arguments of a call, up to the bracket that closes it."""
    found = script(text)
    at = found.end(found.at(offset))
    while found.word(at) in _SEPARATORS:
        at = found.end(at + 1)
    return text[offset : found.start(at)]


class Script:
    """The tokens of a file, which are asked by their position, and where each bracket is closed."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = list(_js_tokens.tokens(text))
        self.starts = [token.start for token in self.tokens]
        self.ends: dict[int, int] = {}
        self.names: dict[str, list[int]] = {}
        self.assigned: set[str] = set()
        self.touched: set[str] = set()
        self.values: dict[str, Any] = {}
        self._look()

    def _look(self) -> None:
        """Find the pairs of brackets, and what names are given, given anew, or used in a way that may change their value."""
        unclosed: list[int] = []
        for at, token in enumerate(self.tokens):
            if token.kind == "name":
                behind = self.word(at + 1)
                if self.word(at - 1) in _STARTERS:
                    self.names.setdefault(token.text, []).append(at)
                elif behind in _GIVEN and self.word(at - 1) != ".":
                    self.assigned.add(token.text)
                if behind in (".", "["):
                    self.touched.add(token.text)
            elif token.text in _OPENING:
                unclosed.append(at)
            elif token.text in _CLOSING and unclosed:
                self.ends[unclosed.pop()] = at

    # --- code -------------------------------------------------------------------------------------------------------------

    def token(self, at: int) -> Token:
        return self.tokens[at] if 0 <= at < len(self.tokens) else _NOTHING

    def word(self, at: int) -> str:
        """What stands there, `''` at the end; texts have their quotes."""
        return self.token(at).text

    def at(self, offset: int) -> int:
        """The position of the first token from an offset on."""
        return bisect_left(self.starts, offset)

    def start(self, at: int) -> int:
        return self.starts[at] if at < len(self.starts) else len(self.text)

    def close(self, at: int) -> int:
        """Where the bracket at a position is closed; the end of the file if it is not."""
        return self.ends.get(at, len(self.tokens))

    def behind(self, at: int) -> int:
        """The position behind a token, or behind the pair of brackets that it opens."""
        return (self.close(at) if self.word(at) in _OPENING else at) + 1

    def end(self, at: int) -> int:
        """Where an expression ends: at a comma, a semicolon or the bracket around it."""
        while at < len(self.tokens):
            if self.word(at) in _ENDING:
                return at
            at = self.behind(at)
        return len(self.tokens)

    def code(self, at: int) -> str:
        """An expression as it is written."""
        return self.text[self.start(at) : self.start(self.end(at))].strip()

    def argument(self, at: int, name: str = "") -> int | None:
        """The first argument of the call that stands there, of the function of this name."""
        if self.token(at).kind != "name" or (name and self.word(at) != name):
            return None
        behind = at + 1
        if self.word(behind) == "<":
            closed = (each for each in range(behind, min(behind + _TYPE_TOKENS, len(self.tokens))) if self.word(each) == ">")
            behind = next(closed, behind) + 1
        return behind + 1 if self.word(behind) == "(" else None

    def members(self, at: int) -> dict[str, int] | None:
        """Where the values of an object are, by key; a method is its own value. `SPREAD` for what may bring any key."""
        while self.word(at) == "(":
            at += 1
        if self.word(at) != "{" or at not in self.ends:
            return None
        found: dict[str, int] = {}
        for key, place in self._entries(at + 1, self.close(at)):
            found.pop(key, None)  # the last one counts, and stands last
            found[key] = place
        return found

    def _entries(self, at: int, stop: int) -> Iterator[tuple[str, int]]:
        while at < stop:
            kind, word, _ = self.tokens[at]
            behind = self.word(at + 1)
            if word in _SEPARATORS:
                at += 1
                continue
            if kind in ("name", "text", "number") and behind == ":":
                at += 2
                yield unescaped(word[1:-1]) if kind == "text" else word, at
            elif kind == "name":
                yield behind if word in ("async", "get") and self.token(at + 1).kind == "name" else word, at
            else:
                yield SPREAD, at
            at = self.end(at)

    def defined(self, name: str) -> int | None:
        """Where the value stands that a name is given, if it is given one only."""
        places = self.names.get(name, [])
        if len(places) != 1 or name in self.assigned:
            return None
        at = places[0] + 1
        typed = range(at, at + _TYPE_TOKENS) if self.word(at) == ":" else ()
        while at in typed and self.word(at) not in ("=", *_ENDING):
            at = self.behind(at)
        return at + 1 if self.word(at) == "=" else None

    # --- values -----------------------------------------------------------------------------------------------------------

    def value(self, at: int, depth: int = 0) -> Any:
        """The literal that stands there, if the expression is nothing more; else `UNKNOWN`."""
        value, end = self._literal(at, depth) if depth < _DEPTH else (UNKNOWN, at)
        return value if self.is_over(end) else UNKNOWN

    def is_over(self, at: int) -> bool:
        """Whether an expression is over there: at its end, at a type, or as a new line begins another statement."""
        kind, word, start = self.token(at)
        if not word or word in _TYPED or word in _ENDING:
            return True
        before = self.token(at - 1)
        return kind == "name" and word not in ("in", "instanceof") and "\n" in self.text[before.start + len(before.text) : start]

    def _literal(self, at: int, depth: int) -> tuple[Any, int]:
        """A literal, and the position behind it."""
        kind, word, _ = self.token(at)
        if kind in ("text", "template"):
            return (unescaped(word[1:-1]) if kind == "text" else self._template(word[1:-1], depth)), at + 1
        if kind == "number" or (word == "-" and self.token(at + 1).kind == "number"):
            return (_number(word), at + 1) if kind == "number" else (-_number(self.word(at + 1)), at + 2)
        if word in _OPENING:
            return self._bracket(word, at, depth), self.behind(at)
        if word == "new":
            return self._beside(at, depth)
        if kind == "name":
            return _WORDS[word] if word in _WORDS else self.named(word, depth), at + 1
        return UNKNOWN, at

    def _bracket(self, word: str, at: int, depth: int) -> Any:
        if at not in self.ends:
            return UNKNOWN
        if word == "(":
            return self.value(at + 1, depth + 1) if self.end(at + 1) == self.close(at) else UNKNOWN
        return self._array(at, depth) if word == "[" else self._object(at, depth)

    def _object(self, at: int, depth: int) -> dict[str, Any]:
        table: dict[str, Any] = {}
        for key, place in (self.members(at) or {}).items():
            if key == SPREAD:
                table = {SPREAD: True}  # what stands before it may be something else now
            else:
                table[key] = self.value(place, depth + 1)
        return table

    def _array(self, at: int, depth: int) -> list[Any]:
        items: list[Any] = []
        stop, at = self.close(at), at + 1
        while at < stop:
            if self.word(at) not in _SEPARATORS:
                items.append(self.value(at, depth + 1))
            at = max(self.end(at), at + 1)
        return items

    def _template(self, text: str, depth: int) -> Any:
        """A template text in which only names of texts stand."""
        values = {name: self.named(name, depth) for name in _HOLE.findall(text)}
        if not all(isinstance(value, str) for value in values.values()):
            return UNKNOWN
        whole = _HOLE.sub("", text)
        return UNKNOWN if "${" in whole else _HOLE.sub(lambda hole: values[hole[1]], unescaped(text))

    def _beside(self, at: int, depth: int) -> tuple[Any, int]:
        """`new URL('./src', import.meta.url)` is the path of what lies beside the file."""
        end = self.close(at + 2)
        words = [self.word(each) for each in (at + 1, at + 2, *range(end - 6, end))]
        if words != ["URL", "(", ",", "import", ".", "meta", ".", "url"]:
            return UNKNOWN, at
        return self.value(at + 3, depth + 1), end + 1

    def named(self, name: str, depth: int = 0) -> Any:
        """The literal a name stands for, if it is given this one only and nothing may change it."""
        if name not in self.values:
            self.values[name] = UNKNOWN  # also while it is looked for: it may stand in its own value
            place = self.defined(name)
            value = self.value(place, depth + 1) if place is not None else UNKNOWN
            self.values[name] = UNKNOWN if isinstance(value, dict | list) and name in self.touched else value
        return self.values[name]


def _number(word: str) -> float | int:
    digits = word.replace("_", "")
    return int(digits) if digits.isdigit() and len(digits) < 16 else float(digits)
