"""What `schedule` and `publish --due` do: plan with `publishing`, at the moments of `scheduling`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postctl.cli import asking, gate, selecting, toggling
from postctl.errors import ConfigError, ExitCode, PostctlError, Refused, UsageError
from postctl.model import Outcome, Status

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from postctl.cli.options import Context
    from postctl.cli.toggling import Batch
    from postctl.dates import When
    from postctl.moving import Read
    from postctl.publishing import Plan
    from postctl.scheduling import Due
    from postctl.site import Post, Site
    from postctl.store.scan import Opened


class _Public(PostctlError):
    """The post is public now, and nobody said that it may go: the answer is "no", not a failure."""

    exit_code = ExitCode.FINDINGS


def schedule(context: Context, words: str, moment: str, *, force: bool, dry_run: bool, diff: bool) -> Outcome:
    """Give the post a moment yet to come, as its generator wants it."""
    from postctl import escaping, scheduling, status

    opened = context.open()
    site = opened.site
    when = _moment(opened, moment, words) if moment.strip().lower() != "next" else None  # a slip in it is told first
    post = asking.post(context, opened, words)
    selecting.editable(opened, post)
    when = when or _slot(opened, post)
    before = status.effective(post, site.settings, site.at)
    if before.status in (Status.PUBLISHED, Status.UNLISTED) and not force:
        away = f"{post.path} is {before.status} now ({before.reason}), and would be off the site until then"
        raise _Public(away, "--force does it all the same")
    read = toggling.reader(opened)
    plan = _plan(site, post, when, read)
    released = _released(plan, when.moment, read)
    what, hint = "nothing was scheduled", "mend it, or schedule it as it is with --force"
    found = gate.check(opened, released.site, [released.post], dated=True, force=force, what=what, hint=hint)
    said = scheduling.told(site, before, plan.post) if plan.changes else f"{post.path} is scheduled so already; unchanged"
    told = (said, *gate.warned(opened, site, plan.site, post.path, plan.post.path))
    notes = (*context.notes(opened), *found, *map(escaping.one_line, told))
    return toggling.written(context, opened, toggling.Batch(site).planned(plan), notes, dry_run=dry_run, diff=diff)


def _moment(opened: Opened, text: str, words: str) -> When:
    """The moment that is meant. Raises `UsageError` for words that mean none, or one that is past."""
    import shlex

    from postctl import dates

    try:
        when = dates.when(text, opened.site.at)
    except UsageError as error:
        hint = f"{error.hint} Or `next`. The first word is the post; put a title of several words in quotes."
        raise UsageError(error.message, hint) from error
    if when.moment <= opened.site.at:
        there = f"{when.moment:%Y-%m-%d %H:%M}, {dates.ago(when.moment, opened.site.at)}"
        hint = f"`postctl publish {shlex.quote(words)}` makes it public now"
        raise UsageError(f"{text!r} is no moment yet to come ({there})", hint)
    return when


def _slot(opened: Opened, post: Post) -> When:
    from postctl import scheduling
    from postctl.dates import When, slots

    text = opened.config.text("schedule.slots")
    if text is None:
        hint = 'write slots = "tuesday,thursday 09:00" below [schedule] in postctl.toml, or give a moment'
        raise ConfigError("no slots are configured to choose the next of", hint)
    return When(scheduling.free(opened.site, slots.read(text), post), date_only=False, exact=True)


def _plan(site: Site, post: Post, when: When, read: Read) -> Plan:
    """A public post with a date yet to come, where that waits; else a draft that says when it is to be released."""
    from postctl import publishing, scheduling

    moment, date_only, exact = when
    if site.settings.future:
        return _dated_draft(site, post, when, read)
    plan = publishing.plan(site, post, public=True, date=moment, date_only=date_only, exact=exact, read=read)
    missed = scheduling.misses(site, plan.post, moment, day=date_only)
    if missed is not None:
        raise Refused(missed, "nothing was written; edit its dates by hand")
    return plan


def _dated_draft(site: Site, post: Post, when: When, read: Read) -> Plan:
    """A draft with the date. One whose name alone would say it, and does not, gets a key for it."""
    from postctl import publishing, releases, scheduling

    release = scheduling.written(when.moment, site)
    for date_only in (when.date_only, False):
        plan = publishing.plan(site, post, public=False, date=when.moment, date_only=date_only, release=release, read=read)
        missed = releases.disagrees(site, plan.post, when.moment)
        if missed is None:
            return plan
    raise Refused(f"{plan.post.path}: {missed}", "nothing was written; edit its dates by hand")


def _released(plan: Plan, moment: datetime, read: Read) -> Plan:
    """The plan that makes the post public, so that what would keep it back is told now and not when it is due."""
    from postctl import publishing, scheduling

    released = publishing.plan(plan.site, plan.post, public=True, read=read)
    gone = scheduling.gone(plan.site, released.post, moment)
    if gone is not None:
        raise Refused(gone, "nothing was written; change that date first")
    return released


# --- publish --due ------------------------------------------------------------------------------------------------------


def release(context: Context, *, check: bool, dry_run: bool, diff: bool) -> Outcome:
    """Publish the drafts whose moment has come. One that cannot be released does not keep the others back."""
    from postctl import escaping, scheduling
    from postctl.cli import progress

    opened = context.open()
    with progress.shown(context.machine, "checking", quiet=context.quiet):
        batch = _due(opened, scheduling.due(opened.site), check=check)
    told = (*(plan.note for plan in batch.plans), *(f"held back: {line}" for line in batch.refused))
    notes = [*context.notes(opened), *map(escaping.one_line, told)]
    if not batch.plans and not batch.refused:
        notes.append(escaping.one_line(_nothing(opened.site)))
    outcome = toggling.written(context, opened, batch, notes, dry_run=dry_run, diff=diff)
    code = ExitCode.FAILED if opened.partial else ExitCode.FINDINGS if batch.refused else ExitCode.OK
    return outcome._replace(code=max(outcome.code, code))


def _due(opened: Opened, due: Due, *, check: bool) -> Batch:
    """The plans of what is due. A draft with errors in the site as it will be is held back, and the rest planned anew."""
    wrong: dict[str, list[str]] = {}
    while True:
        batch, planned = _without(opened, due, wrong)
        drafts = {post.path for post in due.posts} if check else set()
        judged = {batch.post(path).path: path for path in planned if path in drafts}
        posts = [post for post in batch.site.posts if post.path in judged]
        found = gate.errors(opened, batch.site, posts, dated=True)
        if not found:
            return batch
        wrong |= {judged[path]: lines for path, lines in found.items()}


def _without(opened: Opened, due: Due, wrong: Mapping[str, list[str]]) -> tuple[Batch, list[str]]:
    """The plans of what is due and not `wrong`, and the paths that these posts have now."""
    from postctl import publishing

    batch, read, planned = toggling.Batch(opened.site), toggling.reader(opened), []
    batch = batch._replace(refused=tuple(f"{each.post.path}: {each.why}" for each in due.held))
    for post in (*due.posts, *due.public):
        if post.path in wrong:
            batch = batch._replace(refused=(*batch.refused, *wrong[post.path]))
            continue
        now = batch.post(post.path)
        try:
            selecting.editable(opened, now)
            plan = publishing.plan(batch.site, now, public=True, read=read)
            toggling.verify_next(opened, batch, plan)
        except PostctlError as error:
            batch = batch.without(f"{post.path}: {error.message}")
        else:
            batch = batch.planned(plan)
            planned.append(post.path)
    return batch, planned


def _nothing(site: Site) -> str:
    from postctl import dates, scheduling

    coming = scheduling.upcoming(site)
    then = f"; {coming.post.path} is, {dates.ago(coming.at, site.at)}" if coming is not None else ""
    return f"nothing is due{then}"
