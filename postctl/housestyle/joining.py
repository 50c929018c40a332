"""A key that a post does not have yet: where the other posts of its folder have it, and how they write it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

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


class _Others(NamedTuple):
    """The newest posts that have a key, at most `_MOST` of them: in all the site, and by the folder they share."""

    everywhere: tuple[Sample, ...]
    by_home: Mapping[str, tuple[Sample, ...]]


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
    others = _others(site, key, None)
    found: dict[str, Value] = {}
    for sample in (*others.by_home.get(folder, ()), *others.everywhere):
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


@lru_cache(maxsize=256)
def _others(site: Site, key: str, syntax: str | None) -> _Others:
    found: dict[str, list[Post]] = {}
    for post in by_age(site.posts):
        known = post.document.syntax
        if known is None or syntax not in (None, known.name):
            continue
        if document.find(post.document, key, fold=site.generator.fold_keys) is not None:
            found.setdefault(home(post), []).append(post)
    newest = by_age([post for group in found.values() for post in group[:_MOST]])[:_MOST]
    return _Others(_weighed(newest), {folder: _weighed(group[:_MOST]) for folder, group in found.items()})


def _weighed(posts: Sequence[Post]) -> tuple[Sample, ...]:
    return tuple(Sample(post, 1.0 / (2 + age), None) for age, post in enumerate(posts))


@lru_cache(maxsize=1024)
def _habit(site: Site, key: str, syntax: str, folder: str) -> _Habit | None:
    others = _others(site, key, syntax)
    samples = others.by_home.get(folder) or others.everywhere
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
