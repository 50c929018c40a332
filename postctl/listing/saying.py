"""What `list` says beside the posts: how many there are of each kind; where there is none, what it has looked for and where."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from postctl import nearest
from postctl.escaping import one_line
from postctl.listing.choosing import Choice, terms
from postctl.model import Broken, Status
from postctl.records import Seen
from postctl.site import Site


def summary(found: Sequence[Seen], shown: int, site: Site, choice: Choice, groups: int | None) -> str:
    """How many, and of which kinds; two lines where there are none."""
    if not found:
        return nothing(site, choice)
    counts = Counter(seen.now.status for seen in found)
    kinds = ", ".join(f"{counts[name]} {name}" for name in Status if counts[name])
    within = f" in {groups} group{'' if groups == 1 else 's'}" if groups is not None else ""
    only = f", the first {shown} shown" if shown < len(found) else ""
    return f"{posts(len(found))}{within}{only}: {kinds}"


def posts(count: int) -> str:
    """`1 post`, `2 posts`."""
    return "1 post" if count == 1 else f"{count} posts"


def nothing(site: Site, choice: Choice, *more: str) -> str:
    """That no post fits, what was asked for, and where it was looked for. `more`: what was asked for besides."""
    where = f"{one_line(site.root)} ({site.generator.title}: {', '.join(map(one_line, site.settings.posts))})"
    everything = [*(Seen(site, post) for post in site.posts), *(Seen(site, broken=each) for each in site.broken)]
    if not everything:
        return f"no posts in {where}"
    counts = Counter(seen.now.status for seen in everything)
    kinds = ", ".join(f"{counts[name]} {name}" for name in Status if counts[name])
    asked = ", ".join(one_line(each) for each in (*wanted(choice), *more))
    meant = "".join(f"; {each}" for each in _meant(site, choice))
    return f"no post fits: {asked}{meant}\nlooked at {posts(len(everything))} ({kinds}) in {where}"


def wanted(choice: Choice) -> Iterator[str]:
    """A choice in words."""
    if choice.statuses:
        yield " or ".join(name for name in Status if name in choice.statuses)
    if choice.words:
        yield f"about “{choice.words}”"
    if choice.tags:
        yield f"tagged {' or '.join(choice.tags)}"
    if choice.langs:
        yield f"in {' or '.join(choice.langs)}"
    if choice.since is not None:
        yield f"since {choice.since:%Y-%m-%d %H:%M}"
    if choice.until is not None:
        yield f"until {choice.until:%Y-%m-%d %H:%M}"
    if choice.missing:
        yield f"without {', '.join(choice.missing)}"
    if choice.where is not None:
        yield f"where {choice.where.text}"
    if choice.search:
        yield f"text with {', '.join(f'“{term}”' for term in terms(choice.search))}"
    if choice.since_ref:
        yield f"changed since {choice.since_ref}"


def _meant(site: Site, choice: Choice) -> Iterator[str]:
    """What may have been meant by tags and languages that no post has."""
    tags = {tag for post in site.posts for tag in post.tags}
    langs = {post.lang for post in site.posts if post.lang}
    for what, asked, known in (("tag", choice.tags, tags), ("language", choice.langs, langs)):
        folded = {each.casefold() for each in known}
        for each in asked:
            near = nearest.names(each, sorted(known), most=1)
            if each.casefold() not in folded:
                yield f"no post has the {what} {one_line(each)}" + (f", did you mean {one_line(near[0])}?" if near else "")


def unread(choice: Choice, broken: Sequence[Broken]) -> tuple[str, ...]:
    """A line about files that cannot be read, where what is asked passes them over."""
    if not (broken and choice.asks_content):
        return ()
    what = "1 file cannot be read and is" if len(broken) == 1 else f"{len(broken)} files cannot be read and are"
    return (f"{what} left out; `postctl list --broken` says why",)
