"""`@/blog/a.md`: the path of a page from `content/`, as the target of a link. The build ends where no page is there."""

from __future__ import annotations

from postctl.generators._references import base, below, home
from postctl.generators.zola import config
from postctl.model import Settings
from postctl.site import Notation, Post, References

_CONTENT = config.CONTENT.rstrip("/")


def _names(post: Post) -> tuple[str, ...]:
    return (below(post.path, _CONTENT),)


def _files(path: str) -> tuple[str, ...]:
    return (below(path, _CONTENT),)


def references(settings: Settings) -> References:
    """Names of pages in targets, and in the arguments of shortcodes."""
    return References(
        home(settings.options.get("base_url")),
        (
            Notation(r"@/(?P<name>[^?#]+)", _names, files=_files, strict=True),
            Notation(r"""(?:\{\{|\{%)[^{}\n]*?["'`]@/(?P<name>[^"'`#?\n]+)[^"'`\n]*["'`]""", _names, "anywhere", _files),
        ),
        (_CONTENT,),
        base=base(settings.options.get("base_url")),
    )
