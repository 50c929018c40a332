"""What an Astro site says of itself: its configuration, its collections and their schemas, and the routes that show them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import islice
from posixpath import normpath
from typing import Any

from postctl.generators import _js_literals as js
from postctl.generators._js_exports import exported
from postctl.generators._js_tokens import bare
from postctl.generators.astro import schemas
from postctl.model import Settings
from postctl.regexes import later
from postctl.site import Folder
from postctl.values import NamedTuple

MARKDOWN = (".md", ".markdown", ".mdown", ".mkdn", ".mkd", ".mdwn")
ENDINGS = (*MARKDOWN, ".mdx")
_CODE = (".astro", ".ts", ".mts", ".js", ".mjs", ".tsx", ".jsx")
_MOST_FILES = 300
_MOST_COLLECTIONS = 64
_CONFIG = later(r"astro\.config\.(?:mjs|js|ts|mts|cjs|cts)")


class Collection(NamedTuple):
    """A folder of posts. `base` is relative to the root (`''`: the root). `patterns`: the globs of its loader, `None` where they
    are not known. `legacy`: a folder of `src/content/` without a loader, where names with `_` are left out. `plain_ids`: ids are
    made of the paths.
    """

    name: str
    base: str
    patterns: tuple[str, ...] | None = None
    legacy: bool = False
    plain_ids: bool = True
    schema: schemas.Schema | None = None


class Route(NamedTuple):
    """A page for each post. `prefix`: the folder it lies in. `rest`: it takes ids with slashes. `names`: the collections its code
    asks for; empty where that is not to be seen.
    """

    prefix: str
    rest: bool
    names: frozenset[str]


def settings(folder: Folder) -> Settings:
    """What can be read without running anything. Under names with a colon stand facts that `place` and `facts` need."""
    config = next((name for name in sorted(folder.files) if _CONFIG.fullmatch(name)), "")
    options = _options(folder, config)
    source = _inside(options.get("srcDir"), "src")
    content = _content_config(folder, source)
    found = _collections(folder, source, content)
    posts = tuple(dict.fromkeys(f"{each}/**/*{ending}".lstrip("/") for each in _homes(found, source) for ending in ENDINGS))
    routes, drafts = _pages(folder, source, content)
    learnt = {
        ":posts": posts,
        ":pages": f"{source}/pages",
        ":collections": found,
        ":routes": {each.name: _route(each, found, routes) for each in found},
        ":drafts": drafts,
        ":mdx": _reads_mdx(folder, config),
        ":langs": _languages(folder, options, found),
    }
    built = _inside(options.get("outDir"), "dist")
    return Settings(
        posts=posts,
        exclude=(f"{built}/**", "**/node_modules/**", ".*/**"),
        static=(_inside(options.get("publicDir"), "public"),),
        options={**options, **learnt},
        source=tuple(name for name in (config, content) if name),
    )


def _homes(collections: tuple[Collection, ...], source: str) -> Iterator[str]:
    yield from (each.base for each in collections)
    yield f"{source}/pages"


def _inside(value: object, default: str) -> str:
    """A folder of the configuration, relative to the root; the default where it is none, or outside."""
    path = normpath(value.strip()) if isinstance(value, str) and value.strip() else default
    return default if path.startswith(("..", "/")) or path == "." else path


# --- astro.config -------------------------------------------------------------------------------------------------------


def _options(folder: Folder, config: str) -> dict[str, Any]:
    """The plain options of `astro.config`, and over them what the owner has told us."""
    written = exported(folder.read(config) if config else None)
    options: dict[str, Any] = {key: _text(js.get(written, key)) for key in ("srcDir", "publicDir", "outDir", "trailingSlash")}
    options["build"] = {"format": _text(js.get(js.get(written, "build"), "format"))}
    options["locales"] = _texts(js.get(js.get(written, "i18n"), "locales"))
    return {key: value for key, value in options.items() if value is not None} | dict(folder.given)


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _texts(value: object) -> tuple[str, ...] | None:
    """One text or a list of texts; `None` for anything else."""
    items = [value] if isinstance(value, str) else value
    return tuple(items) if isinstance(items, list) and all(isinstance(item, str) for item in items) else None


def _reads_mdx(folder: Folder, config: str) -> bool:
    """Whether `.mdx` is read: by an integration, which the package names; taken for granted where there is no package."""
    package = folder.read("package.json")
    texts = [package, folder.read(config) if config else None]
    return package is None or any(text and re.search(r"@astrojs/(?:mdx|starlight)\b", text) for text in texts)


# --- collections --------------------------------------------------------------------------------------------------------


def _content_config(folder: Folder, source: str) -> str:
    endings = ("mjs", "js", "mts", "ts")
    names = (*(f"{source}/content.config.{end}" for end in endings), *(f"{source}/content/config.{end}" for end in endings))
    return next((name for name in names if name in folder.files), "")


def _collections(folder: Folder, source: str, config: str) -> tuple[Collection, ...]:
    """The collections by the configuration; where it names none that can be read, the folders where they usually are."""
    written = bare(folder.read(config)) if config else ""
    legacy = config.startswith(f"{source}/content/")
    named = tuple(_defined(js.script(written), source)) if written else ()
    if not legacy and any(each.patterns is not None for each in named):
        return named
    known = {each.name for each in named}
    found = (*named, *(each for each in _folders(folder, source, legacy=legacy or not config) if each.name not in known))
    return found or (Collection("blog", f"{source}/content/blog", legacy=True),)


def _folders(folder: Folder, source: str, *, legacy: bool) -> Iterator[Collection]:
    """The folders of Markdown in `src/content/` and `src/data/`."""
    for home in ("content", "data"):
        top = f"{source}/{home}/"
        inside = (path.removeprefix(top) for path in folder.files if path.startswith(top) and path.endswith(ENDINGS))
        for name in sorted({path.partition("/")[0] for path in inside if "/" in path}):
            if not name.startswith(("_", ".")):
                yield Collection(name, f"{top}{name}", legacy=legacy and home == "content")


def _defined(script: js.Script, source: str) -> Iterator[Collection]:
    at = script.defined("collections")
    places = (script.members(at) if at is not None else None) or {}
    for name, place in islice(places.items(), _MOST_COLLECTIONS):
        call = script.argument(script.defined(script.word(place)) or place, "defineCollection")
        members = script.members(call) if call is not None else None
        if members is not None and re.fullmatch(r"[\w-]+", name):
            yield _collection(name, members, script, source)


def _collection(name: str, members: Mapping[str, int], script: js.Script, source: str) -> Collection:
    schema = schemas.read(script, members["schema"]) if "schema" in members else None
    home = f"{source}/content/{name}"
    if "loader" not in members:
        return Collection(name, home, legacy=True, schema=schema)
    unknown = Collection(name, home, plain_ids=False, schema=schema)
    call = script.argument(members["loader"], "glob")
    given = script.members(call) if call is not None else None
    if given is None:
        return unknown
    base = script.value(given["base"]) if "base" in given else "."
    if not isinstance(base, str) or normpath(base).startswith(("..", "/")):
        return unknown
    path = normpath(base)
    patterns = _texts(script.value(given["pattern"])) if "pattern" in given else None
    return Collection(name, "" if path == "." else path, patterns, plain_ids="generateId" not in given, schema=schema)


def _languages(folder: Folder, options: Mapping[str, Any], collections: tuple[Collection, ...]) -> frozenset[str]:
    """The folders of translations: the locales of the configuration; else the folders of a collection, where two or more have
    the names of languages and nothing else lies beside them.
    """
    named = options.get("locales")
    if isinstance(named, list | tuple):
        return frozenset(each for each in named if isinstance(each, str))
    found: set[str] = set()
    for each in collections:
        inside = [path.removeprefix(f"{each.base}/") for path in folder.files if path.startswith(f"{each.base}/")]
        tops = {path.partition("/")[0] for path in inside if path.endswith(ENDINGS)}
        if each.base and len(tops) > 1 and all(re.fullmatch(r"[a-z]{2}(?:-[A-Za-z]{2,4})?", top) for top in tops):
            found |= tops
    return frozenset(found)


# --- pages ----------------------------------------------------------------------------------------------------------------


def _pages(folder: Folder, source: str, content: str) -> tuple[tuple[Route, ...], bool | None]:
    """The routes of posts, and whether any code below `src/` speaks of drafts; `None` where there is no page to do so."""
    home = f"{source}/pages/"
    names = sorted(path for path in folder.files if path.startswith(f"{source}/") and path.endswith(_CODE) and path != content)
    if not any(name.startswith(home) for name in names):
        return (), None
    routes: list[Route] = []
    drafts = len(names) > _MOST_FILES
    for name in names[:_MOST_FILES]:
        written = folder.read(name) or ""
        drafts = drafts or "draft" in written.lower()
        if name.startswith(home) and name.endswith(".astro") and (route := _read_route(name.removeprefix(home), written)):
            routes.append(route)
    return tuple(routes), drafts


_DYNAMIC = later(r"(?:(?P<prefix>[^\[\]]+)/)?\[(?P<rest>\.\.\.)?(?P<name>\w+)\](?:/index)?\.astro")
_ASKED = later(r"""getCollection\s*\(\s*(?:['"`]([\w-]+)['"`]|([A-Za-z_$][\w$]*))""")


def _read_route(path: str, written: str) -> Route | None:
    """A route whose last folder is its parameter, and whose parameter is the id of a post; `None` for any other."""
    match = _DYNAMIC.fullmatch(path)
    if match is None or any(part.startswith("_") for part in path.split("/")):
        return None
    code = bare(written)
    given = re.findall(rf"\bparams\s*:\s*\{{\s*(?:{match['name']}\s*:\s*)?([\w$]+(?:\.[\w$]+)*)\s*(?:,\s*)?\}}", code)
    if len(given) != 1 or not re.fullmatch(r"(?:\w+\.)*(?:id|slug)", given[0]) or ".data." in given[0]:
        return None
    script = js.script(code)
    asked = {literal or _text(script.named(name)) for literal, name in _ASKED.findall(code)}
    return Route(match["prefix"] or "", bool(match["rest"]), frozenset(name for name in asked if name))


def _route(collection: Collection, others: tuple[Collection, ...], routes: tuple[Route, ...]) -> Route | None:
    """The one route that shows a collection; `None` where there is none, or more than one."""
    fits = [route for route in routes if _shows(route, collection, alone=len(others) == 1)]
    return fits[0] if len(fits) == 1 and collection.plain_ids else None


def _shows(route: Route, collection: Collection, *, alone: bool) -> bool:
    if route.names:
        return route.names == {collection.name}
    return alone or route.prefix.rpartition("/")[2] == collection.name
