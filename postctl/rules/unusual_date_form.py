"""A date is written in another form than nearly all dates of the site.

`2019/04/28` among two hundred posts with `2019-04-28`: people who search for a day miss
the post, and scripts and templates that cut the date into pieces get it wrong.

Write it as the others are. The fix does, where nothing has to be made up for that: a
time or a zone that is not written is never added, and none that is written is dropped.
It is not safe, since a generator may read the other form as another moment.

It is told of sites with ten dates and more, where more than nine in ten have one form.
Where the post before it or behind it in time has another form too the site has changed
its habits, and nothing is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime

from postctl import dates
from postctl.dates import Written
from postctl.document import Document, find, read_text, with_edits
from postctl.model import Date, Edit, Fix, Severity
from postctl.regexes import later
from postctl.rules import Example, Finding, Rule
from postctl.rules._common import entry
from postctl.rules._dates import exact_span, quoted, span
from postctl.rules._fixes import setting
from postctl.rules._forms import odd_dates
from postctl.site import Post, Site

_ZONE = later(r"\[[A-Za-z]+\]\Z|Z")


def _check(site: Site) -> Iterator[Finding]:
    for post, date, usual in odd_dates(site):
        yield _finding(post, site, date, usual)


def _finding(post: Post, site: Site, date: Date, usual: str) -> Finding:
    shown = dates.write(datetime(2026, 12, 1, 9, 30, tzinfo=UTC), usual)
    return Finding(
        f"{quoted(date)} is written otherwise than nearly all dates of the site, such as {shown}",
        span=span(post, site, date),
        help="write it in the form of the others",
        fix=_fix(post, site, date, usual),
        path=post.path,
    )


def _fix(post: Post, site: Site, date: Date, usual: str) -> Fix | None:
    written = dates.read(date.text, UTC)
    found = entry(post, site, date.source)
    if written.moment is None or written.ambiguous or found is None or written.iso != date.iso:
        return None
    text = dates.write(written.moment, usual)
    if not _says_the_same(written, dates.read(text, UTC), usual):
        return None
    return _spliced(post, site, date, text) or setting(post.document, {found.key: text}, safe=False)


def _spliced(post: Post, site: Site, date: Date, text: str) -> Fix | None:
    """The fix that leaves the quotes as they are, and puts none where there were none, if the value can be read so."""
    place, known = exact_span(post, site, date), post.document
    if place is None or known.syntax is None:
        return None
    edit = Edit(place, text)
    after = read_text(with_edits(known, (edit,)), (known.syntax,), known.fences, known.schema)
    found = find(after, date.source, fold=site.generator.fold_keys) if isinstance(after, Document) else None
    return Fix(False, (edit,)) if found is not None and found.value.text == text else None


def _says_the_same(before: Written, after: Written, usual: str) -> bool:
    """Whether a date in the usual form is the same moment, with a time and a zone just where they were written before."""
    zone = _ZONE.search(re.sub(r"\A.*?(?=\[[A-Za-z]+\]\Z)|\[[^\]]*\](?!\Z)", "", usual)) is not None
    midnight = before.moment is not None and not any((before.moment.hour, before.moment.minute))
    dropped = after.date_only and not before.date_only and midnight and not before.offset_written
    same = after.moment == before.moment and before.offset_written == zone == after.offset_written
    return same and (after.date_only == before.date_only or dropped)


def _post(date: str) -> str:
    return f"---\ntitle: A\ndate: {date}\n---\n"


_DAYS = {f"{n:02}.md": _post(f"2019-04-{n:02}") for n in range(1, 20)}
_TIMES = {f"content/{n:02}.md": _post(f"2019-04-{n:02}T09:00:00+02:00") for n in range(1, 20)}

RULE = Rule(
    code="P208",
    severity=Severity.INFO,
    summary="a date written otherwise than those of nearly all posts",
    site=_check,
    bad=(
        Example({**_DAYS, "a.md": _post("2019/04/10")}),
        Example({**_DAYS, "a.md": _post('"28 April 2018"')}, "gatsby"),
        Example({**_TIMES, "content/a.md": _post("2019-04-10")}, "hugo"),
        Example({**_TIMES, "content/a.md": _post("2019-04-10 09:00:00 +0200")}, "hugo"),
    ),
    good=(
        Example(_DAYS),
        Example({**_DAYS, "a.md": _post("2019-4-10")} | {f"{n}.md": _post(f"2019-5-{n}") for n in range(1, 5)}),
        Example({**_DAYS, **{f"z{n}.md": _post(f"2020/04/1{n}") for n in range(2)}}),
        Example({**_TIMES, "content/a.md": _post("2019-04-10T09:00:00.500Z")}, "hugo"),
        Example({"a.md": _post("2019-04-10"), "b.md": _post("2019/04/10")}),
    ),
)
