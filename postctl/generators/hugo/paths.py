"""A page as its address depends on it, and the parts of a path: which characters stay, how it is encoded, and globs.

Of a file name or slug, letters, digits, marks, slashes of both kinds and `. _ # + ~ - @` stay, white space becomes one
hyphen, the rest goes.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from typing import Any
from urllib.parse import quote, unquote_to_bytes

from postctl.regexes import later
from postctl.values import NamedTuple

_HEX = later(r"%[0-9a-fA-F]{2}")
_VERBATIM = later(r"[A-Za-z0-9\-._~!$&'()*+,;=:@\[\]/]*(?:%[0-9A-Fa-f]{2}[A-Za-z0-9\-._~!$&'()*+,;=:@\[\]/]*)*")
_UNSAFE = later(r"[\x00-\x1f\x7f]|%(?![0-9A-Fa-f]{2})")


class Section(NamedTuple):
    """A section: its folder in the content as written, its slug, and its title (`None` where Hugo makes one up)."""

    folder: str
    slug: str = ""
    title: str | None = None


class Page(NamedTuple):
    """A page as its address depends on it. `folder`, `name`: where its file lies in the content, as written; `name` is without
    extension and language, and the folder's for a bundle. `title` is `''` where none is written.

    `sections`: the sections it lies in, outermost first. `date` is aware; `None` is Hugo's zero date.
    """

    folder: str
    name: str
    title: str
    slug: str
    url: str
    bundle: bool
    date: datetime | None
    file_name: str
    sections: tuple[Section, ...] = ()


class Rules(NamedTuple):
    """What the configuration says of addresses. `permalinks`: pairs of a path glob and a pattern, for pages.

    `prefix`: the language in the path, or `''`. `ugly`: for all pages, or by section.
    """

    permalinks: tuple[tuple[str, str], ...] = ()
    prefix: str = ""
    ugly: bool | Mapping[str, bool] = False
    keep_case: bool = False
    no_accents: bool = False


class Unknown(Exception):
    """The address cannot be known from what is written."""


# --- the parts of a path ----------------------------------------------------------------------------------------------


def lower(text: str) -> str:
    """Lower case letter by letter, as Go does it (`İ` is `i`, and a final `Σ` is no exception)."""
    return text.lower() if text.isascii() else "".join(char.lower()[:1] for char in text)


def normal(path: str) -> str:
    """A content path as Hugo's page tree has it."""
    return lower(path).replace(" ", "-")


def sanitized(text: str, rules: Rules) -> str:
    """The part of `text` that may stand in a path."""
    kept = _kept(text)
    if rules.no_accents:
        bare = "".join(char for char in unicodedata.normalize("NFD", kept) if unicodedata.category(char) != "Mn")
        kept = unicodedata.normalize("NFC", bare)
    return kept if rules.keep_case else lower(kept)


_PLAIN = later(r"[A-Za-z0-9./\\_#+~@-]*")


def _kept(text: str) -> str:
    if _PLAIN.fullmatch(text):
        return text
    out: list[str] = []
    gap = False
    for at, char in enumerate(text):
        if _stays(char) or (char == "%" and _HEX.match(text, at)):
            if gap and char != "-":
                out.append("-")
            gap = False
            out.append(char)
        elif out and out[-1] != "-" and char.isspace():
            gap = True
    return "".join(out)


@lru_cache(maxsize=4096)
def _stays(char: str) -> bool:
    return char in "./\\_#+~-@" or unicodedata.category(char) in {"Lu", "Ll", "Lt", "Lm", "Lo", "Nd", "Mn", "Mc", "Me"}


def escaped(path: str) -> str:
    """Percent-encoded as Go encodes the path of a URL: left alone if it is valid already. Raises `Unknown` if it never can be."""
    if _VERBATIM.fullmatch(path):
        return path
    path = path.replace("#", "%23")
    if _UNSAFE.search(path):
        raise Unknown(path)
    return path if _VERBATIM.fullmatch(path) else quote(unquote_to_bytes(path), safe="$&+,/:;=@-_.~")


# --- globs ------------------------------------------------------------------------------------------------------------


@lru_cache(maxsize=256)
def _glob(pattern: str) -> re.Pattern[str]:
    """A glob of Hugo's: `*` stays within a folder, `**` does not, `{a,b}` is either."""
    return re.compile("".join(_glob_part(part) for part in re.findall(r"\*\*|\\.|\[[^\]]+\]|.", pattern, re.DOTALL)))


def _glob_part(part: str) -> str:
    plain = {"**": ".*", "*": "[^/]*", "?": "[^/]", "{": "(?:", "}": ")", ",": "|"}
    if part in plain:
        return plain[part]
    if part.startswith("[") and len(part) > 1:
        return "[" + part[1:-1].replace("!", "^", 1).replace("\\", "\\\\") + "]"
    return re.escape(part[-1])


def section_glob(section: str) -> str:
    """The glob for a key of the `[permalinks]` table."""
    name = section.strip(" /")
    return f"/{{{name},{name}/**}}" if name else "/*"


def matches(glob: str, path: str) -> bool:
    """Whether a page's path (`/posts/first`) fits a glob of the configuration."""
    return bool(_glob(glob.lower()).fullmatch(path))


def permalink_rules(table: Any) -> tuple[tuple[str, str], ...]:
    """Globs and patterns for pages, from any of the three shapes of the `permalinks` setting (keys in lower case)."""
    if isinstance(table, list):
        return tuple(_rule(entry) for entry in table if _for_pages(entry))
    if not isinstance(table, Mapping):
        return ()
    flat = {key: pattern for key, pattern in table.items() if isinstance(pattern, str)}
    pages = table.get("page")
    nested = pages if isinstance(pages, Mapping) else {}
    return tuple((section_glob(key), pattern) for key, pattern in (*flat.items(), *nested.items()) if isinstance(pattern, str))


def _for_pages(entry: Mapping[str, Any]) -> bool:
    target = entry.get("target") or {}
    return str(target.get("kind") or "page").lower() == "page" and isinstance(entry.get("pattern"), str)


def _rule(entry: Mapping[str, Any]) -> tuple[str, str]:
    target = entry.get("target") or {}
    return str(target.get("path") or "/**").lower(), str(entry["pattern"])
