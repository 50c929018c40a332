"""What rules are told that no post says: what a dictionary, a schema or the generated site has to say of the posts."""

from __future__ import annotations

import sys
from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Any

from postctl.errors import ConfigError
from postctl.values import replace

if TYPE_CHECKING:
    from postctl.cli.wishes import Rules
    from postctl.rules import Rule
    from postctl.site import Misspelling, Site
    from postctl.store.scan import Opened
    from postctl.store.survey import Survey


def held(opened: Opened, site: Site, rules: Collection[Rule], named: Rules, environ: Mapping[str, str] | None) -> Site:
    """The site with all that the rules want to know, as far as one of them does.

    `named`: with a schema instead of the site's own, and the folder of the generated site. `environ` says where the dictionary
    may be; without it nobody looks. Raises `PostctlError` where something cannot be found out.
    """
    standards = site.standards._replace(tags=opened.config.texts("validate.tags"))
    names = {rule.name for rule in rules}
    if "misspelling" in names and environ is not None:
        standards = standards._replace(misspellings=_misspellings(opened, site, environ.get("PATH", "")))
    if "schema-mismatch" in names:
        source, found = _schema(opened, named.schema)
        standards = standards._replace(schema=found, schema_source=source)
    if named.built is not None:
        from postctl.store import built as generated

        files, text = generated.read(named.built)
        standards = standards._replace(built=files, built_text=text)
    return replace(site, standards=standards)


def are_in_the_site(opened: Survey, rules: Collection[Rule], named: Rules) -> bool:
    """Whether the files of the site and its configuration decide what posts are held to, and nothing else does."""
    schema = opened.config.text("validate.schema")
    inside = schema is None or schema in opened.files
    return inside and named.schema is None and named.built is None and all(rule.name != "misspelling" for rule in rules)


def _misspellings(opened: Opened, site: Site, path: str) -> Mapping[str, tuple[Misspelling, ...]]:
    from postctl import spelling
    from postctl.store import typos

    allowed = typos.allowed(site.root, site.files) | {word.lower() for word in opened.config.texts("validate.words")}
    words = spelling.asked(site)
    found = typos.corrections(words.words, sys.executable, path, site.root)
    return spelling.misspellings(site, words, found, allowed)


def _schema(opened: Opened, file: str | None) -> tuple[str, Mapping[str, Any] | None]:
    """The schema of the front matter, and the name of its file; `None` where there is none."""
    from postctl import schemas, staticconfig

    name = file or opened.config.text("validate.schema")
    if name is None:
        return "", None
    text = _given(name) if file else _of_site(opened, name)
    schema = staticconfig.load(name, text)
    try:
        schemas.check(schema)
    except schemas.BadSchema as error:
        line, column = staticconfig.where(name, text, error.path)
        raise ConfigError(f"{name}:{line}:{column}: {error.reason}", error.help) from error
    return name, schema


def _given(name: str) -> str:
    from postctl.store import reads

    try:
        return reads.given(name).decode()
    except UnicodeDecodeError as error:
        raise ConfigError(f"{name} is not UTF-8 text", "a schema is a file in JSON, TOML or YAML") from error


def _of_site(opened: Opened, name: str) -> str:
    from postctl.store import reads

    text = reads.read_text(opened.site.root, name)
    if text is None:
        where = f"{opened.config.source}: `validate.schema`: {name} cannot be read"
        raise ConfigError(where, "it must be a file of the site, in UTF-8, of 1 MiB at most; its path counts from the root")
    return text
