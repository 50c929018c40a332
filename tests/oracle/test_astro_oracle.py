"""Astro is asked what it loads and builds, and postctl has to say the same: which files are posts, which are public, every URL.

Three witnesses: `astro build` on whole sites, `astro sync` (collections only) where a build fails or is not needed, and the
packages it is made of (its front matter parser, zod, github-slugger, `new Date`) for what is quick to ask many times.
"""

from __future__ import annotations

import json
import os
import random
import re
import subprocess
import tempfile
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from postctl import reading, status
from postctl.generators.astro import GENERATOR
from postctl.generators.astro import dates as astro_dates
from postctl.model import Broken, Status
from postctl.site import Folder, Post
from postctl.slugs import astro as slugs
from tests.oracle import tools

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
ASK = Path(__file__).with_name("astro_ask.mjs")
MISSING = tools.missing_package("astro")

pytestmark = [pytest.mark.oracle, pytest.mark.skipif(bool(MISSING), reason=MISSING)]

Files = Mapping[str, str]


# --- the two sides ----------------------------------------------------------------------------------------------------


def ask(*jobs: dict[str, Any], zone: str = "UTC") -> list[Any]:
    """The answers of `astro_ask.mjs`, one process for all jobs."""
    home = tools.package("astro")
    environment = {**os.environ, "ASTRO_TELEMETRY_DISABLED": "1", "TZ": zone, "NODE_ENV": "production"}
    with tempfile.NamedTemporaryFile() as file:
        run = subprocess.run(
            ["node", str(ASK), file.name],
            input=json.dumps(jobs),
            cwd=home,
            env=environment,
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
        assert run.returncode == 0, run.stdout + run.stderr
        return json.loads(Path(file.name).read_text())


def postctl(files: Files) -> dict[str, Any]:
    """What postctl makes of each file, by path."""
    folder = Folder(frozenset(files), files.get)
    settings = GENERATOR.settings(folder)
    results = {path: reading.read(path, text.encode(), GENERATOR, settings) for path, text in sorted(files.items())}
    return {path: result for path, result in results.items() if result is not None}


def public(post: Post) -> bool:
    settings = GENERATOR.settings(Folder(frozenset(), lambda _: None))
    return status.effective(post, settings, NOW).status is Status.PUBLISHED


CONFIG = "export default { cacheDir: './.cache', %s };\n"
ROUTE = """---
import { getCollection } from 'astro:content';
export async function getStaticPaths() {
  const posts = await getCollection('%s', ({ data }) => !data.draft);
  return posts.map((post) => ({ params: { %s: post.id }, props: { post } }));
}
const { post } = Astro.props;
---
<i data-path={post.filePath} data-url={Astro.url.pathname}></i>
"""
LAYOUT = """---
---
<i data-path={Astro.props.file} data-url={Astro.url.pathname}></i><slot />
"""


def content(schema: str = "", *, base: str = "'./src/content/blog'", pattern: str = "'**/*.{md,mdx}'", before: str = "") -> str:
    """A configuration with one collection, `blog`."""
    given = f", schema: {schema}" if schema else ""
    return (
        "import { defineCollection } from 'astro:content';\nimport { glob } from 'astro/loaders';\n"
        f"import {{ z }} from 'astro/zod';\n{before}\n"
        f"const blog = defineCollection({{ loader: glob({{ base: {base}, pattern: {pattern} }}){given} }});\n"
        "export const collections = { blog };\n"
    )


@pytest.fixture(scope="module")
def sites(tmp_path_factory) -> dict[str, tuple[Files, str, dict[str, Any]]]:
    """All sites by name: their files, where they were written, and Astro's answer; one process for all of them."""
    modules = tools.package("astro") / "node_modules"
    home = tmp_path_factory.mktemp("astro")
    wanted = {name: make() for name, make in SITES.items()}
    wanted |= {f"failing-{number}": failing(*each) for number, each in enumerate(FAILING)}
    for name, files in wanted.items():
        for path, text in files.items():
            target = home / name / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8", newline="")
        (home / name / "node_modules").symlink_to(modules)
    answers = ask(*({"build" if name in BUILT else "sync": str(home / name)} for name in wanted))
    return {name: (files, str(home / name), answer) for (name, files), answer in zip(wanted.items(), answers, strict=True)}


def built(root: str, answer: dict[str, Any]) -> dict[str, str]:
    """The addresses of the pages that were built, by the path of the post."""
    found = {}
    for _, html in answer["pages"]:
        for path, url in re.findall(r'data-path="([^"]*)" data-url="([^"]*)"', html):
            found[path.removeprefix(f"{os.path.realpath(root)}/").removeprefix(f"{root}/")] = url
    return found


def differences(files: Files, root: str, answer: dict[str, Any]) -> list[str]:
    """Where the two do not agree on a site that was built, a line each."""
    from urllib.parse import unquote

    assert "error" not in answer, answer
    ours = postctl(files)
    posts = {path: post for path, post in ours.items() if isinstance(post, Post)}
    loaded = {entry["path"]: entry for entry in answer["posts"]}
    pages = built(root, answer)
    in_pages = {path for path in posts if re.match(r"\w+/pages/", path)}
    found = [f"Astro loads it, postctl does not: {path}: {ours.get(path)}" for path in sorted(loaded.keys() - posts.keys())]
    found += [f"postctl takes it, Astro does not: {path}" for path in sorted(posts.keys() - loaded.keys() - in_pages)]
    for path, post in posts.items():
        if (path in pages) != public(post):
            found.append(f"{path}: postctl says {post.verdict}, Astro built {pages.get(path)}")
        elif path in pages and post.url != unquote(pages[path]):
            found.append(f"{path}: {post.url} is {unquote(pages[path])}")
        if path in loaded:
            found += compared(post, loaded[path])
    return found


def compared(post: Post, entry: dict[str, Any]) -> list[str]:
    data = entry["data"]
    pairs = {"slug": (post.slug, str(entry["id"]).rstrip("/").rpartition("/")[2])}
    if isinstance(data.get("title"), str) and data["title"].strip():
        pairs["title"] = (post.title, " ".join(data["title"].split()))
    if "tags" in post.front and isinstance(data.get("tags"), list):
        pairs["tags"] = (", ".join(post.tags), ", ".join(dict.fromkeys(str(tag) for tag in data["tags"])))
    if post.date is not None and isinstance(data.get(post.date.source), dict):
        pairs["date"] = (milliseconds(post.date.moment), data[post.date.source]["date"])
    return [f"{post.path}: {what} is {own!r}, for Astro {theirs!r}" for what, (own, theirs) in pairs.items() if own != theirs]


def milliseconds(moment: datetime | None) -> int | None:
    return None if moment is None else (moment - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(milliseconds=1)


def lines(text: str) -> list[str]:
    """The lines of a block, without indentation."""
    return [line.strip() for line in text.strip().splitlines()]


# --- whole sites ------------------------------------------------------------------------------------------------------

NAMES = lines("""
    a.md
    Capital Letters.md
    under_score.md
    _under.md
    _folder/in.md
    deep/er/post.md
    deep/index.md
    deep/Index Two/index.md
    index.md
    UPPER/INDEX.md
    crème-brûlée.md
    C++ & C#.md
    emoji 🎉 party.md
    日本語.md
    2024-01-02-dated.md
    a.b.c.md
    100% sure.md
    what?.md
    trailing-.md
    -leading.md
    q'uote (x) [y].md
    tab\u00a0space.md
    .hidden.md
    README.md
    other.markdown
    with.mdx
    ΣΑΣ.md
    e\u0301.md
""")


def plain_site() -> Files:
    posts = {f"src/content/blog/{name}": f"---\ntitle: {number}x\n---\n" for number, name in enumerate(NAMES)}
    for number, value in enumerate(DRAFTS):
        posts[f"src/content/blog/draft-{number}.md"] = f"---\ntitle: T\n{value}\n---\n"
    for number, value in enumerate(SLUGS):
        posts[f"src/content/blog/slug-{number}.md"] = f"---\ntitle: T\nslug: {value}\n---\n"
    for number, text in enumerate(FENCES):
        posts[f"src/content/blog/fence-{number}.md"] = text
    layout = "---\nlayout: {up}layouts/L.astro\ntitle: P\ndraft: true\n---\n"
    pages = {f"src/pages/{name}": layout.replace("{up}", "../" * (name.count("/") + 1)) for name in PAGES}
    return {
        **posts,
        **pages,
        "src/content/blog/pic#ture.md": "x",
        "src/layouts/L.astro": LAYOUT,
        "astro.config.mjs": CONFIG % "",
        "package.json": '{"type": "module", "dependencies": {"astro": "6"}}',
        "src/content.config.ts": content(),
        "src/pages/blog/[...slug].astro": ROUTE % ("blog", "slug"),
    }


def test_a_site_without_a_schema(sites):
    files, root, answer = sites["plain"]
    assert differences(files, root, answer) == []
    assert len(answer["posts"]) > 70


PAGES = lines("""
    about.md
    index.md
    Posts/First Post.md
    Posts/index.md
    _hidden.md
    _folder/x.md
    a.b.md
    404.md
    crème.md
    x.markdown
    .dot.md
""")

DRAFTS = lines("""
    draft: true
    draft: false
    draft: "true"
    draft: "false"
    draft: yes
    draft: no
    draft: on
    draft: True
    draft: FALSE
    draft: 0
    draft: 1
    draft: -0.0
    draft: .nan
    draft: ''
    draft: ~
    draft:
    draft: []
    draft: [true]
    draft: {a: b}
    draft: 2020-01-02
    Draft: true
    published: false
    published: "false"
    published: no
    status: draft
    hidden: true
""")

SLUGS = lines("""
    other
    "two words"
    Upper-Case
    deep/one
    deep/two/index
    ''
    ~
    crème
    "100%"
    123
    0
    true
    false
    1.5
    '2020-01-02'
""")

FENCES = [
    "text",
    "",
    "---\ntitle: A\n---\ntext",
    "---\ntitle: A\n---",
    "\n\n---\ntitle: A\ndraft: true\n---\n",
    "\ufeff---\ntitle: A\ndraft: true\n---\n",
    "\ufeff\n---\ntitle: A\ndraft: true\n---\n",
    "---\r\ntitle: A\r\ndraft: true\r\n---\r\ntext\r\n",
    "---\ntitle: A\n--- more\ntext",
    "---\ntitle: A\n----\n",
    "--- \ntitle: A\ndraft: true\n--- \n",
    "---\n---\n",
    "---\n# comment\n---\n",
    '+++\ntitle = "A"\ndraft = true\n+++\n',
    '+++\ntitle = "A"\ntags = ["a", "b"]\n+++\ntext',
    "+++\ndate = 2020-01-02\ntitle = 'A'\n+++\n",
    "text\n---\ntitle: A\ndraft: true\n---\n",
]


TYPED = """z.object({
  title: z.string(), // the headline
  description: z.string().optional(),
  pubDate: z.coerce.date(),
  updatedDate: z.coerce.date().optional(),
  /* "draft: z.boolean()" it was */
  draft: z.coerce.boolean().optional(),
  tags: z.array(z.string()).default(["others"]),
})"""


def typed_site() -> Files:
    """A base by its constant, names with `_` left out, a route that takes one segment, addresses that are files."""
    dated = "---\ntitle: T\npubDate: 2020-01-02\n%s\n---\n"
    posts = {f"src/data/blog/draft-{number}.md": dated % value for number, value in enumerate(DRAFTS)}
    for number, value in enumerate(COERCED_DATES):
        posts[f"src/data/blog/date-{number}.md"] = f"---\ntitle: T\npubDate: {value}\n---\n"
    for number, value in enumerate(TOML_DATES):
        posts[f"src/data/blog/toml-{number}.md"] = f'+++\ntitle = "T"\npubDate = {value}\ntags = ["a", "b"]\n+++\n'
    for name in NAMES:
        if "/" not in name and not name.endswith((".markdown", ".mdx")) and name != "index.md":
            posts[f"src/data/blog/{name}"] = dated % ""
    return {
        **posts,
        "src/data/blog/_folder/in.md": dated % "slug: in",
        "src/pages/about.md": "---\nlayout: ../layouts/L.astro\n---\n",
        "src/layouts/L.astro": LAYOUT,
        "astro.config.mjs": CONFIG % "build: { format: 'file' }, trailingSlash: 'ignore'",
        "src/content.config.ts": content(
            TYPED, base="`./${BLOG}`", pattern="['**/[^_]*.md', '!**/with*']", before='const BLOG = "src/data/blog";'
        ),
        "src/pages/posts/[id]/index.astro": ROUTE % ("blog", "id"),
    }


def test_a_site_with_a_schema_that_takes_everything(sites):
    files, root, answer = sites["typed"]
    assert differences(files, root, answer) == []
    assert len(answer["posts"]) > 70


COERCED_DATES = lines("""
    2020-01-02
    '2020-01-02'
    2020-1-2
    2020-01-02T03:04:05Z
    2020-01-02 03:04:05
    2020-01-02 3:04:05 +2
    2020-01-02 03:04:05.123456 -01:30
    '2020-01-02 03:04:05'
    2020-01-02T03:04
    '2020-01-02T03:04:05+0100'
    Jul 08 2022
    'July 8, 2022'
    8 Jul 2022
    2022/07/08
    7/8/2022
    03.04.2019
    2019-02-30
    '2019-02-30'
    2019-13-45
    Feb 30 2019
    2020-01
    2020
    20200102
    1577836800000
    Monday, July 8, 2022
""")
TOML_DATES = ["2020-01-02", "2020-01-02T03:04:05", "2020-01-02 03:04:05Z", "2020-01-02T03:04:05+01:00", '"Jul 08 2022"']


def moved_site() -> Files:
    """Another source folder, a base in the root, one collection among two, a route at the top, addresses without a slash."""
    return {
        "notes/2024/One.md": "---\ntitle: T\n---\n",
        "notes/2024/two/index.md": "---\ntitle: T\ndraft: true\n---\n",
        "notes/_2024/three.md": "---\ntitle: T\n---\n",
        "notes/fr/été.md": "---\ntitle: T\nslug: /fr/summer/\n---\n",
        "words/a.md": "---\ntitle: T\n---\n",
        "README.md": "# Not a post\n",
        "source/pages/about.md": "---\nlayout: ../layouts/L.astro\n---\n",
        "source/pages/notes/index.md": "---\nlayout: ../../layouts/L.astro\n---\n",
        "source/layouts/L.astro": LAYOUT,
        "source/pages/[...slug].astro": ROUTE % ("notes", "slug"),
        "astro.config.ts": CONFIG % "srcDir: './source', trailingSlash: 'never' /* 'always' */",
        "source/content.config.mjs": "import { defineCollection } from 'astro:content';\nimport { glob } from 'astro/loaders';\n"
        "const posts = defineCollection({ loader: glob({ pattern: '{notes,more}/*/**/*.md' }) });\n"
        "export const collections = {\n"
        "  notes: posts, // the blog\n"
        "  words: defineCollection({ loader: glob({ pattern: ['*.md', '!b*'], base: 'words' }) }),\n};\n",
    }


def test_a_site_in_other_folders(sites):
    files, root, answer = sites["moved"]
    left_out = {"words/a.md"}  # no page shows this collection
    assert [line for line in differences(files, root, answer) if line.partition(":")[0] not in left_out] == []
    assert postctl(files)["words/a.md"].url is None


def legacy_site() -> Files:
    return {
        **{f"src/content/blog/{name}": "---\ntitle: T\n---\n" for name in NAMES if not name.endswith("mdx")},
        "src/content/blog/draft.md": "---\ntitle: T\ndraft: true\n---\n",
        "src/content/blog/slugged.md": "---\ntitle: T\nslug: other\n---\n",
        "src/content/notes/one.md": "---\ntitle: T\n---\n",
        "src/content/_hidden/x.md": "---\ntitle: T\n---\n",
        "astro.config.mjs": CONFIG % "legacy: { collectionsBackwardsCompat: true }, trailingSlash: 'never'",
        "src/content/config.ts": "import { defineCollection } from 'astro:content';\n"
        "export const collections = { blog: defineCollection({ type: 'content' }) };\n",
    }


def test_a_site_of_legacy_collections(sites):
    files, _, answer = sites["legacy"]
    assert "error" not in answer, answer
    ours = postctl(files)
    loaded = {entry["path"] for entry in answer["posts"]}
    assert loaded == {path for path, post in ours.items() if isinstance(post, Post)}
    assert len(loaded) > 20


# --- builds that fail -------------------------------------------------------------------------------------------------

STRICT = "z.object({ title: z.string(), pubDate: z.date().optional(), draft: z.boolean().default(false) })"


def failing(schema: str, text: str) -> Files:
    return {
        "src/content/blog/a.md": text,
        "src/content/blog/good.md": "---\ntitle: T\ndraft: false\n---\n",
        "astro.config.mjs": CONFIG % "",
        "src/content.config.ts": content(schema),
    }


def test_one_post_that_ends_the_build(sites):
    for number, case in enumerate(FAILING):
        files, _, answer = sites[f"failing-{number}"]
        ours = postctl(files)["src/content/blog/a.md"]
        assert "error" in answer, case
        assert fails(ours), (case, ours)


def fails(result: Any) -> bool:
    """Whether postctl says that this ends the build."""
    if isinstance(result, Broken):
        return True
    if len({entry.key for entry in result.document.entries}) < len(result.document.entries):
        return GENERATOR.unique_keys  # the rule duplicate-key says so
    dates = [date for date in (result.date, result.updated) if date is not None]
    return result.verdict.fatal or any(date.problem and date.moment is None and date.sure for date in dates)


FAILING = [
    (STRICT, "---\ntitle: T\ndraft: yes\n---\n"),
    (STRICT, "---\ntitle: T\npubDate: Jul 08 2022\n---\n"),
    ("z.object({ title: z.string(), draft: z.boolean() })", "---\ntitle: T\n---\n"),
    ("z.object({ title: z.string(), draft: z.coerce.boolean() })", "---\ntitle: T\n---\n"),
    ("z.strictObject({ title: z.string() })", "---\ntitle: T\ndraft: true\n---\n"),
    ("z.object({ title: z.string(), pubDate: z.string().optional() })", "---\ntitle: T\npubDate: 2020-01-02\n---\n"),
    ("z.object({ title: z.string(), pubDate: z.coerce.date().optional() })", "---\ntitle: T\npubDate: 25/10/2024\n---\n"),
]


# --- its parts, asked many times --------------------------------------------------------------------------------------

VALUES = [
    *(line.removeprefix("draft:").strip() for line in DRAFTS if line.startswith("draft:")),
    "'no'",
    "off",
    "'off'",
    "enabled",
    "2.5",
]
KINDS = {"boolean": "z.boolean()", "coerced": "z.coerce.boolean()", "words": "z.stringbool()"}


@pytest.mark.parametrize("kind", KINDS)
def test_what_each_kind_of_schema_makes_of_a_draft_mark(kind):
    (answers,) = ask({"schema": [[kind, f"key: {value}"] for value in VALUES]})
    for value, answer in zip(VALUES, answers, strict=True):
        files = {
            "src/content.config.ts": content(f"z.object({{ draft: {KINDS[kind]} }})"),
            "src/content/blog/a.md": f"---\ndraft: {value}\n---\n",
        }
        post = postctl(files)["src/content/blog/a.md"]
        assert post.verdict.fatal == ("error" in answer), (value, answer, post.verdict)
        if "error" not in answer:
            assert (post.verdict.hidden is Status.DRAFT) == bool(answer["value"]), (value, answer, post.verdict)


def random_date(chance: random.Random) -> str:
    year, month, day = chance.choice((1999, 2020, 2024)), chance.randint(1, 12), chance.randint(1, 31)
    name = chance.choice(("Jan", "February", "Mar", "july", "Sept", "DEC", "Oct.", "Juni"))
    pad = chance.choice(("{:02}", "{}"))
    m, d = pad.format(month), pad.format(day)
    written = chance.choice(
        (
            f"{year}-{m}-{d}",
            f"{year}/{m}/{d}",
            f"{m}/{d}/{year}",
            f"{d}.{m}.{year}",
            f"{name} {d}, {year}",
            f"{d} {name} {year}",
            f"{name} {d} {year}",
            f"Mon, {d} {name} {year}",
            f"{d}th {name} {year}",
            f"{year}-{month:02}-{day:02}",
            f"{d}-{name}-{year}",
            f"{year}",
            f"{m}-{d}-{year}",
        )
    )
    separator = chance.choice(("T", " ", " ", ""))
    if separator and len(written) > 4:
        written += f"{separator}{chance.choice(('03', '3', '23', '12'))}:{chance.choice(('04', '59'))}"
        written += chance.choice(("", ":05", ":05.123"))
        written += chance.choice(("", "", "Z", "+02:00", "+0200", " +0200", " GMT", " EST", " CET", " PM", "pm", " +05"))
    return written


@pytest.mark.parametrize("zone", ["UTC", "America/New_York"])
def test_what_javascript_makes_of_a_text(zone):
    from postctl import dates

    chance = random.Random(20260)
    texts = sorted({random_date(chance) for _ in range(3000)})
    (answers,) = ask({"dates": texts}, zone=zone)
    wrong = []
    for text, answer in zip(texts, answers, strict=True):
        ours = astro_dates.read("pubDate", text, "coerced date", dates.zone(zone), plain=False)
        assert ours is not None
        if not ours.sure or milliseconds(ours.moment) != answer:
            wrong.append(f"{text!r}: {ours.moment} {ours.problem}, JavaScript {answer}")
    assert wrong == []


UNREADABLE = [
    "---\ntitle: A\ntitle: B\n---\n",
    "---\ntitle: A\n...\ndraft: true\n---\n",
    "---\ntitle: [A\n---\n",
    "---js\ntitle: A\n---\n",
    "+++\ntitle: A\n+++\n",
]


def test_front_matter_of_every_shape():
    chance = random.Random(7)
    pieces = [
        "---",
        "+++",
        "---\n",
        "\n",
        "title: A\n",
        "title: B",
        "draft: true\n",
        'title = "A"\n',
        "...\n",
        " ",
        "text\n",
        "\r\n",
        "\ufeff",
        "-",
    ]
    texts = ["".join(chance.choices(pieces, k=chance.randint(1, 9))) for _ in range(3000)]
    (answers,) = ask({"fronts": texts})
    config = {"src/content.config.ts": content()}
    wrong = []
    for text, answer in zip(texts, answers, strict=True):
        post = postctl({**config, "src/content/blog/a.md": text})["src/content/blog/a.md"]
        if (
            isinstance(post, Broken)
            or answer.get("data") is None
            or re.match(r"[\s\ufeff]*(?:---|\+\+\+)[^\r\n]*[^\s]|[ ]", text)
        ):
            continue  # postctl asks for a line of its own for the fence, and takes blanks before it
        if dict(post.front) != answer["data"]:
            wrong.append((text, dict(post.front), answer))
    assert len(wrong) == 0, wrong[:10]


def test_front_matter_that_ends_the_build():
    (answers,) = ask({"fronts": UNREADABLE})
    for text, answer in zip(UNREADABLE, answers, strict=True):
        assert "error" in answer, text
        assert fails(postctl({"src/content.config.ts": content(), "src/content/blog/a.md": text})["src/content/blog/a.md"]), text


LETTERS = (
    "abc XYZ-_.,:;!?'\"()[]{}#@&%$€ÄöüßéÉçñøÅŒİıΣσςαЖщ日本語한글ก็าनमस्तेเع🎉👩‍👧🇩🇪①Ⓐⅷ٣๓‿⁀·’“”…–—\u0301\u200d\ufe0f\u00a0\u3000\t"
)


def test_slugs_are_those_of_the_package():
    chance = random.Random(11)
    texts = ["".join(chance.choices(LETTERS, k=chance.randint(0, 14))) for _ in range(4000)]
    texts += [
        "".join(chr(chance.choice((0x100, 0x2000, 0x3000, 0x1F300)) + chance.randrange(0x600)) for _ in range(4))
        for _ in range(4000)
    ]
    (answers,) = ask({"slugs": texts})
    wrong = [(text, slugs.slug(text), answer) for text, answer in zip(texts, answers, strict=True) if slugs.slug(text) != answer]
    assert [each for each in wrong if not newer(each[0])] == []
    assert len(wrong) < 40


def newer(text: str) -> bool:
    """Whether a text has letters that Unicode got after version 13, which the package does not know."""
    return any(ord(char) in (0x1DFA, 0x2C2F, 0x2C5F) for char in text)


def example_site() -> Files:
    home = Path(__file__).parents[2] / "examples" / "astro"
    return {str(path.relative_to(home)): path.read_text() for path in home.rglob("*") if path.is_file()}


def test_the_example_is_built_as_it_says(sites):
    files, _, answer = sites["example"]
    pages = {"/" + name.removesuffix("index.html") for name, _ in answer["pages"]} - {"/"}
    posts = [post for post in postctl(files).values() if isinstance(post, Post)]
    assert pages == {post.url for post in posts if public(post)}


BUILT = ("plain", "typed", "moved", "example")
SITES = {"plain": plain_site, "typed": typed_site, "moved": moved_site, "legacy": legacy_site, "example": example_site}
