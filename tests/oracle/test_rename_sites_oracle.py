"""`postctl rename`, again and again, on sites whose posts link to each other in every style; then `undo`, as often.

The real generators build each site before and after, drafts too: every link leads to the same post as before, and the old
address of what was public is served where they need no plugin for that. Each site is a folder, each step the command itself.
"""

from __future__ import annotations

import json
import random
import re
import shutil
from pathlib import Path
from urllib.parse import unquote

import pytest
from linked import linked
from oracle.test_links_oracle import links, places, real, written  # noqa: F401 (a fixture)
from oracle.test_zola_oracle import zola  # noqa: F401 (a fixture)

import postctl
from postctl.cli import main
from postctl.site import Post

pytestmark = pytest.mark.oracle

COUNT = 200
DRAFTS = frozenset(range(0, COUNT, 3))
DAY = "2025-12-24"
ASKED: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("A Walk Before Breakfast", ()),
    ("A Draft of a Walk", ()),
    ("Über den Fluß, été & Nacht", ()),
    ("Draft № 2 — still raw", ("--date", DAY)),
    ("Say 'no' to \"quotes\" #1", ()),
    ("with_line and two-words", ("--date", DAY)),
    ("v1.2 is out (finally)", ()),
    ("Another draft", ()),
    ("A short one", ("--slug", "short", "--date", DAY)),
    ("100 % of a river", ()),
    ("Draft with a slug", ("--slug", "raw")),
    ("日本 and after", ("--date", DAY)),
)
"""New titles, and what else is asked for. The post is the one of the same number, so each third is a draft."""
SERVED = {"hugo": "aliases", "zola": "aliases"}
LEADS = re.compile(r"url=['\"]?([^'\" >]+)", re.IGNORECASE)


def tree(root: Path) -> dict[str, bytes | None]:
    """All there is in a folder, by path; folders have no bytes."""
    return {path.relative_to(root).as_posix(): None if path.is_dir() else path.read_bytes() for path in root.rglob("*")}


def known(root: Path) -> dict[str, Post]:
    """The posts by the first word of their title."""
    return {(post.title or "").split()[0]: post for post in postctl.open_site(str(root)).posts}


def lost_links(root: Path, capsys) -> list[dict]:
    capsys.readouterr()
    main(["-C", str(root), "validate", "--select", "P4", "--format", "json"])
    found = json.loads(capsys.readouterr().out)["diagnostics"]
    assert "P417" not in {each["code"] for each in found}, "links follow to the new address, not to the redirect"
    return [each for each in found if each["severity"] != "info"]


def renamed(root: Path, posts: dict[str, Post], capsys) -> list[dict]:
    """Rename the posts one after the other; what the folder was before each of them."""
    trees = []
    for number, (title, more) in enumerate(ASKED):
        trees.append(tree(root))
        code = main(["-C", str(root), "--no-input", "rename", posts[f"T{number}"].path, f"T{number} {title}", *more])
        assert code == 0, (title, capsys.readouterr())
    return trees


def test_no_link_breaks_and_undo_gives_all_back(real, tmp_path, capsys):  # noqa: F811
    name, build, more = real
    rng = random.Random(name)
    texts = linked(name, places(COUNT, rng), rng, 6, drafts=DRAFTS)
    root = written(tmp_path / "site", texts, more)
    before = known(root)
    assert sum(post.verdict.hidden is not None for post in before.values()) == len(DRAFTS)
    assert lost_links(root, capsys) == []
    old = links(build(Path(shutil.copytree(root, tmp_path / "before"))))
    assert len(old) == COUNT
    assert [title for title, targets in old.items() if len(targets) < 6 or None in targets] == []

    trees = renamed(root, before, capsys)
    after = known(root)
    assert lost_links(root, capsys) == []
    public = build(Path(shutil.copytree(root, tmp_path / "after")))
    assert links(public) == old
    for number, (title, _) in enumerate(ASKED):
        check_renamed(name, public, before[f"T{number}"], after[f"T{number}"], f"T{number} {title}")

    for each in reversed(trees):
        assert main(["-C", str(root), "undo"]) == 0, capsys.readouterr()
        assert tree(root) == each


def check_renamed(name: str, public: Path, before: Post, after: Post, title: str) -> None:
    """The post has its title and another address; the old one leads there if it was public, and is nowhere if it was a draft."""
    assert after.title == title
    assert after.verdict.hidden is before.verdict.hidden
    assert before.url
    assert after.url != before.url
    old = unquote(before.url)
    if before.verdict.hidden is not None:
        assert after.redirects == ()
    elif name in SERVED:
        assert [unquote(each) for each in after.redirects] == [old]
    page = public / old.lstrip("/")
    page = page / "index.html" if old.endswith("/") else page
    if name in SERVED and before.verdict.hidden is None:
        assert [unquote(each).removeprefix("https://own.example") for each in LEADS.findall(page.read_text())] == [
            unquote(after.url)
        ]
    else:
        assert not page.exists()
