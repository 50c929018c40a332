"""The colours of code: named by an option, or in the person's own configuration."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from postctl.errors import UsageError

if TYPE_CHECKING:
    from postctl.cli.options import Context


def theme(context: Context, asked: str | None) -> str:
    """The name of a theme, `''` where nobody has named one. Raises `UsageError` for one that is not there, with the nearest."""
    said_by = "--theme"
    if asked is None:
        said_by, asked = _own(context)
    if not asked:
        return ""
    from postctl import nearest
    from postctl.formats import html

    known = html.themes()
    name = next((each for each in known if each.casefold() == asked.casefold()), None)
    if name is None:
        raise UsageError(f"{said_by} {asked}: no such theme", nearest.hint(asked, known, f"there are {', '.join(known)}"))
    return name


def _own(context: Context) -> tuple[str, str]:
    """Who names a theme, and which."""
    from postctl import config
    from postctl.store import reads

    own = context.machine.own_config
    text = reads.own_text(own)
    if text is None:
        return own, ""
    home = os.path.expanduser("~") + os.sep
    shown = os.path.join("~", own.removeprefix(home)) if own.startswith(home) else own
    return f"{shown}: theme", config.own(shown, text).text("theme") or ""
