"""Findings as a view for a format: those of services are told more, and count paths from another folder."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from postctl.model import View


def view(plain: View, format_: str, root: str, files: Sequence[str], *, strict: bool, complete: bool) -> View:
    """The findings of `linting.view` in the site at a root, as a format wants them.

    `files`: the paths that were looked at. `strict`: warnings fail too. `complete`: nothing could not be read.
    """
    from postctl import registry, reporting

    if format_ not in reporting.FORMATS:
        return plain
    told = reporting.Told(files, _base(root, format_), strict, complete)
    return reporting.detailed(plain, told, registry.rules(), lambda path: _read(root, path))


def _base(root: str, format_: str) -> str:
    """The folder of the site below the top of its repository, or below the current folder, from which reviewdog counts."""
    from postctl.store import roots

    top = os.path.realpath(".") if format_ == "rdjson" else roots.repository(root) or root
    below = os.path.relpath(os.path.realpath(root), os.path.realpath(top)).replace(os.sep, "/")
    return "" if below == "." else below


def _read(root: str, path: str) -> bytes | None:
    from postctl.errors import PostctlError
    from postctl.store import reads

    try:
        return reads.read_bytes(root, path)
    except PostctlError:
        return None
