"""Front matter as source text in the hand of a house."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from postctl.housestyle.house import KeyStyle
from postctl.model import Node, Schema, Span, Value
from postctl.values import NamedTuple

if TYPE_CHECKING:
    from postctl.syntaxes import Syntax

WIDTH = 80
"""The column behind which libyaml, and so most of what dumps YAML, breaks a long text at the next blank."""


_MARK = re.compile(r"\A[ \t]*[:=][ \t]*")


class Pen(NamedTuple):
    """What a house writes with. `quote`: the style of quotes for a text that cannot stand without (`single`, `double`)."""

    syntax: Syntax
    schema: Schema
    quote: str = "double"


def front_source(keys: Sequence[KeyStyle], front: Mapping[str, Value], pen: Pen) -> str:
    """The source between the fences: the keys of `front`, each of which has a style, in the order of `keys`."""
    present = [style for style in keys if style.key in front]
    return "".join(
        (style.lead if index else "") + style.name + _value(style, front[style.key], pen) for index, style in enumerate(present)
    )


def value_source(style: KeyStyle, value: Value, pen: Pen) -> str:
    """The source text of a value alone; it may begin in the line behind its key."""
    return _MARK.sub("", _value(style, value, pen))


def _value(style: KeyStyle, value: Value, pen: Pen) -> str:
    """The source text of a value with the mark before it."""
    if style.children and isinstance(value, dict):
        return style.mark + front_source(style.children, value, pen)
    if isinstance(value, list) and value and (style.block or style.mark.rstrip().endswith("[")):
        return style.mark + style.between.join(_items(style, value, pen)) + style.closing
    before = style.mark.partition("\n")[0].partition("[")[0].rstrip() + " "
    mark = before if isinstance(value, list) or style.block or "[" in style.mark else style.mark
    bare = style.role == "tags" or (style.like is not None and style.like.style == "empty")
    if value is None and pen.syntax.name == "yaml" and bare:
        return mark.rstrip()
    if value == "" and not pen.syntax.typed:
        return mark.rstrip()
    text = mark + _scalar(value, style.like, pen)
    return folded(text, len(style.name)) if style.folds else text


def _items(style: KeyStyle, values: Sequence[Value], pen: Pen) -> list[str]:
    """Source texts of the items of a list. In brackets more needs quotes, so those are written in brackets and taken out."""
    if style.block:
        return [_scalar(value, style.like, pen) for value in values]
    like = Node("list", Span(0, 0), "flow", items=(style.like,)) if style.like is not None else None
    return [pen.syntax.written([value], like, "", pen.schema)[1:-1] for value in values]


def _scalar(value: Value, like: Node | None, pen: Pen) -> str:
    """A value like its neighbours; where it cannot be, in the quotes of the house, and never with a quote doubled."""
    text = pen.syntax.written(value, like, "", pen.schema)
    style = {'"': "double", "'": "single"}.get(text[:1])
    if pen.syntax.name != "yaml" or not isinstance(value, str) or style is None:
        return text
    usual = style if like is not None and like.style == style else pen.quote
    wish = "double" if "'" in value and '"' not in value else usual
    return text if wish == style else pen.syntax.written(value, Node("scalar", Span(0, 0), wish), "", pen.schema)


def folded(text: str, before: int) -> str:
    """A plain text over several lines, as libyaml breaks it: at the first blank behind column 80, indented by two.

    `before`: how much stands before it on its first line.
    """
    words = re.split(r" (?=\S)", text)
    lines, column = [words[0]], before + len(words[0])
    for word in words[1:]:
        if column > WIDTH:
            lines.append(f"\n  {word}")
            column = 2 + len(word)
        else:
            lines.append(f" {word}")
            column += 1 + len(word)
    return "".join(lines)
