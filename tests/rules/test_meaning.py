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
