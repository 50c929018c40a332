"""The columns of `list`: what each says of a post, and the order it gives.

Any other name is a key of the front matter, dotted where it stands in a map; `fm.` before it says that the key is meant.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any, Literal, TypeAlias

from postctl import dotted
from postctl.model import Date, Status
from postctl.records import _calendar, _people
from postctl.records.seen import Seen, moment
from postctl.site import Post
from postctl.values import NamedTuple

Order: TypeAlias = Literal["up", "down"]


class Column(NamedTuple):
    """What a column says of a post (a JSON value), and what posts are sorted by (`None`: what it says).

    `first`: `down` where the greatest comes first, as with moments and numbers.
    """

    name: str
    doc: str
    value: Callable[[Seen], Any]
    order: Callable[[Seen], Any] | None = None
    first: Order = "up"


def _of_post(get: Callable[[Post], Any]) -> Callable[[Seen], Any]:
    return lambda seen: get(seen.post) if seen.post is not None else None


def _stem(seen: Seen) -> str:
    return seen.path.rpartition("/")[2].rpartition(".")[0]


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment is not None else None


def _written(date: Date | None) -> str | None:
    return date.iso if date is not None else None


def _minutes(seen: Seen) -> int | None:
    from postctl import markdown

    return markdown.reading_minutes(seen.words) if seen.words is not None else None


def _age(seen: Seen) -> int | None:
    at = moment(seen.post.date) if seen.post is not None else None
    return (seen.site.at - at).days if at is not None else None


def _authors(post: Post) -> list[str]:
    """The names under `author` or `authors`, whether they are text, a list, or maps with a name."""
    found: Any = next((value for key in ("authors", "author") if (value := dotted.found(post.front, key)[0])), [])
    names = (each.get("name") if isinstance(each, dict) else each for each in (found if isinstance(found, list) else [found]))
    return [str(name) for name in names if name]


def _part_of_date(size: int) -> Callable[[Seen], str | None]:
    return _of_post(lambda post: post.date.iso[:size] if post.date is not None and post.date.iso else None)


_LIFE = tuple(Status)
_TABLE = (
    Column("path", "the file, from the root of the site", lambda seen: seen.path),
    Column("title", "its title", lambda seen: seen.post.title if seen.post is not None else _stem(seen)),
    Column("slug", "its name in addresses", lambda seen: seen.post.slug if seen.post is not None else _stem(seen)),
    Column("url", "its address on the site", _of_post(lambda post: post.url)),
    Column("status", "what readers meet now", lambda seen: str(seen.now.status), lambda seen: _LIFE.index(seen.now.status)),
    Column("reason", "why it has that status", lambda seen: seen.now.reason),
    Column(
        "changes_at",
        "when its status changes by itself",
        lambda seen: _iso(seen.now.changes_at),
        lambda seen: seen.now.changes_at,
    ),
    Column("date", "its date", _of_post(lambda post: _written(post.date)), _of_post(lambda post: moment(post.date)), "down"),
    Column(
        "updated",
        "when its author last changed it",
        _of_post(lambda post: _written(post.updated)),
        _of_post(lambda post: moment(post.updated)),
        "down",
    ),
    Column(
        "expires",
        "when it goes out of sight",
        _of_post(lambda post: _written(post.expires)),
        _of_post(lambda post: moment(post.expires)),
        "down",
    ),
    Column("draft", "whether it is a draft", lambda seen: seen.now.status is Status.DRAFT, None, "down"),
    Column("tags", "its tags", lambda seen: list(seen.post.tags) if seen.post is not None else []),
    Column("lang", "its language", _of_post(lambda post: post.lang)),
    Column("words", "words of its text", lambda seen: seen.words, None, "down"),
    Column("reading_minutes", "minutes it takes to read", _minutes, None, "down"),
    Column("problems", "codes of what `validate` finds", lambda seen: list(seen.codes), lambda seen: len(seen.codes), "down"),
    Column("appears", "when it goes public, also by `publish --due`", lambda seen: _iso(seen.appears), lambda seen: seen.appears),
    Column("age", "days since its date", _age),
    Column("author", "who wrote it", lambda seen: _authors(seen.post) if seen.post is not None else []),
    Column("section", "its folder below the content", _of_post(lambda post: post.place.section)),
    Column("year", "of its date", _part_of_date(4), None, "down"),
    Column("month", "of its date, with the year", _part_of_date(7), None, "down"),
)
FIELDS = tuple(column.name for column in _TABLE[:16])
"""What every record in JSON has."""

NAMES = tuple(column.name for column in _TABLE)
_ALIASES = {"tag": "tags", "authors": "author"}


_FOR_PEOPLE = (
    Column("_about", "for people: what is worth knowing besides", _people.about),
    Column("_begins", "when it begins in a calendar", _calendar.begins),
    Column("_ends", "when it ends there", _calendar.ends),
    Column("_address", "its whole address", _calendar.address),
)
KNOWN = {column.name: column for column in (*_TABLE, *_FOR_PEOPLE)}
CALENDAR = ("path", "title", "status", "reason", "tags", "_begins", "_ends", "_address")
"""What an entry of a calendar is made of."""


def named(name: str) -> str:
    """A column as it is called, whatever letters and hyphens it was typed with; a name of no column as it is."""
    plain = name.strip().lower().replace("-", "_")
    plain = _ALIASES.get(plain, plain)
    return plain if plain in KNOWN else name.strip()


def column(name: str) -> Column:
    """The column of a name that `named` gives: one of the known, else of the front matter."""
    return KNOWN[name] if name in KNOWN else _of_key(name)


def _of_key(name: str) -> Column:
    key = name.removeprefix("fm.").casefold()
    return Column(
        name,
        "of the front matter",
        _of_post(lambda post: dotted.found(post.front, key)[0]),
        _of_post(lambda post: comparable(dotted.found(post.front, key)[0])),
    )


def comparable(value: Any) -> tuple[int, Any] | None:
    """Values of any kind in one order: numbers before texts, `None` for what is nothing."""
    if dotted.empty(value):
        return None
    if isinstance(value, bool | int | float):
        return 0, value
    if isinstance(value, list):
        parts = [inner for each in value if (inner := comparable(each)) is not None]
        return parts[0] if parts else None
    return 1, "" if isinstance(value, dict) else str(value).casefold()


def keys(posts: Iterable[Post]) -> set[str]:
    """All keys of the front matter of posts, dotted and case-folded."""
    return set().union(*(dotted.names(post.front) for post in posts))
