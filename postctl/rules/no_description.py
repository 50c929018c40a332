"""A post has no description, summary or excerpt, while most other posts have one.

Search engines, feeds and social media then show whatever stands first in the text, or
nothing.

The rule speaks where the other public posts of the section have the habit: in
`validate` where at least nine in ten have a description, in `postctl publish` where
most do. Which key they use stands in the help line; any of `description`, `summary`,
`excerpt`, `abstract`, `lead`, `teaser` and `intro` counts, in a table such as `seo` too.
Drafts and unlisted posts are left alone.

Write a sentence or two.
"""

from __future__ import annotations

from collections.abc import Iterator

from postctl.facts import fact, flat
from postctl.model import Node, Severity
from postctl.rules import Example, Finding, Rule, _habits
from postctl.rules._common import entry, place
from postctl.rules._words import SUMMARIES
from postctl.site import Post, Site

_TABLES = ("seo", "extra", "params", "meta", "metadata", "head", "og", "social", "header")


@fact
def _key(post: Post, site: Site) -> str | None:
    """The key of the first description that says something."""
    front = flat(post, site)
    if front is not None:
        low = {key.lower(): value for key, value in front.items()}
        there = [(key, low[key]) for key in SUMMARIES if key in low]
        if all(value is not None for _, value in there):
            return next((key for key, value in there if not isinstance(value, str) or value.strip()), None)
    top = {each.key.lower(): each.value for each in post.document.entries}
    found = next((key for key in SUMMARIES if key in top and _says(top[key])), None)
    return found or next((f"{table}.{key}" for table in _TABLES if table in top for key in _inside(top[table])), None)


def _inside(table: Node) -> Iterator[str]:
    return (name.text for name, value in table.pairs if name.text.lower() in SUMMARIES[:3] and _says(value))


def _says(value: Node) -> bool:
    return value.kind != "scalar" or (bool(value.text.strip()) and not (value.style == "plain" and value.text in ("null", "~")))


def _finding(post: Post, site: Site, habit: _habits.Habit) -> Finding:
    found = entry(post, site, habit.key)
    what = f"`{habit.key}` is empty" if found else f"no `{habit.key}`"
    return Finding(f"{what}, while {habit.some} of {habit.of} other posts have one", place(found), "write a sentence or two")


_LACKING = _habits.Lacking(_key, _finding)


def _check(post: Post, site: Site) -> Iterator[Finding]:
    return _LACKING.check(post, site)


def _gate(post: Post, site: Site) -> Iterator[Finding]:
    return _LACKING.gate(post, site)


_MANY = {f"{number}.md": "---\ntitle: A\nsummary: In short.\n---\n" for number in range(6)}

RULE = Rule(
    code="P604",
    severity=Severity.INFO,
    publishing=Severity.ERROR,
    summary="a post without a description among posts that have one",
    within=_check,
    gate=_gate,
    bad=(
        Example({**_MANY, "a.md": "---\ntitle: A\n---\n"}),
        Example({**_MANY, "a.md": '---\ntitle: A\nsummary: ""\n---\n'}),
    ),
    good=(
        Example({**_MANY, "a.md": "---\ntitle: A\ndescription: In other words.\n---\n"}),
        Example({**_MANY, "a.md": "---\ntitle: A\ndraft: true\n---\n"}),
        Example({**_MANY, "a.md": "---\ntitle: A\n---\n", "b.md": "---\ntitle: B\n---\n"}),
        Example({**_MANY, "a.md": "---\ntitle: A\nseo: {description: In other words.}\n---\n"}),
    ),
)
