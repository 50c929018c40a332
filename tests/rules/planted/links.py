"""P4: links and assets."""

from planting import HOMES, body, lines, value, without

ALL = " ".join(HOMES)
NO_COBALT = " ".join(each for each in HOMES if each != "cobalt")  # which ends the build over keys it does not know
SITE = {
    "zola": {"config.toml": 'base_url = "https://example.org"\n'},
    "hugo": {"hugo.toml": 'baseURL = "https://example.org/"\n'},
}
OLD = "date: 2020-01-01\n"
THREE = {"templates/page.html": "", "templates/shortcodes/note.html": "", **SITE["zola"]}


def beside(generator, name, more="", text="Text.\n"):
    """A post with that name in the folder of the clean one, by its path."""
    head = HOMES[generator][0].removesuffix("a.md")
    if generator == "pelican":
        return {head + name: f"Title: B\nDate: 2026-10-01\n{more}\n{text}"}
    day = "" if "date:" in more else "date: 2026-10-01\n"
    return {head + name: f"---\ntitle: B\n{day}{more}---\n{text}"}


PLANTED = {
    "P401": (
        body("See [it](«gone.md») and more.", ALL),
        body("See [it][] and more.\n\n[it]: «gone.md»", "plain hugo jekyll zola"),
        body('See <a href="«gone.md»">it</a>.', "plain hugo gatsby"),
        body("See [it](«/2026/10/01/gone.html»).", "jekyll", others=1),
        body("See [it]({% post_url «2026-10-01-gone» %}).", "jekyll"),
        body("See [it](@/«gone.md»).", "zola", others=SITE["zola"]),
    ),
    "P402": (
        body("See ![it](«gone.png») and more.", ALL),
        body("See ![it][] and more.\n\n[it]: «/img/gone.png» 'It'", "plain hugo jekyll"),
        body('See <img alt="it" src="«gone.png»"> and more.', ALL),
    ),
    "P403": (
        value("cover", "gone.png", NO_COBALT),
        lines(
            "plain hugo",
            yaml="cover:\n  image: «gone.png»",
            toml='cover = {image = «"gone.png"»}',
            json='"cover": {"image": «"gone.png"»}',
        ),
        lines("plain hugo", yaml="images: [«'gone.png'»]", toml='images = [«"gone.png"»]', json='"images": [«"gone.png"»]'),
    ),
    "P404": (
        *(
            body("See [it](«b.md») and more.", each, others=beside(each, "b.md", "draft: true\n"))
            for each in ("plain", "hugo", "astro")
        ),
        body("See [it](«2026-11-01-b.md»).", "docusaurus", others=beside("docusaurus", "b.md", "draft: true\n")),
        body(
            "See [it](@/«blog/b.md»).",
            "zola",
            others={**SITE["zola"], "content/blog/b.md": "+++\ntitle = 'B'\ndraft = true\n+++\n"},
        ),
        body('See [it]({{< relref "«b.md»" >}}).', "hugo", others=beside("hugo", "b.md", "draft: true\n")),
        body("See [it]({filename}«b.md»).", "pelican", others=beside("pelican", "b.md", "Status: draft\n")),
        body("See [it](«/2026/10/01/b.html»).", "jekyll", others=beside("jekyll", "b.md", "published: false\n")),
        body("See [it]({% post_url «2026-11-01-b» %}).", "jekyll", others=beside("jekyll", "b.md", "published: false\n")),
    ),
    "P405": (
        body("See [it](«b.md»).", "hugo", others=beside("hugo", "b.md", f"{OLD}expiryDate: 2021-01-01\n")),
        body("See [it](«/blog/b/»).", "hugo", others=beside("hugo", "b.md", "date: 2099-01-01\n")),
        body('See [it]({{< ref "«b»" >}}).', "hugo", others=beside("hugo", "b.md", "date: 2099-01-01\n")),
        body("See [it](«/2099/01/01/b.html»).", "jekyll", others={"_posts/2099-01-01-b.md": "---\ntitle: B\n---\n"}),
    ),
    "P406": (
        body("See [above](#«setup»).\n\n## Set up\n\nText.", "hugo jekyll docusaurus astro mkdocs zola", fix="set-up"),
        body("See [above](#«Set-up»).\n\n## Set up\n\nText.", "hugo jekyll docusaurus astro mkdocs zola", fix="set-up"),
        body(
            "See [it](/blog/b/#«What-it-costs»).",
            "hugo",
            others=beside("hugo", "b.md", text="## What it costs\n"),
            fix="what-it-costs",
        ),
        body(
            "See [it](@/blog/b.md#«what_it_costs»).",
            "zola",
            others={**SITE["zola"], "content/blog/b.md": "+++\ntitle = 'B'\n+++\n## What it costs\n"},
            fix="what-it-costs",
        ),
        body("## Set up\n\nSee [above][].\n\n[above]: #«what-is-to-come»", "hugo jekyll docusaurus"),
    ),
    "P407": (
        body("See [the book][«boook»].\n\nSee [it][book].\n\n[book]: https://example.org/", ALL),
        body("See ![a cat][«cat»].", ALL),
    ),
    "P408": (
        body("See ![it](«img/Cat.JPG»).", ALL, others={"img/cat.jpg": ""}, fix="img/cat.jpg"),
        body("See [it](«Paper.PDF»).", "plain hugo", others={"paper.pdf": "", "content/blog/paper.pdf": ""}, fix="paper.pdf"),
        value("cover", "«Cover.png»", NO_COBALT, others={"cover.png": ""}, fix="cover.png"),
        body("See [it](«/Blog/B/»).", "hugo", others=beside("hugo", "b.md"), fix="/blog/b/"),
        body("See [it](«B.md#more»).", "plain notes", others=beside("plain", "b.md"), fix="b.md#more"),
    ),
    "P409": (
        body("See ![it](«../../../../../../img/cat.png»).", "zola hugo jekyll hexo pelican cobalt"),
        body("See [it](«../../../../../../b.md»).", "zola hugo jekyll hexo pelican cobalt mkdocs nikola"),
    ),
    "P410": (
        body(
            "See [it](«https://example.org/blog/b/#more»).",
            "hugo",
            others={**SITE["hugo"], **beside("hugo", "b.md")},
            fix="/blog/b/#more",
        ),
        body(
            "See [it](«https://example.org/blog/b/»).", "zola", others={**SITE["zola"], **beside("zola", "b.md")}, fix="/blog/b/"
        ),
        body(
            "See [it][].\n\n[it]: «http://example.org/2026/10/01/b.html»",
            "jekyll",
            others={"_config.yml": "url: https://example.org\n", "_posts/2026-10-01-b.md": "---\ntitle: B\n---\n"},
            fix="/2026/10/01/b.html",
        ),
    ),
    "P411": (
        without("own", "hugo zola", base={"own": "dog.png"}, path="content/a/index.md", others={"content/a/dog.png": ""}),
        without(
            "own",
            "hexo",
            base={"own": "dog.png"},
            others={"_config.yml": "post_asset_folder: true\n", "source/_posts/a/dog.png": ""},
        ),
    ),
    "P412": (
        body("Text {{< «nota» >}} and more.", "hugo", others={"layouts/single.html": "", "layouts/shortcodes/note.html": ""}),
        body(
            "{{% «nota» %}}\n\nText.\n\n{{% note %}}",
            "hugo",
            others={"layouts/single.html": "", "layouts/shortcodes/note.html": ""},
        ),
        body("{{ «nota»(text='x') }}", "zola", others=THREE),
        body("{% «nota»() %}\nText.\n{% end %}", "zola", others=THREE),
    ),
    "P413": (  # and nothing of `[book]` in the post that P407 is planted in
        body("See it.\n\n«[it]: https://example.org/»", ALL),
        body("See [one].\n\n[one]: https://example.org/\n«[it]: <https://example.org/it> 'It'»", "plain hugo jekyll pelican"),
    ),
    "P414": (
        body(
            "See [it].\n\n[it]: https://example.org/b\n[It]: «https://example.org/c»",
            "plain hugo gatsby eleventy docusaurus astro zola hexo cobalt notes",
        ),
        body("See [it].\n\n[it]: «https://example.org/b»\n[It]: https://example.org/c", "jekyll pelican nikola mkdocs"),
    ),
    "P415": (
        body("See «[the book]()».", ALL),
        body("See «![]()» and more.", ALL),
        body("See «![the book](<> 'The book')».", ALL),
    ),
    "P416": (
        body("See [it](«file:///home/me/b.html»).", ALL),
        body("See ![it](«C:\\pictures\\cat.png»).", ALL),
        body("See ![it](«http://localhost:4000/gone.png»).", ALL),
        body("See [it](«http://localhost:1313/blog/b/#more»).", "hugo", others=beside("hugo", "b.md"), fix="/blog/b/#more"),
    ),
    "P417": (
        body("See [it](«/old/b/#more»).", "hugo", others=beside("hugo", "b.md", "aliases: [/old/b/]\n"), fix="/blog/b/#more"),
        body(
            "See [it](«/old/b/»).",
            "zola",
            others={**SITE["zola"], "content/blog/b.md": '+++\ntitle = "B"\naliases = ["old/b"]\n+++\n'},
            fix="/blog/b/",
        ),
        body(
            "See [it][].\n\n[it]: «/old.html»",
            "jekyll",
            others={
                "_config.yml": "plugins: [jekyll-redirect-from]\n",
                "_posts/2026-10-01-b.md": "---\ntitle: B\nredirect_from: /old.html\n---\n",
            },
            fix="/2026/10/01/b.html",
        ),
    ),
}
