"""Sites made of texts, for tests: read as their generator reads them, without a disk."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from postctl import reading, registry
from postctl.model import Broken, DraftField, Ignored
from postctl.site import NO_STANDARDS, Folder, Post, Site, Standards

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


def site_of(
    files: Mapping[str, str | bytes],
    generator: str = "plain",
    at: datetime = NOW,
    draft: DraftField | None = None,
    standards: Standards = NO_STANDARDS,
) -> Site:
    """A site of file texts (or bytes) by path. `draft`: its draft field."""
    data = {path: text if isinstance(text, bytes) else text.encode(errors="surrogateescape") for path, text in files.items()}
    known = registry.generator(generator)
    folder = Folder(frozenset(data), lambda path: data[path].decode() if path in data else None)
    settings = known.settings(folder)._replace(draft=draft)
    results = [reading.read(path, data[path], known, settings, data.get) for path in sorted(data)]

    def only(kind):
        return tuple(each for each in results if isinstance(each, kind))

    return Site("/site", known, settings, at, folder.files, only(Post), only(Broken), only(Ignored), standards)


def gatsby_post(day: str, slug: str, title: str, draft: str = "false") -> dict[str, str]:
    """A post of the kind that `examples/gatsby` has, by its path."""
    year, month, date = day.split("-")
    name = f"{month}-{date}-{year}-{slug}"
    text = f'---\npath: "/blogs/{name}"\ndraft: {draft}\ntitle: "{title}"\ndate: "{day}"\n---\n\nText.\n'
    return {f"src/blogs/{name}.md": text}
