"""Hexo's scaffolds: what `hexo new` begins a post with, as far as it is `{{ title }}`, `{{ date }}` and plain data."""

from __future__ import annotations

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
            return _archetypes.read(text, _MEANING.get, ("yaml", "json"), _FENCES, "yaml-1.2", name)
    return None
