"""Real posts, set and set back: each has its first bytes again, or was refused for a reason that is counted here."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from postctl import document, setting, tagging
from postctl.errors import Refused
from postctl.site import Post, Site
from postctl.store import scan
from postctl.values import replace

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


# --- tags -------------------------------------------------------------------------------------------------------------

NEW = "otherwise"


def renamed(site: Site, post: Post, old: str, new: str) -> Post:
    """The post with every one of its terms called so, in whatever taxonomy, under another name."""
    for taxonomy, group in tagging.used(replace(site, posts=(post,))).items():
        if old in group:
            post = tagging.plan(site, post, (old,), new, taxonomy).post
    return post


def test_r3_a_tag_renamed_and_back_leaves_the_first_bytes(corpus: Path) -> None:
    refused, tried, other = Counter[str](), 0, []
    for site, post in every_post(corpus):
        names = {name for group in tagging.used(replace(site, posts=(post,))).values() for name in group}
        for name in sorted(names):
            tried += 1
            try:
                there = renamed(site, post, name, NEW)
                back = renamed(site, there, NEW, name)
            except Refused as error:
                refused[re.sub("`.*?`", "…", error.message).replace(post.path, "it")] += 1
                continue
            assert NEW in {each for group in tagging.used(replace(site, posts=(there,))).values() for each in group}
            if document.encoded(back.document) != document.encoded(post.document):
                other.append((post.path, name))
    assert refused == {}
    assert other == [("test/source/_posts/2013-05-10-number-category.markdown", "2013")]  # a number; a name is text
    assert tried > 1500
