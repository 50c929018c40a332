"""What Eleventy makes of a file: where it stands, and what it says."""

from __future__ import annotations

from posixpath import basename, dirname
from typing import Any

from postctl.generators import _common
from postctl.generators._js_literals import UNKNOWN
from postctl.generators._js_values import truthy
from postctl.generators.eleventy import data as cascade
from postctl.generators.eleventy import dates, drafts, urls
from postctl.model import Date, Facts, Ignored, Place, Settings
from postctl.regexes import later
from postctl.site import Source

_LANG = later(r"[a-z]{2}(?:-[A-Za-z]{2,4})?")

# --- a path -----------------------------------------------------------------------------------------------------------


def place(path: str, settings: Settings) -> Place | Ignored | None:
    """Where a post stands. The first page of a folder of posts, the papers of a repository and error pages are none."""
    inside = _inside(path, settings)
    name, dot, ending = basename(path).rpartition(".")
    if inside is None or not dot or not name or ending.lower() not in _common.MARKDOWN or _elsewhere(path, settings):
        return None
    folder = dirname(inside)
    if _common.is_paper(folder or None, name) or _is_page(path, name, settings):
        return None
    if ending.lower() != "md":
        read = settings.options[":markdown"]
        return None if read else Ignored(path, f"Eleventy reads .md, not .{ending}", "give it the ending .md")
    if source := _ignored(path, settings):
        return Ignored(path, f"{source} leaves it out", "take its line out, or move the file away")
    slug = urls.file_slug(inside)
    bundle = bool(folder) and name in ("index", basename(folder))
    section = dirname(folder) if bundle else folder
    found = dates.in_path(path)
    lang = _lang(path) if "lang" in settings.options[":code"] else None
    return Place(slug or name, found.iso if found else None, section, lang, bundle)


def _inside(path: str, settings: Settings) -> str | None:
    """The path below the input folder; `None` outside of it."""
    home = settings.options[":input"]
    return path.removeprefix(f"{home}/") if not home or path.startswith(f"{home}/") else None


def _elsewhere(path: str, settings: Settings) -> bool:
    from postctl import globs

    return "node_modules/" in path or globs.matcher(settings.exclude)(path)


def _is_page(path: str, name: str, settings: Settings) -> bool:
    """The list of posts at the top of their folder, and the page for what is not found."""
    return name == "404" or (name == "index" and dirname(path) in (*settings.options[":areas"], settings.options[":input"]))


def _ignored(path: str, settings: Settings) -> str:
    """The file whose glob leaves a path out; `''` for none."""
    from postctl import globs

    for glob, source in settings.options[":ignored"]:
        if globs.matcher((glob, f"{glob}/**"))(path.lower()):
            return str(source)
    return ""


def _lang(path: str) -> str | None:
    """The first folder or name in the path that is a language code, as the I18n plugin takes it."""
    return next((part for part in path.split("/") if _LANG.fullmatch(part)), None)


# --- a post -----------------------------------------------------------------------------------------------------------


def facts(source: Source) -> Facts:
    """The post as Eleventy builds it."""
    options = source.settings.options
    data = cascade.cascaded(source.front, source.path, options)
    page = urls.Page(_inside(source.path, source.settings) or source.path, data, options)
    date = _date(source, data)
    title = _title(data)
    slug = urls.file_slug(page.inside) or source.place.slug
    return Facts(
        title=title or source.place.slug.replace("-", " "),
        titled=bool(title),
        slug=slug,
        url=_url(source, page, date, title),
        verdict=drafts.verdict(page, source.front, source.path),
        date=date,
        updated=_common.dated(source.front, ("updated", "modified", "lastmod"), _utc()),
        tags=_tags(source),
        lang=source.place.lang or _common.plain_text(data.get("lang")) or None,
    )


def _utc() -> Any:
    from datetime import UTC

    return UTC


def _title(data: dict[str, Any]) -> str:
    title = data.get("title")
    return "" if title is UNKNOWN else _common.plain_text(title)


def _url(source: Source, page: urls.Page, date: Date | None, title: str) -> str | None:
    """The address by the owner's pattern where the post says none itself and only code would tell."""
    if source.settings.permalink and source.front.get("permalink") is None:
        return _common.permalink(source, urls.file_slug(page.inside) or source.place.slug, date, title)
    return urls.address(page)


def _date(source: Source, data: dict[str, Any]) -> Date | None:
    """The date of the data, else of the path; `None` where code may say another."""
    value = data.get("date")
    if value is UNKNOWN:
        return None
    quoted = "date" in source.quoted or "date" not in source.front
    if value is not None and truthy(value):
        return dates.in_data(value, quoted=quoted)
    return dates.in_path(source.path)


def _tags(source: Source) -> tuple[str, ...]:
    """The tags of the post itself. What its folder adds is the name of the collection, which all its posts share."""
    own = next((value for key, value in source.front.items() if cascade.plain(key) == "tags"), None)
    tags = cascade.tag_list(own)
    return tuple(dict.fromkeys(filter(None, (str(tag).strip() for tag in tags)))) if isinstance(tags, list) else ()


def slug(title: str) -> str:
    """What Eleventy's filter `slugify` makes of a title."""
    from postctl.slugs import eleventy

    return eleventy.slug(title)
