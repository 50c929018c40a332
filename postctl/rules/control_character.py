"""A title, description or text holds a control character.

Such characters come along with text copied from a terminal, a PDF or a word processor,
or from an input method that lost its way. A page shows them as a box, as nothing at
all, or runs two words together. XML does not allow most of them, so one of them makes
the feed of the whole site unreadable: to a feed reader the site is then gone.

Tabs and line ends are fine. Those of addresses, and those that a link writes as an entity
(`&#8;`), are told by P501.

Delete the character. The fix does that, and puts a blank where a vertical tab or a form
feed stood between two words. Characters from U+0080 to U+009F are mostly quotes and
dashes of Windows that were read as something else; the fix writes the one that was
meant, and is not safe. In code nothing is safe: an example may need its escape.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from unicodedata import name

from postctl.model import Edit, Severity, Span
from postctl.rules import Example, Finding, Rule
from postctl.rules._characters import SHOWN, controls, fix, scalars, times, written
from postctl.rules._common import place
from postctl.rules._words import body
from postctl.site import Post, Site

_NAMES = {
    1: "start of heading",
    3: "end of text",
    8: "backspace",
    11: "vertical tab",
    12: "form feed",
    27: "escape",
    127: "delete",
}
_BREAKS = frozenset("\x0b\x0c")
_MOST = 5
"""So many different ones of a text are told."""


def _check(post: Post, site: Site) -> Iterator[Finding]:
    source = post.document.source
    if "\\" in source or controls(source):
        yield from _in_values(post, site)
    content = post.document.content
    if there := controls(content):
        visible = body(post).text
        for character in there[:_MOST]:
            yield _in_body(post, content, visible, character)


def _in_values(post: Post, site: Site) -> Iterator[Finding]:
    for entry, node in scalars(post, site, SHOWN):
        for character in controls(node.text)[:_MOST]:
            source = written(post, node)
            message = f"`{entry.key}` holds {_named(character)}{times(node.text.count(character))}"
            if character in source:
                at = node.span.start + source.index(character)
                edits = _edits(source, character, node.span.start)
                yield Finding(message, Span(at, at + 1), _help(character), fix(post, edits, safe=not _meant(character)))
            else:
                yield Finding(message, place(entry), _help(character))


def _in_body(post: Post, content: str, visible: str, character: str) -> Finding:
    base = post.document.base
    at = content.index(character)
    in_code = visible.count(character) < content.count(character)
    message = f"the text holds {_named(character)}{times(content.count(character))}"
    safe = not in_code and not _meant(character)
    mended = fix(post, _edits(content, character, base), safe=safe)
    return Finding(message, Span(base + at, base + at + 1), _help(character), mended)


def _named(character: str) -> str:
    code = ord(character)
    told = _NAMES.get(code) or ("control character" if code < 128 or not _meant(character) else "")
    return f"U+{code:04X} {told}".rstrip() if told else f"U+{code:04X}, {name(_meant(character)).lower()} in Windows"


def _meant(character: str) -> str:
    """What a character of the second block is in Windows-1252; `''` for the five that are nothing there."""
    return bytes([ord(character)]).decode("cp1252", "ignore") if ord(character) >= 128 else ""


def _help(character: str) -> str:
    meant = _meant(character)
    return f"write {meant}" if meant else "delete the character: pages show a box there, and feeds break"


def _edits(text: str, character: str, base: int) -> Iterator[Edit]:
    meant = _meant(character)
    for each in re.finditer(character, text):
        yield Edit(Span(base + each.start(), base + each.end()), meant or _gap(text, each))


def _gap(text: str, found: re.Match[str]) -> str:
    """What stays in the place of a character: a blank where two words would run together."""
    around = text[max(0, found.start() - 1) : found.start()] + text[found.end() : found.end() + 1]
    return " " if found[0] in _BREAKS and len(around) == 2 and not re.search(r"[\s\x0b\x0c]", around) else ""


_T = "---\ntitle: A\n---\n"

RULE = Rule(
    code="P502",
    severity=Severity.WARNING,
    summary="a control character in a title, description or text",
    post=_check,
    bad=(
        Example({"a.md": _T + "A walk\x08 by the lake.\n"}),
        Example({"a.md": _T + "One\x0btwo.\n"}),
        Example({"a.md": _T + "It\x92s late.\n"}),
        Example({"a.md": '---\ntitle: "A\\x07b"\n---\nText.\n'}),
        Example({"content/a.md": "Title: A\x1b[1mb\nDate: 2026-11-01\n\nText.\n"}, "pelican"),
        Example({"content/a.md": '{"title": "A", "description": "In\\u0003 short."}\nText.\n'}, "hugo"),
        Example({"a.md": _T + "    \x1b[31mred\n"}),
    ),
    good=(
        Example({"a.md": _T + "A\ttab, an escape `\\x1b`, and &#27; as well.\r\n"}),
        Example({"a.md": '---\ntitle: "A\\tb \\u00e9"\n---\nCafé, 日本語.\n'}),
    ),
)
