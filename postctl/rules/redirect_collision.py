"""A redirect leads from an address where another post is, or from one that leads to another post too.

Generators write a redirect as a page of its own, so two pages fight for one file. In Hugo
it differs from build to build which of them wins: readers of the one post are sent to the
other, or the redirect is lost. In Zola the post wins, and of two redirects from one
address the build fails. Mostly a post was copied with its list of former addresses, or a
new post took the address that an old one had left.

Take the address out of one of the two lists, or give the post that is there now another
slug.

It is an error where a public post is at that address or the build fails, and a warning
for two redirects, or where a plugin makes them that the site may not have.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from postctl.model import Severity
from postctl.rules import Example, Finding, Rule
from postctl.rules._addresses import Redirect, are_translations, file_of, redirect_entry, redirect_node, redirects
from postctl.rules._common import is_draft, is_public, on_one_line, place
from postctl.site import Post, Site


def _check(site: Site) -> Iterator[Finding]:
    posts = [post for post in site.posts if post.redirects and post.url is not None and not is_draft(post)]
    leading = [(post, each) for post in sorted(posts, key=_path) for each in redirects(post, site)]
    if not leading:
        return
    pages = _pages({redirect.file for _, redirect in leading}, site)
    claimed: dict[str, Post] = {}
    for post, redirect in leading:
        there = pages.get(redirect.file)
        first = claimed.setdefault(redirect.file, post)
        if there is not None and there is not post and not are_translations(post.path, there.path):
            yield _taken(post, redirect, there, site)
        elif there is None and first is not post and not are_translations(post.path, first.path):
            yield _twice(post, redirect, first, site)


def _pages(files: Collection[str], site: Site) -> Mapping[str, Post]:
    """The first post whose page is one of some files, by file; drafts have none."""
    pages = [(file, post) for post in site.posts if post.url is not None and (file := file_of(post.url, site)) in files]
    return {file: post for file, post in sorted(pages, key=lambda each: each[1].path, reverse=True) if not is_draft(post)}


def _path(post: Post) -> str:
    return post.path


def _taken(post: Post, redirect: Redirect, there: Post, site: Site) -> Finding:
    waits = None if is_public(there, site) else Severity.WARNING
    says = f"the redirect from {on_one_line(redirect.text)} is at the address of {there.path}"
    return _finding(post, redirect, site, says, waits)


def _twice(post: Post, redirect: Redirect, first: Post, site: Site) -> Finding:
    says = f"{on_one_line(redirect.text)} leads to {first.path} already"
    if site.generator.name == "zola":
        return _finding(post, redirect, site, f"{says}, and Zola ends the build over two redirects from one address")
    return _finding(post, redirect, site, says, Severity.WARNING)


def _finding(post: Post, redirect: Redirect, site: Site, says: str, severity: Severity | None = None) -> Finding:
    node = redirect_node(redirect, post, site)
    doubt = site.generator.redirector or not is_public(post, site)
    return Finding(
        says,
        span=node.span if node is not None else place(redirect_entry(post, site)),
        help=f"take it out of `{site.generator.redirects}` here, or give the other post another address",
        path=post.path,
        severity=Severity.WARNING if doubt else severity,
    )


def _post(more: str = "") -> str:
    return f"---\ntitle: A\n{more}---\n"


RULE = Rule(
    code="P302",
    severity=Severity.ERROR,
    summary="a redirect from the address of another post",
    site=_check,
    bad=(
        Example({"content/posts/a.md": _post("aliases: [/posts/b/]\n"), "content/posts/b.md": _post()}, "hugo"),
        Example({"content/posts/a.md": _post("aliases:\n  - b\n"), "content/posts/b.md": _post()}, "hugo"),
        Example({f"content/{n}.md": _post("aliases: [/old/]\n") for n in "ab"}, "hugo"),
        Example({f"content/{n}.md": "+++\ntitle = 'A'\naliases = ['old']\n+++\n" for n in "ab"}, "zola"),
        Example({f"_posts/2026-11-01-{n}.md": _post("redirect_from: /old\n") for n in "ab"}, "jekyll"),
    ),
    good=(
        Example({"content/posts/a.md": _post("aliases: [/posts/old/]\n"), "content/posts/b.md": _post()}, "hugo"),
        Example({"content/posts/a.md": _post("aliases: [/posts/b.html]\n"), "content/posts/b.md": _post()}, "hugo"),
        Example({"content/posts/a.md": _post("aliases: [/posts/b/]\n"), "content/posts/b.md": _post("draft: true\n")}, "hugo"),
        Example({"content/posts/a.md": _post("aliases: [/posts/a/]\n")}, "hugo"),
        Example({f"{n}.md": _post("aliases: [A former title]\n") for n in "ab"}, "notes"),
    ),
)
