"""What is measured: the everyday work of postctl, and the same work, or the nearest to it, done by others on the same posts."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from installing import Peer
from made import edit, path_of, slug, write_site
from running import Run, postctl

HERE = Path(__file__).parent
FEW = 50
"""Posts of the blog in which starting is measured."""
DRAFT = 3
SCHEMA = {"type": "object", "properties": {"title": {"type": "string"}}, "required": ["title"]}
MAY_FIND = (0, 1)
"""Exit codes of those that say whether they found something."""
GROUPS = {
    "list": "hugo list all",
    "write": "jekyll post",
    "look": "jekyll post",
    "check": "rumdl check --no-cache",
    "start": "a bare Typer program",
}
"""What is measured together, each with what the others are set beside."""


class Stage(NamedTuple):
    """The same posts in the layouts of several generators, one copy more to edit, and the programs to run on them."""

    folder: Path
    peers: Mapping[str, Peer]

    def site(self, layout: str) -> Path:
        return self.folder / layout / "site"

    def peer(self, name: str, layout: str, *words: str, **more: Any) -> Run | None:
        """A run of a program, if it is there."""
        peer = self.peers.get(name)
        return peer and Run([*peer.command, *words], self.site(layout), environ=peer.environ, **more)

    def postctl(self, layout: str, *words: str, **more: Any) -> Run:
        return Run(postctl(*words), self.site(layout), **more)

    def removal(self, layout: str, pattern: str) -> Callable[[], None]:
        """What takes the files out of a site again."""

        def remove() -> None:
            for path in self.site(layout).glob(pattern):
                path.unlink()

        return remove


def build(stage: Stage, posts: int) -> None:
    """Write the sites."""
    for layout in ["hugo", "jekyll", *sorted({"hexo", "nikola"} & set(stage.peers))]:
        stage.site(layout).mkdir(parents=True)
        write_site(stage.site(layout), posts, layout)
    if "hexo" in stage.peers:
        stage.site("hexo").with_name("node_modules").symlink_to(stage.peers["hexo"].modules)
    shutil.copytree(stage.site("hugo"), stage.site("edited"))


def runs(stage: Stage, groups: Iterable[str]) -> dict[str, dict[str, Run]]:
    """By the name of the group, and of the work. What nobody is there to do is left out."""
    made = {"list": listing, "write": writing, "look": looking, "check": checking, "start": starting}
    return {group: {name: run for name, run in made[group](stage).items() if run} for group in groups}


def listing(stage: Stage) -> dict[str, Run | None]:
    site, fresh = stage.site("hugo"), stage.folder / "fresh"
    naive = [sys.executable, str(HERE / "naive.py"), "."]
    return {
        "hugo list all": stage.peer("hugo", "hugo", "list", "all"),
        "hugo list drafts": stage.peer("hugo", "hugo", "list", "drafts"),
        "hexo list post": stage.peer("hexo", "hexo", "list", "post"),
        "nikola status": stage.peer("nikola", "nikola", "status", "--list-drafts"),
        "a script: Typer, frontmatter, Rich": Run(naive, site),
        "the script, without the table": Run([*naive, "--plain"], site),
        "postctl list, first run": stage.postctl(
            "hugo", "list", before=lambda: shutil.rmtree(fresh, ignore_errors=True), environ={"XDG_CACHE_HOME": str(fresh)}
        ),
        "postctl list --no-cache": stage.postctl("hugo", "list", "--no-cache"),
        "postctl list": stage.postctl("hugo", "list"),
        "postctl list, one post changed": stage.postctl("edited", "list", before=lambda: edit(_one(stage))),
        "postctl list --format table": stage.postctl("hugo", "list", "--format", "table"),
        "postctl list --drafts": stage.postctl("hugo", "list", "--drafts"),
    }


def writing(stage: Stage) -> dict[str, Run | None]:
    """New posts, and a draft that is published; all is put back after each run. Those of postctl are in the site of Jekyll."""
    jekyll, draft = stage.site("jekyll"), path_of(DRAFT, "jekyll")
    text = (jekyll / draft).read_text()
    unpublish = stage.removal("jekyll", f"_posts/*-{slug(DRAFT)}.md")

    def put_back() -> None:
        unpublish()
        (jekyll / draft).write_text(text)

    by_jekyll, rough = stage.removal("jekyll", "_posts/*-by-jekyll.md"), stage.removal("jekyll", "_drafts/rough.md")
    by_hugo, by_hexo = stage.removal("edited", "content/posts/by-hugo.md"), stage.removal("hexo", "source/_posts/By-Hexo.md")
    by_nikola, by_postctl = stage.removal("nikola", "posts/by-nikola.*"), stage.removal("jekyll", "_*/*by-postctl.md")
    return {
        "jekyll post": stage.peer("jekyll", "jekyll", "post", "By Jekyll", after=by_jekyll),
        "jekyll draft": stage.peer("jekyll", "jekyll", "draft", "Rough", after=rough),
        "jekyll publish": stage.peer("jekyll", "jekyll", "publish", draft, after=put_back),
        "hugo new content": stage.peer("hugo", "edited", "new", "content", "posts/by-hugo.md", after=by_hugo),
        "hexo new": stage.peer("hexo", "hexo", "new", "By Hexo", after=by_hexo),
        "nikola new_post": stage.peer("nikola", "nikola", "new_post", "-t", "By Nikola", after=by_nikola),
        "postctl new": stage.postctl("jekyll", "new", "By postctl", after=by_postctl),
        "postctl publish": stage.postctl("jekyll", "publish", slug(DRAFT), after=put_back),
    }


def looking(stage: Stage) -> dict[str, Run | None]:
    post = slug(7)
    return {
        "postctl show SLUG": stage.postctl("hugo", "show", post),
        "TAB behind postctl show post-00000": stage.postctl("hugo", "__complete", "zsh", "post-00000", "show"),
        "postctl tags": stage.postctl("hugo", "tags"),
        "postctl stats": stage.postctl("hugo", "stats"),
        "postctl due": stage.postctl("hugo", "due", fine=MAY_FIND),
        "postctl set SLUG KEY=VALUE --dry-run": stage.postctl("hugo", "set", post, "weight=1", "--dry-run"),
        "postctl rename SLUG TITLE --dry-run": stage.postctl("hugo", "rename", post, "Another Name", "--dry-run"),
    }


def checking(stage: Stage) -> dict[str, Run | None]:
    check = ("validate", "--format", "concise")
    return {
        "rumdl check --no-cache": stage.peer("rumdl", "hugo", "check", "--no-cache", "content", fine=MAY_FIND),
        "rumdl check": stage.peer("rumdl", "hugo", "check", "content", fine=MAY_FIND),
        "rumdl check, one post changed": stage.peer(
            "rumdl", "edited", "check", "content", fine=MAY_FIND, before=lambda: edit(_one(stage))
        ),
        "markdownlint-cli2": stage.peer("markdownlint-cli2", "hugo", "content/**/*.md", fine=MAY_FIND),
        "remark, schema of front matter": stage.peer("remark", "hugo", *_remark(stage)),
        "postctl validate --no-cache": stage.postctl("hugo", *check, "--no-cache", fine=MAY_FIND),
        "postctl validate": stage.postctl("hugo", *check, fine=MAY_FIND),
        "postctl validate, one post changed": stage.postctl("edited", *check, fine=MAY_FIND, before=lambda: edit(_one(stage))),
    }


def starting(stage: Stage) -> dict[str, Run | None]:
    """Where the posts are few, it is the start that takes the time."""
    few = stage._replace(peers={})
    return {
        "a bare Typer program": Run([sys.executable, str(HERE / "bare.py")], stage.site("hugo")),
        "postctl --version": few.postctl("hugo", "--version"),
        "postctl --help": few.postctl("hugo", "--help"),
        "postctl list --help": few.postctl("hugo", "list", "--help"),
        "TAB behind postctl": few.postctl("hugo", "__complete", "zsh", ""),
        "postctl rule P101": few.postctl("hugo", "rule", "P101"),
        "postctl config": few.postctl("hugo", "config"),
    } | {name: run for name, run in (listing(few) | writing(few) | looking(few) | checking(few)).items() if "script" not in name}


def _one(stage: Stage) -> Path:
    return stage.site("edited") / path_of(0, "hugo")


def _remark(stage: Stage) -> list[str]:
    """The options of remark; its configuration and a schema are written."""
    if "remark" not in stage.peers:
        return []
    modules, rules = stage.peers["remark"].modules, stage.folder / "remark.json"
    (stage.site("hugo") / "post.schema.json").write_text(json.dumps(SCHEMA))
    schema = [f"{modules}/remark-lint-frontmatter-schema/dist/index.js", {"schemas": {"./post.schema.json": ["**/*.md"]}}]
    rules.write_text(json.dumps({"plugins": [f"{modules}/remark-frontmatter/index.js", schema]}))
    return ["content", "--no-stdout", "--quiet", "--rc-path", str(rules)]
