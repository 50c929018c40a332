"""Hugo is asked what it builds, and postctl has to say the same: which posts are public, draft, future, expired; every URL.

Two witnesses: the home page of each site publishes its pages as JSON, and `hugo list` prints paths as CSV.
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
from datetime import UTC, datetime
from pathlib import Path

import pytest

from postctl import reading
from postctl.generators.hugo import GENERATOR
from postctl.model import Date, Status
from postctl.site import Folder, Post
from postctl.values import dataclass

NOW = "2026-11-23T12:00:00Z"
CLOCK = datetime(2026, 11, 23, 12, tzinfo=UTC)
HERE = Path(sys.executable).parent / "hugo"
HUGO = shutil.which("hugo") or (str(HERE) if HERE.exists() else None)
SINCE = (0, 168)


def missing() -> str:
    """Why there is nobody to ask, or `''`."""
    if HUGO is None:
        return "no hugo on PATH or beside this Python"
    said = subprocess.run([HUGO, "version"], capture_output=True, text=True, check=False).stdout
    version = re.search(r"hugo v(\d+)\.(\d+)", said)
    known = version is not None and (int(version[1]), int(version[2])) >= SINCE
    return "" if known else f"these facts are of Hugo 0.168 and later, and this is {version[0] if version else 'unknown'}"


pytestmark = [pytest.mark.oracle, pytest.mark.skipif(bool(missing()), reason=missing())]

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
    """What Hugo made of a site: its pages by path as JSON records, its messages, its exit code."""

    pages: dict[str, dict]
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
    pages = {}
    for witness in (root / "public").rglob("*.witness"):
        for record in json.loads(witness.read_text()):
            pages[Path(record["file"]).relative_to(root.resolve()).as_posix()] = record
    shutil.rmtree(root / "public", ignore_errors=True)
    return Built(pages, run.stdout + run.stderr, run.returncode)


def listed(root: Path, kind: str) -> set[str]:
    """The paths `hugo list drafts|future|expired` names."""
    text = hugo(root, "list", kind).stdout
    return {row["path"] for row in csv.DictReader(io.StringIO(text[max(text.find("path,"), 0) :]))}


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
    if post.expires and post.expires.moment and post.expires.moment <= CLOCK:
        return Status.EXPIRED
    if post.goes_live and post.goes_live.moment and post.goes_live.moment > CLOCK:
        return Status.SCHEDULED
    return Status.PUBLISHED


def moment(text: str) -> datetime | None:
    """A moment in Hugo's JSON; `None` for its zero date. Without fractions, which Hugo loses between its four dates."""
    return None if text.startswith(("0001-01-01T00:00:00Z", "0000-")) else datetime.fromisoformat(re.sub(r"\.\d+", "", text))


def written(date: Date | None) -> datetime | None:
    return date.moment.astimezone(UTC).replace(microsecond=0) if date and date.moment else None


def site(config: str = "", security: str = HTML) -> Files:
    return {"hugo.toml": f'baseURL = "https://example.org/"\n{QUIET}{config}{security}'}


def disagreements(root: Path, files: Files, *, public: bool = True) -> list[str]:
    """Everything about which the two differ, one line each; empty is what we want. Without `public` one build is enough."""
    everything = build(root, files, "-D", "-E", "-F")
    published = build(root, files).pages if public else None
    assert everything.pages, everything.log
    mine = posts(root)
    hugos = {page["url"] for page in everything.pages.values()}  # of two files for one page Hugo takes one
    unseen = (name for name in mine.keys() - everything.pages.keys() if not unlisted(mine[name]) and mine[name].url not in hugos)
    wrong = [f"{name}: only postctl takes it for a post" for name in unseen]
    wrong += [f"{name}: only Hugo takes it for a page" for name in everything.pages.keys() - mine.keys()]
    for name in sorted(mine.keys() & everything.pages.keys()):
        wrong += [f"{name}: {what}" for what in differences(mine[name], everything.pages[name])]
        if published is not None and (status(mine[name]) in {Status.PUBLISHED, Status.UNLISTED}) is not (name in published):
            wrong.append(f"{name}: postctl says {status(mine[name])}, public in Hugo: {name in published}")
    return wrong


def unlisted(post: Post) -> bool:
    return post.verdict.hidden is Status.UNLISTED or any(key in post.front for key in ("headless", "build"))


def differences(post: Post, page: dict) -> list[str]:
    said = {
        "url": (post.url or "", page["url"]),
        "draft": (post.verdict.hidden is Status.DRAFT, page["draft"]),
        "goes live": (written(post.goes_live), moment(page["publish"])),
        "expires": (written(post.expires), moment(page["expiry"])),
        "title": (post.title if post.titled else "", page["title"]),
    }
    if not (post.date and post.date.problem):
        said["date"] = (written(post.date), moment(page["date"]))
    return [f"{what}: postctl {mine!r}, Hugo {theirs!r}" for what, (mine, theirs) in said.items() if mine != theirs]


def fences(front: str, body: str = "Text.\n") -> str:
    return f"---\n{front}\n---\n{body}"


def record(**front: object) -> str:
    return json.dumps(front, ensure_ascii=False) + "\n\nText.\n"


# --- the sites --------------------------------------------------------------------------------------------------------

TITLES = [
    *["a/b", "abc/", "/abc", "a%20b", "a+b", "a?b", "a&b", ".", "..", "../x", "/", " a ", "a  b", "a - b", "a\u00a0b", "\u200b"],
    *["(x)", "a:b", "a\\b", "!", "🎉", "🎉 party", "a🎉b", "½", "Ⅷ", "a—b", "№", "a\tb", "%41", "%e9", "x%", "x%4", "A%2Fb", "#"],
    *[
        "##",
        "a#b#c",
        "C#",
        "C++ & C#",
        "+",
        "ⓐ",
        "①",
        "a\u00adb",
        "-a-",
        "--a--b--",
        "İ",
        "ΑΣ",
        "A/../B",
        "",
        "100% sure",
        "index",
    ],
    *[
        "Index",
        "_index",
        "ǅ",
        "ﬁ",
        "ẞ",
        "é",
        "e\u0301",
        "{x}",
        "[x]",
        "a..b",
        "x.",
        ".x",
        "~",
        "@x",
        "\\",
        "日本 語",
        "क्षि",
        ":title",
    ],
    *["Crème: brûlée", 'C++ "x"', "ünï_Code", "abc.html", "𝒜", "٣"],
]
URLS = [
    *["/abc", "abc", "/abc/", "abc/", "/abc.html", "abc.html", "/a/b.c/d", "/a/b.c/d/", "/", "", "./", "..", "../x", "/a/../b"],
    *[
        "/a/./b",
        "/ABC Def/",
        "/ünïcode/",
        "/a%20b/",
        "/a?b=c",
        "/a#b",
        "/a//b",
        "//x/y",
        "/index.html",
        "/foo/index.html",
        "/a.b/",
    ],
    *[
        "/a\\b",
        "/:slug/",
        "/:year/:month/:title/",
        "/x/:slug",
        "/\\:x",
        "/a&b",
        "/a+b",
        "/日本/",
        "/q?x=1.html",
        " /a/ ",
        "ftp://x",
    ],
    *[
        "HTTP://x",
        "/a.",
        "/a..b/",
        "/...",
        "/a/..",
        "/<b>",
        '/"q"',
        "/(1)",
        "/*",
        "/it's",
        "/a;b=c",
        "/a|b",
        "/[x]",
        "/{x}",
        "/~u",
    ],
    *["/a\u00a0b", "/foo.HTML", "/:sections[0]/x/", "/é(1)/", "/:title/é", "/a b/(x)", "/%41 b"],
]
ADDRESSES = {
    **{f"content/p/title-{number}.md": record(title=text) for number, text in enumerate(TITLES)},
    **{f"content/p/slug-{number}.md": record(title="T", slug=text) for number, text in enumerate(TITLES)},
    **{
        f"content/q/url-{number}.md": record(title="The Title", date="2020-03-04T05:06:07Z", url=text)
        for number, text in enumerate(URLS)
    },
}
NAMES = [
    *["a/x.MD", "a/y.Md", "a/z.adoc.md", "a/.hidden/x.md", "a/#dir/x.md", "a/dir~/x.md", "a/node_modules/x.md", "a/.git/x.md"],
    *["a/w.md.txt", "a/_INDEX.md", "d/_Index.md", "a/e.en.md", "a/e.fr.md", "a/x.y.z.md", "a/md", "a/.md", "a/-x.md", "a/ΣΣ.md"],
    *["a/nfd-e\u0301.md", "a/a+b.md", "a/100%.md", "a/%41.md", "a/a--b.md", "a/@.md", "a/~t.md", "a/a\u00a0b.md", "a/🎉.md"],
    *[
        "a/İ.md",
        "a/l/index.txt",
        "a/l/x.md",
        "a/#h.md",
        "a/h#.md",
        "a/x~y.md",
        "a/til.md~",
        "a/k.markdown",
        "a/k2.mdown",
        "a/k3.mkd",
    ],
    *[
        "a/k5.mdx",
        "a/en.md",
        "a/_index.x.md",
        "a/index.x.md",
        "a/my.index.md",
        "en.x/a.md",
        "a/x..md",
        "a/..y.md",
        "_drafts/x.md",
    ],
    *[
        "b/index.md",
        "b/_index.md",
        "b/c.md",
        "b/deep/c.md",
        "b/deep/index.md",
        "Up/INDEX.md",
        "Up/x.md",
        "lb/index.html",
        "lb/o.md",
    ],
    *["top.md", "top bundle/index.md", "top bundle/note.md", "Big Sec/My Post É (1).md", "Big Sec/under score_/x.md", "a/p.html"],
    *["a/v.htm", "a/_hid.md", "a/&.md", "a/2020-01-02-dated.md", "a/deep/er/x.md"],
]
PLACES = {f"content/{name}": "---\ntitle: t\n---\nx\n" for name in NAMES}
DATED = [
    *["2020-01-02-hello", "2020-01-02_hello", "2020-01-02 hello", "2020-01-02hello", "2020-01-02", "2020-01-02-03-04-05-hello"],
    *["2020-01-02-03-04-05", "2020-1-2-x", "20200102-x", "x-2020-01-02", "2020-13-02-x", "2020-01-02-03-04-x", "2020-02-30-x"],
    *[
        "2020-01-02--__hello--",
        "02 Jan 2020 hello",
        "2020-01-02-Hello World",
        "2020-01-02-a.b",
        "2020-01-02T03-04-05-x",
        "2020-01-02-3",
    ],
    *[
        "2020-01-021",
        "2020-01-02-03-04-056",
        "2020-01-02-25-04-05-x",
        "2020-01-02-99",
        "2031-05-06-future",
        "2020-01-02T03-04-05",
    ],
    *["2020-01-02-03-04-05hello", "2020-01-02T03-04", "2020-01-02-1999-01-01-x", "2020-01-02-é", "2020-01-0", "12020-01-02-x"],
    *["2020-01-02.md", "2020-01-02.x.y", "2020-01-02 03-04-05 x", "2020-01-02-03-04-05.6", "2020-01-02-03:04:05-x"],
]
FROM_NAMES = {
    **{f"content/p/{name}.md": record(title="T") for name in DATED},
    **{f"content/b/{name}/index.md": record(title="T") for name in DATED},
    "content/p/2021-02-03-own.md": record(title="T", slug="own-slug"),
    "content/p/2021-02-03-empty.md": record(title="T", slug=""),
    "content/p/2021-02-03-date.md": record(title="T", date="2022-02-02"),
    "content/p/2021-02-03-publish.md": record(title="T", publishDate="2022-02-02"),
    "content/p/2021-02-03-changed.md": record(title="T", lastmod="2022-02-02"),
    "content/p/2021-02-03-gone.md": record(title="T", expiryDate="2022-02-02", gone="2023-03-03"),
}
SECTIONS = {
    "content/posts/2020/deep/One Two.md": record(title="One", date="2021-02-03T23:04:05-05:00"),
    "content/posts/_index.md": record(title="All My Posts"),
    "content/posts/2020/_index.md": record(title="Year", slug="y20"),
    "content/posts/bund/index.md": record(title="B", date="2021-02-03"),
    "content/posts/nodate.md": record(title="N"),
    "content/posts/titleless.md": record(date="2020-02-03"),
    "content/top.md": record(title="Top", date="2021-02-03"),
    "content/tb/index.md": record(title="TB"),
    "content/other/_index.md": "---\ntitle: The Other\n---\n",
    "content/other/A B.C.md": record(title="O", slug="my slug"),
    "content/bare/x.md": record(title="X"),
    "content/Big Sec/y.md": record(title="Y"),
    "content/Big Sec/Sub Sec/_index.md": '+++\ntitle = "S"\nslug = "Sub Ject"\n+++\n',
    "content/Big Sec/Sub Sec/Z z.md": record(title="Z"),
    "content/Big Sec/Sub Sec/bundle/index.md": record(title="Z", slug="bun"),
    "content/posts/2020/uml/index.md": record(title="Ü", date="2020-12-31T23:59:59-11:00"),
}
TOKENS = (
    ":year :month :monthname :day :weekday :weekdayname :yearday :section :sections :title :slug :contentbasename "
    ":slugorcontentbasename :filename :slugorfilename :sections[0] :sections[1:] :sections[last] :sections[:1] :sections[:last] "
    ":sections[5] :sections[0:9] :sections[-1] :sections[x] :sections[1]x :sections[1:1] :sections[2:last] :2006 :06 :Jan "
    ":January02 :15 :2006_01 :02Jan06 :Monday :Mon :1 :2 :3 :03pm :002 :04 :05"
).split()
CASCADES = {
    "content/a/_index.md": record(title="A", cascade={"draft": True}),
    "content/a/x.md": record(title="x"),
    "content/a/y.md": record(title="y", draft=False),
    "content/a/b/z.md": record(title="z"),
    "content/c/_index.md": record(
        title="C",
        cascade=[
            {"target": {"path": "/c/d/**"}, "draft": True},
            {"target": {"path": "**e*"}, "draft": True},
            {"target": {"kind": "page"}, "slug": "cascaded"},
        ],
    ),
    "content/c/d/x.md": record(title="x"),
    "content/c/e.md": record(title="e"),
    "content/c/f.md": record(title="f"),
    "content/g/_index.md": record(title="g", cascade={"params": {"draft": True}}),
    "content/g/x.md": record(title="x"),
    "content/h/_index.md": record(title="h", draft=True, cascade={"date": "2030-01-01"}),
    "content/h/x.md": record(title="x"),
    "content/i/_index.md": record(title="i", cascade={"Draft": True, "expiryDate": "2001-01-01"}),
    "content/i/x.md": record(title="x"),
    "content/j/_index.md": record(title="i", cascade={"draft": True}),
    "content/j/k/_index.md": record(title="i", cascade={"draft": False}),
    "content/j/k/x.md": record(title="x"),
    "content/l/x.md": record(title="x"),
    "content/n/_index.md": record(title="i", cascade={"draft": True, "target": {"environment": "development"}}),
    "content/n/x.md": record(title="x"),
    "content/o/_index.md": record(title="i", cascade={"target": {"path": "{/o/x,/o/y}"}, "draft": True}),
    "content/o/x.md": record(title="x"),
    "content/o/z.md": record(title="x"),
    "content/self/index.md": record(title="x", cascade={"draft": True}),
    "content/title/_index.md": record(title="T", cascade={"title": "Given", "url": "/given/"}),
    "content/title/x.md": record(),
}
TWO = "[languages.en]\nweight = 1\n[languages.fr]\nweight = 2\n"
DIRS = '[languages.en]\ncontentDir = "content/en"\n[languages.fr]\ncontentDir = "content/fr"\n'
LANGUAGES = {
    "content/p/a.md": record(title="a"),
    "content/p/a.fr.md": record(title="a"),
    "content/p/b.de.md": record(title="b"),
    "content/p/c.en.md": record(title="c"),
    "content/p/d.fr.x.md": record(title="d"),
    "content/p/e.FR.md": record(title="e"),
    "content/p/f.fr.en.md": record(title="f"),
    "content/p/bundle/index.fr.md": record(title="bundle", slug="x"),
    "content/p/other/index.md": record(title="bundle"),
    "content/p/u.fr.md": record(title="u", url="/u/"),
    "content/p/v.fr.md": record(title="v", url="v/"),
    "content/p/w.fr.md": record(title="w", url="/fr/w/"),
    "content/p/x.fr.md": record(title="x", url="fr/x/"),
    "content/p/_index.fr.md": record(title="P", slug="pp", cascade={"draft": True}),
    "content/s.fr/y.md": record(title="y"),
    "content/fr/p/a.md": record(title="in its folder"),
    "content/en/p/b.fr.md": record(title="in the other's"),
}
SITES: dict[str, tuple[str, Files]] = {
    "addresses": ("", ADDRESSES),
    "titles in permalinks": ('[permalinks]\np = "/t/:title/"\n', ADDRESSES),
    "slugs in permalinks": ('[permalinks]\np = "/s/:slug"\n', ADDRESSES),
    "names in permalinks": ('[permalinks.page]\np = "/:slugorcontentbasename:filename"\nq = "/q/:title"\n', ADDRESSES),
    "upper case": ("disablePathToLower = true\n", ADDRESSES),
    "no accents": ("removePathAccents = true\n", ADDRESSES),
    "ugly": ("uglyURLs = true\n", ADDRESSES),
    "ugly permalinks": ('uglyURLs = true\n[permalinks]\np = "/s/:slug"\n', ADDRESSES),
    "ugly section": ("[uglyURLs]\np = true\na = true\n", ADDRESSES | PLACES),
    "language in the path": ("defaultContentLanguageInSubdir = true\n", ADDRESSES),
    "places": ("", PLACES),
    "places, upper case": (
        "disablePathToLower = true\n",
        {name: text for name, text in PLACES.items() if "INDEX" not in name},  # Hugo puts `_INDEX` into the URLs of other pages
    ),
    "places, two languages": (TWO, PLACES),
    "names with dates": ('[frontmatter]\ndate = [":filename", ":default"]\n', FROM_NAMES),
    "names, if no date": (
        'timeZone = "America/New_York"\n[frontmatter]\ndate = ["date", ":filename"]\npublishDate = ["publishdate"]\n',
        FROM_NAMES,
    ),
    "names in permalinks, with dates": ('[permalinks]\np = "/:year/:slug/"\n[frontmatter]\nDate = ":fileName"\n', FROM_NAMES),
    "names for the last change": ('[frontmatter]\nlastmod = [":filename", "lastmod"]\n', FROM_NAMES),
    "sections": ("", SECTIONS),
    "section slugs in patterns": (
        '[permalinks]\nposts = "/:sectionslug/:sectionslugs/:slug"\nother = "/:sectionslugs[1:]x/:slug"\n',
        SECTIONS,
    ),
    "cascades": ('[[cascade]]\ntitle = "From the site"\n[cascade.target]\npath = "/l/*"\n', CASCADES),
    "cascades of the site": ('[cascade]\ndraft = true\n[cascade.target]\nkind = "page"\n', CASCADES),
    "languages": (TWO, LANGUAGES),
    "languages, French first": ('defaultContentLanguage = "fr"\n' + TWO, LANGUAGES),
    "languages, all in the path": ("defaultContentLanguageInSubdir = true\n" + TWO, LANGUAGES),
    "language folders": (DIRS + '[languages.fr.permalinks]\np = "/z/:slug"\n', LANGUAGES),
    "languages with hosts": (
        '[languages.en]\nbaseURL = "https://en.example.org"\n[languages.fr]\nbaseURL = "https://fr.example.org"\n',
        LANGUAGES,
    ),
    "one language disabled": ('disableLanguages = ["fr"]\n' + TWO, LANGUAGES),
    "no table of languages": ('defaultContentLanguage = "fr"\n', LANGUAGES),
    "mounts": (
        '[[module.mounts]]\nsource = "src"\ntarget = "content"\n[[module.mounts]]\nsource = "posts"\ntarget = "content/blog"\n',
        {"src/a.md": "x", "src/p/b.md": "x", "content/c.md": "x", "posts/x.md": "x", "posts/deep/y.md": "x"},
    ),
    "mounts of other things": (
        '[[module.mounts]]\nsource = "src"\ntarget = "assets"\n',
        {"src/a.md": "x", "content/c.md": "x"},
    ),
    "content folder": ('contentDir = "./src/"\n', {"src/a.md": "x", "content/c.md": "x"}),
    "ignored files": (
        'ignoreFiles = ["/d/", "c\\\\.md$"]\n',
        {"content/d/x.md": "x", "content/c.md": "x", "content/e/x.md": "x", "content/cc.md": "x", "content/c.mdown": "x"},
    ),
}


@pytest.mark.parametrize("name", SITES)
def test_addresses_and_places(tmp_path, name):
    config, files = SITES[name]
    assert disagreements(tmp_path, {**site(config), **files}, public=False) == []


def test_a_home_page_that_is_a_bundle_swallows_the_site(tmp_path):
    files = {**site(), "content/index.md": "x", "content/a.md": "x", "content/p/b.md": "x"}
    assert build(tmp_path, files).pages == {}
    assert posts(tmp_path) == {}


def test_permalink_tokens(tmp_path):
    rules = "".join(f'"t{number}" = "/Q{token}/z"\n' for number, token in enumerate(TOKENS))
    files = {
        name.replace("content/", f"content/t{number}/"): text
        for number, _ in enumerate(TOKENS)
        for name, text in {**SECTIONS, "content/_index.md": "---\ntitle: Top\n---\n"}.items()
    }
    assert disagreements(tmp_path, {**site(f"[permalinks.page]\n{rules}"), **files}, public=False) == []


@pytest.mark.parametrize("token", [":section", ":sections", ":sections[0]", ":slug", ":filename"])
def test_permalinks_of_top_pages(tmp_path, token):
    assert disagreements(tmp_path, {**site(f'[permalinks]\n"/" = "/Q{token}/z"\n'), **SECTIONS}) == []


# --- front matter -----------------------------------------------------------------------------------------------------

DRAFTS = (
    'true false "true" "false" yes no on off y n Yes YES True TRUE False "True" "TRUE" "tRUE" "yes" "t" "T" "F" t 1 0 "1" "0" 2 '
    "-1 1.0 0.0 1.5 null ~ [] [true] {} draft 0x1 .nan 2020-01-01"
).split()
PUBLISHED = 'true false "false" no yes 0 1 "no" "true" null "" off 2020-01-01 2031-01-01 2.5'.split()
MOMENTS = [
    *["2023-10-15T13:18:50-07:00", "2023-10-15T13:18:50-0700", "2023-10-15T13:18:50Z", "2023-10-15T13:18:50", "2023-10-15"],
    *["15 Oct 2023", "2023-10-15T13:18", "2023-10-15 13:18:50", "2023-10-15 13:18", "2023-10-15 13:18:50 +0200"],
    *["2023-10-15 13:18:50 +02:00", "2023-10-15 13:18:50+02:00", "2023-10-15 13:18:50+0200", "2023-10-15 13:18:50Z"],
    *["2023-10-15 13:18:50 UTC", "2023-10-15 13:18:50 EST", "2023-10-15 13:18:50 +0200 CEST", "2023-10-15 13:18:50 Z"],
    *[
        "2023-10-15 13:18:50.5 +0000 UTC",
        "2023-10-15 13:18:50.123",
        "2023-10-15T13:18:50.123456789+02:00",
        "2023-10-15t13:18:50z",
    ],
    *["2023-10-15T13:18:50,5Z", "2023-10-15T13:18:50.5-0700", "2023-1-5", "2023-01-5", "2023/10/15", "15/10/2023", "10-15-2023"],
    *["15 October 2023", "5 Oct 2023", "05 Oct 2023", "15 oct 2023", "15 OCT 2023", "Oct 15, 2023", "October 15, 2023"],
    *[
        "Sun, 15 Oct 2023 13:18:50 +0200",
        "Sun, 15 Oct 2023 13:18:50 GMT",
        "Sun, 15 Oct 2023 13:18:50 CEST",
        "15 Oct 23 13:18 +0200",
    ],
    *["Mon, 15 Oct 2023 13:18:50 GMT", "15 Oct 23 13:18 UTC", "15 Oct 70 13:18 UTC", "Sunday, 15-Oct-23 13:18:50 UTC"],
    *["Sun Oct 15 13:18:50 2023", "Sun Oct  5 13:18:50 2023", "Sun Oct 15 13:18:50 UTC 2023", "Sun Oct 15 13:18:50 +0200 2023"],
    *["Sun Oct 5 13:18:50 2023", "Sun Oct 5 13:18:50 +0200 2023", "2023-10-15T13:18:50+02", "2023-02-30", "2023-13-01"],
    *["2023-10-15T24:00:00Z", "2023-10-15T23:59:60Z", "0000-00-00", "9999-12-31", "10000-01-01", "2023-10-15 3:18:50"],
    *[
        "2023-10-15T3:18:50Z",
        "2023-10-15 1:2:3",
        "2023-10-15  13:18:50",
        "2023-10-15T13:18:50+14:30",
        "2023-10-15T13:18:50+25:00",
    ],
    *["today", "TBD", "2023-W41", "2023-288", "2023-10-15T13:18:50Z+01:00", "2023-10-15T13:18:50 Z", "20231015T131850Z"],
    *[
        "2031-01-01",
        "2031-01-01T00:00:00+01:00",
        "2026-11-23",
        "2026-11-23T12:00:00Z",
        "2026-11-23T12:00:01Z",
        "2026-11-23T13:00:00",
    ],
    *["2026-11-23T11:59:59Z", "2021-03-14T02:30:00", "2021-11-07T01:30:00", "2021-03-28T02:30:00", "2021-10-31T02:30:00"],
    *["2021-03-14 01:59:59", "2021-03-14 03:00:00", "2021-11-07 02:00:00", "2021-10-31 03:00:00"],
]
NUMBERS = ["20231015", "1697375930", "-1", "0", "2023", "1.5", "true", "false", "null", "[]", "{}", "2000000000"]
TABLE = [
    *[f"draft: {value}" for value in DRAFTS],
    *[f"published: {value}" for value in PUBLISHED],
    *[f"published: {value}\ndate: 2020-01-01" for value in PUBLISHED],
    *[f"published: {value}\npublishDate: 2020-01-01" for value in PUBLISHED],
    *[f"published: {value}\ndraft: {draft}" for value in PUBLISHED for draft in ("true", "false")],
    *["Draft: true", "DRAFT: true", "dRaFt: false", "status: draft", "hidden: true", "is_draft: true", "params:\n  draft: true"],
    *["date: 2031-01-01\npublishDate: 2020-01-01", "date: 2020-01-01\npublishDate: 2031-01-01", "publishDate: 2031-01-01"],
    *["pubdate: 2031-01-01", "pubdate: 2031-01-01\npublishDate: 2020-01-01", "lastmod: 2031-01-01", "modified: 2031-01-01"],
    *["lastmod: 2031-01-01\ndate: 2020-01-01", "date: bad\nlastmod: 2031-02-02", "publishDate: bad\ndate: 2031-01-01"],
    *["date: bad", "lastmod: bad", "expiryDate: bad", "date: bad\npublishDate: 2031-01-01", "date:\npublishDate: 2031-01-01"],
    *['date: ""\nlastmod: 2031-01-01', "expiryDate: 2020-01-01", "unpublishdate: 2020-01-01", "expirydate: 2031-01-01"],
    *["expiryDate: 2020-01-01\nunpublishdate: 2031-01-01", "expiryDate: bad\nunpublishdate: 2020-01-01"],
    *["expiryDate: 2026-11-23T12:00:00Z", "expiryDate: 2026-11-23T11:59:59Z", "expiryDate: 2020-01-01\ndraft: true"],
    *[
        "publishDate: 2026-11-23T12:00:00Z",
        "publishDate: 2026-11-23T12:00:01Z",
        "headless: true",
        'headless: "true"',
        "headless: yes",
    ],
    *[
        "build:\n  render: never",
        "build:\n  render: link",
        "build:\n  List: Never",
        "build: {}",
        "build:",
        "build:\n  list: local",
    ],
    *["build:\n  render: never\ndraft: true", "build:\n  Render: false", "build:\n  list: 1"],
    *["title: 5", "title: 1.50", "title: true", "title: null", "title: [a]", "title: {a: b}", "title: 2020-01-01", 'title: ""'],
    *["Title: x", "title: ' padded '", 'title: "\\u00e9"', "title: 1.0", "title: 10:00", "title: Yes", "title: 0.0000001"],
    *[
        "title: |\n  two\n  lines",
        "title: >-\n  folded\n  text",
        "title: x # comment",
        "title: 'it''s'",
        "title: .inf",
        "title: -0.0",
    ],
    *["slug: 5", "slug: [a]", "slug: true", "slug:", "slug: Ab C", "SLUG: x", "url: 5", "url: true", "url: [a]", "url:"],
    *[
        "tags: a b",
        "tags: [a, 1]",
        "cascade:\n  draft: true",
        "cascade:\n  - draft: true",
        "draft: false\ncascade:\n  draft: true",
    ],
]


def by_table(fronts: list[str]) -> Files:
    return {f"content/t/row-{number}.md": fences(front) for number, front in enumerate(fronts)}


def written_three_ways() -> Files:
    plain = {f"content/yaml/{number}.md": fences(f"date: {text}") for number, text in enumerate([*MOMENTS, *NUMBERS])}
    quoted = {f"content/quoted/{number}.md": fences(f'expiryDate: "{text}"') for number, text in enumerate(MOMENTS)}
    toml = {f"content/toml/{number}.md": f'+++\npublishDate = "{text}"\n+++\n' for number, text in enumerate(MOMENTS)}
    own = (
        "2023-10-15T13:18:50-07:00",
        "2023-10-15 13:18:50",
        "2023-10-15",
        "2031-10-15T13:18:50.5Z",
        "2021-03-14T02:30:00",
        "20231015",
    )
    bare = {f"content/bare/{number}.md": f"+++\ndate = {text}\n+++\n" for number, text in enumerate(own)}
    js = {f"content/json/{number}.md": json.dumps({"lastmod": text}) + "\n" for number, text in enumerate(MOMENTS)}
    return plain | quoted | toml | bare | js


@pytest.mark.parametrize("zone", ["", "UTC", "America/New_York", "Europe/Paris", "Asia/Kolkata", "Pacific/Auckland"])
def test_dates(tmp_path, zone):
    config = f'timeZone = "{zone}"\n' if zone else ""
    assert disagreements(tmp_path, {**site(config), **written_three_ways()}) == []


@pytest.mark.parametrize("config", ["", 'timeZone = "America/New_York"\n', '[frontmatter]\npublishDate = ["publishdate"]\n'])
def test_front_matter_table(tmp_path, config):
    assert disagreements(tmp_path, {**site(config), **by_table(TABLE)}) == []


def test_list_commands(tmp_path):
    write(tmp_path, {**site(), **by_table(TABLE)})
    for name, post in posts(tmp_path).items():
        if "build fails" in told(post):
            (tmp_path / name).unlink()  # with such a post the commands list nothing
    mine = posts(tmp_path)
    drafts = {name for name, post in mine.items() if post.verdict.hidden is Status.DRAFT}
    assert listed(tmp_path, "drafts") == drafts
    assert listed(tmp_path, "future") == {name for name, post in mine.items() if after(post.goes_live)}
    assert listed(tmp_path, "expired") == {name for name, post in mine.items() if post.expires and not after(post.expires)}


def after(date: Date | None) -> bool:
    return bool(date and date.moment and date.moment > CLOCK)


ENDS_THE_BUILD = [
    *["build: never", "build: []", "build: true", "params: 5", "url: https://example.org/a", "url: http://example.org"],
    *["aliases: [https://example.org]", "_build:\n  list: never", "published: false", "published: true\ndate: 2020-01-01"],
    *["date: 15/10/2023", "publishDate: tomorrow", "lastmod: TBD", "expiryDate: never", "date: [2020-01-01]", "date: true"],
    *["title: a: b", "date: [", 'title: "a\\qb"', "- a\n- b", "just text", "a: *x", "\ttitle: x", "title: x\n title: y"],
]


@pytest.mark.parametrize("front", ENDS_THE_BUILD)
def test_what_ends_the_build(tmp_path, front):
    name = "content/p/a.md"
    built = build(tmp_path, {**site(), name: fences(front)})
    assert built.code == 1, built.log
    seen = look(tmp_path)[name]
    assert not isinstance(seen, Post) or "build fails" in told(seen)


def told(post: Post) -> str:
    """Everything postctl says to be wrong with a post."""
    dates = (post.date, post.goes_live, post.updated, post.expires)
    return " ".join([post.verdict.trap or "", *(date.problem or "" for date in dates if date)])


@pytest.mark.parametrize(("name", "text"), [("a.html", "<p>Hi</p>"), ("a.htm", "---\ntitle: x\n---\n")])
def test_html_content_ends_the_build(tmp_path, name, text):
    files = {**site(security=""), f"content/{name}": text}
    assert build(tmp_path, files).code == 1
    assert "build fails" in told(posts(tmp_path)[f"content/{name}"])


def test_nothing_else_is_said_to_end_the_build(tmp_path):
    quiet = [front for front in TABLE if "bad" not in front]
    built = build(tmp_path, {**site(), **by_table(quiet)})
    loud = set(re.findall(r"content/t/row-\d+\.md", "".join(re.findall(r"ERROR.*", built.log))))
    assert {name for name, post in posts(tmp_path).items() if "build fails" in told(post)} == loud


LEXED = {
    "plain": "---\ntitle: x\n---\nbody",
    "byte order mark": "\ufeff---\ntitle: x\n---\nbody",
    "blank before": "\n\n  \t\n---\ntitle: x\n---\nbody",
    "indented": "  ---\ntitle: x\n---\nbody",
    "both": "\ufeff\n---\ntitle: x\n---\nbody",
    "opener with blanks": "---  \ntitle: x\n---\nbody",
    "closer with blanks": "---\ntitle: x\n---  \nbody",
    "closer with text": "---\ntitle: x\n---foo\nbody",
    "closer too long": "---\ntitle: x\n----\nbody",
    "closer at the end": "---\ntitle: x\n---",
    "empty": "---\n---\nbody",
    "comment only": "---\n# c\n---\nbody",
    "crlf": "---\r\ntitle: x\r\n---\r\nbody",
    "mixed": "---\r\ntitle: x\n---\nbody",
    "toml": '+++\ntitle="x"\n+++\nbody',
    "toml with blanks": '+++ \ntitle="x"\n+++ \nbody',
    "toml closer with text": '+++\ntitle="x"\n+++foo\nbody',
    "toml crlf": '+++\r\ntitle="x"\r\n+++\r\nbody',
    "json": '{"title":"x"}\nbody',
    "json with braces": '{"title":"x","a":{"b":"}"}}\nbody',
    "json after blanks": '\n\n {"title":"x"}\nbody',
    "json crlf": '{\r\n"title":"x"\r\n}\r\nbody',
    "json on the body's line": '{"title":"x"} body',
    "json with quotes": '{"title":"x\\"}"}\nbody',
    "html comment": "<!-- c -->\n---\ntitle: x\n---\nbody",
    "text first": "hello\n---\ntitle: x\n---\nbody",
    "heading": "# Title\n---\ntitle: x\n---\nbody",
    "fence in a block": "---\ntitle: |\n  a\n  ---\n  b\n---\nbody",
    "a rule in the body": "---\ntitle: x\n---\n---\ntitle: y\n---\nbody",
    "nothing": "",
    "text": "Only text.\n",
    "closer that is a rule": "text\n\n---\n\ntitle: y\n",
}
NOT_LEXED = {
    "fence too long": "----\ntitle: x\n----\nbody",
    "dots": "---\ntitle: x\n...\nbody\n",
    "no closer": "---\ntitle: x\n",
    "toml fence too long": '++++\ntitle="x"\n++++\nbody',
    "json comment": '{/*c*/"title":"x"}\nbody',
    "json with a comma": '{"title":"x",}\nbody',
    "a brace": "{not json}\nbody",
    "a list": "- item\nbody",
    "a language": "---yaml\ntitle: x\n---\nbody",
    "key twice": "---\ntitle: x\ntitle: y\n---\n",
}


def test_fences(tmp_path):
    files = {f"content/p/{number}.md": text for number, text in enumerate(LEXED.values())}
    assert disagreements(tmp_path, {**site(), **files}) == []


@pytest.mark.parametrize("name", NOT_LEXED)
def test_fences_that_end_the_build(tmp_path, name):
    assert build(tmp_path, {**site(), "content/p/a.md": NOT_LEXED[name]}).code == 1


# --- at random --------------------------------------------------------------------------------------------------------

CONFIGS = [
    'timeZone = "America/New_York"\n',
    'uglyURLs = true\n[permalinks]\nposts = "/:year/:month/:day/:slug/"\n',
    'timeZone = "Europe/Paris"\n[permalinks.page]\nposts = "/:sections/:title"\n"/" = "/top/:contentbasename/"\n',
    '[frontmatter]\ndate = [":filename", ":default"]\n[permalinks]\nposts = "/b/:slugorcontentbasename/"\n',
    "removePathAccents = true\ndefaultContentLanguageInSubdir = true\n" + TWO,
    'disablePathToLower = true\n[frontmatter]\npublishDate = ["go", "date"]\nexpiryDate = ["expiryDate", ":filename"]\n',
]
LETTERS = ["a", "B", "c", " ", "-", "_", ".", "é", "É", "日", "🎉", "&", "+", "#", "%", "ß", "1", "2", "(", ")", "'", "~", "@"]
KEYS = {
    "title": ["T", "My Title", "a/b: c", "", 5, None, "C++ & C#", "Ünï"],
    "date": MOMENTS,
    "publishDate": MOMENTS,
    "pubdate": MOMENTS,
    "published": [*MOMENTS, True, False, "no"],
    "lastmod": MOMENTS,
    "modified": MOMENTS,
    "expiryDate": MOMENTS,
    "unpublishdate": MOMENTS,
    "go": MOMENTS,
    "draft": [True, False, "true", "false", "yes", "no", 1, 0, None],
    "slug": TITLES,
    "url": [url for url in URLS if url not in {"ftp://x", "HTTP://x"}],
}


def chance_front(dice: random.Random) -> dict[str, object]:
    keys = [key for key in KEYS if dice.random() < (0.06 if key in {"url", "published", "pubdate", "go"} else 0.3)]
    cased = [dice.choice([key, key, key.lower(), key.upper(), key.title()]) for key in keys]
    return {name: dice.choice(KEYS[key]) for name, key in zip(cased, keys, strict=True)}


def chance_path(dice: random.Random) -> str:
    stem = "".join(dice.choice(LETTERS) for _ in range(dice.randint(1, 8))).strip(" .") or "x"
    dated = dice.choice(["", "", f"{dice.choice([2019, 2031])}-0{dice.randint(1, 9)}-1{dice.randint(0, 9)}-"])
    folder = dice.choice(["", "posts/", "posts/", "posts/Sub Dir/", "notes/", "Ö & Co/"])
    tail = dice.choice([".md", ".md", ".fr.md", "/index.md", ".markdown"])
    return f"content/{folder}{dated}{dice.randint(100, 999)}{stem}{tail}"


def chance_text(dice: random.Random) -> str:
    front = chance_front(dice)
    if dice.random() < 0.4:
        return json.dumps(front) + "\n\nText.\n"
    if dice.random() < 0.3:
        return (
            "+++\n"
            + "".join(f"{key} = {json.dumps(value, ensure_ascii=False)}\n" for key, value in front.items() if value is not None)
            + "+++\nText.\n"
        )
    return fences("\n".join(f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in front.items()))


@pytest.mark.parametrize("seed", range(len(CONFIGS)))
def test_at_random(tmp_path, seed):
    dice = random.Random(seed)
    files = {chance_path(dice): chance_text(dice) for _ in range(300)}
    assert disagreements(tmp_path, {**site(CONFIGS[seed]), **files}) == []


# --- real sites -------------------------------------------------------------------------------------------------------


def without_shortcodes(folder: Path) -> Files:
    """The content of a site, with front matter as it is, and bodies that need no theme."""
    found = {}
    for path in sorted(folder.joinpath("content").rglob("*")):
        if path.is_file():
            text = path.read_bytes().decode(errors="replace")
            front = re.match(r"\s*(---\r?\n.*?\n---|\+\+\+\r?\n.*?\n\+\+\+|\{.*?\n\})", text, re.DOTALL)
            at = front.end() if front else 0
            found[path.relative_to(folder).as_posix()] = text[:at] + text[at:].replace("{{", "{ {")
    return found


@pytest.mark.corpus
@pytest.mark.parametrize("config", ["", '[permalinks]\npost = "/:year/:month/:title/"\n'])
def test_a_site_in_json(tmp_path, corpus, config):
    files = without_shortcodes(corpus / "spf13__spf13.com@2013-json")
    assert disagreements(tmp_path, {**site(config), **files}) == []
    assert len(posts(tmp_path)) == 138


@pytest.mark.corpus
def test_a_site_with_configuration_folders(tmp_path, corpus):
    home = corpus / "letsencrypt__website"
    config = (home / "config/_default/hugo.toml").read_text()
    config = re.sub(r"(?m)^theme.*\n", "", config)
    config = re.sub(r"(?s)\[module\].*?(?=\n\[params\])", "", config)
    config = re.sub(r"(?s)\[outputFormats\].*?(?=\n# )", "", config)
    config = config.replace('"taxonomy", "term"', '"taxonomy", "term", "rss", "sitemap", "404"')
    files = {
        "config/_default/hugo.toml": config,
        "config/_default/languages.toml": '[en]\ncontentDir = "content/en"\n',
        **without_shortcodes(home),
    }
    assert disagreements(tmp_path, files) == []
    assert len(posts(tmp_path)) == 158


def test_the_example(tmp_path, copy_example):
    root = copy_example("hugo")
    config = (root / "hugo.toml").read_text()
    files = {path.relative_to(root).as_posix(): path.read_text() for path in root.glob("content/**/*.md")}
    shutil.rmtree(root)
    root.mkdir()
    assert disagreements(root, {**files, "hugo.toml": config.replace("[permalinks", f"{QUIET}[permalinks")}) == []
    assert sorted(status(post) for post in posts(root).values()) == ["draft", "expired", *["published"] * 4, "scheduled"]


def test_the_example_builds(copy_example):
    built = hugo(copy_example("hugo"))
    assert (built.returncode, "WARN" in built.stdout + built.stderr) == (0, False), built.stderr


def test_terms_that_differ_in_letter_case_are_one(tmp_path):
    """What `fold_terms` says: one page for both, which lists a post that has both once."""
    terms = (
        "{{ range $name, $pages := site.Taxonomies.tags }}{{ $name }}:{{ range $pages }} {{ .RelPermalink }}{{ end }};{{ end }}"
    )
    post = "---\ntitle: {}\ndate: 2020-01-01\ntags: {}\n---\n"
    files = {"hugo.toml": "", "content/a.md": post.format("a", "[Go, go]"), "content/b.md": post.format("b", "[GO, tea]")}
    write(tmp_path, {**files, "layouts/home.html": terms, "layouts/all.html": "-"})
    assert hugo(tmp_path).returncode == 0
    assert (tmp_path / "public/index.html").read_text() == "go: /a/ /b/;tea: /b/;"
    assert GENERATOR.fold_terms
