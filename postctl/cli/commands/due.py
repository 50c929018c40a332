"""`postctl due`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from postctl.cli.options import Context, command
from postctl.errors import ExitCode, UsageError
from postctl.model import Outcome

if TYPE_CHECKING:
    from datetime import datetime

    from postctl.model import View
    from postctl.store.scan import Opened

FORMATS = ("plain", "json", "github")


@command("Publish")
def run(
    context: Context,
    since: Annotated[
        str | None, typer.Option("--since", metavar="WHEN|REF", help="Also what has changed by itself since then, or a commit.")
    ] = None,
    format_: Annotated[str, typer.Option("--format", "-f", metavar="F", help="plain, json or github.")] = "plain",
) -> Outcome:
    """Say whether anything is due: exit code 0 if so, 1 if not.

    Due are the drafts that `postctl publish --due` would release now. With --since, also the posts whose date has come since
    then, or that have expired: the site has to be built again. --since takes a moment (-2h, yesterday, 2026-12-01 09:00) or else
    a commit, a branch or a tag, for the moment that commit was made.

    --format github sets the outputs `due` (true or false) and `posts` (a JSON list of paths) of the step. If something cannot be
    read the exit code is 2, whatever was found.

    Examples:
      postctl due && postctl publish --due
      postctl due --since yesterday
      postctl due --since HEAD~1 --format json
    """
    from postctl import listing, scheduling

    listing.known("format", (format_,), FORMATS)
    opened = context.open()
    moment = _since(context, opened, since)
    view = scheduling.view(opened.site, scheduling.events(opened.site, moment), moment)
    notes = (*context.notes(opened), *_unsure(opened))
    code = ExitCode.FAILED if opened.partial else ExitCode.OK if view.rows else ExitCode.FINDINGS
    return _shown(context, view, format_, notes, code)


def _since(context: Context, opened: Opened, words: str | None) -> datetime | None:
    """The moment that is meant, or that of the commit. Raises `UsageError` for one that is yet to come."""
    from postctl import dates

    if words is None:
        return None
    try:
        moment = dates.when(words, opened.site.at).moment
    except UsageError as error:
        return min(_of_commit(context, opened, words, error), opened.site.at)
    if moment > opened.site.at:
        raise UsageError(f"--since {words}: that is yet to come ({moment:%Y-%m-%d %H:%M})", "give a moment that is past")
    return moment


def _of_commit(context: Context, opened: Opened, words: str, error: UsageError) -> datetime:
    """The moment of a commit; one that was made by a clock ahead of this one counts as now."""
    from postctl.store import git

    try:
        return git.committed_at(opened.site.root, words, context.machine.environ)
    except (UsageError, git.NoAnswer) as other:
        raise UsageError(
            f"{error.message.rstrip('.')}, and {other.message}", f"{error.hint} As a commit: {other.hint}."
        ) from other


def _unsure(opened: Opened) -> list[str]:
    """What may be due, and is not counted."""
    from postctl import escaping, scheduling

    lines = [f"held back: {each.post.path}: {each.why}" for each in scheduling.due(opened.site).held]
    broken = len(opened.site.broken)
    if broken:
        files = "1 file is" if broken == 1 else f"{broken} files are"
        lines.append(f"{files} broken, so whether anything in there is due is not known; see `postctl list --broken`")
    return [escaping.one_line(line) for line in lines]


def _shown(context: Context, view: View, name: str, notes: tuple[str, ...], code: ExitCode) -> Outcome:
    from postctl.cli import shown

    if name != "github":
        return shown.view(context, view, name, FORMATS, notes, code)
    known = code != ExitCode.FAILED or bool(view.rows)
    lines = _outputs(context, view) if known else ""
    outcome = shown.view(context, view, "plain", FORMATS, notes, code)
    return outcome._replace(out=lines) if lines else outcome


def _outputs(context: Context, view: View) -> str:
    """Write `due` and `posts` where the workflow reads them; the lines themselves where this is no step of one."""
    import json

    from postctl.store import outputs

    path = context.machine.environ.get("GITHUB_OUTPUT")
    values = {"due": "true" if view.rows else "false", "posts": json.dumps([row["path"] for row in view.rows])}
    if path:
        outputs.append(path, values)
        return ""
    return "".join(f"{name}={value}\n" for name, value in values.items())
