"""What a new post is to be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from postctl.model import Node, Value
from postctl.regexes import later
from postctl.site import Post, Site
from postctl.values import dataclass, field

_DATE = later(r"\d{4}-\d\d?-\d\d?(?:[Tt ]|\Z)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What someone asks for.

    `date` is aware, in the site's zone. With `date_only` it is a day; where the house writes a time of day that is the time of
    `site.at` if the day is today, else (or if the house always writes midnight) 00:00. `exact`: its time of day is written even
    where the house writes days only. `slug=None` makes one of the title. `values` are further front matter values as typed, by
    key: in the type that the key has in other posts, else as YAML reads them; tags among them come before `tags`. `data` are
    values that are no text to read; those of `values` go before them; those in `bare` (dotted keys) are dates without quotes.
    `respelt`: terms to write otherwise than they were typed.
    `bundle`: it is to be the page of a folder. `lang`: the language it is in, by default the site's usual one; `original`: the
    post it translates (then `lang` is there), from which it takes date and tags, but for those in `without` (`date`, `tags`).
    `series`: the series it is the next part of.
    """

    title: str
    slug: str | None
    date: datetime
    date_only: bool
    exact: bool = False
    publish: bool
    tags: Sequence[str] = ()
    values: Mapping[str, str] = field(default_factory=dict)
    data: Mapping[str, Value] = field(default_factory=dict)
    bare: frozenset[str] = frozenset()
    respelt: Mapping[str, str] = field(default_factory=dict)
    body: str = ""
    bundle: bool | None = None
    lang: str | None = None
    original: Post | None = None
    without: frozenset[str] = frozenset()
    series: str | None = None


@dataclass(frozen=True, slots=True)
class Wish:
    """What the post is to be. `values`: front matter as typed, by key; `data`: front matter whose values are known already.

    `respelt`: terms to write otherwise than they were typed. `bare`: keys of `data` (dotted) that are dates without quotes.
    `chosen`: the slug was not made of the title, so it has to be the one in the address.
    """

    title: str
    slug: str
    moment: datetime
    publish: bool
    tags: tuple[str, ...]
    values: Mapping[str, str]
    body: str
    data: Mapping[str, Value] = field(default_factory=dict)
    respelt: Mapping[str, str] = field(default_factory=dict)
    bare: frozenset[str] = frozenset()
    chosen: bool = False


def bare_dates(root: Node, above: str = "") -> Iterator[str]:
    """The keys of front matter, dotted for those in a table, whose value is a date without quotes."""
    for key, value in root.pairs:
        dotted = above + key.text.replace("\0", ".")
        if value.kind == "map":
            yield from bare_dates(value, f"{dotted}.")
        elif value.style in ("plain", "date") and _DATE.match(value.text):
            yield dotted


def name(site: Site, key: str) -> str:
    """The key as the front matter of a post has it."""
    return key.lower() if site.generator.fold_keys else key
