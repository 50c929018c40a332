"""Where the words of a post stand: in the values of its front matter that readers see, and in its body without the code."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from postctl.facts import flat
from postctl.links.books import markup
from postctl.markdown import prose
from postctl.model import Span
from postctl.once import once
from postctl.regexes import later
from postctl.rules._common import by_key
from postctl.site import Post, Site
from postctl.values import NamedTuple

SUMMARIES = ("description", "summary", "excerpt", "abstract", "lead", "teaser", "intro")
"""Keys whose value stands below a title in lists, feeds and search results."""

_SHOWN = ("title", *SUMMARIES)
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_QUOTED = later(r"[\"'\s]*")
_BLOCK_OF_RST = later(r"^[ \t]+\S.*|``[^`\n]*``", re.MULTILINE)


class Said(NamedTuple):
    """A text of a post: under which key (`""`: the body), and what its offsets count from. `comments`: ranges nobody sees."""

    key: str
    text: str
    base: int
    comments: tuple[Span, ...] = ()

    def span(self, found: re.Match[str], group: int | str = 0) -> Span:
        """Where a match stands in the document."""
        return Span(self.base + found.start(group), self.base + found.end(group))

    def hides(self, found: re.Match[str]) -> bool:
        """Whether a match stands where readers do not look."""
        last = bisect_right(self.comments, found.start(), key=lambda span: span.start) - 1
        return last >= 0 and found.start() < self.comments[last].end


@once
def values(post: Post, site: Site) -> tuple[Said, ...]:
    """The title and the summaries, as they are written between their quotes."""
    return tuple(_values(post, site))


def _values(post: Post, site: Site) -> Iterator[Said]:
    known = by_key(post, site)
    for key in _SHOWN:
        found = known.get(key)
        if found is not None and found.value.kind == "scalar":
            span = found.value.span
            inside = _QUOTED.match(post.document.text, *span)
            start = inside.end() if inside else span.start
            yield Said(key, post.document.text[start : span.end].rstrip("\"' \t\r\n"), start)


@once
def unplaced(post: Post, site: Site) -> tuple[Said, ...]:
    """The same, as if each began the file where it is no work to have them: for those who look before they ask where it is."""
    front = flat(post, site)
    if front is None:
        return values(post, site)
    texts = [(key, value) for key in _SHOWN if key in front and isinstance(value := front[key], str)]
    return tuple([Said(key, _QUOTED.sub("", text, count=1).rstrip("\"' \t\r\n"), 0) for key, text in texts])


def body(post: Post) -> Said:
    """The body with blanks for its code."""
    text = prose(post.document.content) if markup(post.path) not in (".rst", ".txt") else _of_rst(post.document.content)
    return Said("", text, post.document.base, tuple(Span(*each.span()) for each in _COMMENT.finditer(text)))


def _of_rst(content: str) -> str:
    return _BLOCK_OF_RST.sub(lambda found: " " * len(found[0]), content)
