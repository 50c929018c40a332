"""A post has no date, while the other posts in its folder have one.

Lists and feeds sort posts by date. Without one a post comes first or last, whichever
the template does with nothing, or shows `January 1, 0001` (Hugo). It can be scheduled only once
it has a date. Where the generator cannot do without one, P109 or P202 says so.

Add a `date:` in the form the other posts use, or run `postctl publish POST --date now`.
Drafts need no date yet and are not reported; neither are pages in folders where dates
are not the habit.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from postctl import facts
from postctl.model import Severity
from postctl.rules import Example, Finding, Rule
from postctl.rules._common import entry, is_draft, place
from postctl.site import Post, Site

_SHARE = 0.8
_OF_CHANGES = frozenset({"lastmod", "modified", "updated"})
"""Keys that say when a page was changed: who writes nothing else does not date it."""


def _check(site: Site) -> Iterator[Finding]:
    undated = [post for post in site.posts if post.date is None]
    folders: dict[str, list[Post]] = defaultdict(list)
    for post in site.posts if undated else ():
        folders[post.place.section].append(post)
    for posts in folders.values():
        dated = sum(post.date is not None and post.date.source.lower() not in _OF_CHANGES for post in posts)
        if dated < 2 or dated < _SHARE * (len(posts) - 1):
            continue
        for post in posts:
            if post.date is None and facts.syntax(post, site) and not is_draft(post):  # nor left out: P109
                yield _finding(post, site, dated)


def _finding(post: Post, site: Site, dated: int) -> Finding:
    found = entry(post, site, site.generator.date_key)
    return Finding(
        f"no date, while {dated} other posts in this folder have one" if found is None else "the date is empty",
        span=place(found),
        help=f"add `{site.generator.date_key}:` in the form the other posts use",
        path=post.path,
    )


_DATED = {"b.md": "---\ntitle: B\ndate: 2026-12-01\n---\n", "c.md": "---\ntitle: C\ndate: 2026-12-02\n---\n"}

RULE = Rule(
    code="P201",
    severity=Severity.WARNING,
    summary="a post without a date among posts that have one",
    site=_check,
    bad=(
        Example({**_DATED, "a.md": "---\ntitle: A\n---\n"}),
        Example({**_DATED, "a.md": "---\ntitle: A\ndate:\n---\n"}),
    ),
    good=(
        Example(
            {f"content/{n}.md": f"---\ntitle: A\n{'lastmod: 2021-02-12' if n else 'math: true'}\n---\n" for n in range(4)}, "hugo"
        ),
        Example({**_DATED, "a.md": "---\ntitle: A\ndate: 2026-12-03\n---\n"}),
        Example({**_DATED, "a.md": "---\ntitle: A\ndraft: true\n---\n"}),
        Example({**_DATED, "about/a.md": "---\ntitle: A\n---\n"}),
        Example({**_DATED, "2026-12-03-a.md": "---\ntitle: A\n---\n"}),
    ),
)
