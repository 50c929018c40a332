"""Whether Nikola lists a post, by its marks: `status`, the old tags `draft` and `private`; and how to set them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from postctl.generators._common import flag, plain_text, quoted
from postctl.generators.nikola import config
from postctl.model import FrontMatter, Settings, Status, Value, Verdict
from postctl.regexes import later
from postctl.site import Post, Source, Toggle

_STATES = {"draft": Status.DRAFT, "private": Status.UNLISTED}
_DATE = later(r"\d{4}-\d\d?-\d\d?(?:[Tt ].*)?")
_SHOWN = frozenset({"published", "featured"})


def verdict(source: Source, fronts: Mapping[str, FrontMatter], options: Mapping[str, Any]) -> Verdict:
    """The verdict on a post. `fronts`: what holds for each of its files; a mark in one of them hides all of them."""
    front = fronts[source.path]
    failure = _failure(front, options) or _bare_date(source)
    for hidden in (Status.DRAFT, Status.UNLISTED):
        for path in (source.path, *source.place.kin):
            key = _mark(fronts.get(path, {}), hidden, options)
            if key:
                reason = _reason(key, hidden) + _elsewhere(source, path, key)
                return Verdict(hidden, reason, key, failure, fatal=failure is not None)
    status = plain_text(front.get("status"))
    reason, decided = (f"status: {status}", "status") if status else ("no draft mark", None)
    if failure:
        return Verdict(None, reason, None, failure, fatal=True)
    mark, trap = _trap(front, options)
    folder = next((part for part in source.path.split("/")[:-1] if part.lower() in ("drafts", "_drafts")), None)
    if trap is None and not status and folder:
        trap = f"Nikola publishes this post: the folder `{folder}/` means nothing to it, only `status: draft` makes a draft"
    return Verdict(None, reason, mark or decided, trap)


def _mark(front: FrontMatter, hidden: Status, options: Mapping[str, Any]) -> str:
    """The key that hides a file in this way; `''` if none does."""
    status = front.get("status")
    if isinstance(status, str) and _STATES.get(status) is hidden:
        return "status"
    word = next(word for word, state in _STATES.items() if state is hidden)
    return "tags" if _by_tags(options) and word in tags(front) else ""


def _reason(key: str, hidden: Status) -> str:
    word = next(word for word, state in _STATES.items() if state is hidden)
    return f"status: {word}" if key == "status" else f"the tag {word}"


def _elsewhere(source: Source, path: str, key: str) -> str:
    """Where the mark of a file stands, if that is not this post: a translation has those of its original."""
    own = {source.path: source.front, **source.kin}
    there = path if key in own.get(path, {}) else next((each for each in source.place.kin if key in own.get(each, {})), path)
    return "" if there == source.path else f", in {there}"


def _by_tags(options: Mapping[str, Any]) -> bool:
    return config.flag(options, "USE_TAG_METADATA", usual=True)


def tags(front: FrontMatter) -> list[str]:
    """All tags, in order, once each."""
    value = front.get("tags")
    items = value if isinstance(value, list) else value.split(",") if isinstance(value, str) else []
    return list(dict.fromkeys(filter(None, map(plain_text, items))))


def shown_tags(front: FrontMatter, options: Mapping[str, Any]) -> tuple[str, ...]:
    """The tags without those that are marks."""
    marks = _STATES if _by_tags(options) else ()
    return tuple(tag for tag in tags(front) if tag not in marks)


def _failure(front: FrontMatter, options: Mapping[str, Any]) -> str | None:
    """A sentence about front matter over which Nikola's build fails, or `None`. Dates say so themselves."""
    value = front.get("tags")
    if value is not None and not isinstance(value, str | list):
        return f"Nikola's build fails: `tags: {value}` has to be text or a list"
    if isinstance(value, list) and not all(isinstance(item, str) for item in value):
        return "Nikola's build fails: every tag has to be text"
    for key in ("title", "slug", "category"):
        if not isinstance(front.get(key, ""), str):
            return f"Nikola's build fails: `{key}: {front[key]}` has to be text, so put it in quotes"
    odd = next((tag for tag in tags(front) if tag.lower() == "draft" != tag), None)
    if odd and _by_tags(options) and "draft" not in tags(front):
        return f"Nikola's build fails over the tag `{odd}`: write `status: draft` instead"
    return None


def _bare_date(source: Source) -> str | None:
    """The sentence for a date without quotes where YAML and TOML then have no text."""
    for key in ("title", "slug", "category", "tags"):
        value = source.front.get(key)
        if isinstance(value, str) and key not in source.quoted and _DATE.fullmatch(value):
            return f"Nikola's build fails: `{key}: {value}` is a date, so put it in quotes"
    return None


def _trap(front: FrontMatter, options: Mapping[str, Any]) -> tuple[str | None, str | None]:
    """The mark by which its author may have meant to hide a public post, and what Nikola makes of it."""
    status = front.get("status")
    if status is not None and (not isinstance(status, str) or status not in _SHOWN):
        written = repr(status) if str(status) != str(status).strip() else str(status)
        says = f"Nikola publishes this post: it does not know `status: {written}`, only draft, private, featured and published"
        return "status", says
    for key, value in front.items():
        meant = flag(value) is {"draft": True, "published": False}.get(key.lower(), ...)
        if meant or (key.lower() == "status" != key and plain_text(value).lower() in _STATES):
            return key, f"Nikola publishes this post: it does not know `{quoted(key, value)}`, only `status: draft` makes a draft"
    if not _by_tags(options) and "draft" in map(str.lower, tags(front)) and status is None:
        return "tags", "Nikola publishes this post: with `USE_TAG_METADATA` off the tag `draft` is a tag like any other"
    return None, None


# --- publishing -------------------------------------------------------------------------------------------------------


def toggle(post: Post, public: bool, settings: Settings, date: datetime) -> Toggle:
    """`status: draft` makes a draft; whatever hides a post in its own file goes when it is published."""
    hidden = post.verdict.hidden
    if hidden is (None if public else Status.DRAFT):
        return Toggle({})
    if not public:
        return Toggle({"status": "draft"})
    values: dict[str, Value] = {}
    if post.front.get("status") in _STATES or post.verdict.key == "status":
        values["status"] = "published"
    if _by_tags(settings.options) and any(tag in _STATES for tag in tags(post.front)):
        kept: list[Value] = [tag for tag in tags(post.front) if tag not in _STATES]
        values["tags"] = kept if isinstance(post.front.get("tags"), list) else ", ".join(map(str, kept))
    return Toggle(values)
