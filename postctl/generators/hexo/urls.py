"""The URL of a Hexo post: its own `permalink`, or the site's with tokens for what is known of it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from posixpath import basename
from typing import Any
from urllib.parse import quote, unquote_to_bytes

from postctl.generators._js_values import text, truthy
from postctl.generators.hexo.files import PARAMETER, filename_case
from postctl.regexes import later
from postctl.slugs.hexo import slug as slugized

_DEFAULT = ":year/:month/:day/:title/"
_DATE = frozenset("year month day hour minute second i_month i_day timestamp hash".split())
_UNKNOWN = frozenset(
    {"_id", "content", "raw", "more", "_content", "path", "permalink", "full_source", "asset_dir", "updated", "source"}
)
_RESERVED = b";/?:@&=+$,#"


def url(data: Mapping[str, Any], slug: str, title: str, moment: datetime | None, options: Mapping[str, Any]) -> str | None:
    """The address of a post below the root of the site, percent-encoded as Hexo links it. `moment`: in the zone of the machine.

    `None` where it depends on what only a build knows: a database number, the time of a file, which of several categories
    came last; or where Hexo ends the build over it.
    """
    own = data.get("permalink")
    path = own if truthy(own) else _filled(data, slug, title, moment, options)
    if not isinstance(path, str):
        return None
    if truthy(options.get("post_asset_folder")) and not path.endswith(("/", ".html")):
        path += "/"
    if re.match(r"//|https?:", path):
        return None
    return _pretty(_encoded(re.sub("/{2,}", "/", f"/{path}")), options)


def _filled(data: Mapping[str, Any], slug: str, title: str, moment: datetime | None, options: Mapping[str, Any]) -> str | None:
    rule = options.get("permalink", _DEFAULT)
    if not isinstance(rule, str) or not rule:
        return None
    values: dict[str, str] = {}
    for name in PARAMETER.findall(rule):
        value = _value(name, data, slug, title, moment, options)
        if value is None:
            return None
        values[name] = value
    return PARAMETER.sub(lambda found: values[found[1]], rule)


def _value(
    name: str, data: Mapping[str, Any], slug: str, title: str, moment: datetime | None, options: Mapping[str, Any]
) -> str | None:
    """The text of a token, `None` if it cannot be known."""
    if name in _DATE:
        return _dated(name, moment, slug) if moment else None
    if name in ("title", "slug"):
        return slug
    if name == "name":
        return basename(slug.rstrip("/"))
    if name == "post_title":
        return slugized(title, 1)
    if name == "category":
        return _category(data, options)
    if name == "id":
        return text(data["id"]) if truthy(data.get("id")) else None
    if name in _UNKNOWN or (name in ("date", "excerpt", "tags", "categories") and name not in data):
        return None
    return _key(name, data, options)


_SCHEMA = {"comments": "true", "layout": "post", "published": "true"}


def _key(name: str, data: Mapping[str, Any], options: Mapping[str, Any]) -> str | None:
    """Front matter, what Hexo itself adds to it, or the site's `permalink_defaults`; dates are written in a way of their own."""
    defaults = options.get("permalink_defaults")
    if name in _SCHEMA:
        return _SCHEMA[name] if data.get(name) is None else _scalar(data[name])
    if name in data:
        return _scalar(data[name])
    if isinstance(defaults, dict) and name in defaults:
        return _scalar(defaults[name])
    return "undefined"


def _scalar(value: object) -> str | None:
    """A value as text, unless it may be a date to YAML."""
    said = text(value)
    return None if re.match(r"\d{4}-\d", said) or isinstance(value, dict) else said


def _dated(name: str, moment: datetime, slug: str) -> str:
    if name == "hash":
        said = slug + _seconds(moment)
        return hashlib.sha1(said.encode(errors="replace"), usedforsecurity=False).hexdigest()[:12]
    return _DATES[name](moment)


def _seconds(moment: datetime) -> str:
    return str(int(moment.timestamp() // 1))


_DATES: Mapping[str, Callable[[datetime], str]] = {
    "year": lambda moment: f"{moment.year:04}",
    "month": lambda moment: f"{moment.month:02}",
    "day": lambda moment: f"{moment.day:02}",
    "hour": lambda moment: f"{moment.hour:02}",
    "minute": lambda moment: f"{moment.minute:02}",
    "second": lambda moment: f"{moment.second:02}",
    "i_month": lambda moment: str(moment.month),
    "i_day": lambda moment: str(moment.day),
    "timestamp": _seconds,
}


# --- categories ---------------------------------------------------------------------------------------------------------


def _category(data: Mapping[str, Any], options: Mapping[str, Any]) -> str | None:
    """The path of the last category. Hexo numbers them as it meets them, so of several that end a path any may be the last."""
    chains = list(_chains(data))
    ends = {chain for chain in chains if chain and not any(other[: len(chain)] == chain != other for other in chains)}
    if not ends:
        return text(options.get("default_category", "uncategorized"))
    if len(ends) > 1:
        return None
    names = options.get("category_map")
    mapped = names if isinstance(names, dict) else {}
    segments = (text(mapped[name]) if truthy(mapped.get(name)) else name for name in ends.pop())
    return "/".join(slugized(segment, filename_case(options)) for segment in segments)


def _chains(data: Mapping[str, Any]) -> Iterator[tuple[str, ...]]:
    """Each path of categories: a flat list is one path, and a list in which a list stands is many."""
    written = data.get("categories") if truthy(data.get("categories")) else data.get("category")
    items = written if isinstance(written, list) else [written] if truthy(written) else []
    items = [item for item in items if item is not None and item != ""]
    if not any(isinstance(item, list) for item in items):
        yield tuple(map(text, items))
        return
    for item in items:
        inner = item if isinstance(item, list) else [item]
        yield tuple(text(each) for each in inner if each is not None and each != "")


# --- encoding -------------------------------------------------------------------------------------------------------------


def _encoded(path: str) -> str | None:
    """The path as a URL has it: dots resolved, escapes read once and written anew. `None` if it cannot be one."""
    return path if _CLEAN.fullmatch(path) else _rewritten(path)


def _rewritten(path: str) -> str | None:
    if "?" in path:
        return None
    path, mark, fragment = re.sub(r"[\t\r\n]", "", path).rstrip().partition("#")
    try:
        escaped = quote(_resolved(path.replace("\\", "/")), safe="!$&'()*+,;=:@/%[]|^~", errors="replace")
        decoded = _decoded(escaped)
    except ValueError:
        return None
    return quote(decoded, safe=";,/?:@&=+$-_.!~*'()#") + mark + quote(fragment, safe="!$&'()*+,;=:@/?#[]|^{}\\~%")


_CLEAN = later(r"(?:/(?!\.\.?(?:/|\Z))[A-Za-z0-9_.-]*)+")
"""A path of which an URL has every letter as it is."""


def _decoded(escaped: str) -> str:
    """`decodeURI`: escapes of reserved characters stay. Raises `ValueError`."""
    if re.search(r"%(?![0-9a-fA-F]{2})", escaped):
        raise ValueError(escaped)
    kept = re.sub("%([0-9a-fA-F]{2})", lambda found: f"%25{found[1]}" if bytes.fromhex(found[1]) in _MARKS else found[0], escaped)
    return unquote_to_bytes(kept).decode()


_MARKS = frozenset(bytes([byte]) for byte in _RESERVED)


def _resolved(path: str) -> str:
    """The path without its dots. Raises `ValueError` if they lead out of the site."""
    parts: list[str] = []
    for part in path.split("/")[1:]:
        if part.lower() in ("..", "%2e%2e", ".%2e", "%2e."):
            if not parts:
                raise ValueError(path)
            parts.pop()
        elif part.lower() not in (".", "%2e"):
            parts.append(part)
    last = path.rpartition("/")[2].lower()
    folder = last in (".", "..", "%2e", "%2e%2e", ".%2e", "%2e.") and parts
    return "/" + "/".join([*parts, ""] if folder else parts)


def _pretty(path: str | None, options: Mapping[str, Any]) -> str | None:
    wishes = options.get("pretty_urls")
    if path is None or not isinstance(wishes, dict):
        return path
    if wishes.get("trailing_index") is False:
        path = re.sub(r"index\.html\Z", "", path)
    if wishes.get("trailing_html") is False and not path.endswith("index.html"):
        path = path.removesuffix(".html")
    return path
