"""A link, an image or a cover differs from the file it means in letter case.

`Photo.JPG` and `photo.jpg` are one file on a Mac and on Windows, where the preview
shows the picture, and two on most servers, where it is missing. The same goes for
links to posts by path or address.

The fix writes the name as the file or the address has it.
"""

from __future__ import annotations

from collections.abc import Iterator

from postctl.links import local_links
from postctl.links.references import TEMPLATE
from postctl.model import Severity, Span
from postctl.rules import Example, Finding, Rule
from postctl.rules._links import images, other_case, recased, replaced
from postctl.rules._pictures import Picture, files, in_other_case, pictures, shows
from postctl.rules._pictures import other_case as other_picture
from postctl.site import Post, Site


def _check(post: Post, site: Site) -> Iterator[Finding]:
    known = files(site)
    for picture in pictures(post, site):
        if picture.path and (wanted := other_picture(picture.path, known)):
            yield _of_cover(post, picture, wanted)
    for link in images(local_links(post)):
        if not ("/" in link.path.removeprefix("./") and shows(site, link.path)) and (
            wanted := in_other_case(post, link.path, known)
        ):
            yield _finding("the image", link.written, wanted, link.span)
    for link in local_links(post):
        if not link.image and (wanted := other_case(post, link, site)):
            yield _finding("the link", link.written, wanted, link.span)


def _of_cover(post: Post, picture: Picture, wanted: str) -> Finding:
    """The value may stand in quotes; what cannot be found in it as it is has no fix."""
    source = post.document.text[picture.span.start : picture.span.end]
    start = picture.span.start + source.find(picture.written)
    found = source.count(picture.written) == 1
    span = Span(start, start + len(picture.written)) if found else picture.span
    return _finding(f"`{picture.key}`", picture.written, wanted, span, fixable=found)


def _finding(what: str, written: str, wanted: str, span: Span, *, fixable: bool = True) -> Finding:
    new = recased(written, wanted) if fixable and not TEMPLATE.search(written) else None
    fix = replaced(span, new, safe=True) if new is not None else None
    return Finding(f"{what} {written} differs from {wanted} in letter case", span, f"write {new or wanted}", fix)


_A = "---\ntitle: A\n---\n"

RULE = Rule(
    code="P408",
    severity=Severity.WARNING,
    bodies=True,
    publishing=Severity.ERROR,
    summary="a link, an image or a cover in other letter case than the file",
    within=_check,
    bad=(
        Example({"a.md": _A + "![a cat](img/Cat.JPG)\n", "img/cat.jpg": ""}),
        Example({"posts/a.md": _A + "![a cat](Cat.jpg)\n", "posts/a/cat.jpg": ""}),
        Example({"a.md": _A + "[b](B.md#more)\n", "b.md": _A}),
        Example({"a.md": _A + '![a cat](/img/my%20cat.png "A cat")\n', "static/img/My cat.png": ""}, "gatsby"),
        Example({"a.md": "---\ntitle: A\ncover: 'Cover.png'\n---\n", "cover.png": ""}),
        Example({"content/a.md": _A + "[b](/Posts/B/)\n", "content/posts/b.md": _A}, "hugo"),
        Example({"a.md": _A + "[the paper](Paper.PDF)\n", "paper.pdf": ""}),
    ),
    good=(
        Example({"a.md": _A + "![a cat](img/cat.jpg) [b](b.md)\n", "img/cat.jpg": "", "b.md": _A}),
        Example({"posts/a.md": _A + "![a cat](Cat.jpg)\n", "posts/b/index.md": _A, "posts/b/cat.jpg": ""}),
        Example({"a.md": _A + "![a cat](Cat.jpg)\n", "Cat.jpg": "", "cat.jpg": ""}),
        Example({"a.md": _A + "![a cat](/IMG/cat.jpg) [x](https://example.org/B.md)\n", "b.md": _A}),
        Example({"content/a.md": _A + "[b](B.md)\n", "content/B.md": _A}, "hugo"),
    ),
)
