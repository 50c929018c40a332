"""Reading a site from the disk: what it is, and its posts. Nothing here writes.

Whatever the disk holds, a scan ends with an answer: what could not be read becomes a `Broken`, or a notice where it is not
even a file, and `partial` says that the answer is not the whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import NamedTuple

from postctl.config import Config
from postctl.detection import Detected
from postctl.errors import PostctlError
from postctl.model import Broken, Ignored, Settings, Tick
from postctl.site import Evidence, Generator, Post, Site
from postctl.store import reads
from postctl.store.index import Index, Memory
from postctl.store.survey import Survey, fitting, surveyed

MAX_BODY = 5 * 1024 * 1024
HEAD = 256 * 1024


class Opened(NamedTuple):
    """A site with how it was found: `notices` are lines for stderr; `partial`: something in it could not be read.

    `cut`: the paths of posts that were read from their head only. `detected`: every generator the folder may be a site of, the
    strongest evidence first; `below`: the sites in folders below it, which are not part of this one. `outside`: files that were
    asked for and are not among those of the site. `memory`: what is known of the posts; `whole`: no file of a
    post was left unread.
    """

    site: Site
    config: Config
    evidence: Evidence
    notices: tuple[str, ...] = ()
    partial: bool = False
    cut: frozenset[str] = frozenset()
    detected: tuple[Detected, ...] = ()
    below: tuple[Detected, ...] = ()
    outside: frozenset[str] = frozenset()
    memory: Index = Index("")
    whole: bool = True

    def remember(self) -> None:
        """Keep the posts as they were read, and what has been found out about them since, if those are all."""
        if self.whole:
            self.memory.keep(self.site.posts)


def open_site(root: str) -> Site:
    """The site a folder is, or lies in, with all its posts, now. Raises as `opened` does."""
    return opened(root).site


def opened(root: str, config_file: str | None = None) -> Opened:
    """Find the site `root` lies in, and read it; the moment taken as now is the clock's. Raises as `surveyed` does."""
    return read(surveyed(root, config_file))


def read(survey: Survey, tick: Tick | None = None, memory: Memory | None = None) -> Opened:
    """Read the posts of a site that was surveyed.

    `tick` is told how far it is. `memory`: where posts are looked up whose files have not changed; without it all are read.
    """
    known = Index.of(memory, survey.root, (survey.name, survey.settings))
    reader = _Reader(survey.root, survey.generator, survey.settings, known)
    results = list(reader.read((path for path in survey.files if not path.startswith(survey.inside)), tick))
    site = Site(
        survey.root,
        survey.generator,
        survey.settings,
        datetime.now(UTC),
        survey.files,
        tuple(each for each in results if isinstance(each, Post)),
        tuple(each for each in results if isinstance(each, Broken)),
        tuple(each for each in results if isinstance(each, Ignored)),
    )
    return Opened(
        site,
        survey.config,
        survey.evidence,
        (*survey.notices, *reader.notices),
        survey.partial or reader.partial,
        frozenset(reader.cut),
        survey.detected,
        survey.below,
        survey.outside,
        known,
        not reader.partial,
    )


# --- the posts ----------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Reader:
    root: str
    generator: Generator
    settings: Settings
    index: Index
    notices: list[str] = field(default_factory=list)
    partial: bool = False
    cut: set[str] = field(default_factory=set)
    _files: reads.Files = field(init=False)

    def __post_init__(self) -> None:
        self._files = reads.Files(self.root)

    def read(self, files: Iterable[str], tick: Tick | None = None) -> Iterator[Post | Broken | Ignored]:
        wanted = sorted(filter(fitting(self.settings), files))
        for number, (path, known) in enumerate(zip(wanted, self.index.recall(wanted, self._one), strict=True)):
            result = known or self._one(path)
            if result is not None:
                yield result
            if tick is not None:
                tick(number, len(wanted))

    def _one(self, path: str) -> Post | Broken | Ignored | None:
        place = self.generator.place(path, self.settings)
        if place is None or isinstance(place, Ignored):
            return place
        try:
            data = self._files.read(path, limit=MAX_BODY)
        except PostctlError as error:
            self.partial = True
            return Broken(path, 1, 1, error.message, error.hint)
        if len(data) > MAX_BODY:
            self.notices.append(f"{path}: larger than {MAX_BODY // 1024**2} MiB, read from its head only")
            data = data[: data.rfind(b"\n", 0, HEAD) + 1]
            self.cut.add(path)
        from postctl import reading

        return reading.read(path, data, self.generator, self.settings, self._beside, place)

    def _beside(self, path: str) -> bytes | None:
        """Another file of the site that has a say in a post; without it the answer is not the whole."""
        try:
            data = self._files.read(path, limit=MAX_BODY)
        except PostctlError as error:
            self.notices.append(f"{path}: {error.message}, its posts are read without it")
            self.partial = True
            return None
        return data[:MAX_BODY]
