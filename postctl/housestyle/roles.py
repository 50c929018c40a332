"""What decides the value of a key: the title, the date, a pattern, the draft mark, tags, always the same, or its author."""

from __future__ import annotations

import re

from postctl import dates
from postctl.dates import Written
from postctl.housestyle.house import KeyStyle
from postctl.housestyle.samples import favourite, share
from postctl.housestyle.seen import Context, Seen, is_mark, most, votes
from postctl.model import Status, Value

COMMON = 0.6  # a key that this much of the weight has belongs to the house
_NEARLY_ALL = 0.8  # ... and even if nothing says what to write under it
_FIXED = 0.7  # a value that this much has is a constant
_PROOF = 5  # posts that must agree before their tags are every post's
EITHER = 0.35  # a date form this rare is nobody's

_HABITS = frozenset(
    "layout author authors type template lang language comments toc categories category publish published draft status".split()
)
_TERMS = frozenset({"tags", "tag", "categories", "category"})


def role(key: str, seen: list[Seen], present: float, context: Context) -> KeyStyle | None:
    """The role and the value of a key, without how it is written; `None` for one that a new post goes without."""
    for read in (_draft, _tags, _date, _title, _constant, _pattern):
        style = read(key, seen, context)
        if style is not None:
            return style
    return _empty(key, seen, present, context)


def _draft(key: str, seen: list[Seen], context: Context) -> KeyStyle | None:
    if not is_mark(key, seen) or not all(isinstance(each.value, bool | str) for each in seen):
        return None
    hidden = [each for each in seen if each.sample.post.verdict.hidden is Status.DRAFT]
    shown = [each for each in seen if each.sample.post.verdict.hidden is None]
    of_draft, of_public = most(hidden), most(shown)
    if hidden and shown:
        return KeyStyle(key, "draft", of_public, of_draft)
    if hidden:
        return KeyStyle(key, "draft", not of_draft if isinstance(of_draft, bool) else None, of_draft)
    return KeyStyle(key, "draft", of_public, not of_public if isinstance(of_public, bool) else None)


def _tags(key: str, seen: list[Seen], context: Context) -> KeyStyle | None:
    said = [each for each in seen if each.value and isinstance(each.value, list | str) and each.sample.post.tags]
    if not said or votes(said, _says_tags) < COMMON:
        return None
    _, fixed = favourite((repr(each.value), each.weight) for each in seen)
    common = most(seen) if fixed >= _FIXED and len(seen) >= _PROOF else []
    scalar = [each for each in said if isinstance(each.value, str)]
    if share((each.sample for each in scalar), (each.sample for each in said)) <= 0.5:
        return KeyStyle(key, "tags", common if isinstance(common, list) else [])
    several = [each for each in scalar if len(each.sample.post.tags) > 1]
    between, _ = favourite((_separator(each), each.weight) for each in several)
    between = between or ("" if context.frame.typed else ", ")
    bare = [each for each in seen if not each.value]
    common = _terms(common, between) if isinstance(common, str) else []
    return KeyStyle(key, "tags", common, scalar=True, between=between, optional=not bare, blank=most(bare) if bare else "")


def _says_tags(seen: Seen) -> bool:
    if isinstance(seen.value, list):
        return [str(item) for item in seen.value] == list(seen.sample.post.tags)
    words = re.split(r"\s*[,;]\s*|\s+", str(seen.value).strip())
    return words == " ".join(seen.sample.post.tags).split()


def _terms(text: str, between: str) -> list[Value]:
    """The tags in one text."""
    parts = text.split(between.strip() or None) if between else [text]
    return [part.strip() for part in parts if part.strip()]


def _separator(seen: Seen) -> str:
    return next((mark for mark in (", ", "; ", ",", ";") if mark in str(seen.value)), " ")


def _date(key: str, seen: list[Seen], context: Context) -> KeyStyle | None:
    """The date of the post, or one that mostly is the same day, such as that of the last change."""
    own = votes(seen, lambda each: each.sample.post.date is not None and each.sample.post.date.source in (key, key.lower()))
    form, fits = favourite((_read(each, context).form, each.weight) for each in seen)
    if form is None or fits < EITHER or (own < COMMON and votes(seen, lambda each: _same_day(each, context)) < COMMON):
        return None
    return KeyStyle(key, "date", form)


def _read(seen: Seen, context: Context) -> Written:
    return dates.read(seen.value if isinstance(seen.value, str) else "", context.zone)


def _same_day(seen: Seen, context: Context) -> bool:
    moment, own = _read(seen, context).moment, seen.sample.moment
    return moment is not None and own is not None and moment.date() == own.date()


def _title(key: str, seen: list[Seen], context: Context) -> KeyStyle | None:
    titled = votes(seen, lambda each: each.value is not None and str(each.value).strip() == each.sample.post.title)
    return KeyStyle(key, "pattern", "{title}") if titled >= COMMON or key.lower() == "title" else None


def _constant(key: str, seen: list[Seen], context: Context) -> KeyStyle | None:
    """A value nearly all posts share. One post alone proves a habit only for the keys that are habits everywhere."""
    _, fixed = favourite((repr(each.value), each.weight) for each in seen)
    value = most(seen)
    proven = len(seen) > 1 or key.lower() in _HABITS or isinstance(value, bool)
    if isinstance(value, bool) or (fixed >= _FIXED and proven):
        return KeyStyle(key, "constant", value)
    return None


def _pattern(key: str, seen: list[Seen], context: Context) -> KeyStyle | None:
    texts = [(each.value, each.sample) for each in seen if isinstance(each.value, str)]
    if len(texts) < COMMON * len(seen):
        return None
    pattern, fits = context.infer(texts)
    if len(texts) < 2 and not re.search(r"\{(?:slug|name|title)\}", pattern):
        return None  # `2024-04-01` in one post of 2024
    return KeyStyle(key, "pattern", pattern) if "{" in pattern and fits >= COMMON else None


def _empty(key: str, seen: list[Seen], present: float, context: Context) -> KeyStyle | None:
    """A key whose values differ freely: written with nothing in it, for its author to fill in; never a date or a number."""
    if present < _NEARLY_ALL or len(seen) < 2:
        return None
    kind, _ = favourite((type(each.value).__name__, each.weight) for each in seen if each.value is not None)
    if kind == "list":
        return KeyStyle(key, "empty", [])
    dated = votes(seen, lambda each: _read(each, context).form is not None)
    optional = key.lower() in _TERMS and all(each.value for each in seen)
    return KeyStyle(key, "empty", "", optional=optional) if kind == "str" and dated < 0.5 else None
