"""Where in the front matter a value of its data stands."""

from __future__ import annotations

from postctl.document import Document
from postctl.model import Node, Span
from postctl.schemas import Path


def value(document: Document, path: Path, *, fold: bool) -> Span | None:
    """The value at the end of a path; the key, or what is nearest above, where there is nothing to see."""
    node: Node | None = document.root
    for step in path:
        found = _inside(node, step, fold=fold) if node is not None else None
        node = found[1] if found is not None else None
    if not path or node is None or node.span.start == node.span.end:
        return key(document, path, fold=fold)
    return node.span


def key(document: Document, path: Path, *, fold: bool) -> Span | None:
    """The key at the end of a path, or the nearest above it; the first line of the front matter where there is none."""
    node, best = document.root, _first_line(document)
    for step in path:
        found = _inside(node, step, fold=fold)
        if found is None:
            break
        name, node = found
        best = name.span
    return best


def _first_line(document: Document) -> Span | None:
    if document.syntax is None:
        return None
    start, end = document.outer
    return Span(start, start + len((document.text[start:end].splitlines() or [""])[0]))


def _inside(node: Node, step: str | int, *, fold: bool) -> tuple[Node, Node] | None:
    """A member of a map with its key, or an item of a list twice."""
    if isinstance(step, int):
        return (node.items[step], node.items[step]) if step < len(node.items) else None
    wanted = step.lower() if fold else step
    parts = [(*name.text.partition("\0")[::2], name, value) for name, value in node.pairs]
    named = [each for each in parts if (each[0].lower() if fold else each[0]) == wanted]
    whole = [(name, value) for _, rest, name, value in named if not rest]
    if len(whole) > 1 and node.style == "root":  # tables of one list, each below its own `[[a]]`
        items = tuple(item for _, value in whole for item in value.items)
        return whole[0][0], whole[0][1]._replace(items=items)
    if whole:
        return whole[-1]
    if not named:
        return None
    pairs = tuple((name._replace(text=rest), value) for _, rest, name, value in named)  # `[a.b]` and `a.b = 1` name two at once
    return named[0][2], Node("map", named[0][2].span, "block", pairs=pairs)
