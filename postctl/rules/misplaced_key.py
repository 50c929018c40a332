"""A key stands in a place where the generator does not look for it.

Zola reads `tags` and other taxonomies below `[taxonomies]` only, and hands keys of your
own to templates only from `[extra]`: what stands above them is ignored without a word.
Hugo reads `draft`, `date`, `slug` and the like at the top only: in `params`, or behind a
TOML header such as `[author]`, they are values like any other. MkDocs Material reads the
date of a change in `date.updated`, not in `updated`.

Move the key to where the message says. Where that can be done by itself, the fix does it;
it is not safe, since the site will then show what it did not before.

What most posts of a site do is said once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache

from postctl import facts
from postctl.facts import fact
from postctl.model import Entry, Fix, Severity
from postctl.nearest import is_slip
from postctl.rules import Example, Finding, Rule
from postctl.rules._common import MARKS, is_habit
from postctl.rules._moving import moved
from postctl.site import Post, Site
from postctl.values import NamedTuple


class _Misplaced(NamedTuple):
    """A key where it does not count: what is said of it, and where it belongs."""

    key: str
    entry: Entry
    message: str
    help: str
    to: str = ""
    severity: Severity | None = None


def _check(site: Site) -> Iterator[Finding]:
    look = _LOOKS.get(site.generator.name)
    if look is None:
        return
    found: dict[str, list[tuple[Post, _Misplaced]]] = defaultdict(list)
    for post, misplaced in zip(site.posts, facts.of_all(site, _misplaced), strict=True):
        for each in look(post, site) if misplaced else ():
            found[each.key].append((post, each))
    for posts in found.values():
        if is_habit(len(posts), len(site.posts)):
            post, each = posts[0]
            yield _finding(post, each, f"{len(posts)} of {len(site.posts)} posts: {each.message}")
        else:
            for post, each in posts:
                yield _finding(post, each, each.message)


@fact
def _misplaced(post: Post, site: Site) -> list[str]:
    """The keys where they do not count."""
    look = _LOOKS.get(site.generator.name)
    if look is None or not facts.syntax(post, site) or (look is _in_hugo and facts.is_flat(post, site)):
        return []
    return [each.key for each in look(post, site)]


def _finding(post: Post, each: _Misplaced, message: str) -> Finding:
    fix: Fix | None = moved(post.document, each.entry, each.to) if each.to else None
    return Finding(message, each.entry.name.span, each.help, fix, post.path, each.severity)


# --- Zola -------------------------------------------------------------------------------------------------------------


def _in_zola(post: Post, site: Site) -> Iterator[_Misplaced]:
    known = site.generator.keys
    taxonomies = _taxonomies(site)
    for entry in post.document.entries:
        key = entry.key
        if key in taxonomies and key != "authors":
            says = f"Zola ignores `{key}` here: the terms of a post stand below `taxonomies`"
            yield _Misplaced(key, entry, says, f"move it to `taxonomies.{key}`", f"taxonomies.{key}", Severity.ERROR)
        elif key in ("tags", "categories"):
            says = f"Zola ignores `{key}` here, and its configuration has no taxonomy of that name"
            yield _Misplaced(
                key, entry, says, f"add `{key}` to the taxonomies of the configuration, and move it to `taxonomies.{key}`"
            )
        elif key.lower() in known and key.lower() not in post.front:
            continue  # P108
        elif key not in known and key.lower() not in MARKS and not _is_slip(key, known):
            says = f"Zola ignores `{key}` here: templates get keys of your own from `extra` only"
            yield _Misplaced(key, entry, says, f"move it to `extra.{key}`, or remove it", f"extra.{key}")


@lru_cache(maxsize=512)
def _is_slip(key: str, known: frozenset[str]) -> bool:
    """Whether a key is a slip for one that the generator knows: P104's."""
    return any(is_slip(key.lower(), name) for name in known)


@lru_cache(maxsize=4)
def _taxonomies(site: Site) -> frozenset[str]:
    """The taxonomies that the configuration names, in any language."""
    options = site.settings.options
    languages = options.get("languages")
    tables = [options, *(languages.values() if isinstance(languages, Mapping) else ())]
    listed = (table.get("taxonomies") for table in tables if isinstance(table, Mapping))
    named = (each for taxonomies in listed if isinstance(taxonomies, list) for each in taxonomies)
    return frozenset(str(each["name"]) for each in named if isinstance(each, Mapping) and "name" in each)


# --- Hugo -------------------------------------------------------------------------------------------------------------

_TOP = frozenset("title date draft slug url aliases publishdate expirydate lastmod".split())
_TABLES = frozenset("cascade build menu menus sitemap outputs resources sites _build".split())


def _in_hugo(post: Post, site: Site) -> Iterator[_Misplaced]:
    document = post.document
    assert document.syntax is not None
    for entry in document.entries:
        table = entry.key.lower()
        if entry.value.kind != "map" or table in _TABLES:
            continue
        if table != "params" and (document.syntax.name != "toml" or entry.value.style != "block"):
            continue
        for name, value in entry.value.pairs:
            key = name.text.lower()
            if key in _TOP and key not in post.front and key != "title":
                inside = Entry(f"{entry.key}.{name.text}", name, value)
                says = f"`{name.text}` stands below `{entry.key}`, where Hugo does not look for it"
                draft = key == "draft" and value.text == "true"
                yield _Misplaced(
                    f"{table}.{key}", inside, says, f"write it above `{entry.key}`", "", Severity.ERROR if draft else None
                )


# --- MkDocs Material --------------------------------------------------------------------------------------------------


def _in_mkdocs(post: Post, site: Site) -> Iterator[_Misplaced]:
    if not isinstance(post.front.get("date"), str):
        return
    for entry in post.document.entries:
        if entry.key == "updated" and entry.value.kind == "scalar":
            says = "MkDocs Material does not know `updated`: the date of a change stands in `date.updated`"
            yield _Misplaced("updated", entry, says, "write `date:` as a mapping of `created` and `updated`")


_LOOKS: Mapping[str, Callable[[Post, Site], Iterator[_Misplaced]]] = {"zola": _in_zola, "hugo": _in_hugo, "mkdocs": _in_mkdocs}

_ZOLA = {"zola.toml": 'base_url = "https://example.org"\ntaxonomies = [{name = "tags"}]\n'}

RULE = Rule(
    code="P107",
    severity=Severity.WARNING,
    summary="a key in a place where the generator does not look",
    site=_check,
    bad=(
        Example({**_ZOLA, "content/a.md": '+++\ntitle = "A"\ntags = ["b"]\n+++\nText.\n'}, "zola"),
        Example({**_ZOLA, "content/a.md": '+++\ntitle = "A"\nimage = "a.png"\n[extra]\nb = 1\n+++\nText.\n'}, "zola"),
        Example({**_ZOLA, "content/a.md": "---\ntitle: A\ntags:\n  - b\n---\nText.\n"}, "zola"),
        Example({"content/posts/a.md": "---\ntitle: A\ndate: 2026-11-01\nparams:\n  draft: true\n---\nText.\n"}, "hugo"),
        Example({"content/posts/a.md": '+++\ntitle = "A"\n[author]\nname = "B"\ndate = 2026-11-01\n+++\nText.\n'}, "hugo"),
        Example(
            {"mkdocs.yml": "plugins: [blog]\n", "docs/blog/posts/a.md": "---\ndate: 2026-11-01\nupdated: 2026-11-02\n---\n# A\n"},
            "mkdocs",
        ),
    ),
    good=(
        Example(
            {**_ZOLA, "content/a.md": '+++\ntitle = "A"\n[taxonomies]\ntags = ["b"]\n[extra]\nimage = "c"\n+++\nText.\n'}, "zola"
        ),
        Example({"content/posts/a.md": "---\ntitle: A\ndate: 2026-11-01\nparams:\n  title: B\n  cover: c\n---\nText.\n"}, "hugo"),
    ),
)
