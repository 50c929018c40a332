"""Where git has left both sides of a merge in a post."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from postctl.markdown import prose
from postctl.model import Span
from postctl.regexes import later
from postctl.site import Post
from postctl.values import NamedTuple

_MARK = later(r"(?:\A|(?<=[\r\n]))(?:(<{7})(?= )|(={7})(?=\r|\n|\Z)|(>{7})(?= ))[^\r\n]*")
_MOST = 20
_COMMIT = later(r">{7} [0-9a-f]{7,40}\b")


class Conflict(NamedTuple):
    """A conflict: the line that shows it best, and where it ends (`None`: only part of its marks are there)."""

    span: Span
    end: int | None


def in_post(post: Post) -> list[Conflict]:
    """The conflicts of a post, front matter included, code left out."""
    document, content = post.document, post.document.content
    marks: list[tuple[str, Span]] = []
    if _is_likely(document.source):
        marks += _marks(document.source, document.inner.start)
    if _is_likely(content):
        marks += _marks(prose(content), document.base)
    return [] if not marks else list(islice(_conflicts(marks), _MOST))


def in_text(text: str) -> list[Conflict]:
    """The conflicts of a file that cannot be read."""
    return list(islice(_conflicts([*_marks(prose(text), 0)]), 1)) if _is_likely(text) else []


def _is_likely(text: str) -> bool:
    return ("<" in text and "<<<<<<< " in text) or (">" in text and ">>>>>>> " in text)


def _marks(text: str, base: int) -> Iterator[tuple[str, Span]]:
    for found in _MARK.finditer(text):
        mark = "commit" if _COMMIT.match(found[0]) else found[0][0]
        yield mark, Span(base + found.start(), base + found.end())


def _conflicts(marks: list[tuple[str, Span]]) -> Iterator[Conflict]:
    """What the marks come to. A line of `=` alone underlines a heading, and `>>>>>>>` without a commit may be a quotation."""
    opened: Span | None = None
    divided = False
    for mark, span in marks:
        if mark == "=":
            divided = opened is not None
        elif mark == "<":
            if opened is not None:
                yield Conflict(opened, None)
            opened, divided = span, False
        elif opened is not None or mark == "commit":
            yield Conflict(opened or span, span.end if opened and divided else None)
            opened = None
    if opened is not None:
        yield Conflict(opened, None)
