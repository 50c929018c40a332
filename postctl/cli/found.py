"""An opened site with all that tells whose it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postctl.configuring import Found

if TYPE_CHECKING:
    from postctl.store.scan import Opened


def out(opened: Opened) -> Found:
    """What was found out: the generator, the others that could have been meant, the sites below."""
    site = opened.site
    others = tuple(
        (each.generator.title, each.evidence.reason)
        for each in opened.detected
        if each.generator.name not in (site.generator.name, "plain")
    )
    evidence = next((each.evidence for each in opened.detected if each.generator.name == site.generator.name), opened.evidence)
    return Found(site, evidence, others, tuple((each.folder, each.generator.title) for each in opened.below))
