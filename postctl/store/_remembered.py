"""Posts from the index: their fields are there, or looked up when somebody asks for them; their documents are read then."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from typing import Any, TypeAlias, cast

from postctl.errors import PostctlError
from postctl.model import Broken, FrontMatter, Ignored
from postctl.site import Post
from postctl.store._rows import HEAD, REST, VERDICTS, More, Row, facts_in, heads_of, read_date, rest_in, rest_of, verdict_of

Again: TypeAlias = "Callable[[str], Post | Broken | Ignored | None]"
"""Reads the file of a post."""


class Source:
    """Where the rest of remembered posts comes from: `more` looks it up, `again` reads the file of one, `raw` only its text.

    `made`: the posts there are. `known`: those whose facts somebody has asked for.
    """

    def __init__(self, more: Callable[[Row], More | None], again: Again, raw: Callable[[str], str | None]) -> None:
        self.more = more
        self.again = again
        self.raw = raw
        self.made: list[Remembered] = []
        self.known: list[Remembered] = []
        self._held: deque[Remembered] = deque()
        self._counts = {"known": 0, "rest": 0}

    def asked(self, name: str) -> None:
        """Take note that one more is asked for: who asks for some, one in sixteen, asks for all, and is given those in one go."""
        self._counts[name] += 1
        if self._counts[name] == max(_SOME, len(self.made) // 16):
            (_know_all if name == "known" else _look_up_all)(self)

    def hold(self, post: Remembered) -> None:
        """Take note that the document of a post was read, and let go of one from long ago, which can be read again."""
        self._held.append(post)
        if len(self._held) > _MOST_HELD:
            old = self._held.popleft()
            for name in _IN_THE_FILE:
                if _is_there(old, name):
                    getattr(Remembered, name).__delete__(old)


class Remembered(Post):
    """A post from the index: its fields are there, or looked up, and its document is read when somebody looks at it.

    `before`: how many facts were known of it. Raises `PostctlError` where the file is no such post any more by then.
    """

    __slots__ = ("_source", "before", "row", "waiting")
    row: Row
    before: int
    waiting: FrontMatter | None
    _source: Source

    def __getattr__(self, name: str) -> Any:
        """A field that was not needed so far."""
        if name in _LOOKED_UP:
            self._source.asked(_LOOKED_UP[name])
            if _is_there(self, name):
                return object.__getattribute__(self, name)
        if name == "known":
            more = self._source.more(self.row)
            _know(self._source, self, facts_in(more.facts) if more is not None else {})
        elif name in REST and (more := self._source.more(self.row)) and (found := rest_in(more.rest)) is not None:
            _fill(self, REST, found)
        elif name in REST or name in _IN_THE_FILE:
            read = self._source.again(self.path)
            if not isinstance(read, Post):
                raise PostctlError(f"{self.path} was changed meanwhile", "run it again")
            names = _IN_THE_FILE if name in _IN_THE_FILE else REST
            _fill(self, names, [getattr(read, each) for each in names])
            if names is _IN_THE_FILE:
                self._source.hold(self)
        elif name == "waiting":  # of one that was changed
            return super().waiting
        else:
            raise AttributeError(name)
        return object.__getattribute__(self, name)

    @property
    def raw(self) -> str:
        """The text of its files, which are not parsed for that."""
        row = getattr(self, "row", None)  # one that was changed has none, and is whole
        text = self._source.raw(self.path) if row is not None and not row.standing.endswith("}]") else None
        return text if text is not None else super().raw


_IN_THE_FILE = ("document", "beside")
_LOOKED_UP = {"known": "known", **dict.fromkeys(REST, "rest")}
_SOME = 8
_MOST_HELD = 10_000
"""So many documents are held, which is some 150 MB."""


def _is_there(post: Remembered, name: str) -> bool:
    """Whether a field is filled, without looking it up."""
    try:
        getattr(Remembered, name).__get__(post)
    except AttributeError:
        return False
    return True


def _know(source: Source, post: Remembered, facts: dict[str, Any]) -> None:
    _fill(post, ("known", "before"), (facts, len(facts)))
    source.known.append(post)


def _know_all(source: Source) -> None:
    """The facts of all posts whose facts are not known yet; where a row holds none of ours, they are left for later."""
    for post, found in _of_all(source, "known", lambda more: more.facts):
        if type(found) is dict:
            _know(source, post, found)


def _look_up_all(source: Source) -> None:
    """The fields that few ask for, of all posts that lack them; where a row holds none of ours, they are left for later."""
    for post, found in _of_all(source, "front", lambda more: more.rest):
        with suppress(ValueError, TypeError, LookupError):
            _fill(post, REST, rest_of(found))


def _of_all(source: Source, name: str, text: Callable[[More], str]) -> Iterator[tuple[Remembered, Any]]:
    """The data of a text of each post that lacks a field."""
    lacking = (post for post in source.made if not _is_there(post, name))
    found = [(post, text(more)) for post in lacking if (more := source.more(post.row)) is not None]
    with suppress(ValueError):
        data = json.loads(f"[{','.join(text for _, text in found)}]")
        if len(data) == len(found):
            yield from zip([post for post, _ in found], data, strict=True)


def remembered(rows: Sequence[Row | None], source: Source) -> Iterator[Remembered | None]:
    """The posts of some rows; `None` for no row, and for one that is none of ours."""
    there = [row for row in rows if row is not None]
    try:
        heads: Iterator[list[Any] | None] = iter(heads_of([row.head for row in there]))
    except (ValueError, TypeError):
        heads = map(_alone, there)
    for row in rows:
        head = next(heads) if row is not None else None
        post = _remembered(row, source, head) if row is not None and head is not None else None
        if post is not None:
            source.made.append(post)
        yield post


def _alone(row: Row) -> list[Any] | None:
    try:
        return heads_of([row.head])[0]
    except (ValueError, TypeError):
        return None


def _remembered(row: Row, source: Source, head: list[Any]) -> Remembered | None:
    """The post of a row, whose head says so: 100,000 times in a row, so nothing is called that need not be."""
    post = object.__new__(Remembered)
    try:
        title, slug, url, verdict, date, live, updated, expires, tags, lang, redirects, titled, waiting = head
        _PATH(post, row.path)
        _ROW(post, row)
        _SOURCE(post, source)
        _TITLE(post, title)
        _SLUG(post, slug)
        _URL(post, url)
        _VERDICT(post, VERDICTS.get(known := tuple(verdict)) or verdict_of(known))
        _DATE(post, dated := date and read_date(date))
        _LIVE(post, dated if live == 1 else live and read_date(live))
        _UPDATED(post, updated and read_date(updated))
        _EXPIRES(post, expires and read_date(expires))
        _TAGS(post, tuple(tags))
        _LANG(post, lang)
        _REDIRECTS(post, tuple(redirects))
        _TITLED(post, titled)
        _WAITING(post, waiting)
    except (ValueError, TypeError, LookupError):
        return None
    return post


def _setter(name: str) -> Callable[[Remembered, Any], None]:
    """Sets a field of a frozen post, which has no other way of being made of parts."""
    return cast("Callable[[Remembered, Any], None]", getattr(Remembered, name).__set__)


_PATH, _ROW, _SOURCE = map(_setter, ("path", "row", "_source"))
_TITLE, _SLUG, _URL, _VERDICT, _DATE, _LIVE, _UPDATED, _EXPIRES, _TAGS, _LANG, _REDIRECTS, _TITLED, _WAITING = map(_setter, HEAD)


def _fill(post: Post, names: Iterable[str], values: Iterable[Any]) -> None:
    for name, value in zip(names, values, strict=True):
        object.__setattr__(post, name, value)
