"""`postctl show`."""

from __future__ import annotations

from typing import Annotated

import typer

from postctl.cli.options import Context, command
from postctl.model import Outcome

Width = Annotated[int | None, typer.Option("--width", "-w", min=20, metavar="CELLS", help="Else the terminal's.")]
Pager = Annotated[bool | None, typer.Option("--pager/--no-pager", help="Else where it is longer than the screen.")]
Theme = Annotated[str | None, typer.Option("--theme", metavar="NAME", help="Colours of code: light, dark or a Pygments style.")]
Stdin = Annotated[str | None, typer.Option("--stdin-filename", metavar="PATH", help="Where the post on stdin belongs.")]
Words = Annotated[str, typer.Argument(metavar="POST", help="A path, slug, URL, title words, @latest or @draft; - reads stdin.")]


@command("Look")
def run(
    context: Context,
    post: Words,
    meta: Annotated[bool, typer.Option("--meta", help="Only the card.")] = False,
    body: Annotated[bool, typer.Option("--body", help="Only the body.")] = False,
    raw: Annotated[bool, typer.Option("--raw", help="The file as it is, not to a terminal.")] = False,
    links: Annotated[bool, typer.Option("--links", help="List the links and images, and where they lead.")] = False,
    toc: Annotated[bool, typer.Option("--toc", help="List the headings, with their lines and anchors.")] = False,
    html: Annotated[bool, typer.Option("--html", help="A page for a browser, all in one file.")] = False,
    web: Annotated[bool, typer.Option("--web", help="Open that page in your browser.")] = False,
    images: Annotated[bool, typer.Option("--images", help="Draw the images, on a terminal that has all colours.")] = False,
    watch: Annotated[bool, typer.Option("--watch", help="Draw it again whenever it changes, until Ctrl-C.")] = False,
    theme: Theme = None,
    width: Width = None,
    pager: Pager = None,
    stdin_filename: Stdin = None,
    format_: Annotated[str | None, typer.Option("--format", "-f", metavar="F", help="text or json.")] = None,
) -> Outcome:
    """Preview a post in the terminal or in a browser.

    First a card (when it is public and why, its dates, tags and address, what is wrong with it), then its text. Parts that
    are asked for stand alone.

    Examples:
      postctl show next-step-joy
      postctl show @latest --meta
      postctl show @draft --watch
      postctl show @draft --web
      postctl show "next step" --links
      postctl show next-step-joy --html > page.html
      cat draft.md | postctl show -
    """
    from postctl.cli import following, showing, wishes

    asked = {"meta": meta, "body": body, "links": links, "toc": toc, "raw": raw, "html": html}
    parts = frozenset(name for name, wanted in asked.items() if wanted)
    wish = wishes.Preview(post, parts, web, images, theme, width, pager, stdin_filename, format_)
    showing.check(wish, watch=watch)
    return following.follow(context, wish) if watch else showing.outcome(context, wish)
