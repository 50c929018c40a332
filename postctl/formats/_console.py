"""Rich, for what needs it: a console that writes to memory, reads nothing of its surroundings and takes no orders.

Rich passes control characters on. Here each segment is cleaned after Rich made it, so that nothing but text, colours and
links of known schemes is left, whichever way it came in. Import this module inside functions: Rich is slow to load.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from io import StringIO
from typing import Literal, TypeAlias

from rich.console import Console, ConsoleOptions, ConsoleRenderable, RenderableType, RenderHook, RenderResult
from rich.segment import Segment
from rich.style import Style
from rich.theme import Theme

from postctl.escaping import linkable, visible
from postctl.model import Terminal
from postctl.regexes import later

_STYLES = {
    "markdown.h1": "bold magenta",
    "markdown.h2": "bold cyan",
    "markdown.h3": "bold blue",
    "markdown.h4": "bold",
    "markdown.h5": "bold",
    "markdown.h6": "bold",
    "markdown.marks": "dim",
    "markdown.code": "cyan",
    "markdown.html": "dim",
    "markdown.text": "none",
    "markdown.picture": "italic magenta",
    "markdown.missing": "bold red",
    "markdown.address": "cyan",
    "markdown.footnote": "cyan",
    "markdown.template": "dim",
    "markdown.math": "cyan",
    "markdown.language": "dim italic",
    "markdown.term": "bold",
    "markdown.kbd": "reverse",
    "markdown.mark": "black on yellow",
    "markdown.u": "underline",
    "markdown.sup": "none",
    "markdown.sub": "none",
    "markdown.htmlcode": "cyan",
    "markdown.item.done": "green",
    "markdown.link_url": "underline blue",
    "markdown.block_quote": "italic",
    "markdown.hr": "dim",
    "markdown.item.bullet": "cyan",
    "markdown.item.number": "cyan",
    "markdown.table.border": "dim",
    "markdown.table.header": "bold",
}
Colours: TypeAlias = Literal["standard", "256", "truecolor"]

_LINK_ID = later(r"\x1b\]8;id=([0-9-]*);")


def rich_console(terminal: Terminal, cells: int | None = None, *, colours: Colours = "standard") -> Console:
    """A console over a `StringIO` (`console.file`), `cells` wide or as wide as the terminal.

    Markup, emoji codes and highlighting are off: content is text. Sixteen colours at most, those of the user's theme;
    `colours` may be more, for what has colours of its own.
    """
    console = Console(
        file=StringIO(),
        width=cells or terminal.width,
        height=100,
        color_system=colours if terminal.colour else None,
        force_terminal=terminal.tty,
        force_jupyter=False,
        legacy_windows=False,
        no_color=False,
        markup=False,
        emoji=False,
        highlight=False,
        safe_box=False,
        theme=Theme(_STYLES),
        _environ={},
    )
    console.push_render_hook(_Cleaning())
    return console


def rendered(what: RenderableType, terminal: Terminal, cells: int, *, colours: Colours = "standard") -> str:
    """The text of one renderable, the same in every run, without blanks at the ends of lines."""
    console = rich_console(terminal, cells, colours=colours)
    console.print(what, crop=False)
    assert isinstance(console.file, StringIO)
    return _numbered(console.file.getvalue())


def _numbered(text: str) -> str:
    """Links numbered in order: Rich counts through the life of the process."""
    numbers: dict[str, int] = {}
    return _LINK_ID.sub(lambda match: f"\x1b]8;id={numbers.setdefault(match[1], len(numbers) + 1)};", text)


class _Cleaning(RenderHook):
    """Puts `_Cleaned` around all that is printed."""

    def process_renderables(self, renderables: list[ConsoleRenderable]) -> list[ConsoleRenderable]:
        return [_Cleaned(renderable) for renderable in renderables]


class _Cleaned:
    """A renderable whose segments are harmless."""

    def __init__(self, inner: ConsoleRenderable) -> None:
        self.inner = inner

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for line in Segment.split_lines(console.render(self.inner, options)):
            yield from _trimmed(_clean(line))
            yield Segment.line()


def _clean(line: Iterable[Segment]) -> Iterator[Segment]:
    for segment in line:
        if not segment.control:
            yield Segment(visible(segment.text), _without_unknown_link(segment.style))


def _without_unknown_link(style: Style | None) -> Style | None:
    return style.update_link(None) if style and style.link and not linkable(style.link) else style


def _trimmed(line: Iterable[Segment]) -> list[Segment]:
    segments = list(line)
    while segments and not segments[-1].text.strip(" "):
        segments.pop()
    if segments:
        segments[-1] = Segment(segments[-1].text.rstrip(" "), segments[-1].style)
    return segments
