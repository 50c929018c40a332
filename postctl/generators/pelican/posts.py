"""What Pelican makes of a file: where it stands, what it says, and how to publish it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, tzinfo
from posixpath import basename, dirname, splitext
from typing import Any

from postctl.generators import _common
from postctl.generators.pelican import dates as pelican_dates
from postctl.generators.pelican import meta, urls
from postctl.generators.pelican.meta import Unknown, gathered, inside, known, of_path, option
from postctl.model import Date, Facts, Ignored, Place, Settings, Status, Value, Verdict
from postctl.site import Post, Source, Toggle

_READ = frozenset({".md", ".markdown", ".mkd", ".mdown"})
_MARKDOWN = frozenset(f".{ending}" for ending in _common.MARKDOWN)
_STATUSES = frozenset({"published", "hidden", "draft"})

# --- a file -----------------------------------------------------------------------------------------------------------


def place(path: str, settings: Settings) -> Place | Ignored | None:
    """Markdown is read; reStructuredText and HTML, which Pelican reads too, are not postctl's to read."""
    within = inside(path, settings.options)
    if within is None or not meta.is_article(within, settings.options):
        return None
    stem, ending = splitext(basename(within))
    if ending not in _READ:
        skipped = ending.lower() in _MARKDOWN and not _common.is_paper(dirname(within), stem)
        help_ = "name it .md"
        return Ignored(path, f"Pelican reads .md, .markdown, .mkd and .mdown, not {ending}", help_) if skipped else None
    said = of_path(within, settings.options)
    return Place(stem, _day(said.get("date")), dirname(within), said.get("lang"))


def _day(written: str | None) -> str | None:
    try:
        return datetime.fromisoformat(written[:10]).date().isoformat() if written else None
    except ValueError:
        return None


# --- what a post says -------------------------------------------------------------------------------------------------


def facts(source: Source) -> Facts:
    from postctl import dates

    options = source.settings.options
    within = inside(source.path, options) or source.path
    data = gathered(within, source.front, options)
    zone = _zone(data, source.settings)
    date = _date(data, source, zone)
    status = _text(data.get("status")).lower() or "published"
    slug = _slug(data, within, options)
    verdict = _verdict(source, data, date, status)
    moment = date.moment if date else pelican_dates.of_setting(known(options, "DEFAULT_DATE", None), zone)
    if moment is None and date is None and status == "draft":
        moment = datetime.max.replace(tzinfo=zone)
    title = data.get("title")
    return Facts(
        title=_text(title) or source.place.slug,
        titled=bool(_text(title)),
        slug=source.place.slug if slug is None else slug,
        url=_url(source, data, slug, moment, date, draft=status == "draft"),
        verdict=verdict,
        date=date,
        updated=_read(data.get("modified"), "modified", dates.zone(source.settings.timezone)),
        tags=_terms(data.get("tags")),
        lang=_text(data.get("lang")) or None,
    )


def _text(value: object) -> str:
    """A value as one line, as it is meant: of several lines all."""
    return " ".join(" ".join(map(str, value)).split()) if isinstance(value, list) else _common.plain_text(str(value or ""))


def _terms(value: object) -> tuple[str, ...]:
    """Tags: of a text, split at semicolons if it has any, else at commas."""
    items = value if isinstance(value, list) else str(value or "").split(";" if ";" in str(value) else ",")
    return tuple(dict.fromkeys(filter(None, (str(item).strip() for item in items))))


def _zone(data: Mapping[str, Any], settings: Settings) -> tzinfo:
    from postctl import dates

    own = data.get("timezone")
    return dates.zone(own if isinstance(own, str) and _is_zone(own) else settings.timezone)


def _date(data: Mapping[str, Any], source: Source, zone: tzinfo) -> Date | None:
    if "date" not in data:
        return None
    if "date" in source.front:
        return pelican_dates.read(_text(data["date"]), "date", zone)
    return pelican_dates.read(_text(data["date"]), "name", zone)


def _read(value: object, key: str, zone: tzinfo) -> Date | None:
    return pelican_dates.read(_text(value), key, zone) if value is not None else None


def _slug(data: Mapping[str, Any], within: str, options: Mapping[str, Any]) -> str | None:
    """`None` where only running the configuration could tell."""
    try:
        if "slug" in data:
            return str(data["slug"])
        _knows_paths(options)
        origin = option(options, "SLUGIFY_SOURCE", "title")
        if origin == "title" and "title" in data:
            return urls.slug(str(data["title"]), options)
        return urls.slug(splitext(basename(within))[0], options) if origin == "basename" else ""
    except Unknown:
        return None


def _knows_paths(options: Mapping[str, Any]) -> None:
    if not meta.reads_paths(options):
        raise Unknown("FILENAME_METADATA")
    option(options, "FILENAME_METADATA", "")
    option(options, "PATH_METADATA", "")


def _url(
    source: Source, data: Mapping[str, Any], slug: str | None, moment: datetime | None, date: Date | None, *, draft: bool
) -> str | None:
    if slug is None and "url" not in data:
        return None
    if source.settings.permalink and "url" not in data and slug is not None:
        return _common.permalink(source, slug, date, _text(data.get("title")))
    options = source.settings.options
    lang = _text(data["lang"]) if "lang" in data else str(known(options, "DEFAULT_LANG", "en")).lower()
    return urls.url({**data, "slug": slug or "", "lang": lang}, moment, options, draft=draft)


# --- who sees it --------------------------------------------------------------------------------------------------------


def _verdict(source: Source, data: Mapping[str, Any], date: Date | None, status: str) -> Verdict:
    written = _text(data.get("status"))
    shown = f"status: {written}" if "status" in source.front else f"status: {written} (from the configuration)"
    if status == "skip":
        if written != "skip":
            trap = f"Pelican's build fails: it knows `skip` in lower case only, not `{written}`"
            return Verdict(Status.DRAFT, shown, "status", trap, fatal=True)
        return Verdict(Status.DRAFT, shown, "status")
    if status not in _STATUSES:
        trap = f"Pelican leaves this post out: `{written}` is none of published, hidden, draft and skip"
        return Verdict(Status.DRAFT, shown, "status", trap)
    if missing := _missing(source, data, date, status):
        return missing
    if status == "published":
        return Verdict(None, shown if written else "no draft mark", "status" if written else None, _trap(source))
    return Verdict(Status.DRAFT if status == "draft" else Status.UNLISTED, shown, "status")


def _missing(source: Source, data: Mapping[str, Any], date: Date | None, status: str) -> Verdict | None:
    """Without a title or a date, or with one that cannot be read, it is no article."""
    if date is not None and date.moment is None and date.sure:
        return Verdict(Status.DRAFT, f"Pelican cannot read `date: {date.text}`", "date")
    for key in ("lang", "timezone"):
        if isinstance(data.get(key), list) or (key == "timezone" and key in data and not _is_zone(data[key])):
            return Verdict(Status.DRAFT, f"Pelican cannot read `{key}: {_text(data[key])}`", key)
    if "title" not in data:
        return Verdict(Status.DRAFT, "no title, and Pelican leaves out what has none", "title", missing="title")
    always = "DEFAULT_DATE" in source.settings.options or "DEFAULT_DATE" in source.settings.options.get("unknown", ())
    if date is None and status != "draft" and not always:
        return Verdict(Status.DRAFT, "no date, and Pelican leaves out what has none", "date", missing="date")
    return None


def _is_zone(name: object) -> bool:
    from postctl import dates
    from postctl.errors import ConfigError

    try:
        dates.zone(str(name))
    except ConfigError:
        return False
    return bool(name) and name != "local"


def _trap(source: Source) -> str | None:
    """A sentence about a mark that hides the post in its author's eyes, and not in Pelican's."""
    front = source.front
    if "status" in front and str(front["status"]).strip():
        return None
    only = "only `Status: draft` makes a draft"
    if _common.flag(_unquoted(front.get("draft"))):
        return f"Pelican publishes this post: it does not know `draft: {front['draft']}`, and {only}"
    if _common.flag(_unquoted(front.get("published"))) is False:
        return f"Pelican publishes this post: it does not know `published: {front['published']}`, and {only}"
    folder = next((part for part in source.path.split("/")[:-1] if part.lower() in ("drafts", "_drafts")), None)
    return f"Pelican publishes this post: the folder `{folder}/` is a category to it, and {only}" if folder else None


def _unquoted(value: Value) -> Value:
    """A text as its author means it who takes the lines for YAML."""
    return value.strip().strip("\"'") if isinstance(value, str) else value


# --- publish and back -------------------------------------------------------------------------------------------------


def toggle(post: Post, public: bool, settings: Settings, date: datetime) -> Toggle:
    """By `Status`, spelt like the other keys."""
    if _common.is_so(post, public=public):
        return Toggle({})
    lower = bool(post.document.entries) and all(entry.key[:1].islower() for entry in post.document.entries)
    return Toggle({"status" if lower else "Status": "published" if public else "draft"})


def slug(title: str) -> str:
    from postctl.slugs import pelican

    return pelican.slug(title)
