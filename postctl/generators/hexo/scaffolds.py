"""Hexo's scaffolds: what `hexo new` begins a post with, as far as it is `{{ title }}`, `{{ date }}` and plain data."""

from __future__ import annotations

from collections.abc import Mapping

from postctl.generators import _archetypes
from postctl.model import Fences, Settings
from postctl.site import Archetype, Folder

_FENCES = Fences(blank_before=False, dots_close=False, unopened=True)
_MEANING = {"title": "{title}", "date": "{date:YYYY-MM-DD HH:mm:ss}"}


def archetype(folder: Folder, settings: Settings, section: str) -> Archetype | None:
    """`scaffolds/post.md`, which a post has in the end, else that of drafts."""
    for name in ("scaffolds/post.md", "scaffolds/draft.md"):
        text = folder.read(name) if name in folder.files else None
        if text is not None:
            return _read(text, _MEANING, name)
    return None


def kinds(folder: Folder, settings: Settings) -> dict[str, Archetype | None]:
    """The scaffolds by name, which is the layout of what is made of them; `page` makes no post."""
    found: dict[str, Archetype | None] = {}
    for path in sorted(folder.files):
        name = path.removeprefix("scaffolds/").removesuffix(".md")
        if path != f"scaffolds/{name}.md" or "/" in name or name == "page":
            continue
        text = folder.read(path)
        found[name] = None if text is None else _read(text, {**_MEANING, "layout": name}, path)
    return found


def _read(text: str, meaning: Mapping[str, str], name: str) -> Archetype | None:
    return _archetypes.read(text, meaning.get, ("yaml", "json"), _FENCES, "yaml-1.2", name)
