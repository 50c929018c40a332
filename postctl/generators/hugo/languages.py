"""Hugo's languages: where a post lies in another one, by the name of the file (`a.fr.md`) or a content folder of its own."""

from __future__ import annotations

from posixpath import splitext

from postctl.generators.hugo import config
from postctl.model import Settings


def declared(settings: Settings) -> tuple[str, ...]:
    """The languages that are built, the default one first."""
    options = settings.options
    usual, off = config.default_language(options), config.disabled(options)
    return (usual, *(code for code in config.languages(options) if code != usual and code not in off))


def path(path: str, lang: str, settings: Settings) -> str | None:
    """The path of the same page in a language; `None` for a path outside of the content."""
    mounts: tuple[config.Mount, ...] = settings.options[":mounts"]
    fitting = [mount for mount in mounts if mount.source == "." or path.startswith(f"{mount.source}/")]
    if not fitting:
        return None
    mount = max(fitting, key=lambda each: len(each.source))
    inside = path if mount.source == "." else path[len(mount.source) + 1 :]
    folder, slash, name = inside.rpartition("/")
    base, named = config.split(name, config.languages(settings.options))
    if lang == (named or mount.lang):
        return path
    own = next((each for each in mounts if each.lang == lang and each.target == mount.target), None)
    ending = splitext(name)[1]
    name = f"{base}{ending}" if own is not None else f"{base}.{lang}{ending}"
    home = own or next((each for each in mounts if each.target == mount.target), mount)
    return "/".join(part for part in ("" if home.source == "." else home.source, f"{folder}{slash}{name}") if part)
