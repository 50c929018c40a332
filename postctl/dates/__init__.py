"""Dates as people write them, and the moments they mean.

`read` says what a text means and in which form it stands; `write` puts another moment in the same form; `looks` and `parts` are
for patterns that hold a form. `when` understands what a person types on the command line, `ago` says what a person likes to read.
"""

from postctl.dates.forms import has_clock, looks, parts, with_clock, write
from postctl.dates.reading import Written, clock_change, read
from postctl.dates.wanted import When, ago, when
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
