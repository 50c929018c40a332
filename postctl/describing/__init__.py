"""`schema`: JSON Schemas of what postctl reads and writes, to standard draft 2020-12."""

from __future__ import annotations

from postctl.config import FILE
from postctl.describing import inferring, outputs, settings
from postctl.describing.shapes import Schema
from postctl.model import View
from postctl.site import Site

POST, CONFIG = "post", "config"
NAMES = (POST, CONFIG, *outputs.OUTPUTS)


def of_posts(site: Site, *, strict: bool = False) -> Schema:
    """Of the front matter of a site, inferred from its posts; `strict`: they may have no other keys."""
    return inferring.schema(site, strict=strict)


def of_a_form(name: str, *, strict: bool = False) -> Schema:
    """Of the settings, or of the JSON of a command; `strict`: without room for fields that a later version may add."""
    return settings.schema() if name == CONFIG else outputs.schema(name, strict=strict)


def view() -> View:
    """What there are schemas of."""
    rows = [(POST, "the front matter of this site, inferred from its posts"), (CONFIG, f"{FILE}, for your editor")]
    rows += [(name, f"{outputs.printed_by(name)}: {output.about}") for name, output in outputs.OUTPUTS.items()]
    records = tuple({"schema": name, "of": about} for name, about in rows)
    return View("schemas", ("schema", "of"), records, summary="`postctl schema NAME` prints one")
