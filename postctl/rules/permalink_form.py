"""The address that a post says for itself is one that its generator takes in another way.

* Hexo writes `permalink: rain` to a file `rain` without an ending, and Eleventy ends the
  build there (before version 3 it wrote that file too). Servers do not know that it is a
  page, and browsers offer to save it. A slash at the end makes it a folder with a page.
* Where there is a dot in the last part, as in `/release-1.2`, Hugo, Jekyll and Eleventy
  take what is behind it for the ending: `.2` is no page either.
* Jekyll has names for whole patterns, `pretty`, `date` and others, in `_config.yml` only.
  In a post `permalink: pretty` is the address `/pretty`, of each post that says so.
* Pelican's `URL` is where links lead to, its `Save_as` where the page is. One without the
  other leads to where nothing is.

The fix adds the slash; it is not safe, since the address is another one then.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from posixpath import splitext

from postctl.model import Fix, Severity
from postctl.rules import Example, Finding, Rule
from postctl.rules._addresses import is_bare, said
from postctl.rules._common import entry, is_draft, place
from postctl.rules._fixes import setting
from postctl.site import Post, Site
from postctl.values import NamedTuple

_PAGES = frozenset(
    ".html .htm .xhtml .shtml .php .asp .aspx .jsp .cgi .xml .json .txt .md .js .mjs .css .csv .ics .atom .rss .svg .pdf".split()
)
_STYLES = frozenset({"date", "none", "ordinal", "pretty", "weekdate"})


class _Said(NamedTuple):
    """What there is to say of an address: the key it is about, and a value that would do (`''`: none)."""

    key: str
    message: str
    help: str
    better: str = ""
    severity: Severity | None = None


def _check(post: Post, site: Site) -> Iterator[Finding]:
    judge = _JUDGES.get(site.generator.name)
    found = judge(post, site) if judge is not None else None
    if found is not None:
        yield Finding(
            found.message,
            span=place(entry(post, site, found.key)),
            help=found.help,
            fix=_fix(post, site, found),
            severity=Severity.WARNING if is_draft(post) else found.severity,
        )


def _fix(post: Post, site: Site, found: _Said) -> Fix | None:
    held = entry(post, site, found.key)
    return setting(post.document, {held.key: found.better}, safe=False) if held is not None and found.better else None


# --- one judge each -----------------------------------------------------------------------------------------------------------


def _hugo(post: Post, site: Site) -> _Said | None:
    value = said(post, "url")
    return _file(value, "url", "Hugo") if value and splitext(value)[1] else None


def _jekyll(post: Post, site: Site) -> _Said | None:
    value = said(post, "permalink")
    if value in _STYLES:
        says = f"`permalink: {value}` is the address /{value} in a post: Jekyll has patterns of that name in _config.yml only"
        return _Said("permalink", says, "write the address itself, or take the key out", severity=Severity.ERROR)
    return _file(value, "permalink", "Jekyll") if value and splitext(value)[1] else None


def _hexo(post: Post, site: Site) -> _Said | None:
    value = said(post, "permalink")
    return _file(value, "permalink", "Hexo") if value else None


def _eleventy(post: Post, site: Site) -> _Said | None:
    value = said(post, "permalink")
    if not value or "eleventyAllowMissingExtension" in post.front:
        return None
    if not is_bare(value):
        return _file(value, "permalink", "Eleventy")
    says = f"`permalink: {value}` is a file without an ending, and Eleventy 3 ends the build over it"
    return _Said("permalink", says, f"end it with a slash: {value}/", f"{value}/", Severity.ERROR)


def _pelican(post: Post, site: Site) -> _Said | None:
    if "ARTICLE_SAVE_AS" in site.settings.options or "ARTICLE_URL" in site.settings.options or is_draft(post):
        return None
    url, file = said(post, "url"), said(post, "save_as")
    if url and not file and "{" not in url and _written(url) != f"{post.slug}.html":
        says = f"links lead to {url}, but without `Save_as` Pelican writes the page to {post.slug}.html"
        return _Said("url", says, f"add `Save_as: {_written(url)}`")
    if file and not url and "{" not in file and file != f"{post.slug}.html":
        says = f"the page is written to {file}, but without `URL` links lead to {post.slug}.html"
        return _Said("save_as", says, f"add `URL: {file.removesuffix('index.html')}`")
    return None


def _written(url: str) -> str:
    path = url.partition("#")[0].lstrip("/")
    return f"{path}index.html" if path.endswith("/") or not path else path if splitext(path)[1] else f"{path}.html"


def _file(value: str, key: str, title: str) -> _Said | None:
    """An address that is a file of no known kind."""
    ending = splitext(value)[1]
    if value.endswith("/") or ending.lower() in _PAGES or ":" in ending or (":" in value and not ending):
        return None
    kind = f"with the ending `{ending}`" if ending else "without an ending"
    says = f"{title} writes `{key}: {value}` to a file {kind}, which servers do not take for a page"
    return _Said(key, says, f"end it with a slash: {value}/", f"{value}/")


_JUDGES: Mapping[str, Callable[[Post, Site], _Said | None]] = {
    "eleventy": _eleventy,
    "hexo": _hexo,
    "hugo": _hugo,
    "jekyll": _jekyll,
    "pelican": _pelican,
}


def _post(more: str) -> str:
    return f"---\ntitle: A\n{more}\n---\n"


def _lines(more: str) -> str:
    return f"Title: A\nDate: 2026-11-01\nCategory: c\n{more}\n\nText.\n"


RULE = Rule(
    code="P312",
    severity=Severity.WARNING,
    summary="an address that the generator takes in another way",
    post=_check,
    bad=(
        Example({"source/_posts/a.md": _post("permalink: rain")}, "hexo"),
        Example({"content/a.md": _post("permalink: /rain")}, "eleventy"),
        Example({"content/a.md": _post("url: /release-1.2")}, "hugo"),
        Example({"_posts/2026-11-01-a.md": _post("permalink: '/release-1.2' # new")}, "jekyll"),
        Example({"_posts/2026-11-01-a.md": _post("permalink: pretty")}, "jekyll"),
        Example({"content/a.md": _lines("URL: rain/")}, "pelican"),
        Example({"content/a.md": _lines("Save_as: rain/index.html")}, "pelican"),
    ),
    good=(
        Example({"source/_posts/a.md": _post("permalink: rain/")}, "hexo"),
        Example({"source/_posts/a.md": _post("permalink: rain.html")}, "hexo"),
        Example({"content/a.md": _post('permalink: "/{{ page.fileSlug }}"')}, "eleventy"),
        Example({"content/a.md": _post("permalink: false")}, "eleventy"),
        Example({"content/a.md": _post("url: rain")}, "hugo"),
        Example({"_posts/2026-11-01-a.md": _post("permalink: /rain")}, "jekyll"),
        Example({"content/a.md": _lines("URL: rain/\nSave_as: rain/index.html")}, "pelican"),
        Example({"content/a.md": _lines("URL: a.html")}, "pelican"),
        Example({"a.md": _post("permalink: rain")}),
    ),
    sites=lambda site: site.generator.name in _JUDGES,
    keys=frozenset({"url", "permalink", "save_as"}),
)
