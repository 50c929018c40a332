"""A file name, or a part of an address, is too long for the disk it is written to.

Names have at most 255 bytes on the disks of Linux, macOS and most servers, and a letter
of Chinese or Cyrillic takes two or three of them. A part of an address that has more
cannot be written: the build of Hugo, Jekyll and Pelican ends there. It comes from a slug
made of a long title. A file name of more than 240 bytes is about to get there: programs
write `name.html`, `name.md~` or a temporary file beside it.

Give the post a shorter `slug`, or rename the file.
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import unquote

from postctl.model import Severity
from postctl.rules import Example, Finding, Rule
from postctl.rules._addresses import file_of, written
from postctl.rules._common import is_draft, on_one_line
from postctl.site import Post, Site

_MOST = 255
_NEARLY = 240


def _check(post: Post, site: Site) -> Iterator[Finding]:
    if post.url is not None and len(post.url) > _MOST // 4:
        longest = _longest(file_of(post.url, site))
        if longest > _MOST:
            yield _too_long(post, site, longest)
            return
    if len(post.path) > _NEARLY // 4:
        longest = _longest(post.path)
        if longest > _NEARLY:
            yield Finding(
                f"a name in the path has {longest} bytes, and {_MOST} are the most that disks take",
                help="rename the file, and keep its address with a `slug`",
            )


def _longest(path: str) -> int:
    return max(len(part.encode(errors="replace")) for part in path.split("/"))


def _too_long(post: Post, site: Site, longest: int) -> Finding:
    shown = on_one_line(unquote(post.url or "").strip("/").rpartition("/")[2])
    return Finding(
        f"`{shown[:24]}…` in the address has {longest} bytes, and {_MOST} are the most that disks take",
        span=written(post, site),
        help="write a shorter slug",
        severity=Severity.WARNING if is_draft(post) or site.settings.permalink else Severity.ERROR,
    )


_LONG = "a" * 256

RULE = Rule(
    code="P307",
    severity=Severity.WARNING,
    summary="a name that is too long to be written",
    post=_check,
    bad=(
        Example({"content/posts/a.md": f"---\ntitle: A\nslug: {_LONG}\n---\n"}, "hugo"),
        Example({"_posts/2026-11-01-a.md": f"---\ntitle: A\npermalink: /{_LONG}/\n---\n"}, "jekyll"),
        Example({"content/a.md": f"Title: {'word ' * 60}\nDate: 2026-11-01\n\nText.\n"}, "pelican"),
        Example({f"{'日' * 82}.md": "---\ntitle: A\n---\n"}),
    ),
    good=(
        Example({"content/posts/a.md": f"---\ntitle: A\nslug: {_LONG[1:]}\n---\n"}, "hugo"),
        Example({f"{'日' * 79}.md": "---\ntitle: A\n---\n"}),
        Example({f"{'folder/' * 60}a.md": "---\ntitle: A\n---\n"}),
    ),
)
