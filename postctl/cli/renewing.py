"""What a change of few posts changes in the findings: only what is said of those, as long as others see the same of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postctl.cli import checked, shown

if TYPE_CHECKING:
    from postctl.cli.checked import Checked, Former
    from postctl.cli.options import Context
    from postctl.cli.wishes import Rules
    from postctl.store.scan import Opened

_FEW = 0.2
"""Where more of the posts have changed, they may as well all be looked at."""


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
    site = opened.site
    paths = (*(post.path for post in site.posts), *(each.path for each in site.broken))
    few = len(anew) <= max(1, _FEW * len(site.posts))
    return few and paths == before.paths and before.faces.keys() >= anew and not opened.memory.concerns(anew)


def _faces(opened: Opened, before: Checked, anew: frozenset[str]) -> dict[str, str] | None:
    """What others see of those posts; `None` where that is not what they saw before."""
    from postctl import facts

    faces = {post.path: facts.face(post, opened.site) for post in opened.site.posts if post.path in anew}
    return faces if faces.keys() == set(anew) and all(before.faces[path] == face for path, face in faces.items()) else None
