"""A text that is to become a post: its own front matter, in whatever syntax, its title, and its body."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from postctl import dates, document, markdown, marks, registry
from postctl.drafting.wish import bare_dates
from postctl.errors import UsageError
from postctl.housestyle.house import frame
from postctl.model import Fences, Problem, Value
from postctl.site import Site
from postctl.status import RELEASE
from postctl.values import NamedTuple

if TYPE_CHECKING:
    from postctl.syntaxes import Syntax

_SYNTAXES = ("toml", "yaml", "json", "comment")
_FENCES = Fences(long=True)
_MARKS = frozenset({"draft", "is_draft", "published", "status"})
_FLAGS = frozenset({"true", "false", "yes", "no", "on", "off", "draft", "published"})
_TAGS = frozenset({"tags", "tag"})


class Given(NamedTuple):
    """What a text says of the post it is to become.

    `title` and `slug` are `''` where it says none, `date` is `None`. `data` are its other keys; `texts` those of a syntax without
    types, to be read as if they were typed. `left_out`: the draft marks, with their values, which count for nothing here.
    `bare`: keys of `data` (dotted) that are dates without quotes.
    """

    title: str
    slug: str
    date: dates.When | None
    tags: tuple[str, ...]
    data: Mapping[str, Value]
    texts: Mapping[str, str]
    body: str
    left_out: tuple[str, ...] = ()
    bare: frozenset[str] = frozenset()


def given(name: str, data: bytes, site: Site, title: str = "") -> Given:
    """What the bytes of a file called `name` say. `title` is the one the post is to have, `''` where the text is to say it.

    A heading that the text begins with and that says the title is taken out of it: the page of a post shows the title anyway.
    Raises `UsageError` for bytes that are no UTF-8, front matter that cannot be read, and a date that is none.
    """
    read = document.read(data, _syntaxes(site, data), _FENCES, site.generator.schema)
    if isinstance(read, Problem):
        line, column = document.position(data.decode(errors="replace").removeprefix("\ufeff"), read.offset)
        raise UsageError(f"{name}:{line}:{column}: {read.reason}", read.help)
    front = document.front_matter(read)
    said, text = {key.lower(): key for key in front}, read.content.strip("\r\n")
    own = _text(front.get(said.get("title", "")))
    heading, below = _heading(text)
    shown = title or own or heading
    body = below if heading and " ".join(shown.split()).casefold() == heading.casefold() else text
    date_key = next((said[key] for key in ("date", site.generator.date_key.lower()) if key in said), "")
    left_out = tuple(key for key in front if key == RELEASE or _is_mark(key, _text(front[key]), site))
    tag_keys = [key for key in front if key.lower() in _TAGS]
    others = {
        key: value
        for key, value in front.items()
        if key not in (said.get("title"), said.get("slug"), date_key, *left_out, *tag_keys)
    }
    typed = read.syntax is None or frame(read.syntax.name).typed
    return Given(
        shown,
        _text(front.get(said.get("slug", ""))),
        _date(name, _text(front.get(date_key)), site),
        tuple(dict.fromkeys(term for key in tag_keys for term in _terms(front[key]))),
        others if typed else {},
        {} if typed else {key: _text(value) for key, value in others.items()},
        body + "\n" if body else "",
        tuple(f"{key}: {_text(front[key])}" for key in left_out),
        frozenset(bare_dates(read.root)),
    )


def _syntaxes(site: Site, data: bytes) -> Sequence[Syntax]:
    """All of them; lines `Key: value` only where the site writes such, or one of them is a title: prose begins like that too."""
    known = [registry.syntax(name) for name in _SYNTAXES]
    keyvalue = "keyvalue" in site.generator.syntaxes or re.match(rb"(?:\xef\xbb\xbf)?(?i:title|date):", data)
    return [*known, registry.syntax("keyvalue")] if keyvalue else known


def _is_mark(key: str, word: str, site: Site) -> bool:
    """Whether a key says that the text is a draft, or public."""
    if marks.is_field(key, site.settings):
        return word.lower() in _FLAGS or marks.hides(site.settings, word) is not None
    return key.lower() in _MARKS and word.lower() in _FLAGS


def _text(value: Value) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None or isinstance(value, list | dict) else " ".join(str(value).split())


def _terms(value: Value) -> list[str]:
    items = value if isinstance(value, list) else re.split(r"[,;]", _text(value))
    return [text for item in items if (text := _text(item))]


def _heading(text: str) -> tuple[str, str]:
    """The heading of the first level that a text begins with (`''`: it begins with none), and the text below it."""
    first = next(iter(markdown.headings(text[:_LOOKED_AT])), None) if text.lstrip() else None
    if first is None or first.level != 1 or text[: first.span.start].strip() or not first.text.strip():
        return "", text
    return " ".join(first.text.split()), text[first.span.end :].strip("\r\n")


_LOOKED_AT = 10_000


def _date(name: str, text: str, site: Site) -> dates.When | None:
    if not text:
        return None
    zone = dates.zone(site.settings.timezone)
    read = dates.read(text, zone)
    if read.moment is None:
        raise UsageError(f"{name}: its date is {text!r}: {read.problem or 'no date'}", "say when with --date")
    clock = read.form is not None and dates.has_clock(read.form)
    moment = read.moment if clock else read.moment.replace(hour=0, minute=0, second=0, microsecond=0)
    return dates.When(moment, date_only=not clock, exact=False)
