"""A heading is two or more levels below the one before it: `##`, then `####`.

People who listen to a page go from heading to heading, and take the gap for a part they
have missed. A table of contents comes out with a step too many.

The first heading of a text may have any level, and it may always go up again. Where most
posts with headings of several levels do it, it is how the site is written, and nothing is
said.

Give the heading one `#` more than the one above it, or write the heading between.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from postctl.model import Severity, Span
from postctl.rules import Example, Finding, Rule
from postctl.rules._bodies import depth, held, jumps
from postctl.rules._common import is_draft, is_habit
from postctl.site import Post, Site

_MOST = 10
"""So many of a post are told."""


def _check(post: Post, site: Site) -> Iterator[Finding]:
    if is_draft(post) or depth(post) != "skipped" or _is_usual(site):
        return
    base = post.document.base
    for before, heading in jumps(post)[:_MOST]:
        levels = f"a heading of level {heading.level} below one of level {before.level}"
        marks = "#" * (before.level + 1)
        span = Span(base + heading.span.start, base + heading.span.end)
        yield Finding(f"{levels}: {heading.text[:60]}".strip(), span, f"make it {marks}, or write the heading between")


@lru_cache(maxsize=2)
def _is_usual(site: Site) -> bool:
    deep = [found for post in site.posts if (found := held(post, site)["depth"])]
    return is_habit(deep.count("skipped"), len(deep))


_T = "---\ntitle: A\n---\n"

RULE = Rule(
    code="P607",
    severity=Severity.INFO,
    bodies=True,
    summary="a heading that skips a level",
    within=_check,
    bad=(
        Example({"a.md": _T + "## One\n\nText.\n\n#### Two\n\nText.\n"}),
        Example({"a.md": _T + "# One\n\n### Two {#two}\n\nText.\n"}),
        Example({"a.md": _T + "One\n===\n\n### Two\n"}),
    ),
    good=(
        Example({"a.md": _T + "#### One\n\n##### Two\n\n## Three\n\n### Four\n"}),
        Example({"a.md": _T + "## One\n\n```\n#### two\n```\n"}),
        Example({f"{n}.md": _T + "# One\n\n### Two\n" for n in range(3)}),
    ),
    signs=("#",),
)
