"""An image in the body has no file.

Readers see a broken picture, or nothing. Usually the file was renamed, or was never
added to the repository. A name that differs from the file's in letter case only is left
to P408, a path that leaves the site to P409.

Looked at are images with a relative path or a path from the root of the site, in
Markdown and in `<img>`. They may stand beside the post, in a static folder, or anywhere
in the site under that path. Images from other web sites, `data:` images and paths with
template code are not looked at.

Where more than half of the images are missing, and at least ten, the site keeps them
elsewhere, and one note for the whole site says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

from postctl.links import Local, local_links
from postctl.model import Severity
from postctl.rules import Example, Finding, Rule
from postctl.rules._bodies import held
from postctl.rules._links import images, is_outside
from postctl.rules._pictures import elsewhere, files, help_for, in_other_case, shows
from postctl.site import Post, Site


def _check(post: Post, site: Site) -> Iterator[Finding]:
    missing = [link for link in images(local_links(post)) if _is_missing(post, link.path, site)]
    if not missing:
        return
    lost, shown, first = _counts(site)
    if not elsewhere(lost, shown):
        yield from (_finding(link, files(site)) for link in missing)
    elif post.path == first:
        yield _habit(missing[0], lost, shown)


def _is_missing(post: Post, path: str, site: Site) -> bool:
    return not shows(site, path) and in_other_case(post, path, files(site)) is None and not is_outside(post, path, site)


@lru_cache(maxsize=1)
def _counts(site: Site) -> tuple[int, int, str]:
    """How many images are missing in the whole site, of how many, and the first post with one."""
    lost, shown, first = 0, 0, ""
    for post in site.posts:
        paths = held(post, site)["pictures"]
        shown += len(paths)
        missing = sum(_is_missing(post, path, site) for path in paths)
        lost += missing
        first = first or (post.path if missing else "")
    return lost, shown, first


def _habit(link: Local, missing: int, links: int) -> Finding:
    return Finding(
        f"{missing} of {links} images have no file in this site, such as {link.path}",
        link.span,
        "if they are kept elsewhere that is fine, and `ignore` in postctl.toml silences it; else add the files",
        severity=Severity.INFO,
        publishing=Severity.INFO,
    )


def _finding(link: Local, known: Mapping[str, list[str]]) -> Finding:
    return Finding(f"no file for the image {link.path}", link.span, help_for(link.path, known))


_A = "---\ntitle: A\n---\n"

RULE = Rule(
    code="P402",
    severity=Severity.WARNING,
    bodies=True,
    publishing=Severity.ERROR,
    summary="an image without a file",
    within=_check,
    bad=(
        Example({"a.md": _A + "![a cat](cat.png)\n"}),
        Example({"a.md": _A + "![a cat](/img/cat.png)\n", "static/img/cat.jpg": ""}, "gatsby"),
        Example({"a.md": _A + '<img src="cat.png">\n', "dog.png": ""}),
    ),
    good=(
        Example({"a.md": _A + "![a cat](cat.png)\n", "cat.png": ""}),
        Example({"a.md": _A + '![a cat](/img/my%20cat.png "Cat")\n', "static/img/my cat.png": ""}, "gatsby"),
        Example({"a.md": _A + "![x](https://x.org/cat.png) ![y]({{ site.img }}/cat.png) `![z](z.png)`\n"}),
    ),
)
