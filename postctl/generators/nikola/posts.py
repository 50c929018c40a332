"""What Nikola makes of a file: where it stands, what it says, under which address it is built."""

from __future__ import annotations

import re
from collections.abc import Mapping
from posixpath import basename, dirname, isabs, join, normpath, splitext
from typing import Any
from unicodedata import normalize
from urllib.parse import quote, unquote

from postctl.generators._common import plain_text
from postctl.generators.nikola import config, dates, drafts
from postctl.generators.nikola.config import Family, Group
from postctl.model import Facts, FrontMatter, Ignored, Place, Settings, Value
from postctl.site import Source

# --- a path -----------------------------------------------------------------------------------------------------------


def place(path: str, settings: Settings) -> Place | Ignored | None:
    """Where a post stands. Pages, second files and what no entry of `POSTS` names are `None`."""
    options = settings.options
    found = config.group_of(path, options)
    if found is None or path.endswith(config.META):
        return None
    if path.endswith(".ipynb"):
        return Ignored(path, "postctl does not read the front matter of notebooks")
    group, lang = found
    family = config.family(path, lang, options)
    section = dirname(path)[len(group.folder) + 1 :]
    named = len(options[":languages"].folders) > 1
    return Place(
        slug=slug_of(family.head, options) or splitext(basename(family.head))[0],
        date=_named_date(family.head, options),
        section=section,
        lang=lang if named else None,
        meta=config.meta_of(path, lang, family.head, options),
        kin=tuple(name for _, name in family.members if name != path),
    )


def slug_of(path: str, options: Mapping[str, Any]) -> str:
    """The slug Nikola makes of the name of a file."""
    from postctl.slugs import nikola

    return nikola.slug(splitext(basename(path))[0], plain=config.flag(options, "USE_SLUGIFY", usual=True))


def _named_date(path: str, options: Mapping[str, Any]) -> str | None:
    from postctl.generators._common import name_date

    written = in_name(path, options).get("date")
    return name_date(written)[0] if isinstance(written, str) else None


def in_name(path: str, options: Mapping[str, Any]) -> FrontMatter:
    """What `FILE_METADATA_REGEXP` finds in a path."""
    pattern = options.get("FILE_METADATA_REGEXP")
    if not isinstance(pattern, str) or not pattern:
        return {}
    try:
        match = re.match(pattern, path)
    except re.error:
        return {}
    found: dict[str, Value] = {key.lower().strip(): value or "" for key, value in match.groupdict().items()} if match else {}
    title = found.get("title")
    if isinstance(title, str) and config.flag(options, "FILE_METADATA_UNSLUGIFY_TITLES", usual=True):
        found["title"] = re.sub(r"[_\-.]", " ", title).strip().capitalize()
    return found


# --- a post -----------------------------------------------------------------------------------------------------------


def facts(source: Source) -> Facts:
    """The post as Nikola builds it, in the language of this file."""
    from postctl.dates import zone

    options = source.settings.options
    found = config.group_of(source.path, options)
    assert found is not None, "place() has found it"
    group, lang = found
    family = config.family(source.path, lang, options)
    fronts = _fronts(source, family)
    front, home = fronts[source.path], zone(source.settings.timezone)
    title = plain_text(front.get("title"))
    slug = front.get("slug") or slug_of(family.head, options)
    named = "date" not in _said(source.front, options) and source.path == family.head
    return Facts(
        title=title or splitext(basename(family.head))[0],
        titled=bool(title),
        slug=str(slug) if isinstance(slug, str | int) else source.place.slug,
        url=_url(front, slug, group, family.head, lang, options) if isinstance(slug, str) else None,
        verdict=drafts.verdict(source, fronts, options),
        date=dates.dated(fronts[family.head], "date", home, name="date" in in_name(family.head, options) and named),
        updated=dates.updated(front, home),
        tags=drafts.shown_tags(front, options),
        lang=source.place.lang,
    )


def _fronts(source: Source, family: Family) -> dict[str, FrontMatter]:
    """What holds for each file of the post: what its name says, what the head says, what it says itself."""
    options = source.settings.options
    own = {path: _said(front, options) for path, front in {**source.kin, source.path: source.front}.items()}
    below = {**in_name(family.head, options), **own.get(family.head, {})}
    return {path: {**below, **front} for path, front in own.items()}


def _said(front: FrontMatter, options: Mapping[str, Any]) -> FrontMatter:
    """Front matter without the keys that are empty, those of other generators under Nikola's own names too."""
    said = {key: value for key, value in front.items() if value or (value not in (None, "") and key not in ("title", "slug"))}
    for mapping in config.table(options, "METADATA_MAPPING").values():
        for foreign, own in mapping.items() if isinstance(mapping, dict) else ():
            if foreign in said and isinstance(own, str):
                said[own] = said[foreign]
    return said


# --- its address ------------------------------------------------------------------------------------------------------


def _url(front: FrontMatter, slug: str, group: Group, head: str, lang: str, options: Mapping[str, Any]) -> str:
    folder = group.destination.get(lang, "")
    folder = folder.lstrip("/") if isabs(folder) else folder
    inside = dirname(head)[len(group.folder) + 1 :] or "."
    pretty = _pretty(front, slug, options)
    index = config.text(options, "INDEX_FILE", "index.html")
    pieces = [
        *options[":languages"].folders.get(lang, "").split("/"),
        *normpath(join(folder, inside)).split("/"),
        *([slug, "index.html"] if pretty else [f"{slug}.html"]),
    ]
    link = "/" + "/".join(piece for piece in pieces if piece and piece != ".")
    if config.flag(options, "STRIP_INDEXES", usual=True) and link.endswith(f"/{index}"):
        link = link[: -len(index)]
    return _encoded(link)


def _pretty(front: FrontMatter, slug: str, options: Mapping[str, Any]) -> bool:
    said = front.get("pretty_url")
    if isinstance(said, str):
        word = said.lower().strip()
        if word:
            return word in ("true", "yes", "1")
    elif isinstance(said, int):
        return bool(said)
    elif said is not None:
        return False
    return config.flag(options, "PRETTY_URLS", usual=True) and slug != "index"


def _encoded(link: str) -> str:
    """The link as Nikola writes it into pages; a fragment or a query that a slug holds stays one."""
    path, mark, rest = re.fullmatch(r"([^?#]*)([?#]?)(.*)", normalize("NFC", link), re.DOTALL).groups()  # type: ignore[union-attr]
    return quote(unquote(path).encode("utf-8", "replace"), safe="/~") + mark + rest


def slug(title: str) -> str:
    """The slug Nikola makes of a title."""
    from postctl.slugs import nikola

    return nikola.slug(title)
