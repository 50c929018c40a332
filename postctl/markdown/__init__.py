"""Bodies of posts: links with the exact place of their targets, headings, and how much there is to read.

CommonMark with tables, footnotes and strikethrough. Template tags (`{{ ... }}`, `{% ... %}`) count as one word for the parser, so
that `[a]({% post_url 2020-01-01-a %})` is the link it is after the generator has filled it in.

`parse(body)` has all of it, from one pass; the functions are short ways to one part.
"""

from __future__ import annotations

import re

from postctl.markdown._body import Body, parse
from postctl.markdown._references import folded
from postctl.markdown._values import CodeBlock, Definition, Footnote, Heading, Image, Kind, Link, Use
from postctl.model import Span

__all__ = [
    "Body",
    "CodeBlock",
    "Definition",
    "Footnote",
    "Heading",
    "Image",
    "Kind",
    "Link",
    "Use",
    "code",
    "folded",
    "headings",
    "links",
    "parse",
    "prose",
    "reading_minutes",
    "words",
]

_WORDS_PER_MINUTE = 220
_PARSED = 300_000
"""Bodies of more characters are counted as they stand: parsing a hostile one would take minutes."""


def links(body: str) -> tuple[Link, ...]:
    """All links of a body in the order of their targets; spans never overlap. Nothing inside code or comments."""
    return parse(body).links


def headings(body: str) -> tuple[Heading, ...]:
    """The headings in order, without an attribute block (`{#id}`) at their end."""
    return parse(body).headings


def code(body: str) -> tuple[Span, ...]:
    """Where the code of a body stands, and its HTML comments: nothing in there means what it says."""
    return parse(body).code


def prose(body: str) -> str:
    """The body with blanks in the place of all code, of equal length; comments of HTML stay."""
    return parse(body).prose


def words(body: str) -> int:
    """The words a reader reads: no code blocks, tags of HTML, images or template tags. A Chinese character is one."""
    if len(body) > _PARSED:
        return sum(1 for _ in re.finditer(r"\w+", body))
    return parse(body).words


def reading_minutes(words: int) -> int:
    """Minutes to read that many words at 220 a minute, at least one."""
    return max(1, round(words / _WORDS_PER_MINUTE))
