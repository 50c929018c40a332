"""`new`: the path and the bytes of a post that looks as if its house had written it, and says exactly what was asked.

What is written is read again, first as front matter, then through the generator, and is only a plan if both say what was meant.
"""

from postctl.drafting.given import Given, given
from postctl.drafting.planning import Plan, plan, with_files
from postctl.drafting.series import used as used_series
from postctl.drafting.terms import Near, near_terms
from postctl.drafting.translating import language, other_than
from postctl.drafting.wish import Asked
from postctl.drafting.writing import written

__all__ = [
    "Asked",
    "Given",
    "Near",
    "Plan",
    "given",
    "language",
    "near_terms",
    "other_than",
    "plan",
    "used_series",
    "with_files",
    "written",
]
