"""Bytes to text, or why they are none."""

from __future__ import annotations

import codecs

from postctl.model import Problem

_WIDE = (
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)
_MARKS = tuple(mark for mark, _ in _WIDE)


def text_of(data: bytes) -> str | Problem:
    """The text of a file in UTF-8, with its byte order mark; for anything else what is wrong, and where."""
    if data.startswith(_MARKS):
        name = next(name for mark, name in _WIDE if data.startswith(mark))
        return Problem(0, f"the file is {name}, not UTF-8", "convert it to UTF-8, for example with iconv", "encoding")
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        before = data[: error.start].decode().removeprefix("\ufeff")
        byte = data[error.start]
        reason = f"byte 0x{byte:02x} at offset {error.start} is not UTF-8{_as_windows(data, error.start)}"
        return Problem(len(before), reason, "convert the file to UTF-8", "encoding")
    nul = text.find("\0")
    if nul >= 0:
        return Problem(nul, "a NUL byte: this is no text file", "remove it, or move the file away from the posts")
    return text


def _as_windows(data: bytes, at: int) -> str:
    """What the byte stands for in a file from an old Windows or Latin-1 editor, if the whole file may be one."""
    try:
        letters = data.decode("cp1252")
    except UnicodeDecodeError:
        return ""
    return f"; in Windows-1252 it is {letters[at]!r}" if letters[at].isprintable() and "\0" not in letters else ""
