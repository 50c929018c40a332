"""A fast path for the front matter that nearly every post has: keys at the first column with values on one line, and lists.

What it reads comes out exactly as `_yaml_nodes` builds it from libyaml's events; the tests compare the two. Whatever else stands
in a source (an escape, a comment, a tab, an anchor, a map in the map, a mistake) is no business of this module: it gives up, and
libyaml reads the whole. `data` takes the very sources that `build` takes, and makes no nodes.
"""

from __future__ import annotations

import re
from sys import intern

from postctl.model import Node, Schema, Span, Value
from postctl.regexes import later
from postctl.syntaxes._yaml_words import resolve

_LONGEST = 8192
"""A source this short reaches no limit of `guard` or libyaml: in bytes, in values, in depth."""

_STRANGE = later("[\0-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
"""Controls, tabs, what YAML 1.1 takes for line breaks, byte order marks: where one of them stands, anything may hold."""

_FIRST = r"[^\x00-'*,\-:>?@\[\]`{|}]"  # what begins a plain scalar: no indicator, no blank
_REST = r"[^ :\r\n]*"
_PLAIN = rf"{_FIRST}{_REST}(?:(?: +(?=[^ #\r\n])|:(?=[^ \r\n])){_REST})*"
_SINGLE = r"[^'\r\n]*(?:''[^'\r\n]*)*"
_DOUBLE = r'[^"\\\r\n]*'
_FLOW = r"[^\[\]\r\n]*"
_IN_FLOW = r"[^ ,\[\]{}:?#\r\n]*"
_FLOW_PLAIN = rf"{_FIRST}{_IN_FLOW}(?: +(?=[^ #,\]]){_IN_FLOW})*"
_KEY = r"[A-Za-z_][A-Za-z0-9_-]{0,99}"
_END = r" *(?:\r?\n(?: *\r?\n)*|\Z)"
_LEAD = later(r"(?: *\r?\n)*")


# --- as nodes -------------------------------------------------------------------------------------------------------------

_SCALAR = rf"({_PLAIN})|'({_SINGLE})'|\"({_DOUBLE})\""
_PAIR = later(rf"({_KEY}):(?: +(?:{_SCALAR}|\[({_FLOW})\]))?{_END}")
_ITEM = later(rf"( *)- +(?:{_SCALAR}){_END}")
_WORD = later(rf" *()(?:{_SCALAR.replace(_PLAIN, _FLOW_PLAIN)}) *(?:,|\Z)")
_STYLES = ("", "", "plain", "single", "double")
_LIST = 5


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
        elif found.lastindex == _LIST:
            value = _flow_list(source, *found.span(_LIST), base)
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


# --- without nodes ----------------------------------------------------------------------------------------------------------

_CLOSED = rf"'{_SINGLE}'|\"{_DOUBLE}\""
_ROW = rf"- +(?:{_PLAIN}|{_CLOSED}){_END}"
_PAIRS = later(rf"({_KEY}):(?: +(?:({_PLAIN})|({_CLOSED}|\[{_FLOW}\])){_END}|{_END}(( *){_ROW}(?:\5{_ROW})*)?)|([\s\S]+)")
_ROWS = later(rf" *- +(?:({_PLAIN})|({_CLOSED})){_END}")
_WORDS = later(rf" *(?:({_FLOW_PLAIN})|({_CLOSED})) *(?:,|\Z)|([\s\S]+)")


def data(source: str, schema: Schema) -> tuple[dict[str, Value], tuple[str, ...]] | None:
    """The data of a source, and the keys whose value stands in quotes; `None` where libyaml has to read it."""
    lead = _LEAD.match(source)
    if len(source) > _LONGEST or lead is None or _STRANGE.search(source):
        return None
    values: dict[str, Value] = {}
    quoted: list[str] = []
    value: Value
    found = _PAIRS.findall(source, lead.end())
    for name, plain, closed, rows, _, strange in found:
        if plain:
            value = resolve(plain, schema)
        elif closed and closed[0] == "[":
            value = _words(closed[1:-1], schema)
            if value is None:
                return None
        elif closed:
            value = _unquoted(closed)
            quoted.append(name)
        elif rows:
            value = [_unquoted(closed) if closed else resolve(plain, schema) for plain, closed in _ROWS.findall(rows)]
        elif strange:
            return None
        else:
            value = None
        values[intern(name)] = value
    return (values, tuple(quoted)) if found and len(values) == len(found) else None  # no key stands there twice


def _words(inside: str, schema: Schema) -> list[Value] | None:
    """The items between two brackets."""
    items: list[Value] = []
    for plain, closed, strange in _WORDS.findall(inside):
        if plain:
            items.append(resolve(plain, schema))
        elif closed:
            items.append(_unquoted(closed))
        elif strange.strip(" "):
            return None
    return items


def _unquoted(text: str) -> str:
    """What stands between quotes."""
    return text[1:-1].replace("''", "'") if text[0] == "'" else text[1:-1]
