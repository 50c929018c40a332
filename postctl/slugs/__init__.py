"""Slugs: the part of a URL or a file name that is made from a title.

`default` is postctl's own; each generator's algorithm is a module of this package, with a function `slug`.
"""

from __future__ import annotations

import re
import unicodedata

from postctl.regexes import later

_LIMIT = 100  # bytes of a default slug, which leaves room for a date, a folder and an extension
_NAME_LIMIT = 240  # bytes of a file name without its extension; most file systems stop at 255
_NOTHING = "post"

_RESERVED = later(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])[ ]*(\..*)?", re.IGNORECASE | re.DOTALL)
_FORBIDDEN = later(r'[<>:"/\\|?*\x00-\x1f\x7f]')

# What a reader says aloud and a slug would lose. A plus or a sharp counts only after a letter, as in `C++` and `F#`.
_SPOKEN = (
    (later(r"(?<!\w)\.net\b", re.IGNORECASE), "dotnet"),
    (later(r"(?<=[^\W\d_])\+\+"), " plus plus "),
    (later(r"(?<=[^\W\d_])[#♯](?![^\W\d])"), " sharp "),
    (later(r"&"), " and "),
    (later(r"['’‘ʼ＇`]"), ""),
)


def default(title: str) -> str:
    """An ASCII slug in lower case that is a legal file name everywhere, at most 100 bytes, cut between words.

    Never empty (`post`); a slug is its own slug.
    """
    from slugify import slugify

    for pattern, word in _SPOKEN:
        title = pattern.sub(word, title)
    slug = slugify(
        title,
        entities=False,
        decimal=False,
        hexadecimal=False,
        max_length=_LIMIT,
        word_boundary=True,
        save_order=True,
        backend="text-unidecode",  # the same slug whatever else is installed
    )
    return f"{slug}-{_NOTHING}" if _RESERVED.fullmatch(slug) else slug or _NOTHING


# --- names of files -------------------------------------------------------------------------------------------------------


def legal(title: str) -> str:
    """The title as a file name: without the characters that some system does not take; not always legal all the same."""
    return " ".join(_FORBIDDEN.sub(" ", unicodedata.normalize("NFC", title)).split()).strip(" .")


def safe_name(stem: str) -> str | None:
    """Why a file or folder name (without extension) is not legal on Windows, macOS and Linux alike; `None` if it is."""
    if not stem:
        return "the name is empty"
    if found := _FORBIDDEN.search(stem):
        return f"{_shown(found[0])} cannot stand in a file name on every system"
    if any("\ud800" <= char <= "\udfff" for char in stem):
        return "the name is not valid Unicode"
    if _RESERVED.fullmatch(stem):
        return f"Windows keeps the name {stem.partition('.')[0].strip()} for a device"
    return _bad_edge(stem) or _bad_form(stem)


def _bad_edge(stem: str) -> str | None:
    if stem[0] == "-":
        return "a name that begins with a hyphen is taken for an option"
    if stem[0] == ".":
        return "a name that begins with a dot is hidden"
    if stem[0].isspace() or stem[-1].isspace():
        return "a name must not begin or end with a blank"
    return "Windows drops the dot at the end of a name" if stem[-1] == "." else None


def _bad_form(stem: str) -> str | None:
    if not unicodedata.is_normalized("NFC", stem):
        return "the name is not in Unicode form NFC, so it has two spellings"
    size = len(stem.encode())
    return f"the name is {size} bytes long, more than {_NAME_LIMIT}" if size > _NAME_LIMIT else None


def _shown(char: str) -> str:
    return f"`{char}`" if char.isprintable() else f"the control character U+{ord(char):04X}"
