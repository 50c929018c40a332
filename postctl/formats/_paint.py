"""What the formats share: the text of a value, the colours, the look of a status, the end of the text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from postctl.escaping import ci_safe, json_text
from postctl.model import Terminal

_CODES = {
    "bold": "1",
    "dim": "2",
    "underline": "4",
    "red": "31",
    "green": "32",
    "yellow": "33",
    "blue": "34",
    "magenta": "35",
    "cyan": "36",
}
"""Only the colours that the theme of a terminal gives to all programs: they suit dark and light backgrounds alike."""

STATUS = {
    "published": ("●", "green"),
    "scheduled": ("◷", "cyan"),
    "draft": ("○", "yellow"),
    "unlisted": ("◌", "magenta"),
    "expired": ("◍", "dim"),
    "broken": ("✗", "bold red"),
}
"""Mark and style of each status. The marks differ in shape: nobody has to see colours."""

SEVERITY = {"error": "bold red", "warning": "bold yellow", "info": "bold blue"}


def mark(row: Mapping[str, Any], *, colour: bool) -> str:
    """The mark of a finding that `--fix` mends, and a blank before it; nothing for all others."""
    return f" {paint('[*]', 'green', colour=colour)}" if row.get("fix") and row["fix"]["safe"] else ""


def paint(text: str, style: str, *, colour: bool) -> str:
    """`text` in a style of blank-separated words (`bold red`); untouched without `colour`, without text or style."""
    if not (colour and text and style):
        return text
    return f"\x1b[{';'.join(_CODES[word] for word in style.split())}m{text}\x1b[0m"


def status_text(status: str) -> str:
    """`● published`: the mark and the word."""
    return f"{STATUS.get(status, ('·', ''))[0]} {status}"


def status_style(status: str) -> str:
    """The style of a status, none for an unknown one."""
    return STATUS.get(status, ("·", ""))[1]


def cell_text(value: Any) -> str:
    """A JSON value as people write it: lists with commas, nothing for null. Not escaped yet.

    A list is a line of CSV in itself: an item with a comma, a quote or blanks at its edges stands in quotes.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | tuple):
        return ", ".join([_item(cell_text(each)) for each in value])
    return json_text(value, indent=None) if isinstance(value, dict) else str(value)


def _item(text: str) -> str:
    whole = text and text == text.strip(" ") and "," not in text and '"' not in text
    return text if whole else '"{}"'.format(text.replace('"', '""'))


def finished(lines: Iterable[str], terminal: Terminal) -> str:
    """The lines as the text of a format: harmless in a CI log, ended by one newline; no lines, no text."""
    found = list(lines)
    text = "\n".join([*found, ""]) if found else ""
    return ci_safe(text) if terminal.github else text
