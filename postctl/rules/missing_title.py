"""A post has no title of its own, in a site whose posts have one.

The generator then makes a title from the file name, or shows none: in lists, in the
feed, in the browser's tab and in search results the post reads `My first post 2` or
nothing at all. Templates that print the title unasked may leave an empty link that
nobody can click.

Add `title:` to the front matter. If several posts have a key that looks like it (`titel`),
your generator does not take it for the title: the help line names it. Where one or two have
it, P104 speaks, and of `Title` P108.

The rule stays silent for posts without front matter (P002 speaks of those), and in
sites where most posts have no title.
"""

from __future__ import annotations

from collections.abc import Iterator

from postctl.model import Entry, Severity
from postctl.rules import Example, Finding, Rule
from postctl.rules._common import entry, is_habit
from postctl.rules._slips import of_keys
from postctl.site import Post, Site

_NAMED = frozenset({"cobalt", "docusaurus", "jekyll", "mkdocs", "nikola"})
"""Generators that make a title from the file name."""


def _check(site: Site) -> Iterator[Finding]:
    without = [
        post for post in site.posts if not post.titled and post.verdict.missing != "title" and entry(post, site, "title") is None
    ]
    if is_habit(len(without), len(site.posts)):
        return
    slips = {post.path for post, _, meant in of_keys(site) if meant.lower() == "title"} if without else frozenset()
    for post in without:
        other = _look_alike(post)
        if post.path in slips or (other and other.key.lower() == "title"):
            continue  # P104 and P108 speak of that key
        if post.document.syntax is not None:
            yield Finding(
                post.verdict.reason if post.verdict.key == "title" else _message(post, site),
                span=other.name.span if other else None,
                help=f"rename the key `{other.key}` to `title`" if other else "add `title:` to the front matter",
                path=post.path,
            )


def _message(post: Post, site: Site) -> str:
    if site.generator.name in _NAMED and post.title:
        return f"no title of its own; it is shown as {post.title!r}"
    return "no title"


def _look_alike(post: Post) -> Entry | None:
    return next(
        (each for each in post.document.entries if each.key.lower() in ("title", "titel", "tilte", "ttile", "titl")), None
    )


_TITLED = {f"{number}.md": "---\ntitle: A\n---\n" for number in range(4)}

RULE = Rule(
    code="P101",
    severity=Severity.WARNING,
    publishing=Severity.ERROR,
    summary="a post without a title",
    site=_check,
    bad=(
        Example({"a.md": "---\ndate: 2026-12-01\n---\n"}),
        Example({**_TITLED, **dict.fromkeys(("a.md", "b.md", "c.md"), "---\ntitel: A\n---\n")}),
    ),
    good=(
        Example({"a.md": "---\ntitel: A\n---\n"}),
        Example({"a.md": "---\ntitle: A\n---\n"}),
        Example({"content/a.md": "---\nTitle: A\n---\n"}, "hugo"),
    ),
)
