"""The Markdown of generators as tokens: CommonMark with what they add to it.  [markdown-it-py, mdit-py-plugins]"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token

_DEEPEST = 60
"""Levels of nesting; what is nested deeper the parser leaves out, and `with_what_was_dropped` puts in as it is written."""

_MOST_WORK = 20_000_000
"""Brackets times characters of one paragraph: the parser looks for the end of a link at each bracket."""


def tokens(source: str) -> list[Token]:
    """What a body holds. Addresses are as they are written: whoever writes them into a page has to look at them."""
    return _with_what_was_dropped(_parser().parse(source, {}), source)


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt
    from mdit_py_plugins.admon import admon_plugin
    from mdit_py_plugins.container import container_plugin
    from mdit_py_plugins.deflist import deflist_plugin
    from mdit_py_plugins.dollarmath import dollarmath_plugin
    from mdit_py_plugins.footnote import footnote_plugin

    parser = MarkdownIt("commonmark", {"tasklists": True, "alerts": True, "html": True, "maxNesting": _DEEPEST})
    parser.enable(["table", "strikethrough"])
    parser.use(footnote_plugin).use(deflist_plugin).use(admon_plugin)
    parser.use(container_plugin, "box", validate=lambda words, *_: bool(words.strip()))
    parser.use(dollarmath_plugin, allow_space=False, allow_digits=False, allow_blank_lines=False, allow_labels=False)
    parser.core.ruler.at("inline", _inline)
    parser.normalizeLink = _as_it_is  # type: ignore[method-assign]
    parser.normalizeLinkText = _as_it_is  # type: ignore[method-assign, assignment]
    parser.validateLink = _always  # type: ignore[method-assign]
    return parser


def _inline(state: StateCore) -> None:
    """Read what stands in a line, unless it would take the parser minutes: then it is text."""
    from markdown_it.token import Token

    for token in state.tokens:
        if token.type == "inline":
            token.children = []
            if token.content.count("[") * len(token.content) > _MOST_WORK:
                token.children.append(Token("text", "", 0, content=token.content))
            else:
                state.md.inline.parse(token.content, state.md, state.env, token.children)


def _as_it_is(url: str) -> str:
    return url


def _always(url: str) -> bool:
    return True


def _with_what_was_dropped(found: Sequence[Token], source: str) -> list[Token]:
    """The parser leaves a container at its deepest level empty: its lines go in as they are written."""
    from markdown_it.token import Token

    lines, whole = source.splitlines(), []
    for at, token in enumerate(found):
        whole.append(token)
        if token.level >= _DEEPEST - 1 and token.nesting == 1 and token.map and found[at + 1].nesting == -1:
            whole.append(Token("fence", "", 0, content="\n".join(lines[token.map[0] : token.map[1]]).strip(" \n")))
    return whole
