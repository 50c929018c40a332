"""`new`: the path and the bytes of a post that looks as if its house had written it, and says exactly what was asked.

What is written is read again, first as front matter, then through the generator, and is only a plan if both say what was meant.
"""

from postctl.drafting.given import Given, given
from postctl.drafting.planning import Plan, plan
from postctl.drafting.terms import Near, near_terms
from postctl.drafting.writing import written

__all__ = ["Given", "Near", "Plan", "given", "near_terms", "plan", "written"]
