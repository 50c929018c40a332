"""Eleventy 3 (and 4, called Build Awesome): Markdown anywhere in the input folder, its data from a cascade of files.

What sets it apart, found in its source and by building with it:

* It has no drafts: `draft: true` hides a post only where the site's own code says so. The base blog does so with a preprocessor,
  which takes any truthy value for yes, the text `false` too. Nothing hides posts of the future.
* A page stands at the path of its file, date and all; `permalink` says otherwise and may be a template. `permalink: false` writes
  no page, `eleventyExcludeFromCollections: true` keeps it out of every list.
* Without `date` the first `YYYY-MM-DD` anywhere in the path counts, then the age of the file. A bare YAML date rolls over
  (`2023-02-30` is 2 March); as text it must be ISO 8601, or the build fails.
* Front matter is read by gray-matter with js-yaml 4: YAML 1.2, but with dates. A key that stands twice ends the build.

The configuration is JavaScript and never run: `config` reads its plain literals. `postctl.toml` says otherwise under
`[settings]`: `input`, `output`, `includes`, `layouts`, `data` (folders) and `drafts` (whether drafts are left out).
"""

from __future__ import annotations

from postctl.generators import _common, late
from postctl.regexes import later
from postctl.site import Evidence, Folder, Generator, Template

CONFIGS = (
    ".eleventy.js",
    *(f"{name}.config.{ending}" for name in ("eleventy", "buildawesome") for ending in ("js", "mjs", "cjs", "ts")),
)
_PACKAGE = later(r'"@11ty/eleventy"\s*:')
_RUN = later(r"\bnpx @11ty/eleventy\b")


def detect(folder: Folder) -> Evidence | None:
    """Its configuration, the package among the dependencies, or a README that says to run it."""
    config = next((name for name in CONFIGS if name in folder.files), None)
    if config:
        return Evidence(100, f"`{config}`")
    if _PACKAGE.search(folder.read("package.json") or ""):
        return Evidence(90, "`@11ty/eleventy` in package.json")
    if _RUN.search(folder.read("README.md") or ""):
        return Evidence(10, "README.md says to run `npx @11ty/eleventy`")
    return None


GENERATOR = Generator(
    name="eleventy",
    title="Eleventy",
    syntaxes=("yaml", "json", "toml"),
    fences=_common.GRAY_MATTER,
    schema="yaml-1.2",
    detect=detect,
    settings=late("eleventy.config", "settings"),
    with_files=late("eleventy.config", "with_files"),
    place=late("eleventy.posts", "place"),
    facts=late("eleventy.posts", "facts"),
    toggle=late("eleventy.drafts", "toggle"),
    slug=late("eleventy.posts", "slug"),
    template=Template(
        file="content/blog/{slug}.md",
        front={"title": "{title}", "date": "{date:YYYY-MM-DD}"},
        written={"title": "{}", "date": "{}"},
    ),
    keys=frozenset(
        "title description date tags layout permalink draft eleventyExcludeFromCollections eleventyComputed eleventyNavigation "
        "eleventyImport pagination templateEngineOverride dynamicPermalink permalinkBypassOutputDir author authors excerpt image "
        "cover alt lang locale slug updated modified canonical canonicalUrl series category categories".split()
    ),
    configs=CONFIGS,
    unique_keys=True,
    more=r"<!--\s*(?:excerpt|more)\s*-->",
    references=late("eleventy.references", "references"),
)
