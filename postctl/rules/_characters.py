"""Where the characters of a post stand, as they are written: in values of its front matter, and in its body."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from postctl.model import Edit, Entry, Fix, Node
from postctl.once import once
from postctl.rules._common import entry
from postctl.rules._words import SUMMARIES
from postctl.site import Post, Site

SHOWN = ("title", *SUMMARIES)
"""Keys whose value readers see."""

ADDRESSES = ("slug", "path", "permalink", "url")
"""Keys whose value becomes an address."""

TERMS = ("tags", "tag", "categories", "category", "keywords", "taxonomies.tags", "taxonomies.categories")
"""Keys whose values posts are filed under."""


_CONTROLS = tuple(map(chr, (*range(1, 9), 11, 12, *range(14, 32), 127)))
_CONTROLS_BEYOND = tuple(map(chr, range(128, 160)))


@once
def controls(text: str) -> tuple[str, ...]:
    """The control characters in a text, each once; line ends and tabs are none."""
    found = tuple(character for character in _CONTROLS if character in text)
    return found if text.isascii() else (*found, *(character for character in _CONTROLS_BEYOND if character in text))


def written(post: Post, node: Node) -> str:
    """The source of a value."""
    return post.document.text[node.span.start : node.span.end]


def scalars(post: Post, site: Site, keys: Iterable[str]) -> Iterator[tuple[Entry, Node]]:
    """The scalars under those keys, the items of lists one by one."""
    for key in keys:
        if (found := entry(post, site, key)) is not None:
            yield from ((found, node) for node in leaves(found.value))


def leaves(node: Node) -> Iterator[Node]:
    """A scalar itself, or the scalars of a list."""
    if node.kind == "scalar":
        yield node
    for item in node.items:
        yield from leaves(item)


def fix(post: Post, edits: Iterable[Edit], *, safe: bool) -> Fix | None:
    """A fix of those edits; none where they are in the body and that lies in a file of its own."""
    made = tuple(edits)
    if not made or (post.document.apart is not None and any(edit.span.start >= post.document.base for edit in made)):
        return None
    return Fix(safe, made)


def times(number: int) -> str:
    """` (3 times)`; nothing for once."""
    return f" ({number} times)" if number > 1 else ""
