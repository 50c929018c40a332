"""What `postctl show` does: find the post, see what there is to say of it, and say the parts that are asked for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal, TypeAlias

from postctl.cli import asking, given, shown
from postctl.errors import ExitCode, NotOne, UsageError
from postctl.escaping import one_line
from postctl.model import Broken, Outcome, View

if TYPE_CHECKING:
    from postctl.cli.options import Context
    from postctl.cli.wishes import Preview
    from postctl.model import Terminal
    from postctl.preview import Shown
    from postctl.site import Post
    from postctl.store.scan import Opened

FORMATS = ("text", "json")
STDIN = "-"


Section: TypeAlias = tuple[View, str]
"""A view, and the name of the format it is shown in."""


def outcome(context: Context, wish: Preview) -> Outcome:
    """Show a post as it is now."""
    return drawn(context, wish, *subject(context, wish))


def check(wish: Preview, *, watch: bool) -> None:
    """Raise `UsageError` for what does not go together, before anything is read."""
    alone = sorted(wish.parts & {"raw", "html"})
    if alone and (len(wish.parts) > 1 or wish.format is not None):
        raise UsageError(f"--{alone[0]} goes with no other part and no --format", "choose one")
    if wish.parts and wish.format == "json":
        raise UsageError(f"--format json has all parts, and --{min(wish.parts)} asks for one", "choose one")
    if wish.web and (wish.parts - {"html"} or wish.format is not None):
        raise UsageError("--web shows the whole page", "leave out the parts and --format")
    if watch and (wish.post == STDIN or wish.web or alone or wish.format == "json"):
        raise UsageError("--watch draws on the terminal again and again", "it goes with a post of the site, as text")
    if "raw" in wish.parts and wish.post == STDIN:
        raise UsageError("--raw shows the file as it is, and stdin is none", "leave out --raw")
    if wish.stdin is not None and wish.post != STDIN:
        raise UsageError("--stdin-filename says where the post on stdin belongs", "name no other post, or -")


def subject(context: Context, wish: Preview) -> tuple[Opened, Post | Broken]:
    """The post that is meant, or the file that cannot be read as one, and the site. Raises `NotOne`."""
    if wish.post == STDIN:
        return given.post(context, wish.stdin)
    opened = context.open()
    path = asking.file(context, opened, wish.post)
    found = given.in_file(opened.site, path)
    return opened, found if found is not None else asking.post(context, opened, wish.post)


def drawn(context: Context, wish: Preview, opened: Opened, found: Post | Broken) -> Outcome:
    """What there is to see of a post, or of a file that is none."""
    if "raw" in wish.parts:
        return _raw(context, opened, found)
    if isinstance(found, Broken):
        return _of_broken(context, wish, opened, found)
    looked_at = _shown(context, wish, opened, found)
    if wish.format == "json":
        from postctl import preview

        return shown.view(context, preview.record(looked_at), "json", FORMATS, context.notes(opened))
    if wish.web or "html" in wish.parts:
        from postctl.cli import paging

        return paging.page(context, wish, opened, looked_at)
    return _joined(context, wish, opened, _sections(context, wish, looked_at))


def _shown(context: Context, wish: Preview, opened: Opened, post: Post) -> Shown:
    from postctl import dates, preview
    from postctl.cli import theming

    lies = wish.post != STDIN or wish.stdin is not None
    judged = lies and (not wish.parts or not wish.parts.isdisjoint(("meta", "links", "html")) or wish.web)
    problems = shown.findings(opened, opened.site, only=post.path) if judged else ()
    name, theme = "" if lies else STDIN, theming.theme(context, wish.theme)
    looked_at = preview.Shown(opened.site, post, problems, dates.zone("local"), post.path in opened.cut, name, theme)
    if not (wish.images and context.terminal.tty and context.terminal.colour):
        return looked_at
    from postctl.cli import paging

    return looked_at._replace(images=paging.images(opened.site.root, preview.pictures(looked_at)))


def _sections(context: Context, wish: Preview, looked_at: Shown) -> Iterator[Section]:
    from postctl import preview

    parts = wish.parts or {"meta", "body"}
    apart = not parts.isdisjoint(("toc", "links"))
    if "meta" in parts:
        yield preview.view(looked_at, body="body" in parts and not apart), "text"
    if "toc" in parts:
        yield preview.headings(looked_at), "text"
    if "links" in parts:
        yield preview.links(looked_at), "table" if context.terminal.tty else "plain"
    if "body" in parts and (apart or "meta" not in parts):
        yield preview.view(looked_at, meta=False), "text"


def _joined(context: Context, wish: Preview, opened: Opened, sections: Iterator[Section], code: int = ExitCode.OK) -> Outcome:
    """The sections one below the other, in a pager where they are longer than the screen."""
    terminal = context.terminal if wish.width is None else context.terminal._replace(width=wish.width)
    parts = [_section(context, view, name, terminal, wish.format) for view, name in sections]
    page: Literal["never", "if long", "always"] = "never" if wish.pager is False else "always" if wish.pager else "if long"
    notes = (*context.notes(opened), *(note for each in parts for note in each.notes))
    return Outcome("\n".join(each.out for each in parts if each.out), notes, code, page)


def _section(context: Context, view: View, name: str, terminal: Terminal, asked: str | None) -> Outcome:
    if asked is not None and asked != "text":
        return shown.view(context, view, asked, FORMATS, (), terminal=terminal)
    nothing = (view.summary,) if name == "text" and not view.rows else ()
    return shown.view(context, view, name, (name,), nothing, terminal=terminal)


def _raw(context: Context, opened: Opened, found: Post | Broken) -> Outcome:
    from postctl.store import reads

    if context.terminal.tty:
        raise UsageError("--raw prints bytes a terminal might obey", "redirect it into a file or a pipe")
    data = reads.read_bytes(opened.site.root, found.path)
    return Outcome(data.decode("utf-8", "surrogateescape"), context.notes(opened), exact=True)


def _of_broken(context: Context, wish: Preview, opened: Opened, file: Broken) -> Outcome:
    """Where and why it cannot be read; exit 1."""
    from postctl import preview

    problems = shown.findings(opened, opened.site, only=file.path) if wish.post != STDIN else ()
    view = preview.broken(opened.site, file, problems)
    if wish.format == "json":
        return shown.view(context, view, "json", FORMATS, context.notes(opened), ExitCode.FINDINGS)
    if wish.web or "html" in wish.parts:
        raise NotOne(f"{one_line(file.path)}:{file.line}:{file.column}: {file.reason}", file.help)
    parts = wish.parts or {"meta", "body"}
    sections: list[Section] = [(view, "text")] if "meta" in parts else []
    sections += [(preview.excerpt(file, whole="meta" not in parts), "text")] if "body" in parts else []
    joined = _joined(context, wish, opened, iter(sections), ExitCode.FINDINGS)
    why = () if "meta" in parts else (f"{file.path}:{file.line}:{file.column}: {file.reason}", f"  {file.help}")
    return joined._replace(notes=(*joined.notes, *map(one_line, why)))
