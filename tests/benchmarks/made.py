"""A made-up site for benchmarks, always the same for a number of posts, and runs of programs on it, side by side.

    python tests/benchmarks/made.py FOLDER [POSTS]

writes one. It is a Hugo blog of 5 KB posts with front matter, headings, links to other posts, images and code, an offence in each
hundredth.
"""

from __future__ import annotations

import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

REPOSITORY = Path(__file__).parents[2]
WORDS = (
    "the a of and to in is that it for was on are with as be at one have this from or had by but some what there we "
    "can out other were all your when up use word how said each she which do their time if will way about many then "
    "them would write like so these her long make thing see him two has look more day could go come did my sound no "
    "most number who over know water than call first people may down side been now find any new work part take get "
    "place made live where after back little only round"
).split()


class Run(NamedTuple):
    """A command to measure, in the folder of the site, or another. `before` is done each time, and not measured."""

    command: list[str]
    before: Callable[[], None] = lambda: None
    site: Path | None = None


class Cost(NamedTuple):
    """What one run took: seconds, and the most memory it had (MB)."""

    seconds: float
    memory: float


def write_site(folder: Path, posts: int) -> None:
    """A Hugo site in the folder, always the same for a number of posts."""
    chance = random.Random(7)
    (folder / "content" / "posts").mkdir(parents=True)
    (folder / "static").mkdir()
    (folder / "hugo.toml").write_text('baseURL = "https://example.org/"\ntitle = "T"\n')
    (folder / "static" / "cup.svg").write_text("<svg/>")
    for number in range(posts):
        (folder / "content" / "posts" / f"post-{number:06}.md").write_text(_post(number, posts, chance))


def age(folder: Path) -> None:
    """Files that have just been written are not trusted by a cache."""
    old = time.time() - 3600
    for path in folder.rglob("*"):
        os.utime(path, (old, old))


def _post(number: int, posts: int, chance: random.Random) -> str:
    offence = number % 100 == 99
    front = (
        f"---\ntitle: {_sentence(chance, 5)} {number}\ndate: {2000 + number % 25}-{number % 12 + 1:02}-{number % 28 + 1:02}\n"
        f"draft: {'yes' if offence else 'false'}\ntags: [tag{number % 7}, other{number % 11}]\n"
        f"description: {_sentence(chance, 9)} {number}\n---\n"
    )
    other = "no-such-post" if offence else f"post-{chance.randrange(posts):06}"
    parts = [_paragraph(chance) for _ in range(11)]
    parts.insert(3, f"## {_sentence(chance, 4)} {number}")
    parts.insert(6, f"See [the other one](/posts/{other}/) and ![a cup](/cup.svg).")
    parts.insert(9, "```python\nprint('tea')\n```")
    return front + "\n" + "\n\n".join(parts) + "\n"


def _paragraph(chance: random.Random) -> str:
    return " ".join(f"{_sentence(chance, 11)}." for _ in range(7))


def _sentence(chance: random.Random, words: int) -> str:
    return " ".join(chance.choice(WORDS) for _ in range(words)).capitalize()


def postctl(*words: str) -> list[str]:
    """The command line of postctl."""
    return [sys.executable, "-m", "postctl", *words]


def edit(post: Path) -> None:
    """Write one more line of prose into a post."""
    with post.open("a") as file:
        file.write("One more line.\n")


def environment(folder: Path) -> dict[str, str]:
    """That of the runs: with caches of their own, and compiled modules."""
    own = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    caches = {"XDG_CACHE_HOME": str(folder / "cache"), "HUGO_CACHEDIR": str(folder / "hugo")}
    return own | caches | {"PYTHONPATH": str(REPOSITORY), "CI": ""}


def measured(run: Run, site: Path, environ: Mapping[str, str]) -> Cost:
    """What one run takes, from outside."""
    run.before()
    with tempfile.TemporaryFile() as said:
        begun = time.perf_counter()
        process = subprocess.Popen(run.command, cwd=run.site or site, env=environ, stdout=subprocess.DEVNULL, stderr=said)
        _, status, used = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - begun
        process.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        if process.returncode not in (0, 1):
            print(f"{run.command[0]} ended with {process.returncode}: {said.read().decode(errors='replace')[-300:]}")
    return Cost(seconds, used.ru_maxrss / (1024 if sys.platform != "darwin" else 1024**2))


def compared(runs: Mapping[str, Run], site: Path, environ: Mapping[str, str], rounds: int) -> None:
    """Print the medians of interleaved runs, and their ratio to the first. All are done once before that."""
    for run in runs.values():  # compiles modules, fills caches
        measured(run._replace(before=lambda: None), site, environ)
    time.sleep(2.5)  # what was changed just now is not trusted by a cache
    costs: dict[str, list[Cost]] = {name: [] for name in runs}
    for _ in range(rounds):
        for name, run in runs.items():
            costs[name].append(measured(run, site, environ))
    medians = {name: statistics.median(each.seconds for each in found) for name, found in costs.items()}
    base = next(iter(medians.values()))
    for name, median in medians.items():
        print(f"{median:8.2f} s  {median / base:6.2f}  {max(each.memory for each in costs[name]):6.0f} MB  {name}")


def had(command: list[str]) -> bool:
    """Whether something could be installed; if not, the reason is printed."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=600, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        print(f"left out: {' '.join(command[:3])} ...: {error}")
        return False
    if done.returncode:
        print(f"left out: {' '.join(command[:3])} ...: {done.stderr.strip().splitlines()[-1:]}")
    return done.returncode == 0


def numbers(*usual: int) -> list[int]:
    """The numbers behind the name of a benchmark, or the usual ones."""
    return [*map(int, sys.argv[1:]), *usual[len(sys.argv) - 1 :]]


if __name__ == "__main__":
    Path(sys.argv[1]).mkdir(parents=True, exist_ok=True)
    write_site(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1000)
    age(Path(sys.argv[1]))
