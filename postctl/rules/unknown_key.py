"""A key that looks like a slip of the fingers: nearly nobody uses it, and it is one
letter away from one that means something.

`titel: My trip`, `tgas: [travel]`, `darft: true`: no generator complains about a key it
does not know. The value simply has no effect, so the post has no title, no tags, or is no
draft. (A key in another letter case, such as `Draft`, is P108's.)

The rule only speaks where the key is unknown to the generator, stands in at most two
posts of the site, and a similar key is known to the generator or used by many posts,
while this post lacks that one. Keys of your own that your templates read are never
reported for being your own.

Rename the key if it was a slip. In JSON the finding carries the edit that does so,
marked as unsafe because the site will then show what the key says.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from postctl.model import Edit, Entry, Fix, Severity
from postctl.nearest import is_slip
from postctl.rules import Example, Finding, Rule
from postctl.rules._common import FEW
from postctl.site import Post, Site

_OFTEN = 10
_CORE = frozenset(
    "title date draft tags categories description slug published layout author permalink aliases "
    "publishdate expirydate lastmod".split()
)
"""The keys a slip is most likely for. Others are near too many keys that people make up for their own templates."""


@dataclass(frozen=True, slots=True)
class _Known:
    """Keys of the generator, and how many posts use each key."""

    own: frozenset[str]
    used: Counter[str]


def _check(site: Site) -> Iterator[Finding]:
    fold: Callable[[str], str] = str.lower if site.generator.fold_keys else str
    keys = [{fold(entry.key) for entry in post.document.entries} for post in site.posts]
    used = Counter(key for each in keys for key in each)
    own = {*site.generator.keys, *([site.settings.draft.key] if site.settings.draft else [])}
    known = _Known(frozenset(map(fold, own)), used)
    meant = {key: _meant(key, known) for key, count in used.items() if count <= FEW and key not in known.own}
    spelt = {fold(entry.key): entry.key for post in site.posts for entry in post.document.entries}
    spelt |= {fold(key): key for key in own}
    for post, there in zip(site.posts, keys, strict=True):
        for entry in post.document.entries:
            other = next((each for each in meant.get(fold(entry.key), ()) if each not in there), None)
            if other is not None:
                yield _finding(post, entry, spelt[other], site)


def _meant(key: str, known: _Known) -> tuple[str, ...]:
    """The keys it may be a slip for, the most used first."""
    habits = {name for name, count in known.used.items() if count >= max(5, _OFTEN * known.used[key])}
    near = [name for name in known.own | habits if name.lower() != key.lower() and _like(key, name, known, habit=name in habits)]
    return tuple(sorted(near, key=lambda name: (-known.used[name], name)))


def _like(key: str, name: str, known: _Known, *, habit: bool) -> bool:
    if not habit and name.lower() not in _CORE:
        return False
    if _bare(key) == _bare(name):
        return True
    return is_slip(_bare(key), _bare(name)) or (habit and name in (key + "s", key.removesuffix("s")))


def _bare(key: str) -> str:
    return key.lower().translate({ord(mark): None for mark in "-_ "})


def _finding(post: Post, entry: Entry, other: str, site: Site) -> Finding:
    span = entry.name.span
    as_written = post.document.text[span.start : span.end] == entry.key
    return Finding(
        f"{site.generator.title} has no key `{entry.key}`",
        span=span,
        help=f"did you mean `{other}`?",
        fix=Fix(False, (Edit(span, other),)) if as_written else None,
        path=post.path,
        publishing=Severity.ERROR if other.lower() == "title" else None,
    )


_MANY = {f"{number}.md": "---\ntitle: A\nsubtitle: B\n---\n" for number in range(10)}

RULE = Rule(
    code="P104",
    severity=Severity.WARNING,
    summary="a key that looks like a slip for another",
    site=_check,
    bad=(
        Example({"a.md": "---\ntitel: A\n---\n"}),
        Example({"src/a.md": "---\ntitle: A\ndescripton: B\n---\n"}, "gatsby"),
        Example({"a.md": "---\ntitle: A\ntgas: [b]\n---\n"}),
        Example({**_MANY, "a.md": "---\ntitle: A\nsubtitel: B\n---\n"}),
    ),
    good=(
        Example({"a.md": "---\ntitle: A\nmath: true\ndata: b\nmood: fine\n---\n"}),
        Example({"a.md": "---\nTitle: A\n---\n"}),
        Example(dict.fromkeys(("a.md", "b.md", "c.md"), "---\ntitle: A\ntitel: B\n---\n")),
    ),
)
