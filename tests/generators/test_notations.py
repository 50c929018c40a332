"""What generators promise of the notations in which posts name each other."""

from __future__ import annotations

import pytest

from postctl import registry
from postctl.site import Folder


@pytest.mark.parametrize("generator", registry.generators(), ids=lambda each: each.name)
def test_what_may_stand_anywhere_begins_with_a_brace(generator):
    """A body without one is not searched for such names."""
    settings = generator.settings(Folder(frozenset(), lambda path: None))
    for notation in generator.references(settings).notations:
        if notation.where == "anywhere":
            assert notation.pattern.startswith((r"\{", r"(?:\{\{|\{%)")), notation.pattern
