"""A JSON object at the head of the file (Hugo), its pairs before a line `;;;` (Hexo), or the object between fences (Eleventy)."""

from __future__ import annotations

import json
from json.decoder import JSONDecodeError, scanstring  # type: ignore[attr-defined]  # public in practice, untyped
from typing import cast

from postctl import guard
from postctl.guard import Unreadable
from postctl.model import Edit, Entry, Fences, Node, Problem, Schema, Span, Value
from postctl.regexes import later
from postctl.syntaxes import TOP, Block, Syntax, _languages, _splice, _unopened

_SPACE = later(r"[ \t\r\n]*")
_TO_NEXT_LINE = later(r"[ \t]*(?:\r\n|\r|\n)")
_TAG = frozenset({"json"})
_SURROGATE = later("[\ud800-\udfff]")
_WORD = later(r"-?(?:0|[1-9]\d*)(\.\d+)?([eE][-+]?\d+)?|true|false|null")

_DIGITS = 300


class Json(Syntax):
    """JSON front matter: `{` to its closing `}`, without fences."""

    name = "json"
    nothing = "{}"
    START_DELIMITER = END_DELIMITER = ""

    def block(self, text: str, fences: Fences) -> Block | Problem | None:
        if fences.unopened:
            return self._unopened(text)
        if fences.languages:
            return _languages.block(text, _TAG)
        start = len(text) - len(text.lstrip()) if fences.blank_before else 0
        if not text.startswith("{", start) or text.startswith(("{{", "{%", "{#"), start):
            return None
        try:
            root = self._map(text, start)
            guard.size(text[start : root.span.end], start)
        except Unreadable as error:
            return error.problem
        end = root.span.end
        after = _TO_NEXT_LINE.match(text, end)
        body = after.end() if after else end
        return Block(Span(start, body), Span(start, end), Span(body, len(text)), root)

    def _unopened(self, text: str) -> Block | Problem | None:
        block = _unopened.block(text, ";")
        try:
            return block and block._replace(root=_unopened.json(text[slice(*block.inner)], block.inner.start, self.parse))
        except Unreadable as error:
            return error.problem

    def parse(self, source: str, base: int = 0) -> Node:
        text = " " * base + source  # so that spans count from `base`
        root = self._map(text, len(text) - len(source.lstrip()))
        guard.size(source, base)
        rest = len(text[root.span.end :].lstrip())
        if rest:
            raise Unreadable(len(text) - rest, "there is more behind the closing }", "remove it")
        return root

    def _map(self, text: str, start: int) -> Node:
        """The object that begins at `start`, whatever follows it."""
        if not text.startswith("{", start):
            raise Unreadable(min(start, len(text)), "an object in braces is expected here", 'write {"key": value}')
        return _Scanner(text).node(start, 0)

    def value(self, node: Node, schema: Schema) -> Value:
        if node.kind == "list":
            return [self.value(item, schema) for item in node.items]
        if node.kind == "map":
            return {name.text: self.value(value, schema) for name, value in node.pairs}
        if node.style == "literal":
            return node.text
        return cast("Value", json.loads(node.text))

    # -- writing --------------------------------------------------------------------------------------------------------

    def written(self, value: Value, like: Node | None, source: str, schema: Schema) -> str:
        text = json.dumps(value, ensure_ascii=False)
        escaped = like is not None and "\\u" in source and source.isascii()
        return json.dumps(value) if escaped or _SURROGATE.search(text) else text

    def replacement(self, source: str, root: Node, entry: Entry, value: Value, schema: Schema) -> Edit:
        node = entry.value
        if node.kind == "list" and isinstance(value, list):
            old = [self.value(item, schema) for item in node.items]
            head, tail = _splice.common_ends(old, value)
            texts = [self.written(each, node, source, schema) for each in value[head : len(value) - tail]]
            return _splice.flow_splice(source, node, head, tail, texts)
        return Edit(node.span, self.written(value, node, source, schema))

    def insertion(self, source: str, root: Node, key: str, text: str, after: str | None, newline: str) -> Edit:
        pair = f"{json.dumps(key, ensure_ascii=False)}: {text}"
        bare = root.style == "bare"
        first = root.span.start + (not bare)
        if root.style == "none":
            return Edit(root.span, f"{{{pair}}}{newline}")
        if not root.pairs:
            return Edit(Span(first, first), pair)
        if after == TOP:
            name, value = root.pairs[0]
            lead = source[first : name.span.start] or (newline if bare else "")
            pair = json.dumps(key, ensure_ascii=False) + source[name.span.end : value.span.start] + text
            return Edit(Span(name.span.start, name.span.start), f"{pair},{lead or ' '}")
        index = next((i for i, (name, _) in enumerate(root.pairs) if name.text == after), len(root.pairs) - 1)
        name, value = root.pairs[index]
        lead = source[_space_before(source, name.span.start) : name.span.start]
        colon = source[name.span.end : value.span.start]
        pair = json.dumps(key, ensure_ascii=False) + colon + text
        if not (index or lead.strip(" ")):
            lead = newline if bare else " "
        return Edit(Span(value.span.end, value.span.end), f",{lead}{pair}")

    def pair(self, key: str, text: str) -> str:
        return f"{json.dumps(key, ensure_ascii=False)}: {text}"

    def into_flow(self, source: str, table: Node, key: str, text: str) -> Edit:
        return self.insertion(source, table, key, text, None, "\n")

    def removal(self, source: str, root: Node, entry: Entry) -> Edit:
        spans = [(name.span.start, value.span.end) for name, value in root.pairs]
        index = spans.index((entry.name.span.start, entry.value.span.end))
        if index:
            return Edit(Span(spans[index - 1][1], spans[index][1]), "")
        if len(spans) > 1:
            return Edit(Span(spans[0][0], spans[1][0]), "")
        return Edit(Span(*spans[0]), "")


def _space_before(source: str, offset: int) -> int:
    return len(source[:offset].rstrip(" \t\r\n"))


class _Scanner:
    """JSON text to nodes with spans, by the grammar of the standard library's scanner.

    Gives up at the guard's limits, so a large file that only looks like front matter is not read to its end.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.count = 0

    def node(self, at: int, level: int) -> Node:
        self.count += 1
        guard.depth(level, at)
        guard.nodes(self.count, at)
        first = self.text[at : at + 1]
        if first == "{":
            return self._map(at, level)
        if first == "[":
            return self._list(at, level)
        if first == '"':
            text, end = self._string(at)
            return Node("scalar", Span(at, end), "literal", text)
        return self._word(at)

    def _word(self, at: int) -> Node:
        match = _WORD.match(self.text, at)
        if match is None:
            raise Unreadable(at, "no JSON value begins here", "is a comma, a quote or a bracket missing, or one too many?")
        if len(match[0]) > _DIGITS:
            raise Unreadable(at, f"a number has more than {_DIGITS} digits", "put it in quotes")
        style = "boolean" if match[0] in ("true", "false") else "null" if match[0] == "null" else "integer"
        return Node("scalar", Span(at, match.end()), "float" if match[1] or match[2] else style, match[0])

    def _string(self, at: int) -> tuple[str, int]:
        try:
            return cast("tuple[str, int]", scanstring(self.text, at + 1, True))
        except JSONDecodeError as error:
            reason, help_ = _STRING.get(error.msg.partition(" ")[0], (error.msg.lower(), "compare it with the grammar of JSON"))
            raise Unreadable(min(error.pos, len(self.text)), reason, help_) from error

    def _list(self, at: int, level: int) -> Node:
        items: list[Node] = []
        here = self._skip(at + 1)
        while not self.text.startswith("]", here):
            items.append(self.node(here, level + 1))
            here = self._next(items[-1].span.end, "]")
        return Node("list", Span(at, here + 1), "flow", "", tuple(items))

    def _map(self, at: int, level: int) -> Node:
        pairs: list[tuple[Node, Node]] = []
        here = self._skip(at + 1)
        while not self.text.startswith("}", here):
            if not self.text.startswith('"', here):
                raise Unreadable(
                    min(here, len(self.text)), "a key in quotes is expected here", "JSON keys stand in double quotes"
                )
            key, end = self._string(here)
            colon = self._skip(end)
            if not self.text.startswith(":", colon):
                raise Unreadable(min(colon, len(self.text)), "a colon is expected behind the key", 'write "key": value')
            value = self.node(self._skip(colon + 1), level + 1)
            pairs.append((Node("scalar", Span(here, end), "literal", key), value))
            here = self._next(value.span.end, "}")
        return Node("map", Span(at, here + 1), "flow", "", (), tuple(pairs))

    def _next(self, at: int, closer: str) -> int:
        """The offset of the next member, or of the closer."""
        here = self._skip(at)
        if self.text.startswith(closer, here):
            return here
        if not self.text.startswith(",", here):
            raise Unreadable(min(here, len(self.text)), f"a comma or {closer} is expected here", "separate values by commas")
        after = self._skip(here + 1)
        if self.text.startswith(closer, after):
            raise Unreadable(here, f"a comma stands before {closer}", "remove it")
        return after

    def _skip(self, at: int) -> int:
        match = _SPACE.match(self.text, at)
        return match.end() if match else at


_STRING = {
    "Unterminated": ("a string is never closed", "close it with a quote"),
    "Invalid": ("a character cannot stand in a JSON string", "write a line break as \\n, a tab as \\t, a backslash as \\\\"),
}

SYNTAX = Json()
