"""The house style of an opened site, as a command asks for it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from postctl.housestyle import House
    from postctl.store.scan import Opened


def style(opened: Opened, *, near: datetime | None = None, section: str | None = None, bundle: bool | None = None) -> House:
    """What was learnt from the posts (of `section`, nearest to `near`), with what postctl.toml says instead.

    `bundle`: as a page bundle or a single file, whatever the others are.
    """
    from postctl import housestyle

    settled = opened.config
    learnt = housestyle.learn(opened.site, section=section.strip("/") if section is not None else None, near=near)
    house = housestyle.pinned(
        learnt, file=settled.text("new.file") if section is None else None, front_matter=settled.values.get("new.front_matter")
    )
    return house if bundle is None else housestyle.as_bundle(house, bundle=bundle)
