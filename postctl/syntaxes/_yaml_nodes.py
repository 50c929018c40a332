"""YAML text to nodes with exact spans, from libyaml's own marks."""

from __future__ import annotations

from typing import Any

from postctl import guard
from postctl.guard import Unreadable
from postctl.model import Node, Span

_STYLES = {None: "plain", "": "plain", "'": "single", '"': "double", "|": "literal", ">": "folded"}


def build(source: str, base: int = 0) -> Node:
    """The source as a map node; spans and the offsets of `Unreadable` count from `base`."""
    import yaml

    try:
        return _Builder(source, base).build()
    except yaml.YAMLError as error:
        raise _unreadable(error, source, base) from error


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
