"""The rules about addresses where an example is not enough: exact places, fixes, edges, habits."""

from __future__ import annotations

import pytest
from sites import NOW, site_of

from postctl import linting, registry

BY_CODE = {rule.code: rule for rule in registry.rules()}


def found(code, files, generator="plain", at=NOW):
    return linting.check(site_of(files, generator, at), (BY_CODE[code],))


def fixed(diagnostic, files):
    """The bytes of its file once its fix is applied."""
    data = files[diagnostic.path]
    data = data if isinstance(data, bytes) else data.encode()
    for start, end, text in sorted(diagnostic.fix_offsets, reverse=True):
        data = data[:start] + text.encode() + data[end:]
    return data


def post(more="", title="A"):
    return f"---\ntitle: {title}\n{more}---\n"


def marked(finding):
    return finding.excerpt[finding.column - 1 : finding.end_column - 1]


# --- P301, P303, P304: two posts ------------------------------------------------------------------------------------------


def codes(files, generator="plain"):
    rules = [BY_CODE[code] for code in ("P301", "P303", "P304")]
    return [each.code for each in linting.check(site_of(files, generator), rules)]


COMPOSED, APART = "caf\u00e9", "cafe\u0301"


@pytest.mark.parametrize(
    ("one", "two", "expected"),
    [
        ("/x", "/x/", ["P301"]),
        ("/x", "/X", ["P303"]),
        ("/x", "/x/index.html", ["P301"]),
        (f"/{COMPOSED}", f"/{APART}", ["P304"]),
        (f"/{COMPOSED}", "/caf%C3%A9", ["P301"]),
        (f"/{COMPOSED}", f"/{APART.upper()}", ["P303"]),
        ("/stra\u00dfe", "/STRASSE", ["P303"]),
        ("/x", "/y", []),
    ],
)
def test_two_addresses_are_told_by_one_rule_each(one, two, expected):
    assert codes({"src/a.md": post(f"path: {one}\n"), "src/b.md": post(f"path: {two}\n")}, "gatsby") == expected


def test_two_paths_are_told_once_however_many_ways_they_meet():
    assert codes({"content/Rain.md": post(), "content/rain.md": post()}, "hugo") == ["P301"]
    assert codes({"_posts/2026-11-01-Rain.md": post(), "_posts/2026-11-01-rain.md": post()}, "jekyll") == ["P303"]
    assert codes({f"{COMPOSED}.md": post(), f"{APART}.md": post()}) == ["P304"]
    assert codes({"Rain.md": post("draft: true\n"), "rain.md": post()}) == ["P303"], "a draft is a file too"


@pytest.mark.parametrize(
    ("one", "two", "expected"),
    [
        ("src/a.md", "src/a.fr.md", []),
        ("src/a.de.md", "src/a.fr.md", []),
        ("src/a.md", "src/a.markdown", ["P301"]),
        ("src/a.v2.md", "src/a.md", ["P301"]),
        ("src/en/a.md", "src/fr/a.md", []),
    ],
)
def test_translations_share_an_address(one, two, expected):
    assert codes({one: post("path: /x\n"), two: post("path: /x\n")}, "gatsby") == expected


# --- P302, P311: redirects ------------------------------------------------------------------------------------------------


def hugo(aliases, url="", more=""):
    return {"content/posts/a.md": post(f"aliases: {aliases}\n{url}"), "content/posts/b.md": post(more)}


@pytest.mark.parametrize(
    ("alias", "clash"),
    [
        ("/posts/b/", True),
        ("/posts/b", True),
        ("/posts/b/index.html", True),
        ("b", True),
        ("../posts/b", True),
        ("/posts/b.html", False),
        ("/posts/B", False),
        ("posts/b", False),
        ("https://example.org/posts/b/", False),
    ],
)
def test_a_redirect_of_hugo_is_a_page_at_its_address(alias, clash):
    findings = found("P302", hugo(f"[/old/, {alias}]"), "hugo")
    assert [marked(each) for each in findings] == ([alias] if clash else [])
    assert [str(each.severity) for each in findings] == (["error"] if clash else [])


def test_a_post_that_is_not_there_yet_is_no_error():
    (finding,) = found("P302", hugo("[/posts/b/]", more="date: 2030-01-01\n"), "hugo")
    assert str(finding.severity) == "warning"
    assert found("P302", hugo("[/posts/b/]", more="draft: true\n"), "hugo") == ()


def test_of_two_redirects_from_one_address_the_second_is_told():
    files = {f"content/{name}.md": post("aliases: [/old/]\n") for name in "ab"}
    (finding,) = found("P302", files, "hugo")
    assert (finding.path, finding.message, str(finding.severity)) == (
        "content/b.md",
        "/old/ leads to content/a.md already",
        "warning",
    )
    toml = {f"content/{name}.md": "+++\ntitle = 'A'\naliases = ['/old/']\n+++\n" for name in "ab"}
    (finding,) = found("P302", toml, "zola")
    assert str(finding.severity) == "error"


def test_a_redirect_that_stands_twice_in_one_list_is_no_collision():
    assert found("P302", {"content/a.md": post("aliases: [/old/, /old]\n")}, "hugo") == ()


SELF = "/posts/a/"


@pytest.mark.parametrize(
    ("front", "after"),
    [
        ("aliases: [/posts/a/]\n", ""),
        ("aliases: /posts/a/ # mine\nx: 1\n", "x: 1\n"),
        ("aliases: [/posts/a/, /old/] # mine\n", "aliases: [/old/] # mine\n"),
        ("aliases: [/old/, '/posts/a/']\n", "aliases: [/old/]\n"),
        ("aliases: [/old/, /posts/a/, /older/]\n", "aliases: [/old/, /older/]\n"),
        ("aliases:\n  - /posts/a/ # mine\n  - /old/ # stays\n", "aliases:\n  - /old/ # stays\n"),
        ("aliases:\n  # first\n  - /old/\n  - /posts/a\nx: 1\n", "aliases:\n  # first\n  - /old/\nx: 1\n"),
        ("aliases:\n- /posts/a/\nx: 1\n", "x: 1\n"),
    ],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_redirect_to_itself_is_taken_out_and_nothing_else(front, after, newline):
    def text(front):
        return f"\ufeff---\ntitle: \U0001f600\n{front}---\nText.\n".replace("\n", newline).encode()

    files = {"content/posts/a.md": text(front)}
    (finding,) = found("P311", files, "hugo")
    assert finding.fix.safe
    assert fixed(finding, files) == text(after)
    assert marked(finding).strip("'").rstrip("/") == SELF.rstrip("/")


def test_a_redirect_to_itself_is_taken_out_of_toml_and_json():
    toml = {"content/posts/a.md": "+++\ntitle = 'A'\naliases = [\n  '/old/',\n  '/posts/a/',\n]\n+++\n"}
    (finding,) = found("P311", toml, "hugo")
    assert fixed(finding, toml) == b"+++\ntitle = 'A'\naliases = [\n  '/old/',\n]\n+++\n"
    json = {"content/posts/a.md": '{"title": "A", "aliases": ["/posts/a/", "/old/"]}\n'}
    (finding,) = found("P311", json, "hugo")
    assert fixed(finding, json) == b'{"title": "A", "aliases": ["/old/"]}\n'


# --- P305 to P309 ---------------------------------------------------------------------------------------------------------


def test_a_slug_is_made_of_the_title_where_that_has_letters():
    files = {"content/posts/🎉.md": post(title="The Party")}
    (finding,) = found("P305", files, "hugo")
    assert finding.help == "write a slug of letters and digits: the-party"
    assert not finding.fix.safe
    after = fixed(finding, files)
    assert b"slug: the-party\n" in after or b'slug: "the-party"\n' in after
    assert found("P305", {"content/posts/🎉.md": after}, "hugo") == ()
    (finding,) = found("P305", {"content/posts/🎉.md": post(title="🎉")}, "hugo")
    assert finding.fix is None


def test_a_name_of_nothing_is_fine_where_the_address_is_made_of_the_title():
    config = {"hugo.toml": '[permalinks]\nposts = "/:year/:title/"\n'}
    files = {**config, "content/posts/🎉.md": post("date: 2026-11-01\n", title="The Party")}
    assert site_of(files, "hugo").posts[0].url == "/2026/the-party/"
    assert found("P305", files, "hugo") == ()


def test_an_empty_slug_is_nothing_where_the_name_takes_its_place():
    assert found("P305", {"content/posts/a.md": post("slug: ''\n")}, "hugo") == ()
    assert len(found("P305", {"_posts/2026-11-01-a.md": post("slug: ''\n")}, "jekyll")) == 1


@pytest.mark.parametrize(
    ("name", "odd"),
    [
        *(
            (name, True)
            for name in ("con.md", "CON.md", "nul.tar.md", "lpt1.md", "com¹.md", "aux .md", "a:b.md", 'a"b.md', "a\\b.md")
        ),
        *(
            (name, False)
            for name in ("icon.md", "com.md", "com10.md", "con-1.md", "lpt.md", "a.con", "nulls.md", "a'b.md", "é.md")
        ),
    ],
)
def test_which_names_windows_has_not(name, odd):
    assert bool(found("P306", {name if name.endswith(".md") else f"{name}.md": post()})) is odd


def test_a_folder_is_told_once_and_many_names_are_one_note():
    (finding,) = found("P306", {f"aux/{n}.md": post() for n in range(20)})
    assert finding.path == "aux/0.md"
    (note,) = found("P306", {f"{n:02}: x.md": post() for n in range(20)})
    assert str(note.severity) == "info"
    assert note.message.startswith("20 names are none on Windows")
    assert len(found("P306", {f"{n:02}: x.md": post() for n in range(10)})) == 10


def test_an_index_beside_an_index_is_told_where_the_generator_tells_them_apart():
    files = {"content/trip/index.md": post(), "content/trip/_index.md": post()}
    assert [str(each.severity) for each in found("P306", files, "hugo")] == ["warning"]
    assert found("P306", files, "plain") == ()
    assert found("P306", {"content/index.md": post(), "content/_index.md": post()}, "hugo") == ()


@pytest.mark.parametrize(
    ("generator", "path", "front", "severity"),
    [
        ("hugo", "content/posts/a.md", f"slug: {'a' * 256}\n", "error"),
        ("hugo", "content/posts/a.md", f"slug: {'é' * 128}\n", "error"),
        ("hugo", "content/posts/a.md", f"slug: {'é' * 127}\n", None),
        ("hugo", "content/posts/a.md", f"slug: {'a' * 256}\ndraft: true\n", "warning"),
        ("jekyll", "_posts/2026-11-01-a.md", f"permalink: /{'a' * 250}\n", None),
        ("jekyll", "_posts/2026-11-01-a.md", f"permalink: /{'a' * 251}\n", "error"),
        ("hugo", f"content/posts/{'b' * 238}.md", "", "warning"),
        ("hugo", f"content/posts/{'b' * 237}.md", "", None),
    ],
)
def test_how_long_is_too_long(generator, path, front, severity):
    assert [str(each.severity) for each in found("P307", {path: post(front)}, generator)] == ([severity] if severity else [])


@pytest.mark.parametrize(
    ("path", "mark", "better"),
    [
        ("/blog/a rainy  day/", " ", "/blog/a-rainy-day/"),
        ("/blog/why? oh why", "?", "/blog/why-oh-why"),
        ("/blog/100%", "%", "/blog/100"),
        ("/c#/x", "#", "/c/x"),
        ("/#/x", "#", None),
        ("/a%20b", "/a%20b", "/a-b"),
        ("/a|b", "|", "/a-b"),
    ],
)
def test_an_unsafe_character_is_marked_and_made_a_hyphen(path, mark, better):
    files = {"src/a.md": post(f'path: "{path}"\n')}
    (finding,) = found("P308", files, "gatsby")
    assert marked(finding).strip('"') == mark.strip('"')
    assert (finding.fix is not None) is (better is not None)
    if better:
        assert not finding.fix.safe
        assert fixed(finding, files) == post(f'path: "{better}"\n').encode()


def test_an_unsafe_character_is_told_where_the_address_comes_from():
    (finding,) = found("P308", {"docs/blog/posts/a b.md": post("date: 2026-11-01\npath: x y\n")}, "mkdocs")
    assert (finding.line, finding.column, finding.fix) == (1, 1, None), "MkDocs knows no `path`"
    files = {"src/a.md": post("path: /a b\n"), "src/b.md": post("path: /a-b\n")}
    (finding,) = found("P308", files, "gatsby")
    assert finding.fix is None, "another post is there already"


@pytest.mark.parametrize("path", ["/blog/a+b", "/é", "/%C3%A9", "/a(b)", "/a,b;c", "/a'b", "/~a", "/a@b", "/a=b&c", "/日本"])
def test_what_a_url_may_hold_is_fine(path):
    assert found("P308", {"src/a.md": post(f'path: "{path}"\n')}, "gatsby") == ()


def usual(form, *more):
    slugs = [*(form.format(n) for n in range(20)), *more]
    return {f"src/{n:02}.md": post(f"path: /blog/{slug}\n") for n, slug in enumerate(slugs)}


@pytest.mark.parametrize(
    ("form", "odd", "says"),
    [
        ("post-{}", "a_b", "an underscore"),
        ("post-{}", "A-b", "capitals"),
        ("post-{}", "word", None),
        ("post-{}", "日本", None),
        ("post-{}", "using-mod_rewrite", None),
        ("post_{}", "a-b", "a hyphen"),
        ("Post-{}", "post-x", None),
        ("01-{:02}-2019-x", "rain-x", "no date in front"),
        ("post-{}", "2019-04-28-rain", "a date in front"),
        ("post-{}", "2019-04-28", "a date in front"),
        ("post-{}", "20-04", None),
    ],
)
def test_what_is_unusual(form, odd, says):
    findings = found("P309", usual(form, odd), "gatsby")
    assert [says in each.message for each in findings] == ([True] if says else [])
    assert all((each.path, str(each.severity), each.fix) == ("src/20.md", "info", None) for each in findings)


def test_unusual_slugs_are_compared_within_a_section_only():
    files = {f"content/posts/post-{n}.md": post() for n in range(20)} | {f"content/docs/page_{n}.md": post() for n in range(2)}
    assert found("P309", files, "hugo") == ()
    assert len(found("P309", {**files, "content/posts/page_1.md": post()}, "hugo")) == 1


def test_many_unusual_slugs_are_one_note():
    files = {f"src/{n:03}.md": post(f"path: /blog/post-{n}\n") for n in range(200)}
    odd = {f"src/x{n:02}.md": post(f"path: /blog/post_{n}\n") for n in range(10)}
    (note,) = found("P309", {**files, **odd}, "gatsby")
    assert note.message == "10 slugs such as post_0 have an underscore, and 200 of 210 slugs have hyphens"


# --- P310, P312 -----------------------------------------------------------------------------------------------------------


def test_a_title_that_stands_twice_is_told_at_the_later_post():
    files = {"b.md": post(title="Rain"), "a.md": post(title="Rain")}
    (finding,) = found("P310", files)
    assert (finding.path, finding.message) == ("b.md", "a.md has the title `Rain` too")
    assert marked(finding) == "Rain"
    assert found("P310", {"a.md": "---\nx: 1\n---\n", "a/a.md": "---\nx: 1\n---\n"}) == ()
    assert found("P310", {"a.md": post("date: 2030-01-01\n"), "b.md": post()}) != (), "a site that shows what is dated ahead"
    assert found("P310", {"content/a.md": post("date: 2030-01-01\n"), "content/b.md": post()}, "hugo") == ()


@pytest.mark.parametrize(
    ("generator", "path", "front", "better"),
    [
        ("hexo", "source/_posts/a.md", "permalink: rain # x\n", "permalink: rain/ # x\n"),
        ("hexo", "source/_posts/a.md", "permalink: release-1.2\n", "permalink: release-1.2/\n"),
        ("eleventy", "content/a.md", 'permalink: "/rain"\n', 'permalink: "/rain/"\n'),
        ("hugo", "content/a.md", "url: /release-1.2\n", "url: /release-1.2/\n"),
        ("jekyll", "_posts/2026-11-01-a.md", "permalink: /release-1.2\n", "permalink: /release-1.2/\n"),
    ],
)
def test_a_slash_makes_a_page_of_a_file(generator, path, front, better):
    files = {path: post(front)}
    (finding,) = found("P312", files, generator)
    assert not finding.fix.safe
    assert fixed(finding, files) == post(better).encode()
    assert found("P312", {path: post(better)}, generator) == ()


@pytest.mark.parametrize(
    ("generator", "path", "front"),
    [
        ("hugo", "content/a.md", "url: /feed.xml\n"),
        ("hugo", "content/a.md", "url: /rain\n"),
        ("hugo", "content/a.md", "url: /v1.2/\n"),
        ("jekyll", "_posts/2026-11-01-a.md", "permalink: /:year/:title:output_ext\n"),
        ("jekyll", "_posts/2026-11-01-a.md", "permalink: /pretty/\n"),
        ("jekyll", "_posts/2026-11-01-a.md", "permalink: /a.:output_ext\n"),
        ("eleventy", "content/a.md", "permalink: rain\neleventyAllowMissingExtension: true\n"),
        ("eleventy", "content/a.md", "permalink: {build: /x}\n"),
        ("hexo", "source/_posts/a.md", "permalink:\n"),
    ],
)
def test_addresses_that_are_taken_as_they_are_meant(generator, path, front):
    assert found("P312", {path: post(front)}, generator) == ()
