"""The findings in a site, from the last time as far as they still hold.

After a change of few posts that is all but what is said of those, as long as others see the same of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from postctl.cli import checked, progress, shown, standards
from postctl.cli.wishes import Rules

if TYPE_CHECKING:
    from collections.abc import Collection

    from postctl.cli.checked import Checked, Former
    from postctl.cli.options import Context
    from postctl.model import Diagnostic
    from postctl.site import Site
    from postctl.store.scan import Opened
    from postctl.store.survey import Survey

_FEW = 0.2
"""Where more of the posts have changed, they may as well all be looked at."""


def known(context: Context, survey: Survey, named: Rules, opened: Opened | None = None) -> Checked:
    """What there is to find in a site that was surveyed, and maybe `opened`; looked up, if it is known from the last time."""
    kept = None if context.no_cache else checked.Kept.of(context, survey, named)
    former = kept.recall(context) if kept is not None else None
    if former is not None and former.holds:
        return former.known
    if not standards.are_in_the_site(survey, shown.rules(survey.config, named), named):
        kept = former = None
    opened = opened or context.read(survey, whole=former is None)
    found = renewed(context, former, opened, named) if former is not None else None
    if found is None:
        faces: dict[str, str] | None = {} if kept is not None else None  # they are asked for the next time
        findings = check(context, opened, opened.site, named, faces)
        found = checked.of(context, opened, opened.site, findings)._replace(faces=faces or {})
    if kept is not None:
        kept.keep(opened, found)
    return found


def check(
    context: Context, opened: Opened, site: Site, named: Rules, faces: dict[str, str] | None = None
) -> tuple[Diagnostic, ...]:
    """What there is to find in a site, whatever is known of it. `faces` takes what others see of each post."""
    with progress.shown(context.machine, "checking", quiet=context.quiet) as tick:
        return shown.findings(opened, site, named, environ=context.machine.environ, tick=tick, faces=faces)


def problems(context: Context, survey: Survey, opened: Opened, only: Collection[str]) -> dict[str, list[str]]:
    """The codes of the findings of each path of `only`, without those that need the bodies."""
    named = Rules(bodies=False)
    few = len(only) < _FEW * len(opened.site.posts)
    found = shown.findings(opened, opened.site, named, only) if few else known(context, survey, named, opened).found
    codes: dict[str, list[str]] = {}
    for each in found:
        of_post = codes.setdefault(each.post or each.path, [])
        if each.code not in of_post:
            of_post.append(each.code)
    return codes


def renewed(context: Context, former: Former, opened: Opened, named: Rules) -> Checked | None:
    """The findings in a site, of which those in posts that have not changed are from the last time.

    `None` where all posts are to be judged again: others may see something else of a post than they did, or files have come or
    gone.
    """
    from postctl import linting

    anew, before = former.changed(), former.known
    if anew is None or not _are_such_posts(opened, before, anew):
        return None
    faces = _faces(opened, before, anew)
    if faces is None:
        return None
    site = opened.site
    found = shown.findings(opened, site, named, environ=context.machine.environ, anew=anew)
    same = linting.unchanged(before.found, shown.rules(opened.config, named), site, anew)
    whole = tuple(sorted((*same, *found), key=lambda each: each.place))
    return checked.of(context, opened, site, whole)._replace(faces={**before.faces, **faces}, bare=True)


def _are_such_posts(opened: Opened, before: Checked, anew: frozenset[str]) -> bool:
    """Whether files are few posts of a site that has the same posts as before, and none of them says anything of another."""
    from postctl.store import index

    site = opened.site
    paths = (*(post.path for post in site.posts), *(each.path for each in site.broken))
    few = len(anew) <= max(1, _FEW * len(site.posts))
    return few and paths == before.paths and before.faces.keys() >= anew and not index.concerns(anew, site.posts)


def _faces(opened: Opened, before: Checked, anew: frozenset[str]) -> dict[str, str] | None:
    """What others see of those posts; `None` where that is not what they saw before."""
    from postctl import facts

    faces = {post.path: facts.face(post, opened.site) for post in opened.site.posts if post.path in anew}
    return faces if faces.keys() == set(anew) and all(before.faces[path] == face for path, face in faces.items()) else None
