"""The card of a post: when it is public and why, its dates, what it belongs to, where it is, how long it takes to read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, tzinfo
from typing import Any, TypeAlias

from postctl import dates, kinship, markdown, records, status
from postctl.model import Broken, Date, Diagnostic, Status
from postctl.site import Post, Site
from postctl.values import NamedTuple

Pairs: TypeAlias = list[tuple[str, str]]
_MOST_NAMED = 5


class Look(NamedTuple):
    """`here`: the zone of the person who looks. `cut`: only the beginning was read. `name`: of a post that lies nowhere."""

    here: tzinfo = UTC
    cut: bool = False
    name: str = ""


def pairs(site: Site, post: Post, row: Mapping[str, Any], problems: Sequence[Diagnostic], look: Look) -> Pairs:
    """Label and value, in the order a person looks for them; what a post does not have is left out."""
    found = [
        ("status", _status(site, post, look)),
        ("date", _date(site, post.date, look)),
        ("updated", _date(site, post.updated, look)),
        ("expires", _date(site, post.expires, look)),
        ("tags", ", ".join(post.tags)),
        *_belongs(site, post),
        ("url", records.permalink(site, post) or post.url or ""),
        *(("redirect", f"from /{old.lstrip('/')}") for old in post.redirects[:_MOST_NAMED]),
        ("redirect", _more(len(post.redirects))),
        ("file", look.name or _file(post)),
        ("words", _words(site, post, row, cut=look.cut)),
        *(("finding", _finding(each, post)) for each in problems),
    ]
    return [pair for pair in found if pair[1]]


def of_broken(file: Broken) -> Pairs:
    """Where reading stopped, why, and what to do."""
    found = [("status", "broken: it cannot be read"), ("file", f"{file.path}:{file.line}:{file.column}")]
    found += [("why", file.reason), ("help", file.help)]
    return [pair for pair in found if pair[1]]


# --- when ---------------------------------------------------------------------------------------------------------------


def _status(site: Site, post: Post, look: Look) -> str:
    now = status.effective(post, site.settings, site.at)
    if now.status is Status.SCHEDULED and now.changes_at is not None:
        return f"scheduled: {site.generator.title} shows it from {_until(site, now.changes_at, look)} ({now.reason})"
    if now.status is Status.EXPIRED and post.expires is not None and post.expires.moment is not None:
        return f"expired: {site.generator.title} showed it until {_until(site, post.expires.moment, look)} ({now.reason})"
    ends = f", until {_until(site, now.changes_at, look)}" if now.changes_at is not None else ""
    return f"{now.status} ({now.reason}){ends}"


def _until(site: Site, moment: datetime, look: Look) -> str:
    """`2026-12-01 09:00 Europe/Paris, in 3 days`, with the clock of the person where that shows something else."""
    there = dates.in_zone(moment, site.at.tzinfo or UTC)
    said = (f"{there:%Y-%m-%d %H:%M} {_zone(site)}", _here(moment, there, look), dates.ago(moment, site.at))
    return ", ".join(filter(None, said))


def _date(site: Site, date: Date | None, look: Look) -> str:
    if date is None:
        return ""
    if date.moment is None:
        return f"{date.text} ({date.problem})"
    said = [dates.ago(date.moment, site.at)]
    if date.iso is not None and "T" in date.iso:
        there = dates.in_zone(date.moment, site.at.tzinfo or UTC)
        other = not date.iso.startswith(f"{there:%Y-%m-%dT%H:%M}")
        said = [f"{there:%Y-%m-%d %H:%M} {_zone(site)}" if other else "", _here(date.moment, there, look), *said]
    return f"{date.text} ({', '.join(filter(None, said))})"


def _here(moment: datetime, there: datetime, look: Look) -> str:
    """The moment on the clock of the person; nothing where the site's shows the same."""
    here = dates.in_zone(moment, look.here)
    if here.utcoffset() == there.utcoffset():
        return ""
    return f"{here:%H:%M} here" if here.date() == there.date() else f"{here:%Y-%m-%d %H:%M} here"


def _zone(site: Site) -> str:
    name = site.settings.timezone
    return {"": "UTC", "local": "in the site's zone"}.get(name, name)


# --- what it belongs to -------------------------------------------------------------------------------------------------


def _belongs(site: Site, post: Post) -> Iterator[tuple[str, str]]:
    for each in kinship.series(site, post):
        part = f"part {each.number}, " if each.number is not None else ""
        yield "series", f"{each.name} ({part}{each.parts} post{'' if each.parts == 1 else 's'})"
    yield "section", post.place.section
    others = kinship.translations(site, post)
    yield "language", (kinship.language(site, post) or "") if others or post.lang else ""
    for other in others[:_MOST_NAMED]:
        now = status.effective(other, site.settings, site.at).status
        yield "also in", f"{kinship.language(site, other)}: {other.path} ({now})"
    yield "also in", _more(len(others))


def _more(count: int) -> str:
    return f"… and {count - _MOST_NAMED} more" if count > _MOST_NAMED else ""


# --- where it is, and how long ------------------------------------------------------------------------------------------


def _file(post: Post) -> str:
    return post.path if post.file == post.path else f"{post.path}, its front matter in {post.file}"


def _words(site: Site, post: Post, row: Mapping[str, Any], *, cut: bool) -> str:
    count = f"{row['words']:,} ({row['reading_minutes']} min){_excerpt(site, post)}"
    return f"{count} in its beginning: the file is larger than 5 MiB, the rest was not read" if cut else count


def _excerpt(site: Site, post: Post) -> str:
    """How much of the text stands before the mark where the excerpt ends, if it has one."""
    mark = re.search(site.generator.more, post.document.content, re.MULTILINE) if site.generator.more else None
    return f", {markdown.words(post.document.content[: mark.start()]):,} in the excerpt" if mark else ""


def _finding(each: Diagnostic, post: Post) -> str:
    where = f"line {each.line}" if each.path == post.path else f"{each.path}:{each.line}"
    return f"{each.code} {where}: {each.message}"
