"""The address a site is served at, as far as its own configuration says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from urllib.parse import quote, urlsplit

from postctl.model import Settings

_NAMES = ("baseurl", "base_url", "site_url", "SITEURL", "SITE_URL", "url", "site")
_KEPT = "/:?#[]@!$&'()*+,;=%~"


def home(settings: Settings) -> str:
    """The address without a slash at its end; `''` where nobody says it."""
    return next((url for url in map(_web, _said(settings)) if url), "")


def address(url: str) -> str:
    """An address in ASCII, as programs that read it want it."""
    return quote(url, safe=_KEPT)


def _said(settings: Settings) -> Iterator[object]:
    options = settings.options
    url, folder = options.get("url"), options.get("baseurl")
    if isinstance(url, str) and isinstance(folder, str) and folder.startswith("/"):  # Jekyll says it in two parts
        yield f"{url.rstrip('/')}{folder}"
    yield from (options.get(name) for name in _NAMES)
    yield getattr(options.get("config"), "url", None)
    site = options.get("site")
    if isinstance(site, Mapping):
        yield site.get("base_url")


def _web(url: object) -> str:
    if not isinstance(url, str) or not url.isprintable():
        return ""
    try:
        split = urlsplit(url.strip())
    except ValueError:
        return ""
    return url.strip().rstrip("/") if split.scheme.lower() in ("http", "https") and split.netloc else ""
