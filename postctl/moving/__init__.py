"""A post at another path or address, and all that hangs on it: its files, its translations, the links that lead to it.

`trip` says which files go along, `arrived` reads a post at its new place, `redirected` keeps its old address alive, `moved` makes
the plan. The post asked for is its last step, so that a plan that was cut short is finished by asking for the same again.
"""

from postctl.moving.plans import Moved, Read, check_addresses, links_told, merged, moved, unread
from postctl.moving.redirects import notes, redirected
from postctl.moving.trips import Trip, arrived, files_of, names_day, together, trip

__all__ = [
    "Moved",
    "Read",
    "Trip",
    "arrived",
    "check_addresses",
    "files_of",
    "links_told",
    "merged",
    "moved",
    "names_day",
    "notes",
    "redirected",
    "together",
    "trip",
    "unread",
]
