"""A post has no title of its own, in a site whose posts have one.

The generator then makes a title from the file name, or shows none: in lists, in the
feed, in the browser's tab and in search results the post reads `My first post 2` or
nothing at all. Templates that print the title unasked may leave an empty link that
nobody can click.

Add `title:` to the front matter. If there is a key that looks like it (`titel`), your
generator does not take it for the title: the help line names it. Of `Title` P108 speaks, and of
`titel` in one or two posts P104.

The rule stays silent for posts without front matter (P002 speaks of those), and in
sites where most posts have no title.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from postctl.model import Entry, Severity
from postctl.rules import Example, Finding, Rule
from postctl.rules._common import FEW, entry, is_habit
from postctl.site import Post, Site

_LOOK_ALIKES = frozenset({"titel", "tilte", "ttile", "titl"})
_NAMED = frozenset({"cobalt", "docusaurus", "jekyll", "mkdocs", "nikola"})
"""Generators that make a title from the file name."""


def _check(site: Site) -> Iterator[Finding]:
    without = [
        post for post in site.posts if not post.titled and post.verdict.missing != "title" and entry(post, site, "title") is None
    ]
    if is_habit(len(without), len(site.posts)):
        return
    spelt = Counter(key for post in site.posts for key in {each.key.lower() for each in post.document.entries} & _LOOK_ALIKES)
    for post in without:
        other = _look_alike(post)
        if other and spelt[other.key.lower()] <= FEW and other.key.lower() != "title":
            continue  # P104
        if post.document.syntax is not None and not (other and other.key.lower() == "title"):  # P108 speaks of that
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
    return next((each for each in post.document.entries if each.key.lower() in ("title", *_LOOK_ALIKES)), None)


RULE = Rule(
    code="P101",
    severity=Severity.WARNING,
    publishing=Severity.ERROR,
    summary="a post without a title",
    site=_check,
    bad=(
        Example({"a.md": "---\ndate: 2026-12-01\n---\n"}),
        Example({"content/a.md": "---\ndate: 2026-12-01\n---\n", "content/b.md": "---\ntitle: A\n---\n"}, "hugo"),
        Example({f"{n}.md": f"---\n{'titel' if n < 3 else 'title'}: A {n}\n---\n" for n in range(9)}),
    ),
    good=(
        Example({"a.md": "---\ntitle: A\n---\n"}),
        Example({"content/a.md": "---\nTitle: A\n---\n"}, "hugo"),
        Example({"a.md": "---\ntitel: A\n---\n", "b.md": "---\ntitle: B\n---\n"}),
    ),
)
