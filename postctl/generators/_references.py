"""What generators share in how posts name each other."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from postctl.site import Post

RAW = r"\{%-?\s*(?P<raw>raw|comment)\s*-?%\}(?s:.*?)\{%-?\s*end(?P=raw)\s*-?%\}"
"""What Liquid and Nunjucks pass on as it is, or leave out."""


def home(*urls: object) -> str:
    """A regular expression of what may stand before an address: the site's own URLs, and the folders they end in."""
    found: dict[str, None] = {}
    for url in urls:
        split = urlsplit(url.strip()) if isinstance(url, str) and url.strip().isprintable() else None
        if split is None:
            continue
        folder = re.escape(split.path.rstrip("/"))
        if split.netloc:
            found[f"(?:(?i:https?):)?//{re.escape(split.netloc)}{folder}"] = None
        if folder:
            found[folder] = None
    return f"(?:{'|'.join(sorted(found, key=len, reverse=True))})(?=/)" if found else ""


def base(*urls: object) -> str:
    """The first of some addresses of the site that names a host on the web, without a `/` at its end; `''` where none does."""
    for url in urls:
        text = url.strip() if isinstance(url, str) else ""
        split = urlsplit(text) if text.isprintable() and not re.search(r"[\s<>\"'{}|\\^`]", text) else None
        if (
            split is not None
            and split.scheme.lower() in ("http", "https")
            and split.hostname
            and not (split.query or split.fragment)
        ):
            return text.rstrip("/")
    return ""


def below(path: str, folder: str) -> str:
    """A path as it counts from a folder, with a `/` in front; `''` for what is elsewhere."""
    if not folder:
        return f"/{path}"
    return path.removeprefix(folder) if path.startswith(f"{folder}/") else ""


def address(post: Post) -> tuple[str, ...]:
    """The names a post has by its address."""
    from postctl.links.books import address_names

    return address_names(post.url) if post.url is not None else ()
