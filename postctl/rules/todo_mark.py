"""A mark of work that is not done yet: TODO, FIXME, TK or XXX.

Authors leave such marks for themselves, and forget them. Readers then find `TODO: add
the photo` in the middle of a post, and comments of HTML are in the source of the page
for everybody to read.

A mark counts in capitals only, and where it stands as one: at the beginning of a line,
in brackets, or before a colon. In code, and in sentences about to-do lists, it is a word
like any other. Drafts may hold as many as they like. `postctl publish` does not let a
post with one pass, looks into comments too, and mentions doubtful ones.

Do the work and take the mark out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from postctl.model import Severity
from postctl.regexes import later
from postctl.rules import Example, Finding, Rule
from postctl.rules._common import is_draft
from postctl.rules._words import Said, body, unplaced, values
from postctl.site import Post, Site

_WORD = later(r"(?<![\w$#@./\\-])(?:TODO|FIXME|TK(?:TK)*|XXX)(?![\w-]|\.\w)")
_ABOUT = later(r"[ \t\n]+(?:lists?|apps?|items?|comments?|entr(?:y|ies)|marks?|tags?|keywords?|files?|notes?)\b", re.IGNORECASE)
_BEFORE = later(r"(?:^|\n|\r)[ \t>*_#+\"'-]*(?:\d{1,9}[.)][ \t]+)?(?:\[[ xX]\][ \t]+)?[*_~]*\Z")
_LONGEST_LINE_START = 40
_MOST = 20
"""So many of a post are told."""


def _check(post: Post, site: Site) -> Iterator[Finding]:
    if is_draft(post):
        return
    told = ((s, f) for s, f in _marks(post, site) if _is_mark(s, f) and not s.hides(f))
    for said, found in islice(told, _MOST):
        yield _finding(said, found, Severity.WARNING if said.key else None)


def _gate(post: Post, site: Site) -> Iterator[Finding]:
    """What only matters now: marks in comments stop a post, words that may be marks are mentioned."""
    told = ((s, f) for s, f in _marks(post, site) if s.hides(f) or not _is_mark(s, f))
    for said, found in islice((each for each in told if not _ABOUT.match(each[0].text, each[1].end())), _MOST):
        yield _finding(said, found, publishing=None if said.hides(found) else Severity.WARNING)


def _marks(post: Post, site: Site) -> Iterator[tuple[Said, re.Match[str]]]:
    if any(_may_have(each.text) for each in unplaced(post, site)):
        for each in values(post, site):
            yield from ((each, found) for found in _WORD.finditer(each.text) if not _ABOUT.match(each.text, found.end()))
    if _may_have(post.document.content):  # else it needs no parsing
        text = body(post)
        yield from ((text, found) for found in _WORD.finditer(text.text))


def _may_have(text: str) -> bool:
    """Whether one of the words is in a text; a capital that is rare is quicker to look for than a word."""
    return (
        ("X" in text and ("XXX" in text or "FIXME" in text)) or ("K" in text and "TK" in text) or ("D" in text and "TODO" in text)
    )


def _is_mark(said: Said, found: re.Match[str]) -> bool:
    """Whether a word stands where a mark does, and not in a sentence about such words."""
    text = said.text
    before, after = text[max(0, found.start() - _LONGEST_LINE_START) : found.start()], text[found.end() : found.end() + 2]
    if before.rstrip().endswith(("//", "/*", "[!")) or _ABOUT.match(text, found.end()):
        return False
    if found[0].startswith("TK") or after[:1] == ":" or (said.key and found[0] != "XXX"):
        return True
    if (before[-1:], after[:1]) in {("[", "]"), ("(", ")"), ("{", "}"), ("<", ">"), ("“", "”"), ("*", "*"), ("_", "_")}:
        return True
    started = _BEFORE.search(before if found.start() > _LONGEST_LINE_START else "\n" + before)
    return bool(started) or before[-1:] in ("[", "(", "{")


def _finding(said: Said, found: re.Match[str], severity: Severity | None = None, publishing: Severity | None = None) -> Finding:
    where = f"`{said.key}` holds {found[0]}" if said.key else f"{found[0]}: something is not done yet"
    if publishing is not None:
        where = f"{found[0]} may say that something is not done yet"
    if said.hides(found):
        where = f"{found[0]} in a comment: something is not done yet"
    help_ = "do it and take the mark out" if publishing is None else "if it is a mark, do what it says and take it out"
    return Finding(where, said.span(found), help_, severity=severity, publishing=publishing)


_T = "---\ntitle: A\n---\n"

RULE = Rule(
    code="P602",
    severity=Severity.INFO,
    publishing=Severity.ERROR,
    summary="a mark that says something is not done yet",
    post=_check,
    gate=_gate,
    bad=(
        Example({"a.md": _T + "Text.\n\nTODO: add the photo\n"}),
        Example({"a.md": _T + "* FIXME the numbers\n"}),
        Example({"a.md": _T + "The lake is TK metres deep.\n"}),
        Example({"a.md": "---\ntitle: A walk (TODO)\n---\nText.\n"}),
        Example({"a.md": "---\ntitle: A\ndescription: TODO\n---\nText.\n"}),
        Example({"a.md": _T + "The lake [XXX] is deep.\n"}),
    ),
    good=(
        Example({"a.md": _T + "My TODO list, a todo app, and `TODO: x` in code.\n\n    FIXME: y\n"}),
        Example({"a.md": "---\ntitle: A\ndraft: true\n---\nTODO: add the photo\n"}),
        Example({"a.md": _T + "<!-- TODO: add the photo -->\nDial 555-XXX. <pre>// TODO: x</pre>\n"}),
        Example({"a.md": "---\ntitle: Ten TODO apps\n---\n\nText.\n"}),
    ),
)
