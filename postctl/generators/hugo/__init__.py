"""Hugo: posts in `content/`, front matter in YAML, TOML or JSON, settings in `hugo.toml` and its kin.

What it does, found in its source and checked by building (`tests/oracle/test_hugo_oracle.py`):

* `draft: true` hides; so does a go-live date in the future and an expiry date in the past. Go-live is `publishDate`, and `date`
  only where that is absent: a post dated 2031 with a `publishDate` of 2020 is public.
* Keys are case-insensitive. YAML is 1.2: `yes` is a string. A key that stands twice ends the build.
* A block closes at the first line that begins with its fence. A file without front matter is a page without title, but a file
  that begins with a list (`- item`) is an error: Hugo expects a fence.
* `hugo new` writes `date`, `draft`, `title`. What it scaffolds in a new site is TOML; without an archetype it falls back to the
  YAML its documentation shows first, and so does postctl where there is no post to learn from: people and editors know it best.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from postctl.errors import ConfigError
from postctl.generators import always, late
from postctl.generators.hugo import config
from postctl.model import Settings
from postctl.site import Evidence, Folder, Generator, Languages, Template

# --- a site -----------------------------------------------------------------------------------------------------------

_OWN_KEYS = frozenset(
    "archetypedir baseurl buildfuture contentdir defaultcontentlanguage enablegitinfo languagecode languages markup menus "
    "outputs permalinks theme themesdir timezone uglyurls".split()
)


def detect(folder: Folder) -> Evidence | None:
    """`hugo.*` or `config/_default/`; `config.*` with `content/` and signs that it is not Zola's; archetypes with content."""
    root = config.root_file(folder)
    if root and root.startswith("hugo."):
        return Evidence(100, f"`{root}`")
    content = any(path.startswith("content/") for path in folder.files)
    options = _options(folder)
    if "base_url" in options or "zola.toml" in folder.files:
        return None
    if config.in_folders(folder) and (content or "contentdir" in options):
        return Evidence(100, "`config/_default/`")
    own = bool(_OWN_KEYS & options.keys()) or any(path.startswith(("archetypes/", "layouts/")) for path in folder.files)
    if root and (content or "contentdir" in options):
        return Evidence(100 if own else 10, f"`{root}` and `content/`")
    if content and any(path.startswith("archetypes/") for path in folder.files):
        return Evidence(50, "`archetypes/` and `content/`")
    return None


def _options(folder: Folder) -> Mapping[str, Any]:
    try:
        return config.load(folder)[0]
    except ConfigError:
        return {}


def settings(folder: Folder) -> Settings:
    """What the configuration says; `ConfigError` where it cannot be read. `options` are its tables in lower case.

    Under names with a colon, which no setting has, stand the facts of the folder that `place` and `facts` need: `:bundles`,
    `:sections`, `:mounts`.
    """
    options, source = config.load(folder)
    mounts = config.mounts(options)
    learnt = {
        ":mounts": mounts,
        ":bundles": dict.fromkeys(config.bundles(folder, options)),
        ":sections": config.sections(folder, options),
    }
    return Settings(
        posts=tuple("**" if mount.source == "." else f"{mount.source}/**" for mount in mounts),
        exclude=("public/**", "resources/**", "themes/**", "node_modules/**"),
        static=_static(options),
        timezone=str(options.get("timezone") or ""),
        future=config.true(options.get("buildfuture")),
        options={**options, **learnt},
        source=source,
    )


def _static(options: Mapping[str, Any]) -> tuple[str, ...]:
    """The static folders: the site's own, and those of its themes."""
    own = options.get("staticdir") or "static"
    themes = options.get("theme") or []
    home = options.get("themesdir") or "themes"
    named = [themes] if isinstance(themes, str) else themes
    return (*([own] if isinstance(own, str) else own), *(f"{home}/{theme}/static" for theme in named))


GENERATOR = Generator(
    name="hugo",
    title="Hugo",
    syntaxes=("yaml", "toml", "json"),
    fences=config.FENCES,
    schema="yaml-1.2",
    detect=detect,
    settings=settings,
    place=late("hugo.posts", "place"),
    facts=late("hugo.posts", "facts"),
    toggle=late("hugo.posts", "toggle"),
    slug=late("hugo.posts", "slug"),
    template=Template(
        file="content/posts/{slug}.md",
        front={"title": "{title}", "date": "{date:YYYY-MM-DDTHH:mm:ssZ}", "draft": True},
        written={"title": '"{}"', "date": "{}"},
    ),
    keys=frozenset(
        "aliases build cascade categories date description draft expirydate headless iscjklanguage keywords lastmod layout "
        "linktitle markup menu menus modified outputs params pubdate publishdate published resources sitemap sites slug summary "
        "tags title translationkey type unpublishdate url weight".split()
    ),
    date_form="YYYY-MM-DDTHH:mm:ssZ",
    fold_keys=True,
    unique_keys=True,
    redirects="aliases",
    taxonomies={"tags": "list", "categories": "list"},
    fold_terms=True,
    archetype=late("hugo.archetypes", "archetype"),
    languages=Languages(late("hugo.languages", "declared"), path=late("hugo.languages", "path"), key=""),
    kinds=late("hugo.archetypes", "kinds"),
    more="<!--more-->",
    more_mark=always("<!--more-->"),
    references=late("hugo.references", "references"),
    configs=(*(f"{name}.{ending}" for name in ("hugo", "config") for ending in ("toml", "yaml", "yml", "json")), "config"),
)
