"""Real posts, set and set back: each has its first bytes again, or was refused for a reason that is counted here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from postctl import document, setting
from postctl.errors import Refused
from postctl.site import Post, Site
from postctl.store import scan

pytestmark = pytest.mark.corpus


def every_post(corpus: Path) -> Iterator[tuple[Site, Post]]:
    for folder in sorted(corpus.iterdir()):
        if folder.is_dir():
            site = scan.open_site(str(folder))
            yield from ((site, post) for post in site.posts if post.document.entries)


def done(site: Site, post: Post, *words: str) -> tuple[Site, Post]:
    """The site and the post after `set`."""
    plan = setting.plan(site, post, [each for word in words if (each := setting.assignment(word))])
    assert plan.change is not None
    return replace(site, posts=tuple(plan.post if each.path == post.path else each for each in site.posts)), plan.post


@pytest.mark.parametrize("word", ["newkey=some value", "newkey=3", "newkey=[a, b]", "newkey+=an item", "new.key=value"])
def test_r3_a_key_set_and_removed_again_leaves_the_first_bytes(corpus: Path, word: str) -> None:
    refused, tried = Counter[str](), 0
    key = word.partition("=")[0].rstrip("+")
    for site, post in every_post(corpus):
        tried += 1
        try:
            after, there = done(site, post, word)
            _, back = done(after, there, f"{key}!")
        except Refused as error:
            refused[error.message.partition("(")[0]] += 1
            continue
        assert document.encoded(there.document) != document.encoded(post.document)
        assert document.encoded(back.document) == document.encoded(post.document), post.path
    assert refused == ({"`new.key` cannot be a key of `Key: value` lines": 26} if key == "new.key" else {})
    assert tried > 1200
