"""`show`: what a post is, as a card, its headings and links, and its text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, tzinfo
from types import MappingProxyType
from typing import Any

from postctl import kinship, records, status
from postctl.links.references import decoded
from postctl.model import Broken, Diagnostic, Status, View
from postctl.preview import card
from postctl.preview.leads import Lead, leads
from postctl.preview.places import Heading, table_of_contents
from postctl.site import Post, Site
from postctl.values import NamedTuple

__all__ = ["PARTS", "Shown", "broken", "excerpt", "files", "headings", "links", "page", "pictures", "record", "view"]

PARTS = ("meta", "toc", "links", "body")
"""What may be shown alone, in the order in which several stand."""
_AROUND = 3
"""Lines of a broken file above and below the one where reading stopped."""


class Shown(NamedTuple):
    """A post that is looked at. `here`: the zone of the person who looks. `cut`: only its beginning was read. `name`: what it is
    called where it lies nowhere. `theme`: the colours of code, `''` for the usual ones. `images`: by target, `data` is
    the bytes of one that is to be drawn, `missing` says that there is no file.
    """

    site: Site
    post: Post
    problems: Sequence[Diagnostic] = ()
    here: tzinfo = UTC
    cut: bool = False
    name: str = ""
    theme: str = ""
    images: Mapping[str, Mapping[str, Any]] = MappingProxyType({})


def view(shown: Shown, *, meta: bool = True, body: bool = True) -> View:
    """The card (`_card`: pairs of label and value) and the text (`_body`: Markdown) of a post."""
    row, look = _row(shown), card.Look(shown.here, shown.cut, shown.name)
    row["_card"] = card.pairs(shown.site, shown.post, row, shown.problems, look) if meta else []
    row["_body"] = shown.post.document.content if body else ""
    row |= {"_theme": shown.theme, "_images": shown.images}
    return View("posts", ("_card", "_body"), (row,), _head(shown.site))


def record(shown: Shown) -> View:
    """Everything of a post that programs may count on: the record of `list`, and what only `show` looks for."""
    site, post = shown.site, shown.post
    row = _row(shown)
    row |= {
        "permalink": records.permalink(site, post),
        "section": post.place.section,
        "redirects": list(post.redirects),
        "series": [each.name for each in kinship.series(site, post)],
        "translations": [_translation(site, each) for each in kinship.translations(site, post)],
        "toc": [_heading(each) for each in table_of_contents(post, site)],
        "links": [_link(each) for each in leads(post, site, shown.problems)],
        "findings": [_finding(each) for each in shown.problems],
    }
    return View("posts", (), (row,), _head(site))


def headings(shown: Shown) -> View:
    """The headings as lines (`_links`): where each stands, indented by its level, and the anchor where that is certain."""
    found = table_of_contents(shown.post, shown.site)
    digits = len(str(max((each.line for each in found), default=0)))
    lines = [
        f"{each.line:>{digits}}  {'  ' * (each.level - 1)}{each.text}{f'  #{each.anchor}' if each.sure else ''}" for each in found
    ]
    return View("toc", ("_links",), ({"_links": lines},) if lines else (), summary="" if lines else "no headings")


def links(shown: Shown) -> View:
    """The links and images, one a row: the line, the target as written, the text, and where it leads."""
    found = leads(shown.post, shown.site, shown.problems)
    rows = tuple({"line": each.line, "url": each.target, "text": each.text, "_leads_to": each.says} for each in found)
    lost = sum(each.to == "broken" for each in found)
    count = "no links" if not found else "1 link or image" if len(found) == 1 else f"{len(found)} links and images"
    return View("links", ("line", "url", "text", "_leads_to"), rows, summary=f"{count}{f', {lost} broken' if lost else ''}")


def _row(shown: Shown) -> dict[str, Any]:
    codes = list(dict.fromkeys(each.code for each in shown.problems))
    row = records.record(shown.post, shown.site, words=True, problems=codes)
    return row | ({"path": shown.name} if shown.name else {})


def _head(site: Site) -> Mapping[str, Any]:
    return {"root": site.root, "generator": site.generator.name, "count": 1}


def _translation(site: Site, post: Post) -> dict[str, Any]:
    now = status.effective(post, site.settings, site.at)
    return {
        "lang": kinship.language(site, post),
        "path": post.path,
        "title": post.title,
        "url": post.url,
        "status": str(now.status),
    }


def _heading(heading: Heading) -> dict[str, Any]:
    anchor = heading.anchor if heading.sure else None
    return {"level": heading.level, "text": heading.text, "line": heading.line, "anchor": anchor}


def _link(lead: Lead) -> dict[str, Any]:
    return {
        "kind": lead.kind,
        "text": lead.text,
        "target": lead.target,
        "line": lead.line,
        "column": lead.column,
        "leads_to": lead.to,
        "path": lead.path,
    }


def _finding(each: Diagnostic) -> dict[str, Any]:
    return {
        "code": each.code,
        "name": each.name,
        "severity": str(each.severity),
        "path": each.path,
        "line": each.line,
        "column": each.column,
        "message": each.message,
        "help": each.help,
    }


# --- what cannot be read ------------------------------------------------------------------------------------------------


def broken(site: Site, file: Broken, problems: Sequence[Diagnostic] = ()) -> View:
    """The card of a file that cannot be read as a post: where and why."""
    codes = list(dict.fromkeys(each.code for each in problems))
    row = records.broken(file, site, codes) | {"_card": card.of_broken(file), "_body": ""}
    row["title"] = row["title"] or file.path
    row |= {"permalink": None, "section": "", "redirects": [], "series": [], "translations": [], "toc": [], "links": []}
    row["findings"] = [_finding(each) for each in problems]
    return View("posts", ("_card",), (row,), _head(site))


def excerpt(file: Broken, *, whole: bool = False) -> View:
    """The lines around the place where reading stopped (or all), with a mark below it; nothing where the file holds no text."""
    if not file.text:
        return View("lines", ("_links",), ())
    lines = file.text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n").split("\n")
    first, last = (1, len(lines)) if whole else (max(file.line - _AROUND, 1), min(file.line + _AROUND, len(lines)))
    digits = len(str(last))
    shown = []
    for number in range(first, last + 1):
        at = number == file.line
        shown.append(f"{'>' if at else ' '} {number:>{digits}} | {lines[number - 1]}")
        if at:
            shown.append(f"  {' ' * digits} | {' ' * (file.column - 1)}^")
    return View("lines", ("_links",), ({"_links": shown},))


# --- a page for a browser -----------------------------------------------------------------------------------------------


def pictures(shown: Shown) -> dict[str, str]:
    """The files of the site that the images of a body show, by their target as it is read; `''` for one that has no file."""
    found = (each for each in leads(shown.post, shown.site) if each.kind == "image")
    return {decoded(each.target): each.path or "" for each in found if each.to in ("file", "post", "unknown")}


def files(post: Post, site: Site) -> set[str]:
    """The files that links and images of a post lead to."""
    return {each.path for each in leads(post, site) if each.path is not None}


def page(shown: Shown, images: Mapping[str, str]) -> View:
    """Card and text with what a page needs besides. `images`: `data:` addresses by target, or why there is none."""
    whole = view(shown)
    anchors: dict[str, list[str]] = {}
    for heading in table_of_contents(shown.post, shown.site):
        anchors.setdefault(heading.text, []).append(heading.anchor)
    row = {
        **whole.rows[0],
        "findings": [_finding(each) for each in shown.problems],
        "_anchors": anchors,
        "_targets": {decoded(each.target): _target(shown.site, each) for each in leads(shown.post, shown.site, shown.problems)},
        "_pictures": images,
        "_language": kinship.language(shown.site, shown.post) or "",
        "_modules": shown.post.path.endswith(".mdx"),
    }
    return whole._replace(rows=(row,))


def _target(site: Site, lead: Lead) -> tuple[str, str]:
    """The address on the web, where a post is public and the site says where it stands; and what it is, for people."""
    if lead.to in ("external", "mail", "anchor"):
        return "", ""
    public = lead.post is not None and status.effective(lead.post, site.settings, site.at).status is Status.PUBLISHED
    return (records.permalink(site, lead.post) or "" if lead.post is not None and public else ""), lead.says
