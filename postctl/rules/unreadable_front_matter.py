"""The front matter of a file cannot be read, so nobody knows whether it is a draft,
when it is due, or what it is called.

Often one character is to blame: a colon and a blank inside a value without quotes
(`title: Rust: a review`), a quote that is never closed, a tab where YAML wants blanks,
a list without its closing bracket, or a last line `---` that is missing. Files that are
not UTF-8 text are reported here too.

Generators take it in different ways. Most stop, and the whole site stays as it was;
Jekyll logs a line and publishes the post without a title, drafts included.

The position is the place where reading stopped; the mistake is there or shortly before.
`postctl` never edits a file it cannot read. Front matter in a programming language
(`---js`) may be fine for your generator, so it is a warning only: `postctl` never runs
it and therefore cannot manage that post.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from postctl.model import Broken, Severity
from postctl.rules import Example, Finding, Rule
from postctl.site import Site

_LANGUAGE = re.compile(r"(?:-{3}|\+{3})[ \t]*[A-Za-z]+[ \t]*")


def _check(broken: Broken, site: Site) -> Iterator[Finding]:
    readable_elsewhere = _LANGUAGE.fullmatch(broken.source_line) is not None
    reason = broken.reason.removeprefix("cannot be read: ")
    yield Finding(
        f"the file cannot be read: {reason}",
        help=broken.help or "mend it by hand, then validate again",
        severity=Severity.WARNING if readable_elsewhere else None,
    )


RULE = Rule(
    code="P001",
    severity=Severity.ERROR,
    summary="front matter that cannot be read",
    broken=_check,
    bad=(
        Example({"a.md": "---\ntitle: Rust: a review\n---\nText.\n"}),
        Example({"a.md": '---\ntitle: "Rust\n---\nText.\n'}),
        Example({"a.md": "---\ntitle: Rust\n\nText without a closing fence.\n"}),
        Example({"a.md": "---\ntags: [a, b\n---\n"}),
    ),
    good=(
        Example({"a.md": '---\ntitle: "Rust: a review"\n---\nText.\n'}),
        Example({"a.md": "---\n\nA rule, then text.\n"}),
    ),
)
