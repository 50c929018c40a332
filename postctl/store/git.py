"""Questions to git, asked so that nothing in the repository can run: no hooks, no pager, no network, no programs it names."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta, timezone

from postctl.errors import PostctlError, UsageError

_SECONDS = 20
_HARDENED = (
    *("git", "--no-pager", "--no-optional-locks", "--no-replace-objects", "--literal-pathspecs"),
    *("-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "-c", "safe.bareRepository=explicit"),
    *("-c", "diff.external=", "-c", "protocol.allow=never", "-c", "log.showSignature=false", "-c", "core.sshCommand=false"),
)
_COMMITTER = re.compile(rb"^committer .* (\d{1,15}) ([+-])(\d\d)(\d\d)$", re.MULTILINE)


class NoAnswer(PostctlError):
    """Git is not there, or has no answer: no repository, no such commit."""


def committed_at(root: str, ref: str, environ: Mapping[str, str]) -> datetime:
    """The moment the commit was made that `ref` names: a branch, a tag, `HEAD~1`, a hash.

    Raises `UsageError` for what names no commit, `NoAnswer` where git is missing, fails or finds no repository.
    """
    commit = _commit(root, ref, environ)
    found = _COMMITTER.search((_asked(root, environ, "cat-file", "commit", commit) or b"").partition(b"\n\n")[0])
    if found is None:
        raise NoAnswer(f"git says no time of the commit {ref!r}", "give a moment instead")
    return _moment(ref, int(found[1]), -1 if found[2] == b"-" else 1, int(found[3]), int(found[4]))


def changed_since(root: str, ref: str, environ: Mapping[str, str]) -> frozenset[str]:
    """The files below the root that differ from where its branch left `ref`, or that git does not know; relative to the root.

    What was removed is not among them. Raises as `committed_at` does.
    """
    try:
        commit = _commit(root, ref, environ)
    except NoAnswer as error:
        raise NoAnswer(error.message, "name the files instead of a commit") from error
    base = (_asked(root, environ, "merge-base", commit, "HEAD") or b"").strip().decode() or commit
    quiet = ("--no-ext-diff", "--no-textconv", "--no-renames", "--ignore-submodules=all")
    asked = (
        _asked(root, environ, "diff", "--name-only", "-z", "--relative", "--diff-filter=d", *quiet, base, "--", "."),
        _asked(root, environ, "ls-files", "-z", "--others", "--exclude-standard", "--", "."),
    )
    if None in asked:
        raise NoAnswer(f"git does not say what has changed since {ref!r}", "name the files instead")
    return frozenset(name.decode("utf-8", "surrogateescape") for each in asked if each for name in each.split(b"\0") if name)


def _commit(root: str, ref: str, environ: Mapping[str, str]) -> str:
    """The hash of the commit that a name means."""
    if not ref or ref.startswith("-") or not ref.isprintable():
        raise UsageError(f"{ref!r} names no commit", "give a branch, a tag, HEAD~1 or a hash")
    if _asked(root, environ, "rev-parse", "--git-dir") is None:
        raise NoAnswer(f"{root} is in no git repository that can be asked", "give a moment, or files, instead of a commit")
    commit = _asked(root, environ, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{ref}^{{commit}}")
    if commit is None or not re.fullmatch(rb"[0-9a-f]{40,64}", commit.strip()):
        raise UsageError(f"git knows no commit {ref!r}", "a shallow clone has few: fetch-depth: 0 gives a workflow all of them")
    return commit.strip().decode()


def _moment(ref: str, seconds: int, sign: int, hours: int, minutes: int) -> datetime:
    try:
        return datetime.fromtimestamp(seconds, UTC).astimezone(timezone(sign * timedelta(hours=hours % 24, minutes=minutes % 60)))
    except (OverflowError, ValueError, OSError) as error:
        raise NoAnswer(f"the commit {ref!r} was made at no moment of the calendar", "give a moment instead") from error


def _asked(root: str, environ: Mapping[str, str], *words: str) -> bytes | None:
    """What git answers on stdout; `None` where it says no."""
    quiet = {"GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0", "GIT_NO_LAZY_FETCH": "1", "LC_ALL": "C"}
    try:
        done = subprocess.run(  # noqa: S603  # no shell, and nothing of the repository's is run
            (*_HARDENED, *words),
            cwd=root,
            env={**environ, **quiet},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_SECONDS,
            check=False,
        )
    except FileNotFoundError as error:
        raise NoAnswer("git is not installed", "give a moment instead of a commit") from error
    except subprocess.TimeoutExpired as error:
        raise NoAnswer(f"git gave no answer in {_SECONDS} seconds", "give a moment instead of a commit") from error
    except OSError as error:
        raise NoAnswer(f"git cannot be run: {error.strerror or error}", "give a moment instead of a commit") from error
    return done.stdout if done.returncode == 0 else None
