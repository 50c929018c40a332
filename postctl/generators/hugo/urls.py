"""The address Hugo gives a page: `url`, or a `[permalinks]` pattern, or the path of its file.

The steps and their order are Hugo's; each was found by building pages and reading `.RelPermalink`:

* A slug stands for the last part of the path. A section's slug stands for the section in the paths of its posts.
* `url` is taken as written. Without a slash in front it stands below the language; with a dot and no slash at its end it is a
  file.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from posixpath import normpath

from postctl.generators.hugo.paths import Page, Rules, Section, Unknown, escaped, matches, normal, sanitized
from postctl.generators.hugo.patterns import decoded, expand, first_section


def address(page: Page, rules: Rules) -> str | None:
    """The path of the page's URL below the site's base, percent-encoded; `None` if Hugo fails, or the outcome is not fixed."""
    try:
        if page.url:
            return _written(page, rules)
        return _made(page, rules)
    except Unknown:
        return None


# --- a path from the file or a pattern ---------------------------------------------------------------------------------


def _made(page: Page, rules: Rules) -> str:
    expanded = _permalink(page, rules) if rules.permalinks else None
    named_index = page.slug == "index" and not page.bundle
    if expanded is None and not named_index and rules.ugly is False:
        return escaped(_usual(page, rules))
    parts = [part for part in ([expanded] if expanded is not None else _file_parts(page, rules)) if part not in {"", "/"}]
    as_file = _ugly(page, rules) or (named_index and expanded is None)
    path = (_as_file if as_file else _as_folder)(parts, rules)
    if named_index:
        path = path.removesuffix("index/").removesuffix("index")
    return escaped(f"/{rules.prefix}{path}" if rules.prefix else path)


def _usual(page: Page, rules: Rules) -> str:
    """The path of a page that has a folder of its own in that of its section."""
    name = page.slug or (page.name if rules.keep_case else normal(page.name))
    home = _home(page.folder, page.sections, keep_case=rules.keep_case, no_accents=rules.no_accents)
    last = sanitized(name, rules).strip("/")
    path = f"{home}{last}/" if last else home
    return f"/{rules.prefix}{path}" if rules.prefix else path


@lru_cache(maxsize=256)
def _home(folder: str, sections: tuple[Section, ...], *, keep_case: bool, no_accents: bool) -> str:
    """The path of the folder that a page lies in."""
    shape: Callable[[str], str] = str if keep_case else normal
    return _as_folder([_folder(folder, sections, shape)], Rules(keep_case=keep_case, no_accents=no_accents))


def _as_file(parts: list[str], rules: Rules) -> str:
    """`/a/b.html`; the suffix is there before the name is sanitized, and `index.html` is the folder."""
    last = f"{parts[-1].removesuffix('/')}.html" if parts else ".html"
    if last == "index.html":
        return _as_folder(parts[:-1], rules)
    return "/" + "/".join(_clean([*parts[:-1], last], rules))


def _as_folder(parts: list[str], rules: Rules) -> str:
    return "/" + "".join(f"{part}/" for part in _clean(parts, rules))


def _clean(parts: list[str], rules: Rules) -> list[str]:
    clean = (sanitized(part, rules).strip("/") for part in parts)
    return [part for part in clean if part]


def _file_parts(page: Page, rules: Rules) -> list[str]:
    shape: Callable[[str], str] = str if rules.keep_case else normal
    return [_folder(page.folder, page.sections, shape), page.slug or shape(page.name)]


@lru_cache(maxsize=256)
def _folder(folder: str, sections: tuple[Section, ...], shape: Callable[[str], str]) -> str:
    """The folder's path with the slugs of sections in it."""
    out, base = "", ""
    for section in sections:
        step = shape(section.folder)[len(base) :].lstrip("/")
        if section.slug:
            step = step[: step.rfind("/") + 1] + section.slug
        out, base = f"{out}/{step}", shape(section.folder)
    return f"{out}/{shape(folder)[len(base) :].lstrip('/')}".rstrip("/")


def _ugly(page: Page, rules: Rules) -> bool:
    return rules.ugly if isinstance(rules.ugly, bool) else bool(rules.ugly.get(first_section(page)))


def _permalink(page: Page, rules: Rules) -> str | None:
    """The page's path by the one pattern that fits; where several differ Hugo itself takes one at random."""
    if not rules.permalinks:
        return None
    path = "/" + normal("/".join(part for part in (page.folder, page.name) if part))
    fitting = {pattern for glob, pattern in rules.permalinks if matches(glob, path)}
    if not fitting:
        return None
    if len(fitting) > 1:
        raise Unknown(path)
    path = decoded(expand(fitting.pop(), page, rules))
    return normpath(path) if path else None


# --- url in the front matter ------------------------------------------------------------------------------------------


def _written(page: Page, rules: Rules) -> str:
    url = page.url
    relative = not url.startswith("/")
    if ":" in url:
        url = decoded(expand(url, page, rules)) or url
        relative = not url.startswith("/")
    if ".." in url:
        url = normpath("/" + url).replace("//", "/")
    parts = [part for part in url.split("/") if part]
    path = "/" + "/".join(parts)
    if parts[-1:] == ["index.html"]:
        path = path.removesuffix("index.html")
    elif url.endswith("/") or "." not in url:
        path = path.rstrip("/") + "/"
    if relative and rules.prefix:
        path = f"/{rules.prefix}{path}"
    return _escaped_url(path)


def _escaped_url(path: str) -> str:
    before, mark, query = path.partition("?")
    return escaped(before) + mark + query.replace("#", "%23")
