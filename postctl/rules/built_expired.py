"""The generated site has a page of a post that has expired.

Its `expiryDate` is over, so the next build of Hugo leaves it out; but `hugo -E` does
not, and Hugo does not remove the pages of earlier builds. `postctl validate --built DIR`
looks into the folder that the generator has written the site to, after the build and
before the deploy.

Build again into an empty folder. Where the post is to stay, remove the date.
"""

from __future__ import annotations

from collections.abc import Iterator

from postctl.model import Severity
from postctl.rules import Example, Finding, Rule
from postctl.rules._built import found
from postctl.site import Post, Site, Standards


def _check(post: Post, site: Site) -> Iterator[Finding]:
    yield from found(post, site, "expired")


_OVER = "---\ntitle: A\nexpiryDate: 2026-01-02\n---\nText.\n"
_BUILT = Standards(built=frozenset({"index.html", "posts/a/index.html"}))
_CLEAN = Standards(built=frozenset({"index.html", "posts/index.html"}))

RULE = Rule(
    code="P923",
    severity=Severity.ERROR,
    summary="an expired post that is in the generated site",
    within=_check,
    bad=(Example({"content/posts/a.md": _OVER}, "hugo", _BUILT),),
    good=(
        Example({"content/posts/a.md": _OVER}, "hugo", _CLEAN),
        Example({"content/posts/a.md": "---\ntitle: A\nexpiryDate: 2031-01-02\n---\nText.\n"}, "hugo", _BUILT),
    ),
    sites=lambda site: site.standards.built is not None,
)
