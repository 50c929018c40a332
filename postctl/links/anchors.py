"""The places in a post that `#name` may lead to: the ids that its generator makes of headings, and those its author gives."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from itertools import count
from posixpath import basename
from typing import Any
from unicodedata import normalize

from postctl import fingerprints
from postctl.facts import body_fact
from postctl.links.books import MARKDOWN, markup
from postctl.markdown import parse
from postctl.regexes import later
from postctl.site import Post, Site
from postctl.values import NamedTuple

_GIVEN = later(r"""(?<![\w-])(?:id|name)\s*=\s*["']?(?P<id>[^"'\s<>=]+)|\{[^{}\n]*?\#(?P<mark>[^\s{}"'*/]+)""")
_MAY_GIVE = (re.compile(r"id\s*="), re.compile(r"name\s*="))
"""What such an id begins with. An expression that begins with letters is many times as quick as one that looks behind first."""
_TEMPLATE = later(r"\{\{|\{%")
_MORE = later(r"--8<--|^import\s|<[A-Z]\w*[\s/>.]|<%", re.MULTILINE)
_MAY_HAVE_MORE = ("<", "import")
HARMLESS = re.compile(r"\{\{<\s*/?(?:figure|youtube|vimeo|ref|relref|highlight|x|tweet|twitter|gist|instagram)\b[^{}]*>\}\}")
"""Shortcodes of Hugo that show what they name, and no more."""
_SIMPLE = later(r"(?!.*(?:--|\.\.|[-_ ][-_ ]))[A-Za-z0-9](?:[A-Za-z0-9 _,.:;!?()-]*[A-Za-z0-9.!?)])?")
_TIGHT = later(r"^[ \t>]*#{1,6}([^\s#].*)$", re.MULTILINE)
"""A heading without a blank behind its marks, to Python-Markdown alone."""
_NUMBERED = later(r"[-_]\d+\Z")


class Anchors(NamedTuple):
    """The ids of a post. `made`: of headings, where they are certain; `loose`: of the others, letters and digits only.

    `alike`: the ids of both kinds by letters and digits.
    """

    given: frozenset[str]
    made: Mapping[str, int]
    loose: frozenset[str]
    alike: Mapping[str, list[str]]

    def has(self, name: str) -> bool:
        """Whether a name leads somewhere, as far as can be known."""
        if name in self.given or name in self.made or loosely(name) in self.loose:
            return True
        base = _NUMBERED.sub("", name)
        return base != name and (self.made.get(base, 0) > 1 or loosely(base) in self.loose)


def loosely(text: str) -> str:
    """The letters and digits of a text, without accents and case."""
    return "".join(filter(str.isalnum, normalize("NFKD", text).casefold()))


def _github(text: str) -> str:
    return re.sub(r"[^\w\- ]", "", text.lower()).replace(" ", "-")


def _python(text: str) -> str:
    return re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", text).strip().lower())


def _zola(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


def _of_hugo(options: Mapping[str, Any], site: Site) -> bool:
    markup = _table(options, "markup")
    parser = _table(_table(markup, "goldmark"), "parser")
    usual = str(markup.get("defaultmarkdownhandler", "goldmark")) == "goldmark"
    kind = str(parser.get("autoheadingidtype", "github")) == "github" and parser.get("autoheadingid", True) is True
    templates = [path for path in site.files if "render-heading" in path]
    return usual and kind and not any(basename(path).startswith("render-heading") for path in templates)


def _of_jekyll(options: Mapping[str, Any], site: Site) -> bool:
    kramdown = _table(options, "kramdown")
    plain = str(options.get("markdown", "kramdown")).lower() == "kramdown" and str(kramdown.get("input", "GFM")) == "GFM"
    return plain and not kramdown.keys() & {"auto_ids", "auto_id_prefix", "auto_id_stripping", "transliterated_header_ids"}


def _of_mkdocs(options: Mapping[str, Any], site: Site) -> bool:
    told = str(options)
    return not any(word in told for word in ("slugify", "separator", "hooks", "macros", "autorefs", "mkdocstrings"))


def _of_zola(options: Mapping[str, Any], site: Site) -> bool:
    return str(_table(options, "slugify").get("anchors", "on")) == "on"


def _always(options: Mapping[str, Any], site: Site) -> bool:
    return True


def _table(options: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    found = options.get(key)
    return found if isinstance(found, Mapping) else {}


_KINDS: Mapping[str, tuple[Callable[[str], str], Callable[[Mapping[str, Any], Site], bool]]] = {
    "hugo": (_github, _of_hugo),
    "jekyll": (_github, _of_jekyll),
    "docusaurus": (_github, _always),
    "astro": (_github, _always),
    "mkdocs": (_python, _of_mkdocs),
    "zola": (_zola, _of_zola),
}
"""What makes ids of simple headings, and whether the settings leave it at that. The others make none, or nobody knows."""


@lru_cache(maxsize=4)
def known(site: Site) -> Callable[[str], str] | None:
    """What the site's generator makes of a simple heading; `None`: that cannot be known."""
    make, is_usual = _KINDS.get(site.generator.name, (None, _always))
    return make if make is not None and is_usual(site.settings.options, site) else None


def anchors(post: Post, site: Site) -> Anchors | None:
    """The ids of a post; `None` where templates, components or another markup may make more."""
    return _anchors(post.document.content, post.title, markup(post.path), site)


@body_fact
def places(post: Post, site: Site) -> str:
    """What tells the ids of a post from others, beside its title: what they are made of."""
    body = post.document.content
    headings = _headings(body, markup(post.path), site)
    return fingerprints.of(repr((sorted(_given(body)), headings))) if headings else ""


class Place(NamedTuple):
    """Where a heading can be linked to. `sure`: its generator makes this id, or its author gave it; else it is only likely."""

    id: str
    sure: bool


def of_headings(post: Post, site: Site) -> tuple[Place, ...]:
    """The ids of the headings of a post, in order; no two are alike."""
    make = known(site) if markup(post.path) in MARKDOWN else None
    mark = "_" if make is _python else "-"
    taken: set[str] = set()
    found = []
    for each in parse(post.document.content).headings:
        given = _GIVEN.search(each.attributes)
        simple = make is not None and each.plain and _SIMPLE.fullmatch(each.text) is not None
        wanted = given["mark"] or "" if given else (make(each.text) if make is not None and simple else _github(each.text))
        name = next(name for name in _numbered(wanted or "section", mark) if name not in taken)
        taken.add(name)
        found.append(Place(name, sure=bool(given) or simple))
    return tuple(found)


def _numbered(name: str, mark: str) -> Iterator[str]:
    yield name
    yield from (f"{name}{mark}{number}" for number in count(1))


def _given(body: str) -> frozenset[str]:
    """The ids that somebody has given: most bodies hold neither of the marks that takes."""
    may_be = ("{" in body and "#" in body) or ("=" in body and any(begins.search(body) for begins in _MAY_GIVE))
    return frozenset(match["id"] or match["mark"] for match in _GIVEN.finditer(body)) if may_be else frozenset()


def _headings(body: str, ending: str, site: Site) -> list[tuple[str, bool]]:
    """The headings of a post, and whether each is its text and no more; none where something else may make ids too."""
    if known(site) is None or ending not in MARKDOWN or ("{" in body and _TEMPLATE.search(HARMLESS.sub("", body))):
        return []
    found = [(each.text, each.plain) for each in parse(body).headings]
    return [] if found and any(sign in body for sign in _MAY_HAVE_MORE) and _MORE.search(parse(body).prose) else found


@lru_cache(maxsize=512)
def _anchors(body: str, title: str, ending: str, site: Site) -> Anchors | None:
    make, headings = known(site), _headings(body, ending, site)
    if make is None or not headings:
        return None
    given = _given(body)
    made: Counter[str] = Counter()
    loose = {loosely(title)}
    for text, plain in headings:
        if plain and _SIMPLE.fullmatch(text):
            made[make(text)] += 1
        else:
            loose.add(loosely(text))
    if make is _python:
        loose.update(loosely(match[1]) for match in _TIGHT.finditer(body))
    if any(not each.isascii() for each in loose) and make is not _github:
        return None
    alike: dict[str, list[str]] = defaultdict(list)
    for name in sorted(given.union(made)):
        alike[loosely(name)].append(name)
    return Anchors(given, made, frozenset(loose), alike)
