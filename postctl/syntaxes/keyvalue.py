"""`Key: value` lines at the top of a file, as Python-Markdown's extension `meta` and MultiMarkdown read them: Pelican.

Found in its source and by running it:

* The first line is a key or `---`. A line that begins with `---` or `...`, or a blank one, ends the block; any other line that
  is neither a key nor a continuation begins the text.
* A line that is indented by four blanks or a tab continues the value before it. Letter case of keys does not count, and a key
  that stands twice has both values, one line after the other.
* There are no quotes, lists, numbers or booleans: every value is text, without blanks around it and with blanks for tabs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from postctl import guard
from postctl.errors import Refused
from postctl.guard import Unreadable
from postctl.model import Edit, Entry, Fences, Node, Problem, Schema, Span, Value
from postctl.regexes import later
from postctl.syntaxes import TOP, Block, Syntax, _splice
from postctl.values import NamedTuple

_LINE = later(r"([^\r\n]*)(?:\r\n|\r|\n|\Z)")
_KEY = later(r" {0,3}([A-Za-z0-9_-]+):")
_NAME = later(r"[A-Za-z0-9_-]+")
_MORE = later(r" {4}| {0,3}\t")
_BREAK = later(r"\r\n|\r|\n")
_GONE = later("[\x02\x03]")
_FENCES = ("---", "...")
_INDENT = "    "


class _Line(NamedTuple):
    """A line with its offset and the offset behind its line break; `key` is the match of a key that begins there."""

    start: int
    text: str
    end: int
    key: re.Match[str] | None


class KeyValue(Syntax):
    """Lines of keys and values."""

    name = "keyvalue"
    typed = False
    nests = False
    START_DELIMITER = END_DELIMITER = ""

    def block(self, text: str, fences: Fences) -> Block | Problem | None:
        opening = _LINE.match(text) if text.startswith("---") else None
        start = end = opening.end() if opening else 0
        keys, behind = 0, -1
        for line in _lines(text, start):
            if not line.text.strip() or line.text.startswith(_FENCES):
                behind = line.end if line.end > line.start else -1
                break
            if line.key is None and not (keys and _MORE.match(line.text)):
                break
            if gone := _GONE.search(line.text):
                return Problem(line.start + gone.start(), "Markdown takes this control character out", "remove it")
            keys, end = keys + (line.key is not None), line.end
        if not keys and (opening is None or not text.startswith(_FENCES, end)):
            return None
        body = max(end, behind)
        return Block(Span(0, body), Span(start, end), Span(body, len(text)))

    def parse(self, source: str, base: int = 0) -> Node:
        guard.size(source, base)
        pairs: list[tuple[Node, list[Node]]] = []
        for line in _lines(source, 0):
            if line.key is not None:
                pairs.append((_name(line.key, base + line.start), [_piece(line, line.key.end(), base)]))
                guard.nodes(len(pairs), base + line.start)
            elif pairs and line.text.strip() and _MORE.match(line.text):
                pairs[-1][1].append(_piece(line, 0, base))
            elif line.text or line.end < len(source):
                raise Unreadable(base + line.start, "no `Key: value`, and no line indented by four blanks", "is a colon missing?")
        span = Span(base, base + len(source))
        return Node("map", span, "block", pairs=tuple((name, _value(pieces)) for name, pieces in pairs))

    def value(self, node: Node, schema: Schema) -> Value:
        if node.kind != "map":
            return node.text
        said: dict[str, list[str]] = {}
        for name, value in node.pairs:
            said.setdefault(name.text.lower(), []).append(value.text)
        joined = {name: "\n".join(texts) for name, texts in said.items()}
        return {name.text: joined[name.text.lower()] for name, _ in node.pairs}

    # -- writing --------------------------------------------------------------------------------------------------------

    def written(self, value: Value, like: Node | None, source: str, schema: Schema) -> str:
        found = _BREAK.search(source)
        newline = found[0] if found else "\n"
        return (newline + _INDENT).join(_text(value).split("\n"))

    def replacement(self, source: str, root: Node, entry: Entry, value: Value, schema: Schema) -> Edit:
        node = entry.value
        text = self.written(value, node, source, schema)
        further = _MORE_LINES.search(source, node.span.start, node.span.end)
        if further is not None:
            text = further[0].join(_text(value).split("\n"))
        glued = node.style != "plain" and source[node.span.start - 1] == ":" and text[:1] not in ("", "\r", "\n")
        return Edit(node.span, f" {text}" if glued else text)

    def insertion(self, source: str, root: Node, key: str, text: str, after: str | None, newline: str) -> Edit:
        if not _NAME.fullmatch(key):
            raise Refused(f"`{key}` cannot be a key of `Key: value` lines", "use letters, digits, - and _")
        if not root.pairs:
            return Edit(Span(root.span.start, root.span.start), _spaced(f"{key}:", text) + newline)
        first = root.pairs[0][0].span.start
        place = next((pair for pair in reversed(root.pairs) if pair[0].text == after), root.pairs[-1])
        at = _splice.line_start(source, first) if after == TOP else _splice.line_end(source, place[1].span.end)
        columns = [
            (value.span.start - name.span.start, name.span.end - name.span.start)
            for name, value in root.pairs
            if value.style == "plain"
        ]
        mark = _splice.aligned(source, columns, key, ":")
        line = _splice.indent(source, first) + (mark + text if text else mark.rstrip(" "))
        unended = at == len(source) and not source.endswith(("\r", "\n"))
        return Edit(Span(at, at), newline + line if unended else line + newline)

    def removal(self, source: str, root: Node, entry: Entry) -> Edit:
        start = _splice.line_start(source, entry.name.span.start)
        end = _splice.line_end(source, entry.value.span.end)
        if end == len(source) and not source.endswith(("\r", "\n")) and len(root.pairs) > 1:
            before = _BREAK.search(source, max(start - 2, 0)) if start else None  # the file ends here: so will the line above
            start = before.start() if before else start
        return Edit(Span(start, end), "")


_MORE_LINES = later(r"(?:\r\n|\r|\n)[ \t]+")


def _lines(text: str, at: int) -> Iterator[_Line]:
    while at < len(text):
        match = _LINE.match(text, at)
        assert match is not None
        yield _Line(at, match[1], match.end(), _KEY.match(match[1]))
        at = match.end()


def _name(key: re.Match[str], at: int) -> Node:
    return Node("scalar", Span(at + key.start(1), at + key.end(1)), "plain", key[1])


def _piece(line: _Line, begin: int, base: int) -> Node:
    """The text of a line from `begin` on, and where it stands; an empty one a blank behind the colon, if there is one."""
    raw = line.text[begin:]
    text = line.text.expandtabs(4)[begin:].strip()  # before a key there is no tab, so `begin` is the same
    start = len(raw) - len(raw.lstrip()) if text else raw.startswith(" ")
    at = base + line.start + begin
    return Node("scalar", Span(at + start, at + len(raw.rstrip()) if text else at + start), "plain", text)


def _value(pieces: list[Node]) -> Node:
    """The value of a key from its lines."""
    text = "\n".join(piece.text for piece in pieces)
    style = "multi" if len(pieces) > 1 else "plain" if text else "empty"
    return Node("scalar", Span(pieces[0].span.start, pieces[-1].span.end), style, text)


def _text(value: Value) -> str:
    """A value as text. Terms that hold commas are separated by semicolons, as Pelican reads both."""
    if isinstance(value, dict):
        raise Refused("`Key: value` lines cannot hold a table", "write it by hand")
    if isinstance(value, list):
        terms = [_text(item) for item in value]
        return ("; " if any("," in term for term in terms) else ", ").join(terms)
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else str(value)


def _spaced(mark: str, text: str) -> str:
    return f"{mark} {text}" if text else mark


SYNTAX = KeyValue()
