"""A description is longer than search engines show.

They cut it after about 160 characters (some 80 of Chinese, Japanese or Korean, which are
twice as wide), often in the middle of a word, and previews in chats and social media are
shorter still. What matters most then goes missing.

Looked at is `description`, also in a table such as `seo`, from 200 characters on. Where
most descriptions of a site are that long, nothing is said.

Say the most important thing first, in a sentence or two.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from postctl.facts import fact, flat
from postctl.model import Node, Severity
from postctl.rules import Example, Finding, Rule
from postctl.rules._common import entry, is_draft, is_habit
from postctl.site import Post, Site

SHOWN = 160
"""So many characters are shown."""
_TOLD = 200
_TABLES = ("seo", "params", "extra", "meta")


def _check(post: Post, site: Site) -> Iterator[Finding]:
    front = flat(post, site)
    if front is not None and isinstance(text := front.get("description", ""), str) and len(text) * 2 <= _TOLD:
        return
    node = _description(post, site)
    if node is None or len(node.text) * 2 <= _TOLD or is_draft(post):
        return
    width = _width(node.text)
    if width > _TOLD and not _is_usual(site):
        help_ = "say the most important thing first, in a sentence or two"
        yield Finding(f"the description has {width} characters, of which search engines show about {SHOWN}", node.span, help_)


def _description(post: Post, site: Site) -> Node | None:
    found = entry(post, site, "description")
    value = found.value if found is not None else None
    if value is None:
        tables = (each.value for each in post.document.entries if each.key in _TABLES)
        value = next((inner for table in tables for name, inner in table.pairs if name.text.lower() == "description"), None)
    return value if value is not None and value.kind == "scalar" else None


def _width(text: str) -> int:
    """The characters, wide ones twice, blanks once."""
    from unicodedata import east_asian_width

    plain = " ".join(text.split())
    return len(plain) if plain.isascii() else sum(1 + (east_asian_width(each) in "WF") for each in plain)


@lru_cache(maxsize=2)
def _is_usual(site: Site) -> bool:
    widths = [width for post in site.posts if (width := _said(post, site))]
    return is_habit(sum(width > _TOLD for width in widths), len(widths))


@fact
def _said(post: Post, site: Site) -> int:
    """The width of the description, 0 where there is none."""
    node = _description(post, site)
    return _width(node.text) if node is not None and node.text.strip() else 0


_LONG = "A walk around the lake, with a heron, " * 6

RULE = Rule(
    code="P609",
    severity=Severity.INFO,
    summary="a description that is longer than search engines show",
    within=_check,
    bad=(
        Example({"a.md": f"---\ntitle: A\ndescription: {_LONG}.\n---\n"}),
        Example({"a.md": f"---\ntitle: A\ndescription: >\n  {_LONG}\n---\n"}),
        Example({"a.md": f"---\ntitle: A\nseo:\n  description: {_LONG}.\n---\n"}),
        Example({"content/a.md": f'+++\ntitle = "A"\ndescription = "{"湖のほとり" * 21}"\n+++\n'}, "hugo"),
    ),
    good=(
        Example({"a.md": "---\ntitle: A\ndescription: A walk around the lake, with a heron.\n---\n"}),
        Example({"a.md": f"---\ntitle: A\nsummary: {_LONG}.\n---\n"}),
        Example({f"{n}.md": f"---\ntitle: A\ndescription: {n} {_LONG}.\n---\n" for n in range(3)}),
    ),
    keys=frozenset({"description", *_TABLES}),
)
