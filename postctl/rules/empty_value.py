"""A key with nothing behind it, where the generator makes something of that.

An empty key is the same as none to most generators, and nothing is said of it. But some
take the nothing at its word: MkDocs Material ends the build over an empty `template`,
Pelican too; Pelican takes a post with an empty `Lang` for a translation and gives it
another address, and writes no page at all where `Save_as` is empty. An empty item in the
categories of a Jekyll post is a category without a name.

Remove the line, or write the value. The fix removes the line.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from postctl.model import Node, Severity
from postctl.rules import Example, Finding, Rule
from postctl.rules._common import place, trapped
from postctl.rules._moving import removed
from postctl.site import Post, Site
from postctl.values import NamedTuple


class _Empty(NamedTuple):
    """What a generator makes of an empty value, as the end of a sentence that begins with its name."""

    becomes: str
    severity: Severity = Severity.ERROR


_EMPTY: Mapping[str, Mapping[str, _Empty]] = {
    "pelican": {
        "template": _Empty("ends the build over it"),
        "lang": _Empty("takes the post for a translation, and its address ends in a hyphen"),
        "save_as": _Empty("writes no page for the post", Severity.WARNING),
    },
    "mkdocs": {"template": _Empty("ends the build over it")},
    "nikola": {"updated": _Empty("ends the build over it")},
}
_ITEMS: Mapping[str, Mapping[str, _Empty]] = {
    "jekyll": {"categories": _Empty("makes a category without a name of it", Severity.WARNING)},
}


def _check(post: Post, site: Site) -> Iterator[Finding]:
    keys, lists = _EMPTY.get(site.generator.name, {}), _ITEMS.get(site.generator.name, {})
    if post.document.syntax is None or not (keys or lists):
        return
    for entry in post.document.entries:
        key = entry.key.lower() if site.generator.fold_keys else entry.key
        if key in keys and _is_empty(entry.value) and not (post.verdict.fatal and trapped(post, site) == entry):
            yield Finding(
                f"`{entry.key}` is empty, and {site.generator.title} {keys[key].becomes}",
                span=place(entry),
                help="remove the line, or write the value",
                fix=removed(post.document, entry),
                severity=keys[key].severity,
            )
        elif key in lists and any(map(_is_empty, entry.value.items)):
            item = next(filter(_is_empty, entry.value.items))
            yield Finding(
                f"an item of `{entry.key}` is empty, and {site.generator.title} {lists[key].becomes}",
                span=item.span if item.span.start < item.span.end else entry.name.span,
                help="remove the item, or write it",
                severity=lists[key].severity,
            )


def _is_empty(node: Node) -> bool:
    if node.kind != "scalar":
        return False
    return not node.text.strip() if node.style in ("plain", "empty", "multi") else False


RULE = Rule(
    code="P112",
    severity=Severity.ERROR,
    summary="an empty value that the generator makes something of",
    post=_check,
    bad=(
        Example({"content/a.md": "Title: A\nDate: 2026-11-01\nLang:\n\nText.\n"}, "pelican"),
        Example({"content/a.md": "Title: A\nDate: 2026-11-01\nSave_as:\n\nText.\n"}, "pelican"),
        Example(
            {"mkdocs.yml": "plugins: [blog]\n", "docs/blog/posts/a.md": "---\ndate: 2026-11-01\ntemplate:\n---\n# A\n"}, "mkdocs"
        ),
        Example({"_posts/2026-11-01-a.md": "---\ntitle: A\ncategories:\n  - b\n  -\n---\nText.\n"}, "jekyll"),
    ),
    good=(
        Example({"content/a.md": "Title: A\nDate: 2026-11-01\nTags:\nSlug:\n\nText.\n"}, "pelican"),
        Example({"_posts/2026-11-01-a.md": "---\ntitle: A\ncategories:\ntags:\n  -\n---\nText.\n"}, "jekyll"),
        Example({"content/posts/a.md": "---\ntitle: A\ndate: 2026-11-01\ndescription:\naliases:\n---\nText.\n"}, "hugo"),
    ),
    sites=lambda site: site.generator.name in (*_EMPTY, *_ITEMS),
)
