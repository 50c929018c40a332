"""Facts of a post: those that are found out while its document is at hand are those that its nodes tell."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sites import site_of

from postctl import facts
from postctl.store import scan

EXAMPLES = Path(__file__).parents[1] / "examples"
LINE = st.sampled_from(
    "title: A\n|title: B\n|Title: 'it''s'\n|tags: [a, 'b''c']\n|d: \"x\"\n|f:\n- a\n- b\n|g: &x 1\n|h:\n".split("|")
)


def by_nodes(post, site):
    """The same with nothing but nodes to go by."""
    _ = post.document.root
    object.__setattr__(post.document, "data", None)
    post.known.clear()
    return told(post, site)


def told(post, site):
    facts.early(post, site)
    known = {name.rpartition(".")[2]: each for name, each in post.known.items()}
    return {name: known[name] for name in ("syntax", "keys")}, known["is_flat"]


def assert_same(site):
    for post in site.posts:
        quick, flat = told(post, site)
        names = [each.key.lower() for each in post.document.entries]
        assert not flat or (len({*names}) == len(names) and all(each.value.kind != "map" for each in post.document.entries))
        assert quick == by_nodes(post, site)[0]


@pytest.mark.parametrize("name", sorted(each.name for each in EXAMPLES.iterdir() if each.is_dir()))
def test_early_facts_are_those_of_the_nodes(name):
    assert_same(scan.open_site(str(EXAMPLES / name)))


@pytest.mark.corpus
def test_early_facts_of_the_corpus_are_those_of_the_nodes(corpus):
    for root in sorted(each for each in corpus.iterdir() if each.is_dir()):
        assert_same(scan.open_site(str(root)))


@given(st.lists(LINE, max_size=5), st.sampled_from(["jekyll", "gatsby", "eleventy", "plain"]))
def test_early_facts_are_those_of_the_nodes_whatever_stands_there(lines, generator):
    text = f"---\n{''.join(lines)}---\n\nText.\n"
    assert_same(site_of({"_posts/2020-01-01-a.md" if generator == "jekyll" else "a.md": text}, generator))


def test_a_key_that_stands_twice_is_there_twice():
    site = site_of({"_posts/2020-01-01-a.md": "---\ntitle: A\ntags: [x]\ntitle: B\n---\n"}, "jekyll")
    assert facts.keys(site.posts[0], site) == ["title", "tags", "title"]
