"""Clean posts in every syntax, and offences planted in them, whose place is known without asking postctl.

A plant is one offence: `value("date", "2019-02-30")`, `body("See [it](«gone.md»).")`. The marks « » stand around what the finding
is to be about; without them it is the value, or the key. `lines` is source text of one syntax each. Further words:

* `gens`: the generators it is an offence in. `path`: where the post lies, else where the generator wants posts.
* `base`: keys that the clean post has besides its title and date; `others`: so many clean posts lie beside it (or files by path);
  `files`: and these, such as a configuration.
* `replaces`: keys that the planted lines stand for; else a key that the clean post has is replaced by one of the same name.
* `fix`: what the fix puts in the place of the range. `gate`: the offence is one in a post that is about to be published.
* `only`: the syntaxes it is to be planted in; else all that fit.
* `standards`: what the posts are held to, or what makes that of the post's path and the range of the offence.
* `at="file"`: the finding is about the file, not about a place in it; `at="date"`: it is about that key of the clean post.
* `clean`: where the clean post lies, if the place is the offence; `before`: what it is held to, if that is.
* `also`: the codes of other rules that have something of their own to say about the same place.

A lone surrogate is a byte that is no UTF-8.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from hypothesis import strategies as st

from postctl.model import Span
from postctl.site import NO_STANDARDS, Standards

DAY = date(2026, 11, 1)
HOMES = {
    "plain": ("a.md", ("yaml", "toml", "json")),
    "hugo": ("content/blog/a.md", ("yaml", "toml", "json")),
    "jekyll": ("_posts/2026-11-01-a.md", ("yaml",)),
    "gatsby": ("src/a.md", ("yaml", "fenced")),
    "eleventy": ("content/blog/a.md", ("yaml", "fenced")),
    "docusaurus": ("blog/2026-11-01-a.md", ("yaml", "fenced")),
    "astro": ("src/content/blog/a.md", ("yaml", "toml")),
    "zola": ("content/blog/a.md", ("toml", "yaml")),
    "hexo": ("source/_posts/a.md", ("yaml", "bare")),
    "mkdocs": ("docs/blog/posts/a.md", ("yaml",)),
    "cobalt": ("posts/a.md", ("yaml",)),
    "notes": ("a.md", ("yaml",)),
    "pelican": ("content/a.md", ("keyvalue",)),
    "nikola": ("posts/a.md", ("yaml", "toml", "comment")),
}
"""Where each generator has its posts, and the syntaxes it reads them in."""

BASE: Mapping[str, Mapping[str, Any]] = {
    "pelican": {"Title": "A day out", "Date": DAY},
    "nikola": {"title": "A day out", "slug": "a", "date": "2026-11-01 10:00:00 UTC"},
    "cobalt": {"title": "A day out", "published_date": "2026-11-01 10:00:00 +0000"},
}
_USUAL = {"title": "A day out", "date": DAY}
FRAMES = {
    "yaml": ("---\n", "\n", "\n---\n"),
    "toml": ("+++\n", "\n", "\n+++\n"),
    "json": ("{\n  ", ",\n  ", "\n}\n"),
    "fenced": ("---json\n{\n  ", ",\n  ", "\n}\n---\n"),
    "bare": ("", ",\n", "\n;;;\n"),
    "keyvalue": ("", "\n", "\n\n"),
    "comment": ("<!--\n.. ", "\n.. ", "\n-->\n\n"),
}
JSON = ("json", "fenced", "bare")
TABLED = ("zola", "cobalt")
"""Generators that take no keys of one's own but in a table."""


class Raw(str):
    """The source of a value, as it is to stand in the file."""


class Plant(NamedTuple):
    """An offence. `sources`: its source by syntax, or `None` where `key` and `data` are written in each."""

    kind: str
    gens: tuple[str, ...] = ("plain",)
    key: str = ""
    data: Any = None
    sources: Mapping[str, str] | None = None
    text: str = ""
    path: str = ""
    base: Mapping[str, Any] = {}
    others: int | Mapping[str, str] = 0
    files: Mapping[str, str] = {}
    replaces: tuple[str, ...] = ()
    fix: str | None = None
    gate: bool = False
    at: str = ""
    alone: bool = False
    only: str = ""
    also: str = ""
    standards: Standards | Callable[[str, Span], Standards] = NO_STANDARDS
    clean: str = ""
    before: Standards | None = None

    def syntaxes(self, generator: str) -> tuple[str, ...]:
        """Those it can be written in."""
        own = HOMES[generator][1]
        own = tuple(each for each in own if not self.only or each in self.only.split())
        return tuple(each for each in own if self.sources is None or _source(self.sources, each) is not None)


def _source(sources: Mapping[str, str], syntax: str) -> str | None:
    return sources.get(syntax, sources.get("json") if syntax in JSON else None)


def _plant(kind: str, gens: str, more: Mapping[str, Any]) -> Plant:
    return Plant(kind, tuple(gens.split()), **more)


def value(key: str, data: Any, gens: str = "plain", **more: Any) -> Plant:
    """A key with an offending value."""
    return _plant("value", gens, {**more, "key": key, "data": data})


def key(name: str, data: Any = "x", gens: str = "plain", **more: Any) -> Plant:
    """An offending key."""
    return _plant("key", gens, {**more, "key": name, "data": data})


def lines(gens: str = "plain", **more: Any) -> Plant:
    """Lines of front matter, by syntax."""
    sources = {syntax: more.pop(syntax) for syntax in tuple(more) if syntax in FRAMES}
    return _plant("lines", gens, {**more, "sources": sources})


def body(text: str, gens: str = "plain", **more: Any) -> Plant:
    """Text in the body; `alone`: there is no other, and what follows the front matter is exactly this."""
    return _plant("body", gens, {**more, "text": text})


def without(name: str, gens: str = "plain", **more: Any) -> Plant:
    """A key that is missing."""
    return _plant("without", gens, {"at": "file", **more, "key": name})


def elsewhere(path: str = "", gens: str = "plain", **more: Any) -> Plant:
    """A clean post that is an offence by where it lies, or by what else there is."""
    return _plant("place", gens, {"at": "file", **more, "path": path})


def whole(text: str, gens: str = "plain", **more: Any) -> Plant:
    """A file as it is."""
    return _plant("whole", gens, {**more, "text": text})


# --- writing ------------------------------------------------------------------------------------------------------------


def written(data: Any, syntax: str) -> str:
    """The source of a value."""
    if isinstance(data, Raw):
        return str(data)
    if isinstance(data, date):
        return json.dumps(str(data)) if syntax in JSON else str(data)
    if syntax in ("keyvalue", "comment"):
        return ", ".join(data) if isinstance(data, list) else str(data).lower() if isinstance(data, bool) else str(data)
    if (
        syntax == "yaml"
        and isinstance(data, str)
        and re.fullmatch(r"(?!(?:true|false|yes|no|null|on|off)\Z)[A-Za-z/][\w ./-]*", data)
    ):
        return data
    if syntax == "toml" and isinstance(data, dict):
        return "{" + ", ".join(f"{name} = {written(each, syntax)}" for name, each in data.items()) + "}"
    return json.dumps(data, ensure_ascii=False)


def pair(name: str, source: str, syntax: str) -> str:
    """A key with its value, in source."""
    lead = {"toml": f"{name} = ", **dict.fromkeys(JSON, f'"{name}": ')}.get(syntax, f"{name}: ")
    return lead + source


class Region(NamedTuple):
    """Text with marks around a part of it taken out, and where that part is (`None`: there were none)."""

    text: str
    start: int | None
    end: int | None


def unmarked(text: str) -> Region:
    start = text.find("«")
    if start < 0:
        return Region(text, None, None)
    bare = text.replace("«", "").replace("»", "")
    return Region(bare, start, text.index("»") - 1)


def named(key: str, source: str, syntax: str) -> str:
    """The source of a pair with marks around its key."""
    name = f'"{key}"' if syntax in JSON else key
    return source.replace(name, f"«{name}»", 1)


def planted(plant: Plant, syntax: str) -> str:
    """The source of a plant, with marks."""
    if plant.sources is not None:
        source = _source(plant.sources, syntax)
        assert source is not None
        return source
    if plant.kind in ("body", "whole"):
        return plant.text
    if plant.kind == "key":
        return named(plant.key, pair(plant.key, written(plant.data, syntax), syntax), syntax)
    if isinstance(plant.data, list) and any("«" in each for each in plant.data):
        return pair(plant.key, re.sub('"«(.*?)»"', r'«"\1"»', written(plant.data, syntax)), syntax)
    if not isinstance(plant.data, str) or "«" not in plant.data:
        return pair(plant.key, f"«{written(plant.data, syntax)}»", syntax)
    bare, start, end = unmarked(plant.data)
    source = written(bare, syntax)
    at = source.index(bare)
    return pair(plant.key, source[: at + start] + "«" + source[at + start : at + end] + "»" + source[at + end :], syntax)


# --- growing ------------------------------------------------------------------------------------------------------------

ODDMENTS = {
    "yaml": ("x: \U0001f469\u200d\U0001f4bb", "# a\tcomment \u20ac", "y: 'd\u00e9j\u00e0 vu'", "z:\t1", "", "list: [a, b]"),
    "toml": (
        'x = "\U0001f469\u200d\U0001f4bb"',
        "# a\tcomment \u20ac",
        "y = 'd\u00e9j\u00e0 vu'",
        "z =\t1",
        "",
        'list = ["a", "b"]',
    ),
    "keyvalue": ("x: \U0001f469\u200d\U0001f4bb", "y: d\u00e9j\u00e0 vu", "z:\tq", "u: a\n    b"),
    "comment": ("x: \U0001f469\u200d\U0001f4bb", "y: d\u00e9j\u00e0 vu"),
    **dict.fromkeys(JSON, ('"x": "\U0001f469\u200d\U0001f4bb"', '"y":\t"d\u00e9j\u00e0 vu"', '"z": 1', '"list": ["a", "b"]')),
}
PARAGRAPHS = (
    "Words and words.\n",
    "\U0001f469\u200d\U0001f4bb at\tsea \u20ac.\n",
    "D\u00e9j\u00e0 vu,\nagain.\n",
    "\u65e5\u672c\u8a9e\n",
)


class Grown(NamedTuple):
    """A post without an offence and one with it, with line ends as they are in the file, and where it was planted."""

    path: str
    clean: bytes
    bytes: bytes
    text: str
    start: int
    end: int
    others: dict[str, str | bytes]
    standards: Standards
    clean_path: str
    clean_standards: Standards

    @property
    def place(self) -> tuple[int, int, int, int]:
        """Line and column of both ends."""
        return (*_position(self.text, self.start), *_position(self.text, self.end))

    @property
    def offsets(self) -> tuple[int, int]:
        """Both ends in bytes of the file."""
        bom = 3 * self.bytes.startswith(b"\xef\xbb\xbf")
        return bom + len(_bytes(self.text[: self.start])), bom + len(_bytes(self.text[: self.end]))


def _bytes(text: str) -> bytes:
    return text.encode(errors="surrogateescape")


def _position(text: str, at: int) -> tuple[int, int]:
    before = text[:at]
    return before.count("\n") + 1, at - (before.rfind("\n") + 1) + 1


@st.composite
def posts(draw: Any, plant: Plant) -> tuple[str, Grown]:
    """The generator, and the posts grown for it."""
    generator = draw(st.sampled_from(plant.gens))
    syntax = draw(st.sampled_from(plant.syntaxes(generator)))
    path = plant.path or HOMES[generator][0]
    base = {**BASE.get(generator, _USUAL), **plant.base}
    oddments = draw(st.lists(st.sampled_from(_oddments(generator, syntax)), unique=True, max_size=4))
    before = draw(st.lists(st.sampled_from(PARAGRAPHS), max_size=2))
    after = draw(st.lists(st.sampled_from(PARAGRAPHS), max_size=2))
    newline, bom = draw(st.sampled_from(["\n", "\r\n"])), draw(st.booleans())
    split = draw(st.integers(0, len(oddments)))
    around = oddments[:split], oddments[split:]
    prose = _prose([*before, "Text.\n", *after])
    clean = _file(_entries(base, (), syntax), around, syntax, prose)
    text = planted(plant, syntax) if plant.kind not in ("without", "place") else ""
    if plant.kind == "whole":
        whole = text
    elif plant.kind == "place":
        whole = clean
    elif plant.kind == "body":
        said = text if plant.alone else _prose([*before, f"{text}\n", *after])
        whole = _file(_entries(base, plant.replaces, syntax), around, syntax, said)
    else:
        gone = (*plant.replaces, plant.key)
        entries = [*_entries(base, gone, syntax), *([text] if text else [])]
        if plant.at in base:
            here = pair(plant.at, written(base[plant.at], syntax), syntax)
            entries[entries.index(here)] = named(plant.at, here, syntax)
        whole = _file(entries, around, syntax, prose)
    bare, start, end = unmarked(whole)
    if plant.at == "file":
        start = end = 0
    assert start is not None, "mark what the finding is about with « »"
    assert end is not None
    moved = (start + bare.count("\n", 0, start), end + bare.count("\n", 0, end)) if newline == "\r\n" else (start, end)
    lead = "\ufeff" * bom
    held_to = plant.standards if isinstance(plant.standards, Standards) else plant.standards(path, Span(*moved))
    return generator, Grown(
        path,
        _bytes(lead + clean.replace("\n", newline)),
        _bytes(lead + bare.replace("\n", newline)),
        bare.replace("\n", newline),
        *moved,
        _others(plant, base, syntax, path),
        held_to,
        plant.clean or (path if plant.kind != "place" else HOMES[generator][0]),
        held_to if plant.before is None else plant.before,
    )


def _oddments(generator: str, syntax: str) -> tuple[str, ...]:
    """Lines that mean nothing to a generator; some want keys of one's own in a table."""
    return tuple(each for each in ODDMENTS[syntax] if generator not in TABLED or not each or each.startswith("#"))


def _prose(paragraphs: list[str]) -> str:
    return "\n" + "\n".join(paragraphs)


def _entries(base: Mapping[str, Any], gone: Iterable[str], syntax: str) -> list[str]:
    return [pair(name, written(data, syntax), syntax) for name, data in base.items() if name not in gone]


def _file(entries: list[str], around: tuple[list[str], list[str]], syntax: str, body: str) -> str:
    opening, between, closing = FRAMES[syntax]
    return opening + between.join((*around[0], *entries, *around[1])) + closing + body


def _others(plant: Plant, base: Mapping[str, Any], syntax: str, path: str) -> dict[str, str | bytes]:
    """Further posts of the same kind, or the files that are named."""
    if not isinstance(plant.others, int):
        return {**plant.others, **plant.files}
    head, _, name = path.rpartition("a.")
    return dict(plant.files) | {
        f"{head}other{n}.{name}": _file(_entries(base, (), syntax), ([], []), syntax, f"\nText {n}.\n")
        for n in range(plant.others)
    }
