"""YAML text to nodes with exact spans, from libyaml's own marks."""

from __future__ import annotations

import re
from typing import Any

from postctl import guard
from postctl.guard import Unreadable
from postctl.model import Node, Span
from postctl.regexes import later

_STYLES = {None: "plain", "": "plain", "'": "single", '"': "double", "|": "literal", ">": "folded"}


def build(source: str, base: int = 0) -> Node:
    """The source as a map node; spans and the offsets of `Unreadable` count from `base`."""
    import yaml

    try:
        return _Builder(source, base).build()
    except yaml.YAMLError as error:
        raise _unreadable(error, source, base) from error


class LoneText(Unreadable):
    """The source is one text, without keys."""


class _Builder:
    """Builds nodes with exact spans from the event stream, without recursion."""

    def __init__(self, source: str, base: int) -> None:
        self.source = source
        self.base = base
        self.anchors: dict[str, Node] = {}
        self.stack: list[tuple[Any, list[Node]]] = []
        self.root: Node | None = None
        self.documents = 0

    def build(self) -> Node:
        handlers = {
            "ScalarEvent": self.scalar,
            "AliasEvent": self.alias,
            "MappingStartEvent": self.start,
            "SequenceStartEvent": self.start,
            "MappingEndEvent": self.end_of_map,
            "SequenceEndEvent": self.end_of_list,
            "DocumentStartEvent": self.document,
        }
        for event in guard.events(self.source, self.base):
            handle = handlers.get(type(event).__name__)
            if handle is not None:
                handle(event)
        return self.checked(self.root)

    def checked(self, root: Node | None) -> Node:
        if root is None or (root.kind == "scalar" and root.style == "empty"):
            return Node("map", Span(self.base, self.base), "block")
        if root.kind != "map":
            reason = f"front matter is a {_NAMES[root.kind]}, not keys with values"
            raise (LoneText if root.kind == "scalar" else Unreadable)(root.span.start, reason, "write `key: value` lines")
        return root

    def document(self, event: Any) -> None:
        self.documents += 1
        if self.documents > 1:
            at = self.base + event.start_mark.index
            raise Unreadable(at, "front matter holds a second YAML document", "remove the line that begins it")

    def scalar(self, event: Any) -> None:
        style = _STYLES[event.style]
        start, end = event.start_mark.index, event.end_mark.index
        if style == "plain" and start == end:
            style = "empty"
        if style in ("literal", "folded"):
            end = start + len(_block_text(self.source[start:end]))
        span = Span(start + self.base, end + self.base)
        self.add(Node("scalar", span, style, event.value, tag=_tag(event), anchored=event.anchor is not None), event.anchor)

    def alias(self, event: Any) -> None:
        known = self.anchors.get(event.anchor)
        span = self.span(event, event)
        if known is None:
            reason = f"the alias *{event.anchor} points to nothing"
            raise Unreadable(span.start, reason, "remove it or define the anchor before it")
        self.add(known._replace(span=span, anchored=True), None)

    def start(self, event: Any) -> None:
        self.stack.append((event, []))

    def end_of_list(self, event: Any) -> None:
        start, items = self.stack.pop()
        node = Node("list", self.extent(start, event, items), _flow(start), "", tuple(items), (), _tag(start))
        self.add(node._replace(anchored=start.anchor is not None), start.anchor)

    def end_of_map(self, event: Any) -> None:
        start, flat = self.stack.pop()
        pairs = tuple(zip(flat[::2], flat[1::2], strict=True))
        for name, _ in pairs:
            if name.kind != "scalar":
                raise self.no_key(name)
        node = Node("map", self.extent(start, event, flat), _flow(start), "", (), pairs, _tag(start))
        self.add(node._replace(anchored=start.anchor is not None), start.anchor)

    def no_key(self, name: Node) -> Unreadable:
        """`{{ title }}` is a mapping as the key of a mapping to YAML."""
        if _TEMPLATE.search(self.source):
            return Unreadable(name.span.start, "template placeholders make this no YAML", _NO_POST)
        return Unreadable(name.span.start, "a key is a list or a mapping", "put the text in quotes if it is meant as a value")

    def extent(self, start: Any, end: Any, children: list[Node]) -> Span:
        """Where a collection stands: libyaml ends block collections at the next token, so their last child says."""
        if start.flow_style or not children:
            return self.span(start, end)
        return Span(start.start_mark.index + self.base, max(child.span.end for child in children[-2:]))

    def span(self, start: Any, end: Any) -> Span:
        return Span(start.start_mark.index + self.base, end.end_mark.index + self.base)

    def add(self, node: Node, anchor: str | None) -> None:
        if anchor:
            self.anchors[anchor] = node
        if self.stack:
            self.stack[-1][1].append(node)
        else:
            self.root = node


_NAMES = {"scalar": "single text", "list": "list", "map": "mapping"}
_TEMPLATE = later(r"\{[{%]")
_KEEP = later(r"[^\r\n]*[|>][0-9]?\+")
_LAST_BREAK = later(r"(?:\r\n|\r|\n)\Z")
_GLUED = later(r"(?:^|(?<=\r))[ \t]*[\w-]+:(?=[^\s/:])", re.MULTILINE)
_BREAK = later(r"\r\n|\r|\n")
_NO_POST = "a template or archetype is not a post"


def _block_text(text: str) -> str:
    """A block scalar without the line break that ends it, and without the blank lines behind it unless it keeps them (`|+`)."""
    if _KEEP.match(text):
        return _LAST_BREAK.sub("", text)
    return text.rstrip(" \t\r\n")


def _tag(event: Any) -> str | None:
    return event.tag if event.tag not in (None, "!") else None


def _flow(event: Any) -> str:
    return "flow" if event.flow_style else "block"


def _unreadable(error: Any, source: str, base: int) -> Unreadable:
    """A PyYAML error as a position and a reason a blogger understands."""
    mark = getattr(error, "problem_mark", None)
    if mark is None:
        position = getattr(error, "position", 0)
        at = base + len(source.encode()[:position].decode(errors="ignore"))
        return Unreadable(at, "a control character is not allowed in front matter", "remove it")
    at = base + min(mark.index, len(source))
    problem = error.problem or "not YAML"
    if "nesting depth" in problem:  # libyaml's own limit, where the front matter comes to it before ours
        return guard.too_deep(at)
    if _TEMPLATE.search(source):
        return Unreadable(at, f"template placeholders make this no YAML ({problem})", _NO_POST)
    glued = _glued(source, mark.index)
    if glued is not None:
        return Unreadable(base + glued, "a blank is missing behind the colon", "write `key: value`")
    for words, reason, help_ in _EXPLAINED:
        if words in problem:
            return Unreadable(at, reason, help_)
    return Unreadable(at, " ".join(filter(None, (problem, error.context))), "compare this line with the one above it")


def _glued(source: str, at: int) -> int | None:
    """Where `draft:true` stands on the line of an error or the last one before that says anything: its colon."""
    colons = [match.end() - 1 for match in _GLUED.finditer(source, 0, at + 1)]
    ends = [found.end() for found in _BREAK.finditer(source, colons[-1], at)] if colons else []
    return colons[-1] if colons and (len(ends) < 2 or not source[ends[0] : at].strip()) else None


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
