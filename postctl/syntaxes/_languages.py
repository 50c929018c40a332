"""Front matter as gray-matter finds it: the word behind the opening fence names the language of the block (none: YAML).

* The fence stands at the first character, and no fourth `-` follows. The rest of its line, stripped, is the language: `yaml`,
  `yml`, `js` and `javascript` in any case, others (`json`, `toml`) as written.
* The block ends at the first line that begins with `---`, whatever follows.
* A block of blank lines and comments is no data, in any language. Else an unknown language ends the build, and `js` is run.
"""

from __future__ import annotations

import re
from typing import Final

from postctl.model import Node, Problem, Span
from postctl.regexes import later
from postctl.syntaxes import SCRIPTS, Block, unclosed

YAML: Final = frozenset({"", "yaml", "yml"})
_READ: Final = YAML | {"json", "toml"}
_OPENS = later(r"---(?!-)([^\n]*)(?:\n|\Z)")
_COMMENT = later(r"^\s*#[^\n]+", re.MULTILINE)
_TO_NEXT_LINE = later(r"\r?\n")


def block(text: str, names: frozenset[str]) -> Block | Problem | None:
    """The block if its language is one of `names`. A block without data belongs to YAML if nobody knows its language."""
    opening = _OPENS.match(text)
    if opening is None:
        return None
    language = _language(opening)
    if language not in names and not (names == YAML and language not in _READ and _says_nothing(text, opening)):
        return None
    end = text.find("\n---", opening.end(1)) + 1
    if not end and language:
        reason = f"front matter opened by ---{language} is never closed"
        return Problem(0, reason, "add a line --- after the last key", "unclosed")
    if not end:
        return unclosed(text, 0, opening.end(), "---")
    start = min(opening.end(), end)
    behind = _TO_NEXT_LINE.match(text, end + 3)
    body = behind.end() if behind else end + 3
    root = Node("map", Span(start, start), "none") if _says_nothing(text, opening) and language != "toml" else None
    return Block(Span(0, body), Span(start, end), Span(body, len(text)), root)


def unread(text: str) -> Problem | None:
    """Why a block that no syntax has claimed is one all the same: it is in another language, or its fence is taken for one."""
    opening = _OPENS.match(text)
    name = opening[1].strip() if opening else ""
    if opening is None or not name or _says_nothing(text, opening):
        return None
    at = text.index(name, 3)
    help_ = "write it as YAML"
    if name.lower() in SCRIPTS:
        return Problem(at, f"executable front matter (---{name.lower()}) is never run", help_, "executable")
    if name in _READ:
        return Problem(at, f"front matter in the language {name!r} is not read by this generator", help_, "foreign")
    help_ = "put nothing behind the fence, and write YAML"
    return Problem(at, f"front matter in the language {name!r} is not supported", help_, "foreign")


def _language(opening: re.Match[str]) -> str:
    name = opening[1].strip()
    return name.lower() if name.lower() in _IN_ANY_CASE else name


_IN_ANY_CASE = YAML | SCRIPTS
_SAYS = later(r"\s*[^\s#]")


def _says_nothing(text: str, opening: re.Match[str]) -> bool:
    end = text.find("\n---", opening.end(1))
    end = end if end >= 0 else len(text)
    return not _SAYS.match(text, opening.end(1), end) and _only_comments(text[opening.end(1) : end])


def _only_comments(source: str) -> bool:
    return not _COMMENT.sub("", source).strip()
