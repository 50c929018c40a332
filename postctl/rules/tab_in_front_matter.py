"""A line of the front matter is indented by a tab.

YAML allows only blanks there, and stops at the tab: the whole block is unreadable. Most
generators end the build; Jekyll logs a line and publishes the post without a title,
drafts included.

The fix puts two blanks in the place of each tab, or as many as the block needs. Set your
editor to write blanks in Markdown files, and it does not come back. Hexo does the same by
itself, so it is not told so.
"""

from __future__ import annotations

from collections.abc import Iterator

from postctl.model import Broken, Fix, Severity
from postctl.rules import Example, Finding, Rule
from postctl.rules._unread import why
from postctl.site import Site


def _check(broken: Broken, site: Site) -> Iterator[Finding]:
    kind, found = why(broken, site)
    if kind == "tab" and found is not None:
        yield Finding(
            "the front matter cannot be read: a tab indents this line",
            span=found.offence.span,
            help="indent by blanks",
            fix=Fix(found.safe, found.edits) if found.edits else None,
        )


RULE = Rule(
    code="P009",
    severity=Severity.ERROR,
    summary="a tab that indents a line of the front matter",
    broken=_check,
    bad=(
        Example({"a.md": "---\ntitle: A\ntags:\n\t- b\n\t- c\n---\nText.\n"}),
        Example({"content/a.md": "---\ntitle: A\nparams:\n\tb: c\n---\nText.\n"}, "hugo"),
        Example({"_posts/2026-12-01-a.md": "---\r\ntitle: A\r\ntags:\r\n  - b\r\n\t- c\r\n---\r\nText.\r\n"}, "jekyll"),
    ),
    good=(
        Example({"a.md": "---\ntitle:\tA\ntags:\n  - b\n---\n\tCode.\n"}),
        Example({"source/_posts/a.md": "---\ntitle: A\ntags:\n\t- b\n---\nText.\n"}, "hexo"),
        Example({"content/a.md": '+++\ntitle = "A"\n\tdraft = true\n+++\n'}, "hugo"),
    ),
)
