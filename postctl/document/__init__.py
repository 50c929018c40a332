"""Bytes to a `Document` with exact spans, and a `Document` to one with other values, splice by splice.

An edit replaces the characters of one value. The result is read again and compared with what was meant before anybody gets to
see it: `edited` either returns exactly that, or raises `Refused`.
"""

from postctl.document._editing import REMOVE, Insert, Remove, edited, verified, with_edits
from postctl.document._keys import find, table
from postctl.document._places import byte_offset, line_at, newline, position
from postctl.document._reading import Document, encoded, front_matter, quoted, read, read_text

__all__ = [
    "REMOVE",
    "Document",
    "Insert",
    "Remove",
    "byte_offset",
    "edited",
    "encoded",
    "find",
    "front_matter",
    "line_at",
    "newline",
    "position",
    "quoted",
    "read",
    "read_text",
    "table",
    "verified",
    "with_edits",
]
