"""The body of a post as HTML in which nothing of a stranger can act.

Markdown is read to tokens, and tags are written by this package alone. HTML of the author passes if a list of tags and
attributes has it, and is shown as text if not; so is the code of templates.
"""

from __future__ import annotations

from postctl.escaping import visible
from postctl.formats._html.targets import Look, shown
from postctl.formats._html.writing import Heading
from postctl.values import NamedTuple

__all__ = ["Body", "Heading", "Look", "body", "shown"]

_LONGEST, _MOST_LINES = 400_000, 20_000
"""Characters and lines; what has more than any post is shown as it is written, because reading a hostile one takes minutes."""


class Body(NamedTuple):
    """HTML, and the headings in it."""

    html: str
    headings: tuple[Heading, ...] = ()


def body(markdown: str, look: Look, *, modules: bool = False) -> Body:
    """`modules`: lines of `import` and `export` are code, as in MDX."""
    if len(markdown) > _LONGEST or markdown.count("\n") > _MOST_LINES:
        return Body(f'<pre class="long" tabindex="0">{shown(markdown)}</pre>\n')
    from postctl.formats._html import parsing
    from postctl.formats._html.writing import Writer

    source = visible(markdown.replace("\r\n", "\n").replace("\r", "\n"))
    writer = Writer(look)
    html = writer.text(parsing.tokens(source, mdx=modules))
    return Body(html, tuple(writer.headings))
