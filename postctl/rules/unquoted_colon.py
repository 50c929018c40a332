"""A value holds a colon and a blank, and has no quotes around it.

`title: Rust: a review` is two keys in one line to YAML, which takes `Rust` for a key with
the value `a review` and stops there. It is the most frequent reason why front matter
cannot be read. Most generators end the build; Jekyll publishes the post without a title,
drafts included.

Put the whole value in quotes: `title: "Rust: a review"`. The fix does that, with all such
lines of the file, and takes care of quotes inside the value.
"""

from __future__ import annotations

from collections.abc import Iterator

from postctl.model import Broken, Fix, Severity
from postctl.rules import Example, Finding, Rule
from postctl.rules._unread import why
from postctl.site import Site


def _check(broken: Broken, site: Site) -> Iterator[Finding]:
    kind, found = why(broken, site)
    if kind == "colon" and found is not None:
        key, written = found.offence.key, found.written
        yield Finding(
            f"the front matter cannot be read: the value of `{key}` holds a colon and has no quotes",
            span=found.offence.span,
            help=f"write `{key}: {written}`" if written else "put the whole value in quotes",
            fix=Fix(found.safe, found.edits) if found.edits else None,
        )


RULE = Rule(
    code="P010",
    severity=Severity.ERROR,
    summary="a colon in a value without quotes",
    broken=_check,
    bad=(
        Example({"a.md": "---\ntitle: Rust: a review\n---\nText.\n"}),
        Example({"content/a.md": '---\ntitle: Rust: it\'s a "review"\ndescription: One: two\n---\nText.\n'}, "hugo"),
        Example({"src/blogs/a.md": "---\r\ntitle: Why:\r\n---\r\nText.\r\n"}, "gatsby"),
    ),
    good=(
        Example({"a.md": '---\ntitle: "Rust: a review"\nlink: https://example.org/a:b\n---\nText.\n'}),
        Example({"a.md": "---\ntitle: Rust:a review at 10:30\n---\nText.\n"}),
        Example({"content/a.md": "Title: Rust: a review\nDate: 2026-11-01\n\nText.\n"}, "pelican"),
    ),
)
