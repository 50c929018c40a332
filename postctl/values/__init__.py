"""`typing.NamedTuple` and `dataclasses`, for a program that defines 180 classes of values when it starts, and uses half.

A class is defined in a tenth of the time: annotations are for the type checker, so nobody compiles them; a constructor is written
when it is called first; what compares and shows values is the same function for all. To the type checker they are those of the
standard library, and they do the same, as far as it is here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dataclasses import dataclass, field, fields, is_dataclass, replace
    from typing import NamedTuple
else:
    from postctl.values._classes import dataclass, field, fields, is_dataclass, replace
    from postctl.values._tuples import NamedTuple

__all__ = ["NamedTuple", "dataclass", "field", "fields", "is_dataclass", "replace"]
