"""Findings as a view for a format: those of CI services are told more, and count paths from another folder."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from postctl.model import Diagnostic, View
    from postctl.store.scan import Opened


def view(opened: Opened, found: Sequence[Diagnostic], files: Sequence[str], format_: str, *, strict: bool) -> View:
    """The findings. `files`: the paths that were looked at. `strict`: warnings fail too."""
    from postctl import linting, registry, reporting

    plain = linting.view(found, opened.site, len(files))
    if format_ not in reporting.FORMATS:
        return plain
    base, complete = _base(opened.site.root, format_), not opened.partial
    return reporting.detailed(plain, opened.site, registry.rules(), files=files, base=base, strict=strict, complete=complete)


def _base(root: str, format_: str) -> str:
    """The folder of the site below the top of its repository, or below the current folder, from which reviewdog counts."""
    from postctl.store import roots

    top = os.path.realpath(".") if format_ == "rdjson" else roots.repository(root) or root
    below = os.path.relpath(os.path.realpath(root), os.path.realpath(top)).replace(os.sep, "/")
    return "" if below == "." else below
