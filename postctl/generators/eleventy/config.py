"""What an Eleventy site's files say without being run: its folders, its data, how it treats drafts, what it ignores.

`settings(...).options` holds, under names with a colon:

* `:input :output :includes :layouts :data`: folders relative to the root, `''` for the root itself (`:layouts` may be `None`).
* `:areas`: the folders, relative to the root, whose posts are posts; `('',)` and the like where there is no better guess.
* `:files`: data by the path (without ending) of the file it belongs to, or of a folder with `/` behind it.
* `:template`: the file pattern of the first post.
* `:globals`: data of the whole site, of the keys postctl looks at.
* `:drafts`: `"left out"`, `"by code"`, or `""` where nothing in the site's code knows the word.
* `:strict`: the data schema wants a boolean. `:code`: words of the code which decide what postctl would else know.
* `:ignored`: pairs of a glob in lower case and the file it stands in.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from posixpath import basename, dirname, join, normpath, splitext
from typing import Any

from postctl.errors import ConfigError
from postctl.generators import _js_literals as js
from postctl.generators._js_tokens import bare
from postctl.generators.eleventy import CONFIGS, data
from postctl.model import Settings
from postctl.regexes import later
from postctl.site import Folder

_DIRS = {"input": "", "output": "_site", "includes": "_includes", "layouts": None, "data": "_data"}
_IMPORTED = later(r"""(?:\bfrom|\bimport|\brequire\()\s*["'](\.{1,2}/[^"']+)["']""")
_DIR_OBJECT = re.compile(r"\bdir(?:ectories)?\s*[:=]\s*(?=\{)")
_SETTER = re.compile(r"\.set(Input|Output|Includes|Layouts|Data)Directory\(")
_SCRIPT = later(r"--(input|output)[= ]\s*\\?[\"']?([^\s\"'\\]+)")
_IGNORED = re.compile(r"\bignores\.add\(\s*")
_GITIGNORE_OFF = later(r"\.setUseGitIgnore\(\s*false\s*\)")
_HIDING = re.compile(r"""\baddPreprocessor\(|\baddGlobalData\(\s*["']eleventyComputed\.permalink["']""")
_HIDES = later(r"""(?<!!data)(?:\.draft\b|\[["']draft["']\])""")
_RETURNS = later(r"\breturn\s+([^;}\n]+)")
_NEUTRAL = later(r"\s*(?:false|true|data\.(?:permalink|eleventyExcludeFromCollections)|\(?\w+\)?\s*=>.*|function\b.*)\s*")
_DRAFT = later(r"\bdrafts?\b", re.IGNORECASE)
_CODE = {
    "slugify": re.compile(r"""\baddFilter\(\s*["']slugify["']"""),
    "urls": re.compile(r"\baddUrlTransform\("),
    "dates": re.compile(r"\baddDateParsing\("),
    "lang": re.compile(r"I18nPlugin\b"),
    "extensions": re.compile(r"\ballowMissingExtensions\s*:\s*true\b"),
    "published": re.compile(r"\.published\b"),
    "status": re.compile(r"\.status\b"),
    "folders": re.compile(r"\b_?drafts/|/_?drafts\b"),
}
_AREAS = frozenset(
    "article articles blog blogs blogposts columns diary essays journal news notes post posts _posts stories til weblog words "
    "writing writings".split()
)
_MOST = 64
"""Calls of a kind that are looked at."""
_PAGE_TAGS = frozenset({"page", "pages", "nav", "navigation", "menu", "static"})


def with_files(settings: Settings, files: Mapping[str, str]) -> Settings:
    """The settings of the site with these files, new paths by old ones: the data of a file goes with it."""
    stems = {splitext(old)[0]: splitext(new)[0] for old, new in files.items()}
    known = {stems.get(owner, owner): values for owner, values in settings.options[":files"].items()}
    return settings._replace(options={**settings.options, ":files": known})


def settings(folder: Folder) -> Settings:
    """What is known without running anything; never raises."""
    config = next((name for name in CONFIGS if name in folder.files), "")
    text = _code(folder, config)
    dirs = _directories(folder, text)
    files, global_data = data.collected(folder, dirs)
    areas = _areas(folder, dirs, files)
    options = {
        **{f":{name}": value for name, value in dirs.items()},
        ":areas": areas,
        ":files": files,
        ":globals": global_data | _added(text),
        ":template": f"{areas[0] if areas[0] != dirs['input'] else join(dirs['input'], 'blog')}/{{slug}}.md",
        ":drafts": _drafts(folder, text, dirs),
        ":strict": _strict(folder, dirs),
        ":code": frozenset(name for name, pattern in _CODE.items() if pattern.search(text)),
        ":ignored": tuple(_ignored(folder, text, dirs)),
        ":markdown": re.search(r"""["'](?:markdown|mdx)["']""", text) is not None,
    }
    home = f"{dirs['input']}/" if dirs["input"] else ""
    return Settings(
        posts=tuple(f"{area}/**" if area else "**" for area in areas),
        exclude=_exclude(dirs),
        static=tuple(dict.fromkeys((f"{home}public", "public", dirs["input"] or "", ""))),
        options=options,
        source=(config,) if config else (),
    )


def _exclude(dirs: Mapping[str, Any]) -> tuple[str, ...]:
    """The folders that hold no pages. The output is one of them only where the input does not lie in it."""
    output = dirs["output"]
    built = (f"{output}/**",) if output and not f"{dirs['input']}/".startswith(f"{output}/") else ()
    others = (dirs["includes"], dirs["layouts"], dirs["data"])
    return ("**/node_modules/**", *built, *(f"{each}/**" for each in others if each and each != dirs["input"]))


# --- the configuration ------------------------------------------------------------------------------------------------


def _code(folder: Folder, config: str) -> str:
    """The configuration and the site's own modules that it imports, without comments."""
    text = bare(folder.read(config)) if config else ""
    parts = [text]
    for name in dict.fromkeys(_IMPORTED.findall(text)):
        path = normpath(join(dirname(config), name))
        found = next(
            (each for each in (path, *(f"{path}.{end}" for end in ("js", "mjs", "cjs", "ts"))) if each in folder.files), ""
        )
        parts.append(bare(folder.read(found)) if found.endswith(("js", "ts")) else "")
    return "\n".join(parts)


def _directories(folder: Folder, text: str) -> dict[str, Any]:
    """The folders: given, as setters or `dir` name them, or the defaults. All but input and output are inside the input."""
    said: dict[str, Any] = {}
    for found in _found(_DIR_OBJECT, text):
        members = js.literal(text, found.end())
        said |= members if isinstance(members, dict) else {}
    said |= {found[1].lower(): js.literal(text, found.end()) for found in _found(_SETTER, text)}
    computed = said.get("input") is js.UNKNOWN
    said = {key: value for key, value in said.items() if isinstance(value, str)}
    said |= dict(_SCRIPT.findall(folder.read("package.json") or "")) if not (computed or said.get("input")) else {}
    said |= folder.given
    named = {key: value for key in _DIRS if isinstance(value := said.get(key, _DIRS[key]), str | None)}
    known = "input" in said or not computed
    home = _path(named["input"]) if known and "input" in named else _guessed(folder)
    layouts = named.get("layouts")
    return {
        "input": home,
        "output": _path(named.get("output") or "."),
        "includes": _path(join(home, named.get("includes") or "")),
        "data": _path(join(home, named.get("data") or "")),
        "layouts": _path(join(home, layouts)) if layouts else None,
    }


def _found(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    return islice(pattern.finditer(text), _MOST)


def _path(name: str | None) -> str:
    path = normpath(name or ".").lstrip("/")
    return "" if path == "." else path


def _guessed(folder: Folder) -> str:
    """The input folder where the configuration computes its name: the one that has `_includes` or `_data`."""
    homes = {path.partition(f"/{name}/")[0] for path in folder.files for name in ("_includes", "_data") if f"/{name}/" in path}
    return min((home for home in homes if "node_modules" not in home), key=lambda home: (home.count("/"), home), default="")


def _added(text: str) -> dict[str, Any]:
    """Global data that the configuration adds, of the keys postctl looks at."""
    found: dict[str, Any] = {}
    for key in (*data.KEYS, *(f"eleventyComputed.{key}" for key in ("permalink", "eleventyExcludeFromCollections"))):
        for call in _found(re.compile(rf"""\baddGlobalData\(\s*["']{re.escape(key)}["']\s*,\s*"""), text):
            if not (key.startswith("eleventyComputed.") and _only_drafts(js.arguments(text, call.end()))):
                found |= data.nested(key, js.literal(text, call.end()))
    return found


def _only_drafts(call: str) -> bool:
    """Whether computed data leaves drafts out and is else what a post says: `return data.permalink`."""
    return _HIDES.search(call) is not None and all(map(_NEUTRAL.fullmatch, _RETURNS.findall(call)))


def _drafts(folder: Folder, text: str, dirs: Mapping[str, Any]) -> str:
    """Whether the build leaves out what has a truthy `draft`, as far as the code can be read."""
    given = folder.given.get("drafts")
    if isinstance(given, bool):
        return "left out" if given else ""
    calls = [js.arguments(text, found.end()) for found in _found(_HIDING, text)]
    if any(_HIDES.search(call) and re.search(r"\bfalse\b", call) for call in calls):
        return "left out"
    if _DRAFT.search(text):
        return "by code"
    code = (path for path in folder.files if path.startswith(_below(dirs["input"])) and path.endswith(data.CODE_ENDINGS))
    return "by code" if any(_DRAFT.search(bare(folder.read(path))) for path in code) else ""


def _strict(folder: Folder, dirs: Mapping[str, Any]) -> str:
    """The data schema that wants `draft` to be a boolean, as the base blog has one; `''` if there is none."""
    for path in (f"{_below(dirs['data'])}eleventyDataSchema.{ending}" for ending in ("js", "mjs", "cjs")):
        text = bare(folder.read(path)) if path in folder.files else ""
        if re.search(r"\bdraft\s*:\s*z\.boolean\(\)", text):
            return path
    return ""


def _below(name: str) -> str:
    return f"{name}/" if name else ""


# --- what is a post ---------------------------------------------------------------------------------------------------


def _areas(folder: Folder, dirs: Mapping[str, Any], files: Mapping[str, Mapping[str, Any]]) -> tuple[str, ...]:
    """The folders whose Markdown is posts: those whose data file puts it all under a tag, and those called `blog` or so.

    Where there is none of either, all Markdown in the input folder.
    """
    inside = _below(dirs["input"])
    tagged = (path.rstrip("/") for path, values in files.items() if path.endswith("/") and _is_collection(values.get("tags")))
    found = {path for path in tagged if path.startswith(inside) and path != dirs["input"]}
    for path in folder.files:
        if path.startswith(inside) and path.lower().endswith(".md"):
            parts = dirname(path[len(inside) :]).split("/")
            depth = next((depth for depth, part in enumerate(parts, 1) if part.lower() in _AREAS), 0)
            found |= {inside + "/".join(parts[:depth])} if depth else set()
    outer = {path for path in found if not any(path.startswith(f"{other}/") for other in found)}
    return tuple(sorted(outer)) or (dirs["input"],)


def _is_collection(tags: object) -> bool:
    named = data.tag_list(tags)
    return isinstance(named, list) and bool({tag.strip().lower() for tag in named} - _PAGE_TAGS - {""})


# --- what is left out -------------------------------------------------------------------------------------------------


def _ignored(folder: Folder, text: str, dirs: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The globs of all ignore files. Each counts from the folder of its file, a `!` has no effect."""
    names = [] if _GITIGNORE_OFF.search(text) else [".gitignore"]
    names += dict.fromkeys((".eleventyignore", f"{_below(dirs['input'])}.eleventyignore"))
    for name in names:
        lines = (line.strip() for line in (folder.read(name) or "").split("\n"))
        yield from _globs((line for line in lines if line and line[0] not in "#!"), dirname(name), basename(name))
    for found in _found(_IGNORED, text):
        glob = js.literal(text, found.end())
        yield from _globs([glob] if isinstance(glob, str) else (), "", "the configuration")


def _globs(lines: Iterable[str], home: str, source: str) -> Iterator[tuple[str, str]]:
    from postctl import globs

    for line in lines:
        glob = _path(f"./{home}/{line}").lower()
        try:
            globs.matcher((glob, f"{glob}/**"))
        except ConfigError:
            continue
        if glob:
            yield glob, source
