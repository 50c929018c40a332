"""What Rich's Markdown is made of here: containers, which put something before each line, and leaves, which have lines.

Containers draw nothing: a leaf is drawn when it ends, behind what its containers say. So depth costs no recursion, and
each line is made once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING, ClassVar

from markdown_it.token import Token
from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderResult
from rich.markdown import Markdown, MarkdownContext, MarkdownElement
from rich.segment import Segment
from rich.text import Text, TextType

from postctl.formats._markdown.breaking import broken

if TYPE_CHECKING:
    from postctl.formats._markdown.look import Look

_ROOM = 8
"""With less room than this, containers no longer indent."""


class Page(Markdown):
    """What the elements know of the body they are part of. `last`: the leaf that was drawn last."""

    look: Look
    last: Leaf | None = None


class Element(MarkdownElement):
    """An element with its token. `within`: the containers around it."""

    new_line = False
    style_name: ClassVar[str] = "none"

    def __init__(self, page: Page, token: Token) -> None:
        self.page, self.token = page, token
        self.within: Sequence[Container] = ()

    @classmethod
    def create(cls, markdown: Markdown, token: Token) -> Element:
        assert isinstance(markdown, Page)
        return cls(markdown, token)

    def on_enter(self, context: MarkdownContext) -> None:
        self.within = tuple(element for element in context.stack[:-1] if isinstance(element, Container))
        self.style = context.enter_style(self.style_name)
        self.begin(context)

    def begin(self, context: MarkdownContext) -> None:
        """What an element does when it knows where it stands."""

    def on_leave(self, context: MarkdownContext) -> None:
        context.leave_style()


class Container(Element):
    """Something around blocks. `first` stands before its first line and `rest` before all others, equally wide."""

    first = rest = ""
    bar = "none"
    used = False

    def before(self, console: Console) -> Segment:
        """What stands before the next line of what it holds."""
        text, self.used = self.rest if self.used else self.first, True
        return Segment(text, console.get_style(self.bar, default="none"))

    def close(self, last: Leaf, this: Leaf, inner: Container | None) -> bool | None:
        """Whether two leaves in it stand close; `inner`: the container in this one that `this` is in. `None`: as always."""
        return None

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """A container that nothing was drawn in shows what stands before a line."""
        if self.first.strip() and not self.used:
            leaf = Leaf(self.page, self.token)
            leaf.text, leaf.within = Text(), (*self.within, self)
            yield from console.render(leaf, options)


class Leaf(Element):
    """A block with lines: here, its text broken to the room. `as_written`: it is no Markdown."""

    as_written: ClassVar[bool] = False
    text: Text

    def begin(self, context: MarkdownContext) -> None:
        self.text = Text(style=self.style)

    def on_text(self, context: MarkdownContext, text: TextType) -> None:
        assert isinstance(text, str)
        self.text.append(text, context.current_style)

    def lines(self, console: Console, options: ConsoleOptions) -> Iterable[Iterable[Segment]]:
        """The lines of at most `options.max_width` cells."""
        return ([*line.render(console)] for line in broken(self.text, options.max_width))

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        room = options.max_width
        shown: list[Container] = []
        for container in self.within:
            size = cell_len(container.first)
            if room - size >= _ROOM or not size:
                room -= size
                shown.append(container)
        lines = iter(self.lines(console, options.update(width=room)))
        first = next(lines, None)
        if first is None:
            return
        yield from self._gap(console, shown)
        for line in chain([first], lines):
            for container in shown:
                yield container.before(console)
            yield from line
            yield Segment.line()
        self.page.last = self

    def _gap(self, console: Console, shown: Sequence[Container]) -> Iterator[Segment]:
        """An empty line between this and the leaf before it, unless they stand close."""
        last = self.page.last
        if last is None or self._close(last):
            return
        for container in shown:
            if container in last.within:
                yield container.before(console)
        yield Segment.line()

    def _close(self, last: Leaf) -> bool:
        """Whether no empty line stands between this and the leaf before it: both are of a close list, or written so."""
        common = sum(1 for mine, other in zip(self.within, last.within, strict=False) if mine is other)
        around = self.within[common - 1] if common else None
        inner = self.within[common] if len(self.within) > common else None
        answer = around.close(last, self, inner) if around else None
        return _touching(last, self) if answer is None else answer


def _touching(last: Leaf, this: Leaf) -> bool:
    """Whether a tag or HTML stands on the line before or behind a block, without an empty line between them."""
    ends, begins = last.token.map, this.token.map
    return bool((last.as_written or this.as_written) and ends and begins and ends[1] == begins[0])
