"""Cobalt 0.20: posts in `posts/`, drafts in a folder of their own, YAML front matter, settings in `_cobalt.yml`.

From its source and documentation; it has not been run:

* `is_draft: true` hides, and so does the folder `posts.drafts_dir` names (none by default). Values have strict types.
* `published_date` beats the date a name begins with (`YYYY-MM-DD-`, the zeros may be missing). It is a moment with seconds: a
  day alone ends the build, as does a day in the name that is in no calendar. Without an offset it is UTC. Future posts are
  public.
* The address is a Liquid template, by default `/{{parent}}/{{name}}{{ext}}`, which keeps the date of the name. Front matter of
  the post goes first, then what the name says, then `posts.default` and `default` of the configuration.
* A post with a `slug` needs a `title` too. Keys of one's own stand below `data`.
* Only names that end in `md`, `wiki` or `liquid` (`template_extensions`) are posts; names that begin with `_` or `.` are left
  out.
"""

from __future__ import annotations

from collections.abc import Mapping
from posixpath import normpath
from typing import Any

from postctl.generators import _common, late
from postctl.model import Fences, Settings
from postctl.site import Evidence, Folder, Generator, Template

_CONFIG = "_cobalt.yml"


def detect(folder: Folder) -> Evidence | None:
    """Its own configuration; it has no layout that others do not have."""
    return Evidence(100, f"`{_CONFIG}`") if _CONFIG in folder.files else None


def settings(folder: Folder) -> Settings:
    """What the configuration says; `ConfigError` where it cannot be read.

    `options` have the folders of source, posts and drafts under `:source`, `:posts` and `:drafts`.
    """
    config = _CONFIG if _CONFIG in folder.files else ""
    options = _common.options(folder, config)
    posts = options.get("posts")
    own: Mapping[str, Any] = posts if isinstance(posts, Mapping) else {}
    source = _path(options.get("source"), "")
    home, drafts = _joined(source, _path(own.get("dir"), "posts")), _path(own.get("drafts_dir"), "")
    drafts = _joined(source, drafts) if drafts else ""
    return Settings(
        posts=tuple(f"{each}/**" if each else "**" for each in dict.fromkeys(filter(None, (home, drafts)))) or ("**",),
        exclude=(f"{_path(options.get('destination'), '_site')}/**",),
        static=(source,),
        options={**options, ":source": source, ":posts": home, ":drafts": drafts},
        source=(config,) if config else (),
    )


def _path(written: object, default: str) -> str:
    """A relative path without `./`; `''` is the root."""
    path = normpath(written.strip("/")) if isinstance(written, str) and written.strip("/") else default
    return "" if path == "." else path


def _joined(*parts: str) -> str:
    return "/".join(filter(None, parts))


GENERATOR = Generator(
    name="cobalt",
    title="Cobalt",
    syntaxes=("yaml",),
    fences=Fences(blank_before=False, dots_close=False),
    schema="yaml-1.2",
    detect=detect,
    settings=settings,
    place=late("cobalt.posts", "place"),
    facts=late("cobalt.posts", "facts"),
    toggle=late("cobalt.posts", "toggle"),
    slug=late("cobalt.posts", "slug"),
    template=Template(
        file="posts/{slug}.md",
        front={
            "title": "{title}",
            "published_date": "{date:YYYY-MM-DD HH:mm:ss ZZ}",
            "layout": "default.liquid",
            "is_draft": True,
        },
        written={"published_date": "{}", "layout": "{}"},
    ),
    keys=frozenset(
        "permalink slug title description excerpt categories tags excerpt_separator published_date format templated layout "
        "is_draft weight data pagination".split()
    ),
    configs=(_CONFIG,),
    unique_keys=True,
    date_key="published_date",
    date_form="YYYY-MM-DD HH:mm:ss ZZ",
    taxonomies={"tags": "list", "categories": "hierarchy"},
    spare="data",
)
