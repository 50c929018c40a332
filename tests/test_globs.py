"""Globs: what they mean, held against a plain reading of the rules, and that none takes long."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from postctl import globs
from postctl.errors import ConfigError

# --- what they mean -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("glob", "fits", "others"),
    [
        ("*.md", ["a.md", ".md"], ["a/b.md", "a.mdx", "a.md\n"]),
        ("**/*.md", ["a.md", "a/b.md", "a/b/c.md"], ["a.mdx"]),
        ("**.md", ["a.md", "a/b.md"], ["a.mdx"]),
        ("posts/**", ["posts/a", "posts/a/b.md", "posts/"], ["posts", "post/a", "a/posts/b"]),
        ("posts/**/a.md", ["posts/a.md", "posts/x/y/a.md"], ["a.md", "posts/b.md", "posts/xa.md"]),
        ("**/drafts/**", ["drafts/a", "x/drafts/y/z"], ["drafts", "x/mydrafts/a"]),
        (".*/**", [".git/", ".git/a/b"], ["a/.git/b"]),
        ("a?c", ["abc", "a.c"], ["ac", "a/c"]),
        ("a**/b", ["a/b", "ax/b", "a/x/b"], ["ab", "xa/b"]),
        ("*.{md,mdx}", ["a.md", "a.mdx"], ["a.m", "a.{md,mdx}"]),
        ("{*.md,drafts/**}", ["a.md", "drafts/a"], ["b/a.md"]),
        ("./a.md", ["a.md"], ["./a.md"]),
        ("a{b", ["a{b"], ["ab"]),
        ("a[b].md", ["a[b].md"], ["ab.md"]),
        ("**", ["", "a", "a/b\nc"], []),
        ("", [""], ["a"]),
    ],
)
def test_a_glob_fits_whole_paths(glob, fits, others):
    test = globs.matcher([glob])
    assert [path for path in fits if not test(path)] == []
    assert [path for path in others if test(path)] == []


def test_any_of_several_globs_is_enough_and_no_glob_fits_nothing():
    test = globs.matcher(("a|b", "c/**"))
    assert [path for path in ("a|b", "a", "b", "c/d", "") if test(path)] == ["a|b", "c/d"]
    assert not globs.matcher(())("")


def plainly(glob: str, path: str) -> bool:
    """The same by trying everything."""
    if braces := re.search(r"\{([^{}]*)\}", glob):
        return any(plainly(glob[: braces.start()] + word + glob[braces.end() :], path) for word in braces[1].split(","))
    return tried(re.sub(r"\*{3,}", "**", glob), path, begins=True)


def tried(glob: str, path: str, *, begins: bool) -> bool:
    if not glob:
        return not path
    if begins and glob.startswith("**/"):
        head, slash, rest = path.partition("/")
        return tried(glob[3:], path, begins=True) or bool(head and slash and tried(glob, rest, begins=True))
    if glob.startswith("**"):
        return any(tried(glob[2:], path[at:], begins=False) for at in range(len(path) + 1))
    if glob.startswith("*"):
        return any(tried(glob[1:], path[at:], begins=False) for at in range(len(path.partition("/")[0]) + 1))
    same = path[:1] == glob[0] or (glob[0] == "?" and path[:1] not in ("", "/"))
    return same and tried(glob[1:], path[1:], begins=glob[0] == "/")


PIECES = ["a", "b", "a", "b", "/", "/", "*", "*", "**", "?", "/**/", "**/", ".", "{a,b}", "{ab,*}", "{,a/b}", "*a", "a*b", "|"]
GLOBS = st.lists(st.sampled_from(PIECES), max_size=9).map("".join)
PATHS = st.lists(st.text("ab.|", min_size=1, max_size=4), min_size=1, max_size=4).map("/".join)


@given(GLOBS, st.lists(st.tuples(PATHS, st.sampled_from(["", "", "/"])).map("".join), min_size=1, max_size=8))
@example("*a*b*", ["ab", "aab", "ba", "bab"])
@example("**/a/**/*b", ["a/b", "a/a/b", "b/a/b/ab", "a/ab/a"])
@example("a**b/**", ["ab/", "a/b/a", "aabb/a", "ab"])
def test_answers_are_those_of_a_plain_reading(glob, paths):
    test = globs.matcher([glob])
    meant = glob.removeprefix("./")
    assert [test(path) for path in paths] == [plainly(meant, path) for path in paths]


# --- how long they take ---------------------------------------------------------------------------------------------------


def cpu(glob: str, path: str) -> float:
    started = time.process_time()
    globs.matcher([glob])(path)
    return time.process_time() - started


@pytest.mark.parametrize(
    ("glob", "path"),
    [
        ("*a*a*a*a*a*a*a*b", "a" * 120),
        ("*a" * 100 + "b", "a" * 250),
        ("**/a/" * 6 + "b", "a/" * 60 + "c"),
        ("**/a/" * 100 + "b", "a/" * 2000 + "c"),
        ("**/*a*a*b/" * 10, "aaaaaaaa/" * 400),
        ("**/" + "*a/" * 200 + "b", "a/" * 2000 + "c"),
        ("**/*" + "a" * 200 + "*b", "a" * 4000),
        ("a**a**a**a**a**b", "a/" * 2000),
        ("{a,aa}" * 9 + "b", "a" * 4000),
        ("?*" * 200 + "b", "a" * 250),
    ],
)
def test_s18_no_glob_takes_long(glob, path):
    assert min(cpu(glob, path) for _ in range(3)) < 0.1


def test_s18_ten_thousand_paths_take_no_time():
    wanted = globs.matcher(("**/*.md", "**/*.mdx", "**/*.markdown"))
    left_out = globs.matcher(("node_modules/**", "public/**", ".*/**", "**/node_modules/**"))
    paths = [f"content/posts/2024/{number}-some-title-of-a-post/index.md" for number in range(10_000)]
    started = time.process_time()
    assert all(wanted(path) and not left_out(path) for path in paths)
    assert time.process_time() - started < 2


@pytest.mark.parametrize("glob", ["{a,b}" * 40, "{,}" * 40, "a**" * 40, "{" + "a," * 9999 + "}{b,c}", "a" * 30_000])
def test_s18_too_many_alternatives_are_refused_by_name(glob):
    started = time.process_time()
    with pytest.raises(ConfigError) as error:
        globs.matcher(["**/*.md", glob])
    assert f"`{glob[:80]}`" in error.value.message
    assert error.value.hint
    assert time.process_time() - started < 5


def test_s18_the_limit_counts_all_globs_together():
    with pytest.raises(ConfigError, match=r"`x\{a,b\}"):
        globs.matcher([f"{letter}{'{a,b}' * 9}" for letter in "uvwxyz"])
