"""A link in the body leads to a post that is not there.

Posts get renamed, moved and deleted, and the links in older posts stay as they were.
Readers then meet a page that says 404, and search engines count it against the site.

Relative links are read from the folder of the file and from the address of the post,
links that begin with `/` from the root of the site. The rule speaks only where it can
be sure: the target is a Markdown file, or an address of the kind posts have. Pages that
themes make (tags, archives, feeds), links with template code and other web sites are
not looked at. Of tags only those are judged that end the build, such as Jekyll's `post_url`.

Correct the link, or keep the old address alive with a redirect. A link that differs
from a post in letter case only is left to P408, one that leads to a draft to P404.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from posixpath import splitext

from postctl.links import Local, Targets, addresses, beside, local_links, targets
from postctl.links.books import MARKDOWN, NOTATIONS
from postctl.links.references import in_notations, kinds_in
from postctl.model import Severity
from postctl.rules import Example, Finding, Rule
from postctl.rules._links import goes_to, is_there, other_case
from postctl.site import Post, Site


def _check(post: Post, site: Site) -> Iterator[Finding]:
    strict = _strict(site)
    unnamed = [*_unnamed(post, site, strict)] if strict else []
    told = {each.span.end for each in unnamed if each.span is not None}
    for link in local_links(post):
        if link.may_be_post and goes_to(post, link.path, site) is None and link.span.end not in told:
            yield from _judged(post, link, site)
    yield from unnamed


@lru_cache(maxsize=2)
def _strict(site: Site) -> tuple[int, ...]:
    """The places on the shelf of the notations that the build ends over."""
    return tuple(place for place, each in enumerate(kinds_in(site).notations, NOTATIONS) if each.strict)


def _unnamed(post: Post, site: Site, strict: tuple[int, ...]) -> Iterator[Finding]:
    """Names in the generator's own notations that the build ends over."""
    known = targets(site)
    for reference in in_notations(post, site):
        book = reference.books[0]
        if book in strict and reference.find(post, known.shelf) is None and not known.shelf[book].holds(reference.name):
            yield Finding(f"no post is called {reference.name}", reference.span, _help(reference.name, known))


def _judged(post: Post, link: Local, site: Site) -> Iterator[Finding]:
    """A link that leads to no post."""
    known = targets(site)
    path = beside(post, link.path)
    if path in known.left_out:
        yield Finding(f"links to a file that is no page: {path}", link.span, "see P003 there")
    elif path is None or is_there(post, link.path, path, known):
        return
    elif (missing := _missing(post, link.path, path, known)) and other_case(post, link, site) is None:
        yield Finding(f"no post is at {missing}", link.span, _help(link.path, known))


def _missing(post: Post, path: str, file: str | None, targets: Targets) -> str | None:
    """The place where a post should be and is not; `None` where it need not be one."""
    if splitext(path)[1].lower() in MARKDOWN:
        inside = path.removeprefix("@").removeprefix("./").lstrip("/")
        return None if ("/" in inside or path.startswith("@/")) and targets.ends_with(inside) else file
    return next((place for place in addresses(post, path)[:2] if targets.looks_like_post(place)), None)


def _help(path: str, targets: Targets) -> str:
    other = targets.nearest(splitext(path.rstrip("/"))[0].rpartition("/")[2])
    if other is None:
        return "correct the link, or take it out"
    return f"did you mean {other.path if splitext(path)[1].lower() in MARKDOWN else other.url or other.path}?"


_A = "---\ntitle: A\npath: /blog/a\n---\n"
_B = "---\ntitle: B\npath: /blog/b\n---\n"

RULE = Rule(
    code="P401",
    severity=Severity.WARNING,
    bodies=True,
    publishing=Severity.ERROR,
    summary="a link to a post that is not there",
    within=_check,
    bad=(
        Example({"a.md": _A + "See [b](./b.md).\n"}),
        Example({"a.md": _A + "See [b](/blog/bb) and [c](b).\n", "c.md": _B}, "gatsby"),
        Example({"a.md": _A + "See [b][].\n\n[b]: c.md#more\n", "b.md": _B}),
        Example({"_posts/2026-12-01-a.md": "---\ntitle: A\n---\n[b](/2026/12/01/b.html)\n"}, "jekyll"),
        Example({"_posts/2026-12-01-a.md": "---\ntitle: A\n---\n[b]({% post_url 2026-12-01-b %})\n"}, "jekyll"),
        Example({"config.toml": 'base_url = "/"', "content/a.md": '+++\ntitle = "A"\n+++\n[b](@/b.md)\n'}, "zola"),
    ),
    good=(
        Example({"a.md": _A + "See [b](./b.md) [b](/blog/b/?x#y) [b](b).\n", "b.md": _B}),
        Example({"a.md": _A + "[t](/tags/x) [t](/blog/tags/x) [x](https://x.org/b.md) [m](mailto:a@b.c) [h](#h)\n"}),
        Example({"a.md": _A + "[p]({% link b.md %}) [q]({{ site.url }}/blog/q) `[c](c.md)` [z](z.zip)\n"}),
        Example({"a.md": "Title: A\nDate: 2026-01-02\n\n[b](|filename|b.md)\n"}, "pelican"),
        Example({"a.md": _A + "[s](/x.html) [o](old.md)\n", "static/x.html": "", "old.md": "text"}, "gatsby"),
        Example({"blog/a.md": _A + "[b](@site/blog/b.md)\n", "blog/b.md": _B}, "docusaurus"),
        Example(
            {"config.toml": 'base_url = "/"', **{f"content/{n}.md": f"+++\ntitle = '{n}'\n+++\n[a](@/a.md)\n" for n in "ab"}},
            "zola",
        ),
    ),
)
