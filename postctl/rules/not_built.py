"""A post that is public has no page in the generated site.

`postctl validate --built DIR` looks into the folder that the generator has written the
site to. Where a post should be and is not, the build left it out without a word: a
template filters it, its folder is not among the posts, a plugin skips it, or the folder
is from a build before the post was written.

Where most posts are missing, DIR is another folder than the one the site is built into,
or the site's own code decides where posts are, and there is one note for all: `permalink`
in postctl.toml tells what the addresses look like.

Build again. If the post is still missing, its address may be another than postctl thinks:
`postctl list --columns url,path` shows what it thinks.
"""

from __future__ import annotations

from collections.abc import Iterator

from postctl.model import Severity
from postctl.rules import Example, Finding, Rule
from postctl.rules._built import missing
from postctl.rules._common import is_habit
from postctl.site import Site, Standards


def _check(site: Site) -> Iterator[Finding]:
    if site.standards.built is None:
        return
    posts, of = missing(site)
    if is_habit(len(posts), of):
        message = f"{len(posts)} of {of} public posts have no page in the generated site, {posts[0].url} among them"
        help_ = "is it the folder that this site was built into? `permalink` in postctl.toml tells what addresses look like"
        yield Finding(message, help=help_, path=posts[0].path, severity=Severity.INFO)
        return
    for post in posts:
        yield Finding(f"this post is public, and the generated site has no page at {post.url}", help=_HELP, path=post.path)


_HELP = "build the site again; if it is still missing, look for what leaves it out"
_POST = "---\ntitle: A\n---\nText.\n"

RULE = Rule(
    code="P925",
    severity=Severity.WARNING,
    summary="a public post that is not in the generated site",
    site=_check,
    bad=(
        Example(
            {"content/posts/a.md": _POST, "content/posts/b.md": _POST}, "hugo", Standards(built=frozenset({"posts/b/index.html"}))
        ),
        Example({f"content/posts/{n}.md": _POST for n in range(4)}, "hugo", Standards(built=frozenset({"index.html"}))),
    ),
    good=(
        Example({"content/posts/a.md": _POST}, "hugo", Standards(built=frozenset({"posts/a/index.html"}))),
        Example({"content/posts/a.md": _POST}, "hugo"),
        Example({"content/posts/a.md": "---\ndraft: true\n---\n"}, "hugo", Standards(built=frozenset({"index.html"}))),
    ),
)
