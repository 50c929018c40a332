"""`postctl.toml` and `[tool.postctl]`: what they set, and that whatever else stands there is an error with a place."""

from __future__ import annotations

import pytest
import tomlkit
from hypothesis import example, given
from hypothesis import strategies as st

from postctl import config
from postctl.config import Config
from postctl.errors import ConfigError
from postctl.model import DraftField

FULL = """
generator = "gatsby"
posts = ["src/blogs/**/*.md"]
exclude = ["**/_drafts/ideas/**"]
timezone = "Europe/Paris"

[new]
file = "src/blogs/{date:MM-DD-YYYY}-{slug}.md"
front_matter = { path = "/blogs/{slug}", draft = true }

[schedule]
slots = "tuesday,thursday 09:00"

[validate]
ignore = ["P412"]
[validate.per-file-ignores]
"archive/**" = ["P3"]
"""
VALUES = {
    "generator": "gatsby",
    "posts": ["src/blogs/**/*.md"],
    "exclude": ["**/_drafts/ideas/**"],
    "timezone": "Europe/Paris",
    "new.file": "src/blogs/{date:MM-DD-YYYY}-{slug}.md",
    "new.front_matter": {"path": "/blogs/{slug}", "draft": True},
    "schedule.slots": "tuesday,thursday 09:00",
    "validate.ignore": ["P412"],
    "validate.per-file-ignores": {"archive/**": ["P3"]},
}


def answer(name: str, text: str) -> Config | ConfigError | None:
    try:
        return config.load(name, text)
    except ConfigError as error:
        return error


def failure(text: str, name: str = "postctl.toml") -> ConfigError:
    with pytest.raises(ConfigError) as error:
        config.load(name, text)
    return error.value


# --- what it sets -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["postctl.toml", "/etc/blog.conf", "blog.yml", "x.json", "postctl", "my-pyproject.toml"])
def test_a_configuration_is_toml_whatever_its_name(name):
    assert config.load(name, "\ufeff" + FULL) == Config(VALUES, name)


def test_in_pyproject_it_is_the_table_of_postctl():
    text = FULL.replace("\n[", "\n[tool.postctl.").replace("\ngenerator", "[project]\nname = 'a'\n[tool.postctl]\ngenerator")
    assert config.load("site/pyproject.toml", text) == Config(VALUES, "site/pyproject.toml")
    assert config.load("pyproject.toml", 'tool.postctl.generator = "hugo"') == Config({"generator": "hugo"}, "pyproject.toml")


@pytest.mark.parametrize("text", ["", "[tool.ruff]\n", "tool = 3\n", "[[tool]]\npostctl = 1\n", "[postctl]\nx = 1\n"])
def test_a_pyproject_of_others_has_none(text):
    assert config.load("pyproject.toml", text) is None


def test_what_is_not_set_is_none_or_empty():
    found = config.load("postctl.toml", "")
    assert found == Config({}, "postctl.toml")
    assert (found.text("generator"), found.texts("posts")) == (None, ())


FIELDS = [
    ("", None),
    ("[draft]\nkey = 'wip'", DraftField("wip", (True,), (False,), "public")),
    ("[draft]\nkey = 'wip'\ndefault = 'draft'", DraftField("wip", (True,), (False,), "draft")),
    ("[draft]\nkey = 'published'\npublic = true", DraftField("published", (False,), (True,), "draft")),
    ("[draft]\nkey = 'published'\ndraft = false", DraftField("published", (False,), (True,), "public")),
    ("[draft]\nkey = 'wip'\npublic = false", DraftField("wip", (True,), (False,), "public")),
    ("[draft]\nkey = 'x.status'\ndraft = 'open'", DraftField("x.status", ("open",), (), "public")),
    (
        "[draft]\nkey = 'status'\ndraft = ['open', 'late']\npublic = 'done'",
        DraftField("status", ("open", "late"), ("done",), "public"),
    ),
    ("[draft]\nkey = 'visibility'\npublic = ['public', 'all']", DraftField("visibility", (), ("public", "all"), "draft")),
]


@pytest.mark.parametrize(("text", "field"), FIELDS)
def test_what_is_not_said_of_the_draft_field_follows_from_the_rest(text: str, field: DraftField | None) -> None:
    found = config.load("postctl.toml", text)
    assert found is not None
    assert config.draft_field(found) == field


# --- what is wrong with it -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a = \n", "1:5: invalid value"),
        ("# x\r\n  generater = 'hugo'\n", "2:3: unknown key `generater`"),
        ("generator = 3\n", "1:1: `generator` must be a text in quotes"),
        ("[generator]\n", "1:2: `generator` must be a text in quotes"),
        ("posts = 'a'\n", '1:1: `posts` must be a list of texts, ["...", "..."]'),
        ("[[posts]]\n", '1:3: `posts` must be a list of texts, ["...", "..."]'),
        ("exclude = ['a', 3]\n", '1:1: `exclude` must be a list of texts, ["...", "..."]'),
        ("timezone = ''\nnew = 'x'\n", "2:1: `new` must be a table"),
        ("[[validate]]\n", "1:3: `validate` must be a table"),
        ("validate = {select = ['P1'], ignore = 'P1'}\n", '1:30: `validate.ignore` must be a list of texts, ["...", "..."]'),
        ("validate.ignore = {}\n", '1:1: `validate.ignore` must be a list of texts, ["...", "..."]'),
        ("[new]\nfile = 'a'\nfront_matter = []\n", "3:1: `new.front_matter` must be a table"),
        ("[validate]\nignores = []\n", "2:1: unknown key `validate.ignores`"),
        ("[validate]\n[validate.select]\n", '2:2: `validate.select` must be a list of texts, ["...", "..."]'),
        (
            "[validate.per-file-ignores]\n'a' = 'P1'\n",
            '1:2: `validate.per-file-ignores` must be a table of glob = ["..."]',
        ),
        ("\ufeffx = 1\n", "1:1: unknown key `x`"),
        ("draft = 'wip'\n", "1:1: `draft` must be a table"),
        ("[draft]\nkye = 'wip'\n", "2:1: unknown key `draft.kye`"),
        ("[draft]\nkey = true\n", '2:1: `draft.key` must be the name of a key in quotes, such as "wip" or "extra.wip"'),
        ("[draft]\nkey = ''\n", '2:1: `draft.key` must be the name of a key in quotes, such as "wip" or "extra.wip"'),
        ("draft = { key = 'a..b' }\n", '1:11: `draft.key` must be the name of a key in quotes, such as "wip" or "extra.wip"'),
        ("[draft]\ndraft = true\n", "2:1: `draft.key` is missing"),
        (
            "[draft]\nkey = 'wip'\ndraft = 1\n",
            '3:1: `draft.draft` must be true, false, a text in quotes, or a list of those, ["...", "..."]',
        ),
        (
            "[draft]\nkey = 'wip'\npublic = []\n",
            '3:1: `draft.public` must be true, false, a text in quotes, or a list of those, ["...", "..."]',
        ),
        (
            "[draft]\nkey = 'wip'\ndraft = ['a', '']\n",
            '3:1: `draft.draft` must be true, false, a text in quotes, or a list of those, ["...", "..."]',
        ),
        ("[draft]\nkey = 'wip'\ndefault = 'hidden'\n", '3:1: `draft.default` must be "public" or "draft"'),
        ("[draft]\nkey = 'wip'\ndefault = ['draft']\n", '3:1: `draft.default` must be "public" or "draft"'),
        ("[draft]\nkey = 's'\ndraft = ['a', 'b']\npublic = 'b'\n", "4:1: 'b' cannot mean both a draft and public"),
        ("[draft]\nkey = 's'\ndraft = true\npublic = true\n", "4:1: true cannot mean both a draft and public"),
        ("[draft]\nkey = 's'\npublic = 'b'\ndefault = 'public'\n", "4:1: no post would ever be a draft"),
        ("[draft]\nkey = 's'\ndraft = 'b'\ndefault = 'draft'\n", "4:1: no post would ever be public"),
    ],
)
def test_an_error_has_a_place_and_a_hint(text, message):
    error = failure(text)
    assert error.message == f"postctl.toml:{message}"
    assert error.hint


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[tool]\npostctl = 3\n", "2:1: `tool.postctl` must be a table"),
        ("[a]\n[[tool.postctl]]\nposts = ['a']\n", "2:3: `tool.postctl` must be a table"),
        ("[tool.postctl]\nvalidate = 3\n", "2:1: `validate` must be a table"),
        ("[tool.postctl]\npost = []\n", "2:1: unknown key `post`"),
        ("[tool.postctl.new]\nfile = []\n", "2:1: `new.file` must be a text in quotes"),
    ],
)
def test_an_error_in_pyproject_has_the_place_in_that_file(text, message):
    assert failure(text, "pyproject.toml").message == f"pyproject.toml:{message}"


def test_u6_the_nearest_key_is_named_and_programs_are_refused():
    assert failure("generater = 'x'").hint == "did you mean `generator`?"
    assert failure("[validate]\nselects = []").hint == "did you mean `validate.select`?"
    assert failure("qqqqqq = 1").hint.startswith("known keys: generator, posts, ")
    assert "never by a site's configuration" in failure("editor = 'x'").hint


# --- any file -------------------------------------------------------------------------------------------------------------

NAMES = st.sampled_from([*(part for option in config.OPTIONS for part in option.key.split(".")), "tool", "postctl", "x.y", ""])
SCALARS = st.booleans() | st.integers(-9, 9) | st.floats() | st.text(max_size=5) | st.datetimes() | st.dates()
DATA = st.recursive(
    SCALARS | st.lists(st.text(max_size=3), max_size=2),
    lambda inner: st.dictionaries(NAMES, inner, max_size=4) | st.lists(inner, max_size=2),
    max_leaves=12,
)


@given(st.dictionaries(NAMES, DATA, max_size=5), st.booleans())
@example({"tool": {"postctl": [{}]}}, False)
@example({"new": {"file": {"file": "a"}}}, True)
def test_any_toml_is_a_configuration_or_an_error_with_a_place(data, below_tool):
    text = tomlkit.dumps({"tool": {"postctl": data}} if below_tool else data)
    for name in ("postctl.toml", "pyproject.toml"):
        found = answer(name, text)
        if isinstance(found, ConfigError):
            line, column, _ = found.message.removeprefix(name + ":").split(":", 2)
            assert 1 <= int(line) <= text.count("\n") + 1
            assert int(column) >= 1
            assert found.hint
        else:
            assert found is None or found.values.keys() <= {option.key for option in config.OPTIONS}


@given(
    st.text(max_size=40) | st.lists(st.sampled_from([*"[]{}=.,'\"\n#", "tool", "postctl", "new", "1"]), max_size=20).map("".join)
)
def test_any_text_is_a_configuration_or_an_error(text):
    for name in ("postctl.toml", "pyproject.toml"):
        found = answer(name, text)
        assert isinstance(found, Config | None) or found.message.startswith(name + ":")


# --- views of `list` ----------------------------------------------------------------------------------------------------


def test_a_view_may_say_what_list_can_be_told():
    lines = ["drafts = true", 'tag = ["x", "y"]', 'lang = "fr"', "limit = 0", 'columns = "a,b"', 'changed-since = "main"']
    views = {
        "a": {"drafts": True, "tag": ["x", "y"], "lang": "fr", "limit": 0, "columns": "a,b", "changed-since": "main"},
        "b": {},
    }
    text = "\n".join(["[views.a]", *lines, "[views.b]", ""])
    assert config.load("postctl.toml", text) == Config({"views": views}, "postctl.toml")


@pytest.mark.parametrize(
    ("line", "message", "hint"),
    [
        ("tags = 'a'", "postctl.toml:2:1: unknown key `views.a.tags`", "did you mean tag?"),
        ("drafts = 'yes'", "postctl.toml:2:1: `views.a.drafts` must be true or false", "views.a.drafts: only drafts"),
        ("limit = -1", "`views.a.limit` must be a number, 0 or greater", "views.a.limit: no more than so many, the first ones"),
        ("limit = true", "`views.a.limit` must be a number", "views.a.limit: no more than so many, the first ones"),
        ("sort = [1]", "`views.a.sort` must be a text in quotes, or a list of those", "views.a.sort: columns to sort by"),
        ("pager = 'less'", "unknown key `views.a.pager`", "programs are named by your own environment"),
    ],
)
def test_u6_a_view_that_says_anything_else_is_an_error_with_a_place(line, message, hint):
    error = failure(f"[views.a]\n{line}\n")
    assert message in error.message
    assert hint in error.hint


def test_every_option_of_list_is_one_of_a_view_and_has_its_help():
    from postctl.cli import group
    from postctl.cli.options import SHARED

    options = {
        each.name.rstrip("_").replace("_", "-"): each.help for each in group.load("list").params if each.name not in SHARED
    }
    known = {option.key: option.doc for option in config.LISTED}
    assert {*options} - {*known} == {"view", "null"}
    assert {*known} <= {*options}
    told = {name: text.rstrip(".") for name, text in options.items() if name in known and name != "where"}
    assert {name: text[0].lower() + text[1:] for name, text in told.items()} == {name: known[name] for name in told}
