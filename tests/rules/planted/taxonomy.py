"""P7: tags and other terms that posts are filed under."""

from planting import HOMES, lines, value, without

from postctl.site import Standards

LISTED = (
    "plain hugo jekyll gatsby eleventy docusaurus astro hexo mkdocs nikola"  # where posts have their tags in a list at the top
)
TWO = Standards(tags=("lake", "walk"))


def tagged(*tags, generator="plain"):
    """As many posts with one of these tags each, by path."""
    head, _, name = HOMES[generator][0].rpartition("a.")
    front = (
        "Title: B\nDate: 2026-10-01\nTags: {}\n\n"
        if generator == "pelican"
        else "---\ntitle: B\ndate: 2026-10-01\ntags: [{}]\n---\n"
    )
    return {f"{head}other{n}.{name}": front.format(tag) + f"Text {n}.\n" for n, tag in enumerate(tags)}


ZOLA = {"zola.toml": 'base_url = "https://example.org"\ntaxonomies = [{name = "tags"}]\n'}
PLANTED = {
    "P701": (
        *(
            lines(
                each,
                yaml="tags: [walk, «Bike»]",
                toml='tags = ["walk", «"Bike"»]',
                json='"tags": ["walk", «"Bike"»]',
                others=tagged("bike", "bike", generator=each),
            )
            for each in ("plain", "jekyll", "gatsby", "astro", "docusaurus", "hexo", "eleventy")
        ),
        lines("plain", yaml="tags:\n  - «home page»\n  - walk", others=tagged("home-page", "home-page")),
        lines("plain", yaml="tags:\n- «'photos'»", json='"tags": [«"photos"»]', others=tagged("photo", "photo")),
        lines("hugo", yaml="tags: [«javasript»]", others=tagged(*["javascript"] * 3, generator="hugo")),
        lines("pelican", keyvalue="Tags: walk, «photos»", others=tagged("photo", "photo", generator="pelican")),
        lines("jekyll", yaml="tags: walk «Lake»", others=tagged("lake", generator="jekyll")),
    ),
    "P702": (
        lines(
            "plain",
            yaml="tags: [lake, «heron»]",
            toml='tags = ["lake", «"heron"»]',
            json='"tags": ["lake", «"heron"»]',
            others=tagged(*["lake"] * 30),
        ),
        lines("pelican", keyvalue="Tags: lake, «heron»", others=tagged(*["lake"] * 30, generator="pelican")),
    ),
    "P703": (
        lines(
            LISTED,
            yaml="tags: [walk, «lakes»]",
            toml='tags = ["walk", «"lakes"»]',
            json='"tags": ["walk", «"lakes"»]',
            standards=TWO,
        ),
        lines("pelican", keyvalue="Tags: walk, «herons»", standards=TWO),
        lines("plain", yaml="tags: [walk, «Lake»]", others=tagged("lake", "lake"), standards=TWO),  # and not P701
        lines("nikola", comment="tags: walk, «herons»", standards=TWO),
        lines(
            "docusaurus",
            yaml="tags: [walk, «lakes»]",
            json='"tags": ["walk", «"lakes"»]',
            others={
                "docusaurus.config.js": "export default {presets: [['classic', {}]]};\n",
                "blog/tags.yml": "lake:\nwalk:\n",
            },
        ),
        lines(
            "mkdocs",
            yaml="tags:\n  - walk\n  - «heron»",
            others={"mkdocs.yml": "plugins:\n  - blog\n  - tags:\n      tags_allowed: [lake, walk]\n"},
        ),
    ),
    "P704": (
        lines(
            LISTED,
            yaml="tags: [lake, walk, «lake»]",
            toml='tags = ["lake", "walk", «"lake"»]',
            json='"tags": ["lake", "walk", «"lake"»]',
        ),
        lines("plain hugo jekyll", yaml="tags:\n  - lake # one\n  - «lake»\n  - walk"),
        lines("hugo", yaml="tags: [Go, «go»]", toml='tags = ["Go", «"go"»]', json='"tags": ["Go", «"go"»]'),
        lines("zola", toml='taxonomies = {tags = ["lake", «"lake"»]}', yaml="taxonomies:\n  tags: [lake, «lake»]", files=ZOLA),
        lines("jekyll", yaml="tags: lake walk «lake»"),
        lines("pelican", keyvalue="Tags: lake, walk, «lake»"),
        lines("nikola", comment="tags: lake, walk, «lake»"),
    ),
    "P705": (
        lines("hugo hexo", yaml="tags: «lake, walk»", toml='tags = «"lake, walk"»', json='"tags": «"lake, walk"»'),
        lines("jekyll", yaml="tags: «lake, walk»"),
        lines("jekyll", yaml="categories: «lake; walk»"),
        lines("hugo", yaml='tags: «["lake, walk, heron"]»', toml='tags = «["lake, walk, heron"]»'),
    ),
    "P706": (
        without("tags", LISTED, base={"tags": ["lake"]}, others=9),
        value("tags", [], LISTED.replace(" nikola", ""), base={"tags": ["lake"]}, others=9),
        without("tags", "plain hugo", base={"tags": ["lake"]}, others=9, gate=True),
        without("Tags", "pelican", base={"Tags": ["lake"]}, others=9),
    ),
    "P707": (
        lines("plain hugo jekyll", yaml='tags: [«""», lake]', toml='tags = [«" "», "lake"]', json='"tags": [«""», "lake"]'),
        lines("plain hugo jekyll", yaml="tags:\n  - lake\n  «-»\n  - walk"),
        lines("jekyll", yaml='categories:\n- «""»'),
    ),
}
