"""What Zola makes of a file: where it stands, what it says, and how to publish it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from posixpath import basename, dirname
from typing import Any

from postctl.generators.zola import checks, config, dates, globs
from postctl.model import Date, Facts, FrontMatter, Ignored, Place, Settings, Status, Value, Verdict
from postctl.site import Post, Source, Toggle
from postctl.values import NamedTuple

# --- a path -----------------------------------------------------------------------------------------------------------

_MARKDOWN = (".md", ".markdown", ".mdown", ".mdx", ".mkd", ".mkdn")


class _File(NamedTuple):
    """A page's file. `folder`: where it lies below `content/`. `section`: that without the folder of its own (`bundle`).

    `name`: what its address is made from, with its date. `stranger`: a language code in its name that the site does not have.
    """

    folder: str
    section: str
    name: str
    lang: str
    bundle: bool
    stranger: str | None = None


def _file(path: str, options: Mapping[str, Any]) -> _File:
    folder, name = dirname(path).removeprefix("content").lstrip("/"), basename(path).removesuffix(".md")
    bundle = bool(folder) and name.partition(".")[0] == "index"
    lang, others, stranger = config.default_language(options), config.other_languages(options), None
    if others and "." in name:
        base, _, code = name.partition(".")
        if code in others:
            name, lang = base, code
        elif code != lang:
            stranger = code
    named = basename(folder) if name == "index" and folder else name
    return _File(folder, dirname(folder) if bundle else folder, named, lang, bundle, stranger)


def place(path: str, settings: Settings) -> Place | Ignored | None:
    """Where a page stands. Section pages, assets and what lies outside `content/` are `None`."""
    name, options = basename(path), settings.options
    if not path.startswith(config.CONTENT) or name.startswith((".", "_index.")):
        return None
    if not name.endswith(".md"):
        return _other(path, name, options)
    listed = options.get("ignored_content")
    if glob := globs.ignored(path, listed if isinstance(listed, list) else ()):
        return Ignored(path, f"`ignored_content` has `{glob}`", "change the pattern, or move the file away")
    file = _file(path, options)
    found = dates.IN_NAME.match(file.name)
    day = found["date"][:10] if found and dates.moment(found["date"]) else None
    slug = found["slug"] if found and found["slug"] and not config.keeps_dates(options) else file.name
    several = bool(config.other_languages(options))
    drafts = config.drafted(file.folder, options) is not None
    return Place(slug, day, file.section, file.lang if several else None, file.bundle, drafts)


def _other(path: str, name: str, options: Mapping[str, Any]) -> Ignored | None:
    """A text that is no page; beside an `index.md` it is an asset of that."""
    if not name.lower().endswith(_MARKDOWN) or dirname(path) in options[":bundles"]:
        return None
    return Ignored(path, "Zola takes only files whose names end in `.md`", "rename it if it is meant as a page")


# --- a page -----------------------------------------------------------------------------------------------------------


def facts(source: Source) -> Facts:
    """The page as Zola builds it."""
    front, options = source.front, source.settings.options
    file = _file(source.path, options)
    date, updated = dates.written(front, "date") or _named(file.name), dates.written(front, "updated")
    if source.place.drafts:  # Zola does not look at it yet
        date, updated = (each and each._replace(sure=False) for each in (date, updated))
    title, written = _text(front.get("title")), _text(front.get("slug"))
    slug = config.slugified(written or source.place.slug, options)
    url = _url(front, file, slug, options)
    return Facts(
        title=title or source.place.slug.replace("-", " ").replace("_", " ").strip() or file.name,
        titled=bool(title),
        slug=slug or written or source.place.slug,
        url=None if front.get("render") is False else url,
        verdict=_verdict(source, file, url, _hidden_home(url, options) or _left_out(front, file, date, updated, options)),
        date=date,
        updated=updated,
        tags=_terms(front, "tags"),
        lang=source.place.lang,
        redirects=_texts(front.get("aliases")),
    )


def _named(name: str) -> Date | None:
    found = dates.IN_NAME.match(name)
    return dates.named(found["date"]) if found else None


def _url(front: FrontMatter, file: _File, slug: str | None, options: Mapping[str, Any]) -> str | None:
    """`path` as it is written, or language, folders and slug; `None` where it is not known or leads out of the site."""
    if front.get("path") is not None:
        path = _text(front["path"]).strip()
    elif slug is None:
        return None
    else:
        lang = file.lang if file.lang != config.default_language(options) else ""
        last = "" if not file.folder and file.name == "index" else slug
        path = "/".join((*filter(None, (lang, file.section)), last))
    path = path if path.startswith("/") else f"/{path}"
    if ".." in path.split("/") or not path.isprintable():
        return None
    return path if path.endswith("/") else f"{path}/"


def _verdict(source: Source, file: _File, url: str | None, left_out: str | None) -> Verdict:
    section = config.drafted(file.folder, source.settings.options)
    if section is not None:
        return Verdict(Status.DRAFT, f"the section {section} is a draft")
    front, options = source.front, source.settings.options
    failure = checks.failure(front, source.syntax, config.taxonomies(options, file.lang)) or _clash(source, file, url)
    return checks.verdict(front, source.syntax, failure, left_out, source.path)


def _clash(source: Source, file: _File, url: str | None) -> str | None:
    """A sentence about a file that can be no page where it lies, or one that wants the address of a section."""
    if file.stranger is not None:
        return (
            f"Zola's build fails: the name {basename(source.path)} says that the language is `{file.stranger}`,"
            " which the site does not have; a name has no other dot in a site of several languages"
        )
    if source.front.get("draft") is True:
        return None
    if source.path == "content/index.md":
        return "Zola's build fails: content/index.md can be no page; the home page is content/_index.md"
    if source.front.get("render") is False or url is None:
        return None
    if url == "/":
        return "Zola's build fails: / is the address of the home page already"
    section = source.settings.options[":addresses"].get(url)
    return f"Zola's build fails: {url} is the address of the section {section} already" if section else None


# --- left out -----------------------------------------------------------------------------------------------------------


def _hidden_home(url: str | None, options: Mapping[str, Any]) -> str | None:
    """Why nobody sees a page at the address of a home page that Zola makes by itself."""
    lang = next((code for code in config.other_languages(options) if url == f"/{code}/"), None)
    return f"{url} is the home page of the language `{lang}`" if lang else None


def _left_out(front: FrontMatter, file: _File, date: Date | None, updated: Date | None, options: Mapping[str, Any]) -> str | None:
    """Why every section that holds the page leaves it out: it lacks what they are sorted by."""
    has_date, has_update = (each is not None and each.moment is not None for each in (date, updated))
    has = {
        "date": has_date,
        "update_date": has_date or has_update,
        "title": front.get("title") is not None,
        "title_bytes": front.get("title") is not None,
        "weight": front.get("weight") is not None,
    }
    held = [*config.holders(file.section, file.lang, options)]
    if not held or any(has.get(section.sort_by, True) for section in held):
        return None
    key = "date" if held[0].sort_by == "update_date" else held[0].sort_by.partition("_")[0]
    return f"no {key}, and {held[0].path} sorts by {held[0].sort_by}"


# --- values -------------------------------------------------------------------------------------------------------------


def _terms(front: FrontMatter, name: str) -> tuple[str, ...]:
    table = front.get("taxonomies")
    return tuple(dict.fromkeys(_texts(table.get(name)))) if isinstance(table, Mapping) else ()


def _texts(value: object) -> tuple[str, ...]:
    items: Iterable[Any] = value if isinstance(value, list) else ()
    return tuple(filter(None, map(_text, items)))


def _text(value: Value) -> str:
    """A scalar as the text it is written as."""
    if value is None or isinstance(value, list | dict):
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)


# --- publishing -------------------------------------------------------------------------------------------------------


def toggle(post: Post, public: bool, settings: Settings, date: datetime) -> Toggle:
    """Set `draft`. A page that its section hides, or that is not rendered, cannot be published that way."""
    value = post.front.get("draft")
    if post.place.drafts or ("draft" in post.front and value is (not public)):
        return Toggle({})
    if public and "draft" not in post.front:
        return Toggle({})
    if not public and post.verdict.hidden is Status.DRAFT and not post.verdict.fatal:
        return Toggle({})
    return Toggle({"draft": not public})


def slug(title: str) -> str:
    """The slug Zola makes of a title under its default strategy."""
    from postctl.slugs import zola

    return zola.slug(title)
