"""Lines and columns of what stands in a body, in the file it stands in."""

from __future__ import annotations

from postctl.document import position
from postctl.links.anchors import of_headings
from postctl.markdown import headings
from postctl.site import Post, Site
from postctl.values import dataclass


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of the file that holds the body of a post."""

    post: Post

    @property
    def file(self) -> str:
        """The path of that file; the front matter may lie beside it."""
        return self.post.path

    def at(self, offset: int) -> tuple[int, int]:
        """Line and column of a place in the body."""
        document = self.post.document
        if document.apart is not None:
            return position(document.apart.text, document.apart.body.start + offset)
        return position(document.text, document.body.start + offset)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a post. `anchor`: the id it can be linked to by; `sure`: its generator makes it, or its author gave it."""

    level: int
    text: str
    line: int
    anchor: str
    sure: bool


def table_of_contents(post: Post, site: Site) -> tuple[Heading, ...]:
    """The headings of a body in order."""
    lines = Lines(post)
    pairs = zip(headings(post.document.content), of_headings(post, site), strict=True)
    return tuple(
        Heading(each.level, " ".join(each.text.split()), lines.at(each.span.start)[0], place.id, place.sure)
        for each, place in pairs
    )
