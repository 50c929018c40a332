"""Slugs as the blog of MkDocs Material makes them: `pymdownx.slugs.slugify`, which its settings may ask for in other cases."""

from __future__ import annotations

import re
import unicodedata

from postctl.regexes import later

_TAG = later(r"</?[^>]*>")
_OTHER = later(r"[^\w\- ]")
_CAPITAL = later(r"[A-Z]")


def slug(title: str, separator: str = "-", *, case: str = "lower", percent: bool = False, form: str = "NFC") -> str:
    """What the blog makes of a title: Unicode is kept, each blank is one separator. May be empty.

    `case`, `percent` and `form` are the `case`, `percent_encode` and `normalize` of the real one.
    """
    text = _TAG.sub("", unicodedata.normalize(form, title)).strip()  # type: ignore[arg-type]
    if case == "lower":
        text = text.lower()
    elif case == "lower-ascii":
        text = _CAPITAL.sub(lambda letter: letter[0].lower(), text)
    elif case == "fold":
        text = text.casefold()
    made = _OTHER.sub("", text).replace(" ", separator)
    return _quoted(made) if percent else made


def toc(title: str, separator: str = "-", *, wide: bool = False) -> str:
    """The slug of a heading in Python-Markdown, ASCII only unless `wide`: the other one that blogs are told to use."""
    text = title if wide else unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode("ascii")
    bare = re.sub(r"[^\w\s-]", "", text).strip().lower()
    return re.sub(rf"[{re.escape(separator)}\s]+", lambda _: separator, bare)


def _quoted(text: str) -> str:
    from urllib.parse import quote

    return quote(text.encode(errors="surrogatepass"))
