"""Code in colours, for a page, and the names of the styles there are.  [Pygments]"""

from __future__ import annotations

from functools import cache
from html import escape
from typing import TYPE_CHECKING

from postctl.regexes import later

if TYPE_CHECKING:
    from pygments.formatters import HtmlFormatter

_LINES, _CHARACTERS = 2_000, 100_000
_LANGUAGE = later(r"[{.\s]*([\w+#-]{1,40})")
_PREFIX = "k-"

OWN = ("light", "dark")
"""The themes that are no styles of Pygments: the page's own colours, for one kind of background."""


def highlighted(code: str, info: str) -> str:
    """HTML of code, without a container. `info`: the words behind the fence; only the first, the language, counts."""
    language = _LANGUAGE.match(info)
    if language is None or code.count("\n") > _LINES or len(code) > _CHARACTERS:
        return escape(code)
    from pygments import highlight
    from pygments.lexers import get_lexer_by_name
    from pygments.util import ClassNotFound

    try:
        lexer = get_lexer_by_name(language[1], stripnl=False, ensurenl=False)
    except ClassNotFound:
        return escape(code)
    return highlight(code, lexer, _formatter("default"))


@cache
def _formatter(style: str) -> HtmlFormatter[str]:
    from pygments.formatters import HtmlFormatter

    return HtmlFormatter(nowrap=True, classprefix=_PREFIX, style=style)


def colours(style: str) -> str:
    """The style sheet of a style of Pygments, for code in `pre`."""
    from pygments.styles import get_style_by_name

    sheet: str = _formatter(style).get_style_defs("pre")  # type: ignore[no-untyped-call]
    rules = [line for line in sheet.splitlines() if line.startswith(("pre ", "pre{"))]
    background = get_style_by_name(style).background_color
    ink = "#1f2328" if _is_light(background) else "#e4e6ea"
    first = f"pre {{ background: {background}; color: {ink} }}\npre[data-language]::before {{ color: inherit; opacity: .7 }}"
    return "\n".join((first, *rules))


def _is_light(colour: str) -> bool:
    """Whether dark letters are read on it: a style may leave their colour to the page."""
    digits = colour.lstrip("#")
    if len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    try:
        red, green, blue = (int(digits[at : at + 2], 16) for at in (0, 2, 4))
    except ValueError:
        return True
    return 299 * red + 587 * green + 114 * blue > 128_000


def styles() -> tuple[str, ...]:
    """The names of all themes."""
    from pygments.styles import get_all_styles

    return (*OWN, *sorted(get_all_styles()))
