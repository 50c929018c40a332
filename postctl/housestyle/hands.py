"""How a key is written: what stands before it, between it and its value, between the items of a list, and the quotes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from postctl.housestyle.house import Frame, KeyStyle
from postctl.housestyle.samples import Sample, favourite, share
from postctl.housestyle.seen import Context, Seen
from postctl.housestyle.writing import WIDTH, folded
from postctl.model import Node, Span
from postctl.values import replace

LEAD = re.compile(r"[\s,.\[]*")
_MARK = re.compile(r"[\s:=\[\]{-]*")
_LIST_MARK = re.compile(r"[\s:=,\[-]*")
_CLOSE = re.compile(r"[\s,\]]*")


def written(style: KeyStyle, seen: Sequence[Seen], context: Context) -> KeyStyle:
    usual = context.frame
    same = [each for each in seen if each.key == style.key]
    lead = piece((each.lead for each in same), same, LEAD) or ""
    name, _ = favourite((each.source(*each.name.span), each.weight) for each in same)
    style = replace(style, lead=lead, name=name or style.key)
    if style.role == "table":
        maps = [each for each in same if each.node.kind == "map" and each.node.pairs]
        mark = piece((each.source(each.name.span.end, each.node.pairs[0][0].span.start) for each in maps), maps, _MARK)
        return replace(style, mark=mark or usual.mark)
    if style.role in ("tags", "constant", "empty") and isinstance(style.value, list) and not style.scalar:
        return _list(style, [each for each in same if each.node.kind == "list" and each.node.items], usual)
    return _scalar(style, [each for each in same if each.node.kind == "scalar"], usual)


def _scalar(style: KeyStyle, seen: Sequence[Seen], usual: Frame) -> KeyStyle:
    full = [each for each in seen if each.node.span.end > each.node.span.start]
    mark = piece((each.source(each.name.span.end, each.node.span.start) for each in full), full, _MARK)
    like = _like([(each.node, each.weight) for each in full or seen])
    return replace(style, mark=mark or usual.mark, like=like, folds=_folds(full))


def _folds(seen: Sequence[Seen]) -> bool:
    """Whether plain texts longer than a line are broken as libyaml breaks them."""
    long = [each for each in seen if each.node.style == "plain" and len(each.node.text) > WIDTH]
    as_folded = [each for each in long if folded(each.node.text, _column(each)) == each.source(*each.node.span)]
    return bool(long) and 2 * share(map(_sample, as_folded), map(_sample, long)) > 1


def _sample(seen: Seen) -> Sample:
    return seen.sample


def _column(seen: Seen) -> int:
    return seen.node.span.start - seen.name.span.start


def quotes(samples: Iterable[Sample]) -> str:
    """The style of the quotes around texts that have any, at the top level."""
    styles = ((entry.value.style, each.weight) for each in samples for entry in each.post.document.entries)
    return favourite((style, weight) for style, weight in styles if style in ("single", "double"))[0] or "double"


def _list(style: KeyStyle, seen: Sequence[Seen], usual: Frame) -> KeyStyle:
    mark = piece((each.source(each.name.span.end, each.node.items[0].span.start) for each in seen), seen, _LIST_MARK)
    if mark is None:
        return replace(style, mark=usual.mark + "[", closing="]")
    block = "[" not in mark
    close = piece((each.source(each.node.items[-1].span.end, each.node.span.end) for each in seen), seen, _CLOSE)
    between = piece(
        (each.source(each.node.items[0].span.end, each.node.items[1].span.start) for each in seen if len(each.node.items) > 1),
        [each for each in seen if len(each.node.items) > 1],
        _LIST_MARK,
    )
    like = _like([(item, each.weight) for each in seen for item in each.node.items if item.kind == "scalar"])
    between = between or ("\n" + mark.rpartition("\n")[2] if block else ", ")
    return replace(style, mark=mark, between=between, closing=close or "" if block else close or "]", block=block, like=like)


def piece(texts: Iterable[str], seen: Sequence[Seen], shape: re.Pattern[str]) -> str | None:
    """The source text that most posts have at a place, comments and oddities left out."""
    votes = [(text, each.weight) for text, each in zip(texts, seen, strict=True) if text and shape.fullmatch(text)]
    return favourite(votes)[0]


def _like(nodes: Sequence[tuple[Node, float]]) -> Node | None:
    """A value in the style that most have: among texts that need no quotes a plain one means more than a quoted one."""
    style, _ = favourite((node.style, weight) for node, weight in nodes)
    found = next((node for node, _ in nodes if node.style == style), None)
    return Node("scalar", Span(0, 0), found.style, found.text) if found is not None else None
