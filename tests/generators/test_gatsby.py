"""What postctl knows of Gatsby: where it is seen, the address of a post, and front matter as gray-matter reads it."""

from __future__ import annotations

import pytest
from sites import NOW, site_of

from postctl import publishing
from postctl.generators.gatsby import GENERATOR
from postctl.model import Status
from postctl.site import Folder

X = "src/blogs/tea.md"


def read(text: str, path: str = X):
    site = site_of({"gatsby-config.js": "", path: text}, "gatsby")
    return site, next(iter((*site.posts, *site.broken)))


@pytest.mark.parametrize(
    ("files", "score"),
    [
        ({"gatsby-config.js": ""}, 100),
        ({"gatsby-config.mjs": ""}, 100),
        ({"package.json": '{"dependencies": {"gatsby": "^5"}}'}, 90),
        ({"content/blog/tea/index.md": ""}, 10),
        ({"docs/gatsby-config.js": ""}, None),
        ({"package.json": '{"dependencies": {"gatsby-like": "1"}}'}, None),
    ],
)
def test_detection(files: dict[str, str], score: int | None) -> None:
    found = GENERATOR.detect(Folder(frozenset(files), files.get))
    assert (found and found.score) == score


@pytest.mark.parametrize(
    ("path", "front", "url"),
    [
        (X, "path: /kettle", "/kettle"),
        (X, "permalink: /kettle/", "/kettle/"),
        (X, "slug: kettle", "/kettle"),
        (X, "path: https://example.org/kettle", None),
        (X, "title: Tea", "/tea/"),
        ("content/blog/2024-05-03-tea/index.md", "title: Tea", "/2024-05-03-tea/"),
        ("src/pages/about.md", "title: About", "/about/"),
    ],
)
def test_addresses(path: str, front: str, url: str | None) -> None:
    assert read(f"---\n{front}\n---\n", path)[1].url == url


@pytest.mark.parametrize(
    "text",
    [
        "---\ntitle: Tea\ndraft: true\n---\nPour.\n",
        "---yaml\ntitle: Tea\ndraft: true\n---\nPour.\n",
        '---json\n{"title": "Tea", "draft": true}\n---\nPour.\n',
    ],
)
def test_r3_each_language_is_read_and_edited(text: str) -> None:
    site, post = read(text)
    assert (post.title, post.verdict.hidden) == ("Tea", Status.DRAFT)
    change = publishing.plan(site, post, public=True).change
    assert change is not None
    assert change.after.decode() == text.replace("true", "false")


@pytest.mark.parametrize(
    ("fence", "told"), [("---js", "executable"), ("---coffee", "executable"), ("---toml", "not read by this")]
)
def test_s8_other_languages_are_named_and_left_alone(fence: str, told: str) -> None:
    _, broken = read(f"{fence}\ntitle = 'Tea'\n---\n")
    assert told in broken.reason


@pytest.mark.parametrize(
    ("front", "hidden", "trap"),
    [
        ("draft: true", Status.DRAFT, False),
        ("draft: false", None, False),
        ('draft: "false"', None, True),
        ("draft: yes", Status.DRAFT, True),
        ("Draft: true", None, True),
        ("published: false", Status.DRAFT, False),
        ("status: draft", Status.DRAFT, False),
        ("title: Tea", None, False),
    ],
)
def test_draft_marks_by_convention(front: str, hidden: Status | None, trap: bool) -> None:
    _, post = read(f"---\n{front}\n---\n")
    assert (post.verdict.hidden, post.verdict.trap is not None) == (hidden, trap)


def test_future_posts_are_public() -> None:
    site, _ = read("---\ntitle: Tea\ndate: 2031-01-01\n---\n")
    assert site.settings.future
    assert site.at == NOW
