"""After `postctl rename` the real generator serves the post at the new address, and leads there from the old one where it can."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

import tools

from postctl.cli import main
from postctl.site import Post
from postctl.store import scan

pytestmark = pytest.mark.oracle
NOW = "2026-11-23T12:00:00Z"
TITLE = "A Thing Not Known"


def run(site: Path, *command: str) -> Path:
    out = site.with_name("out")
    shutil.rmtree(out, ignore_errors=True)
    done = subprocess.run(command, cwd=site, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr + done.stdout
    return out


def hugo(site: Path) -> Callable[[str], str | None]:
    return pages(run(site, tools.program("hugo") or "", "--destination", str(site.with_name("out")), "--clock", NOW))


def jekyll(site: Path) -> Callable[[str], str | None]:
    return pages(run(site, "jekyll", "build", "-q", "-d", str(site.with_name("out"))))


def pelican(site: Path) -> Callable[[str], str | None]:
    command = (tools.program("pelican") or "", "content", "-s", "pelicanconf.py", "-o", str(site.with_name("out")))
    return pages(run(site, *command))


def pages(out: Path) -> Callable[[str], str | None]:
    """The text of the page a server finds under a URL."""

    def page(url: str) -> str | None:
        path = out / url.strip("/")
        found = path / "index.html" if path.is_dir() else path
        return found.read_text(encoding="utf-8") if found.is_file() else None

    return page


def hexo(site: Path) -> Callable[[str], str | None]:
    home, build = tools.package("hexo"), Path(__file__).with_name("hexo_build.js")
    jobs = json.dumps([{"root": str(site)}])
    done = subprocess.run(["node", str(build), str(home)], input=jobs, capture_output=True, text=True, timeout=300, check=False)
    (answer,) = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
    root = answer["url"].rstrip("/")
    shown = {each["url"].removeprefix(root): f"{each['title']}\n{each['content']}" for each in answer["posts"] if each["public"]}
    return shown.get


SITES = [
    pytest.param("hugo", hugo, "soup-for-two", marks=pytest.mark.skipif(not tools.program("hugo"), reason="no hugo")),
    pytest.param("hugo", hugo, "how-to-read-a-tide-table", marks=pytest.mark.skipif(not tools.program("hugo"), reason="no hugo")),
    pytest.param(
        "jekyll",
        jekyll,
        "truing-a-wheel-by-ear",
        marks=pytest.mark.skipif(not shutil.which("jekyll"), reason="jekyll is not on PATH"),
    ),
    pytest.param(
        "hexo",
        hexo,
        "breakfast-in-a-paper-bag",
        marks=pytest.mark.skipif(bool(tools.missing_package("hexo")), reason=tools.missing_package("hexo")),
    ),
    pytest.param(
        "pelican", pelican, "bread-for-a-workday", marks=pytest.mark.skipif(not tools.program("pelican"), reason="no pelican")
    ),
]


def post(site: Path, words: str) -> Post:
    return next(each for each in scan.open_site(str(site)).posts if words in (each.slug, each.title, each.place.slug))


@pytest.mark.parametrize(("example", "build", "slug"), SITES)
def test_the_new_address_is_served_and_the_old_one_leads_there(copy_example, capsys, example, build, slug):
    site = copy_example(example)
    old = post(site, slug)
    assert old.url is not None
    assert old.title in (build(site)(old.url) or "")
    assert main(["-C", str(site), "rename", old.path, TITLE]) == 0
    new = post(site, TITLE)
    assert new.url is not None
    page = build(site)
    assert TITLE in (page(new.url) or "")
    if example == "hugo":
        assert new.url in (page(old.url) or "")
    else:
        assert page(old.url) is None


@pytest.mark.parametrize(("example", "build", "slug"), SITES)
def test_another_date_is_served_too(copy_example, capsys, example, build, slug):
    site = copy_example(example)
    old = post(site, slug)
    assert main(["-C", str(site), "rename", old.path, "--date", "2023-02-03"]) == 0
    new = post(site, old.title)
    assert new.date is not None
    assert new.date.iso is not None
    assert new.date.iso.startswith("2023-02-03")
    assert new.url is not None
    assert old.title in (build(site)(new.url) or "")
