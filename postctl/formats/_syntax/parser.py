"""Markdown to tokens: CommonMark, what GitHub adds, and what the generators of sites add to that.

A plug-in of the parser is loaded only where its mark stands in the text. One that would take time that grows with the
square of the text is held to lines that can be its own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, TypeAlias

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline, image, link
from markdown_it.token import Token

from postctl.formats._syntax import templates
from postctl.regexes import later

_Rule: TypeAlias = Callable[[StateInline, bool], bool]

DEEPEST = 100
"""How many containers may stand in each other; the parser leaves those at the last level empty."""

_BRACKETS = 20
"""How many brackets may stand in each other: for each, the parser looks through all that are in it."""

_FOOTNOTE = re.compile(r"\[\^[^\]\s]{1,200}\]")
_INLINE_FOOTNOTE = re.compile(r"\^\[[^\[\]]{1,2000}\]")
_DEFINITION = later(r"^[ >]*[:~][ \t]", re.MULTILINE)


def parsed(source: str, *, mdx: bool, page: bool = False) -> tuple[list[Token], Mapping[str, Any]]:
    """The tokens of a body, and what the parser found of footnotes (`refs`: numbers of labels; `list`: of numbers).

    `page`: for a page, with the notes behind the text, and all addresses as they are written: whoever writes them into a page has
    to look at them. What the parser leaves out since it is nested too deeply is a `verbatim`.
    """
    parser = MarkdownIt("commonmark", {"maxNesting": DEEPEST}).enable(["strikethrough", "table"])
    parser.inline.ruler.at("link", _shallow(link))
    parser.inline.ruler.at("image", _shallow(image))
    _extend(parser, source, page=page)
    templates.add(parser, mdx=mdx)
    if page:
        parser.normalizeLink = parser.normalizeLinkText = _as_it_is  # type: ignore[method-assign, assignment]
        parser.validateLink = _always  # type: ignore[method-assign]
    env: dict[str, Any] = {}
    tokens = [*_with_what_was_dropped(parser.parse(source, env), source.split("\n"))]
    return tokens, env.get("footnotes", {})


def _as_it_is(url: str) -> str:
    return url


def _always(url: str) -> bool:
    return True


def _with_what_was_dropped(tokens: Sequence[Token], lines: Sequence[str]) -> Iterator[Token]:
    """The parser leaves a container at its deepest level empty: its lines go in as they are written."""
    for at, token in enumerate(tokens):
        yield token
        if token.level == DEEPEST - 1 and token.nesting == 1 and token.map and tokens[at + 1].nesting == -1:
            yield Token("verbatim", "", 0, content="\n".join(lines[token.map[0] : token.map[1]]).strip(" \n"))


def _extend(parser: MarkdownIt, source: str, *, page: bool) -> None:
    if "[^" in source or "^[" in source:
        from mdit_py_plugins.footnote import footnote_plugin
        from mdit_py_plugins.footnote.index import footnote_inline, footnote_ref

        footnote_plugin(parser, move_to_end=page)
        parser.inline.ruler.at("footnote_ref", _only(_FOOTNOTE, footnote_ref))
        parser.inline.ruler.at("footnote_inline", _only(_INLINE_FOOTNOTE, footnote_inline))
    if ":::" in source:
        from mdit_py_plugins.container import container_plugin

        container_plugin(parser, "any", validate=lambda params, _: bool(params.strip(" :")))
    if "!!!" in source or "???" in source:
        from mdit_py_plugins.admon import admon_plugin

        admon_plugin(parser)
    if _DEFINITION.search(source):
        from mdit_py_plugins.deflist import deflist_plugin

        deflist_plugin(parser)


def _shallow(rule: _Rule) -> _Rule:
    """The rule where it does not stand too deep in others; there it takes all, as the parser itself does where it gives up."""

    def shallow(state: StateInline, silent: bool) -> bool:
        if state.level < _BRACKETS:
            return rule(state, silent)
        if silent and state.src[state.pos] in "[!":
            state.pos = state.posMax
            return True
        return False

    return shallow


def _only(shape: re.Pattern[str], rule: _Rule) -> _Rule:
    """The rule where `shape` begins: by itself it would look as far as the text goes, from every bracket anew."""
    return lambda state, silent: shape.match(state.src, state.pos, state.posMax) is not None and rule(state, silent)
