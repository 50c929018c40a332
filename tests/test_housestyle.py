"""What is learnt from the newest posts: naming, keys, their order and hand, and that one odd post changes nothing."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from sites import gatsby_post, site_of

from postctl import housestyle
from postctl.site import Site
from postctl.values import replace

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


def make_site(generator: str, files: dict[str, str]) -> Site:
    return site_of(files, generator, NOW)


def yaml_posts(*fronts: str, folder: str = "content/posts") -> dict[str, str]:
    """Posts on following days of May 2024, oldest first; `{day}` in a front matter is its day."""
    dated = {f"{day:02}": front for day, front in enumerate(fronts, 1)}
    return {f"{folder}/post-{day}.md": f"---\n{front.replace('{day}', day)}---\n\nText.\n" for day, front in dated.items()}


def learnt(generator: str, files: dict[str, str], **how: object) -> housestyle.House:
    return housestyle.learn(make_site(generator, files), **how)


def keys(house: housestyle.House) -> list[str]:
    return [style.key for style in house.keys if style.when != "asked"]


def key(house: housestyle.House, name: str) -> housestyle.KeyStyle:
    return next(style for style in house.keys if style.key == name)


def hand(house: housestyle.House) -> object:
    """The whole house style, without the words that happen to be the example to quote like."""
    usual = [style for style in house.keys if style.when != "asked"]
    return [(style.like and style.like.style, replace(style, like=None)) for style in usual], replace(house, keys=(), evidence=0)


BLOG = (
    gatsby_post("2019-01-02", "new-year", "A New Year")
    | gatsby_post("2019-02-20", "snow", "Snow")
    | gatsby_post("2019-03-13", "spring-comes", "When Spring Comes")
)

# --- naming -----------------------------------------------------------------------------------------------------------


def test_dated_files_with_a_path_in_front_matter():
    house = learnt("gatsby", BLOG)
    assert house.file == "src/blogs/{date:MM-DD-YYYY}-{slug}.md"
    assert housestyle.front_matter(house) == {
        "path": "/blogs/{date:MM-DD-YYYY}-{slug}",
        "draft": True,
        "title": "{title}",
        "date": "{date:YYYY-MM-DD}",
    }
    assert house.evidence == 3


@pytest.mark.parametrize(
    ("generator", "path", "pattern"),
    [
        ("plain", "content/blog/{slug}/index.md", "content/blog/{slug}/index.md"),
        ("plain", "blog/2024/05/{day}-{slug}.md", "blog/{date:YYYY/MM/DD}-{slug}.md"),
        ("plain", "blog/2024/05/{slug}.md", "blog/{date:YYYY/MM}/{slug}.md"),
        ("plain", "2024-05-{day}-{slug}.md", "{date:YYYY-MM-DD}-{slug}.md"),
        ("hugo", "content/posts/2024-05-{day}-{slug}.md", "content/posts/{date:YYYY-MM-DD}-{slug}.md"),
        ("jekyll", "_posts/2024-05-{day}-{slug}.markdown", "_posts/{date:YYYY-MM-DD}-{slug}.markdown"),
    ],
)
def test_file_patterns(generator, path, pattern):
    files = {}
    for day, slug in (("03", "one"), ("05", "two-words"), ("17", "three")):
        text = f"---\ntitle: About {slug}\ndate: 2024-05-{day}\n---\nText.\n"
        files[path.replace("{slug}", slug).replace("{day}", day)] = text
    assert learnt(generator, files).file == pattern


def test_names_that_nothing_explains_become_slugs():
    files = {f"posts/post_{n}/index.md": f"---\ntitle: T{n}\npath: /b/word{n}\ndate: 2024-05-{n:02}\n---\n" for n in (1, 2, 3)}
    house = learnt("gatsby", files)
    assert house.file == "posts/{slug}/index.md"
    assert key(house, "path").value == "/b/{slug}"


def test_the_folder_of_most_posts_counts():
    posts = yaml_posts(*["title: T{day}\ndate: 2024-05-{day}\n"] * 4, folder="blog")
    pages = {f"about/page{n}.md": f"---\nweight: {n}\ntitle: P\ndate: 2024-06-0{n}\n---\n" for n in (1, 2)}
    house = learnt("plain", posts | pages)
    assert house.file == "blog/{slug}.md"
    assert keys(house) == ["title", "date"]
    assert learnt("plain", posts | pages, section="about").file == "about/{slug}.md"


def test_without_posts_it_is_the_template():
    for generator in ("plain", "gatsby"):
        house = learnt(generator, {})
        assert house.evidence == 0
        assert house.file.endswith("{date:MM-DD-YYYY}-{slug}.md")
        assert keys(house) == ["path", "draft", "title", "date"]


# --- keys -------------------------------------------------------------------------------------------------------------


def test_constants_free_texts_and_rare_keys():
    fronts = [f"layout: post\ntitle: T{n}\ndescription: about {n}\nauthor: Ann\ndate: 2024-05-{{day}}\n" for n in range(6)]
    fronts[1] = fronts[1].replace("author", "mood: blue\nauthor")
    house = learnt("plain", yaml_posts(*fronts))
    assert [(style.key, style.role, style.value) for style in house.keys if style.when != "asked"] == [
        ("layout", "constant", "post"),
        ("title", "pattern", "{title}"),
        ("description", "empty", ""),
        ("author", "constant", "Ann"),
        ("date", "date", "YYYY-MM-DD"),
    ]


def test_one_odd_post_changes_nothing_even_if_it_is_the_newest():
    front = 'title: "T{day}"\ndate: 2024-05-{day}\ntags: [a{day}, b]\nlayout: post\n'
    odd = "tags:\n  - x\nextra: 1\nlayout: photo\ndate: 'May 20, 2024'\ntitle: O\n"
    plain = yaml_posts(*[front] * 8)
    assert hand(learnt("plain", plain | {"content/posts/2024/odd.md": f"---\r\n{odd}---\r\nText"})) == hand(
        learnt("plain", plain)
    )


def test_a_new_habit_outvotes_the_years_before():
    old, new = "title: 'T{day}'\ndate: 2024-05-{day}\nauthor: Ann\n", "date: 2024-05-{day} 10:00\ntitle: T{day}\n"
    house = learnt("plain", yaml_posts(*[old] * 15, *[new] * 6))
    assert keys(house) == ["date", "title"]
    assert key(house, "date").value == "YYYY-MM-DD HH:mm"
    assert key(house, "title").like.style == "plain"


def test_only_drafts_have_the_mark():
    drafts = {f"content/posts/d{n}.md": f"---\ntitle: D{n}\ndraft: true\n---\n" for n in (1, 2)}
    house = learnt("plain", yaml_posts(*["title: T{day}\ndate: 2024-05-{day}\n"] * 4) | drafts)
    assert key(house, "draft").when == "draft"
    assert key(house, "draft").hidden is True


def test_drafts_in_a_folder_of_their_own_are_no_model_for_names():
    posts = {f"_posts/2024-05-0{n}-p{n}.md": f"---\ntitle: P{n}\nlayout: post\n---\n" for n in (1, 2, 3)}
    drafts = {f"_drafts/d{n}.md": f"---\ntitle: D{n}\nlayout: post\n---\n" for n in range(9)}
    house = learnt("jekyll", posts | drafts)
    assert house.file == "_posts/{date:YYYY-MM-DD}-{slug}.md"


def test_a_text_of_labels_is_optional_unless_posts_without_any_have_it():
    front = "title: T{day}\ntags: a{day}\ndate: 2024-05-{day}\n"
    assert key(learnt("plain", yaml_posts(*[front] * 4)), "tags").optional
    style = key(learnt("plain", yaml_posts(front, front, front.replace(" a{day}", ""), front)), "tags")
    assert (style.optional, style.blank) == (False, None)


def test_pinning_leaves_out_what_would_be_empty():
    house = learnt("plain", yaml_posts(*[f"title: T{n}\ncategory: c{n}\ndate: 2024-05-{{day}}\n" for n in range(4)]))
    assert key(house, "category").optional
    assert list(housestyle.front_matter(house)) == ["title", "date"]
    assert not key(housestyle.pinned(house, front_matter={"category": ""}), "category").optional


def test_a_house_without_titles_gets_one():
    files = {f"notes/n{n}.md": f"---\ndate: 2024-05-0{n}\n---\n# Note {n}\n" for n in (1, 2, 3)}
    assert key(learnt("plain", files), "title").value == "{title}"


def test_tables_of_toml_are_learnt_and_stay_behind_the_keys():
    front = (
        '+++\ntitle = "T{n}"\ndate = 2024-05-0{n}\n\n[taxonomies]\ntags = ["a", "b{n}"]\n\n[extra]\nteam = "core"\n+++\n\nText.\n'
    )
    files = {f"content/t{n}.md": front.replace("{n}", str(n)) for n in (1, 2, 3)}
    house = learnt("plain", files)
    assert keys(house) == ["title", "date", "taxonomies", "extra"]
    assert key(house, "extra").children[0].value == "core"
    assert key(house, "date").like.style == "date"


def test_line_ends_and_blank_lines():
    files = {path: text.replace("\n", "\r\n").replace("\r\n\r\n", "\r\n") for path, text in BLOG.items()}
    house = learnt("gatsby", files)
    assert (house.newline, house.blank_after) == ("\r\n", False)
    assert learnt("gatsby", BLOG).blank_after


def test_broken_and_bare_files_are_no_evidence():
    odd = {"src/blogs/bare.md": "Just text.\n", "src/blogs/broken.md": '---\ntitle: "x\n---\n'}
    assert learnt("gatsby", BLOG | odd) == learnt("gatsby", BLOG)


# --- postctl.toml -----------------------------------------------------------------------------------------------------


def test_what_is_pinned_wins_and_keeps_the_hand_of_the_house():
    house = learnt("gatsby", BLOG)
    pinned = housestyle.pinned(house, file="x/{slug}.md", front_matter={"title": "{title}", "kind": "note", "draft": True})
    assert pinned.file == "x/{slug}.md"
    assert keys(pinned) == ["title", "kind", "draft"]
    assert key(pinned, "title").like.style == "double"
    assert (key(pinned, "kind").role, key(pinned, "kind").value) == ("constant", "note")
    assert (key(pinned, "draft").value, key(pinned, "draft").hidden) == (False, True)


def test_pinning_what_was_learnt_changes_nothing():
    house = learnt("gatsby", BLOG)
    assert housestyle.pinned(house, file=house.file, front_matter=housestyle.front_matter(house)) == house


def test_bundles_and_files():
    assert housestyle.bundled("a/{slug}.md", bundle=True) == "a/{slug}/index.md"
    assert housestyle.bundled("{slug}.md", bundle=True) == "{slug}/index.md"
    assert housestyle.bundled("a/{slug}/index.md", bundle=False) == "a/{slug}.md"
    assert housestyle.bundled("a/{slug}/index.md", bundle=True) == "a/{slug}/index.md"


# --- neighbours, sections and rare keys --------------------------------------------------------------------------------


def test_a_post_dated_back_looks_like_its_neighbours():
    old = {f"_posts/2010-01-{n:02}-old-{n}.markdown": f"---\nlayout: post\ntitle: 'Old {n}'\n---\n" for n in range(1, 9)}
    new = {f"_posts/2024-01-{n:02}-new-{n}.md": f'---\ntitle: "New {n}"\nlayout: post\n---\n' for n in range(1, 9)}
    then = learnt("jekyll", old | new, near=datetime(2010, 2, 1, tzinfo=UTC))
    assert (then.file, keys(then), then.quote) == ("_posts/{date:YYYY-MM-DD}-{slug}.markdown", ["layout", "title"], "single")
    now = learnt("jekyll", old | new)
    assert (now.file, keys(now), now.quote) == ("_posts/{date:YYYY-MM-DD}-{slug}.md", ["title", "layout"], "double")


SECTIONS = (
    {f"content/posts/2024-05-{n:02}-p{n}.md": f"---\ntitle: P{n}\ndate: 2024-05-{n:02}\n---\n" for n in range(1, 7)}
    | {f"content/docs/d{n}.md": f"---\ndate: 2024-06-{n:02}\ntitle: D{n}\nweight: {n}\n---\n" for n in range(1, 4)}
    | {f"content/docs/deep/e{n}/index.md": f"---\ntitle: E{n}\n---\n" for n in range(1, 6)}
)


def test_sections_have_styles_of_their_own():
    assert learnt("hugo", SECTIONS).file == "content/posts/{date:YYYY-MM-DD}-{slug}.md"
    docs = learnt("hugo", SECTIONS, section="docs")
    assert (docs.file, keys(docs)[:2]) == ("content/docs/{slug}.md", ["date", "title"])
    assert learnt("hugo", SECTIONS, section="docs/deep").file == "content/docs/deep/{slug}/index.md"


def test_a_section_without_posts_is_like_the_main_one():
    assert learnt("hugo", SECTIONS, section="talks").file == "content/talks/{date:YYYY-MM-DD}-{slug}.md"


def test_rare_keys_are_for_who_asks_and_stand_where_others_have_them():
    fronts = [f"title: T{n}\ndate: 2024-05-{{day}}\nauthor: Ann\n" for n in range(8)]
    fronts[1] = "title: T1\nseries: 'Slow days'\ndate: 2024-05-{day}\nauthor: Ann\nmood: blue\n"
    house = learnt("plain", yaml_posts(*fronts))
    assert keys(house) == ["title", "date", "author"]
    assert [style.key for style in house.keys] == ["title", "series", "date", "author", "mood"]
    assert key(house, "series").like.style == "single"
    assert list(housestyle.front_matter(house)) == ["title", "date", "author"]
    pinned = housestyle.pinned(house, front_matter={"author": "Ann", "title": "{title}"})
    assert [(style.key, style.when == "asked") for style in pinned.keys] == [
        ("author", False),
        ("mood", True),
        ("title", False),
        ("series", True),
        ("date", True),
    ]


def test_the_ending_of_most_files_counts_however_they_are_named():
    files = {f"notes/odd name {n}x.markdown": f"---\ntitle: T{n}\ndate: 2024-05-0{n}\n---\n" for n in (1, 2, 3)}
    assert learnt("plain", files).file == "notes/{slug}.markdown"


def test_texts_that_need_quotes_get_those_of_the_house():
    house = learnt("plain", yaml_posts(*["title: T{day}\nnote: 'a: b'\ndate: 2024-05-{day}\n"] * 5))
    assert (house.quote, key(house, "title").like.style) == ("single", "plain")


def test_long_texts_are_folded_where_the_house_folds_them():
    words = "Water that is poured over leaves before it boils makes a cup of tea that"
    front = "title: T{day}\nexcerpt: WORDS\ndate: 2024-05-{day}\n"
    folding = front.replace("WORDS", f"{words}\n  tastes of nothing but leaves and water")
    wrapped = front.replace("WORDS", f"{words[:40]}\n  {words[40:]} tastes of nothing but leaves and water")
    assert key(learnt("plain", yaml_posts(*[folding] * 5)), "excerpt").folds
    assert not key(learnt("plain", yaml_posts(*[wrapped] * 5)), "excerpt").folds


def test_tables_in_tables_of_toml():
    front = '+++\ntitle = "T{n}"\n\n[extra]\nteam = "core"\n\n[extra.author]\nname = "Ann"\n+++\n'
    house = learnt("plain", {f"t{n}.md": front.replace("{n}", str(n)) for n in (1, 2, 3)})
    extra = key(house, "extra")
    assert [child.key for child in extra.children] == ["team", "author"]
    assert extra.children[1].name == "extra.author"
