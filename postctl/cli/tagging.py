"""`tags`: the list of them, and other names for them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from postctl.cli import batch
from postctl.errors import ExitCode, UsageError
from postctl.model import Outcome

if TYPE_CHECKING:
    from postctl.cli.options import Context
    from postctl.site import Post

FORMATS = ("table", "plain", "json", "csv")
_VERBS = ("rename", "merge")


def listed(context: Context, taxonomy: str | None, format_: str | None) -> Outcome:
    """The tags as a view."""
    from postctl import tagging
    from postctl.cli import selecting, shown

    opened = context.open(whole=True)
    name = format_ or ("table" if context.terminal.tty else "plain")
    code = ExitCode.FAILED if opened.partial else ExitCode.OK
    notes = (*context.notes(opened), *selecting.unread(opened))
    return shown.view(context, tagging.view(opened.site, taxonomy), name, FORMATS, notes, code)


def changed(context: Context, words: Sequence[str], taxonomy: str | None, *, dry_run: bool, diff: bool) -> Outcome:
    """Other names for tags: `rename OLD NEW`, `merge TAG... INTO`."""
    from postctl import tagging
    from postctl.cli import selecting

    verb, olds, new = _meant(words)
    opened = context.open(whole=True)
    name, posts = tagging.renaming(opened.site, olds, new, taxonomy, merge=verb == "merge")

    def edit(post: Post) -> batch.Edited:
        plan = tagging.plan(opened.site, post, olds, new, name)
        return batch.Edited(plan.change, plan.notes)

    edited = batch.each(context, opened, posts, edit)
    count = sum(one.change is not None for one in edited)
    said = f"{', '.join(olds)} -> {new} in {count} post{'' if count == 1 else 's'}"
    return batch.done(context, opened, edited, ending=(*selecting.unread(opened), said), dry_run=dry_run, diff=diff)


def _meant(words: Sequence[str]) -> tuple[str, tuple[str, ...], str]:
    """The verb, the terms, and their new name. Raises `UsageError`."""
    from postctl import nearest

    verb, *names = words
    if verb not in _VERBS:
        raise UsageError(f"`tags` cannot {verb}", nearest.hint(verb, _VERBS, "`tags rename OLD NEW` or `tags merge TAG... INTO`"))
    if verb == "rename" and len(names) != 2:
        raise UsageError("`tags rename` takes two names", "put a name with blanks in quotes: tags rename OLD 'NEW NAME'")
    if len(names) < 2:
        raise UsageError("`tags merge` takes at least two names", "the last one is the one that stays: tags merge js JavaScript")
    *olds, new = names
    return verb, tuple(dict.fromkeys(olds)), new
