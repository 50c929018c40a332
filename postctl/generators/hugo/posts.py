"""What Hugo makes of a file: where it stands, what it says, and how to publish it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime, tzinfo
from functools import lru_cache, partial
from posixpath import basename, dirname
from typing import Any

from postctl.generators._kept import kept
from postctl.generators.hugo import config, dates, drafts, paths, urls
from postctl.generators.hugo.cascades import cascaded, cascading
from postctl.model import Facts, FrontMatter, Ignored, Place, Settings, Status
from postctl.site import Post, Source, Toggle
from postctl.values import NamedTuple

# --- a path -----------------------------------------------------------------------------------------------------------


def place(path: str, settings: Settings) -> Place | Ignored | None:
    """Where a post stands. Section pages, bundle resources and files that are no content are `None`."""
    options = settings.options
    above, _, file = path.rpartition("/")
    home, known = _homes(options)(above), config.languages(options)
    if home is None or home.hidden or file[0] == "." or file[file.rfind(".") :].lower() not in config.CONTENT:
        return None
    base, named = config.split(file, known)
    bundle = base.lower() == "index"
    if base.lower() == "_index" or home.below_bundle or (home.is_bundle and not bundle):
        return None
    lang = named or home.lang
    if reason := _ignored(path, config.Located(home.folder, file, home.lang), lang, options):
        return Ignored(path, *reason)
    if bundle and not home.folder:
        return None  # the home page
    name = home.name if bundle else base
    date, slug = _from_name(name, options, lang)
    return Place(slug or name, date, home.above if bundle else home.folder, lang if len(known) > 1 or named else None, bundle)


class _Home(NamedTuple):
    """What a folder says of the files in it. `folder`: where it lies in the content, under the name `name` in `above`.

    `hidden`: Hugo sees nothing in it. `is_bundle`: it is a leaf bundle, or lies in one (`below_bundle`).
    """

    folder: str
    above: str
    name: str
    lang: str
    hidden: bool
    is_bundle: bool
    below_bundle: bool


@kept
def _homes(options: Mapping[str, Any]) -> Callable[[str], _Home | None]:
    """What the folders of a site say, each looked at once: posts of one are read after each other."""
    return lru_cache(maxsize=64)(partial(_home, options))


def _home(options: Mapping[str, Any], path: str) -> _Home | None:
    """What a folder says, given by its path below the site's root; `None` if it holds no content."""
    found = config.located(f"{path}/index.md" if path else "index.md", options[":mounts"])
    if found is None:
        return None
    folder, bundles = found.folder, options[":bundles"]
    below = any(above in bundles for above in _upwards(dirname(path)))
    is_bundle = bool(path) and path in bundles
    return _Home(folder, dirname(folder), basename(folder), found.lang, "/." in f"/{folder}", is_bundle, below)


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
    patterns = options.get("ignorefiles") or ()
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
    place, options = source.place, source.settings.options
    above, _, file = source.path.rpartition("/")
    home = _homes(options)(above)
    assert home is not None, "place() has found it"
    site = _site(options, place.lang or home.lang)
    base, _ = config.split(file, site.codes)
    front = _with_cascades(source.front, home, base, site, bundle=place.bundle)
    name = home.name if place.bundle else base
    found = dates.resolve(front, name, site.chains, site.zone, git=site.git)
    title, dated = _text(front.get("title")), found.used["date"]
    page = paths.Page(
        folder=place.section,
        name=name,
        title=title,
        slug=_slug_in(front) if "slug" in front else found.slug,
        url=_text(front.get("url")),
        bundle=place.bundle,
        date=dated.moment if dated else None,
        file_name=base if not place.bundle else name,
        sections=_sections(place.section, site.sections),
    )
    return Facts(
        title=title or _title_of(place.slug),
        titled=bool(title),
        slug=page.slug or place.slug,
        url=urls.address(page, site.rules) if drafts.rendered(front) else None,
        verdict=drafts.verdict(front, source.front, found, source.path, site.options),
        date=found.date,
        goes_live=found.goes_live,
        updated=found.updated,
        expires=None if site.expired else found.expires,
        tags=_tags(front.get("tags")),
        lang=place.lang,
        redirects=_tags(front.get("aliases")),
    )


class _Site(NamedTuple):
    """What the settings say of all posts of a language. `options`: as they hold for it; `codes`: of all languages.

    `cascades`: something gives posts front matter. `expired`: what has expired is built all the same.
    """

    lang: str
    options: Mapping[str, Any]
    codes: Mapping[str, Any]
    chains: dates.Chains
    zone: tzinfo
    git: bool
    expired: bool
    cascades: bool
    rules: paths.Rules
    sections: Mapping[str, FrontMatter] | None


@kept
def _site(options: Mapping[str, Any], lang: str) -> _Site:
    own = config.of_language(options, lang)
    return _Site(
        lang=lang,
        options=own,
        codes=config.languages(own),
        chains=dates.chains(own.get("frontmatter")),
        zone=_zone(own, lang),
        git=config.true(own.get("enablegitinfo")),
        expired=config.true(own.get("buildexpired")),
        cascades=cascading(own, lang),
        rules=_rules(own, lang),
        sections=own[":sections"].get(lang),
    )


def _with_cascades(own: FrontMatter, home: _Home, base: str, site: _Site, *, bundle: bool) -> FrontMatter:
    """The front matter of a post, and what is cascaded to it."""
    if not site.cascades and "cascade" not in own:
        return own
    path = home.folder if bundle else "/".join(part for part in (home.folder, base) if part)
    return cascaded(own, f"/{paths.normal(path)}", home.folder, site.lang, site.options)


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
    if value is None:
        return ()
    items = value if isinstance(value, list) else [value]
    return tuple([text for item in items if (text := _text(item))])


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
