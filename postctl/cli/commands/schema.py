"""`postctl schema`."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from postctl.cli.options import Context, command
from postctl.errors import ExitCode, UsageError
from postctl.model import Outcome

_FORMATS = ("table", "plain")


@command("Set up")
def run(
    context: Context,
    name: Annotated[
        str | None,
        typer.Argument(metavar="[NAME]", help="post, config, or the name of what a command prints; without one they are listed."),
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Allow nothing beside what the schema names.")] = False,
) -> Outcome:
    """Print a JSON Schema of your front matter, settings or output.

    `post` is inferred from the posts that are there, and all of them follow it: the types of each key, the form of its dates, the
    words it may be where there are few, and as required what every post has. Dates are text, as they are written. Take out what
    is there by accident, save it in your blog, and name it in postctl.toml: `postctl validate` holds every post to it.

    `config` is for editors that complete TOML: put `#:schema ./postctl.schema.json` into the first line of postctl.toml.

    The others describe what a command prints with --format json. They stay open, for within a version fields are only ever
    added; --strict closes them, to test a program against this version.

    Examples:
      postctl schema
      postctl schema post > post.schema.json
      postctl schema config > postctl.schema.json
      postctl schema list | jq '."$defs".post.properties | keys'
    """
    from postctl import describing, listing

    if name is None:
        return _listed(context, strict=strict)
    listing.known("schema", (name,), describing.NAMES)
    if name == describing.POST:
        return _of_posts(context, strict=strict)
    return Outcome(_text(describing.of_a_form(name, strict=strict)), page="if long")


def _text(schema: dict[str, Any]) -> str:
    from postctl import escaping

    return f"{escaping.json_text(schema)}\n"


def _listed(context: Context, *, strict: bool) -> Outcome:
    from postctl import describing
    from postctl.cli import shown

    if strict:
        raise UsageError("--strict of what?", f"name a schema: {', '.join(describing.NAMES)}")
    return shown.view(context, describing.view(), "table" if context.terminal.tty else "plain", _FORMATS, ())


def _of_posts(context: Context, *, strict: bool) -> Outcome:
    """The schema of the front matter; what could not be read has no say in it."""
    from postctl import describing
    from postctl.cli import selecting

    opened = context.open()
    none = () if opened.site.posts else ("there is no post to infer a schema from",)
    notes = (*context.notes(opened), *selecting.unread(opened), *none)
    code = ExitCode.FAILED if opened.partial else ExitCode.OK
    return Outcome(_text(describing.of_posts(opened.site, strict=strict)), notes, code, page="if long")
