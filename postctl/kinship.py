"""Posts that belong together: the translations of one, and the parts of a series."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from postctl.model import FrontMatter, Value
from postctl.regexes import later
from postctl.site import Post, Site, usual_language
from postctl.values import NamedTuple

TIES = frozenset(
    "translationkey translation_key translation-key translationid translation_id lang-ref lang_ref langref ref page_id pageid "
    "i18n_key i18nkey i18n-key translation_of translationof".split()
)
"""Keys (in lower case) under which blogs give all translations of a post the same value."""
_SERIES = ("series", "taxonomies.series", "extra.series", "params.series")
NUMBERS = (
    *("series_index", "series_order", "series_part", "series_number", "series_weight"),
    *("seriesindex", "seriesorder", "seriespart", "part", "episode", "chapter", "weight"),
)
TABLES = ("", "extra.", "params.")
"""What may stand before such a key."""
_MARKED = later(r"(?P<stem>.+)(?P<mark>[._-])(?P<code>[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})?)")


# --- languages ----------------------------------------------------------------------------------------------------------


def language(site: Site, post: Post) -> str | None:
    """The language a post is in, as far as it or its site says."""
    return post.lang or usual_language(site)


def translations(site: Site, post: Post) -> tuple[Post, ...]:
    """The same post in other languages, by their codes: tied by its path, or by a value that all of them share."""
    own = (language(site, post) or "").casefold()
    codes = dict.fromkeys((*site.generator.languages.declared(site.settings), *(each.lang for each in site.posts if each.lang)))
    others = [code for code in codes if code.casefold() != own]
    if not others:
        return ()
    at_paths = {path_in(site, post.path, code) for code in others} - {None, post.path}
    ties = _ties(site, post)
    found = [
        each
        for each in site.posts
        if (each.path in at_paths or ties & _ties(site, each)) and (language(site, each) or "").casefold() not in ("", own)
    ]
    return tuple(sorted(found, key=lambda each: (each.lang or "", each.path)))


def _ties(site: Site, post: Post) -> set[tuple[str, str]]:
    """What it shares with its translations: keys in lower case, with their values."""
    found = {(key.lower(), str(value)) for key, value in post.front.items() if value and key.lower() in TIES}
    tie = site.generator.languages.tie
    return found | {(tie.lower(), str(post.front.get(tie) or post.slug))} if tie else found


def path_in(site: Site, path: str, lang: str) -> str | None:
    """Where the post that lies at a path lies in a language: as the generator has it, else as the other posts do; else `None`."""
    languages = site.generator.languages
    made = languages.path(path, lang, site.settings)
    return made if made is not None else _as_others(site, path, lang)


def _as_others(site: Site, path: str, lang: str) -> str | None:
    codes = {code.casefold() for code in (*site.generator.languages.declared(site.settings), lang)}
    codes |= {post.lang.casefold() for post in site.posts if post.lang}
    folder, slash, file = path.rpartition("/")
    parts = folder.split("/") if folder else []
    at = next((index for index, part in enumerate(parts) if part.casefold() in codes), None)
    if at is not None:
        return "/".join((*parts[:at], lang, *parts[at + 1 :], file))
    stem, dot, ending = file.rpartition(".")
    marked = _MARKED.fullmatch(stem)
    if marked is not None and marked["code"].casefold() in codes:
        bare = _bare(site, lang)
        return f"{folder}{slash}{marked['stem']}{'' if bare else marked['mark'] + lang}{dot}{ending}"
    if _bare(site, lang):
        return path
    way, _ = max(Counter(_ways(site, codes)).items(), key=lambda each: (each[1], each[0]), default=(None, 0))
    if way is None:
        mark = site.generator.languages.mark
        return f"{folder}{slash}{stem}{mark}{lang}{dot}{ending}" if mark else None
    before, mark = way
    if mark:
        return f"{folder}{slash}{stem}{mark}{lang}{dot}{ending}"
    return f"{before}{lang}/{path.removeprefix(before)}" if path.startswith(before) else None


def _bare(site: Site, lang: str) -> bool:
    """Whether posts of a language lie where their names do not say so."""
    own = [post for post in site.posts if (post.lang or usual_language(site) or "").casefold() == lang.casefold()]
    return bool(own) and not any(_says(post, lang) for post in own)


def _ways(site: Site, codes: set[str]) -> Iterator[tuple[str, str]]:
    """How the paths of posts say their language: the folders before that of the language, or the mark in the file's name."""
    for post in site.posts:
        if not post.lang or post.lang.casefold() not in codes:
            continue
        folder, _, file = post.path.rpartition("/")
        parts = folder.split("/")
        marked = _MARKED.fullmatch(file.rpartition(".")[0])
        if marked is not None and marked["code"].casefold() == post.lang.casefold():
            yield "", marked["mark"]
        elif post.lang in parts:
            yield "".join(f"{part}/" for part in parts[: parts.index(post.lang)]), ""


def _says(post: Post, lang: str) -> bool:
    folder, _, file = post.path.rpartition("/")
    marked = _MARKED.fullmatch(file.rpartition(".")[0])
    return lang in folder.split("/") or (marked is not None and marked["code"].casefold() == lang.casefold())


# --- series -------------------------------------------------------------------------------------------------------------


class Series(NamedTuple):
    """A series that a post is in, how many parts it has, and which of them the post is (`None`: it does not say)."""

    name: str
    parts: int
    number: int | None


def series(site: Site, post: Post) -> tuple[Series, ...]:
    """The series a post is in."""
    mine = next((names for each, _, names in in_series((post,))), ())
    if not mine:
        return ()
    parts = Counter(name for _, _, names in in_series(site.posts) for name in names)
    numbers = (whole(at(post.front, table + key)) for table in TABLES for key in NUMBERS if key != "weight")
    number = next((each for each in numbers if each is not None), None)
    return tuple(Series(name, max(parts[name], 1), number) for name in mine)


def in_series(posts: Iterable[Post]) -> Iterator[tuple[Post, str, tuple[str, ...]]]:
    """The posts that are in a series, the key that says so, and its name (of a list all)."""
    for post in posts:
        for key in _SERIES:
            value = at(post.front, key)
            names = tuple(str(each) for each in (value if isinstance(value, list) else [value]) if isinstance(each, str) and each)
            if names:
                yield post, key, names
                break


def at(front: FrontMatter, key: str) -> Value:
    """The value under a key, which is dotted where it stands in a table."""
    head, _, rest = key.partition(".")
    value = front.get(head)
    if not rest:
        return value
    return value.get(rest) if isinstance(value, dict) else None


def whole(value: Value) -> int | None:
    """A value that is a whole number, also as text."""
    if isinstance(value, bool):
        return None
    if isinstance(value, str) and value.strip().isdecimal() and value.isascii():
        return int(value[:9])
    return value if isinstance(value, int) else None
