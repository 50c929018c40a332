"""Where a site begins, and what its owner has told postctl."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterator

from postctl import config, detection
from postctl.config import Config
from postctl.errors import ConfigError
from postctl.site import Folder
from postctl.store._looks import Looks
from postctl.store._walk import is_shut

LOOKED_AT = 50
"""How many folders are opened to see whether a folder further up is a site."""
FILES = 200
"""How many files of each of them are looked at."""


def find_root(start: str, looks: Looks | None = None) -> str:
    """The nearest folder, from `start` upwards, with a postctl or generator configuration; `start` where there is none.

    The search ends at the top of a repository. `looks` remembers what was looked at on the way, besides what lies in the root.
    """
    looks = looks or Looks()
    looks.marks = _marks()
    root = next((folder for folder in _upwards(start) if _is_root(folder, looks)), start)
    looks.folders.pop(root, None)
    return root


def is_in_site(start: str) -> bool:
    """Whether a folder, or one above it, has a postctl or generator configuration."""
    looks = Looks(marks=_marks())
    return any(_is_root(folder, looks) for folder in _upwards(os.path.realpath(start)))


def _marks() -> frozenset[str]:
    """The names of files that may make a folder a site, and of what ends the search for one."""
    return detection.configs() | {config.FILE, "pyproject.toml", ".git"}


def repository(folder: str) -> str | None:
    """The top of the repository a folder lies in; `None`: it lies in none."""
    top = list(_upwards(folder))[-1]
    return top if os.path.lexists(os.path.join(top, ".git")) else None


def _upwards(folder: str) -> Iterator[str]:
    while True:
        yield folder
        parent = os.path.dirname(folder)
        if parent == folder or os.path.lexists(os.path.join(folder, ".git")):
            return
        folder = parent


def _is_root(folder: str, looks: Looks) -> bool:
    names = looks.names(folder)
    if config.FILE in names or ("pyproject.toml" in names and _in_pyproject(folder, looks)):
        return True
    if {"pyproject.toml", ".git"}.issuperset(names):
        return False
    view = Folder(frozenset(_shallow(folder)), lambda name: looks.text(folder, name))
    is_root = detection.detect(view).evidence.score >= detection.RECOGNISED
    looks.clear &= is_root  # of a root all names are known; of a folder that is none, only its own
    return is_root


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
        files = [entry.name for entry in entries if not entry.is_dir(follow_symlinks=False)]
        folders = [f"{folder}{entry.name}/" for entry in entries if entry.is_dir(follow_symlinks=False)]
        shut = [each for each in folders if is_shut(each)]
        pending.extend(each for each in folders if each not in shut)
        yield from (folder + name for name in files[:FILES])
        yield from shut


def _in_pyproject(folder: str, looks: Looks) -> bool:
    text = looks.text(folder, "pyproject.toml") or ""
    return "postctl" in text and config.load("pyproject.toml", text) is not None


def load_config(root: str, config_file: str | None, looks: Looks) -> Config:
    """The postctl configuration of a site (or another file instead of it); an empty one where there is none.

    Raises `ConfigError` for a file that is there and cannot be read.
    """
    if config_file is not None:
        return _loaded(*os.path.split(os.path.realpath(config_file)), config_file, looks) or Config()
    for name in (config.FILE, "pyproject.toml"):
        loaded = _loaded(root, name, name, looks) if os.path.lexists(os.path.join(root, name)) else None
        if loaded is not None:
            return loaded
    return Config()


def _loaded(folder: str, name: str, shown: str, looks: Looks) -> Config | None:
    text = looks.text(folder, name)
    if text is not None:
        return config.load(shown, text) if name != "pyproject.toml" or "postctl" in text else None
    if name == "pyproject.toml":
        return None
    raise ConfigError(f"{shown} cannot be read", "it must be a file of the site's folder, in UTF-8, of 1 MiB at most")
