"""What `publish` and `unpublish` share: find the posts, plan, check what will be, then write."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from postctl.cli import asking, changes
from postctl.errors import ExitCode
from postctl.model import Outcome, Severity

if TYPE_CHECKING:
    from datetime import datetime

    from postctl.cli.options import Context
    from postctl.model import Change, Diagnostic
    from postctl.publishing import Plan
    from postctl.site import Post
    from postctl.store.scan import Opened


def outcome(
    context: Context, words: Sequence[str], *, public: bool, date: str, force: bool, dry_run: bool, diff: bool
) -> Outcome:
    """Publish or unpublish the posts that `words` name: all of them are planned and checked before one is written."""
    from postctl import publishing

    opened = context.open()
    notes = list(context.notes(opened))
    planned: list[Change] = []
    for post in _posts(context, opened, words):
        when = _date(opened, date)
        plan = publishing.plan(opened.site, post, public=public, date=when and when[0], date_only=bool(when and when[1]))
        if public and plan.change is not None and not force:
            errors = _errors(opened, post, plan)
            if errors:
                return Outcome("", (*notes, *map(_line, errors), _stopped(post, errors)), ExitCode.FINDINGS)
        notes.append(plan.note)
        planned += [plan.change] if plan.change is not None else []
    return changes.done(opened, planned, notes, dry_run=dry_run, diff=diff)


def _posts(context: Context, opened: Opened, words: Sequence[str]) -> list[Post]:
    """The posts meant, once each, in the order they were named."""
    return list({post.path: post for word in words for post in (asking.post(context, opened, word),)}.values())


def _date(opened: Opened, words: str) -> tuple[datetime, bool] | None:
    from postctl import dates

    if words == "keep":
        return None
    when = dates.when(words, opened.site.at)
    return when.moment, when.date_only


def _errors(opened: Opened, post: Post, plan: Plan) -> list[Diagnostic]:
    """The errors the post will have once it is public."""
    from postctl.cli import shown

    posts = tuple(plan.post if each.path == post.path else each for each in opened.site.posts)
    files = opened.site.files - {post.path} | {plan.post.path}
    will_be = replace(opened.site, posts=posts, files=files)
    found = shown.findings(opened, will_be, only=plan.post.path)
    return [each for each in found if each.severity is Severity.ERROR]


def _line(each: Diagnostic) -> str:
    return f"{each.path}:{each.line}:{each.column}: {each.code} {each.message}"


def _stopped(post: Post, errors: Sequence[Diagnostic]) -> str:
    count = f"{len(errors)} error{'' if len(errors) == 1 else 's'}"
    return f"{post.path} was not published: {count}. Nothing was written; --force publishes it as it is"
