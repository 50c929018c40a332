"""Bars for numbers, and a place of so many cells and characters to draw them in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from postctl.escaping import one_line
from postctl.formats._cells import cut, folded, pad, width
from postctl.formats._paint import paint
from postctl.model import Terminal
from postctl.values import NamedTuple

_NARROWEST, _WIDEST = 20, 300
_DRAWN = "·░▒▓█━╸…"
_LABEL, _SHORT, _ENOUGH, _ROOMY = 16, 8, 4, 10


class Page:
    """A place of so many cells and colours, with what it can show."""

    def __init__(self, terminal: Terminal) -> None:
        self.room, self.colour = min(max(terminal.width, _NARROWEST), _WIDEST), terminal.colour
        self.encoding = terminal.encoding
        self.blocks = not terminal.dumb and _can(terminal.encoding, _DRAWN)

    def text(self, text: str) -> str:
        """A stranger's text in one line, in the characters there are."""
        line = one_line(text)
        return line if _can(self.encoding, line) else line.encode(self.encoding, "backslashreplace").decode(self.encoding)

    def cut(self, text: str, cells: int) -> str:
        """A text in at most so many cells."""
        if self.blocks or width(text) <= cells:
            return cut(text, cells)
        return cut(text, max(cells - 1, 1))[:-1] + ".." if cells > 2 else text[:cells]

    def heading(self, text: str) -> list[str]:
        """The lines of a heading."""
        return [self.paint(line, "bold") for line in _lines(text, self.room)]

    def prose(self, text: str, style: str = "", *, margin: int = 0) -> list[str]:
        """The lines of a text."""
        blanks = " " * margin
        return [blanks + self.paint(line, style) for line in _lines(text, self.room - margin)]

    def paint(self, text: str, style: str) -> str:
        """A text in a style."""
        return paint(text, style, colour=self.colour)

    def bar(self, number: int, most: int, cells: int) -> str:
        """A bar for a number, of which the most has so many cells; what is not nothing is seen."""
        if number <= 0 or cells <= 0:
            return ""
        if not self.blocks:
            return "#" * max(1, round(number / most * cells))
        halves = max(1, round(number / most * cells * 2))
        return "━" * (halves // 2) + "╸" * (halves % 2)

    def pairs(self, heading: str, pairs: Iterable[tuple[str, str]]) -> Iterator[str]:
        """Labels with what they are about."""
        known = [*pairs]
        if not known:
            return
        yield from self.heading(heading)
        margin = 2 + max(width(label) for label, _ in known)
        for label, text in known:
            shown = self.text(text)
            if margin + _LABEL > self.room:
                yield from (*self.prose(label, "dim"), *self.prose(shown, margin=2))
            else:
                first, *rest = _lines(shown, self.room - margin)
                yield self.paint(pad(label, margin), "dim") + first
                yield from (" " * margin + line for line in rest)


def _lines(text: str, cells: int) -> list[str]:
    """The text in lines; dates and paths stay whole where they can."""
    return folded(text, cells, taken=0, indent=0).split("\n")


def _can(encoding: str, text: str) -> bool:
    try:
        text.encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return False
    return True


class Row(NamedTuple):
    """A name with its numbers. `words is None`: not counted. `skipped`: it stands for so many years or months without a post."""

    name: str
    posts: int = 0
    words: int | None = None
    skipped: int = 0


class _Columns(NamedTuple):
    """Cells of the columns: the name, the posts, their bar, the words, their bar. `below`: words have a line of their own."""

    label: int
    posts: int
    posts_bar: int
    words: int
    words_bar: int
    below: bool


def bars(page: Page, heading: str, rows: Sequence[Row], total: int = 0) -> list[str]:
    """A line for each: its name, its numbers, and in the room they leave a bar for the posts, and for the words if it is enough.

    The most fill the room. `total`: how many there are, if these are only the first.
    """
    if not rows:
        return []
    counted = any(row.words is not None for row in rows)
    names = [page.text(row.name) for row in rows]
    columns = _columns(page.room, names, rows, counted=counted)
    most = Row("", max(row.posts for row in rows), max(row.words or 0 for row in rows) if counted else None)
    of = f", the first {len(rows)} of {total:,}" if total > len(rows) else ""
    lines = page.heading(f"{heading}: {'posts and words' if counted else 'posts'}{of}")
    for row, name in zip(rows, names, strict=True):
        lines += _skipped(row, page) if row.skipped else _lines_of(row, name, most, columns, page)
    return lines


def _columns(room: int, names: Iterable[str], rows: Sequence[Row], *, counted: bool) -> _Columns:
    posts = max(len(f"{row.posts:,}") for row in rows)
    words = max(len(f"{row.words or 0:,}") for row in rows) if counted else 0
    wanted = max(map(width, names))
    below = counted and room - posts - words - 4 < min(wanted, _SHORT)
    numbers = posts + 2 + (words + 2 if counted and not below else 0)
    label = min(wanted, max(_LABEL, room // 4), room - numbers)
    left = room - label - numbers - 2
    half = (left - 2) // 2
    if counted and not below and half >= _ROOMY:
        return _Columns(label, posts, half, words, half, below)
    return _Columns(label, posts, left if left >= _ENOUGH else 0, words, 0, below)


def _lines_of(row: Row, name: str, most: Row, columns: _Columns, page: Page) -> list[str]:
    parts = [pad(page.cut(name, columns.label), columns.label), f"{row.posts:{columns.posts},}"]
    bar = page.bar(row.posts, most.posts, columns.posts_bar)
    words = f"{row.words or 0:{columns.words},}" if most.words is not None else ""
    if columns.words_bar:
        parts += [page.paint(bar, "cyan") + " " * (columns.posts_bar - len(bar)), page.paint(words, "dim")]
        parts.append(page.paint(page.bar(row.words or 0, most.words or 0, columns.words_bar), "blue"))
    else:
        parts += [*([page.paint(words, "dim")] if words and not columns.below else []), page.paint(bar, "cyan")]
    return ["  ".join(parts).rstrip(), *([f"  {page.paint(words, 'dim')}"] if columns.below else [])]


def _skipped(row: Row, page: Page) -> list[str]:
    return [page.paint(page.cut(f"({row.skipped:,} without a post)", page.room), "dim")]
