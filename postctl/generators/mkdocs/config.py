"""`mkdocs.yml`: what it says of the site and of the instances of the blog plugin, with the defaults where it says nothing.

Its tags name Python objects and environment variables. Nothing is imported and no environment is read: an object stays a
name (`{"!": "python/name:..."}`), and `!ENV [NAME, default]` is its default, which is what holds where nobody sets the name.
"""

from __future__ import annotations

from collections.abc import Mapping
from posixpath import basename, dirname, join, normpath, splitext
from typing import Any

from postctl.errors import ConfigError
from postctl.model import FrontMatter, Node, Settings
from postctl.site import Allowed, Folder
from postctl.values import NamedTuple

NAMES = ("mkdocs.yml", "mkdocs.yaml")
ENDINGS = (".markdown", ".mdown", ".mkdn", ".mkd", ".md")
_PYTHON = "tag:yaml.org,2002:python/"
_DEEPEST = 8
_DRAFTS, _INHERIT = "draft_docs", "INHERIT"


class Blog(NamedTuple):
    """One blog plugin, by the names of its settings. `posts`: the path of its posts in the docs folder, as a prefix.

    `slugify` and `category_slugify` are what stands there, `None` for the default. `authors`: the ids that are known, `None`
    where they are not asked for. `allowed`: the categories there may be (empty: any). `required`: the mark every post must have.
    """

    dir: str = "blog"
    posts: str = "blog/posts"
    url_format: str = "{date}/{slug}"
    date_format: str = "yyyy/MM/dd"
    max_categories: int = 1
    slugify: Any = None
    separator: str = "-"
    category_slugify: Any = None
    category_separator: str = "-"
    allowed: tuple[str, ...] = ()
    authors: frozenset[str] | None = None
    required: str = ""
    draft: bool = False
    if_future: bool = False


class Config(NamedTuple):
    """The site. `docs`: its docs folder. `exclude`, `drafts`, `unlisted`: lines of patterns. `shadowed`: files of which another
    one takes the place. `defaults`: front matter for all posts below a folder of the docs, outermost first (plugin `meta`).
    """

    file: str = ""
    docs: str = "docs"
    directory_urls: bool = True
    language: str = "en"
    exclude: tuple[str, ...] = ()
    drafts: tuple[str, ...] = ()
    unlisted: tuple[str, ...] = ()
    blogs: tuple[Blog, ...] = ()
    shadowed: frozenset[str] = frozenset()
    defaults: tuple[tuple[str, Mapping[str, Any]], ...] = ()


# --- the file ---------------------------------------------------------------------------------------------------------


def name(folder: Folder) -> str:
    """The configuration file MkDocs takes; `''` where there is none."""
    return next((each for each in NAMES if each in folder.files), "")


def load(folder: Folder) -> tuple[dict[str, Any], tuple[str, ...]]:
    """What the configuration says, with what it inherits and what the owner has told, and the files read.

    Raises `ConfigError` for one that is no YAML map.
    """
    file = name(folder)
    options, source = _with_parents(folder, file) if file else ({}, ())
    return {**options, **folder.given}, source


def _with_parents(folder: Folder, file: str) -> tuple[dict[str, Any], tuple[str, ...]]:
    options, source = _read(folder, file), [file]
    while isinstance(parent := options.pop(_INHERIT, None), str) and len(source) < _DEEPEST:
        path = normpath(join(dirname(source[-1]), parent))
        if path in source or folder.read(path) is None:
            break
        options = _merged(_read(folder, path), options)
        source.append(path)
    return options, tuple(source)


def _read(folder: Folder, file: str) -> dict[str, Any]:
    from postctl import staticconfig

    return staticconfig.load(file, folder.read(file) or "", rewritten=_without_tags)


def _merged(below: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    """Maps are merged, anything else is replaced."""
    merged = dict(below)
    for key, value in above.items():
        old = merged.get(key)
        merged[key] = _merged(old, value) if isinstance(old, dict) and isinstance(value, dict) else value
    return merged


def _without_tags(node: Node) -> Node:
    """The node with its tags as data."""
    items = tuple(map(_without_tags, node.items))
    pairs = tuple((key, _without_tags(value)) for key, value in node.pairs)
    tag = node.tag or ""
    if tag == "!ENV":
        return items[-1] if len(items) > 1 else Node("scalar", node.span, "empty")
    if tag.startswith(_PYTHON):
        named = (_text(node, "!"), _text(node, tag.removeprefix("tag:yaml.org,2002:")))
        return Node("map", node.span, "block", pairs=(named, *pairs))
    return node._replace(items=items, pairs=pairs)


def _text(node: Node, text: str) -> Node:
    return Node("scalar", node.span, "double", text)


# --- what it says -------------------------------------------------------------------------------------------------------


def plugins(options: Mapping[str, Any], wanted: str) -> list[Mapping[str, Any]]:
    """The settings of each instance of a Material plugin that is on."""
    listed = options.get("plugins")
    pairs = [*listed.items()] if isinstance(listed, dict) else []
    for each in listed if isinstance(listed, list) else ():
        pairs += each.items() if isinstance(each, dict) else [(each, {})]
    found = [value if isinstance(value, dict) else {} for key, value in pairs if key in (wanted, f"material/{wanted}")]
    return [each for each in found if each.get("enabled", True) is not False]


def allowed_tags(path: str, key: str, settings: Settings) -> Allowed | None:
    """The tags of `tags_allowed`, which the plugin tags holds all pages to."""
    for said in plugins(settings.options, "tags"):
        names = said.get("tags_allowed")
        if key == said.get("tags_name_property", "tags") and isinstance(names, list) and names:
            return Allowed(frozenset(map(str, names)), "tags_allowed", fatal=True)
    return None


def more_mark(path: str, front: FrontMatter, settings: Settings) -> str | None:
    """`post_excerpt_separator`, where all blogs have the same."""
    marks = {_text_of(said, "post_excerpt_separator", "<!-- more -->") for said in plugins(settings.options, "blog")}
    return marks.pop() if len(marks) == 1 else None


def declared(settings: Settings) -> tuple[str, ...]:
    """The languages that the plugin i18n is told, its default first; none without it."""
    return tuple(dict.fromkeys(_locales(settings)[0]))


def in_language(path: str, lang: str, settings: Settings) -> str | None:
    """Where a page lies in another language, by the structure that the plugin i18n has: `name.fr.md`, or a folder `fr/`."""
    codes, in_folders = _locales(settings)
    docs = normpath(_text_of(settings.options, "docs_dir", "docs"))
    home = "" if docs == "." else f"{docs}/"
    if not codes or not path.startswith(home):
        return None
    inside = path.removeprefix(home)
    if in_folders:
        first, _, rest = inside.partition("/")
        return f"{home}{lang}/{rest if first in codes and rest else inside}"
    stem, dot, ending = inside.rpartition(".")
    base, _, code = stem.rpartition(".")
    base = base if base and code in codes else stem
    return f"{home}{base}{'' if lang == codes[0] else f'.{lang}'}{dot}{ending}"


def _locales(settings: Settings) -> tuple[list[str], bool]:
    """The codes of the plugin i18n, its default first, and whether each has a folder."""
    told = next(iter(plugins(settings.options, "i18n")), {})
    listed = told.get("languages")
    known = [each for each in listed if isinstance(each, dict)] if isinstance(listed, list) else []
    ordered = sorted(known, key=lambda each: each.get("default") is not True)
    return [code for each in ordered if isinstance(code := each.get("locale"), str)], told.get("docs_structure") == "folder"


def understood(folder: Folder, options: Mapping[str, Any]) -> Config:
    """The configuration in the terms of this generator; what has another type than it should counts as not written."""
    docs = normpath(_text_of(options, "docs_dir", "docs"))
    theme = options.get("theme")
    config = Config(
        file=name(folder),
        docs=docs,
        directory_urls=options.get("use_directory_urls") is not False,
        language=_text_of(theme if isinstance(theme, dict) else {}, "language", "en"),
        exclude=_lines(options, "exclude_docs"),
        drafts=_lines(options, _DRAFTS),
        unlisted=_lines(options, "not_in_nav"),
        blogs=tuple(_blog(folder, docs, {**each, **folder.given}) for each in plugins(options, "blog")),
        defaults=_defaults(folder, docs, options),
    )
    return config._replace(shadowed=_shadowed(folder, config))


def _text_of(options: Mapping[str, Any], key: str, default: str) -> str:
    value = options.get(key)
    return value if isinstance(value, str) else default


def _lines(options: Mapping[str, Any], key: str) -> tuple[str, ...]:
    return tuple(_text_of(options, key, "").splitlines())


def _blog(folder: Folder, docs: str, said: Mapping[str, Any]) -> Blog:
    home = _text_of(said, "blog_dir", "blog")
    most, allowed = said.get("post_url_max_categories"), said.get("categories_allowed")
    required = said.get("post_excerpt") == "required"
    return Blog(
        dir=home,
        posts=normpath(_text_of(said, "post_dir", "{blog}/posts").replace("{blog}", home)),
        url_format=_text_of(said, "post_url_format", "{date}/{slug}"),
        date_format=_text_of(said, "post_url_date_format", "yyyy/MM/dd"),
        max_categories=most if isinstance(most, int) else 1,
        slugify=said.get("post_slugify"),
        separator=_text_of(said, "post_slugify_separator", "-"),
        category_slugify=said.get("categories_slugify"),
        category_separator=_text_of(said, "categories_slugify_separator", "-"),
        allowed=tuple(map(str, allowed)) if isinstance(allowed, list) and said.get("categories") is not False else (),
        authors=_authors(folder, docs, home, said),
        required=_text_of(said, "post_excerpt_separator", "<!-- more -->") if required else "",
        draft=said.get("draft") is True,
        if_future=said.get("draft_if_future_date") is True,
    )


def _authors(folder: Folder, docs: str, home: str, said: Mapping[str, Any]) -> frozenset[str] | None:
    """The ids in the authors file. One that cannot be read says nothing."""
    if said.get("authors") is False:
        return None
    file = normpath(join(docs, _text_of(said, "authors_file", "{blog}/.authors.yml").replace("{blog}", home)))
    if file not in folder.files:
        return frozenset()
    listed = _data(folder, file).get("authors")
    return frozenset(map(str, listed)) if isinstance(listed, dict) else None


def _data(folder: Folder, file: str) -> dict[str, Any]:
    from postctl import staticconfig

    try:
        return staticconfig.load(file, folder.read(file) or "")
    except ConfigError:
        return {}


def _defaults(folder: Folder, docs: str, options: Mapping[str, Any]) -> tuple[tuple[str, Mapping[str, Any]], ...]:
    found = plugins(options, "meta")
    if not found:
        return ()
    wanted = _text_of(found[0], "meta_file", ".meta.yml")
    files = sorted(each for each in folder.files if basename(each) == wanted and each.startswith(f"{docs}/"))
    return tuple((dirname(each.removeprefix(f"{docs}/")), _data(folder, each)) for each in files)


# --- the files --------------------------------------------------------------------------------------------------------


def located(path: str, config: Config) -> str | None:
    """The path of a Markdown file in the docs folder; `None` for anything else."""
    if not path.endswith(ENDINGS):
        return None
    if config.docs == ".":
        return path
    return path.removeprefix(f"{config.docs}/") if path.startswith(f"{config.docs}/") else None


def stem(path: str) -> str:
    """The name of a page; `README` is another word for `index`."""
    bare = splitext(basename(path))[0]
    return "index" if bare == "README" else bare


def destination(path: str, *, directory_urls: bool) -> str:
    """The file a page is written to."""
    base = stem(path)
    if not directory_urls or base == "index":
        return join(dirname(path), f"{base}.html")
    return join(dirname(path), base, "index.html")


def _shadowed(folder: Folder, config: Config) -> frozenset[str]:
    """Pages that are left out since another file of their folder is written to the same place: the last one stays."""
    from postctl.generators._gitignore import ignored

    taken: dict[str, str] = {}
    lost: set[str] = set()
    prefix = f"{config.docs}/"
    inside = [each.removeprefix(prefix) for each in folder.files if each.startswith(prefix) and each[-1] != "/"]
    for path in sorted(inside, key=lambda each: (dirname(each), splitext(basename(each))[0] not in ("index", "README"), each)):
        page = path.endswith(ENDINGS)
        target = destination(path, directory_urls=config.directory_urls) if page else path
        first = taken.setdefault(f"{dirname(path)}\0{target}", path)
        if first != path:
            kept = not ignored(path, (*ALWAYS_OUT, *config.exclude)) and not ignored(path, config.drafts)
            lost.add(first if kept else path)
    return frozenset(lost)


ALWAYS_OUT = (".*", "/templates/")
"""What MkDocs leaves out before it looks at `exclude_docs`."""
