"""A shortcode has no template, and the build ends over it.

Hugo and Zola look for the template of `{{< note >}}` and `{{ note() }}` in the folder of
shortcodes of the site and of its theme. A slip in the name, or a theme that was changed,
and nothing is built at all. Both look into code blocks and comments too: a shortcode that
is to be shown as it stands is written `{{</* note */>}}` or `{{/* note() */}}`.

The rule speaks only where all templates can be seen: not where the theme is not in the
folder, or parts of the site come in as modules.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from postctl.model import Severity
from postctl.nearest import hint
from postctl.regexes import later
from postctl.rules import Example, Finding, Rule
from postctl.rules._common import is_draft
from postctl.rules._links import at
from postctl.site import Post, Site

_HUGO = later(r"\{\{[<%]\s*/?\s*(?P<name>\w[\w-]*(?:/\w[\w-]*)*)(?=[\s/>%])")
_HUGO_SHOWN = later(r"\{\{[<%]/\*(?:.*?\*/[>%]\}\}|.*)", re.DOTALL)
_ZOLA = later(
    r"\{\{\s*(?P<name>[A-Za-z_]\w*)\s*\((?:\s*\w+\s*=[^{}]*)?\)\s*\}\}"
    r"|\{%\s*(?P<block>[A-Za-z_]\w*)\s*\((?:\s*\w+\s*=[^{}]*)?\)\s*%\}"
)
_ZOLA_SHOWN = later(r"(?:\{\{|\{%)/\*(?:.*?\*/[%}]\}|.*)", re.DOTALL)
_OF_HUGO = frozenset(
    "comment details figure gist highlight instagram instagram_simple param qr ref relref tweet twitter twitter_simple vimeo "
    "vimeo_simple x x_simple youtube youtube_simple".split()
)
_OF_ZOLA = frozenset("gist streamable vimeo youtube".split())
"""Those that some version brings along."""


def _check(post: Post, site: Site) -> Iterator[Finding]:
    is_hugo = site.generator.name == "hugo"
    known = _of_hugo(site) if is_hugo else _of_zola(site) if site.generator.name == "zola" else None
    body = post.document.content
    if known is None or "{" not in body:
        return
    text = (_HUGO_SHOWN if is_hugo else _ZOLA_SHOWN).sub(lambda shown: " " * len(shown[0]), body)
    where = "layouts/shortcodes/" if is_hugo else "templates/shortcodes/"
    severity = Severity.WARNING if is_draft(post) and not is_hugo else None  # Zola does not look into drafts
    for match in (_HUGO if is_hugo else _ZOLA).finditer(text):
        group = "name" if match["name"] else "block"
        name = match[group]
        if (name.lower() if is_hugo else name) not in known:
            help_ = _help(name, known, where)
            yield Finding(f"no shortcode is called {name}", at(post, *match.span(group)), help_, severity=severity)


@lru_cache(maxsize=64)
def _help(name: str, known: frozenset[str], where: str) -> str:
    return hint(name, sorted(known), f"add {where}{name}.html, or correct the name", most=1)


@lru_cache(maxsize=2)
def _of_hugo(site: Site) -> frozenset[str] | None:
    """The names Hugo knows, in lower case; `None` where not all templates can be seen."""
    options = site.settings.options
    module = _table(options, "module")
    if module.get("imports") or module.get("mounts"):
        return None
    roots = [str(options.get("layoutdir") or "layouts").strip("/")]
    for theme in _themes(options):
        home = f"{str(options.get('themesdir') or 'themes').strip('/')}/{theme}"
        if f"{home}/go.mod" in site.files:
            return None
        roots.append(f"{home}/layouts")
    if not all(any(path.startswith(f"{root}/") for path in site.files) for root in roots[1:] or roots):
        return None
    folders = [f"{root}/{name}/" for root in roots for name in ("shortcodes", "_shortcodes")]
    return frozenset((*_OF_HUGO, *(name.lower() for name in _names(site, folders))))


def _themes(options: Mapping[str, Any]) -> list[str]:
    theme = options.get("theme") or []
    return [str(each) for each in (theme if isinstance(theme, list) else [theme])]


@lru_cache(maxsize=2)
def _of_zola(site: Site) -> frozenset[str] | None:
    """The names Zola knows; `None` where the theme is not there."""
    roots = ["templates"]
    if theme := site.settings.options.get("theme"):
        roots.append(f"themes/{theme}/templates")
    if not all(any(path.startswith(f"{root}/") for path in site.files) for root in roots[1:] or roots):
        return None
    names = _names(site, [f"{root}/shortcodes/" for root in roots])
    return frozenset((*_OF_ZOLA, *(name.rpartition("/")[2] for name in names)))


def _names(site: Site, folders: list[str]) -> Iterator[str]:
    """The names of the files in folders, with the folders below, without all endings."""
    for path in site.files:
        for folder in folders:
            if path.startswith(folder):
                above, slash, name = path.removeprefix(folder).rpartition("/")
                yield above + slash + name.partition(".")[0]


def _table(options: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    found = options.get(key)
    return found if isinstance(found, Mapping) else {}


_A = "---\ntitle: A\n---\n"
_LAYOUTS = {"layouts/single.html": "", "layouts/shortcodes/Note.html": "", "layouts/_shortcodes/a/b.html": ""}
_TEMPLATES = {"config.toml": 'base_url = "/"', "templates/page.html": "", "templates/shortcodes/note.html": ""}

RULE = Rule(
    code="P412",
    severity=Severity.ERROR,
    summary="a shortcode without a template",
    within=_check,
    bad=(
        Example({"content/a.md": _A + '{{< not >}}Text.{{< /not >}}\n\n`{{% b "c" %}}`\n', **_LAYOUTS}, "hugo"),
        Example({"content/a.md": "+++\ntitle = 'A'\n+++\n{{ nota(text='x') }}\n", **_TEMPLATES}, "zola"),
        Example({"content/a.md": "+++\ntitle = 'A'\n+++\n{% quote() %}\nText.\n{% end %}\n", **_TEMPLATES}, "zola"),
    ),
    good=(
        Example({"content/a.md": _A + "{{< note >}}{{< /Note >}} {{% a/b %}} {{< figure src=x >}}\n", **_LAYOUTS}, "hugo"),
        Example({"content/a.md": _A + "{{</* other */>}} {{< it.inline >}}{{ 1 }}{{< /it.inline >}}\n", **_LAYOUTS}, "hugo"),
        Example({"content/a.md": _A + "{{< other >}}\n", "hugo.toml": "theme = 'gone'", **_LAYOUTS}, "hugo"),
        Example({"content/a.md": _A + "{{< other >}}\n", "hugo.toml": "[[module.imports]]\npath = 'm'", **_LAYOUTS}, "hugo"),
        Example(
            {"content/a.md": "+++\ntitle = 'A'\n+++\n{{ note(a=1) }} {{/* b() */}} {{ c }} {{ d('e') }}\n", **_TEMPLATES}, "zola"
        ),
    ),
    signs=("{",),
    sites=lambda site: site.generator.name in ("hugo", "zola"),
)
