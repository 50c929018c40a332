"""Which posts are listed: every test is made once, cheap ones come first, and the text is read only where it is asked about."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from postctl import dotted, records
from postctl.model import Broken, Status
from postctl.records import Column, Seen
from postctl.regexes import later
from postctl.site import Post, Site
from postctl.values import NamedTuple

if TYPE_CHECKING:
    from postctl.expressions import Expression

_TERM = later(r'"([^"]+)"|(\S+)')


class Choice(NamedTuple):
    """What to list. Empty means all; what stands in one field is a union (of `missing` and `search` all counts), together they
    are an intersection.

    `search`: words and "phrases" of title and text. `missing`: columns or keys that hold nothing. `changed`: the paths of files
    that have changed, and `since_ref` since when. `broken`: files that cannot be read are among them, unless something is asked
    that only a post can answer.
    """

    statuses: frozenset[Status] = frozenset()
    words: str = ""
    tags: tuple[str, ...] = ()
    langs: tuple[str, ...] = ()
    since: datetime | None = None
    until: datetime | None = None
    where: Expression | None = None
    search: str = ""
    missing: tuple[str, ...] = ()
    changed: frozenset[str] | None = None
    since_ref: str = ""

    @property
    def asks_content(self) -> bool:
        """Whether something is asked that no file can answer which cannot be read."""
        return bool(self.tags or self.langs or self.since or self.until or self.where or self.missing)


Test = Callable[[Seen], bool]


def chosen(site: Site, choice: Choice) -> list[Seen]:
    """The posts that fit every test, and the files that cannot be read, in no order."""
    tests = [*_tests(choice)]
    every = (Seen(site, post) for post in site.posts)
    found = [seen for seen in every if _fits(seen, tests)] if tests else list(every)
    return found + [Seen(site, broken=each) for each in site.broken if _wants_broken(each, choice)]


def _fits(seen: Seen, tests: list[Test]) -> bool:
    return all(test(seen) for test in tests)


def _tests(choice: Choice) -> Iterator[Test]:
    if choice.words:
        yield _of_post(lambda post: _is_about(choice, f"{post.title} {post.slug} {post.path} {' '.join(post.tags)}"))
    if (changed := choice.changed) is not None:
        yield lambda seen: not changed.isdisjoint({seen.path, *_files(seen.post)})
    if choice.statuses:
        yield lambda seen: _has_status(seen, choice.statuses)
    if choice.tags:
        tags = {tag.casefold() for tag in choice.tags}
        yield _of_post(lambda post: any(tag.casefold() in tags for tag in post.tags))
    if choice.langs:
        langs = {lang.casefold() for lang in choice.langs}
        yield _of_post(lambda post: (post.lang or "").casefold() in langs)
    if choice.since is not None or choice.until is not None:
        yield lambda seen: _within(seen.moment, choice)
    for name in choice.missing:
        yield partial(_lacks, records.column(records.named(name)))
    if (where := choice.where) is not None:
        yield lambda seen: seen.post is not None and where.fits(seen.post, seen.site)
    if choice.search:
        wanted = terms(choice.search)
        yield _of_post(lambda post: _holds(f"{post.title}\n{post.document.content}", wanted))


def _lacks(column: Column, seen: Seen) -> bool:
    """Whether nothing stands there; a title that was made from the name of the file is none."""
    if column.name == "title" and seen.post is not None:
        return not seen.post.titled
    return dotted.empty(column.value(seen))


def _of_post(test: Callable[[Post], bool]) -> Test:
    return lambda seen: seen.post is not None and test(seen.post)


def _files(post: Post | None) -> tuple[str, ...]:
    return (post.file, *post.beside) if post is not None else ()


def _has_status(seen: Seen, statuses: frozenset[Status]) -> bool:
    """A draft that `publish --due` releases is scheduled too, where the generator shows posts whatever their date."""
    return seen.now.status in statuses or (Status.SCHEDULED in statuses and seen.appears is not None)


def _within(moment: datetime | None, choice: Choice) -> bool:
    if moment is None:
        return False
    return (choice.since is None or moment >= choice.since) and (choice.until is None or moment <= choice.until)


def _wants_broken(file: Broken, choice: Choice) -> bool:
    if choice.asks_content or (choice.statuses and Status.BROKEN not in choice.statuses):
        return False
    if choice.changed is not None and file.path not in choice.changed:
        return False
    return _is_about(choice, file.path) and (not choice.search or _holds(file.text, terms(choice.search)))


def _is_about(choice: Choice, text: str) -> bool:
    from postctl import resolving

    return resolving.about(choice.words, text)


# --- the text -----------------------------------------------------------------------------------------------------------


def terms(search: str) -> tuple[str, ...]:
    """What is looked for: words, and what stands in double quotes as one."""
    return tuple(folded(phrase or word) for phrase, word in _TERM.findall(search))


def folded(text: str) -> str:
    """Letter case and the way accents are put together do not count."""
    if text.isascii():
        return text.lower()
    from unicodedata import normalize

    return normalize("NFC", normalize("NFC", text).casefold())


def _holds(text: str, wanted: tuple[str, ...]) -> bool:
    """Whether all that is looked for stands there; a phrase may be broken over lines. Linear in the length of the text."""
    text = folded(text)
    if any(any(blank.isspace() for blank in term) for term in wanted):
        text = " ".join(text.split())
        wanted = tuple(" ".join(term.split()) for term in wanted)
    return all(term in text for term in wanted)
