"""Eleventy's data cascade, as far as it can be known without running it: data of the site, of folders and of files.

Later wins, lists are joined, maps are merged: global data, the layout's front matter, the folders' data from the input down,
the file's data, its front matter. Of two files for the same folder `x.11tydata.js` wins over `x.11tydata.json` over `x.json`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from posixpath import basename, dirname, splitext
from typing import Any

from postctl.generators._js_exports import exported
from postctl.generators._js_literals import UNKNOWN
from postctl.generators._js_tokens import bare
from postctl.generators._js_values import text
from postctl.model import FrontMatter
from postctl.site import Folder

KEYS = ("tags", "layout", "permalink", "draft", "date", "title", "lang", "eleventyExcludeFromCollections", "eleventyComputed")
CODE_ENDINGS = (".11tydata.js", ".11tydata.cjs", ".11tydata.mjs")
_ENDINGS = (".json", ".11tydata.json", ".11tydata.mjs", ".11tydata.cjs", ".11tydata.js")  # the last wins
_SCRIPT = (".js", ".cjs", ".mjs")
_LAYOUTS = (".njk", ".liquid", ".html", ".md", ".hbs", ".mustache", ".ejs", ".haml", ".pug", ".webc")
_OVERRIDE = "override:"

Data = Mapping[str, Any]


def collected(folder: Folder, dirs: Mapping[str, Any]) -> tuple[dict[str, Data], dict[str, Any]]:
    """The data files by what they belong to (a folder's with `/` behind it), layouts under `layout:name`, and global data."""
    files: dict[str, Data] = {}
    for path, ending in sorted(_data_files(folder, dirs["input"]), key=lambda each: _ENDINGS.index(each[1])):
        owner = path.removesuffix(ending)
        home = dirname(owner)
        each = f"{home}/" if home and basename(owner) == basename(home) else owner
        files[each] = merged(files.get(each, {}), _values(folder, path))
    files |= {f"layout:{name}": values for name, values in _layouts(folder, dirs)}
    return files, _globals(folder, dirs["data"])


def _data_files(folder: Folder, home: str) -> Iterator[tuple[str, str]]:
    """Data files in the input folder. A plain `x.json` counts only beside a folder's posts or a Markdown file of its name."""
    inside = f"{home}/" if home else ""
    for path in folder.files:
        if not path.startswith(inside) or not path.endswith((".json", *CODE_ENDINGS)):
            continue
        ending = next((each for each in reversed(_ENDINGS) if path.endswith(each)), ".json")
        if ending == ".json":
            owner = path.removesuffix(ending)
            if basename(owner) != basename(dirname(owner)) and f"{owner}.md" not in folder.files:
                continue
        yield path, ending


def _values(folder: Folder, path: str) -> dict[str, Any]:
    """The keys of a data file that matter here; those that only running it would tell are `UNKNOWN`."""
    text = folder.read(path)
    if text is None:
        return {}
    if path.endswith(".json"):
        values = _json(text)
        return {key: value for key, value in values.items() if plain(key) in KEYS} if isinstance(values, dict) else {}
    source = bare(text)
    found = exported(source)
    if not isinstance(found, dict):
        return {key: UNKNOWN for key in ("permalink", "draft", "date", "eleventyComputed") if key in source}
    return {key: value for key, value in found.items() if plain(key) in KEYS}


def _json(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _globals(folder: Folder, home: str) -> dict[str, Any]:
    """Global data of the keys that matter: a file gives the key it is called by."""
    found: dict[str, Any] = {}
    for key in KEYS:
        path = f"{home}/{key}" if home else key
        if f"{path}.json" in folder.files:
            found[key] = _json(folder.read(f"{path}.json") or "")
        for ending in _SCRIPT:
            text = bare(folder.read(path + ending)) if path + ending in folder.files else ""
            values = exported(text)
            if text and (isinstance(values, dict) or key in ("permalink", "layout", "draft", "date") or "permalink" in text):
                found[key] = values
    return found


def _layouts(folder: Folder, dirs: Mapping[str, Any]) -> Iterator[tuple[str, Data]]:
    """The front matter of layouts by the names posts give them, with and without ending."""
    home = f"{dirs['layouts'] or dirs['includes']}/"
    for path in sorted(folder.files):
        if not path.startswith(home) or not path.endswith(_LAYOUTS):
            continue
        values = _front(folder.read(path) or "")
        if values:
            name = path.removeprefix(home)
            yield name, values
            yield splitext(name)[0], values


def _front(text: str) -> Data:
    if not text.startswith("---") or not any(f"{key}:" in text for key in KEYS):
        return {}
    from postctl import document
    from postctl.generators.eleventy import GENERATOR
    from postctl.syntaxes import yaml

    read = document.read_text(text.removeprefix("\ufeff"), (yaml.SYNTAX,), GENERATOR.fences, GENERATOR.schema)
    front = document.front_matter(read) if isinstance(read, document.Document) else {}
    return {key: value for key, value in front.items() if plain(key) in KEYS}


# --- the cascade --------------------------------------------------------------------------------------------------------


def cascaded(front: FrontMatter, path: str, options: Mapping[str, Any]) -> dict[str, Any]:
    """All that is known of the data of a post: its front matter over what the site says."""
    files: Mapping[str, Data] = options[":files"]
    stem = splitext(path)[0]
    parts = dirname(path).split("/") if dirname(path) else []
    local: dict[str, Any] = {}
    for owner in (*("/".join(parts[: depth + 1]) + "/" for depth in range(len(parts))), stem):
        if values := files.get(owner):
            local = merged(local, values)
    below: Data = options[":globals"]
    layouts = _chain(front.get("layout") or local.get("layout") or below.get("layout"), files)
    whole: dict[str, Any] = {}
    for each in filter(None, (below, *layouts, local, front)):
        whole = merged(whole, _tagged(each))
    return whole


def _chain(name: object, files: Mapping[str, Data]) -> list[Data]:
    """The front matter of a layout and of the layouts around it, the outermost first."""
    found: list[Data] = []
    while isinstance(name, str) and len(found) < 20 and (values := files.get(f"layout:{name}")) is not None:
        found.insert(0, values)
        name = values.get("layout")
    return found


def _tagged(values: Data) -> Data:
    """The data with its tags as a list."""
    return {key: tag_list(value) if plain(key) == "tags" else value for key, value in values.items()}


def tag_list(value: object) -> Any:
    """Tags as Eleventy takes them: a text is split at its commas, items are made text; those that are unknown are left out."""
    if isinstance(value, str):
        return value.split(",") if value else []
    if isinstance(value, list):
        return list(dict.fromkeys(text(item) for item in value if item is not UNKNOWN))
    return value or [] if value is not UNKNOWN else []


def merged(low: Any, high: Any) -> Any:
    """Two values in one: lists joined, maps merged, else the later one; `override:key` replaces."""
    if isinstance(low, list) and isinstance(high, list):
        return [*low, *high]
    if not _is_map(low):
        return {plain(key): value for key, value in high.items()} if _is_map(high) else high
    if not _is_map(high):
        return dict(low)
    whole = dict(low)
    for key, value in high.items():
        name = plain(key)
        whole[name] = merged(whole[name], value) if name == key and name in whole else value
    return whole


def _is_map(value: Any) -> bool:
    return type(value) is dict or isinstance(value, Mapping)  # the latter alone takes its time


def plain(key: str) -> str:
    """A key without the mark that makes it replace."""
    return key.removeprefix(_OVERRIDE)


def nested(key: str, value: Any) -> dict[str, Any]:
    """A dotted key as a map of maps."""
    for part in reversed(key.split(".")):
        value = {part: value}
    return dict(value)
