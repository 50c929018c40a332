"""`link://slug/a` and `link://filename/posts/a.md`."""

from __future__ import annotations

from postctl.generators._references import base, home
from postctl.model import Settings
from postctl.site import Notation, References


def references(settings: Settings) -> References:
    """Names of posts in targets: the slug, or the path from the root of the site."""
    return References(
        home(settings.options.get("SITE_URL"), settings.options.get("BASE_URL")),
        (
            Notation(r"(?i:link://)slug(?:_source)?/(?P<name>[^?#]+)", lambda post: (post.slug,)),
            Notation(r"(?i:link://)filename/(?P<name>[^?#]+)", lambda post: (post.path,)),
        ),
        base=base(settings.options.get("BASE_URL"), settings.options.get("SITE_URL")),
    )
