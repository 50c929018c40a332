"""`set`: other values in the front matter of a post, as its author and the other posts write them.

What is written is read again, first as front matter, then through the generator; what that changes in status and URL is said.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Literal, TypeAlias

from postctl import dates, document, reading, records, registry, terms
from postctl.document import REMOVE, Document
from postctl.errors import Refused, UsageError
from postctl.guard import Unreadable
from postctl.housestyle.asked import typed
from postctl.housestyle.house import frame
from postctl.housestyle.joining import joining, usual, values
from postctl.model import Change, Entry, Value
from postctl.regexes import later
from postctl.site import Post, Site, Taxonomy
from postctl.syntaxes import same
from postctl.terms import Held
from postctl.values import NamedTuple, replace

Op: TypeAlias = Literal["=", "+=", "-=", "!"]

_PART = r"""(?:"[^"]+"|'[^']+'|[\w$@][\w$@:-]*?)"""
_ASSIGNED = later(rf"(?P<key>{_PART}(?:\.{_PART})*)(?:(?P<op>[+-]?=)(?P<text>.*)|!)", re.DOTALL)
_QUOTED = later(r"\"([^\"]+)\"|'([^']+)'")


class Assignment(NamedTuple):
    """What is to become of a key (dotted, where it stands in a table): `text` is the value as typed."""

    key: str
    op: Op
    text: str = ""

    def __str__(self) -> str:
        return f"{self.key}{self.op}{self.text}"


class Plan(NamedTuple):
    """What to do (`None`: nothing), what the post will be then, and sentences about it."""

    change: Change | None
    post: Post
    notes: tuple[str, ...]


def assignment(word: str) -> Assignment | None:
    """`KEY=VALUE`, `KEY+=VALUE`, `KEY-=VALUE` or `KEY!`; `None` for a word that is none of them, and so names a post.

    A key has no blanks, slashes or exclamation marks, unless it stands in quotes: `"date created"=2026-01-01`.
    """
    match = _ASSIGNED.fullmatch(word)
    if match is None:
        return None
    key = _QUOTED.sub(lambda quoted: quoted[1] or quoted[2], match["key"])
    op: Op = "!" if match["op"] is None else "=" if match["op"] == "=" else "+=" if match["op"] == "+=" else "-="
    return Assignment(key, op, match["text"] or "")


def check(assignments: Sequence[Assignment]) -> None:
    """Raise `UsageError` for assignments that cannot be meant, whatever the posts are."""
    for each in assignments:
        try:
            f"{each.key}{each.text}".encode()
        except UnicodeEncodeError as error:
            raise UsageError(f"{each.key}: the text is not valid Unicode", "is the terminal set to UTF-8?") from error
        if each.op in ("+=", "-=") and not each.text.strip():
            raise UsageError(f"{each}: nothing to {'add' if each.op == '+=' else 'take out'}", f"for example {each}one")
    whole = [each.key for each in assignments if each.op in ("=", "!")]
    twice = next((key for key in whole if [each.key for each in assignments].count(key) > 1), None)
    if twice is not None:
        raise UsageError(f"{twice} is set twice", "say once what it is to be")


def plan(site: Site, post: Post, assignments: Sequence[Assignment]) -> Plan:
    """How to set keys of a post. Raises `Refused` where no exact edit gets there."""
    known, notes, kinds = post.document, [], terms.kinds(site)
    if known.syntax is None:
        raise Refused(f"{post.path} has no front matter", "add a block with at least one key at its top")
    now = post
    for each in assignments:
        edited = _DONE[each.op](site, now, each, kinds)
        if edited is known:
            notes.append(f"{post.path}: {_already(each)}")
        elif _shape(site, each.key, kinds) is not None:  # how a text of terms is read is told by the terms that are seen
            now = reading.again(post, document.encoded(edited), site.generator, site.settings) or now
        known, now = edited, replace(now, document=edited)
    if known.text == post.document.text:
        return Plan(None, post, tuple(notes))
    after = reading.again(post, document.encoded(known), site.generator, site.settings)
    if after is None:
        raise Refused(f"{site.generator.title} would no longer read {post.path} as a post", "set it to another value")
    change = Change(post.file, document.encoded(post.document), document.encoded(known))
    return Plan(change, after, (*notes, *records.changed(site, post, after)))


# --- each kind of assignment ------------------------------------------------------------------------------------------


def _set(site: Site, post: Post, wish: Assignment, kinds: Mapping[str, Taxonomy]) -> Document:
    entry = _entry(site, post, wish.key)
    value = _value(site, post, wish, entry, _shape(site, wish.key, kinds))
    if entry is None:
        return _joined(site, post, wish.key, value)
    old = _said(post, entry)
    if isinstance(old, dict) and not isinstance(value, dict):
        first = next(iter(old), "KEY")
        raise Refused(f"`{entry.key}` of {post.path} is a table", f"name a key in it: {entry.key}.{first}={wish.text}")
    return document.edited(post.document, {entry.key: value})


def _add(site: Site, post: Post, wish: Assignment, kinds: Mapping[str, Taxonomy]) -> Document:
    held = _held(site, post, wish, kinds)
    term = _unquoted(wish.text)
    if held is not None:
        return terms.added(post.document, held, term)
    said = values(site, post, wish.key)
    as_text = not _typed(post) or (bool(said) and sum(isinstance(each, str) for each in said) * 2 > len(said))
    shape = _shape(site, wish.key, kinds)
    return _joined(site, post, wish.key, term if (as_text and shape is not None) or shape == "one" else [term])


def _drop(site: Site, post: Post, wish: Assignment, kinds: Mapping[str, Taxonomy]) -> Document:
    held = _held(site, post, wish, kinds)
    if held is None:
        return post.document
    empties = any(each in ([], "", None) for each in values(site, post, wish.key))
    return terms.without(post.document, held, _unquoted(wish.text), keep_empty=empties)


def _remove(site: Site, post: Post, wish: Assignment, kinds: Mapping[str, Taxonomy]) -> Document:
    entry = _entry(site, post, wish.key)
    return post.document if entry is None else document.edited(post.document, {entry.key: REMOVE})


_DONE: Mapping[Op, Callable[[Site, Post, Assignment, Mapping[str, Taxonomy]], Document]] = {
    "=": _set,
    "+=": _add,
    "-=": _drop,
    "!": _remove,
}


def _entry(site: Site, post: Post, key: str) -> Entry | None:
    return document.find(post.document, key, fold=site.generator.fold_keys)


def _said(post: Post, entry: Entry) -> Value:
    assert post.document.syntax is not None
    return post.document.syntax.value(entry.value, post.document.schema)


def _typed(post: Post) -> bool:
    return post.document.syntax is None or frame(post.document.syntax.name).typed


def _shape(site: Site, key: str, kinds: Mapping[str, Taxonomy]) -> Taxonomy | None:
    """How the terms of a key are written, if it is a taxonomy's."""
    fold = site.generator.fold_keys
    return next((shape for name, shape in kinds.items() if name == key or (fold and name.lower() == key.lower())), None)


def _held(site: Site, post: Post, wish: Assignment, kinds: Mapping[str, Taxonomy]) -> Held | None:
    """What the post holds under a key, as terms. Raises `Refused` for a value that is no list, of a key that is no taxonomy's."""
    shape = _shape(site, wish.key, kinds)
    held = next(iter(terms.held(post, site.generator, {wish.key: shape or "list"})), None)
    if held is None or shape is not None or isinstance(held.value, list) or held.value in (None, ""):
        return held
    what = "a table" if isinstance(held.value, dict) else f"`{held.value}`"
    raise Refused(f"`{held.entry.key}` of {post.path} is {what}, no list", f"set it as a whole: {wish.key}=VALUE")


def _joined(site: Site, post: Post, key: str, value: Value) -> Document:
    """The document with a key it did not have: in the hand of the other posts, or where that says something else, the usual."""
    name, insert = joining(site, post, key, value)
    failed: Refused | None = None
    for key_, each in ((name, insert), (name, usual(post, name, value))):
        try:
            edited = document.edited(post.document, {key_: each})
        except Refused as error:
            failed = error
            continue
        entry = document.find(edited, key_)
        assert entry is not None
        assert edited.syntax is not None
        if same(edited.syntax.value(entry.value, edited.schema), value if _typed(post) else _as_text(edited, value)):
            return edited
    raise failed or Refused(f"`{key}` of {post.path} cannot hold this value exactly", "edit it by hand")


def _as_text(known: Document, value: Value) -> Value:
    assert known.syntax is not None
    return known.syntax.written(value, None, known.source, known.schema).strip()


# --- values -----------------------------------------------------------------------------------------------------------


def _value(site: Site, post: Post, wish: Assignment, entry: Entry | None, shape: Taxonomy | None) -> Value:
    """The value as typed, in the type that the post, or else the other posts, have there; in quotes it is a text."""
    inside = _in_quotes(wish.text)
    own = _said(post, entry) if entry is not None else None
    model = own if own not in (None, "") else next((each for each in values(site, post, wish.key) if each is not None), None)
    if inside is None and isinstance(model, str) and wish.key.lower() in _date_keys(site):
        return _dated(site, wish.text, model)
    if not _typed(post):
        return wish.text if inside is None else inside
    if inside is not None:
        return [inside] if isinstance(model, list) else inside
    many = "," in wish.text or wish.text.startswith("[")
    if shape in ("list", "hierarchy") and many and not isinstance(model, dict):
        model = []
    return typed(wish.text, model)


@lru_cache(maxsize=8)
def _date_keys(site: Site) -> frozenset[str]:
    """The keys under which posts have a date, in lower case."""
    dated = (date for post in site.posts for date in (post.date, post.updated, post.expires, post.goes_live))
    return frozenset(date.source.lower() for date in dated if date is not None and date.moment is not None)


def _dated(site: Site, text: str, model: str) -> str:
    """A date as typed; words such as `today` and `+3d` in the form of another date that stands there."""
    zone = dates.zone(site.settings.timezone)
    form = dates.read(model, zone).form
    if form is None or dates.read(text, zone).moment is not None:
        return text
    try:
        return dates.write(dates.when(text, site.at).moment.astimezone(zone), form)
    except UsageError:
        return text


def _in_quotes(text: str) -> str | None:
    """What stands in the quotes of a value that is a text in quotes as a whole."""
    if text[:1] not in ("'", '"') or len(text) < 2:
        return None
    syntax = registry.syntax("yaml")
    try:
        root = syntax.parse(f"value: {text}")
    except Unreadable:
        return None
    node = root.pairs[0][1]
    return node.text if len(root.pairs) == 1 and node.style in ("single", "double") else None


def _unquoted(text: str) -> str:
    inside = _in_quotes(text.strip())
    return text.strip() if inside is None else inside


# --- what is said -------------------------------------------------------------------------------------------------------


def _already(wish: Assignment) -> str:
    if wish.op == "!":
        return f"there is no `{wish.key}`"
    if wish.op == "-=":
        return f"`{wish.key}` does not hold `{wish.text}`"
    return f"`{wish.key}` {'is' if wish.op == '=' else 'holds'} `{wish.text}` already"
