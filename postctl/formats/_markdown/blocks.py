"""The blocks of tokens put in order before they are drawn: what the parser leaves out, HTML, lists."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from markdown_it.rules_block.table import escapedSplit
from markdown_it.token import Token

from postctl.formats._markdown import html
from postctl.formats._markdown.look import literal
from postctl.formats._markdown.notes import gathered
from postctl.formats._syntax.alerts import alerted, titled
from postctl.formats._syntax.tasks import know_tasks
from postctl.regexes import later

_MORE = later(
    r"\s*(?:<!--+|\{/\*)\s*((?:end[_-])?(?:more|truncate|excerpt|teaser|read ?more)(?:[_-]end)?)\s*(?:--+>|\*/\})\s*",
    re.IGNORECASE,
)
_DETAILS = later(
    r"\s*<details\b[^<>]*>\s*(?:<summary\b[^<>]*>(?P<summary>.*?)</summary>)?(?P<rest>.*)", re.DOTALL | re.IGNORECASE
)
_AS_WRITTEN = later(r"\s*<(?:!|\?|script|style|pre|svg|textarea)", re.IGNORECASE)


def ordered(tokens: list[Token], footnotes: Mapping[str, Any], source: str) -> list[Token]:
    """The tokens of a body as they are drawn, but for what stands within a line. `footnotes`: what the parser found."""
    lines = source.split("\n")
    _keep_cells(tokens, lines)
    blocks = [*alerted([*_blocks_of_html(tokens)], named)]
    know_tasks(blocks)
    _know_lists(blocks)
    return gathered(blocks, footnotes)


def named(kind: str, title: str) -> str:
    """The name of a kind before the title of an alert, unless that begins with it."""
    name = kind.capitalize() if kind.isupper() or kind.islower() else kind
    return "" if title.lower().startswith(kind.lower()) and title else name + (": " if title and name else "")


# --- tables -----------------------------------------------------------------------------------------------------------


def _keep_cells(tokens: Sequence[Token], lines: Sequence[str]) -> None:
    """The parser drops the cells of a row for which the head has no column: they go into the last one."""
    row: list[Token] = []
    line = ""
    for token in tokens:
        if token.type == "tr_open":
            row, line = [], lines[token.map[0]] if token.map else ""
        elif token.type == "tr_close" and row:
            extra = _surplus([cell.content for cell in row], line)
            row[-1].children = [*(row[-1].children or []), *([literal(f" | {' | '.join(extra)}", "text")] if extra else [])]
            row = []
        elif token.type == "inline":
            row.append(token)


def _surplus(kept: list[str], line: str) -> list[str]:
    """The cells of a row's line behind those that were kept; the mark of a quote may stand before the first."""
    written = [cell.strip() for cell in escapedSplit(line.strip())]
    if line.count("|") < len(kept):
        return []
    for start in range(len(written) - len(kept)):
        if written[start].endswith(kept[0]) and written[start + 1 : start + len(kept)] == kept[1:]:
            return [cell for cell in written[start + len(kept) :] if cell]
    return []


# --- HTML -------------------------------------------------------------------------------------------------------------


def _blocks_of_html(tokens: Sequence[Token]) -> Iterator[Token]:
    """HTML as a paragraph of its pieces; `<details>` around what it holds; the mark where the excerpt ends as a rule."""
    ends = _ends_of_details(tokens)
    for at, token in enumerate(tokens):
        more = _MORE.fullmatch(token.content) if token.type in ("html_block", "template") else None
        if more:
            yield Token("more", "", 0, content=more[1], map=token.map)
        elif token.type != "html_block":
            yield token
        elif at in ends:
            yield from _details(token)
        elif _AS_WRITTEN.match(token.content):
            yield Token("verbatim", "", 0, content=token.content.rstrip(), map=token.map)
        else:
            yield from _paragraph([*html.pieces(token.content.rstrip())], token.map)


def _ends_of_details(tokens: Sequence[Token]) -> set[int]:
    """The places of blocks of HTML that begin `<details>`, and of those that end them in the same container."""
    found: set[int] = set()
    open_: list[tuple[int, int]] = []
    for at, token in enumerate(tokens):
        while open_ and token.level < open_[-1][1]:
            open_.pop()
        if token.type == "html_block":
            text = token.content.strip().lower()
            if text.startswith("<details") and "</details" not in text:
                open_.append((at, token.level))
            elif text == "</details>" and open_ and open_[-1][1] == token.level:
                found |= {at, open_.pop()[0]}
    return found


def _details(token: Token) -> Iterator[Token]:
    begins = _DETAILS.fullmatch(token.content)
    if begins is None:
        yield Token("alert_close", "", -1)
        return
    yield from titled("details", [*html.pieces((begins["summary"] or "Details").strip())], token.map)
    if begins["rest"].strip():
        yield from _paragraph([*html.pieces(begins["rest"].strip())], None)


def _paragraph(children: list[Token], lines: list[int] | None) -> Iterator[Token]:
    yield Token("html_open", "", 1, map=lines)
    yield Token("inline", "", 0, children=children)
    yield Token("html_close", "", -1)


# --- lists ------------------------------------------------------------------------------------------------------------


def _know_lists(tokens: Sequence[Token]) -> None:
    """Each list knows how many items it has and whether they stand close; each item which one it is."""
    lists: list[Token] = []
    for token in tokens:
        if token.type in ("bullet_list_open", "ordered_list_open"):
            token.meta = {"items": 0, "loose": False}
            lists.append(token)
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            lists.pop()
        elif token.type == "list_item_open":
            token.meta["number"] = lists[-1].meta["items"]
            lists[-1].meta["items"] += 1
        elif token.type == "paragraph_open" and lists and token.level == lists[-1].level + 2 and not token.hidden:
            lists[-1].meta["loose"] = True
