"""The gate of `publish`: posts are judged as they will be, before anything is written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from postctl.cli import shown
from postctl.errors import ExitCode, PostctlError
from postctl.model import Severity

if TYPE_CHECKING:
    from postctl.model import Diagnostic
    from postctl.site import Archetype, Post, Site
    from postctl.store.scan import Opened

_WAITS = "P204"  # of a post that has to wait for its date


class _Stopped(PostctlError):
    """A post has errors in it, so nothing was published: the answer is "no", not a failure."""

    exit_code = ExitCode.FINDINGS


def check(
    opened: Opened,
    site: Site,
    posts: Sequence[Post],
    *,
    dated: bool,
    force: bool,
    what: str = "nothing was published",
    hint: str = "mend it, or publish it as it is with --force",
) -> tuple[str, ...]:
    """What is to be said of posts that are about to be public, as they will be in `site`. `dated`: their date was asked for.

    Raises where there is an error, unless that is what `force` asks for; `what` and `hint` are how that is told.
    """
    told = _told(opened, site, posts, dated=dated)
    errors = [each for each in told if each.severity is Severity.ERROR]
    lines = tuple(line for each in told for line in shown.lines(each))
    if errors and not force:
        count = f"{len(errors)} error{'' if len(errors) == 1 else 's'}"
        shown_below = "".join(f"\n  {line}" for line in (*lines, *_fine(posts, errors)))
        raise _Stopped(f"{what}, because of {count}:{shown_below}", _hint(errors, hint))
    return lines


def _fine(posts: Sequence[Post], errors: Sequence[Diagnostic]) -> Iterator[str]:
    """Which of several posts have no error."""
    from postctl import escaping

    wrong = {path for each in errors for path in (each.path, each.post)}
    fine = [escaping.one_line(post.path) for post in posts if wrong.isdisjoint((post.path, post.file))]
    if fine and len(posts) > 1:
        more = f" and {len(fine) - _NAMED} more" if len(fine) > _NAMED else ""
        yield f"nothing stops {', '.join(fine[:_NAMED])}{more} by itself"


_NAMED = 5


def errors(opened: Opened, site: Site, posts: Sequence[Post], *, dated: bool) -> dict[str, list[str]]:
    """The errors of posts that are about to be public, by path, a line for each, for a batch that goes on without them."""
    owners = {path: post.path for post in posts for path in (post.file, post.path)}
    found: dict[str, list[str]] = {}
    for each in _told(opened, site, posts, dated=dated):
        owner = owners.get(each.post) or owners.get(each.path)
        if owner is not None and each.severity is Severity.ERROR:
            wrong, help_ = shown.lines(each)
            found.setdefault(owner, []).append(f"{wrong} ({help_.strip()})")
    return found


def warned(opened: Opened, before: Site, after: Site, path: str, new_path: str) -> list[str]:
    """The warnings that a post will have in a site as planned and does not have now."""
    old = {(each.code, each.message) for each in shown.findings(opened, before, only=path)}
    found = (each for each in shown.findings(opened, after, only=new_path) if each.severity is Severity.WARNING)
    return [line for each in found if (each.code, each.message) not in old for line in shown.lines(each)[:1]]


def _told(opened: Opened, site: Site, posts: Sequence[Post], *, dated: bool) -> list[Diagnostic]:
    """The findings that count, the errors first."""
    from postctl.cli import house

    if not posts:
        return []
    found = [*shown.findings(opened, site, only=[post.path for post in posts], publishing=True)]
    sections = {post.place.section for post in posts}
    templates = {section: house.archetype(opened, section) for section in sections}
    found += [each for post in posts for each in _unwritten(opened, post, templates[post.place.section])]
    told = [each for each in found if each.severity is not Severity.INFO and not (dated and each.code == _WAITS)]
    return sorted(told, key=_worst_first)


def _unwritten(opened: Opened, post: Post, template: Archetype | None) -> Iterator[Diagnostic]:
    """A finding of P601 where the text is still that of the template which new posts of the section are made from."""
    from postctl import linting, registry, rulebook
    from postctl.model import Span
    from postctl.rules import Finding

    if template is None or not template.body.strip() or _lines_of(post.document.content) != _lines_of(template.body):
        return
    start = post.document.base + len(post.document.content) - len(post.document.content.lstrip())
    said = f"the text is that of the template {template.source}, word for word"
    rule = rulebook.named(registry.rules(), "placeholder-text")
    found = linting.found(rule, post, Finding(said, Span(start, start), "write the text"), publishing=True)
    yield from shown.kept(opened, (found,))


def _lines_of(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _worst_first(each: Diagnostic) -> tuple[bool, tuple[object, ...]]:
    return each.severity is not Severity.ERROR, each.place


def _hint(errors: Sequence[Diagnostic], hint: str) -> str:
    """`hint`, where there is more to do than what is said of a post that has to wait."""
    return "or publish it as it is with --force" if all(each.code == _WAITS for each in errors) else hint
