"""Which generator builds a folder, and which folders below it are sites of their own."""

from __future__ import annotations

from collections.abc import Iterator

from postctl import registry
from postctl.site import Evidence, Folder, Generator
from postctl.values import NamedTuple

CERTAIN = 90
"""The score from which evidence is the site's own configuration, not only its looks."""

RECOGNISED = 50
"""The score from which a folder has the layout of some generator."""

_MOST_LOOKED_AT = 40


class Detected(NamedTuple):
    """A generator with the evidence for it. `folder`: where below the folder that was asked about (`''`: there)."""

    name: str
    evidence: Evidence
    folder: str = ""

    @property
    def generator(self) -> Generator:
        """The generator itself."""
        return registry.generator(self.name)


def detect(folder: Folder) -> Detected:
    """The generator with the strongest evidence; by name where two are equal. `plain` fits every folder."""
    return every(folder)[0]


def every(folder: Folder) -> tuple[Detected, ...]:
    """All generators that a folder may be a site of, the strongest evidence first."""
    known = registry.generators()
    found = [Detected(one.name, evidence) for one in known if (evidence := one.detect(folder)) is not None]
    if max(each.evidence.score for each in found) < RECOGNISED:
        found += [Detected(one.name, evidence) for one in known if (evidence := one.guess(folder)) is not None]
    return tuple(sorted(found, key=lambda each: (-each.evidence.score, each.name)))


def below(folder: Folder) -> tuple[Detected, ...]:
    """The sites in the folders below, by their own configuration: the outermost of each branch, in the order of their names."""
    found: list[Detected] = []
    for name in _candidates(folder):
        if not any(f"{name}/".startswith(f"{each.folder}/") for each in found):
            best = detect(_inside(folder, name))
            if best.evidence.score >= CERTAIN:
                found.append(best._replace(folder=name))
    return tuple(sorted(found, key=lambda each: each.folder))


def _candidates(folder: Folder) -> Iterator[str]:
    """Folders that have a file of some generator's configuration, outermost first."""
    names = configs()
    folders = {parent for path in folder.files if (parent := path.rpartition("/")[0]) and path.rpartition("/")[2] in names}
    yield from sorted(folders, key=lambda each: (each.count("/"), each))[:_MOST_LOOKED_AT]


def _inside(folder: Folder, name: str) -> Folder:
    start = f"{name}/"
    files = frozenset(path.removeprefix(start) for path in folder.files if path.startswith(start))
    return Folder(files, lambda path: folder.read(start + path))


def configs() -> frozenset[str]:
    """The names of the configurations of all generators: a folder with one of them may be a site."""
    return frozenset(name for one in registry.generators() for name in one.configs)
