"""P8: the style of the house, which six other posts show."""

from datetime import date

from planting import body, key, lines, value

PLANTED = {
    "P801": lines(
        "plain hugo",
        yaml="«date»: 2026-11-01\ntitle: A day out",
        toml='«date» = 2026-11-01\ntitle = "A day out"',
        json='«"date"»: "2026-11-01",\n  "title": "A day out"',
        replaces=("title", "date"),
        others=6,
    ),
    "P802": lines("plain hugo jekyll", yaml='title: «"A day out"»', replaces=("title",), others=6, fix="A day out"),
    "P803": (
        value("date", "November 1, 2026", base={"date": date(2026, 11, 1)}, others=6),
        value("date", "2026-11-01 10:00:00 UTC", base={"date": "2026-11-01T10:00:00Z"}, others=6),
    ),
    "P804": lines("plain hugo gatsby", yaml="tags:\n  «- a\n  - b»", base={"tags": ["a", "b"]}, replaces=("tags",), others=6),
    "P805": key("Title", "A day out", "hugo", replaces=("title",), others=6),
    "P806": body("«Text.»\n", "plain hugo", alone=True, others=6),
    "P807": body("\nText«.»", "plain hugo pelican", alone=True, others=6),
    "P808": lines("plain hugo", yaml="own: x« »", toml="own = 1«\t»", json='"own": 1,«\t»\n  "own2": 2', others=6, fix=""),
    "P809": value("draft", False, "hugo", others=6),
}
