"""Whether Hugo publishes a post, by its marks: `draft`, `published`, `build`, `headless`; and what an author may have meant.

* `draft` goes through Go's `ParseBool`: `true`, `"true"`, `"T"`, `1` and any other number but 0 hide; `yes` and `on` are
  strings in YAML 1.2, which Hugo reads, and strings that are no boolean do not hide.
* `published: false` hides too, but it is also a name of `publishDate`: where none stands before it, the build fails with "not a
  parsable date". `draft` beside it wins. Empty it hides.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from postctl.generators.hugo.config import HTML, true
from postctl.generators.hugo.dates import Dates
from postctl.model import Date, FrontMatter, Status, Verdict

_HTML = tuple(HTML)
_WORDS = dict.fromkeys(("1", "t", "T", "TRUE", "true", "True"), True) | dict.fromkeys(
    ("0", "f", "F", "FALSE", "false", "False"), False
)
_MEANS_YES = frozenset({"yes", "y", "on", "true", "draft", "1", "x"})
_MEANS_NO = frozenset({"no", "n", "off", "false", "draft", "0", "never"})
_DRAFT_STATES = frozenset({"draft", "private", "pending", "hidden", "unpublished", "wip"})


def boolean(value: object) -> bool | None:
    """What Go's `cast.ToBoolE` makes of a value; `None` where it refuses."""
    if value is None:
        return False
    if isinstance(value, bool | int | float):
        return bool(value)
    return _WORDS.get(value) if isinstance(value, str) else None


def verdict(front: FrontMatter, own: FrontMatter, dates: Dates, path: str, options: Mapping[str, Any]) -> Verdict:
    """The verdict on a post. `front` includes what its sections cascade to it, `own` does not."""
    simple = not dates.failed and _RARE.isdisjoint(front) and not path.lower().endswith(_HTML)
    failure = None if simple else _failure(front, dates, path, options)
    hidden, key = _draft(front, dates)
    if hidden and not true(options.get("builddrafts")):
        return _shared(Status.DRAFT, _reason(front, own, key), key, failure, fatal=failure is not None)
    trap = failure or ("" if simple and isinstance(front.get("draft"), bool) else _trap(front, path)) or None
    unlisted = "" if simple else _unlisted(front)
    if unlisted:
        return Verdict(Status.UNLISTED, unlisted, unlisted.partition(":")[0], trap, fatal=failure is not None)
    if hidden:
        return Verdict(None, f"{_reason(front, own, key)}, but `buildDrafts` is on", key, trap, fatal=failure is not None)
    return _shared(None, _reason(front, own, key), key, trap, fatal=failure is not None)


_RARE = frozenset({"published", "build", "params", "_build", "url", "aliases", "headless", "status", "is_draft"})
"""The keys besides `draft` that have a say in a verdict; most posts have none of them."""


@lru_cache(maxsize=64)
def _shared(hidden: Status | None, reason: str, key: str | None, trap: str | None, *, fatal: bool) -> Verdict:
    """The same verdict for all posts of which the same is to be said."""
    return Verdict(hidden, reason, key, trap, fatal=fatal)


def _draft(front: FrontMatter, dates: Dates) -> tuple[bool, str | None]:
    """Whether it is a draft, and the key that says so."""
    if "draft" in front:
        return bool(boolean(front["draft"])), "draft"
    published = dates.params.get("published")
    if "published" in front and not isinstance(published, Date) and (value := boolean(published)) is not None:
        return not value, "published"
    return False, None


def _reason(front: FrontMatter, own: FrontMatter, key: str | None) -> str:
    if key is None:
        return "no draft mark"
    written = f"{key}: {_shown(front[key])}".rstrip()
    return written if key in own else f"{written} (from a cascade)"


def _shown(value: object) -> str:
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _build(front: FrontMatter) -> Mapping[str, Any]:
    """The table `build`, its keys in lower case."""
    build = front.get("build")
    return {str(key).lower(): value for key, value in build.items()} if build and isinstance(build, Mapping) else {}


def _unlisted(front: FrontMatter) -> str:
    """The reason why a page is not in the site's lists, or has no page of its own; `''` if neither."""
    table = _build(front)
    if boolean(front.get("headless")):
        return "headless: true"
    render = table.get("render", "always")
    if render in ("never", "link", False, 0, "0"):
        return f"build: render: {_shown(render)}"
    listed = table.get("list", "always")
    return f"build: list: {_shown(listed)}" if listed in ("never", False, 0, "0") else ""


def rendered(front: FrontMatter) -> bool:
    """Whether the page has an address."""
    if "build" not in front and "headless" not in front:
        return True
    table = _build(front)
    return not boolean(front.get("headless")) and table.get("render", "always") not in ("never", False, 0, "0")


# --- what an author may have meant ------------------------------------------------------------------------------------


def _trap(front: FrontMatter, path: str) -> str:
    """A sentence about a mark that hides the post in its author's eyes, and not in Hugo's."""
    draft = front.get("draft")
    if isinstance(draft, str) and boolean(draft) is None and draft.strip().lower() in _MEANS_YES:
        return f"Hugo publishes this post: `{draft.strip()}` is a string in YAML 1.2, and only `true` makes a draft"
    if isinstance(draft, list | dict) and draft:
        return "Hugo publishes this post: `draft` has to be `true`, not a list or a table"
    published = front.get("published")
    if "draft" not in front and _means_no(published):
        return (
            f"Hugo publishes this post: `published: {_shown(published)}` says nothing to it, and only `draft: true` makes a draft"
        )
    if "draft" not in front and (other := _other_mark(front)):
        return f"Hugo publishes this post: it does not know `{other}`, and only `draft: true` makes a draft"
    if "draft" not in front and (folder := _draft_folder(path)):
        return f"Hugo publishes this post: the folder `{folder}` means nothing to it, and only `draft: true` makes a draft"
    return _case_trap(front)


def _means_no(value: object) -> bool:
    if isinstance(value, str):
        return boolean(value) is None and value.strip().lower() in _MEANS_NO
    return isinstance(value, int) and value == 0 and not isinstance(value, bool)


def _other_mark(front: FrontMatter) -> str:
    state = front.get("status")
    if isinstance(state, str) and state.strip().lower() in _DRAFT_STATES:
        return f"status: {state.strip()}"
    if boolean(front.get("is_draft")):
        return f"is_draft: {_shown(front['is_draft'])}"
    params = front.get("params")
    return "draft` below `params" if isinstance(params, Mapping) and boolean(params.get("draft")) else ""


def _draft_folder(path: str) -> str:
    return next((f"{part}/" for part in path.split("/")[:-1] if part.lower() in {"_drafts", "drafts"}), "")


def _case_trap(front: FrontMatter) -> str:
    build = front.get("build")
    for key, value in build.items() if isinstance(build, Mapping) else ():
        if key.lower() in {"list", "render"} and isinstance(value, str) and value != value.lower():
            return f"Hugo lists and renders this post: `build: {key}` has to be `{value.lower()}`, in lower case"
    return ""


# --- what ends the build ----------------------------------------------------------------------------------------------


def _failure(front: FrontMatter, dates: Dates, path: str, options: Mapping[str, Any]) -> str | None:
    """A sentence about front matter over which Hugo's build fails, or `None`."""
    if "published" in dates.failed:
        return "Hugo's build fails: it reads `published` as a date; write `draft: true` or `draft: false` instead"
    for key in dates.unseen:
        return f"Hugo's build fails: it cannot read `{key}: {_shown(dates.params[key])}` as a date"
    for key in ("build", "params"):
        if front.get(key) is not None and not isinstance(front[key], Mapping):
            return f"Hugo's build fails: `{key}` has to be a table"
    if "_build" in front:
        return "Hugo's build fails: `_build` was removed; its name is `build` now"
    url = front.get("url")
    if isinstance(url, str) and url.startswith(("http://", "https://")):
        return f"Hugo's build fails: `url: {url}` has to be a path, without protocol and host"
    if alias := next((item for item in _strings(front.get("aliases")) if item.startswith(("http://", "https://"))), None):
        return f"Hugo's build fails: the alias {alias} has to be a path, without protocol and host"
    if path.lower().endswith(_HTML) and not _allows_html(options):
        return "Hugo's build fails: since 0.162 it refuses HTML content, unless `security.allowContent` lets it in"
    return None


def _strings(value: object) -> list[str]:
    items = value.split() if isinstance(value, str) else value if isinstance(value, list) else []
    return [item for item in items if isinstance(item, str)]


def _allows_html(options: Mapping[str, Any]) -> bool:
    security = options.get("security")
    return isinstance(security, Mapping) and "allowcontent" in security
