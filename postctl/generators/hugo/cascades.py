"""Front matter that a post does not have itself: what its sections, the site's configuration and the post cascade to it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from posixpath import dirname
from typing import Any

from postctl.generators._kept import kept
from postctl.generators.hugo.paths import matches
from postctl.model import FrontMatter

_NOT_VALUES = frozenset({"target", "_target", "params"})


def cascaded(own: FrontMatter, path: str, folder: str, lang: str, options: Mapping[str, Any]) -> FrontMatter:
    """The front matter of a post with all that is cascaded to it: its own first, then from the nearest section outwards.

    `path` is the post's in Hugo's page tree (`/posts/first`), `folder` where its file lies in the content.
    """
    front = dict(own)
    for block in _blocks(own, folder, options[":sections"].get(lang, {}), options):
        if _aimed_at(block.get("target") or block.get("_target"), path, lang):
            params = block.get("params")
            values = {**(params if isinstance(params, Mapping) else {}), **block}
            for key, value in values.items():
                if key.lower() not in _NOT_VALUES:
                    front.setdefault(key.lower(), value)
    return front


@kept
def cascading(options: Mapping[str, Any], lang: str) -> bool:
    """Whether anything is cascaded to posts of a language but by themselves."""
    return "cascade" in options or any("cascade" in front for front in options[":sections"].get(lang, {}).values())


def _blocks(
    own: FrontMatter, folder: str, sections: Mapping[str, FrontMatter], options: Mapping[str, Any]
) -> Iterator[Mapping[str, Any]]:
    yield from _tables(own.get("cascade"))
    while True:
        yield from _tables(sections.get(folder, {}).get("cascade"))
        if not folder:
            break
        folder = dirname(folder)
    yield from _tables(options.get("cascade"))


def _tables(cascade: object) -> list[Mapping[str, Any]]:
    tables = cascade if isinstance(cascade, list) else [cascade]
    return [table for table in tables if isinstance(table, Mapping)]


def _aimed_at(target: object, path: str, lang: str) -> bool:
    """Whether a post is meant; a block without a target is meant for all below it."""
    if not isinstance(target, Mapping):
        return True
    aims = {str(key).lower(): str(value) for key, value in target.items()}
    return (
        matches(aims.get("path", "**"), path)
        and matches(aims.get("kind", "page"), "page")
        and matches(aims.get("lang", "*"), lang)
        and matches(aims.get("environment", "*"), "production")
    )
