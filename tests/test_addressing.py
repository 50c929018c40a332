"""Where the slug and the date of a post stand in its names, and the same names with others; nothing is put where none was."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sites import gatsby_post, site_of

from postctl.addressing import Address, check_legal, readdressed, slug_of
from postctl.errors import Refused, UsageError

CONFIGS = {
    "hugo": {"hugo.toml": "[languages.en]\n[languages.fr]\n"},
    "jekyll": {"_config.yml": ""},
    "hexo": {"_config.yml": "new_post_name: :year-:month-:day-:title.md\n"},
    "docusaurus": {"docusaurus.config.js": ""},
    "eleventy": {"eleventy.config.js": ""},
    "pelican": {"pelicanconf.py": ""},
    "nikola": {"conf.py": ""},
    "mkdocs": {"mkdocs.yml": "plugins: [blog]\n"},
    "zola": {"config.toml": 'base_url = "/"\n'},
    "cobalt": {"_cobalt.yml": ""},
    "notes": {".obsidian/": ""},
    "astro": {"astro.config.mjs": ""},
    "gatsby": {},
    "plain": {},
}
THEN = datetime(2027, 1, 5, 10, tzinfo=UTC)


def address(generator: str, path: str, front: str, **wish: object) -> Address:
    fence = "+++" if " = " in front else "---"
    text = f"{fence}\n{front}\n{fence}\nText.\n"
    site = site_of({**CONFIGS[generator], path: text}, generator)
    (post,) = site.posts
    return readdressed(site, post, **wish)  # type: ignore[arg-type]


JOY = 'path: "/blogs/04-28-2019-next-step-joy"\ntitle: "The Joy of A Next Step"\ndate: "2019-04-28"'
SLUGS = [
    (
        "gatsby",
        "content/blog/2016-02-02---Next-Step-Tea/index.md",
        "title: Next Step Tea",
        "content/blog/2016-02-02---new/index.md",
        {},
    ),
    ("gatsby", "src/blogs/04-28-2019-next-step-joy.md", JOY, "src/blogs/04-28-2019-new.md", {"path": "/blogs/04-28-2019-new"}),
    ("gatsby", "content/blog/tea/index.md", "title: Tea", "content/blog/new/index.md", {}),
    ("hugo", "content/posts/tea.md", "title: Tea", "content/posts/new.md", {}),
    ("hugo", "content/posts/tea/index.md", "title: Tea", "content/posts/new/index.md", {}),
    (
        "hugo",
        "content/posts/2026/11/23-tea/index.md",
        "title: Tea\ndate: 2026-11-23",
        "content/posts/2026/11/23-new/index.md",
        {},
    ),
    ("hugo", "content/posts/2026/11/23-tea/index.md", "title: Tea", "content/posts/2026/11/23-new/index.md", {}),
    ("hugo", "content/posts/2026-11-23-tea.md", "title: Tea", "content/posts/2026-11-23-new.md", {}),
    ("hugo", "content/posts/posts.md", "title: Posts", "content/posts/new.md", {}),
    ("hugo", "content/posts/tea.md", "title: T\nurl: /drinks/tea.html", "content/posts/new.md", {"url": "/drinks/new.html"}),
    ("hugo", "content/posts/017.md", "title: Tea\nslug: tea", "content/posts/017.md", {"slug": "new"}),
    ("hugo", "content/posts/tea.fr.md", "title: Thé", "content/posts/new.fr.md", {}),
    ("jekyll", "_posts/2026-11-23-tea.md", "title: Tea", "_posts/2026-11-23-new.md", {}),
    ("jekyll", "_posts/26-1-3-tea.md", "title: Tea", "_posts/26-1-3-new.md", {}),
    ("jekyll", "_drafts/tea.md", "title: Tea", "_drafts/new.md", {}),
    ("jekyll", "_posts/2026-11-23-tea.md", "permalink: /about/", "_posts/2026-11-23-new.md", {}),
    (
        "jekyll",
        "_posts/2026-11-23-tea.md",
        "permalink: /2026/11/23/tea/",
        "_posts/2026-11-23-new.md",
        {"permalink": "/2026/11/23/new/"},
    ),
    (
        "hexo",
        "source/_posts/2020-04-04-tea.md",
        "title: T\npermalink: a/tea/",
        "source/_posts/2020-04-04-new.md",
        {"permalink": "a/new/"},
    ),
    ("hexo", "source/_posts/drinks/2026-11-23-tea.md", "title: Tea", "source/_posts/drinks/2026-11-23-new.md", {}),
    ("hexo", "source/_posts/drinks/hot/tea.md", "title: T", "source/_posts/drinks/hot/new.md", {}),
    ("docusaurus", "blog/2024/08/12/tea.md", "title: T", "blog/2024/08/12/new.md", {}),
    ("docusaurus", "blog/2024-08-12-tea/index.md", "slug: /x/tea", "blog/2024-08-12-new/index.md", {"slug": "/x/new"}),
    ("eleventy", "content/blog/tea/tea.md", "title: Tea", "content/blog/new/new.md", {}),
    ("eleventy", "content/tea.md", 'title: T\npermalink: "/{{ page.fileSlug }}/"', "content/new.md", {}),
    ("nikola", "posts/2020/04/04/tea.md", "slug: tea\ntitle: T", "posts/2020/04/04/new.md", {"slug": "new"}),
    ("mkdocs", "docs/blog/posts/tea.md", "slug: tea\ntitle: T", "docs/blog/posts/new.md", {"slug": "new"}),
    (
        "zola",
        "content/blog/2024-01-02-tea/index.md",
        'slug = "tea"\ntitle = "T"',
        "content/blog/2024-01-02-new/index.md",
        {"slug": "new"},
    ),
    ("zola", "content/blog/tea.md", 'path = "drinks/tea"\ntitle = "T"', "content/blog/new.md", {"path": "drinks/new"}),
    ("cobalt", "posts/2024-01-02-tea.md", "title: T\nslug: tea", "posts/2024-01-02-new.md", {"slug": "new"}),
    ("astro", "src/content/blog/Tea Time.md", "title: X", "src/content/blog/new.md", {}),
    (
        "pelican",
        "content/tea.md",
        "Title: T\nSlug: tea\nSave_as: a/tea.html",
        "content/new.md",
        {"Slug": "new", "Save_as": "a/new.html"},
    ),
    ("plain", "001-tea.md", "title: T\nslug: tea", "001-new.md", {"slug": "new"}),
    ("plain", "next-step-joy.md", "slug: joy\ntitle: Other words", "next-step-joy.md", {"slug": "new"}),
    ("plain", "tea.md", "path: https://example.org/tea", "new.md", {}),
]


@pytest.mark.parametrize(("generator", "path", "front", "expected", "values"), SLUGS)
def test_another_slug_stands_where_the_old_one_stood(generator, path, front, expected, values):
    assert address(generator, path, front, slug="new") == (expected, values)


@pytest.mark.parametrize(("generator", "path", "front", "expected", "values"), SLUGS)
def test_the_old_slug_gives_back_the_old_names(generator, path, front, expected, values):
    wanted = "Tea Time" if "Tea Time" in path else "next-step-joy" if "04-28" in path else "joy" if "joy" in path else "tea"
    wanted = "Next-Step-Tea" if "Next-Step-Tea" in path else wanted
    wanted = "posts" if path.endswith("posts.md") else "017" if "017" in path and "slug" not in front else wanted
    lines = {line.partition(" = " if " = " in front else ":")[0]: line for line in front.split("\n")}
    for key, value in values.items():
        lines[key] = f'{key} = "{value}"' if " = " in front else f"{key}: {value}"
    back = address(generator, expected, "\n".join(lines.values()), slug=wanted)
    assert back.path == path


DATES = [
    (
        "gatsby",
        "src/blogs/04-28-2019-next-step-joy.md",
        JOY,
        "src/blogs/01-05-2027-next-step-joy.md",
        {"path": "/blogs/01-05-2027-next-step-joy"},
    ),
    ("hugo", "content/posts/2026/11/23-tea/index.md", "date: 2026-11-23", "content/posts/2027/01/05-tea/index.md", {}),
    ("hugo", "content/posts/2026/tea.md", "date: 2026-11-23", "content/posts/2027/tea.md", {}),
    ("hugo", "content/posts/2026/2026-11-23-tea.md", "date: 2026-11-23", "content/posts/2027/2027-01-05-tea.md", {}),
    ("hugo", "content/posts/2026-11-23-tea.md", "date: 2025-11-23", "content/posts/2027-01-05-tea.md", {}),
    ("hugo", "content/2024-01-01-events/tea.md", "date: 2024-01-01", "content/2024-01-01-events/tea.md", {}),
    ("hugo", "content/summer-2026/best-of-2026.md", "date: 2026-01-01", "content/summer-2026/best-of-2026.md", {}),
    (
        "hugo",
        "content/posts/tea.md",
        "date: 2026-01-01\nurl: /2026/01/01/tea.html",
        "content/posts/tea.md",
        {"url": "/2027/01/05/tea.html"},
    ),
    ("jekyll", "_posts/2026-1-3-tea.md", "title: T", "_posts/2027-1-5-tea.md", {}),
    ("jekyll", "_drafts/tea.md", "date: 2026-01-03", "_drafts/tea.md", {}),
    ("docusaurus", "blog/2024/08/12/tea.md", "title: T", "blog/2027/01/05/tea.md", {}),
    ("nikola", "posts/2020/04/04/tea.md", "date: 2020-04-04", "posts/2027/01/05/tea.md", {}),
    ("plain", "01-02-2020-tea.md", "date: 2020-02-01", "05-01-2027-tea.md", {}),
    ("plain", "20200201 tea.md", "date: 2020-02-01", "20270105 tea.md", {}),
    ("plain", "tea.md", "date: 2020-02-01\npermalink: /about/", "tea.md", {}),
]


@pytest.mark.parametrize(("generator", "path", "front", "expected", "values"), DATES)
def test_another_date_stands_where_the_old_one_stood(generator, path, front, expected, values):
    assert address(generator, path, front, date=THEN) == (expected, values)


def test_the_day_is_that_of_the_zone_of_the_site():
    site = site_of({"_config.yml": "timezone: Asia/Tokyo\n", "_posts/2026-01-03-tea.md": "---\ntitle: T\n---\n"}, "jekyll")
    late = datetime(2027, 1, 5, 20, tzinfo=UTC)
    assert readdressed(site, site.posts[0], date=late).path == "_posts/2027-01-06-tea.md"


def test_a_day_that_can_be_read_two_ways_is_read_as_in_the_other_names():
    own, other = "04-04-2020-tea.md", "28-03-2020-z.md"
    files = {own: "---\ndate: 2020-04-04\n---\n", other: "---\ndate: 2020-03-28\n---\n"}
    site = site_of(files)
    assert readdressed(site, site.posts[0], date=THEN).path == "05-01-2027-tea.md"
    alone = site_of({own: files[own]})
    assert readdressed(alone, alone.posts[0], date=THEN).path == "01-05-2027-tea.md"


def test_the_page_of_a_folder_that_is_no_bundle_keeps_its_name():
    assert address("gatsby", "content/tea/index.md", "title: Tea", slug="new").path == "content/tea/index.md"


def test_a_note_is_called_as_its_title():
    assert address("notes", "Spore prints.md", "tags: []", slug="x", title="What: a day?").path == "What a day.md"
    assert address("notes", "spore-prints.md", "title: Spore prints", slug="x-y", title="X y").path == "x-y.md"


def test_a_path_that_is_asked_for_is_renamed_too():
    site = site_of({"_config.yml": "", "_drafts/tea.md": "---\ntitle: Tea\n---\n"}, "jekyll")
    assert readdressed(site, site.posts[0], slug="new", path="_posts/2026-11-23-tea.md").path == "_posts/2026-11-23-new.md"


def test_a_date_that_is_read_from_a_name_in_an_odd_form_is_refused():
    with pytest.raises(Refused, match="in no form that can be written again"):
        address("jekyll", "_posts/26-1-3-tea.md", "title: T", date=THEN)


words = st.from_regex(r"[a-z]{1,5}(-[a-z]{1,5}){0,2}", fullmatch=True)
days = st.dates(min_value=datetime(1970, 1, 1).date(), max_value=datetime(2090, 1, 1).date())


@given(words, words, days, days)
def test_there_and_back_is_the_first_name(old, new, day, other):
    files = gatsby_post(day.isoformat(), old, "Title")
    (path,) = files
    site = site_of(files, "gatsby")
    then = datetime(other.year, other.month, other.day, tzinfo=UTC)
    there = readdressed(site, site.posts[0], slug=new, date=then)
    assert (there.path, {**_gatsby(day, old)[1], **there.values}) == _gatsby(other, new)
    again = site_of(gatsby_post(other.isoformat(), new, "Title"), "gatsby")
    back = readdressed(again, again.posts[0], slug=old, date=datetime(day.year, day.month, day.day, tzinfo=UTC))
    assert (back.path, {**there.values, **back.values} or _gatsby(day, old)[1]) == _gatsby(day, old)
    assert back.path == path


def _gatsby(day, slug: str) -> tuple[str, dict[str, str]]:
    name = f"{day:%m-%d-%Y}-{slug}"
    return f"src/blogs/{name}.md", {"path": f"/blogs/{name}"}


def test_slugs_are_the_generators():
    assert slug_of(site_of({"_config.yml": ""}, "jekyll"), "Crème brûlée", None) == "crème-brûlée"
    assert slug_of(site_of({}), "Crème brûlée", None) == "creme-brulee"
    assert slug_of(site_of({}), "?!", None) == "post"
    with pytest.raises(UsageError, match="has a meaning of its own"):
        slug_of(site_of({}), "A", "a b")


@pytest.mark.parametrize("path", ["../x.md", "/x.md", "con.md", "-x.md", "a:b.md", "x .md", ".x.md"])
def test_s7_no_path_that_some_system_does_not_take(path):
    with pytest.raises(Refused):
        check_legal(site_of({}), path, "")
