"""`postctl new`."""

from __future__ import annotations

from typing import Annotated

import typer

from postctl.cli import changes
from postctl.cli.options import Context, command
from postctl.model import Outcome

# what Typer reads at run time
Title = Annotated[list[str] | None, typer.Argument(metavar="TITLE...", help="The title; words are joined.")]
Slug = Annotated[str | None, typer.Option("--slug", metavar="SLUG", help="Else it is made of the title.")]
Date = Annotated[
    str | None, typer.Option("--date", metavar="WHEN", help="today, friday 18:00, +3d, 2026-12-01, ...", show_default="now")
]
Publish = Annotated[bool, typer.Option("--publish", help="Public at once, no draft.")]
Tags = Annotated[list[str] | None, typer.Option("--tag", "-t", metavar="TAG", help="A tag; again for more.")]
Values = Annotated[list[str] | None, typer.Option("--set", metavar="KEY=VALUE", help="Another key; again for more.")]
Section = Annotated[
    str | None, typer.Option("--section", metavar="DIR", help="A section of the content; else that of most posts.")
]
Bundle = Annotated[
    bool | None, typer.Option("--bundle/--no-bundle", help="A folder of its own, or one file; else as the others.")
]
Kind = Annotated[str | None, typer.Option("--kind", metavar="NAME", help="An archetype, a scaffold, or a kind of postctl.toml.")]
Lang = Annotated[str | None, typer.Option("--lang", metavar="CODE", help="In another language of the site.")]
Original = Annotated[str | None, typer.Option("--translation-of", metavar="POST", help="That post in another language.")]
Series = Annotated[str | None, typer.Option("--series", metavar="NAME", help="The next part of a series.")]
Source = Annotated[str | None, typer.Option("--from", metavar="FILE", help="The text, with the keys it has; - is stdin.")]
Force = Annotated[bool, typer.Option("--force", help="Take tags and series as typed, however near to others.")]
Edit = Annotated[bool, typer.Option("--edit", "-e", help="Open it in your editor.")]


@command("Write")
def run(
    context: Context,
    title: Title = None,
    slug: Slug = None,
    date: Date = None,
    publish: Publish = False,
    tag: Tags = None,
    set_: Values = None,
    section: Section = None,
    bundle: Bundle = None,
    kind: Kind = None,
    lang: Lang = None,
    translation_of: Original = None,
    series: Series = None,
    source: Source = None,
    force: Force = False,
    edit: Edit = False,
    dry_run: changes.DryRun = False,
    diff: changes.Diff = False,
) -> Outcome:
    """Scaffold a dated post in the style of your other posts.

    File name, keys, their order, quotes, dates and line ends are learnt from the newest posts; nothing needs configuring.
    A text given with --from brings its title, date, tags and keys along; a heading at its top that is the title goes.

    Examples:
      postctl new "The Joy of A Next Step"
      postctl new The Joy of A Next Step --slug next-step-joy --publish
      postctl new "Tea in a flask" --section recipes --bundle
      postctl new "Release notes" --date "friday 18:00" --tag releases --edit
      postctl new "Pain au levain" --translation-of sourdough-bread --lang fr
      postctl new --from notes.md --series "Slow days"
    """
    from postctl.cli import composing, editing

    editor = editing.editor(context) if edit else None
    opened = context.open()
    words = composing.Words(
        " ".join(title or ()), slug, date, publish, tuple(tag or ()), composing.values(set_ or ()), section, bundle,
        kind, lang, translation_of, series, source, force
    )  # fmt: skip
    plan = composing.planned(context, opened, words)
    notes = (*context.notes(opened), *plan.notes)
    outcome = changes.done(context, opened, plan.changes, notes, dry_run=dry_run, diff=diff)
    if dry_run or diff or editor is None or outcome.code:
        return outcome
    return editing.edited(context, opened, plan.post.path, editor, outcome)
