"""Two public posts of a section have the same title.

Readers cannot tell them apart in lists, feeds and search results, and search engines take
one of them for a copy. Most often it is one: a draft that was published twice, or a post
that was copied to begin another.

Remove the copy, or give one of the two another title. It is a note, since two posts may
well be called `Hello`.

Posts in different languages or folders are not compared, and neither are the posts of a
series: where four and more have one title, or the slugs differ in a number (`letter-2025`,
`letter-2026`), it is the name of a column.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from postctl.model import Severity
from postctl.rules import Example, Finding, Rule
from postctl.rules._addresses import are_translations
from postctl.rules._common import entry, is_public, place
from postctl.site import Post, Site

_SERIES = 4


def _check(site: Site) -> Iterator[Finding]:
    titles = Counter([post.title for post in site.posts if post.titled])
    repeated = {title for title, posts in titles.items() if title and posts > 1}
    groups: dict[tuple[str, str, str | None], list[Post]] = defaultdict(list)
    for post in site.posts if repeated else ():
        if post.titled and post.title in repeated:
            groups[post.title, post.place.section, post.lang].append(post)
    for posts in groups.values():
        if 2 <= len(posts) < _SERIES:
            yield from _same(sorted((post for post in posts if is_public(post, site)), key=lambda post: post.path), site)


def _same(posts: list[Post], site: Site) -> Iterator[Finding]:
    for at, post in enumerate(posts):
        other = next((each for each in posts[:at] if not _belong(post, each)), None)
        if other is not None:
            yield Finding(
                f"{other.path} has the title `{post.title}` too",
                span=place(entry(post, site, "title")),
                help="remove one of the two if it is a copy, else give it another title",
                path=post.path,
            )


def _belong(post: Post, other: Post) -> bool:
    """Whether they are translations, or two of a series that are told apart by a number."""
    numbered = post.slug != other.slug and _without_numbers(post.slug) == _without_numbers(other.slug)
    return numbered or are_translations(post.path, other.path)


def _without_numbers(slug: str) -> str:
    return re.sub(r"[-_.]?\d+", "", slug).casefold()


def _post(more: str = "") -> str:
    return f"---\ntitle: A rainy day\n{more}---\n"


RULE = Rule(
    code="P310",
    severity=Severity.INFO,
    summary="two public posts with one title",
    site=_check,
    bad=(
        Example({"a.md": _post(), "b.md": _post()}),
        Example({"_posts/2026-11-01-a.md": _post(), "_posts/2026-11-02-b.md": _post()}, "jekyll"),
    ),
    good=(
        Example({"a.md": _post(), "b.md": _post("draft: true\n")}),
        Example({"a.md": _post(), "b.md": "---\ntitle: A Rainy Day\n---\n"}),
        Example({"content/a/x.md": _post(), "content/b/y.md": _post()}, "hugo"),
        Example({"a.md": _post("lang: en\n"), "b.md": _post("lang: fr\n")}),
        Example({f"{n}.md": _post() for n in "abcde"}),
        Example({"letter-2025.md": _post(), "letter-2026-12.md": _post()}),
        Example({"a.de.md": _post(), "a.fr.md": _post()}),
    ),
)
