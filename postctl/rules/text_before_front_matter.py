"""Something stands before the front matter, so that the generator takes it for text.

Jekyll, Gatsby, Docusaurus, Eleventy, Hexo and others look for the fence in the very first
line. After a blank line, a second byte order mark or a comment they find none: title,
date and tags are printed on the page as text, and a draft is public.

Remove what stands above the fence. For blank lines and invisible characters the fix does
that; a comment it moves below the front matter. Generators that do not mind blank lines
(Hugo, Zola, Astro) are not told so.
"""

from __future__ import annotations

from collections.abc import Iterator

from postctl.model import Broken, Severity
from postctl.rules import Example, Finding, Rule
from postctl.rules._foreign import findings, mistake
from postctl.rules._unread import why
from postctl.site import Site
from postctl.values import replace


def _check(site: Site) -> Iterator[Finding]:
    return findings(site, "before")


def _check_broken(broken: Broken, site: Site) -> Iterator[Finding]:
    if why(broken, site).kind == "before" and (found := mistake(broken.text, site.generator)) is not None:
        yield replace(found.finding, message=broken.reason + ", and text stands before it", severity=None)


RULE = Rule(
    code="P007",
    severity=Severity.ERROR,
    summary="something before the front matter, which makes it text",
    site=_check,
    broken=_check_broken,
    bad=(
        Example({"_posts/2026-12-01-a.md": "\n---\ntitle: A\npublished: false\n---\nText.\n"}, "jekyll"),
        Example({"src/blogs/a.md": "\r\n\r\n---\r\ntitle: A\r\n---\r\nText.\r\n"}, "gatsby"),
        Example({"source/_posts/a.md": "<!-- written in vim -->\n---\ntitle: A\ndate: 2026-11-01\n---\nText.\n"}, "hexo"),
        Example({"content/a.md": "\nTitle: A\nDate: 2026-11-01\n\nText.\n"}, "pelican"),
        Example({"content/a.md": "<!-- a -->\n+++\ntitle = 'A'\n+++\nText.\n"}, "zola"),
    ),
    good=(
        Example({"content/a.md": "\n---\ntitle: A\n---\nText.\n"}, "hugo"),
        Example({"_posts/2026-12-01-a.md": "---\ntitle: A\n---\n\n---\ntitle: B\n---\n"}, "jekyll"),
        Example({"_posts/2026-12-01-a.md": "Write this:\n\n```\n---\ntitle: A\n---\n```\n"}, "jekyll"),
        Example({"src/blogs/a.md": "\n---\n\nA rule, then text.\n"}, "gatsby"),
    ),
)
