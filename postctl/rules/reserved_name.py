"""The name of a file or folder is one that Windows, or the generator, keeps for itself.

Windows has no files called `con`, `nul`, `aux` or `com1`, whatever their ending, none
with `: ? * " < > |` or a backslash in the name, and none that end in a dot or a blank. A
clone of the repository fails there, or lacks the post.

Hugo and Zola tell the pages of a folder by their names: `index.md` makes the folder one
post, `_index.md` makes it a list of posts. With both in it Hugo forgets the second, and
Zola ends the build.

Rename the file or the folder. Where more than ten names are none on Windows one note
says so, since then nobody there works on the site.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from posixpath import basename, dirname

from postctl.model import Severity
from postctl.regexes import later
from postctl.rules import Example, Finding, Rule
from postctl.site import Post, Site

_DEVICE = later(r"/(?:con(?:in\$|out\$)?|prn|aux|nul|(?:com|lpt)[0-9¹²³])[ ]*[./]", re.IGNORECASE)
_FORBIDDEN = later(r'[<>:"\\|?*]')
_MANY = 10


def _check(site: Site) -> Iterator[Finding]:
    found = list(_on_windows(site))
    if len(found) > _MANY:
        first = found[0]
        says = f"{len(found)} names are none on Windows, such as this: {first.message}"
        found = [Finding(says, help="rename them if anybody is to clone this there", path=first.path, severity=Severity.INFO)]
    yield from found
    if site.generator.name in ("hugo", "zola"):
        yield from _two_indexes(site)


# --- Windows ----------------------------------------------------------------------------------------------------------------


def _on_windows(site: Site) -> Iterator[Finding]:
    if not _is_odd("/".join([post.path for post in site.posts])):  # none of them, in one look at all
        return
    seen: set[str] = set()
    for post in sorted((post for post in site.posts if _is_odd(post.path)), key=lambda post: post.path):
        above = ""
        for part in post.path.split("/"):
            above = f"{above}/{part}"
            if above not in seen:
                seen.add(above)
                reason = _reason(part)
                if reason:
                    yield Finding(f"{part!r} {reason}", help="rename it", path=post.path)


def _is_odd(path: str) -> bool:
    """Whether a part of a path is none on Windows."""
    path = f"/{path}/"
    return "./" in path or " /" in path or _FORBIDDEN.search(path) is not None or _DEVICE.search(path) is not None


def _reason(name: str) -> str:
    if _DEVICE.match(f"/{name}/"):
        return f"cannot be a file on Windows: {name.partition('.')[0].strip().upper()} is a device there"
    if odd := _FORBIDDEN.search(name):
        return f"cannot be a file on Windows: names have no `{odd[0]}` there"
    if name.endswith((".", " ")):
        return f"cannot be a file on Windows: names do not end in a {'dot' if name.endswith('.') else 'blank'} there"
    return ""


# --- generators -------------------------------------------------------------------------------------------------------------


def _two_indexes(site: Site) -> Iterator[Finding]:
    sections = {dirname(path): path for path in site.files if path.endswith("_index.md") and basename(path) == "_index.md"}
    for post in site.posts if sections else ():
        section = sections.get(dirname(post.path)) if post.place.bundle and basename(post.path) == "index.md" else None
        if section is not None:
            yield _both(post, section, site)


def _both(post: Post, section: str, site: Site) -> Finding:
    fails = site.generator.name == "zola"
    what = "the build ends" if fails else f"the folder is one post, and {section} is forgotten"
    return Finding(
        f"{site.generator.title} takes `index.md` for a post and `_index.md` for a list of posts: with both {what}",
        help="rename `index.md` if the folder holds several posts, else remove `_index.md`",
        path=post.path,
        severity=Severity.ERROR if fails else None,
    )


_POST = "---\ntitle: A\n---\n"
_TOML = "+++\ntitle = 'A'\n+++\n"

RULE = Rule(
    code="P306",
    severity=Severity.WARNING,
    summary="a file name that Windows or the generator keeps for itself",
    site=_check,
    bad=(
        Example({"con.md": _POST}),
        Example({"posts/aux/a.md": _POST, "posts/aux/b.md": _POST}),
        Example({"What is this?.md": _POST}),
        Example({"notes./a.md": _POST}, "notes"),
        Example({"content/trip/index.md": _POST, "content/trip/_index.md": _POST}, "hugo"),
        Example({"content/trip/index.md": _TOML, "content/trip/_index.md": _TOML}, "zola"),
        Example({f"{n}: a.md": _POST for n in range(12)}),
    ),
    good=(
        Example({"console.md": _POST, "conference/com10.md": _POST, "a.con.md": _POST}),
        Example({"content/trip/index.md": _POST, "content/_index.md": _POST}, "hugo"),
        Example({"what, is (this)! & that.md": _POST}),
    ),
)
