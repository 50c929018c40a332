"""Boxes, notes and marks of a page: admonitions in all the ways generators write them, footnotes, tasks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postctl.escaping import visible

if TYPE_CHECKING:
    from markdown_it.token import Token

OURS = "postctl-"
"""What ids begin with that no author may give."""


def clean(text: str) -> str:
    """A text in which nothing is unseen."""
    return visible(text)


def alert(token: Token) -> tuple[str, str]:
    """A box, in the colour of its family; one that folds can be opened."""
    family = token.meta["family"]
    kind = family if family not in ("", "details") else "plain"
    if token.meta["folds"]:
        return f'<details class="box {kind}"{" open" if token.meta["folds"] == "open" else ""}>\n', "</details>\n"
    return f'<div class="box {kind}" role="note">\n', "</div>\n"


def title(token: Token) -> tuple[str, str]:
    """The title of a box."""
    return ('<summary class="box-title">', "</summary>\n") if token.meta["folds"] else ('<p class="box-title">', "</p>\n")


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
