"""Links to files are all there is; the address of the site is `site_url`."""

from __future__ import annotations

from postctl.generators._references import base, home
from postctl.model import Settings
from postctl.site import References


def references(settings: Settings) -> References:
    """The address of the site."""
    url = settings.options.get("site_url")
    return References(home(url), base=base(url))
