"""What rules are told that no post says: what a dictionary, a schema or the generated site has to say of the posts."""

from __future__ import annotations

import sys
from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from postctl.errors import ConfigError

if TYPE_CHECKING:
    from postctl.cli.options import Context
    from postctl.rules import Rule
    from postctl.site import Misspelling, Site
    from postctl.store.scan import Opened


def held(context: Context, opened: Opened, rules: Collection[Rule], schema: str | None = None, built: str | None = None) -> Site:
    """The site with all that the rules want to know, as far as one of them does.

    `schema`: a file instead of the site's own; `built`: the folder of the generated site.

    Raises `PostctlError` where that cannot be found out.
    """
    standards = opened.site.standards
    names = {rule.name for rule in rules}
    if "misspelling" in names:
        standards = standards._replace(misspellings=_misspellings(context, opened))
    if "schema-mismatch" in names:
        source, found = _schema(opened, schema)
        standards = standards._replace(schema=found, schema_source=source)
    if built is not None:
        from postctl.store import built as generated

        files, text = generated.read(built)
        standards = standards._replace(built=files, built_text=text)
    return replace(opened.site, standards=standards)


def _misspellings(context: Context, opened: Opened) -> Mapping[str, tuple[Misspelling, ...]]:
    from postctl import spelling
    from postctl.store import typos

    site = opened.site
    allowed = typos.allowed(site.root, site.files) | {word.lower() for word in opened.config.texts("validate.words")}
    words = spelling.asked(site)
    found = typos.corrections(words.words, sys.executable, context.machine.environ.get("PATH", ""), site.root)
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
