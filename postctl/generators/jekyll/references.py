"""`{% post_url 2020-01-02-slug %}`, `{% link _posts/2020-01-02-slug.md %}`, and addresses that a filter completes.

Liquid runs before Markdown, so its tags count in code blocks too, but not between `{% raw %}` and `{% endraw %}`. A folder may
stand before the name of `post_url`, and then the post has to lie in it; without one Jekyll finds posts of any folder by date and
slug. The build ends over a name that no post has.
"""

from __future__ import annotations

from posixpath import basename, dirname, splitext

from postctl.generators._references import RAW, address, base, home
from postctl.generators._ruby import text
from postctl.generators.jekyll import files
from postctl.model import Settings
from postctl.site import Notation, Post, References

_TAG = r"\{%-?\s*"
_VARIABLES = r"(?:\{\{-?\s*site\.(?:url|baseurl)\s*-?\}\})+"


def references(settings: Settings) -> References:
    """Names of posts in Liquid tags and filters."""
    options = settings.options

    def relative(path: str) -> str:
        spot = files.spot(path, options)
        return spot.relative if spot is not None else ""

    def named(path: str) -> tuple[str, ...]:
        path = relative(path)
        folder, name = dirname(path), splitext(basename(path))[0]
        top, found, inside = f"/{folder}/".rpartition("/_posts/")
        if not found:
            return ()
        whole = "/".join(part for part in (top.strip("/"), inside.strip("/"), name) if part)
        return whole, name if name != whole else ""

    def dated(post: Post) -> tuple[str, ...]:
        day = post.date.iso[:10] if post.date is not None and post.date.iso else ""
        names = named(post.path)
        return (*names, f"{day}-{post.slug}" if day and f"{day}-{post.slug}" not in names else "") if names else ()

    folder, url = text(options.get("baseurl")), text(options.get("url"))
    whole = f"{url.rstrip('/')}/{folder.strip('/')}" if url else ""
    known = home(whole, url, folder)
    return References(
        f"(?:{_VARIABLES}|{known})(?=/)" if known else f"{_VARIABLES}(?=/)",
        (
            Notation(_TAG + r"post_url\s+/?(?P<name>[^%{}\n]*[^%{}\s-])\s*-?%\}", dated, "anywhere", named, strict=True),
            Notation(_TAG + r"link\s+/?(?P<name>[^%{}\n]*[^%{}\s-])\s*-?%\}", lambda post: (relative(post.path),), "anywhere"),
            *(Notation(_FILTERED.format(quote=quote), address, "anywhere", encoded=True) for quote in ("'", '"')),
        ),
        tuple(part for part in (files.source_folder(options),) if part),
        RAW,
        base(whole),
    )


_FILTERED = (
    r"\{{\{{-?\s*{quote}(?P<name>/[^{quote}?#\n]*)[^{quote}\n]*{quote}\s*\|\s*"
    r"(?:relative_url|absolute_url|prepend:\s*site\.(?:base)?url)\b"
)
