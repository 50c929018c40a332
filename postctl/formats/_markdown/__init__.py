"""The body of a post, rendered for a terminal by Rich's Markdown, with the parts that a manager of posts wants otherwise.

Nothing an author wrote is left out: HTML, template tags, addresses of links and pictures, and what is nested too deeply
for the parser are shown as they are written. Import this package inside functions: Rich and its parser are slow to load.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from markdown_it.token import Token
from rich.console import Console, ConsoleOptions, RenderResult
from rich.markdown import Markdown, UnknownElement

from postctl.escaping import visible
from postctl.formats._markdown import blocks, containers, html, leaves, lines, pictures, tables
from postctl.formats._markdown.elements import Leaf, Page
from postctl.formats._markdown.look import Look, known
from postctl.formats._syntax import parser

__all__ = ["Look", "body"]

_PIECES = ("text", "html", "picture", "missing", "address", "footnote", "template", "math", "marks")


class _Nothing(UnknownElement):
    """A line without anything in it."""

    new_line = False


class _Body(Page):
    """Rich's Markdown over tokens that are clean, with our elements."""

    inlines = Markdown.inlines | html.STYLES | set(_PIECES)

    def __init__(self, markup: str, look: Look) -> None:
        super().__init__("")
        source = visible(markup)
        tokens, footnotes = parser.parsed(source, mdx=look.mdx)
        self.look = look
        self.parsed = [*_clean(blocks.ordered(tokens, footnotes, source), look)]

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        self.last = None
        yield from super().__rich_console__(console, options)


def body(markup: str, look: Look) -> Markdown:
    r"""`markup` as something Rich can print. Its lines end with `\n`; nothing in it needs to be clean."""
    return _Body(markup, look)


def _clean(tokens: Iterable[Token], look: Look) -> Iterator[Token]:
    found: list[Token] = []
    drawn = 0
    for token in tokens:
        token.content, token.info = visible(token.content), visible(token.info)  # entities (`&#x202e;`) are decoded by now
        if token.type == "inline":
            found += _pictures(token.children or [], look)
            token.children = [*lines.tamed(token.children or [], look)]
        yield token
        if token.type in ("paragraph_close", "html_close"):
            room = pictures.MOST - drawn
            yield from found[:room]
            drawn, found = drawn + len(found[:room]), []


def _pictures(tokens: Iterable[Token], look: Look) -> list[Token]:
    """A block for each image in a line whose bytes are known."""
    images = [html.single(token) if token.type == "html_inline" else token for token in tokens]
    facts = [known(look, image) for image in images if image.type == "image"]
    return [Token("drawn", "", 0, meta={"data": image["data"]}) for image in facts if look.colour and image.get("data")]


_Body.elements = {
    **Markdown.elements,
    "inline": _Nothing,
    "paragraph_open": Leaf,
    "heading_open": leaves.Heading,
    "fence": leaves.Code,
    "code_block": leaves.Code,
    "hr": leaves.Rule,
    "more": leaves.Rule,
    "notes_line": leaves.NotesLine,
    "html_open": leaves.Html,
    "verbatim": leaves.Verbatim,
    "template": leaves.Template,
    "drawn": pictures.Picture,
    "math_block": leaves.Mathematics,
    "table_open": tables.Table,
    "thead_open": tables.Head,
    "tbody_open": tables.Body,
    "tr_open": tables.Row,
    "th_open": tables.Cell,
    "td_open": tables.Cell,
    "blockquote_open": containers.Quote,
    "bullet_list_open": containers.Many,
    "ordered_list_open": containers.Many,
    "list_item_open": containers.Item,
    "alert_open": containers.Alert,
    "alert_title_open": containers.AlertTitle,
    "dl_open": containers.Definitions,
    "dt_open": containers.Term,
    "dd_open": containers.Definition,
    "notes_open": containers.Notes,
    "note_open": containers.Note,
}
