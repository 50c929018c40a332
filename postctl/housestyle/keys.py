"""The keys that the newest posts have in common: their order, how they are written, and what decides their values."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import tzinfo
from typing import TYPE_CHECKING

from postctl import dates
from postctl.dates import Written
from postctl.housestyle.house import Frame, KeyStyle, When, frame
from postctl.housestyle.samples import Sample, favourite, share
from postctl.model import Node, Schema, Span, Status, Value

if TYPE_CHECKING:
    from postctl.syntaxes import Syntax

_COMMON = 0.6  # a key that this much of the weight has belongs to the house
_NEARLY_ALL = 0.8  # ... and even if nothing says what to write under it
_FIXED = 0.7  # a value that this much has is a constant
_PROOF = 5  # posts that must agree before their tags are every post's
_EITHER = 0.35  # a key this rare among public posts, or among drafts, is not theirs

_MARKS = frozenset({"draft", "published"})
_HABITS = frozenset(
    "layout author authors type template lang language comments toc categories category publish published draft status".split()
)
_TERMS = frozenset({"tags", "tag", "categories", "category"})
_LEAD = re.compile(r"[\s,.\[]*")
_MARK = re.compile(r"[\s:=\[\]{-]*")


@dataclass(frozen=True, slots=True)
class Context:
    """What is the same for all keys."""

    syntax: Syntax
    schema: Schema
    zone: tzinfo
    fold: bool
    infer: Callable[[Sequence[tuple[str, Sample]]], tuple[str, float]]

    @property
    def frame(self) -> Frame:
        return frame(self.syntax.name)


@dataclass(frozen=True, slots=True)
class Seen:
    """A key in one post. `lead` is the source between the value before it and the key, `''` for the first key."""

    sample: Sample
    key: str
    rank: int
    name: Node
    node: Node
    value: Value
    lead: str

    @property
    def weight(self) -> float:
        return self.sample.weight

    def source(self, start: int, end: int) -> str:
        r"""Source text of the post with `\n` for every line end, and without blanks before one."""
        text = self.sample.post.document.text[start:end].replace("\r\n", "\n")
        return re.sub(r"[ \t]+(?=\n)", "", text)


def learn(public: Sequence[Sample], drafts: Sequence[Sample], context: Context) -> tuple[KeyStyle, ...]:
    """The keys of the house in their order."""
    maps = [(sample, sample.post.document.root) for sample in (*public, *drafts)]
    return _of_maps(maps, public, drafts, context)


def _of_maps(
    maps: Sequence[tuple[Sample, Node]], public: Sequence[Sample], drafts: Sequence[Sample], context: Context
) -> tuple[KeyStyle, ...]:
    found: dict[str, list[Seen]] = {}
    for sample, root in maps:
        for seen in _entries(sample, root, context):
            found.setdefault(seen.key.lower() if context.fold else seen.key, []).append(seen)
    everything = [seen for group in found.values() for seen in group]
    lead = _piece((each.lead for each in everything), everything, _LEAD) or context.frame.lead
    styles = [style for seen in found.values() if (style := _style(seen, public, drafts, context))]
    ordered = _ordered([style if style.lead else replace(style, lead=lead) for style in styles], everything)
    if context.syntax.name != "toml":
        return ordered
    return tuple(sorted(ordered, key=lambda style: bool(style.children)))  # what stands behind a TOML table stands in it


def _entries(sample: Sample, root: Node, context: Context) -> Iterable[Seen]:
    text = sample.post.document.text
    end = None
    for rank, (name, node) in enumerate(root.pairs):
        lead = "" if end is None else re.sub(r"[ \t]+(?=\n)", "", text[end : name.span.start].replace("\r\n", "\n"))
        end = node.span.end
        if name.style != "dotted":
            yield Seen(sample, name.text, rank, name, node, context.syntax.value(node, context.schema), lead)


# --- which, and in which order ------------------------------------------------------------------------------------------


def _ordered(styles: Sequence[KeyStyle], seen: Sequence[Seen]) -> tuple[KeyStyle, ...]:
    """Keys by how many others they stand before in most posts: a vote of pairs, which no odd post can turn over."""
    ranks: dict[int, dict[str, int]] = {}
    weights: dict[int, float] = {}
    for each in seen:
        ranks.setdefault(id(each.sample), {})[each.key] = each.rank
        weights[id(each.sample)] = each.weight

    def before(first: KeyStyle, second: KeyStyle) -> bool:
        votes = (
            (keys[first.key] < keys[second.key], weights[sample])
            for sample, keys in ranks.items()
            if first.key in keys and second.key in keys
        )
        return favourite(votes)[0] is True

    wins = {style.key: sum(before(style, other) for other in styles if other is not style) for style in styles}
    return tuple(sorted(styles, key=lambda style: -wins[style.key]))


def _when(key: str, seen: Sequence[Seen], public: Sequence[Sample], drafts: Sequence[Sample]) -> tuple[float, When]:
    """How much of the posts that may have the key have it, and which those are."""
    having = {id(each.sample) for each in seen}
    in_public = share((s for s in public if id(s) in having), public)
    if not drafts or (len(drafts) < 3 and not _is_mark(key, seen)):
        return in_public, "always"
    in_drafts = share((s for s in drafts if id(s) in having), drafts)
    if in_public < _EITHER < _COMMON <= in_drafts:
        return (in_drafts, "draft") if _is_mark(key, seen) else (in_public, "always")
    if in_drafts < _EITHER < _COMMON <= in_public:
        return in_public, "public"
    return in_public, "always"


def _is_mark(key: str, seen: Sequence[Seen]) -> bool:
    """Whether this key is what makes a post of this site a draft."""
    deciding = any(each.sample.post.verdict.key in (key, key.lower()) for each in seen)
    return deciding or (key.lower() in _MARKS and all(isinstance(each.value, bool) for each in seen))


# --- what it says -------------------------------------------------------------------------------------------------------


def _style(seen: list[Seen], public: Sequence[Sample], drafts: Sequence[Sample], context: Context) -> KeyStyle | None:
    key, _ = favourite((each.key, each.weight) for each in seen)
    assert key is not None
    present, when = _when(key, seen, public, drafts)
    if present < _COMMON:
        return None
    role = _role(key, seen, present, (*public, *drafts), context)
    if role is None:
        return None
    return _written(replace(role, key=key, when=when), seen, context)


def _role(key: str, seen: list[Seen], present: float, samples: Sequence[Sample], context: Context) -> KeyStyle | None:
    """The role and the value of a key, without how it is written; `None` for one that a new post goes without."""
    maps = [each for each in seen if each.node.kind == "map"]
    if maps and share((each.sample for each in maps), (each.sample for each in seen)) > 0.5:
        return _table(maps, samples, context)
    for read in (_draft, _tags, _date, _title, _constant, _pattern):
        style = read(key, seen, context)
        if style is not None:
            return style
    return _empty(key, seen, present, context)


def _votes(seen: Iterable[Seen], vote: Callable[[Seen], bool]) -> float:
    """The share of posts for which something is so."""
    whole = list(seen)
    return share((each.sample for each in whole if vote(each)), (each.sample for each in whole))


def _draft(key: str, seen: list[Seen], context: Context) -> KeyStyle | None:
    if not _is_mark(key, seen) or not all(isinstance(each.value, bool | str) for each in seen):
        return None
    hidden = [each for each in seen if each.sample.post.verdict.hidden is Status.DRAFT]
    shown = [each for each in seen if each.sample.post.verdict.hidden is None]
    of_draft, of_public = _most(hidden), _most(shown)
    if hidden and shown:
        return KeyStyle(key, "draft", of_public, of_draft)
    if hidden:
        return KeyStyle(key, "draft", not of_draft if isinstance(of_draft, bool) else None, of_draft)
    return KeyStyle(key, "draft", of_public, not of_public if isinstance(of_public, bool) else None)


def _most(seen: Iterable[Seen]) -> Value:
    """The value that most have. Compared as text, for lists have no hash and `True` equals `1`."""
    values = {repr(each.value): each.value for each in seen}
    winner, _ = favourite((repr(each.value), each.weight) for each in seen)
    return values[winner] if winner is not None else None


def _tags(key: str, seen: list[Seen], context: Context) -> KeyStyle | None:
    said = [each for each in seen if each.value and isinstance(each.value, list | str) and each.sample.post.tags]
    if not said or _votes(said, _says_tags) < _COMMON:
        return None
    _, fixed = favourite((repr(each.value), each.weight) for each in seen)
    common = _most(seen) if fixed >= _FIXED and len(seen) >= _PROOF else []
    scalar = [each for each in said if isinstance(each.value, str)]
    if share((each.sample for each in scalar), (each.sample for each in said)) <= 0.5:
        return KeyStyle(key, "tags", common if isinstance(common, list) else [])
    several = [each for each in scalar if len(each.sample.post.tags) > 1]
    between, _ = favourite((_separator(each), each.weight) for each in several)
    bare = [each for each in seen if not each.value]
    always = (
        list(re.split(r"\s*[,;]\s*" if (between or " ").strip() else r"\s+", common.strip())) if isinstance(common, str) else []
    )
    return KeyStyle(key, "tags", always, scalar=True, between=between or "", optional=not bare, blank=_most(bare) if bare else "")


def _says_tags(seen: Seen) -> bool:
    if isinstance(seen.value, list):
        return [str(item) for item in seen.value] == list(seen.sample.post.tags)
    words = re.split(r"\s*[,;]\s*|\s+", str(seen.value).strip())
    return words == " ".join(seen.sample.post.tags).split()


def _separator(seen: Seen) -> str:
    return next((mark for mark in (", ", "; ", ",", ";") if mark in str(seen.value)), " ")


def _date(key: str, seen: list[Seen], context: Context) -> KeyStyle | None:
    """The date of the post, or one that mostly is the same day, such as that of the last change."""
    own = _votes(seen, lambda each: each.sample.post.date is not None and each.sample.post.date.source in (key, key.lower()))
    form, fits = favourite((_read(each, context).form, each.weight) for each in seen)
    if form is None or fits < _EITHER or (own < _COMMON and _votes(seen, lambda each: _same_day(each, context)) < _COMMON):
        return None
    return KeyStyle(key, "date", form)


def _read(seen: Seen, context: Context) -> Written:
    return dates.read(seen.value if isinstance(seen.value, str) else "", context.zone)


def _same_day(seen: Seen, context: Context) -> bool:
    moment, own = _read(seen, context).moment, seen.sample.moment
    return moment is not None and own is not None and moment.date() == own.date()


def _title(key: str, seen: list[Seen], context: Context) -> KeyStyle | None:
    titled = _votes(seen, lambda each: each.value is not None and str(each.value).strip() == each.sample.post.title)
    return KeyStyle(key, "pattern", "{title}") if titled >= _COMMON or key.lower() == "title" else None


def _constant(key: str, seen: list[Seen], context: Context) -> KeyStyle | None:
    """A value nearly all posts share. One post alone proves a habit only for the keys that are habits everywhere."""
    _, fixed = favourite((repr(each.value), each.weight) for each in seen)
    value = _most(seen)
    proven = len(seen) > 1 or key.lower() in _HABITS or isinstance(value, bool)
    if isinstance(value, bool) or (fixed >= _FIXED and proven):
        return KeyStyle(key, "constant", value)
    return None


def _pattern(key: str, seen: list[Seen], context: Context) -> KeyStyle | None:
    texts = [(each.value, each.sample) for each in seen if isinstance(each.value, str)]
    if len(texts) < _COMMON * len(seen):
        return None
    pattern, fits = context.infer(texts)
    return KeyStyle(key, "pattern", pattern) if "{" in pattern and fits >= _COMMON else None


def _empty(key: str, seen: list[Seen], present: float, context: Context) -> KeyStyle | None:
    """A key whose values differ freely: written with nothing in it, for its author to fill in; never a date or a number."""
    if present < _NEARLY_ALL or len(seen) < 2:
        return None
    kind, _ = favourite((type(each.value).__name__, each.weight) for each in seen if each.value is not None)
    if kind == "list":
        return KeyStyle(key, "empty", [])
    dated = _votes(seen, lambda each: _read(each, context).form is not None)
    optional = key.lower() in _TERMS and all(each.value for each in seen)
    return KeyStyle(key, "empty", "", optional=optional) if kind == "str" and dated < 0.5 else None


def _table(maps: list[Seen], samples: Sequence[Sample], context: Context) -> KeyStyle | None:
    having = {id(each.sample) for each in maps}
    inner = [(each.sample, each.node) for each in maps]
    children = _of_maps(inner, [sample for sample in samples if id(sample) in having], (), context)
    return KeyStyle("", "table", children=children) if children else None


# --- how it is written --------------------------------------------------------------------------------------------------


def _written(style: KeyStyle, seen: Sequence[Seen], context: Context) -> KeyStyle:
    usual = context.frame
    same = [each for each in seen if each.key == style.key]
    lead = _piece((each.lead for each in same), same, _LEAD) or ""
    name, _ = favourite((each.source(*each.name.span), each.weight) for each in same)
    style = replace(style, lead=lead, name=name or style.key)
    if style.role == "table":
        maps = [each for each in same if each.node.kind == "map" and each.node.pairs]
        mark = _piece((each.source(each.name.span.end, each.node.pairs[0][0].span.start) for each in maps), maps, _MARK)
        return replace(style, mark=mark or usual.mark)
    if style.role in ("tags", "constant", "empty") and isinstance(style.value, list) and not style.scalar:
        return _list(style, [each for each in same if each.node.kind == "list" and each.node.items], usual)
    return _scalar(style, [each for each in same if each.node.kind == "scalar"], usual)


def _scalar(style: KeyStyle, seen: Sequence[Seen], usual: Frame) -> KeyStyle:
    full = [each for each in seen if each.node.span.end > each.node.span.start]
    mark = _piece((each.source(each.name.span.end, each.node.span.start) for each in full), full, _MARK)
    return replace(style, mark=mark or usual.mark, like=_like([(each.node, each.weight) for each in full or seen]))


def _list(style: KeyStyle, seen: Sequence[Seen], usual: Frame) -> KeyStyle:
    mark = _piece((each.source(each.name.span.end, each.node.items[0].span.start) for each in seen), seen, _LIST_MARK)
    if mark is None:
        return replace(style, mark=usual.mark + "[", closing="]")
    block = "[" not in mark
    close = _piece((each.source(each.node.items[-1].span.end, each.node.span.end) for each in seen), seen, _CLOSE)
    between = _piece(
        (each.source(each.node.items[0].span.end, each.node.items[1].span.start) for each in seen if len(each.node.items) > 1),
        [each for each in seen if len(each.node.items) > 1],
        _LIST_MARK,
    )
    like = _like([(item, each.weight) for each in seen for item in each.node.items if item.kind == "scalar"])
    between = between or ("\n" + mark.rpartition("\n")[2] if block else ", ")
    return replace(style, mark=mark, between=between, closing=close or "" if block else close or "]", block=block, like=like)


_LIST_MARK = re.compile(r"[\s:=,\[-]*")
_CLOSE = re.compile(r"[\s,\]]*")


def _piece(texts: Iterable[str], seen: Sequence[Seen], shape: re.Pattern[str]) -> str | None:
    """The source text that most posts have at a place, comments and oddities left out."""
    votes = [(text, each.weight) for text, each in zip(texts, seen, strict=True) if text and shape.fullmatch(text)]
    return favourite(votes)[0]


def _like(nodes: Sequence[tuple[Node, float]]) -> Node | None:
    """A value in the style that most have: among texts that need no quotes a plain one means more than a quoted one."""
    style, _ = favourite((node.style, weight) for node, weight in nodes)
    found = next((node for node, _ in nodes if node.style == style), None)
    return Node("scalar", Span(0, 0), found.style, found.text) if found is not None else None
