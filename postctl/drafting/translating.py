"""A post in another language: which languages a site has, where the post lies, and what ties it to its original."""

from __future__ import annotations

from collections.abc import Container

from postctl.drafting.wish import bare_dates, name
from postctl.errors import Refused, UsageError
from postctl.kinship import NUMBERS, TIES, path_in
from postctl.model import Value
from postctl.regexes import later
from postctl.site import Post, Site, usual_language
from postctl.values import NamedTuple

LANG_KEYS = frozenset({"lang", "language", "locale"})
_TAKEN_OVER = frozenset({"tags", "tag", "categories", "category", "taxonomies", "keywords", "series", *NUMBERS})
_CODE = later(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,3}")


class Origin(NamedTuple):
    """What a translation has from its original: its path and slug (empty where the house decides), and values by key.

    `tied`: something tells that the two belong together. `besides`: the paths of posts that may have the same address.
    `bare`: keys of `data` that are dates without quotes.
    """

    path: str
    slug: str
    data: dict[str, Value]
    tied: bool
    besides: tuple[str, ...] = ()
    bare: frozenset[str] = frozenset()


def language(site: Site, code: str) -> str:
    """A language of the site, spelt as the site does. Raises `UsageError` for one it does not have, and for what is no code."""
    declared = site.generator.languages.declared(site.settings)
    known = {each.casefold(): each for each in declared}
    if code.casefold() in known:
        return known[code.casefold()]
    if declared:
        has = f"the languages {', '.join(declared)}" if len(declared) > 1 else f"one language, {declared[0]}"
        where = ", ".join(site.settings.source) or "its configuration"
        raise UsageError(f"--lang {code}: the site has {has}", f"add it in {where} first")
    if not _CODE.fullmatch(code):
        raise UsageError(f"--lang {code}: no code of a language", "for example --lang fr, or --lang pt-BR")
    if not site.generator.languages.key:
        raise UsageError(f"--lang {code}: {site.generator.title} has one language without a plugin", "leave out --lang")
    used = {post.lang.casefold(): post.lang for post in site.posts if post.lang}
    return used.get(code.casefold(), code)


def other_than(site: Site, original: Post) -> str:
    """The one other language a post can be translated into. Raises `UsageError` where there are several, or none is known."""
    declared = site.generator.languages.declared(site.settings)
    codes = declared or sorted({post.lang for post in site.posts if post.lang})
    own = (original.lang or usual_language(site) or "").casefold()
    others = [code for code in codes if code.casefold() != own]
    if len(others) == 1 and own:
        return others[0]
    known = f"one of {', '.join(others)}" if others else "for example --lang fr"
    raise UsageError("--translation-of needs --lang to say into which language", known)


def is_in(site: Site, post: Post, lang: str, *, written: bool) -> bool:
    """Whether a post is in a language, for its generator; where that has no idea of languages, whether it is `written` there."""
    if post.lang is None:
        by_path = site.generator.languages.path(post.path, lang, site.settings) == post.path
        return written or by_path or usual_language(site) == lang
    return post.lang.casefold() == lang.casefold()


# --- the original -------------------------------------------------------------------------------------------------------


def origin(site: Site, original: Post, lang: str, slug: str | None, without: Container[str]) -> Origin:
    """What the translation of a post has from it, but for the keys `without` (`date` and `tags` stand for all their kind).

    Raises `UsageError` for the language it is in, `Refused` where the translation is there already.
    """
    if (original.lang or usual_language(site) or "").casefold() == lang.casefold():
        raise UsageError(f"{original.path} is in {lang} already", "--lang names the language of the translation")
    languages = site.generator.languages
    path = path_in(site, original.path, lang) or original.path
    by_path = path != original.path
    front = {entry.key: original.front.get(name(site, entry.key)) for entry in original.document.entries}
    dates = {name(site, site.generator.date_key), original.date.source if original.date is not None else ""}
    dates = set() if "date" in without else dates
    left_out = {"tags", "tag"} if "tags" in without else set()
    data = {key: value for key, value in front.items() if key.lower() in _TAKEN_OVER - left_out or name(site, key) in dates}
    ties: dict[str, Value] = {key: value for key, value in front.items() if key.lower() in TIES}
    if languages.tie:
        ties[languages.tie] = original.slug
    elif slug is not None and by_path and "slug" in site.generator.keys:
        data["slug"] = slug
    there = _there(site, original, lang, path if by_path else None, ties)
    if there is not None:
        raise Refused(f"{there} is the translation of {original.path} into {lang} already", "edit that one")
    shares = languages.key and not languages.tie and languages.declared(site.settings)
    return Origin(
        path if by_path else "",
        original.slug if languages.tie else original.place.slug if by_path else "",
        {**data, **ties},
        bool(ties) or by_path,
        (original.path,) if shares else (),
        frozenset(bare_dates(original.document.root)),
    )


def _there(site: Site, original: Post, lang: str, path: str | None, ties: dict[str, Value]) -> str | None:
    """The path of the translation that a post has already."""
    if path is not None and path in site.files:
        return path
    for post in site.posts:
        if post.path == original.path or (post.lang or usual_language(site) or "").casefold() != lang.casefold():
            continue
        shared = any(value and post.front.get(name(site, key)) == value for key, value in ties.items())
        if shared or path_in(site, post.path, original.lang or usual_language(site) or "") == original.path:
            return post.path
    return None
