"""Which files Hexo takes for posts, and what it reads from their names by the rule `new_post_name`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from posixpath import normpath, splitext
from typing import Any

from postctl import globs
from postctl.errors import ConfigError
from postctl.generators._js_values import truthy
from postctl.generators._kept import kept
from postctl.model import Ignored, Place, Settings
from postctl.regexes import later
from postctl.values import NamedTuple

MARKDOWN = (".md", ".markdown", ".mkd", ".mkdn", ".mdwn", ".mdtxt", ".mdtext")
_ENDINGS = (*MARKDOWN, ".html", ".htm", ".njk", ".j2")
PARAMETER = later(r":(\w*[^_\W])", re.ASCII)
_SEGMENTS = {"year": r"(\d{4})", "month": r"(\d{2})", "day": r"(\d{2})", "i_month": r"(\d{1,2})", "i_day": r"(\d{1,2})"}
_OWN = frozenset({"title", "year", "month", "day", "i_month", "i_day", "hash"})
HIDDEN = later(r"(?:^|/)[_.]")


class Spot(NamedTuple):
    """Where a file lies for Hexo: `name` below `_posts` or `_drafts` (`folder`) of the source."""

    folder: str
    name: str

    @property
    def drafts(self) -> bool:
        """Whether it lies in `_drafts`."""
        return self.folder == "_drafts"


def spot(path: str, options: Mapping[str, Any]) -> Spot | None:
    """Where a file is; `None` if not among the posts. `path` is relative to the site's root."""
    source = source_folder(options)
    if source and not path.startswith(f"{source}/"):
        return None
    folder, _, name = (path.removeprefix(f"{source}/") if source else path).partition("/")
    return Spot(folder, name) if folder in ("_posts", "_drafts") and name else None


@kept
def source_folder(options: Mapping[str, Any]) -> str:
    """The `source_dir` of a site, relative to its root; `''` is the root."""
    path = normpath(str(options.get("source_dir") or "source"))
    return "" if path == "." or path.startswith(("/", "..")) else path


def new_post_name(options: Mapping[str, Any]) -> str:
    """The rule for the names of posts."""
    written = options.get("new_post_name")
    return written if isinstance(written, str) and written else ":title.md"


def filename_case(options: Mapping[str, Any]) -> int:
    """1 for lower, 2 for upper case; anything else leaves slugs as they are."""
    written = options.get("filename_case")
    return written if isinstance(written, int) else 0


def place(path: str, settings: Settings) -> Place | Ignored | None:
    """A post, or a file among the posts that Hexo could render and leaves out. What it cannot render is no post at all."""
    options = settings.options
    where = spot(path, options)
    ending = splitext(path)[1]
    if where is None or ending not in _ENDINGS:
        return None
    if HIDDEN.search(where.name):
        return Ignored(path, f"Hexo skips files and folders in {where.folder} whose names begin with _ or .")
    if truthy(options.get("post_asset_folder")) and ending != splitext(new_post_name(options))[1]:
        return _asset(path, ending, options)
    reason = _left_out(path, f"{where.folder}/{where.name}", options)
    if reason:
        return Ignored(path, reason, "change the pattern if it is meant as a post")
    return _place(path, where, options)


def _asset(path: str, ending: str, options: Mapping[str, Any]) -> Ignored | None:
    """With asset folders, a post ends as `new_post_name` does; all else is meant as an asset, Markdown perhaps not."""
    if ending not in MARKDOWN:
        return None
    wanted = splitext(new_post_name(options))[1]
    reason = (
        f"Hexo takes only {wanted or 'files without an ending'} for posts, as new_post_name says, for post_asset_folder is on"
    )
    return Ignored(path, reason, f"rename it to end in {wanted}" if wanted else "")


def _left_out(path: str, below: str, options: Mapping[str, Any]) -> str:
    """Why a setting keeps a file out, or `''`."""
    skipped, ignored = _patterns(options, "skip_render"), _patterns(options, "ignore")
    if not skipped and not ignored:
        return ""
    try:
        if globs.matcher(skipped)(below):
            return "`skip_render` matches it, and Hexo makes no post of what it does not render"
        whole = globs.matcher(pattern for pattern in ignored if pattern.startswith("**"))
    except ConfigError:
        return ""
    parts = path.split("/")
    found = any(whole("/".join(parts[:depth])) for depth in range(1, len(parts) + 1))
    return "`ignore` matches it, so Hexo does not look at it" if found else ""


def _patterns(options: Mapping[str, Any], key: str) -> tuple[str, ...]:
    """Globs; those of `ignore` are held against absolute paths, so only ones that begin with `**` can fit."""
    written = options.get(key)
    return tuple(each for each in (written if isinstance(written, list) else [written]) if isinstance(each, str) and each)


def _place(path: str, where: Spot, options: Mapping[str, Any]) -> Place:
    parts = parsed(where.name, options)
    section, _, name = parts["title"].rpartition("/")
    lang = parts.get("lang")
    assets = splitext(path)[0] if truthy(options.get("post_asset_folder")) else ""
    return Place(name, _day(parts), section, lang, drafts=where.drafts, assets=assets)


def _day(parts: Mapping[str, str]) -> str | None:
    from datetime import date

    numbers = name_date(parts)
    try:
        return date(*numbers).isoformat() if numbers else None
    except ValueError:
        return None


# --- languages ----------------------------------------------------------------------------------------------------------


def languages(settings: Settings) -> tuple[str, ...]:
    """The languages of the site, the usual one first."""
    written = settings.options.get("language")
    codes = written if isinstance(written, list) else [written]
    return tuple(dict.fromkeys(code for code in codes if isinstance(code, str) and code and code != "default"))


def in_language(path: str, lang: str, settings: Settings) -> str | None:
    """Where a post lies in another language, if `new_post_name` has `:lang`."""
    where, rule = spot(path, settings.options), splitext(new_post_name(settings.options))[0]
    if where is None or "lang" not in PARAMETER.findall(rule):
        return None
    name = filled(rule, {**parsed(where.name, settings.options), "lang": lang})
    return f"{path.removesuffix(where.name)}{name}{splitext(path)[1]}"


# --- names --------------------------------------------------------------------------------------------------------------


def name_date(parts: Mapping[str, str]) -> tuple[int, int, int] | None:
    """Year, month and day of a name, if it has all three."""
    year, month, day = parts.get("year"), parts.get("month") or parts.get("i_month"), parts.get("day") or parts.get("i_day")
    return (int(year), int(month), int(day)) if year and month and day else None


def parsed(name: str, options: Mapping[str, Any]) -> dict[str, str]:
    """What the rule finds in a name below `_posts`; `title`, the slug of the post, is always there."""
    from postctl.slugs.hexo import slug

    stem = splitext(name)[0]
    pattern, names = _compiled(splitext(new_post_name(options))[0])
    found = pattern.match(stem)
    parts = dict(zip(names, found.groups(), strict=True)) if found else {}
    return parts if "title" in parts else {**parts, "title": slug(stem)}


def loose(parts: Mapping[str, str]) -> dict[str, str]:
    """The parts of a name that go before front matter."""
    return {key: value for key, value in parts.items() if key not in _OWN}


@lru_cache(maxsize=16)
def _compiled(rule: str) -> tuple[re.Pattern[str], tuple[str, ...]]:
    pieces = PARAMETER.split(rule)
    texts, names = pieces[::2], pieces[1::2]
    between: Iterable[str] = (_SEGMENTS.get(name, r"([0-9a-f]{12})" if name == "hash" else r"([^\n]+?)") for name in names)
    source = re.escape(texts[0]) + "".join(group + re.escape(text) for group, text in zip(between, texts[1:], strict=True))
    return re.compile(rf"{source}\Z", re.ASCII), tuple(names)


def filled(rule: str, values: Mapping[str, str]) -> str:
    """A rule with its tokens replaced; one without a value is the word `undefined`, as Hexo has it."""
    return PARAMETER.sub(lambda found: values.get(found[1], "undefined"), rule)
