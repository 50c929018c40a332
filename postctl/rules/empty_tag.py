"""A list of tags has an item without a name: `- ""`, or a `-` with nothing behind it.

It comes from a template that was not filled in, or from a line that was deleted halfway.
Jekyll has a tag without a name then, other generators end the build. Most leave out a `-`
with nothing behind it, of which a note tells; Eleventy makes a tag `null` of it.

Remove the item. The fix does that. Sites whose posts mostly have one took it from their
template, and are left alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from postctl import document
from postctl.facts import fact
from postctl.model import Node, Severity, Span
from postctl.rules import Example, Finding, Rule
from postctl.rules._common import is_habit
from postctl.rules._filed import fix, held, is_plain, kept
from postctl.site import Post, Site
from postctl.terms import Held


def _check(post: Post, site: Site) -> Iterator[Finding]:
    if post.verdict.fatal or is_plain(post, site):
        return
    for each in held(post, site):
        empty = _empty(each)
        if empty and not _is_usual(site):
            yield _finding(post, each, empty, null=site.generator.name == "eleventy")


def _empty(each: Held) -> list[int]:
    """The places of items without a name."""
    listed = each.value if isinstance(each.value, list) else []
    return [at for at, item in enumerate(listed) if item is None or (isinstance(item, str) and not item.strip())]


@lru_cache(maxsize=2)
def _is_usual(site: Site) -> bool:
    found = [kind for post in site.posts if (kind := _kind(post, site))]
    return is_habit(found.count("empty"), len(found))


@fact
def _kind(post: Post, site: Site) -> str:
    """Whether a post has terms, and among them `empty` ones."""
    if is_plain(post, site):
        return "full" if kept(post, site) else ""
    return "empty" if any(map(_empty, held(post, site))) else "full"


def _finding(post: Post, each: Held, empty: list[int], *, null: bool) -> Finding:
    assert isinstance(each.value, list)
    items = each.entry.value.items
    node = items[empty[0]] if empty[0] < len(items) else each.entry.value
    more = f" ({len(empty)} of them)" if len(empty) > 1 else ""
    return Finding(
        f"`{each.entry.key}` has an item without a name{more}",
        _place(post, node),
        "remove the item",
        fix(post, lambda: _without(post, each), safe=True),
        severity=Severity.INFO if not null and all(each.value[at] is None for at in empty) else None,
    )


def _place(post: Post, node: Node) -> Span:
    """The item; the dash before it where nothing stands behind that."""
    if node.span.start < node.span.end:
        return node.span
    dash = post.document.text.rfind("-", 0, node.span.start)
    return Span(dash, dash + 1) if dash >= 0 else node.span


def _without(post: Post, each: Held) -> document.Document:
    """One item at a time, so that what stands between the others stays."""
    known, value = post.document, each.value
    while isinstance(value, list) and (at := _empty(each._replace(value=value))):
        value = [item for place, item in enumerate(value) if place != at[0]]
        known = document.edited(known, {each.entry.key: value})
    return known


RULE = Rule(
    code="P707",
    severity=Severity.WARNING,
    summary="an item without a name in a list of tags",
    within=_check,
    bad=(
        Example({"a.md": '---\ntitle: A\ntags: ["", lake]\n---\n'}),
        Example({"a.md": "---\ntitle: A\ntags:\n  - lake\n  -\n  - walk\n---\n"}),
        Example({"content/a.md": '+++\ntitle = "A"\ntags = ["lake", " "]\n+++\nText.\n'}, "hugo"),
        Example({"a.md": "---\ntags: [lake, ~]\n---\n", ".eleventy.js": ""}, "eleventy"),
        Example({"_posts/2026-11-01-a.md": '---\ncategories:\n- ""\n---\n'}, "jekyll"),
    ),
    good=(
        Example({"a.md": "---\ntitle: A\ntags: []\n---\n"}),
        Example({f"{n}.md": '---\ntitle: A\ntags: [""]\n---\n' for n in range(3)}),
    ),
)
