"""What tells a finding from others, and stays the same while the lines around it move."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from postctl import digests
from postctl.regexes import later

_LENGTH = 16
_NUMBER = later(r"(?<![\w/.:-])\d+(?![\w/:-]|\.\d)")
"""A number that stands alone, such as that of a line or of posts: it is another after the next edit somewhere else."""


def of(*parts: str) -> str:
    """Sixteen hexadecimal digits that are the same for the same texts, in every run and on every machine."""
    data = "\0".join(part.replace("\0", "\0\0") for part in parts).encode("utf-8", "surrogatepass")
    return digests.of_bytes(data)[:_LENGTH]


def of_finding(code: str, message: str, text: str) -> str:
    """The fingerprint of a finding within its file: what is wrong, less the numbers in it, and `text`, what it is about."""
    return of(code, _squeezed(_NUMBER.sub("#", message)), _squeezed(text))


def about(text: str, line: int, column: int, end_line: int, end_column: int) -> str:
    """What a finding is about: the characters of its place, or the whole line where they say too little.

    `text` is that of its first line. A place without length at the very beginning is the file as a whole, of which no line says
    anything.
    """
    if (line, column, end_line, end_column) == (1, 1, 1, 1):
        return ""
    place = text[column - 1 : max(end_column, column) - 1] if line == end_line else text[column - 1 :]
    return place if len(place.strip()) > 1 else text


def apart(fingerprints: Iterable[str]) -> Iterator[str]:
    """The same fingerprints, of which no two are equal: the second of a kind is another than the first."""
    seen: dict[str, int] = {}
    for each in fingerprints:
        seen[each] = seen.get(each, 0) + 1
        yield each if seen[each] == 1 else of(each, str(seen[each]))


def _squeezed(text: str) -> str:
    return " ".join(text.split())
