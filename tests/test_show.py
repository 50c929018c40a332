"""`postctl show`: what it says of a post, in which words, and where it finds that out."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from datetime import UTC
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sites import NOW, site_of

from postctl import kinship, linting, preview, records, registry
from postctl.cli import main, paging
from postctl.links.anchors import of_headings
from postctl.preview.leads import leads
from postctl.preview.places import table_of_contents
from postctl.store import scan

ROOT = Path(__file__).parent.parent
ENVIRON = {**os.environ, "PYTHONPATH": str(ROOT)}
NEW_YORK = ZoneInfo("America/New_York")
DOCUSAURUS = "module.exports = {url: 'https://x.org', baseUrl: '/b/', presets: [['classic', {blog: {}}]]}"


def hugo(front, body="", zone="Europe/Paris", more=None):
    config = f'baseURL = "https://example.org/blog/"\ntimeZone = "{zone}"\n'
    files = {"hugo.toml": config, "content/posts/a.md": f"---\ntitle: A\n{front}\n---\n{body}", **(more or {})}
    return site_of(files, "hugo", NOW.astimezone(ZoneInfo(zone)))


def post_of(site, path="content/posts/a.md"):
    return next(post for post in site.posts if post.path == path)


def pairs(site, path="content/posts/a.md", here=None, **shown):
    post = post_of(site, path)
    looked_at = preview.Shown(site, post, here=here or site.at.tzinfo or UTC, **shown)
    return preview.view(looked_at).rows[0]["_card"]


def said(label, site, **shown):
    return [value for name, value in pairs(site, **shown) if name == label]


@pytest.fixture
def blog(tmp_path):
    def write(files):
        for name, data in files.items():
            path = tmp_path / "site" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data if isinstance(data, bytes) else data.encode())
        return tmp_path / "site"

    return write


def run(*words, stdin=b"", **env):
    done = subprocess.run(
        [sys.executable, "-m", "postctl", *map(str, words)], input=stdin, env={**ENVIRON, **env}, capture_output=True, timeout=60
    )
    return done.returncode, done.stdout, done.stderr


# --- when ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("front", "here", "wanted"),
    [
        (
            "date: 2026-12-01T09:00:00",
            None,
            "scheduled: Hugo shows it from 2026-12-01 09:00 Europe/Paris, in 1 week (date: 2026-12-01T09:00:00)",
        ),
        (
            "date: 2026-12-01T09:00:00",
            NEW_YORK,
            "scheduled: Hugo shows it from 2026-12-01 09:00 Europe/Paris, 03:00 here, in 1 week (date: 2026-12-01T09:00:00)",
        ),
        (
            "date: 2026-12-01",
            NEW_YORK,
            "scheduled: Hugo shows it from 2026-12-01 00:00 Europe/Paris, 2026-11-30 18:00 here, in 1 week (date: 2026-12-01)",
        ),
        ("draft: true", None, "draft (draft: true)"),
        (
            "date: 2026-01-01\nexpiryDate: 2026-11-20",
            None,
            "expired: Hugo showed it until 2026-11-20 00:00 Europe/Paris, 3 days ago (expirydate: 2026-11-20)",
        ),
        (
            "date: 2026-01-01\nexpiryDate: 2026-11-25",
            None,
            "published (no draft mark), until 2026-11-25 00:00 Europe/Paris, in 1 day",
        ),
        ("date: 2026-01-01", None, "published (no draft mark)"),
    ],
)
def test_the_status_says_why_and_when_that_changes(front, here, wanted):
    assert said("status", hugo(front), here=here) == [wanted]


@pytest.mark.parametrize(
    ("written", "here", "wanted"),
    [
        ("2026-01-02", NEW_YORK, "2026-01-02 (10 months ago)"),
        ("2026-01-02T09:00:00", None, "2026-01-02T09:00:00 (10 months ago)"),
        ("2026-01-02T09:00:00+01:00", None, "2026-01-02T09:00:00+01:00 (10 months ago)"),
        ("2026-01-02T09:00:00Z", None, "2026-01-02T09:00:00Z (2026-01-02 10:00 Europe/Paris, 10 months ago)"),
        ("2026-01-02T09:00:00Z", NEW_YORK, "2026-01-02T09:00:00Z (2026-01-02 10:00 Europe/Paris, 04:00 here, 10 months ago)"),
        ("2026-01-02T01:00:00", NEW_YORK, "2026-01-02T01:00:00 (2026-01-01 19:00 here, 10 months ago)"),
    ],
)
def test_r25_a_date_is_shown_as_written_then_on_the_clocks_that_differ(written, here, wanted):
    assert said("date", hugo(f"date: {written}"), here=here) == [wanted]


def test_a_date_that_is_none_says_why():
    (date,) = said("date", hugo("date: 2026-13-45"))
    assert date.startswith("2026-13-45 (")


def test_at_the_ends_of_the_calendar_nothing_breaks():
    for year in ("0001", "9999"):
        site = hugo(f"date: {year}-01-01T00:00:00+14:00\nexpiryDate: 9999-12-31T23:59:59-12:00")
        assert said("date", site, here=NEW_YORK)[0].startswith(year)


# --- where, and what with -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("generator", "config", "path", "front", "wanted"),
    [
        ("hugo", {"hugo.toml": 'baseURL = "https://x.org/b/"'}, "content/posts/a.md", "", "https://x.org/b/posts/a/"),
        ("hugo", {"hugo.toml": 'baseURL = "/"'}, "content/posts/a.md", "", None),
        ("hugo", {"hugo.toml": 'baseURL = "https://x.org"\n[languages.fr]\nbaseURL = "https://x.fr"'}, "content/a.md", "", None),
        (
            "jekyll",
            {"_config.yml": "url: https://x.org\nbaseurl: /b"},
            "_posts/2026-01-02-a.md",
            "",
            "https://x.org/b/2026/01/02/a.html",
        ),
        ("jekyll", {"_config.yml": "baseurl: /b"}, "_posts/2026-01-02-a.md", "", None),
        ("zola", {"config.toml": 'base_url = "https://x.org"'}, "content/a.md", "", "https://x.org/a/"),
        (
            "pelican",
            {"pelicanconf.py": 'SITEURL = "https://x.org"\nPATH = "content"'},
            "content/a.md",
            "",
            "https://x.org/a.html",
        ),
        (
            "hexo",
            {"_config.yml": "url: https://x.org/b\nroot: /b/\npermalink: :title/"},
            "source/_posts/a.md",
            "",
            "https://x.org/b/a/",
        ),
        (
            "docusaurus",
            {"docusaurus.config.js": DOCUSAURUS},
            "blog/2026-01-02-a.md",
            "",
            "https://x.org/b/blog/2026/01/02/a",
        ),
        ("plain", {}, "a.md", "", None),
    ],
)
def test_the_address_is_whole_where_the_site_says_where_it_stands(generator, config, path, front, wanted):
    title = "Title: A\nDate: 2026-01-02\n\n" if generator == "pelican" else "---\ntitle: A\ndate: 2026-01-02\n---\n"
    if generator == "zola":
        title = '+++\ntitle = "A"\ndate = 2026-01-02\n+++\n'
    site = site_of({**config, path: title}, generator)
    assert records.permalink(site, post_of(site, path)) == wanted


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "https://", "ftp://x.org", "https://x.org/?a=b", "https://x .org", 'https://x"y.org']
)
def test_an_address_that_is_none_is_not_put_before_others(url):
    site = site_of({"hugo.toml": f"baseURL = '{url}'", "content/a.md": "---\ntitle: A\n---\n"}, "hugo")
    assert records.permalink(site, post_of(site, "content/a.md")) is None


def test_translations_and_series_are_named():
    config = 'baseURL = "https://x.org"\ndefaultContentLanguage = "en"\n[languages.en]\n[languages.fr]\n[languages.de]\n'
    files = {
        "hugo.toml": config,
        "content/a.en.md": "---\ntitle: A\nseries: [Tea]\nseries_part: 2\n---\n",
        "content/a.fr.md": "---\ntitle: A\ndraft: true\n---\n",
        "content/z.de.md": "---\ntitle: Z\ntranslationKey: tea\n---\n",
        "content/y.en.md": "---\ntitle: Y\ntranslationKey: tea\nseries: Tea\n---\n",
        "content/other.fr.md": "---\ntitle: O\n---\n",
    }
    site = site_of(files, "hugo")
    assert said("also in", site, path="content/a.en.md") == ["fr: content/a.fr.md (draft)"]
    assert said("language", site, path="content/a.en.md") == ["en"]
    assert said("series", site, path="content/a.en.md") == ["Tea (part 2, 2 posts)"]
    assert said("also in", site, path="content/y.en.md") == ["de: content/z.de.md (published)"]
    assert said("also in", site, path="content/other.fr.md") == []


@pytest.mark.parametrize(
    ("generator", "one", "other", "keys"),
    [
        ("jekyll", "_posts/2026-01-01-a.md", "_posts/2026-01-01-b.md", "ref: tea\nlang: {}"),
        ("gatsby", "src/blogs/a.en.md", "src/blogs/a.fr.md", "lang: {}"),
        ("plain", "en/a.md", "fr/a.md", "lang: {}"),
        ("astro", "src/content/blog/en/a.md", "src/content/blog/fr/a.md", "lang: {}"),
    ],
)
def test_translations_are_found_by_path_or_by_a_value_they_share(generator, one, other, keys):
    files = {path: f"---\ntitle: {lang}\n{keys.format(lang)}\n---\n" for path, lang in ((one, "en"), (other, "fr"))}
    site = site_of({**files, one.replace("a.", "z."): "---\ntitle: z\nlang: en\n---\n"}, generator)
    first, second = post_of(site, one), post_of(site, other)
    assert kinship.translations(site, first) == (second,)
    assert kinship.translations(site, second) == (first,)


def test_the_card_of_a_post_in_two_files_names_both():
    files = {
        "posts/tea.md": "# Tea\n\n[gone](gone.md)\n\n## Pot\n",
        "posts/tea.meta": ".. title: Tea\n.. slug: tea\n.. date: 2026-01-01\n",
    }
    site = site_of(files, "nikola")
    problems = linting.check(site, registry.rules(), only="posts/tea.md")
    assert said("file", site, path="posts/tea.md") == ["posts/tea.md, its front matter in posts/tea.meta"]
    (lead,) = leads(post_of(site, "posts/tea.md"), site, problems)
    assert (lead.line, lead.column, lead.to) == (3, 8, "broken")
    assert [each.line for each in table_of_contents(post_of(site, "posts/tea.md"), site)] == [1, 5]


# --- headings and links -------------------------------------------------------------------------------------------------


def anchors(generator, body, path="content/a.md", **files):
    site = site_of({path: f"---\ntitle: A\ndate: 2026-01-02\n---\n{body}", **files}, generator)
    return [(each.id, each.sure) for each in of_headings(post_of(site, path), site)]


def test_headings_have_the_anchors_their_generator_makes():
    body = "# One two\n\n## One two\n\n## Own {#mine}\n\n## See [b](b.md)\n"
    assert anchors("hugo", body) == [("one-two", True), ("one-two-1", True), ("mine", True), ("see-b", False)]
    path = "docs/blog/posts/a.md"
    assert anchors("mkdocs", "## A b\n\n## A b\n", path, **{"mkdocs.yml": "site_name: x"}) == [("a-b", True), ("a-b_1", True)]
    assert anchors("gatsby", "## A b\n", "src/a.md") == [("a-b", False)]
    assert anchors("hugo", "## !\n\n## ?\n") == [("section", False), ("section-1", False)]


def test_every_link_says_where_it_leads():
    body = (
        "[b](b.md#x) ![p](p.png) ![q](/q.png) [web](https://x.org/) <a@b.c> [in](#x) [t]({{ site.x }}) [no](/posts/gone/)\n"
        "[ref]\n\n[ref]: /posts/b/\n<img src='no.png'> {{< ref \"b.md\" >}} [d](../drafts/d.md) [theme](/tags/)\n"
    )
    more = {
        "content/posts/b.md": "---\ntitle: B\n---\n# X\n",
        "content/drafts/d.md": "---\ntitle: D\ndraft: true\n---\n",
        "content/posts/p.png": "",
        "static/q.png": "",
    }
    site = hugo("date: 2026-01-01", body, more=more)
    post = post_of(site)
    found = leads(post, site, linting.check(site, registry.rules(), only=post.path))
    assert [(each.kind, each.target, each.to, each.path) for each in found] == [
        ("link", "b.md#x", "post", "content/posts/b.md"),
        ("image", "p.png", "file", "content/posts/p.png"),
        ("image", "/q.png", "file", "static/q.png"),
        ("link", "https://x.org/", "external", None),
        ("link", "a@b.c", "mail", None),
        ("link", "#x", "anchor", None),
        ("link", "{{ site.x }}", "template", None),
        ("link", "/posts/gone/", "broken", None),
        ("link", "/posts/b/", "post", "content/posts/b.md"),
        ("image", "no.png", "broken", None),
        ("link", "../drafts/d.md", "post", "content/drafts/d.md"),
        ("link", "/tags/", "unknown", None),
    ]
    assert [each.says for each in found if each.to in ("post", "broken")] == [
        "B (published)",
        "broken: no post is at /posts/gone (P401)",
        "B (published)",
        "broken: no file for the image no.png (P402)",
        "D (draft)",
    ]
    assert (found[0].line, found[0].column, found[7].line) == (5, 5, 5)


def test_the_links_of_all_generators_are_followed():
    files = {
        "_posts/2026-01-01-a.md": "---\ntitle: A\n---\n[b]({% post_url 2026-01-02-b %})\n",
        "_posts/2026-01-02-b.md": "---\ntitle: B\n---\n",
    }
    site = site_of(files, "jekyll")
    (lead,) = leads(post_of(site, "_posts/2026-01-01-a.md"), site)
    assert (lead.to, lead.path) == ("post", "_posts/2026-01-02-b.md")


def test_r19_thousands_of_links_take_no_minutes():
    site = hugo("date: 2026-01-01", "".join(f"[a{n}](/posts/a{n}/)\n\n" for n in range(4_000)))
    assert len(leads(post_of(site), site)) == 4_000


# --- the command --------------------------------------------------------------------------------------------------------


def call(capsys, root, *words):
    code = main(["-C", str(root), "show", *map(str, words)])
    return code, *capsys.readouterr()


POST = "---\ntitle: Tea\ndate: 2026-01-01\n---\n# Leaves\n\n[gone](gone.md) ![pot](pot.png)\n"


def test_parts_stand_alone_and_together(blog, capsys):
    root = blog({"tea.md": POST, "pot.png": b"x"})
    assert call(capsys, root, "tea", "--toc")[1] == "5  Leaves\n"
    assert call(capsys, root, "tea", "--links")[1:] == (
        "7\tgone.md\tgone\tbroken: no post is at gone.md (P401)\n7\tpot.png\tpot\tpot.png\n",
        "2 links and images, 1 broken\n",
    )
    _, out, _ = call(capsys, root, "tea", "--meta", "--toc", "--links", "--body")
    places = [out.index(each) for each in ("status", "5  Leaves", "7\tgone.md", "# Leaves")]
    assert places == sorted(places)
    assert call(capsys, root, "tea", "--body")[1].startswith("# Leaves\n")


def test_what_is_not_there_is_said(blog, capsys):
    root = blog({"tea.md": "---\ntitle: Tea\n---\nText.\n"})
    assert call(capsys, root, "tea", "--toc") == (0, "", "no headings\n")
    assert call(capsys, root, "tea", "--links") == (0, "", "no links\n")


def test_u10_json_has_what_scripts_may_count_on(blog, capsys):
    root = blog(
        {"hugo.toml": 'baseURL = "https://x.org/"', "content/posts/tea.md": POST.replace("date:", "aliases: [/old/]\ndate:")}
    )
    (post,) = json.loads(call(capsys, root, "tea", "--format", "json")[1])["posts"]
    assert post["permalink"] == "https://x.org/posts/tea/"
    assert (post["section"], post["redirects"], post["series"], post["translations"]) == ("posts", ["/old/"], [], [])
    assert post["toc"] == [{"level": 1, "text": "Leaves", "line": 6, "anchor": "leaves"}]
    assert [(each["kind"], each["target"], each["line"], each["leads_to"]) for each in post["links"]] == [
        ("link", "gone.md", 8, "broken"),
        ("image", "pot.png", 8, "broken"),
    ]
    assert [each["code"] for each in post["findings"]] == post["problems"]
    assert not any(name.startswith("_") for name in post)


BROKEN = "---\ntitle: Tea\ndate: [2026\n---\n# Leaves\n"


def test_a_broken_post_says_where_and_why(blog, capsys):
    root = blog({"tea.md": BROKEN})
    code, out, err = call(capsys, root, "tea")
    assert (code, err) == (1, "")
    assert "status  ✗ broken: it cannot be read\nfile    tea.md:4:1\n" in out
    assert "  3 | date: [2026\n> 4 | ---\n    | ^\n  5 | # Leaves\n" in out
    code, out, err = call(capsys, root, "tea", "--format", "json")
    (post,) = json.loads(out)["posts"]
    assert (code, post["status"], post["links"], post["findings"][0]["line"]) == (1, "broken", [], 4)
    code, out, err = call(capsys, root, "tea", "--toc")
    assert (code, out) == (1, "")
    assert err.startswith("tea.md:4:1: ")
    code, out, err = call(capsys, root, "tea", "--html")
    assert (code, out) == (1, "")
    assert "tea.md:4:1: " in err


@pytest.mark.parametrize("data", [b"---\ntitle: \xff\n---\n", b"\x00\x01\x02", b"\xff\xfet\x00"])
def test_r21_a_file_that_is_no_text_says_so(blog, capsys, data):
    root = blog({"tea.md": data})
    code, out, _ = call(capsys, root, "tea.md")
    assert code == 1
    assert "broken: it cannot be read" in out
    assert "why  " in out


def test_r19_of_a_huge_post_the_beginning_is_shown(blog, capsys):
    root = blog({"tea.md": "---\ntitle: Tea\n---\n" + "word word\n" * 600_000})
    code, out, err = call(capsys, root, "tea", "--meta")
    assert code == 0
    assert "the file is larger than 5 MiB, the rest was not read" in " ".join(out.split())
    assert "tea.md: larger than 5 MiB" in err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("tea", "--raw", "--meta"), "goes with no other part"),
        (("tea", "--html", "--format", "json"), "goes with no other part"),
        (("tea", "--toc", "--format", "json"), "has all parts"),
        (("tea", "--web", "--meta"), "--web shows the whole page"),
        (("tea", "--watch", "--html"), "--watch draws on the terminal"),
        (("-", "--watch"), "--watch draws on the terminal"),
        (("-", "--raw"), "stdin is none"),
        (("tea", "--stdin-filename", "b.md"), "name no other post"),
        (("tea", "--theme", "monokay"), "did you mean monokai?"),
        (("tea", "--format", "xml"), "xml"),
    ],
)
def test_u6_what_does_not_go_together_is_refused(blog, capsys, words, said):
    root = blog({"tea.md": POST})
    code, out, err = call(capsys, root, *words)
    assert (code, out) == (2, "")
    assert said in err


def test_the_theme_of_the_users_own_configuration_counts(blog, capsys, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "own"))
    (tmp_path / "own" / "postctl").mkdir(parents=True)
    own = tmp_path / "own" / "postctl" / "config.toml"
    own.write_text('theme = "monokai"\n')
    root = blog({"tea.md": POST})
    assert "background: #272822" in call(capsys, root, "tea", "--html")[1]
    assert "background: #272822" not in call(capsys, root, "tea", "--html", "--theme", "light")[1]
    own.write_text('theme = "monokay"\n')
    code, _, err = call(capsys, root, "tea")
    assert code == 2
    assert "config.toml: theme monokay: no such theme" in err


def test_a_site_has_no_say_in_the_theme(blog, capsys):
    root = blog({"tea.md": POST, "postctl.toml": 'theme = "monokai"\n'})
    assert call(capsys, root, "tea")[0] == 2


# --- stdin --------------------------------------------------------------------------------------------------------------


def test_a_post_on_stdin_lies_nowhere(blog):
    root = blog({"hugo.toml": 'baseURL = "https://x.org/"', "content/posts/b.md": "---\ntitle: B\n---\n"})
    code, out, err = run(
        "-C", root, "show", "-", "--meta", stdin=b"---\ntitle: New\ndate: 2031-01-01\nslug: tea\n---\nSome words.\n"
    )
    text = out.decode()
    assert (code, err) == (0, b"")
    assert text.startswith("New\n")
    assert "scheduled: Hugo shows it from 2031-01-01" in text
    assert "file    -\n" in text
    assert "postctl-stdin" not in text
    code, out, _ = run("-C", root, "show", "-", "--format", "json", stdin=b"just text\n")
    (post,) = json.loads(out)["posts"]
    assert (code, post["path"], post["title"], post["url"], post["slug"], post["findings"]) == (0, "-", "Untitled", None, "", [])


@pytest.mark.parametrize("generator", registry.names("generators"))
def test_a_post_on_stdin_is_read_as_every_generator_reads_it(generator):
    data = b"Title: Tea\n\nWords.\n" if generator == "pelican" else b"---\ntitle: Tea\n---\nWords.\n"
    example = {"nikola": "nikola"}.get(generator, generator)
    code, out, err = run("-C", ROOT / "examples" / example, "show", "-", stdin=data)
    assert code == 0, err
    assert b"postctl-stdin" not in out
    assert out.startswith(b"Tea\n")
    assert b"Words." in out


def test_a_post_on_stdin_may_belong_somewhere(blog):
    root = blog({"tea.md": POST, "pot.png": b""})
    code, out, _ = run(
        "-C", root, "show", "-", "--stdin-filename", root / "tea.md", "--links", stdin=POST.replace("gone.md", "tea.md").encode()
    )
    assert code == 0
    assert out.decode().splitlines()[0] == "7\ttea.md\tgone\tTea (published)"
    code, _, err = run("-C", root, "show", "-", "--stdin-filename", "/etc/passwd", stdin=b"x")
    assert code == 2
    assert b"outside" in err


def test_a_folder_that_is_no_site_is_not_looked_through_for_a_post_on_stdin(blog):
    root = blog({"a.md": "---\ntitle: [\n---\n", "b.md": "---\ntitle: B\n---\n"})
    code, out, _ = run("-C", root, "show", "-", "--links", stdin=b"---\ntitle: T\n---\n[b](b.md)\n")
    assert (code, out.decode()) == (0, "4\tb.md\tb\tno page that a file of the site shows\n")
    code, out, err = run("-C", root, "show", "-", "-v", stdin=b"---\ntitle: T\ndate: 2026-01-01\n---\nText.\n")
    assert (code, b"no site is around" in err) == (0, True)
    assert out.startswith(b"T\n\nstatus  \xe2\x97\x8f published")


def test_a_folder_that_is_not_there_is_an_error(tmp_path):
    code, _, err = run("-C", tmp_path / "nowhere", "show", "-", stdin=b"x")
    assert code == 2
    assert b"no folder" in err


def test_a_broken_post_on_stdin_says_where(blog):
    code, out, _ = run("-C", blog({"a.md": ""}), "show", "-", stdin=BROKEN.encode())
    assert code == 1
    assert "-:4:1" in out.decode()


def test_more_than_a_post_on_stdin_is_refused(blog):
    code, _, err = run("-C", blog({"a.md": ""}), "show", "-", stdin=b"x" * (5 * 1024 * 1024 + 1))
    assert code == 2
    assert b"stdin holds more than 5 MiB" in err


# --- the page -----------------------------------------------------------------------------------------------------------

PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 100


def test_s6_images_of_the_site_stand_in_the_page_and_no_others(blog, tmp_path, capsys):
    (tmp_path / "secret.png").write_bytes(PNG)
    body = "![in](in.png) ![big](big.png) ![out](../secret.png) ![link](link.png) ![web](https://x.org/a.png) ![txt](a.txt)\n"
    root = blog({"tea.md": f"---\ntitle: Tea\n---\n{body}", "in.png": PNG, "big.png": b"0" * (2 * 1024 * 1024 + 1), "a.txt": "x"})
    (root / "link.png").symlink_to(tmp_path / "secret.png")
    code, out, _ = call(capsys, root, "tea", "--html")
    assert code == 0
    assert out.count("data:image/png;base64,") == 1
    assert '<img src="data:image/png;base64,' in out
    assert "big.png, too large to stand in this page" in out
    assert out.count('class="picture"') == 5


def test_only_ten_megabytes_of_images_stand_in_a_page(blog, capsys):
    pictures = {f"{n}.png": b"0" * (2 * 1024 * 1024) for n in range(7)}
    body = "".join(f"![{n}]({n}.png)\n" for n in range(7))
    _, out, _ = call(capsys, blog({"tea.md": f"---\ntitle: Tea\n---\n{body}", **pictures}), "tea", "--html")
    assert (out.count("data:image/png;base64,"), out.count("too large to stand in this page")) == (5, 2)


def test_links_of_a_page_lead_to_the_public_site(blog, capsys):
    more = {"content/b.md": "---\ntitle: B\n---\n", "content/d.md": "---\ntitle: D\ndraft: true\n---\n"}
    files = {"hugo.toml": 'baseURL = "https://x.org/"', "content/tea.md": "---\ntitle: Tea\n---\n[b](b.md) [d](d.md)\n", **more}
    _, out, _ = call(capsys, blog(files), "tea", "--html")
    assert '<a href="https://x.org/b/" title="B (published)"' in out
    assert '<span class="elsewhere" title="D (draft)">d</span>' in out


@pytest.mark.parametrize(
    "env", [{"LC_ALL": "C", "PYTHONUTF8": "0"}, {"PYTHONIOENCODING": "latin-1"}, {"GITHUB_ACTIONS": "true"}, {"TERM": "dumb"}]
)
def test_r22_the_page_is_the_same_in_every_locale(blog, env):
    root = blog({"tea.md": "---\ntitle: Thé ☕\n---\n```\n::error::x\n```\n"})
    code, out, err = run("-C", root, "show", "tea", "--html", **env)
    assert code == 0, err
    assert out == run("-C", root, "show", "tea", "--html")[1]
    assert "<title>Thé ☕</title>" in out.decode()


def browser(tmp_path, name="my browser"):
    """A browser that notes what it was given."""
    script = tmp_path / name
    script.write_text(f'#!/bin/sh\nprintf "%s\\n" "$#" "$1" > "{tmp_path}/opened"\n')
    script.chmod(0o755)
    return script


def test_s10_the_browser_gets_a_private_file_as_one_argument(blog, tmp_path):
    (tmp_path / "temp dir").mkdir()
    root = blog({"tea.md": POST, ".env": "BROWSER=false\n"})
    env = {"BROWSER": f"'{browser(tmp_path)}' %s", "TMPDIR": str(tmp_path / "temp dir")}
    code, out, err = run("-C", root, "show", "tea", "--web", **env)
    assert code == 0, err
    page = Path(out.decode().rstrip("\n"))
    count, address = (tmp_path / "opened").read_text().splitlines()
    assert (count, address) == ("1", f"file://{str(page).replace(' ', '%20')}")
    assert stat.S_IMODE(page.stat().st_mode) == 0o600
    assert page.read_bytes() == run("-C", root, "show", "tea", "--html")[1]
    assert page.parent == tmp_path / "temp dir"
    assert sorted(each.name for each in root.iterdir()) == [".env", "tea.md"]


def test_no_browser_is_an_error_that_names_the_page(blog, tmp_path):
    env = {"BROWSER": "/no/such/browser %s", "PATH": "", "DISPLAY": "", "WAYLAND_DISPLAY": "", "TMPDIR": str(tmp_path)}
    code, out, err = run("-C", blog({"tea.md": POST}), "show", "tea", "--web", **env)
    assert (code, out) == (2, b"")
    assert b"no browser could be started; the page is " in err


def test_s1_a_card_of_strangers_is_text(blog, capsys):
    hostile = "x\x1b[2J\u202e"
    front = r'title: "x\e[2J\u202e"' + "\n" + r'series: ["a\e[1m"]' + "\nlang: fr"
    body = f"# {hostile}\n\n[{hostile}](b{hostile}.md)\n"
    root = blog({"hugo.toml": 'baseURL = "https://x.org/"', "content/a.md": f"---\n{front}\n---\n{body}"})
    for words in ((), ("--toc",), ("--links",), ("--format", "json"), ("--html",)):
        _, out, err = call(capsys, root, "a", *words)
        assert "\x1b" not in out + err, words
        assert "\u202e" not in out + err, words


def test_s6_images_for_a_terminal_are_those_of_the_site(blog, tmp_path):
    (tmp_path / "secret.png").write_bytes(PNG)
    body = "![in](in.png) ![out](../secret.png) ![gone](gone.png) ![web](https://x.org/a.png) ![big](big.png)\n"
    root = blog({"tea.md": f"---\ntitle: Tea\n---\n{body}", "in.png": PNG, "big.png": b"0" * (2 * 1024 * 1024 + 1)})
    site = scan.open_site(str(root))
    found = paging.images(site.root, preview.pictures(preview.Shown(site, site.posts[0])))
    assert found["in.png"] == {"data": PNG}
    assert found["gone.png"] == {"missing": True}
    assert found["../secret.png"] == {"missing": True}
    assert found["big.png"] == {}
    assert "https://x.org/a.png" not in found
    shown = preview.Shown(site, site.posts[0], images=found)
    assert preview.view(shown).rows[0]["_images"] == found
