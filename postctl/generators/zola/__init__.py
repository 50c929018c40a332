"""Zola 0.22: pages in `content/`, front matter in TOML or YAML, settings in `zola.toml` or `config.toml`.

What it does, found in its source and by building with it (`tests/oracle/test_zola_oracle.py`):

* Front matter is a must: a page without it ends the build, and so does one whose opening fence is followed by a blank.
* `draft = true` hides, and so does a draft section around the page. Values have strict types: `draft = "true"` ends the build, as
  does YAML's `draft: yes`. A page without a date is left out of a section that sorts by date, and not built.
* Future dates hide nothing; a date without a zone is UTC. Quoted dates are read too.
* The address is the path of the file in `content/`, its last part slugified, without the date it begins with; it ends in a slash.
  `slug` replaces the last part, `path` all of it. Folders stay as they are written.
* `name.fr.md` is a translation where `[languages.fr]` is there; any other dot in a name then ends the build.
* It has no command that makes a page. What its documentation shows is TOML with an unquoted date.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from posixpath import dirname
from typing import Any

from postctl.errors import ConfigError
from postctl.generators import always, late
from postctl.generators.zola import config
from postctl.model import Settings
from postctl.regexes import later
from postctl.site import Evidence, Folder, Generator, Languages, Template

# --- a site -----------------------------------------------------------------------------------------------------------

_HWARO = frozenset(
    "auto_includes build content deployment feeds highlight llms og pagination permalinks plugins robots sitemap".split()
)
_BASE_URL = later(r"^[ \t]*base_url[ \t]*=", re.MULTILINE)


def detect(folder: Folder) -> Evidence | None:
    """`zola.toml`, or a `config.toml` with `base_url` (Hugo's is `baseURL`) and without the tables of hwaro, which has it too."""
    if "zola.toml" in folder.files:
        return Evidence(100, "`zola.toml`")
    text = folder.read("config.toml") if "config.toml" in folder.files else None
    if text is None or not _BASE_URL.search(text) or _HWARO & _options(folder).keys():
        return None
    content = any(path.startswith(config.CONTENT) for path in folder.files)
    return Evidence(100 if content else 50, "`config.toml` with `base_url`")


def _options(folder: Folder) -> Mapping[str, Any]:
    try:
        return config.load(folder)
    except ConfigError:
        return {}


def settings(folder: Folder) -> Settings:
    """What the configuration says; `ConfigError` where it cannot be read.

    Under names with a colon, which no setting has, stand the facts of the folder that `place` and `facts` need: `:bundles`,
    `:sections`, `:drafts`, `:addresses`.
    """
    options = config.load(folder)
    theme = options.get("theme")
    themed = (f"themes/{theme}/static",) if isinstance(theme, str) and theme else ()
    bundles = {dirname(path) for path in folder.files if path.startswith(config.CONTENT) and path.endswith("/index.md")}
    sections = config.sections(folder, options)
    learnt = {
        ":bundles": frozenset(bundles),
        ":sections": sections,
        ":drafts": config.drafts(sections),
        ":addresses": config.addresses(sections, options),
    }
    return Settings(
        posts=("content/**",),
        static=("static", *themed),
        options={**options, **learnt},
        source=(name,) if (name := config.name(folder)) else (),
    )


GENERATOR = Generator(
    name="zola",
    title="Zola",
    syntaxes=("toml", "yaml"),
    fences=config.FENCES,
    schema="yaml-1.2",
    detect=detect,
    settings=settings,
    place=late("zola.posts", "place"),
    facts=late("zola.posts", "facts"),
    toggle=late("zola.posts", "toggle"),
    slug=late("zola.posts", "slug"),
    template=Template(
        file="content/blog/{slug}.md",
        front={"title": "{title}", "date": "{date:YYYY-MM-DD}", "draft": True},
        written={"title": '"{}"', "date": "{}"},
        syntax="toml",
    ),
    keys=frozenset(
        "title description date updated weight draft render slug path aliases authors in_search_index template taxonomies "
        "extra".split()
    ),
    configs=("zola.toml", "config.toml"),
    unique_keys=True,
    redirects="aliases",
    taxonomies={"taxonomies.tags": "list", "taxonomies.categories": "list"},
    languages=Languages(config.declared, path=config.in_language, key=""),
    more=r"(?i)<!--\s*more\s*-->",
    more_mark=always("<!-- more -->"),
    references=late("zola.references", "references"),
)
