"""A fence of code is opened and never closed.

All that follows is code to the generator: paragraphs stand there in one grey box, links
and images do nothing. Some readers of Markdown, kramdown of Jekyll among them, take the
fence for text instead, and the code for paragraphs.

The finding is on the line that opens the code. A closing fence has at least as many marks
of the same kind, and nothing behind them.

Write the closing fence below the last line of code.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from posixpath import splitext

from postctl.markdown import code
from postctl.model import Severity, Span
from postctl.rules import Example, Finding, Rule
from postctl.rules._common import is_draft
from postctl.site import Post, Site

_FENCES = re.compile(r"^[ \t>]*(?:[-*+]|\d{1,9}[.)])?[ \t>]*(?P<marks>`{3,}|~{3,})(?P<rest>[^\r\n]*)", re.MULTILINE)
_OPENS = re.compile(r"(?P<marks>`{3,}|~{3,})[^\r\n]*")


def _check(post: Post, site: Site) -> Iterator[Finding]:
    content = post.document.content
    if ("```" not in content and "~~~" not in content) or is_draft(post) or splitext(post.path)[1].lower() in (".rst", ".txt"):
        return
    if not _may_be_open(content):
        return
    block = next((span for span in reversed(code(content)) if _OPENS.match(content, span.start)), None)
    if block is None or content[block.end :].strip() or _is_closed(content, block):
        return
    opening = _OPENS.match(content, block.start)
    assert opening is not None
    base = post.document.base
    message = f"the code fence {opening['marks']} is never closed: all that follows is code"
    yield Finding(message, Span(base + opening.start(), base + opening.end()), "close it below the last line of code")


def _may_be_open(content: str) -> bool:
    """Whether a fence is left open, as far as one can tell without parsing: most texts need none."""
    opened = ""
    for line in _FENCES.finditer(content):
        if opened:
            opened = "" if line["marks"].startswith(opened) and not line["rest"].strip() else opened
        elif line["marks"][0] == "~" or "`" not in line["rest"]:
            opened = line["marks"]
    return bool(opened)


def _is_closed(content: str, block: Span) -> bool:
    """Whether a line of a block may be its end, however far it is indented."""
    opening = _OPENS.match(content, block.start)
    assert opening is not None
    marks = opening["marks"]
    return any(
        each["marks"].startswith(marks) and not each["rest"].strip()
        for each in _FENCES.finditer(content, opening.end(), block.end)
    )


_T = "---\ntitle: A\n---\n"

RULE = Rule(
    code="P611",
    severity=Severity.WARNING,
    summary="a code fence that is never closed",
    post=_check,
    bad=(
        Example({"a.md": _T + "Text.\n\n```python\nx = 1\n\nMore text.\n"}),
        Example({"a.md": _T + "```\nx\n```\n\nText.\n\n~~~ sh\ny\n"}),
        Example({"a.md": _T + "````\nx\n```\n\n## Text\n\nText.\n"}),
    ),
    good=(
        Example({"a.md": _T + "````md\n```python\nx = 1\n```\n````\n\nText.\n"}),
        Example({"a.md": _T + "- one\n\n  ```\n  x\n  ```\n\n> ~~~\n> y\n> ~~~\n\nUse ```three``` marks.\n"}),
        Example({"a.md": _T + "    ```\n\nText.\n"}),
    ),
)
