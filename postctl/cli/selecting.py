"""Which posts are meant, where it may be many: named by words or globs, chosen by `--where`, or both."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from postctl.cli import asking
from postctl.errors import NotOne, Refused, UsageError
from postctl.model import Outcome
from postctl.values import NamedTuple

if TYPE_CHECKING:
    from postctl.cli.options import Context
    from postctl.expressions import Expression
    from postctl.model import Broken
    from postctl.site import Post
    from postctl.store.scan import Opened

Where = Annotated[
    str | None, typer.Option("--where", "-w", metavar="EXPR", help="Only posts that fit, as 'status == draft'; help explains.")
]
POSTS = "A path, slug, URL, title words, @latest, @draft, or a glob of paths in quotes."
_STARS = frozenset("*?{")
_File = TypeVar("_File", "Post", "Broken")


class Chosen(NamedTuple):
    """The posts that are meant, and the files a glob names that cannot be read as posts."""

    posts: list[Post]
    broken: list[Broken]


def refuse_broken(chosen: Chosen) -> None:
    """Raise `NotOne` for the first file that cannot be read."""
    for each in chosen.broken:
        raise NotOne(f"{each.path}:{each.line}:{each.column}: {each.reason}", each.help)


def _themselves(opened: Opened, posts: Iterable[Post]) -> Iterator[Post]:
    """The posts, and for a symbolic link to another post that one: the two are one file."""
    from postctl.store import reads

    by_path = {post.path: post for post in opened.site.posts}
    for post in posts:
        yield by_path.get(reads.linked(opened.site.root, post.path) or "", post)


def ask(words: Sequence[str], where: str | None) -> None:
    """Raise `UsageError` where nothing says which posts are meant."""
    if not words and where is None:
        raise UsageError("no post is named", "give a path, slug, URL or title words, or choose by --where EXPR")


def editable(opened: Opened, post: Post) -> None:
    """Raise `Refused` for a post that was not read to its end."""
    if post.path in opened.cut:
        raise Refused(f"{post.path} is larger than postctl edits", "edit it by hand")


def chosen(context: Context, opened: Opened, words: Sequence[str], where: str | None = None) -> Chosen:
    """The posts meant, once each: those that `words` name, in that order, else all by path; of these those that fit `where`.

    What cannot be read or edited is left to the caller. Raises `NotOne` for words that name none and where nothing is left,
    `UsageError` where neither is given.
    """
    ask(words, where)
    test = expression(opened, where)
    named = [_named(context, opened, word) for word in words]
    everything = [post for each in named for post in each.posts] if words else opened.site.posts
    unique = {post.path: post for post in _themselves(opened, everything)}.values()
    broken = {file.path: file for each in named for file in each.broken}
    found = [post for post in unique if test is None or test.fits(post, opened.site)]
    if not found and not broken:
        among = f" of the {len(unique)} named" if words else ""
        raise NotOne(f"no post{among} fits --where “{where}”", "`postctl list --where` takes the same, to try it")
    return Chosen(found, [*broken.values()])


def unread(opened: Opened) -> tuple[str, ...]:
    """A line about the files that no choice by content could look at."""
    count = len(opened.site.broken)
    what = "1 file cannot be read and is" if count == 1 else f"{count} files cannot be read and are"
    return (f"{what} left out; `postctl list --broken` says why",) if count else ()


def expression(opened: Opened, where: str | None) -> Expression | None:
    """The expression of `--where`, if there is one. Raises `UsageError` that points at what is wrong in it."""
    if where is None:
        return None
    from postctl import expressions

    return expressions.read(where, opened.site)


def asks_help(where: str | None) -> bool:
    """Whether `--where help` asks for the manual of expressions. A key of that name is `fm.help`."""
    return where is not None and where.strip().lower() == "help"


def manual() -> Outcome:
    """The manual of expressions."""
    from postctl import expressions

    return Outcome(f"{(expressions.__doc__ or '').strip()}\n", page="if long")


def _named(context: Context, opened: Opened, word: str) -> Chosen:
    """What a word names: several posts only where it is a glob and nobody's path, slug or title."""
    if _STARS & set(word) and not _is_somebody(opened, word):
        found = _by_glob(opened, word)
        if found.posts or found.broken:
            return found
        if not word.split()[1:]:
            raise NotOne(f"no post's path fits the glob {word}", "`postctl list --format paths` shows all paths")
    return Chosen([asking.post(context, opened, word)], [])


def _is_somebody(opened: Opened, word: str) -> bool:
    from postctl.store import reads

    path = reads.relative(opened.site.root, word)
    return any(path == post.path or word.casefold() in (post.slug, post.title.casefold()) for post in opened.site.posts)


def _by_glob(opened: Opened, glob: str) -> Chosen:
    """The posts whose path fits, from the current folder, else from the root of the site."""
    from postctl.store import reads

    here = reads.relative(opened.site.root, ".")
    for pattern in dict.fromkeys(_patterns(reads.relative(opened.site.root, glob), here, glob)):
        posts, broken = _fitting(opened.site.posts, *pattern), _fitting(opened.site.broken, *pattern)
        if posts or broken:
            return Chosen(posts, broken)
    return Chosen([], [])


def _patterns(whole: str | None, here: str | None, glob: str) -> Iterable[tuple[str, str]]:
    """A folder and a glob below it: the current folder, whose own name is no glob, or where the glob leads; then the root."""
    if here not in (None, ".") and not glob.startswith((".", "/")):
        yield f"{here}/", glob
    elif whole is not None and glob.startswith((".", "/")):
        yield "", whole
    yield "", glob


def _fitting(files: Iterable[_File], folder: str, glob: str) -> list[_File]:
    from postctl import globs

    fits = globs.matcher((glob,))
    return [each for each in files if each.path.startswith(folder) and fits(each.path.removeprefix(folder))]
