"""A link leads to a heading that is not there: `#its-name` in this post or in another.

The page opens, but at its top. Headings get reworded, and links to them stay as they
were; and ids are particular about letter case and hyphens.

The ids are those that the site's generator makes of the headings: known for Hugo,
Jekyll, Zola, MkDocs, Docusaurus and Astro, as long as their settings leave it at the
usual. Ids that the author gives count too, with `{#id}` as well as in HTML. Posts with
templates or components that may make more of them are not judged, nor are names that
belong to the theme, such as `#comments`.

The fix corrects letter case and marks, where only one heading can be meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from urllib.parse import unquote

from postctl.links.anchors import Anchors, anchors, known, loosely
from postctl.links.books import MARKDOWN, markup
from postctl.links.references import are_templates
from postctl.markdown import links
from postctl.model import Severity, Span
from postctl.nearest import names
from postctl.regexes import later
from postctl.rules import Example, Finding, Rule
from postctl.rules._links import at, leads, replaced
from postctl.site import Post, Site
from postctl.values import NamedTuple

_OF_THEMES = later(
    r"(?:fn|comment|respond|disqus|page-top|back-to|top|more|toc|table-of|main|skip|content|post-|nav|footer|header|sidebar|"
    r"search|share|related|__|!|/|:~:)",
    re.IGNORECASE,
)
_BEHIND = later(r"#([^\s()<>\"'`{}]+)")
_MOST = 500
_ODD = later(r"[{}<>\s%=&]")


class _Asked(NamedTuple):
    name: str
    span: Span
    post: Post


def _check(post: Post, site: Site) -> Iterator[Finding]:
    body = post.document.content
    if "#" not in body or known(site) is None or markup(post.path) not in MARKDOWN or not _may_lead(body, site):
        return
    for asked in (*_inside(post, body), *_across(post, site)):
        name = unquote(asked.name)
        if not name or _OF_THEMES.match(name) or _ODD.search(name):
            continue
        found = anchors(asked.post, site)
        if found is not None and not found.has(name) and (finding := _judged(asked, name, found, post)):
            yield finding


def _may_lead(body: str, site: Site) -> bool:
    """Whether a link, or what stands in a notation of the generator, may lead to a place in a post."""
    return any("#" in link.target for link in links(body)) or ("{" in body if are_templates(site) else True)


def _inside(post: Post, body: str) -> Iterator[_Asked]:
    """Links to places in the same post."""
    inside = [link for link in links(body) if link.target.startswith("#")]
    if not inside or ("(#" not in body and ": #" not in body and '"#' not in body):
        return
    for link in inside:
        if link.kind != "autolink" and not (link.kind == "reference" and link.text == "//"):
            yield _Asked(link.target[1:], at(post, link.span.start + 1, link.span.end), post)


def _across(post: Post, site: Site) -> Iterator[_Asked]:
    """Links to places in posts, by path or address or in a notation; the span of a name in one is that of the path alone."""
    text = _text(post)
    for lead in leads(post, site):
        path, mark, name = lead.written.partition("#")
        start = lead.span.start + len(path) + 1
        if not mark:
            match = _BEHIND.match(text, lead.span.end - _before(post))
            name, start = (match[1], lead.span.end + 1) if match is not None else ("", 0)
        if name:
            yield _Asked(name, Span(start, start + len(name)), lead.post)


def _text(post: Post) -> str:
    """What spans count in: the file, or the body that lies in a file of its own."""
    return post.document.content if post.document.apart is not None else post.document.text


def _before(post: Post) -> int:
    return post.document.base if post.document.apart is not None else 0


def _judged(asked: _Asked, name: str, found: Anchors, post: Post) -> Finding | None:
    """A name without a likeness is reported only where it is made of words: another may be the theme's."""
    same = found.alike.get(loosely(name), [])
    near = same or _near(name, tuple(sorted({*found.made, *found.given}))[:_MOST])
    if not near and name.count("-") < 2:
        return None
    where = "this post" if asked.post.path == post.path else asked.post.path
    help_ = f"did you mean #{near[0]}?" if near else "correct the name, or take it out"
    fix = None
    if len(same) == 1 and found.made.get(same[0], 1) == 1:
        fix = replaced(asked.span, same[0], safe=same[0].lower() == name.lower())
    return Finding(f"no heading in {where} has the id {name}", asked.span, help_, fix)


@lru_cache(maxsize=64)
def _near(name: str, ids: tuple[str, ...]) -> list[str]:
    return names(name, ids, most=1)


_A = "---\ntitle: A\n---\n"
_TEXT = _A + "## Set up\n\n## What it costs\n"

RULE = Rule(
    code="P406",
    severity=Severity.WARNING,
    bodies=True,
    publishing=Severity.ERROR,
    summary="a link to a heading that is not there",
    within=_check,
    bad=(
        Example({"content/a.md": _TEXT + "See [above](#setup).\n"}, "hugo"),
        Example({"content/a.md": _A + "See [b](/b/#What-it-costs).\n", "content/b.md": _TEXT}, "hugo"),
        Example({"_posts/2026-11-01-a.md": _TEXT + "[b]: #what-it-cost\n"}, "jekyll"),
        Example({"content/a.md": _A + "See [b](@/b.md#what_it_costs).\n", "content/b.md": _TEXT}, "zola"),
        Example({"docs/blog/posts/a.md": "---\ndate: 2026-11-01\n---\n## A (new) way\n\n[b](#a-new--way)\n"}, "mkdocs"),
        Example({"blog/2026-11-01-a.md": _TEXT + "See [above](#how-it-is-done).\n"}, "docusaurus"),
    ),
    good=(
        Example({"content/a.md": _TEXT + "## Set up\n\n[a](#set-up) [b](#set-up-1) [c](#comments) [d](#)\n"}, "hugo"),
        Example({"content/a.md": _TEXT + "## It's *so*, and `so` {#so}\n\n[a](#so) [b](#its-so-and-so)\n"}, "hugo"),
        Example({"content/a.md": _TEXT + "{{< include more.md >}}\n\n[a](#what-is-in-there)\n"}, "hugo"),
        Example({"content/a.md": _TEXT + '<a id="from-here-to-there"></a>\n\n[a](#from-here-to-there)\n'}, "hugo"),
        Example({"_posts/2026-11-01-a.md": _TEXT + "Text.\n{: #from-here-to-there}\n\n[a](#from-here-to-there)\n"}, "jekyll"),
        Example({"_posts/2026-11-01-a.md": _TEXT + "[a](#Set-up)\n", "_config.yml": "kramdown: {auto_ids: false}\n"}, "jekyll"),
        Example({"a.md": _TEXT + "See [above](#setup).\n"}, "gatsby"),
    ),
    sites=lambda site: known(site) is not None,
    signs=("#",),
)
