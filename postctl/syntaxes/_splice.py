"""Edits that every syntax makes alike: the smallest change of a list, and where a line begins and ends."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from postctl.model import Edit, Entry, Node, Span, Value
from postctl.regexes import later

_BREAK = later(r"\r\n|\r|\n")
_COMMENT = later(r"[ \t]*#[^\r\n]*")


def line_start(source: str, offset: int) -> int:
    """The offset at which the line of `offset` begins."""
    return max(source.rfind("\n", 0, offset), source.rfind("\r", 0, offset)) + 1


def line_end(source: str, offset: int) -> int:
    """The offset behind the line break that ends the line of `offset`, or the end of the text."""
    found = _BREAK.search(source, offset)
    return found.end() if found else len(source)


def line_text_end(source: str, offset: int) -> int:
    """The offset of the line break that ends the line of `offset`, or the end of the text."""
    found = _BREAK.search(source, offset)
    return found.start() if found else len(source)


def indent(source: str, offset: int) -> str:
    """The blanks that begin the line of `offset`."""
    start = line_start(source, offset)
    return source[start : offset - len(source[start:offset].lstrip(" \t"))]


def common_ends(old: Sequence[Value], new: Sequence[Value]) -> tuple[int, int]:
    """How many leading and trailing values two lists share, without counting one twice."""
    most = min(len(old), len(new))
    head = next((i for i in range(most) if not same(old[i], new[i])), most)
    most -= head
    tail = next((i for i in range(most) if not same(old[-1 - i], new[-1 - i])), most)
    return head, tail


def same(left: Value, right: Value) -> bool:
    """Equality that knows `True` from `1` and `1` from `1.0`, at every depth."""
    if type(left) is not type(right):
        return False
    if isinstance(left, list) and isinstance(right, list):
        return len(left) == len(right) and all(map(same, left, right))
    if isinstance(left, dict) and isinstance(right, dict):
        return left.keys() == right.keys() and all(same(value, right[key]) for key, value in left.items())
    return left == right or (left != left and right != right)  # nan


def one_by_one(source: str, items: Sequence[Node], texts: Sequence[str]) -> Edit:
    """Replace as many items as there are texts; what stands between them, comments too, stays."""
    gaps = [source[left.span.end : right.span.start] for left, right in pairwise(items)]
    text = "".join(gap + text for gap, text in zip(["", *gaps], texts, strict=True))
    return Edit(Span(items[0].span.start, items[-1].span.end), text)


def flow_splice(source: str, node: Node, head: int, tail: int, texts: Sequence[str]) -> Edit:
    """Replace the items between the first `head` and the last `tail` of a `[a, b]` list by `texts`, one edit."""
    items = node.items
    replaced = items[head : len(items) - tail]
    between = _COMMENT.sub("", source[items[0].span.end : items[1].span.start]) if len(items) > 1 else ", "
    middle = between.join(texts)
    if len(replaced) == len(items) and not (items and texts):
        return Edit(node.span, f"[{middle}]")
    if replaced and len(replaced) == len(texts):
        return one_by_one(source, replaced, texts)
    if replaced and texts:
        return Edit(Span(replaced[0].span.start, replaced[-1].span.end), middle)
    if replaced and head:
        return Edit(Span(items[head - 1].span.end, replaced[-1].span.end), "")
    if replaced:
        return Edit(Span(replaced[0].span.start, items[len(replaced)].span.start), "")
    if head:
        return Edit(Span(items[head - 1].span.end, items[head - 1].span.end), between + middle)
    return Edit(Span(items[0].span.start, items[0].span.start), middle + between)


def flow_insertion(source: str, table: Node, pair: str) -> Edit:
    """Put a pair behind the last of a `{a: 1}` table, between them what stands between the others."""
    if not table.pairs:
        return Edit(table.span, "{" + pair + "}")
    ends = [(name.span.start, max(name.span.end, value.span.end)) for name, value in table.pairs]
    between = _COMMENT.sub("", source[ends[-2][1] : ends[-1][0]]) if len(ends) > 1 else ", "
    return Edit(Span(ends[-1][1], ends[-1][1]), between + pair)


def flow_removal(table: Node, entry: Entry) -> Edit:
    """Take one of several pairs out of a `{a: 1, b: 2}` table."""
    spans = [(name.span.start, max(name.span.end, value.span.end)) for name, value in table.pairs]
    index = next(i for i, span in enumerate(spans) if span[0] == entry.name.span.start)
    if index:
        return Edit(Span(spans[index - 1][1], spans[index][1]), "")
    return Edit(Span(spans[0][0], spans[1][0]), "")


def aligned(source: str, columns: Sequence[tuple[int, int]], key: str, mark: str) -> str:
    """`key` and `mark` with the blanks its neighbours have: `columns` are offsets (line start to value, to key end) of each.

    Blogs that line their values up in a column keep doing so; elsewhere one blank follows the mark.
    """
    starts = {value for value, _ in columns}
    widths = {width for _, width in columns}
    if len(columns) > 1 and len(starts) == 1 and len(widths) > 1:
        room = starts.pop() - len(key)
        if room > len(mark):
            return key + (mark.ljust(room) if mark.startswith(":") else mark.strip().join((" " * (room - 2), " ")))
    return key + mark + ("" if mark.endswith(" ") else " ")
