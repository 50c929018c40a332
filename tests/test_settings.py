"""What the owner tells in postctl.toml goes before what a generator's configuration says, or code would say."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from postctl import config, status
from postctl.errors import ConfigError
from postctl.site import Site
from postctl.store import scan

POST = '---\ntitle: "Tea"\ndate: "2031-02-11"\n---\n'


@pytest.fixture
def site(tmp_path):
    def opened(settings: str, files: dict[str, str]) -> Site:
        for name, text in {"postctl.toml": settings, **files}.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        return scan.open_site(str(tmp_path))

    return opened


GATSBY = {"gatsby-config.js": "", "content/blog/tea/index.md": POST}


@pytest.mark.parametrize(
    ("word", "shown"), [("", "published"), ('future = "show"', "published"), ('future = "hide"', "scheduled")]
)
def test_posts_of_the_future(site, word: str, shown: str) -> None:
    read = site(word, GATSBY)
    assert status.effective(read.posts[0], read.settings, read.at).status == shown


def test_addresses_that_code_makes(site) -> None:
    assert site("", GATSBY).posts[0].url == "/tea/"
    assert site('permalink = "/{date:YYYY}/{slug}"', GATSBY).posts[0].url == "/2031/tea"
    with_path = {"content/blog/tea/index.md": POST.replace("date:", 'path: "/kettle"\ndate:')}
    assert site('permalink = "/{date:YYYY}/{slug}"', GATSBY | with_path).posts[0].url == "/kettle"


@pytest.mark.parametrize(
    ("generator", "files", "settings", "url"),
    [
        ("hugo", {"hugo.toml": "", "content/posts/tea.md": POST}, "buildFuture = true\nuglyURLs = true", "/posts/tea.html"),
        (
            "jekyll",
            {"_config.yml": "permalink: none", "_posts/2031-02-11-tea.md": POST},
            'permalink = "/:year/:title"',
            "/2031/tea",
        ),
    ],
)
def test_settings_of_the_generator(site, generator: str, files: dict[str, str], settings: str, url: str) -> None:
    read = site(f'generator = "{generator}"\n[settings]\n{settings}\n', files)
    assert read.posts[0].url == url


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ('future = "perhaps"', "`future` is 'perhaps'"),
        ("future = true", "`future` must be"),
        ('permalink = "/{slg}"', "There is no {slg}"),
        ('permalink = "/{slug"', "do not match"),
        ("settings = 3", "`settings` must be a table"),
    ],
)
def test_what_cannot_be_meant_is_told(site, settings: str, told: str) -> None:
    with pytest.raises(ConfigError, match=re.escape(told)):
        site(settings, GATSBY)


def test_the_configurations_in_the_readme_are_ones() -> None:
    readme = (Path(__file__).parent.parent / "README.md").read_text()
    blocks = re.findall(r"^```toml\n(.*?)^```$", readme, re.DOTALL | re.MULTILINE)
    assert blocks
    for block in blocks:
        assert tomllib.loads(block)
        assert config.load("postctl.toml", block) is not None
