"""Hugo and Jekyll are asked what they print for titles without quotes, and what becomes of values of other types."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parents[1]))

import tools
from sites import site_of

from postctl import linting, registry

pytestmark = [pytest.mark.oracle]

BY_CODE = {rule.code: rule for rule in registry.rules()}
TITLES = (
    "1.10 1.0 0.5 3 2013 0123 0129 007 1_000 1,000 12,34 0x1F 0b11 1e3 1.5e3 10:30 1:2:3 1:99 yes No ON off true False y n "
    "2020-01-01 1.2.3 5% .5 +5 12345678901234567890 A"
).split()


def printed(title):
    return f"---\ntitle: {title}\ndate: 2026-01-01\n---\nText.\n"


def expected(generator, path, title):
    """What we say is printed: the title as written where nothing is found."""
    (finding, *_) = [*linting.check(site_of({path: printed(title)}, generator), (BY_CODE["P110"],)), None]
    return finding.message.rpartition("prints ")[2] if finding else title


def build(command, folder):
    subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True, timeout=300)


@pytest.mark.skipif(bool(tools.missing_program("hugo")), reason=tools.missing_program("hugo"))
def test_hugo_prints_these_titles(tmp_path):
    posts = tmp_path / "content" / "posts"
    layouts = tmp_path / "layouts"
    posts.mkdir(parents=True)
    layouts.mkdir()
    (tmp_path / "hugo.toml").write_text(
        "baseURL = 'https://example.org/'\ndisableKinds = ['taxonomy', 'term', 'section', 'home']\n"
    )
    (layouts / "single.html").write_text("[{{ .Title }}]")
    for number, title in enumerate(TITLES):
        (posts / f"p{number}.md").write_text(printed(title))
    build([tools.program("hugo")], tmp_path)
    theirs = {title: (tmp_path / "public" / "posts" / f"p{n}" / "index.html").read_text()[1:-1] for n, title in enumerate(TITLES)}
    wrong = {title: (shown, expected("hugo", "content/posts/a.md", title)) for title, shown in theirs.items()}
    # of other numbers nothing is said, whatever becomes of them
    silent = {title for title, (_, ours) in wrong.items() if ours == title} & {"0b11", "1.5e3", ".5", "+5", "0129", "y", "n"}
    assert {title: pair for title, pair in wrong.items() if pair[0].lower() != pair[1].lower() and title not in silent} == {}


@pytest.mark.skipif(bool(tools.missing_program("jekyll")), reason=tools.missing_program("jekyll"))
def test_jekyll_prints_these_titles(tmp_path):
    posts = tmp_path / "_posts"
    posts.mkdir()
    (tmp_path / "_config.yml").write_text("markdown: kramdown\n")
    (tmp_path / "index.html").write_text(
        "---\n---\n{% for post in site.posts %}<{{ post.slug }}>[{{ post.title }}]\n{% endfor %}"
    )
    for number, title in enumerate(TITLES):
        (posts / f"2026-01-01-p{number}.md").write_text(printed(title))
    build([tools.program("jekyll"), "build"], tmp_path)
    index = (tmp_path / "_site" / "index.html").read_text()
    shown = {TITLES[int(number)]: title for number, title in re.findall(r"<p(\d+)>\[(.*)\]", index)}
    theirs = {title: "the file name" if re.fullmatch(r"P\d+", seen) else seen for title, seen in shown.items()}
    assert len(theirs) == len(TITLES)
    wrong = {title: (shown, expected("jekyll", "_posts/2026-01-01-a.md", title)) for title, shown in theirs.items()}
    silent = {title for title, (_, ours) in wrong.items() if ours == title} & {"0b11", ".5", "+5", "false"}
    assert {title: pair for title, pair in wrong.items() if pair[0] != pair[1] and title not in silent} == {}
