"""Which files Jekyll takes for posts, and the defaults its configuration gives them by path.

Jekyll walks down from its source, past everything special (`.` `_` `#` `~`), backed up (`~` at the end) or excluded, and
reads each `_posts` and `_drafts` folder it meets, to any depth. `include` lets anything in again but dot folders inside those.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from fnmatch import fnmatchcase
from functools import lru_cache, partial
from posixpath import basename, normpath, splitext
from typing import Any

from postctl.generators._kept import kept
from postctl.generators._ruby import listed, text
from postctl.once import once
from postctl.regexes import later
from postctl.values import NamedTuple

DATED = later(r"^(?>.+/)*?(\d{2,4}-\d{1,2}-\d{1,2})-([^/]*)(\.[^.]+)$", re.MULTILINE | re.ASCII)
_EXCLUDED = (
    *(".sass-cache", ".jekyll-cache", "gemfiles", "Gemfile", "Gemfile.lock", "node_modules"),
    *("vendor/bundle/", "vendor/cache/", "vendor/gems/", "vendor/ruby/"),
)


class Spot(NamedTuple):
    """Where a file lies for Jekyll: `folder/magic/entry` below the source, `magic` being `_posts` or `_drafts`.

    `relative` is its path below `collections_dir`, by which Jekyll knows it.
    """

    folder: str
    magic: str
    entry: str
    relative: str

    @property
    def drafts(self) -> bool:
        """Whether it lies in `_drafts`."""
        return self.magic == "_drafts"


@once
def spot(path: str, options: Mapping[str, Any]) -> Spot | None:
    """Where a file is, or `None` if Jekyll does not come by there. `path` is relative to the site's root."""
    above, _, name = path.rpartition("/")
    home = _folders(options)(above)
    if home is None:
        return None
    return Spot(home.folder, home.magic, f"{home.entry}/{name}" if home.entry else name, f"{home.relative}/{name}")


@kept
def _folders(options: Mapping[str, Any]) -> Callable[[str], Spot | None]:
    """Where the folders of a site are, each looked at once: posts of one are read after each other."""
    return lru_cache(maxsize=64)(partial(_folder, options))


def _folder(options: Mapping[str, Any], path: str) -> Spot | None:
    """The same for a folder in which posts may lie."""
    source = source_folder(options)
    parts = f"{path}/".removeprefix(f"{source}/").split("/")[:-1]
    if source and not f"{path}/".startswith(f"{source}/"):
        return None
    for depth, part in enumerate(parts):
        folder = "/".join(parts[:depth])
        if part in ("_posts", "_drafts"):
            home = collections_folder(options)
            inside = not home or f"{folder}/".startswith(f"{home}/")
            return Spot(folder, part, "/".join(parts[depth + 1 :]), _below("/".join(parts), home)) if inside else None
        if left_out(folder, part, options) or special(part, options) or _is_destination(f"{folder}/{part}", options):
            return None
    return None


def left_out(folder: str, entry: str, options: Mapping[str, Any]) -> bool:
    """Whether a leading dot, a final `.` or `~`, or `exclude` keeps Jekyll from an entry of a folder, and `include` does not."""
    if entry.endswith(".") or any(part.startswith(".") for part in entry.split("/")):
        return True
    excluded = listed(_excludes(options), joined(folder, entry))
    return (excluded or entry.endswith("~")) and not _included(entry, options)


def special(entry: str, options: Mapping[str, Any]) -> bool:
    """Whether an entry of a folder, or its last part, begins with a sign that keeps Jekyll away. Those between do not."""
    return (entry[0] in "_#~" or basename(entry)[0] in "_#~") and not _included(entry, options)


def joined(folder: str, name: str) -> str:
    """A path of the parts that are not empty."""
    return "/".join(part for part in (folder, name) if part)


@kept
def source_folder(options: Mapping[str, Any]) -> str:
    """The `source` of a site, relative to its root; `''` is the root."""
    path = normpath(str(options.get("source") or "."))
    return "" if path == "." or path.startswith(("/", "..")) else path


def collections_folder(options: Mapping[str, Any]) -> str:
    """The folder outside of which there are no posts, relative to the source; `''` is the source."""
    return str(options.get("collections_dir") or "")


@kept
def destination(options: Mapping[str, Any]) -> str:
    """Where the site is built, relative to its root."""
    return normpath(str(options.get("destination") or "_site"))


@kept
def markdown_endings(options: Mapping[str, Any]) -> tuple[str, ...]:
    """The file name endings that mean Markdown, with their dots; a blank behind a comma is part of the ending."""
    return tuple(f".{name.lower()}" for name in str(options.get("markdown_ext") or "markdown,mkdown,mkdn,mkd,md").split(","))


def name_slug(relative: str) -> str:
    """The slug in a file name: without date, ending and final dots."""
    dated = DATED.search(relative)
    return (dated[2] if dated else splitext(basename(relative))[0]).rstrip(".")


def categories(spot: Spot) -> tuple[str, ...]:
    """The folders above: `es/_posts/x.md` is in category `es`, `_posts/es/x.md` is in none."""
    return tuple(part for part in spot.relative.partition(spot.magic)[0].split("/") if part)


def defaults(spot: Spot, options: Mapping[str, Any]) -> dict[str, Any]:
    """The values of all default sets whose scope a post is in; the longer path wins, then the one with a type, then the last."""
    found: dict[str, Any] = {}
    best: Mapping[str, Any] | None = None
    for scope, values in _sets(options.get("defaults")):
        if not _in_scope(scope, spot.relative, collections_folder(options)):
            continue
        if best is None or _precedes(scope, best):
            found, best = laid_over(found, values), scope
        else:
            found = laid_over(values, found)
    return found


def laid_over(low: Mapping[str, Any], high: Mapping[str, Any]) -> dict[str, Any]:
    """Both maps in one, where `high` wins unless it says null."""
    return {**low, **{key: value for key, value in high.items() if value is not None or key not in low}}


def _is_destination(path: str, options: Mapping[str, Any]) -> bool:
    return joined(source_folder(options), path.strip("/")) == destination(options)


def _below(path: str, folder: str) -> str:
    return path.removeprefix(f"{folder}/") if folder else path


def _included(entry: str, options: Mapping[str, Any]) -> bool:
    patterns = _patterns(options, "include")
    return listed(patterns, entry) or listed(patterns, basename(entry))


@kept
def _excludes(options: Mapping[str, Any]) -> tuple[str, ...]:
    included = _patterns(options, "include")
    return tuple(pattern for pattern in (*_patterns(options, "exclude"), *_EXCLUDED) if pattern not in included)


@kept
def _patterns(options: Mapping[str, Any], key: str) -> tuple[str, ...]:
    value = options.get(key)
    return tuple(item.lstrip("/") for item in value if isinstance(item, str)) if isinstance(value, list) else ()


def _sets(sets: object) -> Iterator[tuple[Mapping[str, Any], Mapping[str, Any]]]:
    for item in sets if isinstance(sets, list) else ():
        if isinstance(item, dict) and isinstance(item.get("values"), dict):
            scope = item.get("scope")
            yield (scope if isinstance(scope, dict) else {}), item["values"]


def _precedes(scope: Mapping[str, Any], best: Mapping[str, Any]) -> bool:
    new, old = (len(text(each.get("path")).removeprefix("/")) for each in (scope, best))
    return new > old if new != old else "type" in scope or "type" not in best


def _in_scope(scope: Mapping[str, Any], relative: str, home: str) -> bool:
    """Posts and drafts are both of type `posts`; a path is the beginning of the post's, and may have globs."""
    if "type" in scope and scope["type"] not in ("posts", "post"):
        return False
    path = scope.get("path")
    if not isinstance(path, str) or not path:
        return True
    if "*" not in path:
        return relative.startswith(_below(path, home))
    parts = relative.split("/")
    return any(_glob(_below(path, home).split("/"), parts[: depth + 1]) for depth in range(len(parts)))


def _glob(pattern: list[str], parts: list[str]) -> bool:
    """`Dir.glob`: `*` stays inside a folder, `**/` passes any number of them."""
    if not pattern:
        return not parts
    if pattern[0] == "**" and len(pattern) > 1:
        return any(_glob(pattern[1:], parts[depth:]) for depth in range(len(parts) + 1))
    return bool(parts) and fnmatchcase(parts[0], pattern[0]) and _glob(pattern[1:], parts[1:])
