"""Whether MkDocs Material builds a post, and what ends the whole build: the plugin checks the front matter of every post.

* `draft` must be a boolean of YAML 1.1: `yes` and `on` are, `"true"` and `1` end the build. No other key hides a post.
* `categories` and `authors` must be lists of text, `slug` a text, `pin` a boolean, `readtime` a whole number, drafts included.
* Categories outside `categories_allowed`, authors outside the authors file and a missing excerpt mark end the build in posts
  that are built.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from postctl.generators import _common
from postctl.generators._gitignore import ignored
from postctl.generators.mkdocs.config import Blog, Config
from postctl.model import FrontMatter, Status, Value, Verdict
from postctl.site import Source

_TITLE = "MkDocs Material"


def verdict(source: Source, front: FrontMatter, blog: Blog) -> Verdict:
    """The verdict on a post; `front` is its front matter with the defaults of its folders."""
    draft = front.get("draft")
    key = "draft" if "draft" in source.front else None
    reason = _reason(source, draft) if "draft" in front else "no draft mark"
    if draft is not None and not isinstance(draft, bool):
        shown = f'draft: "{draft}"' if "draft" in source.quoted else _common.quoted("draft", draft)
        trap = f"{_TITLE} wants true or false for `draft`: `{shown}` is neither, and the build fails"
        return Verdict(Status.DRAFT, reason, key, trap, fatal=True)
    hidden = draft is True and not blog.draft
    failure = next(_failures(source, front, blog, built=not hidden), None)
    key = None if failure else key
    if hidden:
        return Verdict(Status.DRAFT, reason, key, failure, fatal=failure is not None)
    if draft is True:
        reason += ", but the configuration has drafts built"
    return Verdict(None, reason, key, failure or _trap(source, "draft" in front), fatal=failure is not None)


def _reason(source: Source, draft: Value) -> str:
    shown = _common.quoted("draft", "" if draft is None else draft).rstrip()
    return shown if "draft" in source.front else f"{shown} (from the defaults of its folder)"


# --- what ends the build ------------------------------------------------------------------------------------------------


def _failures(source: Source, front: FrontMatter, blog: Blog, *, built: bool) -> Iterator[str]:
    for key, (wanted, fits) in _TYPES.items():
        value = _typed(front.get(key), key, source)
        if (value is not None and not fits(value)) or (value is None and key in front and key in _NEVER_EMPTY):
            yield f"{_TITLE} wants `{key}` to be {wanted}: the build fails"
    if "title" in front and not isinstance(_typed(front["title"], "title", source), str) and not front.get("slug"):
        yield f"{_TITLE} can make no slug of a `title` that is no text: the build fails"
    if built:
        yield from _failures_of_built(source, front, blog)


def _typed(value: Value, key: str, source: Source) -> Value | _NoText:
    """The value, if it is no date, which without quotes is no text."""
    from postctl.generators.mkdocs.dates import is_date

    dated = isinstance(value, str) and key not in source.quoted and is_date(value)
    return _NoText() if dated else value


class _NoText:
    """What a date is, where a text should stand."""


def _failures_of_built(source: Source, front: FrontMatter, blog: Blog) -> Iterator[str]:
    for name in _texts(front.get("categories")):
        if blog.allowed and name not in blog.allowed:
            yield f"the category `{name}` in `categories` is none of `categories_allowed`: the build fails"
    for name in _texts(front.get("authors")):
        if blog.authors is not None and name not in blog.authors:
            yield f"the author `{name}` in `authors` is not in the authors file: the build fails"
    if blog.required and blog.required not in source.body:
        yield f"the mark `{blog.required}` is missing, which `post_excerpt: required` asks for: the build fails"


def _is_texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(each, str) for each in value)


def _is_links(value: object) -> bool:
    """Whether a value is what `nav` may be: paths, titles with a path, and titles with such values below them."""
    if isinstance(value, dict):
        return all(isinstance(each, str) or _is_links(each) for each in value.values())
    return isinstance(value, list) and all(
        isinstance(each, str) or (isinstance(each, dict) and len(each) == 1 and _is_links(each)) for each in value
    )


def _texts(value: Value) -> list[str]:
    return [each for each in value if isinstance(each, str)] if isinstance(value, list) else []


_TYPES: Mapping[str, tuple[str, Callable[[object], bool]]] = {
    "slug": ("a text (put it in quotes)", lambda value: isinstance(value, str)),
    "categories": ("a list of texts", _is_texts),
    "authors": ("a list of texts", _is_texts),
    "pin": ("true or false", lambda value: isinstance(value, bool)),
    "readtime": ("a whole number", lambda value: isinstance(value, int)),
    "links": ("a list of paths", _is_links),
    "hide": ("a list", lambda value: isinstance(value, list)),
}
_NEVER_EMPTY = frozenset({"categories", "authors", "hide"})


# --- what does not do what it says --------------------------------------------------------------------------------------


def _trap(source: Source, has_draft: bool) -> str | None:
    if has_draft:
        return None
    front = source.front
    for key, value in front.items():
        if key != "draft" and key.lower() in ("draft", "drafts", "is_draft") and _common.flag(value):
            return f"{_TITLE} knows `draft`, not `{key}`: this post is public"
    if _common.flag(front.get("published")) is False:
        return f"`{_common.quoted('published', front['published'])}` has no effect in {_TITLE}: this post is public"
    status = _common.plain_text(front.get("status")).lower()
    if status in ("draft", "private", "hidden", "unlisted"):
        return f"`status: {status}` has no effect in {_TITLE}: this post is public"
    folder = next((part for part in source.path.split("/")[:-1] if part.lower() in ("drafts", "_drafts")), None)
    return f"the folder `{folder}/` means nothing to {_TITLE}: this post is public" if folder else None


# --- pages ------------------------------------------------------------------------------------------------------------


def of_page(front: FrontMatter, inside: str, site: Config) -> Verdict:
    """The verdict on a page of the documentation: no key of its front matter hides it."""
    key = "draft" if "draft" in front else None
    trap = "MkDocs has no `draft` for pages: this one is public" if _common.flag(front.get("draft")) else None
    if ignored(inside, site.unlisted):
        return Verdict(Status.UNLISTED, f"`not_in_nav` in {site.file}", key, trap)
    return Verdict(None, "a page of the documentation", key, trap)
