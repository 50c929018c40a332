"""P9: what is asked for: words that are misspelt, a schema, the generated site."""

from datetime import date

from planting import HOMES, body, key, lines, value, without

from postctl.site import Misspelling, Standards

ALL = " ".join(HOMES)
HERE = {"hugo": "blog/a/index.html", "zola": "blog/a/index.html", "jekyll": "2026/11/01/a.html", "docusaurus": "blog/2026/11/01/a/index.html"}


def misspelt(word, *corrections):
    """That a dictionary has found the planted word, in its place."""
    return lambda path, span: Standards(misspellings={path: (Misspelling(span, word, corrections),)})


def wanted(required=(), closed=False, **properties):
    """A schema."""
    schema = {"required": [*required], "properties": properties, "additionalProperties": not closed}
    return Standards(schema=schema, schema_source="post.schema.json")


def built(*files, **texts):
    """A generated site of these files, of which `feed` is `feed.xml`."""
    known = {f"{name}.xml": text for name, text in texts.items()}
    return Standards(built=frozenset({"index.html", *files, *known}), built_text=known.get)


PLANTED = {
    "P901": (
        body("I have «recieved» a letter.", ALL, standards=misspelt("recieved", "received"), fix="received"),
        body("The shop «wich» sells tea.", ALL, standards=misspelt("wich", "which", "witch")),
        value("title", "A «seperate» peace", "plain hugo jekyll zola", standards=misspelt("seperate", "separate"), fix="separate"),
        value("Title", "A «seperate» peace", "pelican", standards=misspelt("seperate", "separate"), fix="separate"),
    ),
    "P911": (
        value("kind", "esay", "plain hugo jekyll gatsby zola", standards=wanted(kind={"enum": ["essay", "note"]})),
        value("weight", "heavy", "plain hugo jekyll gatsby zola", standards=wanted(weight={"type": "integer"})),
        value("date", "2026-02-30", "plain hugo jekyll", standards=wanted(date={"type": "string", "format": "date"})),
        lines(
            "plain hugo",
            yaml="seo:\n  robots: «0»",
            toml="seo = {robots = «0»}",
            json='"seo": {"robots": «0»}',
            standards=wanted(seo={"properties": {"robots": {"type": "string"}}}),
        ),
    ),
    "P921": (
        *(value("draft", True, each, standards=built(HERE[each])) for each in ("hugo", "zola", "docusaurus")),
        value("published", False, "jekyll", standards=built(HERE["jekyll"])),
    ),
    "P922": (
        value("date", date(2031, 1, 2), "hugo", standards=built(HERE["hugo"])),
        value("date", date(2031, 1, 2), "jekyll", standards=built("2031/01/02/a.html")),
    ),
    "P923": value("expiryDate", date(2026, 11, 2), "hugo", standards=built(HERE["hugo"])),
    "P924": (
        value("draft", True, "hugo", standards=built(feed="<link>https://example.org/blog/a/</link>")),
        value("draft", True, "zola", standards=built(feed="<link>https://example.org/blog/a/</link>")),
        value("Status", "draft", "pelican", standards=built("drafts/a.html", feed="<link>https://example.org/drafts/a.html</link>")),
    ),
    "P925": "a page that is missing in the generated site: the post is as clean as the others",
}
