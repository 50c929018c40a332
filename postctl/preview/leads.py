"""Where each link of a post leads: the post with its status, a file, another web site, a place in the same post, or nowhere."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cached_property
from posixpath import splitext
from typing import Literal, TypeAlias

from postctl import status
from postctl.links import IMAGES, Targets, leads_to, local_links, targets
from postctl.links.books import FILES, composed
from postctl.links.references import ELSEWHERE, TEMPLATE, Reference, decoded, references
from postctl.markdown import Link, links
from postctl.model import Diagnostic
from postctl.preview.places import Lines
from postctl.site import Post, Site
from postctl.values import NamedTuple, dataclass

To: TypeAlias = Literal["post", "file", "external", "mail", "anchor", "template", "broken", "unknown"]
_ABOUT_LINKS = "P4"
_WHOLE_WEB = ("http:", "https:", "//")


class Lead(NamedTuple):
    """A link or an image. `target` as written; line and column of the target in `file`, the post's own or the one beside it.

    `to`: what it leads to; `unknown` is a page that no file of the site shows, as themes make them. `path`: that of the post or
    file. `says`: the same for people, with the title and status of a post, or why it is broken.
    """

    kind: Literal["link", "image"]
    text: str
    target: str
    line: int
    column: int
    to: To
    path: str | None
    says: str
    post: Post | None = None


def leads(post: Post, site: Site, problems: Sequence[Diagnostic] = ()) -> tuple[Lead, ...]:
    """The links and images of a body in order. `problems`: what the rules have found in the post."""
    guide = _Guide(post, site, tuple(problems))
    return tuple(map(guide.lead, links(post.document.content)))


@dataclass(frozen=True)  # no slots: each of these is worked out once
class _Guide:
    post: Post
    site: Site
    problems: tuple[Diagnostic, ...]

    @cached_property
    def _lines(self) -> Lines:
        return Lines(self.post)

    @cached_property
    def _local(self) -> Mapping[int, str]:
        """The paths of local targets, by where they begin."""
        return {each.span.start: each.path for each in local_links(self.post)}

    @cached_property
    def _names(self) -> tuple[Sequence[Reference], Sequence[int]]:
        found = references(self.post, self.site)
        return found, [each.span.start for each in found]

    @cached_property
    def _wrong(self) -> Mapping[int, Sequence[Diagnostic]]:
        """The findings about links in the file of the body, by line."""
        found: dict[int, list[Diagnostic]] = defaultdict(list)
        for each in self.problems:
            if each.code.startswith(_ABOUT_LINKS) and each.path == self._lines.file:
                found[each.line].append(each)
        return found

    def lead(self, link: Link) -> Lead:
        """Where a link leads; a finding that says otherwise is right."""
        line, column = self._lines.at(link.span.start)
        image = link.kind == "image" or (link.kind in ("html", "reference") and splitext(link.target)[1].lower() in IMAGES)
        kind: Literal["link", "image"] = "image" if image else "link"
        found = self._resolved(link, Lead(kind, " ".join(link.text.split()), link.target, line, column, "unknown", None, ""))
        if found.to in ("unknown", "anchor", "template"):
            end = column + max(len(link.target), 1)
            wrong = next((each for each in self._wrong.get(line, ()) if column <= each.column < end), None)
            if wrong is not None:
                return found._replace(to="broken", says=f"broken: {wrong.message} ({wrong.code})")
        return found

    def _resolved(self, link: Link, lead: Lead) -> Lead:
        target = decoded(link.target).strip()
        named = self._named(link)
        if named is not None:
            return self._found(lead, named)
        if target.startswith("#"):
            return lead._replace(to="anchor", says="in this post")
        if TEMPLATE.search(target) and not target.lower().startswith(_WHOLE_WEB):
            return lead._replace(to="template", says="made by a template")
        if target.lower().startswith("mailto:") or (link.kind == "autolink" and "@" in target and ":" not in target):
            return lead._replace(to="mail", says="mail")
        if ELSEWHERE.match(target):
            return lead._replace(to="external", says="external" if target else "this page")
        path = self._local.get(link.span.start + self.post.document.base)
        return self._at(path, lead) if path is not None else lead

    def _at(self, path: str, lead: Lead) -> Lead:
        known = targets(self.site)
        other = leads_to(self.post, path, known)
        file = other.path if other is not None else file_of(self.post, path, known)
        if file is not None:
            return self._found(lead, file)
        return lead._replace(says="no such file" if lead.kind == "image" else "no page that a file of the site shows")

    def _named(self, link: Link) -> str | None:
        """The file that the target names, by path, by address, or in a notation of the generator."""
        base = self.post.document.base
        start, end = link.span.start + base, link.span.end + base
        found, starts = self._names
        for each in found[bisect_left(starts, start) :]:
            if each.span.end > end:
                return None
            way = each.find(self.post, targets(self.site).shelf)
            if way is not None:
                return way[1].path
        return None

    def _found(self, lead: Lead, path: str) -> Lead:
        other = targets(self.site).by_path.get(composed(path))
        if other is None:
            return lead._replace(to="file", path=path, says=path)
        now = status.effective(other, self.site.settings, self.site.at)
        return lead._replace(to="post", path=other.path, says=f"{other.title} ({now.status})", post=other)


def file_of(post: Post, path: str, known: Targets) -> str | None:
    """The file that a path in a post means: from the post, from the root or a static folder, from the post's own files.

    Else the only one whose path ends so, as some generators count from a folder of their own.
    """
    if not path.strip("/"):
        return None
    way = known.shelf[FILES].find(post, path)
    if way is not None:
        return known.files.get(composed(way.path), way.path)
    found = known.files.get(composed(f"{post.place.assets}/{path.lstrip('/')}")) if post.place.assets else None
    if found is not None:
        return found
    name = path.lstrip("./")
    ends = [each for each in known.named.get(name.rpartition("/")[2], ()) if each.endswith(f"/{name}")]
    return known.files.get(ends[0].removeprefix("/")) if len(ends) == 1 else None
