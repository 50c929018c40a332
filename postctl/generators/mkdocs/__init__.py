"""MkDocs: the posts of the blog of Material for MkDocs, or, without a blog, the pages of the documentation.

Found in the source of MkDocs 1.6 and Material 9.7, and by building with them (`tests/oracle/test_mkdocs_oracle.py`):

* Every Markdown file below `blog/posts` in the docs folder is a post, in whatever folder. Its front matter must be YAML between
  `---` lines at the very top, with a `date`; without either the whole build fails, drafts included.
* The plugin checks types: `draft: "true"`, `slug: 2024` or `date: "2024-01-31"` (text, for being in quotes) end the build.
  `draft: yes` is a boolean, since PyYAML reads YAML 1.1.
* Posts dated in the future are public, unless `draft_if_future_date` is on; then `draft: false` makes one public at once.
* The URL is the plugin's `post_url_format` below `blog_dir`, the slug made of the title or the first heading.
* Pages of the documentation have no dates and no drafts but those of the patterns in `draft_docs`; a team that has no blog sees
  its pages, with title and URL. Where there is a blog, postctl is about the blog.
"""

from __future__ import annotations

from postctl.errors import ConfigError
from postctl.generators import late
from postctl.generators.mkdocs import config
from postctl.model import Fences, Settings
from postctl.site import Evidence, Folder, Generator, Languages, Template


def _detect(folder: Folder) -> Evidence | None:
    name = config.name(folder)
    if not name:
        return None
    try:
        blogs = config.plugins(config.load(folder)[0], "blog")
    except ConfigError:
        blogs = []
    return Evidence(100, f"{name} with the blog plugin") if blogs else Evidence(60, name)


def _settings(folder: Folder) -> Settings:
    """What the configuration says; `ConfigError` where it cannot be read. `options[":site"]` is what the helpers need of it."""
    options, source = config.load(folder)
    site = config.understood(folder, options)
    built = options.get("site_dir")
    inside = "**" if site.docs == "." else f"{site.docs}/**"
    return Settings(
        posts=(inside,),
        exclude=(f"{built if isinstance(built, str) else 'site'}/**",),
        static=(site.docs,),
        future=not any(blog.if_future and not blog.draft for blog in site.blogs),
        options={**options, ":site": site},
        source=source,
    )


GENERATOR = Generator(
    name="mkdocs",
    title="MkDocs Material",
    syntaxes=("yaml",),
    fences=Fences(blank_before=False, dots_close=True),
    schema="yaml-1.1",
    detect=_detect,
    settings=_settings,
    place=late("mkdocs.posts", "place"),
    facts=late("mkdocs.posts", "facts"),
    reads_body=True,
    toggle=late("mkdocs.posts", "toggle"),
    slug=late("mkdocs.posts", "slug"),
    template=Template(
        file="docs/blog/posts/{slug}.md",
        front={"title": "{title}", "date": "{date:YYYY-MM-DD}", "draft": True},
        written={"date": "{}"},
    ),
    redirector="the plugin mkdocs-redirects",
    keys=frozenset(
        "authors categories date description draft hide icon links pin readtime search slug social status subtitle tags template "
        "title".split()
    ),
    configs=config.NAMES,
    taxonomies={"tags": "list", "categories": "list"},
    allowed=config.allowed_tags,
    languages=Languages(config.declared, path=config.in_language, key=""),
    more="<!-- more -->",
    more_mark=config.more_mark,
    references=late("mkdocs.references", "references"),
)
