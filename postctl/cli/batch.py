"""What `set` and `tags` share: plan each post for itself, write what can be written, and say what could not."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import TYPE_CHECKING

from postctl.cli import changes, selecting
from postctl.errors import ExitCode, Refused, UsageError, WriteError
from postctl.model import Change, Outcome
from postctl.values import NamedTuple

if TYPE_CHECKING:
    from postctl.cli.options import Context
    from postctl.model import Broken
    from postctl.setting import Assignment
    from postctl.site import Post
    from postctl.store.scan import Opened

MOST_SAID = 10


class Edited(NamedTuple):
    """What becomes of one post: the change, if any, and sentences about it; `refused` says why there is none."""

    change: Change | None
    notes: tuple[str, ...] = ()
    refused: str = ""


def outcome(context: Context, words: Sequence[str], where: str | None, *, dry_run: bool, diff: bool) -> Outcome:
    """Set keys of the posts that are meant."""
    from postctl import setting

    opened = context.open()
    named, assignments = _told_apart(opened, words)
    setting.check(assignments)
    chosen = selecting.chosen(context, opened, named, where)

    def edit(post: Post) -> Edited:
        plan = setting.plan(opened.site, post, assignments)
        return Edited(plan.change, plan.notes)

    ending = selecting.unread(opened) if where is not None else ()
    return done(
        context, opened, each(context, opened, chosen.posts, edit), chosen.broken, ending=ending, dry_run=dry_run, diff=diff
    )


def _told_apart(opened: Opened, words: Sequence[str]) -> tuple[list[str], list[Assignment]]:
    """The words that name posts, and the assignments. A path that is there names a post whatever it looks like."""
    from postctl import setting
    from postctl.store import reads

    paths = {post.path for post in opened.site.posts} | {each.path for each in opened.site.broken}
    named, assignments = [], []
    for word in words:
        assigned = None if word in paths or reads.relative(opened.site.root, word) in paths else setting.assignment(word)
        if assigned is None:
            named.append(word)
        else:
            assignments.append(assigned)
    if not assignments:
        raise UsageError("there is nothing to set", "say what: KEY=VALUE, KEY+=ITEM, KEY-=ITEM or KEY!")
    return named, assignments


def each(context: Context, opened: Opened, posts: Collection[Post], edit: Callable[[Post], Edited]) -> list[Edited]:
    """What becomes of each post; one that is refused does not stop the others. Two posts may share the file of their keys."""
    from postctl.cli import progress
    from postctl.store.write import verify

    files: dict[str, Edited] = {}
    for post in progress.over(context.machine, "editing", posts, quiet=context.quiet):
        if post.file in files:
            continue
        try:
            selecting.editable(opened, post)
            files[post.file] = one = edit(post)
            if one.change is not None:
                verify(opened.site.root, [one.change])
        except (Refused, WriteError) as error:
            told = error.message if post.path in error.message else f"{post.path}: {error.message}"
            files[post.file] = Edited(None, refused=f"{told} ({error.hint})" if error.hint else told)
    return list(files.values())


def done(
    context: Context,
    opened: Opened,
    edited: Sequence[Edited],
    broken: Sequence[Broken] = (),
    *,
    ending: Sequence[str] = (),
    dry_run: bool,
    diff: bool,
) -> Outcome:
    """Write what can be written; `ending` are lines about all of it. The exit code is 2 where a post was meant and not edited."""
    from postctl import escaping

    refused = [one.refused for one in edited if one.refused]
    refused += [f"{file.path}:{file.line}:{file.column}: {file.reason}" for file in broken]
    planned = [one.change for one in edited if one.change is not None]
    said = [*_shortened([note for one in edited for note in one.notes]), *refused]
    if refused and len(edited) + len(broken) > 1:
        said.append(f"{_posts(len(planned))} could be edited, {len(refused)} could not")
    said += ending
    notes = (*context.notes(opened), *map(escaping.one_line, said))
    ended = changes.done(context, opened, planned, notes, dry_run=dry_run, diff=diff)
    return ended._replace(code=ExitCode.FAILED) if refused else ended


def _shortened(notes: Sequence[str]) -> list[str]:
    """The notes; of many that say the same of their posts only the first ones, and how many more there are."""
    said: dict[str, list[str]] = {}
    for note in notes:
        said.setdefault(note.partition(": ")[2], []).append(note)
    lines: list[str] = []
    for about, group in said.items():
        lines += group[:MOST_SAID]
        if len(group) > MOST_SAID:
            lines.append(f"{_posts(len(group) - MOST_SAID)} more: {about}")
    return lines


def _posts(count: int) -> str:
    return f"{count} post{'' if count == 1 else 's'}"
