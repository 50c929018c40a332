"""Gatsby: Markdown anywhere in the project, front matter read by gray-matter, everything else decided by the site's own code.

What the code of a site does is inferred, never executed: `path`, `slug` or the folder gives the URL, `draft` hides a post,
future posts are public. A `postctl.toml` says otherwise where that is wrong.
"""

from __future__ import annotations

from postctl.generators import _common
from postctl.model import Facts, Ignored, Place, Settings, Verdict
from postctl.regexes import later
from postctl.site import Evidence, Folder, Generator, Post, Source, Toggle

_CONFIG = later(r"gatsby-config\.(?:js|ts|mjs|cjs)")
_ROOTS = later(r"(?:src/pages|(?:content|src)/[^/]+|content|src)/")
_LAYOUT = later(r"src/pages/.+\.mdx?|content/blog/[^/]+/index\.mdx?")
_FILE = later(rf"(?:(?P<folder>.*)/)?(?P<stem>[^/]+)\.(?:{'|'.join(_common.MARKDOWN)})")


def _detect(folder: Folder) -> Evidence | None:
    config = next((name for name in sorted(folder.files) if _CONFIG.fullmatch(name)), None)
    if config:
        return Evidence(100, config)
    if '"gatsby"' in (folder.read("package.json") or ""):
        return Evidence(90, "gatsby in package.json")
    guess = next((name for name in sorted(folder.files) if _LAYOUT.fullmatch(name)), None)
    return Evidence(10, f"posts where Gatsby's starters keep them ({guess})") if guess else None


def _settings(folder: Folder) -> Settings:
    return Settings(
        posts=("**/*.md", "**/*.mdx", "**/*.markdown"),
        exclude=("node_modules/**", "public/**", ".*/**", "**/node_modules/**"),
        static=("static", ""),
        source=tuple(name for name in sorted(folder.files) if _CONFIG.fullmatch(name)),
    )


def _place(path: str, settings: Settings) -> Place | Ignored | None:
    match = _FILE.fullmatch(path)
    if match is None or _common.is_paper(match["folder"], match["stem"]):
        return None
    inside = _ROOTS.sub("", (match["folder"] or "") + "/", count=1).rstrip("/")
    bundle = match["stem"] == "index" and bool(inside)
    section, _, name = inside.rpartition("/") if bundle else (inside, "", match["stem"])
    date, slug = _common.name_date(name)
    return Place(slug.lstrip("-") or name, date, section, bundle=bundle)


def _facts(source: Source) -> Facts:
    slug = _common.slug_in(source, "slug", "path")
    return _common.facts(source, slug=slug, url=_url(source), verdict=_verdict(source))


def _url(source: Source) -> str | None:
    """`path`, `permalink` or `slug` as written; else the folder below the content root, as createFilePath makes it."""
    for key in ("path", "permalink", "slug"):
        written = _common.plain_text(source.front.get(key))
        if written:
            return written if written.startswith("/") else None if "://" in written else "/" + written
    path = _FILE.fullmatch(source.path)
    if path is None or source.settings.permalink:
        return None
    inside = _ROOTS.sub("", source.path, count=1).rpartition(".")[0]
    inside = inside.removesuffix("index") if source.place.bundle or inside == "index" else inside + "/"
    return "/" + inside.lstrip("/")


def _verdict(source: Source) -> Verdict:
    for key in source.front:
        if key != key.lower() and key.lower() == "draft" and "draft" not in source.front:
            value = source.front[key]
            trap = f"Gatsby knows `draft`, not `{key}`: this post is public" if _common.flag(value) else None
            return Verdict(None, _common.quoted(key, value), key, trap)
    return _common.verdict(source.front, "Gatsby")


def _toggle(post: Post, public: bool, settings: Settings, date: object) -> Toggle:
    return _common.toggle(post, public=public)


GENERATOR = Generator(
    name="gatsby",
    title="Gatsby",
    syntaxes=("yaml", "json"),
    fences=_common.GRAY_MATTER,
    schema="yaml-1.2",
    detect=_detect,
    settings=_settings,
    place=_place,
    facts=_facts,
    toggle=_toggle,
    slug=_common.slug,
    template=_common.template("src/blogs/{date:MM-DD-YYYY}-{slug}.md"),
    redirector="`createRedirect` in gatsby-node",
    keys=_common.KEYS,
    unique_keys=True,
    conventions=_common.MARKS,
    configs=("gatsby-config.js", "gatsby-config.ts", "gatsby-config.mjs", "gatsby-config.cjs"),
)
