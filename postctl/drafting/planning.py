"""The plan of a new post: what to write, and what the post will be."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from postctl import dates, document, kinship, reading, status
from postctl.addressing import slug_of, why_no_slug
from postctl.drafting import translating, where
from postctl.drafting.saying import alike, as_asked, spelled
from postctl.drafting.series import Part
from postctl.drafting.series import part as next_part
from postctl.drafting.translating import Origin
from postctl.drafting.wish import Asked, Wish
from postctl.errors import PostctlError, Refused, UsageError
from postctl.housestyle import House, KeyStyle, as_bundle
from postctl.model import Change, Place
from postctl.site import Post, Site
from postctl.values import NamedTuple, replace

_TRIED = 20  # slugs that are tried for one that is free


class Plan(NamedTuple):
    """What to write, the file of the post first; the post; and sentences about it."""

    changes: tuple[Change, ...]
    post: Post
    notes: tuple[str, ...] = ()


def plan(site: Site, house: House, asked: Asked) -> Plan:
    """A new post: the changes that create it.

    Raises `UsageError` for a title, tag, slug or language that is none and for a value that contradicts `publish`, `Refused`
    where the file or the URL is taken or the post would not be what was asked for.
    """
    title = asked.title.strip()
    _check_text(title, asked.tags, asked.body, asked.series or "", *asked.values.values())
    lang = translating.language(site, asked.lang) if asked.lang is not None else None
    part = next_part(site, asked.series) if asked.series else Part({})
    origin = translating.origin(site, asked.original, lang, asked.slug, asked.without) if asked.original and lang else None
    house = replace(house, keys=tuple(_left_out(style) if style.key == part.without else style for style in house.keys))
    learnt = {**(origin.data if origin else {}), **part.data}
    wish = Wish(
        title,
        origin.slug if origin and origin.slug and asked.slug is None else slug_of(site, title, asked.slug),
        _moment(site, house, asked.date) if asked.date_only else asked.date,
        asked.publish,
        tuple(dict.fromkeys(asked.tags)),
        spelled(site, house, asked.values),
        asked.body or house.body,
        {**alike(site, house, learnt), **spelled(site, house, asked.data)},
        asked.respelt,
        asked.bare | (origin.bare if origin else frozenset()),
        asked.slug is not None,
    )
    house = _bundled(site, _timed(house, site) if asked.exact else house, wish, bundle=asked.bundle)
    post = _free(site, house, wish, lang, origin)
    _check(site, post, wish, exact=asked.exact)
    untied = _untied(asked.original, post) if asked.original and origin and not origin.tied else ""
    return Plan(_changes(post), post, tuple(filter(None, (_beside(post, bundle=asked.bundle), part.note, untied))))


def _left_out(style: KeyStyle) -> KeyStyle:
    return replace(style, when="asked")


def _bundled(site: Site, house: House, wish: Wish, *, bundle: bool | None) -> House:
    """The house with posts in folders of their own, or as single files; `Refused` where its generator has no such folders."""
    if bundle is None:
        return house
    single, whole = (as_bundle(house, bundle=each) for each in (False, True))
    if not bundle:
        return single
    as_single, as_whole = (site.generator.place(where.path(site, each, wish), site.settings) for each in (single, whole))
    if isinstance(as_single, Place) and as_single.assets:
        return single
    if isinstance(as_single, Place) and not (isinstance(as_whole, Place) and as_whole.bundle):
        raise Refused(f"{site.generator.title} has no page bundles", "leave out --bundle")
    return whole


def _untied(original: Post, post: Post) -> str:
    return f"nothing in {post.path} says that it translates {original.path}: your templates decide what belongs together"


def with_files(site: Site, plan: Plan, files: Mapping[str, bytes]) -> Plan:
    """The plan with further files in the folder of the post, by their name there. `Refused` where that is not its own."""
    post = plan.post
    if not post.place.bundle:
        raise Refused(f"{post.path} has no folder of its own for {', '.join(sorted(files))}", "use --bundle")
    folder = post.path.rpartition("/")[0]
    changes = [Change(f"{folder}/{name}", None, data) for name, data in sorted(files.items())]
    for change in changes:
        where.check_legal(site, change.path)
    return plan._replace(changes=(*plan.changes, *changes))


def _check(site: Site, post: Post, wish: Wish, *, exact: bool) -> None:
    """`Refused` where the post would not be in all what was asked for."""
    if exact and (missed := status.misses(post, site.settings, wish.moment, site.at)):
        raise Refused(missed, "give a day without a time")
    _check_kin(site, post)


def _changes(post: Post) -> tuple[Change, ...]:
    if post.document.apart is None:
        return (Change(post.path, None, document.encoded(post.document)),)
    text = Change(post.path, None, document.encoded(post.document.apart))
    return (text, Change(post.file, None, document.encoded(post.document)))


def _beside(post: Post, *, bundle: bool | None) -> str:
    """Where the files of a post go that has a folder beside it."""
    return f"files of the post go into {post.place.assets}/" if bundle and not post.place.bundle else ""


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


def _free(site: Site, house: House, wish: Wish, lang: str | None, origin: Origin | None) -> Post:
    """The post as asked for; `Refused`, with a slug that is free, where its file or its URL is another post's."""
    post = _placed(site, house, wish, lang, origin)
    besides = origin.besides if origin else ()
    taken = where.taken(site, post, besides)
    if taken is None:
        return post
    other = _free_slug(site, house, wish, lang, origin)
    hint = f"try --slug {other}" if other else "give the new post another one with --slug"
    dated = "{date" in (house.file if wish.publish else house.draft_file or house.file) and origin is None
    raise Refused(taken, f"{hint}, or another --date" if dated else hint)


def _free_slug(site: Site, house: House, wish: Wish, lang: str | None, origin: Origin | None) -> str | None:
    """The slug with the first number behind it that makes a post which is in nobody's way."""
    for number in range(2, _TRIED):
        other = f"{wish.slug}-{number}"
        if why_no_slug(other) is not None:
            return None
        try:
            post = _placed(site, house, replace(wish, slug=other, chosen=True), lang, origin)
        except PostctlError:
            return None
        if where.taken(site, post, origin.besides if origin else ()) is None:
            return other
    return None


def _placed(site: Site, house: House, wish: Wish, lang: str | None, origin: Origin | None) -> Post:
    """The post where the house, its language or its original wants it, with a key for the language where nothing else says it."""
    path = origin.path if origin and origin.path else where.path(site, house, wish)
    if lang is None:
        return _called(site, path, house, wish)
    path = kinship.path_in(site, path, lang) or path
    where.check_legal(site, path)
    key = next((style.key for style in house.keys if style.key.lower() in translating.LANG_KEYS and style.when != "asked"), "")
    try:
        post = _called(site, path, house, replace(wish, data={**wish.data, key: lang}) if key else wish)
    except Refused as error:
        raise error if origin else Refused(error.message, "--translation-of names the post it translates") from error
    if translating.is_in(site, post, lang, written=bool(key)):
        return post
    key = site.generator.languages.key
    if key:
        post = _called(site, path, house, replace(wish, data={**wish.data, **alike(site, house, {key: lang})}))
    if not translating.is_in(site, post, lang, written=bool(key)):
        said = f"a post in {post.lang}" if post.lang else "a post without a language"
        raise Refused(f"{site.generator.title} would take {post.path} as {said}, not in {lang}", "leave out --lang")
    return post


def _called(site: Site, path: str, house: House, wish: Wish) -> Post:
    """The post as asked for, with a key for its slug where that was chosen and the generator would make another of the title."""
    post = as_asked(site, path, house, wish)
    key = next((each for each in sorted(site.generator.keys) if each.lower() == "slug"), "")
    if not wish.chosen or not key or wish.slug.casefold() in post.slug.casefold():
        return post
    called = as_asked(site, path, house, replace(wish, data={**alike(site, house, {key: wish.slug}), **wish.data}))
    return called if called.slug == wish.slug else post


def _check_kin(site: Site, post: Post) -> None:
    """`Refused` where another file of the same post, such as its original, would be public or hidden because of this one."""
    for other in site.posts:
        if other.path not in post.place.kin:
            continue
        files = {change.path: change.after for change in _changes(post)}
        settings = site.generator.with_files(site.settings, {path: path for path in files})
        known = {**other.beside, **files}
        text = document.encoded(other.document.apart or other.document)
        after = reading.read(other.path, text, site.generator, settings, known.get)
        if not isinstance(after, Post) or after.verdict.hidden is not other.verdict.hidden:
            became = "hidden" if post.verdict.hidden is not None else "public"
            opposite = "with --publish it is public as the other is" if post.verdict.hidden is not None else "leave out --publish"
            raise Refused(f"{other.path} would be {became} with it: for {site.generator.title} both are one post", opposite)
