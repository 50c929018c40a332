"""What `publish` and `unpublish` share: find the posts, plan, check what will be, then write."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from postctl.cli import changes, gate, selecting
from postctl.errors import ExitCode, Refused, WriteError
from postctl.model import Outcome
from postctl.values import NamedTuple

if TYPE_CHECKING:
    from postctl.cli.options import Context
    from postctl.cli.selecting import Chosen
    from postctl.dates import When
    from postctl.model import Change
    from postctl.publishing import Plan
    from postctl.site import Post, Site
    from postctl.store.scan import Opened


class Wish(NamedTuple):
    """What the posts are to be. `date is None`: their dates stay, and nobody has said that they are meant."""

    public: bool
    date: str | None = None
    force: bool = False
    check: bool = True


class Batch(NamedTuple):
    """Plans that build on each other: the site as it will be, and the posts that cannot be done, each with the reason."""

    site: Site
    plans: tuple[Plan, ...] = ()
    refused: tuple[str, ...] = ()

    def post(self, path: str) -> Post:
        """A post of the first site, as the plans so far have it."""
        for plan in self.plans:
            path = plan.paths.get(path, path)
        return next(each for each in self.site.posts if each.path == path)

    def planned(self, plan: Plan) -> Batch:
        """With one more plan, made on `site`."""
        return self._replace(site=plan.site, plans=(*self.plans, plan))

    def without(self, why: str) -> Batch:
        """With one more post that cannot be done."""
        return self._replace(refused=(*self.refused, why))


def outcome(context: Context, words: Sequence[str], where: str | None, wish: Wish, *, dry_run: bool, diff: bool) -> Outcome:
    """Publish or unpublish the posts meant (`selecting.posts`): all of them are planned and checked before one is written.

    Of several, one that is refused does not stop the others, and the exit code says so.
    """
    from postctl import escaping
    from postctl.cli import progress

    if selecting.asks_help(where):
        return selecting.manual()
    selecting.ask(words, where)
    opened = context.open()
    chosen = selecting.chosen(context, opened, words, where)
    batch = _planned(context, opened, chosen, wish)
    judged = [plan.post for plan in batch.plans if plan.changes] if wish.public and wish.check else []
    with progress.shown(context.machine, "checking", quiet=context.quiet):
        told = gate.check(opened, batch.site, judged, dated=wish.date is not None, force=wish.force)
    left_out = selecting.unread(opened) if where is not None else ()
    said = (*(plan.note for plan in batch.plans), *batch.refused)
    notes = (*context.notes(opened), *left_out, *told, *map(escaping.one_line, said))
    ended = written(context, opened, batch, notes, dry_run=dry_run, diff=diff)
    return ended._replace(code=max(ended.code, ExitCode.FAILED)) if batch.refused else ended


def written(context: Context, opened: Opened, batch: Batch, notes: Sequence[str], *, dry_run: bool, diff: bool) -> Outcome:
    """Write what was planned, one change for each file."""
    made = steps(batch.plans)
    changes.refuse_cut(opened, made)
    return changes.done(context, opened, made, notes, dry_run=dry_run, diff=diff)


def reader(opened: Opened) -> Callable[[str], bytes]:
    """What reads the files that move along with a post."""
    from postctl.store import reads

    return lambda path: reads.read_bytes(opened.site.root, path)


def _planned(context: Context, opened: Opened, chosen: Chosen, wish: Wish) -> Batch:
    """The plans for the posts, without those that are refused or cannot be written. Raises where there is no other."""
    from postctl.store.write import verify

    selecting.refuse_broken(chosen if not chosen.posts else chosen._replace(broken=[]))
    batch = _plans(context, opened, chosen, wish, careful=False)
    try:
        verify(opened.site.root, steps(batch.plans))
    except (Refused, WriteError):
        if len(chosen.posts) == 1:
            raise
        return _plans(context, opened, chosen, wish, careful=True)
    return batch


def _plans(context: Context, opened: Opened, chosen: Chosen, wish: Wish, *, careful: bool) -> Batch:
    """`careful`: each plan is looked at on the disk, to find those that cannot be written."""
    from postctl import publishing
    from postctl.cli import progress

    moment, date_only, exact = _date(opened, wish.date) or (None, False, False)
    read = reader(opened)
    batch = Batch(opened.site, refused=tuple(f"{each.path}:{each.line}:{each.column}: {each.reason}" for each in chosen.broken))
    for post in progress.over(context.machine, "planning", chosen.posts, quiet=context.quiet):
        now = batch.post(post.path)
        try:
            selecting.editable(opened, post)
            plan = publishing.plan(batch.site, now, public=wish.public, date=moment, date_only=date_only, exact=exact, read=read)
            if careful:
                verify_next(opened, batch, plan)
        except (Refused, WriteError) as error:
            if len(chosen.posts) == 1:
                raise
            batch = batch.without(f"{post.path}: not done: {error.message}; {error.hint}")
        else:
            batch = batch.planned(plan)
    return batch


def verify_next(opened: Opened, batch: Batch, plan: Plan) -> None:
    """Look on the disk whether one more plan can be made; raises as `store.write.verify` does."""
    from postctl.store.write import verify

    mine = _paths(plan)
    alone = all(mine.isdisjoint(_paths(each)) for each in batch.plans)
    verify(opened.site.root, steps((plan,)) if alone else steps((*batch.plans, plan)))


def _paths(plan: Plan) -> set[str]:
    return {path for change in plan.changes for path in (change.path, change.moved_from) if path is not None}


def steps(plans: Sequence[Plan]) -> list[Change]:
    """What plans that build on each other come to, one change for each file."""
    from postctl import moving

    return moving.merged([change for plan in plans for change in plan.changes])


def _date(opened: Opened, words: str | None) -> When | None:
    from postctl import dates

    return None if words in (None, "keep") else dates.when(words, opened.site.at)
