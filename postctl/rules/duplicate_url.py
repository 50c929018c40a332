"""Two posts have the same address, so readers can open only one of them.

It happens when a post is copied and its `slug`, `path` or `permalink` stays, or when two
files in different folders have the same name. Generators differ in which of the two
survives: often the one built last, and some stop.

Give one of the posts another `slug`, `path` or file name, whichever the address comes
from, or take the one that is not needed back with `postctl unpublish POST`. Drafts are
not counted, and neither are translations in folders named for their languages.

It is an error where both posts are public now, and either say their whole address
themselves or have the same file name. Else it is a warning: for the day the second one
goes out, or because configuration that is not in the site may keep them apart.

Addresses that differ only in letter case are P303's, those that differ only in the form
of their letters P304's.
"""

from __future__ import annotations

from collections.abc import Iterator

from postctl.model import Severity
from postctl.rules import Example, Finding, Rule
from postctl.rules._addresses import WHOLE, of_urls, written
from postctl.rules._common import is_public, on_one_line
from postctl.site import Post, Site


def _check(site: Site) -> Iterator[Finding]:
    for post, other, kind in of_urls(site):
        if kind == "same":
            yield _same(post, other, site)


def _same(post: Post, other: Post, site: Site) -> Finding:
    both = is_public(post, site) and is_public(other, site)
    return Finding(
        f"{on_one_line(post.url)} is also the address of {other.path}",
        span=written(post, site),
        help="give one of the two another slug",
        path=post.path,
        severity=None if both and _is_sure(post, other) else Severity.WARNING,
        publishing=Severity.ERROR if both else None,
    )


def _is_sure(post: Post, other: Post) -> bool:
    """Whether both say the whole address themselves, or have the same name; else the site's configuration has a say in it."""
    said = all(any(key in each.front for key in WHOLE) for each in (post, other))
    return said or post.place == other.place


RULE = Rule(
    code="P301",
    severity=Severity.ERROR,
    summary="two posts with one address",
    site=_check,
    bad=(
        Example({"a.md": "---\ntitle: A\npath: /x\n---\n", "b.md": "---\ntitle: B\npath: /x/\n---\n"}, "gatsby"),
        Example({"a.md": "---\ntitle: A\npath: /é\n---\n", "b.md": "---\ntitle: B\npath: /%C3%A9\n---\n"}, "gatsby"),
        Example(
            {"_posts/2026-12-01-a.md": "---\ntitle: A\n---\n", "_posts/2026-12-01-a.markdown": "---\ntitle: B\n---\n"}, "jekyll"
        ),
    ),
    good=(
        Example({"a.md": "---\ntitle: A\npath: /x\n---\n", "b.md": "---\ntitle: B\npath: /X\n---\n"}, "gatsby"),
        Example({"a.md": "---\ntitle: A\npath: /x\n---\n", "b.md": "---\ntitle: B\npath: /y\n---\n"}, "gatsby"),
        Example({"a.md": "---\ntitle: A\npath: /x\n---\n", "b.md": "---\ntitle: B\npath: /x\ndraft: true\n---\n"}, "gatsby"),
        Example(dict.fromkeys(("src/posts/en/a.md", "src/posts/fr/a.md"), "---\ntitle: A\npath: /a\n---\n"), "gatsby"),
    ),
)
