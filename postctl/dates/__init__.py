"""Dates as people write them, and the moments they mean.

`read` says what a text means and in which form it stands; `write` puts another moment in the same form; `looks` and `parts` are
for patterns that hold a form. `when` understands what a person types on the command line, `ago` says what a person likes to read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from postctl.dates.away import ago
    from postctl.dates.forms import has_clock, looks, parts, with_clock, write
    from postctl.dates.reading import Written, clock_change, read
    from postctl.dates.wanted import When, when
    from postctl.dates.zones import in_zone, machine_offset, zone

__all__ = [
    "When",
    "Written",
    "ago",
    "clock_change",
    "has_clock",
    "in_zone",
    "looks",
    "machine_offset",
    "parts",
    "read",
    "when",
    "with_clock",
    "write",
    "zone",
]

_HOME = {
    "ago": "away",
    **dict.fromkeys(("has_clock", "looks", "parts", "with_clock", "write"), "forms"),
    **dict.fromkeys(("Written", "clock_change", "read"), "reading"),
    **dict.fromkeys(("When", "when"), "wanted"),
    **dict.fromkeys(("in_zone", "machine_offset", "zone"), "zones"),
}


def __getattr__(name: str) -> object:
    """A public name, from its module, which is loaded then: who lists posts reads no dates."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    found = globals()[name] = getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
    return found
