"""Pictures in a terminal: two dots of a picture in each cell, one in the colour of `▀`, one in that of its background.

Nothing is written but text and its colours, so that a picture can go through a pager and no picture can act. The bytes are
those that somebody else has read; they are decoded by Pillow, as one of a few formats, unless they are many.
"""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO

from rich.color import Color
from rich.console import Console, ConsoleOptions
from rich.segment import Segment
from rich.style import Style

from postctl.formats._markdown.elements import Leaf

MOST = 20
"""Pictures in one body."""

_FORMATS = ("PNG", "JPEG", "GIF", "WEBP")
_BYTES, _DOTS = 20_000_000, 50_000_000
_WIDEST, _HIGHEST = 60, 24
"""Cells and lines."""


class Picture(Leaf):
    """A picture, or nothing where it cannot be decoded: what stands in its place is in the text already."""

    as_written = True

    def lines(self, console: Console, options: ConsoleOptions) -> Iterable[Iterable[Segment]]:
        dots = _dots(self.token.meta["data"], min(options.max_width, _WIDEST))
        for upper, lower in zip(dots[::2], dots[1::2], strict=False):
            yield [Segment("▀", Style(color=top, bgcolor=bottom)) for top, bottom in zip(upper, lower, strict=True)]


def _dots(data: bytes, cells: int) -> list[list[Color]]:
    """The lines of dots of a picture, an even number of them, each at most `cells` long."""
    try:
        from PIL import Image, UnidentifiedImageError
    except ImportError:
        return []
    try:
        with Image.open(BytesIO(data), formats=_FORMATS) as image:
            if len(data) > _BYTES or image.width * image.height > _DOTS:
                return []
            image.draft("RGB", (cells, 2 * _HIGHEST))
            small = image.convert("RGBA")
    except (OSError, ValueError, SyntaxError, UnidentifiedImageError, Image.DecompressionBombError):
        return []
    small.thumbnail((cells, 2 * _HIGHEST))
    plain = Image.new("RGBA", (small.width, small.height + small.height % 2), "white")
    plain.alpha_composite(small)
    raw = plain.convert("RGB").tobytes()
    values = [Color.from_rgb(*raw[at : at + 3]) for at in range(0, len(raw), 3)]
    return [values[at : at + plain.width] for at in range(0, len(values), plain.width)]
