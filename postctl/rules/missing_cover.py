"""A cover, thumbnail or picture for social media has no file.

The post then stands without its picture, or with a broken one, in lists, in feeds and
wherever somebody shares it. Astro's build stops over it. Usually the file was renamed,
or was not added to the repository. A name that differs from the file's in letter case
only is left to P408.

Looked at are the keys people use for it, such as `cover`, `image`, `og:image`,
`thumbnail`, `heroImage` and `cover.image`, where they name an image file. It may stand
beside the post, in a static folder, or anywhere in the site under that path. Other web
sites and template code are not looked at.

Where more than half of the covers are missing, and at least ten, the site keeps them
elsewhere, and one note for the whole site says so.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from postctl.facts import fact
from postctl.model import Severity
from postctl.rules import Example, Finding, Rule
from postctl.rules._pictures import Picture, elsewhere, files, help_for, other_case, pictures, shows
from postctl.site import Post, Site


def _check(post: Post, site: Site) -> Iterator[Finding]:
    missing = [each for each in pictures(post, site) if each.path and _is_missing(each.path, site)]
    if not missing:
        return
    lost, shown, first = _counts(site)
    if not elsewhere(lost, shown):
        yield from (_finding(each, site) for each in missing)
    elif post.path == first:
        yield _habit(missing[0], lost, shown)


def _is_missing(path: str, site: Site) -> bool:
    return not shows(site, path) and other_case(path, files(site)) is None


@fact
def _paths(post: Post, site: Site) -> list[str]:
    """The paths of its covers."""
    return [each.path for each in pictures(post, site) if each.path]


@lru_cache(maxsize=1)
def _counts(site: Site) -> tuple[int, int, str]:
    """How many covers are missing in the whole site, of how many, and the first post with one."""
    lost, shown, first = 0, 0, ""
    for post in site.posts:
        paths = _paths(post, site)
        shown += len(paths)
        missing = sum(_is_missing(path, site) for path in paths)
        lost += missing
        first = first or (post.path if missing else "")
    return lost, shown, first


def _finding(picture: Picture, site: Site) -> Finding:
    return Finding(f"no file for `{picture.key}`: {picture.written}", picture.span, help_for(picture.path, files(site)))


def _habit(picture: Picture, missing: int, shown: int) -> Finding:
    return Finding(
        f"{missing} of {shown} images that front matter names have no file in this site, such as {picture.written}",
        picture.span,
        "if they are kept elsewhere that is fine, and `ignore` in postctl.toml silences it; else add the files",
        severity=Severity.INFO,
        publishing=Severity.INFO,
    )


RULE = Rule(
    code="P403",
    severity=Severity.WARNING,
    publishing=Severity.ERROR,
    summary="a cover without a file",
    within=_check,
    bad=(
        Example({"a.md": "---\ntitle: A\ncover: cover.png\n---\n"}),
        Example({"a.md": '---\ntitle: A\n"og:image": /img/a.png\n---\n', "static/img/b.png": ""}, "gatsby"),
        Example({"content/a.md": "+++\ntitle = 'A'\n[cover]\nimage = 'a.webp'\n+++\n"}, "hugo"),
        Example({"src/content/blog/a.md": "---\ntitle: A\nheroImage: '../../assets/a.jpg'\n---\n"}, "astro"),
    ),
    good=(
        Example({"a.md": "---\ntitle: A\ncover: cover.png\n---\n", "cover.png": ""}),
        Example({"a.md": "---\ntitle: A\nimage: https://x.org/a.png\nthumbnail: '{{ site.logo }}/a.png'\n---\n"}),
        Example({"a.md": "---\ntitle: A\nimages: [/a.png]\nheader: {image: b.jpg}\n---\n", "static/a.png": "", "img/b.jpg": ""}),
        Example({"a.md": "---\ntitle: A\nbackground: dark\nfeatured: true\nimage:\nsong: a.png\n---\n"}),
    ),
)
