"""`show --watch`: a post that is drawn again whenever a file changes that it shows."""

from __future__ import annotations

import os
from collections.abc import Collection
from typing import TYPE_CHECKING

from postctl.cli import showing, watching
from postctl.model import Broken, Outcome

if TYPE_CHECKING:
    from postctl.cli.options import Context
    from postctl.cli.wishes import Preview
    from postctl.site import Post
    from postctl.store.scan import Opened


def follow(context: Context, wish: Preview) -> Outcome:
    """Draw the post until Ctrl-C. The file that is meant at first stays the one, whatever its title becomes."""
    opened, found = showing.subject(context, wish)
    root = opened.site.root
    here = wish._replace(post=os.path.join(root, found.path), pager=False)

    def draw() -> tuple[Outcome, Collection[str]]:
        opened, found = showing.subject(context, here)
        outcome = showing.drawn(context, here, opened, found)
        return outcome, [os.path.join(root, path) for path in _files(opened, found, here)]

    return watching.follow(context, root, draw)


def _files(opened: Opened, found: Post | Broken, wish: Preview) -> set[str]:
    """The files that have a say in what is drawn: the post's own, those that say how it is read, and those that links name."""
    files = {found.path, *opened.site.settings.source, *([opened.config.source] if opened.config.source else [])}
    if isinstance(found, Broken):
        post_files = {each.path for each in opened.site.posts if found.path in each.beside}
        return files | post_files
    from postctl import preview

    return files | {found.file, *found.beside} | (preview.files(found, opened.site) if "links" in wish.parts else set())
