"""After a change of few posts only those are judged again, and what is said is what would be said of all."""

from __future__ import annotations

import json
import os
from pathlib import Path
from shutil import copytree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from postctl import facts, registry
from postctl.cli import main, renewing
from postctl.store import scan, stamps

EXAMPLES = Path(__file__).parents[1] / "examples"
NOW = "2026-11-23T12:00:00Z"
FRONT = [
    "title: Walk {n}\ndate: 2026-0{n}-01\ntags: [lake, heron]\ndescription: A walk around the lake, in the rain.\n",
    "title: Walk {n}\ndate: 2026-0{n}-01\ntags: [Lake]\ncover: cover.png\n",
    "title: Walk {n}\ndraft: true\n",
    "title: Walk\ntag: x\ndate: 2031-01-01\n",
    "titel: Walk {n}\n",
    "title: Walk {n}\naliases: [/old/{n}/]\nslug: s{n}\n",
]
PARTS = [
    "Prose about a lake.\n",
    "TODO: more words.\n",
    "# Walk 1\n",
    "## Reeds\n",
    "#### Deep\n",
    "[a](../p1/#reeds)\n",
    "[b](/p2/)\n",
    "[c](/old/5/)\n",
    "[d](/gone/)\n",
    "![](heron.png)\n",
    "![A heron](/heron.png)\n",
    "[e](https://example.org/p1/)\n",
    "<!-- more -->\n",
    "{{< figure >}}\n",
    "[f]: /p3/\n",
    "[g][f]\n",
    '<a id="here"></a>\n',
    "<!-- postctl: allow P401 -->\n\n",
    "cafe\u0301\n",
    "trailing  \n",
]


@pytest.fixture
def blog(tmp_path, monkeypatch):
    """A blog of nine posts in which something is wrong, and no change is too young to be remembered."""
    monkeypatch.setattr(stamps, "RACY", -(10**12))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("POSTCTL_NOW", NOW)
    monkeypatch.chdir(made(tmp_path / "site"))
    return tmp_path / "site"


HUGO = ("hugo.toml", 'baseURL = "https://example.org/"\ntitle = "x"\n', "content/p{n}.md")
SITES = [
    HUGO,
    ("_config.yml", "url: https://example.org\n", "_posts/2026-01-0{n}-p{n}.md"),
    ("config.toml", 'base_url = "https://example.org"\n', "content/p{n}.md"),
    ("mkdocs.yml", "site_name: x\nplugins: [blog]\n", "docs/blog/posts/p{n}.md"),
    ("gatsby-config.js", "module.exports = {}\n", "src/blogs/p{n}/index.md"),
    ("notes.txt", "", "p{n}.md"),
]


def made(root, config=HUGO):
    name, text, path = config
    root.mkdir()
    (root / name).write_text(text)
    for n in range(1, 10):
        post = root / path.format(n=n)
        post.parent.mkdir(parents=True, exist_ok=True)
        post.write_text(f"---\n{FRONT[n % len(FRONT)].format(n=n)}---\n{''.join(PARTS[n::7])}")
    return root


def said(capsys, *words):
    code = main(["validate", "--format", "json", *words])
    return code, capsys.readouterr().out


@pytest.fixture
def counted(monkeypatch):
    """For each check that was not looked up whole, whether only few posts were judged."""
    renewed, few = renewing.renewed, []
    monkeypatch.setattr(renewing, "renewed", lambda *words: few.append(renewed(*words)) or few[-1])
    return few


def rewrite(path, text, number=[0]):  # noqa: B006  # so that no two files have one time
    path.write_text(text)
    number[0] += 1
    os.utime(path, (number[0], number[0]))


def test_other_prose_changes_one_post(blog, capsys, counted):
    first = said(capsys)
    post = blog / "content" / "p6.md"
    rewrite(post, post.read_text() + "\nMore prose.\n\nTODO: finish it.\n")
    second = said(capsys)
    assert counted[-1] is not None
    assert second == said(capsys, "--no-cache")
    assert second != first
    rewrite(post, post.read_text().replace("---\n", "---\n", 1) + "Even more.\n")
    assert said(capsys) == said(capsys, "--no-cache")
    assert counted[-1] is not None


@pytest.mark.parametrize("part", ["\n[x](../p9/#reeds)\n", "\n[x](../gone/)\n", "\n> quoted\n", "\n[x]: https://a.example\n"])
def test_a_link_of_its_own_is_not_seen_by_others(part, blog, capsys, counted):
    said(capsys)
    post = blog / "content" / "p4.md"
    rewrite(post, post.read_text() + part)
    assert said(capsys) == said(capsys, "--no-cache")
    assert counted[-1] is not None


def test_findings_move_with_the_lines(blog, capsys, counted):
    said(capsys)
    post = blog / "content" / "p1.md"
    head, front, body = post.read_text().split("---\n", 2)
    rewrite(post, f"{head}---\n{front}---\nA line more.\n\n{body}")
    assert said(capsys) == said(capsys, "--no-cache")
    assert counted[-1] is not None


def test_only_what_has_changed_is_read(blog, capsys, monkeypatch, counted):
    said(capsys)
    post = blog / "content" / "p4.md"
    rewrite(post, post.read_text() + "\nMore.\n")
    read, one = [], scan._Reader._one
    monkeypatch.setattr(scan._Reader, "_one", lambda self, path: read.append(path) or one(self, path))
    said(capsys)
    assert counted[-1] is not None
    assert "content/p4.md" in read
    whole = {rule.code for rule in registry.rules() if rule.site}
    found = json.loads(said(capsys)[1])["diagnostics"]
    assert {*read} <= {"content/p4.md", *(each["path"] for each in found if each["code"] in whole)}


@pytest.mark.parametrize("part", ["\n## A heading\n", "\n![](x.png)\n", "\n[x](/p9/)\n"])
def test_what_others_see_has_all_posts_judged(part, blog, capsys, counted):
    said(capsys)
    post = blog / "content" / "p4.md"
    rewrite(post, post.read_text() + part)
    assert said(capsys) == said(capsys, "--no-cache")
    assert counted[-1] is None


def test_a_changed_configuration_has_all_posts_judged(blog, capsys, counted):
    said(capsys)
    rewrite(blog / "hugo.toml", 'baseURL = "https://example.com/"\ntitle = "x"\n')
    assert said(capsys) == said(capsys, "--no-cache")
    assert counted[-1] is None


_STEPS = st.lists(
    st.tuples(
        st.integers(1, 9),
        st.sampled_from(["append", "prepend", "front", "cut", "delete", "twice"]),
        st.sampled_from(PARTS),
        st.sampled_from(FRONT),
    ),
    min_size=1,
    max_size=4,
)


@pytest.mark.parametrize("words", [(), ("--extend-select", "P8,P702")], ids=["default", "style"])
@given(steps=_STEPS, config=st.sampled_from(SITES))
@settings(max_examples=8)
def test_r26_whatever_was_changed_the_findings_are_those_of_all_posts(words, steps, config, tmp_path_factory):
    folder = tmp_path_factory.mktemp("blog")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(stamps, "RACY", -(10**12))
        patch.setenv("XDG_CACHE_HOME", str(folder / "cache"))
        patch.setenv("POSTCTL_NOW", NOW)
        patch.chdir(made(folder / "site", config))
        out = folder / "out"
        for n, what, part, front in steps:
            path = folder / "site" / config[2].format(n=n)
            checked(out, *words)
            change(path, what, part, front.format(n=n))
            assert checked(out, *words) == checked(out, "--no-cache", *words)


def change(path, what, part, front):
    if not path.exists():
        rewrite(path, f"---\n{front}---\n{part}")
        return
    head, old, body = path.read_text().split("---\n", 2)
    if what == "delete":
        path.unlink()
    elif what == "front":
        rewrite(path, f"{head}---\n{front}---\n{body}")
    else:
        new = {"append": body + part, "prepend": part + "\n" + body, "cut": body[: len(body) // 2], "twice": body * 2}[what]
        rewrite(path, f"{head}---\n{old}---\n{new}")


def checked(out, *words):
    from contextlib import redirect_stdout

    with out.open("w") as stream, redirect_stdout(stream):
        code = main(["validate", "--format", "json", *words])
    return code, out.read_text()


# --- facts ----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", sorted(each.name for each in EXAMPLES.iterdir() if each.is_dir()))
def test_facts_come_back_from_json_as_they_were(name, tmp_path):
    registry.rules()
    site = scan.open_site(str(copytree(EXAMPLES / name, tmp_path / "site")))
    for post in site.posts:
        facts.face(post, site)
        assert post.known
        assert json.loads(json.dumps(post.known)) == post.known
