"""Which of the rules of unreadable files speaks of one: each file has one rule, and what none of them knows is P001's."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal, TypeAlias

from postctl.model import Broken
from postctl.rules import _conflicts, _foreign
from postctl.rules._mending import Diagnosis, diagnose
from postctl.site import Site
from postctl.values import NamedTuple

Kind: TypeAlias = Literal[
    "", "encoding", "executable", "foreign", "oversized", "unclosed", "before", "conflict", "tab", "colon", "special"
]


class Why(NamedTuple):
    """Which rule speaks of a file (`''`: P001), and what a look at its text has found out for it."""

    kind: Kind
    diagnosis: Diagnosis | None = None


@lru_cache(maxsize=4)
def why(broken: Broken, site: Site) -> Why:
    """Why a file cannot be read; kept for the rules that look at one file after each other."""
    generator = site.generator
    if _conflicts.in_text(broken.text):
        return Why("conflict")
    if broken.kind == "missing":
        mistake = _foreign.mistake(broken.text, generator)
        return Why(mistake.kind if mistake is not None else "")
    if broken.kind or not broken.text:
        return Why(broken.kind)
    if _foreign.in_another_syntax(broken.text, generator) is not None:  # Hexo looks for YAML in whatever stands above a line ---
        return Why("foreign")
    found = diagnose(broken.text, broken.offset, generator.fences, generator.schema) if "yaml" in generator.syntaxes else None
    return Why(found.offence.kind, found) if found is not None else Why("")
