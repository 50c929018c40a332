"""Lines `.. key: value` at the top of a file, in an HTML comment or bare: Nikola.

As Nikola 8 reads them (found by running it): the block is everything up to the first line that is empty, blanks included; what
else stands in it is no text of the post. A key ends at the first colon with a blank behind it, a value at the end of the line,
and blanks around it belong to it. A value is always text; one that is empty says nothing, so that `.. status: draft` further up
stays in force. Without an empty line the block reaches to the end of the file, and the body is all of it.
"""

from __future__ import annotations

import re

from postctl import guard
from postctl.errors import Refused
from postctl.model import Edit, Entry, Fences, Node, Problem, Schema, Span, Value
from postctl.regexes import later
from postctl.syntaxes import TOP, Block, Syntax, _splice
from postctl.values import NamedTuple

_BREAK = r"(?:\r\n|\r(?!\n)|\n)"
_EMPTY_LINE = later(rf"({_BREAK}){_BREAK}")
_OPENING = later(rf"<!--[ \t]*{_BREAK}")
_CLOSING = later(rf"[ \t]*-->[ \t]*(?:{_BREAK}|\Z)")
_LINE = later(r"[^\r\n]+")
_PAIR = later(r"\s*\.\. (?:(.*?): (.*)|([A-Za-z_][\w-]*):()\Z)")
_BREAKS = later(r"[\r\n]")


class _Line(NamedTuple):
    """A line with a key: where the key and the value stand, and where the line ends."""

    key: Span
    value: Span


class Comment(Syntax):
    """Nikola's own front matter."""

    name = "comment"
    nests = False

    def block(self, text: str, fences: Fences) -> Block | Problem | None:
        start = len(text) - len(text.lstrip())
        empty = _EMPTY_LINE.search(text, start)
        end = empty.end(1) if empty else len(text)
        lines = _lines(text, start, end)
        if not lines:
            return None
        opening = _OPENING.match(text, start, end)
        inner = opening.end() if opening else start
        behind = _splice.line_end(text, lines[-1].value.end)
        closing = _closing(text, behind, end) if opening else None
        if closing is not None:
            body = end if empty else closing.end()
            return Block(Span(start, body), Span(inner, closing.start()), Span(body, len(text)))
        body = end if empty else behind
        return Block(Span(start, body), Span(inner, body), Span(body, len(text)))

    def parse(self, source: str, base: int = 0) -> Node:
        guard.size(source, base)
        pairs: list[tuple[Node, Node]] = []
        for line in _lines(source, 0, len(source)):
            guard.nodes(len(pairs) + 1, base + line.key.start)
            pairs.append((_scalar(source, line.key, base), _scalar(source, line.value, base)))
        return Node("map", Span(base, base + len(source)), "block", "", (), tuple(pairs))

    def value(self, node: Node, schema: Schema) -> Value:
        if node.kind == "scalar":
            return node.text
        found: dict[str, Value] = {}
        for name, value in node.pairs:
            if value.text or name.text not in found:
                found[name.text] = value.text
        return found

    # -- writing --------------------------------------------------------------------------------------------------------

    def written(self, value: Value, like: Node | None, source: str, schema: Schema) -> str:
        if isinstance(value, dict):
            raise Refused("Nikola's front matter has no tables", "write each value under a key of its own")
        if isinstance(value, list):
            return ", ".join(self.written(each, like, source, schema) for each in value)
        if isinstance(value, bool):
            return str(value).lower()
        text = "" if value is None else str(value)
        if _BREAKS.search(text):
            raise Refused("a value of Nikola's front matter is one line", "take the line breaks out")
        return text

    def replacement(self, source: str, root: Node, entry: Entry, value: Value, schema: Schema) -> Edit:
        text, at = self.written(value, entry.value, source, schema), entry.value.span
        glued = text and source[at.start - 1 : at.start] == ":"
        return Edit(at, f" {text}" if glued else text)

    def insertion(self, source: str, root: Node, key: str, text: str, after: str | None, newline: str) -> Edit:
        line = f".. {key}: {text}"
        if not root.pairs:
            return Edit(Span(root.span.start, root.span.start), line + newline)
        first = root.pairs[0][0].span.start
        line = _splice.indent(source, first) + line
        place = next((pair for pair in reversed(root.pairs) if pair[0].text == after), root.pairs[-1])
        at = _splice.line_start(source, first) if after == TOP else _splice.line_end(source, place[1].span.end)
        ends = at == 0 or source[at - 1] in "\r\n"
        return Edit(Span(at, at), line + newline if ends else newline + line)

    def removal(self, source: str, root: Node, entry: Entry) -> Edit:
        start, end = _splice.line_start(source, entry.name.span.start), _splice.line_end(source, entry.value.span.end)
        if source[end - 1] not in "\r\n" and start:
            start -= 2 if source[start - 2 : start] == "\r\n" else 1
        return Edit(Span(start, end), "")


def _lines(text: str, start: int, end: int) -> list[_Line]:
    """The lines with keys between two offsets."""
    found = []
    for line in _LINE.finditer(text, start, end):
        match = _PAIR.match(text, line.start(), line.end())
        if match is not None:
            key, value = (1, 2) if match[1] is not None else (3, 4)
            found.append(_Line(Span(*match.span(key)), Span(*match.span(value))))
    return found


def _closing(text: str, start: int, end: int) -> re.Match[str] | None:
    """The line that closes the comment."""
    at = start
    while at < end:
        if match := _CLOSING.match(text, at, end):
            return match
        at = _splice.line_end(text, at)
    return None


def _scalar(source: str, span: Span, base: int) -> Node:
    text = source[slice(*span)]
    return Node("scalar", Span(base + span.start, base + span.end), "literal" if text else "empty", text)


SYNTAX = Comment()
