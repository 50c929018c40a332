"""Obsidian vaults and zk notebooks: notes in folders of any kind, YAML properties, no generator of their own.

* Every Markdown file is a note, but those in the folder of templates (`.obsidian/templates.json`, `templates/`), in the bin and
  among attachments. `.zk/` and `.obsidian/` hold no notes.
* Nothing is built here, so a note has no URL, and there are no drafts. Obsidian Publish leaves out what says `publish: false`;
  where that key is missing the person who publishes decides, so such notes count as public, unless they say `draft: true`, which
  the generators that read vaults take for one.
* Properties are YAML that begins on the first line. `tags` is a list, or a text with blanks or commas between; `#tag` in the body
  counts too. `aliases` are further titles, not addresses. zk reads its keys in any letter case.
* The title is `title`, else the first heading (as zk has it), else the name of the file (as Obsidian has it), which in zk may
  begin with an id.
"""

from __future__ import annotations

from postctl.generators import late
from postctl.model import Fences, Settings
from postctl.regexes import later
from postctl.site import Evidence, Folder, Generator, Template

_MARKS = (".obsidian", ".zk")
_TRASH = ("trash", "_trash", "bin", "_bin")
_TEMPLATES = ("templates", "template", "_templates")
_ATTACHED = ("attachments", "assets", "_attachments", "_assets")
_FOLDER = later(r'"(?:folder|templates_folder|template_folder)"\s*:\s*"([^"\\]{1,200})"')
_ATTACHMENTS = later(r'"attachmentFolderPath"\s*:\s*"([^"\\]{1,200})"')


def _detect(folder: Folder) -> Evidence | None:
    for mark in _MARKS:
        if f"{mark}/" in folder.files or any(path.startswith(f"{mark}/") for path in folder.files):
            return Evidence(60, f"{mark}/")
    return None


def _settings(folder: Folder) -> Settings:
    """Settings that Obsidian keeps in `.obsidian/`, as far as they name folders."""
    named = [
        *_FOLDER.findall(folder.read(".obsidian/templates.json") or ""),
        *_FOLDER.findall(folder.read(".obsidian/plugins/templater-obsidian/data.json") or ""),
        *(path for path in _ATTACHMENTS.findall(folder.read(".obsidian/app.json") or "") if not path.startswith(("/", "."))),
    ]
    usual = {path.partition("/")[0] for path in folder.files if "/" in path}
    usual = {name for name in usual if name.lower() in (*_TEMPLATES, *_TRASH, *_ATTACHED)}
    left_out = dict.fromkeys([*(path.strip("/") for path in named), *sorted(usual)])
    return Settings(
        posts=("**/*.md",),
        exclude=(".*/**", "**/.*/**", "**/node_modules/**", *(f"{path}/**" for path in left_out if path)),
    )


GENERATOR = Generator(
    name="notes",
    title="Obsidian or zk notes",
    syntaxes=("yaml",),
    fences=Fences(blank_before=False, dots_close=False),
    schema="yaml-1.2",
    detect=_detect,
    settings=_settings,
    place=late("notes.posts", "place"),
    facts=late("notes.posts", "facts"),
    reads_body=True,
    toggle=late("notes.posts", "toggle"),
    slug=late("notes.posts", "slug"),
    template=Template(
        file="{title}.md",
        front={"title": "{title}", "date": "{date:YYYY-MM-DD}", "tags": [], "publish": False},
        written={"title": "{}", "date": "{}"},
    ),
    keys=frozenset(
        "title date created modified updated aliases alias tags tag keywords cssclasses cssclass publish permalink description "
        "image cover draft lang".split()
    ),
    conventions=frozenset({"publish", "draft"}),
    date_key="date",
    taxonomies={"tags": "list", "tag": "list", "keywords": "list"},
    references=late("notes.references", "references"),
)
