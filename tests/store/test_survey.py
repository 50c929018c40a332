"""What a site is, remembered: the same as what is found out anew, whatever happens to the files."""

from __future__ import annotations

import json
import os
from pathlib import Path
from shutil import copytree, rmtree
from typing import Any, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from postctl import detection
from postctl.errors import ConfigError
from postctl.model import DraftField, Span
from postctl.site import Evidence
from postctl.store import _data, stamps
from postctl.store.survey import surveyed
from postctl.values import dataclass

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.fixture
def home(tmp_path, monkeypatch):
    """A cache folder in which no change is too young."""
    monkeypatch.setattr(stamps, "RACY", -(10**12))
    return str(tmp_path / "cache")


@pytest.fixture
def detected(monkeypatch):
    """The folders that were looked at to tell whose site they are."""
    asked, every = [], detection.every
    monkeypatch.setattr(detection, "every", lambda folder: asked.append(folder) or every(folder))
    return asked


def hugo(root, **files):
    root.mkdir(parents=True, exist_ok=True)
    for name, text in {"hugo.toml": 'title = "x"\n', "content/a.md": "---\ntitle: A\n---\n", **files}.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return root


@pytest.mark.parametrize("name", sorted(each.name for each in EXAMPLES.iterdir() if each.is_dir()))
def test_a_remembered_survey_is_the_survey_that_was_made(name, tmp_path, home, detected):
    root = copytree(EXAMPLES / name, tmp_path / "site")
    cold = surveyed(str(root))
    assert surveyed(str(root), home=home) == cold
    assert detected
    detected.clear()
    assert surveyed(str(root), home=home) == cold
    assert detected == []


@pytest.mark.corpus
def test_a_remembered_survey_of_the_corpus_is_the_survey_that_was_made(corpus, home, detected):
    for root in sorted(each for each in corpus.iterdir() if each.is_dir()):
        cold = surveyed(str(root))
        surveyed(str(root), home=home)
        detected.clear()
        assert (surveyed(str(root), home=home), detected) == (cold, [])


def other_configuration(root):
    (root / "hugo.toml").write_text('title = "x"\nbuildFuture = true\n')


def another_generator(root):
    (root / "hugo.toml").unlink()
    (root / "_config.yml").write_text("title: x\n")
    (root / "_posts").mkdir()
    (root / "_posts" / "2020-01-01-a.md").write_text("---\ntitle: A\n---\n")


def own_configuration(root):
    (root / "postctl.toml").write_text('timezone = "Europe/Paris"\n')


def a_site_below(root):
    hugo(root / "content" / "docs")


def one_post_more(root):
    (root / "content" / "b.md").write_text("---\ntitle: B\n---\n")


@pytest.mark.parametrize("change", [other_configuration, another_generator, own_configuration, a_site_below, one_post_more])
def test_what_has_a_say_in_it_is_noticed(change, tmp_path, home):
    root = hugo(tmp_path / "site")
    before = surveyed(str(root), home=home)
    change(root)
    after = surveyed(str(root), home=home)
    assert after == surveyed(str(root)) != before


def test_a_post_that_is_edited_has_no_say_in_it(tmp_path, home, detected):
    root = hugo(tmp_path / "site")
    surveyed(str(root), home=home)
    detected.clear()
    (root / "content" / "a.md").write_text("---\ntitle: Another\n---\n")
    assert (surveyed(str(root), home=home).root, detected) == (str(root), [])


def test_what_lies_on_the_way_up_is_noticed(tmp_path, home, detected):
    root = hugo(tmp_path / "site", **{"content/deep/er/b.md": "---\ntitle: B\n---\n"})
    start = str(root / "content" / "deep" / "er")
    for _ in range(2):
        assert surveyed(start, home=home).root == str(root)
    detected.clear()
    assert (surveyed(start, home=home).root, detected) == (str(root), [])
    (root / "content" / "deep" / "postctl.toml").write_text("")
    assert surveyed(start, home=home).root == str(root / "content" / "deep")
    (root / "content" / "deep" / "postctl.toml").unlink()
    assert surveyed(start, home=home).root == str(root)


def test_a_namesake_on_the_way_up_is_looked_at_each_time(tmp_path, home, detected):
    root = hugo(tmp_path / "site", **{"content/deep/config.toml": "", "content/deep/b.md": "---\ntitle: B\n---\n"})
    start = str(root / "content" / "deep")
    for _ in range(2):
        detected.clear()
        assert surveyed(start, home=home) == surveyed(start)
        assert detected


def test_the_only_site_of_a_repository_is_remembered_with_what_is_around_it(tmp_path, home, detected):
    (tmp_path / "repository" / ".git").mkdir(parents=True)
    (tmp_path / "repository" / "setup.py").write_text("")
    inner = hugo(tmp_path / "repository" / "docs")
    top = str(tmp_path / "repository")
    cold = surveyed(top)
    assert (cold.root, cold.notices) == (str(inner), ("the site is in docs/ (Hugo); paths count from there",))
    surveyed(top, home=home)
    detected.clear()
    assert (surveyed(top, home=home), detected) == (cold, [])
    hugo(tmp_path / "repository" / "other")
    assert surveyed(top, home=home) == surveyed(top) != cold


def test_another_configuration_is_another_survey(tmp_path, home):
    root, other = hugo(tmp_path / "site"), tmp_path / "other.toml"
    other.write_text('timezone = "Asia/Tokyo"\n')
    for _ in range(2):
        assert surveyed(str(root), str(other), home).settings.timezone == "Asia/Tokyo"
        assert surveyed(str(root), home=home).settings.timezone == ""
    other.write_text('timezone = "Asia/Seoul"\n')
    assert surveyed(str(root), str(other), home).settings.timezone == "Asia/Seoul"


def test_a_configuration_that_cannot_be_read_is_told_each_time(tmp_path, home):
    root = hugo(tmp_path / "site", **{"postctl.toml": "timezone = 3\n"})
    for _ in range(2):
        with pytest.raises(ConfigError, match=r"postctl\.toml:1:1"):
            surveyed(str(root), home=home)


def test_what_was_changed_just_now_is_not_trusted(tmp_path, detected):
    root, home = hugo(tmp_path / "site"), str(tmp_path / "cache")
    for _ in range(2):
        detected.clear()
        surveyed(str(root), home=home)
        assert detected


_CALLS = '{"!c":["os","system","x"]}'


@pytest.mark.parametrize("harm", ["", "null", "[]", "[1,2,3,4,5]", f"[{{}},{{}},{{}},{{}},{_CALLS}]", "[{},{},{},{},3]", "\xff"])
def test_a_damaged_record_is_as_if_it_were_not_there(harm, tmp_path, home):
    root = hugo(tmp_path / "site")
    cold = surveyed(str(root), home=home)
    (file,) = (tmp_path / "cache" / "sites").iterdir()
    assert file.stat().st_mode & 0o777 == 0o600
    file.write_bytes(harm.encode("latin-1"))
    assert surveyed(str(root), home=home) == cold
    assert json.loads(file.read_bytes())


def test_where_nothing_can_be_kept_it_is_found_out(tmp_path, home):
    root = hugo(tmp_path / "site")
    (tmp_path / "cache").write_text("a file where the folder should be")
    assert surveyed(str(root), home=home) == surveyed(str(root))


_STEPS = st.lists(
    st.tuples(
        st.sampled_from(["hugo.toml", "_config.yml", "postctl.toml", "content/a.md", "_posts/2020-01-01-b.md", "docs/hugo.toml"]),
        st.sampled_from(["", 'title = "x"\n', "title: x\n", "exclude = ['docs/**']\n", 'timezone = "Europe/Rome"\n', None]),
    ),
    max_size=6,
)


@given(steps=_STEPS)
@settings(max_examples=40)
def test_r26_whatever_was_done_to_the_files_it_is_the_same_site(steps, tmp_path_factory):
    before, stamps.RACY = stamps.RACY, -(10**12)
    folder = tmp_path_factory.mktemp("survey")
    root, home = folder / "site", str(folder / "cache")
    try:
        (root / "content").mkdir(parents=True)
        for name, text in steps:
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.unlink(missing_ok=True) if text is None else path.write_text(text)
            assert outcome(root, home) == outcome(root)
    finally:
        stamps.RACY = before
        rmtree(folder)


def outcome(root, home=None):
    try:
        return surveyed(str(root), home=home)
    except ConfigError as error:
        return error.message


# --- data as text -----------------------------------------------------------------------------------------------------------

_KEYS = st.text(max_size=3) | st.sampled_from(["!t", "!s", "!m", "!c"])
_PLAIN = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5)
_DATA: Any = st.recursive(
    _PLAIN,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.lists(inner, max_size=3).map(tuple)
        | st.dictionaries(_KEYS, inner, max_size=3)
        | st.dictionaries(st.integers(), inner, max_size=2)
        | st.frozensets(st.text(max_size=3), max_size=3)
        | st.builds(Span, st.integers(), st.integers())
        | st.builds(Evidence, st.integers(), st.text(max_size=3))
        | st.builds(DraftField, st.text(max_size=3), st.just((True, "no")))
    ),
    max_leaves=12,
)


def shape(value: Any) -> Any:
    """A value with the kinds of all its parts, since `(1,)` is a `Span` to `==`, and `True` is 1."""
    if isinstance(value, dict):
        return dict, [(shape(key), shape(each)) for key, each in value.items()]
    return type(value), [*map(shape, value)] if isinstance(value, list | tuple) else value


@given(_DATA)
def test_data_comes_back_as_it_was(value):
    assert shape(_data.value(_data.text(value))) == shape(value)


class _Foreign(NamedTuple):
    one: int


@dataclass
class _Fielded:
    one: int


@pytest.mark.parametrize("value", [object(), len, Path("x"), b"x", _Foreign(1), _Fielded(1), [{"a": {1: object()}}]])
def test_what_is_more_than_data_is_not_written(value):
    with pytest.raises(TypeError):
        _data.text(value)


@pytest.mark.parametrize("name", ['"os","system"', '"postctl.cli","main"', '"postctl.site","Nothing"', '"posixpath","join"'])
def test_s17_only_data_of_ours_comes_back(name):
    with pytest.raises((TypeError, AttributeError)):
        _data.value(f'{{"!c":[{name},"x"]}}')
    assert not os.path.lexists("x")
