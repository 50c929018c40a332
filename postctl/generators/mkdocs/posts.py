"""What MkDocs makes of a file: a post of its blog, or a page of the documentation where there is no blog."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from html import unescape
from posixpath import basename, dirname, splitext
from typing import Any

from postctl.errors import Refused
from postctl.generators import _common
from postctl.generators._gitignore import ignored
from postctl.generators.mkdocs import config, dates, drafts, urls
from postctl.generators.mkdocs.config import Blog, Config
from postctl.model import Date, Facts, FrontMatter, Ignored, Place, Settings, Status, Verdict
from postctl.regexes import later
from postctl.site import Post, Source, Toggle

# --- a path -----------------------------------------------------------------------------------------------------------


def place(path: str, settings: Settings) -> Place | Ignored | None:
    """Where a post or page stands. With a blog only its posts count, without one every page."""
    site = _site(settings)
    inside = config.located(path, site)
    if inside is None:
        return _other_ending(path, site)
    blog = _blog(inside, site)
    if site.blogs and blog is None:
        return None
    if reason := _left_out(inside, site):
        return Ignored(path, *reason) if blog else None
    name = config.stem(inside)
    folder = dirname(inside)
    section = folder[len(blog.posts) :].lstrip("/") if blog and folder.startswith(blog.posts) else "" if blog else folder
    bundle = name == "index" and bool(section)
    if bundle:
        section, _, name = section.rpartition("/")
    return Place(name, None, section, bundle=bundle, drafts=ignored(inside, site.drafts))


def _site(settings: Settings) -> Config:
    site = settings.options.get(":site")
    return site if isinstance(site, Config) else Config()


def _blog(inside: str, site: Config) -> Blog | None:
    """The blog a file is a post of: the first whose posts folder is the beginning of its path, be it in the middle of a name."""
    return next((blog for blog in site.blogs if inside.startswith(blog.posts)), None)


def _other_ending(path: str, site: Config) -> Ignored | None:
    """A file among the posts that only others take for Markdown."""
    ending = splitext(path)[1]
    inside = config.located(f"{path}.md", site)
    if ending.lower() not in _MARKDOWN or inside is None or _blog(inside, site) is None:
        return None
    return Ignored(path, f"MkDocs copies files that end in `{ending}` as they are", "let its name end in `.md`")


_MARKDOWN = frozenset(f".{ending}" for ending in _common.MARKDOWN)


def _left_out(inside: str, site: Config) -> tuple[str, str] | None:
    """Why MkDocs does not see a file, and what to do."""
    if inside in site.shadowed:
        return "another file of this folder becomes the same page", "rename one of the two"
    if not ignored(inside, (*config.ALWAYS_OUT, *site.exclude)):
        return None
    if ignored(inside, config.ALWAYS_OUT):
        return "MkDocs leaves out names that begin with a dot, and `templates/`", "rename it if it is a post"
    return f"`exclude_docs` in {site.file} leaves it out", "change the patterns there, or move the file away"


# --- a post -----------------------------------------------------------------------------------------------------------


def facts(source: Source) -> Facts:
    """The post as the blog plugin builds it, or the page as MkDocs does."""
    site = _site(source.settings)
    inside = config.located(source.path, site) or source.path
    blog = _blog(inside, site)
    return _page(source, inside, site) if blog is None else _post(source, inside, site, blog)


def _post(source: Source, inside: str, site: Config, blog: Blog) -> Facts:
    front = _with_defaults(source.front, inside, site)
    found = dates.dates(front, source.quoted)
    slug = urls.slug_in(front, _heading(source.body) or _from_name(inside), blog)
    title = _title(front, source.body)
    verdict = _drafted(site) if source.place.drafts else drafts.verdict(source, front, blog)
    return Facts(
        title=title or _from_name(inside),
        titled=bool(title),
        slug=slug or source.place.slug,
        url=urls.post(inside, front, slug, found.date.moment, blog, site),
        verdict=verdict,
        date=found.date,
        goes_live=_at_once(front, found.date, blog, source.settings),
        updated=found.updated,
        tags=_terms(front.get("tags")),
    )


def _with_defaults(front: FrontMatter, inside: str, site: Config) -> FrontMatter:
    """The front matter over what the files of the `meta` plugin say: maps and lists are joined, other values replaced."""
    merged: dict[str, Any] = {}
    for folder, values in site.defaults:
        if inside.startswith(folder):
            merged = _joined(merged, values)
    return _joined(merged, front) if merged else front


def _joined(below: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    joined = dict(below)
    for key, value in above.items():
        old = joined.get(key)
        if isinstance(old, dict) and isinstance(value, dict):
            joined[key] = _joined(old, value)
        elif isinstance(old, list) and isinstance(value, list):
            joined[key] = [*old, *value]
        else:
            joined[key] = value
    return joined


def _at_once(front: FrontMatter, date: Date, blog: Blog, settings: Settings) -> Date | None:
    """The date from which a post is public, where that is not its own.

    In a blog that hides what is dated in the future, a post that says `draft: false` does not wait for its date.
    """
    waits = blog.if_future and not blog.draft and not isinstance(front.get("draft"), bool)
    if settings.future or waits or date.moment is None:
        return None
    return Date("", "draft", datetime(1970, 1, 1, tzinfo=UTC))


def _terms(value: object) -> tuple[str, ...]:
    items = value if isinstance(value, list) else ()
    return tuple(dict.fromkeys(filter(None, map(_common.plain_text, items))))


# --- titles -----------------------------------------------------------------------------------------------------------

_FIRST_LINE = later(r"\s*(# [^\r\n]*)")
_ATTRIBUTES = later(r"[ ]\{:?[^{}]*\}\s*\Z")
_CLOSING = later(r"(?<!\\)#+\Z")
_MARKS = later(
    r"\\([!-/:-@\[-`{-~])|!?\[([^\]\[]*)\]\([^()]*\)|`+|</?[A-Za-z][^<>]*>"
    r"|\*{1,3}(?=\S)|(?<=\S)\*{1,3}|(?<!\w)_{1,3}(?=\S)|(?<=\S)_{1,3}(?!\w)"
)


def _first_line(body: str) -> str:
    """The first line of the text, if it is a heading; else `''`."""
    found = _FIRST_LINE.match(body)
    return found[1].strip() if found else ""


def _heading(body: str) -> str:
    """The heading as slugs are made of it: as it stands there."""
    return _first_line(body).lstrip("# ")


def _title(front: FrontMatter, body: str) -> str:
    """The title as its author wrote it: in the front matter, else the first heading without its marks; `''` for none."""
    if "title" in front:
        return _common.plain_text(front["title"])
    bare = _CLOSING.sub("", _ATTRIBUTES.sub("", _first_line(body).removeprefix("#")).strip())
    return unescape(_MARKS.sub(lambda mark: mark[1] or mark[2] or "", bare)).strip()


def _from_name(inside: str) -> str:
    """The title MkDocs makes of a file's name."""
    title = config.stem(basename(inside)).replace("-", " ").replace("_", " ")
    if title == "index" and not dirname(inside):
        return "Home"
    return title.capitalize() if title.lower() == title else title


# --- a page of the documentation ----------------------------------------------------------------------------------------


def _page(source: Source, inside: str, site: Config) -> Facts:
    title = _title(source.front, source.body)
    return Facts(
        title=title or _from_name(inside),
        titled=bool(title),
        slug=source.place.slug,
        url=urls.page(inside, directory_urls=site.directory_urls),
        verdict=_drafted(site) if source.place.drafts else drafts.of_page(source.front, inside, site),
        date=_common.dated(source.front, ("date",), UTC),
        tags=_terms(source.front.get("tags")),
    )


def _drafted(site: Config) -> Verdict:
    return Verdict(Status.DRAFT, f"`draft_docs` in {site.file}")


# --- publishing -------------------------------------------------------------------------------------------------------


def toggle(post: Post, public: bool, settings: Settings, date: datetime) -> Toggle:
    """Set `draft`. Pages are drafts only by a pattern in the configuration, which postctl does not write."""
    site = _site(settings)
    inside = config.located(post.path, site) or post.path
    blog = _blog(inside, site)
    if _common.is_so(post, public=public):
        return Toggle({})
    if blog is None or post.place.drafts:
        raise Refused(*_by_hand(inside, site, public=public))
    return Toggle({"draft": not public})


def _by_hand(inside: str, site: Config, *, public: bool) -> tuple[str, str]:
    if public:
        return f"`draft_docs` in {site.file} keeps {inside} out of the site", "take it out of the patterns there"
    hint = f"put {inside} into `draft_docs` in {site.file or 'mkdocs.yml'}; a new page is public from the start: new --publish"
    return "MkDocs knows drafts of pages only by the patterns in its configuration", hint


def slug(title: str) -> str:
    """The slug the blog makes of a title by default."""
    from postctl.slugs import mkdocs

    return mkdocs.slug(title)
