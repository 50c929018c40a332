"""How long `postctl validate` takes beside the linters people use today, on the same posts, in one run.

    python tests/benchmarks/validate.py [POSTS] [ROUNDS]

A site of so many posts (1,000 unless said) is made up, always the same: a Hugo blog of 5 KB posts with front matter, headings,
links to other posts, images and code, an offence in each hundredth. rumdl comes from PyPI, markdownlint-cli2 and remark with
remark-lint-frontmatter-schema from npm, into a folder that is thrown away; what cannot be had is left out, with the reason.
Runs are interleaved, medians are compared. The linters of Markdown look at other things than postctl: this says what a check
costs, not what it finds.
"""

from __future__ import annotations

import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

REPOSITORY = Path(__file__).parents[2]
WORDS = (
    "the a of and to in is that it for was on are with as be at one have this from or had by but some what there we "
    "can out other were all your when up use word how said each she which do their time if will way about many then "
    "them would write like so these her long make thing see him two has look more day could go come did my sound no "
    "most number who over know water than call first people may down side been now find any new work part take get "
    "place made live where after back little only round"
).split()
SCHEMA = {"type": "object", "properties": {"title": {"type": "string"}}, "required": ["title"]}


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


def peers(tools: Path, site: Path) -> dict[str, list[str]]:
    """The commands of the linters that can be had."""
    found = {}
    if _had([sys.executable, "-m", "venv", str(tools / "venv")]) and _had(
        [str(tools / "venv/bin/pip"), "install", "-q", "rumdl"]
    ):
        rumdl = str(tools / "venv" / "bin" / "rumdl")
        found["rumdl check --no-cache"] = [rumdl, "check", "--no-cache", "content"]
        found["rumdl check, warm"] = [rumdl, "check", "content"]
    packages = "markdownlint-cli2 remark-cli remark-frontmatter remark-lint-frontmatter-schema".split()
    if _had(["npm", "install", "--silent", "--prefix", str(tools / "npm"), *packages]):
        programs = tools / "npm" / "node_modules" / ".bin"
        found["markdownlint-cli2"] = [str(programs / "markdownlint-cli2"), "content/**/*.md"]
        (site / "post.schema.json").write_text(json.dumps(SCHEMA))
        plugins = [str(tools / "npm" / "node_modules" / name) for name in packages[2:]]
        schema = [plugins[1] + "/dist/index.js", {"schemas": {"./post.schema.json": ["**/*.md"]}}]
        (tools / "remark.json").write_text(json.dumps({"plugins": [plugins[0], schema]}))
        found["remark, front matter schema"] = [
            str(programs / "remark"), "content", "--no-stdout", "--quiet", "--rc-path", str(tools / "remark.json"),
        ]  # fmt: skip
    return found


def _had(command: list[str]) -> bool:
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=600, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        print(f"left out: {' '.join(command[:3])} ...: {error}")
        return False
    if done.returncode:
        print(f"left out: {' '.join(command[:3])} ...: {done.stderr.strip().splitlines()[-1:]}")
    return done.returncode == 0


def measured(command: list[str], site: Path, environment: dict[str, str]) -> float:
    """Seconds one run takes from outside."""
    begun = time.perf_counter()
    done = subprocess.run(command, cwd=site, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False)
    seconds = time.perf_counter() - begun
    if done.returncode not in (0, 1):
        print(f"{command[0]} ended with {done.returncode}: {done.stderr.decode(errors='replace')[-300:]}")
    return seconds


def main() -> None:
    posts, rounds = (int(each) for each in (*sys.argv[1:], *("1000", "5")[len(sys.argv) - 1 :]))
    with tempfile.TemporaryDirectory() as folder:
        site, tools = Path(folder, "site"), Path(folder, "tools")
        site.mkdir()
        write_site(site, posts)
        environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        environment |= {"PYTHONPATH": str(REPOSITORY), "XDG_CACHE_HOME": str(Path(folder, "cache")), "CI": ""}
        postctl = [sys.executable, "-m", "postctl", "validate", "--format", "concise"]
        commands = {"postctl validate --no-cache": [*postctl, "--no-cache"], "postctl validate, warm": postctl}
        commands |= peers(tools, site)
        age(site)
        for command in commands.values():  # compiles modules, fills caches
            measured(command, site, environment)
        times: dict[str, list[float]] = {name: [] for name in commands}
        for _ in range(rounds):
            for name, command in commands.items():
                times[name].append(measured(command, site, environment))
    medians = {name: statistics.median(each) for name, each in times.items()}
    base = medians["postctl validate --no-cache"]
    print(f"{posts:,} posts, {rounds} rounds, {os.cpu_count()} cores")
    for name, median in medians.items():
        print(f"{median:8.2f} s  {median / base:6.2f}  {name}")


if __name__ == "__main__":
    main()
