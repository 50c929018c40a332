"""What `publish` and `unpublish` share: find the posts, plan, check what will be, then write."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from postctl.cli import changes, selecting
from postctl.errors import ExitCode, PostctlError
from postctl.model import Outcome, Severity

if TYPE_CHECKING:
    from postctl.cli.options import Context
    from postctl.dates import When
    from postctl.model import Diagnostic
    from postctl.publishing import Plan
    from postctl.site import Post, Site
    from postctl.store.scan import Opened


class _Stopped(PostctlError):
    """A post has errors in it, so nothing was published: the answer is "no", not a failure."""

    exit_code = ExitCode.FINDINGS


def outcome(
    context: Context,
    words: Sequence[str],
    where: str | None = None,
    *,
    public: bool,
    date: str,
    force: bool,
    dry_run: bool,
    diff: bool,
) -> Outcome:
    """Publish or unpublish the posts meant (`selecting.posts`): all of them are planned and checked before one is written."""
    from postctl import escaping, publishing

    if selecting.asks_help(where):
        return selecting.manual()
    selecting.ask(words, where)
    opened = context.open()
    when = _date(opened, date)
    site, plans = opened.site, []
    for post in selecting.posts(context, opened, words, where):
        moment, date_only, exact = when or (None, False, False)
        plan = publishing.plan(site, post, public=public, date=moment, date_only=date_only, exact=exact)
        site = with_plan(site, post, plan)
        plans.append(plan)
    planned = [plan for plan in plans if plan.change is not None]
    if public and not force:
        check(opened, site, planned)
    left_out = selecting.unread(opened) if where is not None else ()
    notes = (*context.notes(opened), *left_out, *(escaping.one_line(plan.note) for plan in plans))
    return changes.done(context, opened, [plan.change for plan in planned if plan.change], notes, dry_run=dry_run, diff=diff)


def _date(opened: Opened, words: str) -> When | None:
    from postctl import dates

    return None if words == "keep" else dates.when(words, opened.site.at)


def with_plan(site: Site, post: Post, plan: Plan) -> Site:
    """The site as it will be; what stands at the new path already is the same post."""
    others = (each for each in site.posts if each.path == post.path or each.path != plan.post.path)
    posts = tuple(plan.post if each.path == post.path else each for each in others)
    return replace(site, posts=posts, files=site.files - {post.path} | {plan.post.path})


def check(
    opened: Opened,
    site: Site,
    plans: Sequence[Plan],
    what: str = "nothing was published",
    hint: str = "mend it, or publish it as it is with --force",
) -> None:
    """Raise where a post will have errors once all are public. `what` and `hint`: how that is told."""
    found = errors(opened, site, plans)
    if found:
        lines = "".join(f"\n  {line}" for line in found)
        count = f"{len(found)} error{'' if len(found) == 1 else 's'}"
        raise _Stopped(f"{what}, because of {count}:{lines}", hint)


def errors(opened: Opened, site: Site, plans: Sequence[Plan]) -> list[str]:
    """The errors that posts will have in a site as planned, a line for each."""
    from postctl.cli import shown

    found = [each for plan in plans for each in shown.findings(opened, site, only=plan.post.path)]
    return [_line(each) for each in found if each.severity is Severity.ERROR]


def warned(opened: Opened, before: Site, after: Site, path: str, new_path: str) -> list[str]:
    """The warnings that a post will have in a site as planned and does not have now, a line for each."""
    from postctl.cli import shown

    old = {(each.code, each.message) for each in shown.findings(opened, before, only=path)}
    found = (each for each in shown.findings(opened, after, only=new_path) if each.severity is Severity.WARNING)
    return [_line(each) for each in found if (each.code, each.message) not in old]


def _line(each: Diagnostic) -> str:
    return f"{each.path}:{each.line}:{each.column}: {each.code} {each.message}"
