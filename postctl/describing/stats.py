"""What `stats --format json` prints: totals, and the months that have posts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from postctl.describing.fields import PATH, SITE
from postctl.describing.shapes import COUNT, DAY, MOMENT, NUMBER, PLACE, TEXT, Schema, listed, maybe, one_of, record, told
from postctl.model import Status

_NAMED = {"path": PATH, "title": told(TEXT, "The title.")}
_POSTS = told(COUNT, "How many public posts there are.")
_WORDS = told(maybe(COUNT), "Their words; null where they were not counted.")


def _amounts(name: str, what: str, about: str, shape: Mapping[str, Any] = TEXT) -> Schema:
    return listed(record({name: told(shape, what), "posts": _POSTS, "words": _WORDS}), about)


def _stretch(name: str, what: str, first: str, last: str) -> Schema:
    return record({name: told(PLACE, what), "from": told(DAY, first), "to": told(DAY, last)})


_RUN = maybe(_stretch("weeks", "How many.", "The Monday of the first.", "The Sunday of the last."))
STATS: Mapping[str, Mapping[str, Any]] = {
    **SITE,
    "at": told(MOMENT, "The moment taken as now, in the time zone of the site."),
    "timezone": told(TEXT, "The time zone of the site, which days are counted in."),
    "from": told(DAY, "The first day of the year that was asked for, or of the last twelve months."),
    "to": told(DAY, "The last day of that year, or today."),
    "statuses": record({str(each): told(COUNT, f"Posts that are {each}.") for each in Status}, "All posts, by their status."),
    "posts": told(COUNT, "Posts that are or were public: published, unlisted and expired ones."),
    "undated": told(COUNT, "Those of them that have no date, and are in no year."),
    "later": told(COUNT, "Those of them that are dated later than today, and are in no year either."),
    "words": told(
        maybe(
            record(
                {
                    "total": told(COUNT, "The words of all public posts."),
                    "reading_minutes": told(COUNT, "Minutes to read them all."),
                    "median": told(COUNT, "Half of the posts have fewer words."),
                    "longest": told(maybe(record({**_NAMED, "words": told(COUNT, "Its words.")})), "The longest post."),
                }
            )
        ),
        "How much there is to read; null where words were not counted.",
    ),
    "posts_per_month": told(NUMBER, "Posts a month between `from` and `to`, or since the first one where that is later."),
    "first": told(maybe(DAY), "The day of the first post."),
    "last": told(maybe(DAY), "The day of the latest post."),
    "runs": record(
        {
            "longest": told(_RUN, "The longest; of equals the latest."),
            "current": told(_RUN, "The one that reaches into this week or the last; null if there is none."),
        },
        "Weeks in a row, Monday to Sunday, that each have a post.",
    ),
    "gap": told(
        maybe(_stretch("days", "From one to the other.", "The day of a post.", "The day of the one that followed.")),
        "The longest time between two posts; null where there are not two days.",
    ),
    "drafts": record(
        {
            "ahead": told(COUNT, "Dated later than today."),
            "week": told(COUNT, "Under 7 days old."),
            "month": told(COUNT, "Under 30 days old, and older than those."),
            "half_year": told(COUNT, "Under 182 days old, and older than those."),
            "year": told(COUNT, "Under 365 days old, and older than those."),
            "older": told(COUNT, "Older than that."),
            "undated": told(COUNT, "Without a date."),
            "oldest": told(
                maybe(record({**_NAMED, "date": told(DAY, "Its day."), "days": told(COUNT, "Its age.")})), "The oldest draft."
            ),
        },
        "Drafts, by the age of their date.",
    ),
    "scheduled": listed(
        record(
            {
                **_NAMED,
                "status": told(
                    one_of(["draft", "scheduled"]), "`scheduled`: appears by itself; `draft`: `publish --due` releases it."
                ),
                "at": told(MOMENT, "When it goes out."),
            }
        ),
        "Posts that wait for their moment, the next first.",
    ),
    "tags": _amounts("tag", "The tag.", "The tags of public posts, the most used first."),
    "languages": _amounts("lang", "The code of the language.", "The languages that public posts say, the most used first."),
    "weekdays": _amounts(
        "weekday",
        "Its English name.",
        "The days of the week that have posts, from Monday.",
        one_of(["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]),
    ),
    "days": listed(record({"day": told(DAY, "The day."), "posts": _POSTS}), "The days that have posts, the first first."),
    "years": _amounts("year", "The year.", "The years that have posts, the first first.", {**TEXT, "pattern": "^[0-9]{4}$"}),
}
MONTH: Mapping[str, Mapping[str, Any]] = {
    "month": told({**TEXT, "pattern": "^[0-9]{4}-[0-9]{2}$"}, "A month that has posts."),
    "posts": _POSTS,
    "words": _WORDS,
}
