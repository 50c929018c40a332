"""The books of a site, which list no more than is asked for: against books that list all names, before and after a move."""

from __future__ import annotations

import random
from functools import partial
from unicodedata import normalize
from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from linked import KINDS, linked, move
from sites import site_of

from postctl import relinking
from postctl.links import shelves
from postctl.links.books import ADDRESSES, NOTATIONS, address_names, composed
from postctl.links.clues import Clue, counted
from postctl.links.references import references
from postctl.links.shelves import moved, shelf
from postctl.model import Status
from postctl.relinking import rewritten
from postctl.values import replace

FEWER = settings(max_examples=settings().max_examples // 4)  # of each generator
FOLDERS = ("posts", "essays", "posts/old")
NAMES = ("a", "b", "bee", "c d", "été", "x(1)", "e&f", "ü_x", "reindex", "日本")
ODD = ("index", "a.html", "e\u0301te\u0301", "x.index", "Index")
URLS = ("/", "/x/index.html", "/x.htm", "/x", "/reindex/", "/re", "/x.html.html", "/%C3%A9/", None)


def some_site(name, rng):
    """A site of posts that link to each other."""
    names = rng.sample(NAMES, 7)
    places = [(rng.choice(FOLDERS), names.pop()) for _ in range(rng.randint(3, 6))]
    return site_of({**linked(name, places, rng), "pics/é.png": b"", "pics/a.md.png": b""}, name)


def odder(site, rng):
    """The same site with drafts, two posts of one address, and names that mean something to servers."""
    posts, paths = [], {post.path for post in site.posts}
    for post in site.posts:
        folder, _, last = post.path.rpartition("/")
        path = f"{folder}/{rng.choice(ODD)}.{last.rpartition('.')[2]}"
        if rng.random() < 0.4 and path not in paths:
            paths.add(path)
            post = replace(post, path=path)
        if rng.random() < 0.4:
            post = replace(post, url=rng.choice((*URLS, *(each.url for each in site.posts))))
        posts.append(hidden(post) if rng.random() < 0.2 else post)
    files = {post.path for post in posts} | site.files - {post.path for post in site.posts}
    return replace(site, posts=tuple(posts), files=frozenset(files))


def hidden(post):
    return replace(post, verdict=post.verdict._replace(hidden=Status.DRAFT))


# --- the names of all files, listed one by one ------------------------------------------------------------------------------


def of_files(site):
    return {path: (f"/{path}",) for path in site.files | {post.path for post in site.posts}}


def of_addresses(site):
    taken, names = set(), {}
    for post in sorted(site.posts, key=lambda post: post.verdict.hidden is not None):
        if post.url is not None:
            names[post.path] = tuple("" if name in taken else name for name in address_names(post.url))
            taken.update(address_names(post.url))
    return names


def of_stems(site):
    names = {}
    for path in of_files(site):
        stem, dot, ending = path.rpartition(".")
        if dot and ending in ("md", "mdx"):
            folder = f"/{stem}".removesuffix("/index") if stem.endswith("/index") else ""
            names[path] = (f"/{stem}", folder, folder and f"{folder}/")
    return names


def of_notation(notation, site):
    names = {path: notation.files(path) for path in site.files} if notation.files else {}
    return names | {post.path: notation.names(post) for post in site.posts}


def listed(site):
    """The names in each book of a site."""
    notations = site.generator.references(site.settings).notations
    found = (of_files(site), of_addresses(site), of_stems(site), *(of_notation(each, site) for each in notations))
    return [{path: tuple(map(composed, names)) for path, names in book.items()} for book in found]


def same(books, site):
    """Look up every name of every file, in each book."""
    posts = {post.path: post for post in site.posts}
    for book, names in zip(books, listed(site), strict=True):
        known = {}
        for path, own in names.items():
            assert book.names.of(path) == own
            scope = book.scope(posts[path]) if path in posts else ""
            for form, name in enumerate(own):
                found = known.setdefault((book.fold(name), scope), {})
                if name:
                    found.setdefault(path, form)
        for (key, scope), found in known.items():
            assert sorted(book.names.called(key, scope)) == sorted((form, path) for path, form in found.items()), key
            assert book.names.anywhere(key) == bool(found)
        if book.lasts is not None:
            assert {name.rstrip("/").rpartition("/")[2] for own in names.values() for name in own if name} <= set(book.lasts())
        assert book.names.of("not/there.md") == ()
        assert book.names.called("/not/there", "") == []


@pytest.mark.parametrize("name", KINDS)
@FEWER
@given(seed=st.integers(0, 99999), early=st.booleans())
def test_books_hold_the_names_of_all_files_before_and_after_a_move(name, seed, early):
    rng = random.Random(seed)
    site = odder(some_site(name, rng), rng)
    books = shelf(site)
    if early:
        same(books, site)
    arrivals, posts = [], []
    paths = [post.path for post in site.posts]
    for post in site.posts:
        path = rng.choice((post.path, post.path.replace("posts", "other"), f"new/{post.path}"))
        new = replace(post, path=path, url=rng.choice((post.url, *URLS)))
        new = rng.choice((new, hidden(new)))
        goes = rng.random() < 0.5 and (new.path == post.path or new.path not in paths)
        arrivals += [(post, new)] if goes else []
        posts.append(new if goes else post)
    ways = {"pics/é.png": "pics/c.png", **{before.path: after.path for before, after in arrivals}}
    after = replace(site, posts=tuple(posts), files=frozenset(ways.get(path, path) for path in site.files))
    same(moved(books, after, arrivals, {"pics/é.png": "pics/c.png"}), after)
    same(books, site)


# --- no more than is asked for ------------------------------------------------------------------------------------------------

MANY = {
    f"content/posts/p{number:03}.md": f"---\ntitle: T {number}\n---\n[x](/posts/p{number - 1:03}/)\n" for number in range(200)
}


def counting(monkeypatch, module, name):
    """The arguments with which a function of a module is called from now on."""
    calls, work = [], getattr(module, name)

    def counted(*given, **named):
        calls.append(given)
        return work(*given, **named)

    monkeypatch.setattr(module, name, counted)
    return calls


def test_a_move_works_out_the_names_of_what_moves_and_of_what_is_named(monkeypatch):
    site = site_of({"hugo.toml": "", **MANY}, "hugo")
    named = counting(monkeypatch, shelves, "address_names")
    parsed = counting(monkeypatch, relinking, "references")
    done = rewritten(site, [move(site, "content/posts/p007.md", "content/posts/other.md")])
    assert done.keys() == {"content/posts/p008.md"}
    assert len(named) < 20
    assert {post.path for post, _ in parsed} == {"content/posts/other.md", "content/posts/p008.md"}


def test_a_notation_is_listed_only_where_it_is_used():
    site = site_of({"hugo.toml": "", **MANY}, "hugo")
    books = shelf(site)
    after = moved(books, site, [], {})
    for reference in references(site.posts[9], site):
        assert reference.find(site.posts[9], books) is not None
        assert reference.find(site.posts[9], after) is not None
    assert all("_known" not in vars(book.names) for book in (*books[NOTATIONS:], *after[NOTATIONS:]))
    assert books[NOTATIONS].leads(site.posts[9], "p007.md") == "content/posts/p007.md"
    assert "_known" in vars(books[NOTATIONS].names)


def test_a_name_that_many_posts_would_have_is_found_without_a_look_at_each(monkeypatch):
    site = site_of({"hugo.toml": "", **MANY}, "hugo")
    book = shelf(replace(site, posts=tuple(replace(post, url="/") for post in site.posts)))[ADDRESSES]
    assert book.names.called("/", "") == [(0, site.posts[0].path)]
    named = counting(monkeypatch, shelves, "address_names")
    assert book.leads(site.posts[5], "/index.html") == site.posts[0].path
    assert book.names.of(site.posts[5].path) == ("",) * 6
    assert named == []


# --- what may name a post ---------------------------------------------------------------------------------------------------

LETTERS = "aeokKzs17-_. &+'éÉüßñ日本語가が\u0130Σ"


def ways_to_write(letter):
    """A letter as it may stand in a link: as it is, decomposed, escaped or encoded."""
    ways = [letter, normalize("NFD", letter)]
    if not (letter.isascii() and letter.isalnum()):
        ways += [
            quote(letter),
            quote(letter).lower(),
            f"&#{ord(letter)};",
            f"&#x{ord(letter):x};",
            quote(normalize("NFD", letter)),
        ]
    if letter.isascii() and not letter.isalnum():
        ways.append(f"\\{letter}")
    if letter == "&":
        ways += ["&amp;", "&amp"]
    if letter in "kK":
        ways.append("\u212a")  # the sign of Kelvin, which is a K
    return ways


@given(data=st.data(), name=st.text(LETTERS, min_size=1, max_size=6).filter(lambda name: name.strip(". ")))
def test_a_name_is_seen_however_it_is_written(data, name):
    name = composed(name)
    written = "".join(data.draw(st.sampled_from(ways_to_write(letter))) for letter in name)
    folder = data.draw(st.sampled_from(("", "/", "../", "/posts/", "https://own.example/x/")))
    ending = data.draw(st.sampled_from(("", "/", ".html", "#top", "?q")))
    assert may_be_in([f"/posts/{name}"], f"A line.\n[x]({folder}{written}{ending})\n")
    assert may_be_in([f"/posts/{name}", f"/posts/{name}.html"], f"{written}")
    assert may_be_in([f"/posts/{name}/index.md"], f"<a href={written}>")


def may_be_in(names, text, folder="elsewhere"):
    return Clue.of(names, ("", "static")).may_be_in(text, lambda: (folder,))


@pytest.mark.parametrize(
    ("names", "text", "expected"),
    [
        (["/posts/a-tea"], "[x](/posts/a-tea/)", True),
        (["/posts/a-tea"], "[x](/POSTS/A-Tea.html)", True),
        (["/posts/a-tea"], "A pot of tea.", False),
        (["/posts/a-tea"], "Tea, a drink.", False),
        (["/posts/a-tea"], "a---------------------------------tea", False),
        (["/2020/tea.html", "/2020/tea", "/2020/tea/index.html"], "All of it: tea", True),
        (["/2020/tea.html", "/2020/tea", "/2020/tea/index.html"], "[x](index.html) and [y](..)", False),
        (["/"], "Nothing of the kind", True),
        (["/index.md"], "Nothing of the kind", True),
        (["/static/index.md"], "Nothing of the kind", True),
        (["index", "notes/index"], "[[index]]", True),
        (["index", "notes/index"], "[x](link://slug/index)", True),
        (["index", "notes/index"], "Nothing of the kind", False),
        (["/日本"], "/%E6%97%A5%E6%9C%AC/", True),
        (["/日本"], "日本", True),
        (["/日本"], "日 本 100% & more", False),
        (["/été"], "/e\u0301te\u0301/", True),
    ],
)
def test_what_may_name_a_post(names, text, expected):
    assert may_be_in(names, text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[x](index.md)", True),
        ("[x](../index.md#a)", True),
        ("[x](x/../index.md)", True),
        ("{% link  index.md %}", True),
        ("[[index|It]]", True),
        ("{{< ref `index.md` >}}", True),
        ("[x]({filename}index.md)", True),
        ("Indexes of an.index.md", False),
        ("[x](.)", True),
        ("[x](./)", True),
        ("[x](x/..)", True),
        ("[x](../..#top)", True),
        ('<a href="..">', True),
        ("One sentence. And another... .gitignore (.well-known) ./run ../x/y", False),
    ],
)
def test_what_names_the_page_of_a_folder_from_below(text, expected):
    names = ("/docs/The guide/index.md", "/docs/the-guide/", "/docs/the-guide")
    assert may_be_in(names, text, "docs/the guide") is expected
    assert may_be_in(names, text, "/docs/the-guide/more/") is expected
    assert may_be_in(names, text, "docs/the") is False
    assert may_be_in(names, text, "") is False


@pytest.mark.parametrize("name", KINDS)
@FEWER
@given(seed=st.integers(0, 99999))
def test_every_post_that_names_another_is_seen(name, seed):
    rng = random.Random(seed)
    site = some_site(name, rng)
    first = site.posts[0]
    short = "[x](.) [x](..) <a href='../..'> [x](index.md) [x](../index.html) [x](x/../index.md)\n"
    more = {
        path: f"{KINDS[name].head.format(path)}{short}" for path in (f"{first.path[:-3]}/index.md", f"{first.path[:-3]}/b.md")
    }
    site = site_of({**{post.path: post.document.text + short for post in site.posts}, **more, **dict(KINDS[name].config)}, name)
    books = shelf(site)
    roots = {root for book in books for root in book.roots}
    for origin in site.posts:
        for reference in references(origin, site):
            found = reference.find(origin, books)
            if found is not None:
                clue = Clue.of((each for book in books for each in book.names.of(found[1].path)), roots)
                assert clue.may_be_in(origin.raw, partial(counted, origin, books))


def test_a_page_of_a_folder_is_followed_by_the_posts_beside_it():
    """They name it by `index.md` alone, which says nothing of the folder."""
    page = "---\ntitle: x\ndate: 2026-01-02\n---\n"
    files = {"docs/a/index.md": page, "docs/a/b.md": f"{page}See [it](index.md).\n", "docs/c.md": page}
    site = site_of({"mkdocs.yml": "site_name: x\n", **files}, "mkdocs")
    done = rewritten(site, [move(site, "docs/a/index.md", "docs/c/index.md")])
    assert done["docs/a/b.md"].endswith("See [it](../c/index.md).\n")
