"""A date that the generator cannot read.

`date: soon`, `date: 28/04/2019`: depending on the generator the whole build stops, or
the post sorts as if it had no date, or day and month change places. The same goes for
the date a post goes public, was updated, or expires.

Write dates as `2026-12-01`, or with a time and a zone as `2026-12-01T09:00:00+01:00`;
every generator reads these. `postctl` reads dates but never guesses: what it cannot
read it reports here, and does not count the post as scheduled.

It is a warning where the generator does take the text for a date, only not for the one
its author meant, or where it is uncertain what it takes it for. What reads as a date and
is in no calendar, such as `2019-02-30`, is P205's.
"""

from __future__ import annotations

from collections.abc import Iterator

from postctl.model import Date, Severity
from postctl.rules import Example, Finding, Rule
from postctl.rules._common import on_one_line
from postctl.rules._dates import doubtful, impossible, span
from postctl.site import Post, Site


def _check(post: Post, site: Site) -> Iterator[Finding]:
    for date in doubtful(post):
        if date.problem is not None and impossible(date) is None:
            yield _finding(post, site, date, on_one_line(date.problem))


def _finding(post: Post, site: Site, date: Date, problem: str) -> Finding:
    text = on_one_line(date.text)
    where = "the date in the file name" if date.source == "name" else f"`{date.source}: {text}`"
    return Finding(
        problem if text in problem else f"{where}: {problem}",
        span=span(post, site, date),
        help="write it as 2026-12-01, or as 2026-12-01T09:00:00+01:00",
        severity=None if date.moment is None and date.sure else Severity.WARNING,
    )


RULE = Rule(
    code="P202",
    severity=Severity.ERROR,
    summary="a date that cannot be read",
    post=_check,
    bad=(
        Example({"a.md": "---\ntitle: A\ndate: soon\n---\n"}),
        Example({"content/posts/a.md": "---\ntitle: A\ndate: 28/04/2019\n---\n"}, "hugo"),
        Example({"content/posts/a.md": '+++\ntitle = "A"\nexpiryDate = "never"\n+++\n'}, "hugo"),
        Example({"_posts/2026-12-01-a.md": "---\ntitle: A\ndate: soon\n---\n"}, "jekyll"),
    ),
    good=(
        Example({"a.md": "---\ntitle: A\ndate: 2019-02-28\n---\n"}),
        Example({"a.md": "---\ntitle: A\ndate: 2026-12-01T09:00:00+01:00\n---\n"}),
        Example({"a.md": "---\ntitle: A\ndate: 2019-02-30\n---\n"}),
        Example({"a.md": "---\ntitle: A\ndate:\n---\n"}),
        Example({"content/posts/a.md": "---\ntitle: A\ndate: 2019-04-28\n---\n"}, "hugo"),
    ),
)
