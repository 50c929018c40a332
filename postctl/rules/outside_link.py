"""A relative link or image leaves the site: it climbs above its root.

`../../../images/a.png` in a post two folders deep asks for a folder around the site,
which is there on the author's disk, if at all, and never on the web. Often there is one
`../` too many.

The path is read from the folder of the file and from the address of the post, and both
have to lead outside. Sites that are put together by a bundler, which takes files from
anywhere (Astro, Docusaurus, Gatsby, Eleventy), and plain folders of notes are left alone.
"""

from __future__ import annotations

from collections.abc import Iterator

from postctl.links import Local, local_links
from postctl.model import Severity
from postctl.rules import Example, Finding, Rule
from postctl.rules._links import is_outside
from postctl.rules._pictures import files, is_there
from postctl.site import Post, Site


def _check(post: Post, site: Site) -> Iterator[Finding]:
    if "../" not in post.document.content:
        return
    for link in local_links(post):
        if is_outside(post, link.path, site):
            what = "image" if link.image else "link"
            yield Finding(f"the {what} {link.written} leads out of the site", link.span, _help(link, site))


def _help(link: Local, site: Site) -> str:
    """What the path may mean from the root."""
    inside = link.path.replace("../", "")
    if link.image and is_there(inside, files(site)):
        return f"there is {inside} in the site: take away some of the `../`"
    return "move the file into the site, or correct the path"


_A = "---\ntitle: A\n---\n"

RULE = Rule(
    code="P409",
    severity=Severity.WARNING,
    publishing=Severity.ERROR,
    summary="a link or an image that leads out of the site",
    within=_check,
    bad=(
        Example({"content/posts/a.md": _A + "![a cat](../../../img/cat.png)\n", "content/posts/img/cat.png": ""}, "zola"),
        Example({"_posts/2026-11-01-a.md": "---\ntitle: A\npermalink: /a/\n---\n[b](../../b.md)\n"}, "jekyll"),
    ),
    good=(
        Example({"content/posts/a.md": _A + "![a cat](../../img/cat.png)\n", "static/img/cat.png": ""}, "hugo"),
        Example({"src/blog/a.md": _A + "![a cat](../../../img/cat.png)\n"}, "astro"),
        Example({"a.md": _A + "![a cat](../img/cat.png) [b](../b.md)\n"}),
        Example({"_posts/2026-11-01-a.md": _A + "![a cat](../../../../img/cat.png)\n", "img/cat.png": ""}, "jekyll"),
    ),
)
