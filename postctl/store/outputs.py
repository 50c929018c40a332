"""The outputs of a step of a workflow: the one file outside of the site that is ever written, and only at its end.

The service that runs the workflow names it (`GITHUB_OUTPUT`) and reads it once the step has ended.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Mapping

from postctl.errors import WriteError


def append(path: str, values: Mapping[str, str]) -> None:
    """Append `name=value` lines. A value is one line; so is each name. Raises `WriteError` where the file takes none."""
    lines = "".join(f"{name}={value}\n" for name, value in values.items())
    assert lines.count("\n") == len(values)
    assert "\r" not in lines
    flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NONBLOCK", 0)
    try:
        handle = os.open(path, flags, 0o600)
        with os.fdopen(handle, "ab") as file:
            if not stat.S_ISREG(os.fstat(handle).st_mode):
                raise WriteError(f"{path}: no regular file", "GITHUB_OUTPUT names the file that takes the outputs")
            file.write(lines.encode())
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise WriteError(f"{path}: {reason}", "GITHUB_OUTPUT names the file that takes the outputs") from error
