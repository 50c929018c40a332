"""The keys of a house: which its posts have, in which order, and what each says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from postctl import status
from postctl.housestyle.hands import LEAD, piece, written
from postctl.housestyle.house import KeyStyle, When
from postctl.housestyle.order import ordered
from postctl.housestyle.roles import COMMON, EITHER, role
from postctl.housestyle.samples import Sample, favourite, share
from postctl.housestyle.seen import Context, Seen, is_mark
from postctl.model import Node
from postctl.values import replace


def learn(public: Sequence[Sample], drafts: Sequence[Sample], context: Context) -> tuple[KeyStyle, ...]:
    """The keys of the house in their order; those that few posts have are only for who asks for them."""
    maps = [(sample, nested(sample.post.document.root)) for sample in (*public, *drafts)]
    return _of_maps(maps, public, drafts, context)


def _of_maps(
    maps: Sequence[tuple[Sample, Node]], public: Sequence[Sample], drafts: Sequence[Sample], context: Context
) -> tuple[KeyStyle, ...]:
    found: dict[str, list[Seen]] = {}
    for sample, root in maps:
        for seen in entries(sample, root, context):
            found.setdefault(seen.key.lower() if context.fold else seen.key, []).append(seen)
    everything = [seen for group in found.values() for seen in group]
    lead = piece((each.lead for each in everything), everything, LEAD) or context.frame.lead
    styles = [_style(seen, public, drafts, context) for seen in found.values()]
    inner = [style if style.lead else replace(style, lead=lead) for style in styles if style.role != "table" or style.children]
    sequence = ordered(inner, everything)
    if context.syntax.name != "toml":
        return sequence
    return tuple(sorted(sequence, key=lambda style: bool(style.children)))  # what stands behind a TOML table stands in it


def nested(root: Node) -> Node:
    """The map with TOML's `[extra.author]` inside of `[extra]`."""
    pairs: list[tuple[Node, Node]] = []
    places: dict[str, int] = {}
    for name, value in root.pairs:
        table, _, inner = name.text.partition("\0")
        if inner and "\0" not in inner and value.style == "block" and table in places:
            above, whole = pairs[places[table]]
            pairs[places[table]] = above, whole._replace(pairs=(*whole.pairs, (name._replace(text=inner, style=""), value)))
        else:
            places[name.text] = len(pairs)
            pairs.append((name, value))
    return root._replace(pairs=tuple(pairs))


def entries(sample: Sample, root: Node, context: Context) -> Iterable[Seen]:
    """The keys of a map of a post, each as it stands there."""
    text = sample.post.document.text
    end = None
    for rank, (name, node) in enumerate(root.pairs):
        lead = "" if end is None else re.sub(r"[ \t]+(?=\n)", "", text[end : name.span.start].replace("\r\n", "\n"))
        end = node.span.end
        if name.style != "dotted" and name.text.lower() != status.RELEASE:  # a new post is never scheduled because others are
            yield Seen(sample, name.text, rank, name, node, context.syntax.value(node, context.schema), lead)


def _style(seen: list[Seen], public: Sequence[Sample], drafts: Sequence[Sample], context: Context) -> KeyStyle:
    key, _ = favourite((each.key, each.weight) for each in seen)
    assert key is not None
    present, when = _when(key, seen, public, drafts)
    style = _table(seen, (*public, *drafts), context) or role(key, seen, present, context)
    if present < COMMON or style is None:
        when = "asked"
    style = style or KeyStyle(key, "empty", [] if any(isinstance(each.value, list) for each in seen) else "")
    return written(replace(style, key=key, when=when), seen, context)


def _when(key: str, seen: Sequence[Seen], public: Sequence[Sample], drafts: Sequence[Sample]) -> tuple[float, When]:
    """How much of the posts that may have the key have it, and which those are."""
    having = {id(each.sample) for each in seen}
    in_public = share((s for s in public if id(s) in having), public)
    if not drafts or (len(drafts) < 3 and not is_mark(key, seen)):
        return in_public, "always"
    in_drafts = share((s for s in drafts if id(s) in having), drafts)
    if in_public < EITHER < COMMON <= in_drafts:
        return (in_drafts, "draft") if is_mark(key, seen) else (in_public, "always")
    if in_drafts < EITHER < COMMON <= in_public:
        return in_public, "public"
    return in_public, "always"


def _table(seen: list[Seen], samples: Sequence[Sample], context: Context) -> KeyStyle | None:
    """A key that most posts have a table under."""
    maps = [each for each in seen if each.node.kind == "map"]
    if not maps or share((each.sample for each in maps), (each.sample for each in seen)) <= 0.5:
        return None
    having = {id(each.sample) for each in maps}
    inner = [(each.sample, each.node) for each in maps]
    children = _of_maps(inner, [sample for sample in samples if id(sample) in having], (), context)
    return KeyStyle("", "table", children=children)
