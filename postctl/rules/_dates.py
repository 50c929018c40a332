"""What the rules about dates ask of the dates of a post."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date

from postctl import dates
from postctl.model import Date, Span
from postctl.once import once
from postctl.rules._common import entry, on_one_line, place
from postctl.site import Post, Site


def of(post: Post) -> Iterator[Date]:
    """The dates of a post, each once: when it is from, when it goes public, was changed, ends."""
    seen: set[str] = set()
    for found in (post.date, post.goes_live, post.updated, post.expires):
        if found is not None and found.source not in seen:
            seen.add(found.source)
            yield found


@once
def doubtful(post: Post) -> tuple[Date, ...]:
    """Those of them that cannot be read, or not in any usual way: most posts have none."""
    return tuple(found for found in of(post) if found.form is None or found.problem is not None)


def span(post: Post, site: Site, found: Date) -> Span | None:
    """Where a date is written; `None` for one in the name."""
    return None if found.source == "name" else place(entry(post, site, found.source))


def exact_span(post: Post, site: Site, found: Date) -> Span | None:
    """The characters of the date alone, without quotes around it; `None` where they do not stand there as they are read."""
    whole = span(post, site, found)
    text = found.text.strip()
    if whole is None or not text:
        return None
    raw = post.document.text[whole.start : whole.end]
    start = raw.find(text)
    if start < 0 or raw.find(text, start + 1) >= 0:
        return None
    return Span(whole.start + start, whole.start + start + len(text))


def quoted(found: Date) -> str:
    """The date as its author wrote it, with the place it stands in."""
    text = on_one_line(found.text)
    return f"{text} in the name" if found.source == "name" else f"`{found.source}: {text}`"


def day(found: Date | None) -> date | None:
    """The day as it is written, whatever the zone."""
    return real_day(found.iso[:10]) if found is not None and found.iso is not None else None


def real_day(iso: str) -> date | None:
    """The day of an ISO text, if the calendar has it."""
    try:
        return date.fromisoformat(iso)
    except ValueError:
        return None


_FIRST = 1990
_AHEAD = 10


def plausible_years(site: Site) -> range:
    """The years that posts are from: there were no blogs before, and hardly anybody dates a post further ahead."""
    return range(_FIRST, site.at.year + _AHEAD + 1)


def sane_day(post: Post, site: Site) -> date | None:
    """The day of a post, unless another rule has to say something of the date itself: P205, P211."""
    found = day(post.date)
    return found if found is not None and found.year in plausible_years(site) and not impossible_of(post) else None


def impossible_of(post: Post) -> str | None:
    """As `impossible`, of the date of a post."""
    return impossible(post.date) if post.date is not None else None


def has_clock(found: Date) -> bool:
    """Whether a time of day is written."""
    return len(found.iso or "") > 10


def has_offset(found: Date) -> bool:
    """Whether a zone is written, so that the same moment has another day elsewhere."""
    time = (found.iso or "")[11:]
    return time.endswith("Z") or "+" in time or "-" in time


def impossible(found: Date) -> str | None:
    """Why a date that reads as one does not exist (`February has 28 days`); `None` for all others.

    24:00 is how ISO 8601 may write the end of a day, where a generator reads it so.
    """
    if found.form is not None and found.problem is None:
        return None
    written = dates.read(found.text, UTC)
    if not written.impossible:
        return None
    midnight = found.moment is not None and found.problem is None and " 24 " in (written.problem or "")
    return None if midnight else written.problem
