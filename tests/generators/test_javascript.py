"""JavaScript as it is read without being run: plain literals of a file, and the moments it makes of texts."""

from __future__ import annotations

import time
from datetime import UTC

import pytest
from flat import DATES
from hypothesis import event, given
from hypothesis import strategies as st

from postctl import dates
from postctl.generators import _js_dates as moments
from postctl.generators import _js_literals as js
from postctl.generators._js_exports import exported
from postctl.generators._js_tokens import LONGEST, bare

# --- literals ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "value"),
    [
        (
            "export default {a: 1, 'b': \"x\", c: [true, null, undefined], d: {e: `t`}}",
            {"a": 1, "b": "x", "c": [True, None, None], "d": {"e": "t"}},
        ),
        (
            "module.exports = {a: 'it\\'s', b: \"\\u00e9\\x41\\n\", c: 1_000, d: -1}",
            {"a": "it's", "b": "éA\n", "c": 1000, "d": -1},
        ),
        ("/* export default {x: 1} */ const c = {a: 1}; // {b: 2}\nexport default c", {"a": 1}),
        ("const c: Config = {a: 1} satisfies Config;\nexport default c;", {"a": 1}),
        ("export default {a: f(1, {b: 2}), c: x ? 1 : 2, d: 'x' + 'y', e: `${z}`, f() {}, g: () => ({h: 1}), i: 2}", None),
        ("export default defineConfig({a: 1})", {"a": 1}),
        ("export default async function () { const x = 1; return {a: 1} }", {"a": 1}),
        ("export default () => { return {a: 1} }", {"a": 1}),
        ("export default () => { if (x) return {b: 1}; return {a: 1} }", js.UNKNOWN),
        ("export default () => { return {a: 1, f() { return {b: 2} }} }", {"a": 1, "f": js.UNKNOWN}),
        ("export default () => { if (x) { return {plugins: []} } return {a: 1} }", js.UNKNOWN),
        ("export default function () { return {a: 1} }\nfunction g() { return {b: 1} }", {"a": 1}),
        ("const a = 1;\nexport default {a}", {"a": 1}),
        ("let a = 1; a = 2;\nexport default {a}", {"a": js.UNKNOWN}),
        ("const a = b; const b = a;\nexport default {a}", {"a": js.UNKNOWN}),
        ("function f(a) { const a = 1 }\nconst a = 2;\nexport default {a}", {"a": js.UNKNOWN}),
        ("export default {a: /[/]'/g, b: 6 / 2 / 1, c: 2}", {"a": js.UNKNOWN, "b": js.UNKNOWN, "c": 2}),
        ("export default () => ({a: 1})", {"a": 1}),
        ("module.exports = data => ({a: data.a, b: 1})", {"a": js.UNKNOWN, "b": 1}),
        ("const c = defineConfig({a: 1});\nexport default c", {"a": 1}),
        ("const c = defineConfig({a: 1});\nc.a = 2;\nexport default c", js.UNKNOWN),
        ("const c = {a: 1}\nc.a = 2\nexport default c", js.UNKNOWN),
        ("const a = 'x';\nexport default {a: `${a}/y`, b: `${c}/y`}", {"a": "x/y", "b": js.UNKNOWN}),
        ("export default {a: new URL('./b', import.meta.url), c: new URL('./d', e)}", {"a": "./b", "c": js.UNKNOWN}),
        ("export default {a: {b: 1} as const, c: (2), d: (3, 4)}", {"a": {"b": 1}, "c": 2, "d": js.UNKNOWN}),
        ("export default load()", js.UNKNOWN),
        ("for (const a of b) { c = 1 }\nexport default {a}", {"a": js.UNKNOWN}),
        ("const a: {b: number} = {b: 1}\nexport default {a}", {"a": {"b": 1}}),
        ("const a = 1", js.UNKNOWN),
        ("", js.UNKNOWN),
        ("'", js.UNKNOWN),
        ("export default {a: {b: [", js.UNKNOWN),
        ("export default", js.UNKNOWN),
    ],
)
def test_what_a_file_exports(text, value):
    found = exported(text)
    if value is None:
        unknown = dict.fromkeys("acdefg", js.UNKNOWN)
        value = {**unknown, "i": 2}
    assert found == value


def test_a_spread_may_bring_any_key():
    table = exported("export default {a: 1, ...rest, b: 2}")
    assert [js.get(table, key, "none") for key in "abc"] == [js.UNKNOWN, 2, js.UNKNOWN]
    assert js.get({}, "c", "none") == "none"


@given(st.text(alphabet="{}[]()'\"`/*,:;=.$\\\n abx1", max_size=60))
def test_r18_any_program_can_be_read(text):
    exported(f"export default {text}")
    exported(f"const a = {text}\nmodule.exports = {{a, b: {text}")


def test_nesting_has_an_end():
    exported("export default " + "[" * 10_000)
    exported("export default " + "{a:" * 5_000)
    exported("export default " + "(" * 10_000)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("'a'", "a"),
        ("`a`", "a"),
        (r"'a\'b\n'", "a'b\n"),
        ("[1, 'b', true, null,]", [1, "b", True, None]),
        ("{a: 1, 'b-c': {d: []}}", {"a": 1, "b-c": {"d": []}}),
        ("{a: f(1, {b: 2}), c: 3}", {"a": js.UNKNOWN, "c": 3}),
        ("{a(x) { return 1, 2 }, c: 3}", {"a": js.UNKNOWN, "c": 3}),
        ("{...rest, c: 3, d}", {js.SPREAD: True, "c": 3, "d": js.UNKNOWN}),
        ("[a, 1]", [js.UNKNOWN, 1]),
        ("'a' + b", js.UNKNOWN),
        ("'a'\n+ b", js.UNKNOWN),
        ("'a'\nb()", "a"),
        ("`${a}`", js.UNKNOWN),
        ("{a: ", js.UNKNOWN),
    ],
)
def test_literals(text, value):
    assert js.literal(text, 0) == value


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a // b\nc", "a  \nc"),
        ("a /* b */ c", "a   c"),
        ("'// a' `/* b */`", "'// a' `/* b */`"),
        ("/[/*]\\//g // x", "/[/*]\\//g  "),
        ("a / b / c // d", "a / b / c  "),
        ("</b> // c", "</b>  "),
        ("/* never", " "),
    ],
)
def test_comments_go(text, code):
    assert bare(text) == code


def test_a_literal_does_not_begin_inside_a_text():
    assert js.literal("'dir: 1' 2", 5) is js.UNKNOWN


def test_the_arguments_of_a_call():
    text = "f('a)', g(1), { b: ')' }) + 1"
    assert js.arguments(text, 2) == "'a)', g(1), { b: ')' }"
    assert js.arguments(text, 8) == "g(1), { b: ')' }"
    assert js.arguments("f(1", 2) == "1"


@pytest.mark.parametrize(
    "piece",
    [
        "{",
        "{a:",
        "[",
        "(",
        "'",
        '\\"',
        "\\`",
        "/*",
        "/*/",
        "/\\/",
        "/[",
        "const a ",
        "const a=[a,a];",
        "`${a}",
        "a,",
        "}",
        "return {",
        "=>{",
    ],
)
def test_a_hostile_file_is_read_in_linear_time(piece):
    text = f"export default {{ a: {piece * (LONGEST // len(piece) - 10)}"
    before = time.process_time()
    exported(text)
    js.literal(bare(text), 15)
    assert time.process_time() - before < 30


# --- dates ------------------------------------------------------------------------------------------------------------


@given(st.text(alphabet="0123456789-/:.+ TZtapmJnyéx()", max_size=30))
def test_r18_any_text_can_be_asked_for_its_date(text):
    for found in (moments.read(text), moments.timestamp(text)):
        assert found is None or found.moment is None or found.moment.utcoffset() is not None


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2020-01-02", "2020-01-02T00:00"),
        ("2020-01-02 03:04", "2020-01-02T02:04"),
        ("2020-1-2", "2020-01-01T23:00"),
        ("1/2/2020", "2020-01-01T23:00"),
        ("2020-02-30", "2020-03-01T00:00"),
        ("Jan 2, 2020 03:04 GMT", "2020-01-02T03:04"),
        ("13/1/2020", None),
        ("soon", None),
    ],
)
def test_a_text_in_the_zone_of_the_machine(text, moment):
    found = moments.read(text)
    assert (found and found.within(dates.zone("Europe/Paris")).astimezone(UTC).isoformat()[:16]) == moment


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2020-01-02", "2020-01-02T00:00:00+00:00"),
        ("2020-1-2 3:04:05.6789 -01:30", "2020-01-02T04:34:05.678000+00:00"),
        ("2020-20-19", "2021-08-19T00:00:00+00:00"),
        ("0001-01-01", "1901-01-01T00:00:00+00:00"),
        ("2020-1-2", None),
        ("2020-01-02 03:04", None),
    ],
)
def test_timestamps_of_yaml(text, moment):
    found = moments.timestamp(text)
    assert (found and found.moment.isoformat()) == moment


@given(DATES)
def test_a_usual_timestamp_is_what_it_is_by_its_parts(text: str) -> None:
    event("usual" if dates.reading.usual(text, UTC) else "not usual")
    assert repr(moments.timestamp(text)) == repr(moments._by_parts(text))
