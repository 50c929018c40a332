"""A link leads to a draft.

The link works in the preview, which shows drafts, and not on the site: readers who
follow it meet a page that says 404. Where the generator resolves names of posts itself,
as Jekyll does with `post_url`, Hugo with `ref` and Zola with `@/`, the build may end.

Publish that post first, or take the link out until it is. Links between two drafts are
fine: `postctl publish` takes both at once.
"""

from __future__ import annotations

from collections.abc import Iterator

from postctl.model import Severity
from postctl.rules import Example, Finding, Rule
from postctl.rules._common import is_draft
from postctl.rules._links import leads
from postctl.site import Post, Site


def _check(post: Post, site: Site) -> Iterator[Finding]:
    if is_draft(post):
        return
    for link in leads(post, site):
        if is_draft(link.post):
            message = f"links to a draft: {link.post.path}"
            yield Finding(message, link.span, "publish that post, or take the link out until it is")


_A = "---\ntitle: A\npath: /blog/a\n---\n"
_B = "---\ntitle: B\npath: /blog/b\n---\n"
_DRAFT = "---\ntitle: B\npath: /blog/b\ndraft: true\n---\n"
_ZOLA = {"config.toml": 'base_url = "/"', "content/b.md": '+++\ntitle = "B"\ndraft = true\n+++\n'}

RULE = Rule(
    code="P404",
    severity=Severity.WARNING,
    bodies=True,
    publishing=Severity.ERROR,
    summary="a link to a draft",
    within=_check,
    bad=(
        Example({"a.md": _A + "See [b](b.md).\n", "b.md": _DRAFT}),
        Example({"a.md": _A + "See [b][].\n\n[b]: /blog/b#more\n", "b.md": _DRAFT}, "gatsby"),
        Example({"content/a.md": '+++\ntitle = "A"\n+++\n[b](@/b.md)\n', **_ZOLA}, "zola"),
        Example(
            {"content/a.md": "---\ntitle: A\n---\n[b]({{< relref b.md >}})\n", "content/b.md": "---\ndraft: true\n---\n"}, "hugo"
        ),
    ),
    good=(
        Example({"a.md": _A + "See [b](b.md).\n", "b.md": _B}),
        Example({"a.md": _DRAFT + "See [b](b.md).\n", "b.md": _DRAFT}),
        Example({"a.md": _A + "`[b](b.md)` and [the code](https://example.org/b.md).\n", "b.md": _DRAFT}),
    ),
    sites=lambda site: any(map(is_draft, site.posts)),
)
