"""Sites of posts that link to each other in every style their generator has, for tests: as texts by path."""

from __future__ import annotations

import random
from collections.abc import Callable, Collection, Mapping
from posixpath import basename, dirname, relpath, splitext
from typing import NamedTuple
from urllib.parse import quote

from sites import site_of

from postctl import document, reading
from postctl.relinking import Move
from postctl.site import Post, Site

Style = Callable[[Post, Post], str]


class Kind(NamedTuple):
    """How a generator has it: configuration, path of a post by folder and name, its front matter, and the links it follows.

    `plain`: links that it leaves to the browser. `mark`: the line of front matter that makes a draft.
    """

    config: Mapping[str, str]
    path: Callable[[str, str], str]
    head: str
    styles: tuple[Style, ...]
    plain: tuple[Style, ...] = ()
    mark: str = "draft: true"


def beside(a: Post, b: Post) -> str:
    return quote(relpath(b.path, dirname(a.path)))


def inside(post: Post, folder: str) -> str:
    return post.path.removeprefix(folder + "/")


def relative(a: Post, b: Post) -> str:
    assert a.url is not None
    assert b.url is not None
    found = relpath(b.url, a.url.rpartition("/")[0] or "/")
    return f"{found}/" if b.url.endswith("/") else found


def stem(post: Post) -> str:
    return splitext(basename(post.path))[0]


def lone(post: Post) -> str:
    return basename(post.path) if "." in stem(post) else stem(post)


ADDRESS: tuple[Style, ...] = (
    lambda a, b: f"[x]({b.url})",
    lambda a, b: f"[x]({b.url}?q=1#top 'A title')",
    lambda a, b: f"[x]({relative(a, b)})",
    lambda a, b: f'<a href="{b.url}">x</a>',
    lambda a, b: f'[*x*](<{relative(a, b)}#top> "t")',
)
DATED = '---\ntitle: "{}"\ndate: 2026-01-02\n---\n'

KINDS = {
    "hugo": Kind(
        {"hugo.toml": 'baseURL = "https://own.example/"\n[markup.goldmark.renderer]\nunsafe = true\n'},
        lambda folder, name: f"content/{folder}/{name}.md",
        DATED,
        (
            lambda a, b: f'[x]({{{{< ref "/{inside(b, "content")}" >}}}})',
            lambda a, b: f'[x]({{{{< relref "{relpath(b.path, dirname(a.path))}#top" >}}}})',
            lambda a, b: f"[x]({{{{% relref `{inside(b, 'content')[:-3]}` %}}}})",
            lambda a, b: f'[x]({{{{< ref path="/{inside(b, "content")[:-3]}" >}}}})',
            lambda a, b: f'[x]({{{{<ref "{lone(b)}">}}}})',
            lambda a, b: f"[x](https://own.example{b.url})",
        ),
        ADDRESS,
    ),
    "jekyll": Kind(
        {"_config.yml": "url: https://own.example\n"},
        lambda folder, name: f"_posts/{folder}/2026-01-02-{name}.md",
        '---\ntitle: "{}"\n---\n',
        (
            lambda a, b: f"[x]({{% post_url {inside(b, '_posts')[:-3]} %}})",
            lambda a, b: f"[x]({{% post_url {stem(b)} %}}#top)",
            lambda a, b: f"[x]({{% link {b.path} %}})",
            lambda a, b: f"[x]({{{{ site.baseurl }}}}{b.url})",
            lambda a, b: f"[x]({{{{ '{b.url}#top' | relative_url }}}})",
        ),
        ADDRESS,
        "published: false",
    ),
    "zola": Kind(
        {"config.toml": 'base_url = "https://own.example"\n'},
        lambda folder, name: f"content/{folder}/{name}.md",
        '+++\ntitle = "{}"\ndate = 2026-01-02\n+++\n',
        (
            lambda a, b: f"[x](@/{quote(inside(b, 'content'))})",
            lambda a, b: f"[x](<@/{inside(b, 'content')}> 't')",
        ),
        ADDRESS,
        "draft = true",
    ),
    "pelican": Kind(
        {
            "pelicanconf.py": 'SITEURL = ""\nPATH = "content"\nTIMEZONE = "UTC"\nTHEME = "simple"\n'
            'ARTICLE_URL = "a/{slug}.html"\nARTICLE_SAVE_AS = "a/{slug}.html"\nSLUGIFY_SOURCE = "basename"\n'
            "FEED_ALL_ATOM = None\nCATEGORY_FEED_ATOM = None\n"
        },
        lambda folder, name: f"content/{folder}/{name}.md",
        "Title: {}\nDate: 2026-01-02\n\n",
        (
            lambda a, b: f"[x]({{filename}}{beside(a, b)})",
            lambda a, b: f"[x]({{filename}}/{quote(inside(b, 'content'))}#top)",
            lambda a, b: f"[x](|filename|{beside(a, b)})",
            lambda a, b: f'<a href="{{filename}}/{inside(b, "content")}">x</a>',
        ),
        ADDRESS,
        "Status: draft",
    ),
    "nikola": Kind(
        {
            "conf.py": 'BLOG_TITLE = "x"\nBLOG_AUTHOR = "x"\nBLOG_EMAIL = "x@x.org"\nBLOG_DESCRIPTION = "x"\nSITE_URL = "https://own.example/"\n'
            'POSTS = (("posts/*.md", "posts", "post.tmpl"),)\nPAGES = ()\n'
            'COMPILERS = {"markdown": (".md",)}\nDEFAULT_LANG = "en"\n'
        },
        lambda folder, name: f"posts/{folder}/{name}.md",
        "<!--\n.. title: {}\n.. date: 2026-01-02\n-->\n\n",
        (
            lambda a, b: f"[x](link://slug/{b.slug})",
            lambda a, b: f"[x](link://filename/{quote(b.path)}#top)",
        ),
        ADDRESS,
    ),
    "hexo": Kind(
        {
            "_config.yml": "url: https://own.example\nnew_post_name: :title.md\npermalink: :year/:title/\n",
            "package.json": '{"hexo": {}}',
        },
        lambda folder, name: f"source/_posts/{folder}/{name}.md",
        DATED,
        (
            lambda a, b: f'{{% post_link "{b.slug}" x %}}',
            lambda a, b: f"<a href=\"{{% post_path '{b.slug}' %}}\">x</a>",
        ),
        ADDRESS,
        "published: false",
    ),
    "docusaurus": Kind(
        {
            "docusaurus.config.js": "export default {title: 'x', url: 'https://own.example', baseUrl: '/', "
            "onBrokenLinks: 'ignore', markdown: {hooks: {onBrokenMarkdownLinks: 'throw'}}, "
            "themes: ['@docusaurus/theme-classic'], "
            "plugins: [['@docusaurus/plugin-content-blog', {postsPerPage: 'ALL', onUntruncatedBlogPosts: 'ignore'}]]};\n"
        },
        lambda folder, name: f"blog/{folder}/{name}.md",
        DATED,
        (
            lambda a, b: f"[x]({beside(a, b)})",
            lambda a, b: f"[x](@site/{quote(b.path)}#top)",
            lambda a, b: f"[x](/{quote(inside(b, 'blog'))})",
        ),
        ADDRESS[:3],
    ),
    "mkdocs": Kind(
        {"mkdocs.yml": "site_name: x\nsite_url: https://own.example/\ntheme: {name: material}\nplugins: [blog]\n"},
        lambda folder, name: f"docs/blog/posts/{folder}/{name}.md",
        DATED,
        (
            lambda a, b: f"[x]({beside(a, b)})",
            lambda a, b: f"[x](<{relpath(b.path, dirname(a.path))}#top> 'T')",
            lambda a, b: f"[x][{stem(b)}]\n\n[{stem(b)}]: {beside(a, b)}",
        ),
    ),
    "notes": Kind(
        {".obsidian/app.json": "{}"},
        lambda folder, name: f"{folder}/{name}.md",
        '---\ntitle: "{}"\n---\n',
        (
            lambda a, b: f"[[{b.path[:-3]}|x]]",
            lambda a, b: f"[[{stem(b)}]]",
            lambda a, b: f"![[{stem(b)}#Top]]",
            lambda a, b: f"[x]({beside(a, b)})",
            lambda a, b: f"[x](<{relpath(b.path, dirname(a.path))}#top>)",
        ),
    ),
}


def text_of(kind: Kind, title: str, lines: list[str], *, draft: bool = False) -> str:
    first, rest = kind.head.split("{}")
    ended = rest.replace("\n", f"\n{kind.mark}\n", 1) if draft else rest
    return f"{first}{title}{ended}" + "".join(f"{line}\n\n" for line in lines)


def linked(
    name: str,
    places: list[tuple[str, str]],
    rng: random.Random,
    links: int = 4,
    *,
    plain: bool = True,
    drafts: Collection[int] = (),
) -> dict[str, str]:
    """A site of posts at these folders and names, each with some links to others and itself.

    `drafts`: the places of those that are drafts; only drafts link to them.
    """
    kind = KINDS[name]
    paths = [kind.path(*place) for place in places]
    public = [path for number, path in enumerate(paths) if number not in drafts]
    bare = {path: text_of(kind, f"T{number}", [], draft=number in drafts) for number, path in enumerate(paths)}
    posts = {post.path: post for post in site_of({**kind.config, **bare}, name).posts}
    styles = kind.styles + (kind.plain if plain else ())
    texts = dict(kind.config)
    for number, path in enumerate(paths):
        lines = []
        for _ in range(links):
            target = posts[rng.choice(paths if number in drafts else public)]
            lines.append(rng.choice(styles)(posts[path], target))
        texts[path] = text_of(kind, f"T{number}", lines, draft=number in drafts)
    return texts


def move(site: Site, old: str, new: str, **values) -> Move:
    """A post with another path, and other values in its front matter."""
    before = next(each for each in site.posts if each.path == old)
    edited = document.edited(before.document, values)
    after = reading.again(before, document.encoded(edited), site.generator, site.settings, new)
    assert after is not None
    return Move(before, after)


def after(texts: Mapping[str, str], moves: list[Move], changed: Mapping[str, str]) -> dict[str, str]:
    """The files of the site when all is done."""
    moved = {each.before.path: each.after for each in moves}
    done = {}
    for path, text in texts.items():
        post = moved.get(path)
        done[post.path if post else path] = changed.get(path, post.document.text if post else text)
    return done
