"""What a new post says: its front matter in the keys of the house, public or a draft as asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeVar

from postctl import dates, document, marking, marks, patterns
from postctl.drafting.wish import Wish, name
from postctl.drafting.writing import read, written
from postctl.errors import Refused, UsageError
from postctl.housestyle import House, KeyStyle
from postctl.housestyle.asked import as_tags, joined, usual_terms, with_data, with_value
from postctl.housestyle.house import frame
from postctl.model import Status, Value
from postctl.site import Post, Site, Taxonomy

T = TypeVar("T")
_MARKS = frozenset({"draft", "is_draft", "published", "status"})
_CLAIMS = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}
_STATES = {"draft": True, "published": False}


def as_asked(site: Site, path: str, house: House, wish: Wish) -> Post:
    """The post, public or a draft as asked for, by the house's own marks or else by the generator's."""
    built = _built(site, path, house, wish)
    _check_marks(site, built, wish)
    post = built if _fits(built, wish) else _toggled(site, built, wish)
    for key, text in wish.values.items():
        if (key.lower() in _MARKS or marks.is_field(key, site.settings)) and post.verdict.trap is not None:
            raise UsageError(f"--set {key}={text}: {post.verdict.trap}", "leave it out; --publish alone decides")
        if (held := name(site, key)) in built.front and post.front.get(held) != built.front[held]:
            raise _contradiction(key, text, wish)
    if post.verdict.fatal and post.verdict.trap is not None and (wish.values or wish.data):
        raise Refused(post.verdict.trap, "leave out what was asked for beside the title")
    if not _fits(post, wish):
        wanted = "public" if wish.publish else "a draft"
        raise Refused(f"{site.generator.title} would not take {post.path} as {wanted} ({post.verdict.reason})")
    return post


def _fits(post: Post, wish: Wish) -> bool:
    return (post.verdict.hidden is Status.DRAFT) != wish.publish


def _toggled(site: Site, post: Post, wish: Wish) -> Post:
    toggle = marks.toggle(site, post, wish.publish, wish.moment)
    changed = document.edited(post.document, marking.plain(site, post, toggle))
    return read(site, toggle.move_to or post.path, changed)


def _check_marks(site: Site, post: Post, wish: Wish) -> None:
    """`UsageError` for a draft mark among the values that says the opposite of what is asked, whether or not it would win."""
    for key, text in wish.values.items():
        word = str(post.front.get(name(site, key))).strip().lower()
        mark = key.lower().removeprefix("is_")
        claims = {"draft": _CLAIMS.get(word), "published": not _CLAIMS[word] if word in _CLAIMS else None}
        if "status" in site.generator.keys:
            claims["status"] = _STATES.get(word)
        if marks.is_field(key, site.settings):
            claims[mark] = marks.hides(site.settings, word)
        elif site.settings.draft is not None and key.lower() in site.generator.conventions:
            continue
        if claims.get(mark) is wish.publish:
            raise _contradiction(key, text, wish)


def _contradiction(key: str, text: str, wish: Wish) -> UsageError:
    asked = "--publish asks for a public post" if wish.publish else "a new post is a draft"
    instead = "leave out --publish for a draft" if wish.publish else "use --publish for a public post"
    return UsageError(f"--set {key}={text} contradicts what is asked: {asked}", instead)


def _built(site: Site, path: str, house: House, wish: Wish) -> Post:
    """The post in the first of the ways to hold the tags in which the generator sees them."""
    built = [read(site, path, written(site, house, keys, _front(keys, wish), wish.body)) for keys in _ways(site, house, wish)]
    return next((post for post in built if set(wish.tags) <= set(post.tags)), built[0])


def _ways(site: Site, house: House, wish: Wish) -> Iterator[tuple[KeyStyle, ...]]:
    keys = house.keys
    for key, value in wish.data.items():
        keys = with_data(keys, key, value, house.syntax, wish.bare)
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
    return style.role == "tags" or name(site, style.key) == "tags"


def _spelt_like(key: str, keys: Sequence[KeyStyle], syntax: str) -> str:
    """The key with a capital where all others have one and letter case does not count."""
    capitals = bool(keys) and all(style.key[:1].isupper() for style in keys)
    return key.capitalize() if capitals and not frame(syntax).typed else key


def _elsewhere(site: Site, key: str) -> Value:
    """What some post says under a key that is not one of the house's."""
    held = name(site, key)
    return next((post.front[held] for post in site.posts if post.front.get(held) is not None), None)


def spelled(site: Site, house: House, values: Mapping[str, T]) -> dict[str, T]:
    """The values under the keys as the house spells them, where the generator does not mind the letter case."""
    known = {name(site, style.key): style.key for style in house.keys}
    return {known.setdefault(name(site, key), key): value for key, value in values.items()}


def alike(site: Site, house: House, values: Mapping[str, T]) -> dict[str, T]:
    """The same for keys that nobody has typed: a new one is spelt like those of the house."""
    names = [style.key for style in house.keys]
    if not site.generator.fold_keys or not names:
        return spelled(site, house, values)
    lower, capital = (all(test(key[:1]) for key in names) for test in (str.islower, str.isupper))
    made = {key.lower() if lower else key.capitalize() if capital else key: value for key, value in values.items()}
    return spelled(site, house, made)


def _front(keys: Sequence[KeyStyle], wish: Wish) -> dict[str, Value]:
    """The front matter that is meant, in order."""
    said = [(style, _value(style, wish)) for style in keys if style.when in ("always", "public" if wish.publish else "draft")]
    return {style.key: _respelt(style, value, wish) for style, value in said if value or not style.optional}


def _respelt(style: KeyStyle, value: Value, wish: Wish) -> Value:
    """The value with its terms as they are to be written."""
    if not wish.respelt or style.role not in ("tags", "constant"):
        return value
    if isinstance(value, list):
        return [*dict.fromkeys(wish.respelt.get(item, item) if isinstance(item, str) else str(item) for item in value)]
    return wish.respelt.get(value, value) if isinstance(value, str) else value


def _value(style: KeyStyle, wish: Wish) -> Value:
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


def _terms(style: KeyStyle, wish: Wish) -> Value:
    """All tags as the house holds them: a list, or one text if they can stand in one."""
    always = style.value if isinstance(style.value, list) else []
    terms: list[Value] = [*always, *(tag for tag in wish.tags if tag not in map(str, always))]
    terms = [*dict.fromkeys(wish.respelt.get(str(term), str(term)) for term in terms)] if wish.respelt else terms
    if not terms:
        return style.blank if style.scalar else []
    return style.between.join(map(str, terms)) if _one_text(style, terms) else terms


def _one_text(style: KeyStyle, terms: Sequence[Value]) -> bool:
    """Whether the house writes tags as one text, and these can be told apart in one."""
    mark = style.between.strip() or style.between
    return style.scalar and (len(terms) == 1 or bool(mark)) and not (mark and any(mark in str(term) for term in terms))
