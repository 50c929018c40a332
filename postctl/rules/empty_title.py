"""The key `title` is there, and nothing stands behind it.

Empty titles come from templates that were filled in halfway. The post has no name then:
lists and feeds show the file name or an empty link, and some generators print `null` or
`None`.

Write the title, in quotes if it holds a colon, a `#` or a quote. If the post is meant
to have none, remove the line.
"""

from __future__ import annotations

from collections.abc import Iterator

from postctl.model import Severity
from postctl.rules import Example, Finding, Rule
from postctl.rules._common import entry, place
from postctl.site import Post, Site

_NONE = "none, which is another rule's"


def _check(post: Post, site: Site) -> Iterator[Finding]:
    value = post.front.get("title", _NONE)
    if value is None or value == [] or value == {} or (isinstance(value, str) and not value.strip()):
        found = entry(post, site, "title")
        if found is not None:
            yield Finding("the title is empty", span=place(found), help="write the title, or remove the line")


RULE = Rule(
    code="P102",
    severity=Severity.WARNING,
    publishing=Severity.ERROR,
    summary="a title with nothing in it",
    post=_check,
    bad=(
        Example({"a.md": "---\ntitle:\ndate: 2026-12-01\n---\n"}),
        Example({"a.md": '---\ntitle: ""\n---\n'}),
        Example({"a.md": '+++\ntitle = "  "\n+++\n'}),
    ),
    good=(
        Example({"a.md": "---\ntitle: 404\n---\n"}),
        Example({"a.md": "---\ntitle: no\n---\n"}),
    ),
    keys=frozenset({"title"}),
)
