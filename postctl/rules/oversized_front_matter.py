"""The front matter is larger, or nested deeper, than `postctl` reads.

The limits are 64 KiB, 64 levels and 10,000 values, and a value may not contain itself. No
post comes near them by hand. A few lines of YAML can grow to gigabytes when aliases point
to lists of aliases, and a line of brackets can end a program; so `postctl` stops there,
lists the file as broken and edits nothing in it.

Your generator may read it all the same, which is why this is a warning. Data of that size
belongs in a data file, or in the body.
"""

from __future__ import annotations

from collections.abc import Iterator

from postctl.model import Broken, Severity, Span
from postctl.regexes import later
from postctl.rules import Example, Finding, Rule
from postctl.rules._unread import why
from postctl.site import Site

_ALIAS = later(r"\*[^\s,\[\]{}]+")


def _check(broken: Broken, site: Site) -> Iterator[Finding]:
    if why(broken, site).kind == "oversized":
        alias = _ALIAS.match(broken.text, broken.offset)
        yield Finding(broken.reason, span=Span(*alias.span()) if alias else None, help=broken.help)


_BOMB = "".join(
    f"{name}: &{name} [*{below}, *{below}, *{below}, *{below}]\n" for below, name in zip("abcdefgh", "bcdefghi", strict=True)
)

RULE = Rule(
    code="P013",
    severity=Severity.WARNING,
    summary="front matter beyond the limits",
    broken=_check,
    bad=(
        Example({"a.md": "---\ntitle: A\nself: &self [*self]\n---\nText.\n"}),
        Example({"a.md": f"---\ndeep: {'[' * 70}{']' * 70}\n---\nText.\n"}),
        Example({"a.md": f"---\na: &a [1, 2]\n{_BOMB}---\nText.\n"}),
    ),
    good=(Example({"a.md": "---\ntitle: A\na: &a [1, 2]\nb: *a\ndeep: [[[[1]]]]\n---\nText.\n"}),),
)
