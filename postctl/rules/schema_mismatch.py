"""The front matter is not as the site's own JSON Schema wants it.

Teams write down what their posts have to say: which keys there must be, which values
they may have. With `schema = "post.schema.json"` below `[validate]` in postctl.toml, or
`postctl validate --schema FILE`, every post is held to that. The package comes with
`pip install 'postctl[schema]'`.

The schema is a file of the site, in JSON, TOML or YAML, of any draft from 4 to 2020-12.
What it is compared with are the keys as they are written and the values as the
generator reads them, but for dates, which are texts: `"format": "date"` and
`"date-time"` say how they have to look. Other formats that are checked are `time`,
`email`, `uri`, `uri-reference` and `uuid`. References lead to parts of the schema
itself (`#/$defs/tag`), never to other files or to the web.

Change the value, or the schema. Its `description` of a value is shown as help, so write
there what your authors should do.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from postctl import schemas
from postctl.document import front_matter
from postctl.errors import ConfigError
from postctl.model import Edit, Fix, Severity, Span
from postctl.regexes import later
from postctl.rules import Example, Finding, Rule
from postctl.rules._schema_places import key, value
from postctl.rules._schema_words import explained, near
from postctl.schemas import Mismatch
from postctl.site import Post, Site, Standards


def _check(post: Post, site: Site) -> Iterator[Finding]:
    schema = site.standards.schema
    if schema is None:
        return
    try:
        found = schemas.mismatches(schema, _as_named(front_matter(post.document), schema, fold=site.generator.fold_keys))
    except schemas.TooLong as error:
        where = f"{site.standards.schema_source}: there is no end to comparing {post.path} with the schema"
        raise ConfigError(where, "is there a pattern that can match in many ways, or a part that contains itself?") from error
    if post.document.syntax is None:
        found = tuple(_joined(found))
    findings = [_finding(post, mismatch, fold=site.generator.fold_keys) for mismatch in found]
    yield from sorted(findings, key=lambda each: each.span or Span(0, 0))


def _joined(found: tuple[Mismatch, ...]) -> Iterator[Mismatch]:
    """What a post without front matter lacks, as one."""
    required = [each for each in found if each.keyword == "required" and not each.path]
    yield from (each for each in found if each not in required)
    if required:
        yield required[0]._replace(names=tuple(name for each in required for name in each.names))


def _as_named(front: Mapping[str, Any], schema: Mapping[str, Any], *, fold: bool) -> dict[str, Any]:
    """The data with the keys that the schema names, where letter case does not count."""
    if not fold:
        return dict(front)
    known = {name.lower(): name for name in sorted(schemas.names(schema))}
    return {known.get(key.lower(), key): value for key, value in front.items()}


def _finding(post: Post, mismatch: Mismatch, *, fold: bool) -> Finding:
    message, help_ = explained(mismatch)
    span = _span(post, mismatch, fold=fold)
    fix = _fix(post, mismatch, span)
    return Finding(message, span, help_ if fix or not mismatch.said else mismatch.said, fix)


def _span(post: Post, mismatch: Mismatch, *, fold: bool) -> Span | None:
    """The value; the key where it is about that; the map, or the first line of the front matter, where something is missing."""
    if mismatch.keyword == "required":
        return key(post.document, mismatch.path, fold=fold)
    if mismatch.keyword == "propertyNames" and isinstance(mismatch.value, str):
        return key(post.document, (*mismatch.path, mismatch.value), fold=fold)
    if mismatch.names:
        return key(post.document, (*mismatch.path, *mismatch.names), fold=fold)
    return value(post.document, mismatch.path, fold=fold)


def _fix(post: Post, mismatch: Mismatch, span: Span | None) -> Fix | None:
    """The value that is allowed and near, where it can be written over the one that is there as it stands."""
    meant = near(mismatch)
    if meant is None or span is None or not _PLAIN.fullmatch(meant):
        return None
    written = post.document.text[slice(*span)]
    quotes = 1 if written[:1] in ("'", '"') and written[:1] == written[-1:] else 0
    inside = Span(span.start + quotes, span.end - quotes)
    same = post.document.text[slice(*inside)] == mismatch.value
    return Fix(False, (Edit(inside, meant),)) if same else None


_PLAIN = later(r"[A-Za-z][A-Za-z0-9]*(?:[ _-][A-Za-z0-9]+)*")


def _wants(**properties: Any) -> Standards:
    schema = {"type": "object", "required": ["title"], "properties": properties}
    return Standards(schema=schema, schema_source="post.schema.json")


_KIND = _wants(kind={"enum": ["essay", "note", "link"]}, weight={"type": "integer"})
_DAY = _wants(date={"type": "string", "format": "date"})
_CLOSED = Standards(schema={"properties": {"title": {}, "seo": {"required": ["image"]}}, "additionalProperties": False})

RULE = Rule(
    code="P911",
    severity=Severity.ERROR,
    summary="front matter that does not follow the schema of the site",
    post=_check,
    bad=(
        Example({"a.md": "---\ntitle: A\nkind: esay\n---\n"}, standards=_KIND),
        Example({"a.md": "---\nkind: note\n---\n"}, standards=_KIND),
        Example({"content/a.md": "+++\ntitle = 'A'\nweight = 'heavy'\n+++\n"}, "hugo", standards=_KIND),
        Example({"a.md": "---\ntitle: A\ndate: 2026-02-30\n---\n"}, standards=_DAY),
        Example({"a.md": "---\ntitle: A\nmood: fine\n---\n"}, standards=_CLOSED),
        Example({"a.md": "---\ntitle: A\nseo: {robots: none}\n---\n"}, standards=_CLOSED),
    ),
    good=(
        Example({"a.md": "---\ntitle: A\nkind: essay\nweight: 3\n---\n"}, standards=_KIND),
        Example({"content/a.md": "---\nTitle: A\nKind: note\n---\n"}, "hugo", standards=_KIND),
        Example({"a.md": "---\ntitle: A\ndate: 2026-02-28\n---\n"}, standards=_DAY),
        Example({"a.md": "---\nmood: fine\n---\n"}),
    ),
    sites=lambda site: site.standards.schema is not None,
)
