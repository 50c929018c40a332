"""An accented letter of a title, tag or address is written as two characters.

`é` can be one character, or an `e` with an accent that is laid over it. Both look the
same and are not: `café` in the one form and `café` in the other are two tags with two
pages, an address does not fit the links to it, and a search finds only one of them.
Text copied from a PDF or from file names of a Mac often comes in parts.

A site that writes most of its accented words so has its own way, and is left alone, unless
it has the same tag in the other form too.

Write the letters in one piece. The fix does that; it is safe in titles that no address is
made of, while elsewhere the address of a page changes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from unicodedata import normalize
from urllib.parse import unquote

from postctl.model import Edit, Node, Severity, Span
from postctl.regexes import later
from postctl.rules import Example, Finding, Rule
from postctl.rules._characters import ADDRESSES, TERMS, fix, scalars, times, written
from postctl.rules._common import is_habit
from postctl.site import Post, Site
from postctl.values import NamedTuple

_IN_PARTS = later("[^\\W\\d_][\u0300-\u036f\u0653-\u0655\u3099\u309a]+|[\u1100-\u1112][\u1161-\u1175][\u11a8-\u11c2]?")
_KEYS = ("title", *ADDRESSES, *TERMS)


class _Usual(NamedTuple):
    """How the posts of a site write such letters: how many in parts, of how many, and all that is written in one piece."""

    apart: int
    of: int
    composed: frozenset[str]


def _check(post: Post, site: Site) -> Iterator[Finding]:
    if not _may_be(post):
        return
    for entry, node in scalars(post, site, _KEYS):
        source = written(post, node)
        parts = [each for each in _IN_PARTS.finditer(source) if len(normalize("NFC", each[0])) < len(each[0])]
        if parts and _is_strange(site, entry.key, node):
            yield _finding(post, entry.key, node, parts)


def _may_be(post: Post) -> bool:
    source = post.document.source
    return not source.isascii() and _IN_PARTS.search(source) is not None


def _is_strange(site: Site, key: str, node: Node) -> bool:
    usual = _usual(site)
    twin = key.lower() in TERMS and normalize("NFC", node.text) in usual.composed
    return twin or not is_habit(usual.apart, usual.of)


@lru_cache(maxsize=2)
def _usual(site: Site) -> _Usual:
    apart = of = 0
    composed: set[str] = set()
    for post in site.posts:
        if post.document.source.isascii():
            continue
        texts = [node.text for _, node in scalars(post, site, _KEYS) if not node.text.isascii()]
        counts = [text for text in texts if normalize("NFD", text) != text or _IN_PARTS.search(text)]
        of += bool(counts)
        apart += any(_IN_PARTS.search(text) for text in counts)
        composed.update(text for text in texts if normalize("NFC", text) == text)
    return _Usual(apart, of, frozenset(composed))


def _finding(post: Post, key: str, node: Node, parts: list[re.Match[str]]) -> Finding:
    start = node.span.start
    edits = (Edit(Span(start + each.start(), start + each.end()), normalize("NFC", each[0])) for each in parts)
    first = parts[0]
    message = f"`{key}` has {normalize('NFC', first[0])} in parts, as {len(first[0])} characters{times(len(parts))}"
    span = Span(start + first.start(), start + first.end())
    return Finding(
        message,
        span,
        "write the letter as one character (NFC)",
        fix(post, edits, safe=key.lower() == "title" and not _in_address(post)),
    )


def _in_address(post: Post) -> bool:
    """Whether letters in parts stand in the address of a post, which then may be made of its title."""
    return _IN_PARTS.search(unquote(post.url or "")) is not None


RULE = Rule(
    code="P504",
    severity=Severity.WARNING,
    summary="an accented letter written as two characters",
    within=_check,
    bad=(
        Example({"a.md": "---\ntitle: Cafe\u0301 by the lake\n---\n"}),
        Example({"a.md": "---\ntags: [cafe\u0301]\n---\n", "b.md": "---\ntags:\n  - caf\u00e9\n---\n"}),
        Example({"a.md": "---\ntitle: A\nslug: cafe\u0301\n---\n"}),
        Example({"content/a.md": "Title: A\nTags: fu\u0308r, caf\u00e9\nDate: 2026-11-01\n\nText.\n"}, "pelican"),
        Example({"content/a.md": '{"title": "\u304b\u3099"}\nText.\n'}, "hugo"),
    ),
    good=(
        Example({"a.md": "---\ntitle: Caf\u00e9\n---\nCafe\u0301\n"}),
        Example({f"{n}.md": f"---\ntitle: Cafe\u0301 {n}\n---\n" for n in range(3)}),
        Example({"a.md": "---\ntitle: x\u0336y\u0336 \u0e01\u0e33 \u1ecd\u0300 m\u0304\n---\n"}),
    ),
    beyond_ascii=True,
)
