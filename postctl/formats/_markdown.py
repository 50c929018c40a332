"""The body of a post, rendered for a terminal by Rich's Markdown, with the parts that a manager of posts wants otherwise.

Nothing an author wrote is left out: HTML, template tags, addresses of links and pictures, and what is nested too deeply
for the parser are shown as they are written. Import this module inside functions: Rich and its parser are slow to load.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import cast

from markdown_it.token import Token
from rich import box
from rich.cells import chop_cells
from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.containers import Renderables
from rich.markdown import (
    BlockQuote,
    CodeBlock,
    Heading,
    HorizontalRule,
    ListElement,
    ListItem,
    Markdown,
    TableElement,
    TextElement,
)
from rich.segment import Segment
from rich.style import Style
from rich.syntax import ANSISyntaxTheme, Syntax
from rich.table import Table
from rich.text import Text

from postctl.escaping import linkable, visible

_HIGHLIGHTED_LINES, _HIGHLIGHTED_CHARACTERS = 2_000, 100_000
_DEEPEST = 19
"""The level at which the parser drops what a container holds (its `maxNesting` is 20)."""
_ROOM = 8
"""With less room than this, containers no longer indent."""
_CELLS_A_COLUMN = 5
_MARGIN = Segment("    ")
_LANGUAGE = re.compile(r"[\w+#.-]+")

_THEME = ANSISyntaxTheme(
    {
        ("Comment",): Style(dim=True),
        ("Keyword",): Style(color="magenta"),
        ("Operator", "Word"): Style(color="magenta"),
        ("Name", "Function"): Style(color="blue"),
        ("Name", "Class"): Style(color="blue"),
        ("Name", "Tag"): Style(color="blue"),
        ("Name", "Attribute"): Style(color="cyan"),
        ("Literal", "Number"): Style(color="cyan"),
        ("Literal", "String"): Style(color="green"),
        ("Generic", "Deleted"): Style(color="red"),
        ("Generic", "Inserted"): Style(color="green"),
        ("Generic", "Heading"): Style(bold=True),
    }
)
"""Colours that are readable on dark and on light backgrounds."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a body is drawn. `boxes`: lines and bullets that a terminal draws, else ASCII; `links`: a terminal can open them."""

    boxes: bool
    colour: bool
    links: bool


class _Body(Markdown):
    """Rich's Markdown over tokens that are clean, with our elements."""

    inlines = Markdown.inlines | {"html", "picture"}

    def __init__(self, markup: str, look: Look) -> None:
        source = visible(markup)
        super().__init__(source)
        self.look = look
        self.parsed = [*_tamed(_with_what_was_dropped(self.parsed, source), look)]


def body(markup: str, look: Look) -> Markdown:
    r"""`markup` as something Rich can print. Its lines end with `\n`; nothing in it needs to be clean."""
    return _Body(markup, look)


# --- tokens -----------------------------------------------------------------------------------------------------------


def _with_what_was_dropped(tokens: Sequence[Token], source: str) -> Iterator[Token]:
    """The parser leaves a container at its deepest level empty: its lines go in as they are written."""
    lines = source.splitlines()
    for at, token in enumerate(tokens):
        yield token
        if token.level == _DEEPEST and token.nesting == 1 and token.map and tokens[at + 1].nesting == -1:
            yield Token("html_block", "", 0, content="\n".join(lines[token.map[0] : token.map[1]]).strip(" \n"))


def _tamed(tokens: Iterable[Token], look: Look) -> Iterator[Token]:
    for token in tokens:
        token.content, token.info = visible(token.content), visible(token.info)  # entities (`&#x202e;`) are decoded by now
        if token.type == "inline":
            token.children = [*_inline(token.children or [], look)]
        yield token


def _inline(tokens: Iterable[Token], look: Look) -> Iterator[Token]:
    """Inline tokens as `_Body` draws them: a link that no terminal may open is text with the address behind it."""
    text = ""
    for token, href in _with_targets(tokens):
        opens = look.links and linkable(href)
        if token.type == "link_open":
            text = ""
            yield from [token] if opens else []
        elif token.type == "link_close":
            yield from [] if text else [_text(visible(href), "code")]
            yield from [token] if opens else [_text(f" ({visible(href)})", "html")] if text not in ("", href) else []
        else:
            text += token.content
            yield _leaf(token, look)


def _with_targets(tokens: Iterable[Token]) -> Iterator[tuple[Token, str]]:
    """Each token with the address of the link it opens, stands in or ends. An address in `<>` may stand in a link."""
    hrefs = [""]
    for token in tokens:
        if token.type == "link_open":
            hrefs.append(str(token.attrs.get("href", "")))
        yield token, hrefs.pop() if token.type == "link_close" else hrefs[-1]


def _leaf(token: Token, look: Look) -> Token:
    content = visible(token.content)
    if token.type == "image":
        return _text(f"[image: {content}] ({visible(str(token.attrs.get('src', '')))})", "picture")
    if token.type == "html_inline":
        return Token("hardbreak", "br", 0) if content.rstrip(" />").lower() == "<br" else _text(content, "html")
    if token.type == "code_inline" and not look.colour:
        content = f"`{content}`"
    token.content = content
    return token


def _text(content: str, tag: str) -> Token:
    """A piece in the style `markdown.<tag>`."""
    return Token("literal", tag, 0, content=content)


# --- elements ---------------------------------------------------------------------------------------------------------


def _look(markdown: Markdown) -> Look:
    assert isinstance(markdown, _Body)
    return markdown.look


def _indented(console: Console, options: ConsoleOptions, what: RenderableType, first: Segment, rest: Segment) -> RenderResult:
    """Lines of `what` behind `first` and then `rest`, which are equally wide."""
    indents = options.max_width >= _ROOM
    inner = options.update(width=options.max_width - first.cell_length) if indents else options
    for number, line in enumerate(console.render_lines(what, inner, pad=False)):
        yield from ([rest if number else first] if indents else [])
        yield from line
        yield Segment.line()


def _spaced(elements: Renderables) -> Group:
    """What a container holds: an empty line before each but lists, which belong to what they follow."""
    parts: list[RenderableType] = []
    for element in cast("Iterable[RenderableType]", elements):  # Rich types its iterator as an iterable
        parts += [Text()] if parts and not isinstance(element, ListElement) else []
        parts.append(element)
    return Group(*parts)


class _Heading(Heading):
    """As many `#` as its level, so that it reads as a heading without colours too."""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        yield Text.assemble(("#" * int(self.tag[1:]) + " ", console.get_style("markdown.marks")), self.text)


class _Literal:
    """Text whose lines break where the room ends, and nowhere else. Quick: a post can be one long listing."""

    def __init__(self, text: str) -> None:
        self.text = text

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for line in self.text.split("\n"):
            for part in chop_cells(line, max(options.max_width, 2)) or [""]:
                yield Segment(part)
                yield Segment.line()


class _Code(CodeBlock):
    """Four blanks in, as Markdown itself has it; coloured unless it is very long."""

    colour = False

    @classmethod
    def create(cls, markdown: Markdown, token: Token) -> _Code:
        language = _LANGUAGE.match(token.info)
        element = cls(language[0] if language else "text", "")
        element.colour = _look(markdown).colour
        return element

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        code = str(self.text).rstrip().expandtabs(4)
        short = code.count("\n") < _HIGHLIGHTED_LINES and len(code) < _HIGHLIGHTED_CHARACTERS
        yield from _indented(
            console, options, self._coloured(code) if self.colour and short else _Literal(code), _MARGIN, _MARGIN
        )

    def _coloured(self, code: str) -> Syntax:
        return Syntax(code, self.lexer_name, theme=_THEME, word_wrap=True)


class _Quote(BlockQuote):
    """Behind a bar."""

    bar = "> "

    @classmethod
    def create(cls, markdown: Markdown, token: Token) -> _Quote:
        element = cls()
        element.bar = "│ " if _look(markdown).boxes else "> "
        return element

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        bar = Segment(self.bar, console.get_style("markdown.marks"))
        yield from _indented(console, options, _spaced(self.elements), bar, bar)


class _Item(ListItem):
    """Behind a bullet or a number."""

    bullet = " - "

    @classmethod
    def create(cls, markdown: Markdown, token: Token) -> _Item:
        element = cls()
        element.bullet = " • " if _look(markdown).boxes else " - "
        return element

    def render_bullet(self, console: Console, options: ConsoleOptions) -> RenderResult:
        bullet = Segment(self.bullet, console.get_style("markdown.item.bullet"))
        yield from _indented(console, options, _spaced(self.elements), bullet, Segment("   "))

    def render_number(self, console: Console, options: ConsoleOptions, number: int, last_number: int) -> RenderResult:
        numeral = f"{number}.".rjust(len(str(last_number)) + 2) + " "
        style = console.get_style("markdown.item.number")
        yield from _indented(console, options, _spaced(self.elements), Segment(numeral, style), Segment(" " * len(numeral)))


class _Line(HorizontalRule):
    """A line across, or three dashes."""

    boxes = False

    @classmethod
    def create(cls, markdown: Markdown, token: Token) -> _Line:
        element = cls()
        element.boxes = _look(markdown).boxes
        return element

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        yield Text("─" * options.max_width if self.boxes else "---", console.get_style("markdown.hr"))
        yield Text()


class _Html(TextElement):
    """As it is written."""

    style_name = "markdown.html"

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        yield Text(self.text.plain.rstrip(), console.get_style(self.style_name))


def _without_empty_edges(lines: list[list[Segment]]) -> Iterator[Segment]:
    full = [number for number, line in enumerate(lines) if any(segment.text.strip() for segment in line)]
    for line in lines[full[0] : full[-1] + 1] if full else []:
        yield from line
        yield Segment.line()


class _Table(TableElement):
    """A table of light lines or of `|`; where its columns have no room, one line a row."""

    boxes = False

    @classmethod
    def create(cls, markdown: Markdown, token: Token) -> _Table:
        element = cls()
        element.boxes = _look(markdown).boxes
        return element

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        heading, *rows = self._rows()
        if len(heading) * _CELLS_A_COLUMN > options.max_width:
            yield from (Text(" | ").join(row) for row in (heading, *rows))
            return
        style = console.get_style("markdown.table.border")
        table = Table(box=box.SIMPLE_HEAD if self.boxes else box.MARKDOWN, pad_edge=not self.boxes, border_style=style)
        for cell in heading:
            table.add_column(cell, justify=cell.justify or "default", overflow="fold", header_style="bold")
        for row in rows:
            table.add_row(*row)
        yield from _without_empty_edges(console.render_lines(table, options, pad=False))

    def _rows(self) -> list[list[Text]]:
        heading = self.header.row.cells if self.header and self.header.row else []
        body = self.body.rows if self.body else []
        return [[cell.content for cell in cells] for cells in (heading, *(row.cells for row in body))]


_Body.elements = {
    **Markdown.elements,
    "heading_open": _Heading,
    "fence": _Code,
    "code_block": _Code,
    "blockquote_open": _Quote,
    "list_item_open": _Item,
    "hr": _Line,
    "html_block": _Html,
    "table_open": _Table,
}
