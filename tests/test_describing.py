"""JSON Schemas: of what commands print, of postctl.toml, and of the front matter a site has."""

from __future__ import annotations

import functools
import json
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sites import site_of

from postctl import config, describing, linting, records, registry, schemas
from postctl.cli import main
from postctl.describing import inferring, outputs, settings, shapes
from postctl.document import front_matter
from postctl.errors import ConfigError
from postctl.preview.leads import To
from postctl.site import Post, Standards
from postctl.store import scan
from postctl.values import replace

jsonschema = pytest.importorskip("jsonschema", reason="jsonschema is not installed (pip install '.[schema]')")

EXAMPLES = Path(__file__).parent.parent / "examples"
SITES = sorted(path.name for path in EXAMPLES.iterdir())
EVERY = (*describing.NAMES,)
every_site = pytest.mark.parametrize("name", SITES)


def printed(capsys, *words, codes=(0,)):
    """What a command prints to stdout."""
    code = main([*words])
    out = capsys.readouterr().out
    assert code in codes, (words, out)
    return out


def fits(schema, data):
    """Nothing, or what is wrong."""
    return [f"{error.json_path}: {error.message}" for error in checker(json.dumps(schema)).iter_errors(data)]


@functools.lru_cache(maxsize=64)
def checker(text):
    schema = json.loads(text)
    kind = jsonschema.Draft202012Validator
    kind.check_schema(schema)
    return kind(schema, format_checker=schemas._formats())


# --- of what commands print -------------------------------------------------------------------------------------------

COMMANDS = {
    "due": [["due"], ["due", "--since", "2020-01-01"], ["due", "--at", "2031-01-01", "--since", "2024-01-01"]],
    "list": [
        ["list"],
        ["list", "--columns", "words"],
        ["list", "--limit", "0"],
        ["list", "--columns", "appears,age,author,section,year,month,problems"],
        ["list", "--columns", "title,draft,fm.tags,fm.cover.image"],
        *(["list", "--group-by", name] for name in ("year", "tag", "status", "lang", "age", "fm.draft", "problems")),
        ["list", "--count"],
        ["list", "--count", "--group-by", "year"],
        ["list", "--count", "--group-by", "tag", "--limit", "1"],
    ],
    "settings": [["config"]],
    "show": [["show", "@latest"]],
    "stats": [["stats"], ["stats", "--words"], ["stats", "--no-words"], ["stats", "--year", "2025"], ["stats", "--tag", "none"]],
    "tags": [["tags"]],
    "validate": [["validate"], ["validate", "--statistics"]],
}


def test_every_command_that_prints_json_has_a_schema():
    folder = Path(main.__code__.co_filename).parent / "commands"
    printing = {path.stem for path in folder.glob("*.py") if '"json"' in path.read_text() or "format_" in path.read_text()}
    known = {"settings": "config"}
    assert {known.get(name, name) for name in outputs.OUTPUTS} == printing - {"schema"}
    assert {*COMMANDS, "rule", "undo"} == {*outputs.OUTPUTS}


def checked(capsys, root, schema, *words):
    """What a command prints, which has the fields of the schema and no others."""
    data = json.loads(printed(capsys, "-C", str(root), *words, "--format", "json", codes=(0, 1, 2)))
    assert fits(describing.of_a_form(schema, strict=True), data) == []
    return data


@every_site
def test_u10_what_commands_print_has_the_fields_of_the_schema_and_no_others(capsys, name):
    for schema, several in COMMANDS.items():
        data = checked(capsys, EXAMPLES / name, schema, *several[0])
        assert fits(describing.of_a_form(schema), {**data, "new": 1}) == []
        assert fits(describing.of_a_form(schema, strict=True), {**data, "new": 1})
        for member in data:
            assert fits(describing.of_a_form(schema), {key: value for key, value in data.items() if key != member}), member


@pytest.fixture
def odd(tmp_path):
    """A site of what is rare: files that are broken, dates that are odd, drafts that wait, mistakes that have a fix."""
    texts = {
        "broken.md": '---\ntitle: "x\n---\n',
        "empty.md": "",
        "draft.md": "---\ndraft: true\n---\nText.  \n",
        "odd.md": "---\ntitle: 5\ntags: [1, null, {a: b}]\ndate: 0001-01-01\nlang: de\ndraft: 'true'\n---\n[a](none.md)\n",
        "later.md": "---\ntitle: Later\ndate: 2027-01-01\ntags: [Go, go]\n---\n",
        "waits.md": "---\ntitle: W\ndraft: true\npostctl_publish_at: 2026-01-01\n---\n",
    }
    for path, text in texts.items():
        (tmp_path / path).write_text(text)
    return tmp_path


@pytest.mark.parametrize("schema", COMMANDS)
def test_u10_broken_files_and_odd_values_fit_too(capsys, odd, schema):
    for words in COMMANDS[schema]:
        data = checked(capsys, odd, schema, *(["show", "later.md"] if schema == "show" else words))
        if schema == "validate":
            found = data.get("diagnostics") or data["statistics"]
            assert found
            assert "statistics" in data or any(each["fix"] for each in found)


def test_u10_rules_and_the_journal_fit(capsys, copy_example):
    site = str(copy_example("gatsby"))
    assert fits(describing.of_a_form("rule", strict=True), json.loads(printed(capsys, "rule", "-f", "json"))) == []
    empty = json.loads(printed(capsys, "-C", site, "undo", "--list", "-f", "json"))
    printed(capsys, "-C", site, "new", "A walk")
    printed(capsys, "-C", site, "undo")
    printed(capsys, "-C", site, "new", "A walk")
    full = json.loads(printed(capsys, "-C", site, "undo", "--list", "-f", "json"))
    assert [each["state"] for each in full["entries"]] == ["done", "undone"]
    assert [fits(describing.of_a_form("undo", strict=True), data) for data in (empty, full)] == [[], []]


@pytest.mark.parametrize(
    ("words", "each"),
    [
        (["validate"], "diagnostic"),
        (["list"], "post"),
        (["list", "--group-by", "tag"], "post"),
        (["list", "--count", "--group-by", "tag"], "group"),
    ],
    ids=" ".join,
)
def test_a_line_of_jsonl_is_an_item(capsys, odd, words, each):
    schema = describing.of_a_form(words[0], strict=True)
    lines = printed(capsys, "-C", str(odd), *words, "-f", "jsonl", codes=(0, 1)).splitlines()
    item = {**schema["$defs"][each], "$defs": schema["$defs"]}
    assert lines
    assert "jsonl" in item["description"]
    assert [problem for line in lines for problem in fits(item, json.loads(line))] == []


def test_everything_that_show_finds_in_a_post_fits(capsys, tmp_path):
    (tmp_path / "hugo.toml").write_text(
        'baseURL = "https://a.example/"\ndefaultContentLanguage = "en"\n[languages.en]\nweight = 1\n[languages.de]\nweight = 2\n'
    )
    post = "content/posts/a.md"
    (tmp_path / post).parent.mkdir(parents=True)
    (tmp_path / "content" / "posts" / "a.de.md").write_text("---\ntitle: D\n---\n")
    (tmp_path / "static").mkdir()
    (tmp_path / "static" / "i.png").write_bytes(b"")
    (tmp_path / post).write_text(
        "---\ntitle: A\ndate: 2025-01-01\nseries: [S]\naliases: [/old]\n---\n# One\n\n#### Four {#own}\n\n"
        "[m](mailto:a@b.c) [e](https://e.example) [x](none.md) [o](#one) ![i](/i.png) [p](/de/posts/a/)\n"
        '[t]({{< ref "b.md" >}}) [u](/about/)\n'
    )
    (row,) = checked(capsys, tmp_path, "show", "show", post)["posts"]
    assert row["permalink"] == "https://a.example/posts/a/"
    assert (row["section"], row["redirects"], row["series"]) == ("posts", ["/old"], ["S"])
    assert [each["path"] for each in row["translations"]] == ["content/posts/a.de.md"]
    assert [(each["level"], each["anchor"]) for each in row["toc"]] == [(1, "one"), (4, "own")]
    assert {"mail", "external", "anchor", "broken", "file", "post"} <= {each["leads_to"] for each in row["links"]}
    assert {each["kind"] for each in row["links"]} == {"link", "image"}
    assert row["findings"]


def test_u10_what_a_link_may_lead_to_is_all_there_is():
    link = describing.of_a_form("show")["$defs"]["post"]["properties"]["links"]["items"]["properties"]
    assert {*link["leads_to"]["enum"]} == {*get_args(To)}


# What scripts rely on: nothing here is ever taken out within a schema version.
FIELDS = {
    "due": """
        schema_version root generator at since due count posts posts.path posts.title posts.url posts.status
        posts.at posts.reason
    """,
    "list": """
        schema_version root generator count total posts posts.path posts.title posts.slug posts.url posts.status
        posts.reason posts.changes_at posts.date posts.updated posts.expires posts.draft posts.tags posts.lang
        posts.words posts.reading_minutes posts.problems posts.group posts.appears posts.age posts.author
        posts.section posts.year posts.month groups groups.group groups.count
    """,
    "rule": """
        schema_version rules rules.code rules.name rules.family rules.severity rules.default rules.summary
    """,
    "settings": """
        schema_version root generator options options.key options.value options.source
    """,
    "show": """
        schema_version root generator count posts posts.path posts.title posts.slug posts.url posts.status
        posts.reason posts.changes_at posts.date posts.updated posts.expires posts.draft posts.tags posts.lang
        posts.words posts.reading_minutes posts.problems posts.permalink posts.section posts.redirects posts.series
        posts.translations posts.translations.lang posts.translations.path posts.translations.title
        posts.translations.url posts.translations.status posts.toc posts.toc.level posts.toc.text posts.toc.line
        posts.toc.anchor posts.links posts.links.kind posts.links.text posts.links.target posts.links.line
        posts.links.column posts.links.leads_to posts.links.path posts.findings posts.findings.code
        posts.findings.name posts.findings.severity posts.findings.path posts.findings.line posts.findings.column
        posts.findings.message posts.findings.help
    """,
    "stats": """
        schema_version root generator at timezone from to statuses statuses.draft statuses.scheduled
        statuses.published statuses.expired statuses.unlisted statuses.broken posts undated later words words.total
        words.reading_minutes words.median words.longest words.longest.path words.longest.title words.longest.words
        posts_per_month first last runs runs.longest runs.longest.weeks runs.longest.from runs.longest.to
        runs.current runs.current.weeks runs.current.from runs.current.to gap gap.days gap.from gap.to drafts
        drafts.ahead drafts.week drafts.month drafts.half_year drafts.year drafts.older drafts.undated drafts.oldest
        drafts.oldest.path drafts.oldest.title drafts.oldest.date drafts.oldest.days scheduled scheduled.path
        scheduled.title scheduled.status scheduled.at tags tags.tag tags.posts tags.words languages languages.lang
        languages.posts languages.words weekdays weekdays.weekday weekdays.posts weekdays.words days days.day
        days.posts years years.year years.posts years.words months months.month months.posts months.words
    """,
    "tags": """
        schema_version root generator count tags tags.tag tags.taxonomy tags.posts tags.newest tags.like
    """,
    "undo": """
        schema_version root entries entries.at entries.command entries.state entries.files entries.paths
    """,
    "validate": """
        schema_version summary summary.files summary.errors summary.warnings summary.infos summary.fixable
        diagnostics diagnostics.path diagnostics.line diagnostics.column diagnostics.end_line diagnostics.end_column
        diagnostics.code diagnostics.name diagnostics.severity diagnostics.message diagnostics.help diagnostics.fix
        diagnostics.fix.safe diagnostics.fix.edits diagnostics.fix.edits.start diagnostics.fix.edits.end
        diagnostics.fix.edits.text statistics statistics.count statistics.posts statistics.fixable statistics.code
        statistics.name
    """,
}


def dotted(schema, root, above=""):
    """The names of all fields, those within others behind a dot."""
    if "$ref" in schema:
        schema = root["$defs"][schema["$ref"].rpartition("/")[2]]
    for name, part in schema.get("properties", {}).items():
        yield above + name
        yield from dotted(part, root, f"{above}{name}.")
    if "items" in schema:
        yield from dotted(schema["items"], root, above)


@pytest.mark.parametrize("name", outputs.OUTPUTS)
def test_u10_no_field_is_ever_removed(name):
    schema = describing.of_a_form(name)
    now = {*dotted(schema, schema)}
    assert {*FIELDS[name].split()} - now == set()
    assert now - {*FIELDS[name].split()} == set(), "a new field: add it to FIELDS"


def parts(schema):
    """The named parts of a schema, however deep, with their names."""
    for keyword in ("properties", "$defs"):
        for name, part in schema.get(keyword, {}).items():
            yield name, part
            yield from parts(part)
    for part in (schema.get("items"), schema.get("additionalProperties"), *schema.get("anyOf", ())):
        if isinstance(part, dict):
            yield from parts(part)


@pytest.mark.parametrize("name", outputs.OUTPUTS)
def test_every_field_is_described(name):
    for field, part in parts(describing.of_a_form(name)):
        said = part.get("description") or part.get("items", {}).get("$ref", "")
        assert len(said) > 5, field


def test_the_fields_of_a_post_are_those_of_its_record():
    of_list, of_show = (describing.of_a_form(name)["$defs"]["post"] for name in ("list", "show"))
    assert tuple(of_list["required"]) == records.FIELDS
    assert {*of_list["properties"]} == {"group", *(name for name in records.KNOWN if not name.startswith("_"))}
    assert [*of_show["properties"]] == of_show["required"]
    assert tuple(of_show["required"])[: len(records.FIELDS)] == records.FIELDS


def test_a_column_of_the_front_matter_may_have_any_name_and_value_even_strictly(capsys, odd):
    data = checked(capsys, odd, "list", "list", "--columns", "tags,fm.tags,fm.title,reason")
    (row,) = (row for row in data["posts"] if row["path"] == "odd.md")
    assert (row["fm.tags"], row["fm.title"]) == ([1, None, {"a": "b"}], 5)
    assert fits(describing.of_a_form("list", strict=True), {**data, "posts": [{**row, "age": "old"}]})


def test_list_prints_posts_or_groups(capsys, odd):
    posts = checked(capsys, odd, "list", "list", "--limit", "1")
    groups = checked(capsys, odd, "list", "list", "--count")
    assert (posts["count"], posts["total"], groups["count"], groups["groups"]) == (1, 6, 6, [{"count": 6}])
    assert fits(describing.of_a_form("list"), {**posts, **groups})


@pytest.mark.parametrize("name", [each for each in EVERY if each != "post"])
def test_a_schema_is_one_and_leads_nowhere_else(name):
    schema = describing.of_a_form(name)
    checker(json.dumps(schema))
    schemas.check(schema)  # no reference leaves it
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert "$id" not in schema


# --- of postctl.toml ----------------------------------------------------------------------------------------------------

GOOD = {
    "text": ["x", ""],
    "texts": [[], ["a", "b"]],
    "table": [{}, {"a": 1, "b": [True]}],
    "texts by glob": [{}, {"a/**": ["P1"]}],
    "tables by name": [{}, {"note": {}}],
    "slots": ["tuesday,thursday 09:00"],
    "severities": [{}, {"P103": "off", "links": "error"}],
    "key": ["wip", "extra.wip", "a b"],
    "values": [True, "x", [True, "no"]],
    "mark": ["public", "draft"],
    "flag": [True, False],
    "number": [0, 12],
    "words": ["a", "a,b", [], ["a", "b"]],
}
BAD = {
    "text": [1, True, [], {}],
    "texts": ["a", [1], {}],
    "table": ["a", []],
    "texts by glob": [[], {"a": "b"}, {"a": [1]}],
    "tables by name": ["a", {"note": 1}],
    "slots": [5, []],
    "severities": ["error", {"P103": "bad"}, {"P103": 1}],
    "key": [True, "", "a.", ".a", "a..b", " a", "a. b"],
    "values": [1, "", [], [1], [""], {}],
    "mark": ["maybe", True],
    "flag": ["true", 1, []],
    "number": [-1, 1.5, "1", True],
    "words": [1, True, [1], {}],
}


def test_every_kind_of_option_has_a_shape():
    assert {*settings.SHAPES} == {*get_args(config.Kind)} == {*GOOD} == {*BAD}


def nested(key, value):
    for name in reversed(key.split(".")):
        value = {name: value}
    return value


def loads(data):
    """Whether the loader takes it."""
    text = "".join(f"{key} = {registry.syntax('toml').written(value, None, '', 'yaml-1.2')}\n" for key, value in data.items())
    assert tomllib.loads(text) == data
    try:
        config.load("postctl.toml", text)
    except ConfigError:
        return False
    return True


@pytest.mark.parametrize("option", config.OPTIONS, ids=lambda option: option.key)
def test_the_schema_and_the_loader_agree_on_every_option(option):
    schema = describing.of_a_form("config")
    beside = {} if option.key == "draft.key" or not option.key.startswith("draft.") else {"key": "wip"}
    words = registry.names("generators") if option.key == "generator" else option.words
    for values, wanted in ((words or GOOD[option.kind], True), (BAD[option.kind], False)):
        for value in values:
            data = nested(option.key, value)
            if beside:
                data["draft"] |= beside
            assert (fits(schema, data) == []) is wanted, data
            assert loads(data) is wanted, data
    if words:
        assert fits(schema, nested(option.key, "no such word"))


VIEWS = next(option for option in config.OPTIONS if option.key == "views")


@pytest.mark.parametrize("option", VIEWS.inner, ids=lambda option: option.key)
def test_the_schema_and_the_loader_agree_on_every_option_of_a_view(option):
    schema = describing.of_a_form("config")
    for values, wanted in ((option.words or GOOD[option.kind], True), (BAD[option.kind], False)):
        for value in values:
            data = {"views": {"mine": {option.key: value}}}
            assert (fits(schema, data) == []) is wanted, data
            assert loads(data) is wanted, data
    if option.words:
        assert fits(schema, {"views": {"mine": {option.key: "no such word"}}})


@pytest.mark.parametrize(
    "views",
    [
        {"mine": {"colour": "red"}},
        {"mine": {"drafts": {"tag": "a"}}},
        {"mine": {"mine": {"tag": "a"}}},
        {"mine": "drafts"},
        {"mine": {"group_by": "year"}},
        [{"tag": "a"}],
    ],
    ids=str,
)
def test_what_is_no_view_is_none_for_schema_and_loader(views):
    assert fits(describing.of_a_form("config"), {"views": views})
    assert not loads({"views": views})


def test_a_format_of_a_view_is_one_of_list(capsys, tmp_path):
    """The loader leaves a wrong one to the command, which names those there are."""
    (tmp_path / "a.md").write_text("---\ntitle: A\n---\n")
    (tmp_path / "postctl.toml").write_text("[views.mine]\nformat = 'tabel'\n")
    assert main(["-C", str(tmp_path), "list", "--view", "mine"]) == 2
    said = capsys.readouterr().err
    assert "table" in said
    assert "[views.mine]" in said
    formats = next(option.words for option in VIEWS.inner if option.key == "format")
    for name in formats:
        (tmp_path / "postctl.toml").write_text(f"[views.mine]\nformat = '{name}'\n")
        printed(capsys, "-C", str(tmp_path), "list", "--view", "mine")


@pytest.mark.parametrize(
    ("data", "place"),
    [
        ({"views": {"mine": {"colmuns": "a"}}}, "$.views.mine"),
        ({"views": {"mine": {"limit": -1}}}, "$.views.mine.limit"),
        ({"views": {"mine": {"format": "tabel"}}}, "$.views.mine.format"),
        ({"generatr": "hugo"}, "$"),
        ({"generator": "hugoo"}, "$.generator"),
        ({"future": "maybe"}, "$.future"),
        ({"new": {"fiel": "x"}}, "$.new"),
        ({"new": {"kind": {"note": {"flie": "x"}}}}, "$.new.kind.note"),
        ({"new": {"kind": {"note": {"body": 1}}}}, "$.new.kind.note.body"),
        ({"draft": {"draft": True}}, "$.draft"),
        ({"validate": "P1"}, "$.validate"),
        ({"validate": {"per-file-ignores": {"a": "P1"}}}, "$.validate['per-file-ignores'].a"),
    ],
)
def test_a_wrong_key_or_value_of_postctl_toml_is_found_where_it_is(data, place):
    (problem,) = fits(describing.of_a_form("config"), data)
    assert problem.startswith(f"{place}: ")


@every_site
def test_what_init_writes_follows_the_schema(capsys, name):
    written = tomllib.loads(printed(capsys, "-C", str(EXAMPLES / name), "init", "--print"))
    assert written["generator"] == name
    assert written["new"]["front_matter"]
    assert fits(describing.of_a_form("config"), written) == []


def test_every_option_is_in_the_schema_with_its_manual():
    schema = describing.of_a_form("config")
    for option in config.OPTIONS:
        part = schema
        for name in option.key.split("."):
            part = part["properties"][name]
        assert part["description"] == option.doc
        for inner in option.inner:
            assert part["additionalProperties"]["properties"][inner.key]["description"] == inner.doc


# --- of front matter ------------------------------------------------------------------------------------------------------


def as_compared(post: Post, schema, site):
    """The front matter of a post, as the rule compares it."""
    front = front_matter(post.document)
    known = {name.lower(): name for name in schema["properties"]} if site.generator.fold_keys else {}
    return {known.get(key.lower(), key): value for key, value in front.items()}


def all_follow(site):
    """Every post of a site follows what is inferred from it, strict or not; postctl itself thinks so too."""
    for strict in (False, True):
        schema = describing.of_posts(site, strict=strict)
        schemas.check(schema)
        assert [problem for post in site.posts for problem in fits(schema, as_compared(post, schema, site))] == []
    held = replace(site, standards=Standards(schema=schema, schema_source="s.json"))
    rule = next(rule for rule in registry.rules() if rule.code == "P911")
    assert linting.check(held, (rule,)) == ()
    return schema


@every_site
def test_every_post_of_an_example_follows_its_schema(name):
    site = scan.open_site(str(EXAMPLES / name))
    schema = all_follow(site)
    assert schema["properties"]
    turned = replace(site, posts=site.posts[::-1])
    assert json.dumps(describing.of_posts(turned)) == json.dumps(describing.of_posts(site))


@pytest.mark.corpus
def test_every_real_post_follows_the_schema_of_its_site(corpus):
    count = 0
    for folder in sorted(path for path in corpus.iterdir() if path.is_dir()):
        site = scan.open_site(str(folder))
        all_follow(site)
        count += len(site.posts)
    assert count > 1_200


@every_site
def test_postctl_holds_its_site_to_the_schema_and_finds_nothing(capsys, copy_example, name):
    root = copy_example(name)
    (root / "post.schema.json").write_text(printed(capsys, "-C", str(root), "schema", "post", "--strict"))
    (root / "postctl.toml").write_text('[validate]\nschema = "post.schema.json"\n')
    assert json.loads(printed(capsys, "-C", str(root), "validate", "--select", "P911", "-f", "json"))["diagnostics"] == []
    (root / "post.schema.json").write_text('{"required": ["no-such-key"]}')
    assert json.loads(printed(capsys, "-C", str(root), "validate", "--select", "P911", "-f", "json", codes=(1,)))["diagnostics"]


def site(*fronts, generator="plain"):
    folder = "content/" if generator == "hugo" else ""
    extra = {"hugo.toml": ""} if generator == "hugo" else {}
    return site_of(
        {**extra, **{f"{folder}{number:03}.md": f"---\n{text}\n---\n" for number, text in enumerate(fronts)}}, generator
    )


def keys(*fronts, **options):
    return describing.of_posts(site(*fronts, **options))["properties"]


def test_types_are_those_that_are_there_and_required_is_what_all_posts_have():
    schema = describing.of_posts(site("a: 1\nb: x\nc: [1, x]\nd: {e: 1}", "a: 1.5\nb: true\nc:\nd: {f: y}"))
    assert {name: part["type"] for name, part in schema["properties"].items()} == {
        "a": "number",
        "b": ["string", "boolean"],
        "c": ["array", "null"],
        "d": "object",
    }
    assert schema["properties"]["c"]["items"] == {"type": ["string", "integer"]}
    assert schema["properties"]["d"]["properties"]["e"] == {"description": "In 1 of 2 tables", "type": "integer"}
    assert "required" not in schema["properties"]["d"]
    assert schema["required"] == ["a", "b", "c", "d"]
    assert describing.of_posts(site("a: 1\nb: 2", "a: 1")).get("required") == ["a"]
    assert "required" not in describing.of_posts(site("a: 1", "b: 1"))


@pytest.mark.parametrize(
    ("values", "form", "other"),
    [
        (["2026-01-02"], {"format": "date"}, "2026-02-30"),
        (["2026-01-02T09:00:00Z", "2026-01-02T09:00:00.5+01:00"], {"format": "date-time"}, "2026-01-02"),
        (["2026-01-02", "2026-01-03", "2026-01-02T09:00:00Z"], {"anyOf": [{"format": "date"}, {"format": "date-time"}]}, "soon"),
        (["2026-01-02 09:00:00"], {"pattern": "^[0-9]{4}-[0-9]{1,2}-[0-9]{1,2} [0-9]{1,2}:[0-9]{1,2}:[0-9]{1,2}$"}, "2026-01-02"),
        (["2026/1/2", "2026/11/12"], {"pattern": "^[0-9]{4}/[0-9]{1,2}/[0-9]{1,2}$"}, "2026-1-2"),
        (["2026-02-30"], {"pattern": "^[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}$"}, "2026"),
        (["2026-01-02", "soon"], {}, None),
        (["2026", "1.2.3", "192.168.10.10"], {}, None),
    ],
)
def test_dates_have_the_form_that_was_seen(values, form, other):
    part = keys(*(f"when: '{value}'" for value in values))["when"]
    assert {name: value for name, value in part.items() if name not in ("type", "description")} == form
    assert [fits(part, value) for value in values] == [[]] * len(values)
    if other is not None:
        assert fits(part, other)
        assert part["description"].endswith(f", as {max(values)}")


def test_words_of_a_list_are_few_and_recur():
    assert keys(*(f"kind: {'note' if number % 3 else 'essay'}" for number in range(20)))["kind"]["enum"] == ["essay", "note"]
    for fronts in (
        [f"kind: {'note' if number % 3 else 'essay'}" for number in range(19)],  # too few posts
        [f"kind: k{number % 7}" for number in range(50)],  # too many words
        [*["kind: note"] * 20, *["kind: essay"] * 2],  # one that hardly recurs
        [*["kind: note"] * 20, *["kind: 5"] * 4],  # no words only
        [f"kind: {'x' * 41}"] * 30,  # prose
        ["kind: ''"] * 30,
    ):
        assert "enum" not in keys(*fronts)["kind"]
    assert "enum" not in keys(*["title: Links of the week"] * 30)["title"]


def test_a_title_is_never_told():
    fronts = [f"title: 2026-01-0{number}\nsecret: Launch of the x{number}" for number in range(1, 9)]
    text = json.dumps(describing.of_posts(site(*fronts)))
    assert "2026-01" not in text
    assert "Launch" not in text


def test_a_table_with_very_many_names_is_open():
    many = [f"seen: {{k{number}: x}}" for number in range(31)]
    assert keys(*many)["seen"] == {
        "description": "In all 31 posts",
        "type": "object",
        "additionalProperties": {"type": "string"},
    }
    assert "properties" in keys(*many[:30])["seen"]
    all_follow(site(*many))


def test_keys_have_their_most_usual_spelling_where_letter_case_does_not_count():
    dates = ("publishdate: 2026-01-01", *["publishDate: 2026-01-01"] * 2, "PublishDate: 2026-01-01")
    fronts = (*dates, "Kind: a", "kind: a", "Kind: b")
    assert {*keys(*fronts, generator="hugo")} == {"publishDate", "Kind"}
    jekyll = site_of({"_config.yml": "", "_posts/2026-01-01-a.md": "---\nKind: a\nkind: a\n---\n"}, "jekyll")
    assert {*describing.of_posts(jekyll)["properties"]} == {"Kind", "kind"}
    all_follow(site(*fronts, generator="hugo"))


def test_a_schema_is_no_formality():
    schema = describing.of_posts(site("title: A\ndate: 2026-01-01\nn: 1", "title: B\ndate: 2026-01-02\nn: 2"), strict=True)
    good = {"title": "C", "date": "2026-05-05", "n": 3}
    assert fits(schema, good) == []
    for bad in ({**good, "n": "3"}, {**good, "date": "2026-02-30"}, {**good, "more": 1}, {"title": "C", "date": "2026-05-05"}):
        assert len(fits(schema, bad)) == 1


def test_key_value_front_matter_is_text():
    files = {"pelicanconf.py": "PATH = 'content'", "content/a.md": "Title: A\nDate: 2026-01-01\nCount: 5\n\nT"}
    properties = describing.of_posts(site_of(files, "pelican"))["properties"]
    assert {name: part["type"] for name, part in properties.items()} == dict.fromkeys(("Title", "Date", "Count"), "string")


SCALARS = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8)
DATES = st.dates().map(str) | st.datetimes().map(str) | st.datetimes().map(lambda moment: f"{moment.isoformat()}Z")
NAMES = st.sampled_from(["title", "date", "type", "enum", "items", "properties", "required", ""]) | st.text(max_size=4)
VALUES = st.recursive(
    SCALARS | DATES, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(NAMES, inner, max_size=4), max_leaves=12
)


@given(st.lists(st.dictionaries(NAMES, VALUES, max_size=5), max_size=40))
def test_any_front_matter_follows_what_is_inferred_from_it(fronts):
    found = {"type": "object", **inferring._object(fronts, "post", top=True)}
    jsonschema.Draft202012Validator.check_schema(found)
    for schema in (found, shapes.closed(found)):
        known = jsonschema.Draft202012Validator(schema, format_checker=schemas._formats())
        assert [error.message for front in fronts for error in known.iter_errors(front)] == []
    turned = inferring._object(fronts[::-1], "post", top=True)
    assert json.dumps({"type": "object", **turned}) == json.dumps(found)


# --- the command ----------------------------------------------------------------------------------------------------------


def check_jsonschema(*words):
    program = shutil.which("check-jsonschema", path=str(Path(sys.executable).parent)) or shutil.which("check-jsonschema")
    if program is None:
        pytest.skip("check-jsonschema is not installed")
    return subprocess.run([program, *map(str, words)], capture_output=True, text=True, check=False, timeout=120)


def test_the_checker_of_the_field_takes_every_schema(capsys, tmp_path):
    for name in EVERY:
        for words in ([], ["--strict"]):
            file = tmp_path / f"{name}{''.join(words)}.json"
            file.write_text(printed(capsys, "-C", str(EXAMPLES / "hexo"), "schema", name, *words))
    done = check_jsonschema("--check-metaschema", *tmp_path.iterdir())
    assert done.returncode == 0, done.stdout + done.stderr
    (tmp_path / "due.json").write_text('{"type": "strnig"}')
    assert check_jsonschema("--check-metaschema", tmp_path / "due.json").returncode == 1


def test_the_checker_of_the_field_takes_every_post_and_finds_a_wrong_one(tmp_path):
    for name in ("hugo", "jekyll", "zola"):
        site = scan.open_site(str(EXAMPLES / name))
        schema = describing.of_posts(site, strict=True)
        rules = tmp_path / f"{name}.schema.json"
        rules.write_text(json.dumps(schema))
        files = [tmp_path / f"{name}{number}.json" for number in range(len(site.posts))]
        for file, post in zip(files, site.posts, strict=True):
            file.write_text(json.dumps(as_compared(post, schema, site)))
        done = check_jsonschema("--schemafile", rules, *files)
        assert done.returncode == 0, done.stdout + done.stderr
        files[0].write_text(json.dumps({**as_compared(site.posts[0], schema, site), "title": 5}))
        assert check_jsonschema("--schemafile", rules, *files).returncode == 1


def test_u6_the_nearest_schema_is_named(capsys):
    assert main(["schema", "lst"]) == 2
    assert "did you mean list?" in capsys.readouterr().err


def test_what_cannot_be_read_has_no_say_and_is_told(capsys, tmp_path):
    (tmp_path / "a.md").write_text("---\ntitle: A\n---\n")
    (tmp_path / "b.md").write_text('---\ntitle: "B\n---\n')
    assert main(["-C", str(tmp_path), "schema", "post"]) == 0
    said = capsys.readouterr()
    assert json.loads(said.out)["required"] == ["title"]
    assert "1 file cannot be read and is left out" in said.err


def test_s1_keys_and_words_of_strangers_are_escaped(capsys, tmp_path):
    text = '---\n"\\e[2J": 1\n"::error::x": "##[group]"\nkind: "\\u202e"\n---\n'
    for number in range(25):
        (tmp_path / f"{number}.md").write_text(text)
    out = printed(capsys, "-C", str(tmp_path), "schema", "post")
    assert "\x1b" not in out
    assert "##[" not in out
    assert "\u202e" not in out
    assert "\x1b[2J" in json.loads(out)["properties"]
