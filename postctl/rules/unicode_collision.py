"""Two posts have paths, or addresses, that look the same and are spelled in two ways.

Unicode can write `é` as one character or as an `e` with an accent behind it. Linux takes
`café.md` and `café.md` for two files then; the disks of macOS take them for one, so a
clone of the repository there has one of the two. An address that somebody types, or that
another program has composed, leads to either of the posts, or to none.

Most often one of the two came from a Mac and the other did not, and they are the same
post. Keep one of them, under the name that is composed (NFC), or rename one.
"""

from __future__ import annotations

from collections.abc import Iterator

from postctl.model import Severity
from postctl.rules import Example, Finding, Rule
from postctl.rules._addresses import of_paths, of_urls, written
from postctl.rules._common import on_one_line
from postctl.site import Site


def _check(site: Site) -> Iterator[Finding]:
    told = set()
    for post, other, kind in of_paths(site):
        if kind == "form":
            told.add((post.path, other.path))
            yield Finding(
                f"the path is that of another post, {other.path}, with its letters composed in another way",
                help="keep one of the two, or rename it: on macOS they are one file",
                path=post.path,
            )
    for post, other, kind in of_urls(site):
        if kind == "form" and (post.path, other.path) not in told:
            yield Finding(
                f"{on_one_line(post.url)} is the address of {other.path} with its letters composed in another way",
                span=written(post, site),
                help="give one of the two another slug",
                path=post.path,
            )


def _at(path: str) -> str:
    return f"---\ntitle: A\npath: {path}\n---\n"


_ONE, _TWO = "caf\u00e9", "cafe\u0301"
_POST = "---\ntitle: A\n---\n"

RULE = Rule(
    code="P304",
    severity=Severity.WARNING,
    summary="two posts whose paths or addresses only look the same",
    site=_check,
    bad=(
        Example({"src/a.md": _at(f"/{_ONE}"), "src/b.md": _at(f"/{_TWO}")}, "gatsby"),
        Example({f"{_ONE}.md": _POST, f"{_TWO}.md": _POST}),
        Example({f"_posts/2026-11-01-{_ONE}.md": _POST, f"_posts/2026-11-01-{_TWO}.md": _POST}, "jekyll"),
    ),
    good=(
        Example({f"{_ONE}.md": _POST, "cafe.md": _POST}),
        Example({"src/a.md": _at(f"/{_ONE}"), "src/b.md": _at("/cafe")}, "gatsby"),
    ),
)
