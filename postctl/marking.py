"""How the marks of a post are written that make it public, or a draft: the edits to try, the gentlest first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import TypeAlias

from postctl import document, marks, reading
from postctl.document import REMOVE, Insert, Remove
from postctl.errors import Refused
from postctl.model import Entry, Node, Span, Status, Value
from postctl.site import Post, Site, Toggle
from postctl.syntaxes import TOP
from postctl.values import NamedTuple

_WORDS = {True: ("true", "yes", "on"), False: ("false", "no", "off")}
_FLAGS = frozenset(_WORDS[True] + _WORDS[False])

_Written: TypeAlias = "Mapping[str, tuple[Entry | None, Value | Remove]]"
"""The marks by the name they have in a post: the entry that is there, and what it is to say."""


def ways(
    site: Site, post: Post, toggle: Toggle, day: datetime, *, public: bool
) -> Iterator[Mapping[str, Value | Insert | Remove]]:
    """The edits that may do it, the gentlest first: in the words the author used, taken out again, then as a real boolean.

    `day`: the date of the post.
    """
    found = {
        key: (document.find(post.document, key, fold=site.generator.fold_keys), value) for key, value in toggle.values.items()
    }
    written: _Written = {
        (entry.key if entry else key): (entry, value)
        for key, (entry, value) in found.items()
        if entry or not isinstance(value, Remove)
    }
    place = _place(site, post, written, public=public)
    if (public or _hides_all(site)) and place is not None and _can_go(site, post, written, place, day, public=public):
        yield dict.fromkeys(written, REMOVE)
    yield {key: _change(site, post, key, entry, value, place) for key, (entry, value) in written.items()}
    yield {key: value if entry else _new(site, post, key, value, place) for key, (entry, value) in written.items()}


def plain(site: Site, post: Post, toggle: Toggle) -> Mapping[str, Value | Insert | Remove]:
    """The edits that do it in a post that is only begun: new keys go behind the last."""
    there = {key: document.find(post.document, key) for key in toggle.values}
    return {key: value if there[key] else _new(site, post, key, value, None) for key, value in toggle.values.items()}


def insertion(post: Post, value: Value, place: str | None, like: Node | None = None) -> Insert:
    """A key that the post does not have, behind another one; `like`: a value to quote like."""
    syntax = post.document.syntax
    if syntax is None:
        raise Refused(f"{post.path} has no front matter to hold the mark", "add a block with a title at its top")
    return Insert(syntax.written(value, like, post.document.source, post.document.schema), place)


def _hides_all(site: Site) -> bool:
    """Whether a post without the draft field is a draft, so that taking it out is how a post becomes one."""
    return site.settings.draft is not None and site.settings.draft.default == "draft"


def _new(site: Site, post: Post, key: str, value: Value | Remove, place: str | None) -> Insert | Remove:
    if isinstance(value, Remove):
        return value
    like = _quoted_like(site, post, key) if isinstance(value, str) and marks.is_field(key, site.settings) else None
    return insertion(post, value, place, like)._replace(inside=True)


def _quoted_like(site: Site, post: Post, key: str) -> Node | None:
    """The quotes that the field has in another post."""
    for each in site.posts:
        entry = None if each.path == post.path else document.find(each.document, key, fold=site.generator.fold_keys)
        if entry is not None and each.document.syntax is post.document.syntax and entry.value.kind == "scalar":
            return entry.value._replace(span=Span(0, 0)) if entry.value.style in _QUOTES else None
    return None


_QUOTES = frozenset({"single", "double", "literal"})


def _change(
    site: Site, post: Post, key: str, entry: Entry | None, value: Value | Remove, place: str | None
) -> Value | Insert | Remove:
    if entry is None:
        return _new(site, post, key, value, place)
    if isinstance(value, Remove):
        return value
    assert post.document.syntax is not None
    old = post.document.syntax.value(entry.value, post.document.schema)
    if isinstance(value, bool) and old is not None and not isinstance(old, bool) and str(old).strip().lower() not in _FLAGS:
        raise Refused(f"`{entry.key}: {old}` is neither yes nor no", "say what it means with true or false, then run this again")
    typed = post.document.syntax.nests and marks.is_field(key, site.settings)  # its owner has said that it is a boolean
    return _in_words(old, truth=value) if isinstance(old, str) and isinstance(value, bool) and not typed else value


def _in_words(old: str, *, truth: bool) -> str:
    """`true` or `false` as a text, in the word pair and letter case of the text it replaces."""
    lower = old.strip().lower()
    pair = next((i for i in range(3) if lower in (_WORDS[True][i], _WORDS[False][i])), 0)
    word = _WORDS[truth][pair]
    return word.upper() if old.isupper() else word.capitalize() if old[:1].isupper() else word


# --- where a mark stands ------------------------------------------------------------------------------------------------


def _place(site: Site, post: Post, written: _Written, *, public: bool) -> str | None:
    """Behind which key a mark is put that the post does not have, and from where its opposite takes it out again.

    The first place from the top where no post has it that is public by it: a mark there is one that postctl put there, so taking
    it out gives back the first bytes. `None` where there is no such place, or the mark that is there stands elsewhere. A field
    that only drafts have (or only public posts) is always taken out: it goes where it mostly stands.
    """
    mark, field = next(iter(written), ""), site.settings.draft
    home = _home(post, mark)
    keys = [key for key in home.keys if key.lower() != home.mark]
    if field is not None and marks.is_field(mark, site.settings) and not (field.draft if public else field.public):
        return _usual_place(site, post, home, mark, keys)
    there = next((at for at, key in enumerate(home.keys) if key.lower() == home.mark), None)
    if there is not None and there in _taken(site, post, mark):  # mostly known of the first post that has one
        return None
    taken = set(_taken(site, post, mark))
    if not home.free:
        return keys[-1] if keys and len(keys) not in taken else None
    return next((([TOP, *keys])[place] for place in range(len(keys) or home.inside) if place not in taken), None)


def _taken(site: Site, post: Post, mark: str) -> Iterator[int]:
    """At which places among the keys the mark stands in posts that are what they are without one; in all where none is."""
    usual, top = (Status.DRAFT if _hides_all(site) else None), mark.partition(".")[0]
    top = top.lower() if site.generator.fold_keys else top
    known = any(each.verdict.hidden is usual and each.path != post.path for each in site.posts)
    for each in site.posts:
        if (each.verdict.hidden is usual or not known) and (top in each.front or mark in each.front) and each.path != post.path:
            home = _home(each, mark)
            yield from (at for at, key in enumerate(home.keys) if key.lower() == home.mark)


def _usual_place(site: Site, post: Post, home: _Home, mark: str, keys: list[str]) -> str | None:
    """Behind which key the mark stands in most posts that have it; `None`: behind the last."""
    others = (_home(each, mark).keys for each in site.posts if each.path != post.path)
    lower = ([key.lower() for key in names] for names in others)
    before = Counter(names[names.index(home.mark) - 1] if names[0] != home.mark else TOP for names in lower if home.mark in names)
    known = {key.lower(): key for key in keys} | {TOP: TOP}
    return max(((count, known[key]) for key, count in before.items() if key in known), default=(0, None))[1]


class _Home(NamedTuple):
    """The keys among which a mark stands, or would. `free`: a new one may stand anywhere; `inside`: it is in a table."""

    keys: list[str]
    mark: str
    free: bool
    inside: bool


def _home(post: Post, key: str) -> _Home:
    head, dot, last = key.rpartition(".")
    if not dot or post.document.syntax is None or not post.document.syntax.nests:
        return _Home([entry.key for entry in post.document.entries], key.lower(), free=True, inside=False)
    table = document.table(post.document, head)
    names = [name.text for name, _ in table.pairs] if table is not None else []
    return _Home(names, last.lower(), free=table is None or table.style != "flow", inside=True)


def _can_go(site: Site, post: Post, written: _Written, place: str, day: datetime, *, public: bool) -> bool:
    """Whether the opposite would put the marks back to the very same text, if they were taken out."""
    if not written or not all(entry for entry, _ in written.values()):
        return False
    try:
        without = document.edited(post.document, dict.fromkeys(written, REMOVE))
        bare = reading.again(post, document.encoded(without), site.generator, site.settings)
        back = marks.toggle(site, bare, not public, day) if bare else Toggle({})
        again = document.edited(without, {key: _new(site, post, key, value, place) for key, value in back.values.items()})
    except Refused:
        return False
    return again.text == post.document.text and back.values.keys() == written.keys() and back.move_to is None
