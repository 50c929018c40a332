"""YAML between `---` lines: Jekyll, Hugo, Gatsby and nearly everyone else."""

from __future__ import annotations

import re
from typing import Any

from postctl import guard
from postctl.errors import Refused
from postctl.guard import Unreadable
from postctl.model import Edit, Entry, Fences, Node, Problem, Schema, Span, Value
from postctl.syntaxes import TOP, Block, Syntax, _splice, fenced

_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_TRUE_12 = frozenset({"true", "True", "TRUE"})
_FALSE_12 = frozenset({"false", "False", "FALSE"})
_TRUE_11 = _TRUE_12 | {"yes", "Yes", "YES", "on", "On", "ON"}
_FALSE_11 = _FALSE_12 | {"no", "No", "NO", "off", "Off", "OFF"}
_TWINS = {"true": "false", "yes": "no", "on": "off"} | {"false": "true", "no": "yes", "off": "on"}

_NUMBER = re.compile(r"[-+.0-9]")
_INT_12 = re.compile(r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")
_INT_11 = re.compile(r"[-+]?0b[01_]+|[-+]?0[0-7_]+|[-+]?(?:0|[1-9][0-9_]*)|[-+]?0x[0-9a-fA-F_]+")
_BASE_60 = re.compile(r"[-+]?[1-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?")
_TIMESTAMP = re.compile(r"\d{4}-\d{1,2}-\d{1,2}(?:[Tt \t].*)?")

_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r", "\x85": "\\N", "\u2028": "\\L", "\u2029": "\\P"}
_MUST_ESCAPE = re.compile('[\\\\"\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]')
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]")
_STYLES = {None: "plain", "": "plain", "'": "single", '"': "double", "|": "literal", ">": "folded"}
_ONE_LINE = frozenset({"plain", "single", "double", "empty"})


class Yaml(Syntax):
    """YAML front matter. Spans come from libyaml's own marks."""

    name = "yaml"
    START_DELIMITER = END_DELIMITER = "---"

    def block(self, text: str, fences: Fences) -> Block | Problem | None:
        return fenced(text, "---", r"---|\.\.\." if fences.dots_close else "---", fences)

    def parse(self, source: str) -> Node:
        import yaml

        try:
            return _Builder(source).build()
        except yaml.YAMLError as error:
            raise _unreadable(error, source) from error

    def value(self, node: Node, schema: Schema) -> Value:
        if node.kind == "list":
            return [self.value(item, schema) for item in node.items]
        if node.kind == "map":
            return self._map(node, schema)
        if node.style != "plain" and node.style != "empty":
            return node.text
        return node.text if node.tag == "tag:yaml.org,2002:str" else _resolve(node.text, schema)

    def _map(self, node: Node, schema: Schema) -> dict[str, Value]:
        data: dict[str, Value] = {}
        merged: dict[str, Value] = {}
        for name, value in node.pairs:
            if name.text == "<<" and name.style == "plain":
                for source in value.items if value.kind == "list" else (value,):
                    if source.kind == "map":
                        merged = self._map(source, schema) | merged
            else:
                data[name.text] = self.value(value, schema)
        return merged | data

    # -- writing --------------------------------------------------------------------------------------------------------

    def written(self, value: Value, like: Node | None, source: str, schema: Schema) -> str:
        return _written(value, like, flow=False)

    def replacement(self, source: str, entry: Entry, value: Value, schema: Schema) -> Edit:
        node = entry.value
        if node.anchored or node.style == "alias":
            raise Refused(f"`{entry.key}` is shared through a YAML anchor", "write the value out, then run this again")
        if node.kind == "list" and isinstance(value, list):
            return self._list(source, entry, value, schema)
        text = _written(value, node if node.kind == "scalar" else None, flow=False)
        start, end = node.span
        if node.kind != "scalar" and node.style == "block":
            return _instead_of_block(source, entry, text)
        if start > 0 and source[start - 1] == ":" and text:
            text = " " + text
        return Edit(Span(start, end), text)

    def _list(self, source: str, entry: Entry, new: list[Value], schema: Schema) -> Edit:
        node = entry.value
        old = [self.value(item, schema) for item in node.items]
        head, tail = _splice.common_ends(old, new)
        middle = new[head : len(new) - tail]
        like = node.items[min(head, len(node.items) - 1)] if node.items else None
        texts = [_written(value, like, flow=node.style == "flow") for value in middle]
        if node.style == "flow":
            return _splice.flow_splice(source, node, head, tail, texts)
        if not new:
            return _instead_of_block(source, entry, "[]")
        return _block_splice(source, node, head, tail, texts)

    def insertion(self, source: str, root: Node, key: str, text: str, after: str | None, newline: str) -> Edit:
        if root.style == "flow":
            raise Refused("the front matter is one `{...}` in YAML", "write its keys on lines of their own, then run this again")
        if not root.pairs:
            at = len(source)
            return Edit(Span(at, at), f"{_key(key)}: {text}".rstrip() + newline)
        place = next((pair for pair in reversed(root.pairs) if pair[0].text == after), root.pairs[-1])
        first = root.pairs[0][0].span.start
        top = _splice.line_start(source, first)
        indent = source[top:first]
        at = top if after == TOP else _splice.line_end(source, max(place[0].span.end, place[1].span.end))
        columns = [
            (value.span.start - name.span.start, name.span.end - name.span.start)
            for name, value in root.pairs
            if value.kind == "scalar" and value.style in _ONE_LINE and value.text
        ]
        line = indent + _splice.aligned(source, columns, _key(key), ":") + text
        return Edit(Span(at, at), line.rstrip() + newline)

    def removal(self, source: str, root: Node, entry: Entry) -> Edit:
        if root.style == "flow":
            raise Refused("the front matter is one `{...}` in YAML", "write its keys on lines of their own, then run this again")
        start = _splice.line_start(source, entry.name.span.start)
        return Edit(Span(start, _splice.line_end(source, max(entry.name.span.end, entry.value.span.end))), "")


class _Builder:
    """Builds nodes with exact spans from the event stream, without recursion."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.anchors: dict[str, Node] = {}
        self.stack: list[tuple[Any, list[Node]]] = []
        self.root: Node | None = None
        self.documents = 0

    def build(self) -> Node:
        for event in guard.events(self.source):
            handle = getattr(self, "on_" + type(event).__name__, None)
            if handle is not None:
                handle(event)
        root = self.root
        if root is None or (root.kind == "scalar" and root.style == "empty"):
            return Node("map", Span(0, 0), "block")
        if root.kind != "map":
            raise Unreadable(
                root.span.start, f"front matter is a {_NAMES[root.kind]}, not keys with values", "write `key: value` lines"
            )
        return root

    def on_DocumentStartEvent(self, event: Any) -> None:  # noqa: N802  # named for the event
        self.documents += 1
        if self.documents > 1:
            raise Unreadable(
                event.start_mark.index, "front matter holds a second YAML document", "remove the line that begins it"
            )

    def on_ScalarEvent(self, event: Any) -> None:  # noqa: N802
        style = _STYLES[event.style]
        start, end = event.start_mark.index, event.end_mark.index
        if style == "plain" and start == end:
            style = "empty"
        if style in ("literal", "folded"):
            end = start + len(self.source[start:end].rstrip())
        tag = event.tag if event.tag not in (None, "!") else None
        self.add(Node("scalar", Span(start, end), style, event.value, tag=tag, anchored=bool(event.anchor)), event.anchor)

    def on_AliasEvent(self, event: Any) -> None:  # noqa: N802
        known = self.anchors.get(event.anchor)
        span = Span(event.start_mark.index, event.end_mark.index)
        if known is None:
            raise Unreadable(
                span.start, f"the alias *{event.anchor} points to nothing", "remove it or define the anchor before it"
            )
        self.add(Node(known.kind, span, "alias", known.text, known.items, known.pairs, known.tag), None)

    def on_MappingStartEvent(self, event: Any) -> None:  # noqa: N802
        self.stack.append((event, []))

    on_SequenceStartEvent = on_MappingStartEvent  # noqa: N815

    def on_SequenceEndEvent(self, event: Any) -> None:  # noqa: N802
        start, items = self.stack.pop()
        self.add(
            Node("list", self.extent(start, event, items), _flow(start), "", tuple(items), anchored=bool(start.anchor)),
            start.anchor,
        )

    def on_MappingEndEvent(self, event: Any) -> None:  # noqa: N802
        start, flat = self.stack.pop()
        pairs = tuple(zip(flat[::2], flat[1::2], strict=True))
        for name, _ in pairs:
            if name.kind != "scalar":
                raise Unreadable(
                    name.span.start, "a key is a list or a mapping", "put the text in quotes if it is meant as a value"
                )
        self.add(
            Node("map", self.extent(start, event, flat), _flow(start), "", (), pairs, anchored=bool(start.anchor)), start.anchor
        )

    def extent(self, start: Any, end: Any, children: list[Node]) -> Span:
        """Where a collection stands: libyaml ends block collections at the next token, so their last child says."""
        if start.flow_style or not children:
            return Span(start.start_mark.index, end.end_mark.index)
        return Span(start.start_mark.index, max(child.span.end for child in children[-2:]))

    def add(self, node: Node, anchor: str | None) -> None:
        if anchor:
            self.anchors[anchor] = node
        if self.stack:
            self.stack[-1][1].append(node)
        else:
            self.root = node


_NAMES = {"scalar": "single text", "list": "list", "map": "mapping"}


def _flow(event: Any) -> str:
    return "flow" if event.flow_style else "block"


def _unreadable(error: Any, source: str) -> Unreadable:
    """A PyYAML error as a position and a reason a blogger understands."""
    mark = getattr(error, "problem_mark", None)
    if mark is None:
        position = getattr(error, "position", 0)
        at = len(source.encode()[:position].decode(errors="ignore"))
        return Unreadable(at, "a control character is not allowed in front matter", "remove it")
    at = min(mark.index, len(source))
    problem = error.problem or "not YAML"
    if "{{" in source or "{%" in source:
        return Unreadable(at, f"template placeholders make this no YAML ({problem})", "a template or archetype is not a post")
    for words, reason, help_ in _EXPLAINED:
        if words in problem:
            return Unreadable(at, reason, help_)
    return Unreadable(at, " ".join(filter(None, (problem, error.context))), "compare this line with the one above it")


_EXPLAINED = (
    (
        "mapping values are not allowed",
        "a value with `: ` in it needs quotes",
        'write it as "..." with quotes around the whole value',
    ),
    ("could not find expected ':'", "a line is no `key: value`", "is a blank missing behind the colon, or are quotes missing?"),
    ("cannot start any token", "this character cannot begin a value", "indent by blanks, not tabs; put quotes around the value"),
    ("unexpected end of stream", "a quote is never closed", "close it at the end of the value"),
)


def _resolve(text: str, schema: Schema) -> Value:
    """The data a plain scalar means. Timestamps stay text."""
    old = schema == "yaml-1.1"
    if text in _NULLS:
        return None
    if text in (_TRUE_11 if old else _TRUE_12):
        return True
    if text in (_FALSE_11 if old else _FALSE_12):
        return False
    return _number(text, old=old) if _NUMBER.match(text) else text


def _number(text: str, *, old: bool) -> Value:
    if len(text) > 300:
        return text
    if old and _INT_11.fullmatch(text):
        digits = text.replace("_", "")
        bare = digits.lstrip("+-")
        base = 2 if bare.startswith("0b") else 16 if bare.startswith("0x") else 8 if len(bare) > 1 and bare[0] == "0" else 10
        return int(digits, base) if bare.strip("0bx") or bare.strip("bx") else text
    if old and _BASE_60.fullmatch(text):
        return _sexagesimal(text.replace("_", ""))
    if not old and _INT_12.fullmatch(text):
        return int(text, 8 if text.startswith("0o") else 16 if text.startswith("0x") else 10)
    if _FLOAT.fullmatch(text):
        return float(text.lower().replace(".inf", "inf").replace(".nan", "nan"))
    return text


def _sexagesimal(text: str) -> Value:
    sign = -1 if text[0] == "-" else 1
    total = 0.0
    for part in text.lstrip("+-").split(":"):
        total = total * 60 + float(part)
    return sign * (total if "." in text else int(total))


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


def _boolean(value: bool, like: Node | None) -> str:  # noqa: FBT001  # it is the value to write
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


def _instead_of_block(source: str, entry: Entry, text: str) -> Edit:
    """Put a one-line value where an indented block stood; a comment behind the key stays."""
    colon = source.index(":", entry.name.span.end) + 1
    rest = source[colon : _splice.line_text_end(source, colon)]
    return Edit(Span(colon, entry.value.span.end), f" {text}{rest.rstrip()}")


def _block_splice(source: str, node: Node, head: int, tail: int, texts: list[str]) -> Edit:
    """Replace the lines between the first `head` and the last `tail` items of a `- a` list."""
    items = node.items
    dashes = [source.rindex("-", 0, max(item.span.start, 1)) for item in items]
    model = min(head, len(items) - 1)
    lead = source[_splice.line_start(source, dashes[model]) : items[model].span.start]
    newline = source[_splice.line_text_end(source, items[model].span.end) : _splice.line_end(source, items[model].span.end)]
    lines = "".join(lead + text + (newline or "\n") for text in texts)
    last = len(items) - tail - 1
    start = _splice.line_start(source, dashes[head]) if head < len(items) else _splice.line_end(source, items[-1].span.end)
    end = _splice.line_end(source, items[last].span.end) if head <= last else start
    return Edit(Span(start, end), lines)


SYNTAX = Yaml()
