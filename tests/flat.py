"""Front matter, and dates, near the edge of what the fast paths take, for tests."""

from __future__ import annotations

from hypothesis import strategies as st

PARTS = st.sampled_from(
    [
        *(" ", "  ", ":", ": ", ":x", " #", "#", "-", "- ", "---", "...", "a", "word", "12", "1.5", "-3", "2020-01-01", "12:30"),
        *("'", "''", '"', ",", ", ", "[", "]", "{", "}", "&a ", "*a", "!t ", "|", ">", "%", "@", "`", "? ", "<<", "~", "=", "\\"),
        *("\t", "\r", "\x85", "\u2028", "\ufeff", "\xa0", "\u3000", "é", "日本", "😀", "\x7f", "\x01", "\ufffe", "\ud800"),
        *("/a/b", "http://x.y/z?q=1#f", "'it'", '"a: b"'),
    ]
)
PLAIN = st.lists(st.sampled_from(["a", "B c", "1", "é", " ", ":x", "#", "-", "+", "(x)", "😀"]), min_size=1, max_size=5)
SCALARS = st.one_of(
    PLAIN.map("".join),
    PLAIN.map("".join),
    PLAIN.map(lambda parts: f'"{"".join(parts)}"'),
    PLAIN.map(lambda parts: f"'{''.join(parts)}'"),
    st.lists(PARTS, max_size=3).map("".join),
)
KEYS = st.sampled_from(["title", "date", "a-b", "x_1", "y", "null"])
INDENTS = st.sampled_from(["", "  ", "    "])
BLANKS = st.sampled_from(["", "", "", " ", "\t", " # c"])
LISTS = st.builds(
    lambda key, indent, items, odd: [f"{key}:", *(f"{indent}- {item}" for item in items), *odd],
    KEYS,
    INDENTS,
    st.lists(SCALARS, min_size=1, max_size=3),
    st.sampled_from([[], [], [], ["   - c"], ["-"], ["- d"], [" "]]),
)
LINES = st.one_of(
    st.builds(lambda key, value, end: [f"{key}: {value}{end}"], KEYS, SCALARS, BLANKS),
    st.builds(lambda key, items, end: [f"{key}: [{', '.join(items)}]{end}"], KEYS, st.lists(SCALARS, max_size=3), BLANKS),
    LISTS,
    st.sampled_from([[""], ["  "], ["---"], ["..."], ["# c"], ["a:"], ["a:b"], ["  more"], ["<<: *a"]]),
)
SOURCES = st.builds(
    lambda lines, newline, end: newline.join(line for each in lines for line in each) + end,
    st.lists(LINES, min_size=1, max_size=4),
    st.sampled_from(["\n", "\n", "\n", "\r\n", "\r", "\x85"]),
    st.sampled_from(["\n", "\n", "", "\r\n", "\n ", "\n\n"]),
)
DATES = st.from_regex(
    r"\A\d{4}-[01]\d-[0-3]\d([Tt ][0-2]\d:[0-6]\d(:[0-6]\d)?( ?(Z|[+-][0-2]\d:?[0-6]\d|[+-]00:?00))?)?\n?\Z", fullmatch=True
)
