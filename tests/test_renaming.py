"""`rename` as a pure plan and as a command: what follows a post to another name, what is left alone, and what is refused."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sites import gatsby_post, site_of

from postctl import moving, renaming
from postctl.cli import main
from postctl.errors import Refused, UsageError
from postctl.renaming import Plan, Wish
from postctl.store import scan

HUGO = {"hugo.toml": 'baseURL = "https://example.org/"\n'}


def renamed(files: Mapping[str, str | bytes], generator: str, path: str, *title: str, **wish: object) -> Plan:
    site = site_of(files, generator)
    post = next(each for each in site.posts if each.path == path)
    asked = Wish(" ".join(title) if title else None, **wish)  # type: ignore[arg-type]
    return renaming.plan(site, post, asked, lambda name: _bytes(files[name]))


def after(files: Mapping[str, str | bytes], plan: Plan) -> dict[str, bytes]:
    """The files as the plan leaves them."""
    left = {name: _bytes(text) for name, text in files.items()}
    for step in plan.changes:
        old = step.moved_from or step.path
        assert left.pop(old) == step.before
        left[step.path] = step.after
    return left


def _bytes(text: str | bytes) -> bytes:
    return text if isinstance(text, bytes) else text.encode()


def text_of(plan: Plan) -> str:
    return plan.changes[-1].after.decode()


JOY = gatsby_post("2019-04-28", "next-step-joy", "The Joy of A Next Step")
(JOY_PATH,) = JOY


def test_title_slug_name_and_path_in_one():
    plan = renamed(JOY, "gatsby", JOY_PATH, "Two Steps")
    (step,) = plan.changes
    assert (step.moved_from, step.path) == (JOY_PATH, "src/blogs/04-28-2019-two-steps.md")
    expected = JOY[JOY_PATH].replace("next-step-joy", "two-steps").replace("The Joy of A Next Step", "Two Steps")
    assert step.after.decode() == expected
    assert plan.notes[0] == f"{step.path}: /blogs/04-28-2019-next-step-joy -> /blogs/04-28-2019-two-steps"


@pytest.mark.parametrize("title", ["The Joy of A Next Step", " The Joy  of A Next Step "])
def test_r6_the_same_title_again_changes_nothing(title):
    plan = renamed(JOY, "gatsby", JOY_PATH, title)
    assert plan.changes == ()
    assert plan.notes == (f"{JOY_PATH} is called that already",)


def test_r6_twice_is_once():
    plan = renamed(JOY, "gatsby", JOY_PATH, "Two Steps", date=datetime(2026, 12, 1, tzinfo=UTC), date_only=True)
    again = renamed(
        after(JOY, plan), "gatsby", plan.post.path, "Two Steps", date=datetime(2026, 12, 1, tzinfo=UTC), date_only=True
    )
    assert again.changes == ()


def test_a_slug_alone_leaves_the_title():
    plan = renamed(JOY, "gatsby", JOY_PATH, slug="joy")
    assert 'title: "The Joy of A Next Step"' in text_of(plan)
    assert 'path: "/blogs/04-28-2019-joy"' in text_of(plan)


def test_keep_title_takes_the_words_for_the_slug_only():
    plan = renamed(JOY, "gatsby", JOY_PATH, "Two Steps", keep_title=True)
    assert 'title: "The Joy of A Next Step"' in text_of(plan)
    assert plan.post.path == "src/blogs/04-28-2019-two-steps.md"


def test_another_date_in_front_matter_name_and_path():
    plan = renamed(JOY, "gatsby", JOY_PATH, date=datetime(2026, 12, 1, tzinfo=UTC), date_only=True)
    assert plan.post.path == "src/blogs/12-01-2026-next-step-joy.md"
    assert text_of(plan) == JOY[JOY_PATH].replace("04-28-2019", "12-01-2026").replace("2019-04-28", "2026-12-01")


def test_a_date_may_show_what_was_left_out_for_want_of_one():
    files = {"pelicanconf.py": "", "content/tea.md": "Title: Tea\n\nx\n"}
    plan = renamed(files, "pelican", "content/tea.md", date=datetime(2026, 1, 2, tzinfo=UTC), date_only=True)
    assert text_of(plan) == "Title: Tea\nDate: 2026-01-02\n\nx\n"
    assert any("published" in note for note in plan.notes)


@pytest.mark.parametrize("wish", [{}, {"title": " "}])
def test_a_wish_for_nothing_is_told(wish):
    with pytest.raises(UsageError, match="needs a name"):
        renaming.plan(site_of(JOY, "gatsby"), site_of(JOY, "gatsby").posts[0], Wish(**wish), moving.unread)


# --- titles -----------------------------------------------------------------------------------------------------------

TITLES = [
    ("plain", "tea.md", "---\ntitle: 'Tea' # hot\nx: 1\n---\nText", "---\ntitle: 'Red: pots' # hot\nx: 1\n---\nText"),
    ("plain", "tea.md", "---\r\ntitle: Tea\r\n---\r\nText\r\n", '---\r\ntitle: "Red: pots"\r\n---\r\nText\r\n'),
    ("plain", "tea.md", "\ufeff---\ntitle: Tea\n---\n", '\ufeff---\ntitle: "Red: pots"\n---\n'),
    ("pelican", "content/tea.md", "Title: Tea\nDate: 2020-01-01\n\nText", "Title: Red: pots\nDate: 2020-01-01\n\nText"),
    ("hugo", "content/tea.md", "+++\nTitle = 'Tea'\n+++\n", "+++\nTitle = 'Red: pots'\n+++\n"),
    ("hugo", "content/tea.md", '{"title": "Tea"}\n', '{"title": "Red: pots"}\n'),
    (
        "nikola",
        "posts/tea.md",
        "<!--\n.. title: Tea\n.. date: 2020-01-01\n-->\n",
        "<!--\n.. title: Red: pots\n.. date: 2020-01-01\n-->\n",
    ),
    ("docusaurus", "blog/tea.md", "---\ntags: [a]\n---\n\n# Tea\n\nText\n", "---\ntags: [a]\n---\n\n# Red: pots\n\nText\n"),
    ("docusaurus", "blog/tea.md", "# Tea {#x}\n\nTea\n", "# Red: pots {#x}\n\nTea\n"),
    ("notes", "a/tea.md", "Text\n\n# Tea #\n", "Text\n\n# Red: pots #\n"),
    ("plain", "tea.md", "---\ntags: [a]\n---\n", '---\ntitle: "Red: pots"\ntags: [a]\n---\n'),
]
CONFIG = {
    "pelican": "pelicanconf.py",
    "hugo": "hugo.toml",
    "nikola": "conf.py",
    "docusaurus": "docusaurus.config.js",
    "notes": ".zk/",
}


@pytest.mark.parametrize(("generator", "path", "before", "expected"), TITLES)
def test_r3_the_title_is_changed_where_it_stands(generator, path, before, expected):
    files = {path: before} | ({CONFIG[generator]: ""} if generator in CONFIG else {})
    plan = renamed(files, generator, path, "Red:", "pots", slug="tea" if generator != "notes" else None, redirect=False)
    assert text_of(plan) == expected
    assert plan.post.title == "Red: pots"


def test_a_name_that_is_the_title_is_enough():
    plan = renamed({"a-b.md": "---\nx: 1\n---\n"}, "plain", "a-b.md", "red pots")
    assert (plan.post.path, plan.changes[-1].after) == ("red-pots.md", b"---\nx: 1\n---\n")


# --- redirects --------------------------------------------------------------------------------------------------------

PUBLIC = "---\ntitle: Tea\n{}---\nText\n"


def hugo(front: str = "", **files: str) -> dict[str, str]:
    return {**HUGO, "content/posts/tea.md": PUBLIC.format(front), **files}


def test_the_old_address_of_a_public_post_redirects():
    plan = renamed(hugo("tags: [a]\n"), "hugo", "content/posts/tea.md", "Red pots")
    assert text_of(plan) == "---\ntitle: Red pots\ntags: [a]\naliases: [/posts/tea/]\n---\nText\n"
    assert "/posts/tea/ redirects there (`aliases`)" in plan.notes


@pytest.mark.parametrize("front", ["draft: true\n", "date: 2030-01-01\n", "publishDate: 2030-01-01\n"])
def test_a_post_that_nobody_has_met_redirects_from_nowhere(front):
    plan = renamed(hugo(front), "hugo", "content/posts/tea.md", "Red pots")
    assert "aliases" not in text_of(plan)
    assert not any("redirect" in note for note in plan.notes)


def test_an_expired_post_had_readers_too():
    assert "aliases: [/posts/tea/]" in text_of(
        renamed(hugo("expiryDate: 2020-01-01\n"), "hugo", "content/posts/tea.md", "Red pots")
    )


def test_no_redirect_is_a_wish_and_told():
    plan = renamed(hugo(), "hugo", "content/posts/tea.md", "Red pots", redirect=False)
    assert "aliases" not in text_of(plan)
    assert "no redirect from /posts/tea/" in plan.notes


def test_an_address_that_stays_needs_none():
    plan = renamed(hugo("url: /about/\n"), "hugo", "content/posts/tea.md", "Red pots")
    assert "aliases" not in text_of(plan)


LISTS = [
    ("aliases: [/a/]\n", "aliases: [/a/, /posts/tea/]\n"),
    ("aliases:\n  - /a/ # old\n  - '/b/'\n", "aliases:\n  - /a/ # old\n  - '/b/'\n  - '/posts/tea/'\n"),
    ("aliases: []\n", "aliases: [/posts/tea/]\n"),
    ("aliases:\n", "aliases: [/posts/tea/]\n"),
    ("aliases: [/posts/tea]\n", "aliases: [/posts/tea]\n"),
    ("aliases: [/posts/red-pots/]\n", "aliases: [/posts/tea/]\n"),
    ("tags:\n- x\n", "tags:\n- x\naliases:\n- /posts/tea/\n"),
]


@pytest.mark.parametrize(("before", "expected"), LISTS)
def test_redirects_are_listed_in_the_style_of_the_post_and_never_twice(before, expected):
    plan = renamed(hugo(before), "hugo", "content/posts/tea.md", "Red pots")
    assert text_of(plan) == PUBLIC.replace("Tea", "Red pots").format(expected)


def test_redirects_are_listed_as_in_other_posts():
    other = {"content/posts/z.md": '---\ntitle: Z\naliases:\n    - "old/z/"\n---\n'}
    plan = renamed(hugo(**other), "hugo", "content/posts/tea.md", "Red pots")
    assert 'aliases:\n    - "posts/tea/"\n' in text_of(plan)


def test_toml_and_crlf():
    files = {**HUGO, "content/tea.md": '+++\r\ntitle = "Tea"\r\n[params]\r\nx = 1\r\n+++\r\n'}
    plan = renamed(files, "hugo", "content/tea.md", "Pots")
    assert text_of(plan) == '+++\r\ntitle = "Pots"\r\naliases = ["/tea/"]\r\n[params]\r\nx = 1\r\n+++\r\n'


def test_back_to_an_old_address_is_no_redirect_to_itself():
    files = hugo()
    there = renamed(files, "hugo", "content/posts/tea.md", "Red pots")
    back = renamed(after(files, there), "hugo", there.post.path, "Tea")
    assert text_of(back) == PUBLIC.format("aliases: [/posts/red-pots/]\n")


def test_back_without_redirects_takes_the_key_out():
    files = hugo()
    there = renamed(files, "hugo", "content/posts/tea.md", "Red pots")
    back = renamed(after(files, there), "hugo", there.post.path, "Tea", redirect=False)
    assert after(after(files, there), back) == {name: text.encode() for name, text in files.items()}


def test_jekylls_one_redirect_becomes_two_and_its_plugin_is_named():
    path = "_posts/2020-01-02-tea.md"
    files = {"_config.yml": "", path: "---\ntitle: Tea\nredirect_from: /old/\n---\n"}
    plan = renamed(files, "jekyll", path, "Pots")
    assert "redirect_from: [/old/, /2020/01/02/tea.html]\n" in text_of(plan)
    assert any("once the site has the plugin jekyll-redirect-from" in note for note in plan.notes)
    with_plugin = {**files, "_config.yml": "plugins: [jekyll-redirect-from]\n"}
    assert "/2020/01/02/tea.html redirects there (`redirect_from`)" in renamed(with_plugin, "jekyll", path, "Pots").notes


@pytest.mark.parametrize("generator", ["gatsby", "plain"])
def test_without_a_key_for_redirects_a_note_says_what_to_do(generator):
    (told,) = [note for note in renamed(JOY, generator, JOY_PATH, "Two Steps").notes if "redirects" in note]
    assert "/blogs/04-28-2019-next-step-joy to /blogs/04-28-2019-two-steps" in told


# --- what goes along, and what is in the way ----------------------------------------------------------------------------


def test_translations_that_share_a_name_keep_sharing_it():
    config = 'POSTS = (("posts/*.md", "posts", "post.tmpl"),)\nTRANSLATIONS = {"en": "", "es": "./es"}\n'
    head = "<!--\n.. title: Tea\n.. slug: tea\n.. date: 2020-01-01\n-->\n"
    files = {"conf.py": config, "posts/tea.md": head, "posts/tea.es.md": "<!--\n.. title: Té\n-->\n"}
    plan = renamed(files, "nikola", "posts/tea.md", "Pots")
    assert after(files, plan).keys() == {"conf.py", "posts/pots.md", "posts/pots.es.md"}
    assert any("/es/posts/tea/ to /es/posts/pots/" in note for note in plan.notes)


def test_both_files_of_a_post():
    meta = ".. title: Tea\n.. slug: tea\n.. date: 2020-01-01\n"
    files = {"conf.py": 'POSTS = (("posts/*.md", "p", ""),)\n', "posts/tea.md": "Text\n", "posts/tea.meta": meta}
    left = after(files, renamed(files, "nikola", "posts/tea.md", "Pots"))
    assert left["posts/pots.meta"].decode() == meta.replace("Tea", "Pots").replace("tea", "pots")
    assert left["posts/pots.md"] == b"Text\n"


def test_a_translation_that_only_has_the_slug_in_common_is_named():
    fr = "Title: Thé\nSlug: tea\nLang: fr\nDate: 2020-01-01\n\nx\n"
    files = {
        "pelicanconf.py": "",
        "content/tea.md": "Title: Tea\nSlug: tea\nDate: 2020-01-01\nLang: en\n\nx\n",
        "content/the.md": fr,
    }
    plan = renamed(files, "pelican", "content/tea.md", "Pots")
    assert "content/the.md: its slug was the same; if it is a translation, rename it too" in plan.notes


TAKEN = [
    {"content/posts/red-pots.md": "---\ntitle: R\n---\n"},
    {"content/posts/Red-Pots.md": "---\ntitle: R\nurl: /x/\n---\n"},
    {"content/posts/red-pots/index.md": "---\ntitle: R\n---\n"},
    {"content/other.md": "---\ntitle: R\nurl: /posts/red-pots/\n---\n"},
    {"content/other.md": "---\ntitle: R\naliases: [/posts/red-pots]\n---\n"},
    {"content/posts/red-pots.md": "no post of anybody's, but a file"},
]


@pytest.mark.parametrize("other", TAKEN)
def test_r8_a_name_or_an_address_that_is_taken_is_refused(other):
    with pytest.raises(Refused):
        renamed(hugo(**other), "hugo", "content/posts/tea.md", "Red pots")


def test_r8_names_that_only_differ_in_unicode_form():
    files = {"_config.yml": "", "_posts/2020-01-02-tea.md": "---\n---\n", "_posts/2020-01-02-the\u0301.md": "---\n---\n"}
    with pytest.raises(Refused, match="already"):
        renamed(files, "jekyll", "_posts/2020-01-02-tea.md", "Th\u00e9")


def test_a_slug_that_is_none_is_refused():
    with pytest.raises(UsageError):
        renamed(JOY, "gatsby", JOY_PATH, slug="a/b")


# --- properties -------------------------------------------------------------------------------------------------------

titles = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp")), min_size=1, max_size=30).filter(
    str.strip
)
SHAPES = [
    ("gatsby", JOY_PATH, "---\npath: '/blogs/04-28-2019-next-step-joy'\ndraft: true\ntitle: '{}'\ndate: 2019-04-28\n---\nText"),
    ("hugo", "content/posts/next-step-joy/index.md", "---\ntitle: '{}'\ndraft: true\nslug: 'next-step-joy'\n---\r\nText\r\n"),
    ("jekyll", "_posts/2019-04-28-next-step-joy.md", '---\npublished: false # soon\ntitle: "{}"\n---\n'),
    ("pelican", "content/next-step-joy.md", "Title: {}\nStatus: draft\nDate: 2020-01-01\n\nText\n"),
]


@pytest.mark.parametrize(("generator", "path", "shape"), SHAPES)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(title=titles.map("Tea {}".format))  # a name of digits alone, or of the ending, may be taken for a date or an ending
def test_r3_there_and_back_gives_the_first_bytes_and_names(generator, path, shape, title):
    configs = {"hugo": {"hugo.toml": ""}, "jekyll": {"_config.yml": ""}, "pelican": {"pelicanconf.py": ""}}.get(generator, {})
    files = {**configs, path: shape.format("Next step joy")}
    first = {name: text.encode() for name, text in files.items()}
    try:
        there = renamed(files, generator, path, title)
    except (Refused, UsageError):
        return
    if not there.changes:
        return
    assert there.post.title == " ".join(title.split())
    back = renamed(after(files, there), generator, there.post.path, "Next step joy", slug="next-step-joy")
    assert after(after(files, there), back) == first


# --- the command --------------------------------------------------------------------------------------------------------


def run(capsys, folder: Path, *words: str):
    code = main(["-C", str(folder), *words])
    said = capsys.readouterr()
    return code, said.out, said.err


def tree(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


EXAMPLES = [
    ("eleventy", "the-robin-ledger"),
    ("hugo", "soup-for-two"),
    ("zola", "a-box-of-wax"),
    ("nikola", "posts/2026/rain-barrel.md"),
    ("nikola", "beans"),
    ("gatsby", "next-step-joy"),
    ("notes", "Spore prints"),
]


@pytest.mark.parametrize(("example", "post"), EXAMPLES)
def test_r7_the_diff_is_what_is_written(copy_example, tmp_path, capsysbinary, example, post):
    real = copy_example(example)
    bundle = next(iter(real.rglob(f"{post}/index.md")), None)
    if bundle is not None:
        (bundle.parent / "empty file").touch()
        (bundle.parent / "raw.bin").write_bytes(b"a\0b\xff\r\nc")
    patched = Path(shutil.copytree(real, tmp_path / "patched"))
    before = tree(real)
    code, diff, _ = run(capsysbinary, real, "rename", post, "A Thing", "--diff")
    assert (code, tree(real)) == (0, before)
    subprocess.run(["patch", "-p0", "-s"], cwd=patched, input=diff, check=True)
    code, out, _ = run(capsysbinary, real, "rename", post, "A Thing")
    assert code == 0
    assert tree(patched) == tree(real) != before
    assert set(out.decode().splitlines()) == {name for name, _ in tree(real).items() - before.items()}


@pytest.mark.parametrize(("example", "post"), EXAMPLES[:1])
def test_a_dry_run_says_the_same_and_writes_nothing(copy_example, capsys, example, post):
    real = copy_example(example)
    before = tree(real)
    code, out, err = run(capsys, real, "rename", post, "A Thing", "-n")
    assert tree(real) == before
    again = run(capsys, real, "rename", post, "A Thing")
    assert (code, out, err.replace("nothing was written\n", "")) == again


def test_a_bundle_leaves_no_empty_folder(copy_example, capsys):
    real = copy_example("hugo")
    assert run(capsys, real, "rename", "soup-for-two", "A Thing")[0] == 0
    assert not (real / "content/posts/soup-for-two").exists()
    assert (real / "content/posts/a-thing/pot.png").is_file()


def test_r11_a_bundle_whose_move_was_cut_short_is_finished(copy_example, capsys):
    real, whole = copy_example("zola"), None
    folder, other = real / "content/hive/a-box-of-wax", real / "content/hive/wax-works"
    other.mkdir()
    shutil.move(folder / "block.svg", other / "block.svg")
    assert run(capsys, real, "rename", "a-box-of-wax", "Wax works")[0] == 0
    assert sorted(path.name for path in other.iterdir()) == ["block.svg", "index.md"]
    assert not folder.exists()
    whole = scan.open_site(str(real))
    assert [post.path for post in whole.posts if "wax" in post.path] == ["content/hive/wax-works/index.md"]


@pytest.mark.parametrize("name", ["block.svg", "index.md"])
def test_r11_both_files_are_there(copy_example, capsys, name):
    real = copy_example("zola")
    twin = Path(shutil.copytree(real, real.parent / "twin"))
    assert run(capsys, twin, "rename", "a-box-of-wax", "Wax works")[0] == 0
    other = real / "content/hive/wax-works"
    other.mkdir()
    shutil.copy(twin / "content/hive/wax-works" / name, other / name)
    assert run(capsys, real, "rename", "content/hive/a-box-of-wax/index.md", "Wax works")[0] == 0
    assert tree(real) == tree(twin)


def test_r8_an_asset_that_is_in_the_way_stops_all(copy_example, capsys):
    real = copy_example("zola")
    other = real / "content/hive/wax-works"
    other.mkdir()
    (other / "block.svg").write_text("another picture")
    before = tree(real)
    assert run(capsys, real, "rename", "a-box-of-wax", "Wax works")[0] == 2
    assert tree(real) == before


def test_links_in_other_posts_follow(copy_example, capsys):
    real = copy_example("gatsby")
    code, out, err = run(capsys, real, "rename", "next-step-joy", "Two Steps")
    assert (code, "src/blogs/05-12-2019-slow-bread.md" in out) == (0, True)
    assert "1 link in 1 post changed" in err
    assert "(/blogs/04-28-2019-two-steps)" in (real / "src/blogs/05-12-2019-slow-bread.md").read_text()


def test_links_of_the_post_itself_still_lead_there():
    files = {
        "drafts/tea.md": "---\ntitle: Tea\n---\n[pot](../pot.md)\n",
        "pot.md": "---\ntitle: Pot\n---\n[tea](drafts/tea.md)\n",
    }
    from postctl import publishing

    site = site_of(files)
    plan = publishing.plan(site, next(each for each in site.posts if each.path == "drafts/tea.md"), public=True)
    left = {step.path: step.after.decode() for step in plan.changes}
    assert left["tea.md"].endswith("[pot](pot.md)\n")
    assert left["pot.md"].endswith("[tea](tea.md)\n")
