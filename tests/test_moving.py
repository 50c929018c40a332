"""What goes along with a post, what is in its way, and a plan that was cut short anywhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pytest
from sites import site_of

from postctl import moving, publishing, renaming
from postctl.errors import Refused
from postctl.model import Change
from postctl.renaming import Wish
from postctl.site import Post, Site
from postctl.values import replace

Files = dict[str, bytes]
T = "---\ntitle: T\n---\n"


def bytes_of(files: Mapping[str, str | bytes]) -> Files:
    return {name: text if isinstance(text, bytes) else text.encode() for name, text in files.items()}


def post(site: Site, path: str) -> Post:
    return next(each for each in site.posts if each.path == path)


def trip(files: Mapping[str, str], generator: str, path: str, target: str) -> dict[str, str]:
    site = site_of(files, generator)
    return dict(moving.trip(site, post(site, path), target).files)


# --- who goes along -----------------------------------------------------------------------------------------------------


def test_a_lone_file_goes_alone():
    files = {"a.md": T, "a.png": "", "ab.md": T, "a/b.md": T}
    assert trip(files, "plain", "a.md", "b.md") == {"a.md": "b.md"}


def test_r19_the_posts_are_gone_through_a_few_times_however_many_files_there_are():
    class Counted(tuple):
        looks = 0

        def __iter__(self):
            Counted.looks += 1
            return super().__iter__()

    site = site_of({f"{number}.md": T for number in range(50)}, "plain")
    moving.trip(replace(site, posts=Counted(site.posts)), post(site, "1.md"), "one.md")
    assert 0 < Counted.looks < 10


def test_a_bundle_goes_whole():
    files = {
        "hugo.toml": "",
        "content/p/tea/index.md": T,
        "content/p/tea/img/a.png": "",
        "content/p/tea/more.md": T,
        "content/p/teapot.md": T,
    }
    assert trip(files, "hugo", "content/p/tea/index.md", "content/q/pot/index.md") == {
        "content/p/tea/index.md": "content/q/pot/index.md",
        "content/p/tea/img/a.png": "content/q/pot/img/a.png",
        "content/p/tea/more.md": "content/q/pot/more.md",
    }


def test_a_bundle_named_twice():
    files = {"eleventy.config.js": "", "content/tea/tea.md": T, "content/tea/tea.11tydata.json": "{}", "content/tea/a.png": ""}
    assert trip(files, "eleventy", "content/tea/tea.md", "content/pot/pot.md") == {
        "content/tea/tea.md": "content/pot/pot.md",
        "content/tea/tea.11tydata.json": "content/pot/pot.11tydata.json",
        "content/tea/a.png": "content/pot/a.png",
    }


def test_translations_of_a_bundle():
    files = {"hugo.toml": "[languages.en]\n[languages.fr]\n", "content/tea/index.md": T, "content/tea/index.fr.md": T}
    assert trip(files, "hugo", "content/tea/index.md", "content/pot/index.md").keys() == files.keys() - {"hugo.toml"}


def test_translations_by_name_and_nobody_else():
    files = {
        "hugo.toml": "[languages.en]\n[languages.fr]\n",
        "content/tea.md": T,
        "content/tea.fr.md": T,
        "content/tea.x.md": T,
        "content/x/tea.fr.md": T,
    }
    assert trip(files, "hugo", "content/tea.md", "content/pot.md") == {
        "content/tea.md": "content/pot.md",
        "content/tea.fr.md": "content/pot.fr.md",
    }
    assert trip(files, "hugo", "content/tea.fr.md", "content/pot.fr.md") == {
        "content/tea.md": "content/pot.md",
        "content/tea.fr.md": "content/pot.fr.md",
    }


def test_the_assets_of_hexo():
    files = {
        "_config.yml": "post_asset_folder: true\n",
        "source/_drafts/tea.md": T,
        "source/_drafts/tea/a.png": "",
        "source/_drafts/teapot/b.png": "",
    }
    assert trip(files, "hexo", "source/_drafts/tea.md", "source/_posts/2026-01-02-tea.md") == {
        "source/_drafts/tea.md": "source/_posts/2026-01-02-tea.md",
        "source/_drafts/tea/a.png": "source/_posts/2026-01-02-tea/a.png",
    }


def test_a_folder_with_other_posts_in_it_is_no_bundle():
    with pytest.raises(Refused, match="has other posts in it, such as blog/tea"):
        trip({"blog/index.md": T, "blog/tea.md": T}, "plain", "blog/index.md", "log/index.md")


def test_a_folder_that_nobody_looked_into_stops_all():
    with pytest.raises(Refused, match="does not look into"):
        trip({"drafts/tea/index.md": T, "drafts/tea/.git/": ""}, "plain", "drafts/tea/index.md", "tea/index.md")


LEAVES = [
    ("hugo", "content/tea/index.md", "content/pot/index.md", "content/tea"),
    ("hugo", "content/2026/01/02-tea/index.md", "content/2027/01/02-tea/index.md", "content/2026"),
    ("hugo", "content/2026/01/tea.md", "content/2026/02/tea.md", "content/2026/01"),
    ("hugo", "content/posts/tea.md", "content/notes/tea.md", ""),
    ("plain", "drafts/tea.md", "tea.md", ""),
    ("plain", "drafts/tea/index.md", "tea/index.md", "drafts/tea"),
    ("plain", "tea.md", "pot.md", ""),
]


@pytest.mark.parametrize(("generator", "path", "target", "expected"), LEAVES)
def test_folders_that_are_left_for_good(generator, path, target, expected):
    site = site_of({path: T} | ({"hugo.toml": ""} if generator == "hugo" else {}), generator)
    own = post(site, path)
    way = moving.trip(site, own, target)
    moves = moving.together(site, own, moving.arrived(site, own, own.document, way), way)
    (step,) = moving.moved(site, moves, way, moving.unread).changes
    assert step.leaves == expected


# --- cut short ----------------------------------------------------------------------------------------------------------

BUNDLE = {
    "hugo.toml": "[languages.en]\n[languages.fr]\n",
    "content/tea/index.md": "---\ntitle: Tea\n---\n![pot](pot.png)\n",
    "content/tea/index.fr.md": "---\ntitle: Thé\n---\n",
    "content/tea/pot.png": "png",
    "content/tea/b/c.png": "more",
    "content/milk.md": "---\ntitle: Milk\n---\n[tea](/tea/)\n",
}
TWO_FILES = {
    "conf.py": 'POSTS = (("posts/*.md", "p", ""),)\n',
    "posts/tea.md": "Text\n",
    "posts/tea.meta": ".. title: Tea\n.. slug: tea\n.. date: 2020-01-01\n",
}
ASSETS = {
    "_config.yml": "post_asset_folder: true\n",
    "source/_posts/tea.md": "---\ntitle: Tea\ndate: 2020-01-01\n---\n",
    "source/_posts/tea/a.png": "",
    "source/_posts/tea/b.png": "b",
}


def rename(files: Files, generator: str, path: str) -> tuple[Change, ...]:
    site = site_of(files, generator)
    return renaming.plan(site, post(site, path), Wish("Green tea"), files.__getitem__).changes


def done(files: Files, steps: tuple[Change, ...]) -> Files:
    left = dict(files)
    for step in steps:
        assert left.pop(step.moved_from or step.path) == step.before
        assert left.get(step.path, step.after) == step.after, "a file that is there is overwritten"
        left[step.path] = step.after
    return left


def cut_short(files: Files, steps: tuple[Change, ...]) -> Iterator[Files]:
    """The files after each step, and between the two halves of each move."""
    for number, step in enumerate(steps):
        left = done(files, steps[:number])
        yield left
        if step.moved_from is not None:
            yield {**left, step.path: step.after}


@pytest.mark.parametrize(
    ("files", "generator", "path"),
    [
        (BUNDLE, "hugo", "content/tea/index.md"),
        (TWO_FILES, "nikola", "posts/tea.md"),
        (ASSETS, "hexo", "source/_posts/tea.md"),
    ],
    ids=["bundle", "two files", "assets"],
)
def test_r11_the_same_again_finishes_a_plan_that_was_cut_short(files, generator, path):
    first = bytes_of(files)
    steps = rename(first, generator, path)
    whole = done(first, steps)
    states = list(cut_short(first, steps))
    assert len(states) > len(steps)
    for state in states:
        if "posts/tea.md" in state and "posts/tea.meta" not in state:
            continue  # the text is all that is left of the old post: that it is one of two files nobody can tell
        assert done(state, rename(state, generator, path)) == whole


def test_r8_a_file_in_the_way_of_an_asset_is_refused_before_the_disk_is_asked():
    files = {**ASSETS, "source/_posts/Green-tea": "a file where a folder is to be"}
    with pytest.raises(Refused, match="exists already"):
        rename(bytes_of(files), "hexo", "source/_posts/tea.md")


# --- several at once ------------------------------------------------------------------------------------------------------


def test_changes_of_several_plans_become_one_for_each_file():
    first, second = Change("a", b"1", b"2"), Change("b", b"2", b"3", "a", "x")
    assert moving.merged([first, second]) == [Change("b", b"1", b"3", "a", "x")]
    assert moving.merged([Change("b", b"1", b"2", "a"), Change("b", b"2", b"3")]) == [Change("b", b"1", b"3", "a")]
    assert moving.merged([Change("b", b"1", b"2", "a"), Change("a", b"2", b"1", "b")]) == [Change("a", b"1", b"1")]
    assert moving.merged([Change("n", None, b"1"), Change("n", b"1", b"2")]) == [Change("n", None, b"2")]
    apart = [Change("a", b"1", b"2"), Change("b", b"1", b"2")]
    assert moving.merged(apart) == apart


def test_a_batch_sees_what_it_has_planned():
    files = {"drafts/a.md": T, "drafts/b.md": T}
    site = site_of(files)
    one = publishing.plan(site, post(site, "drafts/a.md"), public=True)
    two = publishing.plan(one.site, post(one.site, "drafts/b.md"), public=True)
    assert {each.path for each in two.site.posts} == {"a.md", "b.md"}
    assert two.site.files == {"a.md", "b.md"}


def test_the_data_of_an_eleventy_post_goes_with_it() -> None:
    files = {
        "eleventy.config.js": "module.exports = {};\n",
        "blog/tea.md": "---\ntitle: Tea\ndate: 2020-01-02\n---\nText.\n",
        "blog/tea.11tydata.json": '{"permalink": "/my-tea/"}',
        "blog/pot.md": "---\ntitle: Pot\n---\n[tea](/my-tea/)\n",
    }
    site = site_of(files, "eleventy")
    post = next(each for each in site.posts if each.path == "blog/tea.md")
    trip = moving.trip(site, post, "blog/green.md")
    assert post.url == "/my-tea/"
    assert moving.arrived(site, post, post.document, trip).url == "/my-tea/"
    assert trip.files["blog/tea.11tydata.json"] == "blog/green.11tydata.json"
