"""The front matter of a file cannot be read, so nobody knows whether it is a draft,
when it is due, or what it is called.

Often one character is to blame: a quote that is never closed, a list without its closing
bracket, a colon without a blank behind it (`draft:true`). What has a name has a rule of
its own, P006 to P015; this one tells of all the rest, and of files that cannot be opened.

Generators take it in different ways. Most stop, and the whole site stays as it was;
Jekyll logs a line and publishes the post without a title, drafts included.

The position is the place where reading stopped; the mistake is there or shortly before.
"""

from __future__ import annotations

from collections.abc import Iterator

from postctl.model import Broken, Severity
from postctl.rules import Example, Finding, Rule
from postctl.rules._unread import why
from postctl.site import Site


def _check(broken: Broken, site: Site) -> Iterator[Finding]:
    if why(broken, site).kind == "":
        reason = broken.reason.removeprefix("cannot be read: ")
        yield Finding(f"the file cannot be read: {reason}", help=broken.help or "mend it by hand, then validate again")


RULE = Rule(
    code="P001",
    severity=Severity.ERROR,
    summary="front matter that cannot be read",
    broken=_check,
    bad=(
        Example({"a.md": '---\ntitle: "Rust\n---\nText.\n'}),
        Example({"a.md": "---\ntags: [a, b\n---\n"}),
        Example({"a.md": "---\ntitle: Rust\ndraft:true\n---\n"}),
    ),
    good=(
        Example({"a.md": '---\ntitle: "Rust: a review"\n---\nText.\n'}),
        Example({"a.md": "---\n\nA rule, then text.\n"}),
    ),
)
