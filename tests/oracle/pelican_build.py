"""Reads `[root, ...]` as JSON from stdin and answers, for each, what the real Pelican makes of the articles there.

Runs in a process of its own, with the Python that has Pelican; nothing is written.
"""

from __future__ import annotations

import json
import logging
import os
import sys
import warnings
from datetime import datetime

from pelican import Pelican
from pelican.generators import ArticlesGenerator
from pelican.settings import read_settings


def built(root: str) -> dict[str, object]:
    os.chdir(root)
    settings = read_settings("pelicanconf.py")
    settings["PLUGINS"] = []
    context = {**settings, "generated_content": {}, "static_links": set(), "static_content": {}, "localsiteurl": ""}
    generator = ArticlesGenerator(
        context=context, settings=settings, path=settings["PATH"], theme=settings["THEME"], output_path=settings["OUTPUT_PATH"]
    )
    try:
        generator.generate_context()
    except (AssertionError, AttributeError, LookupError, TypeError, ValueError) as error:  # these end the build
        return {"error": f"{type(error).__name__}: {error}"}
    kinds = {
        "published": (*generator.articles, *generator.translations),
        "hidden": (*generator.hidden_articles, *generator.hidden_translations),
        "draft": (*generator.drafts, *generator.drafts_translations),
    }
    return {"posts": [told(article, kind, root) for kind, articles in kinds.items() for article in articles]}


def told(article, kind: str, root: str) -> dict[str, object]:
    known = hasattr(article, "date") and article.date.year < 9999
    return {
        "path": os.path.relpath(article.source_path, os.path.realpath(root)),
        "kind": kind,
        "title": str(article.title) if hasattr(article, "title") else None,
        "slug": getattr(article, "slug", None),
        "url": article.url,
        "date": article.date.isoformat() if known and isinstance(article.date, datetime) else None,
        "tags": [tag.name for tag in getattr(article, "tags", [])],
        "lang": article.lang,
    }


if __name__ == "__main__":
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    assert Pelican
    json.dump([built(root) for root in json.load(sys.stdin)], sys.stdout)
