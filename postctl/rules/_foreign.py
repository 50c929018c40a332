"""Front matter that its generator takes for text: something stands before it, or it is in a syntax of another generator."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from importlib import import_module
from typing import TYPE_CHECKING, Literal, cast

from postctl import facts
from postctl.document import Document, front_matter, position, read_text
from postctl.model import Edit, Fences, Fix, Severity, Span
from postctl.regexes import later
from postctl.rules import Finding
from postctl.rules._common import is_habit
from postctl.site import Generator, Site
from postctl.values import NamedTuple

if TYPE_CHECKING:
    from postctl.syntaxes import Syntax

_LEAD = later("[\\s\ufeff\u200b\u2060]+")
_FENCE = later(r"(?:---|\+\+\+)[ \t]*(?=\r|\n)(?<=[\r\n].{3})")
_CODE = later(r"```|~~~|<pre|\{%|\{\{|^(?: {4}|\t)", re.MULTILINE)
_COMMENTS = later(r"(?:\s|\ufeff|<!--(?:(?!-->)[\s\S]){0,2000}-->)+")
_LINES = later(r"[A-Za-z][\w-]{0,30}:[ \t]")
_BEGINNING = later(r"[-+;]{3}|\{|[^\s:{]+")
_FAR = 2_000
_STRICT = Fences(blank_before=False, dots_close=False)
_SURE = frozenset({"title", "layout", "date"})
_NAMES = {"toml": "TOML", "json": "JSON", "comment": "Nikola's `.. key:` lines"}
_OWN_LINES = frozenset({"pelican", "mkdocs", "hexo", "plain", "notes", "nikola"})
"""Generators that read lines without fences, or of which nobody knows whether they do."""


class Mistake(NamedTuple):
    """Front matter that is text. `before`: for what stands before it, else it is in a foreign syntax."""

    kind: Literal["before", "foreign"]
    finding: Finding


def findings(site: Site, kind: Literal["before", "foreign"]) -> Iterator[Finding]:
    """What is to be said of the posts of a site: one by one, or once where its posts are all so, for then somebody sees to it."""
    found = [finding for path, each, finding in _all(site) if each == kind]
    if is_habit(len(found), len(site.posts)):
        some = f"{len(found)} of {len(site.posts)} posts: {found[0].message}"
        yield Finding(some, found[0].span, "if a plugin reads it, leave this rule out", None, found[0].path, Severity.INFO)
    else:
        yield from found


def mistaken(site: Site) -> frozenset[str]:
    """The paths of the posts whose front matter is there, but as text."""
    return frozenset(path for path, _, _ in _all(site))


@lru_cache(maxsize=4)
def _all(site: Site) -> tuple[tuple[str, str, Finding], ...]:
    found = []
    for post, own in zip(site.posts, facts.of_all(site, facts.syntax), strict=True):
        if not own and post.document.apart is None:
            found_there = mistake(post.document.text, site.generator)
            if found_there is not None:
                finding = found_there.finding
                severity = Severity.WARNING if site.generator.name in ("plain", "notes") else finding.severity
                moved = Finding(finding.message, finding.span, finding.help, finding.fix, post.path, severity)
                found.append((post.path, found_there.kind, moved))
    return tuple(found)


def mistake(text: str, generator: Generator) -> Mistake | None:
    """What keeps the front matter of a text from being some."""
    finding = _after_blanks(text, generator)
    if finding is not None:
        return Mistake("before", finding)
    finding = in_another_syntax(text, generator) or _without_fences(text, generator)
    if finding is not None:
        return Mistake("foreign", finding)
    finding = _after_text(text, generator)
    return Mistake("before", finding) if finding is not None else None


def syntax(name: str) -> Syntax:
    """A front matter syntax by name."""
    return cast("Syntax", import_module(f"postctl.syntaxes.{name}").SYNTAX)


def _own(text: str, generator: Generator) -> Document | None:
    """A text as the generator would read it, if it has front matter then."""
    read = read_text(text, tuple(map(syntax, generator.syntaxes)), generator.fences, generator.schema)
    return read if isinstance(read, Document) and read.entries else None


def _is_sure(read: Document) -> bool:
    return any(entry.key.lower() in _SURE for entry in read.entries)


def _after_blanks(text: str, generator: Generator) -> Finding | None:
    lead = _LEAD.match(text)
    if lead is None or lead.end() == len(text):
        return None
    read = _own(text[lead.end() :], generator)
    if read is None or read.outer.start or not (_is_sure(read) or read.syntax is syntax("yaml") or read.syntax is syntax("toml")):
        return None
    line = position(text, lead.end())[0]
    what = "white space" if not lead[0].strip() else "a byte order mark"
    where = f"{what} stands before the front matter in line {line}" if line > 1 else f"{what} stands before the front matter"
    return Finding(
        f"{where}: {generator.title} takes all of it for text",
        span=_beginning(text, lead.end()),
        help="begin the file with the fence" if read.text[0] in "-+" else "begin the file with the first key",
        fix=Fix(True, (Edit(Span(0, lead.end()), ""),)),
    )


def _beginning(text: str, at: int) -> Span:
    """The fence that stands there, or the key."""
    found = _BEGINNING.match(text, at)
    return Span(*found.span()) if found else Span(at, at + 1)


def _after_text(text: str, generator: Generator) -> Finding | None:
    fence = _FENCE.search(text, 0, _FAR)
    lead = text[: fence.start()] if fence else ""
    if fence is None or not lead.strip() or _CODE.search(lead) or len(lead.split("\n")) > 8:
        return None
    read = _own(text[fence.start() :], generator)
    if read is None or read.outer.start or not _is_sure(read):
        return None
    moved = (Edit(Span(0, len(lead)), ""), Edit(Span(len(lead) + read.outer.end, len(lead) + read.outer.end), lead))
    line = position(text, fence.start())[0]
    return Finding(
        f"text stands before the front matter in line {line}: {generator.title} takes all of it for text",
        span=Span(*fence.span()),
        help="move what stands above the fence to below the front matter",
        fix=Fix(False, moved) if _COMMENTS.fullmatch(lead) else None,
        severity=Severity.WARNING,
    )


def in_another_syntax(text: str, generator: Generator) -> Finding | None:
    """What is said of a text that begins with front matter for another generator."""
    begin = len(text) - len(text.lstrip())
    name = next((name for name, mark in _MARKS if text.startswith(mark, begin)), None)
    if name is None or (name in generator.syntaxes and not _only_named(name, generator.fences)):
        return None
    read = read_text(text[begin:], (syntax(name),), _STRICT, generator.schema)
    if not isinstance(read, Document) or not (_is_sure(read) or (name == "toml" and read.entries)):
        return None
    return Finding(
        f"{generator.title} reads no front matter in {_NAMES[name]}: to it that is part of the text",
        span=Span(begin, begin + len(text[begin:].split("\n", 1)[0].rstrip())),
        help="write it as YAML between lines `---`" if "yaml" in generator.syntaxes else "write `Title: ...` lines",
    )


def _only_named(name: str, fences: Fences) -> bool:
    """Whether it is read where a fence names it (`---json`), or without its braces, but not as it usually is."""
    return name in ("json", "toml") and (fences.languages or fences.unopened)


_MARKS = (("toml", "+++"), ("json", "{\n"), ("json", '{"'), ("json", "{\r"), ("comment", ".. "), ("comment", "<!--"))


def _without_fences(text: str, generator: Generator) -> Finding | None:
    """`title: A` in the first line, as Pelican and Hexo read it."""
    if generator.name in _OWN_LINES or not _LINES.match(text):
        return None
    read = read_text(text, (syntax("keyvalue"),), _STRICT, "yaml-1.1")
    if not isinstance(read, Document) or {"title", "date"} - {entry.key.lower() for entry in read.entries}:
        return None
    end = read.inner.end
    newline = "\r\n" if "\r\n" in text[:end] else "\n"
    closed = text.startswith("---", end)
    edits = (Edit(Span(0, 0), f"---{newline}"), *(() if closed else (Edit(Span(end, end), f"---{newline}"),)))
    after = _own(f"---{newline}{text[:end]}---{newline}", generator)
    same = after is not None and front_matter(after).keys() == {entry.key for entry in read.entries}
    return Finding(
        f"{generator.title} reads no keys without a fence above them: to it they are part of the text",
        span=read.entries[0].name.span,
        help="write a line `---` above the first key" + ("" if closed else " and one below the last"),
        fix=Fix(False, edits) if same else None,
    )
