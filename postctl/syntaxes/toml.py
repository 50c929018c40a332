"""TOML between `+++` lines: Hugo and Zola."""

from __future__ import annotations

import re
from typing import Any

from postctl import guard
from postctl.errors import Refused
from postctl.guard import Unreadable
from postctl.model import Edit, Entry, Fences, Node, Problem, Schema, Span, Value
from postctl.regexes import later
from postctl.syntaxes import TOP, Block, Data, Syntax, _languages, _splice, _toml_flat, fenced

_BLANK = later(r"(?:[ \t\r\n]|#[^\r\n]*)*")
_KEY = later(r"[A-Za-z0-9_-]+|\"(?:[^\"\\\r\n]|\\.)*\"|'[^'\r\n]*'")
_DOT = later(r"[ \t]*\.[ \t]*")
_PART = r"""(?:[A-Za-z0-9_-]++|"(?:[^"\\\r\n]|\\.)*+\\?"?|'[^'\r\n]*+'?)"""
_JOINED = rf"(?:[ \t]*+\.[ \t]*+{_PART})"
_LONG = r'''"""(?:[^"\\]|\\[\s\S]|"(?!""))*+"{0,5}|\'\'\'(?:[^']|'(?!''))*+'{0,5}'''
_TOKEN = later(rf"{_LONG}|#[^\r\n]*+|(?P<deep>{_PART}{_JOINED}{{{guard.MAX_DEPTH}}})|{_PART}{_JOINED}*+")
_BARE = later(r"[^,\]}#\r\n]+")
_MULTI = {'"': later(r'(?:[^"\\]|\\(?:.|\r?\n)|"(?!""))*"{3,5}', re.DOTALL), "'": later(r"(?:[^']|'(?!''))*'{3,5}")}
_SINGLE = {'"': later(r'(?:[^"\\\r\n]|\\.)*"'), "'": later(r"[^'\r\n]*'")}
_DATE = later(r"\d{4}-\d\d-\d\d|\d\d:\d\d")
_MOMENT = later(r"\d{4}-\d\d-\d\d(?:[Tt ]\d\d:\d\d:\d\d(?:\.\d+)?(?:[Zz]|[-+]\d\d:\d\d)?)?|\d\d:\d\d:\d\d(?:\.\d+)?", re.ASCII)
_INNER_QUOTE = later(r'"(?="")|"\Z')
_CONTROL = later("[\x00-\x1f\x7f]")
_BREAK = later(r"\r\n|\r|\n")
_JULIA = later(
    r"^[ \t]*(?:(?:using|import|const|let|begin|function)[ \t]+\w|@\w+[ \t]|[^\W\d]\w*!?(?:[ \t]*=[ \t]*[^\W\d][\w.]*)?\()",
    re.MULTILINE,
)
_BLANK_LINE = later(r"(?:(?<=\n)\r?\n|(?<=\r)\r)?\Z")
_TAG = frozenset({"toml"})
_AT = later(r"\(at line (\d+), column (\d+)\)|\(at end of document\)")


class Toml(Syntax):
    """TOML front matter: `tomllib` says what it means, the scanner below where it stands."""

    name = "toml"
    START_DELIMITER = END_DELIMITER = "+++"

    def block(self, text: str, fences: Fences) -> Block | Problem | None:
        if fences.languages:
            return _languages.block(text, _TAG)
        return fenced(text, "+++", ("+++",), fences)

    def parse(self, source: str, base: int = 0) -> Node:
        guard.size(source, base)
        _dots(source, base)
        _loads(source, base)
        return _Scanner(" " * base + source, base).root()

    def data(self, source: str, schema: Schema) -> Data | None:
        return _toml_flat.data(source)

    def value(self, node: Node, schema: Schema) -> Value:
        if node.kind == "list":
            return [self.value(item, schema) for item in node.items]
        if node.kind == "map":
            return _tree([(name, self.value(value, schema)) for name, value in node.pairs])
        if node.style in ("basic", "literal", "multi", "date"):
            return node.text
        if node.style == "boolean":
            return node.text == "true"
        return _number(node.text)

    # -- writing --------------------------------------------------------------------------------------------------------

    def written(self, value: Value, like: Node | None, source: str, schema: Schema) -> str:
        import tomlkit

        if isinstance(value, list):
            item = like.items[0] if like is not None and like.items else None
            return f"[{', '.join(self.written(each, item, source, schema) for each in value)}]"
        if isinstance(value, dict):
            pairs = (
                f"{tomlkit.key(key).as_string()} = {self.written(each, None, source, schema)}" for key, each in value.items()
            )
            return "{" + ", ".join(pairs) + "}"
        if value is None:
            raise Refused("TOML has no null value", "remove the key instead")
        if isinstance(value, str) and like is not None:
            return _like(value, like, source) or tomlkit.item(value).as_string()
        return tomlkit.item(value).as_string()

    def replacement(self, source: str, root: Node, entry: Entry, value: Value, schema: Schema) -> Edit:
        node = entry.value
        if node.style == "block":
            raise Refused(f"`{entry.key}` is a table of its own", "edit it by hand")
        if node.kind == "list" and isinstance(value, list):
            old = [self.value(item, schema) for item in node.items]
            head, tail = _splice.common_ends(old, value)
            like = node.items[0] if node.items else None
            texts = [self.written(each, like, source, schema) for each in value[head : len(value) - tail]]
            return _splice.flow_splice(source, node, head, tail, texts)
        return Edit(node.span, self.written(value, node, source, schema))

    def insertion(self, source: str, root: Node, key: str, text: str, after: str | None, newline: str) -> Edit:
        import tomlkit

        name = tomlkit.key(key).as_string()
        plain = [pair for pair in root.pairs if pair[1].style != "block"]
        columns = [(value.span.start - name.span.start, name.span.end - name.span.start) for name, value in plain]
        line = _splice.aligned(source, columns, name, " = ") + text
        if not plain:
            at = _splice.line_end(source, root.span.start) if root.style == "block" else root.span.start
            return Edit(Span(at, at), line + newline)
        first = plain[0][0].span.start
        indent = _splice.indent(source, first)
        place = next((pair for pair in reversed(plain) if pair[0].text == after), plain[-1])
        at = _splice.line_start(source, first) if after == TOP else _splice.line_end(source, place[1].span.end)
        lead = "" if at == 0 or source[at - 1] in "\r\n" else newline
        return Edit(Span(at, at), lead + indent + line + newline)

    def removal(self, source: str, root: Node, entry: Entry) -> Edit:
        start = _splice.line_start(source, entry.name.span.start)
        if entry.value.style == "block":
            blank = _BLANK_LINE.search(source[:start])
            start = blank.start() if blank else start
        return Edit(Span(start, _splice.line_end(source, entry.value.span.end)), "")

    def table(self, source: str, root: Node, name: str, key: str, text: str, newline: str) -> Edit:
        import tomlkit

        at = len(source)
        head = f"{newline}[{tomlkit.key(name).as_string()}]{newline}"
        return Edit(Span(at, at), f"{head}{self.pair(key, text)}{newline}")

    def pair(self, key: str, text: str) -> str:
        import tomlkit

        return f"{tomlkit.key(key).as_string()} = {text}"


def _like(value: str, like: Node, source: str) -> str | None:
    """A text as the value it replaces was written; `None` for an ordinary string in double quotes."""
    if like.style == "date" and _MOMENT.fullmatch(value):
        return value
    if like.style == "literal" and not _CONTROL.search(value.replace("\t", "")) and "'" not in value:
        return f"'{value}'"
    if like.style == "multi":
        return _multi(value, source[slice(*like.span)], source.lstrip()[:3])
    return None


def _multi(value: str, old: str, fence: str) -> str | None:
    """A text between the three quotes of `old`, on lines of its own if that was; `None` where it would end early."""
    quotes = old[:3]
    if quotes == '"""':
        value = _INNER_QUOTE.sub(r'\\"', value.replace("\\", "\\\\"))
    elif quotes in value or value.endswith("'"):
        return None
    if fence in value or _CONTROL.search(value.replace("\n", "").replace("\t", "")):
        return None
    found = _BREAK.search(old)
    newline = found[0] if found else "\n"
    lead = newline if value.startswith("\n") or _BREAK.match(old, 3) else ""
    return quotes + lead + value.replace("\n", newline) + quotes


def _dots(source: str, base: int) -> None:
    """Raise `Unreadable` for a dotted key of too many parts, on which `tomllib` spends the square of their number."""
    if source.count(".") < guard.MAX_DEPTH:
        return
    for token in _TOKEN.finditer(source):
        if token.lastgroup == "deep":
            guard.depth(guard.MAX_DEPTH + 1, base + token.start())


def _loads(source: str, base: int = 0) -> dict[str, Any]:
    import tomllib

    try:
        return tomllib.loads(source.replace("\r\n", "\n").replace("\r", "\n"))
    except tomllib.TOMLDecodeError as error:
        raise _unreadable(str(error), source, base) from error
    except RecursionError as error:
        raise Unreadable(base, "front matter is nested too deeply", "flatten it", "oversized") from error
    except ValueError as error:
        raise Unreadable(base, "a number or a date is out of range", "is a date impossible, or a number too long?") from error


def _unreadable(message: str, source: str, base: int) -> Unreadable:
    found = _AT.search(message)
    reason = _AT.sub("", message).strip()
    reason = reason[:1].lower() + reason[1:] or "this is not TOML"
    if found is None or found[1] is None:
        at = len(source.rstrip()) if found else 0
    else:
        starts = [0, *(match.end() for match in _BREAK.finditer(source))]
        at = min(starts[min(int(found[1]), len(starts)) - 1] + int(found[2]) - 1, len(source))
    if _JULIA.search(source):
        help_ = "it is never run; its values have to be edited by hand"
        return Unreadable(base + at, "the block is code (Julia, as Franklin.jl reads it), not TOML", help_, "executable")
    if "{{" in source or "{%" in source:
        return Unreadable(
            base + at, f"template placeholders make this no TOML ({reason})", "a template or archetype is not a post"
        )
    return Unreadable(base + at, reason, 'TOML wants `key = value`, text in "quotes", dates as 2026-11-23')


def _number(text: str) -> Value:
    value = _loads(f"x = {text}")["x"]
    return value if isinstance(value, int | float) else text


def _tree(pairs: list[tuple[Node, Value]]) -> dict[str, Value]:
    """Pairs to a mapping; dotted keys (`style == 'dotted'`) become nested mappings."""
    tree: dict[str, Value] = {}
    for name, value in pairs:
        *outer, last = name.text.split("\0")
        level = tree
        for key in outer:
            inner = level.setdefault(key, {})
            inner = inner[-1] if isinstance(inner, list) else inner  # `[a.b]` belongs to the last `[[a]]`
            level = inner if isinstance(inner, dict) else {}
        held = level.get(last)
        if isinstance(held, list) and isinstance(value, list):
            held.extend(value)
        elif isinstance(held, dict) and isinstance(value, dict):
            held.update(value)
        else:
            level[last] = value
    return tree


class _Scanner:
    """Where the keys and values of a valid TOML text stand, from `start` on. `tomllib` has accepted the text before."""

    def __init__(self, text: str, start: int) -> None:
        self.text = text
        self.start = start
        self.count = 0

    def root(self) -> Node:
        pairs: list[tuple[Node, Node]] = []
        here = self._skip(self.start)
        while here < len(self.text) and self.text[here] != "[":
            pair, here = self._pair(here, 1)
            pairs.append(pair)
            here = self._skip(here)
        while here < len(self.text):
            pair, here = self._table(here)
            pairs.append(pair)
        return Node("map", Span(self.start, len(self.text)), "root", "", (), tuple(pairs))

    def _table(self, at: int) -> tuple[tuple[Node, Node], int]:
        """`[a.b]` or `[[a]]` with the pairs under it, as one pair."""
        self._one_more(at)
        array = self.text.startswith("[[", at)
        name, here = self._dotted(self._skip(at + 1 + array))
        here = self._skip(self.text.index("]", here) + 1 + array)
        pairs: list[tuple[Node, Node]] = []
        end = here
        while here < len(self.text) and self.text[here] != "[":
            pair, end = self._pair(here, 2)
            pairs.append(pair)
            here = self._skip(end)
        table = Node("map", Span(at, end), "block", "", (), tuple(pairs))
        value = Node("list", table.span, "block", "", (table,)) if array else table
        return (name, value), here

    def _pair(self, at: int, level: int) -> tuple[tuple[Node, Node], int]:
        name, here = self._dotted(at)
        value = self._value(self._skip(self.text.index("=", here) + 1), level)
        return (name, value), value.span.end

    def _dotted(self, at: int) -> tuple[Node, int]:
        """A key. The parts of a dotted one are joined by NUL."""
        parts, here = [], at
        while True:
            match = _KEY.match(self.text, here)
            if match is None:
                raise Unreadable(here, "a key is expected here")
            parts.append(self._part(match[0], here))
            dot = _DOT.match(self.text, match.end())
            if dot is None:
                style = "plain" if len(parts) == 1 else "dotted"
                return Node("scalar", Span(at, match.end()), style, "\0".join(parts)), match.end()
            here = dot.end()

    def _part(self, raw: str, at: int) -> str:
        text = str(_loads(f"x = {raw}")["x"]) if raw[0] in "\"'" else raw
        if "\0" in text:
            raise Unreadable(at, "a key holds a NUL character", "remove it")
        return text

    def _value(self, at: int, level: int) -> Node:
        guard.depth(level, at)
        self._one_more(at)
        first = self.text[at]
        if first == "[":
            return self._list(at, level)
        if first == "{":
            return self._inline(at, level)
        if first in "\"'":
            return self._string(at, first)
        match = _BARE.match(self.text, at)
        text = match[0].rstrip() if match else ""
        style = "boolean" if text in ("true", "false") else "date" if _DATE.match(text) else "number"
        return Node("scalar", Span(at, at + len(text)), style, text)

    def _string(self, at: int, quote: str) -> Node:
        long = self.text.startswith(quote * 3, at)
        match = (_MULTI if long else _SINGLE)[quote].match(self.text, at + (3 if long else 1))
        if match is None:
            raise Unreadable(at, "a string is never closed")
        style = "multi" if long else "basic" if quote == '"' else "literal"
        raw = self.text[at : match.end()]
        text = raw[1:-1] if not long and "\\" not in raw else str(_loads(f"x = {raw}")["x"])
        return Node("scalar", Span(at, match.end()), style, text)

    def _list(self, at: int, level: int) -> Node:
        items: list[Node] = []
        here = self._skip(at + 1)
        while self.text[here] != "]":
            items.append(self._value(here, level + 1))
            here = self._comma(items[-1].span.end)
        return Node("list", Span(at, here + 1), "flow", "", tuple(items))

    def _inline(self, at: int, level: int) -> Node:
        pairs: list[tuple[Node, Node]] = []
        here = self._skip(at + 1)
        while self.text[here] != "}":
            pair, end = self._pair(here, level + 1)
            pairs.append(pair)
            here = self._comma(end)
        return Node("map", Span(at, here + 1), "flow", "", (), tuple(pairs))

    def _one_more(self, at: int) -> None:
        self.count += 1
        guard.nodes(self.count, at)

    def _comma(self, at: int) -> int:
        here = self._skip(at)
        return self._skip(here + 1) if self.text[here] == "," else here

    def _skip(self, at: int) -> int:
        match = _BLANK.match(self.text, at)
        return match.end() if match else at


SYNTAX = Toml()
