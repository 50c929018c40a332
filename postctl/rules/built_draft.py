"""The generated site has a page of a draft.

`postctl validate --built DIR` looks into the folder that the generator has written the
site to (`public`, `_site`, `output`), after the build and before the deploy. A draft
gets there with an option for previews (`hugo -D`, `jekyll build -D`), or stays
there from such a build: Hugo, for one, does not empty the folder before it writes.
Once deployed, everybody can read it, and feeds and search engines keep it.

Pelican and Nikola write pages of drafts on purpose and list them nowhere; there only
what lists a draft counts (P924). So does a page that only leads elsewhere.

Build again into an empty folder, without drafts.
"""

from __future__ import annotations

from collections.abc import Iterator

from postctl.model import Severity
from postctl.rules import Example, Finding, Rule
from postctl.rules._built import found
from postctl.site import Post, Site, Standards


def _check(post: Post, site: Site) -> Iterator[Finding]:
    yield from found(post, site, "draft")


_DRAFT = "---\ntitle: A\ndraft: true\n---\nText.\n"
_PUBLIC = "---\ntitle: A\ndraft: false\n---\nText.\n"
_BUILT = Standards(built=frozenset({"index.html", "posts/a/index.html"}))
_CLEAN = Standards(built=frozenset({"index.html", "posts/index.html"}))
_UNDATED = Standards(built=frozenset({"2026/11/23/soup.html"}), built_text=lambda path: "<h1>Soup &amp; bread</h1>")

RULE = Rule(
    code="P921",
    severity=Severity.ERROR,
    summary="a draft that is in the generated site",
    within=_check,
    bad=(
        Example({"content/posts/a.md": _DRAFT}, "hugo", _BUILT),
        Example(
            {"_posts/2026-01-02-a.md": "---\ntitle: A\npublished: false\n---\n"},
            "jekyll",
            Standards(built=frozenset({"2026/01/02/a.html"})),
        ),
        Example({"_drafts/soup.md": "---\ntitle: Soup & bread\n---\n"}, "jekyll", _UNDATED),
    ),
    good=(
        Example({"content/posts/a.md": _DRAFT}, "hugo", _CLEAN),
        Example({"content/posts/a.md": _PUBLIC}, "hugo", _BUILT),
        Example({"content/posts/a.md": _DRAFT}, "hugo"),
        Example({"_drafts/soup.md": "---\ntitle: Tea\n---\n"}, "jekyll", _UNDATED),
    ),
    sites=lambda site: site.standards.built is not None,
)
