"""A link or an image has no target: `[text]()`.

It was meant to be filled in and was forgotten. A click on the link loads the page again,
and the image shows nothing.

Write the address, or take the brackets out.
"""

from __future__ import annotations

from collections.abc import Iterator

from postctl.links.references import OTHER_ENDINGS
from postctl.markdown import links
from postctl.model import Severity
from postctl.regexes import later
from postctl.rules import Example, Finding, Rule
from postctl.rules._links import at
from postctl.site import Post, Site

_EMPTY = later(r"\]\(\s*(?:<>\s*)?(?:\)|[\"'])")


def _check(post: Post, site: Site) -> Iterator[Finding]:
    body = post.document.content
    if not _EMPTY.search(body) or post.path.lower().endswith(OTHER_ENDINGS):
        return
    for link in links(body):
        if link.target or link.kind not in ("link", "image") or _is_place(body, link.whole.end):
            continue
        what = "image" if link.kind == "image" else "link"
        shown = " ".join(link.text.split())
        message = f"the {what} {shown!r} has no target" if shown else f"a {what} without a target"
        yield Finding(message, at(post, *link.whole), "write the address, or take the brackets out")


def _is_place(body: str, end: int) -> bool:
    """Whether attributes follow: `[](){#id}` is a place to link to."""
    return body.startswith("{", end)


_A = "---\ntitle: A\n---\n"

RULE = Rule(
    code="P415",
    severity=Severity.WARNING,
    publishing=Severity.ERROR,
    summary="a link or an image without a target",
    post=_check,
    bad=(
        Example({"a.md": _A + "See [the book]().\n"}),
        Example({"a.md": _A + "![]()\n"}),
        Example({"content/a.md": "+++\ntitle = 'A'\n+++\nSee [the *book*](<> 'The book').\n"}, "hugo"),
    ),
    good=(
        Example({"a.md": _A + "See [the book](#book) and [top](#).\n"}),
        Example({"a.md": _A + "`[the book]()` and \\[the book]() and call()\n\n    [x]()\n"}),
        Example({"a.md": _A + "[](){#here} Text.\n"}),
    ),
)
