"""JSON Schema of front matter: what is found, where, and what a hostile schema cannot do."""

from __future__ import annotations

import json
import os
import socket
import threading
import time

import pytest
from sites import site_of

from postctl import linting, registry, schemas
from postctl.cli import main
from postctl.site import Standards

pytest.importorskip("jsonschema", reason="jsonschema is not installed (pip install '.[schema]')")

RULE = next(rule for rule in registry.rules() if rule.code == "P911")


def found(text, schema, path="a.md", generator="plain"):
    """Line, columns and message of each finding."""
    site = site_of({path: text}, generator, standards=Standards(schema=schema, schema_source="s.json"))
    return [(each.line, each.column, each.end_column, each.message) for each in linting.check(site, (RULE,))]


def messages(text, schema, **options):
    return [message for *_, message in found(text, schema, **options)]


def wants(**properties):
    return {"properties": properties}


# --- where --------------------------------------------------------------------------------------------------------------

NESTED = wants(
    authors={"items": {"required": ["name"], "properties": {"name": {"type": "string"}}}},
    seo={"properties": {"image": {"properties": {"width": {"maximum": 10}}}}, "additionalProperties": False},
)


def test_positions_are_exact_in_yaml():
    text = "\ufeff---\r\ntitle: 😀 A\r\nauthors:\r\n  - name: 3 # three\r\n  - {nme: Bo}\r\nseo: {image: {width: 11}, 😀x: 1}\r\n"
    text += "---\r\n"
    assert found(text, NESTED) == [
        (4, 11, 12, "`authors[0].name` is 3, and has to be text"),
        (5, 5, 14, "`authors[1].name` is missing"),
        (6, 22, 24, "`seo.image.width` is 11, which is more than 10"),
        (6, 27, 29, "the schema has no key `seo.😀x`"),
    ]


def test_positions_are_exact_in_toml_with_tables_and_dotted_names():
    text = "+++\nseo.image.width = 11\n[[authors]]\nname = 3\n[[authors]]\nnme = 'x'\n[seo.other]\na = 1\n+++\n"
    assert [(line, message) for line, _, _, message in found(text, NESTED, "content/a.md", "hugo")] == [
        (2, "`seo.image.width` is 11, which is more than 10"),
        (4, "`authors[0].name` is 3, and has to be text"),
        (5, "`authors[1].name` is missing"),
        (7, "the schema has no key `seo.other`"),
    ]


def test_positions_are_exact_in_json():
    text = '{\n  "title": "A",\n  "seo": {"image": {"width": 11}}\n}\nText.\n'
    assert found(text, NESTED, "content/a.md", "hugo") == [(3, 30, 32, "`seo.image.width` is 11, which is more than 10")]


def test_what_is_missing_is_told_at_the_first_line_and_once_where_there_is_no_front_matter():
    schema = {"required": ["title", "date"]}
    assert found("---\nx: 1\n---\n", schema) == [(1, 1, 4, "`date` is missing"), (1, 1, 4, "`title` is missing")]
    assert found("Text.\n", schema) == [(1, 1, 1, "`date` and `title` are missing")]


def test_an_empty_value_is_told_at_its_key():
    assert found("---\ntitle:\n---\n", wants(title={"type": "string"})) == [(2, 1, 6, "`title` is null, and has to be text")]


def test_where_letter_case_does_not_count_the_schema_may_use_its_own():
    schema = {"required": ["publishDate"], "properties": {"publishDate": {"format": "date"}}, "additionalProperties": False}
    assert found("---\npublishdate: 2026-01-02\n---\n", schema, "content/a.md", "hugo") == []
    assert found("---\nPublishDate: x\n---\n", schema, "content/a.md", "hugo") == [
        (2, 14, 15, '`publishDate` is "x", which is no date')
    ]
    assert len(found("---\npublishdate: 2026-01-02\n---\n", schema, "src/a.md", "gatsby")) == 2


# --- what ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("schema", "source", "message"),
    [
        ({"type": ["string", "null"]}, "3", "`x` is 3, and has to be text or empty"),
        ({"type": "boolean"}, "'yes'", '`x` is "yes", and has to be true or false'),
        ({"anyOf": [{"type": "string"}, {"type": "array"}]}, "3", "`x` is 3, and has to be text or a list"),
        ({"anyOf": [{"const": 1}, {"type": "array"}]}, "3", "`x` is 3, which does not fit `anyOf` of the schema"),
        ({"const": "a"}, "b", '`x` is "b", and has to be "a"'),
        ({"enum": ["a", "b"]}, "c", '`x` is "c", which is none of the values that the schema allows'),
        ({"minLength": 3}, "ab", "`x` has 2 characters, and 3 is the least"),
        ({"maxItems": 1}, "[a, b]", "`x` has 2 items, and 1 is the most"),
        ({"uniqueItems": True}, "[a, a]", "`x` has an item twice"),
        ({"minimum": 3}, "2", "`x` is 2, which is less than 3"),
        ({"multipleOf": 2}, "3", "`x` is 3, which is no multiple of 2"),
        ({"pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"}, "A b", '`x` is "A b", which does not match "^[a-z0-9]+(-[a-z0-9]+)*$"'),
        ({"propertyNames": {"pattern": "^a"}}, "{b: 1}", '"b" is no name the schema allows for a key'),
        ({"not": {"type": "string"}}, "a", '`x` is "a", which does not fit `not` of the schema'),
        ({"contains": {"const": "a"}}, "[b]", '`x` is ["b"], which does not fit `contains` of the schema'),
        ({"dependentRequired": {"a": ["b"]}}, "{a: 1}", '`x` is {"a": 1}, which does not fit `dependentRequired` of the schema'),
        (False, "1", "the schema does not allow `x`"),
    ],
    ids=str,
)
def test_each_keyword_is_told_in_words(schema, source, message):
    assert messages(f"---\nx: {source}\n---\n", wants(x=schema)) == [message]


@pytest.mark.parametrize(
    ("name", "good", "bad"),
    [
        ("date", ["2026-11-23", '"2026-11-23"'], ["2026-02-30", "2026-11-23T10:00:00Z", "23.11.2026", "20261123", "2026-11"]),
        (
            "date-time",
            ["2026-11-23T09:00:00Z", "2026-11-23 09:00:00+01:00", "2026-11-23T23:59:60Z", "2026-11-23T09:00:00.123-05:00"],
            ["2026-11-23", "2026-11-23T09:00:00", "2026-02-30T09:00:00Z", "2026-11-23T25:00:00Z"],
        ),
        ("time", ["'09:00:00Z'"], ["'09:00'", "'25:00:00Z'"]),
        ("email", ["a@example.org"], ["a", "a b@c"]),
        ("uri", ["https://example.org/a"], ["/a", "'https://a b'"]),
        ("uuid", ["123e4567-e89b-12d3-a456-426614174000"], ["123"]),
        ("hostname", ["anything at all"], []),
    ],
)
def test_formats(name, good, bad):
    for value in good:
        assert messages(f"---\nx: {value}\n---\n", wants(x={"type": "string", "format": name})) == [], value
    for value in bad:
        assert len(messages(f"---\nx: {value}\n---\n", wants(x={"type": "string", "format": name}))) == 1, value


def test_a_description_is_the_help():
    site = site_of(
        {"a.md": "---\nx: 1\n---\n"}, standards=Standards(schema=wants(x={"type": "string", "description": "The  mood\nof it"}))
    )
    (finding,) = linting.check(site, (RULE,))
    assert finding.help == "The mood of it"


@pytest.mark.parametrize(
    ("source", "fixed"),
    [("esay", "essay"), ('"esay"', '"essay"'), ("'Essay'", "'essay'"), ("xyz", None), ('"\\x65say"', None), (">-\n  esay", None)],
)
def test_the_fix_writes_the_near_value_over_the_one_that_is_there(source, fixed):
    text = f"---\nkind: {source}\n---\n"
    site = site_of({"a.md": text}, standards=Standards(schema=wants(kind={"enum": ["essay", "note"]})))
    (finding,) = linting.check(site, (RULE,))
    if fixed is None:
        assert finding.fix is None
        return
    (edit,) = finding.fix.edits
    assert not finding.fix.safe
    assert text[: edit.span.start] + edit.text + text[edit.span.end :] == f"---\nkind: {fixed}\n---\n"


@pytest.mark.parametrize(
    "draft",
    [
        "http://json-schema.org/draft-04/schema#",
        "http://json-schema.org/draft-06/schema#",
        "http://json-schema.org/draft-07/schema#",
        "https://json-schema.org/draft/2019-09/schema",
        "https://json-schema.org/draft/2020-12/schema",
    ],
)
def test_all_drafts(draft):
    key = "definitions" if "draft-0" in draft else "$defs"
    schema = {"$schema": draft, key: {"tag": {"enum": ["a"]}}, "properties": {"tags": {"items": {"$ref": f"#/{key}/tag"}}}}
    assert found("---\ntags: [a, b]\n---\n", schema) == [
        (2, 11, 12, '`tags[1]` is "b", which is none of the values that the schema allows')
    ]


# --- what a schema cannot do --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "schema",
    [
        {"$ref": "https://example.org/schema.json"},
        {"$ref": "file:///etc/passwd"},
        {"$ref": "other.json"},
        {"properties": {"a": {"prefixItems": [{"$ref": "http://127.0.0.1:1/x"}]}}},
        {"$id": "https://example.org/a/", "properties": {"a": {"$ref": "b"}}},
        {"$dynamicRef": "https://example.org/x#y"},
        {"$ref": "#/nowhere"},
        {"$ref": "http://[bad"},
    ],
    ids=str,
)
def test_s13_nothing_is_fetched(schema, monkeypatch):
    monkeypatch.setattr(socket, "socket", lambda *words, **options: pytest.fail("a connection"))
    with pytest.raises(schemas.BadSchema, match="leads nowhere"):
        schemas.check(schema)


def test_a_part_with_an_address_of_its_own_may_be_referred_to():
    schemas.check(
        {"$id": "https://example.org/s", "$defs": {"a": {"$id": "a", "type": "string"}}, "properties": {"t": {"$ref": "a"}}}
    )


BOMB = {f"d{n}": {"allOf": [{"$ref": f"#/$defs/d{n + 1}"}] * 2} for n in range(40)} | {"d40": {"type": "object"}}


@pytest.mark.parametrize(
    ("schema", "value"),
    [
        (wants(x={"pattern": "^(a+)+$"}), {"x": "a" * 60 + "b"}),
        ({"patternProperties": {"^(a|aa)+$": {}}}, {"a" * 60 + "b": 1}),
        ({"$ref": "#"}, {}),
        ({"$defs": BOMB, "$ref": "#/$defs/d0"}, {}),
    ],
    ids=["pattern", "names", "itself", "bomb"],
)
def test_s18_no_schema_takes_long(schema, value):
    start = time.process_time()
    with pytest.raises(schemas.TooLong):
        schemas.mismatches(schema, value)
    assert time.process_time() - start < 8


def test_in_another_thread_it_works_without_a_limit():
    told = []
    thread = threading.Thread(target=lambda: told.append(schemas.mismatches(wants(x={"pattern": "^a$"}), {"x": "b"})))
    thread.start()
    thread.join()
    assert len(told[0]) == 1


# --- the file -----------------------------------------------------------------------------------------------------------


@pytest.fixture
def blog(tmp_path):
    (tmp_path / "a.md").write_text("---\ntitle: A long title\n---\nText.\n")
    (tmp_path / "postctl.toml").write_text('[validate]\nselect = ["P911"]\nschema = "post.schema.json"\n')
    return tmp_path


def validated(blog, capfd, *words):
    capfd.readouterr()
    code = main(["-C", str(blog), "validate", "--format", "concise", *words])
    return code, capfd.readouterr()


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("post.schema.json", '{"properties": {"title": {"maxLength": 3}}}'),
        ("post.schema.toml", "[properties.title]\nmaxLength = 3\n"),
        ("post.schema.yaml", "properties:\n  title: {maxLength: 3}\n"),
    ],
)
def test_a_schema_in_json_toml_or_yaml(blog, capfd, name, text):
    (blog / name).write_text(text)
    (blog / "postctl.toml").write_text(f'[validate]\nschema = "{name}"\n')
    code, said = validated(blog, capfd, "--select", "P911")
    assert (code, said.out) == (1, "a.md:2:8: error P911 `title` has 12 characters, and 3 is the most\n")


def test_another_file_on_the_command_line(blog, capfd, tmp_path_factory):
    other = tmp_path_factory.mktemp("other") / "own.json"
    other.write_text('{"required": ["date"]}')
    code, said = validated(blog, capfd, "--schema", str(other))
    assert (code, said.out) == (1, "a.md:1:1: error P911 `date` is missing\n")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{\n  "type": "strin"\n}', "post.schema.json:2:11: 'strin' is not valid"),
        ('{"properties": {"a": {"pattern": "("}}}', "post.schema.json:1:34: '(' is no regular expression"),
        ('{"properties":\n {"a": {"$ref": "x.json"}}}', "post.schema.json:2:17: `$ref` leads nowhere: 'x.json'"),
        ('{"$schema": "http://example.org"}', "post.schema.json:1:13: 'http://example.org' is no draft"),
        ('{"a": 1,}', "post.schema.json:1:8: a comma stands before }"),
        ("[]", "post.schema.json:1:1: an object in braces is expected here"),
    ],
)
def test_a_broken_schema_is_told_with_its_place(blog, capfd, text, message):
    (blog / "post.schema.json").write_text(text)
    code, said = validated(blog, capfd)
    assert (code, said.out) == (2, "")
    assert said.err.startswith(f"postctl: {message}"), said.err


@pytest.mark.parametrize("name", ["../own.json", "missing.json", "link.json"])
def test_s6_a_schema_of_the_site_lies_inside_of_it(blog, capfd, name):
    (blog.parent / "own.json").write_text("{}")
    (blog / "link.json").symlink_to(blog.parent / "own.json")
    (blog / "postctl.toml").write_text(f'[validate]\nschema = "{name}"\n')
    code, said = validated(blog, capfd)
    assert code == 2
    assert f"`validate.schema`: {name} cannot be read" in said.err


def test_a_pattern_without_end_is_told(blog, capfd):
    (blog / "a.md").write_text(f"---\ntitle: {'a' * 60}b\n---\n")
    (blog / "post.schema.json").write_text(json.dumps(wants(title={"pattern": "^(a+)+$"})))
    code, said = validated(blog, capfd)
    assert (code, said.err.splitlines()[0]) == (2, "postctl: post.schema.json: there is no end to comparing a.md with the schema")


def test_without_the_package_it_is_one_line(blog, capfd, monkeypatch):
    (blog / "post.schema.json").write_text("{}")
    monkeypatch.setitem(__import__("sys").modules, "jsonschema", None)
    code, said = validated(blog, capfd)
    assert (code, said.err.splitlines()) == (
        2,
        [
            "postctl: jsonschema is not installed, and the schema of the front matter needs it",
            "  pip install 'postctl[schema]' installs it",
        ],
    )
    os.remove(blog / "postctl.toml")
    assert validated(blog, capfd, "--select", "P911")[0] == 0
