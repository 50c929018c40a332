"""What postctl says of an Eleventy site, compared with what the real Eleventy makes of it."""

from __future__ import annotations

import json
import random
import subprocess
import unicodedata
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

import pytest
from oracle import tools

from postctl import reading
from postctl.generators.eleventy import GENERATOR
from postctl.model import Broken, Status
from postctl.site import Folder, Post
from postctl.slugs import eleventy

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
BUILD = Path(__file__).with_name("eleventy_build.mjs")
SLUGS = Path(__file__).with_name("eleventy_slugs.mjs")
X = "content/blog/x.md"

DRAFTS = """
  eleventyConfig.addPreprocessor("drafts", "*", (data, content) => {
    if (data.draft) data.title = `${data.title} (draft)`;
    if (data.draft && process.env.ELEVENTY_RUN_MODE === "build") { return false; }
  });
"""

pytestmark = [
    pytest.mark.oracle,
    pytest.mark.skipif(bool(tools.missing_package("eleventy")), reason=tools.missing_package("eleventy") or "it is there"),
]


def config(body: str = "", input_: str = "content") -> dict[str, str]:
    """A configuration with this body."""
    text = f'export default function (eleventyConfig) {{\n{body}\n  return {{ dir: {{ input: "{input_}" }} }};\n}}\n'
    return {"eleventy.config.js": text, "package.json": '{"type": "module"}'}


# --- the two sides ----------------------------------------------------------------------------------------------------


def node(script: Path, given: object) -> list:
    home = tools.package("eleventy")
    run = subprocess.run(
        ["node", str(script), str(home)], input=json.dumps(given), capture_output=True, text=True, timeout=300, check=False
    )
    assert run.returncode == 0, run.stderr
    return json.loads(run.stdout.splitlines()[-1])


def postctl(root: Path) -> list[Post | Broken]:
    files = {str(path.relative_to(root)): path for path in root.rglob("*") if path.is_file()}

    def text(name: str) -> str | None:
        return files[name].read_text(encoding="utf-8") if name in files else None

    settings = GENERATOR.settings(Folder(frozenset(files), text))
    results = (reading.read(name, path.read_bytes(), GENERATOR, settings) for name, path in sorted(files.items()))
    return [each for each in results if isinstance(each, Post | Broken)]


def differences(root: Path, answer: dict) -> list[str]:
    """Where the two do not agree, a line each."""
    ours = postctl(root)
    posts = {each.path: each for each in ours if isinstance(each, Post)}
    fails = [each.path for each in ours if isinstance(each, Broken) or each.verdict.fatal or ends_build(each) or twice(each)]
    if "error" in answer:
        alone = len(ours) == 1  # of several posts, the others would go without a comparison
        return [] if fails and alone else [f"Eleventy ends the build: {answer['error'][:300]}", *fails]
    built = {page["input"]: page for page in answer["pages"]}
    found = [f"Eleventy builds {path}" for path in fails]
    found += [f"{path} is a page for Eleventy only" for path in built.keys() - posts.keys() if is_post(path)]
    return found + [line for path, post in posts.items() for line in compared(post, built.get(path))]


def is_post(path: str) -> bool:
    return path.endswith(".md") and not path.endswith(("README.md", "404.md", "blog/index.md")) and path != "content/index.md"


def twice(post: Post) -> bool:
    """Whether a key stands twice, which is what `unique_keys` is about."""
    keys = [entry.key for entry in post.document.entries]
    return GENERATOR.unique_keys and len(keys) > len(set(keys))


def ends_build(post: Post) -> bool:
    return post.date is not None and post.date.sure and "ends the build" in (post.date.problem or "")


def compared(ours: Post, theirs: dict | None) -> list[str]:
    hidden = ours.verdict.hidden
    if theirs is None or (theirs["url"] is False and not theirs["listed"]):
        return [] if hidden is Status.DRAFT else [f"{ours.path} is {hidden}, for Eleventy a draft"]
    seen = Status.UNLISTED if theirs["url"] is False or not theirs["listed"] else None
    pairs = {"status": (hidden, seen), "slug": (ours.slug, theirs["slug"] or ours.slug)}
    if ours.url is not None or theirs["url"] is False:
        pairs["url"] = (ours.url, theirs["url"] or None)
    if ours.date is not None and ours.date.sure:
        moment = ours.date.moment
        written = moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z") if moment else None
        pairs["date"] = (written, theirs["date"])
    if ours.titled and isinstance(theirs["title"], str):
        pairs["title"] = (ours.title, " ".join(theirs["title"].split()))
    lines = [f"{ours.path}: {what} is {own!r}, for Eleventy {built!r}" for what, (own, built) in pairs.items() if own != built]
    missing = set(ours.tags) - {tag.strip() for tag in theirs["tags"]}
    return lines + [f"{ours.path}: {missing} are no tags for Eleventy"] * bool(missing)


@pytest.fixture
def agree(tmp_path):
    """Build all sites in one process; they must agree on every one."""
    numbers = count()

    def check(*sites: dict[str, str | bytes]) -> None:
        roots: list[Path] = []
        for files in sites:
            root = tmp_path / str(next(numbers))
            for name, data in {**config(DRAFTS), **files}.items():
                path = root / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(data if isinstance(data, bytes) else data.encode())
            roots.append(root)
        answers = node(BUILD, [str(root) for root in roots])
        found = {
            str(site): lines
            for root, answer, site in zip(roots, answers, sites, strict=True)
            if (lines := differences(root, answer))
        }
        assert not found, "\n".join(f"{site}\n    " + "\n    ".join(lines) for site, lines in found.items())

    return check


def fronts(*fronts: str, path: str = X, **more: str) -> list[dict[str, str]]:
    """A site for each front matter."""
    return [{path: f"---\n{front}\n---\ntext\n", **more} for front in fronts]


def lines(text: str) -> list[str]:
    return [line.strip().replace("\\n", "\n") for line in text.strip().splitlines()]


def together(*fronts: str) -> dict[str, str]:
    """One site with a post for each front matter."""
    return {f"content/blog/p{number}.md": f"---\n{front}\n---\ntext\n" for number, front in enumerate(fronts)}


# --- drafts -----------------------------------------------------------------------------------------------------------

MARKS = lines("""
    draft: true
    draft: false
    draft: "true"
    draft: "false"
    draft: yes
    draft: no
    draft: "no"
    draft: on
    draft: off
    draft: True
    draft: FALSE
    draft: null
    draft:
    draft: ~
    draft: ''
    draft: 0
    draft: 1
    draft: 0.0
    draft: .nan
    draft: []
    draft: {}
    draft: 2020-01-01
    Draft: true
    published: false
    published: "false"
    published: no
    status: draft
    eleventyExcludeFromCollections: true
    eleventyExcludeFromCollections: false
    eleventyExcludeFromCollections: "true"
    eleventyExcludeFromCollections: yes
    eleventyExcludeFromCollections: 1
    eleventyExcludeFromCollections: [posts]
    permalink: false
    permalink: {}
    permalink: {build: /a/b/}
    permalink: {serverless: /x/}
    date: 2031-01-01
""")


def test_marks(agree):
    hidden = ("permalink: false\neleventyExcludeFromCollections: true", "draft: true\npermalink: false")
    drafts = {"content/blog/_drafts/a.md": "text", "content/_drafts/b.md": "text", "content/blog/c.md": "text"}
    nothing = config()
    agree(together(*MARKS, *hidden), {**together(*MARKS), **nothing}, drafts, {**drafts, **nothing})


def test_marks_from_data_files(agree):
    agree(
        {X: "text", "content/blog/y.md": "---\ndraft: false\n---\n", "content/blog/blog.json": '{"draft": true}'},
        {X: "text", "content/blog/blog.11tydata.js": 'export default { tags: ["posts"], draft: true };'},
        {X: "text", "content/blog/x.json": '{"draft": true}', "content/blog/y.md": "text"},
        {X: "text", "content/blog/x.11tydata.json": '{"eleventyExcludeFromCollections": true}'},
        {X: "text", "content/_data/draft.json": "true"},
        {X: "text", "content/content.json": '{"permalink": false}'},
        {X: "---\nlayout: base\n---\n", "content/_includes/base.njk": "---\ndraft: true\n---\n{{ content }}"},
        {X: "text", **config(DRAFTS + 'eleventyConfig.addGlobalData("draft", true);')},
    )


def test_drafts_of_the_older_base_blog(agree):
    computed = """
      eleventyConfig.addGlobalData("eleventyComputed.permalink", function () {
        return (data) => {
          // Always skip during non-watch/serve builds
          if (data.draft && !process.env.BUILD_DRAFTS) { return false; }
          return data.permalink;
        };
      });
      eleventyConfig.addGlobalData("eleventyComputed.eleventyExcludeFromCollections", function () {
        return (data) => {
          if (data.draft && !process.env.BUILD_DRAFTS) { return true; }
          return data.eleventyExcludeFromCollections;
        };
      });
    """
    plugin = {"drafts.js": f"export default function (eleventyConfig) {{ {computed} }}"}
    imported = config("eleventyConfig.addPlugin(drafts);")
    imported["eleventy.config.js"] = 'import drafts from "./drafts.js";\n' + imported["eleventy.config.js"]
    marks = together(*(mark for mark in MARKS if "permalink" not in mark), "permalink: /own/", "permalink: /o/\ndraft: true")
    agree({**marks, **config(computed)}, {**marks, **plugin, **imported})


def test_the_schema_of_the_base_blog(agree):
    schema = """
        const z = { boolean: () => ({ or: () => "boolean" }), undefined: () => 0 };
        const shape = { draft: z.boolean().or(z.undefined()) };
        export default function () {
          return function (data) {
            if (!["boolean", "undefined"].includes(typeof data.draft) && shape) throw new TypeError("no boolean");
          };
        }
    """
    agree(*fronts(*(mark for mark in MARKS if mark.startswith("draft")), **{"content/_data/eleventyDataSchema.js": schema}))


# --- what ends the build ----------------------------------------------------------------------------------------------


def test_what_ends_the_build(agree):
    agree(
        *fronts(
            *lines("""
                permalink: true
                permalink: 404
                permalink: 0
                permalink: ''
                permalink: [a]
                permalink: {build: true}
                tags: 5
                tags: 0
                tags: true
                tags: false
                tags: {a: b}
                tags:
                content: x
                collections: x
                page: x
                page: {url: x}
                page: {other: x}
                title: [
                draft: true: x
                permalink: /a/b
                permalink: {build: false}
                permalink: "/x/{{ page.fileSlug }}"
                permalink: /_redirects
                permalink: /a/.htaccess
                "permalink": .x
                permalink: /a/v1.2
                permalink: true\ndraft: true
                tags: 5\ndraft: true
            """),
            "title: A\ntitle: B",
            "permalink: /a/b\neleventyAllowMissingExtension: true",
        )
    )


def test_fences(agree):
    block = "title: T\ntags: a\n"
    texts = (
        *("text", "", "---\n", "***\n", f"---\n{block}---\ntext", f"---\n{block}---", f"---\n{block}----\ntext\n"),
        *(f"\n---\n{block}---\n", f" ---\n{block}---\n", f"----\n{block}----\n", f"--- \n{block}--- \ntext", "---\n# c\n---\n"),
        *(f"---\r\n{block}---\r\ntext".replace("\n", "\r\n").replace("\r\r", "\r"), f"---yaml\n{block}---\n", "---\n---\ntext"),
        '---json\n{"title": "T", "tags": ["a", "b"], "date": "2020-01-02"}\n---\ntext',
        '---json\n{"draft": "no"}\n---\ntext',
        '---toml\ntitle = "T"\n---\ntext',
        "---\ntitle: >\n  a\n  b\n---\n",
    )
    sites = [{X: text} for text in texts if not text.startswith("---toml")]
    agree(*sites, *({X: b"\xef\xbb\xbf" + text.encode()} for text in texts[:6]))


# --- dates ------------------------------------------------------------------------------------------------------------

DATES = lines("""
    2020-01-02
    "2020-01-02"
    2020-01-02T10:00:00Z
    2020-01-02 10:00:00
    2020-01-02 10:00:00 +02:00
    2020-01-02 10:00:00.123456 -3:30
    2020-1-2 1:00:00
    "2020-01-02T10:00"
    "2020-01-02T10:00:00.5+02:00"
    "2020-01-02T10Z"
    "20200102"
    "2020-W05-3"
    "2020-W05"
    "2020-123"
    "2020-02"
    "2020-01-02T24:00"
    "2020-01-02T1030"
    2020-02-30
    2020-20-19
    2020-00-00
    0050-01-01
    1970-01-01
    2031-05-05
    ''
    null
    false
    0
    Created
    last modified
""")
BAD_DATES = lines("""
    "2020-02-30"
    "2020-13-01"
    "2020-01-02 10:00"
    2020-01-02 10:00
    2020-1-2
    2020/01/02
    "2020-01-02T25:00"
    "2020-01-02T10:00 Z"
    "2020-W60"
    "2020-366x"
    "2021-366"
    Jan 2 2020
    soon
    true
    5
    12.5
    [2020-01-02]
    {a: 1}
    " 2020-01-02"
    ' '
""")


def test_dates(agree):
    named = "content/blog/2019-03-04-n"
    from_name = {f"{named}{i}.md": f"---\ndate: {date}\n---\n" for i, date in enumerate(("''", "2020-01-02", "Created"))}
    agree(together(*(f"date: {date}" for date in DATES)), from_name, *fronts(*(f"date: {date}" for date in BAD_DATES)))


def test_dates_in_paths(agree):
    names = lines("""
        content/blog/2020-01-02-a.md
        content/blog/a-2020-01-02.md
        content/blog/a-2020-01-02-b.md
        content/blog/2020-01-02-a-2021-01-01-b.md
        content/2018-05-06/a.md
        content/2018-05-07-x/index.md
        content/blog/2018-05-06/2019-01-01-c.md
        content/blog/12020-01-023.md
        content/blog/2020-13-45-bad.md
        content/blog/2020-02-30-bad2.md
        content/blog/20200102-d.md
        content/blog/2020-1-2-e.md
        content/blog/2020-01-02.md
        content/blog/2020-01-02-.md
    """)
    agree(dict.fromkeys(names, "text"))


# --- addresses --------------------------------------------------------------------------------------------------------


def test_addresses_by_path(agree):
    names = lines("""
        content/about.md
        content/a b é.md
        content/blog/x.md
        content/blog/sub/sub.md
        content/blog/2020-01-02-sub2/2020-01-02-sub2.md
        content/blog/bundle/index.md
        content/blog/2020-01-02-bundle2/index.md
        content/blog/v1.2.md
        content/blog/x.fr.md
        content/blog/%20.md
        content/blog/a#b?c&d.md
        content/blog/X.Y.md
        content/blog/.dot.md
        content/blog/_under.md
        content/blog/index.html.md
        content/blog/2020-01-02-index.md
        content/Blog2/UPPER.md
        content/blog/t.liquid.md
        content/blog/md.md
        content/blog/deep/er/still/x.md
    """)
    agree(dict.fromkeys(names, "text"))


PERMALINKS = lines("""
    /a/
    b/
    /d.html
    e/index.html
    /g/index/
    /h//i/
    ./j/
    /k/../l/
    /m/./n/
    ../o/
    "/p q/é/"
    /q.txt
    "/{{ page.fileSlug }}/r/"
    "/{{page.fileSlug}}/s/index.html"
    "{{ page.filePathStem }}.html"
    "/t/{{ title | slugify }}/"
    "/u/{{ page.fileSlug | slugify }}/"
    "/v/{{ name }}/"
    "/w/{{ number }}/"
    "/x/{{ nothing }}/"
    "/y/{{ page.date | date: '%Y' }}/"
    "/z/{% if true %}a{% endif %}/"
    "/aa/{{ title | upcase }}/"
    "/ab/{{ markup }}/"
    "/ac/{{ page.outputFileExtension }}/"
    "/ad/{{ title }}/"
    "/ae/{# c #}/"
    "/af/{{ flag }}/"
    "/ag/{{ title | slugify | upcase }}/"
    "/ah/ {{- name }}/"
    "/ai/{{ day }}/"
    "/aj/{{ name | downcase }}/"
    /index.html
    /ak/index.html/
    "/al/{{ map.key }}/"
    "/am/{{ 'text' }}/"
""")


def test_permalinks(agree):
    more = 'title: "Crème: brûlée & co"\nname: Name-9\nnumber: 7\nmarkup: <b>\nflag: true\nday: 2020-01-02\nmap: {key: v}'
    once = [permalink for permalink in PERMALINKS if permalink != "/index.html"]
    sites = together(*(f"permalink: {permalink}\n{more}" for permalink in once))
    agree(sites, *fronts("permalink: /index.html"))
    nunjucks = [permalink for permalink in once if not any(word in permalink for word in ("%Y", "upcase", "downcase", "{#"))]
    text = config(DRAFTS)["eleventy.config.js"].replace("return {", 'return { markdownTemplateEngine: "njk",')
    agree({**together(*(f"permalink: {permalink}\n{more}" for permalink in nunjucks)), "eleventy.config.js": text})


def test_permalinks_of_data_files(agree):
    blog = "content/blog/blog.11tydata.js"
    agree(
        {X: "text", "content/blog/blog.json": '{"permalink": "/notes/{{ page.fileSlug }}/"}'},
        {X: "---\npermalink: /own/\n---\n", "content/blog/blog.json": '{"permalink": "/notes/{{ page.fileSlug }}/"}'},
        {X: "---\npermalink:\n---\n", "content/blog/blog.json": '{"permalink": "/notes/{{ page.fileSlug }}/"}'},
        {X: "text", blog: "export default { permalink: (data) => `/n/${data.page.fileSlug}/` };"},
        {X: "---\npermalink: /own/\n---\n", blog: "export default { permalink: (data) => `/n/${data.page.fileSlug}/` };"},
        {X: "text", blog: "export default () => ({ permalink: '/f/{{ page.fileSlug }}/' });"},
        {X: "text", blog: "export default function () { const a = 1; return { permalink: '/g/' + a + '/' }; }"},
        {X: "text", blog: "export default { eleventyComputed: { permalink: '/c/{{ page.fileSlug }}/' } };"},
        {X: "---\npermalink: /own/\n---\n", blog: "export default { eleventyComputed: { permalink: '/c/' } };"},
        {X: "---\npermalink: /own/\n---\n", blog: "export default { eleventyComputed: { permalink: () => '/c/' } };"},
        {X: "---\neleventyComputed:\n  permalink: /e/\n---\n"},
        {X: "text", "content/_data/permalink.json": '"/g/{{ page.fileSlug }}/"'},
        {X: "text", "content/_data/eleventyComputed.js": "export default { permalink: () => '/h/' };"},
        {X: "---\nlayout: post.njk\n---\n", "content/_includes/post.njk": "---\npermalink: /l/\n---\n{{ content }}"},
        {
            X: "---\nlayout: post\n---\n",
            "content/_includes/post.njk": "---\nlayout: base\n---\n",
            "content/_includes/base.njk": "---\npermalink: /m/\n---\n",
        },
        {X: "text", **config(DRAFTS + "eleventyConfig.addUrlTransform(({ url }) => url + 'x/');")},
        {
            X: "---\ntitle: T\npermalink: '/{{ title | slugify }}/'\n---\n",
            **config('eleventyConfig.addFilter("slugify", () => "no");'),
        },
        {X: "text", **config('eleventyConfig.addGlobalData("permalink", "/z/{{ page.fileSlug }}/");')},
        {X: "text", **config('eleventyConfig.addGlobalData("eleventyComputed.permalink", () => (data) => "/z/");')},
    )


# --- files ------------------------------------------------------------------------------------------------------------


def test_ignored_files(agree):
    names = lines("""
        content/blog/a.md
        content/blog/b.md
        content/old/c.md
        content/old/deep/d.md
        content/blog/e.markdown
        content/_includes/f.md
        content/_data/g.md
        content/node_modules/x/h.md
        content/_drafts/i.md
        content/_site/j.md
        content/blog/UP.MD
        content/.hidden/k.md
        content/blog/l.mdx
        blog/m.md
        x-old/n.md
        content/blog/README.md
    """)
    files = dict.fromkeys((name for name in names if not name.endswith("UP.MD")), "text")
    globs = ("content/old", "content/old/", "old", "content/blog/*.md", "**/b.md", "*.md", "/content/old", "!content/old", "# x")
    agree(
        files,
        *({**files, ".eleventyignore": f"{glob}\n"} for glob in globs),
        *({**files, ".gitignore": f"{glob}\n"} for glob in globs[:3]),
        *({**files, "content/.eleventyignore": f"{glob}\n"} for glob in ("old", "blog/b.md", "**/c.md", "content/old")),
        {**files, ".gitignore": "content/old\n", **config("eleventyConfig.setUseGitIgnore(false);")},
        {**files, **config('eleventyConfig.ignores.add("content/old/**"); eleventyConfig.ignores.add("**/b.md");')},
    )


def test_folders(agree):
    files = dict.fromkeys(("posts/a.md", "src/posts/b.md", "src/c.md", "src/inc/d.md", "src/_includes/e.md", "dat/f.md"), "text")

    def configured(body: str, name: str = "eleventy.config.js", **more: str) -> dict[str, str]:
        return {**files, "eleventy.config.js": "export default () => {};", name: body, **more}

    agree(
        configured("export default () => ({ dir: { input: 'src' } });"),
        configured('export default () => ({\n  // dir: { input: "x" },\n  dir: { "input": "./src/", includes: "inc" },\n});'),
        configured("export default (c) => { c.setInputDirectory('src'); c.setIncludesDirectory('inc'); };"),
        configured("export const config = { dir: { input: 'src' } };\nexport default () => {};"),
        configured("module.exports = { dir: { input: 'src', data: '../dat' } };", ".eleventy.js", **{"package.json": "{}"}),
        configured("const input = 'src';\nexport default () => ({ dir: { input } });"),
        configured("export default () => ({ dir: { output: 'posts' } });"),
        configured("export default () => {};"),
    )


# --- tags, titles -----------------------------------------------------------------------------------------------------


def test_tags_and_titles(agree):
    values = lines("""
        tags: a
        tags: a b
        tags: a, b
        tags: [a, "b c", 1, null, true, a]
        tags: []
        tags: ''
        tags: [[a, b], {c: d}]
        override:tags: [z]
        title: 5
        title: "  a   b "
        title: true
        title: Über
        "title": x
    """)
    data = {"content/blog/blog.json": '{"tags": ["posts"]}'}
    agree(together(*values), {**together(*values), **data})


# --- whole sites ------------------------------------------------------------------------------------------------------


def files_of(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_example(agree, repository):
    agree(files_of(repository / "examples" / "eleventy"))


def test_the_corpus(agree, corpus):
    files = files_of(corpus / "11ty__eleventy-base-blog")
    read = {name: data for name, data in files.items() if not data.startswith(b"---js")}
    assert len(read) == len(files) - 2
    posts = {name: data for name, data in read.items() if name != "README.md"}  # which is full of template tags
    agree(posts, {**posts, **config("", ".")})


# --- slugs ------------------------------------------------------------------------------------------------------------


def test_slugs():
    chance = random.Random(11)
    every = [chr(code) for code in range(1, 0x20000) if unicodedata.category(chr(code)) not in ("Cn", "Co", "Cs")]
    titles = [" ".join(f"a{char}b" for char in every[start : start + 1000]) for start in range(0, len(every), 1000)]
    pool = [*eleventy._letters(), *eleventy._GROUPS, *"abcXYZ 0123 --__''tts s' \t\n&#?!.,;éèöüñ日本🎉\u0301\u0308" * 12]
    titles += ["".join(chance.choices(pool, k=chance.randrange(15))) for _ in range(300)]
    assert [(title, eleventy.slug(title)) for title in titles] == list(zip(titles, node(SLUGS, titles), strict=True))


# --- chance -----------------------------------------------------------------------------------------------------------


def test_random_posts(agree):
    chance = random.Random(7)
    permalinks = [each for each in PERMALINKS if each != "/index.html"]
    good = [date for date in DATES if date != "2020-00-00"]

    def front(number: int) -> str:
        keys = {
            "title": lambda: f"title: {chance.choice(['A', '5', 'Ä ö', '[x]', 'null', 'true'])}",
            "date": lambda: f"date: {chance.choice(good)}",
            "tags": lambda: chance.choice(["tags: a", "tags: [b, c]", "tags:", "tags: a,b"]),
            "draft": lambda: chance.choice([mark for mark in MARKS if mark.startswith("draft")]),
            "exclude": lambda: chance.choice([mark for mark in MARKS if mark.startswith("eleventy")]),
            "permalink": lambda: (
                f"permalink: /r{number}/{chance.choice(permalinks).strip(chr(34)).lstrip('/')!r}".replace("'", "")
                if chance.random() < 0.3
                else chance.choice(["permalink: false", "permalink:", f"permalink: /only/{number}/"])
            ),
        }
        chosen = chance.sample(sorted(keys), chance.randrange(len(keys)))
        return "\n".join(line for key in chosen if "{" not in (line := keys[key]()) and "/../" not in line and " #" not in line)

    def name(number: int) -> str:
        day = f"20{chance.randrange(10, 40)}-0{chance.randrange(1, 9)}-{chance.randrange(10, 28)}"
        form = chance.choice(["{n}", "{d}-{n}", "{n}-{d}", "{n}/index", "{n}/{n}", "{d}-{n}/index", "{d}/{n}", "sub/{n}"])
        return f"content/{chance.choice(['blog', 'notes', 'en/posts'])}/{form.format(d=day, n=f'p{number}')}.md"

    site = {name(number): f"---\n{front(number)}\n---\ntext {number}\n" for number in range(220)}
    agree(site, {**site, **config()})


# --- the key of a scheduled draft ---------------------------------------------------------------------------------------


def test_the_key_of_a_scheduled_draft_changes_nothing(agree):
    key = 'postctl_publish_at: "2031-12-01T09:00:00+00:00"'
    agree(together(f"draft: true\n{key}", f"title: T\ndate: 2020-01-02\n{key}", key))
