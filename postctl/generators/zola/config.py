"""Zola's static configuration, and what it learns of a site by walking `content/`: languages, sections, slugs, ignored files.

* `zola.toml`, else `config.toml`. `default_language` is `en`; every other key of `[languages]` is a code that a file name may
  end in.
* `_index.md` (`_index.fr.md` in another language) makes a folder a section. A draft section takes its whole folder with it, in
  all languages. One that sorts by date, weight or title leaves out the pages that have none.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from posixpath import basename, dirname
from typing import Any, TypeAlias

from postctl.generators import _common
from postctl.generators._kept import kept
from postctl.model import Fences, FrontMatter, Settings
from postctl.site import Folder
from postctl.values import NamedTuple

FENCES = Fences(blank_before=True, dots_close=False, required=True, blank_after=False)
CONTENT = "content/"

Options: TypeAlias = Mapping[str, Any]


def name(folder: Folder) -> str:
    """The configuration file Zola reads; `''` where there is none."""
    return next((each for each in ("zola.toml", "config.toml") if each in folder.files), "")


def load(folder: Folder) -> dict[str, Any]:
    """What it says, and over that what the owner has told. Raises `ConfigError`."""
    return _common.options(folder, name(folder))


# --- languages --------------------------------------------------------------------------------------------------------


@kept
def default_language(options: Options) -> str:
    """The code of the language of a file that names none."""
    return _text(options.get("default_language")) or "en"


@kept
def other_languages(options: Options) -> frozenset[str]:
    """The codes of the languages beside the default one."""
    return frozenset(_table(options.get("languages"))) - {default_language(options)}


def declared(settings: Settings) -> tuple[str, ...]:
    """The languages of the site, the default one first."""
    return (default_language(settings.options), *sorted(other_languages(settings.options)))


def in_language(path: str, lang: str, settings: Settings) -> str | None:
    """The path of the same page in a language: `name.fr.md`, and `name.md` in the default one."""
    folder, slash, name = path.rpartition("/")
    base, _, code = name.removesuffix(".md").rpartition(".")
    base = base if base and code in declared(settings) else name.removesuffix(".md")
    return f"{folder}{slash}{base}{'' if lang == default_language(settings.options) else f'.{lang}'}.md"


def taxonomies(options: Options, lang: str) -> frozenset[str]:
    """The names of the taxonomies of a language: a page that uses another ends the build."""
    own = _table(_table(options.get("languages")).get(lang)).get("taxonomies")
    found = own if isinstance(own, list) else []
    common = options.get("taxonomies") if lang == default_language(options) else None
    return frozenset(_text(_table(each).get("name")) for each in (*found, *(common if isinstance(common, list) else [])))


# --- slugs ------------------------------------------------------------------------------------------------------------


def slugified(text: str, options: Options) -> str | None:
    """A part of a path by the strategy `slugify.paths`; `None` where the spelling of a letter is not known."""
    from postctl.slugs import zola

    strategy = _text(_table(options.get("slugify")).get("paths"))
    if strategy in ("safe", "off"):
        return zola.safe(text) if strategy == "safe" else text
    return zola.exact(text)


def keeps_dates(options: Options) -> bool:
    """Whether the date a file name begins with stays in its address."""
    return _table(options.get("slugify")).get("paths_keep_dates") is True


# --- sections ---------------------------------------------------------------------------------------------------------


class Section(NamedTuple):
    """What an `_index` file says. `path` is the file's, below the site's root."""

    path: str
    draft: bool = False
    render: bool = True
    transparent: bool = False
    sort_by: str = "none"


def sections(folder: Folder, options: Options) -> dict[tuple[str, str], Section]:
    """The sections by their folder below `content/` and language."""
    codes = {"_index.md": default_language(options)} | {f"_index.{code}.md": code for code in other_languages(options)}
    found: dict[tuple[str, str], Section] = {}
    for path in sorted(folder.files):
        if path.startswith(CONTENT) and (lang := codes.get(basename(path))):
            found[dirname(path).removeprefix("content").lstrip("/"), lang] = _section(path, _front(folder.read(path) or ""))
    return found


def _section(path: str, front: FrontMatter) -> Section:
    return Section(
        path,
        draft=front.get("draft") is True,
        render=front.get("render") is not False,
        transparent=front.get("transparent") is True,
        sort_by=_text(front.get("sort_by")) or "none",
    )


def _front(text: str) -> FrontMatter:
    from postctl import document
    from postctl.syntaxes import toml, yaml

    read = document.read_text(text.removeprefix("\ufeff"), (toml.SYNTAX, yaml.SYNTAX), FENCES, "yaml-1.2")
    return document.front_matter(read) if isinstance(read, document.Document) else {}


def drafts(found: Mapping[tuple[str, str], Section]) -> dict[str, str]:
    """The folders of draft sections, each with the file that says so."""
    return {folder: section.path for (folder, _), section in sorted(found.items(), reverse=True) if section.draft}


def drafted(folder: str, options: Options) -> str | None:
    """The file that makes a section around a folder below `content/` a draft, the outermost first."""
    found: Mapping[str, str] = options[":drafts"]
    return next((found[above] for above in _downwards(folder) if above in found), None)


def addresses(found: Mapping[tuple[str, str], Section], options: Options) -> dict[str, str]:
    """The addresses of sections that have a page, each with its file."""
    default, taken = default_language(options), {}
    for (folder, lang), section in found.items():
        if section.render and not section.draft:
            parts = filter(None, ("" if lang == default else lang, folder))
            taken[f"/{'/'.join(parts)}/"] = section.path
    return taken


def _downwards(folder: str) -> Iterator[str]:
    yield ""
    parts = folder.split("/") if folder else []
    for depth in range(1, len(parts) + 1):
        yield "/".join(parts[:depth])


def holders(folder: str, lang: str, options: Options) -> Iterator[Section]:
    """The sections that hold the pages of a folder: its own, and the one above each that is transparent.

    The home page is a section also where no file says so.
    """
    found: Mapping[tuple[str, str], Section] = {("", lang): Section("content/_index.md"), **options[":sections"]}
    for above in reversed([*_downwards(folder)]):
        section = found.get((above, lang))
        if section is None:
            return
        yield section
        if not section.transparent:
            return


def _table(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
