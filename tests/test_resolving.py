"""Finding posts: by path, slug, address or words, exact before partial, and never a guess."""

from __future__ import annotations

import os
from pathlib import Path
from unicodedata import normalize

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from sites import site_of

from postctl import resolving
from postctl.cli import main
from postctl.errors import NotOne
from postctl.site import Site


def post(title: str, path: str | None = None, **keys: str) -> str:
    lines = [f'title: "{title}"', *([f'path: "{path}"'] if path else []), *(f"{key}: {value}" for key, value in keys.items())]
    return "---\n{}\n---\nText.\n".format("\n".join(lines))


FILES = {
    "src/blogs/04-28-2019-next-step-joy.md": post("The Joy of A Next Step", "/blogs/04-28-2019-next-step-joy", date="2019-04-28"),
    "src/blogs/tea/index.md": post("Tea", "/blogs/tea/", date="2019-05-01"),
    "src/blogs/tea-in-a-flask.md": post("Tea in a flask", "/blogs/flask", date="2019-06-01", draft="true"),
    "src/blogs/cafe.md": post("Caf\u00e9 M\u00fcller", "/blogs/caf%C3%A9", date="2020-01-01"),
    "src/blogs/tea-zh.md": post("\u8336\u4e0e\u6c34", "/blogs/\u8336", date="2018-01-01"),
    "src/blogs/joyful.md": post("Joyful days", "/blogs/joyful", date="2018-02-01"),
    "src/blogs/-x.md": post("Dash", "/blogs/dash", date="2018-03-01"),
    "src/blogs/broken.md": "---\ntitle: A: b\n---\n",
}
STEP, TEA, FLASK, CAFE, ZH, JOYFUL, DASH, _ = FILES


@pytest.fixture(scope="module")
def site() -> Site:
    return site_of(FILES, "gatsby")


@pytest.mark.parametrize(
    ("words", "path"),
    [
        (STEP, STEP),
        (f"./{STEP}", STEP),
        ("src/blogs/../blogs/joyful.md", JOYFUL),
        ("src/blogs/04-28-2019-next-step-joy", STEP),
        ("04-28-2019-next-step-joy.md", STEP),
        ("src/blogs/tea", TEA),
        ("src/blogs/tea/", TEA),
        ("src/blogs/tea/index.md", TEA),
        ("/blogs/tea", TEA),
        ("/blogs/tea/", TEA),
        ("/blogs/tea/index.html", TEA),
        ("/blogs/tea.html", TEA),
        ("/Blogs/Tea", TEA),
        ("https://example.org/blogs/tea/?utm=1#top", TEA),
        ("HTTPS://example.org/blogs/tea", TEA),
        ("https://example.org/base/blogs/tea/", TEA),
        ("https://example.org/blogs/caf%C3%A9", CAFE),
        ("/blogs/caf\u00e9", CAFE),
        ("/blogs/cafe\u0301/", CAFE),
        ("/blogs/%E8%8C%B6", ZH),
        ("tea", TEA),
        ("TEA", TEA),
        ("tea flask", FLASK),
        ("step joy next", STEP),
        ("joy", STEP),
        ("joyf", JOYFUL),
        ("CAF\u00c9 m\u00dcLLER", CAFE),
        (normalize("NFD", "caf\u00e9 m\u00fcller"), CAFE),
        ("\u6c34", ZH),
        ("\u8336\u4e0e\u6c34", ZH),
        ("-x.md", DASH),
        ("@latest", CAFE),
        ("@draft", FLASK),
    ],
)
def test_a_post_is_found(site: Site, words: str, path: str) -> None:
    assert resolving.one(site, words).path == path


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        ("teh joy", STEP),
        ("the joi", STEP),
        ("nxt stpe", STEP),
        ("flaks", FLASK),
        ("next-step-yoy", STEP),
        ("caffe muller", CAFE),
    ],
)
def test_u6_a_slip_of_the_fingers_names_the_nearest_and_takes_none(site: Site, words: str, hint: str) -> None:
    with pytest.raises(NotOne) as error:
        resolving.one(site, words)
    assert error.value.exit_code == 1
    assert hint in error.value.hint
    assert error.value.hint.startswith("did you mean ")


@pytest.mark.parametrize(
    "words", ["", " ", "/", "nothing like it whatever", "\0", "a" * 5000, "\ud800", "@drafts", ".", "..", "[(*"]
)
def test_r18_words_that_name_nothing_are_an_answer(site: Site, words: str) -> None:
    with pytest.raises(NotOne, match="no post is called"):
        resolving.one(site, words)


def test_several_are_listed_with_path_title_and_status(site: Site) -> None:
    with pytest.raises(NotOne) as error:
        resolving.one(site, "te")
    assert set(error.value.candidates) == {FLASK, ZH, TEA}
    assert f"\n  {FLASK}  Tea in a flask  (draft)" in error.value.message
    assert f"\n  {TEA}  Tea  (published)" in error.value.message


def test_slugs_that_stand_twice_are_listed_and_told_apart_by_path() -> None:
    files = {f"content/{name}": "---\ntitle: Tea\n---\n" for name in ("en/tea.md", "fr/tea.md")}
    twice = site_of(files, "hugo")
    with pytest.raises(NotOne) as error:
        resolving.one(twice, "tea")
    assert sorted(error.value.candidates) == sorted(files)
    assert resolving.one(twice, "content/fr/tea").path == "content/fr/tea.md"
    assert resolving.one(twice, "fr tea").path == "content/fr/tea.md"


@pytest.mark.parametrize("words", ["src/blogs/broken.md", "src/blogs/broken", "broken.md", "broken"])
def test_a_broken_file_is_named_with_the_place_of_its_error(site: Site, words: str) -> None:
    with pytest.raises(NotOne) as error:
        resolving.one(site, words)
    assert error.value.message.startswith("src/blogs/broken.md:2:9: ")
    found = resolving.broken(site, words)
    assert found is not None
    assert found.path == "src/blogs/broken.md"


def test_a_broken_file_does_not_stand_before_a_post_that_is_called_so() -> None:
    site = site_of({"fr/tea.md": "---\ntitle: A: b\n---\n", "en/tea.md": post("Tea")})
    assert resolving.one(site, "tea").path == "en/tea.md"
    with pytest.raises(NotOne, match=r"^fr/tea\.md:2:9: "):
        resolving.one(site, "fr/tea.md")
    with pytest.raises(NotOne, match=r"^fr/tea\.md:2:9: "):
        resolving.one(site, "fr/tea")


def test_a_file_that_is_no_post_is_told_from_one_that_is_not_there() -> None:
    site = site_of({"_config.yml": "", "_posts/2026-01-01-a.md": post("A"), "_posts/b.md": post("B"), "c.txt": "x"}, "jekyll")
    with pytest.raises(NotOne, match=r"Jekyll leaves _posts/b\.md out: "):
        resolving.one(site, "_posts/b.md")
    with pytest.raises(NotOne, match=r"c\.txt is no post of this site"):
        resolving.one(site, "c.txt")


def test_latest_is_the_newest_that_is_public_now() -> None:
    files = {
        "content/posts/old.md": post("Old", date="2020-01-01"),
        "content/posts/new.md": post("New", date="2026-11-01"),
        "content/posts/draft.md": post("Draft", date="2026-11-20", draft="true"),
        "content/posts/waits.md": post("Waits", date="2027-11-20"),
    }
    assert resolving.one(site_of(files, "hugo"), "@latest").path == "content/posts/new.md"
    only = {name: text for name, text in files.items() if "draft" in name}
    assert resolving.one(site_of(only, "hugo"), "@latest").path == "content/posts/draft.md"


# --- what must never happen ---------------------------------------------------------------------------------------------

NAMES = st.text(st.sampled_from("ab-_ .\u00e9\u8336A1"), min_size=1, max_size=5).filter(lambda name: name.strip(" .") == name)
POSTS = st.dictionaries(NAMES, st.tuples(NAMES, NAMES), min_size=1, max_size=8)


@given(POSTS)
def test_every_post_is_found_by_its_path_and_by_its_address_and_slug_where_only_it_has_it(
    posts: dict[str, tuple[str, str]],
) -> None:
    files = {f"src/{name}.md": f'---\ntitle: "{title}"\npath: "/p/{slug}"\n---\n' for name, (title, slug) in posts.items()}
    site = site_of(files, "gatsby")
    assume(len(site.posts) == len(files))
    addresses = [resolving._address(each.url or "") for each in site.posts]
    slugs = [each.slug for each in site.posts]
    for each in site.posts:
        assert resolving.one(site, each.path) is each
        assert resolving.one(site, "somewhere", here=each.path) is each
        if addresses.count(resolving._address(each.url or "")) == 1:
            assert resolving.one(site, each.url or "") is each
            assert resolving.one(site, f"https://example.org{each.url}/") is each
        if slugs.count(each.slug) == 1 and each.slug not in files:
            assert resolving.one(site, each.slug) is each


@given(st.lists(NAMES, min_size=2, max_size=2, unique=True))
def test_a_beginning_never_wins_over_a_whole_title(titles: list[str]) -> None:
    short, long = titles[0], titles[0] + titles[1]
    files = {"one.md": f'---\ntitle: "{long}"\n---\n', "two.md": f'---\ntitle: "{short}"\n---\n'}
    assert resolving.one(site_of(files), short).path == "two.md"


@given(st.text(max_size=12), POSTS)
def test_r18_no_words_end_in_anything_but_a_post_or_a_sentence(words: str, posts: dict[str, tuple[str, str]]) -> None:
    site = site_of({f"{name}.md": f'---\ntitle: "{title}"\n---\n' for name, (title, _) in posts.items()})
    hint = "found"
    try:
        assert resolving.one(site, words, here=words) in site.posts
    except NotOne as error:
        hint = error.hint
    assert hint
    assert "\n" not in hint


# --- on the disk --------------------------------------------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, text in {"gatsby-config.js": "", **FILES}.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    monkeypatch.chdir(tmp_path / "src" / "blogs" / "tea")
    return tmp_path


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("index.md", "Tea"),
        (".", "Tea"),
        ("index", "Tea"),
        ("../joyful.md", "Joyful days"),
        ("../joyful", "Joyful days"),
        ("src/blogs/joyful.md", "Joyful days"),
        ("{root}/src/blogs/joyful.md", "Joyful days"),
        ("{root}/src/blogs/joyful", "Joyful days"),
        ("{root}/src/blogs/tea/", "Tea"),
    ],
)
def test_a_path_counts_from_the_current_folder_then_from_the_root(
    folder: Path, words: str, title: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["show", words.format(root=folder), "--meta"]) == 0
    assert capsys.readouterr().out.startswith(title)


def test_of_two_paths_the_one_from_the_current_folder_counts(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    inner = folder / "src" / "blogs" / "src" / "blogs"
    inner.mkdir(parents=True)
    (inner / "joyful.md").write_text(post("Inner", "/inner"))
    os.chdir(folder / "src" / "blogs")
    assert main(["show", "src/blogs/joyful.md", "--meta"]) == 0
    assert capsys.readouterr().out.startswith("Inner")


@pytest.mark.parametrize("command", ["show", "publish", "unpublish"])
def test_every_command_takes_names_that_look_like_options(folder: Path, command: str) -> None:
    assert main([command, "--", "-x.md"]) == 0


@pytest.mark.parametrize("command", ["show", "publish", "unpublish"])
def test_every_command_says_where_a_broken_file_is_broken(folder: Path, command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([command, "../broken.md"]) == 1
    out, err = capsys.readouterr()
    assert "src/blogs/broken.md:2:9" in (out if command == "show" else err)
