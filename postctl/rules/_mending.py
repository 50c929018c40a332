"""What keeps YAML from being read, line by line, and the edits that end it: tabs, and values that want quotes.

A diagnosis looks at the line where reading stopped. What it would mend is mended, and the text read again, until it can be read:
so the edits of one finding are all there are, and none are offered that lead nowhere.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate
from typing import Literal, TypeAlias

from postctl.document import Document, find, position, read_text
from postctl.model import Edit, Fences, Node, Problem, Schema, Span
from postctl.regexes import later
from postctl.values import NamedTuple

Kind: TypeAlias = Literal["tab", "colon", "special"]

_LINE = later(r"([^\r\n]*)(\r\n|\r|\n|\Z)")
_PAIR = later(r"(?P<lead>[ \t]*(?:-[ \t]+)?)(?:(?P<key>\w[\w.-]{0,80}):[ \t]+)?(?P<value>[^ \t].*)")
_TABS = later(r"[ ]*\t[ \t]*(?=[^ \t])")
_COLON = later(r":(?=[ \t]|\Z)")
_COMMENT = later(r"[ \t]+#")
_CLOSED = {
    '"': re.compile(r'"(?:[^"\\]|\\.)*"'),
    "'": re.compile(r"'(?:[^']|'')*'"),
    "[": re.compile(r"\[[^\[\]]*\]"),
    "{": re.compile(r"\{[^{}]*\}"),
}
_GOES_ON = later(r"[\w.!?]")
_BLOCK_HEADER = later(r"[|>][-+0-9]{0,2}[ \t]*(?:#.*)?")
_MOST = 20
_LONG = 10_000  # code points of front matter, beyond which no edits are tried
_FENCES = ("---", "+++")
_WIDTHS = (2, 4, 8, 1)
_NOWHERE = Span(0, 0)
_TEXTS = frozenset(
    "title subtitle description summary excerpt abstract lead teaser intro headline caption alt tagline short_title seo_title "
    "meta_title meta_description linktitle".split()
)
"""Keys whose values are text, so that nobody can have meant anything else by `a: b`."""

_BEGINS = {
    "@": "`@` may not begin a value",
    "`": "a backtick may not begin a value",
    "%": "`%` may not begin a value",
    "*": "`*` begins an alias, the name of a value elsewhere",
    "&": "`&` begins an anchor, a name for the value",
    "!": "`!` begins a tag",
    "|": "`|` begins a text of several lines",
    ">": "`>` begins a text of several lines",
    "]": "`]` ends a list",
    "}": "`}` ends a mapping",
    ",": "a comma separates values",
    "-": "`-` begins a list",
    "?": "`?` begins a key",
}
"""What YAML takes the first character of a value for."""


class Offence(NamedTuple):
    """What is wrong in a line. `span`: the characters; `value`: as written, under `key` (`''`: a list item); `why`: a phrase."""

    kind: Kind
    span: Span
    key: str = ""
    value: str = ""
    why: str = ""


class Diagnosis(NamedTuple):
    """The first offence of a text, and the edits that make it readable (`()`: none are sure to).

    `safe`: nobody can have meant anything else. `written`: the offending value as it should be.
    """

    offence: Offence
    edits: tuple[Edit, ...] = ()
    safe: bool = False
    written: str = ""


class _Mend(NamedTuple):
    """Edits of single lines, by the number of the line; their spans count from its start."""

    edits: dict[int, Edit]
    safe: bool
    written: str = ""


def diagnose(text: str, offset: int, fences: Fences, schema: Schema) -> Diagnosis | None:
    """Why YAML cannot be read that has a problem at `offset`; `None` if it is nothing that is known here."""
    lines = [found[0] for found in _LINE.finditer(text)]
    starts = [0, *accumulate(map(len, lines))]
    done: list[_Mend] = []
    edits: dict[int, Edit] = {}
    first = offence = _offence(lines, _number(text, offset), starts)
    if first is not None and _inner(lines) > _LONG:
        return Diagnosis(first)
    while offence is not None and len(done) < _MOST:
        mend = _mend(lines, offence, starts, fences, schema)
        if mend is None or mend.edits.keys() & edits.keys():
            break
        done.append(mend)
        edits |= mend.edits
        current = "".join(_applied(lines, edits))
        read = _read(current, fences, schema)
        if isinstance(read, Document) and first is not None:
            if not _says(read, first):
                break
            moved = tuple(Edit(Span(*(starts[line] + at for at in edit.span)), edit.text) for line, edit in sorted(edits.items()))
            return Diagnosis(first, moved, all(each.safe for each in done), done[0].written)
        line = _number(current, read.offset) if isinstance(read, Problem) else None
        offence = _offence(lines, line, starts) if line is not None else None
    return first and Diagnosis(first, written=done[0].written if done else "")


def _inner(lines: Sequence[str]) -> int:
    """How many characters stand above the line that may end the block."""
    end = next((number for number, line in enumerate(lines) if number and line.startswith(_FENCES)), len(lines))
    return sum(map(len, lines[:end]))


def _number(text: str, offset: int) -> int:
    return position(text, offset)[0] - 1


def _applied(lines: Sequence[str], edits: dict[int, Edit]) -> list[str]:
    changed = [*lines]
    for line, edit in edits.items():
        changed[line] = lines[line][: edit.span.start] + edit.text + lines[line][edit.span.end :]
    return changed


def _read(text: str, fences: Fences, schema: Schema) -> Document | Problem | None:
    from postctl.syntaxes import yaml

    read = read_text(text, (yaml.SYNTAX,), fences, schema)
    return read if isinstance(read, Problem) or read.entries else None


def _says(read: Document, offence: Offence) -> bool:
    """Whether the value is in the text that is readable now, and none has become another's part."""
    found = find(read, offence.key) if offence.key else None
    return found is None or found.value.kind == "scalar" or offence.kind == "tab"


# --- what is wrong ----------------------------------------------------------------------------------------------------


def _offence(lines: Sequence[str], number: int, starts: Sequence[int]) -> Offence | None:
    """What is wrong in a line, or in the one above it, where reading stopped behind that."""
    for line in (number, number - 1):
        if 0 < line < len(lines):
            found = _in_line(lines[line].rstrip("\r\n"), starts[line])
            if found is not None:
                return found
    return None


def _in_line(line: str, start: int) -> Offence | None:
    tabs = _TABS.match(line)
    if tabs is not None:
        at = line.index("\t")
        return Offence("tab", Span(start + at, start + tabs.end()))
    pair = _PAIR.fullmatch(line)
    if pair is None:
        return None
    if "{{" in line or "{%" in line:  # a template, not a post
        return None
    key, value, at = pair["key"] or "", pair["value"].rstrip(), start + pair.start("value")
    if not value or (not key and "-" not in pair["lead"]):
        return None
    why = _special(value)
    if why is not None:
        end = at + 1 if value[0] in _BEGINS else at + len(value)
        return Offence("special", Span(at, end), key, value, why)
    colon = _COLON.search(value) if key and value[0] not in _CLOSED else None
    if colon is not None:
        return Offence("colon", Span(at + colon.start(), at + colon.end()), key, value)
    return None


def _special(value: str) -> str | None:
    """Why a value wants quotes for what it begins with."""
    mark = value[0]
    if mark in _CLOSED:
        return _behind(value, mark)
    if mark in "-?" and value[1:2] not in ("", " ", "\t"):
        return None
    if mark in "|>" and _BLOCK_HEADER.fullmatch(value):
        return None
    return _BEGINS.get(mark)


def _behind(value: str, mark: str) -> str | None:
    """What is said of text behind a quote or a bracket that closes."""
    closed = _CLOSED[mark].match(value)
    rest = value[closed.end() :] if closed else ""
    if not rest.strip() or _COMMENT.match(rest) or (mark == "{" and value.startswith(("{{", "{%"))):
        return None
    if mark in "\"'":
        return f"the quote that begins it ends behind `{closed[0] if closed else value}`"
    return f"`{mark}` begins a {'list' if mark == '[' else 'mapping'}, which ends before the rest of it"


# --- how it is mended -------------------------------------------------------------------------------------------------


def _mend(lines: Sequence[str], offence: Offence, starts: Sequence[int], fences: Fences, schema: Schema) -> _Mend | None:
    if offence.kind == "tab":
        return _blanks(lines, fences, schema)
    line = next(number for number in range(len(lines)) if starts[number + 1] > offence.span.start)
    at = lines[line].index(offence.value, len(lines[line]) - len(lines[line].lstrip())) if not offence.key else None
    begin = at if at is not None else lines[line].index(offence.value, lines[line].index(":") + 1)
    comment = _COMMENT.search(offence.value)
    value = offence.value[: comment.start()] if comment else offence.value
    text = _meant(value)
    written = in_quotes(text, schema)
    safe = comment is None and value == text and offence.key.lower() in _TEXTS and value[0] not in "\"'"
    return _Mend({line: Edit(Span(begin, begin + len(value)), written)}, safe, written)


def _meant(value: str) -> str:
    """The text of a value. Quotes around the whole of it go if those inside are none that close it (`'It's here'`)."""
    mark = value[0]
    if mark not in "\"'" or len(value) < 3 or value[-1] != mark:
        return value
    inside = value[1:-1]
    return inside if _GOES_ON.match(inside, inside.find(mark) + 1) else value


def in_quotes(text: str, schema: Schema) -> str:
    """A text in quotes that need the fewest escapes."""
    from postctl.syntaxes import yaml

    style = "single" if ('"' in text or "\\" in text) and "'" not in text else "double"
    return yaml.SYNTAX.written(text, Node("scalar", _NOWHERE, style), "", schema)


def _blanks(lines: Sequence[str], fences: Fences, schema: Schema) -> _Mend | None:
    """Blanks for all tabs that indent lines of the block: as many as make it readable."""
    end = next((number for number, line in enumerate(lines) if number and line.startswith(_FENCES)), len(lines))
    found = {number: tabs for number, line in enumerate(lines[:end]) if (tabs := _TABS.match(line)) is not None}
    for width in _WIDTHS:
        edits = {number: Edit(Span(*tabs.span()), tabs[0].replace("\t", " " * width)) for number, tabs in found.items()}
        if isinstance(_read("".join(_applied(lines, edits)), fences, schema), Document):
            return _Mend(edits, safe=not any(line.startswith(" ") for line in lines[:end]))
    edits = {number: Edit(Span(*tabs.span()), tabs[0].replace("\t", "  ")) for number, tabs in found.items()}
    return _Mend(edits, safe=False) if found else None
