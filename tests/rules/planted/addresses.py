"""P3: addresses."""

from planting import elsewhere, value

LONG = "a" * 256
PATHS = {f"src/{n:02}.md": f"---\ntitle: B\npath: /blog/post-{n:02}\n---\n" for n in range(12)}
SECTION = {"content/blog/a/_index.md": "+++\ntitle = 'A'\n+++\n"}
TWINS = {"src/0.md": "---\ntitle: B\npath: /x\n---\nText.\n"}

PLANTED = {
    "P301": (
        value("path", "/x/", "gatsby", others=TWINS),
        value("path", "/%78", "gatsby", others=TWINS),
        value("slug", "b", "hugo", path="content/blog/c.md", others={"content/blog/b.md": "---\ntitle: B\n---\n"}),
        value("permalink", "/b/", "jekyll", others={"_posts/2026-10-01-b.md": "---\ntitle: B\npermalink: /b/\n---\n"}),
        value("permalink", "/b/", "eleventy", others={"content/blog/0.md": "---\ntitle: B\npermalink: /b/\n---\n"}),
        value("Slug", "b", "pelican", others={"content/0.md": "Title: B\nDate: 2026-10-01\nSlug: b\n\nText.\n"}),
    ),
    "P302": (
        value("aliases", ["/old/", "«/blog/b/»"], "hugo", others={"content/blog/b.md": "---\ntitle: B\n---\n"}),
        value("aliases", ["«/old»"], "hugo", others={"content/blog/0.md": "---\ntitle: B\naliases: [/old/]\n---\n"}),
        value("aliases", ["«blog/b»"], "zola", others={"content/blog/b.md": "+++\ntitle = 'B'\n+++\n"}),
        value("redirect_from", "/b", "jekyll", others={"_posts/2026-10-01-b.md": "---\ntitle: B\nredirect_from: /b\n---\n"}),
    ),
    "P303": (
        value("url", "/B/", "hugo", others={"content/blog/0.md": "---\ntitle: B\nurl: /b/\n---\n"}),
        value("path", "/X", "gatsby", others=TWINS),
    ),
    "P304": (value("path", "/cafe\u0301", "gatsby", others={"src/0.md": "---\ntitle: B\npath: /caf\u00e9\n---\n"}),),
    "P305": (
        value("slug", "!?", "hugo"),
        value("slug", "", "jekyll"),
        value("Title", "\U0001f389", "pelican"),
    ),
    "P306": (
        elsewhere("aux.md", "plain notes"),
        elsewhere("content/blog/Com1.md", "hugo zola eleventy"),
        elsewhere("src/nul/a.md", "gatsby"),
        elsewhere("posts/lpt9.md", "cobalt nikola"),
        elsewhere("source/_posts/con .md", "hexo", also="P308"),
        elsewhere("_posts/2026-11-01-a|b.md", "jekyll", also="P308"),
        elsewhere("content/prn.b.md", "pelican"),
        elsewhere("content/blog/a/index.md", "hugo", clean="content/blog/b/index.md", files=SECTION),
        elsewhere("content/blog/a/index.md", "zola", clean="content/blog/b/index.md", files=SECTION, also="P105"),
    ),
    "P307": (
        value("slug", LONG, "hugo"),
        value("permalink", f"/{LONG}/", "jekyll"),
        value("path", f"/{LONG}/", "gatsby"),
        value("Slug", LONG, "pelican"),
    ),
    "P308": (
        value("permalink", "/what«?»/", "jekyll eleventy"),
        value("path", "/blog/a« »rainy-day", "gatsby"),
        value("path", "/\U0001f600/a« »day", "gatsby"),
        value("url", "/c«#»/", "hugo"),
        value("Slug", "a« »b", "pelican"),
    ),
    "P309": (
        value("path", "/blog/a_rainy_day", "gatsby", others=PATHS),
        value("path", "/blog/Rain", "gatsby", others=PATHS),
    ),
    "P310": (
        value("title", "A twin", "plain", others={"0.md": "---\ntitle: A twin\n---\n"}),
        value("title", "A \U0001f600 twin", "hugo", others={"content/blog/0.md": "---\ntitle: A \U0001f600 twin\n---\n"}),
        value("title", "A twin", "gatsby", others={"src/0.md": "---\ntitle: A twin\n---\n"}),
        value("Title", "A twin", "pelican", others={"content/0.md": "Title: A twin\nDate: 2026-10-01\n\nText.\n"}),
    ),
    "P311": (
        value("aliases", ["/old/", "«/blog/a/»"], "hugo zola"),
        value("redirect_from", "/rain/", "jekyll", base={"permalink": "/rain/"}),
    ),
    "P312": (
        value("permalink", "rain", "hexo"),
        value("permalink", "/rain", "eleventy"),
        value("url", "/release-1.2", "hugo"),
        value("permalink", "/release-1.2", "jekyll"),
        value("permalink", "pretty", "jekyll"),
        value("URL", "rain/", "pelican"),
        value("Save_as", "rain/index.html", "pelican"),
    ),
}
