"""A post has the same tag twice.

Some generators then list the post twice on the page of the tag and show the tag twice
below the title. Where the generator does not tell `Go` from `go`, these count as one.

Remove one of the two. The fix removes the later ones; nothing else of the list changes.
"""

from __future__ import annotations

from collections.abc import Iterator

from postctl import terms
from postctl.model import Severity
from postctl.rules import Example, Finding, Rule
from postctl.rules._filed import Term, fix, held, is_plain, placed
from postctl.site import Post, Site
from postctl.terms import Held


def _check(post: Post, site: Site) -> Iterator[Finding]:
    fold = site.generator.fold_terms
    for each in held(post, site) if not is_plain(post, site) else ():
        names = each.names
        if len(set(map(str.casefold, names) if fold else names)) < len(names) and not _is_nested(each):
            yield _finding(post, each, fold=fold)


def _is_nested(each: Held) -> bool:
    """Whether a term may well come twice: `[[a, b], [a, c]]` are two paths."""
    return isinstance(each.value, list) and any(isinstance(item, list | dict) for item in each.value)


def _finding(post: Post, each: Held, *, fold: bool) -> Finding:
    seen: set[str] = set()
    again: list[Term] = []
    for term in placed(post, each):
        name = term.name.casefold() if fold else term.name
        if name in seen:
            again.append(term)
        seen.add(name)
    more = f", and {len(again) - 1} more" if len(again) > 1 else ""
    return Finding(
        f"`{each.entry.key}` has `{again[0].name}` twice{more}",
        again[0].at or each.entry.value.span,
        "remove one of the two",
        fix(post, lambda: terms.without_repeats(post.document, each, fold=fold), safe=True),
    )


RULE = Rule(
    code="P704",
    severity=Severity.WARNING,
    summary="a tag that a post has twice",
    post=_check,
    bad=(
        Example({"a.md": "---\ntitle: A\ntags: [lake, walk, lake]\n---\n"}),
        Example({"a.md": "---\ntitle: A\ntags:\n  - lake # one\n  - lake\n  - walk\n  - walk\n---\n"}),
        Example({"content/a.md": "Title: A\nTags: lake, walk, lake\nDate: 2026-11-01\n\nText.\n"}, "pelican"),
        Example({"content/a.md": '+++\ntitle = "A"\ntags = ["Go", "go"]\n+++\nText.\n'}, "hugo"),
        Example({"_posts/2026-11-01-a.md": "---\ntags: lake walk lake\n---\n"}, "jekyll"),
    ),
    good=(
        Example({"a.md": "---\ntitle: A\ntags: [Go, go, walk]\n---\n"}),
        Example({"source/_posts/a.md": "---\ntitle: A\ncategories: [[a, b], [a, c]]\n---\n"}, "hexo"),
    ),
)
