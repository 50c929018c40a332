"""The mark where the excerpt ends is another generator's.

Hugo looks for `<!--more-->`, without blanks; Hexo, Zola and MkDocs Material for
`<!-- more -->`, Docusaurus for `<!-- truncate -->`, Nikola for `<!-- TEASER_END -->`, and
Jekyll for exactly what `excerpt_separator` says. Anything else is a comment that does
nothing: the list of posts shows the whole text, or an excerpt that ends somewhere else.
Posts that moved from one generator to another are full of them.

Told is a post that has such a mark and not the right one. Where the configuration has a
mark of its own that cannot be read, and where `excerpt_separator` is not set, nothing is
said. Ten posts or more with the same wrong mark are told once.

Write the mark of this generator. The fix does that.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from postctl.facts import body_fact
from postctl.model import Edit, Severity
from postctl.regexes import later
from postctl.rules import Example, Finding, Rule
from postctl.rules._characters import fix
from postctl.rules._common import is_draft
from postctl.rules._words import Said, body
from postctl.site import Post, Site, no_mark

_COMMENT = later(r"<!--[ \t]*(?i:more|truncate|excerpt|teaser_end|end_teaser|read-?more)[ \t]*-->")
_IN_MDX = later(r"\{/\*[ \t]*truncate[ \t]*\*/\}")
_MANY = 10


def _check(post: Post, site: Site) -> Iterator[Finding]:
    found = _foreign(post, site)
    if found is None:
        return
    said, mark, right = found
    same = _usual(site)[mark[0]]
    span, message = said.span(mark), f"{mark[0]} means nothing to {site.generator.title}"
    mended = fix(post, [Edit(span, right)], safe=False)
    if same < _MANY:
        yield Finding(message, span, f"write {right}", mended)
    elif _first(site, mark[0]) == post.path:
        yield Finding(f"{message}, and {same} posts have it", span, f"write {right}", mended)


def _foreign(post: Post, site: Site) -> tuple[Said, re.Match[str], str] | None:
    """A mark of another generator's, and the right one, which the post has not."""
    content = post.document.content
    if site.generator.more_mark is no_mark or _marked(content) is None or is_draft(post):
        return None
    right = site.generator.more_mark(post.path, post.front, site.settings)
    if right is None or _has(content, right, site.generator.more):
        return None
    said = body(post)
    mark = _marked(said.text)
    return (said, mark, right) if mark is not None else None


def _marked(text: str) -> re.Match[str] | None:
    return ("<" in text and _COMMENT.search(text)) or ("{" in text and _IN_MDX.search(text)) or None


def _has(content: str, right: str, more: str) -> bool:
    """Whether a text has the mark, in any way that the generator reads."""
    usual = more if more and re.search(more, right, re.MULTILINE) else re.escape(right)
    return re.search(usual, content, re.MULTILINE) is not None


@lru_cache(maxsize=2)
def _usual(site: Site) -> Counter[str]:
    """How many posts have each foreign mark."""
    return Counter(mark for post in site.posts if (mark := _mark(post, site)))


@lru_cache(maxsize=16)
def _first(site: Site, mark: str) -> str:
    return next((post.path for post in site.posts if _mark(post, site) == mark), "")


@body_fact
def _mark(post: Post, site: Site) -> str:
    """The mark of another generator's; `''` for none."""
    found = _foreign(post, site)
    return found[1][0] if found is not None else ""


_T = "---\ntitle: A\n---\n"
_CONFIG = {"docusaurus.config.js": "export default {presets: [['classic', {}]]};\n"}
_JEKYLL = {"_config.yml": "excerpt_separator: <!--more-->\n"}
_NIKOLA = "<!--\n.. title: A\n.. slug: a\n.. date: 2026-11-01 10:00:00 UTC\n-->\n\n"

RULE = Rule(
    code="P612",
    severity=Severity.WARNING,
    summary="a mark for the end of the excerpt that another generator reads",
    within=_check,
    bad=(
        Example({"content/a.md": _T + "One.\n\n<!-- more -->\n\nTwo.\n"}, "hugo"),
        Example({**_CONFIG, "blog/2026-11-01-a.md": _T + "One.\n\n<!--more-->\n\nTwo.\n"}, "docusaurus"),
        Example({**_JEKYLL, "_posts/2026-11-01-a.md": _T + "One.\n\n<!-- more -->\n\nTwo.\n"}, "jekyll"),
        Example({"posts/a.md": _NIKOLA + "One.\n\n<!-- more -->\n\nTwo.\n"}, "nikola"),
        Example({"source/_posts/a.md": _T + "One.\n\n<!-- truncate -->\n\nTwo.\n"}, "hexo"),
    ),
    good=(
        Example({"content/a.md": _T + "One.\n\n<!--more-->\n\nTwo.\n"}, "hugo"),
        Example({"content/a.md": _T + "One.\n\n<!--more-->\n\nTwo.\n\n<!-- more -->\n"}, "hugo"),
        Example({"_posts/2026-11-01-a.md": _T + "One.\n\n<!-- more -->\n\nTwo.\n"}, "jekyll"),
        Example({"blog/2026-11-01-a.md": _T + "One.\n\n<!--more-->\n\nTwo.\n"}, "docusaurus"),
        Example({"content/a.md": _T + "One.\n\n`<!-- more -->`\n\nTwo.\n"}, "hugo"),
        Example({"source/_posts/a.md": _T + "One.\n\n<!--more-->\n\nTwo.\n"}, "hexo"),
    ),
    signs=("<", "{"),
    sites=lambda site: site.generator.more_mark is not no_mark,
)
