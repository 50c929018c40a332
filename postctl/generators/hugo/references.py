"""`{{< ref "x" >}}` and `relref`, in all their forms; what Hugo finds under a name was found by asking it.

A name is a path from `content/`, with or without ending; or one that counts from the folder of the page, in a bundle from the
folder around it; or the bare name of a page, if no other has it (a dot in it then wants the ending). Case does not count, a blank
is a hyphen, `%20` too. A name that begins with `..` counts, in a bundle, from the bundle's own folder, and needs its ending.
Shortcodes are read in code and comments too.
"""

from __future__ import annotations

from posixpath import basename, dirname, splitext

from postctl.generators._references import base, below, home
from postctl.generators.hugo import config
from postctl.model import Settings
from postctl.site import Notation, Post, References

_HEAD = r"\{\{[<%]\s*(?:rel)?ref\s+(?:(?:[a-zA-Z]\w*=(?:\"[^\"\n]*\"|`[^`\n]*`|[^\s\"`>%}]+)\s+)*?path=)?"
_PATTERNS = (
    _HEAD + r'"(?P<name>[^"#\n]+)(?:#[^"\n]*)?"',
    _HEAD + r"`(?P<name>[^`#\n]+)(?:#[^`\n]*)?`",
    _HEAD + r"(?P<name>[^\s\"`#=>%}]+)(?:#[^\s\"`>%}]*)?(?=[\s>%])",
)


def references(settings: Settings) -> References:
    """Names of pages in shortcodes. Each language has its own."""
    mounts = config.mounts(settings.options)
    several_hosts = any("baseurl" in entry for entry in config.languages(settings.options).values())

    def inside(path: str) -> str:
        found = next((mount for mount in mounts if below(path, "" if mount.source == "." else mount.source)), None)
        if found is None:
            return ""
        rest = below(path, "" if found.source == "." else found.source)
        return f"/{found.target}{rest}" if found.target else rest

    def names(post: Post) -> tuple[str, ...]:
        path = inside(post.path)
        stem, ending = splitext(path)
        if post.place.lang and stem.endswith(f".{post.place.lang}"):
            stem = stem.removesuffix(f".{post.place.lang}")
        if not path:
            return ()
        if post.place.bundle:
            folder = dirname(stem)
            name = basename(folder)
            return (f"{folder}/index{ending}", folder, f"{folder}/", "", "" if "." in name else name)
        name = basename(stem)
        return (stem + ending, stem, f"{stem}/", name + ending, "" if "." in name else name)

    def folder(post: Post, name: str) -> str | None:
        own = dirname(inside(post.path))
        if not post.place.bundle:
            return own
        if name.startswith(".."):
            return own if splitext(name)[1] else None
        return dirname(own)

    def scope(post: Post) -> str:
        return post.place.lang or ""

    return References(
        home(settings.options.get("baseurl")),
        tuple(
            Notation(pattern, names, "anywhere", folder=folder, fold=_folded, scope=scope, encoded=True) for pattern in _PATTERNS
        ),
        tuple(mount.source for mount in mounts),
        base="" if several_hosts else base(settings.options.get("baseurl")),
    )


def _folded(name: str) -> str:
    return name.lower().replace(" ", "-")
