"""Markdown to tokens: CommonMark, what GitHub adds, and what the generators of sites add to that.

A plug-in of the parser is loaded only where its mark stands in the text. One that would take time that grows with the
square of the text is held to lines that can be its own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from postctl.formats._markdown import templates

DEEPEST = 100
"""How many containers may stand in each other; the parser leaves those at the last level empty."""

_FOOTNOTE = re.compile(r"\[\^[^\]\s]{1,200}\]")
_INLINE_FOOTNOTE = re.compile(r"\^\[[^\[\]]{1,2000}\]")
_DEFINITION = re.compile(r"^[ >]*[:~][ \t]", re.MULTILINE)


def parsed(source: str, *, mdx: bool) -> tuple[list[Token], Mapping[str, Any]]:
    """The tokens of a body, and what the parser found of footnotes (`refs`: numbers of labels; `list`: of numbers)."""
    parser = MarkdownIt("commonmark", {"maxNesting": DEEPEST}).enable(["strikethrough", "table"])
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


def _only(shape: re.Pattern[str], rule: Callable[[StateInline, bool], bool]) -> Callable[[StateInline, bool], bool]:
    """The rule where `shape` begins: by itself it would look as far as the text goes, from every bracket anew."""
    return lambda state, silent: shape.match(state.src, state.pos, state.posMax) is not None and rule(state, silent)
