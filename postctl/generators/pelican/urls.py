"""Slugs and URLs of Pelican's articles: `ARTICLE_URL` and its like, which are Python format strings over the metadata."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from string import Formatter
from typing import Any
from unicodedata import normalize

from postctl.generators.pelican.meta import Unknown, option, tame
from postctl.regexes import later
from postctl.slugs import pelican

_DEFAULTS = {
    "ARTICLE_URL": "{slug}.html",
    "ARTICLE_LANG_URL": "{slug}-{lang}.html",
    "DRAFT_URL": "drafts/{slug}.html",
    "DRAFT_LANG_URL": "drafts/{slug}-{lang}.html",
}
_DIRECTIVE = later(r"%(-?)([YmdHMSjyBbAaf%])|%")
_LONGEST = 1000
_GROWTH = 10_000


def slug(text: str, options: Mapping[str, Any], kind: str = "SLUG") -> str:
    """What the site's settings make of a title, a category or an author. Raises `Unknown` for settings that cannot be read."""
    if f"{kind}_SUBSTITUTIONS" in options or "SLUG_SUBSTITUTIONS" in options:
        raise Unknown("SLUG_SUBSTITUTIONS")
    rules = option(options, "SLUG_REGEX_SUBSTITUTIONS", pelican.DEFAULT)
    if kind != "SLUG":
        rules = option(options, f"{kind}_REGEX_SUBSTITUTIONS", rules)
    return pelican.slug(
        text,
        _checked(rules, text),
        preserve_case=bool(option(options, "SLUGIFY_PRESERVE_CASE", False)),
        use_unicode=bool(option(options, "SLUGIFY_USE_UNICODE", False)),
    )


def _checked(rules: object, text: str) -> list[tuple[str, str]]:
    """Substitutions that are pairs of texts and cannot take long."""
    if rules is pelican.DEFAULT:
        return list(pelican.DEFAULT)
    growth = 1
    pairs: list[tuple[str, str]] = []
    for pair in rules if isinstance(rules, list | tuple) else [None]:
        match pair:
            case [str(pattern), str(by)]:
                pairs.append((normalize("NFKC", pattern), normalize("NFKC", by)))  # as the slug is: `＊` is a star then
            case _:
                raise Unknown("SLUG_REGEX_SUBSTITUTIONS")
    for pattern, by in pairs:
        if not tame(pattern) or "\\" in by:
            raise Unknown("SLUG_REGEX_SUBSTITUTIONS")
        growth *= len(by) + 1
    if len(text) > _LONGEST or growth > _GROWTH:
        raise Unknown("SLUG_REGEX_SUBSTITUTIONS")
    return pairs


def url(data: Mapping[str, Any], moment: datetime | None, options: Mapping[str, Any], *, draft: bool) -> str | None:
    """The address of an article, with a slash before it. `data` holds `slug` and `lang`. `None` where it cannot be known."""
    try:
        written = data.get("url")
        if written is None:
            name = f"{'DRAFT' if draft else 'ARTICLE'}_{'' if data['lang'] == default_lang(options) else 'LANG_'}URL"
            written = _formatted(str(option(options, name, _DEFAULTS[name])), data, moment, options)
    except Unknown:
        return None
    return "/" + str(written).lstrip("/")


def default_lang(options: Mapping[str, Any]) -> str:
    return str(option(options, "DEFAULT_LANG", "en")).lower()


def _formatted(pattern: str, data: Mapping[str, Any], moment: datetime | None, options: Mapping[str, Any]) -> str:
    """Raises `Unknown` for a field that this does not know how to fill."""
    try:
        fields = list(Formatter().parse(pattern))
    except ValueError as error:
        raise Unknown(pattern) from error
    parts: list[str] = []
    for literal, name, form, conversion in fields:
        parts.append(literal)
        if name is not None:
            if conversion or (form and name != "date"):
                raise Unknown(pattern)
            parts.append(_dated(moment, form or "", options) if name == "date" else _field(name, data, options))
    return "".join(parts)


def _field(name: str, data: Mapping[str, Any], options: Mapping[str, Any]) -> str:
    value = data.get(name)
    if name == "author":
        authors = data.get("author") or data.get("authors") or option(options, "AUTHOR", "")
        value = re.split("[;]" if ";" in str(authors) else ",", str(authors))[0].strip()
    if name in ("author", "category"):
        return slug(str(value), options, name.upper()) if value else ""
    if not isinstance(value, str):
        raise Unknown(name)
    return value


def _dated(moment: datetime | None, form: str, options: Mapping[str, Any]) -> str:
    if moment is None:
        raise Unknown("date")
    if not form:
        return str(moment)
    if any(not match[2] or (match[2] in "BbAa" and "LOCALE" in options) for match in _DIRECTIVE.finditer(form)):
        raise Unknown(form)
    return _DIRECTIVE.sub(lambda match: _part(moment, match), form)


def _part(moment: datetime, match: re.Match[str]) -> str:
    text = moment.strftime(f"%{match[2]}")
    return text.lstrip("0") or "0" if match[1] else text
