"""Several posts have the same description.

In the results of a search and in lists they look like one post, and it cannot be right
for all of them: it was copied along with the file the post began as, or a template puts
it there.

Told is each post but the first. Where more than five share a description, it is told
once. Translations of a post may share theirs.

Write one that is about this post.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from functools import lru_cache

from postctl import fingerprints
from postctl.facts import fact, flat, of_all
from postctl.model import Severity
from postctl.rules import Example, Finding, Rule
from postctl.rules._common import entry, is_draft, place
from postctl.site import Post, Site

_SHORTEST = 20
"""A shorter one may well fit several posts (`Notes of the week`)."""
_MANY = 5


def _check(post: Post, site: Site) -> Iterator[Finding]:
    paths = _sharing(site).get(post.path)
    if paths is None:
        return
    span = place(entry(post, site, "description"))
    help_ = "write one that is about this post"
    if len(paths) > _MANY:
        if post.path == paths[0]:
            yield Finding(f"{len(paths)} posts have this description", span, help_)
    elif post.path != paths[0]:
        yield Finding(f"the same description as {paths[0]}", span, help_)


@fact
def _text(post: Post, site: Site) -> str:
    """What tells a description that is long enough from others."""
    text = " ".join(_written(post, site).split()).casefold()
    return fingerprints.of(text) if len(text) >= _SHORTEST else ""


def _written(post: Post, site: Site) -> str:
    """The description; `''` where there is none of one text."""
    front = flat(post, site)
    if front is not None and isinstance(value := front.get("description", ""), str):
        return value
    found = entry(post, site, "description")
    return found.value.text if found is not None and found.value.kind == "scalar" else ""


@lru_cache(maxsize=2)
def _sharing(site: Site) -> Mapping[str, list[str]]:
    """By path of a post those that have its description, itself among them, in the same language: for those that share one."""
    texts = of_all(site, _text)
    several = {text for text, posts in Counter(texts).items() if text and posts > 1}
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for post, text in zip(site.posts, texts, strict=True) if several else ():
        if text in several and not is_draft(post):
            found[post.lang or "", text].append(post.path)
    return {path: paths for paths in found.values() if len(paths) > 1 for path in paths}


def _posts(number: int, **more: str) -> dict[str, str]:
    text = "---\ntitle: A {n}\ndescription: A walk around the lake.\n---\n"
    posts = {f"{n}.md": text.format(n=n) for n in range(number)}
    return {**posts, **{f"{name}.md": f"---\ntitle: {name}\ndescription: {each}\n---\n" for name, each in more.items()}}


RULE = Rule(
    code="P610",
    severity=Severity.INFO,
    summary="a description that several posts have",
    within=_check,
    bad=(Example(_posts(2)), Example(_posts(1, a='"A walk  around the lake."')), Example(_posts(8))),
    good=(
        Example(_posts(1, a="A walk around the hill.", b="Notes.", c="Notes.")),
        Example({**_posts(1), "a.md": "---\ntitle: A\ndescription: A walk around the lake.\ndraft: true\n---\n"}),
        Example({**_posts(1), "a.md": "---\ntitle: A\nlang: en\ndescription: A walk around the lake.\n---\n"}),
    ),
    keys=frozenset({"description"}),
)
