"""Alerts of GitHub, containers of Docusaurus and VuePress, admonitions of Python-Markdown: one kind of block, with a title."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from markdown_it.token import Token

_ALERT = re.compile(r"\[!(?P<kind>[A-Za-z][\w -]{0,30})\][+-]?[ \t]*")
_ADMONITION = re.compile(r"\s*(?P<kind>[\w-]+)(?P<more>[^\"\n]*)(?:\"(?P<title>[^\"\n]*)\")?(?P<rest>[^\n]*)")
_CONTAINER = re.compile(r"\s*(?P<kind>[\w-]+)(?:\[(?P<title>[^\]\n]*)\])?(?P<more>)(?P<rest>[^\n]*)")
_SHAPES = {"admonition_open": _ADMONITION, "container_any_open": _CONTAINER}
_CLOSED = frozenset({"admonition_close", "container_any_close"})


def alerted(tokens: Sequence[Token]) -> Iterator[Token]:
    """Each alert between `alert_open` (`meta["kind"]`) and `alert_close`, its title in an `alert_title_open` of its own."""
    quotes: list[bool] = []
    skipped = 0
    for at, token in enumerate(tokens):
        if skipped:
            skipped -= 1
        elif token.type in _SHAPES:
            yield from _titled(token)
            skipped = 3 if tokens[at + 1].type == "admonition_title_open" else 0
        elif token.type in _CLOSED:
            yield Token("alert_close", "", -1)
        elif token.type == "blockquote_open":
            quotes.append(bool(found := _alert(tokens, at)))
            yield from _from_quote(token, tokens[at + 2], found) if found else [token]
            skipped = 3 if found and not tokens[at + 2].children else 0
        elif token.type == "blockquote_close":
            yield Token("alert_close", "", -1) if quotes.pop() else token
        else:
            yield token


def titled(kind: str, children: list[Token], lines: list[int] | None) -> Iterator[Token]:
    """The beginning of an alert: a block of its `kind`, and the title."""
    yield Token("alert_open", "", 1, map=lines, meta={"kind": kind.lower()})
    yield Token("alert_title_open", "", 1)
    yield Token("inline", "", 0, children=children)
    yield Token("alert_title_close", "", -1)


def _titled(token: Token) -> Iterator[Token]:
    found = _SHAPES[token.type].fullmatch(token.info)
    kind = found["kind"] if found else ""
    words = [found[name] for name in ("more", "title", "rest")] if found else [token.info]
    title = " ".join(word.strip() for word in words if word and word.strip())
    yield from titled(kind, [_text(_named(kind, title) + title)], token.map)


def _named(kind: str, title: str) -> str:
    """The name of a kind before the title, unless that begins with it."""
    name = kind.capitalize() if kind.isupper() or kind.islower() else kind
    return "" if title.lower().startswith(kind.lower()) and title else name + (": " if title and name else "")


def _text(content: str) -> Token:
    return Token("text", "", 0, content=content)


def _alert(tokens: Sequence[Token], at: int) -> re.Match[str] | None:
    inside = at + 2 < len(tokens) and tokens[at + 1].type == "paragraph_open"
    children = tokens[at + 2].children if inside else None
    return _ALERT.match(children[0].content) if children and children[0].type == "text" else None


def _from_quote(token: Token, paragraph: Token, found: re.Match[str]) -> Iterator[Token]:
    """The beginning of an alert; the first line of its first paragraph is the title."""
    children = paragraph.children or []
    ends = next((number for number, each in enumerate(children) if each.type in ("softbreak", "hardbreak")), len(children))
    line, paragraph.children = children[:ends], children[ends + 1 :]
    line[0].content = line[0].content[found.end() :]
    title = "".join(each.content for each in line).strip()
    yield from titled(found["kind"], [_text(_named(found["kind"], title)), *line], token.map)
