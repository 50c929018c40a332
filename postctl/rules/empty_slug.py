"""Nothing is left of a post's name for its address.

Generators make addresses of letters and digits and drop what is neither. Of `🎉.md` Hugo
has nothing left: the post and the list of posts of its section are written to one file,
and either may be lost. Jekyll, and Pelican for a title of emoji alone, write it to a file called `.html`,
which no server shows, and a second one over the first, or the build ends.

Give the post a `slug` of letters and digits, or rename the file. Where the title has
some, the fix makes a slug of those; it is not safe, since readers may know the address.

It is an error in a post that is built, and a warning in a draft.
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import unquote

from postctl.document import find
from postctl.model import Fix, Severity
from postctl.rules import Example, Finding, Rule
from postctl.rules._addresses import WHOLE, is_free, written
from postctl.rules._common import entry, is_draft, on_one_line, place
from postctl.rules._fixes import facts_with, setting
from postctl.site import Post, Site

_SHORT = 200
_SEPARATORS = frozenset("-_. ")


def _check(post: Post, site: Site) -> Iterator[Finding]:
    if post.url is None or not _is_empty(post) or (is_draft(post) and not post.titled):
        return  # without a title it may be no post to its generator
    made = site.generator.slug(post.title)
    if made and made.casefold() in unquote(post.url).casefold():
        return  # the pattern of addresses has the title in it
    named = entry(post, site, "slug")
    yield Finding(
        f"{site.generator.title} has nothing left for the address of {_said(post)!r}: it is {on_one_line(post.url)}",
        span=written(post, site) or (place(entry(post, site, "title")) if _is_of_title(post) else None),
        help="write a slug of letters and digits" + (f": {made}" if _has_letters(made) else ", or rename the file"),
        fix=_fix(post, site, made, "slug" if named is None else named.key),
        severity=Severity.WARNING if is_draft(post) else None,
    )


def _is_empty(post: Post) -> bool:
    last = (post.url or "").rstrip("/").rpartition("/")[2]
    if _has_nothing(post.url or ""):
        return True
    if _has_letters(post.slug) or any(key in post.front for key in WHOLE) or (not post.slug and _has_letters(post.place.slug)):
        return False
    shown = unquote(last)
    kept = set(post.slug) - _SEPARATORS
    return shown != post.slug and not any(character in shown for character in kept)


def _has_nothing(url: str) -> bool:
    return url.endswith(("/.html", "/.htm"))


def _has_letters(text: str) -> bool:
    return any(map(str.isalnum, text))


def _is_of_title(post: Post) -> bool:
    return not post.slug and _has_letters(post.place.slug)


def _said(post: Post) -> str:
    return post.title if _is_of_title(post) and "slug" not in post.front else post.slug or post.place.slug


def _fix(post: Post, site: Site, made: str, key: str) -> Fix | None:
    knows = "slug" in {each.lower() for each in site.generator.keys}
    if not knows or not _has_letters(made) or any(find(post.document, each) for each in WHOLE) or post.document.syntax is None:
        return None
    after = facts_with(post, site, "slug", made)
    if after is None or after.url is None or _has_nothing(after.url) or not is_free(after.url, site):
        return None
    return setting(post.document, {key: made}, safe=False) if len(made.encode()) < _SHORT else None


RULE = Rule(
    code="P305",
    severity=Severity.ERROR,
    summary="a post whose name leaves nothing for its address",
    post=_check,
    bad=(
        Example({"content/posts/🎉.md": "---\ntitle: Party\n---\n"}, "hugo"),
        Example({"content/posts/a.md": "---\ntitle: A\nslug: '!?'\n---\n"}, "hugo"),
        Example({"_posts/2026-11-01-🎉.md": "---\ntitle: Party\n---\n"}, "jekyll"),
        Example({"_posts/2026-11-01-a.md": "---\ntitle: Party\nslug:   ''\n---\n"}, "jekyll"),
        Example({"content/a.md": "Title: 🎉\nDate: 2026-11-01\n\nText.\n"}, "pelican"),
    ),
    good=(
        Example({"content/posts/🎉 2.md": "---\ntitle: Party\n---\n"}, "hugo"),
        Example({"content/posts/---.md": "---\ntitle: Party\n---\n"}, "hugo"),
        Example({"content/posts/🎉.md": "---\ntitle: Party\nurl: /party/\n---\n"}, "hugo"),
        Example({"source/_posts/🎉.md": "---\ntitle: Party\n---\n"}, "hexo"),
        Example({"_posts/2026-11-01-日本.md": "---\ntitle: 日本\n---\n"}, "jekyll"),
        Example({"🎉.md": "---\ntitle: Party\n---\n"}),
    ),
)
