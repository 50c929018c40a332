"""Posts in another language: where each generator looks for them, what ties them to their original, and what is refused."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from sites import NOW, site_of

from postctl import drafting, housestyle
from postctl.errors import PostctlError, Refused, UsageError
from postctl.site import Post, Site

DAY = datetime(2024, 5, 1, tzinfo=UTC)


def post(title: str, *, more: str = "") -> str:
    return f"---\ntitle: {title}\ndate: 2024-05-01\ntags: [tea]\n{more}---\n\nText.\n"


HUGO = {
    "hugo.toml": "[languages.en]\n[languages.fr]\n[languages.de]\ndisabled = true\n",
    "content/posts/a.md": post("A", more="series: [S]\nseries_order: 2\nimage: x.png\n"),
    "content/posts/b/index.md": post("B"),
    "content/posts/c.md": post("C"),
    "content/posts/c.fr.md": post("C"),
}
HUGO_FOLDERS = {
    "hugo.toml": '[languages.en]\ncontentDir = "content/en"\n[languages.fr]\ncontentDir = "content/fr"\n',
    "content/en/posts/a.md": post("A"),
}
ZOLA = {
    "config.toml": 'base_url = "x"\ntaxonomies = [{name = "tags"}]\n[languages.fr]\ntaxonomies = [{name = "tags"}]\n',
    "content/blog/2024-05-01-a.md": '+++\ntitle = "A"\ndate = 2024-05-01\n[taxonomies]\ntags = ["tea"]\n+++\n',
    "content/blog/b/index.md": '+++\ntitle = "B"\ndate = 2024-05-01\n+++\n',
}
NIKOLA = {
    "conf.py": 'POSTS = (("posts/*.md", "posts", "post.tmpl"),)\nDEFAULT_LANG = "en"\nTRANSLATIONS = {"en": "", "fr": "./fr"}\n',
    "posts/a.md": "<!--\n.. title: A\n.. slug: a\n.. date: 2024-05-01 10:00:00 UTC\n.. tags: tea\n-->\n\nText.\n",
}
PELICAN = {
    "pelicanconf.py": 'PATH = "content"\nDEFAULT_LANG = "en"\n',
    "content/a.md": "Title: A\nDate: 2024-05-01\nTags: tea\n\nText.\n",
}
HEXO = {
    "_config.yml": "language: [en, fr]\nnew_post_name: :lang/:title.md\n",
    "source/_posts/en/a.md": post("A"),
}
JEKYLL = {
    "_config.yml": "languages: [en, fr]\ndefault_lang: en\n",
    "_posts/en/2024-05-01-a.md": post("A", more="lang: en\nref: aa\n"),
    "_posts/en/2024-05-02-b.md": post("B", more="lang: en\n"),
}
DOCUSAURUS = {
    "docusaurus.config.js": "export default {baseUrl: '/', i18n: {defaultLocale: 'en', locales: ['en', 'fr']}, "
    "presets: [['classic', {}]]};",
    "blog/2024-05-01-a.md": "---\ntitle: A\ntags: [tea]\n---\n\nText.\n",
}
MKDOCS = {
    "mkdocs.yml": "site_name: x\nplugins:\n  - blog\n  - i18n:\n      languages:\n        - locale: fr\n        - locale: en\n"
    "          default: true\n",
    "docs/blog/posts/a.md": post("A"),
}
IN_FOLDERS = {"src/pages/en/a.md": post("A", more="lang: en\n"), "src/pages/fr/z.md": post("Z", more="lang: fr\n")}
BY_NAME = {"blog/a.md": post("A"), "blog/z.md": post("Z"), "blog/z.fr.md": post("Z", more="lang: fr\n")}


def translated(generator: str, files: dict[str, str], slug: str = "a", lang: str = "fr", **asked) -> tuple[Post, str]:
    """The translation of a post, and the text of its file."""
    site = site_of(files, generator, NOW)
    original = next(each for each in site.posts if slug in (each.place.slug, each.path))
    plan = planned(site, lang, original, **asked)
    return plan.post, plan.changes[0].after.decode()


def planned(site: Site, lang: str | None, original: Post | None = None, **asked) -> drafting.Plan:
    known = {
        "title": "Le titre",
        "slug": None,
        "date": DAY,
        "date_only": True,
        "publish": True,
        "lang": lang,
        "original": original,
    }
    return drafting.plan(site, housestyle.learn(site, lang=lang), drafting.Asked(**{**known, **asked}))


@pytest.mark.parametrize(
    ("generator", "files", "slug", "path"),
    [
        ("hugo", HUGO, "a", "content/posts/a.fr.md"),
        ("hugo", HUGO, "b", "content/posts/b/index.fr.md"),
        ("hugo", HUGO_FOLDERS, "a", "content/fr/posts/a.md"),
        ("zola", ZOLA, "a", "content/blog/2024-05-01-a.fr.md"),
        ("zola", ZOLA, "b", "content/blog/b/index.fr.md"),
        ("nikola", NIKOLA, "a", "posts/a.fr.md"),
        ("pelican", PELICAN, "a", "content/a-fr.md"),
        ("hexo", HEXO, "a", "source/_posts/fr/a.md"),
        ("jekyll", JEKYLL, "a", "_posts/fr/2024-05-01-a.md"),
        ("docusaurus", DOCUSAURUS, "a", "i18n/fr/docusaurus-plugin-content-blog/2024-05-01-a.md"),
        ("mkdocs", MKDOCS, "a", "docs/blog/posts/a.fr.md"),
        ("gatsby", IN_FOLDERS, "a", "src/pages/fr/a.md"),
        ("plain", BY_NAME, "a", "blog/a.fr.md"),
    ],
)
def test_a_translation_lies_where_its_generator_looks_for_it(generator, files, slug, path):
    made, text = translated(generator, files, slug)
    assert made.path == path
    assert made.lang in ("fr", None)
    assert made.title == "Le titre"
    if slug == "a":
        assert made.tags == ("tea",)
    if generator != "docusaurus":
        assert "2024-05-01" in text


def test_back_into_the_usual_language():
    files = HUGO | {"content/posts/d.fr.md": post("D")}
    assert translated("hugo", files, "d", "en")[0].path == "content/posts/d.md"
    files = NIKOLA | {"posts/d.fr.md": NIKOLA["posts/a.md"].replace("slug: a", "slug: d")}
    assert translated("nikola", files, "posts/d.fr.md", "en")[0].path == "posts/d.md"


def test_what_must_be_equal_is_taken_over_and_nothing_else():
    assert translated("hugo", HUGO)[1] == (
        "---\ntitle: Le titre\ndate: 2024-05-01\ntags: [tea]\nseries: [S]\nseries_order: 2\n---\n"
    )
    made, text = translated("pelican", PELICAN)
    assert "Slug: a\n" in text
    assert "Lang: fr\n" in text
    assert (made.slug, made.lang) == ("a", "fr")
    _, text = translated("jekyll", JEKYLL)
    assert "ref: aa\n" in text
    assert "lang: fr\n" in text


def test_keys_are_spelt_like_those_of_the_house():
    files = PELICAN | {"content/a.md": "title: A\ndate: 2024-05-01\n\nText.\n"}
    text = translated("pelican", files)[1]
    assert "slug: a\n" in text
    assert "lang: fr\n" in text


def test_date_and_tags_may_be_others():
    _, text = translated("hugo", HUGO, date=datetime(2025, 6, 7, tzinfo=UTC), tags=("thé",), without=frozenset({"date", "tags"}))
    assert "date: 2025-06-07\ntags: [thé]\n" in text


def test_a_slug_of_its_own_where_the_path_ties_the_two():
    site = site_of(HUGO, "hugo", NOW)
    original = next(each for each in site.posts if each.place.slug == "a")
    made = planned(site, "fr", original, slug="le-titre").post
    assert (made.path, made.front["slug"], made.url) == ("content/posts/a.fr.md", "le-titre", "/fr/posts/le-titre/")


def test_a_date_without_quotes_stays_without():
    text = "---\ntitle: A\ndate:\n  created: 2024-05-01\n  updated: 2024-06-01\n---\n\nText.\n"
    made, written = translated("mkdocs", MKDOCS | {"docs/blog/posts/a.md": text})
    assert "date:\n  created: 2024-05-01\n  updated: 2024-06-01\n" in written
    assert not made.verdict.fatal


def test_nothing_ties_the_two_is_said():
    site = site_of({"_config.yml": "", "_posts/2024-05-01-a.md": post("A")}, "jekyll", NOW)
    plan = planned(site, "fr", site.posts[0])
    assert (plan.post.path, plan.post.lang) == ("_posts/2024-05-01-le-titre.md", "fr")
    assert "nothing in _posts/2024-05-01-le-titre.md says that it translates _posts/2024-05-01-a.md" in plan.notes[0]


def test_a_post_of_two_files_has_a_translation_of_two():
    files = NIKOLA | {"posts/a.md": "Text.\n", "posts/a.meta": ".. title: A\n.. slug: a\n.. date: 2024-05-01 10:00:00 UTC\n"}
    site = site_of(files, "nikola", NOW)
    plan = planned(site, "fr", site.posts[0])
    assert [change.path for change in plan.changes] == ["posts/a.fr.md", "posts/a.fr.meta"]
    assert plan.post.title == "Le titre"


# --- without an original ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("generator", "files", "path"),
    [
        ("hugo", HUGO, "content/posts/le-titre.fr.md"),
        ("hugo", HUGO_FOLDERS, "content/fr/posts/le-titre.md"),
        ("zola", ZOLA | {"content/blog/b/index.md": ""}, "content/blog/2024-05-01-le-titre.fr.md"),
        ("nikola", NIKOLA, "posts/le-titre.fr.md"),
        ("pelican", PELICAN, "content/le-titre-fr.md"),
        ("hexo", HEXO, "source/_posts/fr/Le-titre.md"),
        ("jekyll", JEKYLL, "_posts/fr/2024-05-01-le-titre.md"),
        ("gatsby", IN_FOLDERS, "src/pages/fr/le-titre.md"),
        ("plain", BY_NAME, "blog/le-titre.fr.md"),
    ],
)
def test_a_post_in_another_language(generator, files, path):
    made = planned(site_of(files, generator, NOW), "fr").post
    assert (made.path, made.lang) == (path, "fr")


def test_posts_of_a_language_show_how_the_next_is_written():
    french = {f"content/posts/f{n}.fr.md": f"---\ntitle: 'F{n}'\ndate: 2024-06-0{n}\nchapo: ''\n---\n\nT.\n" for n in range(1, 6)}
    english = {f"content/posts/e{n}.md": f'---\ntitle: "E{n}"\ndate: 2024-07-0{n}\n---\n\nT.\n' for n in range(1, 6)}
    site = site_of({"hugo.toml": HUGO["hugo.toml"]} | french | english, "hugo", NOW)
    assert planned(site, "fr").changes[0].after.decode() == "---\ntitle: 'Le titre'\ndate: 2024-05-01\nchapo: ''\n---\n"
    plain = planned(site, None)
    assert (plain.post.path, plain.changes[0].after.decode()) == (
        "content/posts/le-titre.md",
        '---\ntitle: "Le titre"\ndate: 2024-05-01\n---\n',
    )


def test_the_newest_posts_in_another_language_do_not_make_the_next_one_so():
    french = {f"content/posts/f{n}.fr.md": post(f"F{n}") for n in range(1, 9)}
    site = site_of(HUGO | french, "hugo", NOW)
    assert planned(site, None).post.path == "content/posts/le-titre.md"


# --- refused ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("generator", "files", "known"),
    [
        ("hugo", HUGO, "en, fr"),
        ("zola", ZOLA, "en, fr"),
        ("nikola", NIKOLA, "en, fr"),
        ("hexo", HEXO, "en, fr"),
        ("jekyll", JEKYLL, "en, fr"),
        ("docusaurus", DOCUSAURUS, "en, fr"),
        ("mkdocs", MKDOCS, "en, fr"),
        ("hugo", {"hugo.toml": ""}, "one language, en"),
    ],
)
def test_a_language_the_site_does_not_have(generator, files, known):
    with pytest.raises(UsageError, match=known):
        planned(site_of(files, generator, NOW), "de")


@pytest.mark.parametrize("lang", ["../x", "/etc", "", "f r", "fr/../..", "x" * 40, "fr.md", "é", "f\0r", "-fr", "C:"])
@pytest.mark.parametrize(
    ("generator", "files"), [("pelican", PELICAN), ("plain", BY_NAME), ("hugo", HUGO), ("gatsby", IN_FOLDERS)]
)
def test_s6_a_language_is_no_path(generator, files, lang):
    with pytest.raises(UsageError):
        planned(site_of(files, generator, NOW), lang)


def test_languages_are_spelt_as_the_site_spells_them():
    site = site_of(HUGO | {"hugo.toml": "[languages.en]\n[languages.pt-br]\n"}, "hugo", NOW)
    assert drafting.language(site, "PT-BR") == "pt-br"
    assert planned(site, "Pt-Br").post.path == "content/posts/le-titre.pt-br.md"


@pytest.mark.parametrize(
    ("generator", "files", "there"),
    [
        ("hugo", HUGO | {"content/posts/a.fr.md": post("A")}, "content/posts/a.fr.md"),
        ("jekyll", JEKYLL | {"_posts/fr/2024-06-01-z.md": post("Z", more="lang: fr\nref: aa\n")}, "_posts/fr/2024-06-01-z.md"),
        ("pelican", PELICAN | {"content/z.md": "Title: Z\nDate: 2024-05-01\nSlug: a\nLang: fr\n\nT\n"}, "content/z.md"),
    ],
)
def test_a_translation_that_is_there_is_named(generator, files, there):
    original = next(path for path in files if path.endswith(("a.md", "05-01-a.md")))
    with pytest.raises(Refused, match=there):
        translated(generator, files, original)


def test_a_post_is_not_translated_into_its_own_language():
    for generator, files in (("hugo", HUGO), ("pelican", PELICAN), ("jekyll", JEKYLL)):
        with pytest.raises(UsageError, match="is in en already"):
            translated(generator, files, lang="en")


def test_the_language_goes_without_saying_where_there_is_one_other():
    for generator, files in (("hugo", HUGO), ("zola", ZOLA), ("nikola", NIKOLA), ("jekyll", JEKYLL)):
        site = site_of(files, generator, NOW)
        assert drafting.other_than(site, site.posts[0]) == "fr"
    for generator, files in (("pelican", PELICAN), ("plain", {"a.md": post("A")})):
        site = site_of(files, generator, NOW)
        with pytest.raises(UsageError, match="needs --lang"):
            drafting.other_than(site, site.posts[0])


def test_a_draft_that_would_hide_its_original_is_refused():
    with pytest.raises(Refused, match=r"posts/a\.md would be hidden with it") as caught:
        translated("nikola", NIKOLA, publish=False)
    assert "--publish" in caught.value.hint
    assert translated("nikola", NIKOLA)[0].verdict.hidden is None
    hidden = NIKOLA | {"posts/a.md": NIKOLA["posts/a.md"].replace("-->", ".. status: draft\n-->")}
    assert translated("nikola", hidden, publish=False)[0].path == "posts/a.fr.md"


def test_docusaurus_needs_an_original():
    with pytest.raises(Refused, match="a translation needs a post of its name") as caught:
        planned(site_of(DOCUSAURUS, "docusaurus", NOW), "fr")
    assert "--translation-of" in caught.value.hint


def test_a_site_without_the_plugin_has_one_language():
    with pytest.raises(UsageError, match="one language without a plugin"):
        planned(
            site_of({"mkdocs.yml": "site_name: x\nplugins: [blog]\n", "docs/blog/posts/a.md": post("A")}, "mkdocs", NOW), "fr"
        )


@pytest.mark.parametrize(("generator", "files"), [("hugo", HUGO), ("pelican", PELICAN), ("plain", BY_NAME), ("jekyll", JEKYLL)])
@pytest.mark.parametrize("title", ["---", "x\n---\ny", "{slug}", "'", "con", "../../x", "日本", "🎉", "a: b", "\x1b[31m"])
def test_s14_s15_any_title_is_a_title_of_a_translation(generator, files, title):
    try:
        made = translated(generator, files, title=title)[0]
    except PostctlError:
        assert generator == "pelican"  # whose values are one line
        return
    assert made.front["title"] == title
