"""The text begins with a heading that says the title once more.

The theme prints the title above the text, so readers see it twice, one below the other,
and the page has two headings of the first rank.

Told are single posts of sites whose other posts do not begin so. Where many do, the theme
leaves the title to the text. So do MkDocs Material, Docusaurus and notes, which make the
title of that heading or take it out.

Remove the heading. The fix does that, together with the blank lines below it.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from postctl.facts import body_fact
from postctl.markdown import Heading, headings
from postctl.model import Edit, Severity, Span
from postctl.regexes import later
from postctl.rules import Example, Finding, Rule
from postctl.rules._characters import fix
from postctl.rules._common import is_draft
from postctl.site import Post, Site

_TITLED_BY_TEXT = frozenset({"mkdocs", "docusaurus", "notes"})
_FIRST = later(r"\s*(?:# |[^\r\n]{1,200}+(?:\r\n|\n|\r)=+[ \t]*(?:[\r\n]|\Z))")
_PLAIN = later(r"[\W_]+")
_BLANK = later(r"(?:[ \t]*(?:\r\n|\n|\r))*")
_FEW = 3


def _check(post: Post, site: Site) -> Iterator[Finding]:
    if site.generator.name in _TITLED_BY_TEXT or is_draft(post) or not post.titled:
        return
    heading = _heading(post) if _begins(post, site) else None
    if heading is not None and _is_title(heading.text, post.title) and _is_rare(site):
        base, content = post.document.base, post.document.content
        blank = _BLANK.match(content, heading.span.end)
        end = blank.end() if blank else heading.span.end
        span = Span(base + heading.span.start, base + heading.span.end)
        edits = [Edit(Span(base + heading.span.start, base + end), "")]
        yield Finding("the text begins with the title once more", span, "remove the heading", fix(post, edits, safe=False))


def _heading(post: Post) -> Heading | None:
    """The heading of the first rank that a text begins with."""
    content = post.document.content
    first = next(iter(headings(content)), None)
    return first if first is not None and first.level == 1 and not content[: first.span.start].strip() else None


def _is_title(text: str, title: str) -> bool:
    one, other = (_PLAIN.sub("", each).casefold() for each in (text, title))
    return bool(one) and one == other


@body_fact
def _begins(post: Post, site: Site) -> bool:
    return _FIRST.match(post.document.content) is not None


@lru_cache(maxsize=2)
def _is_rare(site: Site) -> bool:
    """Whether few of at least so many posts begin with a heading of the first rank."""
    beginning = sum(_begins(post, site) for post in site.posts)
    return len(site.posts) > _FEW and beginning * 3 <= len(site.posts)


_MANY = {f"content/{number}.md": f"---\ntitle: Walk {number}\n---\nText.\n" for number in range(4)}

RULE = Rule(
    code="P606",
    severity=Severity.INFO,
    bodies=True,
    summary="a text that begins with the title once more",
    within=_check,
    bad=(
        Example({**_MANY, "content/a.md": "---\ntitle: By the lake\n---\n\n# By the lake\n\nText.\n"}, "hugo"),
        Example({**_MANY, "content/a.md": "---\ntitle: By the lake!\n---\nBy the *lake*\n=====\nText.\n"}),
    ),
    good=(
        Example({**_MANY, "content/a.md": "---\ntitle: By the lake\n---\n## By the lake\n"}, "hugo"),
        Example({**_MANY, "content/a.md": "---\ntitle: By the lake\n---\n# One\n\nText.\n"}, "hugo"),
        Example({f"{n}.md": f"---\ntitle: Walk {n}\n---\n# Walk {n}\n\nText.\n" for n in range(6)}),
        Example({"blog/2026-11-01-a.md": "---\ntitle: By the lake\n---\n# By the lake\n\nText.\n"}, "docusaurus"),
    ),
)
