"""`publish` and `unpublish`: the smallest change that makes a post public, or a draft, for its generator.

The result is read again the way the generator reads it, and is only a plan if the post then is what was asked for.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, tzinfo
from itertools import chain
from typing import NamedTuple

from postctl import dates, document, reading, status
from postctl.document import REMOVE, Insert, Remove
from postctl.errors import Refused
from postctl.model import Change, Entry, Status, Value
from postctl.site import Post, Site, Toggle
from postctl.syntaxes import TOP

_WORDS = {True: ("true", "yes", "on"), False: ("false", "no", "off")}
_SHORT = {Status.DRAFT: "a draft"}
_FLAGS = frozenset(_WORDS[True] + _WORDS[False])


class Plan(NamedTuple):
    """What to do (`None`: nothing), what the post will be then, and a sentence about it."""

    change: Change | None
    post: Post
    note: str


def plan(
    site: Site,
    post: Post,
    *,
    public: bool,
    date: datetime | None = None,
    date_only: bool = False,
    exact: bool = False,
    release: str | None = None,
) -> Plan:
    """How to publish (`public`) or unpublish a post. `date` (aware) is the date it is to have; `None` keeps what is there.

    `exact`: the time of day of the date is written even where the post has only a day. `release`: when `publish --due` is to
    release the draft, as it is written down; without it, what was written down is taken out. Raises `Refused` where no exact
    edit gets there.
    """
    zone = dates.zone(site.settings.timezone)
    day = date.astimezone(zone) if date else _own_date(post, zone) or site.at.astimezone(zone)
    toggle = site.generator.toggle(post, public, site.settings, day)
    path = toggle.move_to or post.path
    dating = _dating(site, post, date, date_only=date_only, exact=exact, moves=path != post.path) | _release(site, post, release)
    if not toggle.values and path == post.path and not dating:
        return _unchanged(site, post, public=public)
    before, refused, failing, after = document.encoded(post.document), None, None, None
    undated = post.verdict.key is not None and post.verdict.key in map(str.lower, dating)
    alone: list[Mapping[str, Value | Insert | Remove]] = [{}] if undated else []  # the date may be all it lacks
    for changes in chain(alone, _ways(site, post, toggle, public=public)):
        try:
            edited = document.edited(post.document, {**changes, **dating})
        except Refused as error:
            refused = error
            continue
        if path != post.path:
            _may_move(site, post, path, document.encoded(edited))
        after = reading.again(post, document.encoded(edited), site.generator, site.settings, path)
        if after is not None and _is_so(post, after, public=public):
            after = _in_time(site, after, day)
            _may_be(site, after, dated=date is not None)
            if date is not None and exact and (missed := status.misses(after, site.settings, date)):
                raise Refused(missed, "give a day without a time")
            there, moved = (path, post.path) if path != post.path else (post.file, None)
            found = Plan(Change(there, before, document.encoded(after.document), moved), after, _says(site, post, after))
            if not after.verdict.fatal:
                return found
            failing = failing or found
    if failing is not None:
        return failing
    outcome = "hidden" if public else "public"
    raise refused or Refused(f"{site.generator.title} would still take {post.path} as {outcome}", _why(after or post))


def _unchanged(site: Site, post: Post, *, public: bool) -> Plan:
    """The plan for a post that is so already. Raises `Refused` for one that is not."""
    if post.verdict.hidden is not (None if public else Status.DRAFT):
        outcome = "public" if public else "a draft"
        raise Refused(f"{site.generator.title} cannot make {post.path} {outcome} by its own front matter", _why(post))
    return Plan(None, post, _already(site, post, public=public))


def _is_so(before: Post, after: Post, *, public: bool) -> bool:
    """Whether a post is public now, or hidden; one that was unlisted must not just stay so."""
    stays = before.verdict.hidden is after.verdict.hidden is Status.UNLISTED
    return (after.verdict.hidden is None) == public and not stays


def _in_time(site: Site, after: Post, day: datetime) -> Post:
    """The post, without a mark that shows it before its date (`draft: false` in MkDocs Material): it is to wait."""
    key = after.verdict.key
    if site.settings.future or day <= site.at or key is None or after.verdict.hidden is not None:
        return after
    if status.effective(after, site.settings, site.at).status is not Status.PUBLISHED:
        return after
    try:
        edited = document.edited(after.document, {key: REMOVE})
    except Refused:
        return after
    without = reading.again(after, document.encoded(edited), site.generator, site.settings)
    waits = without is not None and status.effective(without, site.settings, site.at).status is Status.SCHEDULED
    return without if without is not None and waits else after


def _may_be(site: Site, after: Post, *, dated: bool) -> None:
    """Raise `Refused` for a post that was given a date to be public and has expired by another key."""
    now = status.effective(after, site.settings, site.at)
    if dated and now.status is Status.EXPIRED:
        raise Refused(f"{after.path} would still be expired ({now.reason})", "change that date first")


def _may_move(site: Site, post: Post, path: str, after: bytes) -> None:
    """Raise `Refused` where a move would overwrite a file, or leave behind what belongs to the post.

    A file that holds these very bytes already is what a move that was cut short has left, and this one finishes.
    """
    if post.file != post.path:
        raise Refused(f"the front matter of {post.path} lies in {post.file}", "move both by hand")
    there = next((each for each in site.posts if each.path == path), None)
    if path in site.files and (there is None or document.encoded(there.document) != after):
        raise Refused(f"{path} exists already", "move it away or rename the post, then run this again")
    folder = post.path.rpartition("/")[0] + "/"
    if post.place.bundle and any(each.startswith(folder) for each in site.files if each != post.path):
        raise Refused(f"{post.path} has files beside it, which would stay behind", f"move the folder {folder} by hand")
    if post.place.assets and any(each.startswith(f"{post.place.assets}/") for each in site.files):
        raise Refused(f"{post.path} has files of its own in {post.place.assets}/, which would stay behind", "move both by hand")


def _own_date(post: Post, zone: tzinfo) -> datetime | None:
    """The date of a post, or the day its name says."""
    if post.date is not None and post.date.moment is not None:
        return dates.in_zone(post.date.moment, zone)
    return datetime.fromisoformat(post.place.date).replace(tzinfo=zone) if post.place.date else None


def _already(site: Site, post: Post, *, public: bool) -> str:
    now = status.effective(post, site.settings, site.at)
    if public and now.status is Status.SCHEDULED and now.changes_at is not None:
        when = dates.ago(now.changes_at, site.at)
        return f"{post.path} is scheduled: it appears {when} ({now.reason}); --date now shows it at once"
    return f"{post.path} is {_SHORT.get(now.status, now.status)} already ({now.reason})"


def _says(site: Site, before: Post, after: Post) -> str:
    """What becomes of a post, in words that fit before and after it is done."""
    old, new = (status.effective(post, site.settings, site.at) for post in (before, after))
    if old.status is new.status and status.release(before, site.settings) and not status.release(after, site.settings):
        return f"{after.path}: no longer scheduled, {_SHORT.get(new.status, new.status)}"
    when = (
        f", appears {dates.ago(new.changes_at, site.at)} ({new.reason})"
        if new.status is Status.SCHEDULED and new.changes_at
        else ""
    )
    where = f" at {after.url}" if new.status is Status.PUBLISHED and after.url else ""
    return f"{after.path}: {old.status} -> {new.status}{when}{where}"


def _why(post: Post) -> str:
    reason = post.verdict.reason
    return f"its mark is `{reason}`; edit it by hand" if ":" in reason else f"{reason}; edit it by hand"


# --- the marks ----------------------------------------------------------------------------------------------------------


def _ways(site: Site, post: Post, toggle: Toggle, *, public: bool) -> Iterator[Mapping[str, Value | Insert | Remove]]:
    """The edits that may do it, the gentlest first: in the words the author used, taken out again, then as a real boolean."""
    entries = {key: document.find(post.document, key, fold=site.generator.fold_keys) for key in toggle.values}
    written = {(entry.key if entry else key): (entry, toggle.values[key]) for key, entry in entries.items()}
    place = _mark_place(site, post, written)
    if public and place is not None and _can_go(site, post, written, place):
        yield dict.fromkeys(written, REMOVE)
    yield {key: _change(post, entry, value, place) for key, (entry, value) in written.items()}
    yield {key: value if entry else _insert(post, value, place) for key, (entry, value) in written.items()}


def _change(post: Post, entry: Entry | None, value: Value, place: str | None) -> Value | Insert:
    if entry is None:
        return _insert(post, value, place)
    old = document.front_matter(post.document)[entry.key]
    if isinstance(value, bool) and old is not None and not isinstance(old, bool) and str(old).strip().lower() not in _FLAGS:
        raise Refused(f"`{entry.key}: {old}` is neither yes nor no", "say what it means with true or false, then run this again")
    return _in_words(old, truth=value) if isinstance(old, str) and isinstance(value, bool) else value


def _in_words(old: str, *, truth: bool) -> str:
    """`true` or `false` as a text, in the word pair and letter case of the text it replaces."""
    lower = old.strip().lower()
    pair = next((i for i in range(3) if lower in (_WORDS[True][i], _WORDS[False][i])), 0)
    word = _WORDS[truth][pair]
    return word.upper() if old.isupper() else word.capitalize() if old[:1].isupper() else word


def _insert(post: Post, value: Value, place: str | None) -> Insert:
    syntax = post.document.syntax
    if syntax is None:
        raise Refused(f"{post.path} has no front matter to hold the mark", "add a block with a title at its top")
    return Insert(syntax.written(value, None, post.document.source, post.document.schema), place)


def _mark_place(site: Site, post: Post, written: Mapping[str, tuple[Entry | None, Value]]) -> str | None:
    """Behind which key a mark is put that the post does not have, and from where publishing takes it out again.

    The first place from the top where no other post of the site has it: a mark there is one that postctl put there, so taking
    it out gives back the first bytes. `None` where there is no such place.
    """
    mark = next(iter(written), "").lower()
    keys = [entry.key for entry in post.document.entries if entry.key.lower() != mark]
    others = ([entry.key.lower() for entry in each.document.entries] for each in site.posts if each.path != post.path)
    taken = {each.index(mark) for each in others if mark in each}
    return next((([TOP, *keys])[place] for place in range(len(keys)) if place not in taken), None)


def _can_go(site: Site, post: Post, written: Mapping[str, tuple[Entry | None, Value]], place: str) -> bool:
    """Whether unpublishing would put the marks back to the very same text, if they were taken out."""
    if not written or not all(entry for entry, _ in written.values()):
        return False
    try:
        without = document.edited(post.document, dict.fromkeys(written, REMOVE))
        bare = reading.again(post, document.encoded(without), site.generator, site.settings)
        back = site.generator.toggle(bare, False, site.settings, site.at) if bare else Toggle({})
        again = document.edited(without, {key: _insert(post, value, place) for key, value in back.values.items()})
    except Refused:
        return False
    return again.text == post.document.text and back.values.keys() == written.keys() and back.move_to is None


def _release(site: Site, post: Post, moment: str | None) -> dict[str, Value | Insert | Remove]:
    """The edit of the key that says when a draft is released."""
    entry = status.release_key(post, site.generator)
    if moment is None:
        return {entry.key: REMOVE} if entry is not None else {}
    if entry is not None and post.front.get(status.RELEASE) == moment:
        return {}
    closed = site.generator.closed(post.path, site.settings)
    if closed is not None:
        raise Refused(f"{post.path} cannot say that it is scheduled (`{status.RELEASE}`): {closed}", "publish it when it is time")
    return {entry.key if entry is not None else status.RELEASE: moment}


# --- the date -----------------------------------------------------------------------------------------------------------


def _dating(
    site: Site, post: Post, date: datetime | None, *, date_only: bool, exact: bool, moves: bool
) -> dict[str, Value | Insert | Remove]:
    """The edit that gives a post another date, in the form it has; none where the date stays or the new name says it."""
    if date is None:
        return {}
    zone = dates.zone(site.settings.timezone)
    old = post.date if post.goes_live is None or not post.goes_live.text else post.goes_live
    if old is None or old.source == "name" or not old.text:
        if moves and date_only:
            return {}
        if old is not None and not moves and not exact and old.form and dates.write(date.astimezone(zone), old.form) == old.text:
            return {}
        if old is not None and old.text and not moves:
            hint = "rename it (`postctl rename POST --date WHEN`), or write a date into its front matter"
            raise Refused(f"the date of {post.path} stands in its name", hint)
        form = "YYYY-MM-DD" if date_only else _form(site, site.generator.date_form, exact=exact)
        text = dates.write(date.astimezone(zone), form)
        return {site.generator.date_key: Insert(text)}
    entry = document.find(post.document, old.source, fold=site.generator.fold_keys)
    if entry is None or old.form is None or old.moment is None:
        raise Refused(f"the date of {post.path} ({old.text}) is in no form that can be written again", "edit it by hand")
    offset = old.moment.tzinfo if old.iso and (old.iso.endswith("Z") or "+" in old.iso[10:] or "-" in old.iso[10:]) else zone
    text = dates.write(date.astimezone(offset), _form(site, old.form, exact=exact))
    return {entry.key: text} if text != old.text else {}


def _form(site: Site, form: str, *, exact: bool) -> str:
    return dates.with_clock(form, site.generator.date_form) if exact else form
