"""A fence of code is opened and never closed.

All that follows is code to the generator: paragraphs stand there in one grey box, links
and images do nothing. Some readers of Markdown, kramdown of Jekyll among them, take the
fence for text instead, and the code for paragraphs.

The finding is on the line that opens the code, also where the end of one block was forgotten
and the next one begins in it. A closing fence has at least as many marks
of the same kind, and nothing behind them.

Write the closing fence below the last line of code.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from posixpath import splitext
from typing import NamedTuple

from postctl.document import position
from postctl.markdown import code
from postctl.model import Severity, Span
from postctl.rules import Example, Finding, Rule
from postctl.rules._common import is_draft
from postctl.site import Post, Site

_FENCE = re.compile(r"[ \t>]*(?:[-*+]|\d{1,9}[.)])?[ \t>]*(?P<marks>`{3,}|~{3,})(?P<rest>[^\r\n]*)")
_BACKTICKS, _TILDES, _EITHER = (re.compile(marks) for marks in ("```", "~~~", "```|~~~"))
_LANGUAGE = re.compile(r"[a-z][\w+#-]*")
_BLANK = re.compile(r"(?:\r\n|\n|\r)[ \t]*(?:\r\n|\n|\r)\Z")
_MARKUP = frozenset({"md", "markdown", "mdx", "text", "txt", "plain", "plaintext", "diff", "html"})
_NEAR = 40
_MOST = 10
"""So many of a post are told."""
_OPENS = re.compile(r"(?P<marks>`{3,}|~{3,})[^\r\n]*")


class _Doubt(NamedTuple):
    """A fence that seems to be left open, and the fence that opens before it is closed (`None`: the text ends first)."""

    opening: re.Match[str]
    other: re.Match[str] | None


def _check(post: Post, site: Site) -> Iterator[Finding]:
    content = post.document.content
    if ("```" not in content and "~~~" not in content) or is_draft(post) or splitext(post.path)[1].lower() in (".rst", ".txt"):
        return
    if not (doubts := [*_doubts(content)]):
        return
    blocks = {span.start: span for span in code(content) if _OPENS.match(content, span.start)}
    for doubt in doubts[:_MOST]:
        block = blocks.get(doubt.opening.start("marks"))
        if doubt.other is not None and block is not None and doubt.other.end() <= block.end:
            line = position(post.document.text, post.document.base + doubt.other.start("marks"))[0]
            yield _finding(post, block, f"is not closed before another one opens in line {line}")
    last = blocks[max(blocks)] if blocks and doubts[-1].other is None else None
    if last is not None and not content[last.end :].strip() and not _is_closed(content, last):
        yield _finding(post, last, "is never closed: all that follows is code")


def _fences(content: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """The lines that are fences. The marks are looked for first, since most lines have none."""
    marks = (_EITHER if "```" in content else _TILDES) if "~~~" in content else _BACKTICKS
    while mark := marks.search(content, start, end):
        line = content.rfind("\n", 0, mark.start()) + 1
        if line >= start and (fence := _FENCE.match(content, line, end)):
            yield fence
        start = content.find("\n", mark.end(), end) + 1 or end


def _doubts(content: str) -> Iterator[_Doubt]:
    """What is left open, as far as one can tell without parsing: in most texts nothing."""
    opened: re.Match[str] | None = None
    for line in _fences(content, 0, len(content)):
        rest = line["rest"].strip()
        if opened is None:
            opened = line if line["marks"][0] == "~" or "`" not in rest else None
        elif line["marks"].startswith(opened["marks"]) and not rest:
            opened = None
        elif line["marks"] == opened["marks"] and _is_forgotten(content, opened, line):
            yield _Doubt(opened, line)
            opened = line
    if opened is not None:
        yield _Doubt(opened, None)


def _is_forgotten(content: str, opened: re.Match[str], line: re.Match[str]) -> bool:
    """Whether the end of code was forgotten before other code begins; an example of Markdown may have fences."""
    languages = [each["rest"].strip().partition(" ")[0].lower() for each in (opened, line)]
    return (
        all(map(_LANGUAGE.fullmatch, languages))
        and languages[0] not in _MARKUP
        and bool(_BLANK.search(content[max(0, line.start() - _NEAR) : line.start()]))
    )


def _finding(post: Post, block: Span, what: str) -> Finding:
    opening = _OPENS.match(post.document.content, block.start)
    assert opening is not None
    base = post.document.base
    span = Span(base + opening.start(), base + opening.end())
    return Finding(f"the code fence {opening['marks']} {what}", span, "close it below the last line of code")


def _is_closed(content: str, block: Span) -> bool:
    """Whether a line of a block may be its end, however far it is indented."""
    opening = _OPENS.match(content, block.start)
    assert opening is not None
    marks = opening["marks"]
    return any(
        each["marks"].startswith(marks) and not each["rest"].strip() for each in _fences(content, opening.end(), block.end)
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
        Example({"a.md": _T + "```toml\nx = 1\n\n## Text\n\n```python\ny\n```\n\nText.\n"}),
        Example({"a.md": _T + "````\nx\n```\n\n## Text\n\nText.\n"}),
    ),
    good=(
        Example({"a.md": _T + "````md\n```python\nx = 1\n```\n````\n\nText.\n"}),
        Example({"a.md": _T + "- one\n\n  ```\n  x\n  ```\n\n> ~~~\n> y\n> ~~~\n\nUse ```three``` marks.\n"}),
        Example({"a.md": _T + "1. one\n\n   ```toml\n   x = 1\n\n## Text\n\n```python\ny\n```\n"}),
        Example({"a.md": _T + "```\n```toml\n```\n\n    ```\n\nText.\n"}),
    ),
)
