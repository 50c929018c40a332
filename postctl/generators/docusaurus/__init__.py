"""Docusaurus 3: the posts of its blog plugin, in `blog/` or wherever `docusaurus.config.*` says. Documentation is not its blog.

What it does, found in its source and by running the plugin (`tests/oracle/test_docusaurus_oracle.py`):

* Front matter is YAML 1.2 read by js-yaml 4, and checked key by key: `draft: yes`, `description:` without a value and `tags: a`
  end the build. Numbers and unquoted dates are fine where text is wanted, and `"true"` where a boolean is.
* `draft: true` leaves a post out of the build, `unlisted: true` out of all lists; both at once end the build. No date hides a
  post. A file or folder whose name begins with `_` is left out without a word.
* The date is that of the front matter, else of the path (`2021-04-15-name.md`, `2021/04/15/name.md`, the last one in it), always
  in UTC. Unquoted dates may carry an offset; to any other text a `Z` is added, and then the JavaScript engine reads it. A post
  without any has the date of its first commit; outside of a repository the build ends over it.
* The URL is `baseUrl`, `routeBasePath` and `slug`, else the date with slashes, the folder and the rest of the name.
* A translation in `i18n/<locale>/docusaurus-plugin-content-blog/` stands in for the post of the same path, and is nothing where
  there is none.

`docusaurus.config.*` is a program. Its plain literals are read, nothing is run; what is computed is unknown, and so are the URLs
that depend on it, until `[settings]` in `postctl.toml` says it: `baseUrl`, `trailingSlash`, `routeBasePath`, `path`, `include`,
`exclude`, `authorsMapPath`, `locales`, `defaultLocale`, or `blogs`, a list of tables, for several blogs.

A site is a project of pages and documentation as much as of posts. Its documentation has no dates, no drafts by date and its own
order, so a list of posts would only bury the posts in it.
"""

from __future__ import annotations

from postctl.generators import _common, late
from postctl.regexes import later
from postctl.site import Evidence, Folder, Generator, Languages, Template

_CONFIGS = tuple(f"docusaurus.config.{ending}" for ending in ("ts", "mts", "cts", "js", "mjs", "cjs"))
_DEPENDENCY = later(r'"@docusaurus/(?:core|plugin-content-blog)"\s*:')
_TRANSLATION = later(r"i18n/[^/]+/docusaurus-plugin-content-blog[^/]*/.+\.mdx?")


def detect(folder: Folder) -> Evidence | None:
    """`docusaurus.config.*`, its package among the dependencies, or translations in folders that only it has."""
    config = next((name for name in _CONFIGS if name in folder.files), None)
    if config:
        return Evidence(100, f"`{config}`")
    if _DEPENDENCY.search(folder.read("package.json") or ""):
        return Evidence(90, "`@docusaurus/core` in `package.json`")
    found = next((name for name in sorted(folder.files) if _TRANSLATION.fullmatch(name)), None)
    return Evidence(50, f"`{found.rpartition('/')[0]}/`") if found else None


GENERATOR = Generator(
    name="docusaurus",
    title="Docusaurus",
    syntaxes=("yaml", "json"),
    fences=_common.GRAY_MATTER,
    schema="yaml-1.2",
    detect=detect,
    settings=late("docusaurus.config", "settings"),
    place=late("docusaurus.posts", "place"),
    facts=late("docusaurus.posts", "facts"),
    reads_body=True,
    toggle=late("docusaurus.posts", "toggle"),
    slug=late("_common", "slug"),
    template=Template(
        file="blog/{date:YYYY-MM-DD}-{slug}.md",
        front={"title": "{title}", "draft": True},
        written={"title": "{}"},
    ),
    redirector="@docusaurus/plugin-client-redirects",
    keys=frozenset(
        "author authorImageURL authorTitle authorURL author_image_url author_title author_url authors date description draft "
        "hide_reading_time hide_table_of_contents id image keywords last_update sidebar_label slug tags title title_meta "
        "toc_max_heading_level toc_min_heading_level unlisted".split()
    ),
    languages=Languages(late("docusaurus.config", "declared"), path=late("docusaurus.posts", "in_language"), key=""),
    with_files=late("docusaurus.config", "with_files"),
    unique_keys=True,
    allowed=late("docusaurus.config", "allowed_tags"),
    more_mark=late("docusaurus.config", "more_mark"),
    more=r"<!--\s*truncate\s*-->|\{/\*\s*truncate\s*\*/\}",
    configs=_CONFIGS,
    references=late("docusaurus.references", "references"),
)
