"""What `conf.py` says of a Nikola site, read without running it: where posts lie, in which languages, under which addresses."""

from __future__ import annotations

import re
from collections.abc import Mapping
from fnmatch import fnmatchcase
from functools import lru_cache
from posixpath import basename, dirname, split, splitext
from typing import Any

from postctl.generators import _common
from postctl.model import FrontMatter, Settings
from postctl.site import Folder
from postctl.values import NamedTuple

META = ".meta"


class Group(NamedTuple):
    """An entry of `POSTS`: files whose name fits `name` in `folder` and below go to `destination`, by language."""

    folder: str
    name: str
    destination: Mapping[str, str]


class Languages(NamedTuple):
    """The default language, all of them with the folders of their pages, and the pattern of the name of a translation."""

    default: str
    folders: Mapping[str, str]
    pattern: str


class Family(NamedTuple):
    """The files of a post, one per language. `head` is the one whose path and date count."""

    head: str
    members: tuple[tuple[str, str], ...]


def settings(folder: Folder) -> Settings:
    """The constants of `conf.py`; under names with a colon what is made of them and the files of the site."""
    from postctl import pythonconfig

    written = folder.read("conf.py") if "conf.py" in folder.files else None
    options: dict[str, Any] = {**(pythonconfig.constants(written) if written else {}), **folder.given}
    known = _languages(options)
    groups = _groups(options, known)
    inside = tuple(f"{group.folder}/" for group in groups)
    options[":languages"] = known
    options[":groups"] = groups
    options[":files"] = frozenset(name for name in folder.files if name.startswith(inside))
    return Settings(
        posts=tuple(dict.fromkeys(f"{group.folder}/**" for group in groups)),
        exclude=(f"{text(options, 'OUTPUT_FOLDER', 'output')}/**", f"{text(options, 'CACHE_FOLDER', 'cache')}/**"),
        static=_static(options),
        timezone=_common.known_zone(text(options, "TIMEZONE", "UTC")),
        future=bool(options.get("FUTURE_IS_NOW")),
        options=options,
        source=("conf.py",) if written is not None else (),
    )


def with_files(settings: Settings, files: Mapping[str, str]) -> Settings:
    """The settings of the site with these files, new paths by old ones."""
    there = (settings.options[":files"] - files.keys()) | frozenset(files.values())
    return settings._replace(options={**settings.options, ":files": there})


def more_mark(path: str, front: FrontMatter, settings: Settings) -> str | None:
    """The end of a teaser, where the configuration has no `TEASER_REGEXP` of its own. In reStructuredText it is a directive."""
    return None if "TEASER_REGEXP" in settings.options or path.endswith((".rst", ".txt")) else "<!-- TEASER_END -->"


def text(options: Mapping[str, Any], name: str, usual: str) -> str:
    value = options.get(name)
    return value if isinstance(value, str) and value else usual


def flag(options: Mapping[str, Any], name: str, *, usual: bool) -> bool:
    return bool(options.get(name, usual))


def table(options: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    value = options.get(name)
    return {str(key): each for key, each in value.items()} if isinstance(value, dict) else {}


def _languages(options: Mapping[str, Any]) -> Languages:
    default = text(options, "DEFAULT_LANG", "en")
    folders = {key: value for key, value in table(options, "TRANSLATIONS").items() if isinstance(value, str) and key}
    return Languages(default, folders or {default: ""}, text(options, "TRANSLATIONS_PATTERN", "{path}.{lang}.{ext}"))


def declared(settings: Settings) -> tuple[str, ...]:
    """The languages of the site, the default one first."""
    known: Languages = settings.options[":languages"]
    return tuple(dict.fromkeys((known.default, *known.folders)))


def in_language(path: str, lang: str, settings: Settings) -> str | None:
    """The path of the same post in a language."""
    return candidate(path, lang, settings.options[":languages"])


def _groups(options: Mapping[str, Any], languages: Languages) -> tuple[Group, ...]:
    """The entries of `POSTS`; what `nikola init` writes where it cannot be read or the site has no `conf.py`."""
    entries = options.get("POSTS")
    if not isinstance(entries, list):
        entries = [[f"posts/*.{ending}", "posts", "post.tmpl"] for ending in ("rst", "md", "txt", "html")]
    if len(entries) > 1 and isinstance(entries[0], str):
        entries = [entries]  # a comma was forgotten: Nikola does not start then, and the author means this
    usable = (each for each in entries if isinstance(each, list) and len(each) > 1 and isinstance(each[0], str))
    return tuple(Group(*split(each[0]), _destination(each[1], languages)) for each in usable if dirname(each[0]))


def _destination(value: object, languages: Languages) -> Mapping[str, str]:
    if isinstance(value, dict):
        named = {str(key): str(each) for key, each in value.items()}
        usual = named.get(languages.default, "")
        return {lang: named.get(lang, usual) for lang in languages.folders}
    return dict.fromkeys(languages.folders, value if isinstance(value, str) else "")


def _static(options: Mapping[str, Any]) -> tuple[str, ...]:
    """Folders whose files stand at the site's root, and the root, below which images and galleries keep their place."""
    folders = table(options, "FILES_FOLDERS") or {"files": ""}
    return (*(name for name, target in folders.items() if target in ("", ".", "/")), "")


# --- names of files ---------------------------------------------------------------------------------------------------


def group_of(path: str, options: Mapping[str, Any]) -> tuple[Group, str] | None:
    """The first entry of `POSTS` that takes a file, and the language its name says; `None` for a file that is no post."""
    languages: Languages = options[":languages"]
    if any(part.startswith(".") for part in path.split("/")):
        return None
    for group in options[":groups"]:
        if not path.startswith(f"{group.folder}/"):
            continue
        if any(fnmatchcase(basename(path), candidate(group.name, lang, languages)) for lang in languages.folders):
            return group, next(
                (lang for lang in languages.folders if candidate(path, lang, languages) == path), languages.default
            )
    return None


def candidate(path: str, lang: str, languages: Languages) -> str:
    """The path of the same file in another language, as Nikola's `get_translation_candidate` makes it."""
    match = _translated(languages.pattern, tuple(languages.folders))
    found = match.match(path) if match else None
    if found and all(found.groups()):
        if found["lang"] == lang:
            return path
        stem, ending = found["path"], found["ext"]
        return f"{stem}.{ending}" if lang == languages.default else _filled(languages.pattern, stem, lang, ending)
    if lang == languages.default:
        return path
    stem, ending = splitext(path)
    return _filled(languages.pattern, stem, lang, ending[1:])


def _filled(pattern: str, path: str, lang: str, ending: str) -> str:
    return pattern.replace("{path}", path).replace("{lang}", lang).replace("{ext}", ending)


@lru_cache(maxsize=32)
def _translated(pattern: str, languages: tuple[str, ...]) -> re.Pattern[str] | None:
    source = pattern.replace(".", r"\.").replace("{path}", "(?P<path>.+?)").replace("{ext}", r"(?P<ext>[^\./]+)")
    try:
        compiled = re.compile(source.replace("{lang}", f"(?P<lang>{'|'.join(languages)})"))
    except re.error:
        return None
    return compiled if {"path", "ext", "lang"} == compiled.groupindex.keys() else None


def family(path: str, lang: str, options: Mapping[str, Any]) -> Family:
    """The files that are one post together with this one, itself among them."""
    languages: Languages = options[":languages"]
    base = candidate(path, languages.default, languages) if lang != languages.default else path
    paths = {each: base if each == languages.default else candidate(base, each, languages) for each in languages.folders}
    members = tuple((each, name) for each, name in paths.items() if name in options[":files"])
    if (lang, path) not in members:
        return Family(path, ((lang, path),))
    there = [name for _, name in members]
    return Family(base if base in there else min(there), members)


def meta_of(path: str, lang: str, head: str, options: Mapping[str, Any]) -> str | None:
    """The second file, which holds the front matter of a post, where it is there."""
    name = splitext(head)[0] + META
    if path != head:
        name = candidate(name, lang, options[":languages"])
    return name if name in options[":files"] else None
