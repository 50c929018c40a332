"""Posts and the generated site: which page is a post's, and what names it."""

from __future__ import annotations

import time

import pytest
from sites import site_of

from postctl import linting, registry
from postctl.rules import _built
from postctl.site import Standards

CODES = ("P921", "P922", "P923", "P924", "P925")
RULES = tuple(rule for rule in registry.rules() if rule.code in CODES)
DRAFT = "---\ntitle: A\ndraft: true\n---\nText.\n"
PUBLIC = "---\ntitle: A\n---\nText.\n"


def found(posts, built, generator="hugo"):
    """Code, path and message of each finding; `built`: the texts of the generated files by path."""
    standards = Standards(built=frozenset(built), built_text=built.get)
    site = site_of(posts, generator, standards=standards)
    return [(each.code, each.path, each.message) for each in linting.check(site, RULES)]


def codes(posts, built, generator="hugo"):
    return [code for code, *_ in found(posts, built, generator)]


# --- pages --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("page", ["posts/a/index.html", "posts/a.html"])
def test_a_page_may_be_a_folder_or_a_file(page):
    assert codes({"content/posts/a.md": DRAFT}, {page: ""}) == ["P921"]


@pytest.mark.parametrize("page", ["posts/b/index.html", "a/index.html", "posts/a/b/index.html", "posts/a/a.png", "index.html"])
def test_other_files_are_no_page_of_it(page):
    assert codes({"content/posts/a.md": DRAFT}, {page: "A"}) == []


def test_the_message_names_the_page_and_what_lists_it_at_the_mark_that_hides_it():
    built = {"posts/a/index.html": "", **dict.fromkeys(("sitemap.xml", "a.xml", "b.xml", "c.xml"), "<loc>/posts/a/</loc>")}
    site = site_of({"content/posts/a.md": DRAFT}, "hugo", standards=Standards(built=frozenset(built), built_text=built.get))
    (finding,) = linting.check(site, RULES)
    assert finding.message == "the generated site has this draft: posts/a/index.html, and a.xml, b.xml, c.xml and 1 more name it"
    assert (finding.line, finding.column, finding.end_column) == (3, 8, 12)


def test_a_page_at_the_address_of_a_public_post_is_that_post():
    posts = {"content/posts/a.md": DRAFT, "content/posts/b.md": "---\ntitle: B\nurl: /posts/a/\n---\n"}
    assert codes(posts, {"posts/a/index.html": "", "sitemap.xml": "<loc>/posts/a/</loc>"}) == []


def test_a_page_that_leads_elsewhere_is_no_page():
    there = '<!doctype html><html><head><meta http-equiv="refresh" content="0; url=/posts/b/"></head></html>'
    assert codes({"content/posts/a.md": DRAFT}, {"posts/a/index.html": there}) == []


def test_letters_beyond_ascii_and_escapes():
    posts = {"content/posts/crème brûlée.md": DRAFT}
    assert codes(posts, {"posts/crème-brûlée/index.html": ""}) == ["P921"]
    assert codes(posts, {"sitemap.xml": "<loc>https://e.org/posts/cr%C3%A8me-br%C3%BBl%C3%A9e/</loc>"}) == ["P924"]


def test_a_draft_of_unknown_address_is_known_by_its_name_and_its_title():
    posts = {"_drafts/soup.md": "---\ntitle: Soup & <bread>\n---\n"}
    shown = "<html><body><h1>Soup &amp;\n  &lt;bread&gt;</h1>"
    assert codes(posts, {"2026/11/23/soup.html": shown}, "jekyll") == ["P921"]
    assert codes(posts, {"2026/11/23/soup.html": "<h1>Soups of the world</h1>"}, "jekyll") == []
    assert codes(posts, {"2026/11/23/sour.html": shown}, "jekyll") == []
    public = {"_posts/2026-11-20-soup.md": "---\ntitle: Soup & <bread>\n---\n"}
    assert codes(posts | public, {"2026/11/20/soup.html": shown}, "jekyll") == []


@pytest.mark.parametrize(
    ("generator", "path", "text"),
    [
        ("nikola", "posts/a.md", "<!--\n.. title: A\n.. slug: a\n.. date: 2026-01-02 10:00:00 UTC\n.. status: draft\n-->\n"),
        ("nikola", "posts/a.md", "<!--\n.. title: A\n.. slug: a\n.. date: 2031-01-02 10:00:00 UTC\n-->\n"),
        ("pelican", "content/a.md", "Title: A\nDate: 2026-01-02\nSlug: a\nStatus: draft\n\nText.\n"),
    ],
)
def test_where_drafts_are_built_by_design_only_what_lists_them_counts(generator, path, text):
    site = site_of({path: text, "conf.py": 'POSTS = (("posts/*.md", "posts", "post.tmpl"),)\n'}, generator)
    (post,) = site.posts
    page = post.url.strip("/") + ("" if post.url.endswith(".html") else "/index.html")
    files = {path: text, "conf.py": 'POSTS = (("posts/*.md", "posts", "post.tmpl"),)\n'}
    assert codes(files, {page: "A"}, generator) == []
    assert codes(files, {page: "A", "rss.xml": f"<item><link>https://e.org{post.url}</link></item>"}, generator) == ["P924"]


@pytest.mark.parametrize("front", ["build: {list: never}", "headless: true"])
def test_unlisted_posts_are_built_by_design(front):
    posts = {"content/posts/a.md": f"---\ntitle: A\n{front}\n---\n"}
    assert codes(posts, {"posts/a/index.html": "", "sitemap.xml": "<loc>/posts/a/</loc>"}) == []


# --- lists --------------------------------------------------------------------------------------------------------------

LISTS = {
    "sitemap.xml": "<url>\n  <loc>\n https://e.org/posts/a/ \n</loc></url>",
    "index.xml": "<item><guid isPermaLink='true'>https://e.org/posts/a/</guid></item>",
    "rss.xml": "<item><link><![CDATA[https://e.org/posts/a/?utm=x]]></link></item>",
    "atom.xml": '<entry><link rel="alternate" type="text/html" href="https://e.org/posts/a/#top"/></entry>',
    "feeds/all.atom": "<entry><id>https://e.org/posts/a/index.html</id></entry>",
    "feed.json": '{"items": [{"url": "https:\\/\\/e.org\\/posts\\/a\\/"}]}',
    "search/search_index.json": '{"docs": [{"location": "posts/a/#heading", "text": "x"}]}',
    "search_index.en.js": 'window.searchIndex = {"docs":{"https://e.org/posts/a/":{"title":"A"}}}',
    "index.json": '[{"permalink":"/posts/a/"}]',
    "sitemap.txt": "https://e.org/\nhttps://e.org/posts/a/\n",
    "llms.txt": "- [A](/posts/a/): about a\n",
}


@pytest.mark.parametrize("path", LISTS)
def test_a_list_is_read_whatever_its_kind(path):
    assert codes({"content/posts/a.md": DRAFT}, {path: LISTS[path]}) == ["P924"]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("sitemap.xml", "<loc>https://e.org/posts/ab/</loc><loc>https://e.org/posts/</loc><loc>https://e.org/x/posts/a/b/</loc>"),
        ("index.xml", "<description>See &lt;a href=&quot;/posts/a/&quot;&gt;soon&lt;/a&gt;</description>"),
        ("index.json", '[{"permalink":"/posts/b/","content":"see /posts/a/ for more"}]'),
        ("posts/b/index.html", '<a href="/posts/a/">soon</a>'),
        ("manifest.json", '{"url": "/posts/a/"}'),
        ("sitemap.xml", None),
        ("sitemap.xml", ""),
    ],
)
def test_what_does_not_list_it_does_not(path, text):
    assert codes({"content/posts/a.md": DRAFT}, {path: text}) == []


def test_the_site_may_lie_in_a_folder_of_its_server():
    posts = {"content/posts/a.md": DRAFT, "content/posts/b.md": PUBLIC, "content/posts/c.md": PUBLIC}
    built = {f"posts/{name}/index.html": "" for name in "bc"}
    lists = "".join(f"<loc>https://e.org/people/ann/posts/{name}/</loc>" for name in "abc")
    assert codes(posts, {**built, "sitemap.xml": lists}) == ["P924"]
    assert codes(posts, {**built, "sitemap.xml": lists.replace("/people/ann/posts/a/", "/people/bo/posts/a/")}) == []


# --- what is missing ----------------------------------------------------------------------------------------------------


def test_a_public_post_without_a_page_is_told_and_many_are_one_note():
    posts = {f"content/posts/{n}.md": PUBLIC for n in range(6)}
    pages = {f"posts/{n}/index.html": "" for n in range(6)}
    assert found(posts, dict(list(pages.items())[1:])) == [
        ("P925", "content/posts/0.md", "this post is public, and the generated site has no page at /posts/0/")
    ]
    assert codes(posts, dict(list(pages.items())[3:])) == ["P925"] * 3
    (note,) = found(posts, dict(list(pages.items())[4:]))
    assert note[2] == "4 of 6 public posts have no page in the generated site, /posts/0/ among them"
    assert codes(posts, pages) == []


def test_nobody_has_looked_and_nothing_is_said():
    posts = {"content/posts/a.md": DRAFT, "content/posts/b.md": PUBLIC}
    assert linting.check(site_of(posts, "hugo"), RULES) == ()


# --- time ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    ["<" * 100_000, "<link " * 20_000, "<loc>" * 20_000, '"' * 100_000, "/" * 100_000, "<link" + " " * 100_000, '"url"' * 20_000],
)
@pytest.mark.parametrize("path", ["sitemap.xml", "index.json", "sitemap.txt"])
def test_s18_no_list_takes_long(path, text):
    start = time.process_time()
    codes({"content/posts/a.md": DRAFT}, {path: text})
    assert time.process_time() - start < 2


def test_many_posts_and_long_lists():
    posts = {f"content/posts/{n}.md": DRAFT if n % 10 == 0 else PUBLIC for n in range(2000)}
    pages = {f"posts/{n}/index.html": "" for n in range(2000)}
    lists = "".join(f"<url><loc>https://e.org/posts/{n}/</loc></url>" for n in range(2000))
    standards = Standards(built=frozenset({*pages, "sitemap.xml"}), built_text={**pages, "sitemap.xml": lists}.get)
    site = site_of(posts, "hugo", standards=standards)
    start = time.process_time()
    assert len(linting.check(site, RULES)) == 200
    assert time.process_time() - start < 2


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("https://e.org", ""),
        ("https://e.org/index.html", ""),
        ("//e.org/a/b.html?x#y", "a/b"),
        ("/a/", "a"),
        ("a/index.html", "a"),
        ("/a%20b/&amp;", "a b/&"),
        ("/myindex.html", "myindex"),
    ],
)
def test_addresses(url, address):
    assert _built.address(url) == address
