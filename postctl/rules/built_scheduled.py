"""The generated site has a page of a post that is scheduled for later.

Of generators that hide posts dated in the future (Hugo, Jekyll), a build for previews
(`hugo -F`, `future: true` in Jekyll) has them all the same, and such pages stay in the
folder when the next build does not empty it. `postctl validate --built DIR` looks into
the folder that the generator has written the site to, after the build and before the
deploy. Where posts of the future are public at once there is no such finding.

Build again into an empty folder, without posts of the future. Where the date is wrong,
correct it.
"""

from __future__ import annotations

from collections.abc import Iterator

from postctl.model import Severity
from postctl.rules import Example, Finding, Rule
from postctl.rules._built import found
from postctl.site import Post, Site, Standards


def _check(post: Post, site: Site) -> Iterator[Finding]:
    yield from found(post, site, "scheduled")


_LATER = "---\ntitle: A\ndate: 2031-01-02\n---\nText.\n"
_BUILT = Standards(built=frozenset({"index.html", "posts/a/index.html"}))
_CLEAN = Standards(built=frozenset({"index.html", "posts/index.html"}))
_DATED = Standards(built=frozenset({"2031/01/02/a.html"}))

RULE = Rule(
    code="P922",
    severity=Severity.ERROR,
    summary="a scheduled post that is in the generated site",
    within=_check,
    bad=(
        Example({"content/posts/a.md": _LATER}, "hugo", _BUILT),
        Example({"_posts/2031-01-02-a.md": "---\ntitle: A\n---\n"}, "jekyll", _DATED),
    ),
    good=(
        Example({"content/posts/a.md": _LATER}, "hugo", _CLEAN),
        Example({"content/posts/a.md": "---\ntitle: A\ndate: 2021-01-02\n---\nText.\n"}, "hugo", _BUILT),
        Example({"content/posts/a.md": "+++\ntitle = 'A'\ndate = 2031-01-02\n+++\nText.\n"}, "zola", _BUILT),
    ),
    sites=lambda site: site.standards.built is not None,
)
