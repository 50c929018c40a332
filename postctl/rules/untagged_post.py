"""A post has no tags, while nearly all other posts of its section have some.

Readers who look through the pages of tags do not find it, and lists of related posts
leave it out.

The rule speaks where the other public posts of the section have the habit: in
`validate` where at least nine in ten have tags, in `postctl publish` where most do.
Drafts and unlisted posts are left alone.

Give it the tags that other posts have; `postctl tags` lists them.
"""

from __future__ import annotations

from collections.abc import Iterator

from postctl.facts import fact
from postctl.model import Severity
from postctl.rules import Example, Finding, Rule, _habits
from postctl.rules._common import entry, place
from postctl.rules._filed import TAGS, kept
from postctl.site import Post, Site


@fact
def _key(post: Post, site: Site) -> str | None:
    """The key a post has its tags under."""
    found = next((each["key"] for each in kept(post, site) if each["names"] and each["taxonomy"] == TAGS), None)
    return found or (TAGS if post.tags else None)


def _finding(post: Post, site: Site, habit: _habits.Habit) -> Finding:
    message = f"no {TAGS}, while {habit.some} of {habit.of} other posts have some"
    return Finding(message, place(entry(post, site, habit.key)), f"give it `{habit.key}` that other posts have")


_LACKING = _habits.Lacking(_key, _finding)


def _check(post: Post, site: Site) -> Iterator[Finding]:
    return _LACKING.check(post, site)


def _gate(post: Post, site: Site) -> Iterator[Finding]:
    return _LACKING.gate(post, site)


_MANY = {f"{number}.md": "---\ntitle: A\ntags: [lake]\n---\n" for number in range(6)}

RULE = Rule(
    code="P706",
    severity=Severity.INFO,
    publishing=Severity.WARNING,
    summary="a post without tags among posts that have some",
    within=_check,
    gate=_gate,
    bad=(
        Example({**_MANY, "a.md": "---\ntitle: A\n---\n"}),
        Example({**_MANY, "a.md": "---\ntitle: A\ntags: []\n---\n"}),
    ),
    good=(
        Example({**_MANY, "a.md": "---\ntitle: A\ndraft: true\n---\n"}),
        Example({**_MANY, "a.md": "---\ntitle: A\n---\n", "b.md": "---\ntitle: B\n---\n"}),
        Example({**_MANY, "a.md": "---\ntitle: A\ntag: lake\ntags: [walk]\n---\n"}),
    ),
)
