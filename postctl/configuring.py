"""`init` and `config`: what was detected and learnt as a `postctl.toml`, and what counts in the end; each with its source."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from postctl import housestyle, registry, status
from postctl.config import OPTIONS, Config
from postctl.housestyle import House
from postctl.housestyle.support import Support, support
from postctl.model import DraftField, Value, View
from postctl.regexes import later
from postctl.site import Evidence, Site
from postctl.values import NamedTuple

COLUMNS = ("key", "value", "source")
_BARE = later(r"[A-Za-z0-9_-]+")


class Found(NamedTuple):
    """A site with all that tells whose it is: the evidence that counted, that for others (generator's title, reason), and the
    sites below (folder, generator's title).
    """

    site: Site
    evidence: Evidence
    others: tuple[tuple[str, str], ...] = ()
    below: tuple[tuple[str, str], ...] = ()


# --- init -------------------------------------------------------------------------------------------------------------


def toml(found: Found, house: House) -> str:
    """A `postctl.toml` that pins what was detected and learnt, a comment behind every value that says why."""
    known = support(found.site, house)
    parts = (_about_site(found), _about_draft(found.site), _about_posts(found.site, house, known), _about_keys(house, known))
    return "\n".join("\n".join(part) + "\n" for part in map(list, parts) if part)


def told(found: Found, house: House) -> tuple[str, ...]:
    """The same in a few lines for a person."""
    site, known = found.site, support(found.site, house)
    lines = [f"{site.generator.title}: {found.evidence.reason}"]
    lines += [f"not {title}: {reason}" for title, reason in found.others]
    lines += [f"a site of its own below: {folder}/ ({title})" for folder, title in found.below]
    lines.append(_counted(site))
    keys = ", ".join(housestyle.front_matter(house))
    if house.evidence:
        lines.append(f"learnt from {_posts(len(known.posts))}: {house.file} ({known.named} named so); {keys}")
    else:
        lines.append(f"no post to learn from, so as {site.generator.title} begins: {house.file}; {keys}")
    return tuple(lines)


def _counted(site: Site) -> str:
    kinds = Counter(str(status.effective(post, site.settings, site.at).status) for post in site.posts)
    kinds.update({"broken": len(site.broken), "ignored": len(site.ignored)})
    parts = (f"{count} {kind}" for kind, count in sorted((+kinds).items()))
    return ": ".join(filter(None, (_posts(len(site.posts)), ", ".join(parts))))


def _posts(count: int) -> str:
    return "1 post" if count == 1 else f"{count} posts"


def _about_site(found: Found) -> Iterator[str]:
    site, settings = found.site, found.site.settings
    yield "# What postctl has found out about this site. Everything here may be changed, or taken out: then it is found out anew."
    yield ""
    yield f"generator = {_written(site.generator.name)}  # {_quiet(found.evidence.reason)}"
    for title, reason in found.others:
        yield f"# not {title}: {_quiet(reason)}"
    for folder, title in found.below:
        yield f"# a site of its own: {_quiet(folder)}/ ({title})"
    yield f"# {_counted(site)}"
    usual = f"the default of {site.generator.title}"
    source = " or ".join(filter(None, (", ".join(settings.source), usual)))
    yield f"# posts = {_written(list(settings.posts))}  # {_quiet(source)}"
    yield f"# timezone = {_written(settings.timezone or 'UTC')}  # {_quiet(source if settings.timezone else usual)}"
    yield f"# future = {_written('show' if settings.future else 'hide')}  # {_quiet(source)}"


def _about_draft(site: Site) -> Iterator[str]:
    field = site.settings.draft
    if field is not None:
        yield "[draft]"
        yield from (f"{name} = {_written(value)}" for name, (value, _) in _of_field(field).items() if value is not None)
    elif site.generator.conventions:
        *usual, last = (f"`{key}`" for key in sorted(site.generator.conventions))
        yield "# [draft]"
        yield f'# key = "wip"  # what makes a draft, if not {", ".join(usual)} or {last}'


def _of_field(field: DraftField) -> dict[str, tuple[Value, str]]:
    """The settings of the draft field, with what follows from those that are set."""
    follows = "follows from [draft]"
    draft, public = (_one(words) for words in (field.draft, field.public))
    return {"key": (field.key, ""), "draft": (draft, follows), "public": (public, follows), "default": (field.default, follows)}


def _one(words: tuple[bool | str, ...]) -> Value:
    return words[0] if len(words) == 1 else [*words] or None


def _about_posts(site: Site, house: House, known: Support) -> Iterator[str]:
    yield "[new]"
    if not house.evidence:
        yield f"# no post to learn from: as {site.generator.title} begins"
        yield f"file = {_written(house.file)}"
        return
    yield f"# learnt from {_posts(len(known.posts))}, the newest: {', '.join(map(_quiet, known.posts[:3]))}"
    yield f"file = {_written(house.file)}  # {known.named} of {len(known.posts)}"
    if house.draft_file:
        yield f"# drafts: {_quiet(house.draft_file)}"


def _about_keys(house: House, known: Support) -> Iterator[str]:
    yield "[new.front_matter]"
    for key, value in housestyle.front_matter(house).items():
        why = f"  # {known.keys.get(key, 0)} of {len(known.posts)}" if known.posts else ""
        yield f"{_key(key)} = {_written(value)}{why}"


def _key(key: str) -> str:
    return key if _BARE.fullmatch(key) else json.dumps(key)


def _written(value: Value) -> str:
    """A value in TOML, which has no null: it becomes the empty text."""
    return registry.syntax("toml").written(_without_null(value), None, "", "yaml-1.2")


def _without_null(value: Value) -> Value:
    if isinstance(value, dict):
        return {key: _without_null(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_without_null(each) for each in value]
    return "" if value is None else value


def _quiet(text: str) -> str:
    """A text that can stand in a comment."""
    from postctl import escaping

    return escaping.one_line(text)


# --- config -----------------------------------------------------------------------------------------------------------


def view(found: Found, config: Config, house: House) -> View:
    """The effective configuration: a row for every option (of a table, for every value in it) with where it comes from."""
    effective = (each for option in _effective(found, config, house) for each in _flat(*option))
    rows = [{"key": key, "value": value, "source": source} for key, value, source in effective]
    head: Mapping[str, Any] = {"root": found.site.root, "generator": found.site.generator.name}
    return View("options", COLUMNS, tuple(rows), head, f"{len(rows)} settings")


def _effective(found: Found, config: Config, house: House) -> Iterator[tuple[str, Value, str]]:
    learnt = _learnt(found, house)
    for option in OPTIONS:
        if option.key in config.values:
            yield option.key, config.values[option.key], config.source
        else:
            value, source = learnt.get(option.key, (None, "not set"))
            yield option.key, value, source


def _flat(key: str, value: Value, source: str) -> Iterator[tuple[str, Value, str]]:
    """A row for each value in a table, however deep."""
    if isinstance(value, dict) and value:
        for name, inner in value.items():
            yield from _flat(f"{key}.{name}", inner, source)
    else:
        yield key, value, source


def _learnt(found: Found, house: House) -> Mapping[str, tuple[Value, str]]:
    """What counts where `postctl.toml` says nothing, by option."""
    site, settings = found.site, found.site.settings
    usual = f"the default of {site.generator.title}"
    configured = f"{', '.join(settings.source)} or {usual}" if settings.source else usual
    learnt = f"learnt from {_posts(house.evidence)}" if house.evidence else usual
    field = _of_field(settings.draft) if settings.draft is not None else {}
    return {
        **{f"draft.{name}": each for name, each in field.items() if each[0] is not None},
        "generator": (site.generator.name, found.evidence.reason),
        "posts": (list(settings.posts), configured),
        "exclude": (list(settings.exclude), configured),
        "timezone": (settings.timezone or "UTC", configured if settings.timezone else usual),
        "future": ("show" if settings.future else "hide", configured),
        "new.file": (house.file, learnt),
        "new.front_matter": (housestyle.front_matter(house), learnt),
    }
