"""Runs of programs, side by side: in turn, so that a busy moment of the machine hits all of them, and from outside."""

from __future__ import annotations

import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from threading import Timer
from typing import Any, NamedTuple

REPOSITORY = Path(__file__).parents[2]
SETTLED = 2.5
"""Seconds after which a cache trusts what has been written."""


class Run(NamedTuple):
    """A command in the folder of a site. `before` and `after` are not measured; `fine` are the exit codes of success."""

    command: list[str]
    site: Path
    before: Callable[[], object] = lambda: None
    after: Callable[[], object] = lambda: None
    fine: tuple[int, ...] = (0,)
    environ: Mapping[str, str] = {}


class Cost(NamedTuple):
    """What a run took: seconds, those of processors (of all cores), and the most memory it had (MB)."""

    seconds: float
    processors: float
    memory: float


class Measured(NamedTuple):
    """The median cost of each command, and why others are left out."""

    costs: dict[str, Cost]
    left: dict[str, str]


def postctl(*words: str) -> list[str]:
    """The command line of postctl."""
    return [sys.executable, "-m", "postctl", *words]


def environment(folder: Path) -> dict[str, str]:
    """That of the runs: with caches and a journal of their own, and compiled modules."""
    own = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    homes = {f"XDG_{name}_HOME": str(folder / name.lower()) for name in ("CACHE", "STATE", "CONFIG", "DATA")}
    return own | homes | {"HUGO_CACHEDIR": str(folder / "hugo-cache"), "PYTHONPATH": str(REPOSITORY), "CI": "", "NO_COLOR": "1"}


def measured(run: Run, environ: Mapping[str, str], patience: float) -> Cost | str:
    """What one run takes, or why that cannot be said."""
    run.before()
    try:
        return _cost(run, {**environ, **run.environ}, patience)
    finally:
        run.after()


def _cost(run: Run, environ: Mapping[str, str], patience: float) -> Cost | str:
    with tempfile.TemporaryFile() as said:
        streams: dict[str, Any] = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": said}
        begun = time.perf_counter()
        process = subprocess.Popen(run.command, cwd=run.site, env=environ, process_group=0, **streams)
        timer = Timer(patience, os.killpg, (process.pid, signal.SIGKILL))
        timer.start()
        try:
            _, status, used = os.wait4(process.pid, 0)
        except KeyboardInterrupt:
            os.killpg(process.pid, signal.SIGKILL)
            raise
        finally:
            timer.cancel()
        seconds = time.perf_counter() - begun
        process.returncode = os.waitstatus_to_exitcode(status)
        said.seek(max(0, said.seek(0, os.SEEK_END) - 300))
        error = said.read().decode(errors="replace").strip()
    if seconds >= patience:
        return f"takes longer than {patience:g} s"
    if process.returncode not in run.fine:
        return f"ended with {process.returncode}: {error}"
    return Cost(seconds, used.ru_utime + used.ru_stime, used.ru_maxrss / (1024 if sys.platform != "darwin" else 1024**2))


def in_turn(runs: Mapping[str, Run], environ: Mapping[str, str], rounds: int, patience: float) -> Measured:
    """The costs of so many rounds, after one that compiles modules and fills caches. What takes long has fewer turns, but one."""
    left: dict[str, str] = {}
    costs: dict[str, list[Cost]] = {name: [] for name in runs}
    for turn in range(rounds + 1):
        for name, run in runs.items():
            spent = [cost.seconds for cost in costs[name]][1:]
            if name in left or (spent and sum(spent) + spent[-1] > patience):
                continue
            _progress(f"{name} ({turn} of {rounds})")
            match measured(run if turn else run._replace(before=lambda: None), environ, patience):
                case Cost() as cost:
                    costs[name].append(cost)
                case reason:
                    left[name] = reason
        if turn == 0 and rounds:
            time.sleep(SETTLED)
    _progress("")
    return Measured({name: _median(found) for name, found in costs.items() if name not in left}, left)


def _progress(doing: str) -> None:
    if sys.stderr.isatty():
        print(f"\r\x1b[K{doing}", end="", file=sys.stderr, flush=True)


def _median(costs: list[Cost]) -> Cost:
    """Of all runs but the first, if there were more."""
    seconds, processors, memory = zip(*(costs[1:] or costs), strict=True)
    return Cost(statistics.median(seconds), statistics.median(processors), max(memory))
