"""P9: what is asked for: words that are misspelt, a schema, the generated site."""

from datetime import date

from planting import HOMES, body, elsewhere, lines, value, whole

from postctl.site import Misspelling, Standards

ALL = " ".join(HOMES)
HERE = {
    "hugo": "blog/a/index.html",
    "zola": "blog/a/index.html",
    "hexo": "2026/11/01/a/index.html",
    "cobalt": "posts/a.html",
    "jekyll": "2026/11/01/a.html",
    "docusaurus": "blog/2026/11/01/a/index.html",
}
"""Where the clean post has its page."""


def misspelt(word, *corrections):
    """That a dictionary has found the planted word, in its place."""
    return lambda path, span: Standards(misspellings={path: (Misspelling(span, word, corrections),)})


def wanted(*required, **properties):
    """A schema with these properties."""
    return Standards(schema={"required": [*required], "properties": properties}, schema_source="post.schema.json")


def others_of(generator):
    """The pages of four other posts."""
    return [HERE[generator].replace("/a", f"/other{n}") for n in range(4)]


def built(*files, text=""):
    """A generated site of these files, each with this text."""
    return Standards(built=frozenset(files), built_text=lambda path: text)


PLANTED = {
    "P901": (
        body("I have «recieved» a letter.", ALL, standards=misspelt("recieved", "received"), fix="received"),
        body("The shop «wich» sells tea.", ALL, standards=misspelt("wich", "which", "witch")),
        value(
            "title", "A «seperate» peace", "plain hugo jekyll zola", standards=misspelt("seperate", "separate"), fix="separate"
        ),
        value("Title", "A «seperate» peace", "pelican", standards=misspelt("seperate", "separate"), fix="separate"),
    ),
    "P911": (
        value("kind", "esay", "plain hugo jekyll gatsby astro", standards=wanted(kind={"enum": ["essay", "note"]})),
        value("length", "long", "plain hugo jekyll gatsby", standards=wanted(length={"type": "integer"})),
        value("day", "2026-02-30", "plain hugo jekyll", standards=wanted(day={"type": "string", "format": "date"})),
        lines(
            "plain hugo",
            yaml="seo:\n  robots: «0»",
            toml="seo = {robots = «0»}",
            json='"seo": {"robots": «0»}',
            standards=wanted(seo={"properties": {"robots": {"type": "string"}}}),
        ),
        lines(
            "plain hugo",
            yaml="seo:\n  «robots»: none",
            toml='seo = {«robots» = "none"}',
            json='"seo": {«"robots"»: "none"}',
            standards=wanted(seo={"additionalProperties": False}),
        ),
        whole(
            "«---»\ntitle: A\ndate: 2026-11-01\n---\nText.\n",
            "plain hugo jekyll",
            base={"author": "Me"},
            only="yaml",
            standards=wanted("author"),
        ),
    ),
    "P921": (
        *(value("draft", True, each, standards=built(HERE[each])) for each in ("hugo", "zola")),
        *(value("published", False, each, standards=built(HERE[each])) for each in ("jekyll", "hexo")),
        value("is_draft", True, "cobalt", standards=built(HERE["cobalt"])),
        value("draft", True, "docusaurus", standards=built(HERE["docusaurus"], text="<h1>A day out</h1>")),
    ),
    "P922": (
        value("date", date(2031, 1, 2), "hugo", standards=built(HERE["hugo"])),
        value("date", date(2031, 1, 2), "jekyll", path="_posts/2031-01-02-a.md", standards=built("2031/01/02/a.html")),
    ),
    "P923": value("expiryDate", date(2026, 11, 2), "hugo", standards=built(HERE["hugo"])),
    "P924": (
        value("draft", True, "hugo zola", standards=built("feed.xml", text="<link>https://example.org/blog/a/</link>")),
        value(
            "Status",
            "draft",
            "pelican",
            standards=built("feed.xml", text="<link>https://example.org/drafts/a-day-out.html</link>"),
        ),
        value("status", "draft", "nikola", standards=built("feed.xml", text="<link>https://example.org/posts/a/</link>")),
    ),
    "P925": tuple(
        elsewhere("", each, others=4, standards=built(*others_of(each)), before=built(page, *others_of(each)))
        for each, page in HERE.items()
        if each != "docusaurus"  # whose addresses nobody knows without its configuration
    ),
}
