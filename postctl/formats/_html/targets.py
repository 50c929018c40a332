"""Addresses in a page: where a link may lead, and what stands in the place of an image that is not in the page itself."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from html import escape
from urllib.parse import quote

from postctl.escaping import visible
from postctl.regexes import later
from postctl.values import dataclass, field

_OPENED = later(r"(?:https?|mailto|tel):", re.IGNORECASE)
_SCHEME = later(r"[A-Za-z][A-Za-z0-9+.-]*:")
_IGNORED_BY_BROWSERS = later(r"[\x00-\x20\x7f-\xa0]+")
_DATA = later(r"data:image/(?:png|jpeg|gif|webp|avif|svg\+xml|bmp|x-icon);base64,[A-Za-z0-9+/]*={0,2}")


@dataclass(frozen=True, slots=True)
class Look:
    """What is known of a body from outside of it.

    `anchors`: the ids of its headings by their text, in order. `links`: for a target as it is written, the address on the web
    (`''`: none) and what it is. `pictures`: for a target, the image as a `data:` address, or why there is none.
    """

    anchors: Mapping[str, Sequence[str]] = field(default_factory=dict)
    links: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    pictures: Mapping[str, str] = field(default_factory=dict)


def shown(text: str) -> str:
    """A text of strangers as HTML, also between double quotes."""
    return escape(visible(text))


def web_address(url: str) -> str | None:
    """An address that a link may have: on the web, of mail, or in the page itself. `None` for every other."""
    text = _IGNORED_BY_BROWSERS.sub("", url)
    if text.startswith("#"):
        return "#" + quote(text[1:], safe="!$&'()*+,;=:@/?-._~%")
    if text.startswith("//"):
        text = f"https:{text}"
    if not _OPENED.match(text):
        return None
    return quote(text, safe="!#$&'()*+,/:;=?@[]-._~%", errors="replace")


def link(url: str, title: str, look: Look) -> tuple[str, str]:
    """The opening and the closing tag of a link. One that leads to a file has nowhere to lead to; it says what it means."""
    known, what = look.links.get(url, ("", ""))
    address = web_address(known or url)
    said = " · ".join(filter(None, (title, what)))
    titled = f' title="{shown(said)}"' if said else ""
    if address is None:
        where = titled or f' title="{shown(url)}"'
        return f'<span class="elsewhere"{where}>', "</span>"
    rel = "" if address.startswith("#") else ' rel="noopener noreferrer nofollow"'
    return f'<a href="{shown(address)}"{titled}{rel}>', "</a>"


def picture(url: str, alt: str, title: str, look: Look, size: str = "") -> str:
    """An image, or a box that says which one is meant."""
    found = look.pictures.get(url, "")
    if _DATA.fullmatch(found):
        titled = f' title="{shown(title)}"' if title else ""
        return f'<img src="{found}" alt="{shown(alt)}"{titled}{size}>'
    why = found or ("on the web, not loaded" if _SCHEME.match(url) or url.startswith("//") else "not in this page")
    label = shown(alt or "image")
    return (
        f'<span class="picture" role="img" aria-label="{label}"><b>{label}</b> <small>{shown(url)} · {shown(why)}</small></span>'
    )
