"""Tables that fit: of light lines at a terminal, of `|` elsewhere, and as records where their columns have no room."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich import box
from rich.console import Console, ConsoleOptions
from rich.markdown import (
    MarkdownContext,
    MarkdownElement,
    TableBodyElement,
    TableDataElement,
    TableHeaderElement,
    TableRowElement,
)
from rich.segment import Segment
from rich.table import Table as Drawn
from rich.text import Text

from postctl.formats._markdown.breaking import broken
from postctl.formats._markdown.elements import Leaf

_CELLS_A_COLUMN = 5


class Cell(TableDataElement):
    """A cell, which no empty line follows."""

    new_line = False


class Row(TableRowElement):
    """A row, which no empty line follows."""

    new_line = False


class Head(TableHeaderElement):
    """The row of headings."""

    new_line = False


class Body(TableBodyElement):
    """All other rows."""

    new_line = False


class Table(Leaf):
    """A table, whose rows and cells are Rich's own elements."""

    def begin(self, context: MarkdownContext) -> None:
        self.rows: list[list[TableDataElement]] = []

    def on_child_close(self, context: MarkdownContext, child: MarkdownElement) -> bool:
        if isinstance(child, TableHeaderElement) and child.row:
            self.rows.append(child.row.cells)
        elif isinstance(child, TableBodyElement):
            self.rows += [row.cells for row in child.rows]
        return False

    def lines(self, console: Console, options: ConsoleOptions) -> Iterable[Iterable[Segment]]:
        heading, *rows = self.rows
        if len(heading) * _CELLS_A_COLUMN > options.max_width:
            return self._records(console, options.max_width)
        boxes = self.page.look.boxes
        border = console.get_style("markdown.table.border")
        table = Drawn(box=box.SIMPLE_HEAD if boxes else box.MARKDOWN, pad_edge=not boxes, border_style=border)
        for cell in heading:
            table.add_column(cell.content, justify=cell.justify, overflow="fold", header_style="bold")
        for row in rows:
            table.add_row(*(cell.content for cell in row))
        return _without_empty_edges(console.render_lines(table, options, pad=False))

    def _records(self, console: Console, cells: int) -> Iterator[list[Segment]]:
        """One line a cell, `heading: cell`; of a table without rows the headings."""
        heading, *rows = self.rows
        for number, row in enumerate(rows or [heading]):
            if number:
                yield []
            for name, cell in zip(heading, row, strict=False):
                label = Text.assemble((name.content.plain, "bold"), ": ") if rows and name.content else Text()
                for line in broken(label + cell.content, cells):
                    yield [*line.render(console)]


def _without_empty_edges(lines: list[list[Segment]]) -> list[list[Segment]]:
    full = [number for number, line in enumerate(lines) if any(segment.text.strip() for segment in line)]
    return lines[full[0] : full[-1] + 1] if full else []
