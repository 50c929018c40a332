"""Boxes, notes and marks of a page: admonitions in all the ways generators write them, footnotes, tasks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from postctl.escaping import visible
from postctl.formats._html.targets import shown

if TYPE_CHECKING:
    from markdown_it.token import Token

OURS = "postctl-"
"""What ids begin with that no author may give."""

_KINDS = {
    **dict.fromkeys(("note", "info", "abstract", "summary", "question", "quote", "example", "seealso", "todo"), "note"),
    **dict.fromkeys(("tip", "hint", "success", "check", "done"), "tip"),
    **dict.fromkeys(("important",), "important"),
    **dict.fromkeys(("warning", "attention", "warn"), "warning"),
    **dict.fromkeys(("caution", "danger", "error", "failure", "bug", "fail"), "danger"),
}
_CONTAINER = re.compile(r"\s*\{?\.?(?P<kind>[\w-]+)\}?\s*(?:\[(?P<title>[^\]]*)\]|(?P<rest>.*))", re.DOTALL)


def clean(text: str) -> str:
    """A text in which nothing is unseen."""
    return visible(text)


def _box(kind: str) -> str:
    return f'<div class="box {_KINDS.get(kind.lower(), "plain")}" role="note">\n'


def alert(kind: str) -> tuple[str, str]:
    """`> [!NOTE]`."""
    return _box(kind), "</div>\n"


def admonition(token: Token) -> tuple[str, str]:
    """`!!! note "Title"`, `??? note` and `???+ note`, whose title follows as a token of its own."""
    kind = str(token.meta.get("tag", ""))
    if not token.markup.startswith("?"):
        return _box(kind), "</div>\n"
    opened = " open" if token.markup.endswith("+") else ""
    return f'<details class="box {_KINDS.get(kind.lower(), "plain")}"{opened}>\n', "</details>\n"


def box(info: str) -> tuple[str, str]:
    """`:::tip[Title]`, `:::tip Title`, `::: {.callout-note}`."""
    match = _CONTAINER.match(info)
    kind = match["kind"].lower().removeprefix("callout-") if match else ""
    title = ((match["title"] or match["rest"] or "").strip() if match else info.strip()) or kind.capitalize()
    if kind in ("details", "spoiler"):
        return f'<details class="box plain">\n<summary class="box-title">{shown(title)}</summary>\n', "</details>\n"
    return f'{_box(kind)}<p class="box-title">{shown(title)}</p>\n', "</div>\n"


def checkbox(*, checked: bool) -> str:
    """The mark of a task, which nobody can tick here."""
    return f'<input type="checkbox" disabled{" checked" if checked else ""} aria-label="{"done" if checked else "to do"}">'


def footnote(token: Token) -> tuple[str, str]:
    """The parts of footnotes, with links there and back."""
    number, use = int(token.meta.get("id", 0)) + 1, int(token.meta.get("subId", 0))
    back = f"{OURS}ref-{number}{f'-{use}' if use else ''}"
    there = f"{OURS}note-{number}"
    written = {
        "footnote_ref": f'<sup class="note"><a href="#{there}" id="{back}" role="doc-noteref">{number}</a></sup>',
        "footnote_block_open": '<section class="footnotes" role="doc-endnotes" aria-label="Footnotes">\n<hr>\n<ol>\n',
        "footnote_open": f'<li id="{there}">',
        "footnote_anchor": f' <a href="#{back}" role="doc-backlink" aria-label="Back to the text">↩</a>',
    }
    ends = {"footnote_block_open": "</ol>\n</section>\n", "footnote_open": "</li>\n"}
    return written.get(token.type, ""), ends.get(token.type, "")
