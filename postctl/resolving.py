"""The words a person types to the one post that is meant.

Ways to name a post are tried one after the other, the exact ones first, and the first that fits any post decides: a post whose
title merely begins so never wins over one that is called so. Where a way fits several posts, none of them is taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from posixpath import basename, dirname, normpath, splitext
from unicodedata import normalize
from urllib.parse import unquote

from postctl import nearest, status
from postctl.errors import NotOne
from postctl.escaping import one_line
from postctl.model import Broken, Status
from postctl.regexes import later
from postctl.site import Post, Site
from postctl.values import NamedTuple

MOST_SHOWN = 10
_MOST_LOOKED_UP = 8
_SITE = later(r"https?://[^/?#]*", re.IGNORECASE)
_WORD = later(r"[^\W_]+")
_PAGE = later(r"(?:(?:^|/)index)?\.html?$|/index$")


def one(site: Site, words: str, here: str | None = None) -> Post:
    """The post that `words` mean: a path, slug, URL or title, words of a title in any order, `@latest` or `@draft`.

    `here`: the words as a path from the current folder, relative to the root. Exact before partial, always. Raises `NotOne`
    with the candidates where there are several, and with the nearest where there is none.
    """
    if words in ("@latest", "@draft"):
        return _special(site, words)
    asked = _asked(words, here)
    for test in _WAYS:
        found = [post for post in site.posts if test(post, asked)]
        if len(found) == 1:
            return found[0]
        if found:
            raise _several(site, f"{len(found)} posts fit “{one_line(words)}”", found, "say more of the title, or give the path")
        if test is _has_root_path or test is _is_called:
            _no_other(site, asked, exact=test is _has_root_path)
    raise _none(site, asked)


def _no_other(site: Site, asked: _Asked, *, exact: bool) -> None:
    """Raise `NotOne` where the words name a file that cannot be read, or is no post: nothing that is only like it is meant."""
    if broken := _broken(site, asked, exact=exact):
        raise _unreadable(broken)
    path = next((each for each in asked.paths if each in site.files), None)
    if path is not None and not exact:
        raise _no_post(site, path)


def broken(site: Site, words: str, here: str | None = None) -> Broken | None:
    """The file that cannot be read as a post and that `words` name by its path or file name."""
    return _broken(site, _asked(words, here), exact=False)


def about(words: str, text: str) -> bool:
    """Whether every word begins one of a text (title, slug, path and tags of a post), for filters."""
    folded = _folded(text)
    return all(_begins_one(word, folded) for word in _folded(words).split())


# --- what was asked for ---------------------------------------------------------------------------------------------------


class _Asked(NamedTuple):
    """Words as they were typed, as paths from the current folder (`None`: outside) and the root, as an address, and folded."""

    words: str
    here: str | None
    path: str
    address: str | None
    folded: str
    parts: tuple[str, ...]

    @property
    def paths(self) -> tuple[str | None, ...]:
        """The paths from the root that the words may be."""
        return self.here, self.words, self.path


def _asked(words: str, here: str | None) -> _Asked:
    path = normpath(words.replace("\\", "/")) if words else ""
    address = _address(words) if words.startswith("/") or _SITE.match(words) else None
    folded = _folded(words)
    return _Asked(words, here, path, address, folded, tuple(folded.split()))


def _folded(text: str) -> str:
    """Letter case, the way accents are put together and how many blanks there are do not count."""
    text = " ".join(text.split())
    return text.lower() if text.isascii() else normalize("NFC", normalize("NFC", text).casefold())


def _address(url: str) -> str:
    """An address without the site's name, a query, and what servers add or leave out."""
    path = unquote(re.split(r"[?#]", _SITE.sub("", url, count=1), maxsplit=1)[0])
    path = path if path.isascii() else normalize("NFC", path)
    return "/" + path.strip("/").removesuffix("index.html").strip("/")


# --- the ways, exact ones first ---------------------------------------------------------------------------------------------


def _has_path(post: Post, asked: _Asked) -> bool:
    """The path from the current folder."""
    return post.path == asked.here


def _has_root_path(post: Post, asked: _Asked) -> bool:
    """The path from the root."""
    return post.path in (asked.words, asked.path)


def _has_address(post: Post, asked: _Asked) -> bool:
    return asked.address is not None and post.url is not None and _address(post.url) == asked.address


def _has_slug(post: Post, asked: _Asked) -> bool:
    return post.slug == asked.words


def _has_place(post: Post, asked: _Asked) -> bool:
    """A path without ending, the folder of a page bundle or of the post's own files, the file of its front matter, a name."""
    return not _places(post).isdisjoint((asked.here, asked.path)) or asked.words in _names(post)


def _places(post: Post) -> set[str | None]:
    places: set[str | None] = {splitext(post.path)[0], post.file, post.place.meta, post.place.assets or None}
    if post.place.bundle:
        places.add(dirname(post.path))
    return places - {None, ""}


def _names(post: Post) -> tuple[str, ...]:
    """What its file is called, where that tells it from others."""
    return (basename(dirname(post.path)),) if post.place.bundle else (basename(post.path), splitext(basename(post.path))[0])


def _is_called(post: Post, asked: _Asked) -> bool:
    """Any of these or the title, in other letters; a former address; an address with or without `.html`."""
    if asked.folded in (_folded(post.title), _folded(post.slug)) or asked.folded in map(_folded, _names(post)):
        return True
    if {_folded(path) for path in (asked.here, asked.path) if path} & {
        _folded(each or "") for each in (post.path, *_places(post))
    }:
        return True
    if asked.address in (None, "/"):
        return False
    known = (*((post.url,) if post.url else ()), *(f"/{old}" for old in post.redirects))
    return _page(asked.address or "") in (_page(_address(url)) for url in known)


def _page(address: str) -> str:
    return _folded(_PAGE.sub("", address.strip("/")))


def _ends_address(post: Post, asked: _Asked) -> bool:
    """A whole URL of a site that does not stand at the root of its host."""
    if asked.address is None or not asked.words.lower().startswith("http") or post.url is None:
        return False
    return _address(post.url) != "/" and asked.address.endswith(_address(post.url))


def _holds_words(post: Post, asked: _Asked) -> bool:
    """Every word is one of its title, slug or path, in any order."""
    found = set(_WORD.findall(_text(post)))
    return bool(asked.parts) and all(found.issuperset(_WORD.findall(part) or (part,)) for part in asked.parts)


def _begin_words(post: Post, asked: _Asked) -> bool:
    """The same with words of which only the beginning is said."""
    text = _text(post)
    return bool(asked.parts) and all(_begins_one(part, text) for part in asked.parts)


def _text(post: Post) -> str:
    return _folded(f"{post.title} {post.slug} {post.path}")


def _begins_one(word: str, text: str) -> bool:
    """Whether a word of the text begins so; in scripts that put no blanks between words, whether it stands there."""
    if not word.isascii():
        return word in text
    return word in text and re.search(rf"(?<![a-z0-9]){re.escape(word)}", text) is not None


_WAYS = (_has_path, _has_root_path, _has_address, _has_slug, _has_place, _is_called, _ends_address, _holds_words, _begin_words)


# --- the words with a meaning of their own ----------------------------------------------------------------------------------


def _special(site: Site, words: str) -> Post:
    """`@draft`: the only draft. `@latest`: of the posts that are public now the one with the newest date; of all, if none is."""
    now = {post.path: status.effective(post, site.settings, site.at).status for post in site.posts}
    if words == "@draft":
        drafts = [post for post in site.posts if now[post.path] is Status.DRAFT]
        if len(drafts) == 1:
            return drafts[0]
        if drafts:
            raise _several(site, f"there are {len(drafts)} drafts", drafts, "name one of them")
        raise NotOne("there is no draft", "`postctl new TITLE` makes one")
    dated = [post for post in site.posts if post.date is not None and post.date.moment is not None]
    if not dated:
        raise NotOne("no post has a date", "give its path or title")
    public = [post for post in dated if now[post.path] is Status.PUBLISHED]
    return max(public or dated, key=lambda post: (post.date.moment if post.date else None, post.path))


# --- where it is not one ------------------------------------------------------------------------------------------------


def _several(site: Site, what: str, posts: list[Post], hint: str) -> NotOne:
    more = [f"  … and {len(posts) - MOST_SHOWN} more"] if len(posts) > MOST_SHOWN else []
    shown = [f"  {line}" for line in candidates(site, posts[:MOST_SHOWN])]
    return NotOne("\n".join((f"{what}:", *shown, *more)), hint, tuple(post.path for post in posts))


def candidates(site: Site, posts: Iterable[Post]) -> Iterator[str]:
    """A line for each post that may be meant: path, title and status."""
    for post in posts:
        now = status.effective(post, site.settings, site.at).status
        yield f"{one_line(post.path)}  {one_line(post.title)}  ({now})"


def _broken(site: Site, asked: _Asked, *, exact: bool) -> Broken | None:
    """The broken file with that path, or, where no post is called so, of that name."""
    found = next((each for each in site.broken if each.path in asked.paths), None)
    if found is not None or exact:
        return found
    return next((each for each in site.broken if not _broken_names(each.path).isdisjoint(asked.paths)), None)


def _broken_names(path: str) -> set[str | None]:
    stem = splitext(path)[0]
    return {stem, basename(path), basename(stem), *((dirname(path),) if basename(stem) in ("index", "_index") else ())}


def _unreadable(broken: Broken) -> NotOne:
    return NotOne(f"{one_line(broken.path)}:{broken.line}:{broken.column}: {broken.reason}", broken.help)


def _none(site: Site, asked: _Asked) -> NotOne:
    named = [each for each in site.broken if asked.parts and all(_begins_one(part, _folded(each.path)) for part in asked.parts)]
    if len(named) == 1:
        return _unreadable(named[0])
    near = [one_line(path) for path in _nearest(site, asked)]
    hint = f"did you mean {' or '.join(near)}?" if near else "`postctl list` shows all posts"
    return NotOne(f"no post is called “{one_line(asked.words)}”", hint)


def _no_post(site: Site, path: str) -> NotOne:
    """Of a file that is there and is no post."""
    ignored = next((each for each in site.ignored if each.path == path), None)
    if ignored is not None:
        return NotOne(f"{site.generator.title} leaves {one_line(path)} out: {ignored.reason}", ignored.help)
    return NotOne(f"{one_line(path)} is no post of this site", f"its posts are {', '.join(site.settings.posts)}")


def _nearest(site: Site, asked: _Asked) -> list[str]:
    """Paths of posts that may be meant: all the words are nearly there, else a name is like the whole."""
    if (slips := _with_slips(site, asked))[:1]:
        return slips[: nearest.MOST]
    names: dict[str, str] = {}
    for key in ("slug", "title", "path"):
        for post in site.posts:
            names.setdefault(getattr(post, key), post.path)
    return list(dict.fromkeys(names[name] for name in nearest.names(asked.words, names, cutoff=0.5)))


def _with_slips(site: Site, asked: _Asked) -> list[str]:
    """The posts that have every word, or one that is like it; those with the fewest words beside come first."""
    there = {post.path: set(_WORD.findall(_folded(f"{post.title} {post.slug}"))) for post in site.posts}
    known = sorted(set().union(*there.values()))
    parts = [part[:60] for part in _WORD.findall(asked.folded)[:_MOST_LOOKED_UP]]
    alike = [[word for word in known if abs(len(word) - len(part)) <= 2] for part in parts]
    from difflib import get_close_matches

    meant = [{part, *get_close_matches(part, words, n=3, cutoff=0.65)} for part, words in zip(parts, alike, strict=True)]
    found = [path for path, words in there.items() if meant and all(not each.isdisjoint(words) for each in meant)]
    return sorted(found, key=lambda path: (len(there[path]), path))
