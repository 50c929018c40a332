"""What Cobalt makes of a file: where it stands, what it says, and how to publish it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime, time
from posixpath import basename, dirname
from typing import Any

from postctl.generators.cobalt import dates, urls
from postctl.model import Date, Facts, FrontMatter, Ignored, Place, Settings, Status, Value, Verdict
from postctl.site import Post, Source, Toggle

_KEYS = frozenset(
    "permalink slug title description excerpt categories tags excerpt_separator published_date format templated layout is_draft "
    "weight data pagination".split()
)
_MARKDOWN = (".md", ".markdown", ".mdown", ".mdx", ".mkd", ".mkdn")
_YES = frozenset({"yes", "y", "on", "true", "draft", "1"})
_NO = frozenset({"no", "n", "off", "false", "draft", "0"})

# --- a path -----------------------------------------------------------------------------------------------------------


def place(path: str, settings: Settings) -> Place | Ignored | None:
    """Where a post stands: below the folder of the posts or that of the drafts."""
    options = settings.options
    home = _home(path, options)
    if home is None:
        return None
    inside = path[len(home) :].lstrip("/")
    parts = inside.split("/")
    if any(part.startswith(".") for part in parts):
        return None
    if any(part.startswith("_") for part in parts):
        return Ignored(path, "Cobalt skips names that begin with `_`", "rename it if it is a post")
    if glob := _ignored(path[len(options[":source"]) :].lstrip("/"), options):
        return Ignored(path, f"`ignore` has `{glob}`", "change the pattern, or move the file away")
    if parts[-1].rpartition(".")[2] not in _endings(options) or "." not in parts[-1]:
        if parts[-1].lower().endswith(_MARKDOWN):
            return Ignored(path, "its ending is not among `template_extensions`", "rename it, or add the ending there")
        return None
    day, rest = dates.day_in(parts[-1].partition(".")[0])
    drafts = home == options[":drafts"] and options.get("include_drafts") is not True
    return Place(rest, day.isoformat() if day else None, dirname(inside), drafts=drafts)


def _home(path: str, options: Mapping[str, Any]) -> str | None:
    """The folder of the drafts or of the posts a path lies in; the deeper one, where one lies in the other."""
    homes = [home for home in (options[":drafts"], options[":posts"]) if home and path.startswith(f"{home}/")]
    return max(homes, key=len, default=None if options[":posts"] else "")


def _endings(options: Mapping[str, Any]) -> list[Any]:
    written = options.get("template_extensions")
    return written if isinstance(written, list) else ["md", "wiki", "liquid"]


def _ignored(path: str, options: Mapping[str, Any]) -> str | None:
    """The pattern of `ignore` that decides over a path below the source, as git reads them: the last that fits."""
    listed = options.get("ignore")
    decided = None
    for line in listed if isinstance(listed, list) else ():
        if isinstance(line, str) and line.strip("/!") and _fits(line.removeprefix("!"), path):
            decided = None if line.startswith("!") else line
    return decided


def _fits(pattern: str, path: str) -> bool:
    from postctl import globs

    core = pattern.rstrip("/")
    glob = core.lstrip("/") if "/" in core else f"**/{core}"
    if len(glob) > 1000 or "{" in glob:
        return False
    return globs.matcher((f"{glob}/**",) if pattern.endswith("/") else (glob, f"{glob}/**"))(path)


# --- a post -----------------------------------------------------------------------------------------------------------


def facts(source: Source) -> Facts:
    """The post as Cobalt builds it."""
    front, options = source.front, source.settings.options
    data = {**_defaults(options), **{key: value for key, value in front.items() if value is not None}}
    name = basename(source.path).partition(".")[0]
    date = dates.written(front.get("published_date")) or _named(name) or dates.written(data.get("published_date"))
    made = _slugified(source.place.slug)
    slug = _text(front.get("slug")) or made
    title = _text(front.get("title")) or ("" if front.get("slug") is not None else _titleized(made or source.place.slug))
    template = _permalink(data)
    known = urls.variables(_as_post(source), slug, _texts(data.get("categories")), date.moment if date else None)
    return Facts(
        title=title or _text(data.get("title")) or source.place.slug,
        titled=bool(_text(front.get("title"))),
        slug=slug or source.place.slug,
        url=urls.address(template, known, data.get("data")) if template else None,
        verdict=_verdict(source, data, _failure(front, data, name, title, template, known)),
        date=date,
        tags=tuple(dict.fromkeys(_texts(data.get("tags")))),
    )


def _defaults(options: Mapping[str, Any]) -> dict[str, Any]:
    """Front matter of the configuration: that of all pages, and over it that of posts."""
    found: dict[str, Any] = {}
    for table in (options, options.get("posts")):
        own = table.get("default") if isinstance(table, Mapping) else None
        found |= {key: value for key, value in own.items() if value is not None} if isinstance(own, Mapping) else {}
    return found


def _named(name: str) -> Date | None:
    found = dates.IN_NAME.fullmatch(name)
    if found is None:
        return None
    day, text = dates.day_in(name)[0], name[: found.start(4) - 1]
    if day is None:
        return Date(text, "name", problem=f"Cobalt's build fails: the name says the day {text}, which is in no calendar")
    return Date(text, "name", datetime.combine(day, time(), UTC), day.isoformat(), "YYYY-MM-DD")


def _as_post(source: Source) -> str:
    """The path of a post below the source; a draft's as if it lay among the posts."""
    options = source.settings.options
    home = _home(source.path, options) or ""
    posts = options[":posts"][len(options[":source"]) :].lstrip("/")
    return "/".join(filter(None, (posts, source.path[len(home) :].lstrip("/"))))


def _permalink(data: Mapping[str, Any]) -> str | None:
    """The template; `None` for one that Cobalt does not take."""
    written = data.get("permalink", "path")
    if written == "path":
        return urls.PATH
    return written if isinstance(written, str) and written.startswith("/") else None


def _slugified(text: str) -> str | None:
    from postctl.slugs import zola

    return zola.exact(text)


def _titleized(slug: str) -> str:
    return " ".join(word[:1].upper() + word[1:].lower() for word in slug.split("-"))


# --- public or not ----------------------------------------------------------------------------------------------------


def _verdict(source: Source, data: Mapping[str, Any], failure: str | None) -> Verdict:
    front, options = source.front, source.settings.options
    if source.place.drafts:
        trap = None
        if front.get("is_draft") is False:
            trap = f"Cobalt leaves out what lies in {options[':drafts']}/, whatever its front matter says; publishing moves it"
        return Verdict(Status.DRAFT, f"lies in {options[':drafts']}/", trap=trap)
    fatal, value = failure is not None, data.get("is_draft")
    key = "is_draft" if front.get("is_draft") is not None else None
    reason = f"is_draft: {str(value).lower()}" + ("" if key else ", by the site's defaults")
    if value is True or (not isinstance(value, bool) and str(value).strip().lower() in _YES):
        if options.get("include_drafts") is True and value is True:
            return Verdict(None, f"{reason}, but `include_drafts` is on", key, failure, fatal=fatal)
        return Verdict(Status.DRAFT, reason, key, failure, fatal=fatal)
    told = reason if key or value is not None else "no draft mark"
    trap = next(_traps(front), None) if failure is None else None
    if failure or trap:
        return Verdict(None, told, key, failure or trap, fatal=fatal)
    return Verdict(None, told, key, _stranger(front), sure=False) if _stranger(front) else Verdict(None, told, key)


def _traps(front: FrontMatter) -> Iterator[str]:
    """Sentences about marks that hide the post in its author's eyes, and not in Cobalt's."""
    for key, value in front.items():
        word = str(value).strip().lower()
        if (key.lower() == "draft" or (key != "is_draft" and key.lower() == "is_draft")) and word in _YES:
            yield f"Cobalt does not take this post for a draft: it does not know `{key}`, only `is_draft`"
        if (key.lower() == "published" and word in _NO) or (key.lower() == "status" and word == "draft"):
            yield f"Cobalt does not take this post for a draft: it does not know `{key}`, only `is_draft`"
    data = front.get("data")
    if isinstance(data, Mapping) and (data.get("is_draft") is True or data.get("draft") is True):
        yield "Cobalt publishes this post: a draft mark below `data` means nothing to it, only `is_draft` above it"


def _stranger(front: FrontMatter) -> str | None:
    """A sentence about a key that Cobalt's front matter does not have."""
    key = next((each for each in front if each not in _KEYS), None)
    return f"Cobalt has no key `{key}` and may end the build there; keys of your own belong below `data`" if key else None


def _failure(
    front: FrontMatter, data: Mapping[str, Any], name: str, title: str, template: str | None, known: Mapping[str, str | None]
) -> str | None:
    """A sentence about the first thing over which the build fails; dates have theirs elsewhere."""
    what = next(_wrong(front, data, title, template), None)
    if what is None and template and (token := urls.missing(template, known)):
        what = f"its address asks for `{token}`, which the post does not have"
    if what is None and dates.IN_NAME.fullmatch(name) and dates.day_in(name)[0] is None:
        what = f"the name {name} begins with a day that is in no calendar"
    return f"Cobalt's build fails: {what}" if what else None


def _wrong(front: FrontMatter, data: Mapping[str, Any], title: str, template: str | None) -> Iterator[str]:
    draft = front.get("is_draft")
    if draft is not None and not isinstance(draft, bool):
        yield f"`is_draft` has to be true or false, and `is_draft: {draft}` is neither"
    for key in ("title", "slug", "description", "excerpt", "layout", "excerpt_separator"):
        if isinstance(front.get(key), list | dict):
            yield f"`{key}` has to be a text"
    for key in ("tags", "categories"):
        terms = front.get(key)
        if terms is not None and (not isinstance(terms, list) or any(isinstance(term, list | dict) for term in terms)):
            yield f"`{key}` has to be a list of texts"
    if any(not term.strip() for term in _texts(data.get("tags"))):
        yield "`tags` has an empty tag"
    if front.get("data") is not None and not isinstance(front["data"], Mapping):
        yield "`data` has to be a map"
    if template is None:
        yield "`permalink` has to be `path`, or begin with a slash"
    if not title and not _text(data.get("title")):
        yield "a post that says its `slug` needs a `title` too"


# --- publishing -------------------------------------------------------------------------------------------------------


def toggle(post: Post, public: bool, settings: Settings, date: datetime) -> Toggle:
    """Set `is_draft`, or move between the folder of the drafts and that of the posts.

    As `cobalt publish` does, a draft without a date gets one in front of its name when it moves to the posts.
    """
    options, value = settings.options, post.front.get("is_draft")
    if public:
        values: dict[str, Value] = {"is_draft": False} if value is not None and value is not False else {}
        if post.place.drafts:
            return Toggle(values, _moved(post, options[":drafts"], options[":posts"], date, settings))
        return Toggle(values or ({"is_draft": False} if post.verdict.hidden is not None and value is None else {}))
    if post.verdict.hidden is Status.DRAFT and not post.verdict.fatal:
        return Toggle({})
    if options[":drafts"] and value is None and post.date is not None and options.get("include_drafts") is not True:
        return Toggle({}, _moved(post, options[":posts"], options[":drafts"], date, settings))
    return Toggle({"is_draft": True})


def _moved(post: Post, old: str, new: str, date: datetime, settings: Settings) -> str:
    inside = post.path[len(old) :].lstrip("/")
    folder, name = dirname(inside), basename(inside)
    posts = settings.options.get("posts")
    dates_names = not isinstance(posts, Mapping) or posts.get("publish_date_in_filename") is not False
    if new == settings.options[":posts"] and post.date is None and dates_names:
        name = f"{date.date().isoformat()}-{name}"
    return "/".join(filter(None, (new, folder, name)))


def slug(title: str) -> str:
    """The name `cobalt new` gives a file."""
    from postctl.slugs import zola

    return zola.slug(title)


# --- values -------------------------------------------------------------------------------------------------------------


def _texts(value: object) -> tuple[str, ...]:
    items: Iterable[Any] = value if isinstance(value, list) else ()
    return tuple(str(item) for item in items if item is not None and not isinstance(item, list | dict))


def _text(value: object) -> str:
    if value is None or isinstance(value, list | dict):
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)
