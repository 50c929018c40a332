"""Reading a site from the disk: its root, its files, its posts. Nothing here writes.

Whatever the disk holds, a scan ends with an answer: what could not be read becomes a `Broken`, or a notice where it is not
even a file, and `partial` says that the answer is not the whole.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import NamedTuple

from postctl import config, detection, globs, reading, registry
from postctl.config import Config
from postctl.detection import Detected
from postctl.errors import ConfigError, PostctlError, UsageError
from postctl.model import Broken, Ignored, Place, Settings, Tick
from postctl.site import Evidence, Folder, Generator, Post, Site
from postctl.store import reads, roots
from postctl.store._walk import Walk
from postctl.store.index import Index, Memory

MAX_BODY = 5 * 1024 * 1024
HEAD = 256 * 1024


class Opened(NamedTuple):
    """A site with how it was found: `notices` are lines for stderr; `partial`: something in it could not be read.

    `cut`: the paths of posts that were read from their head only. `detected`: every generator the folder may be a site of, the
    strongest evidence first; `below`: the sites in folders below it, which are not part of this one. `outside`: files that were
    asked for and are not among those of the site. `memory`: what is known of the posts.
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

    def remember(self) -> None:
        """Keep what has been found out about the posts since they were read."""
        self.memory.learn(self.site.posts)
        self.memory.keep(frozenset(post.path for post in self.site.posts))


class Survey(NamedTuple):
    """What can be seen of a site without reading its posts: where it begins, all its files, what its owner has told postctl."""

    root: str
    files: frozenset[str]
    config: Config
    notices: tuple[str, ...] = ()
    partial: bool = False


def open_site(root: str) -> Site:
    """The site a folder is, or lies in, with all its posts, now. Raises as `opened` does."""
    return opened(root).site


def opened(root: str, config_file: str | None = None) -> Opened:
    """Find the site `root` lies in, and read it; the moment taken as now is the clock's.

    Where it lies in none, and all posts below it are of one site in a folder, as in many a repository, it is that one. Raises
    `UsageError` for a folder that is not there, `ConfigError` for a configuration that cannot be read.
    """
    return read(surveyed(root, config_file), config_file)


def surveyed(root: str, config_file: str | None = None) -> Survey:
    """Find the site that `root` lies in, and list its files. Raises as `opened` does."""
    if not os.path.isdir(root):
        raise UsageError(f"no folder {root}", "-C names the folder to start in")
    return _surveyed(roots.find_root(os.path.realpath(root)), config_file)


def _surveyed(found: str, config_file: str | None) -> Survey:
    walk = Walk(found)
    files = frozenset(walk.files())
    return Survey(found, files, roots.load_config(found, config_file), tuple(walk.notices), walk.partial)


def read(
    survey: Survey,
    config_file: str | None = None,
    notices: tuple[str, ...] = (),
    tick: Tick | None = None,
    memory: Memory | None = None,
) -> Opened:
    """Read the posts of a site, once it is known which generator's it is.

    `notices`: what is to be said before all else. `tick` is told how far it is. `memory`: where posts are looked up whose files
    have not changed; without it all are read.
    """
    found, files, settled = survey.root, survey.files, survey.config
    unread: set[str] = set()
    asked: set[str] = set()
    folder = Folder(files, lambda name: _text(found, name, files, unread, asked), settled.values.get("settings", {}))
    detected = detection.every(folder)
    generator, evidence = _generator(detected[0], settled)
    unread.clear()  # what detection has looked at may be anything
    settings = _settings(generator, folder, settled)
    unreadable = tuple(f"{name} cannot be read (is it UTF-8, and under 1 MiB?): its settings do not count" for name in unread)
    below = detection.below(folder)
    certain = evidence.score >= detection.CERTAIN or bool(settled.source)
    inner = None if certain else _only_site(folder, generator, settings, below)
    if inner is not None:
        return read(_surveyed(os.path.join(found, inner.folder), config_file), config_file, _says_inner(inner), tick, memory)
    others = _sites_inside(below, folder, settings) if evidence.score >= detection.CERTAIN else ()
    known = Index.of(memory, found, (generator.name, settings))
    reader = _Reader(found, generator, settings, known)
    results = list(reader.read((path for path in files if not path.startswith(others)), tick))
    site = Site(
        found,
        generator,
        settings,
        datetime.now(UTC),
        files,
        tuple(each for each in results if isinstance(each, Post)),
        tuple(each for each in results if isinstance(each, Broken)),
        tuple(each for each in results if isinstance(each, Ignored)),
    )
    if not reader.partial:
        known.learn(site.posts)
        known.keep(frozenset(post.path for post in site.posts))
    of_site = *notices, *_says_rivals(detected, settled), *_says_misplaced(generator, settled), *sorted(unreadable)
    said = *of_site, *survey.notices, *reader.notices, *(() if certain else _says_below(below))
    partial = survey.partial or reader.partial or bool(unreadable)
    return Opened(site, settled, evidence, said, partial, frozenset(reader.cut), detected, below, frozenset(asked), known)


def _text(root: str, name: str, files: frozenset[str], unread: set[str], asked: set[str]) -> str | None:
    """A text file of the site; the name of one that is there and no such text joins `unread`, of one that is not, `asked`."""
    text = reads.read_text(root, name)
    if name not in files:
        asked.add(name)
    if text is None and name in files:
        unread.add(name)
    return text


# --- what the site is -------------------------------------------------------------------------------------------------


def _sites_inside(sites: tuple[Detected, ...], folder: Folder, settings: Settings) -> tuple[str, ...]:
    """The folders, with a slash, of the sites that the globs of the site around them would take for its own."""
    fits = _fitting(settings)
    starts = tuple(f"{each.folder}/" for each in sites)
    return tuple(start for start in starts if any(path.startswith(start) for path in folder.files if fits(path)))


def _fitting(settings: Settings) -> Callable[[str], bool]:
    wanted, left_out = globs.matcher(settings.posts), globs.matcher(settings.exclude)
    return lambda path: wanted(path) and not left_out(path)


def _only_site(folder: Folder, generator: Generator, settings: Settings, below: tuple[Detected, ...]) -> Detected | None:
    """The one site below that has all posts there are."""
    if len(below) != 1:
        return None
    inside, fits = f"{below[0].folder}/", _fitting(settings)
    outside = (path for path in folder.files if not path.startswith(inside) and fits(path))
    return None if any(isinstance(generator.place(path, settings), Place) for path in outside) else below[0]


def _says_inner(inner: Detected) -> tuple[str, ...]:
    return (f"the site is in {inner.folder}/ ({inner.generator.title}); paths count from there",)


def _says_rivals(detected: tuple[Detected, ...], settled: Config) -> tuple[str, ...]:
    """That the folder is as surely a site of another generator, where nobody has settled it."""
    rivals = [each for each in detected[1:] if each.evidence.score >= detection.CERTAIN]
    if not rivals or settled.text("generator") is not None:
        return ()
    others = ", ".join(f"{each.generator.title} ({each.evidence.reason})" for each in rivals)
    return (f"taken for {detected[0].generator.title}, but it may be {others}: `postctl init` settles it",)


_MISPLACED = frozenset({"draft", "drafts", "draft_key", "draft_field", "draftkey", "draftfield", "draft_mark"})


def _says_misplaced(generator: Generator, settled: Config) -> tuple[str, ...]:
    """That a key below `[settings]`, which belong to the generator, is most likely meant for another table."""
    found = next((key for key in settled.values.get("settings", {}) if key.lower().replace("-", "_") in _MISPLACED), None)
    if found is None:
        return ()
    what = f"`{found}` below [settings] in {settled.source} counts as a setting of {generator.title}"
    return (f'{what}: the front matter key that makes a draft is named below [draft], key = "wip"',)


def _says_below(below: tuple[Detected, ...]) -> tuple[str, ...]:
    if not below:
        return ()
    named = ", ".join(f"{each.folder}/ ({each.generator.title})" for each in below[:5])
    more = f" and {len(below) - 5} more" if len(below) > 5 else ""
    return (f"sites below this folder: {named}{more}; -C names one",)


def _generator(best: Detected, settled: Config) -> tuple[Generator, Evidence]:
    name = settled.text("generator")
    if name is None:
        return best.generator, best.evidence
    try:
        return registry.generator(name), Evidence(100, f"generator in {settled.source}")
    except UsageError as error:
        raise ConfigError(f"{settled.source}: {error.message}", error.hint) from error


def _settings(generator: Generator, folder: Folder, settled: Config) -> Settings:
    """The generator's own settings, with what postctl.toml says instead."""
    from postctl import dates

    settings = generator.settings(folder)
    zone = settled.text("timezone")
    if zone is not None:
        _said(settled, "timezone", lambda: dates.zone(zone))
    return settings._replace(
        posts=settled.texts("posts") or settings.posts,
        exclude=settings.exclude + settled.texts("exclude"),
        timezone=zone if zone is not None else settings.timezone,
        future=_future(settled, settings),
        permalink=_permalink(settled),
        draft=config.draft_field(settled),
    )


def _future(settled: Config, settings: Settings) -> bool:
    word = settled.text("future")
    if word not in (None, "show", "hide"):
        raise ConfigError(f"{settled.source}: `future` is {word!r}", 'write future = "show" or future = "hide"')
    return settings.future if word is None else word == "show"


def _permalink(settled: Config) -> str:
    """The pattern, once it is known to be one."""
    from postctl import patterns

    pattern = settled.text("permalink") or ""
    _said(settled, "permalink", lambda: patterns.check(pattern))
    if pattern and (not pattern.startswith("/") or re.search(r"\s", pattern)):
        raise ConfigError(f"{settled.source}: `permalink` is {pattern!r}", "an address begins with / and has no blanks")
    return pattern


def _said(settled: Config, key: str, check: Callable[[], object]) -> None:
    """Check a value, and say where it stands if it is none."""
    try:
        check()
    except ConfigError as error:
        raise ConfigError(f"{settled.source}: `{key}`: {error.message}", error.hint) from error


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
        wanted = sorted(filter(_fitting(self.settings), files))
        for number, path in enumerate(wanted):
            result = self.index.recall(path, self._one) or self._one(path)
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
