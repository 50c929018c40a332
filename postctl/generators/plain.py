"""No generator known: any folder of Markdown files, with the conventions most blogs share.

Keys are taken in any letter case, `draft`, `published` and `status` as their authors mean them, a folder called `drafts` or
`_drafts` holds drafts, and a date may stand in the file name.
"""

from __future__ import annotations

from postctl.generators import _common
from postctl.model import Facts, Fences, Ignored, Place, Settings, Status, Verdict
from postctl.regexes import later
from postctl.site import Evidence, Folder, Generator, Post, Source, Toggle

_FILE = later(rf"(?:(?P<folder>.*)/)?(?P<stem>[^/]+)\.(?:{'|'.join(_common.MARKDOWN)})")
_DRAFTS = frozenset({"drafts", "_drafts"})


def _detect(folder: Folder) -> Evidence | None:
    return Evidence(1, "a folder of Markdown files")


def _settings(folder: Folder) -> Settings:
    globs = tuple(f"**/*.{ending}" for ending in _common.MARKDOWN)
    return Settings(posts=globs, exclude=("**/node_modules/**", ".*/**", "**/.*/**"))


def _place(path: str, settings: Settings) -> Place | Ignored | None:
    match = _FILE.fullmatch(path)
    if match is None or _common.is_paper(match["folder"], match["stem"]) or match["stem"].startswith((".", "_index")):
        return None
    folder = match["folder"] or ""
    bundle = match["stem"] == "index" and bool(folder)
    section, _, name = folder.rpartition("/") if bundle else (folder, "", match["stem"])
    date, slug = _common.name_date(name)
    return Place(slug, date, section, bundle=bundle, drafts=not _DRAFTS.isdisjoint(folder.split("/")))


def _facts(source: Source) -> Facts:
    slug = _common.slug_in(source, "slug", "path", "permalink")
    return _common.facts(source, slug=slug, url=_url(source), verdict=_verdict(source), folded=True)


def _url(source: Source) -> str | None:
    """`path` or `permalink` where they are written; without a generator nothing else is known."""
    for key in ("path", "permalink", "url"):
        written = _common.plain_text(source.front.get(key))
        if written.startswith("/"):
            return written
    return None


def _verdict(source: Source) -> Verdict:
    marks = _common.verdict(source.front, "A generator")
    if marks.hidden is None and source.place.drafts:
        return Verdict(Status.DRAFT, "in a drafts folder")
    return marks


def _toggle(post: Post, public: bool, settings: Settings, date: object) -> Toggle:
    marks = _common.toggle(post, public=public)
    if public and post.place.drafts:
        target = "/".join(part for part in post.path.split("/") if part not in _DRAFTS)
        return Toggle(marks.values if post.verdict.key else {}, target)
    return marks


GENERATOR = Generator(
    name="plain",
    title="plain Markdown",
    syntaxes=("yaml", "toml", "json"),
    fences=Fences(blank_before=True, dots_close=True),
    schema="yaml-1.2",
    fold_keys=True,
    detect=_detect,
    settings=_settings,
    place=_place,
    facts=_facts,
    toggle=_toggle,
    slug=_common.slug,
    template=_common.template("{date:MM-DD-YYYY}-{slug}.md"),
    keys=frozenset(map(str.lower, _common.KEYS)),
    conventions=_common.MARKS,
)
