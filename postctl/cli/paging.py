"""A post as one page for a browser: what stands in it besides the text, and the way into the browser."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Any

from postctl.errors import PostctlError
from postctl.model import Outcome

if TYPE_CHECKING:
    from collections.abc import Mapping

    from postctl.cli.options import Context
    from postctl.cli.wishes import Preview
    from postctl.preview import Shown
    from postctl.store.scan import Opened

_MOST_OF_ONE, _MOST_OF_ALL = 2 * 1024 * 1024, 10 * 1024 * 1024
_TYPES = {
    ".png": "png",
    ".apng": "png",
    ".jpg": "jpeg",
    ".jpeg": "jpeg",
    ".gif": "gif",
    ".webp": "webp",
    ".avif": "avif",
    ".svg": "svg+xml",
    ".bmp": "bmp",
    ".ico": "x-icon",
}


def page(context: Context, wish: Preview, opened: Opened, looked_at: Shown) -> Outcome:
    """The page on stdout, or in the browser of the person who asks."""
    from postctl import preview
    from postctl.cli import shown

    pictures = _pictures(opened.site.root, preview.pictures(looked_at))
    view = preview.page(looked_at, pictures)
    made = shown.view(context, view, "html", ("html",), context.notes(opened))._replace(exact=True)
    return _opened(context, made) if wish.web else made


def _pictures(root: str, paths: Mapping[str, str]) -> dict[str, str]:
    """The images of the site that are small enough as `data:` addresses, and of the others why they are not there."""
    from postctl.store import reads

    files, left, found = reads.Files(root), _MOST_OF_ALL, {}
    for target, path in paths.items():
        if not path:
            found[target] = "no such file"
            continue
        kind = _TYPES.get(path[path.rfind(".") :].lower()) if "." in path else None
        if kind is None:
            found[target] = f"{path}, no image that a browser shows"
            continue
        try:
            data = files.read(path, limit=_MOST_OF_ONE)
        except PostctlError as error:
            found[target] = f"{path} {error.message}"
            continue
        if len(data) > min(_MOST_OF_ONE, left):
            found[target] = f"{path}, too large to stand in this page"
            continue
        left -= len(data)
        found[target] = f"data:image/{kind};base64,{base64.b64encode(data).decode()}"
    return found


def images(root: str, paths: Mapping[str, str]) -> dict[str, dict[str, Any]]:
    """The images of the site for a terminal that draws them: their bytes, or that there is no such file."""
    from postctl.store import reads

    files, found = reads.Files(root), {}
    for target, path in paths.items():
        try:
            data = files.read(path, limit=_MOST_OF_ONE) if path else b""
        except PostctlError:
            data = b""
        found[target] = {"missing": True} if not data else {"data": data} if len(data) <= _MOST_OF_ONE else {}
    return found


def _opened(context: Context, made: Outcome) -> Outcome:
    """Write the page where only its reader can see it, and have the browser show it that the person's own environment names."""
    import webbrowser

    from postctl.store import pages

    path = pages.write(made.out.encode("utf-8", "xmlcharrefreplace"))
    address = f"file://{_quoted(path)}"
    try:
        shown = webbrowser.open(address)
    except (webbrowser.Error, OSError):
        shown = False
    if not shown:
        raise PostctlError(f"no browser could be started; the page is {path}", "BROWSER in your environment names one")
    return Outcome(f"{path}\n", made.notes)


def _quoted(path: str) -> str:
    from urllib.parse import quote

    return quote(path)
