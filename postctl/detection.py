"""Which generator builds a folder."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from postctl import registry
from postctl.site import Evidence, Folder, Generator


class Detected(NamedTuple):
    """A generator with the evidence for it."""

    generator: Generator
    evidence: Evidence


def detect(folder: Folder, generators: Sequence[Generator] | None = None) -> Detected:
    """The generator with the strongest evidence; by name where two are equal. `plain` fits every folder."""
    known = generators if generators is not None else registry.generators()
    found = [(evidence, one) for one in known if (evidence := one.detect(folder)) is not None]
    found.sort(key=lambda pair: (-pair[0].score, pair[1].name))
    evidence, best = found[0]
    return Detected(best, evidence)


def marks(name: str, generators: Sequence[Generator] | None = None) -> bool:
    """Whether a file name is the configuration of any generator, so that its folder may be a site."""
    return any(name in one.configs for one in (generators if generators is not None else registry.generators()))
