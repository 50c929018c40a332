"""A key that a post does not have yet: where the other posts of its folder have it, and how they write it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import islice

from postctl import dates, document
from postctl.document import Insert
from postctl.housestyle.hands import quotes, written
from postctl.housestyle.house import KeyStyle
from postctl.housestyle.keys import entries
from postctl.housestyle.learning import infer
from postctl.housestyle.order import pairs, place
from postctl.housestyle.samples import Sample, by_age, favourite, home
from postctl.housestyle.seen import Context, Seen
from postctl.housestyle.writing import Pen, value_source
from postctl.model import Node, Value
from postctl.site import Post, Site
from postctl.syntaxes import TOP
from postctl.values import NamedTuple

_MOST = 30  # posts that are asked


class _Habit(NamedTuple):
    """How a key is called, what stands with it in its map, and which keys it stands behind and before."""

    key: str
    seen: tuple[Seen, ...]
    before: Mapping[tuple[str, str], float]
    quote: str


def values(site: Site, post: Post, key: str) -> list[Value]:
    """What other posts say under a key, those of its folder first."""
    said = _said(site, key.lower() if site.generator.fold_keys else key, home(post))
    return [value for path, value in said if path != post.path]


@lru_cache(maxsize=1024)
def _said(site: Site, key: str, folder: str) -> tuple[tuple[str, Value], ...]:
    found: dict[str, Value] = {}
    for sample in (*_others(site, key, None, folder), *_others(site, key, None)):
        known = sample.post.document
        entry = document.find(known, key, fold=site.generator.fold_keys)
        if entry is not None and known.syntax is not None:
            found.setdefault(sample.post.path, known.syntax.value(entry.value, known.schema))
    return tuple(found.items())


def joining(site: Site, post: Post, key: str, value: Value) -> tuple[str, Insert]:
    """The key as other posts spell it, and the insertion of a value for it."""
    syntax = post.document.syntax
    assert syntax is not None
    habit = _habit(site, key.lower() if site.generator.fold_keys else key, syntax.name, home(post))
    table = key.rpartition(".")[0] if syntax.nests else ""
    if habit is None:
        return key, usual(post, key, value)
    style = written(KeyStyle(habit.key, "constant", value), habit.seen, _context(site, habit.seen[0]))
    source = value_source(style, value, Pen(syntax, post.document.schema, habit.quote))
    own = [name for name in _keys(post, table) if name.lower() != habit.key.lower()]
    at = place(habit.key, own, habit.before)
    name = f"{table}.{habit.key}" if table else habit.key
    text = source.replace("\n", document.newline(post.document))
    return name, Insert(text, ([TOP, *own])[at] if own else None, inside=bool(table))


def usual(post: Post, key: str, value: Value) -> Insert:
    """The insertion as the syntax writes it without any example; a date bare where the post has a bare one (TOML)."""
    syntax = post.document.syntax
    assert syntax is not None
    like = next((entry.value for entry in post.document.entries if entry.value.style == "date"), None)
    text = syntax.written(value, like, post.document.source, post.document.schema)
    return Insert(text, inside="." in key and syntax.nests)


def _keys(post: Post, table: str) -> list[str]:
    """The keys of a map of a post, in order."""
    if not table:
        return [entry.key for entry in post.document.entries]
    inside = document.table(post.document, table)
    return [name.text for name, _ in inside.pairs] if inside is not None else []


@lru_cache(maxsize=1024)
def _others(site: Site, key: str, syntax: str | None, folder: str | None = None) -> tuple[Sample, ...]:
    """The newest posts that have a key, at most `_MOST` of them: in a folder that posts share, else in all the site.

    No more of them are read.
    """
    asked = _may_have(site, key.partition(".")[0].lower())
    found = (post for post in asked.get(folder, ()) if _has(post, key, syntax, fold=site.generator.fold_keys))
    return _weighed(tuple(islice(found, _MOST)))


def _has(post: Post, key: str, syntax: str | None, *, fold: bool) -> bool:
    known = post.document
    return known.syntax is not None and syntax in (None, known.syntax.name) and document.find(known, key, fold=fold) is not None


@lru_cache(maxsize=256)
def _may_have(site: Site, top: str) -> Mapping[str | None, Sequence[Post]]:
    """The posts that may have a key, by the folder they share, the newest first; under `None` those of all the site.

    `top`: the first part of the key, in lower case. That of each post is known without its file.
    """
    found: dict[str | None, list[Post]] = {}
    for post in by_age(site.posts):
        if any(name.lower().partition(".")[0] == top for name in post.front):
            for folder in (None, home(post)):
                found.setdefault(folder, []).append(post)
    return found


def _weighed(posts: Sequence[Post]) -> tuple[Sample, ...]:
    return tuple(Sample(post, 1.0 / (2 + age), None) for age, post in enumerate(posts))


@lru_cache(maxsize=1024)
def _habit(site: Site, key: str, syntax: str, folder: str) -> _Habit | None:
    samples = _others(site, key, syntax, folder) or _others(site, key, syntax)
    seen, everything = [], []
    for sample in samples:
        context = _context(site, sample)
        inside = list(entries(sample, _map(sample.post, key, site), context))
        last = key.rpartition(".")[2] if context.syntax.nests else key
        own = next((each for each in inside if (each.key.lower() if context.fold else each.key) == last), None)
        if own is not None:
            seen.append(own)
            everything += inside
    name, _ = favourite((each.key, each.weight) for each in seen)
    if name is None:
        return None
    same = tuple(each for each in seen if each.key == name)
    return _Habit(name, same, pairs(everything), quotes(samples))


def _map(post: Post, key: str, site: Site) -> Node:
    """The map that holds a key."""
    table = key.rpartition(".")[0] if post.document.syntax is not None and post.document.syntax.nests else ""
    inside = document.table(post.document, table, fold=site.generator.fold_keys) if table else None
    return inside if inside is not None else post.document.root


def _context(site: Site, sample: Sample | Seen) -> Context:
    post = sample.sample.post if isinstance(sample, Seen) else sample.post
    syntax = post.document.syntax
    assert syntax is not None
    return Context(syntax, site.generator.schema, dates.zone(site.settings.timezone), site.generator.fold_keys, infer)
