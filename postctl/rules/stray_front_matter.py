"""Keys of the front matter stand in the text, below the front matter.

A fence that came too early, or a second block pasted below the first, or in Pelican a
blank line between the keys: all that follows is text. `draft: true` down there hides
nothing, and readers see it, mostly as a heading in large letters.

Told are lines `key: value` at the very top of the text that end with a fence, a second
block with known keys, a lone `draft` or `published` right below the fence, and in
`Key: value` front matter lines with keys of Pelican behind a blank line. A text may
begin with `Note: ...` as it likes.

Move the keys into the front matter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from postctl.model import Severity, Span
from postctl.regexes import later
from postctl.rules import Example, Finding, Rule
from postctl.rules._common import MARKS
from postctl.site import Post, Site

_KEY = re.compile(r"([A-Za-z][\w-]{0,40})[ \t]?[:=](?:[ \t]+(\S[^\r\n]*))?[ \t]*(?:\r\n|\n|\r|\Z)")
_ITEM = later(r"(?:[ \t]+\S[^\r\n]*|-[ \t]+[^\r\n]+|#[^\r\n]*)(?:\r\n|\n|\r|\Z)")
_FENCE = later(r"(?:---|\+\+\+)[ \t]*(?:\r\n|\n|\r|\Z)")
_BLANK = later(r"(?:[ \t]*(?:\r\n|\n|\r))*")
_BEGINS = later(r"(?:[ \t]*(?:\r\n|\n|\r))*(?:---|\+\+\+|[A-Za-z][\w-]{0,40}[ \t]?[:=])")
"""What a text begins with where it begins with front matter."""
_KNOWN = MARKS | frozenset(
    "title slug description summary category categories author authors layout url path aliases image cover lang type weight "
    "modified updated lastmod excerpt keywords".split()
)
_TOGGLES = frozenset({"draft", "published"})
_MOST_LINES = 60


def _check(post: Post, site: Site) -> Iterator[Finding]:
    document = post.document
    if document.syntax is None or document.apart is not None:
        return
    content = document.content
    if not _BEGINS.match(content):
        return
    blank = _BLANK.match(content)
    start = blank.end() if blank else 0
    fence = _FENCE.match(content, start)
    keys, end = _keys(content, fence.end() if fence else start)
    known = [name for name, _, _ in keys if name.lower() in _KNOWN]
    if not known or not _is_stray(post, content[end:], keys, first=start == 0, opened=fence is not None):
        return
    name, _, at = next(each for each in keys if each[0].lower() in _KNOWN)
    base = document.base
    message = f"`{name}` stands in the text, below the front matter, and means nothing there"
    yield Finding(message, Span(base + at, base + at + len(name)), "move it into the front matter")


def _keys(content: str, at: int) -> tuple[list[tuple[str, str, int]], int]:
    """The keys of the lines from `at` on, with value and place, and where those lines end."""
    found: list[tuple[str, str, int]] = []
    for _ in range(_MOST_LINES):
        line = _KEY.match(content, at) or (_ITEM.match(content, at) if found else None)
        if line is None or line.end() == at:
            break
        if line.re is _KEY:
            found.append((line[1], line[2] or "", at))
        at = line.end()
    return found, at


def _is_stray(post: Post, rest: str, keys: list[tuple[str, str, int]], *, first: bool, opened: bool) -> bool:
    """Whether lines are front matter that ended up in the text. `first`: no blank line stands before them."""
    if opened or _FENCE.match(rest):
        return _FENCE.match(rest) is not None
    if post.document.syntax is not None and post.document.syntax.name == "keyvalue":
        there = {each.key.lower() for each in post.document.entries}
        return rest[:1] in ("", "\r", "\n") and all(name.lower() in _PELICAN - there for name, _, _ in keys)
    name, value, _ = keys[0]
    return first and name.lower() in _TOGGLES and value.strip("\"'").lower() in ("true", "false")


_PELICAN = frozenset("title date modified tags category slug status author authors summary lang template save_as url".split())

RULE = Rule(
    code="P614",
    severity=Severity.WARNING,
    summary="keys of the front matter that stand in the text",
    post=_check,
    bad=(
        Example({"a.md": "---\ntitle: A\n---\ndraft: true\n---\n\nText.\n"}),
        Example({"a.md": "---\ntitle: A\n---\n\n---\ntitle: A\ndate: 2026-11-01\n---\n\nText.\n"}),
        Example({"a.md": "---\ntitle: A\n---\ndraft: true\n\nText.\n"}),
        Example({"content/a.md": "Title: A\nDate: 2026-11-01\n\nStatus: draft\n\nText.\n"}, "pelican"),
        Example({"content/a.md": '+++\ntitle = "A"\n+++\ndate = 2026-11-01\ndraft = true\n+++\nText.\n'}, "hugo"),
    ),
    good=(
        Example({"a.md": "---\ntitle: A\n---\nNote: one.\n\nTags: a way to file posts.\n"}),
        Example({"a.md": "---\ntitle: A\n---\n---\n\nText.\n\n---\n"}),
        Example({"a.md": "---\ntitle: A\n---\n\n```yaml\n---\ntitle: B\n---\n```\n"}),
        Example({"content/a.md": "Title: A\nDate: 2026-11-01\n\nDate: a word with two meanings.\nText.\n"}, "pelican"),
    ),
)
