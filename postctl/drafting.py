"""`new`: the path and the bytes of a post that looks as if its house had written it, and says exactly what was asked.

What is written is read again, first as front matter, then through the generator, and is only a plan if both say what was meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from postctl import dates, document, globs, patterns, reading, registry, slugs, status
from postctl.addressing import check_address, check_free, check_legal, slug_of
from postctl.document import Document
from postctl.errors import Refused, UsageError
from postctl.housestyle import House, KeyStyle
from postctl.housestyle.asked import as_tags, joined, usual_terms, with_value
from postctl.housestyle.house import frame, usual_key
from postctl.housestyle.writing import Pen, front_source
from postctl.model import Broken, Change, Ignored, Status, Value
from postctl.site import Post, Site, Taxonomy
from postctl.syntaxes import same

_MARKS = frozenset({"draft", "is_draft", "published", "status"})
_CLAIMS = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}
_STATES = {"draft": True, "published": False}


@dataclass(frozen=True, slots=True)
class _Wish:
    """What the post is to be."""

    title: str
    slug: str
    moment: datetime
    publish: bool
    tags: tuple[str, ...]
    values: Mapping[str, str]
    body: str


def plan(
    site: Site,
    house: House,
    *,
    title: str,
    slug: str | None,
    date: datetime,
    date_only: bool,
    exact: bool = False,
    publish: bool,
    tags: Sequence[str] = (),
    values: Mapping[str, str] | None = None,
    body: str = "",
    bundle: bool | None = None,
) -> Change:
    """A new post: the change that creates it.

    `date` is aware, in the site's zone. With `date_only` it is a day; where the house writes a time of day that is the time
    of `site.at` if the day is today, else (or if the house always writes midnight) 00:00. `exact`: its time of day is written
    even where the house writes days only. `slug=None` makes one of the title. `values` are further front matter values as
    typed, by key: in the type that the key has in other posts, else as YAML reads them; tags among them come before `tags`.
    `bundle`: it is to be the page of a folder. Raises `UsageError` for a title, tag or slug that is none and for a value that
    contradicts `publish`, `Refused` where the file or the URL is taken or the post would not be what was asked for.
    """
    title = title.strip()
    _check_text(title, tags, body, *(values or {}).values())
    moment = _moment(site, house, date) if date_only else date
    wish = _Wish(
        title,
        slug_of(site, title, slug),
        moment,
        publish,
        tuple(dict.fromkeys(tags)),
        _spelled(site, house, values or {}),
        body or house.body,
    )
    house = _timed(house, site) if exact else house
    post = _as_asked(site, _path(site, house, wish), house, wish)
    if bundle and not post.place.bundle:
        raise Refused(f"{site.generator.title} has no page bundles: {post.path} would be no folder's page", "leave out --bundle")
    if exact and (missed := status.misses(post, site.settings, moment)):
        raise Refused(missed, "give a day without a time")
    check_free(site.files, post.path, "give the new post another name with --slug")
    check_address(site, post, "give the new post another URL with --slug")
    return Change(post.path, None, document.encoded(post.document))


def _timed(house: House, site: Site) -> House:
    """The house with a time of day in its dates."""

    def timed(style: KeyStyle) -> KeyStyle:
        form = dates.with_clock(str(style.value), site.generator.date_form) if style.role == "date" else style.value
        return replace(style, value=form, children=tuple(map(timed, style.children)))

    return replace(house, keys=tuple(map(timed, house.keys)))


def _check_text(title: str, tags: Sequence[str], *texts: str) -> None:
    if not title:
        raise UsageError("a post needs a title")
    if not all(map(str.strip, tags)):
        raise UsageError("a tag needs a name", "leave out --tag for a post without tags")
    try:
        "".join((title, *tags, *texts)).encode()
    except UnicodeEncodeError as error:
        raise UsageError("the text is not valid Unicode", "is the terminal set to UTF-8?") from error


# --- when -------------------------------------------------------------------------------------------------------------


def _moment(site: Site, house: House, day: datetime) -> datetime:
    """The moment of a day, such that the house's form of a date says that day."""
    form = next((str(style.value) for style in house.keys if style.role == "date"), "")
    zone = UTC if re.search(r"\[(?:Z|UTC|GMT)\]\Z", form) else day.tzinfo
    now = site.at.astimezone(day.tzinfo)
    if now.date() == day.date() and dates.has_clock(form) and not house.midnight:
        return now
    return datetime(day.year, day.month, day.day, tzinfo=zone)


# --- where ------------------------------------------------------------------------------------------------------------


def _path(site: Site, house: House, wish: _Wish) -> str:
    """The path the house's naming asks for; `Refused` if it leaves the site or is not legal on every system."""
    pattern = house.file if wish.publish else house.draft_file or house.file
    title = next((each for each in (wish.title, slugs.legal(wish.title)) if slugs.safe_name(each) is None), wish.slug)
    path = patterns.fill(pattern, {"slug": wish.slug, "name": wish.slug, "title": title, "section": ""}, wish.moment)
    check_legal(site, path, "give another --slug, or another [new] file pattern")
    return path


# --- what it says -----------------------------------------------------------------------------------------------------


def _as_asked(site: Site, path: str, house: House, wish: _Wish) -> Post:
    """The post, public or a draft as asked for, by the house's own marks or else by the generator's."""
    built = _built(site, path, house, wish)
    _check_marks(site, built, wish)
    post = built if _fits(built, wish) else _toggled(site, built, wish)
    for key, text in wish.values.items():
        if key.lower() in _MARKS and post.verdict.trap is not None:
            raise UsageError(f"--set {key}={text}: {post.verdict.trap}", "leave it out; --publish alone decides")
        if (name := _name(site, key)) in built.front and post.front.get(name) != built.front[name]:
            raise _contradiction(key, text, wish)
    if not _fits(post, wish):
        wanted = "public" if wish.publish else "a draft"
        raise Refused(f"{site.generator.title} would not take {post.path} as {wanted} ({post.verdict.reason})")
    return post


def _fits(post: Post, wish: _Wish) -> bool:
    return (post.verdict.hidden is Status.DRAFT) != wish.publish


def _toggled(site: Site, post: Post, wish: _Wish) -> Post:
    toggle = site.generator.toggle(post, wish.publish, site.settings, wish.moment)
    changed = document.edited(post.document, toggle.values)
    return _read(site, toggle.move_to or post.path, document.encoded(changed))


def _check_marks(site: Site, post: Post, wish: _Wish) -> None:
    """`UsageError` for a draft mark among the values that says the opposite of what is asked, whether or not it would win."""
    for key, text in wish.values.items():
        word = str(post.front.get(_name(site, key))).strip().lower()
        mark = key.lower().removeprefix("is_")
        claims = {"draft": _CLAIMS.get(word), "published": not _CLAIMS[word] if word in _CLAIMS else None}
        if "status" in site.generator.keys:
            claims["status"] = _STATES.get(word)
        if claims.get(mark) is wish.publish:
            raise _contradiction(key, text, wish)


def _contradiction(key: str, text: str, wish: _Wish) -> UsageError:
    asked = "--publish asks for a public post" if wish.publish else "a new post is a draft"
    instead = "leave out --publish for a draft" if wish.publish else "use --publish for a public post"
    return UsageError(f"--set {key}={text} contradicts what is asked: {asked}", instead)


def _name(site: Site, key: str) -> str:
    """The key as the front matter of a post has it."""
    return key.lower() if site.generator.fold_keys else key


def _built(site: Site, path: str, house: House, wish: _Wish) -> Post:
    """The post in the first of the ways to hold the tags in which the generator sees them."""
    built = [_read(site, path, _bytes(site, house, keys, wish)) for keys in _ways(site, house, wish)]
    return next((post for post in built if set(wish.tags) <= set(post.tags)), built[0])


def _ways(site: Site, house: House, wish: _Wish) -> Iterator[tuple[KeyStyle, ...]]:
    keys = house.keys
    for key, text in wish.values.items():
        keys = with_value(keys, key, text, _elsewhere(site, key), house.syntax)
    if wish.tags:
        keys = tuple(as_tags(style, house.syntax) if _holds_tags(site, style) else style for style in keys)
    if not wish.tags or any(style.role == "tags" for each in keys for style in (each, *each.children)):
        yield keys
        return
    for key, shape in _for_tags(site):
        yield joined(keys, usual_terms(_spelt_like(key, keys, house.syntax), shape, house.syntax))


def _for_tags(site: Site) -> list[tuple[str, Taxonomy]]:
    """The taxonomies that are called tags; else all that can have several terms."""
    kinds = [*site.generator.taxonomies.items()]
    called = [(key, shape) for key, shape in kinds if key.rpartition(".")[2].lower() == "tags"]
    return called or [(key, shape) for key, shape in kinds if shape != "one"] or [("tags", "list")]


def _holds_tags(site: Site, style: KeyStyle) -> bool:
    return style.role == "tags" or _name(site, style.key) == "tags"


def _spelt_like(key: str, keys: Sequence[KeyStyle], syntax: str) -> str:
    """The key with a capital where all others have one and letter case does not count."""
    capitals = bool(keys) and all(style.key[:1].isupper() for style in keys)
    return key.capitalize() if capitals and not frame(syntax).typed else key


def _elsewhere(site: Site, key: str) -> Value:
    """What some post says under a key that is not one of the house's."""
    name = _name(site, key)
    return next((post.front[name] for post in site.posts if post.front.get(name) is not None), None)


def _spelled(site: Site, house: House, values: Mapping[str, str]) -> dict[str, str]:
    """The values under the keys as the house spells them, where the generator does not mind the letter case."""
    known = {_name(site, style.key): style.key for style in house.keys}
    return {known.setdefault(_name(site, key), key): text for key, text in values.items()}


def _front(keys: Sequence[KeyStyle], wish: _Wish) -> dict[str, Value]:
    """The front matter that is meant, in order."""
    said = [(style, _value(style, wish)) for style in keys if style.when in ("always", "public" if wish.publish else "draft")]
    return {style.key: value for style, value in said if value or not style.optional}


def _value(style: KeyStyle, wish: _Wish) -> Value:
    if style.children:
        return _front(style.children, wish)
    if style.role == "pattern":
        known = {"slug": wish.slug, "name": wish.slug, "title": wish.title, "section": ""}
        return patterns.fill(str(style.value), known, wish.moment)
    if style.role == "date":
        return dates.write(wish.moment, str(style.value))
    if style.role == "draft":
        return style.value if wish.publish else style.hidden
    return _terms(style, wish) if style.role == "tags" else style.value


def _terms(style: KeyStyle, wish: _Wish) -> Value:
    """All tags as the house holds them: a list, or one text if they can stand in one."""
    always = style.value if isinstance(style.value, list) else []
    terms: list[Value] = [*always, *(tag for tag in wish.tags if tag not in map(str, always))]
    if not terms:
        return style.blank if style.scalar else []
    return style.between.join(map(str, terms)) if _one_text(style, terms) else terms


def _one_text(style: KeyStyle, terms: Sequence[Value]) -> bool:
    """Whether the house writes tags as one text, and these can be told apart in one."""
    mark = style.between.strip() or style.between
    return style.scalar and (len(terms) == 1 or bool(mark)) and not (mark and any(mark in str(term) for term in terms))


# --- how it is written ------------------------------------------------------------------------------------------------


def _read(site: Site, path: str, data: bytes) -> Post:
    fits, left_out = globs.matcher(site.settings.posts), globs.matcher(site.settings.exclude)
    if not fits(path) or left_out(path):
        raise Refused(f"{site.generator.title} would not see {path} as a post: none are there", "give it another place")
    result = reading.read(path, data, site.generator, site.settings)
    if isinstance(result, Post):
        return result
    reason = result.reason if isinstance(result, Broken | Ignored) else "nothing there is a post"
    raise Refused(f"{site.generator.title} would not see {path} as a post: {reason}", "give another [new] file pattern")


def _bytes(site: Site, house: House, keys: Sequence[KeyStyle], wish: _Wish) -> bytes:
    return document.encoded(written(site, house, keys, _front(keys, wish), wish.body))


def written(site: Site, house: House, keys: Sequence[KeyStyle], front: Mapping[str, Value], body: str = "") -> Document:
    """A file with this front matter in the hand of the house; where that would not say the same, in the usual one of the syntax.

    `keys` have a style for each key of `front`, whose order is theirs. Raises `Refused` for values the syntax cannot hold.
    """
    syntax = registry.syntax(house.syntax)
    usual = frame(house.syntax)
    plain = replace(house, opening=usual.opening, closing=usual.closing)
    for style, hand in ((house, keys), (plain, _usual_hand(keys, front, house.syntax))):
        source = front_source(hand, front, Pen(syntax, site.generator.schema, house.quote))
        text = (style.opening + source + style.closing).replace("\n", house.newline) + _body(house, body)
        read = document.read_text(text, (syntax,), site.generator.fences, site.generator.schema)
        if isinstance(read, Document) and read.syntax is not None and same(dict(document.front_matter(read)), dict(front)):
            return read
    raise Refused(f"{house.syntax} front matter of {site.generator.title} cannot hold these values exactly")


def _usual_hand(keys: Sequence[KeyStyle], front: Mapping[str, Value], syntax: str) -> list[KeyStyle]:
    known = {style.key: style for style in keys}
    return [_undecorated(known.get(key), usual_key(key, value, syntax)) for key, value in front.items()]


def _undecorated(known: KeyStyle | None, usual: KeyStyle) -> KeyStyle:
    """The usual style of a key; a date keeps its like, for only that tells whether the house writes it bare."""
    if known is None:
        return usual
    inner = {child.key: child for child in known.children}
    children = tuple(_undecorated(inner.get(child.key), child) for child in usual.children)
    return replace(usual, children=children, like=known.like if known.role == "date" else None)


def _body(house: House, body: str) -> str:
    if not body:
        return ""
    lines = body.replace("\r\n", "\n").removesuffix("\n").split("\n")
    return house.newline.join([*([""] if house.blank_after and lines[0] else []), *lines, ""])
