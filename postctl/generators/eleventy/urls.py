"""The address of a page of Eleventy: from its path, or from `permalink`, where that is plain or a template of the simplest kind.

Addresses are not percent-encoded: they are what `page.url` says.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from posixpath import basename, dirname, normpath, splitext
from typing import Any

from postctl.generators._js_literals import UNKNOWN
from postctl.generators._js_values import text
from postctl.regexes import later
from postctl.values import NamedTuple

_DATED = later(r"\d{4}-\d{2}-\d{2}-(.*)", re.ASCII)
_TEMPLATE = later(r"\{[{%#]")
_OUTPUT = later(r"\{\{-?\s*([A-Za-z_][\w.]*)\s*((?:\|\s*[a-z]+\s*)*)-?\}\}")
_BARE = ("/_redirects", "/.htaccess", "/_headers")
_SAFE = later(r"[\w ./~!$()*+,;:@=-]*")


class Page(NamedTuple):
    """A page by its path below the input folder, and what is known of its data."""

    inside: str
    data: Mapping[str, Any]
    options: Mapping[str, Any]


def undated(name: str) -> str:
    """A name without a date, and without what stands before that."""
    found = _DATED.search(name)
    return found[1] if found else name


def stem(inside: str) -> str:
    """The name of a file without the ending that makes it a template."""
    name = basename(inside)
    return name.removesuffix(".md")


def file_slug(inside: str) -> str:
    """Eleventy's `page.fileSlug`: the name, or the folder's for `index`, without a date."""
    raw = undated(stem(inside))
    folder = dirname(inside)
    return raw if raw != "index" else undated(basename(folder)) if folder else ""


def path_stem(inside: str) -> str:
    """Eleventy's `page.filePathStem`."""
    return "/" + _joined(dirname(inside), undated(stem(inside)))


def written(page: Page) -> Any:
    """What decides the address: a computed `permalink` before a plain one."""
    computed = page.data.get("eleventyComputed")
    if computed is UNKNOWN:
        return UNKNOWN
    if isinstance(computed, Mapping) and computed.get("permalink") is not None:
        return computed["permalink"]
    return page.data.get("permalink")


def address(page: Page) -> str | None:
    """The URL, or `None` where there is no page, or only running the site would tell."""
    if "urls" in page.options[":code"]:
        return None
    link = written(page)
    if isinstance(link, Mapping) and link:
        link = link.get("build")
        if link is None:
            return None
    if link is None or link in ("", 0) or isinstance(link, Mapping):
        return None if link is False else _href(_default(page.inside))
    text = _rendered(link, page) if isinstance(link, str) else None
    return _href(text) if text else None


def without_extension(page: Page) -> bool:
    """Whether `permalink` says to write a file that has no extension, and none of the few which have none."""
    link = written(page)
    link = link.get("build") if isinstance(link, Mapping) else link
    text = _rendered(link, page) if isinstance(link, str) else None
    name = basename(text) if text else ""
    return bool(name) and not splitext(name)[1] and not f"/{text}".endswith(_BARE)


def _default(inside: str) -> str:
    folder, name = dirname(inside), stem(inside)
    named = "" if name == "index" or basename(folder) == name else f"{name}/"
    return f"{folder}/{named}" if folder else named or "/"


def _href(link: str) -> str:
    """The link as `page.url`: without `index.html`."""
    path = "/" + _joined(dirname(link), basename(link)) if not link.endswith("/") else f"/{_joined(link, 'index.html')}"
    for ending in ("/index.html", "/index"):
        if path.endswith(ending):
            return path.removesuffix(ending) + "/"
    return path


def _joined(*parts: str) -> str:
    """The parts as Node joins them, `.` and `..` resolved, without a slash at either end."""
    path = normpath("/".join(part for part in parts if part) or ".")
    return "" if path == "." else path.lstrip("/")


# --- templates --------------------------------------------------------------------------------------------------------


def _rendered(link: str, page: Page) -> str | None:
    """The link with its outputs filled in; `None` for a template that says more than a name and `slugify`."""
    if not _TEMPLATE.search(link):
        return link
    if page.data.get("templateEngineOverride") is not None or "dynamicPermalink" in page.data:
        return None
    values = [_output(found[1], found[2], page) for found in _OUTPUT.finditer(link)]
    rest = _OUTPUT.sub("", link)
    if None in values or _TEMPLATE.search(rest) or "}}" in rest or "%}" in rest or "{{-" in link or "-}}" in link:
        return None
    filled = iter(values)
    return _OUTPUT.sub(lambda _: next(filled) or "", link)


def _output(name: str, filters: str, page: Page) -> str | None:
    value = _value(name, page)
    for each in filter(None, map(str.strip, filters.split("|"))):
        if (
            value is None
            or each not in ("slugify", "downcase", "lower")
            or (each == "slugify" and "slugify" in page.options[":code"])
        ):
            return None
        value = _slug(value) if each == "slugify" else value.lower()
    return value if value is not None and _SAFE.fullmatch(value) else None


def _value(name: str, page: Page) -> str | None:
    if name in ("page.fileSlug", "page.filePathStem", "page.outputFileExtension"):
        asked = {"page.fileSlug": file_slug, "page.filePathStem": path_stem}.get(name)
        return asked(page.inside) if asked else "html"
    value = page.data.get(name)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return text(value)
    dated = isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d?-\d\d?.*", value)
    return value if isinstance(value, str) and value and not dated else None


def _slug(text: str) -> str:
    from postctl.slugs import eleventy

    return eleventy.slug(text)
