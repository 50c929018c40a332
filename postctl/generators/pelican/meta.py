"""What Pelican knows of an article before it reads its text, and what the text's keys make of that.

Later ones win: `DEFAULT_METADATA`, `EXTRA_PATH_METADATA`, what `FILENAME_METADATA`, `PATH_METADATA` and the folder say, the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from fnmatch import fnmatchcase
from functools import lru_cache
from posixpath import basename, dirname, splitext
from typing import Any

from postctl.model import FrontMatter
from postctl.regexes import later

FILENAME_METADATA = r"(?P<date>\d{4}-\d{2}-\d{2}).*"
_ONCE = frozenset("tags date modified status category author save_as authors url slug".split())
_EMPTY_SAYS_NOTHING = frozenset("tags status category author authors slug".split())
_LONGEST = 300  # characters of a path or title that a pattern of the site's own is tried on
_ESCAPED = later(r"\\.", re.DOTALL)
_REPEATED_GROUP = later(r"\)(?:[*+]|\{)")
_REPEATED = later(r"[*+]|\{\d*,\d*\}")
_EITHER = later(r"(?<!\()\?|\|")


class Unknown(LookupError):
    """What only running the site's configuration could tell."""


def option(options: Mapping[str, Any], name: str, default: Any) -> Any:
    """A setting, or Pelican's default. Raises `Unknown` for one that is set to what is no constant."""
    if name in options.get("unknown", ()):
        raise Unknown(name)
    return options.get(name, default)


def known(options: Mapping[str, Any], name: str, default: Any) -> Any:
    """The same, with the default also for what cannot be known."""
    return options.get(name, default)


def texts(value: object) -> list[str]:
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []


def inside(path: str, options: Mapping[str, Any]) -> str | None:
    """A path relative to the content folder, or `None` for one that does not lie in it."""
    home = options.get("home") or ""
    if not home:
        return path
    return path.removeprefix(f"{home}/") if path.startswith(f"{home}/") else None


# --- which files ------------------------------------------------------------------------------------------------------


def is_article(path: str, options: Mapping[str, Any]) -> bool:
    """Whether Pelican looks for articles at this place, relative to the content folder."""
    roots = known(options, "ARTICLE_PATHS", [""])
    pages = known(options, "PAGE_PATHS", ["pages"])
    excluded = [*texts(known(options, "ARTICLE_EXCLUDES", [])), *(texts(pages) if isinstance(pages, list) else ["pages"])]
    ignores = texts(known(options, "IGNORE_FILES", ["**/.*"]))
    for root in texts(roots) if isinstance(roots, list) else [""]:
        if path == root:
            return True
        lead = f"{root.rstrip('/')}/" if root else ""
        if path.startswith(lead) and not _left_out(path, lead, excluded, ignores):
            return True
    return False


def _left_out(path: str, lead: str, excluded: list[str], ignores: list[str]) -> bool:
    """Below a folder that is excluded by exactly its path, or one whose name fits a pattern."""
    if any(path.startswith(f"{folder}/") and folder.startswith(lead) for folder in excluded if folder and folder[-1] != "/"):
        return True
    return any(fnmatchcase(part, pattern) for part in path.removeprefix(lead).split("/") for pattern in ignores)


# --- what is known of one ---------------------------------------------------------------------------------------------


def gathered(path: str, front: FrontMatter, options: Mapping[str, Any]) -> dict[str, Any]:
    """The metadata of the article at a path relative to the content folder: texts, or lists of them, by key in lower case."""
    data: dict[str, Any] = dict(_defaults(options))
    data |= _extra(path, options) | of_path(path, options)
    for key, value in front.items():
        lines = str(value).split("\n")
        said: Any = lines[0].strip() if key in _ONCE else lines if len(lines) > 1 else lines[0]
        if said or key not in _EMPTY_SAYS_NOTHING:
            data[key] = said
    return data


def _defaults(options: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    said = known(options, "DEFAULT_METADATA", {})
    if isinstance(said, dict):
        yield from ((str(key).lower(), value) for key, value in said.items() if value is not None)
    category = known(options, "DEFAULT_CATEGORY", "misc")
    if known(options, "CATEGORY_SAVE_AS", True) and isinstance(category, str):
        yield "category", category


def _extra(path: str, options: Mapping[str, Any]) -> dict[str, Any]:
    said = known(options, "EXTRA_PATH_METADATA", {})
    data: dict[str, Any] = {}
    for place in sorted(filter(lambda key: isinstance(key, str), said if isinstance(said, dict) else {})):
        if isinstance(said[place], dict) and (path == place or path.startswith(place if place.endswith("/") else f"{place}/")):
            data |= {str(key).lower(): value for key, value in said[place].items()}
    return data


def of_path(path: str, options: Mapping[str, Any]) -> dict[str, str]:
    """What the name and the folders of an article say, by the site's own patterns."""
    name, folder = splitext(basename(path))[0], basename(dirname(path))
    by_name = known(options, "FILENAME_METADATA", FILENAME_METADATA)
    by_name = by_name if isinstance(by_name, str) else FILENAME_METADATA
    checks = [(by_name, name), (known(options, "PATH_METADATA", ""), path)]
    found: dict[str, str] = {}
    for pattern, text in checks:
        for key, value in _groups(pattern, text).items():
            found.setdefault(key.lower(), value)
    if folder and known(options, "USE_FOLDER_AS_CATEGORY", True) and known(options, "CATEGORY_SAVE_AS", True):
        found.setdefault("category", folder)
    return {key: value for key, value in found.items() if value.strip() or key not in _EMPTY_SAYS_NOTHING}


def reads_paths(options: Mapping[str, Any]) -> bool:
    """Whether the patterns for names and paths are known, so that a slug or a date cannot hide in them."""
    patterns = [option(options, name, "") for name in ("FILENAME_METADATA", "PATH_METADATA") if name in options]
    return all(tame(pattern) for pattern in patterns if isinstance(pattern, str))


def _groups(pattern: object, text: str) -> dict[str, str]:
    if not isinstance(pattern, str) or not pattern or not text or len(text) > _LONGEST or not tame(pattern):
        return {}
    match = re.match(pattern, text)
    return {key: value for key, value in match.groupdict().items() if value is not None} if match else {}


@lru_cache(maxsize=64)
def tame(pattern: str) -> bool:
    """Whether a regular expression of the site's configuration is one, and cannot take long.

    No group is repeated, and few things are; few may be one or the other. So trying it costs at most the cube of a short text.
    """
    bare = _ESCAPED.sub("e", pattern)
    if (
        len(pattern) > _LONGEST
        or _REPEATED_GROUP.search(bare)
        or len(_REPEATED.findall(bare)) > 3
        or len(_EITHER.findall(bare)) > 8
    ):
        return False
    try:
        re.compile(pattern)
    except (re.error, OverflowError, RecursionError):
        return False
    return True
