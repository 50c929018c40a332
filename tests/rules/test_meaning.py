"""What the rules of meaning say: draft marks in every generator, and the edges of the rest."""

from __future__ import annotations

import pytest
from sites import site_of

from postctl import linting, registry
from postctl.model import Status

BY_CODE = {rule.code: rule for rule in registry.rules()}


def found(code, files, generator="plain"):
    return linting.check(site_of(files, generator), (BY_CODE[code],))


def fixed(diagnostic, files):
    """The text of the file once the fix is applied to its bytes."""
    text = files[diagnostic.path]
    data = text if isinstance(text, bytes) else text.encode()
    for start, end, new in sorted(diagnostic.fix_offsets, reverse=True):
        data = data[:start] + new.encode() + data[end:]
    return data.decode()


# --- draft marks: the same text, different fate ---------------------------------------------------------------------------

HIDDEN = {"draft: true", 'draft: "true"', "draft: yes", "Draft: true", "published: false", 'published: "false"'}
HIDDEN |= {"published: no", "status: draft", "_drafts/"}
ROWS = ("draft: true", 'draft: "true"', 'draft: "false"', "draft: yes", "draft: no", "Draft: true", "published: false")
ROWS += ('published: "false"', "published: no", "status: draft", "_drafts/")


def astro(kind):
    return {
        "astro.config.mjs": "export default {};\n",
        "src/pages/index.astro": "---\nconst posts = await getCollection('blog', ({ data }) => !data.draft);\n---\n",
        "src/content.config.ts": "import { defineCollection, z } from 'astro:content';\n"
        "import { glob } from 'astro/loaders';\nconst blog = defineCollection({\n"
        "  loader: glob({ base: './src/content/blog', pattern: '**/*.md' }),\n"
        f"  schema: z.object({{ title: z.string(), draft: {kind}.optional() }}),\n}});\nexport const collections = {{ blog }};\n",
    }


BASE_BLOG = """module.exports = (config) => {
  config.addPreprocessor("drafts", "*", (data, content) => {
    if (data.draft && process.env.ELEVENTY_RUN_MODE === "build") return false;
  });
};
"""

# P: readers see the post. H: they do not. E: the build fails, or the post is lost.
FATES = {
    "jekyll": ({}, "_posts/2026-11-01-a.md", "PPPPPPHPHPH"),
    "hugo": ({"hugo.toml": ""}, "content/posts/a.md", "HHPPPHEEEPP"),
    "hexo": ({}, "source/_posts/a.md", "PPPPPPHHPPH"),
    "zola": ({"zola.toml": 'base_url = "https://example.org"\n'}, "content/blog/a.md", "HEEEEPPPPPP"),
    "docusaurus": ({"docusaurus.config.js": ""}, "blog/2026-11-01-a.md", "HHPEEPPPPP-"),
    "astro": (astro("z.boolean()"), "src/content/blog/a.md", "HEEEEPPPPPP"),
    "astro coerced": (astro("z.coerce.boolean()"), "src/content/blog/a.md", "HHHHHPPPPPP"),
    "eleventy": ({".eleventy.js": BASE_BLOG}, "content/blog/a.md", "HHHHHPPPPPP"),
    "mkdocs": ({"mkdocs.yml": "plugins: [blog]\n"}, "docs/blog/posts/a.md", "HEEHPPPPPPP"),
    "pelican": ({"pelicanconf.py": ""}, "content/a.md", "PPPPPPPPPHP"),
    "nikola": ({"conf.py": ""}, "posts/a.md", "PPPPPPPPPHP"),
    "cobalt": ({"_cobalt.yml": ""}, "posts/a.md", "EEEEEEEEEE-"),
}
FOLDERS = {"jekyll": "_drafts/a.md", "hexo": "source/_drafts/a.md"}
DATELESS = ("jekyll", "cobalt")


def cells():
    for name, (files, path, fates) in FATES.items():
        for row, fate in zip(ROWS, fates, strict=True):
            if fate != "-":  # the file is no post
                yield pytest.param(name.split()[0], files, path, row, fate, id=f"{name}-{row}")


@pytest.mark.parametrize(("generator", "files", "path", "row", "fate"), [*cells()])
def test_a_mark_is_reported_where_its_fate_is_not_what_it_says(generator, files, path, row, fate):
    front = "" if row == "_drafts/" else f"{row}\n"
    if row == "_drafts/":
        folder, _, name = path.rpartition("/")
        path = FOLDERS.get(generator, f"{folder}/_drafts/{name}")
    date = "" if generator in DATELESS else "date: 2026-11-01\n"
    site = site_of({**files, path: f"---\ntitle: A\n{date}{front}---\nText.\n"}, generator)
    (post,) = site.posts
    if fate != "E":
        assert post.verdict.hidden is (Status.DRAFT if fate == "H" else None)
    meant = "H" if row in HIDDEN else "P"
    said = linting.check(site, (BY_CODE["P103"],))
    assert bool(said) is (fate != meant), post.verdict
    if fate == "E":
        assert [str(each.severity) for each in said] in (["error"], ["warning"])


# --- titles that are numbers ----------------------------------------------------------------------------------------------

PATHS = {
    "jekyll": "_posts/2026-11-01-a.md",
    "hugo": "content/posts/a.md",
    "hexo": "source/_posts/a.md",
    "eleventy": "content/a.md",
    "docusaurus": "blog/2026-11-01-a.md",
    "gatsby": "src/a.md",
}


@pytest.mark.parametrize(
    ("generator", "title", "prints"),
    [
        ("jekyll", "1.10", "1.1"),
        ("jekyll", "1.0", None),
        ("jekyll", "No", "the file name"),
        ("jekyll", "10:30", "37800"),
        ("jekyll", "1:2:3", "3723"),
        ("jekyll", "2,000", "2000"),
        ("jekyll", "0123", "83"),
        ("jekyll", "0129", None),
        ("jekyll", "1e3", None),
        ("jekyll", "2020-01-01", None),
        ("hugo", "1.10", "1.1"),
        ("hugo", "1.0", "1"),
        ("hugo", "0123", "83"),
        ("hugo", "1_000", "1000"),
        ("hugo", "0x1F", "31"),
        ("hugo", "1e3", None),
        ("hugo", "No", None),
        ("hugo", "10:30", None),
        ("hexo", "1e3", "1000"),
        ("hexo", "0123", "123"),
        ("hexo", "1_000", None),
        ("hexo", "2020-01-01", "Wed Jan 01 2020 00:00:00 GMT+0000"),
        ("hexo", "12345678901234567890", "12345678901234567000"),
        ("docusaurus", "10:30", "630"),
        ("docusaurus", "0123", "83"),
        ("gatsby", "1.10", "1.1"),
        ("gatsby", "0.5", None),
        ("eleventy", "1.10", "1.1"),
        ("eleventy", "0123", "123"),
        *((generator, title, None) for generator in PATHS for title in ("2013", "0", "A 1.10", '"1.10"', "yes.", "-", "3.5")),
    ],
)
def test_what_generators_print_for_a_title_that_is_no_text(generator, title, prints):
    files = {PATHS[generator]: f"---\ntitle: {title}\ndate: 2026-11-01\n---\nText.\n"}
    if generator == "eleventy" and title == "0123":  # of which its versions make two numbers
        return
    diagnostics = found("P110", files, generator)
    assert [each.message.rpartition("prints ")[2] for each in diagnostics] == ([prints] if prints else [])
    for each in diagnostics:
        assert f'title: "{title}"' in fixed(each, files)
        assert found("P110", {each.path: fixed(each, files)}, generator) == ()


# --- the edges of the rest ------------------------------------------------------------------------------------------------


def test_a_list_item_with_a_colon_costs_hugo_all_tags_and_its_fix_is_quotes():
    files = {"content/posts/a.md": "---\r\ntitle: A\r\ntags:\r\n  - c: sharp  # so\r\n  - net\r\n---\r\n"}
    (each,) = found("P106", files, "hugo")
    assert (each.line, each.column, each.end_column) == (4, 5, 13)
    text = fixed(each, files)
    assert '  - "c: sharp"  # so\r\n' in text
    (post,) = site_of({each.path: text}, "hugo").posts
    assert post.tags == ("c: sharp", "net")


def test_a_number_for_a_slug_ends_jekyll_s_build_unless_the_post_has_an_address():
    files = {"_posts/2026-11-01-a.md": "---\ntitle: A\nslug: 2013\n---\n"}
    (each,) = found("P106", files, "jekyll")
    assert fixed(each, files) == '---\ntitle: A\nslug: "2013"\n---\n'
    assert found("P106", {"_posts/2026-11-01-a.md": "---\ntitle: A\nslug: 2013\npermalink: /x/\n---\n"}, "jekyll") == ()


def test_what_p105_says_is_not_said_twice():
    docusaurus = {"docusaurus.config.js": "", "blog/2026-11-01-a.md": "---\ntitle: A\ntags: b\n---\n"}
    assert found("P106", docusaurus, "docusaurus") == ()
    eleventy = {".eleventy.js": "", "a.md": "---\ntitle: A\ntags: {b: c}\n---\n"}
    assert found("P106", eleventy, "eleventy") == ()
    assert len(found("P105", eleventy, "eleventy")) == 1
    assert found("P103", eleventy, "eleventy") == ()


@pytest.mark.parametrize("mark", ["", "draft = false\n"])
def test_a_failure_over_another_key_is_none_of_the_draft_mark(mark):
    post = f'+++\ntitle = "A"\n{mark}[taxonomies]\nmoods = ["b"]\n+++\nText.\n'
    (finding,) = found("P105", {**ZOLA, "content/a.md": post}, "zola")
    assert finding.excerpt == 'moods = ["b"]'
    assert found("P103", {**ZOLA, "content/a.md": post}, "zola") == ()


def test_an_address_without_an_ending_is_p312s():
    files = {".eleventy.js": "", "a.md": "---\ntitle: A\npermalink: /rain\n---\n"}
    assert found("P103", files, "eleventy") == ()
    assert [each.severity for each in found("P312", files, "eleventy")] == ["error"]


def test_a_schema_that_wants_a_draft_mark_is_p109s():
    schema = "schema: z.object({ title: z.string(), draft: z.boolean() })"
    files = {"src/content.config.ts": ASTRO.format(schema), "src/content/blog/a.md": "---\ntitle: A\n---\n"}
    assert found("P103", files, "astro") == ()
    assert len(found("P109", files, "astro")) == 1


ASTRO = (
    "import {{ defineCollection, z }} from 'astro:content';\nimport {{ glob }} from 'astro/loaders';\n"
    "const blog = defineCollection({{ loader: glob({{ base: './src/content/blog', pattern: '**/*.md' }}), {} }});\n"
    "export const collections = {{ blog }};\n"
)
ZOLA = {"zola.toml": 'base_url = "https://example.org"\ntaxonomies = [{name = "tags"}]\n'}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('+++\ntitle = "A"\ntags = ["b", "c"]  # so\n+++\n', '+++\ntitle = "A"\n\n[taxonomies]\ntags = ["b", "c"]\n+++\n'),
        ("---\ntitle: A\ntags:\n  - b\n  - c\n---\n", "---\ntitle: A\ntaxonomies:\n  tags: [b, c]\n---\n"),
        (
            '+++\r\ntags = ["b"]\r\n[extra]\r\na = 1\r\n+++\r\n',
            '+++\r\n[extra]\r\na = 1\r\n\r\n[taxonomies]\r\ntags = ["b"]\r\n+++\r\n',
        ),
    ],
)
def test_terms_move_to_the_table_where_zola_looks(before, after):
    files = {**ZOLA, "content/a.md": before}
    (each,) = found("P107", files, "zola")
    assert not each.fix.safe
    assert fixed(each, files) == after
    assert "b" in site_of({**ZOLA, "content/a.md": after}, "zola").posts[0].tags


def test_what_most_posts_of_a_site_do_is_said_once():
    files = {**ZOLA, **{f"content/{n}.md": "+++\ntitle = 'A'\nimage = 'b'\n+++\n" for n in range(5)}}
    (each,) = found("P107", files, "zola")
    assert each.message.startswith("5 of 5 posts: ")


def test_a_slip_is_no_key_of_ones_own():
    assert found("P107", {**ZOLA, "content/a.md": "+++\ntitel = 'A'\n+++\n"}, "zola") == ()


@pytest.mark.parametrize(
    ("key", "generator", "path", "meant"),
    [
        ("Title", "jekyll", "_posts/2026-11-01-a.md", "title"),
        ("TAGS", "hexo", "source/_posts/a.md", "tags"),
        ("Description", "gatsby", "src/a.md", "description"),
        ("Image", "gatsby", "src/a.md", None),
        ("Title", "hugo", "content/a.md", None),
        ("Title", "pelican", "content/a.md", None),
    ],
)
def test_letter_case_is_told_where_it_counts(key, generator, path, meant):
    files = {path: f"---\n{key}: A\n---\nText.\n"}
    diagnostics = found("P108", files, generator)
    assert [each.help for each in diagnostics] == ([f"rename the key to `{meant}`"] if meant else [])
    assert all(fixed(each, files) == f"---\n{meant}: A\n---\nText.\n" for each in diagnostics)
    both = (BY_CODE["P101"], BY_CODE["P104"])
    assert meant != "title" or linting.check(site_of({**files, **_titled(path)}, generator), both) == ()


def _titled(path):
    return {path.replace("a.md", f"{name}.md"): "---\ntitle: B\ndescription: c\n---\nText.\n" for name in "bcd"}


@pytest.mark.parametrize(
    ("generator", "path", "front", "says"),
    [
        ("hugo", "content/a.md", "draft: true\nstatus: published", "the post is hidden"),
        ("hugo", "content/a.md", "draft: false\nstatus: draft", "the post is public"),
        ("gatsby", "src/a.md", "draft: true\npublished: true", "the post is hidden"),
        ("hugo", "content/a.md", "draft: true\nstatus: draft", None),
        ("gatsby", "src/a.md", "draft: true\npublished: 2026-11-01", None),
        ("jekyll", "_posts/2026-11-01-a.md", "draft: true\npublished: true", None),
    ],
)
def test_marks_that_contradict_each_other(generator, path, front, says):
    files = {path: f"---\ntitle: A\n{front}\n---\nText.\n"}
    diagnostics = found("P111", files, generator)
    assert [each.message.rpartition(", and ")[2] for each in diagnostics] == ([says] if says else [])
    for each in diagnostics:
        before, after = site_of(files, generator).posts[0], site_of({path: fixed(each, files)}, generator).posts[0]
        assert before.verdict == after.verdict


def test_a_folder_without_dates_is_told_once():
    files = {f"content/notes/{n}.md": "Title: A\n\nText.\n" for n in range(4)}
    files["content/a.md"] = "Title: A\n\nText.\n"
    assert [(each.path, each.message[:4]) for each in found("P109", files, "pelican")] == [
        ("content/a.md", "no d"),
        ("content/notes/0.md", "4 of"),
    ]
