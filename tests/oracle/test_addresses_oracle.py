"""What the rules about addresses and dates say that generators do, asked of the generators.

Each site is built as it is, and the files that come out are compared with what the rule claims.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from oracle import tools
from oracle.test_zola_oracle import MISSING as NO_ZOLA
from oracle.test_zola_oracle import zola  # noqa: F401 (a fixture)
from sites import site_of

from postctl import linting, registry
from postctl.rules._addresses import redirects

pytestmark = pytest.mark.oracle

BY_CODE = {rule.code: rule for rule in registry.rules()}
NO_HUGO = tools.missing_program("hugo")
NO_PELICAN = tools.missing_program("pelican")
NO_JEKYLL = "" if shutil.which("jekyll") else "jekyll is not on PATH"
NO_HEXO = tools.missing_package("hexo")
NO_ELEVENTY = tools.missing_package("eleventy")


def write(root, files):
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)


def ran(command, root):
    return subprocess.run(command, cwd=root, capture_output=True, text=True, check=False, timeout=300)


def files_below(folder: Path):
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


def codes(files, generator):
    return {
        each.code for each in linting.check(site_of(files, generator), tuple(BY_CODE.values())) if each.code[:2] in ("P2", "P3")
    }


def post(more="", title="A"):
    return f"---\ntitle: {title}\n{more}---\nText.\n"


# --- Hugo -----------------------------------------------------------------------------------------------------------------

LAYOUT = {f"layouts/{name}.html": "PAGE {{ .Title }}" for name in ("home", "list", "single")}
HUGO = {"hugo.toml": 'baseURL = "https://example.org/"\ndisableKinds = ["taxonomy", "term", "RSS", "sitemap"]\n', **LAYOUT}


def hugo(root, files):
    """What Hugo writes, the text by path; `None` where it fails."""
    write(root, {**HUGO, **files})
    shutil.rmtree(root / "public", ignore_errors=True)
    run = ran([tools.program("hugo"), "--noBuildLock", "--quiet"], root)
    public = root / "public"
    return None if run.returncode else {name: (public / name).read_text() for name in files_below(public)}


@pytest.mark.skipif(bool(NO_HUGO), reason=NO_HUGO or "it is there")
def test_hugo_writes_a_redirect_where_postctl_says(tmp_path):
    aliases = {
        "/up/": "up/index.html",
        "/up2": "up2/index.html",
        "/up3.html": "up3.html",
        "rel": "posts/rel/index.html",
        "../rel2": "rel2/index.html",
        "sub/rel3/": "posts/sub/rel3/index.html",
        "/Case": "Case/index.html",
    }
    files = {"content/posts/a.md": post("aliases:\n" + "".join(f"  - {alias}\n" for alias in aliases))}
    site = site_of({**HUGO, **files}, "hugo")
    ours = {each.text: each.file.lstrip("/") for each in redirects(site.posts[0], site)}
    assert ours == aliases
    made = hugo(tmp_path, files)
    assert set(aliases.values()) <= made.keys()
    assert all("http-equiv" in made[name] for name in aliases.values())


@pytest.mark.skipif(bool(NO_HUGO), reason=NO_HUGO or "it is there")
def test_hugo_forgets_a_redirect_to_itself_and_writes_one_file_for_a_redirect_and_a_page(tmp_path):
    own = {"content/posts/a.md": post("aliases: [/posts/a/]\n")}
    assert codes(own, "hugo") == {"P311"}
    assert hugo(tmp_path / "own", own)["posts/a/index.html"] == "PAGE A"
    other = {"content/posts/a.md": post("aliases: [/posts/b/]\n"), "content/posts/b.md": post(title="B")}
    assert codes(other, "hugo") == {"P302"}
    made = hugo(tmp_path / "other", other)
    assert made["posts/b/index.html"] == "PAGE B" or "http-equiv" in made["posts/b/index.html"]
    assert len([name for name in made if name.startswith("posts/b")]) == 1


@pytest.mark.skipif(bool(NO_HUGO), reason=NO_HUGO or "it is there")
@pytest.mark.parametrize(("name", "front"), [("🎉", ""), ("!!!", ""), ("x", "slug: '🎉'\n")])
def test_hugo_writes_a_post_without_a_name_and_the_list_of_posts_to_one_file(tmp_path, name, front):
    files = {f"content/posts/{name}.md": post(front, title="Lost"), "content/posts/b.md": post(title="B")}
    assert codes(files, "hugo") == {"P305"}
    made = hugo(tmp_path, files)
    assert made["posts/index.html"] in {"PAGE Lost", "PAGE Posts"}  # both are written there at once, and the last one stays
    assert {text for file, text in made.items() if "PAGE Lost" in text} == {made["posts/index.html"]} & {"PAGE Lost"}


@pytest.mark.skipif(bool(NO_HUGO), reason=NO_HUGO or "it is there")
def test_hugo_forgets_the_list_beside_a_post_and_what_lies_in_its_folder(tmp_path):
    files = {"content/trip/index.md": post(title="Leaf"), "content/trip/_index.md": post(title="Branch")}
    assert codes(files, "hugo") == {"P306"}
    made = hugo(tmp_path, files)
    assert made["trip/index.html"] == "PAGE Leaf"
    assert not any("Branch" in text for text in made.values())


@pytest.mark.skipif(bool(NO_HUGO), reason=NO_HUGO or "it is there")
def test_hugo_fails_over_names_that_the_disk_does_not_take(tmp_path):
    for length, fails in ((255, False), (256, True)):
        files = {"content/posts/a.md": post(f"slug: {'a' * length}\n")}
        assert codes(files, "hugo") == ({"P307"} if fails else set())
        assert (hugo(tmp_path / str(length), files) is None) is fails


@pytest.mark.skipif(bool(NO_HUGO), reason=NO_HUGO or "it is there")
def test_hugo_takes_what_is_behind_a_dot_for_the_ending(tmp_path):
    files = {"content/a.md": post("url: /release-1.2\n"), "content/b.md": post("url: /rain\n", title="B")}
    assert codes(files, "hugo") == {"P312"}
    assert {"release-1.2", "rain/index.html"} <= hugo(tmp_path, files).keys()


@pytest.mark.skipif(bool(NO_HUGO), reason=NO_HUGO or "it is there")
def test_hugo_shows_no_post_that_expires_before_it_begins(tmp_path):
    files = {"content/a.md": post("date: 2020-05-01\nexpiryDate: 2019-12-31\n")}
    assert codes(files, "hugo") == {"P210"}
    assert "a/index.html" not in hugo(tmp_path, files)


# --- Jekyll ---------------------------------------------------------------------------------------------------------------


def jekyll(root, files):
    """The paths Jekyll writes, in UTC; `None` where it fails."""
    write(root, {"_config.yml": "title: x\ntimezone: UTC\n", **files})
    run = ran(["jekyll", "build", "--quiet", "--disable-disk-cache"], root)
    return None if run.returncode else files_below(root / "_site")


@pytest.mark.skipif(bool(NO_JEKYLL), reason=NO_JEKYLL or "it is there")
@pytest.mark.parametrize(
    ("name", "front", "expected", "written"),
    [
        ("a", "permalink: pretty\n", {"P312"}, "pretty.html"),
        ("a", "permalink: ordinal\n", {"P312"}, "ordinal.html"),
        ("a", "permalink: /release-1.2\n", {"P312"}, "release-1.2"),
        ("a", "permalink: /rain\n", set(), "rain.html"),
        ("🎉", "", {"P305"}, "2020/01/01/.html"),
        ("a", "slug: ''\n", {"P305"}, "2020/01/01/.html"),
        ("!!!", "", set(), "2020/01/01/!!!.html"),
        ("a", "permalink: /a?b/\n", {"P308"}, "a?b/index.html"),
        ("a?b", "", {"P306"}, "2020/01/01/a-b.html"),
        ("a", "date: 2019-02-30\n", {"P203", "P205"}, "2019/03/02/a.html"),
        ("a", "date: 2020-01-01 23:30:00 -0500\n", {"P207"}, "2020/01/02/a.html"),
        ("a", f"permalink: /{'a' * 250}\n", set(), f"{'a' * 250}.html"),
        ("a", f"permalink: /{'a' * 251}\n", {"P307"}, None),
    ],
)
def test_jekyll_writes_what_the_rules_say(tmp_path, name, front, expected, written):
    files = {f"_posts/2020-01-01-{name}.md": post(front)}
    assert codes(files, "jekyll") - {"P203"} == expected - {"P203"}
    made = jekyll(tmp_path, files)
    assert made is None if written is None else written in made


# --- Pelican --------------------------------------------------------------------------------------------------------------


def pelican(root, files):
    """The paths Pelican writes, and where the list of posts leads to."""
    feeds = "FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None\n"
    write(root, {"pelicanconf.py": f'SITENAME = "x"\nSITEURL = ""\nTIMEZONE = "UTC"\nTHEME = "simple"\n{feeds}', **files})
    run = ran([tools.program("pelican"), "content", "-o", "out", "-s", "pelicanconf.py"], root)
    index = root / "out" / "index.html"
    return files_below(root / "out"), index.read_text() if index.exists() else run.stdout + run.stderr


def article(more, title="A"):
    return f"Title: {title}\nDate: 2020-01-01\nCategory: c\n{more}\nText.\n"


@pytest.mark.skipif(bool(NO_PELICAN), reason=NO_PELICAN or "it is there")
@pytest.mark.parametrize(
    ("text", "expected", "written", "link"),
    [
        (article("URL: rain/\n"), {"P312"}, "a.html", "/rain/"),
        (article("Save_as: rain/index.html\n"), {"P312"}, "rain/index.html", "/a.html"),
        (article("URL: rain/\nSave_as: rain/index.html\n"), set(), "rain/index.html", "/rain/"),
        (article("", title="🎉"), {"P305"}, ".html", "/.html"),
        (article("Slug: a b\n"), {"P308"}, "a b.html", "/a b.html"),
    ],
)
def test_pelican_writes_what_the_rules_say(tmp_path, text, expected, written, link):
    assert codes({"content/a.md": text}, "pelican") == expected
    made, index = pelican(tmp_path, {"content/a.md": text})
    assert written in made
    assert f'href="{link}"' in index


# --- Zola -----------------------------------------------------------------------------------------------------------------

TOML = "+++\ntitle = '{}'\n{}\n+++\nText.\n"
ZOLA = {
    "config.toml": 'base_url = "https://example.org"\n',
    **{f"templates/{name}.html": "PAGE {{ page.title }}" if name == "page" else "list" for name in ("index", "page", "section")},
}


@pytest.mark.skipif(bool(NO_ZOLA), reason=NO_ZOLA or "it is there")
def test_zola_writes_what_the_rules_say(tmp_path, zola):  # noqa: F811
    sites = {
        "self": ({"content/a.md": TOML.format("A", "aliases = ['/a/']")}, {"P311"}, {"a/index.html": "PAGE A"}),
        "other": (
            {"content/a.md": TOML.format("A", "aliases = ['b']"), "content/b.md": TOML.format("B", "")},
            {"P302"},
            {"b/index.html": "PAGE B"},
        ),
        "twice": ({f"content/{name}.md": TOML.format(name, "aliases = ['old']") for name in "ab"}, {"P302"}, None),
        "indexes": (
            {"content/a/index.md": TOML.format("A", ""), "content/a/_index.md": TOML.format("B", "")},
            {"P306"},
            None,
        ),
        "one": ({"content/a/index.md": TOML.format("A", "")}, set(), {"a/index.html": "PAGE A"}),
    }
    for name, (files, _, _) in sites.items():
        write(tmp_path / name, {**ZOLA, **files})
    zola([tmp_path / name for name in sites])
    for name, (files, expected, made) in sites.items():
        assert codes(files, "zola") == expected, name
        public = tmp_path / name / "public"
        if made is None:
            assert not (public / "index.html").exists(), name
            continue
        assert {path: (public / path).read_text() for path in made} == made, name


# --- Hexo and Eleventy ------------------------------------------------------------------------------------------------------


def asked(script, package, roots):
    command = ["node", str(Path(__file__).with_name(script)), str(tools.package(package))]
    run = subprocess.run(
        command, input=json.dumps([str(root) for root in roots]), capture_output=True, text=True, timeout=300, check=False
    )
    assert run.returncode == 0, run.stderr
    return [line for line in run.stdout.splitlines() if line.startswith(("{", "["))]


@pytest.mark.skipif(bool(NO_HEXO), reason=NO_HEXO or "it is there")
def test_hexo_writes_an_address_without_a_slash_to_a_file_of_that_name(tmp_path):
    said = {"rain": "rain", "release-1.2": "release-1.2", "wind/": "wind/index.html", "snow.html": "snow.html"}
    files = {f"source/_posts/{n}.md": post(f"date: 2020-01-01\npermalink: {link}\n") for n, link in enumerate(said)}
    package = '{"name": "x", "hexo": {"version": "8"}, "dependencies": {"hexo": "8"}}'
    write(tmp_path, {"_config.yml": "title: x\n", "package.json": package, **files})
    (line,) = asked("hexo_routes.js", "hexo", [tmp_path])
    assert set(said.values()) <= set(json.loads(line))
    for path, text in files.items():
        odd = "permalink: rain\n" in text or "release" in text
        assert codes({path: text}, "hexo") == ({"P312"} if odd else set())


@pytest.mark.skipif(bool(NO_ELEVENTY), reason=NO_ELEVENTY or "it is there")
def test_eleventy_ends_the_build_over_an_address_without_a_slash(tmp_path):
    config = {
        "eleventy.config.js": 'export default function (config) { return { dir: { input: "content" } }; }\n',
        "package.json": '{"type": "module"}',
    }
    said = {"rain": None, "rain/": "/rain/", "release-1.2": "/release-1.2", "rain.html": "/rain.html"}
    for number, link in enumerate(said):
        write(tmp_path / str(number), {**config, "content/a.md": post(f"permalink: /{link}\n")})
    (line,) = asked("eleventy_build.mjs", "eleventy", [tmp_path / str(number) for number in range(len(said))])
    for answer, (link, url) in zip(json.loads(line), said.items(), strict=True):
        odd = url is None or link == "release-1.2"
        assert codes({"content/a.md": post(f"permalink: /{link}\n")}, "eleventy") == ({"P312"} if odd else set())
        assert "file extension" in answer["error"] if url is None else [page["url"] for page in answer["pages"]] == [url]
