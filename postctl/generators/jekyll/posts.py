"""What Jekyll makes of a file: where it stands, what it says, and how to publish it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, tzinfo
from posixpath import basename, dirname, splitext
from typing import Any

from postctl.generators import _archetypes
from postctl.generators._ruby import text, truthy
from postctl.generators._ruby_dates import moment
from postctl.generators.jekyll import files, urls
from postctl.generators.jekyll.files import DATED, Spot, joined, laid_over
from postctl.model import Date, Facts, FrontMatter, Ignored, Place, Settings, Status, Value, Verdict
from postctl.site import Archetype, Folder, Post, Source, Toggle

# --- a file -----------------------------------------------------------------------------------------------------------


_TEXTS = (*files.markdown_endings({}), ".html", ".htm", ".txt")


def place(path: str, settings: Settings) -> Place | Ignored | None:
    """Jekyll takes any text with a dated name for a post; this asks for an ending whose text means something here."""
    options = settings.options
    spot = files.spot(path, options)
    if spot is None or splitext(path)[1].lower() not in (*files.markdown_endings(options), *_TEXTS):
        return None
    if files.left_out(joined(spot.folder, spot.magic), spot.entry, options):
        return None
    if files.special(spot.entry, options):
        return Ignored(path, f"Jekyll skips files and folders in {spot.magic} whose names begin with _ # or ~")
    name = DATED.search(spot.entry)
    if name is None and not spot.drafts:
        help_ = "give it the date of the post, or move it to _drafts/"
        return Ignored(path, "Jekyll skips files in _posts whose names do not begin with YYYY-MM-DD-", help_)
    section = joined(spot.folder, dirname(spot.entry))
    return Place(files.name_slug(spot.relative), _day(name[1]) if name else None, section, drafts=spot.drafts)


def _day(written: str) -> str | None:
    try:
        day = moment(written, UTC)
    except (ValueError, OverflowError):
        return None
    return day.date().isoformat() if day else None


# --- what a post says -------------------------------------------------------------------------------------------------


def facts(source: Source) -> Facts:
    from postctl import dates

    spot = _spot(source.path, source.settings)
    data = _data(spot, source.front, source.settings)
    zone = dates.zone(source.settings.timezone)
    date = _date(data, spot, zone, source.quoted)
    title, slug, lang = data.get("title"), data.get("slug"), data.get("lang")
    slug = text(slug) if truthy(slug) else source.place.slug
    return Facts(
        title=text(title) if truthy(title) else _titleized(source.place.slug),
        titled=truthy(title),
        slug=slug,
        url=urls.url(data, spot.relative, slug, date.moment if date else None, source.settings.options),
        verdict=_verdict(spot, source.front, data, source.settings.options),
        date=date,
        updated=_updated(data, zone, source.quoted),
        tags=_labels(data, "tag", "tags"),
        lang=lang if isinstance(lang, str) else None,
        redirects=_redirects(data),
    )


def _redirects(data: Mapping[str, Any]) -> tuple[str, ...]:
    """What the plugin jekyll-redirect-from reads, a text or a list."""
    written = data.get("redirect_from")
    return tuple(text(each) for each in (written if isinstance(written, list) else [written]) if truthy(each))


def _spot(path: str, settings: Settings) -> Spot:
    """The same for a path that `_place` has taken for a post."""
    spot = files.spot(path, settings.options)
    return spot or Spot(dirname(path), "_posts", basename(path), path)


def _data(spot: Spot, front: FrontMatter, settings: Settings) -> dict[str, Any]:
    """Front matter over the site's defaults; categories of both and of the folders, in one tuple."""
    defaults = files.defaults(spot, settings.options)
    data = laid_over(defaults, front)
    found = (*files.categories(spot), *_words(defaults.get("categories")), *_words(front.get("categories")))
    return data | {"categories": tuple(dict.fromkeys((*found, *_labels(data, "category", ""))))}


def more_mark(path: str, front: FrontMatter, settings: Settings) -> str | None:
    """`excerpt_separator`, where it is a comment: exactly that text ends the excerpt. Defaults by folder are not looked into."""
    if "excerpt_separator" in str(settings.options.get("defaults", "")):
        return None
    said = front.get("excerpt_separator") or settings.options.get("excerpt_separator")
    return said if isinstance(said, str) and said.startswith("<!--") and "\n" not in said else None


def _labels(data: Mapping[str, Any], one: str, many: str) -> tuple[str, ...]:
    """The singular key wins, and its text is one label; the plural's is split at spaces."""
    return tuple(map(text, _flat(data[one]))) if truthy(data.get(one)) else _words(data.get(many))


def _words(value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        return tuple(value.split())
    return tuple(map(text, _flat(value))) if isinstance(value, list) else ()


def _flat(value: object) -> Iterator[object]:
    if isinstance(value, list):
        for item in value:
            yield from _flat(item)
    elif value is not None:
        yield value


def _titleized(slug: str) -> str:
    return " ".join(word.capitalize() for word in slug.rstrip("-").split("-"))


def _date(data: Mapping[str, Any], spot: Spot, zone: tzinfo, quoted: frozenset[str]) -> Date | None:
    """Front matter before the name. A draft without either is as old as its file, which only the disk knows."""
    if "date" in data:
        return _read(text(data["date"]), "date", zone, plain="date" not in quoted)
    name = DATED.search(spot.relative)
    return _read(name[1], "name", zone) if name else None


def _updated(data: Mapping[str, Any], zone: tzinfo, quoted: frozenset[str]) -> Date | None:
    """The key that the sitemap, feed and SEO plugins read."""
    value = data.get("last_modified_at")
    plain = "last_modified_at" not in quoted
    return _read(text(value), "last_modified_at", zone, plain=plain) if truthy(value) else None


def _read(written: str, source: str, zone: tzinfo, *, plain: bool = True) -> Date:
    from postctl import dates

    known = dates.read(written, zone)
    try:
        when = moment(written, zone, plain=plain) or (dates.in_zone(known.moment, zone) if known.moment else None)
        sure = when is not None or not any(character.isdigit() for character in written)
    except (ValueError, OverflowError):
        when, sure = None, True
    problem = None if when else _unreadable(written) if sure else _unknown(written)
    iso = _day(written) if source == "name" else known.iso if when else None
    return Date(written, source, when, iso, known.form, problem, sure=sure)


def _unreadable(written: str) -> str:
    return f"Jekyll ends the build at a date it cannot read: {written!r}"


def _unknown(written: str) -> str:
    return f"it is uncertain what Jekyll reads in the date {written!r}; where it reads none, it ends the build"


# --- public or not ----------------------------------------------------------------------------------------------------

_PLAIN_WORDS = {True: ("true", "yes", "on"), False: ("false", "no", "off")}
_NEGATIVE = frozenset({"", "false", "no", "off", "n", "f", "0"})


def _verdict(spot: Spot, front: FrontMatter, data: Mapping[str, Any], options: Mapping[str, Any]) -> Verdict:
    if spot.drafts and not truthy(options.get("show_drafts")):
        return Verdict(Status.DRAFT, "lies in _drafts/", trap=_trap_in_drafts(front))
    published = data.get("published", True)
    if truthy(published) or truthy(options.get("unpublished")):
        key, trap = _trap(front)
        return Verdict(None, "published: true" if front.get("published") is True else "no draft mark", key, trap)
    reason = "published: is empty" if published is None else "published: false"
    return Verdict(Status.DRAFT, reason if "published" in front else f"{reason}, by the site's defaults", "published")


def _trap_in_drafts(front: FrontMatter) -> str | None:
    if front.get("published") is True or front.get("draft") is False:
        return "Jekyll leaves out what lies in _drafts/, whatever its front matter says; publishing moves it to _posts/"
    return None


def _trap(front: FrontMatter) -> tuple[str | None, str | None]:
    """The mark by which its author may have meant to hide a public post, and what Jekyll makes of it."""
    for key, value in front.items():
        if key == "published" and truthy(value) and text(value).lower() in _NEGATIVE:
            says = f"Jekyll publishes this post: `published: {value!r}` is no boolean, and only false, no and off hide a post"
            return key, says
        if key.lower() == "published" != key and value is False:
            return key, f"Jekyll publishes this post: it does not know `{key}`, only `published`"
        if _claims_draft(key, value):
            mark = f"{key}: {text(value)}"
            return key, f"Jekyll publishes this post: `{mark}` has no effect in _posts/; set `published: false` instead"
    return None, None


def _claims_draft(key: str, value: object) -> bool:
    name = key.lower()
    return (name == "draft" and text(value).lower() not in _NEGATIVE) or (name == "status" and text(value).lower() == "draft")


# --- publishing ---------------------------------------------------------------------------------------------------------


def toggle(post: Post, public: bool, settings: Settings, date: datetime) -> Toggle:
    spot = _spot(post.path, settings)
    if public:
        return _publish(post, spot, settings, date)
    if post.verdict.hidden is Status.DRAFT:
        return Toggle({})
    values = _draft_keys(post.front, draft=True)
    if ("published" in post.front or spot.drafts) and not truthy(settings.options.get("unpublished")):
        return Toggle({"published": False, **values})
    return Toggle(values, _moved(post.path, spot, "_drafts", _undated(basename(post.path), post)))


def _publish(post: Post, spot: Spot, settings: Settings, date: datetime) -> Toggle:
    """A draft moves to `_posts/`; a name's date follows `date` where the name is what Jekyll takes the date from."""
    name = basename(post.path)
    if spot.drafts or (post.date is not None and post.date.source == "name"):
        name = _dated(name, post, date)
    path = _moved(post.path, spot, "_posts", name)
    hidden = not truthy(_data(_spot(path, settings), post.front, settings).get("published", True))
    values: dict[str, Value] = {"published": True} if hidden else {}
    return Toggle({**values, **_draft_keys(post.front, draft=False)}, path if path != post.path else None)


def _draft_keys(front: FrontMatter, *, draft: bool) -> dict[str, Value]:
    """The keys `draft` that say the opposite. They mean nothing to Jekyll, but to whoever reads the post."""
    opposite = _PLAIN_WORDS[not draft]
    return {key: draft for key, value in front.items() if key.lower() == "draft" and text(value).lower() in opposite}


def _moved(path: str, spot: Spot, magic: str, name: str) -> str:
    above = path.removesuffix(f"{spot.magic}/{spot.entry}")
    return f"{above}{joined(joined(magic, dirname(spot.entry)), name)}"


def _dated(name: str, post: Post, date: datetime) -> str:
    """The name with the day of `date`; as it is where it has a date and the post's is that day already."""
    match = DATED.search(name)
    if match is None:
        return f"{date.date().isoformat()}-{name}"
    now = post.date.moment if post.date else None
    if now is not None and now.date() == date.date():
        return name
    return f"{date.date().isoformat()}-{match[2]}{match[3]}"


def _undated(name: str, post: Post) -> str:
    """The name without its date, if front matter has the same day and publishing would so give the very same name back."""
    written = post.date.moment if post.date and post.date.source == "date" and "date" in post.front else None
    if written is None:
        return name
    rest = name.removeprefix(f"{written.date().isoformat()}-")
    plain = rest[0] not in "._#~" and DATED.search(rest) is None
    return rest if plain else name


def archetype(folder: Folder, settings: Settings, section: str) -> Archetype | None:
    """What the plugin jekyll-compose puts into new posts: `jekyll_compose.default_front_matter.posts`."""
    compose = settings.options.get("jekyll_compose")
    defaults = compose.get("default_front_matter") if isinstance(compose, dict) else None
    values = defaults.get("posts") or defaults.get("drafts") if isinstance(defaults, dict) else None
    if not isinstance(values, dict):
        return None
    return _archetypes.of_values(values, f"{', '.join(settings.source)}: jekyll_compose")


def slug(title: str) -> str:
    """The slug Jekyll itself makes of a title."""
    from postctl.slugs import jekyll

    return jekyll.slug(title)
