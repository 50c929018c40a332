"""What `schedule` makes of a post is asked of the real generators: hidden before the moment, there after it.

Where the generator's clock cannot be turned, two posts are scheduled: one for a moment ahead of the real clock, and one, by a
postctl that lives in 2020, for a moment that is past by now.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

import tools

from postctl.cli import main

pytestmark = pytest.mark.oracle

HERE = Path(__file__).parent
MOMENT = datetime(2031, 6, 1, 9, 30, tzinfo=UTC)
OLD = "2020-01-01T00:00:00Z"
DAY = "2019-05-06"
MINUTE = timedelta(minutes=1)

Shows = Callable[[Path, datetime], set[str]]
"""The names of the posts that are public in a build at a moment, of a site in a folder."""


def answer(command: list[str], given: object) -> str:
    run = subprocess.run(command, input=json.dumps(given), capture_output=True, text=True, timeout=300, check=False)
    assert run.returncode == 0, run.stderr
    return run.stdout


def hugo(root: Path, at: datetime) -> set[str]:
    command = [str(tools.program("hugo")), "list", "published", "--noBuildLock", "--clock", at.isoformat()]
    run = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True, timeout=120)
    return {Path(line.partition(",")[0]).stem for line in run.stdout.splitlines() if line.startswith("content/")}


def jekyll(root: Path, at: datetime) -> set[str]:
    config = {"time": at.isoformat(), "quiet": True}
    jobs = [{"root": str(root), "config": config}]
    said = json.loads(answer(["ruby", str(HERE / "jekyll_build.rb")], jobs).splitlines()[-1])
    return {post["slug"] for post in said[0]["posts"]}


def hexo(root: Path, _at: datetime) -> set[str]:
    command = ["node", str(HERE / "hexo_build.js"), str(tools.package("hexo"))]
    said = next(json.loads(line) for line in answer(command, [{"root": str(root)}]).splitlines() if line.startswith("{"))
    assert said["errors"] == []
    return {Path(post["source"]).stem for post in said["posts"] if post["public"]}


def pelican(root: Path, _at: datetime) -> set[str]:
    said = json.loads(answer([sys.executable, str(HERE / "pelican_build.py")], [str(root)]))
    return {Path(post["path"]).stem for post in said[0]["posts"] if post["kind"] == "published"}


YAML = "---\ntitle: {name}\ndate: {date}\n{mark}---\n\nText.\n"
PELICAN = "Title: {name}\nDate: {date}\n{mark}\n\nText.\n"
PELICANCONF = 'PATH = "content"\nSITENAME = "S"\nTIMEZONE = "Europe/Paris"\n'

SITES: dict[str, tuple[Shows, dict[str, str], str, str]] = {
    "hugo": (hugo, {"hugo.toml": 'timeZone = "Europe/Paris"\n'}, "content/posts/{name}.md", YAML),
    "hugo buildFuture": (hugo, {"hugo.toml": "buildFuture = true\n"}, "content/posts/{name}.md", YAML),
    "jekyll": (jekyll, {"_config.yml": "timezone: Europe/Paris\n"}, "_drafts/{name}.md", YAML),
    "jekyll future": (jekyll, {"_config.yml": "future: true\n"}, "_drafts/{name}.md", YAML),
    "hexo": (hexo, {"_config.yml": "future: false\ntimezone: Europe/Paris\n"}, "source/_drafts/{name}.md", YAML),
    "hexo future": (hexo, {"_config.yml": "timezone: Europe/Paris\n"}, "source/_drafts/{name}.md", YAML),
    "pelican": (pelican, {"pelicanconf.py": PELICANCONF + "WITH_FUTURE_DATES = False\n"}, "content/{name}.md", PELICAN),
    "pelican future": (pelican, {"pelicanconf.py": PELICANCONF}, "content/{name}.md", PELICAN),
}
MARKS = {"hugo": "draft: true\n", "pelican": "Status: draft\n"}
PACKAGE = '{"name": "x", "version": "0.0.0", "hexo": {"version": "8.0.0"}, "dependencies": {"hexo": "8"}}'
MORE = {"hexo": {"package.json": PACKAGE}}


def missing(name: str) -> str:
    if name == "jekyll":
        return "" if shutil.which("jekyll") else "jekyll is not on PATH"
    return tools.missing_package(name) if name == "hexo" else tools.missing_program(name)


@pytest.fixture(params=SITES)
def site(request, tmp_path: Path) -> tuple[str, Path, Shows]:
    """A site with two drafts, `soon` and `later`, and one public post, `public`."""
    generator = request.param.partition(" ")[0]
    if missing(generator):
        pytest.skip(missing(generator))
    shows, files, path, text = SITES[request.param]
    public = path.replace("_drafts/{name}", f"_posts/{DAY}-{{name}}" if generator == "jekyll" else "_posts/{name}")
    for name, place in {"soon": path, "later": path, "public": public}.items():
        mark = MARKS.get(generator, "") if name != "public" else ""
        files = {**files, place.format(name=name): text.format(name=name, date=DAY, mark=mark)}
    for name, content in {**files, **MORE.get(generator, {})}.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(content)
    return request.param, tmp_path, shows


def run(root: Path, *words: str, at: str) -> None:
    assert main(["-C", str(root), *words, "--at", at, "-q"]) == 0, words


def test_a_scheduled_post_is_hidden_before_its_moment_and_there_after_it(site, capsys) -> None:
    name, root, shows = site
    generator, _, future = name.partition(" ")
    turns = generator in ("hugo", "jekyll")
    now = MOMENT - timedelta(days=10) if turns else datetime.now(UTC).replace(microsecond=0)
    moment = now + timedelta(days=10)
    run(root, "schedule", "soon", "2020-02-03T10:00:00Z", at=OLD)
    run(root, "schedule", "later", moment.isoformat(), at=now.isoformat())
    assert shows(root, now) == ({"public"} if future else {"public", "soon"})
    run(root, "publish", "--due", at=now.isoformat())
    assert shows(root, now) == {"public", "soon"}
    for at, expected in ((moment - MINUTE, {"public", "soon"}), (moment, {"public", "soon", "later"})):
        run(root, "publish", "--due", at=at.isoformat())
        if turns or future:
            assert shows(root, at) == expected
    assert not any("postctl" in path.read_text() for path in root.rglob("*.md"))
