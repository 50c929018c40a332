"""What `publish` and `unpublish` share: find the posts, plan, check what will be, then write."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from postctl.cli import asking, changes, gate
from postctl.errors import Refused
from postctl.model import Outcome

if TYPE_CHECKING:
    from postctl.cli.options import Context
    from postctl.dates import When
    from postctl.publishing import Plan
    from postctl.site import Post, Site
    from postctl.store.scan import Opened


def outcome(
    context: Context,
    words: Sequence[str],
    *,
    public: bool,
    date: str | None,
    force: bool,
    dry_run: bool,
    diff: bool,
    check: bool = True,
) -> Outcome:
    """Publish or unpublish the posts that `words` name: all of them are planned and checked before one is written.

    `date is None`: their dates stay, and nobody has said that they are meant.
    """
    from postctl import escaping, publishing

    opened = context.open()
    when = _date(opened, date)
    site, plans = opened.site, []
    for post in _posts(context, opened, words):
        moment, date_only, exact = when or (None, False, False)
        plan = publishing.plan(site, post, public=public, date=moment, date_only=date_only, exact=exact)
        site = _with(site, post, plan)
        plans.append(plan)
    planned = [plan for plan in plans if plan.change is not None]
    told = (
        gate.check(opened, site, [plan.post for plan in planned], dated=date is not None, force=force) if public and check else ()
    )
    notes = (*context.notes(opened), *told, *(escaping.one_line(plan.note) for plan in plans))
    return changes.done(context, opened, [plan.change for plan in planned if plan.change], notes, dry_run=dry_run, diff=diff)


def _posts(context: Context, opened: Opened, words: Sequence[str]) -> list[Post]:
    """The posts meant, once each, in the order they were named."""
    posts = list({post.path: post for word in words for post in (asking.post(context, opened, word),)}.values())
    cut = next((post.path for post in posts if post.path in opened.cut), None)
    if cut is not None:
        raise Refused(f"{cut} is larger than postctl edits", "edit it by hand")
    return posts


def _date(opened: Opened, words: str | None) -> When | None:
    from postctl import dates

    return None if words in (None, "keep") else dates.when(words, opened.site.at)


def _with(site: Site, post: Post, plan: Plan) -> Site:
    """The site as it will be; what stands at the new path already is the same post."""
    others = (each for each in site.posts if each.path == post.path or each.path != plan.post.path)
    posts = tuple(plan.post if each.path == post.path else each for each in others)
    return replace(site, posts=posts, files=site.files - {post.path} | {plan.post.path})
