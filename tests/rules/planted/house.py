"""P8: the style of the house, which six other posts show."""

from datetime import date

from planting import Raw, body, key, lines, value, without

PLANTED = {
    "P801": lines(
        "plain hugo",
        yaml="«date»: 2026-11-01\ntitle: A day out",
        toml='«date» = 2026-11-01\ntitle = "A day out"',
        json='«"date"»: "2026-11-01",\n  "title": "A day out"',
        replaces=("title", "date"),
        others=6,
    ),
    "P802": (
        lines("plain hugo jekyll", yaml='title: «"A day out"»', replaces=("title",), others=6, fix="A day out"),
        lines("plain hugo zola", toml="title = «'A day out'»", replaces=("title",), others=6, fix='"A day out"'),
        lines(yaml="own: «'\U0001f600 free'»", base={"own": Raw('"\U0001f600 free"')}, replaces=("own",), others=6),
    ),
    "P803": (
        value("date", "November 1, 2026", base={"date": date(2026, 11, 1)}, others=6),
        value("date", "2026-11-01 10:00:00 UTC", base={"date": "2026-11-01T10:00:00Z"}, others=6),
        lines(
            "hugo jekyll",
            yaml="date: «2026-11-01 10:00:00 +0900»",
            base={"date": Raw("2026-11-01T10:00:00+09:00")},
            others=6,
            replaces=("date",),
        ),
        lines(
            "hugo zola",
            toml="date = «2026-11-01 10:00:00Z»",
            base={"date": Raw("2026-11-01T10:00:00Z")},
            others=6,
            replaces=("date",),
        ),
    ),
    "P804": (
        lines("plain hugo gatsby", yaml="tags:\n  «- a\n  - b»", base={"tags": ["a", "b"]}, replaces=("tags",), others=6),
        lines("jekyll", yaml="tags: «a b»", base={"tags": ["a", "b"]}, replaces=("tags",), others=6),
    ),
    "P805": (
        key("Title", "A day out", "hugo", replaces=("title",), others=6),
        key("title", "A day out", "pelican", replaces=("Title",), others=6, fix="Title"),
    ),
    "P806": (
        body("«Text.»\n", "plain hugo zola", alone=True, others=6),
        body("«\n\n\n»Text.\n", "plain hugo zola", alone=True, others=6),
    ),
    "P807": (
        body("\nText«.»", "plain hugo pelican", alone=True, others=6),
        body("\nText.\n«\n\n»", "plain hugo pelican", alone=True, others=6, fix=""),
    ),
    "P808": (
        lines("plain hugo", yaml="own: x« »", toml="own = 1«\t»", json='"own": 1,«\t»\n  "own2": 2', others=6, fix=""),
        lines("pelican", keyvalue="own: x« \t »", others=6, fix=""),
    ),
    "P809": (
        value("draft", False, "hugo", others=6),
        without("draft", "hugo", base={"draft": False}, at="date", others=6),
    ),
}
