"""P1: what a post says of itself."""

from datetime import date

from planting import Raw, key, lines, value, without

ZOLA = {"zola.toml": 'base_url = "https://example.org"\ntaxonomies = [{name = "tags"}]\n'}
ASTRO = {
    "src/content.config.ts": "import { defineCollection, z } from 'astro:content';\n"
    "import { glob } from 'astro/loaders';\n"
    "const blog = defineCollection({\n"
    "  loader: glob({ base: './src/content/blog', pattern: '**/*.md' }),\n"
    "  schema: z.object({ title: z.string(), summary: z.string() }),\n"
    "});\n"
    "export const collections = { blog };\n",
}
ALL = "plain hugo jekyll gatsby eleventy docusaurus astro zola hexo mkdocs cobalt notes nikola"
CASED = "jekyll gatsby eleventy docusaurus astro zola hexo mkdocs notes"
"""Generators to which `Title` is another key than `title`."""

PLANTED = {
    "P101": without("title", "plain gatsby hugo jekyll hexo astro zola docusaurus eleventy", others=3),
    "P102": (
        value("title", "", ALL, only="yaml toml json fenced bare"),
        lines("nikola", comment="«title»:", replaces=("title",)),
        value("title", "  ", "plain hugo gatsby hexo astro"),
        lines("plain hugo jekyll gatsby hexo astro notes", yaml="«title»:", replaces=("title",)),
        lines("plain hugo jekyll gatsby", yaml="title: «[]»", toml="title = «[]»", json='"title": «[]»', replaces=("title",)),
    ),
    "P103": (
        value("draft", "true", "gatsby"),
        value("draft", Raw("yes"), "hugo", only="yaml"),
        value("draft", True, "jekyll"),
        value("published", False, "hugo"),
        value("published", "false", "jekyll"),
        value("Draft", True, "gatsby"),
        value("Draft", True, "pelican"),
        value("Status", "publish", "pelican"),
    ),
    "P104": (
        key("descripton", gens="plain hugo gatsby jekyll hexo mkdocs", only="yaml toml", fix="description"),
        key("descripton", gens="plain hugo", only="json"),
        key("titel", gens="plain hugo gatsby jekyll hexo", only="yaml toml", replaces=("title",), others=3, fix="title"),
        key("Tgas", "b", "pelican"),
        key("tgas", ["b"], "plain hugo gatsby", only="yaml toml", fix="tags"),
    ),
    "P105": (
        value("description", None, "docusaurus"),
        lines("docusaurus", yaml="«description»:"),
        value("slug", 2024, "mkdocs", files={"mkdocs.yml": "plugins: [blog]\n"}),
        lines("zola", yaml="taxonomies: {moods: «[b]»}", toml='[taxonomies]\nmoods = «["b"]»', files=ZOLA),
        lines("zola", yaml="taxonomies: {moods: «[b]»}", base={"draft": False}, files=ZOLA),
        value("tags", 5, "docusaurus"),
        value("permalink", 5, "hexo"),
        value("series", "tea", "cobalt"),
    ),
    "P106": (
        lines("hugo", yaml="tags:\n  - «c: sharp»\n  - net", toml='tags = [«{c = "sharp"}», "net"]'),
        value("weight", "heavy", "hugo"),
        value("title", ["A", "b"], "hugo"),
        value("cascade", "x", "hugo"),
        value("slug", 2013, "jekyll", fix='"2013"'),
        value("categories", 2020, "jekyll", fix='"2020"'),
        value("tags", {"b": "c"}, "hexo"),
        value("layout", 5, "eleventy"),
        value("tags", "b", "gatsby", others={f"src/{n}.md": "---\ntitle: A\ntags: [b]\n---\n" for n in "bcde"}),
    ),
    "P107": (
        key("tags", ["b"], "zola", files=ZOLA),
        key("image", "a.png", "zola", files=ZOLA),
        lines("hugo", yaml="params:\n  «draft»: true", toml="[params]\n«draft» = true", json='"params": {«"draft"»: true}'),
        lines("hugo", toml="[author]\n«slug» = 'b'"),
        key("updated", date(2026, 11, 2), "mkdocs"),
    ),
    "P108": (
        key("Title", gens=CASED, only="yaml toml", replaces=("title",), others=3, fix="title"),
        key("Tags", ["b"], "jekyll hexo gatsby docusaurus mkdocs", only="yaml", fix="tags"),
        key("Tags", ["b"], "gatsby docusaurus eleventy", only="fenced"),
    ),
    "P109": (
        without("Title", "pelican", others=3),
        without("Date", "pelican", others=3),
        without("summary", "astro", base={"summary": "B"}, files=ASTRO),
    ),
    "P110": (
        value("title", Raw("1.10"), "hugo gatsby eleventy docusaurus hexo jekyll", only="yaml", fix='"1.10"'),
        value("title", Raw("No"), "jekyll", fix='"No"'),
        value("title", Raw("2020-01-01"), "hexo gatsby eleventy", only="yaml", fix='"2020-01-01"'),
        value("title", Raw("10:30"), "jekyll docusaurus gatsby", only="yaml", fix='"10:30"'),
    ),
    "P111": (
        value("status", "published", "hugo", base={"draft": True}),
        value("published", True, "gatsby", base={"draft": True}),
        value("Draft", True, "pelican", base={"Status": "published"}),
    ),
    "P112": (
        lines("pelican", keyvalue="«Lang»:"),
        lines("pelican", keyvalue="«Save_as»:"),
        lines("mkdocs", yaml="«template»:"),
        lines("nikola", yaml="«updated»:"),
        lines("jekyll", yaml="«categories»:\n  - b\n  -"),
    ),
    "P113": (
        value("postctl_publish_at", "soon \U0001f600", "plain gatsby hugo jekyll", base={"draft": True}),
        value("postctl_publish_at", "2026-13-01", "gatsby hugo", base={"draft": True}),
        lines("plain gatsby", yaml="«postctl_publish_at»:", base={"draft": True}),
        value("postctl_publish_at", "2026-11-01T09:00:00Z", "gatsby hugo"),
        value("postctl_publish_at", "2026-12-01T09:00:00Z", "gatsby hugo"),
        value("postctl_publish_at", "2026-12-08T09:00:00Z", "gatsby", base={"draft": True}),
        value("Postctl_publish_at", "soon", "pelican", base={"Status": "draft"}),
    ),
}
