"""The URL of a Jekyll post: a template with tokens, from its front matter or the site's `permalink`."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import datetime
from posixpath import basename, splitext
from typing import Any

from postctl.generators._ruby import text, truthy
from postctl.generators.jekyll.files import markdown_endings
from postctl.regexes import later
from postctl.values import NamedTuple

_STYLES = {
    "none": "/:categories/:title:output_ext",
    "date": "/:categories/:year/:month/:day/:title:output_ext",
    "ordinal": "/:categories/:year/:y_day/:title:output_ext",
    "pretty": "/:categories/:year/:month/:day/:title/",
    "weekdate": "/:categories/:year/W:week/:short_day/:title:output_ext",
}

_DATE_TOKENS: Mapping[str, Callable[[datetime], str]] = {
    "year": lambda day: f"{day.year:04}",
    "short_year": lambda day: f"{day.year % 100:02}",
    "month": lambda day: f"{day.month:02}",
    "i_month": lambda day: str(day.month),
    "short_month": lambda day: day.strftime("%b"),
    "long_month": lambda day: day.strftime("%B"),
    "day": lambda day: f"{day.day:02}",
    "i_day": lambda day: str(day.day),
    "y_day": lambda day: day.strftime("%j"),
    "w_year": lambda day: f"{day.isocalendar().year:04}",
    "week": lambda day: f"{day.isocalendar().week:02}",
    "w_day": lambda day: str(day.isoweekday()),
    "short_day": lambda day: day.strftime("%a"),
    "long_day": lambda day: day.strftime("%A"),
    "hour": lambda day: f"{day.hour:02}",
    "minute": lambda day: f"{day.minute:02}",
    "second": lambda day: f"{day.second:02}",
}


def url(data: Mapping[str, Any], relative: str, slug: str, moment: datetime | None, options: Mapping[str, Any]) -> str | None:
    """What `page.url` is, `baseurl` not included; `data` has all categories of the post as text.

    `None` where Jekyll ends the build (a token or a value it cannot use), or where the template asks for a date
    and `moment` is `None`, since then the date is that of the file.
    """
    template = data["permalink"] if truthy(data.get("permalink")) else _site_permalink(options)
    if not isinstance(template, str) or not isinstance(data.get("slug") or "", str):
        return None
    named = _Named(data, relative, slug, moment, options)
    try:
        path = _TOKEN.sub(lambda match: _replaced(match[1], named), template)
    except (KeyError, ValueError):
        return None
    path = f"/{path}".replace("..", "/").replace("./", "")
    return _SLASHES.sub("/", path) if "//" in path else path


def _site_permalink(options: Mapping[str, Any]) -> object:
    collections = options.get("collections")
    posts = collections.get("posts") if isinstance(collections, dict) else None
    own = posts.get("permalink") if isinstance(posts, dict) else None
    style = text(options["permalink"]) if truthy(options.get("permalink")) else "date"
    return own if truthy(own) else _STYLES.get(style, style)


class _Named(NamedTuple):
    """What the tokens of a template may name."""

    data: Mapping[str, Any]
    relative: str
    slug: str
    moment: datetime | None
    options: Mapping[str, Any]


def _slugified(text: str) -> str:
    from postctl.slugs.jekyll import slug

    return slug(text)


_TOKENS: Mapping[str, Callable[[_Named], str]] = {
    "title": lambda post: _pretty(post.slug),
    "slug": lambda post: _slugified(post.slug),
    "name": lambda post: _slugified(splitext(basename(post.relative))[0]),
    "path": lambda post: splitext(post.relative)[0].replace("_posts", "", 1).rstrip("."),
    "collection": lambda post: "posts",
    "categories": lambda post: "/".join(dict.fromkeys(category.lower() for category in post.data["categories"])),
    "slugified_categories": lambda post: "/".join(dict.fromkeys(map(_slugified, post.data["categories"]))),
    "output_ext": lambda post: _output_ending(post.data.get("permalink"), post.relative, post.options),
}
_TOKEN = later(r":([a-z_]+)")
_SLASHES = later("/+")
_UNRESERVED = later(r"[A-Za-z0-9_.~-]+")


def _replaced(name: str, post: _Named) -> str:
    """A token's value, percent-encoded; `:month_` is `:month` and a line, since the name of no token ends in one.

    What stands before a colon is the scheme of a URI to Jekyll's encoder. Raises `ValueError` where it cannot be one, `KeyError`
    for a token without a value.
    """
    bare = name.removesuffix("_")
    value = _DATE_TOKENS[bare](post.moment) if post.moment is not None and bare in _DATE_TOKENS else _TOKENS[bare](post)
    if _UNRESERVED.fullmatch(value):
        return value + name[len(bare) :]
    from urllib.parse import quote

    scheme = re.match("([^:/?#]+):", value)
    if scheme and not re.fullmatch("[A-Za-z][A-Za-z0-9.+-]*", scheme[1]):
        raise ValueError(f"no scheme: {scheme[1]}")
    return quote(value, safe="!$&'()*+,;=:@/?") + name[len(bare) :]


def _pretty(slug: str) -> str:
    """Jekyll's slug of mode `pretty` with its capitals kept."""
    kept = slug if _PRETTY.fullmatch(slug) else "".join(character if _is_pretty(character) else "-" for character in slug)
    return (re.sub("-+", "-", kept) if "--" in kept else kept).strip("-")


_PRETTY = later(r"[A-Za-z0-9._~!$&'()+,;=@-]*")


def _is_pretty(character: str) -> bool:
    from unicodedata import category

    kind = category(character)
    return kind[0] in "LM" or kind == "Nd" or character in "._~!$&'()+,;=@"


def _output_ending(permalink: object, relative: str, options: Mapping[str, Any]) -> str:
    """The ending a permalink has, else `.html` for Markdown and the file's own for anything else."""
    own = splitext(permalink)[1] if isinstance(permalink, str) and not permalink.endswith("/") else ""
    ending = splitext(relative)[1]
    return own or (".html" if ending.lower() in markdown_endings(options) else ending)
