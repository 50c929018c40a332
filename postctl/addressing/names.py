"""The address of a post in the post's own form: another slug, another date, and nothing put where there was none.

A post is named in its path and in the front matter keys that say its address. How it is named there is a pattern
(`postctl.patterns`), found from what is known of it; the same pattern with other values is the new name.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from itertools import islice

from postctl import dates, document, patterns, slugs
from postctl.errors import Refused
from postctl.regexes import later
from postctl.site import Post, Site
from postctl.values import NamedTuple

ADDRESSED = ("slug", "path", "permalink", "url", "save_as")
"""The keys under which generators are told the address of a post, or the last part of it."""

_TOKEN = later(r"(\{[^{}]*\})")
_PARTIAL = later(r"\{date:(?:YYYY|YYYY-MM|YYYY/MM)\}")
_DATES = ("YYYY-MM-DD", "MM-DD-YYYY", "DD-MM-YYYY", "YYYYMMDD", "YYYY_MM_DD", "YYYY.MM.DD", "YYYY-M-D", "YYYY-MM-DD-HH-mm-ss")
_SEGMENTS = later(r"/(?![^{}]*\})")
_ENDINGS = later(r"(?:\.[\w-]+)+\Z")
_MOST_ASKED = 50


class Address(NamedTuple):
    """Where a post is to be: its path, and the front matter values that say so, by key as it is written."""

    path: str
    values: Mapping[str, str]


class _Known(NamedTuple):
    """What a name may be made of: words by token (`slug`, `name`, `title`), and moments of which one may stand in it."""

    words: Mapping[str, str]
    moments: tuple[datetime, ...]


def readdressed(
    site: Site,
    post: Post,
    *,
    slug: str | None = None,
    date: datetime | None = None,
    title: str | None = None,
    path: str | None = None,
) -> Address:
    """The address of a post with another slug or date (aware), wherever these stand in it; `None` keeps what is there.

    `title` names a file that is called like its post. `path`: where it is to lie otherwise, such as outside of the drafts. Raises
    `Refused` where the generator reads a date in the name that cannot be written anew.
    """
    path = path or post.path
    if slug is None and date is None and title is None:
        return Address(path, {})
    day = dates.in_zone(date, dates.zone(site.settings.timezone)) if date else None
    new = {"slug": slug, "name": slug, "title": slugs.legal(title) if title else slug}
    words = {name: word for name, word in new.items() if word is not None}
    told = {key: value for key, value in _told(site, post).items() if _in_it(value, post.slug, post) or date is not None}
    values = {key: _again(site, post, key, value, words, day) for key, value in told.items()}
    moved = _moved(site, post, path, words, day, named=_follows(site, post))
    if day is not None and (kept := _kept_date(site, post, moved, day)):
        said = f"the date in the name of {post.path} ({kept}) is in no form that can be written again"
        raise Refused(said, "rename it by hand")
    return Address(moved, {key: value for key, value in values.items() if value != told[key]})


def _told(site: Site, post: Post) -> dict[str, str]:
    """What the front matter says of the address, by key as it is written."""
    found = {}
    for entry in post.document.entries:
        value = document.front_matter(post.document).get(entry.key)
        if entry.key.lower() in ADDRESSED and isinstance(value, str) and "://" not in value and not value.startswith("//"):
            found[entry.key] = value
    return found


def _in_it(value: str, slug: str, post: Post) -> bool:
    return any(word and word in value for word in (slug, bare(post)))


def _follows(site: Site, post: Post) -> bool:
    """Whether the name of the file is the slug, or words of the title, rather than a word of its own beside a slug."""
    told = any(post.slug in value for value in _told(site, post).values())
    words = {*_last(post.slug).split("-"), *site.generator.slug(post.title).split("-")}
    return not told or words.issuperset(bare(post).split("-"))


def bare(post: Post) -> str:
    """The slug in the name of a post, without folders (Hexo's) and a date that its generator leaves in it."""
    return _undated(_last(post.place.slug))


def _last(slug: str) -> str:
    return slug.rpartition("/")[2]


def _undated(name: str) -> str:
    return next((found["slug"].lstrip("-_ ") or name for form in _DATES if (found := _parsed(form, name))), name)


def _parsed(form: str, name: str) -> dict[str, str] | None:
    """The date of this form and the slug behind it that a name is made of."""
    read = (patterns.parse(f"{{date:{form}}}{mark}{{slug}}", name) for mark in "-_ ")
    return next(filter(None, read), None)


def _called(post: Post) -> str:
    """The word that a file or a bundle's folder is called by: its slug, or what its generator makes the slug of."""
    parts = post.path.split("/")[: -1 if post.place.bundle else None]
    name = parts[-1] if post.place.bundle else _ENDINGS.sub("", parts[-1])
    days = (patterns.parse(f"{{date:{form}}}-{{slug}}", "/".join([*parts[-3:-1], name])) for form in ("YYYY/MM/DD", "YYYY/M/D"))
    if found := next(filter(None, days), None):
        return found["slug"]
    slug, word = bare(post), _undated(name)
    foldered = slug.endswith(f"-{name}")  # Hexo makes folders a part of the slug, where the rule for names says nothing of them
    return slug if slug in name or (slugs.default(word) != slugs.default(slug) and not foldered) else word


# --- one name -----------------------------------------------------------------------------------------------------------


def _moved(site: Site, post: Post, path: str, words: Mapping[str, str], day: datetime | None, *, named: bool) -> str:
    """The path with other words in the name itself (of a bundle that of its folder), and another day in all of it."""
    folder = posixpath.dirname(posixpath.dirname(path) if post.place.bundle else path)
    known = _known(site, post, named=named)
    pattern = _pattern(path, len(folder) + bool(folder), known, _like(site, post, "", day), day)
    return _filled(pattern, words, known, day) if pattern else path


def _again(site: Site, post: Post, key: str, value: str, words: Mapping[str, str], day: datetime | None) -> str:
    """The value with other words in its last part."""
    parts = value.split("/")
    last = max((at for at, part in enumerate(parts) if part and part != "index.html"), default=0)
    known = _known(site, post, named=True)
    pattern = _pattern(value, len("/".join([*parts[:last], ""])), known, _like(site, post, key, day), day)
    return _filled(pattern, words, known, day) if pattern else value


def _known(site: Site, post: Post, *, named: bool) -> _Known:
    called, title = _called(post), _undated(slugs.legal(post.title))
    words = {"slug": called if _last(post.slug) == _last(post.place.slug) else post.slug}
    if named and called == title != post.slug:
        words = {"slug": "" if post.slug == post.place.slug else post.slug, "title": title}
    elif named:
        words |= {"name": called, "title": title}
    words = {name: word for name, word in words.items() if word and word != "index"}  # the page of a folder is not called so
    return _Known(words, tuple(_moments(site, post)))


def _moments(site: Site, post: Post) -> Iterator[datetime]:
    """The days that may stand in the names of a post: the one found there, then its date as written and in the site's zone."""
    if post.place.date:
        yield datetime.fromisoformat(post.place.date).replace(tzinfo=UTC)
    if (written := _dated(post)) is not None:
        yield written
    for date in (post.date, post.goes_live):
        if date is not None and date.moment is not None:
            if date.iso:
                yield datetime.fromisoformat(date.iso[:19].removesuffix("Z")).replace(tzinfo=UTC)
            yield dates.in_zone(date.moment, dates.zone(site.settings.timezone))


def _dated(post: Post) -> datetime | None:
    """The day that the name begins with, the year first, whether or not the generator reads it."""
    parts = post.path.split("/")[: -1 if post.place.bundle else None]
    name = _ENDINGS.sub("", parts[-1])
    found = next((found for form in _DATES if form.startswith("YYYY") and (found := _parsed(form, name))), None)
    return datetime.fromisoformat(found["date"]).replace(tzinfo=UTC) if found else None


def _pattern(
    text: str, start: int, known: _Known, like: Iterable[patterns.Sample], day: datetime | None
) -> tuple[str, datetime | None] | None:
    """The pattern that makes the text, with the moment it makes it of; words count from offset `start`, a date anywhere."""
    for moment in (*known.moments, None):
        found = patterns.infer([(text, known.words, moment)])
        pattern = _limited(found[0], start, known.words, moment) if found is not None else ""
        if not _makes(pattern, text, known.words, moment):
            continue
        if moment is None:
            return pattern, None
        if "{date" in pattern:
            return _usual(text, start, pattern, known, moment, like), moment
    return None


def _limited(pattern: str, start: int, words: Mapping[str, str], moment: datetime | None) -> str:
    """The pattern without words before `start`, and without a year or a month that is only a part of a longer name."""
    made, kept = "", ""
    pieces = _TOKEN.split(pattern)
    for at, piece in enumerate(pieces):
        if at % 2 == 0:
            made, kept = made + piece, kept + piece
            continue
        text = patterns.fill(piece, words, moment)
        begins, ends = made[-1:] in ("", "/"), "".join(pieces[at + 1 :])[:1] in ("", "/")
        if not piece.startswith("{date"):
            free = len(made) >= start
        elif _PARTIAL.fullmatch(piece):
            free = begins and ends
        else:
            free = len(made) >= start or (begins and (ends or len(made + text) > start))
        made, kept = made + text, kept + (piece if free else text)
    return "/".join(_whole(segment, words, moment) for segment in _SEGMENTS.split(kept))


def _whole(segment: str, words: Mapping[str, str], moment: datetime | None) -> str:
    """The segment, with its word only if nothing else is in it but a date, a number, endings: `joy` is not `next-step-joy`."""
    rest = _TOKEN.sub("", _ENDINGS.sub("", segment))
    if not any(map(str.isalpha, rest)):
        return segment
    return _TOKEN.sub(lambda token: token[0] if "{date" in token[0] else patterns.fill(token[0], words, moment), segment)


def _usual(text: str, start: int, pattern: str, known: _Known, moment: datetime, like: Iterable[patterns.Sample]) -> str:
    """The pattern of the names of others where a day such as the fourth of April leaves open in which order it is written."""
    if moment.day != moment.month:
        return pattern
    found = patterns.infer([*like, (text, known.words, moment)])
    if found is None or not _makes(found[0], text, known.words, moment):
        return pattern
    usual = _limited(found[0], start, known.words, moment)
    return usual if _makes(usual, text, known.words, moment) else pattern


def _makes(pattern: str, text: str, words: Mapping[str, str], moment: datetime | None) -> bool:
    if moment is None and "{date" in pattern:
        return False
    names = [name for name in re.findall(r"\{(\w+)", pattern) if name != "date"]
    return all(name in words for name in names) and patterns.fill(pattern, words, moment) == text


def _like(site: Site, post: Post, key: str, day: datetime | None) -> list[patterns.Sample]:
    """The same name of other posts: their paths, or what they say under `key`."""
    if day is None:
        return []
    others = (each for each in site.posts if each.path != post.path and each.date is not None and each.date.moment is not None)
    samples: list[patterns.Sample] = []
    for other in islice(others, _MOST_ASKED):
        text = _told(site, other).get(key) if key else other.path
        moment = next(_moments(site, other), None)
        if text and moment and moment.day != moment.month:
            samples.append((text, _known(site, other, named=True).words, moment))
    return samples


def _filled(found: tuple[str, datetime | None], words: Mapping[str, str], known: _Known, day: datetime | None) -> str:
    pattern, moment = found
    return patterns.fill(pattern, {**known.words, **words}, day if day is not None and moment is not None else moment)


def _kept_date(site: Site, post: Post, path: str, day: datetime) -> str | None:
    """The date that a name would keep, for its generator, beside the new one."""
    place = site.generator.place(path, site.settings)
    said = getattr(place, "date", None)
    return said if said is not None and said != day.date().isoformat() else None
