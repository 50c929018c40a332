"""Text of strangers within Markdown and HTML of GitHub and GitLab: it is shown, and nothing else.

Characters that mean something are numeric entities, which never begin or end anything. Names that a service looks for in the
finished page (`@someone`, `#12`, `https://`) are broken by a character without width, as its bots do themselves.
"""

from __future__ import annotations

import re

from postctl.escaping import one_line
from postctl.regexes import later

_BREAK = "\u200b"
_MARKED = later(r"[&<>`*_\[\]|~\\$^={}]")
_SOUGHT = later(
    r"[@#!~%&$](?=[\w\"'])|GH-(?=\d)|:(?=//|[a-z+-][a-z0-9_+-]{0,40}:)|www(?=\.)|mailto(?=:)|xmpp(?=:)", re.IGNORECASE
)
_CODE = later(r"(`[^`]+`)")
_LONGEST = 500


def prose(text: str) -> str:
    """A text in a line or in a cell of a table; what stands between backticks is code."""
    return "".join(
        code(part[1:-1]) if number % 2 else _plain(part) for number, part in enumerate(_CODE.split(_cut(one_line(text))))
    )


def code(text: str) -> str:
    """A text as code, in a line or in a cell of a table."""
    line = one_line(text)
    simple = line == line.strip() and line and not set(line) & set("`|\\")
    return f"`{line}`" if simple else html_code(text)


def html_code(text: str) -> str:
    """A text as code, also within a line of HTML."""
    return f"<code>{_entities(one_line(text))}</code>"


def _plain(text: str) -> str:
    return _entities(_SOUGHT.sub(lambda found: found[0] + _BREAK, text))


def _entities(text: str) -> str:
    return _MARKED.sub(lambda found: f"&#{ord(found[0])};", text).replace(_BREAK, "&#8203;")


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
