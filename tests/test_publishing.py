"""`publish` and `unpublish` as pure plans: what changes, what comes back, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from sites import NOW, site_of

from postctl import publishing
from postctl.cli import main
from postctl.errors import Refused
from postctl.model import Status
from postctl.site import Site


def toggled(site: Site, path: str, *, public: bool, **wish: object) -> publishing.Plan:
    post = next(each for each in site.posts if each.path == path)
    return publishing.plan(site, post, public=public, **wish)  # type: ignore[arg-type]


def text_after(plan: publishing.Plan) -> str:
    assert plan.change is not None
    return plan.change.after.decode()


OTHER = "---\ntitle: Other\ndraft: false\n---\n"
KEYLESS = "---\ntitle: Other\n---\n"

FLIPS = [
    ("draft: true", "draft: false"),
    ("draft: True", "draft: False"),
    ("draft: TRUE  # not yet", "draft: FALSE  # not yet"),
    ('draft: "true"', 'draft: "false"'),
    ("draft: 'true'", "draft: 'false'"),
    ("draft:    true", "draft:    false"),
]


@pytest.mark.parametrize(("before", "after"), FLIPS)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_r3_publishing_flips_one_word_and_keeps_every_other_byte(before: str, after: str, newline: str) -> None:
    text = f"---\ntitle: 'A  B' # c\n{before}\nz: [1,2]\n---\nbody\n\n".replace("\n", newline)
    site = site_of({"a.md": text, "b.md": OTHER}, "plain")
    published = toggled(site, "a.md", public=True)
    assert text_after(published) == text.replace(before, after)
    assert published.post.verdict.hidden is None
    back = toggled(site_of({"a.md": text_after(published), "b.md": OTHER}, "plain"), "a.md", public=False)
    assert text_after(back) == text


def test_r6_publishing_a_public_post_changes_nothing_and_says_so() -> None:
    plan = toggled(site_of({"a.md": OTHER}, "plain"), "a.md", public=True)
    assert plan.change is None
    assert "published already" in plan.note


@pytest.mark.parametrize("others", [{"b.md": KEYLESS, "c.md": KEYLESS}, {"b.md": OTHER}])
def test_r3_a_post_without_the_mark_gets_it_and_gives_it_back(others: dict[str, str]) -> None:
    text = "---\ntitle: A\ntags: [x]\n---\nbody"
    draft = toggled(site_of({"a.md": text, **others}, "plain"), "a.md", public=False)
    assert "draft: true" in text_after(draft)
    assert draft.post.verdict.hidden is Status.DRAFT
    again = toggled(site_of({"a.md": text_after(draft), **others}, "plain"), "a.md", public=True)
    assert text_after(again) == text


def test_publishing_flips_rather_than_removes_where_the_site_writes_draft_false() -> None:
    text = "---\ntitle: A\ndraft: true\n---\n"
    assert text_after(toggled(site_of({"a.md": text, "b.md": OTHER}, "plain"), "a.md", public=True)) == OTHER.replace(
        "Other", "A"
    )


def test_publishing_the_only_post_flips_the_flag() -> None:
    text = "---\ntitle: A\ndraft: true\n---\n"
    assert text_after(toggled(site_of({"a.md": text}, "plain"), "a.md", public=True)).count("draft: false") == 1


def test_gatsby_flips_the_flag_of_the_six_lines() -> None:
    text = '---\npath: "/blogs/x"\ndraft: true\ntitle: "X"\ndate: "2019-04-28"\n---\n'
    plan = toggled(site_of({"src/blogs/04-28-2019-x.md": text}, "gatsby"), "src/blogs/04-28-2019-x.md", public=True)
    assert text_after(plan) == text.replace("true", "false")


def test_hugo_flips_the_flag_in_toml_and_keeps_the_comment() -> None:
    text = '+++\ntitle = "X"\ndraft = true # soon\n+++\n'
    site = site_of({"hugo.toml": "", "content/posts/x.md": text}, "hugo")
    assert text_after(toggled(site, "content/posts/x.md", public=True)) == text.replace("true", "false")


@pytest.mark.parametrize("wish", [{}, {"date": NOW, "date_only": True}], ids=["no date", "a day"])
def test_jekyll_moves_a_draft_to_the_dated_name_without_touching_it(wish: dict[str, object]) -> None:
    text = "---\ntitle: X\n---\nbody"
    site = site_of({"_config.yml": "", "_drafts/x.md": text}, "jekyll")
    plan = toggled(site, "_drafts/x.md", public=True, **wish)
    assert plan.change is not None
    assert (plan.change.moved_from, plan.change.path) == ("_drafts/x.md", "_posts/2026-11-23-x.md")
    assert plan.change.after == plan.change.before == text.encode()


@pytest.mark.parametrize("front", ["title: X", "title: X\ndate: 2020-02-03", "title: X\npublished: true", "published: yes # ok"])
def test_jekyll_unpublished_and_published_again_is_the_same_file(front: str) -> None:
    path, text = "blog/_posts/2020-02-03-x.md", f"---\n{front}\n---\nbody"
    draft = toggled(site_of({"_config.yml": "", path: text}, "jekyll"), path, public=False).change
    assert draft is not None
    again = toggled(site_of({"_config.yml": "", draft.path: draft.after.decode()}, "jekyll"), draft.path, public=True).change
    assert again is not None
    assert (again.path, again.after.decode()) == (path, text)


def test_r8_a_name_that_is_taken_is_refused() -> None:
    files = {"_config.yml": "", "_drafts/x.md": "---\ntitle: X\n---\n", "_posts/2026-11-23-x.md": "---\ntitle: Y\n---\n"}
    with pytest.raises(Refused, match="exists already"):
        toggled(site_of(files, "jekyll"), "_drafts/x.md", public=True, date=NOW)


def test_a_mark_that_stands_twice_is_refused() -> None:
    text = "---\ntitle: A\ndraft: true\ndraft: true\n---\n"
    with pytest.raises(Refused, match="stands twice"):
        toggled(site_of({"a.md": text}, "plain"), "a.md", public=True)


def test_a_file_without_front_matter_is_refused() -> None:
    with pytest.raises(Refused, match="no front matter"):
        toggled(site_of({"a.md": "only text"}, "plain"), "a.md", public=False)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ('date: "2019-04-28"', 'date: "2026-11-23"'),
        ("date: 2019-04-28 10:00:00 # d", "date: 2026-11-23 12:00:00 # d"),
        ("date: 2019-04-28T10:00:00+02:00", "date: 2026-11-23T14:00:00+02:00"),
        ("date: 28 Apr 2019", "date: 23 Nov 2026"),
    ],
)
def test_r25_a_new_date_is_written_in_the_form_of_the_old_one(written: str, expected: str) -> None:
    text = f"---\ntitle: A\n{written}\ndraft: true\n---\n"
    plan = toggled(site_of({"a.md": text, "b.md": OTHER}, "plain"), "a.md", public=True, date=NOW)
    assert text_after(plan) == text.replace(written, expected).replace("true", "false")


def test_a_scheduled_post_is_said_to_be_scheduled() -> None:
    text = "---\ntitle: A\ndate: 2026-12-01\ndraft: false\n---\n"
    plan = toggled(site_of({"hugo.toml": "", "content/posts/a.md": text}, "hugo"), "content/posts/a.md", public=True)
    assert plan.change is None
    assert "scheduled" in plan.note


def test_a_draft_by_folder_and_by_mark_loses_both() -> None:
    front = "---\ntitle: A\ndraft: true\n---\n"
    plan = toggled(site_of({"drafts/a.md": front, "b.md": OTHER}, "plain"), "drafts/a.md", public=True)
    assert plan.change is not None
    assert (plan.change.path, text_after(plan)) == ("a.md", front.replace("true", "false"))


def test_jekyll_keeps_the_time_of_day_that_was_asked_for() -> None:
    site = site_of({"_config.yml": "", "_drafts/x.md": "---\ntitle: X\n---\nbody"}, "jekyll")
    plan = toggled(site, "_drafts/x.md", public=True, date=NOW)
    assert text_after(plan) == "---\ntitle: X\ndate: 2026-11-23 12:00:00 +0000\n---\nbody"


def hugo(front: str) -> Site:
    return site_of({"hugo.toml": "", "content/posts/x.md": f"---\ntitle: X\n{front}\n---\n"}, "hugo")


@pytest.mark.parametrize(
    ("before", "after"), [("draft: yes", "draft: true"), ("draft: off", "draft: true"), ("draft: no", "draft: true")]
)
def test_a_word_that_is_no_boolean_to_the_generator_becomes_one(before: str, after: str) -> None:
    assert after in text_after(toggled(hugo(before), "content/posts/x.md", public=False))


def test_the_date_that_decides_is_the_one_that_changes() -> None:
    front = "date: 2020-01-01\npublishDate: 2030-01-01"
    plan = toggled(hugo(front), "content/posts/x.md", public=True, date=NOW)
    assert "date: 2020-01-01\npublishDate: 2026-11-23\n" in text_after(plan)
    assert "published" in plan.note


def test_a_post_that_would_stay_expired_is_refused() -> None:
    with pytest.raises(Refused, match="still be expired"):
        toggled(hugo("date: 2020-01-01\nexpiryDate: 2021-01-01"), "content/posts/x.md", public=True, date=NOW)


def test_a_bundle_takes_its_files_along():
    files = {"drafts/tea/index.md": "---\ntitle: T\n---\n", "drafts/tea/pots/a.png": "x", "drafts/teapot.png": "y"}
    steps = toggled(site_of(files, "plain"), "drafts/tea/index.md", public=True, read=lambda path: files[path].encode()).changes
    assert [(step.moved_from, step.path) for step in steps] == [
        ("drafts/tea/pots/a.png", "tea/pots/a.png"),
        ("drafts/tea/index.md", "tea/index.md"),
    ]
    assert all(step.before == step.after for step in steps)


def test_a_date_in_a_name_follows():
    text = '---\npath: "/blogs/01-15-2020-x"\ndraft: true\ntitle: "X"\ndate: "2020-01-15"\n---\n'
    plan = toggled(site_of({"src/blogs/01-15-2020-x.md": text}, "gatsby"), "src/blogs/01-15-2020-x.md", public=True, date=NOW)
    assert plan.change is not None
    assert (plan.change.moved_from, plan.change.path) == ("src/blogs/01-15-2020-x.md", "src/blogs/11-23-2026-x.md")
    assert text_after(plan) == text.replace("01-15-2020", "11-23-2026").replace("2020-01-15", "2026-11-23").replace(
        "true", "false"
    )


def test_a_date_that_stands_only_in_the_name_is_changed_there():
    plan = toggled(site_of({"2020-01-01-x.md": "---\ntitle: X\n---\n"}, "plain"), "2020-01-01-x.md", public=True, date=NOW)
    assert plan.change is not None
    assert (plan.change.path, plan.change.before) == ("2026-11-23-x.md", plan.change.after)


def test_a_date_in_a_name_that_cannot_be_written_again_is_refused():
    with pytest.raises(Refused, match="in no form that can be written again"):
        toggled(site_of({"2020-1-01-x.md": "---\ntitle: X\n---\n"}, "plain"), "2020-1-01-x.md", public=True, date=NOW)


@pytest.mark.parametrize("date", ["0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "9999-12-31", "0001-01-01"])
@pytest.mark.parametrize("zone", ["America/New_York", "Asia/Tokyo", "local"])
def test_r25_the_ends_of_the_calendar_do_not_end_postctl(date: str, zone: str) -> None:
    from postctl.values import replace

    site = site_of({"a.md": f"---\ntitle: A\ndate: {date}\n---\n"}, "plain")
    far = replace(site, settings=site.settings._replace(timezone=zone))
    assert toggled(far, "a.md", public=False).change is not None


def test_r11_a_move_that_was_cut_short_is_finished(tmp_path: Path) -> None:
    text = "---\ntitle: X\n---\nbody"
    for name in ("_config.yml", "_drafts/x.md", "_posts/2026-11-23-x.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("" if name.endswith("yml") else text)
    assert main(["-C", str(tmp_path), "publish", "_drafts/x.md"]) == 0
    assert not (tmp_path / "_drafts/x.md").exists()
    assert (tmp_path / "_posts/2026-11-23-x.md").read_text() == text


def test_links_of_other_posts_follow_where_they_can_and_else_stay():
    linked = {"drafts/tea.md": "---\ntitle: Tea\n---\n", "pot.md": "---\ntitle: Pot\n---\n[tea](drafts/tea.md)\n"}
    plan = toggled(site_of(linked), "drafts/tea.md", public=True)
    assert {step.path for step in plan.changes} == {"pot.md", "tea.md"}
    assert "1 link in 1 post changed" in plan.note
    path = "_posts/2020-01-02-tea.md"
    jekyll = {
        "_config.yml": "",
        path: "---\ntitle: Tea\ndate: 2020-01-02\n---\n",
        "_posts/2020-01-03-pot.md": "---\n---\n[tea]({% post_url 2020-01-02-tea %})\n",
    }
    hidden = toggled(site_of(jekyll, "jekyll"), path, public=False)
    assert [step.path for step in hidden.changes] == ["_drafts/tea.md"]
