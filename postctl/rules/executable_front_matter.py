"""The front matter is a program: `---js`, `---coffee`.

Some generators run such a block each time they build (Eleventy does). What it comes to,
title, date or draft, depends on what it does, so nobody can tell without running it, and
`postctl` never runs anything it finds in a post: it lists the file as broken and edits
nothing in it. Who may add a post to such a site may run programs where it is built.

It is a note where the generator is Eleventy, which runs it, and a warning elsewhere.

If the values stand still, write them as YAML; what is computed belongs in a data file of
the site.
"""

from __future__ import annotations

from collections.abc import Iterator

from postctl.model import Broken, Severity, Span
from postctl.rules import Example, Finding, Rule
from postctl.rules._unread import why
from postctl.site import Site


def _check(broken: Broken, site: Site) -> Iterator[Finding]:
    if why(broken, site).kind == "executable":
        end = broken.offset + max(1, len(broken.source_line[broken.column - 1 :].rstrip()))
        yield Finding(
            "the front matter is a program, which postctl does not run: nothing in this post is checked",
            span=Span(broken.offset, end),
            help=broken.help,
            severity=Severity.INFO if site.generator.name == "eleventy" else None,
        )


RULE = Rule(
    code="P012",
    severity=Severity.WARNING,
    summary="front matter that is a program",
    broken=_check,
    bad=(
        Example({"a.md": "---js\nconst draft = true;\n---\n"}),
        Example({"blog/a.md": '---js\n{ title: "A" }\n---\nText.\n', ".eleventy.js": ""}, "eleventy"),
    ),
    good=(
        Example({"a.md": "---\ntitle: A\n---\n```js\nrun();\n```\n"}),
        Example({"blog/a.md": '---json\n{ "title": "A" }\n---\nText.\n', ".eleventy.js": ""}, "eleventy"),
    ),
)
