"""What `docusaurus.config.*` says of its blogs, as far as plain literals do, and what the folders beside it say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from posixpath import normpath
from typing import Any

from postctl.errors import ConfigError
from postctl.generators import _js_literals as js
from postctl.generators._js_exports import exported
from postctl.model import FrontMatter, Settings
from postctl.site import Allowed, Folder
from postctl.values import NamedTuple

PLUGIN = "docusaurus-plugin-content-blog"
INCLUDE = ("**/*.{md,mdx}",)
_PACKAGES = frozenset({"@docusaurus/plugin-content-blog", "content-blog", PLUGIN})
_PRESETS = frozenset({"classic", "@docusaurus/preset-classic"})
_ENDINGS = ("ts", "mts", "cts", "js", "mjs", "cjs")


class Blog(NamedTuple):
    """One blog. `route` is `None` where it cannot be told. `exclude` is `None` for Docusaurus's own choice.

    `authors`: the keys of its authors file, without one none, `None` if they cannot be known. `tags`: the keys of its tags
    file `tags_file`, `None` if it has none or they cannot be known. `other_tags`: what becomes of others (`warn`, `throw`).
    `truncates`: the mark where an excerpt ends is the usual one.
    """

    id: str = "default"
    path: str = "blog"
    route: str | None = "/blog"
    include: tuple[str, ...] = INCLUDE
    exclude: tuple[str, ...] | None = None
    authors: frozenset[str] | None = None
    tags: frozenset[str] | None = None
    tags_file: str = ""
    other_tags: str = "warn"
    truncates: bool = False

    @property
    def translations(self) -> str:
        """The name of the folder with its translations, below that of a locale."""
        return PLUGIN if self.id == "default" else f"{PLUGIN}-{self.id}"


class Config(NamedTuple):
    """A site. `base`: the `baseUrl` of each locale it was told for, and under `''` that of the default one; `None`: unknown.

    `slash` is `trailingSlash`: `None` for as it comes, `"?"` for unknown. `locales` is empty where they are unknown.
    """

    blogs: tuple[Blog, ...]
    base: Mapping[str, str | None]
    slash: bool | str | None
    default: str
    locales: tuple[str, ...]
    translated: str
    files: frozenset[str]
    url: str = ""


def settings(folder: Folder) -> Settings:
    """What the configuration says; `options` has it as a `Config` under `config`."""
    source = next((f"docusaurus.config.{end}" for end in _ENDINGS if f"docusaurus.config.{end}" in folder.files), None)
    known = exported(folder.read(source) if source else None)
    table = known if isinstance(known, dict) else {js.SPREAD: True}
    config = _config(table, folder)
    translations = tuple(f"{config.translated}/*/{blog.translations}/**" for blog in config.blogs)
    return Settings(
        posts=(*(f"{blog.path}/**" for blog in config.blogs), *translations),
        exclude=("build/**", ".docusaurus/**", "node_modules/**"),
        static=_texts(js.get(table, "staticDirectories", ["static"])) or ("static",),
        timezone="",
        options={"config": config},
        source=(source,) if source else (),
    )


def declared(settings: Settings) -> tuple[str, ...]:
    """The locales of the site, the default one first; none where they are unknown."""
    config: Config = settings.options["config"]
    return tuple(dict.fromkeys((config.default, *config.locales))) if config.locales else ()


def with_files(settings: Settings, files: Mapping[str, str]) -> Settings:
    """The settings of the site with these files, new paths by old ones."""
    config: Config = settings.options["config"]
    there = (config.files - files.keys()) | frozenset(files.values())
    return settings._replace(options={**settings.options, "config": config._replace(files=there)})


def _config(table: Mapping[str, Any], folder: Folder) -> Config:
    given = folder.given
    i18n = js.get(table, "i18n", {})
    default = _text(given.get("defaultLocale", js.get(i18n, "defaultLocale", "en"))) or "en"
    locales = _texts(given.get("locales", js.get(i18n, "locales", [default])))
    translated = normpath(_text(js.get(i18n, "path", "i18n")) or "i18n")
    blogs = tuple(_with_tags(_with_authors(blog, options, folder), options, folder) for blog, options in _blogs(table, given))
    homes = tuple(f"{blog.path}/" for blog in blogs)
    slash = given.get("trailingSlash", js.get(table, "trailingSlash"))
    return Config(
        blogs,
        _bases(given.get("baseUrl", js.get(table, "baseUrl", js.UNKNOWN)), js.get(i18n, "localeConfigs", {})),
        slash if slash is None or isinstance(slash, bool) else "?",
        default,
        locales,
        translated,
        frozenset(name for name in folder.files if name.startswith((*homes, f"{translated}/"))),
        _text(given.get("url", js.get(table, "url"))) or "",
    )


def _bases(base: object, locales: object) -> dict[str, str | None]:
    """`baseUrl` by locale. One that is unknown for all locales stands under `*`."""
    found: dict[str, str | None] = {"": _slashes(base)}
    if locales is js.UNKNOWN or js.get(locales, js.SPREAD):
        found["*"] = None
    for locale, own in locales.items() if isinstance(locales, dict) else ():
        value = js.get(own, "baseUrl")
        if value is not None:
            found[locale] = _slashes(value)
    return found


def _slashes(base: object) -> str | None:
    return f"/{base.strip('/')}/".replace("//", "/") if isinstance(base, str) else None


# --- the blogs --------------------------------------------------------------------------------------------------------


def _blogs(table: Mapping[str, Any], given: Mapping[str, Any]) -> Iterator[tuple[Blog, Mapping[str, Any]]]:
    """The blogs with their options; what the owner has told us lies over those of the first."""
    told = given.get("blogs")
    found = [each for each in told if isinstance(each, dict)] if isinstance(told, list) else list(_instances(table))
    own = {key: given[key] for key in ("path", "routeBasePath", "include", "exclude", "authorsMapPath") if key in given}
    if own:
        found[:1] = [{**(found[0] if found else {}), **own}]
    for options in found:
        path = normpath(_text(js.get(options, "path", "blog")) or "blog")
        if path.startswith(("/", "..")) or path == ".":
            continue
        route = js.get(options, "routeBasePath", "blog")
        exclude = js.get(options, "exclude")
        yield (
            Blog(
                _text(js.get(options, "id", "default")) or "default",
                path,
                f"/{route.removeprefix('/')}" if isinstance(route, str) else None,
                _texts(js.get(options, "include")) or INCLUDE,
                _texts(exclude) if isinstance(exclude, list) else None,
                truncates=js.get(options, "truncateMarker") is None,
            ),
            options,
        )


def _instances(table: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """The options of each blog plugin, of presets and alone; of a preset nobody can read, those of a blog nobody can read."""
    presets, plugins = js.get(table, "presets", []), js.get(table, "plugins", [])
    unsure = presets is js.UNKNOWN
    for item in presets if isinstance(presets, list) else ():
        name, options = _pair(item)
        blog = js.get(options, "blog", {})
        known = name in _PRESETS or (isinstance(options, dict) and "blog" in options)
        if known and blog is not False:
            yield blog if isinstance(blog, dict) else {js.SPREAD: True}
        unsure |= name is js.UNKNOWN and not known
    alone = [options for item in (plugins if isinstance(plugins, list) else ()) for options in _plugin(item)]
    yield from alone
    if unsure and not alone:
        yield {js.SPREAD: True}


def _plugin(item: object) -> Iterator[Mapping[str, Any]]:
    name, options = _pair(item)
    if name in _PACKAGES:
        yield options if isinstance(options, dict) else {js.SPREAD: True} if options is js.UNKNOWN else {}


def _pair(item: object) -> tuple[Any, Any]:
    """Name and options of a plugin or a preset: `'name'` or `['name', {...}]`."""
    name, options = (*item, {}, {})[:2] if isinstance(item, list) else (item, {})
    return (name if isinstance(name, str) else js.UNKNOWN if name is js.UNKNOWN else ""), options


def _with_authors(blog: Blog, options: Mapping[str, Any], folder: Folder) -> Blog:
    name = js.get(options, "authorsMapPath", "authors.yml")
    path = normpath(f"{blog.path}/{name}") if isinstance(name, str) else ""
    if not path or path.startswith(".."):
        return blog
    if path not in folder.files:
        return blog._replace(authors=frozenset())
    return blog._replace(authors=_keys(path, folder.read(path)))


def _with_tags(blog: Blog, options: Mapping[str, Any], folder: Folder) -> Blog:
    name, others = js.get(options, "tags", "tags.yml"), js.get(options, "onInlineTags", "warn")
    path = normpath(f"{blog.path}/{name}") if isinstance(name, str) else ""
    if path not in folder.files or not isinstance(others, str):
        return blog
    return blog._replace(tags=_keys(path, folder.read(path)), tags_file=path, other_tags=others)


def allowed_tags(path: str, key: str, settings: Settings) -> Allowed | None:
    """The tags of the tags file of a blog. Translations may have one of their own, so nothing is said of them."""
    config: Config = settings.options["config"]
    blog = next((each for each in config.blogs if path.startswith(f"{each.path}/")), None)
    if key != "tags" or blog is None or blog.tags is None or blog.other_tags in ("ignore", "log"):
        return None
    return Allowed(blog.tags, blog.tags_file, fatal=blog.other_tags == "throw")


def more_mark(path: str, front: FrontMatter, settings: Settings) -> str | None:
    """Where the blog has no `truncateMarker` of its own. MDX has no comments of HTML."""
    config: Config = settings.options["config"]
    blogs = [each for each in config.blogs if path.startswith((f"{each.path}/", f"{config.translated}/"))]
    if not blogs or not all(each.truncates for each in blogs):
        return None
    return "{/* truncate */}" if path.endswith(".mdx") else "<!-- truncate -->"


def _keys(path: str, text: str | None) -> frozenset[str] | None:
    from postctl import staticconfig

    try:
        return frozenset(map(str, staticconfig.load(path, text))) if text is not None else None
    except ConfigError:
        return None


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _texts(value: object) -> tuple[str, ...]:
    return tuple(item for item in value if isinstance(item, str)) if isinstance(value, list | tuple) else ()
