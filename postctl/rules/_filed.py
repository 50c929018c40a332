"""The terms that posts are filed under, gathered once for all posts of a site."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, TypedDict

from postctl import terms
from postctl.document import Document
from postctl.errors import Refused
from postctl.facts import fact, flat, keys, of_all
from postctl.model import Edit, Fix, Node, Span, Value
from postctl.once import once
from postctl.rules._common import by_key
from postctl.site import Allowed, Post, Site, Taxonomy, any_terms
from postctl.terms import Held
from postctl.values import NamedTuple

TAGS = "tags"


class Term(NamedTuple):
    """A term as it stands in a post; `at` is `None` where that cannot be told, as in a text with escapes."""

    name: str
    at: Span | None


@once
def held(post: Post, site: Site) -> tuple[Held, ...]:
    """What a post holds under the keys of taxonomies."""
    there = by_key(post, site)
    known = {key: shape for name, key, shape in _kinds(site) if name in there or "." in name} if there else {}
    return tuple(terms.held(post, site.generator, known)) if known else ()


class Kept(TypedDict):
    """What a post has under a key of a taxonomy: its terms, each once, and whether its value is a list of different texts.

    Of such a plain list there is nothing to say but of the terms themselves.
    """

    key: str
    taxonomy: str
    names: list[str]
    plain: bool


@fact
def kept(post: Post, site: Site) -> list[Kept]:
    """What a post has under the keys of taxonomies: read once for all rules, of which most have nothing to say."""
    lists = _lists(post, site)
    if lists is None:
        return [_kept(each.entry.key, each.names, each.value, site) for each in held(post, site)]
    return [_kept(key, value, value, site) for key, value in lists.items()]


def _lists(post: Post, site: Site) -> Mapping[str, list[Any]] | None:
    """The terms by key, where all are in lists of texts, in front matter that is flat."""
    front = flat(post, site)
    there = {name: front[name] for name, _, _ in _kinds(site) if name in front} if front is not None else None
    if there is None or not all(map(_is_of_texts, there.values())):
        return None
    spelt = {key.lower(): key for key in keys(post, site)} if there else {}
    return {spelt[name.lower()]: value for name, value in there.items() if isinstance(value, list)}


def _is_of_texts(value: Value) -> bool:
    return isinstance(value, list) and all(item.__class__ is str for item in value)


def _kept(key: str, names: Iterable[str], value: Value, site: Site) -> Kept:
    each = {*names}
    different = {name.casefold() for name in each} if site.generator.fold_terms else each
    plain = isinstance(value, list) and len(value) == len(different) and not any(map(_is_odd, value))
    return {"key": key, "taxonomy": terms.taxonomy(key), "names": sorted(each), "plain": plain}


def _is_odd(item: object) -> bool:
    """Whether an item of a list is no text, has no letters, or may be several."""
    return item.__class__ is not str or not item or item.isspace() or "," in item


def is_plain(post: Post, site: Site) -> bool:
    """Whether a post is filed in nothing but plain lists."""
    return all(each["plain"] for each in kept(post, site))


def names(post: Post, site: Site) -> dict[str, list[str]]:
    """The terms of a post by taxonomy, sorted, each once."""
    return _names(kept(post, site))


def _names(filed: Sequence[Kept]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for each in filed:
        known = found.get(each["taxonomy"])
        found[each["taxonomy"]] = sorted({*known, *each["names"]}) if known else each["names"]
    return found


@lru_cache(maxsize=2)
def _kinds(site: Site) -> tuple[tuple[str, str, Taxonomy], ...]:
    """The keys of taxonomies: how they are looked up, as they are, and their shapes."""
    fold = site.generator.fold_keys
    return tuple((key.lower() if fold else key, key, shape) for key, shape in terms.kinds(site).items())


@lru_cache(maxsize=2)
def used(site: Site) -> Mapping[str, Counter[str]]:
    """How many posts have a term, by taxonomy and name."""
    found: dict[str, list[str]] = defaultdict(list)
    for each in of_all(site, kept):
        for taxonomy, own in _names(each).items():
            found[taxonomy] += own
    return {taxonomy: Counter(names) for taxonomy, names in found.items()}


def placed(post: Post, each: Held) -> Iterator[Term]:
    """The terms under a key with their places, in order."""
    if isinstance(each.value, str):
        source, at = post.document.text[slice(*each.entry.value.span)], 0
        for name in each.names:
            start = source.find(name, at)
            span = Span(each.entry.value.span.start + start, each.entry.value.span.start + start + len(name))
            yield Term(name, span if start >= 0 else None)
            at = max(at, start + len(name))
        return
    yield from _placed(post, each.entry.value)


def _placed(post: Post, node: Node) -> Iterator[Term]:
    assert post.document.syntax is not None
    for item in node.items:
        if item.kind == "list":
            yield from _placed(post, item)
        elif (name := terms.name_of(post.document.syntax.value(item, post.document.schema))) is not None:
            yield Term(name, item.span)


# --- the only ones that are allowed -------------------------------------------------------------------------------------------


def has_list(site: Site) -> bool:
    """Whether some terms may be the only ones that are allowed."""
    return bool(site.standards.tags) or site.generator.allowed is not any_terms


def allowed(post: Post, each: Held, site: Site) -> Allowed | None:
    """The only terms that there may be under a key: the owner's own list goes before the generator's."""
    if site.standards.tags and terms.taxonomy(each.entry.key) == TAGS:
        return Allowed(frozenset(site.standards.tags), "`validate.tags`", fatal=True)
    return site.generator.allowed(post.path, each.entry.key, site.settings)


def is_listed(name: str, listed: Allowed, site: Site) -> bool:
    """Whether a term is one of those that are allowed."""
    return name in listed.names or (site.generator.fold_terms and name.casefold() in _folded(listed.names))


@lru_cache(maxsize=4)
def _folded(names: frozenset[str]) -> frozenset[str]:
    return frozenset(map(str.casefold, names))


# --- writing ------------------------------------------------------------------------------------------------------------------


def fix(post: Post, change: Callable[[], Document], *, safe: bool) -> Fix | None:
    """The fix that makes a changed document of a post's; none where no exact edit gets there."""
    try:
        after = change().text
    except Refused:
        return None
    before = post.document.text
    if before == after:
        return None
    start = _alike(before, after)
    most = min(len(before), len(after)) - start
    end = _alike(before[::-1][:most], after[::-1][:most])
    return Fix(safe, (Edit(Span(start, len(before) - end), after[start : len(after) - end]),))


def _alike(one: str, other: str) -> int:
    """How many characters two texts begin with in common."""
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def posts(number: int) -> str:
    """`1 post`, `12 posts`."""
    return f"{number} post{'' if number == 1 else 's'}"
