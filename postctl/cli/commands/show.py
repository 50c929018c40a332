"""`postctl show`."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from postctl.cli.options import Context, command
from postctl.errors import UsageError
from postctl.model import Outcome

FORMATS = ("text", "json")


@command("Look")
def run(
    context: Context,
    post: Annotated[str, typer.Argument(metavar="POST", help="A path, slug, URL, title words, @latest or @draft.")],
    meta: Annotated[bool, typer.Option("--meta", help="Only the card.")] = False,
    body: Annotated[bool, typer.Option("--body", help="Only the body.")] = False,
    raw: Annotated[bool, typer.Option("--raw", help="The file as it is, not to a terminal.")] = False,
    links: Annotated[bool, typer.Option("--links", help="List the links and images.")] = False,
    toc: Annotated[bool, typer.Option("--toc", help="List the headings.")] = False,
    width: Annotated[int | None, typer.Option("--width", "-w", min=20, metavar="CELLS", help="Else the terminal's.")] = None,
    pager: Annotated[bool | None, typer.Option("--pager/--no-pager", help="Else where it is longer than the screen.")] = None,
    format_: Annotated[str | None, typer.Option("--format", "-f", metavar="F", help="text or json.")] = None,
) -> Outcome:
    """Preview a post in the terminal.

    First a card (when it is public and why, its dates, tags and address, what is wrong with it), then its text.

    Examples:
      postctl show next-step-joy
      postctl show @latest --meta
      postctl show "next step" --format json
    """
    from postctl import preview
    from postctl.cli import asking, shown
    from postctl.store import reads

    parts = [name for name, wanted in zip(preview.PARTS, (meta, body, links, toc, raw), strict=True) if wanted]
    if len(parts) > 1 or (parts and format_ == "json"):
        raise UsageError(f"--{parts[0]} goes with no other part and no --format json", "choose one")
    opened = context.open()
    found = asking.post(context, opened, post)
    if raw:
        if context.terminal.tty:
            raise UsageError("--raw prints bytes a terminal might obey", "redirect it into a file or a pipe")
        data = reads.read_bytes(opened.site.root, found.path)
        return Outcome(data.decode("utf-8", "surrogateescape"), context.notes(opened), exact=True)
    problems = shown.findings(opened, opened.site, only=found.path)
    view = preview.view(opened.site, found, problems, part=parts[0] if parts else None)
    terminal = context.terminal if width is None else context.terminal._replace(width=width)
    page: Literal["never", "if long", "always"] = "never" if pager is False else "always" if pager else "if long"
    outcome = shown.view(context, view, format_ or "text", FORMATS, context.notes(opened), terminal=terminal)
    return outcome._replace(page=page)
