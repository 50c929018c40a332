"""Astro: posts in content collections below `src/`, YAML or TOML front matter; which of them are public, the site's pages decide.

What Astro itself does, found in its source and by building with it (`tests/oracle/test_astro_oracle.py`):

* `src/content.config.ts` names the collections. It is code and is never run here; the plain literals of its
  `glob({ base, pattern })` and of its schema are read, and what cannot be read is left open.
* The id of a post is its path below `base`, each segment as github-slugger writes it, without `/index` at the end; `slug` in the
  front matter replaces the whole id. The address is what the route below `src/pages/` makes of the id.
* The loader takes names that begin with `_`, unless the pattern or a legacy collection leaves them out; `.mdx` needs an
  integration.
* Astro has no drafts since version 4: pages leave out `draft: true`. A schema with `z.boolean()` ends the build at `draft: yes`
  or `"false"`; `z.coerce.boolean()` takes both for true; a schema without `draft` drops it. In `src/pages/` it has no effect.
* A date in the future hides nothing. YAML's own dates and `YYYY-MM-DD` are UTC; other texts are read by JavaScript, in the time
  zone of the machine.
"""

from __future__ import annotations

from postctl.generators import late
from postctl.model import Fences, Settings
from postctl.regexes import later
from postctl.site import Evidence, Folder, Generator, Languages, Template

# --- a site -----------------------------------------------------------------------------------------------------------

_CONFIGS = tuple(f"astro.config.{ending}" for ending in ("mjs", "js", "ts", "mts", "cjs", "cts"))
_CONTENT = tuple(f"src/content.config.{ending}" for ending in ("ts", "mts", "js", "mjs"))
_LEGACY = tuple(f"src/content/config.{ending}" for ending in ("ts", "mts", "js", "mjs"))
_PACKAGE = later(r'"astro"\s*:\s*"')


def _detect(folder: Folder) -> Evidence | None:
    for names, score in ((_CONFIGS, 100), (_CONTENT, 80)):
        if config := next((name for name in names if name in folder.files), None):
            return Evidence(score, config)
    if _PACKAGE.search(folder.read("package.json") or ""):
        return Evidence(90, "astro in package.json")
    legacy = next((name for name in _LEGACY if "defineCollection" in (folder.read(name) or "")), None)
    return Evidence(80, legacy) if legacy else None


def _languages(settings: Settings) -> tuple[str, ...]:
    """The locales of the site, the default one first; none where no default is told."""
    usual, known = settings.options.get("defaultLocale"), settings.options.get(":langs", frozenset())
    return (usual, *sorted(known - {usual})) if isinstance(usual, str) and usual in known else ()


GENERATOR = Generator(
    name="astro",
    title="Astro",
    syntaxes=("yaml", "toml"),
    fences=Fences(blank_before=True, dots_close=False, prefix_closes=True),
    schema="yaml-1.2",
    detect=_detect,
    settings=late("astro.site", "settings"),
    place=late("astro.posts", "place"),
    facts=late("astro.posts", "facts"),
    toggle=late("astro.posts", "toggle"),
    slug=late("astro.posts", "slug"),
    languages=Languages(_languages),
    template=Template(
        file="src/content/blog/{slug}.md",
        front={"title": "{title}", "description": "", "pubDate": "{date:YYYY-MM-DD}", "draft": True},
        written={"title": "'{}'", "description": "'{}'", "pubDate": "{}"},
    ),
    redirector="`redirects` in astro.config",
    keys=frozenset(
        "title description pubDate pubDatetime publishDate date updatedDate modDatetime updated draft slug tags tag categories "
        "category heroImage image ogImage cover author authors featured layout lang canonicalURL hideEditPost timezone".split()
    ),
    date_key="pubDate",
    date_form="YYYY-MM-DD",
    unique_keys=True,
    taxonomies={"tags": "list", "categories": "list"},
    configs=_CONFIGS,
    closed=late("astro.posts", "closed"),
)
