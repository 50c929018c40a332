"""Two posts have paths, or addresses, that differ only in letter case.

On Linux `Rain.md` and `rain.md` are two files. On the disks of macOS and Windows they are
one: a clone of the repository has one of the two, git shows the other as changed, and
whoever commits that overwrites it. With addresses it is the same one step later: built
on such a disk one page overwrites the other, and some servers (IIS, for one) serve either
for both.

Rename one of the two, or give it another slug. It is a warning for files, since those
already are at odds on other people's disks, and a note for addresses.
"""

from __future__ import annotations

from collections.abc import Iterator

from postctl.model import Severity
from postctl.rules import Example, Finding, Rule
from postctl.rules._addresses import of_paths, of_urls, written
from postctl.rules._common import on_one_line
from postctl.site import Post, Site


def _check(site: Site) -> Iterator[Finding]:
    told = {frozenset((post.path, other.path)) for post, other, kind in of_urls(site) if kind == "same"}
    for post, other, kind in of_paths(site):
        pair = frozenset((post.path, other.path))
        if kind == "case" and pair not in told:
            told.add(pair)
            yield Finding(
                f"the path differs from {other.path} only in letter case",
                help="rename one of the two: on macOS and Windows they are one file",
                path=post.path,
            )
    for post, other, kind in of_urls(site):
        if kind == "case" and frozenset((post.path, other.path)) not in told:
            yield _address(post, other, site)


def _address(post: Post, other: Post, site: Site) -> Finding:
    return Finding(
        f"{on_one_line(post.url)} differs from {on_one_line(other.url)} ({other.path}) only in letter case",
        span=written(post, site),
        help="give one of the two another slug if the site is ever built or served where letter case does not count",
        path=post.path,
        severity=Severity.INFO,
    )


def _at(path: str) -> str:
    return f"---\ntitle: A\npath: {path}\n---\n"


RULE = Rule(
    code="P303",
    severity=Severity.WARNING,
    summary="two posts whose paths or addresses differ only in letter case",
    site=_check,
    bad=(
        Example({"src/a.md": _at("/x"), "src/b.md": _at("/X")}, "gatsby"),
        Example({"content/Talk/a.md": "---\ntitle: A\nslug: x\n---\n", "content/talk/a.md": "---\ntitle: B\n---\n"}, "hugo"),
        Example({"Rain.md": "---\ntitle: A\n---\n", "rain.md": "---\ntitle: B\n---\n"}),
    ),
    good=(
        Example({"src/a.md": _at("/x"), "src/b.md": _at("/y")}, "gatsby"),
        Example({"src/a.md": _at("/x"), "src/b.md": _at("/x")}, "gatsby"),
        Example({"Rain.md": "---\ntitle: A\n---\n", "snow.md": "---\ntitle: B\n---\n"}),
    ),
)
