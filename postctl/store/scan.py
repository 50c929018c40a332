"""Reading a site from the disk: its root, its files, its posts. Nothing here writes.

Whatever the disk holds, a scan ends with an answer: what could not be read becomes a `Broken`, or a notice where it is not
even a file, and `partial` says that the answer is not the whole.
"""

from __future__ import annotations

import os
import stat
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import NamedTuple

from postctl import config, detection, globs, reading, registry
from postctl.config import Config
from postctl.errors import ConfigError, PostctlError, UsageError
from postctl.model import Broken, Ignored, Settings
from postctl.site import Evidence, Folder, Generator, Post, Site

MAX_BODY = 5 * 1024 * 1024
HEAD = 256 * 1024
MAX_CONFIG = 1024 * 1024
LOOKED_AT = 50
"""How many folders are opened to see whether a folder further up is a site."""

_MARKDOWN = (".md", ".markdown", ".mdx")
_SKIPPED = frozenset({"node_modules", "__pycache__"})


class Opened(NamedTuple):
    """A site with how it was found: `notices` are lines for stderr; `partial`: something in it could not be read.

    `cut`: the paths of posts that were read from their head only.
    """

    site: Site
    config: Config
    evidence: Evidence
    notices: tuple[str, ...] = ()
    partial: bool = False
    cut: frozenset[str] = frozenset()


def open_site(root: str) -> Site:
    """The site a folder is, or lies in, with all its posts, now. Raises as `opened` does."""
    return opened(root).site


def opened(root: str, config_file: str | None = None) -> Opened:
    """Find the site `root` lies in, and read it; the moment taken as now is the clock's.

    Raises `UsageError` for a folder that is not there, `ConfigError` for a configuration that cannot be read.
    """
    if not os.path.isdir(root):
        raise UsageError(f"no folder {root}", "-C names the folder to start in")
    found = find_root(os.path.realpath(root))
    walk = _Walk(found)
    files = frozenset(walk.files())
    settled = load_config(found, config_file)
    folder = Folder(files, lambda name: read_text(found, name), settled.values.get("settings", {}))
    generator, evidence = _generator(folder, settled)
    settings = _settings(generator, folder, settled)
    reader = _Reader(found, generator, settings)
    results = list(reader.read(files))
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
    notices = (*walk.notices, *reader.notices)
    return Opened(site, settled, evidence, notices, walk.partial or reader.partial, frozenset(reader.cut))


# --- where a site begins ------------------------------------------------------------------------------------------------


def find_root(start: str) -> str:
    """The nearest folder, from `start` upwards, with a postctl or generator configuration; `start` where there is none.

    The search ends at the top of a repository.
    """
    for folder in _upwards(start):
        if _is_root(folder):
            return folder
    return start


def _upwards(folder: str) -> Iterator[str]:
    while True:
        yield folder
        parent = os.path.dirname(folder)
        if parent == folder or os.path.lexists(os.path.join(folder, ".git")):
            return
        folder = parent


def _is_root(folder: str) -> bool:
    try:
        names = os.listdir(folder)
    except OSError:
        return False
    if config.FILE in names or ("pyproject.toml" in names and _in_pyproject(folder)):
        return True
    if not any(map(detection.marks, names)):
        return False
    view = Folder(frozenset(_shallow(folder)), lambda name: read_text(folder, name))
    return detection.detect(view).evidence.score >= 50


def _shallow(root: str) -> Iterator[str]:
    """Files of a folder and some below it: enough to tell a generator's configuration from a namesake."""
    pending = deque([""])
    for _ in range(LOOKED_AT):
        if not pending:
            return
        folder = pending.popleft()
        try:
            entries = sorted(os.scandir(os.path.join(root, folder)), key=lambda entry: entry.name)
        except OSError:
            continue
        for entry in entries:
            path = folder + entry.name
            if entry.is_dir(follow_symlinks=False):
                pending.append(path + "/")
            else:
                yield path


def _in_pyproject(folder: str) -> bool:
    text = read_text(folder, "pyproject.toml") or ""
    return "postctl" in text and config.load("pyproject.toml", text) is not None


def load_config(root: str, config_file: str | None = None) -> Config:
    """The postctl configuration of a site (or another file instead of it); an empty one where there is none.

    Raises `ConfigError` for a file that is there and cannot be read.
    """
    if config_file is not None:
        return _loaded(*os.path.split(os.path.realpath(config_file)), config_file) or Config()
    for name in (config.FILE, "pyproject.toml"):
        loaded = _loaded(root, name, name) if os.path.lexists(os.path.join(root, name)) else None
        if loaded is not None:
            return loaded
    return Config()


def _loaded(folder: str, name: str, shown: str) -> Config | None:
    text = read_text(folder, name)
    if text is not None:
        return config.load(shown, text) if name != "pyproject.toml" or "postctl" in text else None
    if name == "pyproject.toml":
        return None
    raise ConfigError(f"{shown} cannot be read", "it must be a file of the site's folder, in UTF-8, of 1 MiB at most")


def _generator(folder: Folder, settled: Config) -> tuple[Generator, Evidence]:
    name = settled.text("generator")
    if name is None:
        found = detection.detect(folder)
        return found.generator, found.evidence
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
        dates.zone(zone)
    return settings._replace(
        posts=settled.texts("posts") or settings.posts,
        exclude=settings.exclude + settled.texts("exclude"),
        timezone=zone if zone is not None else settings.timezone,
        future=_future(settled, settings),
        permalink=_permalink(settled),
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
    patterns.check(pattern)
    return pattern


# --- the files ----------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Walk:
    """All regular files below a root, as relative paths. Hidden and vendored folders are named (`name/`), not entered."""

    root: str
    notices: list[str] = field(default_factory=list)
    partial: bool = False

    def files(self) -> Iterator[str]:
        pending = [""]
        while pending:
            folder = pending.pop()
            try:
                entries = sorted(os.scandir(os.path.join(self.root, folder)), key=lambda entry: entry.name)
            except OSError as error:
                self._unread(folder, error)
                continue
            for entry in entries:
                path = folder + entry.name
                if entry.is_dir(follow_symlinks=False):
                    if entry.name.startswith(".") or entry.name in _SKIPPED or path == "vendor":
                        yield path + "/"
                    else:
                        pending.append(path + "/")
                elif self._is_file(entry, path):
                    yield path

    def _is_file(self, entry: os.DirEntry[str], path: str) -> bool:
        if entry.name.startswith(".postctl-"):
            return False
        if not entry.is_symlink():
            regular = entry.is_file(follow_symlinks=False)
            if not regular and path.endswith(_MARKDOWN):
                self.notices.append(f"{path}: not a regular file, left out")
            return regular
        try:
            target = os.path.realpath(entry.path)
        except OSError as error:
            self.notices.append(f"{path}: {error.strerror or error}, not followed")
            return False
        if os.path.isdir(target):
            self.notices.append(f"{path}: a link to a folder is not followed")
            return False
        if not _inside(self.root, target):
            self.notices.append(f"{path}: a link that leads out of the site is not followed")
            return False
        if not os.path.lexists(target) and path.endswith(_MARKDOWN):
            self.notices.append(f"{path}: a link to nothing")
        return os.path.isfile(target)

    def _unread(self, folder: str, error: OSError) -> None:
        if not folder:
            raise UsageError(f"{self.root}: {error.strerror or error}", "-C names the folder to start in")
        self.notices.append(f"{folder}: {error.strerror or error}, its posts are missing here")
        self.partial = True


def _inside(root: str, real: str) -> bool:
    return real == root or real.startswith(root.rstrip(os.sep) + os.sep)


# --- the posts ----------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Reader:
    root: str
    generator: Generator
    settings: Settings
    notices: list[str] = field(default_factory=list)
    partial: bool = False
    cut: set[str] = field(default_factory=set)

    def read(self, files: Iterable[str]) -> Iterator[Post | Broken | Ignored]:
        wanted, left_out = globs.matcher(self.settings.posts), globs.matcher(self.settings.exclude)
        for path in sorted(files):
            if wanted(path) and not left_out(path):
                result = self._one(path)
                if result is not None:
                    yield result

    def _one(self, path: str) -> Post | Broken | Ignored | None:
        place = self.generator.place(path, self.settings)
        if place is None or isinstance(place, Ignored):
            return place
        try:
            data = read_bytes(self.root, path, limit=MAX_BODY)
        except PostctlError as error:
            self.partial = True
            return Broken(path, 1, 1, error.message, error.hint)
        if len(data) > MAX_BODY:
            self.notices.append(f"{path}: larger than {MAX_BODY // 1024**2} MiB, read from its head only")
            data = data[: data.rfind(b"\n", 0, HEAD) + 1]
            self.cut.add(path)
        return reading.read(path, data, self.generator, self.settings, self._beside)

    def _beside(self, path: str) -> bytes | None:
        """Another file of the site that has a say in a post; without it the answer is not the whole."""
        try:
            data = read_bytes(self.root, path, limit=MAX_BODY)
        except PostctlError as error:
            self.notices.append(f"{path}: {error.message}, its posts are read without it")
            self.partial = True
            return None
        return data[:MAX_BODY]


def read_bytes(root: str, path: str, *, limit: int | None = None) -> bytes:
    """The bytes of a file of the site; with `limit` at most one more than that.

    A link is followed only to a file inside the site. Raises `PostctlError` with the reason where it cannot be read.
    """
    real = os.path.realpath(os.path.join(root, path))
    if not _inside(os.path.realpath(root), real):
        raise PostctlError("it leads out of the site", "posts are read from inside the site's folder only")
    try:
        handle = os.open(real, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
    except (OSError, ValueError) as error:
        raise PostctlError(f"cannot be read: {getattr(error, 'strerror', None) or error}", "check its permissions") from error
    with os.fdopen(handle, "rb") as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise PostctlError("not a regular file", "move it away from the posts")
        try:
            return file.read() if limit is None else file.read(limit + 1)
        except OSError as error:
            raise PostctlError(f"cannot be read: {error.strerror}", "check the disk") from error


def read_text(root: str, name: str) -> str | None:
    """A small text file of a folder, or `None`: not there, not UTF-8, larger than 1 MiB, outside the folder."""
    try:
        data = read_bytes(root, name, limit=MAX_CONFIG)
        return data.decode() if len(data) <= MAX_CONFIG else None
    except (PostctlError, UnicodeDecodeError):
        return None


def relative(root: str, path: str) -> str | None:
    """A path as a person gave it (relative to the current folder, or absolute), relative to the root; `None` outside of it.

    The last part may be a link, which stays the name it is; a folder is the one it leads to.
    """
    whole = os.path.abspath(path)
    if os.path.isdir(whole):
        real = os.path.realpath(whole)
    else:
        real = os.path.join(os.path.realpath(os.path.dirname(whole)), os.path.basename(whole))
    return os.path.relpath(real, root).replace(os.sep, "/") if _inside(root, real) else None
