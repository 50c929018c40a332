"""What `publish` and `unpublish` share: find the posts, plan, check what will be, then write."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from postctl.cli import asking, changes
from postctl.errors import ExitCode, PostctlError, Refused
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
    context: Context, words: Sequence[str], *, public: bool, date: str, force: bool, dry_run: bool, diff: bool
) -> Outcome:
    """Publish or unpublish the posts that `words` name: all of them are planned and checked before one is written."""
    from postctl import escaping, moving, publishing
    from postctl.store import reads

    opened = context.open()
    moment, date_only, exact = _date(opened, date) or (None, False, False)
    site = opened.site
    plans: list[Plan] = []
    paths: dict[str, str] = {}
    for path in (post.path for post in _posts(context, opened, words)):
        post = next(each for each in site.posts if each.path == paths.get(path, path))
        plan = publishing.plan(
            site,
            post,
            public=public,
            date=moment,
            date_only=date_only,
            exact=exact,
            read=lambda name: reads.read_bytes(opened.site.root, name),
        )
        site, paths = plan.site, {**paths, **plan.paths}
        plans.append(plan)
    planned = [plan for plan in plans if plan.changes]
    if public and not force:
        _check(opened, site, planned)
    notes = (*context.notes(opened), *(escaping.one_line(plan.note) for plan in plans))
    steps = moving.merged([change for plan in planned for change in plan.changes])
    changes.refuse_cut(opened, steps)
    return changes.done(context, opened, steps, notes, dry_run=dry_run, diff=diff)


def _posts(context: Context, opened: Opened, words: Sequence[str]) -> list[Post]:
    """The posts meant, once each, in the order they were named."""
    posts = list({post.path: post for word in words for post in (asking.post(context, opened, word),)}.values())
    cut = next((post.path for post in posts if post.path in opened.cut), None)
    if cut is not None:
        raise Refused(f"{cut} is larger than postctl edits", "edit it by hand")
    return posts


def _date(opened: Opened, words: str) -> When | None:
    from postctl import dates

    return None if words == "keep" else dates.when(words, opened.site.at)


def _check(opened: Opened, site: Site, plans: Sequence[Plan]) -> None:
    """Raise where a post will have errors once all are public."""
    from postctl.cli import shown

    found = [each for plan in plans for each in shown.findings(opened, site, only=plan.post.path)]
    errors = [each for each in found if each.severity is Severity.ERROR]
    if errors:
        lines = "".join(f"\n  {_line(each)}" for each in errors)
        count = f"{len(errors)} error{'' if len(errors) == 1 else 's'}"
        raise _Stopped(f"nothing was published, because of {count}:{lines}", "mend it, or publish it as it is with --force")


def _line(each: Diagnostic) -> str:
    return f"{each.path}:{each.line}:{each.column}: {each.code} {each.message}"
