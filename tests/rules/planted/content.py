"""P6: what a post has to say."""

from planting import HOMES, body, lines, value, without

ALL = " ".join(HOMES)
UNTITLED = "plain hugo jekyll gatsby eleventy astro zola hexo cobalt pelican nikola"  # themes print the title above the text
LONG = "A walk around the lake, with a heron. " * 6 + "That is all."
MARKS = {  # the right one, and a foreign one
    "hugo": ("<!--more-->", "<!-- more -->"),
    "zola": ("<!-- more -->", "<!-- truncate -->"),
    "hexo": ("<!-- more -->", "<!-- truncate -->"),
    "nikola": ("<!-- TEASER_END -->", "<!-- more -->"),
}

PLANTED = {
    "P601": (
        body("«Lorem ipsum dolor sit amet», consectetur.", ALL),
        body("Welcome!\n\n«Write your post here».", "plain hugo pelican"),
        value("title", "«{{ title }}»", "hugo zola"),
        value("title", "«Untitled»", "plain hugo jekyll gatsby"),
        value("description", "«Your description here»", "plain hugo jekyll gatsby"),
        value("Title", "«Untitled»", "pelican"),
    ),
    "P602": (
        body("«TODO»: add the photo", ALL),
        value("title", "A walk («TODO»)", "plain hugo jekyll gatsby zola"),
        value("description", "A walk («FIXME»: how long?)", "plain hugo"),
    ),
    "P603": (
        body("«»", ALL.replace("notes ", "").replace(" nikola", ""), alone=True, others=3),
        body("«»", "nikola", alone=True, others=3, only="yaml toml"),
        body("«»\n<!-- later -->\n", "plain hugo", alone=True, others=3),
        body("«»", "notes", alone=True, others=3, gate=True),
        body("«»# One\n\n## Two\n", "plain hugo pelican", alone=True, others=3, gate=True),
    ),
    "P604": (
        without("description", ALL.replace("pelican ", ""), base={"description": "In other words."}, others=9),
        value("description", "", "plain hugo jekyll gatsby", base={"description": "In other words."}, others=9),
        without("description", "plain hugo", base={"description": "In other words."}, others=9, gate=True),
        without("Summary", "pelican", base={"Summary": "In other words."}, others=9),
    ),
    "P605": (
        without("cover", "plain hugo jekyll gatsby zola hexo", base={"cover": "https://example.org/a.png"}, others=9),
        value("cover", "", "plain hugo jekyll gatsby", base={"cover": "https://example.org/a.png"}, others=9),
        without("cover", "plain hugo", base={"cover": "https://example.org/a.png"}, others=9, gate=True),
    ),
    "P606": (
        body("\n«# A day out»\n\nText.\n", UNTITLED, alone=True, others=4),
        body("\n«A *day* out!\n===»\n\nText.\n", UNTITLED, alone=True, others=4),
    ),
    "P607": (
        body("## One\n\nText.\n\n«#### Two»", ALL),
        body("One\n===\n\n«### Two {#two}»\n\nText.", ALL),
    ),
    "P608": (
        body("See «![](https://example.org/a.png)» and more.", ALL),
        body("See «<img width=20 src='https://example.org/a.png'>» and more.", ALL),
        body("See «<IMG data-alt='x'\n  SRC=https://example.org/a.png>».", "plain hugo"),
        body("See «![][it]» and more.\n\n[it]: https://example.org/a.png", ALL),
    ),
    "P609": (
        value("description", LONG, "plain hugo jekyll gatsby zola docusaurus pelican nikola hexo"),
        value("description", "\u6e56\u306e\u307b\u3068\u308a" * 21, "plain hugo jekyll"),
        lines("plain hugo jekyll", yaml=f"seo:\n  description: «{LONG}»", json=f'"seo": {{"description": «"{LONG}"»}}'),
    ),
    "P610": value(
        "description",
        "A walk around the lake.",
        "plain hugo jekyll",
        others={
            "0.md": "---\ntitle: B\ndescription: A walk  around the lake.\n---\nText.\n",
            "content/0.md": "---\ntitle: B\ndescription: A walk  around the lake.\n---\nText.\n",
            "_posts/2026-10-01-b.md": "---\ntitle: B\ndescription: A walk  around the lake.\n---\nText.\n",
        },
    ),
    "P611": (
        body("\nText.\n\n«```python»\nx = 1\n\nMore text.\n", ALL, alone=True),
        body("\n«~~~»\nx\n", ALL, alone=True),
        body("\n«```toml»\nx = 1\n\n## Text\n\n```python\ny\n```\n\nText.\n", ALL, alone=True),
        body("\n> «```sh»\n> x\n", ALL, alone=True),
    ),
    "P612": (
        *(body(f"One.\n\n«{wrong}»\n\nTwo.", each, fix=right) for each, (right, wrong) in MARKS.items()),
        body(
            "One.\n\n«<!--more-->»\n\nTwo.",
            "docusaurus",
            others={"docusaurus.config.js": "export default {presets: [['classic', {}]]};\n"},
            fix="<!-- truncate -->",
        ),
        body(
            "One.\n\n«<!-- more -->»\n\nTwo.",
            "jekyll",
            others={"_config.yml": "excerpt_separator: <!--more-->\n"},
            fix="<!--more-->",
        ),
    ),
    "P613": (
        body("\nText.\n\n«<!--» an idea\n\nMore text.\n", ALL, alone=True),
        body("\n<!-- one -->\n\nText.\n\n«<!--» two ->\n\nMore text.\n", ALL, alone=True),
    ),
    "P614": (
        body(
            "\n---\n«title»: A\ndate: 2026-11-01\n---\n\nText.\n", "plain hugo jekyll zola gatsby eleventy docusaurus", alone=True
        ),
        body("«draft»: true\n\nText.\n", "plain hugo jekyll zola gatsby eleventy docusaurus", alone=True),
        body("«draft» = true\n+++\n\nText.\n", "hugo zola", alone=True, only="toml"),
        body("«Status»: draft\n\nText.\n", "pelican", alone=True),
    ),
}
