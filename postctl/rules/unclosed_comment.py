"""A comment of HTML begins and never ends: `<!--` without `-->`.

Browsers, and most readers of Markdown, take all the rest of the post for the comment: it
is in the source of the page, and readers never see it.

Only a mark at the beginning of a line counts, and none in code. MDX has no comments of
HTML and refuses them; its posts are left alone.

End the comment with `-->`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from posixpath import splitext

from postctl.model import Severity, Span
from postctl.regexes import later
from postctl.rules import Example, Finding, Rule
from postctl.rules._common import is_draft
from postctl.rules._words import body
from postctl.site import Post, Site

_BEGINS = later(r"^ {0,3}(?P<mark><!--)(?!-?>)", re.MULTILINE)
_OTHER_MARKUP = frozenset({".mdx", ".rst", ".txt"})


def _check(post: Post, site: Site) -> Iterator[Finding]:
    content = post.document.content
    if "<" not in content:
        return
    ended = content.rfind("-->")
    if content.find("<!--", ended + 1) < 0 or is_draft(post) or splitext(post.path)[1].lower() in _OTHER_MARKUP:
        return
    said = body(post)
    found = _BEGINS.search(said.text, max(ended, 0))
    if found is None or not said.text[found.end() :].strip():
        return
    at = said.base + found.start("mark")
    yield Finding("the comment never ends: readers see nothing of what follows", Span(at, at + 4), "end the comment with -->")


_T = "---\ntitle: A\n---\n"

RULE = Rule(
    code="P613",
    severity=Severity.WARNING,
    summary="a comment that never ends and hides the rest of the post",
    post=_check,
    bad=(
        Example({"a.md": _T + "Text.\n\n<!-- an idea\n\nMore text.\n"}),
        Example({"a.md": _T + "<!-- one -->\n\nText.\n\n<!-- two ->\n\nMore text.\n"}),
    ),
    good=(
        Example({"a.md": _T + "<!-- one\n\ntwo -->\n\nText.\n"}),
        Example({"a.md": _T + "A comment begins with <!-- in HTML.\n\n```\n<!-- x\n```\n\nText.\n"}),
        Example({"a.mdx": _T + "<!-- x\n\nText.\n"}),
    ),
    signs=("<",),
)
