"""The front matter over which Docusaurus ends the build, though it would be none of its posts: every key it knows has a form.

`null` fits nothing: a key without a value fails. Keys it does not know may be anything.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from postctl.generators.docusaurus.dates import is_date, is_timestamp
from postctl.model import FrontMatter, Value
from postctl.regexes import later
from postctl.values import NamedTuple

_CHAR = r"[\w.~!$&'()*+,;=:@%-]"  # of a segment; a percent sign needs nothing behind it
_PATH = rf"(?:/{_CHAR}*)*"
_REFERENCE = later(
    r"(?!https?:(?:/(?:[^/]|\Z)|[^/]|///))"
    rf"(?:(?:[A-Za-z][A-Za-z0-9+.-]*:)?//(?:{_CHAR}+|(?:{_CHAR}*@)?\[[0-9A-Fa-f:.]+\](?::\d*)?){_PATH}"
    rf"|[A-Za-z][A-Za-z0-9+.-]*:(?:///{_CHAR}*{_PATH}|/(?:{_CHAR}+{_PATH})?|{_CHAR}+{_PATH})"
    rf"|/(?:{_CHAR}+{_PATH})?"
    rf"|(?!:)(?:(?!:){_CHAR})+{_PATH}"
    r"|)"
    rf"(?:\?(?:{_CHAR}|[/?])*)?(?:#(?:{_CHAR}|[/?])*)?",
    re.ASCII,
)
_NUMBER = later(r"\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,2})?\s*", re.ASCII)
_ABSOLUTE = later(r"\s*[A-Za-z][A-Za-z0-9+.-]*:(?P<rest>.*)", re.DOTALL)


class Failure(NamedTuple):
    """The key and what is wrong with it: the rest of a sentence that begins with the key."""

    key: str
    reason: str


def failure(front: FrontMatter, quoted: frozenset[str]) -> Failure | None:
    """A key that ends the build: a draft mark, else the first in the order written."""
    marks = {key: front[key] for key in ("draft", "unlisted") if key in front}
    for key, value in (marks | dict(front)).items():
        check = _CHECKS.get(key)
        reason = check(value, key in quoted) if check else ""
        if reason:
            return Failure(key, reason)
    if boolean(front.get("draft")) and boolean(front.get("unlisted")):
        return Failure("unlisted", "cannot be true in a draft")
    return _levels(front)


def boolean(value: Value) -> bool | None:
    """What is taken for a boolean; `None` for what is none."""
    if isinstance(value, str):
        return {"true": True, "false": False}.get(value.lower())
    return value if isinstance(value, bool) else None


# --- forms: what is wrong with a value, or '' ---------------------------------------------------------------------------


def _boolean(value: Value, quoted: bool) -> str:
    return "" if boolean(value) is not None else "has to be true or false"


def _text(value: Value, quoted: bool) -> str:
    return "must not be empty" if value == "" else _any_text(value, quoted)


def _any_text(value: Value, quoted: bool) -> str:
    return "" if isinstance(value, str | int | float) and not isinstance(value, bool) else "has to be text"


def _plain_text(value: Value, quoted: bool) -> str:
    """Text that a number or a date does not pass for."""
    plain = isinstance(value, str) and value != "" and not is_timestamp(value, quoted=quoted)
    return "" if plain else "has to be text, in quotes if it looks like a number or a date"


def _date(value: Value, quoted: bool) -> str:
    return "" if is_date(value, quoted=quoted) else "is no date"


def _address(value: Value, quoted: bool) -> str:
    if not isinstance(value, str) or is_timestamp(value, quoted=quoted):
        return "has to be an address"
    fits = (value and _REFERENCE.fullmatch(value)) or _is_url(value)
    return "" if fits else "is no address: a blank or a letter beyond ASCII has to be encoded"


def _is_url(value: str) -> bool:
    """Whether `new URL` takes it, as far as that goes without its tables of names."""
    match = _ABSOLUTE.fullmatch(value)
    if match is None:
        return False
    special = re.match(r"\s*(?:https?|wss?|ftp):", value, re.IGNORECASE)
    host = match["rest"].lstrip("/\\").partition("/")[0]
    return bool(host) and not re.search(r"[\s<>^|%]", host) if special else True


def _tags(value: Value, quoted: bool) -> str:
    if not isinstance(value, list):
        return "has to be a list"
    for item in value:
        if isinstance(item, dict):
            if any(_text(item.get(key), False) for key in ("label", "permalink")):
                return "has a tag without `label` or `permalink`"
        elif _text(item, False):
            return "has a tag that is no text"
    return ""


def _texts(value: Value, quoted: bool) -> str:
    fits = isinstance(value, list) and value and not any(_text(item, False) for item in value)
    return "" if fits else "has to be a list of texts, and not an empty one"


def _authors(value: Value, quoted: bool) -> str:
    if isinstance(value, list):
        return next((reason for item in value if (reason := _author(item))), "")
    return _author(value)


def _author(value: Value) -> str:
    if not isinstance(value, dict):
        return "names an author by anything but a key of the authors file" if _text(value, False) else ""
    if not any(key in value for key in ("key", "name", "imageURL", "image_url")):
        return "has an author without `key`, `name` or `image_url`"
    for key, each in value.items():
        reason = _AUTHOR[key](each, False) if key in _AUTHOR else ""
        if reason:
            return f"has an author whose `{key}` {reason}"
    return ""


def _socials(value: Value, quoted: bool) -> str:
    if not isinstance(value, dict):
        return "has to be a map"
    for key, each in value.items():
        if key in _SOCIALS and _plain_text(each, False) and not (key == "stackoverflow" and _is_number(each)):
            return f"has a `{key}` that is no text"
    return ""


def _is_number(value: Value) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _last_update(value: Value, quoted: bool) -> str:
    if not isinstance(value, dict) or not ("author" in value or "date" in value):
        return "has to be a map with `date` or `author`"
    if "author" in value and _plain_text(value["author"], False):
        return "has an `author` that is no text"
    if "date" in value and not is_date(value["date"], quoted=False):
        return "has a `date` that is none"
    return ""


def _levels(front: FrontMatter) -> Failure | None:
    """The levels of the table of contents: from 2 to 6, the first not above the last."""
    low, high = _level(front, "toc_min_heading_level"), _level(front, "toc_max_heading_level")
    if isinstance(high, Failure):
        return high
    if high is not None and not 2 <= high <= 6:
        return Failure("toc_max_heading_level", "has to be a number from 2 to 6")
    if isinstance(low, Failure):
        return low
    if low is not None and not 2 <= low <= (6 if high is None else high):
        return Failure("toc_min_heading_level", "has to be a number from 2 to 6, and not above the last level")
    return None


def _level(front: FrontMatter, key: str) -> float | Failure | None:
    if key not in front:
        return None
    value = front[key]
    if isinstance(value, str) and _NUMBER.fullmatch(value):
        return float(value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return value
    return Failure(key, "has to be a number from 2 to 6")


_SOCIALS = frozenset("twitter github linkedin stackoverflow x bluesky instagram threads mastodon twitch youtube email".split())
_AUTHOR: dict[str, Callable[[Value, bool], str]] = {
    **dict.fromkeys(("key", "name", "title", "imageURL", "image_url"), _text),
    "url": _address,
    "socials": _socials,
}
_CHECKS: dict[str, Callable[[Value, bool], str]] = {
    **dict.fromkeys(("title", "title_meta", "sidebar_label", "description"), _any_text),
    **dict.fromkeys(("id", "slug", "author", "author_title", "authorTitle"), _text),
    **dict.fromkeys(("author_url", "author_image_url", "authorURL", "authorImageURL", "image"), _address),
    **dict.fromkeys(("draft", "unlisted", "hide_table_of_contents"), _boolean),
    "tags": _tags,
    "keywords": _texts,
    "date": _date,
    "authors": _authors,
    "last_update": _last_update,
}


# --- authors ------------------------------------------------------------------------------------------------------------


def author_failure(front: FrontMatter, known: frozenset[str] | None) -> Failure | None:
    """What ends the build over the authors of a post that is no draft.

    A key that the authors file (its keys are `known`) does not have, an account that cannot be linked, or the old keys beside it.
    """
    value = front.get("authors")
    authors = value if isinstance(value, list) else [] if value is None else [value]
    for author in authors:
        socials = author.get("socials") if isinstance(author, dict) else None
        reason = _unlinkable(socials) if isinstance(socials, dict) else ""
        if reason:
            return Failure("authors", reason)
    for author in authors:
        key = author.get("key") if isinstance(author, dict) else author
        if key is not None and known is not None and str(key) not in known:
            return Failure("authors", f"names `{key}`, whom the authors file does not know")
    old = next((key for key in ("author", *_OLD) if front.get(key)), None)
    return Failure(old, "cannot stand beside `authors`") if old and authors else None


_OLD = ("author_title", "authorTitle", "author_url", "authorURL", "author_image_url", "authorImageURL")


def _unlinkable(socials: dict[str, Value]) -> str:
    for key, each in socials.items():
        if not isinstance(each, str) and not (key == "stackoverflow" and _is_number(each)):
            return f"has an author whose `{key}` is no text"
        if isinstance(each, str) and "/" in each and not each.startswith(("http://", "https://", "mailto:")):
            return f"has an author whose `{key}` is neither a name nor a whole address"
    return ""
