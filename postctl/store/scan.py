"""Reading a site from the disk: what it is, and its posts. Nothing here writes.

Whatever the disk holds, a scan ends with an answer: what could not be read becomes a `Broken`, or a notice where it is not
even a file, and `partial` says that the answer is not the whole.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import TypeAlias

from postctl import facts
from postctl.config import Config
from postctl.detection import Detected
from postctl.errors import PostctlError
from postctl.model import Broken, Ignored, Settings, Tick
from postctl.site import Evidence, Generator, Post, Site
from postctl.store import reads
from postctl.store.index import Index, Kept, Memory
from postctl.store.survey import Survey, fitting, surveyed
from postctl.values import NamedTuple

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
            self.memory.keep([post for post in self.site.posts if post.path not in self.cut])


def open_site(root: str) -> Site:
    """The site a folder is, or lies in, with all its posts, now. Raises as `opened` does."""
    return opened(root).site


def opened(root: str, config_file: str | None = None) -> Opened:
    """Find the site `root` lies in, and read it; the moment taken as now is the clock's. Raises as `surveyed` does."""
    return read(surveyed(root, config_file))


class Read(NamedTuple):
    """What came of reading one file. `notices` and `partial` are as in `Opened`; `cut`: it was read from its head only."""

    result: Post | Kept | Broken | Ignored | None
    notices: tuple[str, ...] = ()
    partial: bool = False
    cut: bool = False


Spread: TypeAlias = "Callable[[Callable[[Sequence[str]], list[Read]], Sequence[str], Tick | None], list[Read]]"
"""Has a function read files, each once, in their order; maybe in several processes."""


def alone(work: Callable[[Sequence[str]], list[Read]], paths: Sequence[str], tick: Tick | None) -> list[Read]:
    """Read them one by one."""
    found: list[Read] = []
    for number, path in enumerate(paths):
        found += work((path,))
        if tick is not None:
            tick(number, len(paths))
    return found


def read(
    survey: Survey,
    tick: Tick | None = None,
    memory: Memory | None = None,
    *,
    whole: bool = True,
    spread: Spread = alone,
) -> Opened:
    """Read the posts of a site that was surveyed.

    `tick` is told how far it is. `memory`: where posts are looked up whose files have not changed; without it all are read.
    Where not the `whole` of each is wanted, its document is let go of, and read again when somebody looks at it.
    """
    known = Index.of(memory, survey.root, (survey.name, survey.settings))
    reader = _Reader(survey.root, survey.generator, survey.settings, known, whole)
    wanted = sorted(filter(fitting(survey.settings), (path for path in survey.files if not path.startswith(survey.inside))))
    recalled = list(known.recall(wanted, reader.again, reader.raw))
    missing = [path for path, post in zip(wanted, recalled, strict=True) if post is None]
    read = spread(reader.some, missing, tick) if missing else []
    fresh = iter(read)
    results = [post or reader.result(next(fresh)) for post in recalled]
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
    partial = any(each.partial for each in read)
    return Opened(
        site,
        survey.config,
        survey.evidence,
        (*survey.notices, *(notice for each in read for notice in each.notices)),
        survey.partial or partial,
        frozenset(path for path, each in zip(missing, read, strict=True) if each.cut),
        survey.detected,
        survey.below,
        survey.outside,
        known,
        not partial,
    )


# --- the posts ----------------------------------------------------------------------------------------------------------


class _Reader:
    """Reads the files of a site, one by one."""

    def __init__(self, root: str, generator: Generator, settings: Settings, index: Index, whole: bool) -> None:
        self._generator = generator
        self._settings = settings
        self._index = index
        self._whole = whole
        self._files = reads.Files(root)
        self._site = Site(root, generator, settings, datetime.now(UTC), frozenset(), ())

    def some(self, paths: Sequence[str]) -> list[Read]:
        """What comes of reading some files; of posts only what the index has, if that is enough."""
        found = map(self._one, paths)
        return list(found) if self._whole else [*map(self._parted, found)]

    def again(self, path: str) -> Post | Broken | Ignored | None:
        """The file, read once more."""
        result = self._one(path).result
        assert not isinstance(result, Kept)
        return result

    def raw(self, path: str) -> str | None:
        """The text of a file; `None` where there is more to reading it."""
        try:
            return self._files.read(path, limit=MAX_BODY).decode()
        except (PostctlError, UnicodeDecodeError):
            return None

    def result(self, read: Read) -> Post | Broken | Ignored | None:
        """What is known of a file by what came of reading it."""
        if not isinstance(read.result, Kept):
            return read.result
        return self._index.post(read.result) or self.again(read.result.row.path)

    def _parted(self, read: Read) -> Read:
        if not isinstance(read.result, Post) or read.cut:
            return read
        facts.early(read.result, self._site)
        kept = self._index.kept(read.result)
        return read if kept is None else read._replace(result=kept)

    def _one(self, path: str) -> Read:
        place = self._generator.place(path, self._settings)
        if place is None or isinstance(place, Ignored):
            return Read(place)
        try:
            data = self._files.read(path, limit=MAX_BODY)
        except PostctlError as error:
            return Read(Broken(path, 1, 1, error.message, error.hint), partial=True)
        notices: list[str] = []
        if cut := len(data) > MAX_BODY:
            notices.append(f"{path}: larger than {MAX_BODY // 1024**2} MiB, read from its head only")
            data = data[: data.rfind(b"\n", 0, HEAD) + 1]
        lost: list[str] = []
        from postctl import reading

        result = reading.read(path, data, self._generator, self._settings, lambda name: self._beside(name, lost), place)
        return Read(result, (*notices, *lost), bool(lost), cut) if cut or lost else Read(result)

    def _beside(self, path: str, lost: list[str]) -> bytes | None:
        """Another file of the site that has a say in a post; without it the answer is not the whole."""
        try:
            data = self._files.read(path, limit=MAX_BODY)
        except PostctlError as error:
            lost.append(f"{path}: {error.message}, its posts are read without it")
            return None
        return data[:MAX_BODY]
