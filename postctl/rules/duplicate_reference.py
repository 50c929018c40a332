"""Two definitions of a reference have the same label and lead to different addresses.

Only one of them counts for all links with that label: the first in most generators, the
last in Jekyll, Pelican, Nikola and MkDocs. The others lead where nobody wanted.

Give one of them another label. Upper and lower case are the same in a label.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from postctl.links.references import OTHER_ENDINGS
from postctl.markdown import Definition, folded, parse
from postctl.model import Severity
from postctl.rules import Example, Finding, Rule
from postctl.rules._links import at
from postctl.site import Post, Site

_LAST = frozenset({"jekyll", "pelican", "nikola", "mkdocs"})
"""Their Markdown (kramdown, Python-Markdown) takes the last definition."""


def _check(post: Post, site: Site) -> Iterator[Finding]:
    body = post.document.content
    if post.path.lower().endswith(OTHER_ENDINGS):
        return
    found = parse(body)
    if all(each.counts for each in found.definitions):
        return
    same: dict[str, list[Definition]] = defaultdict(list)
    for each in found.definitions:
        same[folded(each.label)].append(each)
    used = {folded(each.label) for each in found.uses}
    for label, all_ in sorted(same.items()):
        if len({each.target for each in all_}) > 1 and label in used:
            yield from _judged(post, site, all_)


def _judged(post: Post, site: Site, same: list[Definition]) -> Iterator[Finding]:
    which, taken = ("last", same[-1]) if site.generator.name in _LAST else ("first", same[0])
    for each in same:
        if each.target != taken.target:
            message = f"[{each.label}] is defined twice, and {site.generator.title} takes the {which}: {taken.target}"
            yield Finding(message, at(post, *each.place), "give one of them another label")


_A = "---\ntitle: A\n---\n"
_TWO = "See [b].\n\n[b]: https://example.org/b\n[B]: https://example.org/c\n"

RULE = Rule(
    code="P414",
    severity=Severity.WARNING,
    bodies=True,
    summary="two definitions of a reference with different addresses",
    post=_check,
    bad=(
        Example({"a.md": _A + _TWO}),
        Example({"content/a.md": _A + _TWO}, "hugo"),
        Example({"_posts/2026-11-01-a.md": _A + _TWO}, "jekyll"),
    ),
    good=(
        Example({"a.md": _A + "See [b].\n\n[b]: https://example.org/b\n[b]: https://example.org/b\n"}),
        Example({"a.md": _A + "See [b] and [c].\n\n[b]: https://example.org/b\n[c]: https://example.org/c\n"}),
        Example({"a.md": _A + "See [b].\n\n[b]: https://example.org/b\n\n```\n[b]: https://example.org/c\n```\n"}),
    ),
)
