"""What rules are told that no post says: what a dictionary, a schema or the generated site has to say of the posts."""

from __future__ import annotations

import sys
from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from postctl.cli.options import Context
    from postctl.rules import Rule
    from postctl.site import Misspelling, Site
    from postctl.store.scan import Opened


def held(
    context: Context, opened: Opened, rules: Collection[Rule]
) -> Site:
    """The site with all that the rules want to know, as far as one of them does.

    Raises `PostctlError` where that cannot be found out.
    """
    standards = opened.site.standards
    names = {rule.name for rule in rules}
    if "misspelling" in names:
        standards = standards._replace(misspellings=_misspellings(context, opened))
    return replace(opened.site, standards=standards)


def _misspellings(context: Context, opened: Opened) -> Mapping[str, tuple[Misspelling, ...]]:
    from postctl import spelling
    from postctl.store import typos

    site = opened.site
    allowed = typos.allowed(site.root, site.files) | {word.lower() for word in opened.config.texts("validate.words")}
    words = spelling.asked(site)
    found = typos.corrections(words.words, sys.executable, context.machine.environ.get("PATH", ""), site.root)
    return spelling.misspellings(site, words, found, allowed)
