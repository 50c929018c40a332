"""Pages for a browser: files outside of the site that only their owner can read."""

from __future__ import annotations

import os
import tempfile

from postctl.errors import PostctlError


def write(page: bytes) -> str:
    """The path of a new file, readable by its owner alone, that holds the page. Raises `PostctlError` where there is no room."""
    try:
        handle, path = tempfile.mkstemp(prefix="postctl-", suffix=".html")
        with os.fdopen(handle, "wb") as file:
            file.write(page)
    except OSError as error:
        where = error.filename or tempfile.gettempdir()
        raise PostctlError(f"{where}: {error.strerror or error}", "TMPDIR names another folder") from error
    return path
