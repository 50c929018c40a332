"""The options of `postctl.toml`: one table that loader, help, schema and manual read."""

from __future__ import annotations

from typing import Literal, TypeAlias

from postctl.values import NamedTuple

FILE = "postctl.toml"

Kind: TypeAlias = Literal[
    "text",
    "texts",
    "table",
    "texts by glob",
    "tables by name",
    "slots",
    "severities",
    "key",
    "values",
    "mark",
    "flag",
    "number",
    "words",
]


class Option(NamedTuple):
    """One setting: its dotted key, the shape of its value, one line of manual, and the settings in each of its tables.

    `words`: the only texts it may be, as far as they are known here. `usual`: what counts where it is not set. `needed`: the
    table it stands in makes no sense without it.
    """

    key: str
    kind: Kind
    doc: str
    inner: tuple[Option, ...] = ()
    words: tuple[str, ...] = ()
    usual: str = ""
    needed: bool = False


_KIND = (
    Option("file", "text", "pattern of the path; else that of other posts"),
    Option("front_matter", "table", "keys in order, values are patterns; else those of other posts"),
    Option("body", "text", "what the text begins with"),
)
LISTED = (
    Option("words", "text", "only posts whose title, slug, path and tags have all these words"),
    Option("drafts", "flag", "only drafts"),
    Option("scheduled", "flag", "only posts that go public later, by themselves or by `publish --due`"),
    Option("published", "flag", "only posts that are public now"),
    Option("expired", "flag", "only posts that are no longer public"),
    Option("unlisted", "flag", "only posts that are public to those who know the address"),
    Option("broken", "flag", "only files that cannot be read as posts"),
    Option("tag", "words", "only posts with this tag, or with one of several"),
    Option("lang", "words", "only posts in this language, or in one of several"),
    Option("since", "text", "only posts dated then or later; of those yet to appear, when they do"),
    Option("until", "text", "only posts dated then or earlier, as -1m: older than a month"),
    Option("search", "text", 'only posts whose title and text have all these words, or "phrases"'),
    Option("missing", "words", "only posts that have nothing under this key, or in this column"),
    Option("where", "text", "only posts that fit, as `status == draft`; `list --where help` explains"),
    Option("changed-since", "text", "only posts changed since a commit, or not in git yet"),
    Option("sort", "words", "columns to sort by, the first one first; date:asc is oldest first"),
    Option("reverse", "flag", "the other way round"),
    Option("limit", "number", "no more than so many, the first ones"),
    Option("columns", "words", "these columns, or keys of the front matter; `list --columns help` lists them"),
    Option(
        "group-by", "text", "under headings by year, month, tag, status, lang or any other column; in a pipe a column `group`"
    ),
    Option("count", "flag", "only how many there are, in each group"),
    Option(
        "format",
        "text",
        "table, plain, json, jsonl, csv, tsv, markdown, paths or ics",
        words=("table", "plain", "json", "jsonl", "csv", "tsv", "markdown", "paths", "ics"),
    ),
)
"""What `postctl list` can be told, on the command line and in a saved view."""
OPTIONS = (
    Option("generator", "text", "the site generator; else it is detected"),
    Option("posts", "texts", "globs of the posts, relative to this file; else the generator's"),
    Option("exclude", "texts", "globs of files that are no posts, in addition to the generator's"),
    Option("timezone", "text", "IANA name of the zone dates without an offset are in; else the generator's"),
    Option(
        "future",
        "text",
        "`show` or `hide`: whether the site has posts dated in the future; else the generator's",
        words=("show", "hide"),
    ),
    Option("permalink", "text", "pattern of the URL of posts that say none, where the site's own code decides it"),
    Option(
        "draft.key",
        "key",
        "the front matter key that makes a draft, where the site's own code decides it; dotted in a table",
        needed=True,
    ),
    Option(
        "draft.draft", "values", "its value for a draft, or a list of those: the first is written; else the opposite of `public`"
    ),
    Option(
        "draft.public", "values", "its value for a public post, or a list; else the opposite of `draft`, or the key is taken out"
    ),
    Option(
        "draft.default",
        "mark",
        "what a post is that says neither: `public`, or `draft`, as it is where only `public` is set here",
        words=("public", "draft"),
    ),
    Option("settings", "table", "settings of the generator, by its own names, over what its configuration file says"),
    Option("new.file", "text", "pattern of a new post's path; else learnt from the posts"),
    Option("new.front_matter", "table", "keys of a new post in order, values are patterns; else learnt from the posts"),
    Option("new.kind", "tables by name", "kinds of posts for `postctl new --kind NAME`, one table [new.kind.NAME] each", _KIND),
    Option(
        "schedule.slots", "slots", "days and times posts go out at (`tuesday,thursday 09:00`), for `postctl schedule POST next`"
    ),
    Option("views", "tables by name", "views for `postctl list --view NAME`, one table [views.NAME] each", LISTED),
    Option("validate.select", "texts", "codes or code prefixes of the rules to run; else all that are not off"),
    Option("validate.extend-select", "texts", "codes or code prefixes of rules to run as well, such as those that are off"),
    Option("validate.ignore", "texts", "codes or code prefixes of the rules to leave out"),
    Option("validate.severity", "severities", "how bad findings of a rule are: `error`, `warning`, `info`, or `off`"),
    Option(
        "validate.baseline",
        "text",
        "the file of findings that are known; else postctl-baseline.json, if it is there",
        usual="postctl-baseline.json",
    ),
    Option("validate.tags", "texts", "the only tags that posts may have; else any"),
    Option("validate.schema", "text", "file with a JSON Schema that the front matter of all posts has to follow"),
    Option("validate.words", "texts", "words that are spelt as they should be, for the rule that looks for misspellings"),
    Option("validate.per-file-ignores", "texts by glob", "rules to leave out for files that fit a glob"),
)
