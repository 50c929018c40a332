"""`postctl validate`."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from postctl.cli.options import Context, command
from postctl.errors import ExitCode, UsageError
from postctl.model import Outcome

if TYPE_CHECKING:
    from postctl.store.scan import Opened

FORMATS = ("full", "concise", "json", "github")


@command("Check")
def run(
    context: Context,
    paths: Annotated[
        list[str] | None, typer.Argument(metavar="[PATHS]...", help="Report on these files and folders only.")
    ] = None,
    select: Annotated[
        list[str] | None, typer.Option("--select", metavar="CODES", help="Only these rules: P102, P3, a name.")
    ] = None,
    ignore: Annotated[list[str] | None, typer.Option("--ignore", metavar="CODES", help="Without these rules.")] = None,
    schema: Annotated[
        str | None, typer.Option("--schema", metavar="FILE", help="A JSON Schema the front matter has to follow.")
    ] = None,
    built: Annotated[
        str | None, typer.Option("--built", metavar="DIR", help="The generated site, which must not have hidden posts.")
    ] = None,
    watch: Annotated[bool, typer.Option("--watch", help="Check again whenever a file changes, until Ctrl-C.")] = False,
    strict: Annotated[bool, typer.Option("--strict", help="Warnings fail too.")] = False,
    exit_zero: Annotated[bool, typer.Option("--exit-zero", help="Exit 0 whatever is found.")] = False,
    format_: Annotated[str | None, typer.Option("--format", "-f", metavar="F", help="full, concise, json or github.")] = None,
) -> Outcome:
    """Check every post, and say where and what to mend.

    What counts is what the generator will really do: a draft mark it does not take, a date it cannot read, a lost link.
    Exit 0: no error. Exit 1: errors (with --strict, warnings too). Exit 2: something could not be read.

    Examples:
      postctl validate
      postctl validate src/blogs --select P1,P2
      postctl validate --format github
      postctl rule P103
    """
    from postctl import linting
    from postctl.cli import shown, standards

    if watch:
        from postctl.cli import watching

        return watching.watch(context, also=built)
    opened = context.open()
    site = standards.held(context, opened, shown.rules(opened, _codes(select), _codes(ignore)), schema, built)
    found = shown.findings(opened, site, _codes(select), _codes(ignore))
    chosen = _chosen(opened, paths or ())
    if chosen is not None:
        found = tuple(each for each in found if _among(each.post or each.path, chosen))
    looked_at = [post.path for post in site.posts] + [file.path for file in site.broken]
    checked = [path for path in looked_at if chosen is None or _among(path, chosen)]
    code = 0 if exit_zero else linting.exit_code(found, strict=strict)
    if opened.partial or (opened.config.source and not looked_at):  # a configuration that leaves nothing guards nothing
        code = ExitCode.FAILED
    return shown.view(context, linting.view(found, site, len(checked)), format_ or "full", FORMATS, context.notes(opened), code)


def _codes(words: Sequence[str] | None) -> tuple[str, ...]:
    return tuple(code.strip() for word in words or () for code in word.split(",") if code.strip())


def _chosen(opened: Opened, paths: Sequence[str]) -> tuple[str, ...] | None:
    """The paths as the site knows them; `None` for all. Raises `UsageError` for one that is not there."""
    from postctl.store import reads

    chosen = []
    for path in paths:
        inside = reads.relative(opened.site.root, path)
        if not os.path.exists(path):
            raise UsageError(f"no file or folder {path}", "paths are relative to the current folder")
        if inside is None:
            raise UsageError(f"{path} is outside of {opened.site.root}", "-C names another blog")
        chosen.append(inside)
    return tuple(chosen) or None


def _among(path: str, chosen: Sequence[str]) -> bool:
    return any(one == "." or path == one or path.startswith(one + "/") for one in chosen)
