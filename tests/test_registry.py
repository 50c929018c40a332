"""The registry: what lies in a family's folder is a member of it."""

from __future__ import annotations

import importlib
import re
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from postctl import model, reading, registry
from postctl.errors import UsageError
from postctl.site import Folder, Post, Site

FAMILIES = ("syntaxes", "generators", "rules", "formats")


@pytest.fixture
def stray(tmp_path, monkeypatch):
    """Adds modules to a family for one test: `stray("rules", "too_loud", "RULE = 1")`."""
    added = []

    def add(family, name, source):
        (tmp_path / family).mkdir(exist_ok=True)
        (tmp_path / family / f"{name}.py").write_text(source)
        package = importlib.import_module(f"postctl.{family}")
        monkeypatch.setattr(package, "__path__", [*package.__path__, str(tmp_path / family)])
        importlib.invalidate_caches()
        added.append(f"postctl.{family}.{name}")

    yield add
    for module in added:
        sys.modules.pop(module, None)


@pytest.mark.parametrize("family", FAMILIES)
def test_every_module_of_a_family_is_a_member(family):
    package = importlib.import_module(f"postctl.{family}")
    (folder,) = package.__path__
    files = module_names(folder)
    assert list(registry.names(family)) == files
    assert len(registry.members(family)) == len(files)


def module_names(folder):
    members = [path for path in Path(folder).iterdir() if path.suffix == ".py" or (path / "__init__.py").is_file()]
    return sorted(path.stem.replace("_", "-") for path in members if not path.stem.startswith("_"))


def test_names_are_sorted_and_written_with_hyphens_and_helpers_are_no_members(stray):
    before = registry.names("rules")
    stray("rules", "zz_too_loud", "RULE = 'loud'")
    stray("rules", "_helper", "raise RuntimeError('imported')")
    stray("rules", "aa_first", "raise RuntimeError('imported')")
    assert registry.names("rules") == ("aa-first", *before, "zz-too-loud")
    assert registry.member("rules", "zz-too-loud") == "loud"


def test_the_member_of_a_format_is_its_module(stray):
    stray("formats", "loud", "def render(view, terminal): return view.summary.upper()")
    view = model.View(key="posts", columns=(), rows=(), summary="two posts")
    assert registry.output_format("loud").render(view, model.Terminal()) == "TWO POSTS"


@pytest.mark.parametrize("family", FAMILIES)
def test_a_module_without_its_member_is_named_with_what_it_lacks(stray, family):
    stray(family, "hollow", "")
    with pytest.raises(TypeError, match=rf"postctl\.{family}\.hollow has no (SYNTAX|GENERATOR|RULE|render)\b"):
        registry.member(family, "hollow")


def test_u6_an_unknown_name_suggests_the_nearest_and_loads_none(stray):
    stray("generators", "moonlight", "raise RuntimeError('imported')")
    with pytest.raises(UsageError) as caught:
        registry.generator("Moonligth")
    assert caught.value.message == "no generator is called 'Moonligth'"
    assert caught.value.hint == "did you mean moonlight?"
    assert caught.value.exit_code == 2


def test_u6_a_name_like_no_other_lists_what_there_is(stray):
    stray("syntaxes", "semaphore", "SYNTAX = 1")
    with pytest.raises(UsageError) as caught:
        registry.syntax("qqqqqqqq")
    assert caught.value.hint.startswith("known: ")
    assert "semaphore" in caught.value.hint


def test_u6_underscores_are_understood_in_the_suggestion(stray):
    stray("rules", "zz_too_loud", "RULE = 1")
    with pytest.raises(UsageError) as caught:
        registry.member("rules", "zz_too_loud")
    assert caught.value.hint == "did you mean zz-too-loud?"


@pytest.mark.parametrize(
    ("statement", "unwanted"),
    [
        ("import postctl", "postctl."),
        ("from postctl import registry; registry.names('generators')", "postctl.generators."),
        ("from postctl import registry; registry.names('rules')", "postctl.rules."),
    ],
)
def test_nothing_is_imported_before_it_is_asked_for(statement, unwanted):
    probe = f"{statement}; import sys; print([name for name in sys.modules if name.startswith({unwanted!r})])"
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True, timeout=30)
    assert done.stdout == "[]\n"


def test_the_public_names_are_the_ones_of_their_modules():
    import postctl
    from postctl import errors
    from postctl._version import __version__

    assert postctl.Post is Post
    assert postctl.PostctlError is errors.PostctlError
    assert postctl.__version__ == __version__
    assert sorted(dir(postctl)) == sorted(postctl.__all__)
    assert all(getattr(postctl, name) is not None for name in postctl.__all__)


def test_a_name_postctl_does_not_have_is_an_attribute_error():
    import postctl

    with pytest.raises(AttributeError, match="no attribute 'opensite'"):
        _ = postctl.opensite


# --- the examples in CONTRIBUTING.md ----------------------------------------------------------------------------------

PAPER = Path(__file__).parent.parent / ".github" / "CONTRIBUTING.md"
SHOWN = re.findall(r"^```python\n(# postctl/(\w+)/(\w+)\.py\n.*?)^```$", PAPER.read_text(), re.DOTALL | re.MULTILINE)


@pytest.fixture
def shown(stray):
    """The four members that CONTRIBUTING.md shows, each in its family."""
    for source, family, name in SHOWN:
        stray(family, name, source)
    return {family: registry.member(family, name.replace("_", "-")) for _, family, name in SHOWN}


def test_contributing_shows_a_member_of_every_family(shown):
    assert sorted(shown) == sorted(FAMILIES)


def test_the_rule_of_contributing_finds_its_bad_example_and_no_good_one(shown):

    rule, plain = shown["rules"], registry.generator("plain")
    settings = plain.settings(Folder(frozenset(), {}.get))
    site = Site("/", plain, settings, datetime(2026, 11, 23, tzinfo=UTC), frozenset(), ())

    def findings(example):
        posts = (reading.read(path, text.encode(), plain, settings) for path, text in example.files.items())
        return [finding for post in posts for finding in rule.post(post, site)]

    assert (rule.name, rule.manual.splitlines()[0]) == ("shouting-title", "The title is written in capitals.")
    assert [finding.span for finding in findings(rule.bad[0])] == [(11, 21)]
    assert findings(rule.good[0]) == []


def test_the_generator_and_the_syntax_of_contributing_read_a_post(shown):

    inkpot = shown["generators"]._replace(syntaxes=("percents", "yaml"), fences=model.Fences())
    settings = inkpot.settings(Folder(frozenset({"inkpot.toml"}), {}.get))
    tea, draft = (
        reading.read(f"posts/{name}.md", source.encode(), inkpot, settings)
        for name, source in [("2026/tea", "%%%\ntitle = 'Tea'\ndate = 2026-11-01\n%%%\n"), ("b", "---\ndraft: true\n---\n")]
    )
    assert (tea.title, tea.url, tea.date.iso, tea.verdict.hidden) == ("Tea", "/2026/tea/", "2026-11-01", None)
    assert (draft.title, draft.url, draft.verdict.hidden) == ("b", "/b/", model.Status.DRAFT)


def test_the_format_of_contributing_renders(shown):
    view = model.View("posts", ("title",), ({"title": "Tea"}, {"path": "a.md"}, {"title": "a\nb"}))
    assert shown["formats"].render(view, model.Terminal()).splitlines()[0] == "Tea"
    assert len(shown["formats"].render(view, model.Terminal()).splitlines()) == 2
