"""What generators without rules of their own have in common: conventions of blogs, read the way their authors mean them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, tzinfo
from typing import Any

from postctl import marks
from postctl.errors import ConfigError
from postctl.model import Date, Facts, Fences, FrontMatter, Schema, Status, Value, Verdict
from postctl.regexes import later
from postctl.site import Folder, Post, Source, Template, Toggle

MARKDOWN = ("md", "markdown", "mdx", "mkd", "mkdn", "mdown")
PAPERS = frozenset(
    {"readme", "changelog", "license", "licence", "contributing", "code_of_conduct", "security", "support", "history"}
)

DATE_KEYS = ("date", "pubDate", "pubDatetime", "publishDate", "published_at", "published", "created", "date created")
UPDATED_KEYS = ("updated", "updatedDate", "modDatetime", "lastmod", "modified", "last_modified_at", "date modified")
KEYS = frozenset(
    "title date path slug permalink draft published status tags tag category categories description excerpt summary author "
    "authors layout lang language image cover featuredImage thumbnail updated lastmod modified series template type aliases "
    "canonical keywords subtitle toc weight hidden unlisted".split()
) | {*DATE_KEYS, *UPDATED_KEYS}

MARKS = frozenset({"draft", "published", "status"})
"""The draft marks of `verdict`, which only count because the code of most sites asks for them."""

flag = marks.flag

GRAY_MATTER = Fences(languages=True)
"""How gray-matter, a library of JavaScript's, finds the block."""

_NAME_DATE = later(r"(?:(\d{4})[-_.](\d{1,2})[-_.](\d{1,2})|(\d{1,2})-(\d{1,2})-(\d{4}))(?:[-_. ]+(?=\S)|$)")


def template(file: str) -> Template:
    """A post of four keys in the form blogs with a `path` of their own have, under the path pattern `file`."""
    front: dict[str, Value] = {
        "path": "/blogs/{date:MM-DD-YYYY}-{slug}",
        "draft": True,
        "title": "{title}",
        "date": "{date:YYYY-MM-DD}",
    }
    return Template(file, front, dict.fromkeys(("path", "title", "date"), '"{}"'))


def options(folder: Folder, file: str, schema: Schema = "yaml-1.1") -> dict[str, Any]:
    """What a configuration file says (`''`: there is none), and over it what the owner has told us. Raises `ConfigError`."""
    from postctl import staticconfig

    written = folder.read(file) if file else None
    said = staticconfig.load(file, written, schema) if written and written.strip() else {}
    return {**said, **folder.given}


def options_if_readable(folder: Folder, file: str, schema: Schema = "yaml-1.1") -> dict[str, Any]:
    """The same; nothing where the file cannot be read, which is not for who only asks whose site it is."""
    try:
        return options(folder, file, schema)
    except ConfigError:
        return {}


def known_zone(name: object, otherwise: str = "") -> str:
    """The time zone a configuration names; `otherwise` (`''`: UTC) where it names none, or one that is not known."""
    from postctl import dates

    if not isinstance(name, str) or not name:
        return otherwise
    try:
        dates.zone(name)
    except ConfigError:
        return otherwise
    return name


def is_paper(folder: str | None, stem: str) -> bool:
    """Whether a file is about the repository: `README` and its like in capitals, or in any case at the top."""
    return stem.lower() in PAPERS and (stem.isupper() or not folder)


def plain_text(value: Value) -> str:
    """A scalar as one line of text; `''` for null and collections."""
    if value is None or isinstance(value, list | dict):
        return ""
    return " ".join(str(value).split())


def slug(title: str) -> str:
    """The slug of a title where the generator makes none itself."""
    from postctl import slugs

    return slugs.default(title)


def permalink(source: Source, slug: str, date: Date | None, title: str = "") -> str | None:
    """The URL by the pattern the owner has told us; `None` without one, or where it asks for a date and there is none."""
    from postctl import patterns

    pattern = source.settings.permalink
    if not pattern or (date is None and "{date" in pattern):
        return None
    place = source.place
    values = {"slug": slug, "name": place.slug, "section": place.section, "title": title or slug}
    return patterns.fill(pattern, values, date.moment if date else None)


def slug_in(source: Source, *keys: str) -> str:
    """The last segment of the first of `keys` that is written, without a date; else what the file or folder is called."""
    for key in keys:
        last = plain_text(source.front.get(key)).rstrip("/").rpartition("/")[2]
        if last:
            return name_date(last)[1]
    return source.place.slug


def tags(front: FrontMatter, *keys: str) -> tuple[str, ...]:
    """The taxonomy terms under `keys`, in order, once each: lists, or text separated by commas."""
    found: dict[str, None] = {}
    for key in keys:
        value = front.get(key)
        items = value if isinstance(value, list) else value.split(",") if isinstance(value, str) else ()
        found |= dict.fromkeys(filter(None, map(plain_text, items)))
    return tuple(found)


def dated(front: FrontMatter, keys: Iterable[str], zone: tzinfo) -> Date | None:
    """The first of `keys` that holds a date, or something meant as one."""
    from postctl import dates

    for key in keys:
        value = front.get(key)
        if value is None or isinstance(value, bool | list | dict) or not str(value).strip():
            continue
        written = dates.read(str(value), zone)
        if written.moment is None and key == "published":
            continue
        return Date(str(value), key, written.moment, written.iso, written.form, written.problem)
    return None


def name_date(stem: str) -> tuple[str | None, str]:
    """The date a file or folder name begins with, as ISO text, and the rest. `None`: none, or one to read two ways."""
    match = _NAME_DATE.match(stem)
    if match is None:
        return None, stem
    rest = stem[match.end() :] or stem
    if match[1]:
        return _iso(int(match[1]), int(match[2]), int(match[3])), rest
    first, second, year = int(match[4]), int(match[5]), int(match[6])
    if first <= 12 and second <= 12 and first != second:
        return None, rest
    return _iso(year, first, second) if first <= 12 else _iso(year, second, first), rest


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def from_name(iso: str | None) -> Date | None:
    """The date of a file name as a `Date`."""
    if iso is None:
        return None
    return Date(iso, "name", datetime.fromisoformat(iso).replace(tzinfo=UTC), iso, "YYYY-MM-DD")


def quoted(key: str, value: Value) -> str:
    """A key with its value as one would write it, for a reason shown to people."""
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return f"{key}: {text}"


def verdict(front: FrontMatter, title: str) -> Verdict:
    """The draft marks blogs agree on, `draft`, `published` and `status`, where the templates of the site decide.

    `title` names the generator in the trap sentence.
    """
    draft = front.get("draft")
    if draft is not None:
        return _draft(draft, title)
    published = front.get("published")
    if flag(published) is False:
        return Verdict(
            Status.DRAFT, quoted("published", published), "published", _doubt("published", published, title), sure=False
        )
    status = str(front.get("status") or "").lower()
    if status in ("draft", "private", "hidden", "unlisted"):
        return Verdict(Status.DRAFT if status == "draft" else Status.UNLISTED, f"status: {status}", "status")
    if published is None or flag(published) is None:
        return Verdict(None, "no draft mark")
    return Verdict(None, quoted("published", published), "published", _doubt("published", published, title), sure=False)


def _draft(value: Value, title: str) -> Verdict:
    meant = flag(value)
    trap = _doubt("draft", value, title)
    return Verdict(Status.DRAFT if meant else None, quoted("draft", value), "draft", trap, sure=False)


def _doubt(key: str, value: Value, title: str) -> str | None:
    if isinstance(value, bool):
        return None
    kind = "the text" if isinstance(value, str) else "the number" if isinstance(value, int | float) else "the value"
    return f"{title} reads `{quoted(key, value)}` as {kind} {value!r}, not as true or false: a template may take it either way"


def facts(source: Source, *, slug: str, url: str | None, verdict: Verdict, folded: bool = False) -> Facts:
    """The facts of a post by the keys blogs agree on; `folded`: the front matter has its keys in lower case."""
    from postctl import dates

    front, place = source.front, source.place
    zone = dates.zone(source.settings.timezone)
    dated_by, updated_by = (tuple(map(str.lower, keys)) if folded else keys for keys in (DATE_KEYS, UPDATED_KEYS))
    title = plain_text(front.get("title"))
    date = dated(front, dated_by, zone) or from_name(place.date)
    return Facts(
        title=title or place.slug.replace("-", " "),
        titled="title" in front,
        slug=slug,
        url=url if url is not None else permalink(source, slug, date, title),
        verdict=verdict,
        date=date,
        updated=dated(front, updated_by, zone),
        tags=tags(front, "tags", "tag"),
        lang=plain_text(front.get("lang") or front.get("language")) or None,
    )


def is_so(post: Post, *, public: bool) -> bool:
    """Whether the marks of a post make it public, or a draft, already; an unlisted post is neither."""
    return post.verdict.hidden is (None if public else Status.DRAFT)


def toggle(post: Post, *, public: bool) -> Toggle:
    """Publish or unpublish by the mark that decided: `published`, `status`, or `draft` where there is none."""
    if is_so(post, public=public):
        return Toggle({})
    key = post.verdict.key if post.verdict.key in ("published", "status") else "draft"
    if key == "status":
        return Toggle({"status": "published" if public else "draft"})
    return Toggle({key: public if key == "published" else not public})
