"""Hugo's static configuration, and what it learns of a site by walking `content/`: languages, mounts, sections, bundles.

* One of `hugo.toml|yaml|yml|json`, then `config.*`; then `config/_default/*` over it, then `config/production/*`. A file
  there is named for the table it holds (`permalinks.toml`, `params.fr.toml`). Keys are case-insensitive everywhere.
* `_index.md` makes a folder a section. Its `slug` stands in the URLs of the posts below it, and its `cascade` gives them front
  matter they do not have themselves.
* `index.md` makes a folder a leaf bundle: nothing else below that folder is a post.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from posixpath import basename, dirname, normpath, splitext
from typing import Any, TypeAlias

from postctl.generators._kept import kept
from postctl.model import Fences, FrontMatter
from postctl.once import once
from postctl.site import Folder
from postctl.values import NamedTuple

FENCES = Fences(blank_before=True, dots_close=False, prefix_closes=True, long=False, required=False)
MARKDOWN = frozenset({".md", ".markdown", ".mdown"})
HTML = frozenset({".html", ".htm"})
OTHER = frozenset({".adoc", ".asciidoc", ".ad", ".rst", ".pandoc", ".pdc"})
CONTENT = MARKDOWN | HTML | OTHER | {".org"}

Options: TypeAlias = Mapping[str, Any]

_ROOTS = tuple(f"{name}.{kind}" for name in ("hugo", "config") for kind in ("toml", "yaml", "yml", "json"))
_FOLDERS = ("config/_default", "config/production")


def root_file(folder: Folder) -> str | None:
    """The configuration file in the site's root that Hugo reads: the first of its names that is there."""
    return next((name for name in _ROOTS if name in folder.files), None)


def in_folders(folder: Folder) -> list[str]:
    """The configuration files of `config/_default` and, for a build that is published, of `config/production`."""
    kinds = (".toml", ".yaml", ".yml", ".json")
    return [name for home in _FOLDERS for name in sorted(folder.files) if dirname(name) == home and name.endswith(kinds)]


def load(folder: Folder) -> tuple[dict[str, Any], tuple[str, ...]]:
    """All of it merged, every key in lower case, and the files it came from. Raises `ConfigError`."""
    from postctl import staticconfig

    root = root_file(folder)
    names = ([root] if root else []) + in_folders(folder)
    merged: dict[str, Any] = {}
    for name in names:
        parsed = _folded(staticconfig.load(name, folder.read(name) or ""))
        _merge(merged, parsed if name == root else _table(basename(name), parsed))
    _merge(merged, _folded(folder.given))
    return merged, tuple(names)


def _folded(value: Any) -> Any:
    """The same with lower-case keys, at any depth."""
    if isinstance(value, Mapping):
        return {str(key).lower(): _folded(below) for key, below in value.items()}
    return [_folded(item) for item in value] if isinstance(value, list) else value


def _table(name: str, parsed: dict[str, Any]) -> dict[str, Any]:
    """What a file of the configuration folder says, under the key that its name is (`params.fr.toml` is of one language)."""
    key, _, lang = splitext(name.lower())[0].partition(".")
    if key in {"hugo", "config"}:
        return parsed
    table = {key: parsed.get(key, parsed) if len(parsed) == 1 else parsed}
    return {"languages": {lang: table}} if lang else table


def _merge(into: dict[str, Any], extra: Mapping[str, Any]) -> None:
    for key, value in extra.items():
        if isinstance(value, Mapping) and isinstance(into.get(key), dict):
            _merge(into[key], value)
        else:
            into[key] = value


def true(value: object) -> bool:
    """Whether Hugo takes a setting for true."""
    return value in (True, "true", "True", "TRUE", "t", "T", "1")


# --- languages --------------------------------------------------------------------------------------------------------


@kept
def languages(options: Options) -> dict[str, Mapping[str, Any]]:
    """The languages of a site by code, disabled ones included; a site without a table of them has its default language."""
    table = options.get("languages")
    if not isinstance(table, Mapping) or not table:
        return {str(options.get("defaultcontentlanguage") or "en").lower(): {}}
    return {code: entry if isinstance(entry, Mapping) else {} for code, entry in table.items()}


@kept
def disabled(options: Options) -> frozenset[str]:
    """Codes of the languages that are not built."""
    listed = options.get("disablelanguages") or []
    words = listed.split() if isinstance(listed, str) else listed
    off = (code for code, entry in languages(options).items() if true(entry.get("disabled")))
    return frozenset((*(str(word).lower() for word in words), *off))


@kept
def default_language(options: Options) -> str:
    """The code of the language of a file that names none."""
    wanted = str(options.get("defaultcontentlanguage") or "en").lower()
    known = languages(options)
    return wanted if wanted in known else next(iter(known))


@kept
def of_language(options: Options, lang: str) -> Options:
    """The options as they hold for one language: what its own table says goes first."""
    return {**options, **languages(options).get(lang, {})}


# --- content ----------------------------------------------------------------------------------------------------------


class Mount(NamedTuple):
    """A folder whose files lie at `target` (`''` is the content root) in the site, in the language `lang`."""

    source: str
    target: str
    lang: str


def mounts(options: Options) -> tuple[Mount, ...]:
    """Where the content is: the module mounts if any has content for its target, else the content folder of each language."""
    default = default_language(options)
    mounted = tuple(_module_mounts(options, default))
    if mounted:
        return mounted
    common = _clean(options.get("contentdir") or "content")
    found = {_clean(entry.get("contentdir") or common): code for code, entry in reversed(languages(options).items())}
    if common in found:
        found[common] = default if _clean(languages(options)[default].get("contentdir") or common) == common else found[common]
    return tuple(Mount(source, "", code) for source, code in found.items())


def _module_mounts(options: Options, default: str) -> Iterator[Mount]:
    module = options.get("module")
    listed = module.get("mounts") if isinstance(module, Mapping) else None
    for mount in listed if isinstance(listed, list) else []:
        target = _clean(mount.get("target") or "")
        if target == "content" or target.startswith("content/"):
            yield Mount(_clean(mount.get("source") or ""), target[8:], _mount_language(mount) or default)


def _mount_language(mount: Mapping[str, Any]) -> str:
    """`lang`, or the first of `sites.matrix.languages`."""
    if mount.get("lang"):
        return str(mount["lang"]).lower()
    sites = mount.get("sites")
    matrix = sites.get("matrix") if isinstance(sites, Mapping) else None
    listed = matrix.get("languages") if isinstance(matrix, Mapping) else None
    first = listed[0] if isinstance(listed, list) and listed else listed
    return first.lower() if isinstance(first, str) and "*" not in first else ""


def _clean(path: object) -> str:
    return normpath(str(path).strip("/") or ".")


class Located(NamedTuple):
    """A file in the site's content: the folder it has there (`''` at the top), its name, and the language of its mount."""

    folder: str
    name: str
    lang: str


@once
def located(path: str, where: Iterable[Mount]) -> Located | None:
    """Where a file, given by its path below the site's root, lies in the content; `None` if it is not content."""
    best: Mount | None = None
    for mount in where:
        fits = mount.source == "." or path.startswith(mount.source + "/")
        if fits and (best is None or len(mount.source) > len(best.source)):
            best = mount
    if best is None:
        return None
    inside = path if best.source == "." else path[len(best.source) + 1 :]
    folder, _, name = inside.rpartition("/")
    return Located(f"{best.target}/{folder}" if best.target and folder else best.target or folder, name, best.lang)


def split(name: str, codes: Iterable[str]) -> tuple[str, str | None]:
    """The base of a content file's name and the language in it: `a.fr.md` is `a` and `fr`, where `fr` is a language."""
    parts = name.split(".")
    if len(parts) == 2:
        return parts[0], None
    known = frozenset(codes)
    for at in range(len(parts) - 2, 0, -1):
        if parts[at].lower() in known:
            return ".".join(parts[:at]), parts[at].lower()
    return ".".join(parts[:-1]), None


# --- what the files tell ----------------------------------------------------------------------------------------------


def bundles(folder: Folder, options: Options) -> tuple[str, ...]:
    """The folders, as paths below the site's root, that an `index` file makes leaf bundles."""
    codes, where = languages(options), mounts(options)
    return tuple(
        sorted({dirname(path) for path in folder.files if _is(path, "index", codes) and located(path, where) is not None})
    )


def _is(path: str, base: str, codes: Iterable[str]) -> bool:
    name = basename(path).lower()
    return name.startswith(base) and splitext(name)[1] in CONTENT and split(name, codes)[0] == base


def sections(folder: Folder, options: Options) -> dict[str, dict[str, FrontMatter]]:
    """The front matter of the sections that have an `_index` file, by language and by their folder in the content."""
    codes, where = languages(options), mounts(options)
    found: dict[str, dict[str, FrontMatter]] = {}
    for path in sorted(folder.files):
        place = located(path, where) if _is(path, "_index", codes) else None
        if place is not None:
            lang = split(place.name, codes)[1] or place.lang
            found.setdefault(lang, {})[place.folder] = _front(folder.read(path) or "")
    return found


def _front(text: str) -> FrontMatter:
    from postctl import document
    from postctl.syntaxes import json, toml, yaml

    read = document.read_text(text.removeprefix("\ufeff"), (yaml.SYNTAX, toml.SYNTAX, json.SYNTAX), FENCES, "yaml-1.2")
    return document.front_matter(read, fold=True) if isinstance(read, document.Document) else {}
