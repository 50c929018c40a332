"""One post from `new` to `undo`, and what the real generator makes of the site after each step.

The clocks of generators cannot all be set, so the post lives in 2020 and is scheduled for 2099: whatever today is, the one is
past and the other is not.
"""

from __future__ import annotations

import csv
import io
import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from oracle import test_eleventy_oracle as eleventy
from oracle import test_hexo_oracle as hexo
from oracle import test_hugo_oracle as hugo
from oracle import test_jekyll_oracle as jekyll
from oracle import test_pelican_oracle as pelican
from oracle import tools

from postctl.cli import main

pytestmark = pytest.mark.oracle

Public = dict[str, str]
"""The public posts as a generator says: addresses by path."""


def hugo_public(roots: list[Path]) -> list[Public]:
    def public(root: Path) -> Public:
        run = subprocess.run([hugo.HUGO, "list", "published"], cwd=root, capture_output=True, text=True, check=True, timeout=120)
        rows = csv.DictReader(io.StringIO(run.stdout[run.stdout.find("path,") :]))  # behind its log
        found = {row["path"]: "/" + row["permalink"].split("/", 3)[3] for row in rows if not row["path"].endswith("_index.md")}
        return {path: url for path, url in found.items() if path.startswith("content/")}

    return [public(root) for root in roots]


def jekyll_public(roots: list[Path]) -> list[Public]:
    answers = jekyll.jekyll([{"root": str(root)} for root in roots])
    return [{post["path"]: post["url"] for post in answer["posts"]} for answer in answers]


def hexo_public(roots: list[Path]) -> list[Public]:
    answers = hexo.hexo([{"root": str(root)} for root in roots])
    return [
        {f"source/{post['source']}": post["url"].removeprefix(answer["url"]) for post in answer["posts"] if post["public"]}
        for answer in answers
    ]


def pelican_public(roots: list[Path]) -> list[Public]:
    return [
        {post["path"]: "/" + post["url"].lstrip("/") for post in answer["posts"] if post["kind"] == "published"}
        for answer in pelican.pelican(roots)
    ]


def eleventy_public(roots: list[Path]) -> list[Public]:
    answers = eleventy.node(eleventy.BUILD, [str(root) for root in roots])
    posts = ([page for page in answer["pages"] if page["input"].startswith("content/blog/")] for answer in answers)
    return [{page["input"]: page["url"] for page in pages if page["listed"] and page["url"]} for pages in posts]


ASKED: dict[str, tuple[Callable[[list[Path]], list[Public]], str]] = {
    "eleventy": (eleventy_public, tools.missing_package("eleventy")),
    "hexo": (hexo_public, tools.missing_package("hexo")),
    "hugo": (hugo_public, "" if hugo.HUGO else "no hugo beside this Python"),
    "jekyll": (jekyll_public, "" if shutil.which("jekyll") else "jekyll is not on PATH"),
    "pelican": (pelican_public, "" if pelican.slugify else "no pelican beside this Python"),
}
"""How each generator is asked, and why it cannot be."""

LATER = "2099-12-31 09:00"
BEFORE = "2020-01-05 09:00"
STEPS = (
    ("2020-01-01", ["new", "A Walk Before Breakfast", "--date", "2020-01-01"], False),
    ("2020-01-02", ["schedule", "walk", LATER], False),
    ("2020-01-02", ["schedule", "walk", BEFORE], None),
    ("2020-01-06", ["publish", "--due"], True),
    ("2020-01-06", ["rename", "walk", "A Walk After Breakfast"], True),
    ("2020-01-06", ["unpublish", "walk"], False),
    ("2020-01-06", ["publish", "walk"], True),
    ("2020-01-06", ["undo"], False),
    ("2020-01-06", ["undo"], True),
    ("2020-01-06", ["undo"], True),
)
"""When, the command, and whether the post is public then, for a reader of today. `None`: that is for the generator to say."""


def shown(root: Path, capsys) -> list[dict]:
    capsys.readouterr()
    assert main(["-C", str(root), "list", "--format", "json"]) == 0
    return json.loads(capsys.readouterr().out)["posts"]


@pytest.mark.parametrize("name", ASKED)
def test_the_generator_agrees_after_each_step(name: str, copy_example, tmp_path: Path, capsys) -> None:
    ask, missing = ASKED[name]
    if missing:
        pytest.skip(missing)
    root = copy_example(name)
    pictures, ours, wanted = [], [], []
    for number, (at, words, public) in enumerate(STEPS):
        code = main(["-C", str(root), "--at", at, "--no-input", *words])
        said = capsys.readouterr()
        assert code == 0, (words, said)
        if words[0] == "new":
            with (root / said.out.strip()).open("a") as post:
                post.write("\nThe sun was not up yet.\n")
        posts = shown(root, capsys)
        ours.append({post["path"]: post["url"] for post in posts if post["status"] == "published"})
        wanted.append((public, [post["path"] for post in posts if "walk" in post["path"]]))
        pictures.append(Path(shutil.copytree(root, tmp_path / f"step-{number}")))
    for (at, words, _), own, theirs, (public, paths) in zip(STEPS, ours, ask(pictures), wanted, strict=True):
        assert own == theirs, (at, words)
        assert len(paths) == 1
        assert public in (None, paths[0] in theirs), (words, theirs)
