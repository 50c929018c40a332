"""A fast path for the front matter that nearly every post has: keys at the first column with values on one line, and lists.

What it reads comes out exactly as `_yaml_nodes` builds it from libyaml's events; the tests compare the two. Whatever else stands
in a source (an escape, a comment, a tab, an anchor, a map in the map, a mistake) is no business of this module: it gives up, and
libyaml reads the whole.
"""

from __future__ import annotations

import re
from sys import intern

from postctl.model import Node, Span

_LONGEST = 8192
"""A source this short reaches no limit of `guard` or libyaml: in bytes, in values, in depth."""

_STRANGE = re.compile("[\0-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
"""Controls, tabs, what YAML 1.1 takes for line breaks, byte order marks: where one of them stands, anything may hold."""

_FIRST = r"[^\x00-'*,\-:>?@\[\]`{|}]"  # what begins a plain scalar: no indicator, no blank
_REST = r"[^ :\r\n]*"
_PLAIN = rf"({_FIRST}{_REST}(?:(?: +(?=[^ #\r\n])|:(?=[^ \r\n])){_REST})*)"
_SINGLE = r"'([^'\r\n]*(?:''[^'\r\n]*)*)'"
_DOUBLE = r'"([^"\\\r\n]*)"'
_IN_FLOW = r"[^ ,\[\]{}:?#\r\n]*"
_FLOW_PLAIN = rf"({_FIRST}{_IN_FLOW}(?: +(?=[^ #,\]]){_IN_FLOW})*)"
_END = r" *(?:\r?\n(?: *\r?\n)*|\Z)"

_LEAD = re.compile(r"(?: *\r?\n)*")
_PAIR = re.compile(rf"([A-Za-z_][A-Za-z0-9_-]{{0,99}}):(?: +(?:{_PLAIN}|{_SINGLE}|{_DOUBLE}|\[([^\[\]\r\n]*)\]))?{_END}")
_ITEM = re.compile(rf"( *)- +(?:{_PLAIN}|{_SINGLE}|{_DOUBLE}){_END}")
_WORD = re.compile(rf" *()(?:{_FLOW_PLAIN}|{_SINGLE}|{_DOUBLE}) *(?:,|\Z)")
_STYLES = ("", "", "plain", "single", "double")
_FLOW = 5


def build(source: str, base: int) -> Node | None:
    """The source as a map node, with spans that count from `base`; `None` where libyaml has to read it."""
    end = len(source)
    lead = _LEAD.match(source)
    if end > _LONGEST or lead is None or _STRANGE.search(source):
        return None
    at = lead.end()
    pairs: list[tuple[Node, Node]] = []
    while at < end:
        found = _PAIR.match(source, at)
        if found is None:
            return None
        start, colon = found.span(1)
        at = found.end()
        value: Node | None
        if found.lastindex == 1:
            value, at = _below(source, at, base, base + colon + 1)
        elif found.lastindex == _FLOW:
            value = _flow_list(source, *found.span(_FLOW), base)
        else:
            value = _scalar(found, base)
        if value is None:
            return None
        pairs.append((Node("scalar", Span(base + start, base + colon), "plain", intern(found[1])), value))
    if not pairs:
        return None
    return Node("map", Span(pairs[0][0].span.start, pairs[-1][1].span.end), "block", "", (), tuple(pairs))


def _scalar(found: re.Match[str], base: int) -> Node:
    """The scalar that a match ends with, with its quotes."""
    group = found.lastindex or 0
    start, end = found.span(group)
    text = found[group]
    if group == 2:
        return Node("scalar", Span(base + start, base + end), "plain", text)
    return Node("scalar", Span(base + start - 1, base + end + 1), _STYLES[group], text.replace("''", "'") if group == 3 else text)


def _flow_list(source: str, start: int, end: int, base: int) -> Node | None:
    """The list between two brackets."""
    items: list[Node] = []
    at = start
    while at < end:
        found = _WORD.match(source, at, end)
        if found is None:
            if source[at:end].strip(" "):
                return None
            break
        items.append(_scalar(found, base))
        at = found.end()
    return Node("list", Span(base + start - 1, base + end + 1), "flow", "", tuple(items))


def _below(source: str, at: int, base: int, behind: int) -> tuple[Node, int]:
    """What a key has whose line ends with the colon (`behind` is the place behind that), and where reading goes on."""
    found = _ITEM.match(source, at)
    if found is None:
        return Node("scalar", Span(behind, behind), "empty"), at
    indent, first = found[1], found.end(1)
    items: list[Node] = []
    while found is not None and found[1] == indent:
        items.append(_scalar(found, base))
        at = found.end()
        found = _ITEM.match(source, at)
    return Node("list", Span(base + first, items[-1].span.end), "block", "", tuple(items)), at
