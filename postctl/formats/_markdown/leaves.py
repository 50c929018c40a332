"""Blocks of lines: headings, rules, code, tags and HTML as they are written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.cells import chop_cells
from rich.console import Console, ConsoleOptions
from rich.markdown import MarkdownContext
from rich.segment import Segment
from rich.style import Style
from rich.syntax import ANSISyntaxTheme, Syntax, SyntaxTheme

from postctl.formats._markdown.elements import Leaf
from postctl.regexes import later

_HIGHLIGHTED_LINES, _HIGHLIGHTED_CHARACTERS = 2_000, 100_000
_MARGIN = "    "
_LANGUAGE = later(r"[{.\s]*([\w+#-]+)")

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


class Heading(Leaf):
    """As many `#` as its level, so that it reads as a heading without colours too."""

    def begin(self, context: MarkdownContext) -> None:
        context.leave_style()
        self.style = context.enter_style(f"markdown.{self.token.tag}")
        super().begin(context)
        self.text.append("#" * int(self.token.tag[1:]) + " ", context.console.get_style("markdown.marks"))


class Rule(Leaf):
    """A line across, or three dashes; the mark where the excerpt ends has its name in it."""

    as_written = False

    def lines(self, console: Console, options: ConsoleOptions) -> Iterable[Iterable[Segment]]:
        name = f" {self.token.content} " if self.token.content else ""
        line = f"──{name}".ljust(options.max_width, "─") if self.page.look.boxes else f"---{name and name + '---'}"
        return [[Segment(part, console.get_style("markdown.hr"))] for part in chop_cells(line, max(options.max_width, 2))]


class NotesLine(Rule):
    """A short line between the text and its footnotes."""

    def lines(self, console: Console, options: ConsoleOptions) -> Iterable[Iterable[Segment]]:
        return [[Segment("─" * 8 if self.page.look.boxes else "---", console.get_style("markdown.hr"))]]


class Html(Leaf):
    """The pieces of a block of HTML, with one empty line where there are several."""

    as_written = True

    def lines(self, console: Console, options: ConsoleOptions) -> Iterable[Iterable[Segment]]:
        gap = begun = False
        for line in super().lines(console, options):
            if any(segment.text.strip() for segment in line):
                yield from [[Segment("")]] if gap and begun else []
                yield line
                gap, begun = False, True
            else:
                gap = True


class Verbatim(Leaf):
    """As it is written: lines break where the room ends and nowhere else."""

    as_written = True
    style_name = "markdown.html"

    def lines(self, console: Console, options: ConsoleOptions) -> Iterable[Iterable[Segment]]:
        return _literal(self.token.content.expandtabs(4), options.max_width, self.style)


class Template(Verbatim):
    """A tag of the generator's language."""

    style_name = "markdown.template"


class Mathematics(Verbatim):
    """A formula."""

    as_written = False
    style_name = "markdown.math"


def _literal(text: str, cells: int, style: Style | None = None) -> Iterator[list[Segment]]:
    for line in text.split("\n"):
        for part in chop_cells(line, max(cells, 2)) or [""]:
            yield [Segment(part, style)]


class Code(Leaf):
    """Four blanks in, as Markdown itself has it, below its language; coloured unless it is very long."""

    def lines(self, console: Console, options: ConsoleOptions) -> Iterable[Iterable[Segment]]:
        code = str(self.text).rstrip().expandtabs(4)
        room = options.max_width - len(_MARGIN)
        margin = [Segment(_MARGIN)] if room >= len(_MARGIN) else []
        inner = options.update(width=room if margin else options.max_width)
        yield from self._label(console, options)
        for line in self._drawn(code, console, inner):
            yield [*margin, *line]

    def _label(self, console: Console, options: ConsoleOptions) -> Iterator[list[Segment]]:
        """What stands behind the fence: the language, and what generators make of the rest."""
        said = " ".join(self.token.info.split())
        if said and not self.token.meta.get("labelled"):
            label = said if self.page.look.boxes else f"[{said}]"
            for part in chop_cells(label, max(options.max_width - 2, 2)):
                yield [Segment("  " if options.max_width > 3 else ""), Segment(part, console.get_style("markdown.language"))]

    def _theme(self) -> SyntaxTheme:
        """The sixteen colours of the person's own terminal, else the style of Pygments that was asked for."""
        return Syntax.get_theme(self.page.look.theme) if self.page.look.theme else _THEME

    def _drawn(self, code: str, console: Console, options: ConsoleOptions) -> Iterable[Iterable[Segment]]:
        language = _LANGUAGE.match(self.token.info)
        short = code.count("\n") < _HIGHLIGHTED_LINES and len(code) < _HIGHLIGHTED_CHARACTERS
        if not (self.page.look.colour and short and language):
            return _literal(code, options.max_width)
        ground = "default" if self.page.look.theme else None
        syntax = Syntax(code, language[1], theme=self._theme(), word_wrap=True, background_color=ground)
        return console.render_lines(syntax, options, pad=False)
