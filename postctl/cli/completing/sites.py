"""Candidates out of the site: its posts, tags, keys. They all come through `opened`: what makes that quick makes these quick."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from postctl.cli.completing import known
from postctl.cli.completing.offer import Candidate, about
from postctl.cli.completing.typed import Typed
from postctl.model import Status
from postctl.regexes import later
from postctl.values import NamedTuple

if TYPE_CHECKING:
    from postctl.model import Value
    from postctl.site import Post, Site
    from postctl.store.scan import Opened

FEW = 12
"""So many different values of a key are few; of more, those count that stand in several posts."""
LONGEST = 40
_LATEST = Candidate("@latest", "the newest post")
_DRAFT = Candidate("@draft", "the only draft")
_KEY = later(r"[\w-]+(\.[\w-]+)?")
_ASSIGNED = later(r"([\w.-]+?)([+-]?=)")
_HIDDEN = frozenset({Status.DRAFT, Status.SCHEDULED})
_PUBLIC = frozenset({Status.PUBLISHED, Status.SCHEDULED, Status.UNLISTED, Status.EXPIRED})


def opened(typed: Typed) -> Opened:
    """The site that is meant."""
    return typed.context.open()


def newest(found: Opened) -> list[Post]:
    """The posts, the newest first."""
    from postctl import records

    def age(post: Post) -> float:
        moment = records.moment(post)
        return -moment.timestamp() if moment is not None else 0.0

    return sorted(found.site.posts, key=age)


def _status(found: Opened, post: Post) -> Status:
    from postctl import status

    return status.effective(post, found.site.settings, found.site.at).status


# --- posts --------------------------------------------------------------------------------------------------------------


def posts(typed: Typed) -> Iterator[Candidate]:
    """Any post: by slug; by path or address where that is what is typed."""
    found = opened(typed)
    yield from _named(typed, found, newest(found))
    if not typed.values.get(typed.parameter):
        yield from (_LATEST, _DRAFT)


def drafts(typed: Typed) -> list[Candidate]:
    """Posts that are not public, else any."""
    return _rather(typed, _HIDDEN, _DRAFT)


def public(typed: Typed) -> list[Candidate]:
    """Posts that are public, or will be by themselves; else any."""
    return _rather(typed, _PUBLIC, _LATEST)


def files_and_posts(typed: Typed) -> Iterator[Candidate]:
    """Any post, and the files that cannot be read as posts."""
    found = opened(typed)
    yield from _named(typed, found, newest(found))
    yield from (_LATEST, _DRAFT)
    yield from (Candidate(_Paths.of(found).path(each.path), "cannot be read") for each in found.site.broken)


def _rather(typed: Typed, wanted: frozenset[Status], special: Candidate) -> list[Candidate]:
    """The posts of some statuses, and what stands for one of them; any post where none of those fits."""
    found = opened(typed)
    every = newest(found)
    first = [*_named(typed, found, [each for each in every if _status(found, each) in wanted])]
    if not typed.values.get(typed.parameter):
        first.append(special)
    begun = typed.word.casefold()
    return first if any(begun in each.word.casefold() for each in first) else [*_named(typed, found, every)]


def _named(typed: Typed, found: Opened, every: list[Post]) -> Iterator[Candidate]:
    word, begun, shown = typed.word, typed.word.casefold(), _Paths.of(found, typed.word)
    there = set(typed.values.get(typed.parameter, ()))
    as_path = "/" in word or word.startswith(".") or "." in word
    slugs = Counter(each.slug for each in every)
    for each in every:
        path = shown.path(each.path)
        name = each.slug if slugs[each.slug] == 1 else path
        offered = [name] if not as_path else [each.url] if word.startswith("/") and each.url else []
        if as_path or (word and path.startswith(word) and not name.startswith(word)):
            offered.append(path)
        if as_path and "/" not in word and name.startswith(word) and name != path:
            offered.append(name)
        if not any(begun in text.casefold() for text in offered) or there & {each.slug, path, each.path, each.url}:
            continue
        status = _status(found, each)
        told = f"{each.title} · {status}" if status is not Status.PUBLISHED else each.title
        yield from (Candidate(text, told) for text in offered)


class _Paths(NamedTuple):
    """How paths are written from the current folder, in the way the word was begun; from the root where not below here.

    `inside`: the current folder from the root with a slash, `''` for the root itself, `None` outside of it.
    """

    root: str
    here: str
    inside: str | None
    begun: str

    @staticmethod
    def of(found: Opened, begun: str = "") -> _Paths:
        """The way of paths of a site."""
        root, here = found.site.root, os.path.realpath(".")
        way = os.path.relpath(here, root).replace(os.sep, "/")
        return _Paths(root, here, "" if way == "." else None if way.startswith("..") else f"{way}/", begun)

    def path(self, path: str) -> str:
        """A path below the root."""
        if self.begun.startswith("/"):
            return os.path.join(self.root, path)
        if self.inside is not None and path.startswith(self.inside):
            short = path[len(self.inside) :]
        else:
            short = os.path.relpath(os.path.join(self.root, path), self.here).replace(os.sep, "/")
        if self.begun.startswith("./"):
            return f"./{short}" if not short.startswith("../") else short
        return short if self.begun.startswith("../") or not short.startswith("../") else path


# --- tags and other terms -------------------------------------------------------------------------------------------------


def tags(typed: Typed) -> Iterator[Candidate]:
    """The tags of the posts, those first that most have."""
    there = set(typed.values.get(typed.parameter, ()))
    return _counted(Counter(tag for post in opened(typed).site.posts for tag in dict.fromkeys(post.tags) if tag not in there))


def tag_verbs(typed: Typed) -> Iterator[Candidate]:
    """What `tags` does; then the tags it is done to."""
    verb, *names = typed.values.get("words", ()) or ("",)
    if not verb:
        yield Candidate("rename", "OLD NEW: another name for a tag")
        yield Candidate("merge", "TAG... INTO: one name for several tags")
    elif verb == "merge" or (verb == "rename" and not names):
        yield from _terms(typed, set(names))


def _terms(typed: Typed, there: set[str]) -> Iterator[Candidate]:
    """The terms of the taxonomy that is asked about, else of all."""
    from postctl import tagging

    wanted = typed.values.get("taxonomy", ())
    counts: Counter[str] = Counter()
    for name, group in tagging.used(opened(typed).site).items():
        if not wanted or name in wanted:
            counts.update({term: len(held) for term, held in group.items() if term not in there})
    return _counted(counts)


def taxonomies(typed: Typed) -> Iterator[Candidate]:
    """The taxonomies that posts use."""
    from postctl import tagging

    return _counted(Counter({name: len(group) for name, group in tagging.used(opened(typed).site).items()}), "term")


def series(typed: Typed) -> Iterator[Candidate]:
    """The series there are."""
    from postctl import drafting

    return _counted(drafting.used_series(opened(typed).site))


def languages(typed: Typed) -> Iterator[Candidate]:
    """The languages the site declares, and those its posts are in."""
    site = opened(typed).site
    declared = site.generator.languages.declared(site.settings)
    return _counted(Counter({**dict.fromkeys(declared, 0), **Counter(post.lang for post in site.posts if post.lang)}))


def sections(typed: Typed) -> Iterator[Candidate]:
    """The sections that have posts."""
    return _counted(Counter(post.place.section for post in opened(typed).site.posts if post.place.section))


def kinds(typed: Typed) -> Iterator[Candidate]:
    """Kinds of posts: those of postctl.toml, and of the generator."""
    from postctl.cli import house

    return map(Candidate, house.kinds(opened(typed)))


def views(typed: Typed) -> Iterator[Candidate]:
    """The saved views of postctl.toml, with what they stand for."""
    found = typed.context.survey().config.values.get("views", {})
    return (Candidate(name, about(", ".join(map(_said, said, said.values())))) for name, said in found.items())


def _said(option: str, value: object) -> str:
    text = ",".join(map(str, value)) if isinstance(value, list) else str(value)
    return option if value is True else f"{option} {text}"


def years(typed: Typed) -> Iterator[Candidate]:
    """The years that posts are dated in, the latest first."""
    dated = (post.date for post in opened(typed).site.posts)
    counts = Counter(date.iso[:4] for date in dated if date is not None and date.iso)
    return (Candidate(year, f"{count} post{'' if count == 1 else 's'}") for year, count in sorted(counts.items(), reverse=True))


def _counted(counts: Counter[str], what: str = "post") -> Iterator[Candidate]:
    for name, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        yield Candidate(name, f"{count} {what}{'' if count == 1 else 's'}" if count else "")


# --- front matter ---------------------------------------------------------------------------------------------------------


def posts_and_assignments(typed: Typed) -> Iterator[Candidate]:
    """What `set` takes: posts, and `KEY=VALUE`."""
    found = opened(typed)
    if not _ASSIGNED.match(typed.word):
        yield from (each for each in _named(typed, found, newest(found)) if "=" not in each.word)
    yield from _assignments(typed, found.site)


def assignments(typed: Typed) -> Iterator[Candidate]:
    """`KEY=VALUE`."""
    return _assignments(typed, opened(typed).site)


def missing(typed: Typed) -> Iterator[Candidate]:
    """What posts may lack: keys that others have, and columns."""
    yield from _known_keys(opened(typed).site)
    yield from known.columns()


def columns(typed: Typed) -> Iterator[Candidate]:
    """The columns of a list of posts; else keys that posts have. The site is read where no column is meant."""
    return _columns(typed, [*known.columns(), *([] if "," in typed.stem else [Candidate("help", "explains them")])])


def groups(typed: Typed) -> Iterator[Candidate]:
    """What posts may be grouped by: the usual ones first."""
    from postctl.listing import grouping

    return _columns(typed, known.columns(*map(_column, grouping.COMMON)))


def sort_keys(typed: Typed) -> Iterator[Candidate]:
    """What posts can be sorted by; behind a colon the direction."""
    name, colon, _ = typed.word.partition(":")
    if colon:
        directions = (("asc", "the smallest, oldest or A first"), ("desc", "the greatest, newest or Z first"))
        return (Candidate(f"{name}:{word}", told) for word, told in directions)
    size = [Candidate("count", "how many posts a group has")] if typed.values.get("group_by") else []
    return _columns(typed, [*size, *known.columns()])


def _columns(typed: Typed, found: list[Candidate]) -> Iterator[Candidate]:
    begun = typed.word.casefold()
    if begun and not any(each.word.startswith(begun) for each in found):
        prefix = "fm." if begun.startswith("fm.") else ""
        found = [each._replace(word=f"{prefix}{each.word}") for each in _known_keys(opened(typed).site)]
    return known.unnamed(typed, found)


def _column(name: str) -> str:
    from postctl import records

    return records.named(name)


def _assignments(typed: Typed, site: Site) -> Iterator[Candidate]:
    """Keys that posts have, with `=`; behind that the values they have."""
    begun = _ASSIGNED.match(typed.word)
    if begun is None:
        yield from (each._replace(word=f"{each.word}=", open=True) for each in _known_keys(site))
    else:
        found = _values(site, begun[1], items=begun[2] != "=")
        yield from (each._replace(word=f"{begun[0]}{each.word}") for each in found)


def _known_keys(site: Site) -> Iterator[Candidate]:
    """The keys, those in tables with that of the table."""
    counts = Counter(key for post in site.posts for key in _keys(post))
    return (each for each in _counted(counts) if _KEY.fullmatch(each.word))


def _keys(post: Post) -> Iterator[str]:
    for key, value in post.front.items():
        if isinstance(value, dict):
            yield from (f"{key}.{inner}" for inner in value)
        else:
            yield key


def _values(site: Site, key: str, *, items: bool) -> Iterator[Candidate]:
    """The values of a key, or the items of its lists, where they are few or come again."""
    found = [_value(post, key) for post in site.posts]
    if any(isinstance(each, bool) for each in found) and not items:
        yield from (Candidate("true"), Candidate("false"))
        return
    lists = [item for each in found if isinstance(each, list) for item in each]
    counts = Counter(text for each in [*(lists if items else ()), *found] if (text := _text(each)))
    few = len(counts) <= FEW
    yield from _counted(Counter({text: count for text, count in counts.items() if few or count > 1 or items}))


def _value(post: Post, key: str) -> Value:
    head, _, rest = key.partition(".")
    value = post.front.get(head)
    return value if not rest else value.get(rest) if isinstance(value, dict) else None


def _text(value: Value) -> str:
    if isinstance(value, bool) or value is None or isinstance(value, list | dict):
        return ""
    text = str(value)
    return text if len(text) <= LONGEST else ""
