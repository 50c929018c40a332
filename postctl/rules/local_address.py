r"""A link leads to the author's own machine: to its preview server, or to its disk.

The address was copied from the preview (`http://localhost:1313/posts/other/`) or from
the file manager (`file:///home/me/other.html`, `C:\posts\other.md`). It works for the
author and for nobody else.

Looked at are links and images to files on a disk, images of a preview server, and links
to one that lead to a post of this site. A tutorial that sends its readers to their own
`http://localhost:8000/` is fine, and so is a link whose text shows the address.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

from postctl.links import addresses, targets
from postctl.links.references import OTHER_ENDINGS
from postctl.markdown import Link, links
from postctl.model import Fix, Severity, Span
from postctl.regexes import later
from postctl.rules import Example, Finding, Rule
from postctl.rules._links import at, goes_to, replaced
from postctl.site import Post, Site

_HERE = later(r"https?://(?:localhost|127\.0\.0\.1|0\.0\.0\.0|\[::1\])(?::\d+)?(?P<path>/[^?#]*)?", re.IGNORECASE)
_DISK = later(r"file:/{2,3}(?=\S)|[A-Za-z]:[\\/]", re.IGNORECASE)
_WORDS = ("localhost", "127.0.0.1", "//0.0.0.0", "[::1]", "file:/", ":\\")
_MAY = later(r"//(?:localhost|127\.|0\.0\.0\.0|\[::1)|file:/|\b[A-Za-z]:[\\/]", re.IGNORECASE)


def _check(post: Post, site: Site) -> Iterator[Finding]:
    body = post.document.content
    if ":" not in body or not any(word in body for word in _WORDS) or post.path.lower().endswith(OTHER_ENDINGS):
        return
    for link in links(body):
        if link.kind == "autolink":
            continue
        span = at(post, *link.span)
        if _DISK.match(link.target) and not _MAY.search(link.text):
            yield Finding(f"leads to a file on a disk: {link.target}", span, "link to the file's address on the site")
        elif (here := _HERE.match(link.target)) and (is_image := _is_image(link)) | _is_own(post, here["path"], site):
            if not is_image and _HERE.match(link.text):
                continue
            yield Finding(
                f"leads to the author's own machine: {link.target}",
                span,
                "write the address as it is on the site",
                _fix(post, here["path"], site, span, link.target[here.end() :]),
            )


def _is_image(link: Link) -> bool:
    return link.kind == "image"


def _is_own(post: Post, path: str | None, site: Site) -> bool:
    return path is not None and path != "/" and goes_to(post, unquote(path), site) is not None


def _fix(post: Post, path: str | None, site: Site, span: Span, rest: str) -> Fix | None:
    """The address from the root, where there is something."""
    if path is None:
        return None
    known = targets(site)
    there = _is_own(post, path, site) or any(known.file(place) for place in (unquote(path), *addresses(post, unquote(path))))
    return replaced(span, path + rest, safe=False) if there else None


_A = "---\ntitle: A\npath: /a\n---\n"
_B = "---\ntitle: B\npath: /b\n---\n"

RULE = Rule(
    code="P416",
    severity=Severity.WARNING,
    publishing=Severity.ERROR,
    summary="a link to the author's own machine",
    within=_check,
    bad=(
        Example({"a.md": _A + "See [b](http://localhost:8000/b/#more).\n", "b.md": _B}, "gatsby"),
        Example({"a.md": _A + "![a cat](http://127.0.0.1:4000/cat.png)\n", "static/cat.png": ""}, "gatsby"),
        Example({"a.md": _A + "[b](file:///home/me/b.html)\n"}),
        Example({"a.md": _A + "![a cat](C:\\pictures\\cat.png)\n"}),
    ),
    good=(
        Example({"a.md": _A + "Open [the page](http://localhost:8000/) or <http://localhost:8000/b/>.\n", "b.md": _B}, "gatsby"),
        Example({"a.md": _A + "`[b](file:///home/me/b.html)` and [file:///etc/hosts](file:///etc/hosts)\n"}),
        Example({"a.md": _A + "See [b](b.md) and [local host](https://example.org/localhost).\n", "b.md": _B}),
    ),
)
