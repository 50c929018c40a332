r"""A calendar (RFC 5545): the days and moments posts go out, for the calendar of whoever plans them.

Suits the view of `list`. A post with a date is an event: a whole day where it is dated to the day, else a moment in UTC. It
takes up no time. Drafts are tentative. A post that goes out of sight one day has a second event then. Events keep their
identity as long as their file keeps its name, so a calendar that reads them again changes its own. Posts without a date are
left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from postctl.escaping import visible
from postctl.formats._paint import finished
from postctl.model import Terminal, View

_LONGEST = 75
_KINDS = {"draft": "TENTATIVE"}


def render(view: View, terminal: Terminal) -> str:
    """No line is longer than 75 bytes. They end in CRLF, but where people read them."""
    from postctl._version import __version__

    name = _text(str(view.head.get("_name") or "postctl"))
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:-//postctl//postctl {__version__}//EN", "CALSCALE:GREGORIAN"]
    lines += ["METHOD:PUBLISH", f"X-WR-CALNAME:{name}"]
    seen: set[Any] = set()
    for row in view.rows:
        if row.get("path") not in seen:
            lines += _events(row, view)
        seen.add(row.get("path"))
    text = finished((piece for line in [*lines, "END:VCALENDAR"] for piece in _folded(line)), terminal)
    return text if terminal.tty or terminal.github else text.replace("\n", "\r\n")


def _events(row: Mapping[str, Any], view: View) -> Iterator[str]:
    title, path = str(row.get("title") or ""), str(row.get("path") or "")
    about = f"{row.get('status') or ''} ({row.get('reason') or ''})\n{path}"
    for key, name, suffix in (("_begins", title, ""), ("_ends", f"{title} (goes out of sight)", "#ends")):
        if not row.get(key):
            continue
        yield "BEGIN:VEVENT"
        yield f"UID:{_text(path + suffix)}@{_text(str(view.head.get('_name') or 'postctl'))}"
        yield f"DTSTAMP:{_stamp(str(view.head.get('_at_utc') or '1970-01-01T00:00:00'))}"
        yield _start(str(row[key]))
        yield f"SUMMARY:{_text(name)}"
        yield f"DESCRIPTION:{_text(about)}"
        yield f"STATUS:{_KINDS.get(str(row.get('status')), 'CONFIRMED')}"
        yield "TRANSP:TRANSPARENT"
        if row.get("tags"):
            yield f"CATEGORIES:{','.join(_text(str(tag)) for tag in row['tags'])}"
        if row.get("_address"):
            yield f"URL:{_plain(str(row['_address']))}"
        yield "END:VEVENT"


def _start(moment: str) -> str:
    return f"DTSTART:{_stamp(moment)}" if "T" in moment else f"DTSTART;VALUE=DATE:{moment.replace('-', '')}"


def _stamp(moment: str) -> str:
    """`2026-12-01T08:00:00+00:00` as `20261201T080000Z`."""
    return moment[:19].replace("-", "").replace(":", "") + "Z"


def _text(text: str) -> str:
    """A value of the type TEXT: one line, in which nothing ends it."""
    plain = visible(text.replace("\r\n", "\n")).replace("\t", " ")
    return plain.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def _plain(text: str) -> str:
    return visible(text).replace("\n", "").replace("\t", "")


def _folded(line: str) -> Iterator[str]:
    """A line in pieces of at most 75 bytes, none of which parts a character; all but the first begin with a blank."""
    data = line.encode()
    begin, room = 0, _LONGEST
    while len(data) - begin > room:
        end = begin + room
        while data[end] & 0xC0 == 0x80:
            end -= 1
        yield " " * (begin > 0) + data[begin:end].decode()
        begin, room = end, _LONGEST - 1
    yield " " * (begin > 0) + data[begin:].decode()
