"""Whether Eleventy publishes a post, by its marks, what an author may have meant, and how to publish it.

* Where the site's code leaves drafts out, any truthy `draft` is one: `"false"`, `no` (text in YAML 1.2) and `[]` too.
* `permalink: false` and a map without `build` write no page; `eleventyExcludeFromCollections: true`, and nothing but this
  boolean, keeps it out of the lists. Both together are the draft that needs no code.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from postctl.generators import _common
from postctl.generators._js_literals import UNKNOWN
from postctl.generators._js_values import truthy
from postctl.generators.eleventy import urls
from postctl.generators.eleventy.urls import Page
from postctl.model import FrontMatter, Settings, Status, Value, Verdict
from postctl.site import Post, Toggle

_LISTED = "eleventyExcludeFromCollections"
_RESERVED = ("content", "collections")
_PAGE = frozenset("date inputPath fileSlug filePathStem outputFileExtension templateSyntax url outputPath".split())


def verdict(page: Page, own: FrontMatter, path: str) -> Verdict:
    """The verdict on a post. `own` is its front matter, without what the cascade adds."""
    draft, mode = page.data.get("draft"), page.options[":drafts"]
    hidden = draft is not UNKNOWN and truthy(draft)
    failure = _data_failure(page) or ("" if hidden and mode == "left out" else _page_failure(page))
    if failure:
        return Verdict(None, "the build fails", _key_in(failure, own), failure, fatal=True)
    if hidden and mode:
        trap = _says_no(draft)
        return Verdict(Status.DRAFT, _reason("draft", draft, own), "draft", trap, sure=mode == "left out")
    marks = _unlisted(page, own)
    if marks:
        return marks
    if hidden:
        trap = (
            f"Eleventy publishes this post: it has no drafts of its own, and nothing in the site's code looks at "
            f"`{_common.quoted('draft', draft)}`"
        )
        return Verdict(None, _reason("draft", draft, own), "draft", trap, sure=False)
    return _public(page, own, path)


def _public(page: Page, own: FrontMatter, path: str) -> Verdict:
    key, trap = _trap(own, path, page.options[":drafts"])
    if trap and key and key.lower() in page.options[":code"]:
        return Verdict(Status.DRAFT, _reason(key, own[key], own), key, sure=False)
    if trap and key is None and "folders" in page.options[":code"]:
        return Verdict(Status.DRAFT, "lies in a folder of drafts", sure=False)
    if page.data.get("draft") is UNKNOWN:
        return Verdict(None, "`draft` is computed by the site's code", sure=False)
    draft = own.get("draft")
    reason = _common.quoted("draft", draft) if draft is not None else "no draft mark"
    return Verdict(
        None, reason, key or ("draft" if draft is not None else None), trap, sure=bool(page.options[":drafts"]) or not trap
    )


def _reason(key: str, value: object, own: FrontMatter) -> str:
    shown = f"{key}: {_shown_text(value)}"
    return shown if key in own else f"{shown} (from a data file)"


def _shown_text(value: object) -> str:
    """A value as it must have been written: text that would be a boolean without quotes has them."""
    if isinstance(value, bool):
        return str(value).lower()
    return f'"{value}"' if isinstance(value, str) and value.lower() in ("true", "false") else str(value)


def _unlisted(page: Page, own: FrontMatter) -> Verdict | None:
    link = urls.written(page)
    unwritten = link is False or (isinstance(link, Mapping) and bool(link) and link.get("build", False) is False)
    excluded = page.data.get(_LISTED) is True
    if unwritten:
        reason = _reason("permalink", False, own) if link is False else "a permalink without `build`"
        both = f"{reason}, {_LISTED}: true" if excluded else reason
        return Verdict(Status.DRAFT if excluded else Status.UNLISTED, both, "permalink" if "permalink" in own else _LISTED)
    return Verdict(Status.UNLISTED, _reason(_LISTED, True, own), _LISTED) if excluded else None


def _says_no(draft: object) -> str | None:
    if isinstance(draft, str) and _common.flag(draft) is False:
        return f"Eleventy leaves this post out: `{_shown_text(draft)}` is text, and any text counts as yes, but a bare `false`"
    if draft in ([], {}):
        return "Eleventy leaves this post out: an empty list or map counts as yes"
    return None


def _trap(own: FrontMatter, path: str, mode: str) -> tuple[str | None, str | None]:
    """The mark by which its author may have meant to hide a public post."""
    for key, value in own.items():
        name = key.lower()
        if name == "draft" != key and _common.flag(value):
            return key, f"Eleventy publishes this post: the site's code knows `draft`, not `{key}`" if mode else _unknown(key)
        if name == "published" and _common.flag(value) is False:
            return key, _unknown(_common.quoted(key, value))
        if name == "status" and str(value).strip().lower() in ("draft", "private", "pending", "hidden"):
            return key, _unknown(_common.quoted(key, value))
        if key == _LISTED and not isinstance(value, bool | list) and _common.flag(value):
            return key, f"Eleventy lists this post: `{_common.quoted(key, value)}` has to be the boolean true"
    folder = next((part for part in path.split("/")[:-1] if part.lower() in ("_drafts", "drafts")), None)
    return None, _unknown(f"{folder}/") if folder and "draft" not in own else None


def _unknown(mark: str) -> str:
    return f"Eleventy publishes this post: `{mark}` means nothing to it"


# --- what ends the build ------------------------------------------------------------------------------------------------


def _page_failure(page: Page) -> str:
    """A sentence about data over which the build of a page fails that is not left out, or `''`."""
    draft, strict = page.data.get("draft", False), page.options[":strict"]
    if strict and draft is not UNKNOWN and not isinstance(draft, bool):
        return f"Eleventy's build fails: {strict} wants `draft` to be true or false"
    link = urls.written(page)
    build = link.get("build") if isinstance(link, Mapping) else link
    if build is True:
        return "Eleventy's build fails at `permalink: true`; leave it out, or write an address"
    if isinstance(build, list) or (isinstance(build, int | float) and not isinstance(build, bool) and build):
        return "Eleventy's build fails: `permalink` has to be text"
    if isinstance(link, Mapping) and build is False:
        return "Eleventy's build fails: `build: false` gives the address `false`; write `permalink: false`"
    allowed = "extensions" in page.options[":code"] or page.data.get("eleventyAllowMissingExtension")
    if not allowed and urls.without_extension(page):
        return f"Eleventy's build fails: `permalink: {build}` has neither an extension nor a slash at its end"
    return ""


def _data_failure(page: Page) -> str:
    """A sentence about data over which the build fails before it looks for drafts, or `''`."""
    data = page.data
    if isinstance(data.get("tags"), Mapping | bool | int | float) and truthy(data["tags"]):
        return "Eleventy's build fails: `tags` has to be text or a list"
    named = next((key for key in _RESERVED if key in data), None)
    shaped = data.get("page")
    if named is None and "page" in data and (not isinstance(shaped, Mapping) or not _PAGE.isdisjoint(shaped)):
        named = "page"
    return f"Eleventy's build fails: `{named}` is a name that it keeps for itself" if named else ""


def _key_in(sentence: str, own: FrontMatter) -> str | None:
    return next((key for key in own if f"`{key}`" in sentence or f"`{key}:" in sentence), None)


# --- publishing ---------------------------------------------------------------------------------------------------------


def toggle(post: Post, public: bool, settings: Settings, date: datetime) -> Toggle:
    """By `draft` where the site's code knows it; else by the two keys that leave a page unwritten and out of all lists."""
    front, mode = post.front, settings.options[":drafts"]
    if _common.is_so(post, public=public):
        return Toggle({})
    if public:
        return Toggle(_shown(front, mode))
    unwritten: dict[str, Value] = {} if front.get("permalink") is not None else {"permalink": False}
    if front.get(_LISTED) is False:
        return Toggle({_LISTED: True, **(unwritten if "permalink" in front else {})})
    return Toggle({"draft": True} if mode else {_LISTED: True, **unwritten})


def _shown(front: FrontMatter, mode: str) -> dict[str, Value]:
    values: dict[str, Value] = {_LISTED: False} if front.get(_LISTED) is True else {}
    if values and front.get("permalink") is False:
        values["permalink"] = None
    if (mode and truthy(front.get("draft"))) or not values:
        values["draft"] = False
    return values
