"""A sitemap, a feed or a search index of the generated site names a post that readers are not to see.

`postctl validate --built DIR` looks into the folder that the generator has written the
site to, after the build and before the deploy. There it reads what lists posts: sitemaps
(packed ones too), feeds in RSS, Atom and JSON, `llms.txt`, and the indexes of searches.
Who follows them finds the draft, or learns of the post that is to come; feed readers
keep what they have seen once. Where the page of the post is there as well, that finding
(P921, P922, P923) names the lists too, and this one is not made.

Build again, without drafts and posts of the future, or mend the template that lists the
posts: it has to leave out what the generator hides.
"""

from __future__ import annotations

from collections.abc import Iterator

from postctl.model import Severity
from postctl.rules import Example, Finding, Rule
from postctl.rules._built import hidden, listing, shown, span
from postctl.site import Post, Site, Standards


def _check(post: Post, site: Site) -> Iterator[Finding]:
    reason = hidden(post, site) if site.standards.built is not None else None
    there = shown(post, site) if reason is not None else None
    if reason is not None and there is not None and not there.page:
        kind = {"draft": "this draft", "scheduled": "this scheduled post", "expired": "this expired post"}[reason]
        help_ = "build again without drafts and posts of the future, or mend the template that lists the posts"
        yield Finding(f"{kind} is named in the generated site: {listing(there)}", span(post, site, reason), help_)


def _lists(path: str, text: str, *files: str) -> Standards:
    return Standards(built=frozenset({path, *files}), built_text=lambda name: text if name == path else None)


_DRAFT = "Title: A\nDate: 2026-01-02\nStatus: draft\nSlug: a\n\nText.\n"
_HUGO = "---\ntitle: A\ndraft: true\n---\n"

RULE = Rule(
    code="P924",
    severity=Severity.ERROR,
    summary="a hidden post that a sitemap, a feed or a search index names",
    within=_check,
    bad=(
        Example(
            {"content/posts/a.md": _HUGO}, "hugo", _lists("sitemap.xml", "<url><loc>https://example.org/posts/a/</loc></url>")
        ),
        Example({"content/posts/a.md": _HUGO}, "hugo", _lists("index.json", '[{"permalink": "/posts/a/", "title": "A"}]')),
        Example(
            {"content/a.md": _DRAFT},
            "pelican",
            _lists("feeds/all.atom.xml", '<entry><link href="https://example.org/drafts/a.html"/></entry>', "drafts/a.html"),
        ),
    ),
    good=(
        Example({"content/posts/a.md": _HUGO}, "hugo", _lists("sitemap.xml", "<loc>https://example.org/tags/posts/a/b/</loc>")),
        Example({"content/posts/a.md": _HUGO}, "hugo", _lists("index.xml", "<description>See /posts/a/ soon</description>")),
        Example(
            {"content/a.md": _DRAFT}, "pelican", _lists("sitemap.xml", "<loc>https://example.org/b.html</loc>", "drafts/a.html")
        ),
    ),
    sites=lambda site: site.standards.built is not None,
)
