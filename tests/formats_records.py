"""What strangers write, for the tests of formats."""

from __future__ import annotations

from hypothesis import strategies as st

PIECES = [
    *(
        "\x1b[1A\x1b[30Ghacked",
        "\x1b[2J\x1b[H",
        "\x1b]0;title\x07",
        "\x1b]8;;vscode:x\x1b\\",
        "\x9b31m",
        "\x07",
        "\r",
        "\n",
        "\t",
        "\x00",
    ),
    *(
        "::stop-commands::t",
        "\n::error::x",
        "##[error]",
        "%0A",
        "=1+1",
        "@a",
        "-2",
        "'",
        '"',
        ",",
        "|",
        "\u202e",
        "\u2066",
        "\u200b",
    ),
    *(
        "\u2028",
        "\udcff",
        "\U000e0041",
        "[bold]",
        "[/x]",
        "[link=http://a]",
        ":smile:",
        "arr[0]",
        "&#x202e;",
        "&#27;",
        "日本語",
        "👩\u200d💻",
    ),
    *(
        "# a",
        "```py\n",
        "`",
        "**",
        "[a](http://b)",
        "[a](vscode:b)",
        "![a](b)",
        "> ",
        "- ",
        "1. ",
        "|a|b|\n|-|-|\n",
        "<kbd>",
        "</kbd>",
        "word ",
    ),
]
hostile = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=4)), max_size=8).map("".join)
FIXES = [None, {"safe": True, "edits": []}, {"safe": False, "edits": []}]
