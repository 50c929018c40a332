"""Posts whose documents are let go of: the same as those that are read whole, in one process and in two."""

from __future__ import annotations

import os
from pathlib import Path
from shutil import copytree

import pytest

from postctl import facts
from postctl.cli import sharing
from postctl.store import _remembered, reads, scan, stamps, survey
from postctl.store._remembered import Remembered
from postctl.store.index import Memory
from postctl.values import replace

EXAMPLES = Path(__file__).parents[2] / "examples"
FIELDS = "path title slug url date updated tags lang verdict goes_live expires place front document beside own file".split()


def read(root, memory=None, **how):
    opened = scan.read(survey.surveyed(str(root)), None, memory, **how)
    return opened, [[(name, getattr(post, name)) for name in FIELDS] for post in opened.site.posts]


def told(opened):
    return opened.site.broken, opened.site.ignored, opened.notices, opened.partial, opened.cut, opened.whole


def halved(work, paths, tick):
    """Two processes, however few there are to read."""
    before, sharing.ENOUGH = sharing.ENOUGH, 2
    try:
        return sharing.shared(work, paths, tick)
    finally:
        sharing.ENOUGH = before


@pytest.mark.parametrize("spread", [scan.alone, halved])
@pytest.mark.parametrize("name", sorted(each.name for each in EXAMPLES.iterdir() if each.is_dir()))
def test_a_post_without_its_document_is_the_post_that_was_read(name, spread, tmp_path):
    root = copytree(EXAMPLES / name, tmp_path / "site")
    whole, everything = read(root)
    for memory in (None, Memory(str(tmp_path / "cache"))):
        parted, same = read(root, memory, whole=False, spread=spread)
        assert {type(post) for post in parted.site.posts} == {Remembered}
        assert same == everything
        assert told(parted) == told(whole)


@pytest.mark.corpus
def test_the_corpus_is_the_same_without_documents(corpus):
    for root in sorted(each for each in corpus.iterdir() if each.is_dir()):
        whole, everything = read(root)
        parted, same = read(root, whole=False, spread=halved)
        assert (same, told(parted)) == (everything, told(whole))


def remembered(tmp_path, name="hugo"):
    """A site whose posts are all remembered, and the same read whole."""
    root, memory = copytree(EXAMPLES / name, tmp_path / "site"), Memory(str(tmp_path / "cache"))
    whole = scan.read(survey.surveyed(str(root))).site
    scan.read(survey.surveyed(str(root)), None, memory, whole=False).remember()
    return whole, scan.read(survey.surveyed(str(root)), None, memory).site


def test_no_more_documents_are_held_than_there_is_room_for(tmp_path, monkeypatch):
    monkeypatch.setattr(stamps, "RACY", -(10**12))
    monkeypatch.setattr(_remembered, "_MOST_HELD", 2)
    whole, site = remembered(tmp_path)
    for _ in range(2):
        assert [post.document for post in site.posts] == [post.document for post in whole.posts]
        held = [post.path for post in site.posts if _remembered._is_there(post, "document")]
        assert held == [post.path for post in site.posts][-2:]


@pytest.mark.parametrize("damaged", ["", "[", "{}", "null", "[1,2", "]", "{}, {}"])
@pytest.mark.parametrize("some", [1, 4])
def test_what_is_asked_of_many_is_looked_up_in_one_go_and_is_the_same(some, damaged, tmp_path, monkeypatch):
    monkeypatch.setattr(stamps, "RACY", -(10**12))
    monkeypatch.setattr(_remembered, "_SOME", some)
    whole, site = remembered(tmp_path)
    for post in whole.posts:
        facts.early(post, whole)
    source, path = site.posts[0]._source, site.posts[2].path
    more = source.more

    def spoilt(row):
        return more(row)._replace(facts=damaged, rest=damaged) if row.path == path else more(row)

    if damaged:
        monkeypatch.setattr(source, "more", spoilt)
    looked_up = [[(post.front, post.place, post.own) for post in each.posts] for each in (site, whole)]
    assert looked_up[0] == looked_up[1]
    expected = [{} if damaged and post.path == path else post.known for post in whole.posts]
    assert [post.known for post in site.posts] == expected
    assert sorted(post.path for post in source.known) == sorted(post.path for post in site.posts)


def test_the_text_of_a_post_is_there_without_its_document_and_with_another(tmp_path):
    root = copytree(EXAMPLES / "nikola", tmp_path / "site")
    whole, _ = read(root)
    parted = scan.read(survey.surveyed(str(root)), None, None, whole=False)
    assert [post.raw for post in parted.site.posts] == [post.raw for post in whole.site.posts]
    changed = replace(parted.site.posts[0], title="Other")
    assert (changed.title, changed.raw) == ("Other", whole.site.posts[0].raw)
    assert replace(changed, document=whole.site.posts[1].document).raw == whole.site.posts[1].raw


def blog(tmp_path):
    root = tmp_path / "site"
    (root / "content").mkdir(parents=True)
    (root / "hugo.toml").write_text('title = "x"\n')
    for name, text in {
        "a": "---\ntitle: A\n---\nText.\n",
        "b": "---\ntitle: [\n---\n",
        "c": "---\ntitle: C\n---\n",
        "d": f"---\ntitle: D\n---\n{'x' * 70}\n",
        "e": "---\ntitle: E\n---\n",
    }.items():
        (root / "content" / f"{name}.md").write_text(text)
    return root


@pytest.mark.parametrize("spread", [scan.alone, halved])
def test_what_is_to_be_said_of_files_comes_from_both_processes(spread, tmp_path, monkeypatch):
    root = blog(tmp_path)
    monkeypatch.setattr(scan, "MAX_BODY", 60)
    monkeypatch.setattr(scan, "HEAD", 40)
    (root / "content" / "c.md").unlink()
    (root / "content" / "c.md").symlink_to("nowhere.md")
    real = reads.Files.read
    monkeypatch.setattr(reads.Files, "read", lambda self, path, **how: _refused(path) or real(self, path, **how))
    for memory in (None, Memory(str(tmp_path / "cache"))):
        opened, _ = read(root, memory, whole=False, spread=spread)
        assert [(each.path, each.line) for each in opened.site.broken] == [("content/b.md", 3), ("content/e.md", 1)]
        assert (opened.cut, opened.partial, opened.whole) == (frozenset({"content/d.md"}), True, False)
        assert any("content/d.md: larger" in line for line in opened.notices)


def _refused(path):
    if path.endswith("e.md"):
        raise scan.PostctlError("cannot be read", "check its permissions")


def test_a_post_that_was_read_from_its_head_only_is_never_remembered(tmp_path, monkeypatch):
    root, memory = blog(tmp_path), Memory(str(tmp_path / "cache"))
    monkeypatch.setattr(stamps, "RACY", -(10**12))
    monkeypatch.setattr(scan, "MAX_BODY", 60)
    for _ in range(2):
        opened, _ = read(root, memory, whole=False)
        opened.remember()
        assert opened.cut == {"content/d.md"}


@pytest.mark.parametrize("whole", [True, False])
def test_r26_what_is_written_after_the_reading_is_not_taken_for_what_was_read(whole, tmp_path, monkeypatch):
    root, memory = blog(tmp_path), Memory(str(tmp_path / "cache"))
    monkeypatch.setattr(stamps, "RACY", -(10**12))  # a clock that is far behind
    opened, _ = read(root, memory, whole=whole)
    path = root / "content" / "a.md"
    new = root / "new"
    new.write_text("---\ntitle: Other\n---\nText.\n")
    os.utime(new, ns=(path.stat().st_atime_ns, path.stat().st_mtime_ns))
    new.replace(path)
    opened.remember()
    assert next(post.title for post in read(root, memory)[0].site.posts) == "Other"
