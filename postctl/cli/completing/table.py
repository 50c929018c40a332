"""Which parameter of which command has which candidates: the one table to look at when an option is new."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TypeAlias

from postctl.cli.completing import known, sites
from postctl.cli.completing.offer import Answer, Candidate, inert
from postctl.cli.completing.typed import Typed

Source: TypeAlias = "Callable[[Typed], Iterable[Candidate]] | str"
"""What a parameter's candidates come from; `files` or `folders`; `free` for what only its writer knows."""

FREE = "free"
SOURCES: Mapping[str, Source] = {
    # everywhere
    "root": "folders",
    "config": "files",
    "color": known.words("auto", "always", "never"),
    "at": known.moments,
    # by the name of the parameter
    "format_": known.formats,
    "where": known.expressions,
    "tag": sites.tags,
    "lang": sites.languages,
    "date": known.moments,
    "since": known.moments,
    "until": known.moments,
    "select": known.rules,
    "extend": known.rules,
    "ignore": known.rules,
    "schema": "files",
    "baseline": "files",
    "built": "folders",
    "stdin_filename": "files",
    "paths": "files",
    "sort": sites.sort_keys,
    "columns": sites.columns,
    "taxonomy": sites.taxonomies,
    "kind": sites.kinds,
    "section": sites.sections,
    "series": sites.series,
    "translation_of": sites.posts,
    "source": "files",
    "set_": sites.assignments,
    "ci": known.choices,
    "generator": known.generators,
    "view": sites.views,
    "group_by": sites.groups,
    "missing": sites.missing,
    "by": known.divisions,
    "year": sites.years,
    "theme": known.themes,
    "search": FREE,
    "slug": FREE,
    "limit": FREE,
    "max_warnings": FREE,
    "width": FREE,
    "changed_since": FREE,
    # by command, where it is not what it is elsewhere
    "show post": sites.posts,
    "edit post": sites.files_and_posts,
    "rename post": sites.posts,
    "schedule post": sites.drafts,
    "schedule when": known.slots,
    "publish posts": sites.drafts,
    "unpublish posts": sites.public,
    "set words": sites.posts_and_assignments,
    "tags words": sites.tag_verbs,
    "rule code": known.rules,
    "completion shell": known.words("bash", "zsh", "fish"),
    "schema name": known.schemas,
    "list words": FREE,
    "stats words": FREE,
    "new title": FREE,
    "rename title": FREE,
}


def source(command: str, parameter: str) -> Source | None:
    """Where the candidates of a parameter come from; `None`: nobody has said."""
    return SOURCES.get(f"{command} {parameter}", SOURCES.get(parameter))


def answer(typed: Typed) -> Answer:
    """What to offer for what is being typed."""
    if not typed.parameter:
        found = known.options(typed) if typed.command or typed.options else known.commands()
        return Answer(tuple(found))
    wanted = source(typed.command, typed.parameter)
    if isinstance(wanted, str):
        return Answer(files="files" if wanted == "files" else "folders" if wanted == "folders" else "")
    if wanted is None:
        return Answer()
    begun = typed.word.casefold()
    return Answer(inert([each for each in wanted(typed) if begun in each.word.casefold()]))
