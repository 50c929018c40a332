"""How the posts of a site are written, counted once for all of them, and fixes that are proven before anybody sees them.

A rule about the style of the house reads off each post how it does something. Where a section, or the site, clearly does it in
one way, a post that does it in another is a finding.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import TypeAlias

from postctl.document import find, front_matter, read_text, with_edits
from postctl.model import Date, Edit, Facts, Fix, Problem, Value, Verdict
from postctl.regexes import later
from postctl.site import Post, Site, Source
from postctl.values import NamedTuple, fields, replace

ENOUGH = 5
_FENCE = later(r"\s*(?:---|\+\+\+|;;;|\{|<!--|\.\. )")
_EMPTY = re.compile(r"\A(?:[ \t]*(?:\r\n|\r|\n))+")
_CLEAR = 0.8

Reader: TypeAlias = Callable[[Post, Site], Mapping[str, str]]
"""The way a post does each of the things that a rule asks about."""


class Usual(NamedTuple):
    """The way that `some` of `of` posts do something."""

    way: str
    some: int
    of: int

    @property
    def most(self) -> str:
        """The posts that do it so, for a sentence."""
        return f"{self.some} of {self.of} posts"


def clear(votes: Mapping[str, int]) -> Usual | None:
    """What nearly all posts do; `None` where it is not clear."""
    if not votes:
        return None
    way = min(votes, key=lambda each: (-votes[each], each))
    some, of = votes[way], sum(votes.values())
    return Usual(way, some, of) if some >= ENOUGH and some >= _CLEAR * of else None


def usual(post: Post, site: Site, read: Reader, thing: str) -> Usual | None:
    """The usual way to do a thing: that of the post's section, or of the whole site where the section has few posts."""
    tally = _tally(site, read)
    near = tally.get((post.place.section, thing), Counter())
    return clear(near if near.total() >= ENOUGH else tally.get((None, thing), Counter()))


def unusual(post: Post, site: Site, read: Reader) -> Iterator[tuple[str, str, Usual]]:
    """The things that a post does in another way than is usual: thing, way, and the usual one."""
    for thing, way in read(post, site).items():
        expected = usual(post, site, read, thing)
        if expected is not None and expected.way != way:
            yield thing, way, expected


@lru_cache(maxsize=16)
def _tally(site: Site, read: Reader) -> Mapping[tuple[str | None, str], Counter[str]]:
    """How many posts do a thing in which way, by section and in the whole site (`None`)."""
    found: dict[tuple[str | None, str], Counter[str]] = defaultdict(Counter)
    for post in site.posts:
        for thing, way in read(post, site).items():
            found[post.place.section, thing][way] += 1
            found[None, thing][way] += 1
    return dict(found)


# --- fixes that are proven ------------------------------------------------------------------------------------------------


def proven(
    post: Post,
    site: Site,
    edits: Iterable[Edit],
    done: Callable[[Post], bool],
    *,
    safe: bool = True,
    but: str | None = None,
) -> Fix | None:
    """Edits as a fix, if the post read again is `done` and else says what it said.

    `but`: the key whose value may differ as data; then the generator has to take the post for the same all the same.
    """
    from postctl.syntaxes import same

    changes = tuple(edits)
    after = _again(post, site, changes)
    if after is None or _prose(after) != _prose(post):
        return None
    if not same(_without(post, but), _without(after, but)) or (but is not None and post.place.kin):
        return None
    if not post.place.kin and _meaning(after) != _meaning(post):
        return None
    return Fix(safe, changes) if done(after) else None


def _again(post: Post, site: Site, edits: tuple[Edit, ...]) -> Post | None:
    """The post with edits in its front matter or text; what others say of it (`place.kin`) stays."""
    before = post.document
    if before.syntax is None and _FENCE.match(before.text):
        return None
    syntaxes = (before.syntax,) if before.syntax is not None else ()
    read = read_text(with_edits(before, edits), syntaxes, before.fences, before.schema, bom=before.bom)
    if isinstance(read, Problem) or read.syntax is not before.syntax:
        return None
    document = replace(read, apart=before.apart)
    front = front_matter(document, fold=site.generator.fold_keys)
    after = replace(post, document=document, front=front)
    if post.place.kin:
        return after
    from postctl.syntaxes import quoted

    name = before.syntax.name if before.syntax is not None else ""
    source = Source(post.path, post.place, front, site.settings, document.content, frozenset(quoted(document.root)), name)
    facts = site.generator.facts(source)
    return replace(after, **{name: getattr(facts, name) for name in _FACTS})


_FACTS = tuple(field.name for field in fields(Facts))


def _prose(post: Post) -> str:
    """The text of a post without the empty lines around it."""
    return _EMPTY.sub("", post.document.content).rstrip("\r\n")


def _without(post: Post, key: str | None) -> dict[str, Value]:
    return {name: value for name, value in post.front.items() if name != key}


def _meaning(post: Post) -> list[object]:
    """What the generator makes of a post, whatever words it was told in."""
    return [_meant(getattr(post, name)) for name in _FACTS]


def _meant(fact: object) -> object:
    if isinstance(fact, Date):
        return fact.source, fact.moment, fact.problem
    if isinstance(fact, Verdict):
        return fact.hidden, fact.trap, fact.fatal
    return fact


def in_syntax(post: Post, key: str, site: Site) -> str:
    """A key as the name of a thing that each syntax has its own ways for."""
    return f"{post.document.syntax.name if post.document.syntax else ''}:{folded(key, site)}"


def folded(key: str, site: Site) -> str:
    """A key as front matter data has it."""
    return key.lower() if site.generator.fold_keys else key


def stands_once(post: Post, site: Site, key: str) -> bool:
    """Whether a key has one value only."""
    return sum(folded(each.key, site) == key for each in post.document.entries) == 1 and find(post.document, "<<") is None
