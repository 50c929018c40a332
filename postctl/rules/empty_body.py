"""A post has front matter and nothing below it.

Readers meet a headline and an empty page. As a rule the text was never written, or got
lost on its way into the file.

Comments do not count as text. Posts that only lead elsewhere (`link`, `external_url`,
`redirect_to`) and posts with a layout of their own, whose template brings the content,
are fine, and so are sites where most posts have no text. Drafts may be empty;
`postctl publish` does not let an empty one pass, nor one that has only headings.

Write the text, or take the file out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from postctl.document import find
from postctl.model import Severity, Span
from postctl.regexes import later
from postctl.rules import Example, Finding, Rule, _habits
from postctl.rules._common import is_draft
from postctl.site import Post, Site

_COMMENT = later(r"<!--.*?(?:-->|\Z)|^\[//\]: # [^\r\n]*", re.DOTALL | re.MULTILINE)
_MAY_BE_EMPTY = later(r"\s*+(?:[<\[]|\Z)")
_ONLY_HEADINGS = later(r"(?:[ \t]*(?:#{1,6}(?:[ \t].*)?|=+|-+)?(?:\r\n?|\n|\Z))*")
_ELSEWHERE = frozenset(
    "link linkurl externalurl externallink external redirect redirectto redirecturl redirectlink sourceurl originalurl url href "
    "videourl video audio audiourl gallery images photos slides presentation pdf file download".split()
)
_TEMPLATES = ("layout", "type", "template", "_layout")


def _text(post: Post, site: Site) -> str | None:
    """The habit of having a text, under the key of the layout: posts of another layout have habits of their own."""
    return _layout(post) if _COMMENT.sub("", post.document.content).strip() else None


def _layout(post: Post) -> str:
    found = next((each for key in _TEMPLATES if (each := find(post.document, key, fold=True))), None)
    return found.value.text if found is not None and found.value.kind == "scalar" else ""


def _check(post: Post, site: Site) -> Iterator[Finding]:
    if site.generator.name != "notes":  # a note may be a name only, for others to link to, until it is published
        yield from _empty(post, site)


def _empty(post: Post, site: Site) -> Iterator[Finding]:
    if not is_draft(post) and _MAY_BE_EMPTY.match(post.document.content) and _is_missed(post, site):
        yield _finding(post, "no text below the front matter")


def _gate(post: Post, site: Site) -> Iterator[Finding]:
    if site.generator.name == "notes":
        yield from _empty(post, site)
    content = _COMMENT.sub("", post.document.content)
    if content.strip()[:1] == "#" and _ONLY_HEADINGS.fullmatch(content) and content.count("\n") < 1000:
        yield _finding(post, "only headings, and no text below them")


def _is_missed(post: Post, site: Site) -> bool:
    """Whether a post without text should have one: it leads nowhere else, and the others of its layout have one."""
    if post.document.syntax is None or _text(post, site) is not None:
        return False
    if any(re.sub(r"[-_]", "", each.key.lower()) in _ELSEWHERE for each in post.document.entries):
        return False
    habit = _habits.of(post, site, _text)
    same = habit.key == _layout(post)
    return (same and habit.some * 2 > habit.of) or habit.of < _habits.FEW


def _finding(post: Post, what: str) -> Finding:
    end = post.document.base + len(post.document.content)
    return Finding(what, Span(min(post.document.base, end), min(post.document.base, end)), "write the text, or take the file out")


_T = "---\ntitle: A\n---\n"

RULE = Rule(
    code="P603",
    severity=Severity.WARNING,
    publishing=Severity.ERROR,
    summary="a post without text",
    within=_check,
    gate=_gate,
    bad=(
        Example({"a.md": _T}),
        Example({"a.md": _T + "\n<!-- more -->\n\n"}),
        Example({"a.md": "---\ntitle: A\n---", "b.md": _T + "Text.\n"}),
    ),
    good=(
        Example({"a.md": _T + "Text.\n"}),
        Example({"a.md": "---\ntitle: A\ndraft: true\n---\n"}),
        Example({"a.md": "---\ntitle: A\nlink: https://x.org\n---\n"}),
        Example({"a.md": _T + "![a](https://x.org/a.png)\n"}),
        Example({**{f"{n}.md": _T for n in range(4)}}),
    ),
)
