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
from itertools import islice

from postctl.document import position
from postctl.links.books import markup
from postctl.markdown import CodeBlock, parse
from postctl.model import Severity
from postctl.regexes import later
from postctl.rules import Example, Finding, Rule
from postctl.rules._common import is_draft
from postctl.rules._links import at
from postctl.site import Post, Site

_OPENS = re.compile(r"(?P<marks>`{3,}|~{3,})(?P<rest>[^\r\n]*)")
_FENCES = later(rf"^[ \t>]*+(?:(?:[-*+]|\d{{1,9}}[.)])[ \t>]*+)?{_OPENS.pattern}", re.MULTILINE)
_LANGUAGE = later(r"[a-z][\w+#-]*")
_BLANK = later(r"(?:\r\n|\n|\r)[ \t]*(?:\r\n|\n|\r)\Z")
_NOTHING = later(r"\s*\Z")
_MARKUP = frozenset({"md", "markdown", "mdx", "text", "txt", "plain", "plaintext", "diff", "html"})
_NEAR = 40
_MOST = 10
"""So many of a post are told."""


def _check(post: Post, site: Site) -> Iterator[Finding]:
    content = post.document.content
    if not _has_fence(content) or is_draft(post) or markup(post.path) in (".rst", ".txt"):
        return
    judged = (_judged(post, content, block) for block in parse(content).blocks if block.info is not None)
    yield from islice(filter(None, judged), _MOST)


def _has_fence(content: str) -> bool:
    """Most texts have not even one of the marks, which is quicker to see than three."""
    return ("`" in content and "```" in content) or ("~" in content and "~~~" in content)


def _judged(post: Post, content: str, block: CodeBlock) -> Finding | None:
    opening = _OPENS.match(content, block.span.start)
    if opening is None:
        return None
    if block.closed and content.count(opening["marks"], opening.end(), block.span.end) == 1:
        return None  # as nearly always: there is no fence inside but its end
    fences = [*_FENCES.finditer(content, opening.end(), block.span.end)]
    other = next((fence for fence in fences if _is_forgotten(content, opening, fence)), None)
    if other is not None:
        line = position(post.document.text, post.document.base + other.start("marks"))[0]
        what = f"is not closed before another one opens in line {line}"
    elif block.closed or not _swallows(content, opening, block) or any(_may_close(opening, fence) for fence in fences):
        return None
    else:
        what = "is never closed: all that follows is code"
    return Finding(f"the code fence {opening['marks']} {what}", at(post, *opening.span()), "close it below the last line of code")


def _swallows(content: str, opening: re.Match[str], block: CodeBlock) -> bool:
    """Whether all that follows the opening fence is in the block, and it is not nothing."""
    return _NOTHING.match(content, opening.end()) is None and _NOTHING.match(content, block.span.end) is not None


def _may_close(opening: re.Match[str], fence: re.Match[str]) -> bool:
    """Whether a fence is an end to some readers of Markdown, however far it is indented."""
    return fence["marks"].startswith(opening["marks"]) and not fence["rest"].strip()


def _is_forgotten(content: str, opening: re.Match[str], fence: re.Match[str]) -> bool:
    """Whether the end of code was forgotten before other code begins; an example of Markdown may have fences."""
    if fence["marks"] != opening["marks"] or not fence["rest"]:
        return False
    languages = [each["rest"].strip().partition(" ")[0].lower() for each in (opening, fence)]
    return (
        all(map(_LANGUAGE.fullmatch, languages))
        and languages[0] not in _MARKUP
        and bool(_BLANK.search(content[max(0, fence.start() - _NEAR) : fence.start()]))
    )


_T = "---\ntitle: A\n---\n"

RULE = Rule(
    code="P611",
    severity=Severity.WARNING,
    bodies=True,
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
    signs=("`", "~"),
)
