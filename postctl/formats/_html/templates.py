"""Code of templates in a body: taken out before Markdown is read, since it is none, and put back where it stood."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_OPEN, _CLOSE = "\ue000", "\ue001"
_TEMPLATES = rf"""[{_OPEN}{_CLOSE}]
    |   \{{\{{(?:[^{{}}\n]|\{{[^{{}}\n]*+\}})*+\}}\}}   # Liquid, Nunjucks, Jinja, shortcodes of Hugo and Zola
    |   \{{%(?:[^{{}}%\n]|%(?!\}}))*+%\}}
    |   <%(?:[^%<\n]|%(?!>))*+%>"""
_CODE = re.compile(_TEMPLATES, re.VERBOSE)
_MDX = re.compile(rf"^(?:import|export)[ \t{{*][^\n]*+|{_TEMPLATES}", re.VERBOSE | re.MULTILINE)
_MARK = re.compile(f"{_OPEN}([0-9]{{1,7}}){_CLOSE}")


class Masked(NamedTuple):
    """A text with a mark in the place of each piece of code, and the pieces."""

    text: str
    code: tuple[str, ...]

    def restored(self, text: str) -> str:
        """A part of it as it was written."""
        return _MARK.sub(lambda mark: self._piece(mark[1]), text) if _OPEN in text else text

    def parts(self, text: str) -> Iterator[tuple[str, bool]]:
        """A part of it, cut into text and code (`True`)."""
        at = 0
        for mark in _MARK.finditer(text) if _OPEN in text else ():
            if mark.start() > at:
                yield text[at : mark.start()], False
            piece = self._piece(mark[1])
            yield piece, len(piece) > 1
            at = mark.end()
        if at < len(text):
            yield text[at:], False

    def _piece(self, number: str) -> str:
        return self.code[int(number)] if int(number) < len(self.code) else ""


def masked(text: str, *, modules: bool = False) -> Masked:
    """`modules`: lines of `import` and `export` are code too, as in MDX."""
    code: list[str] = []

    def mark(match: re.Match[str]) -> str:
        code.append(match[0])
        return f"{_OPEN}{len(code) - 1}{_CLOSE}"

    changed = (_MDX if modules else _CODE).sub(mark, text)
    return Masked(changed, tuple(code))
