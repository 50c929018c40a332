"""The address of a post: its form, what may be one, whether it is free, and the date that often stands in it.

`readdressed` gives a post another slug or date in the post's own form; `slug_of` makes a slug of a title as the generator does;
`check_legal`, `check_free` and `check_address` refuse a place that none may have or that is another post's; `redated` is the
edit that gives a post another date.
"""

from postctl.addressing.dating import redated
from postctl.addressing.free import (
    address,
    check_address,
    check_free,
    check_legal,
    folded,
    slug_of,
    taken_address,
    taken_by,
    why_no_slug,
)
from postctl.addressing.names import Address, bare, readdressed

__all__ = [
    "Address",
    "address",
    "bare",
    "check_address",
    "check_free",
    "check_legal",
    "folded",
    "readdressed",
    "redated",
    "slug_of",
    "taken_address",
    "taken_by",
    "why_no_slug",
]
