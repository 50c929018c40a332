"""The words a person types to the one post that is meant."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from postctl import nearest, status
from postctl.errors import NotOne
from postctl.model import Status
from postctl.site import Post, Site

MOST_SHOWN = 10
_SITE = re.compile(r"https?://[^/]*")


def one(site: Site, words: str) -> Post:
    """The post that `words` mean: a path, slug, URL or title, words of a title in any order, `@latest` or `@draft`.

    Exact before partial, always. Raises `NotOne` with the candidates where there are several, and with the nearest where there
    is none.
    """
    if words in ("@latest", "@draft"):
        return _special(site, words)
    for test in (_exact, _same_words, _all_words):
        found = [post for post in site.posts if test(post, words)]
        if len(found) == 1:
            return found[0]
        if found:
            raise _several(f"{len(found)} posts fit “{words}”", found, "say more of the title, or give the path")
    raise _none(site, words)


def matching(posts: Iterable[Post], words: str) -> tuple[Post, ...]:
    """The posts whose title, slug or path holds every word, for filters."""
    return tuple(post for post in posts if _all_words(post, words))


def _exact(post: Post, words: str) -> bool:
    """A path (of a page bundle also its folder), a slug, or an address with or without the site's name and a final `/`."""
    if words in (post.path, post.slug) or (post.place.bundle and words.rstrip("/") == post.path.rpartition("/")[0]):
        return True
    address = _SITE.sub("", words).rstrip("/")
    return bool(address) and post.url is not None and address == post.url.rstrip("/")


def _same_words(post: Post, words: str) -> bool:
    return post.title.casefold() == words.casefold() or post.slug.casefold() == words.casefold()


def _all_words(post: Post, words: str) -> bool:
    text = f"{post.title} {post.slug} {post.path}".casefold()
    return all(_begins_one(word, text) for word in words.casefold().split()) and bool(words.split())


def _begins_one(word: str, text: str) -> bool:
    """Whether a word of the text begins so; in scripts that put no blanks between words, whether it stands there."""
    if not word.isascii():
        return word in text
    return re.search(rf"(?<![a-z0-9]){re.escape(word)}", text) is not None


def _special(site: Site, words: str) -> Post:
    if words == "@draft":
        drafts = [post for post in site.posts if status.effective(post, site.settings, site.at).status is Status.DRAFT]
        if len(drafts) == 1:
            return drafts[0]
        if drafts:
            raise _several(f"there are {len(drafts)} drafts", drafts, "name one of them")
        raise NotOne("there is no draft", "`postctl new TITLE` makes one")
    dated = [post for post in site.posts if post.date is not None and post.date.moment is not None]
    if not dated:
        raise NotOne("no post has a date", "give its path or title")
    return max(dated, key=lambda post: (post.date.moment if post.date else None, post.path))


def _several(what: str, posts: list[Post], hint: str) -> NotOne:
    shown = [f"  {post.path}  {post.title}" for post in posts[:MOST_SHOWN]]
    more = [f"  … and {len(posts) - MOST_SHOWN} more"] if len(posts) > MOST_SHOWN else []
    return NotOne("\n".join((f"{what}:", *shown, *more)), hint, tuple(post.path for post in posts))


def _none(site: Site, words: str) -> NotOne:
    broken = next((each for each in site.broken if words in (each.path, _stem(each.path))), None)
    if broken is not None:
        return NotOne(f"{broken.path}:{broken.line}:{broken.column}: {broken.reason}", broken.help)
    names: dict[str, str] = {}
    keys: tuple[Callable[[Post], str], ...] = (lambda p: p.slug, lambda p: p.title, lambda p: p.path)
    for key in keys:
        for post in site.posts:
            names.setdefault(key(post), post.path)
    near = dict.fromkeys(names[name] for name in nearest.names(words, names, cutoff=0.5))
    hint = f"did you mean {' or '.join(near)}?" if near else "`postctl list` shows all posts"
    return NotOne(f"no post is called “{words}”", hint)


def _stem(path: str) -> str:
    return path.rpartition("/")[2].rpartition(".")[0]
