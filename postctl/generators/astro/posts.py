"""What Astro makes of a file: where it stands, what it says, and how to publish it."""

from __future__ import annotations

import re
import unicodedata
from datetime import datetime
from posixpath import basename, dirname, splitext

from postctl.generators import _common, _js_dates
from postctl.generators.astro import dates as astro_dates
from postctl.generators.astro import drafts, globs, schemas
from postctl.generators.astro.site import ENDINGS, Collection, Route
from postctl.model import Facts, Ignored, Place, Settings, Verdict
from postctl.regexes import later
from postctl.site import Post, Source, Toggle
from postctl.slugs import astro as slugs
from postctl.values import NamedTuple

_STARS = later(r"[*?{\[]")
_TO_MDX = "add the integration with `npx astro add mdx`, or name the file .md"


class _Spot(NamedTuple):
    """Where a file lies: in which collection (`None`: in `src/pages/`), and its path below the base of it."""

    collection: Collection | None
    inside: str


# --- a file -----------------------------------------------------------------------------------------------------------


def place(path: str, settings: Settings) -> Place | Ignored | None:
    """Where a post stands; `Ignored` for a file that lies with posts and that Astro leaves out."""
    options = settings.options
    if not path.endswith(ENDINGS) or path.startswith(".") or "/." in dirname(f"/{path}"):
        return None
    spot = _spot(path, settings)
    if spot is None:
        return _left_out(path, settings)
    if path.endswith(".mdx") and not options.get(":mdx", True):
        return Ignored(path, "Astro reads .mdx only with the integration @astrojs/mdx", _TO_MDX)
    if spot.collection is None:
        return _page(path, spot.inside)
    if basename(path).startswith(".") and not spot.collection.patterns:
        return None
    if not path.endswith((".md", ".mdx")):
        return Ignored(path, f"Astro loads .md into a collection, not {splitext(path)[1]}", "name the file .md")
    if found := re.search(r"[#?]", spot.inside):
        return Ignored(path, f"Astro cannot open a file with `{found[0]}` in its name, and goes on without it", "rename it")
    return _placed(spot.inside, spot.collection.name, options.get(":langs", frozenset()))


def _placed(inside: str, name: str, langs: frozenset[str]) -> Place:
    stem = splitext(inside)[0]
    bundle = slugs.slug(basename(stem)) == "index" and "/" in stem
    folder = dirname(dirname(inside)) if bundle else dirname(inside)
    lang = inside.partition("/")[0]
    slug = slugs.path(stem).rpartition("/")[2]
    section = "/".join(part for part in (name, folder) if part)
    return Place(slug or basename(stem), section=section, lang=lang if lang in langs and "/" in inside else None, bundle=bundle)


def _page(path: str, inside: str) -> Place | Ignored | None:
    """A file of `src/pages/`, where the path is the address."""
    parts = inside.split("/")
    stem = splitext(parts[-1])[0]
    if "[" in inside or (len(parts) == 1 and stem in ("404", "500")):
        return None
    if parts[-1].startswith("."):
        return None
    if any(part.startswith("_") for part in parts):
        return Ignored(path, "Astro builds nothing in src/pages/ whose name begins with `_`", "rename it if it is a page")
    bundle = stem == "index" and len(parts) > 1
    return Place(parts[-2] if bundle else stem, section="/".join(parts[: -2 if bundle else -1]), bundle=bundle)


def _spot(path: str, settings: Settings) -> _Spot | None:
    options = settings.options
    pages = f"{options.get(':pages', 'src/pages')}/"
    if path.startswith(pages):
        return _Spot(None, path.removeprefix(pages))
    collections: tuple[Collection, ...] = options.get(":collections", ())
    for each in collections:
        inside = _below(path, each.base)
        if inside is not None and not _skips(inside, each):
            return _Spot(each, inside)
    if settings.posts == options.get(":posts"):
        return None
    if any(_below(path, each.base) is not None for each in collections if each.base and each.patterns is not None):
        return None
    base = max((home for glob in settings.posts if _below(path, home := _home(glob)) is not None), key=len, default="")
    return _Spot(Collection(basename(base), base), _below(path, base) or path)


def _home(glob: str) -> str:
    """The folders of a glob before its first star."""
    plain = glob.removeprefix("./")
    star = _STARS.search(plain)
    return plain[: star.start()].rpartition("/")[0] if star else dirname(plain)


def _below(path: str, base: str) -> str | None:
    if not base:
        return path
    return path[len(base) + 1 :] if path.startswith(f"{base}/") else None


def _skips(inside: str, collection: Collection) -> str:
    """Why a collection leaves a file out; `''` if it does not."""
    if collection.legacy and any(part.startswith("_") for part in inside.split("/")):
        return "names that begin with `_` are left out of `src/content/`"
    if collection.patterns is None or globs.fits(inside, collection.patterns) is not False:
        return ""
    return f"the pattern `{', '.join(collection.patterns)}` of the collection `{collection.name}` does not fit its name"


def _left_out(path: str, settings: Settings) -> Ignored | None:
    """A file in the folder of a collection that takes other names. Of a collection in the root nobody expects every file."""
    for each in settings.options.get(":collections", ()):
        inside = _below(path, each.base) if each.base else None
        if (
            inside is not None
            and not basename(path).startswith(".")
            and not _common.is_paper(dirname(inside), splitext(basename(inside))[0])
        ):
            return Ignored(path, f"Astro skips it: {_skips(inside, each)}", "rename it if it is a post")
    return None


# --- what a post says -------------------------------------------------------------------------------------------------


def facts(source: Source) -> Facts:
    """The post as Astro builds it."""
    from postctl import dates

    front, place = source.front, source.place
    spot = _spot(source.path, source.settings) or _Spot(None, source.path)
    collection = spot.collection
    schema = collection.schema if collection else None
    zone = dates.zone(source.settings.timezone)
    date = astro_dates.first(front, astro_dates.keys(schema), schema, zone, source.quoted)
    written = _written_slug(source) if collection else ""
    slug = (written or "").rstrip("/").rpartition("/")[2] or place.slug
    title = _common.plain_text(front.get("title"))
    route: Route | None = source.settings.options.get(":routes", {}).get(collection.name) if collection else None
    url = _common.permalink(source, slug, date, title)
    if url is None and not source.settings.permalink:
        post_id = slugs.path(splitext(spot.inside)[0]) if written == "" else written or ""
        url = _address(post_id, route, source.settings) if collection else _page_address(spot.inside, source.settings)
    return Facts(
        title=title or place.slug.replace("-", " "),
        titled="title" in front,
        slug=slug,
        url=url,
        verdict=_verdict(source, collection),
        date=date,
        updated=astro_dates.first(front, astro_dates.UPDATED_KEYS, schema, zone, source.quoted),
        tags=_common.tags(front, "tags", "tag"),
        lang=place.lang or _common.plain_text(front.get("lang")) or None,
    )


def _written_slug(source: Source) -> str | None:
    """The `slug` that replaces the id; `''` where none does, `None` for one of which JavaScript makes something nobody means."""
    value = source.front.get("slug")
    if isinstance(value, list | dict):
        return None
    if isinstance(value, str):
        return None if "slug" not in source.quoted and _js_dates.timestamp(value) is not None else value
    return str(value).lower() if value else ""


def _verdict(source: Source, collection: Collection | None) -> Verdict:
    if collection is None:
        return drafts.of_page(source.front)
    filtered = source.settings.options.get(":drafts")
    verdict = drafts.of_post(source.front, collection.schema, collection.name, filtered=filtered)
    if not verdict.fatal and (failing := _failing(verdict, collection, source)) is not None:
        return failing
    folder = next((part for part in source.path.split("/")[:-1] if part.lower() in ("drafts", "_drafts")), "")
    if folder and verdict.key is None and verdict.hidden is None:
        says = f"Astro publishes this post, unless the site's pages look at its path: the folder `{folder}/` means nothing to it"
        return verdict._replace(trap=says, sure=False)
    return verdict


def _failing(verdict: Verdict, collection: Collection, source: Source) -> Verdict | None:
    """The verdict on a post that the schema refuses for another key than its mark or its dates."""
    schema = collection.schema
    marks = frozenset({"draft", *astro_dates.keys(schema), *astro_dates.UPDATED_KEYS} - set(_needed_dates(schema, source)))
    failed = schemas.failure(schema, source.front, source.quoted, besides=marks) if schema is not None else None
    if failed is None:
        return None
    says = f"Astro's build fails: the schema of `{collection.name}` {failed.reason}"
    return verdict._replace(trap=says, fatal=True, sure=True, missing=failed.key if failed.missing else "")


def _needed_dates(schema: schemas.Schema | None, source: Source) -> tuple[str, ...]:
    """The dates that the schema wants, and that the post does not have."""
    if schema is None:
        return ()
    return tuple(key for key in astro_dates.keys(schema) if key in schema.needed and key not in source.front)


# --- its address ------------------------------------------------------------------------------------------------------


def _address(post_id: str, route: Route | None, settings: Settings) -> str | None:
    """The address a route gives an id; `None` where there is no route to be seen, or where it takes no such id."""
    if route is None or not post_id or (not route.rest and ("/" in post_id or post_id == "index")):
        return None
    return _ended("/".join(part for part in (route.prefix, post_id.strip("/")) if part), settings)


def _page_address(inside: str, settings: Settings) -> str:
    stem = re.sub(r"(?:(?<=/)|\A)index\Z", "", splitext(inside)[0]).rstrip("/")
    return _ended(stem, settings) if stem else "/"


def _ended(path: str, settings: Settings) -> str:
    """The address of a page by `build.format` and `trailingSlash`, in Unicode form NFC as Astro writes it."""
    options = settings.options
    path = unicodedata.normalize("NFC", path).replace("#", "%23").replace("?", "%3F")
    build = options.get("build")
    form = build.get("format") if isinstance(build, dict) else None
    if form == "file":
        return f"/{path}.html"
    return f"/{path}" if options.get("trailingSlash") == "never" else f"/{path}/"


# --- publishing -------------------------------------------------------------------------------------------------------


def toggle(post: Post, public: bool, settings: Settings, date: datetime) -> Toggle:
    """Flip the mark that decided, else the one the schema knows. Nothing moves; a page of `src/pages/` is always public."""
    if _common.is_so(post, public=public):
        return Toggle({})
    spot = _spot(post.path, settings)
    schema = spot.collection.schema if spot and spot.collection else None
    key = post.verdict.key if post.verdict.hidden else None
    return Toggle(drafts.marked(key or drafts.mark(schema), public=public))


def slug(title: str) -> str:
    """A name for the file: Astro makes nothing of a title, and of this name the very same id."""
    return _common.slug(title)


def closed(path: str, settings: Settings) -> str | None:
    """Why the build fails over a key that the schema does not know."""
    spot = _spot(path, settings)
    schema = spot.collection.schema if spot and spot.collection else None
    if schema is None or not schema.strict:
        return None
    assert spot is not None
    assert spot.collection is not None
    return f"the schema of `{spot.collection.name}` refuses keys that it does not know"
