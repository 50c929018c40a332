"""What is found out of a post by itself, once: it counts as long as the file of the post stays as it is.

A fact is a pure function of a post, and of the generator and the settings of its site; never of other posts or files, of the
moment, or of what posts are held to. Its value is JSON data that comes back equal, with lists and no tuples. So it can be looked
up from the last time, and whoever counts something over all posts of a site need not read them again.
"""

from __future__ import annotations

from bisect import insort
from collections.abc import Callable, Iterable, Mapping
from functools import wraps
from operator import attrgetter, itemgetter
from typing import Any, TypeVar

from postctl.digests import digest
from postctl.model import Date, Facts, FrontMatter, Node
from postctl.site import Post, Site
from postctl.values import fields

_Result = TypeVar("_Result")

_ALL: dict[str, Callable[[Post, Site], Any]] = {}
_OF_BODIES: list[tuple[str, Callable[[Post, Site], Any]]] = []
"""By name, in order."""
_FIELDS = attrgetter(*(each.name for each in fields(Facts)))


def fact(work: Callable[[Post, Site], _Result]) -> Callable[[Post, Site], _Result]:
    """The same function, which finds out each fact once."""
    name = _name(work)

    @wraps(work)
    def known(post: Post, site: Site) -> _Result:
        found = post.known
        if name not in found:
            found[name] = work(post, site)
        return found[name]  # type: ignore[no-any-return]

    _ALL[name] = known
    return known


def of_all(site: Site, asked: Callable[[Post, Site], _Result]) -> list[_Result]:
    """A fact of every post of a site: those that are known without a call for each."""
    name = _name(asked)
    return [known[name] if name in (known := post.known) else asked(post, site) for post in site.posts]


def told(post: Post, name: str, work: Callable[[], _Result]) -> _Result:
    """The same for a fact that depends on more than the post: on what is in its name."""
    if name not in post.known:
        post.known[name] = work()
    return post.known[name]  # type: ignore[no-any-return]


def body_fact(work: Callable[[Post, Site], _Result]) -> Callable[[Post, Site], _Result]:
    """The same for what is found in the body, and may have a say in what is said of other posts: it is part of a post's face."""
    known = fact(work)
    insort(_OF_BODIES, (_name(work), known), key=itemgetter(0))
    return known


def complete(posts: Iterable[Post], site: Site, known: Mapping[str, Mapping[str, Any]]) -> None:
    """Find out about all of some posts what was found out about any; `known`: by path, what others have found out."""
    asked = [post for post in posts if post.path in known]
    names = {name for each in known.values() for name in each} & _ALL.keys()
    for post in asked:
        post.known.update(known[post.path])
        for name in names - post.known.keys():
            _ALL[name](post, site)


def _name(work: Callable[[Post, Site], Any]) -> str:
    return f"{work.__module__.removeprefix('postctl.')}.{work.__qualname__}"


def face(post: Post, site: Site) -> str:
    """What others can see of a post, as a digest: its fields, its front matter and the facts of its body.

    As long as it is the same, nothing that is said of the other posts of its site changes.
    """
    document = post.document
    front = document.text if document.apart is not None else document.text[: document.body.start]
    seen = [_plain(each) for each in _FIELDS(post)], front, [each(post, site) for _, each in _OF_BODIES]
    return digest(repr(seen))


def _plain(value: Any) -> Any:
    """A field as plain values. The moment of a date follows from its text, and a zone is not written the same each time."""
    if isinstance(value, Date):
        return (*value[:2], *value[3:])
    return tuple(value) if isinstance(value, tuple) else value


def words(post: Post, site: Site) -> int:
    """The words of the body, which nobody counts without being asked to."""
    from postctl import markdown

    return told(post, "facts.words", lambda: markdown.words(post.document.content))


@body_fact
def has_rooted_links(post: Post, site: Site) -> bool:
    """Whether the body may have a link or a picture from the root of the site."""
    return "](/" in post.document.content


@fact
def syntax(post: Post, site: Site) -> str:
    """The name of the syntax of the front matter; `''` where there is none."""
    return post.document.syntax.name if post.document.syntax is not None else ""


@fact
def outline(post: Post, site: Site) -> list[list[str]]:
    """The keys of the front matter as they stand there, each with what its value is (`scalar list map empty`) and its style."""
    return [[each.key, _kind(each.value), each.value.style] for each in post.document.entries]


def _kind(node: Node) -> str:
    if node.kind == "scalar":
        return "empty" if not node.text.strip() or node.text in ("null", "~") else "scalar"
    return node.kind if node.items or node.pairs else "empty"


@fact
def keys(post: Post, site: Site) -> list[str]:
    """The keys of the front matter, as often as they stand there."""
    document = post.document
    return list(document.data[0]) if document.data is not None else [each.key for each in document.entries]


def early(post: Post, site: Site) -> None:
    """Find out, while the document is at hand, what rules about whole sites ask of every post."""
    syntax(post, site)
    keys(post, site)
    is_flat(post, site)


@fact
def is_flat(post: Post, site: Site) -> bool:
    """Whether the front matter is YAML of nothing but texts, numbers and lists of those, each under a key of its own.

    Texts stand there as they are, between their quotes. So what there is to say of such front matter can be said of its data
    (`front`), and only who has found something need look where it stands.
    """
    document = post.document
    if document.data is None or syntax(post, site) != "yaml" or "''" in document.source:
        return False
    names = document.data[0]
    return len({name.lower() for name in names}) == len(names)


def flat(post: Post, site: Site) -> FrontMatter | None:
    """The data of front matter that is flat; `None` for all other."""
    return post.front if is_flat(post, site) else None
