"""What `new` asks for and about, on its way from the words of the command line to the plan of a post."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from postctl.cli import asking
from postctl.cli.given import stdin
from postctl.errors import ExitCode, NotOne, PostctlError, Refused, UsageError
from postctl.values import dataclass, field

if TYPE_CHECKING:
    from postctl.cli.house import Kind
    from postctl.cli.options import Context
    from postctl.dates import When
    from postctl.drafting import Given, Near, Plan
    from postctl.site import Post
    from postctl.store.scan import Opened

_OWN = {"title": "give the title as TITLE", "date": "use --date", "slug": "use --slug", "draft": "leave out or use --publish"}


@dataclass(frozen=True, slots=True)
class Words:
    """What the command line asks for. `title` is `''` and the rest `None` or empty where it says nothing."""

    title: str = ""
    slug: str | None = None
    date: str | None = None
    publish: bool = False
    tags: tuple[str, ...] = ()
    values: Mapping[str, str] = field(default_factory=dict)
    section: str | None = None
    bundle: bool | None = None
    kind: str | None = None
    lang: str | None = None
    translation_of: str | None = None
    series: str | None = None
    source: str | None = None
    force: bool = False


class _Unsure(PostctlError):
    """A word may be a slip, so nothing was written: the answer is "no", not a failure."""

    exit_code = ExitCode.FINDINGS


def values(pairs: Iterable[str]) -> dict[str, str]:
    """`KEY=VALUE` pairs by key. Raises `UsageError` for what is no pair, and for a key that has an option of its own."""
    found: dict[str, str] = {}
    for pair in pairs:
        key, equals, value = pair.partition("=")
        if not equals or not key.strip():
            raise UsageError(f"--set {pair}: no KEY=VALUE", "for example --set layout=post")
        if key.strip().lower() in _OWN:
            raise UsageError(f"--set {pair}: `new` has a word of its own for that", _OWN[key.strip().lower()])
        found[key.strip()] = value
    return found


def planned(context: Context, opened: Opened, asked: Words) -> Plan:
    """The plan of the post, once nothing in it may be a slip any more."""
    from postctl.cli import house

    kind = house.kind(opened, asked.kind) if asked.kind is not None else None
    original = _original(context, opened, asked) if asked.translation_of is not None else None
    given = _given(context, opened, asked) if asked.source is not None else None
    title = asked.title or (given.title if given else "") or _title(context, asked)
    plan = _plan(opened, asked, title, kind, original, given, {})
    respelt = _respelt(context, opened, plan, asked)
    if respelt:
        plan = _plan(opened, asked, title, kind, original, given, respelt)
    left_out = tuple(f"{mark}: left out, for --publish alone decides" for mark in (given.left_out if given else ()))
    return plan._replace(notes=(*(kind.notes if kind else ()), *left_out, *plan.notes))


def _plan(
    opened: Opened,
    asked: Words,
    title: str,
    kind: Kind | None,
    original: Post | None,
    given: Given | None,
    respelt: Mapping[str, str],
) -> Plan:
    from postctl import drafting
    from postctl.cli import house

    site = opened.site
    lang = drafting.other_than(site, original) if original is not None and asked.lang is None else asked.lang
    lang = drafting.language(site, lang) if lang is not None else None
    when = _when(opened, asked, original, given)
    tags = asked.tags or (given.tags if given else ())
    section = asked.section if asked.section is not None or kind is None else _own_section(opened, kind)
    bundle = True if kind is not None and kind.files and asked.bundle is None else asked.bundle
    wished = drafting.Asked(
        title=title,
        slug=asked.slug or (given.slug if given else "") or None,
        date=when.moment,
        date_only=when.date_only,
        exact=when.exact,
        publish=asked.publish,
        tags=tags,
        values={**(given.texts if given else {}), **asked.values},
        data=given.data if given else {},
        bare=given.bare if given else frozenset(),
        respelt=respelt,
        body=given.body if given else "",
        bundle=bundle,
        lang=lang,
        original=original,
        without=frozenset(filter(None, ("date" if asked.date or (given and given.date) else "", "tags" if tags else ""))),
        series=respelt.get(asked.series, asked.series) if asked.series is not None else None,
    )
    style = house.style(opened, near=when.moment, section=section, lang=lang, kind=kind)
    try:
        plan = drafting.plan(site, style, wished)
    except Refused as error:
        raise _with_sections(error, opened, asked) from error
    _check_section(opened, plan.post, asked)
    plan = plan._replace(notes=(*plan.notes, *_unsaid(plan.post, section)))
    return drafting.with_files(site, plan, kind.files) if kind is not None and kind.files else plan


def _original(context: Context, opened: Opened, asked: Words) -> Post:
    """The post to translate: of several that the words fit, the one in another language, or else in the site's usual one."""
    from postctl import resolving
    from postctl.site import usual_language
    from postctl.values import replace

    site, words = opened.site, asked.translation_of or ""
    usual = usual_language(site)
    target = (asked.lang or "").casefold()

    def may_be(post: Post) -> bool:
        lang = (post.lang or usual or "").casefold()
        return lang != target if target else post.lang in (None, usual)

    others = tuple(post for post in site.posts if may_be(post))
    try:
        return resolving.one(replace(site, posts=others), words)
    except NotOne:
        return asking.post(context, opened, words)


def _with_sections(error: Refused, opened: Opened, asked: Words) -> Refused:
    """The error, with the sections there are where one was asked for that has no posts."""
    known = sorted({post.place.section for post in opened.site.posts if post.place.section})
    if asked.section is None or not known or asked.section.strip("/") in known or error.hint != "give it another place":
        return error
    return Refused(error.message, f"sections with posts: {', '.join(known[:10])}{', ...' if len(known) > 10 else ''}")


def _check_section(opened: Opened, post: Post, asked: Words) -> None:
    """Raise `Refused` where the folder of a section would only become the beginning of the slug."""
    section = (asked.section or "").strip("/").replace("/", "-")
    if section and not post.place.section and post.place.slug.startswith(f"{section}-"):
        title = opened.site.generator.title
        raise Refused(f"{title} has no sections here: of {post.path} it would make the slug {post.slug}", "leave out --section")


def _unsaid(post: Post, section: str | None) -> tuple[str, ...]:
    """A note where the path does not say the section that was asked for."""
    folder = (section or "").strip("/")
    if not folder or f"/{folder}/" in f"/{post.path}":
        return ()
    return (f"{post.path}: posts like it lie in no section, so {folder} is left out",)


def _when(opened: Opened, asked: Words, original: Post | None, given: Given | None) -> When:
    from postctl import dates

    if asked.date is None and given is not None and given.date is not None:
        return given.date
    if asked.date is None and original is not None and original.date is not None and original.date.moment is not None:
        zone = dates.zone(opened.site.settings.timezone)
        return dates.When(dates.in_zone(original.date.moment, zone), date_only=False)
    return dates.when(asked.date or "now", opened.site.at)


def _own_section(opened: Opened, kind: Kind) -> str | None:
    """The section that has the name of a kind, as Hugo has an archetype for a section."""
    sections = {post.place.section for post in opened.site.posts}
    return kind.name if kind.template is not None and kind.name in sections else None


# --- asking ---------------------------------------------------------------------------------------------------------------


def _title(context: Context, asked: Words) -> str:
    """The title, asked for where a person is there to answer."""
    if asked.source is not None:
        raise UsageError("the text says no title", "give it as TITLE, or begin the text with a heading `# Title`")
    if not asking.somebody(context):
        raise UsageError("Missing argument 'TITLE...'.", 'for example postctl new "Winter walks"')
    title = asking.line(context, "Title:")
    if not title:
        raise UsageError("a post needs a title", 'for example postctl new "Winter walks"')
    return title


def _given(context: Context, opened: Opened, asked: Words) -> Given:
    from postctl import drafting
    from postctl.store import reads

    assert asked.source is not None
    data = stdin(context) if asked.source == "-" else reads.given(asked.source)
    if len(data) > reads.MAX_GIVEN:
        raise UsageError(f"--from {asked.source}: more than {reads.MAX_GIVEN // 1024**2} MiB", "no post is that long")
    return drafting.given("stdin" if asked.source == "-" else asked.source, data, opened.site, asked.title)


def _respelt(context: Context, opened: Opened, plan: Plan, asked: Words) -> dict[str, str]:
    """How tags and series are to be written that are new and near to a used one. Raises `_Unsure` where nobody says so."""
    from collections import Counter

    from postctl import drafting

    if asked.force:
        return {}
    tags = Counter(tag for post in opened.site.posts for tag in post.tags)
    near = list(drafting.near_terms(plan.post.tags, tags))
    if asked.series is not None:
        near += drafting.near_terms((asked.series,), drafting.used_series(opened.site))
    return {each.typed: _chosen(context, each) for each in near}


def _chosen(context: Context, near: Near) -> str:
    use = f"{near.posts} posts use it" if near.posts != 1 else "1 post uses it"
    question = f"{near.typed} is new here; did you mean {near.used}? {use}"
    if not asking.somebody(context):
        raise _Unsure(f"nothing was written: {question}", "write it so, or take it as it is with --force")
    answer = asking.line(context, f"{question} [y: {near.used}, n: {near.typed}]").lower()
    if answer in ("y", "yes"):
        return near.used
    if answer in ("n", "no"):
        return near.typed
    raise _Unsure("nothing was written", "y or n")
