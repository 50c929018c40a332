"""postctl manages a folder of Markdown posts for any static site generator, without damaging a byte of them.

The command line is `postctl`; from Python:

    import postctl

    site = postctl.open_site("examples/gatsby")
    for post in site.posts:
        print(post.path, post.title)

Importing the package imports nothing else: each name below is loaded from its module when it is first used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from postctl._version import __version__
    from postctl.errors import ExitCode, PostctlError
    from postctl.model import Broken, Change, Diagnostic, Status
    from postctl.site import Post
    from postctl.store.scan import open_site

__all__ = [
    "Broken",
    "Change",
    "Diagnostic",
    "ExitCode",
    "Post",
    "PostctlError",
    "Status",
    "__version__",
    "open_site",
]

_HOME = {
    "Broken": "postctl.model",
    "Change": "postctl.model",
    "Diagnostic": "postctl.model",
    "ExitCode": "postctl.errors",
    "Post": "postctl.site",
    "PostctlError": "postctl.errors",
    "Status": "postctl.model",
    "__version__": "postctl._version",
    "open_site": "postctl.store.scan",
}


def __getattr__(name: str) -> object:
    """A public name, from the module it lives in."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOME[name]), name)


def __dir__() -> list[str]:
    return __all__
