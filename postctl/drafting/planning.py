"""The plan of a new post: what to write, and what the post will be."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import NamedTuple

from postctl import dates, document, reading, status
from postctl.drafting import where
from postctl.drafting.saying import as_asked, spelled
from postctl.drafting.wish import Wish
from postctl.errors import PostctlError, Refused, UsageError
from postctl.housestyle import House, KeyStyle
from postctl.model import Change, Value
from postctl.site import Post, Site

_TRIED = 20  # slugs that are tried for one that is free


class Plan(NamedTuple):
    """What to write, the file of the post first; the post; and sentences about it."""

    changes: tuple[Change, ...]
    post: Post
    notes: tuple[str, ...] = ()


def plan(
    site: Site,
    house: House,
    *,
    title: str,
    slug: str | None,
    date: datetime,
    date_only: bool,
    exact: bool = False,
    publish: bool,
    tags: Sequence[str] = (),
    values: Mapping[str, str] | None = None,
    data: Mapping[str, Value] | None = None,
    respelt: Mapping[str, str] | None = None,
    body: str = "",
    bundle: bool | None = None,
) -> Plan:
    """A new post: the changes that create it.

    `date` is aware, in the site's zone. With `date_only` it is a day; where the house writes a time of day that is the time
    of `site.at` if the day is today, else (or if the house always writes midnight) 00:00. `exact`: its time of day is written
    even where the house writes days only. `slug=None` makes one of the title. `values` are further front matter values as
    typed, by key: in the type that the key has in other posts, else as YAML reads them; tags among them come before `tags`.
    `data` are values that are no text to read; those of `values` go before them. `respelt`: terms to write otherwise than typed.
    `bundle`: it is to be the page of a folder. Raises `UsageError` for a title, tag or slug that is none and for a value that
    contradicts `publish`, `Refused` where the file or the URL is taken or the post would not be what was asked for.
    """
    title = title.strip()
    _check_text(title, tags, body, *(values or {}).values())
    moment = _moment(site, house, date) if date_only else date
    wish = Wish(
        title,
        where.slug(site, title, slug),
        moment,
        publish,
        tuple(dict.fromkeys(tags)),
        spelled(site, house, values or {}),
        body or house.body,
        spelled(site, house, data or {}),
        respelt or {},
    )
    house = _timed(house, site) if exact else house
    post = _free(site, house, wish)
    if bundle and not post.place.bundle and not post.place.assets:
        raise Refused(f"{site.generator.title} has no page bundles: {post.path} would be no folder's page", "leave out --bundle")
    if exact and (missed := status.misses(post, site.settings, moment)):
        raise Refused(missed, "give a day without a time")
    _check_kin(site, post)
    return Plan(_changes(post), post, _notes(post, bundle=bundle))


def _changes(post: Post) -> tuple[Change, ...]:
    if post.document.apart is None:
        return (Change(post.path, None, document.encoded(post.document)),)
    text = Change(post.path, None, document.encoded(post.document.apart))
    return (text, Change(post.file, None, document.encoded(post.document)))


def _notes(post: Post, *, bundle: bool | None) -> tuple[str, ...]:
    beside = bundle and not post.place.bundle
    return (f"files of the post go into {post.place.assets}/",) if beside else ()


def _timed(house: House, site: Site) -> House:
    """The house with a time of day in its dates."""

    def timed(style: KeyStyle) -> KeyStyle:
        form = dates.with_clock(str(style.value), site.generator.date_form) if style.role == "date" else style.value
        return replace(style, value=form, children=tuple(map(timed, style.children)))

    return replace(house, keys=tuple(map(timed, house.keys)))


def _check_text(title: str, tags: Sequence[str], *texts: str) -> None:
    if not title:
        raise UsageError("a post needs a title")
    if not all(map(str.strip, tags)):
        raise UsageError("a tag needs a name", "leave out --tag for a post without tags")
    try:
        "".join((title, *tags, *texts)).encode()
    except UnicodeEncodeError as error:
        raise UsageError("the text is not valid Unicode", "is the terminal set to UTF-8?") from error


def _moment(site: Site, house: House, day: datetime) -> datetime:
    """The moment of a day, such that the house's form of a date says that day."""
    form = next((str(style.value) for style in house.keys if style.role == "date"), "")
    zone = UTC if re.search(r"\[(?:Z|UTC|GMT)\]\Z", form) else day.tzinfo
    now = site.at.astimezone(day.tzinfo)
    if now.date() == day.date() and dates.has_clock(form) and not house.midnight:
        return now
    return datetime(day.year, day.month, day.day, tzinfo=zone)


# --- in nobody's way --------------------------------------------------------------------------------------------------


def _free(site: Site, house: House, wish: Wish) -> Post:
    """The post as asked for; `Refused`, with a slug that is free, where its file or its URL is another post's."""
    post = as_asked(site, where.path(site, house, wish), house, wish)
    taken = where.taken(site, post)
    if taken is None:
        return post
    hint = f"try --slug {other}" if (other := _free_slug(site, house, wish)) else "give the new post another one with --slug"
    dated = "{date" in (house.file if wish.publish else house.draft_file or house.file)
    raise Refused(taken, f"{hint}, or another --date" if dated else hint)


def _free_slug(site: Site, house: House, wish: Wish) -> str | None:
    """The slug with the first number behind it that makes a post which is in nobody's way."""
    for number in range(2, _TRIED):
        other = f"{wish.slug}-{number}"
        if where.why_no_slug(other) is not None:
            return None
        numbered = replace(wish, slug=other)
        try:
            post = as_asked(site, where.path(site, house, numbered), house, numbered)
        except PostctlError:
            return None
        if where.taken(site, post) is None:
            return other
    return None


def _check_kin(site: Site, post: Post) -> None:
    """`Refused` where another file of the same post, such as its original, would be public or hidden because of this one."""
    for other in site.posts:
        if other.path not in post.place.kin:
            continue
        files = {change.path: change.after for change in _changes(post)}
        settings = site.generator.with_files(site.settings, frozenset(files))
        known = {**other.beside, **files}
        text = document.encoded(other.document.apart or other.document)
        after = reading.read(other.path, text, site.generator, settings, known.get)
        if not isinstance(after, Post) or after.verdict.hidden is not other.verdict.hidden:
            became = "hidden" if post.verdict.hidden is not None else "public"
            opposite = "with --publish it is public as the other is" if post.verdict.hidden is not None else "leave out --publish"
            raise Refused(f"{other.path} would be {became} with it: for {site.generator.title} both are one post", opposite)
