"""Slugs: the part of a URL or a file name that is made from a title, as each generator makes it."""

from __future__ import annotations

import re
import unicodedata

_LIMIT = 100  # bytes of a default slug, which leaves room for a date, a folder and an extension
_NAME_LIMIT = 240  # bytes of a file name without its extension; most file systems stop at 255
_NOTHING = "post"

_RESERVED = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])[ ]*(\..*)?", re.IGNORECASE | re.DOTALL)
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')

# What a reader says aloud and a slug would lose. A plus or a sharp counts only after a letter, as in `C++` and `F#`.
_SPOKEN = (
    (re.compile(r"(?<!\w)\.net\b", re.IGNORECASE), "dotnet"),
    (re.compile(r"(?<=[^\W\d_])\+\+"), " plus plus "),
    (re.compile(r"(?<=[^\W\d_])[#♯](?![^\W\d])"), " sharp "),
    (re.compile(r"&"), " and "),
    (re.compile(r"['’‘ʼ＇`]"), ""),
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


# --- Jekyll: Jekyll::Utils.slugify --------------------------------------------------------------------------------------

_JEKYLL_PRETTY = frozenset("._~!$&'()+,;=@")
_JEKYLL_MODES = ("raw", "default", "pretty", "ascii", "latin")
# I18n.transliterate, for the letters that are not a plain letter with a mark.
_LATIN = dict(
    zip(
        "ÆÐ×ØÞßæðøþĐđĦħıĲĳĸĿŀŁłŉŊŋŒœŦŧ",
        "AE D x O Th ss ae d o th D d H h i IJ ij k L l L l 'n NG ng OE oe T t".split(),
        strict=True,
    )
)


def jekyll(title: str, mode: str = "default") -> str:
    """What Jekyll 4 makes of a title in its slug `mode`; any other mode only lowers the case. May be empty."""
    if mode not in _JEKYLL_MODES:
        return _lower(title)
    text = "".join(map(_latin, title)) if mode == "latin" else title
    if mode == "raw":
        slug = re.sub(r"\s+", "-", text, flags=re.ASCII)
    else:
        slug = re.sub("\0+", "-", "".join(char if _jekyll_keeps(char, mode) else "\0" for char in text))
    return _lower(slug.removeprefix("-").removesuffix("-"))


def _jekyll_keeps(char: str, mode: str) -> bool:
    if mode == "ascii":
        return char.isascii() and char.isalnum()
    return _is_word(char) or (mode == "pretty" and char in _JEKYLL_PRETTY)


def _latin(char: str) -> str:
    if char.isascii():
        return char
    base = unicodedata.normalize("NFD", char)[0]
    is_latin = "À" <= char <= "ž" and char != "÷" and base.isascii()
    return _LATIN.get(char, base if is_latin else "?")


# --- Hugo: the functions urlize and the path of a page -------------------------------------------------------------------

_HUGO_KEEPS = frozenset("._#+~-@\\")


def hugo(title: str) -> str:
    """What Hugo's `urlize` makes of a title, before it is percent-encoded: the `:title` of a permalink. May be empty.

    A slash, which Hugo would take for a folder, becomes a hyphen, since this is one segment.
    """
    return _hugo_sanitized(_go_lower(re.sub(r"[/\\]+", "-", title))).rstrip("#")


def _hugo_sanitized(text: str) -> str:
    """Other characters than words and a few signs go; white space among them becomes one hyphen, but never the first or last."""
    kept: list[str] = []
    space = False
    for position, char in enumerate(text):
        if char in _HUGO_KEEPS or _is_word(char) or re.match(r"%[0-9a-fA-F]{2}", text[position : position + 3]):
            kept += ["-", char] if space and char != "-" else [char]
            space = False
        elif char.isspace() and kept and kept[-1] != "-":
            space = True
    return "".join(kept)


def _go_lower(text: str) -> str:
    return _lower(text.replace("İ", "i"))  # the one letter whose lower case is two characters, but not in Go


# --- names of files -------------------------------------------------------------------------------------------------------


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


def _is_word(char: str) -> bool:
    r"""`[\p{M}\p{L}\p{Nd}]`, which is not Python's `\w`."""
    category = unicodedata.category(char)
    return category[0] in "LM" or category == "Nd"


def _lower(text: str) -> str:
    """Lower case letter by letter, as Ruby and Go do it: without the final sigma of Greek."""
    return "".join(char.lower() for char in text)
