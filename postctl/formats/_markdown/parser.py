"""Markdown to tokens: CommonMark, what GitHub adds, and what the generators of sites add to that.

A plug-in of the parser is loaded only where its mark stands in the text. One that would take time that grows with the
square of the text is held to lines that can be its own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline, image, link
from markdown_it.token import Token

from postctl.formats._markdown import templates

_Rule: TypeAlias = Callable[[StateInline, bool], bool]

DEEPEST = 100
"""How many containers may stand in each other; the parser leaves those at the last level empty."""

_BRACKETS = 20
"""How many brackets may stand in each other: for each, the parser looks through all that are in it."""

_FOOTNOTE = re.compile(r"\[\^[^\]\s]{1,200}\]")
_INLINE_FOOTNOTE = re.compile(r"\^\[[^\[\]]{1,2000}\]")
_DEFINITION = re.compile(r"^[ >]*[:~][ \t]", re.MULTILINE)


def parsed(source: str, *, mdx: bool) -> tuple[list[Token], Mapping[str, Any]]:
    """The tokens of a body, and what the parser found of footnotes (`refs`: numbers of labels; `list`: of numbers)."""
    parser = MarkdownIt("commonmark", {"maxNesting": DEEPEST}).enable(["strikethrough", "table"])
    parser.inline.ruler.at("link", _shallow(link))
    parser.inline.ruler.at("image", _shallow(image))
    _extend(parser, source)
    templates.add(parser, mdx=mdx)
    env: dict[str, Any] = {}
    tokens = parser.parse(source, env)
    return tokens, env.get("footnotes", {})


def _extend(parser: MarkdownIt, source: str) -> None:
    if "[^" in source or "^[" in source:
        from mdit_py_plugins.footnote import footnote_plugin
        from mdit_py_plugins.footnote.index import footnote_inline, footnote_ref

        footnote_plugin(parser, move_to_end=False)
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
