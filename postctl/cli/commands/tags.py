"""`postctl tags`."""

from __future__ import annotations

from typing import Annotated

import typer

from postctl.cli import changes
from postctl.cli.options import Context, command
from postctl.model import Outcome

Words = Annotated[
    list[str] | None,
    typer.Argument(metavar="[rename OLD NEW | merge TAG... INTO]", help="What to do; nothing lists the tags."),
]
Taxonomy = Annotated[str | None, typer.Option("--taxonomy", "-t", metavar="NAME", help="tags, categories, ...; else all.")]
Format = Annotated[str | None, typer.Option("--format", "-f", metavar="F", help="table, plain, json or csv.")]


@command("Look")
def run(
    context: Context,
    words: Words = None,
    taxonomy: Taxonomy = None,
    format_: Format = None,
    dry_run: changes.DryRun = False,
    diff: changes.Diff = False,
) -> Outcome:
    """List tags with their posts and near-duplicates; rename or merge them.

    A tag is named exactly, letter case included, and only its own characters change, in whatever form your posts keep tags. It
    never stands twice in a post after a merge; where the generator takes `Go` and `go` as one, neither do these. Renaming to a
    name that is in use is refused: that is a merge.

    Examples:
      postctl tags
      postctl tags --taxonomy categories --format json
      postctl tags rename golang go --diff
      postctl tags merge Javascript JavaScript js javascript
    """
    from postctl.cli import tagging

    if not words:
        return tagging.listed(context, taxonomy, format_)
    return tagging.changed(context, words, taxonomy, dry_run=dry_run, diff=diff)
