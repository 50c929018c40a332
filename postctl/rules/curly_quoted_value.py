"""A value in the front matter stands in typographic quotes: `title: “A walk”`.

Word processors and some editors turn straight quotes into curly ones while one types. To
YAML they are letters like any other: the title shows them, the date is no date any more,
and the tag is another tag.

Told are values that no quotes belong to (dates, addresses, tags, layouts and the like),
and titles and descriptions where most others of the site stand in straight quotes, or
where several values of the post look so. A title that is a quotation may have its quotes.

Write straight quotes: `title: "A walk"`. The fix does that.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from postctl import facts
from postctl.model import Edit, Node, Severity
from postctl.regexes import later
from postctl.rules import Example, Finding, Rule
from postctl.rules._characters import SHOWN, fix, leaves
from postctl.rules._common import is_habit
from postctl.site import Post, Site

_CURLY = later(
    r"[\u201c\u201d\u201e](?P<double>[^\u201c\u201d\u201e]+)[\u201c\u201d]|[\u2018\u2019](?P<single>[^\u2018\u2019]+)[\u2018\u2019]"
)
_QUOTES = "\u201c\u201d\u201e\u2018"
_STRAIGHT = frozenset({"single", "double"})
_TEXTS = frozenset({*SHOWN, "subtitle", "quote", "caption", "alt", "tagline", "headline", "name", "label"})
_MACHINE = frozenset(
    """date lastmod updated modified published publishdate expirydate pubdate draft slug path permalink url layout type template
    tags tag categories category series aliases image cover thumbnail lang language author authors weight status""".split()
)


def _check(post: Post, site: Site) -> Iterator[Finding]:
    document = post.document
    if document.syntax is None or document.syntax.name != "yaml" or document.source.isascii():
        return
    if not any(quote in document.source for quote in _QUOTES):
        return
    found = [(entry.key, node) for entry in document.entries for node in leaves(entry.value) if _is_curly(node)]
    several = len({key for key, _ in found}) > 1
    for key, node in found:
        if key.lower() in _MACHINE or (key.lower() in _TEXTS and (several or _is_quoted_elsewhere(site, key))):
            yield _finding(post, key, node)


def _is_curly(node: Node) -> bool:
    return node.style == "plain" and not node.anchored and _CURLY.fullmatch(node.text) is not None


def _is_quoted_elsewhere(site: Site, key: str) -> bool:
    """Whether most posts of the site have that value in straight quotes."""
    some, of = _quoted(site, key)
    return is_habit(some, of)


@lru_cache(maxsize=8)
def _quoted(site: Site, key: str) -> tuple[int, int]:
    styles = [style for post in site.posts for name, _, style in facts.outline(post, site) if name == key]
    return sum(style in _STRAIGHT for style in styles), len(styles)


def _finding(post: Post, key: str, node: Node) -> Finding:
    inside = node.text[1:-1]
    straight = (
        f'"{inside}"' if not re.search(r'["\\\r\n]', inside) else f"'{inside}'" if not re.search(r"['\r\n]", inside) else ""
    )
    edits = [Edit(node.span, straight)] if straight else []
    message = f"`{key}` stands in typographic quotes, which become part of the value: {node.text[:60]}"
    return Finding(
        message, node.span, f"write {straight[:60]}" if straight else "write straight quotes", fix(post, edits, safe=False)
    )


_MANY = {f"{number}.md": f'---\ntitle: "A {number}"\n---\n' for number in range(4)}

RULE = Rule(
    code="P506",
    severity=Severity.WARNING,
    summary="a value in typographic quotes, which YAML takes for letters",
    within=_check,
    bad=(
        Example({"a.md": "---\ntitle: \u201cA walk\u201d\ndescription: \u201cBy the lake.\u201d\n---\n"}),
        Example({**_MANY, "a.md": "---\ntitle: \u201cA walk\u201d\n---\n"}),
        Example({"a.md": "---\ntitle: A\ntags: [\u2018lake\u2019, walk]\n---\n"}),
        Example({"_posts/2026-11-01-a.md": "---\ntitle: A\nlayout: \u201cpost\u201d\n---\n"}, "jekyll"),
    ),
    good=(
        Example({"a.md": "---\ntitle: \u201cTo be or not to be\u201d\n---\n"}),
        Example({"a.md": '---\ntitle: "\u201cA\u201d"\ndescription: "\u201cB\u201d"\n---\n'}),
        Example({**_MANY, "a.md": "---\ntitle: \u201cA\u201d and \u201cB\u201d\n---\n"}),
    ),
    beyond_ascii=True,
)
