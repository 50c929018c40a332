"""Hexo 8: posts in `source/_posts/`, drafts in `source/_drafts/`, front matter with or without an opening fence.

What sets it apart, found in its source and by building with it:

* `published: false` hides a post in `_posts`, and so do `"false"`, `0`, `"0"` and an empty text; `no` and `off` are texts and do
  not (YAML 1.2, by js-yaml 4). `draft: true` has no effect. What lies in `_drafts` is hidden whatever it says, unless
  `render_drafts` is on, which shows everything there is, `published: false` too.
* Posts of tomorrow are public (`future: true`). `layout: false` only takes the theme away: the post is listed like any other.
* Files whose names begin with `_` or `.` are left out in silence, also folders; so are those of `skip_render` and `ignore`, and
  with `post_asset_folder` all that do not end as `new_post_name` does. `include` and `exclude` mean nothing to posts.
* The name is read by `new_post_name`: a date in it counts if there is no `date`, other tokens beat front matter.
* A date is wall-clock time, in `timezone` or that of the machine; an offset in a bare YAML date is applied, then lost. One
  that cannot be read is the day the file was made. `:year` to `:second` of a permalink are in the zone of the building machine.
* Front matter that cannot be parsed leaves a post out, and only the log says so; a key that stands twice is such a case, and
  so is a `permalink` that is no text.
"""

from __future__ import annotations

from postctl.generators import _common, always, late
from postctl.generators._js_values import truthy
from postctl.generators.hexo import files
from postctl.model import Fences, Settings
from postctl.site import Evidence, Folder, Generator, Languages, Template

_CONFIGS = ("_config.yml", "_config.yaml", "_config.json")
_OWN_KEYS = frozenset({"new_post_name", "public_dir", "source_dir", "tag_dir"})
"""Keys of a `_config.yml` that is not Jekyll's."""


def _detect(folder: Folder) -> Evidence | None:
    config = _config_name(folder)
    if '"hexo"' in (folder.read("package.json") or ""):
        return Evidence(100, f"{config} and hexo in package.json") if config else Evidence(50, "hexo in package.json")
    if not config:
        return Evidence(50, "source/_posts/ and scaffolds/") if _is_laid_out(folder) else None
    keys = _OWN_KEYS & _common.options_if_readable(folder, config, "yaml-1.2").keys()
    if keys:
        return Evidence(100, f"{config} with {min(keys)}")
    return Evidence(100, f"{config} and scaffolds/") if _is_laid_out(folder) else None


def _is_laid_out(folder: Folder) -> bool:
    posts = any(name.startswith(("source/_posts/", "source/_drafts/")) for name in folder.files)
    return posts and any(name.startswith("scaffolds/") for name in folder.files)


def _settings(folder: Folder) -> Settings:
    config = _config_name(folder)
    options = _common.options(folder, config, "yaml-1.2")
    source = files.source_folder(options)
    home = f"{source}/" if source else ""
    return Settings(
        posts=(f"{home}_posts/**", f"{home}_drafts/**"),
        exclude=(f"{options.get('public_dir') or 'public'}/**", "**/node_modules/**"),
        static=(source,),
        timezone=_common.known_zone(options.get("timezone"), "local"),  # the machine's where none is set
        future=truthy(options.get("future", True)),
        options=options,
        source=(config,) if config else (),
    )


def _config_name(folder: Folder) -> str:
    return next((name for name in _CONFIGS if name in folder.files), "")


GENERATOR = Generator(
    name="hexo",
    title="Hexo",
    syntaxes=("yaml", "json"),
    fences=Fences(blank_before=False, dots_close=False, unopened=True),
    schema="yaml-1.2",
    unique_keys=True,
    detect=_detect,
    settings=_settings,
    place=late("hexo.files", "place"),
    facts=late("hexo.posts", "facts"),
    toggle=late("hexo.toggle", "toggle"),
    slug=late("hexo.posts", "slug"),
    slug_in=late("hexo.posts", "slug_in"),
    template=Template(
        file="source/_posts/{slug}.md",
        front={"title": "{title}", "date": "{date:YYYY-MM-DD HH:mm:ss}", "tags": []},
        written={"date": "{}"},
    ),
    keys=frozenset(
        "layout title date updated comments tags tag categories category permalink published excerpt disableNunjucks lang "
        "language photos photo description keywords author slug path alias toc mathjax math sticky top cover thumbnail "
        "link".split()
    ),
    configs=_CONFIGS,
    date_form="YYYY-MM-DD HH:mm:ss",
    redirects="alias",
    redirector="hexo-generator-alias",
    archetype=late("hexo.scaffolds", "archetype"),
    kinds=late("hexo.scaffolds", "kinds"),
    languages=Languages(files.languages, path=files.in_language),
    taxonomies={"tags": "list", "tag": "list", "categories": "hierarchy", "category": "hierarchy"},
    more=r"(?i)<!-- ?more ?-->",
    more_mark=always("<!-- more -->"),
    references=late("hexo.references", "references"),
)
