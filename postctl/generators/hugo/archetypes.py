"""Hugo's archetypes: `archetypes/posts.md`, else `archetypes/default.md`, as far as they are placeholders."""

from __future__ import annotations

import re

from postctl.generators import _archetypes
from postctl.generators.hugo import config
from postctl.model import Settings
from postctl.regexes import later
from postctl.site import Archetype, Folder

_NAME = later(r"\.(?:Name|TranslationBaseName|File\.(?:ContentBaseName|BaseFileName|TranslationBaseName))\b")
_HUMAN = later(r"\b(?:title|humanize|replace|replaceRE|strings\.\w+)\b")
_TEXT = r"[\"`](?P<layout>[^\"`]*)[\"`]"
_DATES = (
    later(r"(?:\.Date|now)"),
    later(rf"(?:\.Date|now)\.Format[ ]*{_TEXT}"),
    later(rf"(?:\.Date|now)[ ]*\|[ ]*(?:dateFormat|time\.Format)[ ]+{_TEXT}"),
    later(rf"(?:dateFormat|time\.Format)[ ]+{_TEXT}[ ]+(?:\.Date|now)"),
)
_LAYOUT = {"2006": "YYYY", "01": "MM", "02": "DD", "15": "HH", "04": "mm", "05": "ss", "-07:00": "Z", "-0700": "ZZ"}
_PARTS = later("|".join(map(re.escape, sorted(_LAYOUT, key=len, reverse=True))))


def archetype(folder: Folder, settings: Settings, section: str) -> Archetype | None:
    """The archetype `hugo new content` takes for a section of the site itself; a theme's is the theme's."""
    home = _home(settings)
    kind = section.partition("/")[0]
    for name in (f"{kind}.md", f"{kind}/index.md", "default.md", "default/index.md"):
        text = folder.read(f"{home}/{name}") if f"{home}/{name}" in folder.files else None
        if text is not None:
            return _archetypes.read(text, _meaning, _SYNTAXES, config.FENCES, "yaml-1.2", f"{home}/{name}")
    return None


def kinds(folder: Folder, settings: Settings) -> dict[str, Archetype | None]:
    """The archetypes by name: files, and folders with an `index` file, whose other files belong to each new bundle."""
    home, found = _home(settings), {}
    for path in sorted(path for path in folder.files if path.startswith(f"{home}/") and path.endswith(".md")):
        name, _, inside = path.removeprefix(f"{home}/").removesuffix(".md").partition("/")
        text = folder.read(path) if inside in ("", "index") else None
        if inside not in ("", "index") or (inside and name in found):
            continue
        own = None if text is None else _archetypes.read(text, _meaning, _SYNTAXES, config.FENCES, "yaml-1.2", path)
        beside = sorted(each for each in folder.files if inside and each.startswith(f"{home}/{name}/") and each != path)
        found[name] = own and own._replace(beside=tuple(beside))
    return found


_SYNTAXES = ("yaml", "toml", "json")


def _home(settings: Settings) -> str:
    return str(settings.options.get("archetypedir") or "archetypes").strip("/")


def _meaning(code: str) -> str | None:
    for shape in _DATES:
        if date := shape.fullmatch(code):
            layout = date.groupdict().get("layout")
            return "{date:YYYY-MM-DDTHH:mm:ssZ}" if layout is None else _form(layout)
    if _NAME.search(code):
        return "{title}" if _HUMAN.search(code) else "{slug}"
    return None


def _form(layout: str) -> str | None:
    """The form that a Go layout of numbers is; `None` for one with words in it."""
    rest = _PARTS.sub("", layout).replace("T", "")
    return None if any(map(str.isalnum, rest)) else f"{{date:{_PARTS.sub(lambda part: _LAYOUT[part[0]], layout)}}}"
