"""A note: its title, dates, tags, and whether it is for the public."""

from __future__ import annotations

import re
from datetime import datetime

from postctl import dates
from postctl.generators import _common
from postctl.model import Facts, FrontMatter, Ignored, Place, Settings, Status, Value, Verdict
from postctl.regexes import later
from postctl.site import Post, Source, Toggle

_FILE = later(r"(?:(?P<folder>.*)/)?(?P<stem>[^/]+)\.md")
_ID = later(r"(?P<day>\d{8})T?\d{4}(?:\d\d)?(?:[-_ ]+(?=\S)|\Z)", re.ASCII)
_HEADING = later(r"^#[ \t]([^\n]*)", re.MULTILINE)
_CODE = later(r"^(`{3,}|~{3,}).*?(?:^\1|\Z)|`[^`\n]*`|<!--.*?(?:-->|\Z)|%%.*?(?:%%|\Z)", re.DOTALL | re.MULTILINE)
_TAG = later(r"(?<![\w/#&\]\)])#(?=[\w/-]*[^\W\d])([\w/-]+)")
_LONGEST = 256 * 1024
"""Characters of a body that are searched for tags."""

_LONGEST_TITLE = 300

_DATES = ("date", "created", "date created", "created_at", "creation date")
_UPDATED = ("modified", "updated", "date modified", "last_modified", "lastmod", "updated_at")


def place(path: str, settings: Settings) -> Place | Ignored | None:
    """Where a note stands. A day before its name, or as its name (a daily note), is its date, as is an id made of the time."""
    match = _FILE.fullmatch(path)
    folder = match["folder"] or "" if match else ""
    if match is None or match["stem"].startswith(".") or any(part.startswith(".") for part in folder.split("/")):
        return None
    stem = match["stem"]
    date, rest = _common.name_date(stem)
    if date is None and (timed := _ID.match(stem)):
        date, rest = _day(timed["day"]), stem[timed.end() :] or stem
    return Place(re.sub(r"[\s_]+", "-", rest).lower(), date, folder)


def _day(digits: str) -> str | None:
    try:
        return datetime.strptime(digits, "%Y%m%d").date().isoformat()
    except ValueError:
        return None


def facts(source: Source) -> Facts:
    """A note as its vault shows it."""
    front, place = {key.lower(): value for key, value in source.front.items()}, source.place
    zone = dates.zone(source.settings.timezone)
    stem = source.path.rpartition("/")[2].removesuffix(".md")
    own = _common.plain_text(front.get("title"))
    title = own or _heading(source.body) or stem
    date = _common.dated(front, _DATES, zone) or _common.from_name(place.date)
    return Facts(
        title=title,
        titled=True,
        slug=place.slug,
        url=_common.permalink(source, place.slug, date, title),
        verdict=_verdict(source.front),
        date=date,
        updated=_common.dated(front, _UPDATED, zone),
        tags=_tags(front, source.body),
        lang=_common.plain_text(front.get("lang")) or None,
    )


def _heading(body: str) -> str:
    """The text of the first heading of the first level."""
    for text in _HEADING.findall(_without_code(body.replace("\r\n", "\n"))):
        words = text.split()
        if words and not words[-1].strip("#"):
            words.pop()
        if words:
            return " ".join(words)[:_LONGEST_TITLE]
    return ""


def _without_code(body: str) -> str:
    return _CODE.sub(" ", body[:_LONGEST])


def _tags(front: FrontMatter, body: str) -> tuple[str, ...]:
    """The tags of the front matter, then those of the body, once each; Obsidian and zk let a tag begin with `#`."""
    found: list[str] = []
    for key in ("tags", "tag", "keywords"):
        value = front.get(key)
        found += map(_common.plain_text, value) if isinstance(value, list) else _words(value)
    found += _TAG.findall(_without_code(body))
    return tuple(dict.fromkeys(tag for each in found if (tag := each.removeprefix("#").strip("/"))))


def _words(value: Value) -> list[str]:
    """A text with commas between the tags, or else with blanks."""
    text = _common.plain_text(value)
    return [part.strip() for part in text.split(",")] if "," in text else text.split()


# --- public or not ----------------------------------------------------------------------------------------------------


def _verdict(front: FrontMatter) -> Verdict:
    """`publish` decides, for Obsidian Publish; else `draft`, for generators that read vaults; else nothing hides a note."""
    for key, value in front.items():
        if key == "publish" and value is not None:
            return _published(value)
        if key.lower() == "publish" and key != "publish" and "publish" not in front and _common.flag(value) is False:
            says = f"Obsidian Publish knows `publish`, not `{key}`: it is up to you whether this note is published"
            return Verdict(None, _common.quoted(key, value), key, says, sure=False)
    draft = front.get("draft")
    if draft is None:
        return Verdict(None, "no `publish` mark")
    meant = _common.flag(draft)
    trap = None if isinstance(draft, bool) else _doubt("draft", draft)
    return Verdict(Status.DRAFT if meant else None, _common.quoted("draft", draft), "draft", trap, sure=False)


def _published(value: Value) -> Verdict:
    mark = _common.quoted("publish", value)
    if isinstance(value, bool):
        return Verdict(None if value else Status.DRAFT, mark, "publish")
    return Verdict(None if _common.flag(value) else Status.DRAFT, mark, "publish", _doubt("publish", value), sure=False)


def _doubt(key: str, value: Value) -> str:
    return f"`{_common.quoted(key, value)}` is no checkbox: Obsidian takes only true and false for one"


def toggle(post: Post, public: bool, settings: Settings, date: datetime) -> Toggle:
    """Flip the mark that decided; `publish` where there is none."""
    if _common.is_so(post, public=public):
        return Toggle({})
    if post.verdict.key == "draft":
        return Toggle({"draft": not public})
    return Toggle({"publish": public})


def slug(title: str) -> str:
    """A name for the file of a note: Obsidian takes the title itself, without the signs that names and links cannot have."""
    return _common.slug(title)
