"""Fields that several commands print."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from postctl.describing.shapes import COUNT, FLAG, PLACE, TEXT, listed, maybe, one_of, record, told
from postctl.model import Severity, Status

STATUS = one_of([str(each) for each in Status])
ROOT = told(TEXT, "The folder of the site, as an absolute path.")
_GENERATOR = told(TEXT, "The name of the site generator, as in postctl.toml.")
PATH = told(TEXT, "The path of the file from `root`, with `/`.")
URL = told(maybe(TEXT), "The address from the root of the site; null where it cannot be known.")
SITE = {"root": ROOT, "generator": _GENERATOR}

FINDING: Mapping[str, Mapping[str, Any]] = {
    "path": PATH,
    "line": told(PLACE, "The line it begins in, from 1."),
    "column": told(PLACE, "The column it begins at, from 1, in code points."),
    "end_line": told(PLACE, "The line it ends in."),
    "end_column": told(PLACE, "The column behind its last character."),
    "code": told({**TEXT, "pattern": "^P[0-9]{3}$"}, "The code of the rule; `postctl rule CODE` is its manual page."),
    "name": told(TEXT, "The name of the rule."),
    "severity": told(one_of([str(each) for each in Severity]), "How bad it is."),
    "message": told(TEXT, "What is wrong, in one line."),
    "help": told(TEXT, "What to do about it, in one line; may be empty."),
    "fix": told(
        maybe(
            record(
                {
                    "safe": told(FLAG, "Whether `--fix` does it; else only `--unsafe-fixes`."),
                    "edits": listed(
                        record(
                            {
                                "start": told(COUNT, "The first byte that is replaced, from 0."),
                                "end": told(COUNT, "The byte behind the last one."),
                                "text": told(TEXT, "What stands there then."),
                            }
                        ),
                        "What to replace in the bytes of the file.",
                    ),
                }
            )
        ),
        "What mends it; null where nothing does by itself.",
    ),
}
COUNTED: Mapping[str, Mapping[str, Any]] = {
    "count": told(COUNT, "How many findings of the rule there are."),
    "posts": told(COUNT, "In how many posts."),
    "fixable": told(COUNT, "How many of them have a fix."),
    "code": FINDING["code"],
    "name": FINDING["name"],
}
TOTALS = record(
    {
        "files": told(COUNT, "How many posts were looked at."),
        "errors": told(COUNT, "How many findings are errors."),
        "warnings": told(COUNT, "How many are warnings."),
        "infos": told(COUNT, "How many are worth knowing."),
        "fixable": told(COUNT, "How many `--fix` mends."),
    },
    "The totals.",
)
