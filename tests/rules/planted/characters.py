"""P5: characters."""

from planting import HOMES, body, lines, value

ALL = " ".join(HOMES)
QUOTED = " ".join(each for each in HOMES if each not in ("pelican", "nikola"))
A = "\u0430"  # of Cyrillic
E_IN_PARTS = "e\u0301"
CAFE = "Caf\u00e9".encode().decode("cp1252")

PLANTED = {
    "P501": (
        value("slug", "a\u200bb", "plain hugo gatsby zola docusaurus hexo pelican jekyll"),
        value("title", "A \u202edna B", "plain hugo gatsby zola astro hexo"),
        value("title", "A\U000e0061", "plain hugo jekyll docusaurus eleventy mkdocs"),
        value("Title", "A\u2066b", "pelican"),
        body("See [it](«https://example.org/a\u200bb»).", ALL),
        body("See [it](«https://example.org/&#x202e;b»).", ALL),
    ),
    "P502": (
        body("One«\x08» by the lake.", ALL, fix=""),
        body("One«\x0b»two.", "plain hugo gatsby zola", fix=" "),
        body("It«\x92»s late.", ALL, fix="\u2019"),
        lines("hugo", toml='description = «"In\\u0003 short."»', json='"description": «"In\\u0003 short."»'),
        lines("plain hugo jekyll", yaml='description: «"In\\x07 short."»'),
        body("See [it](https://example.org/a«\x92»b).", "plain hugo jekyll", fix="\u2019"),
        body("See [it](<https://example.org/a«\x08»b>).", "plain hugo pelican", fix=""),
        value("Summary", "In«\x1b» short.", "pelican", fix=""),
    ),
    "P503": (
        value("title", f"Our «C{A}fe» by the lake", "plain hugo jekyll gatsby zola astro hexo", fix=None),
        value("slug", f"«p{A}ypal»", "plain hugo gatsby zola pelican"),
        value("Title", f"Our «C{A}fe» by the lake", "pelican"),
        lines(
            "plain hugo",
            yaml="tags: [travel, «c\u043effee»]",
            toml='tags = ["travel", "«c\u043effee»"]',
            json='"tags": ["travel", "«c\u043effee»"]',
        ),
        body(f"See [it](https://«ex{A}mple».org/x).", ALL),
    ),
    "P504": (
        value("title", f"A caf«{E_IN_PARTS}» by the lake", "plain hugo jekyll gatsby zola astro hexo eleventy", fix="\u00e9"),
        value("Title", f"A caf«{E_IN_PARTS}» by the lake", "pelican", fix="\u00e9"),
        value("slug", f"caf«{E_IN_PARTS}»", "plain hugo gatsby zola", fix="\u00e9"),
        lines(
            "plain hugo",
            yaml=f"tags:\n  - caf«{E_IN_PARTS}»",
            toml=f'tags = ["caf«{E_IN_PARTS}»"]',
            json=f'"tags": ["caf«{E_IN_PARTS}»"]',
            fix="\u00e9",
        ),
    ),
    "P505": (
        value("title", f"A «{CAFE[3:]}» B", "plain hugo jekyll gatsby zola astro hexo", fix="\u00e9"),
        value("description", "Caf«\ufffd» by the lake", "plain hugo jekyll gatsby zola docusaurus"),
        value("Title", f"A caf«{CAFE[3:]}» B", "pelican", fix="\u00e9"),
        body("It«\u00e2\u20ac\u2122»s late.", ALL, fix="\u2019"),
        body("It is «\ufffd» late.", ALL),
    ),
    "P506": (
        lines("plain hugo jekyll zola", yaml="slug: «\u201ca-walk\u201d»", fix='"a-walk"'),
        lines("plain hugo jekyll gatsby", yaml="tags: [«\u2018lake\u2019», walk]", fix='"lake"'),
        lines(
            "plain hugo",
            yaml="title: «\u201cA walk\u201d»",
            base={"title": "A day out!"},
            replaces=("title",),
            others=4,
            fix='"A walk"',
        ),
    ),
    "P507": (
        lines("plain hugo jekyll", yaml="«\u00a0»own: 1", fix=""),
        value("slug", "a«\u00a0»b", "plain hugo gatsby zola", fix="-"),
        value("slug", "a«\u202f»b", "pelican", fix="-"),
        lines("plain hugo jekyll", yaml='title: "«\u00a0»A walk"', replaces=("title",), fix=""),
        lines("plain hugo zola", toml='title = "A walk«\u00a0»"', json='"title": "A walk«\u00a0»"', replaces=("title",), fix=""),
        lines(
            "plain hugo",
            yaml="tags: [new«\u00a0»york, lake]",
            toml='tags = ["new«\u00a0»york", "lake"]',
            json='"tags": ["new«\u00a0»york", "lake"]',
            fix=" ",
        ),
    ),
}
