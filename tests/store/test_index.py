"""What is remembered of posts: the same as what is read, whatever happens to the files, and never in the way."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from shutil import copytree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from postctl import reading
from postctl.cli import main
from postctl.errors import PostctlError
from postctl.site import Post
from postctl.store import _data, _database, index, scan, stamps, survey
from postctl.store._remembered import Remembered
from postctl.store._rows import HEAD, REST
from postctl.store.index import Memory
from postctl.values import fields

EXAMPLES = Path(__file__).parents[2] / "examples"
FIELDS = tuple(each.name for each in fields(Post) if each.name != "known")


@pytest.fixture
def memory(tmp_path, monkeypatch):
    """A place to remember in, where no change is too young."""
    monkeypatch.setattr(stamps, "RACY", -(10**12))
    return Memory(str(tmp_path / "cache"))


def read(root, memory=None):
    opened = scan.read(survey.surveyed(str(root), home=memory and memory.home), memory=memory)
    opened.remember()
    return opened


def site(tmp_path, **posts):
    root = tmp_path / "site"
    root.mkdir(exist_ok=True)
    (root / "hugo.toml").write_text('title = "x"\n')
    for name, text in posts.items():
        path = root / "content" / f"{name}.md"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
    return root


def files(memory):
    return sorted(Path(memory.home).rglob("*.sqlite"))


def everything(opened):
    return [[(name, getattr(post, name)) for name in FIELDS] for post in opened.site.posts]


def test_every_field_is_in_one_of_the_texts_or_in_the_file():
    assert {*HEAD, *REST, "path", "document", "beside"} == {*FIELDS, "waiting"}


@pytest.mark.parametrize("name", sorted(each.name for each in EXAMPLES.iterdir() if each.is_dir()))
def test_a_remembered_post_is_the_post_that_was_read(name, tmp_path, memory):
    root = copytree(EXAMPLES / name, tmp_path / "site")
    cold = everything(read(root))
    read(root, memory)
    warm = read(root, memory)
    assert [type(post) for post in warm.site.posts] == [Remembered] * len(cold)
    assert everything(warm) == cold


@pytest.mark.corpus
def test_a_remembered_post_of_the_corpus_is_the_post_that_was_read(corpus, memory):
    remembered = 0
    for root in sorted(each for each in corpus.iterdir() if each.is_dir()):
        cold = everything(read(root))
        read(root, memory)
        warm = read(root, memory)
        remembered += sum(isinstance(post, Remembered) for post in warm.site.posts)
        assert everything(warm) == cold
    assert remembered > 1200


def test_nothing_is_read_again_until_somebody_looks(tmp_path, memory, monkeypatch):
    root = site(tmp_path, a="---\ntitle: A\n---\none two\n", b="---\ntitle: B\n---\n")
    read(root, memory)
    asked = []
    monkeypatch.setattr(reading, "read", lambda path, *rest: asked.append(path))
    warm = read(root, memory)
    assert [post.title for post in warm.site.posts] == ["A", "B"]
    assert [post.front["title"] for post in warm.site.posts] == ["A", "B"]
    assert asked == []
    with pytest.raises(PostctlError, match=r"content/a\.md was changed meanwhile"):
        _ = warm.site.posts[0].document
    assert asked == ["content/a.md"]


def test_an_attribute_that_no_post_has_is_no_field(tmp_path, memory):
    root = site(tmp_path, a="---\ntitle: A\n---\n")
    read(root, memory)
    assert not hasattr(read(root, memory).site.posts[0], "nothing")


def changed_size(path):
    path.write_text("---\ntitle: Longer than before\n---\n")


def changed_in_place(path):
    was = path.stat()
    path.write_text(path.read_text().replace("title: A", "title: X"))
    os.utime(path, ns=(was.st_atime_ns, was.st_mtime_ns))  # the time that nobody can set tells


def another_file(path):
    was = path.stat()
    new = path.with_suffix(".new")
    new.write_text(path.read_text().replace("title: A", "title: X"))
    os.utime(new, ns=(was.st_atime_ns, was.st_mtime_ns))
    new.replace(path)


@pytest.mark.parametrize("change", [changed_size, changed_in_place, another_file, Path.unlink])
def test_a_file_that_stands_otherwise_is_read_again(change, tmp_path, memory):
    root = site(tmp_path, a="---\ntitle: A\n---\n", b="---\ntitle: B\n---\n")
    read(root, memory)
    time.sleep(0.02)
    change(root / "content" / "a.md")
    for _ in range(2):
        assert everything(read(root, memory)) == everything(read(root))


def test_a_file_beside_a_post_counts(tmp_path, memory):
    root = tmp_path / "site"
    (root / "posts").mkdir(parents=True)
    (root / "conf.py").write_text('BLOG_TITLE = "x"\nPOSTS = (("posts/*.md", "posts", "post.tmpl"),)\n')
    (root / "posts" / "a.md").write_text("Text.\n")
    (root / "posts" / "a.meta").write_text(".. title: First\n.. slug: a\n.. date: 2020-01-01\n")
    read(root, memory)
    assert [(type(post), post.title) for post in read(root, memory).site.posts] == [(Remembered, "First")]
    (root / "posts" / "a.meta").write_text(".. title: The second\n.. slug: a\n.. date: 2020-01-01\n")
    assert [post.title for post in read(root, memory).site.posts] == ["The second"]
    (root / "posts" / "a.meta").unlink()
    assert everything(read(root, memory)) == everything(read(root))


def test_a_file_beside_a_post_is_known_to_have_a_say_in_it(tmp_path, memory):
    root = tmp_path / "site"
    (root / "posts").mkdir(parents=True)
    (root / "conf.py").write_text('BLOG_TITLE = "x"\nPOSTS = (("posts/*.md", "posts", "post.tmpl"),)\n')
    (root / "posts" / "a.md").write_text("Text.\n")
    (root / "posts" / "a.meta").write_text(".. title: First\n.. slug: a\n.. date: 2020-01-01\n")
    for _ in range(2):  # read, and remembered
        posts = read(root, memory).site.posts
        assert index.concerns({"posts/a.meta"}, posts)
        assert not index.concerns({"posts/a.md", "conf.py"}, posts)
    assert [type(post) for post in posts] == [Remembered]


def test_what_was_changed_just_now_is_not_trusted(tmp_path):
    root, memory = site(tmp_path, a="---\ntitle: A\n---\n"), Memory(str(tmp_path / "cache"))
    read(root, memory)
    assert [type(post) for post in read(root, memory).site.posts] == [Post]


def test_other_settings_are_another_index(tmp_path, memory):
    root = site(tmp_path, a="---\ntitle: A\ndate: 2020-01-01\n---\n")
    assert read(root, memory).site.posts[0].url == "/a/"
    (root / "hugo.toml").write_text('title = "x"\nuglyURLs = true\n')
    assert read(root, memory).site.posts[0].url == "/a.html"
    assert len(files(memory)) == 2
    for number in range(9):
        (root / "hugo.toml").write_text(f'title = "x"\n[permalinks]\n"/" = "/{number}/:slug/"\n')
        read(root, memory)
    assert len(files(memory)) == _database.MOST


def test_the_zone_of_the_machine_counts(tmp_path, memory):
    root = site(tmp_path, a="---\ntitle: A\n---\n")
    read(root, memory)
    read(root, memory._replace(zone="Pacific/Auckland"))
    assert len(files(memory)) == 2


def test_s17_an_index_is_for_its_owner_and_holds_no_bodies(tmp_path, memory):
    root = site(tmp_path, a="---\ntitle: A title\n---\nSECRET of the body\n")
    opened = read(root, memory)
    opened.remember()
    (file,) = files(memory)
    assert file.stat().st_mode & 0o777 == 0o600
    assert file.parent.stat().st_mode & 0o777 == 0o700
    assert b"A title" in file.read_bytes()
    assert b"SECRET" not in file.read_bytes()


def garbage(file):
    file.write_bytes(b"no database at all" * 500)


def cut(file):
    file.write_bytes(file.read_bytes()[:5000])


def empty(file):
    file.write_bytes(b"")


def foreign(file):
    file.unlink()
    with sqlite3.connect(file) as there:
        there.execute("CREATE TABLE posts (path TEXT)")
        there.execute("INSERT INTO posts VALUES ('content/a.md')")
    there.close()


def rows_of_nonsense(file):
    with sqlite3.connect(file) as there:
        there.execute("UPDATE posts SET head = '[1]'")
        there.execute("UPDATE more SET rest = 'x', facts = '[]'")
    there.close()


def other_types(file):
    with sqlite3.connect(file) as there:
        there.execute("UPDATE posts SET head = 17")
        there.execute("UPDATE more SET facts = NULL")
    there.close()


@pytest.mark.parametrize("harm", [garbage, cut, empty, foreign, rows_of_nonsense, other_types, Path.unlink])
def test_a_damaged_index_is_as_if_it_were_not_there(harm, tmp_path, memory):
    root = site(tmp_path, a="---\ntitle: A\n---\n", b="---\ntitle: B\n---\n")
    cold = everything(read(root))
    read(root, memory)
    harm(files(memory)[0])
    assert everything(read(root, memory)) == cold
    assert [type(post) for post in read(root, memory).site.posts] == [Remembered, Remembered]


def test_the_second_text_may_be_damaged_too(tmp_path, memory):
    root = site(tmp_path, a="---\ntitle: A\n---\n")
    cold = everything(read(root))
    read(root, memory)
    with sqlite3.connect(files(memory)[0]) as there:
        there.execute("UPDATE more SET rest = '[', facts = '['")
    there.close()
    warm = read(root, memory)
    assert warm.site.posts[0].known == {}
    assert everything(warm) == cold


def test_a_link_or_a_folder_in_its_place_is_left_alone(tmp_path, memory):
    root = site(tmp_path, a="---\ntitle: A\n---\n")
    read(root, memory)
    file, target = files(memory)[0], tmp_path / "target"
    target.write_text("mine")
    file.unlink()
    file.symlink_to(target)
    assert len(read(root, memory).site.posts) == 1
    assert target.read_text() == "mine"
    file.unlink()
    file.mkdir()
    assert len(read(root, memory).site.posts) == 1


def test_where_nothing_can_be_kept_posts_are_read(tmp_path, memory):
    root = site(tmp_path, a="---\ntitle: A\n---\n")
    (tmp_path / "cache").write_text("a file where the folder should be")
    assert len(read(root, memory).site.posts) == 1


def test_a_path_that_is_no_utf8_is_read_each_time(tmp_path, memory):
    root = site(tmp_path, a="---\ntitle: A\n---\n")
    (root / "content" / os.fsdecode(b"\xff.md")).write_text("---\ntitle: B\n---\n")
    read(root, memory)
    assert sorted(type(post).__name__ for post in read(root, memory).site.posts) == ["Post", "Remembered"]


def test_facts_are_remembered(tmp_path, memory, monkeypatch):
    from postctl import facts, markdown

    root = site(tmp_path, a="---\ntitle: A\n---\none two three\n")
    opened = read(root, memory)
    assert facts.words(opened.site.posts[0], opened.site) == 3
    opened.remember()
    monkeypatch.setattr(markdown, "words", lambda text: pytest.fail("counted again"))
    again = read(root, memory)
    assert facts.words(again.site.posts[0], again.site) == 3
    again.remember()
    assert facts.words(read(root, memory).site.posts[0], again.site) == 3


@pytest.mark.kill
def test_r10_several_may_use_an_index_at_once(tmp_path):
    root = site(tmp_path, **{f"p{number}": f"---\ntitle: T{number}\n---\n" for number in range(300)})
    environ = {**os.environ, "XDG_CACHE_HOME": str(tmp_path / "cache")}
    command = [sys.executable, "-m", "postctl", "-C", str(root), "list", "--format", "json", "--at", "2026-01-01"]
    time.sleep(2.1)
    for _ in range(2):
        running = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environ) for _ in range(5)]
        said = {each.communicate() for each in running}
        assert len(said) == 1
        assert next(iter(said))[1] == b"300 posts: 300 published\n"
        assert [each.returncode for each in running] == [0] * 5
    assert len(list((tmp_path / "cache").rglob("*.sqlite"))) == 1


def test_what_tells_settings_apart_is_the_same_in_every_process():
    code = "from postctl.store._data import text; print(text({'b': frozenset('xyz'), 'a': (1, None, True, [2.5])}))"
    said = {
        subprocess.run([sys.executable, "-c", code], capture_output=True, env={**os.environ, "PYTHONHASHSEED": seed}).stdout
        for seed in "123"
    }
    assert len(said) == 1
    assert _data.text((1, "1")) != _data.text(("1", 1)) != _data.text(("1", True))
    with pytest.raises(TypeError):
        _data.text({"a": object()})


_NAMES = st.sampled_from(["a", "b", "c", "d"])
_TEXTS = st.sampled_from(
    ["title: A\n", "title: B\ndraft: true\n", "title: [\n", "date: 2031-02-03\ntags: [x, y]\n", "url: /z/\n", ""]
)
_STEPS = st.lists(st.tuples(_NAMES, st.sampled_from(["write", "delete", "move", "config"]), _TEXTS), max_size=6)


@given(steps=_STEPS)
@settings(max_examples=25)
def test_r26_whatever_was_done_to_the_files_a_list_is_the_same(steps, tmp_path_factory):
    before, stamps.RACY = stamps.RACY, -(10**12)
    try:
        folder = tmp_path_factory.mktemp("site")
        memory, root = Memory(str(folder / "cache")), site(folder, a="---\ntitle: A\n---\n", b="---\ntitle: B\n---\ntext\n")
        for number, (name, what, text) in enumerate(steps):
            path = root / "content" / f"{name}.md"
            if what == "write":
                path.write_text(f"---\n{text}---\n{number * 'x'}\n")
                os.utime(path, (number, number))
            elif what == "delete":
                path.unlink(missing_ok=True)
            elif what == "config":
                (root / "hugo.toml").write_text(f'title = "x"\nbuildFuture = {"true" if len(text) % 2 else "false"}\n')
            elif path.exists():
                path.replace(path.with_name(f"{name}{name}.md"))
            warm, cold = read(root, memory), read(root)
            assert everything(warm) == everything(cold)
            assert [each.path for each in warm.site.broken] == [each.path for each in cold.site.broken]
    finally:
        stamps.RACY = before


@pytest.mark.parametrize(
    "words", [["list", "--format", "json"], ["list", "--where", "words > 0"], ["tags"], ["validate"], ["due"]]
)
def test_r26_every_command_says_the_same_the_second_time(words, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(stamps, "RACY", -(10**12))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("POSTCTL_NOW", "2026-11-23T12:00:00Z")
    monkeypatch.chdir(copytree(EXAMPLES / "hugo", tmp_path / "site"))
    said = [(main([*words]), capsys.readouterr().out) for _ in range(3)]
    assert said[0] == said[1] == said[2]
    assert list((tmp_path / "cache").rglob("*.sqlite"))


def test_no_cache_reads_every_file_and_keeps_nothing(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(stamps, "RACY", -(10**12))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    root = site(tmp_path, a="---\ntitle: A\n---\n")
    assert main(["-C", str(root), "list", "--no-cache"]) == 0
    assert not (tmp_path / "cache").exists()
    assert main(["-C", str(root), "list"]) == 0
    with sqlite3.connect(files(Memory(str(tmp_path / "cache")))[0]) as there:
        there.execute("UPDATE posts SET head = replace(head, '\"A\"', '\"remembered\"')")
    there.close()
    capsys.readouterr()
    assert main(["-C", str(root), "list"]) == 0
    assert "remembered" in capsys.readouterr().out
    assert main(["-C", str(root), "list", "--no-cache"]) == 0
    assert "remembered" not in capsys.readouterr().out
