"""Where a site begins, and what its owner has told postctl."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterator

from postctl import config, detection
from postctl.config import Config
from postctl.errors import ConfigError
from postctl.site import Folder
from postctl.store import reads

LOOKED_AT = 50
"""How many folders are opened to see whether a folder further up is a site."""
FILES = 200
"""How many files of each of them are looked at."""


def find_root(start: str) -> str:
    """The nearest folder, from `start` upwards, with a postctl or generator configuration; `start` where there is none.

    The search ends at the top of a repository.
    """
    for folder in _upwards(start):
        if _is_root(folder):
            return folder
    return start


def is_in_site(start: str) -> bool:
    """Whether a folder, or one above it, has a postctl or generator configuration."""
    return any(map(_is_root, _upwards(os.path.realpath(start))))


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


def _is_root(folder: str) -> bool:
    try:
        names = os.listdir(folder)
    except OSError:
        return False
    if config.FILE in names or ("pyproject.toml" in names and _in_pyproject(folder)):
        return True
    if detection.configs().isdisjoint(names):
        return False
    view = Folder(frozenset(_shallow(folder)), lambda name: reads.read_text(folder, name))
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
        files = [entry.name for entry in entries if not entry.is_dir(follow_symlinks=False)]
        pending.extend(f"{folder}{entry.name}/" for entry in entries if entry.is_dir(follow_symlinks=False))
        yield from (folder + name for name in files[:FILES])


def _in_pyproject(folder: str) -> bool:
    text = reads.read_text(folder, "pyproject.toml") or ""
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
    text = reads.read_text(folder, name)
    if text is not None:
        return config.load(shown, text) if name != "pyproject.toml" or "postctl" in text else None
    if name == "pyproject.toml":
        return None
    raise ConfigError(f"{shown} cannot be read", "it must be a file of the site's folder, in UTF-8, of 1 MiB at most")
