"""The dictionary of common misspellings: the program `typos`, asked once for all words.

It gets words on its standard input, one a line, so that nothing is written for it, and reads no configuration. It is run only
from beside this Python or from the user's PATH, never from inside the repository of the site, and without a shell.
"""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterable, Mapping, Sequence

from postctl.errors import ConfigError, PostctlError
from postctl.store import reads, roots

INSTALL = "pip install 'postctl[spelling]' installs it"
_NAMES = ("typos", "typos.exe")
_SECONDS = 120
_FOUND = 2
"""Its exit code where it has found something."""
_CONFIGS = ("typos.toml", "_typos.toml", ".typos.toml")


def corrections(words: Sequence[str], python: str, path: str, root: str) -> Mapping[str, tuple[str, ...]]:
    """What may have been meant by each of the words that are misspelt. `python`: this interpreter; `path`: the user's PATH.

    Raises `PostctlError` where the program is not installed or does not answer.
    """
    if not words:
        return {}
    answer = _asked(_program(python, path, root), "".join(f"{word}\n" for word in words).encode())
    found: dict[str, tuple[str, ...]] = {}
    for line in answer.decode(errors="replace").splitlines():
        told = _told(line)
        if told.get("type") != "typo":
            continue
        number, word, meant = told.get("line_num"), told.get("typo"), told.get("corrections")
        if isinstance(number, int) and 0 < number <= len(words) and words[number - 1] == word and isinstance(meant, list):
            found[word] = tuple(text for text in meant if isinstance(text, str) and text != word)
    return found


def _told(line: str) -> Mapping[str, object]:
    try:
        told = json.loads(line)
    except ValueError:
        return {}
    return told if isinstance(told, dict) else {}


def _program(python: str, path: str, root: str) -> str:
    """Where it is installed."""
    here = os.path.dirname(os.path.abspath(python)) if python else ""
    top = os.path.realpath(roots.repository(root) or root)
    folders = [folder for folder in path.split(os.pathsep) if os.path.isabs(folder)]
    chosen = [folder for folder in folders if not reads.inside(top, os.path.realpath(folder))]
    for folder in (here, *chosen) if here else chosen:
        name = reads.first_program(_NAMES, (folder,))
        if name is not None and os.path.isfile(os.path.join(folder, name)):
            return os.path.join(folder, name)
    raise PostctlError("typos is not installed, and P901 asks it for misspellings", INSTALL)


def _asked(program: str, words: bytes) -> bytes:
    command = (program, "--isolated", "--format", "json", "--color", "never", "--threads", "1", "-")
    try:
        done = subprocess.run(  # noqa: S603  # no shell, a program of the user's, no word of the site in its arguments
            command,
            input=words,
            cwd=os.path.dirname(program),
            env={"LC_ALL": "C", "PATH": os.defpath},
            capture_output=True,
            timeout=_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise PostctlError(f"typos gave no answer in {_SECONDS} seconds", "leave P901 out of the rules") from error
    except OSError as error:
        raise PostctlError(f"{program} cannot be run: {error.strerror or error}", INSTALL) from error
    if done.returncode not in (0, _FOUND):
        said = done.stderr.decode(errors="replace").strip().partition("\n")[0][:200]
        raise PostctlError(f"{program} failed ({done.returncode}): {said}", "`typos --version` says which it is")
    return done.stdout


def allowed(root: str, files: Iterable[str]) -> frozenset[str]:
    """The words, in lower case, that a configuration of typos at the site's root says are right. Raises `ConfigError`."""
    from postctl import staticconfig

    name = next((each for each in _CONFIGS if each in files), None)
    if name is None:
        return frozenset()
    text = reads.read_text(root, name)
    if text is None:
        raise ConfigError(f"{name} cannot be read", "it must be in UTF-8, of 1 MiB at most")
    default = staticconfig.load(name, text).get("default")
    tables = [default.get(key) for key in ("extend-words", "extend-identifiers")] if isinstance(default, dict) else []
    pairs = [pair for table in tables if isinstance(table, dict) for pair in table.items()]
    return frozenset(word.lower() for word, meant in pairs if isinstance(meant, str) and meant.lower() == word.lower())
