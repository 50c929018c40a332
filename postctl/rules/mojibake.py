"""A title, description or text was decoded wrongly: `cafÃ©` for `café`, `itâ€™s` for `it’s`.

The text was UTF-8, a program took it for Windows-1252 or Latin-1 and saved what it saw.
Imports from old blogs and databases do that to thousands of posts. The character U+FFFD
(a question mark in a diamond) is worse: there the program did not know what it read, and
the letter is gone.

Only what cannot be anything else counts; code is left out, and so are posts that are
about encodings.

The help line says what was meant, and the fix writes it wherever it can be computed. It
is not safe: have a look at it. A lost letter has to be found in the original.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from postctl.model import Edit, Severity
from postctl.regexes import later
from postctl.rules import Example, Finding, Rule
from postctl.rules._characters import fix, times
from postctl.rules._words import Said, body, values
from postctl.site import Post, Site

_TABLE = {byte: bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in range(0x80, 0x100)}
_BYTES = {character: byte for byte, character in _TABLE.items()} | {chr(byte): byte for byte in range(0x80, 0xA0)}


def _class(first: int, last: int, without: str = "") -> str:
    found = {_TABLE[byte] for byte in range(first, last + 1)} | {chr(b) for b in range(first, last + 1)}
    return f"[{re.escape(''.join(sorted(found - set(without))))}]"


_NEXT = _class(0x80, 0xBF)
_ENDS = "\u00a0\u201c\u201d\u2018\u2019\u2026\u2013\u2014\u201a\u201e\u00bb\u203a"
"""What may well stand behind a word that ends in a capital letter."""
_CERTAIN = rf"""\u00e2\u20ac{_class(0x80, 0xBF)} | \u00e2\x80{_class(0x80, 0xBF)} | \u00e2\u201e\u00a2 | \u00e2[\u201a\x82]\u00ac
    |   (?<![A-Z\u00c0-\u00de])\u00c3(?:{_class(0x80, 0xBF, _ENDS)}|[{_ENDS}](?=[a-z\u00c3]))         # accented letters
    |   (?<![A-Z\u00c0-\u00de])\u00c2[\u00a0-\u00bf]
    |   \u00f0\u0178{_NEXT}{{2}} | \u00ef\u00bb\u00bf | \u00ef\u00bf\u00bd
    |   (?:[\u00c4\u00c5\u00ce-\u00d1\u00d7-\u00db]{_NEXT}){{3,}} | (?:[\u00e3-\u00e9]{_NEXT}{{2}}){{2,}}"""
_GARBLED = later(_CERTAIN, re.VERBOSE)
_ALL = later(rf"{_CERTAIN} | [\u00c2\u00c3]{_NEXT} | \u00e2{_NEXT}{{2}}", re.VERBOSE)
"""The same, and what may be something else where nothing is garbled."""
_LOST = "\ufffd"
_SIGNS = (
    "\u00c3",
    "\u00c2",
    "\u00e2\u20ac",
    "\u00e2\x80",
    "\u00e2\u201e",
    "\u00e2\u201a",
    "\u00e2\x82",
    "\u00f0\u0178",
    "\u00ef\u00bb",
    "\u00ef\u00bf",
    _LOST,
)
_ABOUT = later(r"mojibake|utf-?\s?(?:8|16)|unicode|encod|charset|codepage|latin-?1|iso-?8859|cp-?125|windows-125", re.IGNORECASE)


def _check(post: Post, site: Site) -> Iterator[Finding]:
    text = post.document.text if post.document.apart is None else post.document.text + post.document.content
    if text.isascii() or not (any(sign in text for sign in _SIGNS) or _may_be_long(text)):
        return
    if (_LOST not in text and _GARBLED.search(text) is None) or _ABOUT.search(text):
        return
    for said in values(post, site):
        yield from _in(post, said, f"`{said.key}`")
    yield from _in(post, body(post), "the text")


def _may_be_long(text: str) -> bool:
    """Whether a text may be of another alphabet, decoded wrongly: then it has only a few lead letters, all the time."""
    return any(text.count(lead) > 2 for lead in "\u00d0\u00ce\u00e3\u00e6")


def _in(post: Post, said: Said, where: str) -> Iterator[Finding]:
    """One finding for what can be mended, and one for what is lost."""
    sure = any(_decoded(each[0]) is not None for each in _GARBLED.finditer(said.text))
    every = _ALL.finditer(said.text) if sure else ()
    found = [(each, meant) for each in every if (meant := _decoded(each[0])) is not None]
    if found:
        first, meant = found[0]
        message = f"{where} was decoded wrongly: {first[0][:20]}{times(len(found))}"
        edits = (Edit(said.span(each), meant) for each, meant in found)
        yield Finding(message, said.span(first), f"write {_shown(meant)}", fix(post, edits, safe=False))
    lost = [*re.finditer(_LOST, said.text)]
    if lost:
        message = f"{where} has lost a letter: U+FFFD stands in its place{times(len(lost))}"
        yield Finding(message, said.span(lost[0]), f"look up what stood there: {_around(said, lost[0])}")


def _decoded(text: str) -> str | None:
    """What a text was before it was read as Windows-1252 or Latin-1; `None` where it cannot have been anything."""
    try:
        meant = bytes(map(_BYTES.__getitem__, text)).decode()
    except (KeyError, UnicodeDecodeError):
        return None
    return None if _LOST in meant else meant.replace("\ufeff", "")


def _shown(meant: str) -> str:
    names = {"\u00a0": "a blank (it was a no-break space)", "": "nothing: it was a byte order mark"}
    return names.get(meant, meant[:20])


def _around(said: Said, found: re.Match[str]) -> str:
    return " ".join(said.text[max(0, found.start() - 12) : found.end() + 12].split())


def _read_as(encoding: str, text: str) -> str:
    """How a text looks after it was decoded wrongly, for the examples."""
    return text.encode().decode(encoding)


_T = "---\ntitle: A\n---\n"
_CAFE, _UEBER = _read_as("cp1252", "Caf\u00e9"), _read_as("latin-1", "\u00dcber")

RULE = Rule(
    code="P505",
    severity=Severity.WARNING,
    summary="a text that was decoded wrongly",
    post=_check,
    bad=(
        Example({"a.md": f"---\ntitle: {_CAFE}\n---\nText.\n"}),
        Example({"a.md": _T + _read_as("cp1252", "It\u2019s late") + ".\n"}),
        Example({"a.md": _T + _read_as("cp1252", "20 \u00b0C, \u00a9 me") + ".\n"}),
        Example({"a.md": "---\ntitle: A\ndescription: Caf\ufffd\n---\nText.\n"}),
        Example({"a.md": _T + _read_as("latin-1", "\u041f\u0440\u0438\u0432\u0435\u0442") + "\n"}),
        Example({"content/a.md": f"Title: {_UEBER}\nDate: 2026-11-01\n\nText.\n"}, "pelican"),
    ),
    good=(
        Example(
            {"a.md": "---\ntitle: S\u00c3O PAULO\n---\n\u00abIRM\u00c3\u00bb, MANH\u00c3\u2026 d\u00e9sol\u00e9\u2026\u201d\n"}
        ),
        Example({"a.md": _T + f"Mojibake: {_CAFE}.\n"}),
        Example({"a.md": _T + f"`{_CAFE}` and `\ufffd`\n"}),
    ),
    beyond_ascii=True,
)
