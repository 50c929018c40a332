"""A title without quotes that YAML takes for a number, a date, or true and false.

`title: 1.10` is the number 1.1, and that is what the page says. `title: 2020-01-01` is a
date, which Hexo prints as `Wed Jan 01 2020 00:00:00 GMT+0000`; Jekyll takes `10:30` for
37800 seconds, `0123` for an octal number and `No` for no title at all. Which words and
numbers that happens to depends on the YAML reader of the generator.

Put the title in quotes: `title: "1.10"`. Numbers that look the same afterwards
(`title: 2013`) are not told; where the generator wants text and stops at a number, P105
says so.
"""

from __future__ import annotations

from collections.abc import Iterator

from postctl.facts import flat
from postctl.model import Edit, Fix, Severity
from postctl.rules import Example, Finding, Rule
from postctl.rules._common import entry, trapped
from postctl.rules._mending import in_quotes
from postctl.rules._shown import PRINTERS, shown
from postctl.site import Post, Site


def _check(post: Post, site: Site) -> Iterator[Finding]:
    document = post.document
    if document.syntax is None or document.syntax.name != "yaml":
        return
    front = flat(post, site)
    if front is not None and isinstance(title := front.get("title", ""), str) and shown(site.generator.name, title) is None:
        return
    found = entry(post, site, "title")
    if found is None or found.value.style != "plain" or found.value.tag is not None or found.value.anchored:
        return
    prints = shown(site.generator.name, found.value.text)
    if prints is None or (post.verdict.fatal and trapped(post, site) == found):
        return
    quoted = in_quotes(found.value.text, document.schema)
    seen = "the file name" if prints == "false" else prints
    yield Finding(
        f"{site.generator.title} reads the title {found.value.text} as {_kind(prints)}, and prints {seen}",
        span=found.value.span,
        help=f"write `{found.key}: {quoted}`",
        fix=Fix(True, (Edit(found.value.span, quoted),)),
    )


def _kind(prints: str) -> str:
    return prints if prints in ("true", "false") else "a date" if prints[0].isalpha() else "a number"


RULE = Rule(
    code="P110",
    severity=Severity.ERROR,
    summary="a title that YAML takes for a number or a date",
    post=_check,
    bad=(
        Example({"content/posts/a.md": "---\ntitle: 1.10\ndate: 2026-11-01\n---\nText.\n"}, "hugo"),
        Example({"_posts/2026-11-01-a.md": "---\ntitle: No\n---\nText.\n"}, "jekyll"),
        Example({"source/_posts/a.md": "---\ntitle: 2020-01-01\ndate: 2026-11-01\n---\nText.\n"}, "hexo"),
        Example({"blog/2026-11-01-a.md": "---\ntitle: 10:30\n---\nText.\n", "docusaurus.config.js": ""}, "docusaurus"),
    ),
    good=(
        Example({"content/posts/a.md": '---\ntitle: "1.10"\ndate: 2026-11-01\n---\nText.\n'}, "hugo"),
        Example({"content/posts/a.md": "---\ntitle: 2013\ndate: 2026-11-01\n---\nText.\n"}, "hugo"),
        Example({"content/posts/a.md": "---\ntitle: No\ndate: 2026-11-01\n---\nText.\n"}, "hugo"),
        Example({"_posts/2026-11-01-a.md": "---\ntitle: 1.10 is out\n---\nText.\n"}, "jekyll"),
    ),
    sites=lambda site: site.generator.name in PRINTERS,
    keys=frozenset({"title"}),
)
