"""`{% post_link slug %}` and `{% post_path slug %}`, which take a title too. Tags in code blocks are text."""

from __future__ import annotations

from postctl.generators._references import RAW, base, home
from postctl.model import Settings
from postctl.site import Notation, Post, References

_TAG = r"\{%-?\s*post_(?:link|path)\s+"


def _names(post: Post) -> tuple[str, ...]:
    return (post.slug, post.title)


def references(settings: Settings) -> References:
    """Names of posts in tags."""
    return References(
        home(settings.options.get("url"), settings.options.get("root")),
        (
            Notation(_TAG + r'"(?P<name>[^"#\n]+)', _names, "prose"),
            Notation(_TAG + r"'(?P<name>[^'#\n]+)", _names, "prose"),
            Notation(_TAG + r"""(?P<name>[^\s"'#%]+)""", _names, "prose"),
        ),
        raw=RAW,
        base=base(settings.options.get("url")),
    )
