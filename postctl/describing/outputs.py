"""The JSON that commands print: every field there is, and what it means.

A schema of these is open: within a schema version fields are only ever added, so what reads one has to let others be.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, TypeAlias

from postctl.describing.fields import COUNTED, FINDING, PATH, ROOT, SITE, STATUS, TOTALS, URL
from postctl.describing.posts import COLUMNS, GROUP, GROUPED, KEY, POST, SHOWN
from postctl.describing.shapes import (
    COUNT,
    DAY,
    DRAFT,
    FLAG,
    MOMENT,
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
from postctl.describing.stats import MONTH, STATS
from postctl.formats.json import SCHEMA_VERSION
from postctl.model import Severity
from postctl.values import NamedTuple

Fields: TypeAlias = Mapping[str, Mapping[str, Any]]
_NONE: Mapping[str, Any] = MappingProxyType({})


class Records(NamedTuple):
    """The records of a command: the name of their list, what one is called, and its fields.

    `some`: fields that only those have that were asked for them; `others`: the shape of a field with any other name, where there
    may be some. `totals`: what stands beside these records and no others.
    """

    key: str
    each: str
    fields: Fields
    some: Fields = _NONE
    others: Mapping[str, Any] = _NONE
    totals: Fields = _NONE


class Output(NamedTuple):
    """What a command prints: the members before the records, and these; of several kinds of records it prints one.

    `command`: the words that print it, where they are not its name. `lines`: whether it has `--format jsonl` too.
    """

    about: str
    head: Fields
    records: tuple[Records, ...]
    command: str = ""
    lines: bool = False


_DUE: Fields = {
    "path": PATH,
    "title": told(TEXT, "The title."),
    "url": URL,
    "status": told(STATUS, "What a reader of the site meets now."),
    "at": told(MOMENT, "When it was due, or changed."),
    "reason": told(TEXT, "What became of it, in the words of the post."),
}
_RULE: Fields = {
    "code": FINDING["code"],
    "name": FINDING["name"],
    "family": told(TEXT, "What the rule looks at."),
    "severity": told(one_of([str(each) for each in Severity]), "How bad its findings are."),
    "default": told(one_of(["on", "off"]), "Whether it runs without being asked for."),
    "summary": told(TEXT, "What it finds, in one line."),
}
_SETTING: Fields = {
    "key": told(TEXT, "The dotted key in postctl.toml."),
    "value": {"description": "The value that counts, of any type; null where there is none."},
    "source": told(TEXT, "Where it comes from."),
}
_TERM: Fields = {
    "tag": told(TEXT, "The term as it is written."),
    "taxonomy": told(TEXT, "Which taxonomy it is one of."),
    "posts": told(COUNT, "How many posts have it."),
    "newest": told(maybe(DAY), "The date of the newest of them."),
    "like": told(TEXTS, "Other terms of the taxonomy that may be the same."),
}
_ENTRY: Fields = {
    "at": told(MOMENT, "When it was written."),
    "command": told(TEXT, "By which command."),
    "state": told(one_of(["begun", "done", "undone"]), "`begun`: it never came to its end; `undone`: taken back."),
    "files": told(COUNT, "How many files."),
    "paths": told(TEXTS, "Their paths from `root`."),
}

OUTPUTS: Mapping[str, Output] = {
    "due": Output(
        "what is due, or has changed by itself",
        {
            **SITE,
            "at": told(MOMENT, "The moment taken as now."),
            "since": told(maybe(MOMENT), "The moment of `--since`; null without it."),
            "due": told(FLAG, "Whether anything is."),
            "count": told(COUNT, "How many."),
        },
        (Records("posts", "post", _DUE),),
    ),
    "list": Output(
        "posts and their status, or with `--count` how many there are",
        {**SITE, "count": told(COUNT, "How many posts there are below; with `--count`, how many fit.")},
        (
            Records("posts", "post", POST, COLUMNS, KEY, {"total": told(COUNT, "How many there are without `--limit`.")}),
            Records("groups", "group", GROUP, GROUPED),
        ),
        lines=True,
    ),
    "rule": Output("the rules there are", {}, (Records("rules", "rule", _RULE),)),
    "settings": Output(
        "every setting and where its value comes from",
        SITE,
        (Records("options", "option", _SETTING),),
        command="config",
    ),
    "show": Output(
        "one post: its status, where it leads, and what is wrong with it",
        {**SITE, "count": told({"const": 1}, "Always one.")},
        (Records("posts", "post", {**POST, **SHOWN}),),
    ),
    "stats": Output("posts and words over time", STATS, (Records("months", "month", MONTH),)),
    "tags": Output(
        "tags and how often they are used",
        {**SITE, "count": told(COUNT, "How many there are below.")},
        (Records("tags", "term", _TERM),),
    ),
    "undo": Output(
        "what was written, the newest first",
        {"root": ROOT},
        (Records("entries", "entry", _ENTRY),),
        command="undo --list",
    ),
    "validate": Output(
        "findings, or with `--statistics` their numbers",
        {"summary": TOTALS},
        (Records("diagnostics", "diagnostic", FINDING), Records("statistics", "statistic", COUNTED)),
        lines=True,
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
    own = {each.key: {**each.totals, each.key: listed({"$ref": f"#/$defs/{each.each}"})} for each in output.records}
    found: Schema = {
        "$schema": DRAFT,
        "title": printed_by(name),
        "description": f"What `{printed_by(name)}` prints: {output.about}.",
        **record({**head, **{name: shape for members in own.values() for name, shape in members.items()}}),
    }
    if len(own) > 1:
        found |= {"required": list(head), "oneOf": [{"required": list(members)} for members in own.values()]}
    found["$defs"] = {each.each: _item(each, lines=output.lines) for each in output.records}
    whole: Schema = closed(found) if strict else found
    return whole


def _item(records: Records, *, lines: bool) -> Schema:
    about = f"An item of `{records.key}`{'; a line of `--format jsonl`' if lines else ''}."
    item = record({**records.fields, **records.some}, about)
    item |= {"required": list(records.fields)} if records.some else {}
    return item | ({"additionalProperties": dict(records.others)} if records.others else {})
