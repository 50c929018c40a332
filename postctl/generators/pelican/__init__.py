"""Pelican 4: articles below `PATH` with `Key: value` lines, settings in `pelicanconf.py`, which is read and never run.

What sets it apart, found in its source and by building with it:

* Every Markdown file below `ARTICLE_PATHS` is an article, unless it lies in one of `PAGE_PATHS` or `ARTICLE_EXCLUDES`. Hidden
  files are, too: the default of `IGNORE_FILES`, `**/.*`, is compared with bare names and fits none.
* An article without a title or a date, with a date that cannot be read or with a status that is none is left out, with a line
  in the log; the build goes on. Only a draft needs no date.
* `Status: draft` is built below `drafts/`, `hidden` at its own URL, without being listed. `skip` is not built, and `Skip` ends
  the build.
* Neither `draft: true` nor a folder called `drafts` makes a draft. The folder makes the category.
* Of `Tags`, `Date`, `Status`, `Slug` and their like only the first line counts.
"""

from __future__ import annotations

import re
from typing import Any

from postctl.generators import _common, late
from postctl.model import Fences, Settings
from postctl.regexes import later
from postctl.site import Evidence, Folder, Generator, Languages, Template

_CONFIG, _PUBLISHED = "pelicanconf.py", "publishconf.py"
_HOME = "content"
_ENDINGS = (".md", ".markdown", ".mkd", ".mdown")
_LINES = r"(?:[A-Za-z_-]+:.*\n(?:[ ]{4}.*\n)*)*"
_MARKED = later(rf"(?=title:){_LINES}date:[ ]*\d{{4}}-.*\n{_LINES}[ \t]*\n", re.IGNORECASE)
_LOOKED_AT = 16


def _detect(folder: Folder) -> Evidence | None:
    return Evidence(100, _CONFIG) if _CONFIG in folder.files else None


def _guess(folder: Folder) -> Evidence | None:
    """Posts that begin with `Title:` and `Date:`, without a fence and with a blank line behind (Hexo has `---`)."""
    names = sorted(name for name in folder.files if name.endswith(_ENDINGS) and not name.startswith("."))[:_LOOKED_AT]
    marked = [name for name in names if _MARKED.match((folder.read(name) or "")[:2000].replace("\r\n", "\n"))]
    return Evidence(20, f"posts with `Title:` and `Date:` lines ({marked[0]})") if len(marked) > 2 else None


def _settings(folder: Folder) -> Settings:
    options = _options(folder)
    home = _home(options, folder)
    output = str(options.get("OUTPUT_PATH") or "output").strip("/")
    return Settings(
        posts=(f"{home}/**" if home else "**",),
        exclude=(f"{output}/**", "**/node_modules/**") + (() if home else (".*/**", "**/.*/**", "themes/**", "plugins/**")),
        static=(home,),
        timezone=_common.known_zone(options.get("TIMEZONE")),
        future=options.get("WITH_FUTURE_DATES", True) not in (False, None, 0, ""),
        options=options | {"home": home},
        source=tuple(name for name in (_CONFIG, _PUBLISHED) if name in folder.files),
    )


def _options(folder: Folder) -> dict[str, Any]:
    """What both configurations and `postctl.toml` say; under `unknown` the names that only running would tell."""
    from postctl import pythonconfig

    options: dict[str, Any] = {}
    unknown: set[str] = set()
    for text in (folder.read(_CONFIG), folder.read(_PUBLISHED)):
        said = pythonconfig.constants(text or "")
        unknown |= pythonconfig.assigned(text or "")
        options = {name: value for name, value in options.items() if name not in unknown} | said
        unknown -= said.keys()
    return options | dict(folder.given) | {"unknown": frozenset(unknown - folder.given.keys())}


def _home(options: dict[str, Any], folder: Folder) -> str:
    """The folder of the content, relative to the root; what starters call `content` where the command line names it."""
    written = options.get("PATH")
    if isinstance(written, str):
        parts = [part for part in written.split("/") if part not in ("", ".")]
        return "" if ".." in parts or written.startswith("/") else "/".join(parts)
    return _HOME if any(name.startswith(f"{_HOME}/") for name in folder.files) else ""


def _languages(settings: Settings) -> tuple[str, ...]:
    """What the plugin i18n_subsites is told, behind the default language; without it any language will do."""
    sites = settings.options.get("I18N_SUBSITES")
    usual = _usual_language(settings)
    return (usual, *(str(code) for code in sites if code != usual)) if isinstance(sites, dict) and sites else ()


def _usual_language(settings: Settings) -> str:
    return str(settings.options.get("DEFAULT_LANG") or "en")


GENERATOR = Generator(
    name="pelican",
    title="Pelican",
    syntaxes=("keyvalue",),
    fences=Fences(blank_before=False, dots_close=True, prefix_closes=True),
    schema="yaml-1.1",
    detect=_detect,
    guess=_guess,
    settings=_settings,
    place=late("pelican.posts", "place"),
    facts=late("pelican.posts", "facts"),
    toggle=late("pelican.posts", "toggle"),
    slug=late("pelican.posts", "slug"),
    template=Template(
        file="content/{slug}.md",
        front={"Title": "{title}", "Date": "{date:YYYY-MM-DD HH:mm}", "Tags": "", "Status": "draft"},
        written={},
        syntax="keyvalue",
    ),
    keys=frozenset(
        "Title Date Modified Category Tags Keywords Slug Author Authors Summary Lang Translation Status Template Save_as URL "
        "Timezone Date_format Series Description".split()
    ),
    configs=(_CONFIG,),
    languages=Languages(_languages, _usual_language, key="Lang", tie="Slug", mark="-"),
    date_key="Date",
    date_form="YYYY-MM-DD HH:mm",
    fold_keys=True,
    taxonomies={"Tags": "commas", "Category": "one"},
    fold_terms=True,
    references=late("pelican.references", "references"),
)
