"""A key is not there without which the generator builds no page of the post, or no site.

Pelican leaves out an article without `Title` or `Date`, with a line in its log. Astro ends
the build when the schema of a collection in `src/content.config.ts` names a key that is
neither optional nor has a default. (A date without which MkDocs Material or Nikola ends the
build is P202's; a title that a post should have and the generator can do without, P101's.)

Add the key. Where most posts of a folder lack it, that is said once: then it is the
configuration that wants mending, or these files are no posts.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from postctl.model import Severity
from postctl.rules import Example, Finding, Rule
from postctl.rules._common import is_habit
from postctl.site import Post, Site


def _check(site: Site) -> Iterator[Finding]:
    lacking = [post for post in site.posts if post.verdict.missing and post.document.syntax is not None]
    every = Counter(post.place.section for post in site.posts) if lacking else Counter[str]()
    folders: dict[str, list[Post]] = defaultdict(list)
    for post in lacking:
        folders[post.place.section].append(post)
    for section, found in folders.items():
        if is_habit(len(found), every[section]):
            yield _finding(found[0], f"{len(found)} of {every[section]} posts in this folder: ")
        else:
            yield from (_finding(post) for post in found)


def _finding(post: Post, before: str = "") -> Finding:
    verdict = post.verdict
    return Finding(before + (verdict.trap or verdict.reason), help=f"add `{verdict.missing}` to the front matter", path=post.path)


_SCHEMA = {
    "astro.config.mjs": "",
    "src/content.config.ts": "import { defineCollection, z } from 'astro:content';\n"
    "import { glob } from 'astro/loaders';\n"
    "const blog = defineCollection({\n"
    "  loader: glob({ base: './src/content/blog', pattern: '**/*.md' }),\n"
    "  schema: z.object({ title: z.string(), summary: z.string() }),\n"
    "});\n"
    "export const collections = { blog };\n",
}

RULE = Rule(
    code="P109",
    severity=Severity.ERROR,
    summary="a key without which the post is not built",
    site=_check,
    bad=(
        Example({"content/a.md": "Title: A\n\nText.\n"}, "pelican"),
        Example({"content/a.md": "Date: 2026-11-01\nTags: b\n\nText.\n"}, "pelican"),
        Example({**_SCHEMA, "src/content/blog/a.md": "---\ntitle: A\n---\nText.\n"}, "astro"),
    ),
    good=(
        Example({"content/a.md": "Title: A\nDate: 2026-11-01\n\nText.\n"}, "pelican"),
        Example({"content/a.md": "Title: A\nStatus: draft\n\nText.\n"}, "pelican"),
        Example({**_SCHEMA, "src/content/blog/a.md": "---\ntitle: A\nsummary: B\n---\nText.\n"}, "astro"),
    ),
)
