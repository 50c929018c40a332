"""Marks of an unfinished merge stand in a post: `<<<<<<<`, `=======`, `>>>>>>>`.

Git writes both sides of a conflict into the file, and waits for somebody to choose. What
was committed without a choice is on the page, twice and with the marks. In the front
matter nothing can be read then.

Keep one of the two sides, or both, and remove the three lines of marks. In code, such as a
post about merging, they are fine.
"""

from __future__ import annotations

from collections.abc import Iterator

from postctl.document import position
from postctl.model import Broken, Severity, Span
from postctl.rules import Example, Finding, Rule
from postctl.rules._conflicts import Conflict, in_post, in_text
from postctl.rules._unread import why
from postctl.site import Post, Site


def _check(post: Post, site: Site) -> Iterator[Finding]:
    for conflict in in_post(post):
        yield _finding(conflict, post.document.text if post.document.apart is None else "")


def _check_broken(broken: Broken, site: Site) -> Iterator[Finding]:
    if why(broken, site).kind == "conflict":
        yield _finding(in_text(broken.text)[0], broken.text)


def _finding(conflict: Conflict, text: str) -> Finding:
    until = f", up to line {position(text, conflict.end)[0]}" if conflict.end is not None and text else ""
    return Finding(
        f"a merge was left unfinished here{until}",
        span=Span(conflict.span.start, conflict.span.start + 7),
        help="keep one side, or both, and remove the lines with the marks",
        severity=None if conflict.end is not None else Severity.WARNING,
    )


_BOTH = "<<<<<<< HEAD\n{0}A\n=======\n{0}B\n>>>>>>> 1f2e3d4c\n"

RULE = Rule(
    code="P015",
    severity=Severity.ERROR,
    summary="marks of an unfinished merge",
    post=_check,
    broken=_check_broken,
    bad=(
        Example({"a.md": f"---\ntitle: A\n---\nText.\n\n{_BOTH.format('')}"}),
        Example({"a.md": f"---\n{_BOTH.format('title: ')}---\nText.\n"}),
        Example({"content/a.md": f"Title: A\nDate: 2026-11-01\n{_BOTH.format('Tags: ')}\nText.\n"}, "pelican"),
        Example({"a.md": "---\ntitle: A\n---\nText.\n\n>>>>>>> 1f2e3d4c5b\n"}),
    ),
    good=(
        Example({"a.md": f"---\ntitle: A\n---\n```\n{_BOTH.format('')}```\n"}),
        Example({"a.md": "---\ntitle: A\n---\nHeading\n=======\n\n>>>>>>> quoted seven times\n"}),
    ),
    signs=("<", ">"),
)
