"""The house style of an opened site, as a command asks for it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from postctl.values import NamedTuple

if TYPE_CHECKING:
    from postctl.housestyle import House
    from postctl.site import Archetype, Folder, Site
    from postctl.store.scan import Opened


class Kind(NamedTuple):
    """A kind of posts: the template it has, or the table in postctl.toml. `files`: what lies beside each new post, by name."""

    name: str
    template: Archetype | None
    settled: Mapping[str, Any]
    files: Mapping[str, bytes] = MappingProxyType({})
    notes: tuple[str, ...] = ()


def style(
    opened: Opened,
    *,
    near: datetime | None = None,
    section: str | None = None,
    lang: str | None = None,
    kind: Kind | None = None,
) -> House:
    """What was learnt from the posts (of `section`, in `lang`, nearest to `near`), with what postctl.toml says instead.

    `kind`: for posts of that kind.
    """
    from postctl import housestyle
    from postctl.errors import UsageError

    settled = opened.config
    _check_pattern(opened, "new.file", settled.text("new.file") or "")
    if section is not None and {"..", "."} & set(section.split("/")):
        raise UsageError(f"--section {section}: no folder of the content", "for example --section recipes")
    house = housestyle.pinned(
        learnt(opened, near=near, section=section, lang=lang, own=kind is None),
        file=settled.text("new.file") if section is None else None,
        front_matter=settled.values.get("new.front_matter"),
    )
    return house if kind is None else _of_kind(house, kind)


def _of_kind(house: House, kind: Kind) -> House:
    from postctl import housestyle
    from postctl.values import replace

    if kind.template is not None:
        return housestyle.of_kind(house, kind.template)
    body, file = str(kind.settled.get("body", "")), kind.settled.get("file")
    house = housestyle.pinned(house, file=file, front_matter=kind.settled.get("front_matter"))
    return replace(house, body=body, draft_file="" if file else house.draft_file)


def _check_pattern(opened: Opened, key: str, pattern: str) -> None:
    from postctl import patterns
    from postctl.errors import ConfigError

    try:
        patterns.check(pattern)
    except ConfigError as error:
        raise ConfigError(f"{opened.config.source}: `{key}`: {error.message}", error.hint) from error


def learnt(
    opened: Opened, *, near: datetime | None = None, section: str | None = None, lang: str | None = None, own: bool = True
) -> House:
    """What the posts have in common, with what the generator's `own` template adds."""
    from postctl import housestyle

    house = housestyle.learn(opened.site, section=section.strip("/") if section is not None else None, near=near, lang=lang)
    template = archetype(opened, section or "") if own else None
    return house if template is None else housestyle.grown(house, template)


def kind(opened: Opened, name: str) -> Kind:
    """The kind of posts of a name, of postctl.toml or else the generator's. Raises `UsageError` with those there are."""
    from postctl import nearest
    from postctl.errors import UsageError

    settled: Mapping[str, Mapping[str, Any]] = opened.config.values.get("new.kind", {})
    if name in settled:
        _check_pattern(opened, f"new.kind.{name}.file", str(settled[name].get("file", "")))
        return Kind(name, None, settled[name])
    site = opened.site
    known = site.generator.kinds(_folder(opened), site.settings)
    if name not in known:
        names = kinds(opened)
        there = f"there are {', '.join(names)}" if names else "a table [new.kind.NAME] in postctl.toml makes one"
        near = nearest.hint(name, names, "", most=1)
        raise UsageError(f"--kind {name}: no such kind of posts", f"{near}{' ' if near else ''}{there}")
    template = known[name]
    if template is None:
        raise UsageError(f"--kind {name}: its template cannot be read as front matter", "it has to begin with a block of keys")
    left_out = f"{template.source}: left out, for there is code in it: {', '.join(template.left_out)}"
    files, notes = _beside(opened, template)
    return Kind(name, template, {}, files, (*((left_out,) if template.left_out else ()), *notes))


def kinds(opened: Opened) -> list[str]:
    """The names of the kinds of posts there are, of postctl.toml or the generator's."""
    site = opened.site
    return sorted({*opened.config.values.get("new.kind", {}), *site.generator.kinds(_folder(opened), site.settings)})


def _beside(opened: Opened, template: Archetype) -> tuple[dict[str, bytes], tuple[str, ...]]:
    """The files that come with a template, by their name below its folder; a page with code in it is left out."""
    from posixpath import dirname

    from postctl.errors import PostctlError
    from postctl.store import reads

    files: dict[str, bytes] = {}
    notes: list[str] = []
    for path in template.beside:
        try:
            data = reads.read_bytes(opened.site.root, path)
        except PostctlError as error:
            raise PostctlError(f"{path}: {error.message}", error.hint) from error
        if path.endswith(".md") and b"{{" in data:
            notes.append(f"{path}: left out, for there is code in it")
        else:
            files[path.removeprefix(f"{dirname(template.source)}/")] = data
    return files, tuple(notes)


def _folder(opened: Opened) -> Folder:
    from postctl.site import Folder
    from postctl.store import reads

    return Folder(opened.site.files, lambda name: reads.read_text(opened.site.root, name))


def archetype(opened: Opened, section: str) -> Archetype | None:
    """The generator's own template for new posts of a section, by default the one most posts are in."""
    from postctl.site import no_archetype

    site = opened.site
    if site.generator.archetype is no_archetype:
        return None
    return site.generator.archetype(_folder(opened), site.settings, section or _main_section(site))


def _main_section(site: Site) -> str:
    """The section most posts are in. Posts that lie side by side are in the same one, so of a folder only one is asked."""
    from collections import Counter

    folders = [post.path.rpartition("/")[0] for post in site.posts]
    first = dict(zip(reversed(folders), reversed(site.posts), strict=True))
    sections: Counter[str] = Counter()
    for folder, count in Counter(folders).items():
        sections[first[folder].place.section] += count
    return next((section for section, _ in sections.most_common(1)), "")
