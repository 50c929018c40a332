"""Alerts of GitHub, containers of Docusaurus and VuePress, admonitions of Python-Markdown: one kind of block, with a title."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import TypeAlias

from markdown_it.token import Token

from postctl.regexes import later

Named: TypeAlias = Callable[[str, str], str]
"""What stands before a title, by the kind of its alert and the title itself."""

_FAMILIES = {
    **dict.fromkeys(("note", "info", "abstract", "summary", "tldr", "todo", "seealso"), "note"),
    **dict.fromkeys(("tip", "hint", "success", "check", "done"), "tip"),
    **dict.fromkeys(("important", "question", "help", "faq", "example", "quote", "cite"), "important"),
    **dict.fromkeys(("warning", "warn", "attention", "caution"), "warning"),
    **dict.fromkeys(("danger", "error", "bug", "failure", "fail", "missing"), "danger"),
    **dict.fromkeys(("details", "spoiler"), "details"),
}
_ALERT = later(r"\[!(?P<kind>[A-Za-z][\w -]{0,30})\][+-]?[ \t]*")
_ADMONITION = re.compile(r"\s*(?P<kind>[\w-]+)(?P<more>[^\"\n]*)(?:\"(?P<title>[^\"\n]*)\")?(?P<rest>[^\n]*)")
_CONTAINER = re.compile(r"\s*\{?\.?(?:callout-)?(?P<kind>[\w-]+)\}?\s*(?:\[(?P<title>[^\]\n]*)\])?(?P<more>)(?P<rest>[^\n]*)")
_SHAPES = {"admonition_open": _ADMONITION, "container_any_open": _CONTAINER}
_CLOSED = frozenset({"admonition_close", "container_any_close"})


def alerted(tokens: Sequence[Token], named: Named) -> Iterator[Token]:
    """Each alert between `alert_open` and `alert_close`, its title in an `alert_title_open` of its own.

    `meta["family"]`: note, tip, important, warning, danger, details, or `""` for a kind nobody knows. `meta["folds"]`: it can be
    closed, and is (`closed`) or not (`open`).
    """
    quotes: list[bool] = []
    skipped = 0
    for at, token in enumerate(tokens):
        if skipped:
            skipped -= 1
        elif token.type in _SHAPES:
            yield from _titled(token, named)
            skipped = 3 if tokens[at + 1].type == "admonition_title_open" else 0
        elif token.type in _CLOSED:
            yield Token("alert_close", "", -1)
        elif token.type == "blockquote_open":
            quotes.append(bool(found := _alert(tokens, at)))
            yield from _from_quote(token, tokens[at + 2], found, named) if found else [token]
            skipped = 3 if found and not tokens[at + 2].children else 0
        elif token.type == "blockquote_close":
            yield Token("alert_close", "", -1) if quotes.pop() else token
        else:
            yield token


def titled(family: str, children: list[Token], lines: list[int] | None, folds: str = "") -> Iterator[Token]:
    """The beginning of an alert: a block of its family, and the title."""
    meta = {"family": family, "folds": folds or ("closed" if family == "details" else "")}
    yield Token("alert_open", "", 1, map=lines, meta=meta)
    yield Token("alert_title_open", "", 1, meta=meta)
    yield Token("inline", "", 0, children=children)
    yield Token("alert_title_close", "", -1, meta=meta)


def _titled(token: Token, named: Named) -> Iterator[Token]:
    found = _SHAPES[token.type].fullmatch(token.info)
    kind = found["kind"] if found else ""
    words = [found[name] for name in ("more", "title", "rest")] if found else [token.info]
    title = " ".join(word.strip() for word in words if word and word.strip())
    folds = ("open" if token.markup.endswith("+") else "closed") if token.markup.startswith("?") else ""
    yield from titled(_FAMILIES.get(kind.lower(), ""), [_text(named(kind, title) + title)], token.map, folds)


def _text(content: str) -> Token:
    return Token("text", "", 0, content=content)


def _alert(tokens: Sequence[Token], at: int) -> re.Match[str] | None:
    inside = at + 2 < len(tokens) and tokens[at + 1].type == "paragraph_open"
    children = tokens[at + 2].children if inside else None
    return _ALERT.match(children[0].content) if children and children[0].type == "text" else None


def _from_quote(token: Token, paragraph: Token, found: re.Match[str], named: Named) -> Iterator[Token]:
    """The beginning of an alert; the first line of its first paragraph is the title."""
    children = paragraph.children or []
    ends = next((number for number, each in enumerate(children) if each.type in ("softbreak", "hardbreak")), len(children))
    line, paragraph.children = children[:ends], children[ends + 1 :]
    line[0].content = line[0].content[found.end() :]
    title = "".join(each.content for each in line).strip()
    family = "danger" if found["kind"].lower() == "caution" else _FAMILIES.get(found["kind"].lower(), "")  # red on GitHub
    yield from titled(family, [_text(named(found["kind"], title)), *line], token.map)
