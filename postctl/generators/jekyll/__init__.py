"""Jekyll 4: posts in `_posts/`, drafts in `_drafts/`, YAML front matter, settings in `_config.yml`.

What sets it apart, found in its source and by building with it:

* A file in `_posts` whose name does not begin with `YYYY-MM-DD-` is left out in silence. Front matter is not needed.
* `published: false` hides a post, and so does an empty `published:`; `"false"` is text and does not. `draft: true` in
  `_posts` has no effect.
* `date` beats the date in the name, also in the URL. A date Jekyll cannot read ends the whole build, an empty one too.
* Front matter that is no YAML map only logs an error: the post is published, untitled, under the day of the build.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from postctl.generators import _common, late
from postctl.generators._ruby import text, truthy
from postctl.generators.jekyll import files
from postctl.generators.jekyll.files import DATED, joined
from postctl.model import Fences, Settings
from postctl.regexes import later
from postctl.site import Evidence, Folder, Generator, Languages, Template

# --- a site -----------------------------------------------------------------------------------------------------------

_CONFIGS = ("_config.yml", "_config.yaml", "_config.toml")
_GEM = later(r"""^[ \t]*gem[ (]+['"](?:jekyll|github-pages)\b""", re.MULTILINE)
_OWN_KEYS = frozenset(
    "baseurl collections collections_dir defaults gems highlighter kramdown limit_posts lsi markdown markdown_ext plugins "
    "remote_theme sass show_drafts source unpublished whitelist".split()
)
_HEXO_KEYS = frozenset({"new_post_name", "public_dir", "source_dir", "tag_dir"})


def _detect(folder: Folder) -> Evidence | None:
    config = _config_name(folder)
    options = _common.options_if_readable(folder, config)
    if _is_hexo(folder, options):
        return None
    spots = [spot for path in folder.files if "_posts" in path and (spot := files.spot(f"{path}/", options))]
    if config and spots:
        return Evidence(100, f"{config} and _posts/")
    if _GEM.search(folder.read("Gemfile") or ""):
        return Evidence(100 if config else 50, "jekyll in Gemfile")
    if any(DATED.search(spot.entry.rstrip("/")) for spot in spots):
        return Evidence(50, "_posts/ with dated names")
    return _by_config(folder, config, options)


def _by_config(folder: Folder, config: str, options: Mapping[str, Any]) -> Evidence | None:
    """A configuration without posts: others have a `_config.yml` too, so its keys or the layouts must speak."""
    if not config:
        return None
    layouts = any(name.startswith(("_layouts/", "_includes/")) for name in folder.files)
    return Evidence(50 if layouts or _OWN_KEYS & options.keys() else 10, config)


def _is_hexo(folder: Folder, options: Mapping[str, Any]) -> bool:
    """Hexo has a `_config.yml` and a `source/_posts/` too; what sets it apart are its keys, package and scaffolds."""
    if _HEXO_KEYS & options.keys() or '"hexo"' in (folder.read("package.json") or ""):
        return True
    tops = {"/".join(name.split("/")[:2]) for name in folder.files}
    return "source/_posts" in tops and any(name.startswith("scaffolds/") for name in folder.files)


def _settings(folder: Folder) -> Settings:
    config = _config_name(folder)
    options = _common.options(folder, config)
    source = files.source_folder(options)
    home = joined(source, files.collections_folder(options))
    built = files.destination(options)
    return Settings(
        posts=(joined(home, "**/_posts/**"), joined(home, "**/_drafts/**")),
        exclude=(f"{built}/**", "**/node_modules/**", joined(source, "vendor/bundle/**")),
        static=(source,),
        timezone=_common.known_zone(text(options.get("timezone"))),  # Jekyll takes UTC for a name the system does not know
        future=truthy(options.get("future")),
        options=options,
        source=(config,) if config else (),
    )


def _config_name(folder: Folder) -> str:
    return next((name for name in _CONFIGS if name in folder.files), "")


def _languages(settings: Settings) -> tuple[str, ...]:
    """What the plugins polyglot and jekyll-multiple-languages are told, the usual language first."""
    told = settings.options.get("languages")
    codes = [code for code in told if isinstance(code, str)] if isinstance(told, list) else []
    usual = settings.options.get("default_lang")
    return tuple(dict.fromkeys((usual, *codes) if usual in codes else codes)) if codes else ()


GENERATOR = Generator(
    name="jekyll",
    title="Jekyll",
    syntaxes=("yaml",),
    fences=Fences(blank_before=False, dots_close=True),
    schema="yaml-1.1",
    detect=_detect,
    settings=_settings,
    place=late("jekyll.posts", "place"),
    facts=late("jekyll.posts", "facts"),
    toggle=late("jekyll.posts", "toggle"),
    slug=late("jekyll.posts", "slug"),
    template=Template(
        file="_posts/{date:YYYY-MM-DD}-{slug}.md",
        front={"layout": "post", "title": "{title}", "date": "{date:YYYY-MM-DD HH:mm:ss ZZ}"},
        written={"layout": "{}", "date": "{}"},
    ),
    keys=frozenset(
        "layout permalink published date category categories tag tags slug title excerpt excerpt_separator render_with_liquid "
        "last_modified_at redirect_from redirect_to author authors image description sitemap lang locale canonical_url seo "
        "comments toc pin math mermaid media_subpath subtitle tagline published_time feed hidden".split()
    ),
    configs=_CONFIGS,
    date_form="YYYY-MM-DD HH:mm:ss ZZ",
    redirects="redirect_from",
    redirector="jekyll-redirect-from",
    languages=Languages(_languages),
    archetype=late("jekyll.posts", "archetype"),
    taxonomies={"tags": "words", "tag": "one", "categories": "words", "category": "one"},
    more_mark=late("jekyll.posts", "more_mark"),
    references=late("jekyll.references", "references"),
)
