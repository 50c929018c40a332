"""`postctl edit`."""

from __future__ import annotations

from typing import Annotated

import typer

from postctl.cli.options import Context, command
from postctl.model import Outcome


@command("Write")
def run(
    context: Context,
    post: Annotated[str, typer.Argument(metavar="POST", help="A path, slug, URL, title words, @latest or @draft.")],
) -> Outcome:
    """Open a post in your editor, then check what was saved.

    The editor is the one POSTCTL_EDITOR names, or `editor` in ~/.config/postctl/config.toml, VISUAL or EDITOR. A file that
    cannot be read as a post is opened too, so that you can mend it.

    Examples:
      postctl edit next-step-joy
      postctl edit @draft
      EDITOR="code --wait" postctl edit "next step"
    """
    from postctl.cli import asking, editing

    editor = editing.editor(context)
    opened = context.open()
    return editing.edited(context, opened, asking.file(context, opened, post), editor)
