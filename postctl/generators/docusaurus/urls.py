"""The URL of a post: `baseUrl`, `routeBasePath` and slug put together as Docusaurus's `normalizeUrl` does, then `trailingSlash`.

It is what `permalink` is to Docusaurus: text that is not percent-encoded.
"""

from __future__ import annotations

import re

from postctl.regexes import later

_PROTOCOL = later(r"([^/:]+):/*")


def address(base: str, route: str, slug: str, *, slash: bool | None) -> str:
    """The URL of a post, with or without a slash at its end as `slash` says; `None`: as it comes."""
    return _ended(joined(base, route, slug), base, slash)


def joined(*parts: str) -> str:
    """Parts of a URL with one slash between them, and none before a query or a fragment; further `?` become `&`."""
    first, *others = parts
    first = _PROTOCOL.sub(r"\1://", first, count=1) if _PROTOCOL.match(first) else first
    found: list[str] = []
    slash_ends = slash_begins = False
    last = len(others)
    for number, whole in enumerate((first, *others)):
        part = whole
        if part == "":
            if number == last and slash_ends:
                found.append("/")
            continue
        if part != "/":
            if number:
                part = re.sub(r"^/+", "/" if part.startswith("/") and not slash_begins else "", part)
            slash_ends = part.endswith("/")
            part = re.sub(r"/+\Z", "/" if number == last else "", part)
        slash_begins = True
        found.append(part)
    return _tidy("/".join(found))


def _tidy(text: str) -> str:
    text = re.sub(r"/(\?|&|#[^!/])", r"\1", text)
    path, mark, query = text.partition("?")
    text = path + mark + query.replace("?", "&")
    text = re.sub(r"([^:/]/)/+", r"\1", text)
    return re.sub(r"^/+", "/", text)


def _ended(url: str, base: str, slash: bool | None) -> str:
    if slash is None or url.startswith("#"):
        return url
    path = re.split(r"[#?]", url, maxsplit=1)[0]
    if path in ("/", base):
        return url
    ended = (path if path.endswith("/") else f"{path}/") if slash else path.removesuffix("/")
    return url.replace(path, ended, 1)
