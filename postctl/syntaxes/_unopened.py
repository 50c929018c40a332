"""Front matter as hexo-front-matter finds it: with or without an opening fence, of three or more `-` (YAML) or `;` (JSON).

* Nothing may stand before or behind the opening fence; the line that closes *begins* with as many marks, or without an opening
  fence with any three. At least one character must stand between the two.
* What begins with three marks and is not closed so is all text. So is what is no map (text before a rule).
* Tabs that indent count for two blanks each.
* JSON stands without its braces. If it is no JSON the block is text without a word; here that is a problem.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import accumulate

from postctl.guard import Unreadable
from postctl.model import Node, Span
from postctl.regexes import later
from postctl.syntaxes import Block
from postctl.syntaxes._yaml_nodes import LoneText

_OPENS = later(r"(-{3,}|;{3,})\r?\n")
_BEGINS = ("---", ";;;")
_CLOSES = later(r"\r?\n(-{3,}|;{3,})")
_LINE_END = later(r"\r?\n")
_TABS = later(r"(\r?\n|\A(?=\t+\r?\n))(\t+)")


def block(text: str, mark: str) -> Block | None:
    """Where the block stands whose fence is made of `mark`; its root is not parsed yet."""
    opening = _OPENS.match(text)
    if opening is None and text.startswith(_BEGINS):
        return None
    start = opening.end() if opening else 0
    first = start + (2 if text.startswith("\r\n", start) else 1)
    closes = re.compile(rf"\r?\n({re.escape(opening[1])})") if opening else _CLOSES
    closing = closes.search(text, first)
    if closing is None or not closing[1].startswith(mark):
        return None
    behind = _LINE_END.match(text, closing.end())
    body = behind.end() if behind else closing.end()
    return Block(Span(0, body), Span(start, closing.start(1)), Span(body, len(text)))


def yaml(source: str, base: int, build: Callable[[str, int], Node]) -> Node | None:
    """The source as a map node by `build`, tabs read as Hexo does; `None` if it is text or nothing."""
    try:
        root = build(source, base) if "\t" not in source else _tabbed(source, base, build)
    except LoneText:
        return None
    return root if root.pairs or root.style == "flow" else None


def _tabbed(source: str, base: int, build: Callable[[str, int], Node]) -> Node:
    back = _back(source, base)
    try:
        return moved(build(_TABS.sub(lambda found: found[1] + "  " * len(found[2]), source), 0), back)
    except LoneText:
        raise
    except Unreadable as error:
        offset, reason, help_, kind = error.problem
        raise Unreadable(back(offset), reason, help_, kind) from error


def _back(source: str, base: int) -> Callable[[int], int]:
    """From an offset in the text with blanks for tabs to the one it came from."""
    widths = [1] * len(source)
    for found in _TABS.finditer(source):
        widths[found.start(2) : found.end(2)] = [2] * len(found[2])
    offsets = list(accumulate(widths, initial=0))
    origin = {offset: at for at, offset in enumerate(offsets)}
    return lambda at: base + (origin[at] if at in origin else origin[at - 1])


def json(source: str, base: int, build: Callable[[str], Node]) -> Node:
    """Pairs without braces as a map node of the style `bare`, by `build`, which wants the braces."""
    try:
        root = build("{" + source + "}")
    except Unreadable as error:
        offset = base + min(max(error.problem.offset - 1, 0), len(source))
        if source.lstrip().startswith("{"):
            raise Unreadable(offset, "the front matter before ;;; stands in braces", "remove the { and the }") from error
        raise Unreadable(offset, error.problem.reason, error.problem.help, error.problem.kind) from error
    return moved(root, lambda at: at + base - 1)._replace(span=Span(base, base + len(source)), style="bare")


def moved(node: Node, to: Callable[[int], int]) -> Node:
    """A node with all its spans moved."""
    return node._replace(
        span=Span(to(node.span.start), to(node.span.end)),
        items=tuple(moved(item, to) for item in node.items),
        pairs=tuple((moved(name, to), moved(value, to)) for name, value in node.pairs),
    )
