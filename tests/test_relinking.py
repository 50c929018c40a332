"""Posts move, and every link of every style still leads to the same post, changed in nothing but its target."""

from __future__ import annotations

import random
from urllib.parse import unquote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from linked import KINDS, after, linked, move
from sites import site_of

from postctl.errors import Refused
from postctl.links.references import references
from postctl.links.shelves import shelf
from postctl.relinking import Move, rewritten

# --- what each generator has --------------------------------------------------------------------------------------------

YAML = "---\ntitle: {}\n---\n"
TOML = '+++\ntitle = "{}"\n+++\n'
CONFIGS = {
    "hugo": {"hugo.toml": 'baseURL = "https://own.example/s/"\n'},
    "jekyll": {"_config.yml": "url: https://own.example\nbaseurl: /s\n"},
    "zola": {"config.toml": 'base_url = "https://own.example/s"\n'},
    "pelican": {"pelicanconf.py": 'SITEURL = "https://own.example"\nPATH = "content"\n'},
    "nikola": {"conf.py": 'SITE_URL = "https://own.example/"\nPOSTS = (("posts/*.md", "posts", "post.tmpl"),)\n'},
    "hexo": {
        "_config.yml": "url: https://own.example\nnew_post_name: :title.md\npermalink: :year/:title/\n",
        "package.json": '"hexo"',
    },
    "docusaurus": {
        "docusaurus.config.js": "export default {url: 'https://own.example', baseUrl: '/s/', presets: ['classic']};\n"
    },
    "mkdocs": {"mkdocs.yml": "site_name: x\nsite_url: https://own.example/s/\nplugins: [blog]\n"},
    "notes": {".obsidian/app.json": "{}"},
    "eleventy": {"eleventy.config.js": "export default function () {}\n"},
}
DATED = "---\ntitle: {}\ndate: 2026-01-02\n---\n"
HEADS = {
    "hugo": YAML,
    "jekyll": YAML,
    "zola": TOML,
    "pelican": "Title: {}\nDate: 2026-01-02\n\n",
    "nikola": "<!--\n.. title: {}\n.. date: 2026-01-02\n-->\n\n",
    "hexo": DATED,
    "docusaurus": DATED,
    "mkdocs": DATED,
    "notes": YAML,
    "eleventy": YAML,
}

# Generator: the post with the links, the post that moves, where it moves to, and links before and after.
STYLES = {
    "hugo": (
        ("content/posts/a.md", "content/posts/b.md", "content/essays/new.md"),
        {
            '{{< ref "b.md" >}}': '{{< ref "../essays/new.md" >}}',
            '{{< ref "/posts/b.md" >}}': '{{< ref "/essays/new.md" >}}',
            '{{< ref "/posts/b" >}}': '{{< ref "/essays/new" >}}',
            '{{< ref "posts/b.md#more" >}}': '{{< ref "essays/new.md#more" >}}',
            '{{<relref "posts/b">}}': '{{<relref "essays/new">}}',
            "{{% relref `/posts/b/` %}}": "{{% relref `/essays/new/` %}}",
            "{{< ref b.md >}}": "{{< ref ../essays/new.md >}}",
            '{{< ref path="/posts/b.md" lang="en" >}}': '{{< ref path="/essays/new.md" lang="en" >}}',
            '{{< ref lang="en" path="/posts/b.md" >}}': '{{< ref lang="en" path="/essays/new.md" >}}',
            '[x]({{< ref "/Posts/B.md" >}} "t")': '[x]({{< ref "/essays/new.md" >}} "t")',
            '`{{< ref "/posts/b" >}}`': '`{{< ref "/essays/new" >}}`',
            '{{</* ref "/posts/b" */>}}': '{{</* ref "/posts/b" */>}}',
            '{{< figure src="/posts/b" >}}': '{{< figure src="/posts/b" >}}',
            "[x](b.md)": "[x](../essays/new.md)",
            "[x](/posts/b.md)": "[x](/essays/new.md)",
            "[x](/posts/b)": "[x](/essays/new)",
            "[x](/posts/b/?a=b#c)": "[x](/essays/new/?a=b#c)",
            "[x](../b/)": "[x](../../essays/new/)",
            "[x](/s/posts/b/)": "[x](/s/essays/new/)",
            "[x](https://own.example/s/posts/b/)": "[x](https://own.example/s/essays/new/)",
            "<https://own.example/s/posts/b/>": "<https://own.example/s/essays/new/>",
            "[x](https://other.example/s/posts/b/)": "[x](https://other.example/s/posts/b/)",
            "[x](https://own.example/posts/b/)": "[x](https://own.example/posts/b/)",
        },
    ),
    "jekyll": (
        ("_posts/2026-01-02-a.md", "_posts/2026-01-03-b.md", "_posts/old/2026-01-04-new.md"),
        {
            "{% post_url 2026-01-03-b %}": "{% post_url old/2026-01-04-new %}",
            "{%- post_url /2026-01-03-b -%}": "{%- post_url /old/2026-01-04-new -%}",
            "{% link _posts/2026-01-03-b.md %}": "{% link _posts/old/2026-01-04-new.md %}",
            "[x]({{ site.url }}{% post_url 2026-01-03-b %}#m)": "[x]({{ site.url }}{% post_url old/2026-01-04-new %}#m)",
            "[x]({{ site.baseurl }}/2026/01/03/b.html)": "[x]({{ site.baseurl }}/2026/01/04/new.html)",
            "[x]({{site.url}}{{ site.baseurl }}/2026/01/03/b)": "[x]({{site.url}}{{ site.baseurl }}/2026/01/04/new)",
            "[x]({{ '/2026/01/03/b.html' | relative_url }})": "[x]({{ '/2026/01/04/new.html' | relative_url }})",
            '<a href="{{ "/2026/01/03/b.html#x" | absolute_url }}">': '<a href="{{ "/2026/01/04/new.html#x" | absolute_url }}">',
            "[x](https://own.example/s/2026/01/03/b.html)": "[x](https://own.example/s/2026/01/04/new.html)",
            "[x](/s/2026/01/03/b.html)": "[x](/s/2026/01/04/new.html)",
            "[x](../03/b.html)": "[x](../04/new.html)",
            "[x](2026-01-03-b.md)": "[x](old/2026-01-04-new.md)",
            "```\n{% post_url 2026-01-03-b %}\n```": "```\n{% post_url old/2026-01-04-new %}\n```",
            "```\n[x](/2026/01/03/b.html)\n```": "```\n[x](/2026/01/03/b.html)\n```",
        },
    ),
    "zola": (
        ("content/blog/a.md", "content/blog/b.md", "content/essays/new.md"),
        {
            "[x](@/blog/b.md)": "[x](@/essays/new.md)",
            "[x](@/blog/b.md#more 'T')": "[x](@/essays/new.md#more 'T')",
            "[x][y]\n\n[y]: @/blog/b.md": "[x][y]\n\n[y]: @/essays/new.md",
            '{{ card(path="@/blog/b.md") }}': '{{ card(path="@/essays/new.md") }}',
            "[x](/blog/b/)": "[x](/essays/new/)",
            "[x](../b)": "[x](../../essays/new)",
            "[x](https://own.example/s/blog/b/)": "[x](https://own.example/s/essays/new/)",
        },
    ),
    "pelican": (
        ("content/a.md", "content/b.md", "content/old/new b.md"),
        {
            "[x]({filename}b.md)": "[x]({filename}old/new%20b.md)",
            "[x]({filename}/b.md#m)": "[x]({filename}/old/new%20b.md#m)",
            "[x](|filename|b.md)": "[x](|filename|old/new%20b.md)",
            "[x](<{filename}b.md>)": "[x](<{filename}old/new b.md>)",
            '<a href="{filename}/b.md">': '<a href="{filename}/old/new b.md">',
            "[x](https://own.example/b.html)": "[x](https://own.example/b.html)",
        },
    ),
    "nikola": (
        ("posts/a.md", "posts/b.md", "posts/new.md"),
        {
            "[x](link://slug/b)": "[x](link://slug/new)",
            "[x](link://slug/b#m)": "[x](link://slug/new#m)",
            "[x](link://filename/posts/b.md)": "[x](link://filename/posts/new.md)",
            "[x](/posts/b/)": "[x](/posts/new/)",
            "[x](link://tag/b)": "[x](link://tag/b)",
        },
    ),
    "hexo": (
        ("source/_posts/a.md", "source/_posts/b.md", "source/_posts/new.md"),
        {
            "{% post_link b %}": "{% post_link new %}",
            "{% post_link 'b' 'A title' %}": "{% post_link 'new' 'A title' %}",
            '[x]({% post_path "b" %})': '[x]({% post_path "new" %})',
            "{% post_link b#m Text %}": "{% post_link new#m Text %}",
            "{% asset_path b %}": "{% asset_path b %}",
            "`{% post_link b %}`": "`{% post_link b %}`",
            "[x](/2026/b/)": "[x](/2026/new/)",
            "[x](../../2026/b/)": "[x](../new/)",
        },
    ),
    "docusaurus": (
        ("blog/a.md", "blog/b.md", "blog/2026/new.md"),
        {
            "[x](./b.md)": "[x](./2026/new.md)",
            "[x](b.md#m)": "[x](2026/new.md#m)",
            "[x](@site/blog/b.md)": "[x](@site/blog/2026/new.md)",
            "[x](/b.md)": "[x](/2026/new.md)",
            "[x](/blog/b.md)": "[x](/blog/2026/new.md)",
        },
    ),
    "mkdocs": (
        ("docs/blog/posts/a.md", "docs/blog/posts/b.md", "docs/blog/posts/old/new.md"),
        {
            "[x](b.md)": "[x](old/new.md)",
            "[x](../posts/b.md#m)": "[x](old/new.md#m)",
            "[x](/blog/posts/b.md)": "[x](/blog/posts/old/new.md)",
        },
    ),
    "eleventy": (
        ("blog/a.md", "blog/b.md", "blog/old/new.md"),
        {
            '[x]({{ "/blog/b/" | url }})': '[x]({{ "/blog/old/new/" | url }})',
            "[x]({{ '/blog/b/#m' | url }})": "[x]({{ '/blog/old/new/#m' | url }})",
            "[x](/blog/b/)": "[x](/blog/old/new/)",
            "[x](../b/)": "[x](../old/new/)",
            "[x](./b.md)": "[x](./old/new.md)",
            "{% raw %}[x]({{ '/blog/b/' | url }}){% endraw %}": "{% raw %}[x]({{ '/blog/b/' | url }}){% endraw %}",
        },
    ),
    "notes": (
        ("a.md", "B Note.md", "sub/New Note.md"),
        {
            "[[B Note]]": "[[New Note]]",
            "[[b note#Heading|text]]": "[[New Note#Heading|text]]",
            "[[B Note.md|x]]": "[[New Note.md|x]]",
            "![[B Note]]": "![[New Note]]",
            "| [[B Note\\|x]] |": "| [[New Note\\|x]] |",
            "[x](B%20Note.md)": "[x](sub/New%20Note.md)",
            "[x](<B Note.md>)": "[x](<sub/New Note.md>)",
            "`[[B Note]]`": "`[[B Note]]`",
            "[[Another]]": "[[Another]]",
        },
    ),
}
TABLE = [(name, before, after) for name, (_, links) in STYLES.items() for before, after in links.items()]


@pytest.mark.parametrize(("name", "before", "after"), TABLE, ids=[f"{row[0]} {row[1]}" for row in TABLE])
def test_every_style_of_link_follows(name, before, after):
    (a, b, new), head = STYLES[name][0], HEADS[name]
    text = f"{head.format('A')}See:\r\n\r\n{before}\r\n"
    site = site_of({**CONFIGS[name], a: text, b: f"{head.format('B')}Text.\n"}, name)
    found = rewritten(site, [move(site, b, new)])
    assert found.get(a, text) == text.replace(before, after)
    assert found.keys() <= {a}


# --- what else a link is, and is not -------------------------------------------------------------------------------------

A = '---\ntitle: A\npath: "/blog/a"\n---\n'
B = '---\ntitle: B\npath: "/blog/b"\n---\n'


def relinked(a, *, b="Text.\n", new="new.md", **values):
    """What becomes of the post that links to `blog/b.md`, which moves. In Gatsby's site addresses are in the front matter."""
    site = site_of({"blog/a.md": A + a, "blog/b.md": B + b}, "gatsby")
    return rewritten(site, [move(site, "blog/b.md", f"blog/{new}", **values)]).get("blog/a.md", A + a).removeprefix(A)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("[b](b.md)", "[b](new.md)"),
        ("![b](b.md)", "![b](new.md)"),
        ("[b](./b.md 'b.md')", "[b](./new.md 'b.md')"),
        ("[b.md](../blog/b.md)", "[b.md](new.md)"),
        ("[b](<b.md>)", "[b](<new.md>)"),
        ("[b]\n\n[b]: b.md 'b'", "[b]\n\n[b]: new.md 'b'"),
        ("<a class=x href=b.md>b</a>", "<a class=x href=new.md>b</a>"),
        ("<a href='b.md#b'>b.md</a>", "<a href='new.md#b'>b.md</a>"),
        ("> - [b](b.md)", "> - [b](new.md)"),
        ("[b](b)", "[b](new)"),
        ("[b](/blog/b/)", "[b](/blog/new/)"),
        ("[b](/blog/b.html)", "[b](/blog/new.html)"),
        ("[b](/blog/b/index.html)", "[b](/blog/new/index.html)"),
        ("[b](/blog/%62?x=/blog/b#/blog/b)", "[b](/blog/new?x=/blog/b#/blog/b)"),
        ("[b](&#98;.md)", "[b](new.md)"),
        ("[b](b\\.md)", "[b](new.md)"),
        ("`[b](b.md)` and <!-- [b](b.md) --> and b.md", "`[b](b.md)` and <!-- [b](b.md) --> and b.md"),
        ("    [b](b.md)\n", "    [b](b.md)\n"),
        ("[b](https://x.example/blog/b) [m](mailto:b.md) [h](#b) [b](//x.example/blog/b)",) * 2,
        ("[b]({{ b.md }}) [b](b.md.txt) [b](bb.md) [c](c/b.md)",) * 2,
    ],
)
def test_the_target_and_nothing_else(before, after):
    assert relinked(before, path="/blog/new") == after


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("a b.md", "[b](b.md)", "[b](a%20b.md)"),
        ("a b.md", "[b](<b.md>)", "[b](<a b.md>)"),
        ("ü.md", "[b](b.md)", "[b](ü.md)"),
        ("x(1).md", "[b](b.md)", "[b](x%281%29.md)"),
        ("a&copy;.md", "[b](b.md)", "[b](a%26copy;.md)"),
        ("50%.md", "[b](b.md)", "[b](50%25.md)"),
        ("q?#.md", "[b](b.md)", "[b](q%3F%23.md)"),
        ('say "it\'s".md', '<a href="b.md">', '<a href="say %22it%27s%22.md">'),
        ("a b.md", "<a href=b.md>", "<a href=a%20b.md>"),
        ("x:y.md", "[b](b.md)", "[b](./x:y.md)"),
    ],
)
def test_names_are_encoded_where_they_have_to_be(name, before, after):
    assert relinked(before, new=name) == after


def test_the_front_matter_of_others():
    front = "---\ntitle: A\nprev: /blog/b\nrelated: ['/blog/b/', \"blog/b.md\", b.md] # /blog/b\n"
    front += "also:\n  - see /blog/b\naliases: [/blog/b]\n"
    site = site_of({"blog/a.md": front + "---\n", "blog/b.md": B}, "gatsby")
    found = rewritten(site, [move(site, "blog/b.md", "blog/new.md", path="/blog/new")])
    assert found["blog/a.md"] == (
        front.replace("prev: /blog/b", "prev: /blog/new").replace(
            "'/blog/b/', \"blog/b.md\", b.md", "'/blog/new/', \"blog/new.md\", new.md"
        )
        + "---\n"
    )


def test_the_own_address_stays_what_it_was_set_to():
    site = site_of({"blog/a.md": A, "blog/b.md": B}, "gatsby")
    moves = [move(site, "blog/a.md", "blog/b.md", path="/blog/b"), move(site, "blog/b.md", "blog/a.md", path="/blog/a")]
    assert rewritten(site, moves) == {}


def test_two_posts_change_places():
    site = site_of({"a.md": A + "[b](b.md) [a](a.md)", "b.md": B + "[b](/blog/b) [a](/blog/a)"}, "gatsby")
    moves = [move(site, "a.md", "b.md", path="/blog/b"), move(site, "b.md", "a.md", path="/blog/a")]
    found = rewritten(site, moves)
    assert found["a.md"].endswith("[b](a.md) [a](b.md)")
    assert found["b.md"].endswith("[b](/blog/a) [a](/blog/b)")


def test_what_moves_along_and_what_stays():
    texts = {
        "x/a/index.md": A + "![i](i.png) ![j](../j.png) ![k](/k.png) [l](./i.png)",
        "x/a/i.png": "",
        "x/j.png": "",
        "static/k.png": "",
    }
    site = site_of(texts, "gatsby")
    found = rewritten(site, [move(site, "x/a/index.md", "y/z/b/index.md")], {"x/a/i.png": "y/z/b/i.png"})
    assert found == {"x/a/index.md": A + "![i](i.png) ![j](../../../x/j.png) ![k](/k.png) [l](./i.png)"}


def test_pages_that_no_file_shows_stay_in_sight():
    site = site_of({"a.md": A + "[t](../tags/x/) [o](https://x.example) [m](more)"}, "gatsby")
    found = rewritten(site, [move(site, "a.md", "a.md", path="/blog/2026/a")])
    assert found == {"a.md": A.replace("/blog/a", "/blog/2026/a") + "[t](../../tags/x/) [o](https://x.example) [m](../more)"}


def test_bytes_around_stay():
    text = "\ufeff" + (A + "[b](b.md)\n\ntext").replace("\n", "\r\n")
    site = site_of({"a.md": text, "b.md": B}, "gatsby")
    found = rewritten(site, [move(site, "b.md", "c.md")])
    assert found == {"a.md": text[1:].replace("b.md", "c.md")}


def test_front_matter_in_a_file_of_its_own():
    meta = ".. title: {}\n.. slug: {}\n.. date: 2026-01-02\n"
    texts = {
        **CONFIGS["nikola"],
        "posts/a.md": "[b](link://slug/b)\n",
        "posts/a.meta": meta.format("A", "a"),
        "posts/b.md": "Text",
    }
    site = site_of({**texts, "posts/b.meta": meta.format("B", "b")}, "nikola")
    found = rewritten(site, [move(site, "posts/b.md", "posts/b.md", slug="c")])
    assert found == {"posts/a.md": "[b](link://slug/c)\n"}


def test_an_image_between_brackets():
    site = site_of({".obsidian/app.json": "{}", "a.md": "![[i.png]] ![[b/i.png|100]]", "b/i.png": ""}, "notes")
    post = site.posts[0]
    assert rewritten(site, [Move(post, post)], {"b/i.png": "c/j.png"}) == {"a.md": "![[j.png]] ![[c/j.png|100]]"}


def test_languages_of_hugo_have_names_of_their_own():
    config = {"hugo.toml": "[languages.en]\nweight = 1\n[languages.fr]\nweight = 2\n"}
    texts = {
        "content/a.md": YAML + '{{< ref "b" >}}',
        "content/a.fr.md": YAML + '{{< ref "b" >}}',
        "content/b.md": YAML,
        "content/b.fr.md": YAML,
    }
    site = site_of({**config, **texts}, "hugo")
    assert rewritten(site, [move(site, "content/b.md", "content/c.md")]) == {"content/a.md": YAML + '{{< ref "c" >}}'}


def test_tags_that_are_text():
    raw = "{% raw %}{% post_url 2026-01-02-b %}{% endraw %}\n{% post_url 2026-01-02-b %}"
    site = site_of({"_config.yml": "", "_posts/2026-01-02-a.md": YAML + raw, "_posts/2026-01-02-b.md": YAML}, "jekyll")
    found = rewritten(site, [move(site, "_posts/2026-01-02-b.md", "_posts/2026-01-02-c.md")])
    assert found["_posts/2026-01-02-a.md"] == YAML + raw.replace("\n{% post_url 2026-01-02-b", "\n{% post_url 2026-01-02-c")


def test_what_cannot_be_said_is_refused_with_its_place():
    texts = {**CONFIGS["hexo"], "source/_posts/a.md": DATED + "x {% post_link b %}", "source/_posts/b.md": DATED}
    site = site_of(texts, "hexo")
    with pytest.raises(Refused, match=r"^source/_posts/a\.md:5:16: "):
        rewritten(site, [move(site, "source/_posts/b.md", "source/_posts/a b.md")])


# --- any site, any move -------------------------------------------------------------------------------------------------

FEWER = settings(max_examples=settings().max_examples // 4)  # of each generator
FOLDERS = ("posts", "essays", "posts/old")
NAMES = ("a", "b", "bee", "c d", "été", "x(1)", "e&f", "v1.2", "ü_x", "long-name", "z", "Übung 1")


def leads(texts, name):
    """Where each link of each post leads, by title, in order."""
    site = site_of(texts, name)
    titles = {post.path: post.title for post in site.posts}
    books = shelf(site)
    found = {}
    for post in site.posts:
        ways = (each.find(post, books) for each in references(post, site))
        found[post.title] = [titles[way[1].path] if way else None for way in ways]
    return found


def some_moves(name, rng):
    """A site of posts that link to each other, and the paths some of them move to. No name is there twice."""
    names = rng.sample(NAMES, len(NAMES))
    places = [(rng.choice(FOLDERS), names.pop()) for _ in range(rng.randint(2, 6))]
    texts = linked(name, places, rng)
    count = rng.randint(1, len(places))
    return texts, {KINDS[name].path(*old): KINDS[name].path(rng.choice(FOLDERS), names.pop()) for old in places[:count]}


@pytest.mark.parametrize("name", KINDS)
@FEWER
@given(seed=st.integers(0, 99999))
def test_all_links_lead_to_the_same_posts_and_nothing_else_changes(name, seed):
    rng = random.Random(seed)
    texts, paths = some_moves(name, rng)
    site = site_of(texts, name)
    moves = [move(site, old, new) for old, new in paths.items()]
    done = after(texts, moves, rewritten(site, moves))
    before = leads(texts, name)
    assert all(None not in targets for targets in before.values())
    assert leads(done, name) == before
    for path, text in texts.items():
        assert without_targets(done[paths.get(path, path)], name) == without_targets(text, name)


def without_targets(text, name):
    """A text with a sign for each name in it."""
    site = site_of({**KINDS[name].config, KINDS[name].path("posts", "q"): text}, name)
    for each in reversed(references(site.posts[0], site) if site.posts else ()):
        text = f"{text[: each.span.start]}*{text[each.span.end :]}"
    return text


@pytest.mark.parametrize("name", KINDS)
@FEWER
@given(seed=st.integers(0, 99999))
def test_there_and_back(name, seed):
    rng = random.Random(seed)
    texts, paths = some_moves(name, rng)
    site = site_of(texts, name)
    moves = [move(site, old, new) for old, new in paths.items()]
    there = after(texts, moves, rewritten(site, moves))
    site = site_of(there, name)
    moves = [move(site, new, old) for old, new in paths.items()]
    back = after(there, moves, rewritten(site, moves))
    assert back.keys() == texts.keys()
    if name == "hugo":  # a path that became a lone name stays one, which leads there from anywhere
        assert leads(back, name) == leads(texts, name)
        return
    for path, text in texts.items():  # letters that need no encoding may have lost or won it on the way
        assert unquote(back[path]) == unquote(text)
