"""What Hugo makes of a file: where it stands, what it says, and how to publish it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, tzinfo
from posixpath import basename, dirname, splitext
from typing import Any, NamedTuple

from postctl.generators._kept import kept
from postctl.generators.hugo import config, dates, drafts, paths, urls
from postctl.generators.hugo.cascades import cascaded
from postctl.model import Facts, FrontMatter, Ignored, Place, Settings, Status
from postctl.site import Post, Source, Toggle

# --- a path -----------------------------------------------------------------------------------------------------------


def place(path: str, settings: Settings) -> Place | Ignored | None:
    """Where a post stands. Section pages, bundle resources and files that are no content are `None`."""
    options = settings.options
    found = config.located(path, options[":mounts"])
    if found is None or splitext(found.name)[1].lower() not in config.CONTENT or _hidden(found):
        return None
    base, named = config.split(found.name, config.languages(options))
    lang = named or found.lang
    if base.lower() == "_index" or _in_bundle(path, base, options):
        return None
    if reason := _ignored(path, found, lang, options):
        return Ignored(path, *reason)
    bundle = base.lower() == "index"
    if bundle and not found.folder:
        return None  # the home page
    name = basename(found.folder) if bundle else base
    date, slug = _from_name(name, options, lang)
    section = dirname(found.folder) if bundle else found.folder
    several = len(config.languages(options)) > 1
    return Place(slug or name, date, section, lang if several or named else None, bundle)


def _hidden(found: config.Located) -> bool:
    return "/." in f"/{found.folder}/{found.name}"


def _in_bundle(path: str, base: str, options: Mapping[str, Any]) -> bool:
    """Whether the file is a resource of a leaf bundle: anything below its folder but the `index` file itself."""
    if not options[":bundles"]:
        return False
    folder = dirname(path)
    own = folder if base.lower() == "index" else None
    return any(above in options[":bundles"] for above in _upwards(folder) if above != own)


def _upwards(folder: str) -> Iterator[str]:
    while folder:
        yield folder
        folder = dirname(folder)


def _ignored(path: str, found: config.Located, lang: str, options: Mapping[str, Any]) -> tuple[str, str] | None:
    if lang in config.disabled(options):
        return f"the language `{lang}` is disabled", "take it out of `disableLanguages`, or move the file away"
    parts = f"/{found.folder}/{found.name}/"
    if "/#" in parts or "~/" in parts:
        return "Hugo skips names that begin with `#` or end with `~`", "rename it if it is a post"
    if found.name.lower().endswith(".org"):
        return "postctl does not read Org front matter", ""
    patterns = options.get("ignorefiles") or []
    for pattern in [patterns] if isinstance(patterns, str) else patterns:
        if _searches(pattern, f"/{path}"):
            return f"`ignoreFiles` has `{pattern}`", "change the pattern, or move the file away"
    return None


def _searches(pattern: object, path: str) -> bool:
    try:
        return re.search(str(pattern), path) is not None
    except re.error:
        return False


def _from_name(name: str, options: Mapping[str, Any], lang: str) -> tuple[str | None, str]:
    """The date and the slug in a name, if any of the site's date chains reads names."""
    named = dates.in_name(name, _zone(options, lang)) if dates.reads_names(options.get("frontmatter")) else None
    return (named[0].iso, named[1]) if named else (None, name)


@kept
def _zone(options: Mapping[str, Any], lang: str) -> tzinfo:
    from postctl.dates import zone

    name = str(config.of_language(options, lang).get("timezone") or "")
    return zone(name) if name and name != "Local" else UTC


# --- a post -----------------------------------------------------------------------------------------------------------


def facts(source: Source) -> Facts:
    """The post as Hugo builds it."""
    file = _file(source)
    front = cascaded(source.front, file.tree_path, file.folder, file.lang, file.options)
    found = dates.resolve(
        front,
        file.name,
        dates.chains(file.options.get("frontmatter")),
        _zone(file.options, file.lang),
        git=config.true(file.options.get("enablegitinfo")),
    )
    title = _text(front.get("title"))
    page = _page(front, found, file, source.place)
    return Facts(
        title=title or _title_of(source.place.slug),
        titled=bool(title),
        slug=page.slug or source.place.slug,
        url=urls.address(page, _rules(file.options, file.lang)) if drafts.rendered(front) else None,
        verdict=drafts.verdict(front, source.front, found, source.path, file.options),
        date=found.date,
        goes_live=found.goes_live,
        updated=found.updated,
        expires=None if config.true(file.options.get("buildexpired")) else found.expires,
        tags=_tags(front.get("tags")),
        lang=source.place.lang,
        redirects=_tags(front.get("aliases")),
    )


class _File(NamedTuple):
    """A post's file. `folder`: where it lies in the content. `base`: its name without extension and language; `name` the same,
    or the folder's for a bundle. `options`: as they hold for its language `lang`. `tree_path`: its page's in Hugo's tree.
    """

    folder: str
    base: str
    name: str
    lang: str
    options: Mapping[str, Any]
    tree_path: str


def _file(source: Source) -> _File:
    options, place = source.settings.options, source.place
    found = config.located(source.path, options[":mounts"])
    assert found is not None, "place() has found it"
    base, _ = config.split(found.name, config.languages(options))
    lang = place.lang or found.lang
    path = found.folder if place.bundle else "/".join(part for part in (found.folder, base) if part)
    name = basename(found.folder) if place.bundle else base
    return _File(found.folder, base, name, lang, config.of_language(options, lang), f"/{paths.normal(path)}")


def _page(front: FrontMatter, found: dates.Dates, file: _File, place: Place) -> paths.Page:
    dated = found.used["date"]
    return paths.Page(
        folder=place.section,
        name=file.name,
        title=_text(front.get("title")),
        slug=_slug_in(front) if "slug" in front else found.slug,
        url=_text(front.get("url")),
        bundle=place.bundle,
        date=dated.moment if dated else None,
        file_name=file.name if place.bundle else file.base,
        sections=_sections(place.section, file.options[":sections"].get(file.lang)),
    )


def _slug_in(front: FrontMatter) -> str:
    return _text(front.get("slug")).strip("-")


def _sections(folder: str, known: Mapping[str, FrontMatter] | None) -> tuple[paths.Section, ...]:
    """The sections above a post, outermost first: the top folder, and folders below it that have an `_index` file."""
    if not folder:
        return ()
    parts = folder.split("/")
    if not known:
        return (paths.Section(parts[0]),)
    above = ["/".join(parts[:depth]) for depth in range(1, len(parts) + 1)]
    return tuple(_section(each, known.get(each)) for depth, each in enumerate(above) if depth == 0 or each in known)


def _section(folder: str, front: FrontMatter | None) -> paths.Section:
    return paths.Section(folder) if front is None else paths.Section(folder, _slug_in(front), _text(front.get("title")))


@kept
def _rules(options: Mapping[str, Any], lang: str) -> paths.Rules:
    ugly = options.get("uglyurls")
    several_hosts = any("baseurl" in entry for entry in config.languages(options).values())
    plain = lang == config.default_language(options) and not config.true(options.get("defaultcontentlanguageinsubdir"))
    return paths.Rules(
        permalinks=paths.permalink_rules(options.get("permalinks")),
        prefix="" if plain or several_hosts else lang,
        ugly={key: config.true(value) for key, value in ugly.items()} if isinstance(ugly, Mapping) else config.true(ugly),
        keep_case=config.true(options.get("disablepathtolower")),
        no_accents=config.true(options.get("removepathaccents")),
    )


_GO_FLOATS = {"inf": "+Inf", "-inf": "-Inf", "nan": "NaN"}


def _text(value: object) -> str:
    """A value as Go's `cast.ToString` writes it; lists and tables are `''`."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        from decimal import Decimal

        return _GO_FLOATS.get(str(value)) or format(Decimal(repr(value)).normalize(), "f")
    return str(value) if isinstance(value, int) else ""


def _title_of(slug: str) -> str:
    """The title Hugo's archetype makes of a name."""
    return slug.replace("-", " ").strip().capitalize()


def _tags(value: object) -> tuple[str, ...]:
    """A string is one tag, whatever stands in it."""
    items = value if isinstance(value, list) else [value]
    return tuple(text for item in items if (text := _text(item)))


# --- publishing -------------------------------------------------------------------------------------------------------


def toggle(post: Post, public: bool, settings: Settings, date: datetime) -> Toggle:
    """Flip `draft`, or a lone `published: true|false`, under the name the author gave it. Nothing moves."""
    from postctl.document import find

    if public is (post.verdict.hidden is not Status.DRAFT):
        return Toggle({})
    if (draft := find(post.document, "draft", fold=True)) is not None:
        return Toggle({draft.key: not public})
    published = find(post.document, "published", fold=True)
    if published is not None and isinstance(post.front.get("published"), bool):
        return Toggle({published.key: public})
    return Toggle({"draft": not public})


def slug(title: str) -> str:
    """The name Hugo's `urlize` makes of a title."""
    from postctl.slugs import hugo

    return hugo.slug(title)
