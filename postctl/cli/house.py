"""The house style of an opened site, as a command asks for it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from postctl.housestyle import House
    from postctl.site import Archetype
    from postctl.store.scan import Opened


def style(opened: Opened, *, near: datetime | None = None, section: str | None = None, bundle: bool | None = None) -> House:
    """What was learnt from the posts (of `section`, nearest to `near`), with what postctl.toml says instead.

    `bundle`: as a page bundle or a single file, whatever the others are.
    """
    from postctl import housestyle, patterns
    from postctl.errors import ConfigError, UsageError

    settled = opened.config
    try:
        patterns.check(settled.text("new.file") or "")
    except ConfigError as error:
        raise ConfigError(f"{settled.source}: `new.file`: {error.message}", error.hint) from error
    if section is not None and {"..", "."} & set(section.split("/")):
        raise UsageError(f"--section {section}: no folder of the content", "for example --section recipes")
    house = housestyle.pinned(
        learnt(opened, near=near, section=section),
        file=settled.text("new.file") if section is None else None,
        front_matter=settled.values.get("new.front_matter"),
    )
    return house if bundle is None else housestyle.as_bundle(house, bundle=bundle)


def learnt(opened: Opened, *, near: datetime | None = None, section: str | None = None) -> House:
    """What the posts have in common, with what the generator's own template adds."""
    from postctl import housestyle

    house = housestyle.learn(opened.site, section=section.strip("/") if section is not None else None, near=near)
    own = archetype(opened, section or "")
    return house if own is None else housestyle.grown(house, own)


def archetype(opened: Opened, section: str) -> Archetype | None:
    """The generator's own template for new posts of a section, by default the one most posts are in."""
    from collections import Counter

    from postctl.site import Folder
    from postctl.store import reads

    site = opened.site
    folder = Folder(site.files, lambda name: reads.read_text(site.root, name))
    most = Counter(post.place.section for post in site.posts).most_common(1)
    return site.generator.archetype(folder, site.settings, section or (most[0][0] if most else ""))
