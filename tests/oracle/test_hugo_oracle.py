"""Hugo is asked what it builds, and postctl has to say the same: which posts are public, draft, future and expired, and every URL.

Two witnesses: the home page of each site publishes its pages as JSON, and `hugo list all` prints them as CSV.
"""

from __future__ import annotations

import csv
import io
import json
import random
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from postctl import reading
from postctl.generators import Folder
from postctl.generators.hugo import GENERATOR
from postctl.model import Post, Status

NOW = "2026-11-23T12:00:00Z"
CLOCK = datetime(2026, 11, 23, 12, tzinfo=UTC)
HERE = Path(sys.executable).parent / "hugo"
HUGO = shutil.which("hugo") or (str(HERE) if HERE.exists() else None)

pytestmark = [pytest.mark.oracle, pytest.mark.skipif(HUGO is None, reason="no hugo on PATH or beside this Python")]

PAGE = (
    'dict "file" .File.Filename "url" .RelPermalink "title" .Title "draft" .Draft "date" .Date "publish" .PublishDate '
    '"expiry" .ExpiryDate "lastmod" .Lastmod "lang" .Language.Lang'
)
HOME = (
    "{{- $all := slice -}}{{- range site.Pages -}}{{- if and .IsPage .File -}}"
    f"{{{{- $all = $all | append ({PAGE}) -}}}}"
    "{{- end -}}{{- end -}}"
    '{{- (resources.FromString (printf "%s.witness" .Language.Lang) ($all | jsonify)).Publish -}}'
)
QUIET = 'disableKinds = ["sitemap", "rss", "taxonomy", "term", "404"]\n'
HTML = '\n[security]\nallowContent = [".*"]\n'

Files = dict[str, str]


@dataclass(frozen=True)
class Built:
    """What Hugo said of a site: pages by path as JSON records, rows of `hugo list all` by path, its messages, its exit code."""

    pages: dict[str, dict]
    rows: dict[str, dict]
    log: str
    code: int


def hugo(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [HUGO, *arguments, "--noBuildLock", "--clock", NOW, "--logLevel", "warn"]
    return subprocess.run(command, cwd=root, capture_output=True, text=True, check=False, timeout=120)


def write(root: Path, files: Files) -> None:
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())


def build(root: Path, files: Files, *flags: str) -> Built:
    """Build the site with layouts that show what Hugo knows."""
    write(root, {**files, "layouts/home.html": HOME, "layouts/all.html": "-"})
    run = hugo(root, *flags)
    listed = hugo(root, "list", "all").stdout
    rows = {row["path"]: row for row in csv.DictReader(io.StringIO(listed[max(listed.find("path,"), 0) :]))}
    pages = {}
    for witness in (root / "public").glob("*.witness"):
        for record in json.loads(witness.read_text()):
            pages[Path(record["file"]).relative_to(root.resolve()).as_posix()] = record
    shutil.rmtree(root / "public", ignore_errors=True)
    return Built(pages, rows, run.stdout + run.stderr, run.returncode)


def look(root: Path) -> dict[str, object]:
    """What postctl says: everything it reads below the content folders, by path."""
    files = frozenset(path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file())
    settings = GENERATOR.settings(Folder(files, lambda name: (root / name).read_text() if name in files else None))
    seen = {name: reading.read(name, (root / name).read_bytes(), GENERATOR, settings) for name in sorted(files)}
    return {name: result for name, result in seen.items() if result is not None}


def posts(root: Path) -> dict[str, Post]:
    return {name: result for name, result in look(root).items() if isinstance(result, Post)}


def status(post: Post) -> Status:
    """Draft before expired before scheduled, of a site that hides future posts."""
    if post.verdict.hidden:
        return post.verdict.hidden
    if post.expires and post.expires.moment and post.expires.moment < CLOCK:
        return Status.EXPIRED
    if post.goes_live and post.goes_live.moment and post.goes_live.moment > CLOCK:
        return Status.SCHEDULED
    return Status.PUBLISHED


def moment(text: str) -> datetime | None:
    """A moment in Hugo's JSON, to the microsecond; `None` for its zero date."""
    if text.startswith(("0001-01-01T00:00:00Z", "0000-")):
        return None
    return datetime.fromisoformat(re.sub(r"(\.\d{6})\d+", r"\1", text))


def site(config: str = "", security: str = HTML) -> Files:
    return {"hugo.toml": f'baseURL = "https://example.org/"\n{QUIET}{config}{security}'}


def disagreements(root: Path, files: Files) -> list[str]:
    """Everything about which the two differ, one line each; empty is what we want."""
    everything = build(root, files, "-D", "-E", "-F")
    public = build(root, files)
    mine = posts(root)
    wrong = [f"{name}: only postctl takes it for a post" for name in mine.keys() - everything.pages.keys() if not unlisted(mine[name])]
    wrong += [f"{name}: only Hugo takes it for a page" for name in everything.pages.keys() - mine.keys()]
    for name in sorted(mine.keys() & everything.pages.keys()):
        wrong += [f"{name}: {what}" for what in differences(mine[name], everything.pages[name], in_public=name in public.pages)]
    return wrong


def unlisted(post: Post) -> bool:
    return post.verdict.hidden is Status.UNLISTED or any(key in post.front for key in ("headless", "build"))


def differences(post: Post, page: dict, *, in_public: bool) -> list[str]:
    said = {
        "url": (post.url or "", page["url"]),
        "draft": (post.verdict.hidden is Status.DRAFT, page["draft"]),
        "public": (status(post) in {Status.PUBLISHED, Status.UNLISTED}, in_public),
        "goes live": (post.goes_live and post.goes_live.moment, moment(page["publish"])),
        "expires": (post.expires and post.expires.moment, moment(page["expiry"])),
        "title": (post.title if post.titled else "", page["title"]),
    }
    if not (post.date and post.date.problem):
        said["date"] = (post.date and post.date.moment, moment(page["date"]))
    return [f"{what}: postctl {mine!r}, Hugo {theirs!r}" for what, (mine, theirs) in said.items() if mine != theirs]


def fences(front: str, body: str = "Text.\n") -> str:
    return f"---\n{front}\n---\n{body}"


def record(**front: object) -> str:
    return json.dumps(front, ensure_ascii=False) + "\n\nText.\n"
