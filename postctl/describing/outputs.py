"""The JSON that commands print: every field there is, and what it means.

A schema of these is open: within a schema version fields are only ever added, so what reads one has to let others be.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from postctl import records
from postctl.describing.shapes import (
    COUNT,
    DAY,
    DRAFT,
    FLAG,
    MOMENT,
    NUMBER,
    PLACE,
    TEXT,
    TEXTS,
    Schema,
    closed,
    listed,
    maybe,
    one_of,
    record,
    told,
)
from postctl.formats.json import SCHEMA_VERSION
from postctl.model import Severity, Status


class Output(NamedTuple):
    """What a command prints: its members before the records, the name of those, and the fields of one.

    `each`: what a record is called. `other`: other records, under another name, that may stand in the place of these. `command`:
    the words that print it, where they are not its name.
    """

    about: str
    head: Mapping[str, Mapping[str, Any]]
    key: str
    each: str
    fields: Mapping[str, Mapping[str, Any]]
    other: tuple[str, str, Mapping[str, Mapping[str, Any]]] | None = None
    command: str = ""


_STATUS = one_of([str(each) for each in Status])
_ROOT = told(TEXT, "The folder of the site, as an absolute path.")
_GENERATOR = told(TEXT, "The name of the site generator, as in postctl.toml.")
_PATH = told(TEXT, "The path of the file from `root`, with `/`.")
_URL = told(maybe(TEXT), "The address from the root of the site; null where it cannot be known.")
_SITE = {"root": _ROOT, "generator": _GENERATOR}

_POST: Mapping[str, Mapping[str, Any]] = {
    "path": _PATH,
    "title": told(maybe(TEXT), "The title, or what the generator makes of the file name."),
    "slug": told(maybe(TEXT), "The part of the address that is the post's own."),
    "url": _URL,
    "status": told(_STATUS, "What a reader of the site meets now."),
    "reason": told(maybe(TEXT), "Why the status is what it is, in the words of the post."),
    "changes_at": told(maybe(MOMENT), "When the status changes by itself; null if it does not."),
    "date": told(maybe(TEXT), "RFC 3339 date or date-time as it is written, without an invented offset."),
    "updated": told(maybe(TEXT), "When its author says it was last updated, as `date`."),
    "expires": told(maybe(TEXT), "When it is no longer public, as `date`."),
    "draft": told(FLAG, "Whether the status is `draft`."),
    "tags": told(TEXTS, "Its tags as the generator sees them."),
    "lang": told(maybe(TEXT), "The code of its language, where it says one."),
    "words": told(maybe(COUNT), "The words a reader reads; null where they were not counted."),
    "reading_minutes": told(maybe(PLACE), "Minutes to read it; null where words were not counted."),
    "problems": told(listed(TEXT), "The codes of the findings of `validate`."),
}

_FINDING: Mapping[str, Mapping[str, Any]] = {
    "path": _PATH,
    "line": told(PLACE, "The line it begins in, from 1."),
    "column": told(PLACE, "The column it begins at, from 1, in code points."),
    "end_line": told(PLACE, "The line it ends in."),
    "end_column": told(PLACE, "The column behind its last character."),
    "code": told({**TEXT, "pattern": "^P[0-9]{3}$"}, "The code of the rule; `postctl rule CODE` is its manual page."),
    "name": told(TEXT, "The name of the rule."),
    "severity": told(one_of([str(each) for each in Severity]), "How bad it is."),
    "message": told(TEXT, "What is wrong, in one line."),
    "help": told(TEXT, "What to do about it, in one line; may be empty."),
    "fix": told(
        maybe(
            record(
                {
                    "safe": told(FLAG, "Whether `--fix` does it; else only `--unsafe-fixes`."),
                    "edits": listed(
                        record(
                            {
                                "start": told(COUNT, "The first byte that is replaced, from 0."),
                                "end": told(COUNT, "The byte behind the last one."),
                                "text": told(TEXT, "What stands there then."),
                            }
                        ),
                        "What to replace in the bytes of the file.",
                    ),
                }
            )
        ),
        "What mends it; null where nothing does by itself.",
    ),
}
_COUNTED: Mapping[str, Mapping[str, Any]] = {
    "count": told(COUNT, "How many findings of the rule there are."),
    "posts": told(COUNT, "In how many posts."),
    "fixable": told(COUNT, "How many of them have a fix."),
    "code": _FINDING["code"],
    "name": _FINDING["name"],
}
_TOTALS = record(
    {
        "files": told(COUNT, "How many posts were looked at."),
        "errors": told(COUNT, "How many findings are errors."),
        "warnings": told(COUNT, "How many are warnings."),
        "infos": told(COUNT, "How many are worth knowing."),
        "fixable": told(COUNT, "How many `--fix` mends."),
    },
    "The totals.",
)

_NAMED = {"path": _PATH, "title": told(TEXT, "The title.")}
_POSTS = told(COUNT, "How many public posts there are.")
_WORDS = told(maybe(COUNT), "Their words; null where they were not counted.")


def _amounts(name: str, what: str, about: str, shape: Mapping[str, Any] = TEXT) -> Schema:
    return listed(record({name: told(shape, what), "posts": _POSTS, "words": _WORDS}), about)


def _stretch(name: str, what: str, first: str, last: str) -> Schema:
    return record({name: told(PLACE, what), "from": told(DAY, first), "to": told(DAY, last)})


_RUN = maybe(_stretch("weeks", "How many.", "The Monday of the first.", "The Sunday of the last."))
_STATS: Mapping[str, Mapping[str, Any]] = {
    **_SITE,
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

OUTPUTS: Mapping[str, Output] = {
    "due": Output(
        "what is due, or has changed by itself",
        {
            **_SITE,
            "at": told(MOMENT, "The moment taken as now."),
            "since": told(maybe(MOMENT), "The moment of `--since`; null without it."),
            "due": told(FLAG, "Whether anything is."),
            "count": told(COUNT, "How many."),
        },
        "posts",
        "post",
        {
            "path": _PATH,
            "title": told(TEXT, "The title."),
            "url": _URL,
            "status": told(_STATUS, "What a reader of the site meets now."),
            "at": told(MOMENT, "When it was due, or changed."),
            "reason": told(TEXT, "What became of it, in the words of the post."),
        },
    ),
    "list": Output(
        "posts and their status",
        {**_SITE, "count": told(COUNT, "How many posts there are below.")},
        "posts",
        "post",
        {name: _POST.get(name, {}) for name in records.FIELDS},
    ),
    "rule": Output(
        "the rules there are",
        {},
        "rules",
        "rule",
        {
            "code": _FINDING["code"],
            "name": _FINDING["name"],
            "family": told(TEXT, "What the rule looks at."),
            "severity": told(one_of([str(each) for each in Severity]), "How bad its findings are."),
            "default": told(one_of(["on", "off"]), "Whether it runs without being asked for."),
            "summary": told(TEXT, "What it finds, in one line."),
        },
    ),
    "settings": Output(
        "every setting and where its value comes from",
        _SITE,
        "options",
        "option",
        {
            "key": told(TEXT, "The dotted key in postctl.toml."),
            "value": {"description": "The value that counts, of any type; null where there is none."},
            "source": told(TEXT, "Where it comes from."),
        },
        command="config",
    ),
    "show": Output(
        "one post and its status",
        {**_SITE, "count": told({"const": 1}, "Always one.")},
        "posts",
        "post",
        {name: _POST.get(name, {}) for name in records.FIELDS},
    ),
    "stats": Output(
        "posts and words over time",
        _STATS,
        "months",
        "month",
        {"month": told({**TEXT, "pattern": "^[0-9]{4}-[0-9]{2}$"}, "A month that has posts."), "posts": _POSTS, "words": _WORDS},
    ),
    "tags": Output(
        "tags and how often they are used",
        {**_SITE, "count": told(COUNT, "How many there are below.")},
        "tags",
        "term",
        {
            "tag": told(TEXT, "The term as it is written."),
            "taxonomy": told(TEXT, "Which taxonomy it is one of."),
            "posts": told(COUNT, "How many posts have it."),
            "newest": told(maybe(DAY), "The date of the newest of them."),
            "like": told(TEXTS, "Other terms of the taxonomy that may be the same."),
        },
    ),
    "undo": Output(
        "what was written, the newest first",
        {"root": _ROOT},
        "entries",
        "entry",
        {
            "at": told(MOMENT, "When it was written."),
            "command": told(TEXT, "By which command."),
            "state": told(one_of(["begun", "done", "undone"]), "`begun`: it never came to its end; `undone`: taken back."),
            "files": told(COUNT, "How many files."),
            "paths": told(TEXTS, "Their paths from `root`."),
        },
        command="undo --list",
    ),
    "validate": Output(
        "findings, or with `--statistics` their numbers",
        {"summary": _TOTALS},
        "diagnostics",
        "diagnostic",
        _FINDING,
        ("statistics", "statistic", _COUNTED),
    ),
}


def printed_by(name: str) -> str:
    """The command that prints it."""
    return f"postctl {OUTPUTS[name].command or name} --format json"


def schema(name: str, *, strict: bool = False) -> Schema:
    """The schema of the JSON of a command. `strict`: without room for fields that a later version may add."""
    output = OUTPUTS[name]
    version = told({"const": SCHEMA_VERSION}, "The version of this schema. Within one, fields are only ever added.")
    head = {"schema_version": version, **output.head}
    kinds = [(output.key, output.each, output.fields), *([output.other] if output.other else [])]
    lists = {key: listed({"$ref": f"#/$defs/{each}"}) for key, each, _ in kinds}
    found: Schema = {
        "$schema": DRAFT,
        "title": printed_by(name),
        "description": f"What `{printed_by(name)}` prints: {output.about}.",
        **record({**head, **lists}),
    }
    if output.other:
        found |= {"required": list(head), "oneOf": [{"required": [key]} for key in lists]}
    found["$defs"] = {each: record(fields, f"An item of `{key}`; a line of `--format jsonl`.") for key, each, fields in kinds}
    whole: Schema = closed(found) if strict else found
    return whole
