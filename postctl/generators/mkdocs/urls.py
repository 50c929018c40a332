"""The URL of a page of MkDocs, and of a post of its blog: the format of the plugin, filled and taken for the path of a page."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from posixpath import basename, dirname, join, normpath
from string import Formatter
from typing import Any

from postctl.generators.mkdocs.config import Blog, Config, destination, stem
from postctl.model import FrontMatter
from postctl.regexes import later

_LONGEST_SPEC = 4  # `{slug:.30}`; more digits could ask for more text than there is memory

# --- a page -----------------------------------------------------------------------------------------------------------


def page(path: str, *, directory_urls: bool) -> str:
    """The URL of the page whose file has this path in the docs folder."""
    from urllib.parse import quote

    target = destination(path, directory_urls=directory_urls)
    if directory_urls and basename(target) == "index.html":
        target = dirname(target) and f"{dirname(target)}/"
    return "/" + quote(target, errors="replace")


# --- a post -----------------------------------------------------------------------------------------------------------


def slug_in(front: FrontMatter, title: str, blog: Blog) -> str | None:
    """The slug of a post: as written, else made of its title by the function the blog is told to use.

    `None`: that function is not known, or it fails.
    """
    written = front.get("slug")
    if isinstance(written, str) and written:
        return written
    made = front.get("title", title)
    return slugified(made, blog.slugify, blog.separator) if isinstance(made, str) else None


def post(path: str, front: FrontMatter, slug: str | None, moment: datetime | None, blog: Blog, config: Config) -> str | None:
    """The URL of a post; `None` where the build fails, or where it depends on code that is not run here."""
    dated = formatted(moment, blog.date_format, config.language) if moment else None
    made = filled(blog.url_format, {"date": dated, "categories": _categories(front, blog), "file": stem(path), "slug": slug})
    if made is None:
        return None
    inside = join(blog.dir, f"{normpath(made.strip('/'))}.md")
    return page(_pure(inside), directory_urls=config.directory_urls)


def _pure(path: str) -> str:
    """The path without empty parts and `.`; `..` at its beginning stays."""
    return "/".join(part for part in path.split("/") if part not in ("", "."))


def _categories(front: FrontMatter, blog: Blog) -> str | None:
    written = front.get("categories")
    names = dict.fromkeys(map(str, written)) if isinstance(written, list) else {}
    slugs = [slugified(name, blog.category_slugify, blog.category_separator) for name in [*names][: blog.max_categories]]
    known = [slug for slug in slugs if slug is not None]
    return "/".join(known) if len(known) == len(slugs) else None


def filled(pattern: str, values: Mapping[str, str | None]) -> str | None:
    """The pattern as `str.format` fills it; `None` where it fails, or where it needs a value that is not known."""
    parts: list[str] = []
    try:
        for text, name, spec, conversion in Formatter().parse(pattern):
            parts.append(text)
            if name is None:
                continue
            value = values[name]
            if value is None or conversion or len(spec or "") > _LONGEST_SPEC or "{" in (spec or ""):
                return None
            parts.append(format(value, spec or ""))
    except (KeyError, ValueError, MemoryError, OverflowError):
        return None
    return "".join(parts)


# --- slugs ------------------------------------------------------------------------------------------------------------

_PYMDOWN = "python/object/apply:pymdownx.slugs.slugify"
_TOC = {
    "python/name:markdown.extensions.toc.slugify": False,
    "python/name:markdown.extensions.toc.slugify_unicode": True,
}
_CASES = frozenset({"none", "lower", "lower-ascii", "fold"})
_FORMS = frozenset({"NFC", "NFD", "NFKC", "NFKD"})


def slugified(text: str, function: Any, separator: str) -> str | None:
    """The slug of a text by the function the configuration names (`None`: the default); `None` where that is another one."""
    from postctl.slugs import mkdocs

    if function is None:
        return mkdocs.slug(text, separator)
    name = function.get("!") if isinstance(function, dict) else None
    if name in _TOC:
        return mkdocs.toc(text, separator, wide=_TOC[name])
    if name != _PYMDOWN:
        return None
    words = function.get("kwds")
    words = words if isinstance(words, dict) else {}
    case, form = words.get("case", "none"), words.get("normalize", "NFC")
    if form not in _FORMS:
        return None
    case = case if case in _CASES else "none"
    return mkdocs.slug(text, separator, case=case, percent=bool(words.get("percent_encode", False)), form=form)


# --- dates, as Babel writes them by the letters of Unicode's CLDR -------------------------------------------------------

_NAMED = {"full": "EEEE, MMMM d, y", "long": "MMMM d, y", "medium": "MMM d, y", "short": "M/d/yy"}
_FIELD = later(r"(?P<letter>[A-Za-z])(?P=letter)*")
_CLDR = frozenset("GyYuQqMLwWdDFgEecabBhHKkmsSAzZvVxXO")
_LONGEST = {"M": 5, "L": 5, "d": 2, "D": 3, "E": 6, "H": 2, "h": 2, "K": 2, "k": 2, "m": 2, "s": 2}


def formatted(moment: datetime, pattern: str, language: str) -> str | None:
    """A moment by a pattern such as `yyyy/MM/dd`, names in English.

    `None`: the pattern is none, or has names in another language or a letter that few dates in URLs have.
    """
    english = language == "en"  # elsewhere in English September is `Sept`
    if pattern in _NAMED and not english:
        return None
    parts: list[str] = []
    for index, text in enumerate(_NAMED.get(pattern, pattern).replace("''", "\0").split("'")):
        made = text if index % 2 else _unquoted(moment, text, english=english)
        if made is None:
            return None
        parts.append(made)
    return "".join(parts).replace("\0", "'")


def _unquoted(moment: datetime, text: str, *, english: bool) -> str | None:
    fields = [each[0] for each in _FIELD.finditer(text)]
    values = [_field(moment, each, english=english) if each[0] in _CLDR else each for each in fields]
    if None in values:
        return None
    each = iter(values)
    return _FIELD.sub(lambda _: next(each) or "", text)


def _field(moment: datetime, field: str, *, english: bool) -> str | None:
    letter, width = field[0], len(field)
    if width > _LONGEST.get(letter, 4 if letter in "Ea" else 64):
        return None
    if letter in "MLEa" and (width > 2 or letter in "Ea"):
        return _name(moment, letter, width) if english else None
    numbers = {
        "y": moment.year,
        "u": moment.year,
        "M": moment.month,
        "L": moment.month,
        "d": moment.day,
        "D": moment.timetuple().tm_yday,
        "H": moment.hour,
        "k": moment.hour or 24,
        "K": moment.hour % 12,
        "h": moment.hour % 12 or 12,
        "m": moment.minute,
        "s": moment.second,
    }
    if letter not in numbers:
        return None
    text = f"{numbers[letter]:0{width}}"
    return text[-2:] if letter in "yu" and width == 2 else text


def _name(moment: datetime, letter: str, width: int) -> str | None:
    from postctl.dates import write

    if letter == "a":
        return write(moment, "A")
    if width > 4:
        return None
    form = "M" if letter in "ML" else "d"
    return write(moment, form * (4 if width == 4 else 3))
