"""What `publish` and `unpublish` share: find the posts, plan, check what will be, then write."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from postctl.cli import changes, gate, selecting
from postctl.errors import ExitCode, Refused
from postctl.model import Outcome

if TYPE_CHECKING:
    from postctl.cli.options import Context
    from postctl.dates import When
    from postctl.publishing import Plan
    from postctl.site import Post, Site
    from postctl.store.scan import Opened


class Wish(NamedTuple):
    """What the posts are to be. `date is None`: their dates stay, and nobody has said that they are meant."""

    public: bool
    date: str | None = None
    force: bool = False
    check: bool = True


def outcome(context: Context, words: Sequence[str], where: str | None, wish: Wish, *, dry_run: bool, diff: bool) -> Outcome:
    """Publish or unpublish the posts meant (`selecting.posts`): all of them are planned and checked before one is written.

    Of several, one that is refused does not stop the others, and the exit code says so.
    """
    from postctl import escaping

    if selecting.asks_help(where):
        return selecting.manual()
    selecting.ask(words, where)
    opened = context.open()
    site, plans, refused = _planned(opened, selecting.posts(context, opened, words, where), wish)
    changing = [plan for plan in plans if plan.change is not None]
    said = [plan.note for plan in plans] + refused
    judged = [plan.post for plan in changing] if wish.public and wish.check else []
    told = gate.check(opened, site, judged, dated=wish.date is not None, force=wish.force)
    left_out = selecting.unread(opened) if where is not None else ()
    notes = (*context.notes(opened), *left_out, *told, *map(escaping.one_line, said))
    made = [plan.change for plan in changing if plan.change is not None]
    ended = changes.done(context, opened, made, notes, dry_run=dry_run, diff=diff)
    return ended._replace(code=max(ended.code, ExitCode.FAILED)) if refused else ended


def _planned(opened: Opened, posts: Sequence[Post], wish: Wish) -> tuple[Site, list[Plan], list[str]]:
    """The site as it will be, the plans, and why others are refused. Raises `Refused` where that is the only post."""
    from postctl import publishing

    when = _date(opened, wish.date)
    moment, date_only, exact = when or (None, False, False)
    site, plans, refused = opened.site, [], []
    for post in posts:
        try:
            plan = publishing.plan(site, post, public=wish.public, date=moment, date_only=date_only, exact=exact)
        except Refused as error:
            if len(posts) == 1:
                raise
            refused.append(f"{post.path}: not done: {error.message}; {error.hint}")
            continue
        site = with_plan(site, post, plan)
        plans.append(plan)
    return site, plans, refused


def _date(opened: Opened, words: str | None) -> When | None:
    from postctl import dates

    return None if words in (None, "keep") else dates.when(words, opened.site.at)


def with_plan(site: Site, post: Post, plan: Plan) -> Site:
    """The site as it will be; what stands at the new path already is the same post."""
    others = (each for each in site.posts if each.path == post.path or each.path != plan.post.path)
    posts = tuple(plan.post if each.path == post.path else each for each in others)
    return replace(site, posts=posts, files=site.files - {post.path} | {plan.post.path})
