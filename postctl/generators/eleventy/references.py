"""Addresses that the filter `url` completes: `{{ "/blog/a/" | url }}`."""

from __future__ import annotations

from postctl.generators._references import RAW, address
from postctl.model import Settings
from postctl.site import Notation, References


def references(settings: Settings) -> References:
    """Addresses in templates, which run before Markdown."""
    return References(
        "",
        tuple(
            Notation(
                rf"\{{\{{-?\s*{quote}(?P<name>/[^{quote}?#\n]*)[^{quote}\n]*{quote}\s*\|\s*(?:url|htmlBaseUrl)\b",
                address,
                "anywhere",
                encoded=True,
            )
            for quote in ("'", '"')
        ),
        raw=RAW,
    )
