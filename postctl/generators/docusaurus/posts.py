"""What Docusaurus makes of a file: where it stands, what it says, and how to publish it."""

from __future__ import annotations

import re
from datetime import datetime
from posixpath import basename, dirname

from postctl import globs
from postctl.generators import _common
from postctl.generators._common import flag, permalink, plain_text, quoted
from postctl.generators.docusaurus import checks, dates
from postctl.generators.docusaurus.config import INCLUDE, Blog, Config
from postctl.generators.docusaurus.urls import address
from postctl.model import Date, Facts, FrontMatter, Ignored, Place, Settings, Status, Value, Verdict
from postctl.regexes import later
from postctl.site import Post, Source, Toggle
from postctl.values import NamedTuple

_MARKDOWN = later(r".*\.(?:md|mdx|markdown|mkd|mkdn|mdown)", re.IGNORECASE | re.DOTALL)
_READ = later(r".*\.mdx?", re.DOTALL)
_DATED = later(r"(?P<folder>.*)(?P<date>\d{4}[-/]\d{1,2}[-/]\d{1,2})[-/]?(?P<text>.*?)(?:/index)?.mdx?", re.ASCII)
_UNDATED = later(r"(?:/index)?\.mdx?\Z")

# --- a path -----------------------------------------------------------------------------------------------------------


class Spot(NamedTuple):
    """Where a file lies: `inside` its blog. `locale` of a translation, else `''`."""

    blog: Blog
    inside: str
    locale: str


class Name(NamedTuple):
    """What a path below a blog says: the date in it, the text behind that, and the slug."""

    date: str | None
    text: str
    slug: str


def located(path: str, config: Config) -> Spot | None:
    """The blog a file lies in, the innermost, or `None`."""
    for blog in sorted(config.blogs, key=lambda each: -len(each.path)):
        if path.startswith(f"{blog.path}/"):
            return Spot(blog, path.removeprefix(f"{blog.path}/"), "")
    if not path.startswith(f"{config.translated}/"):
        return None
    locale, _, rest = path.removeprefix(f"{config.translated}/").partition("/")
    folder, _, inside = rest.partition("/")
    found = next((each for each in config.blogs if each.translations == folder), None)
    return Spot(found, inside, locale) if found and inside else None


def place(path: str, settings: Settings) -> Place | Ignored | None:
    """Where a post stands; images and hidden files are `None`."""
    config: Config = settings.options["config"]
    spot = located(path, config)
    if spot is None or not _MARKDOWN.fullmatch(path) or any(part.startswith(".") for part in spot.inside.split("/")):
        return None
    reason = _left_out(spot) or _not_translated(spot, config)
    if reason:
        return Ignored(path, *reason)
    name = named(spot.inside)
    stem = basename(spot.inside).rpartition(".")[0]
    folder = dirname(spot.inside)
    bundle = stem == "index" and bool(folder)
    found = dates.named(name.date).moment if name.date else None
    lang = spot.locale or (config.default if len(config.locales) > 1 else None)
    slug = name.text.rstrip("/").rpartition("/")[2] or (name.date or stem).replace("/", "-")
    return Place(slug, found.date().isoformat() if found else None, dirname(folder) if bundle else folder, lang, bundle)


def in_language(path: str, lang: str, settings: Settings) -> str | None:
    """Where the translation of a post lies, or in the default language the post itself."""
    config: Config = settings.options["config"]
    spot = located(path, config)
    if spot is None:
        return None
    home = spot.blog.path if lang == config.default else f"{config.translated}/{lang}/{spot.blog.translations}"
    return f"{home}/{spot.inside}"


def named(inside: str) -> Name:
    """The last date in a path makes the front of the slug, wherever in it that stands."""
    match = _DATED.fullmatch(inside)
    if match:
        day = match["date"].replace("-", "/")
        return Name(match["date"], match["text"], f"/{day}/{match['folder']}{match['text']}")
    text = _UNDATED.sub("", inside)
    return Name(None, text, f"/{text}")


def _left_out(spot: Spot) -> tuple[str, str] | None:
    """Why Docusaurus passes by a Markdown file without a word, and what to do."""
    if not _READ.fullmatch(spot.inside):
        return "Docusaurus reads files that end in `.md` or `.mdx`, in lower case", "rename it if it is a post"
    if spot.blog.include != INCLUDE and not globs.matcher(spot.blog.include)(spot.inside):
        return "it does not fit `include` of the blog", "change `include`, or move the file away"
    if spot.blog.exclude is not None:
        out = globs.matcher(spot.blog.exclude)(spot.inside)
        return ("`exclude` of the blog leaves it out", "change `exclude`, or move the file away") if out else None
    parts = spot.inside.split("/")
    if "__tests__" in parts[:-1]:
        return "Docusaurus skips what lies in `__tests__/`", "move it if it is a post"
    if any(part.startswith("_") for part in parts):
        return "Docusaurus skips files and folders whose name begins with `_`", "rename it if it is a post"
    return None


def _not_translated(spot: Spot, config: Config) -> tuple[str, str] | None:
    """Why a translation is not read, or the post that one stands in for."""
    original = f"{spot.blog.path}/{spot.inside}"
    if not spot.locale:
        instead = f"{config.translated}/{config.default}/{spot.blog.translations}/{spot.inside}"
        return (f"Docusaurus reads `{instead}` instead of it", "") if instead in config.files else None
    if config.locales and spot.locale not in config.locales:
        return f"`{spot.locale}` is no locale of the site", "add it to `locales` of `i18n`, or move the file away"
    if original not in config.files:
        return f"a translation needs a post of its name, `{original}`", "give it the name of the post it translates"
    return None


# --- a post -----------------------------------------------------------------------------------------------------------


def facts(source: Source) -> Facts:
    """The post as Docusaurus builds it."""
    config: Config = source.settings.options["config"]
    spot = located(source.path, config)
    assert spot is not None, "place() has found it"
    front, name = source.front, named(spot.inside)
    date = _date(source, name)
    title = _written(front.get("title")) if "title" in front else _heading(source.body)
    slug = _written(front["slug"]) if front.get("slug") not in (None, "") else name.slug
    shown = title if title is not None else name.text
    url = _url(source, spot, config, slug)
    return Facts(
        title=plain_text(shown),
        titled=title is not None,
        slug=slug.rstrip("/").rpartition("/")[2] or source.place.slug,
        url=url if url is not None else permalink(source, source.place.slug, date, shown),
        verdict=_verdict(source, spot, date),
        date=date,
        updated=_updated(front.get("last_update")),
        tags=_tags(front.get("tags")),
        lang=source.place.lang,
    )


def _date(source: Source, name: Name) -> Date | None:
    written = dates.written(source.front.get("date"), quoted="date" in source.quoted)
    return written or (dates.named(name.date) if name.date else None)


def _updated(value: Value) -> Date | None:
    date = value.get("date") if isinstance(value, dict) else None
    if not isinstance(date, str) or not dates.is_date(date, quoted=False):
        return None
    return dates.updated(date)


def _written(value: Value) -> str:
    """A value as JavaScript writes it."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e21 else repr(value)
    return str(value) if isinstance(value, str | int) else ""


_IMPORTS = later(r"\A(?:import\s(?:[^\n\r\u2028\u2029]|\r?\n(?!\r?\n))*(?:\r?\n){2,})*")
_ATX = later(r"\A#[ \t]+([^ \t][^\n\r]*)(?:\r?\n|\Z)")
_SETEXT = later(r"\A([^\n\r]*)\r?\n=+(?:\r?\n|\Z)")


def _heading(body: str) -> str | None:
    """The heading of the first level that a body begins with, behind its imports."""
    start = body.strip()
    if start.startswith("import"):
        start = _IMPORTS.sub("", start, count=1).strip()
    if match := _ATX.match(start):
        title = re.sub(r"\s*(?:\{#*[\w-]+\}|#+)\Z", "", match[1].strip(), flags=re.ASCII)
    elif match := _SETEXT.match(start):
        title = re.sub(r"\s*=+\Z", "", match[1].strip())
    else:
        return None
    return re.sub(r"`([^`]*)`", r"\1", title).strip()


def _url(source: Source, spot: Spot, config: Config, slug: str) -> str | None:
    """`None` where the configuration computes a part of it, or a slug is a date, which JavaScript writes in its own zone."""
    if "slug" in source.front and dates.is_timestamp(source.front["slug"], quoted="slug" in source.quoted):
        return None
    locale = spot.locale if spot.locale != config.default else ""
    base = config.base.get(locale or config.default, config.base.get("*" if locale else "", config.base[""]))
    if locale and base is not None and locale not in config.base:
        base = f"{base}{locale}/"
    if base is None or spot.blog.route is None or config.slash == "?":
        return None
    return address(base, spot.blog.route, slug, slash=config.slash if isinstance(config.slash, bool) else None)


def _tags(value: Value) -> tuple[str, ...]:
    items = value if isinstance(value, list) else []
    labels = (_written(item.get("label") if isinstance(item, dict) else item) for item in items)
    return tuple(dict.fromkeys(filter(None, labels)))


# --- draft or public ----------------------------------------------------------------------------------------------------


def _verdict(source: Source, spot: Spot, date: Date | None) -> Verdict:
    """What the marks say. Where the build ends over a date that is written, that is told as the problem of the date."""
    front = source.front
    told = {"date"} if date is not None and date.problem else set()
    failed = checks.failure({key: value for key, value in front.items() if key not in told}, source.quoted)
    if failed and failed.key in ("draft", "unlisted"):
        reason = quoted(failed.key, front[failed.key]) if front[failed.key] is not None else f"{failed.key}:"
        return Verdict(Status.DRAFT, reason, failed.key, _ends(front, failed), fatal=True)
    hidden = Status.DRAFT if checks.boolean(front.get("draft")) else None
    if hidden is None:
        failed = failed or checks.author_failure(front, None if spot.locale else spot.blog.authors)
        hidden = Status.UNLISTED if checks.boolean(front.get("unlisted")) else None
    key = "unlisted" if hidden is Status.UNLISTED else "draft" if "draft" in front else None
    reason = quoted(key, front[key]) if key else "no draft mark"
    if failed:
        return Verdict(hidden, reason, None, _ends(front, failed), fatal=True)
    return Verdict(hidden, reason, key, _trap(front) if hidden is None else None)


def _ends(front: FrontMatter, failed: checks.Failure) -> str:
    value = front.get(failed.key)
    shown = "" if value is None or isinstance(value, list | dict) else plain_text(value)
    return f"Docusaurus's build fails: `{failed.key}{f': {shown}' if shown else ''}` {failed.reason}"


def _trap(front: FrontMatter) -> str | None:
    """A sentence about a mark that hides the post in its author's eyes, and not in Docusaurus's."""
    for key, value in front.items():
        low = key.lower()
        means = flag(value) if not isinstance(value, list | dict) else None
        if (low in ("draft", "unlisted") and key != low and means) or (low == "published" and means is False):
            return _unheard(key, value)
        if low == "status" and str(value).strip().lower() in ("draft", "private", "hidden", "unlisted", "wip"):
            return _unheard(key, value)
    return None


def _unheard(key: str, value: Value) -> str:
    return f"Docusaurus publishes this post: it does not know `{quoted(key, value)}`, and only `draft: true` makes a draft"


# --- publishing -------------------------------------------------------------------------------------------------------


def toggle(post: Post, public: bool, settings: Settings, date: datetime) -> Toggle:
    """Flip `draft`, or `unlisted` where that is what hides a post. Nothing moves."""
    if _common.is_so(post, public=public):
        return Toggle({})
    if public and post.verdict.hidden is Status.UNLISTED:
        return Toggle({"unlisted": False})
    if post.verdict.hidden is Status.UNLISTED:  # the two together end the build
        return Toggle({"unlisted": False, "draft": True})
    return Toggle({"draft": not public})
