"""Whether a post is a draft, where the owner of the site has named the front matter key that says so (`[draft]`).

The field does not replace what a generator hides by itself, such as Hugo's `draft: true`: a post is a draft if either says so.
It replaces the marks that count only because the code of most sites asks for them (`Generator.conventions`).
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Literal, TypeAlias

from postctl.errors import Refused
from postctl.model import DraftField, Entry, FrontMatter, Settings, Status, Value, Verdict
from postctl.values import replace

if TYPE_CHECKING:
    from postctl.document import Document, Remove
    from postctl.site import Generator, Post, Site, Source, Toggle

Mark: TypeAlias = Literal["public", "draft"]

_YES = frozenset({"true", "yes", "on", "y"})
_NO = frozenset({"false", "no", "off", "n"})
_LONGEST = 60


def flag(value: Value) -> bool | None:
    """What a person means by a yes-or-no value; `None` if it is neither."""
    if isinstance(value, bool):
        return value
    word = value.strip().lower() if isinstance(value, str) else ""
    return True if word in _YES else False if word in _NO else None


def is_field(key: str, settings: Settings) -> bool:
    """Whether a key (dotted where it stands in a table) is the draft field of the site, whatever its letter case."""
    return settings.draft is not None and key.lower() == settings.draft.key.lower()


# --- what a post says ---------------------------------------------------------------------------------------------------


def of_generator(generator: Generator, source: Source, verdict: Verdict) -> Verdict:
    """The verdict of the generator, without marks that do not count beside a field. `verdict` is the one with them."""
    front = _without(source.front, generator.conventions)
    if len(front) < len(source.front):
        verdict = generator.facts(source._replace(front=front)).verdict
    guessed = verdict.hidden is not None and verdict.key is not None and not (verdict.sure or verdict.fatal)
    return Verdict(None, "no draft mark") if guessed else verdict


def _without(front: FrontMatter, keys: frozenset[str]) -> FrontMatter:
    return {key: value for key, value in front.items() if key.lower() not in keys} if keys else front


def verdict(field: DraftField, own: Verdict, document: Document, generator: Generator) -> Verdict:
    """The verdict on a post: a draft if its field says so, or the generator's `own` verdict is that it is hidden."""
    from postctl.document import find

    entry = find(document, field.key, fold=generator.fold_keys)
    mark, trap = _read(field, entry, document)
    reason = _shown(field.key, entry, document) if entry is not None else f"no `{field.key}`"
    if own.fatal and mark == "draft":
        return own._replace(hidden=Status.DRAFT)
    if own.fatal or (own.hidden is not None and (mark != "draft" or own.hidden is Status.DRAFT)):
        reason = (
            f"{own.reason}, {reason}" if own.hidden is Status.DRAFT and mark == "draft" and own.key != field.key else own.reason
        )
        return own._replace(reason=reason)
    if mark == "draft":
        return Verdict(Status.DRAFT, reason, field.key if entry is not None else None, trap, sure=trap is None)
    if entry is None and own.key is not None:
        return own
    told = trap if own.trap is None or own.key in (field.key, field.key.lower()) else own.trap
    return Verdict(None, reason, field.key if entry is not None else None, told, sure=told is None)


def _read(field: DraftField, entry: Entry | None, document: Document) -> tuple[Mark, str | None]:
    """What the field of a post says, and a sentence about it where that is not clear."""
    if entry is None or document.syntax is None:
        return field.default, None
    value, text = document.syntax.value(entry.value, document.schema), entry.value.text
    if value in (None, "", [], {}):
        return field.default, None
    exact = _meaning(field, value, text, nearly=False)
    if exact is not None:
        return exact, None
    near, shown = _meaning(field, value, text, nearly=True), _shown(field.key, entry, document)
    if near is not None:
        bare = isinstance(value, str) and flag(value) is not None
        wanted = field.draft if near == "draft" else field.public
        if bare and not document.syntax.nests:  # where all values are text
            return near, None
        kind = "a text" if bare else "in other letters"
        known = " or ".join(f"`{_word(each)}`" for each in wanted)
        return near, f"`{shown}` is {kind}, where the draft field has {known}: the site's code may take it either way"
    if field.draft and field.public:
        known = " nor ".join(f"`{_word(each)}`" for each in (*field.draft, *field.public))
        return field.default, f"`{shown}` is neither {known}, so it counts as if it were not there ({field.default})"
    return field.default, None


def _meaning(field: DraftField, value: Value, text: str, *, nearly: bool) -> Mark | None:
    if any(_is(wanted, value, text, nearly=nearly) for wanted in field.draft):
        return "draft"
    return "public" if any(_is(wanted, value, text, nearly=nearly) for wanted in field.public) else None


def _is(wanted: bool | str, value: Value, text: str, *, nearly: bool) -> bool:
    """Whether a value, whose source says `text`, is the one that is wanted, or nearly so."""
    if isinstance(wanted, bool) or isinstance(value, bool):
        return wanted is value or (
            (nearly or isinstance(wanted, str)) and flag(value) is not None and flag(wanted) is flag(value)
        )
    if isinstance(value, list | dict):
        return False
    said = value if isinstance(value, str) else text
    return said.strip().casefold() == wanted.casefold() if nearly else said == wanted


def _word(value: bool | str) -> str:
    return str(value).lower() if isinstance(value, bool) else value


def _shown(key: str, entry: Entry, document: Document) -> str:
    """The field as it is written."""
    said = " ".join(document.text[entry.value.span.start : entry.value.span.end].split())
    return f"{key}: {said if len(said) <= _LONGEST else said[:_LONGEST] + '...'}".rstrip()


def hides(settings: Settings, word: str) -> bool | None:
    """Whether a value of the field that somebody has typed makes a draft; `None` where the field has no such value."""
    mark = _meaning(settings.draft, word, word, nearly=True) if settings.draft is not None else None
    return None if mark is None else mark == "draft"


# --- making it one --------------------------------------------------------------------------------------------------------


def toggle(site: Site, post: Post, public: bool, date: datetime) -> Toggle:
    """What makes a post public, or a draft: by the generator, by the field, or by both.

    To be public, a post must be so for both. A draft it is by each of the marks that it has, or else by the field. Raises
    `Refused` where the post cannot hold the field.
    """
    from postctl.site import Toggle

    field, generator = site.settings.draft, site.generator
    if field is None or post.own is None:
        return generator.toggle(post, public, site.settings, date)
    if not public and post.verdict.hidden is Status.DRAFT and not post.verdict.fatal:
        return Toggle({})
    alone = replace(post, verdict=post.own, front=_without(post.front, generator.conventions))
    by_field = _by_field(field, site, post, public=public)
    if public:
        by_generator = generator.toggle(alone, public, site.settings, date)
        return Toggle({**by_generator.values, **by_field}, by_generator.move_to)
    marks = _marks(site, alone, date)
    return Toggle({**marks, **by_field} if not marks or _entry(site, post, field.key) is not None else marks)


def _marks(site: Site, alone: Post, date: datetime) -> dict[str, Value | Remove]:
    """What the generator would set to make a draft, if that is no more than marks that are there."""
    if alone.verdict.key not in alone.front and not alone.verdict.fatal:
        return {}
    try:
        made = site.generator.toggle(alone, False, site.settings, date)
    except Refused:
        return {}
    there = made.move_to is None and all(_entry(site, alone, key) is not None for key in made.values)
    return dict(made.values) if there else {}


def _by_field(field: DraftField, site: Site, post: Post, *, public: bool) -> dict[str, Value | Remove]:
    from postctl.document import REMOVE

    entry = _entry(site, post, field.key)
    mark, _ = _read(field, entry, post.document)
    if mark == ("public" if public else "draft"):
        return {}
    words = field.public if public else field.draft
    if entry is None:
        _can_hold(field.key, site, post)
    return {entry.key if entry is not None else field.key: _written(words[0], entry, post.document) if words else REMOVE}


def _entry(site: Site, post: Post, key: str) -> Entry | None:
    from postctl.document import find

    return find(post.document, key, fold=site.generator.fold_keys)


def _written(word: bool | str, entry: Entry | None, document: Document) -> Value:
    """The value to write: a boolean where the reader takes the word for one."""
    syntax, meant = document.syntax, flag(word)
    if syntax is None or isinstance(word, bool) or meant is None:
        return word
    old = syntax.value(entry.value, document.schema) if entry is not None else None
    return meant if isinstance(old, bool) or (syntax.name == "yaml" and document.schema == "yaml-1.1" and old is None) else word


def _can_hold(key: str, site: Site, post: Post) -> None:
    """Raise `Refused` where the build would fail over the field, in a post that does not have it yet."""
    generator, top = site.generator, key.partition(".")[0]
    why, spare = generator.closed(post.path, site.settings), generator.spare
    if spare and why is None:
        why = f"{generator.title}'s build fails over keys that it does not know"
    if why is None or top in generator.keys or any(_entry(site, each, key) is not None for each in site.posts):
        return
    hint = f'key = "{spare}.{key}" below [draft] names one that it can' if spare else "name a key that it knows below [draft]"
    raise Refused(f"{post.path} cannot hold the draft field `{key}`: {why}", hint)
