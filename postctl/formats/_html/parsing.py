"""A body as the tokens that make a page.  [markdown-it-py, mdit-py-plugins]"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it.token import Token


def tokens(source: str, *, mdx: bool) -> list[Token]:
    """What a body holds. Addresses are as they are written: whoever writes them into a page has to look at them."""
    from postctl.formats._syntax import alerts, parser, tasks

    parsed, _ = parser.parsed(source, mdx=mdx, page=True)
    found = [*alerts.alerted(parsed, _named)]
    tasks.know_tasks(found)
    return found


def _named(kind: str, title: str) -> str:
    return "" if title else kind.capitalize()
