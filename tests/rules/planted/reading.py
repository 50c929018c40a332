"""P0: what stands in the way of reading a post."""

from planting import body, elsewhere, lines, whole

OWN = "plain hugo jekyll gatsby eleventy docusaurus astro hexo mkdocs notes nikola"
YAML = f"{OWN} zola cobalt"
"""Generators that read YAML; those of the first line do not mind keys of one's own."""
STRICT = "jekyll gatsby eleventy docusaurus"
"""Generators that look for the fence in the first line only."""
KEYS = "title: A day out\ndate: 2026-11-01\n"
TOML = 'title = "A day out"\ndate = 2026-11-01\n'
MERGE = "«<<<<<<<» HEAD\n{0}A\n=======\n{0}B\n>>>>>>> 1f2e3d4c"

PLANTED = {
    "P001": (
        lines(YAML, yaml="own«:»x"),
        lines(YAML, yaml='own: "a«\\»qb"'),
        lines(YAML, yaml="own: «\x07» x"),
        lines("plain hugo zola astro nikola", toml="own = «x»"),
        lines("plain hugo zola astro nikola", toml="own «:» x"),
        lines("plain hugo eleventy gatsby docusaurus hexo", json='"own": «x»'),
        lines("plain hugo eleventy gatsby docusaurus hexo", json='"own" «1»'),
    ),
    "P002": whole("Text only.\n", "plain hugo jekyll gatsby eleventy docusaurus astro mkdocs", at="file", others=3),
    "P003": (
        elsewhere("_posts/a.md", "jekyll"),
        elsewhere("_posts/_2026-11-01-a.md", "jekyll"),
        elsewhere("posts/_a.md", "cobalt"),
        elsewhere("content/blog/a.markdown", "zola"),
        elsewhere("src/content/blog/_a.md", "astro"),
        elsewhere("content/blog/a.markdown", "eleventy"),
        elsewhere("blog/_2026-11-01-a.md", "docusaurus"),
        elsewhere("content/a.mkdn", "pelican"),
    ),
    "P004": (
        lines(OWN, yaml="«own»: 1\nown: 2"),
        lines(YAML, yaml="«description»: \U0001f600\ndescription: \U0001f600"),
        lines("plain hugo eleventy gatsby docusaurus hexo", json='«"own"»: 1,\n  "own": 2'),
        lines("hugo", yaml="«Own»: 1\nown: 2", json='«"Own"»: 1,\n  "own": 2'),
        lines("pelican", keyvalue="own: 1\n«own»: 2"),
    ),
    "P005": (
        lines(YAML, yaml="own: «!custom» x"),
        lines(YAML, yaml='own: &a «!!python/name:os.system» "x"'),
        lines(YAML, yaml="own:\n  - b\n  - «!ruby/object:Gem» {c: d}"),
    ),
    "P006": (
        whole(f"«---»\n{KEYS}\nText.\n", "plain hugo jekyll gatsby eleventy docusaurus astro mkdocs notes zola"),
        whole("«---»\ntitle: A\npublished_date: 2026-11-01 10:00:00 +0000\n\nText.\n", "cobalt"),
        whole('«---»\ntitle: A day out\nslug: a\ndate: "2026-11-01 10:00:00 UTC"\n\nText.\n', "nikola", only="yaml"),
        whole(f"«---»\n{KEYS}...\n\nText.\n", "hugo zola gatsby"),
        whole(f"«+++»\n{TOML}\nText.\n", "plain hugo zola astro"),
    ),
    "P007": (
        whole(f"\n«---»\n{KEYS}---\nText.\n", STRICT),
        whole(f"\u200b«---»\n{KEYS}---\nText.\n", STRICT),
        whole(f"<!-- \U0001f600 -->\n«---»\n{KEYS}---\nText.\n", f"{STRICT} hexo"),
        whole(f"<!-- a -->\n«+++»\n{TOML}+++\nText.\n", "hugo zola"),
        whole("\n«Title»: A day out\nDate: 2026-11-01\n\nText.\n", "pelican"),
    ),
    "P008": (
        whole(f"«+++»\n{TOML}+++\nText.\n", f"{STRICT} hexo mkdocs"),
        whole('«{»\n"title": "A day out"\n}\nText.\n', "jekyll gatsby eleventy docusaurus"),
        whole("«title»: A day out\ndate: 2026-11-01\n---\nText.\n", "jekyll gatsby docusaurus"),
        whole(f"---«toml»\n{TOML}---\nText.\n", "gatsby"),
        whole("---\nTitle: A day out\nDate: 2026-11-01\nTags: «[b, c]»\n---\nText.\n", "pelican"),
        whole("---\nTitle: «'A day \U0001f600 out'»\nDate: 2026-11-01\n---\nText.\n", "pelican"),
    ),
    "P009": (
        lines(OWN.replace(" hexo", ""), yaml="own:\n«\t»- b", fix="  "),
        lines(OWN.replace(" hexo", ""), yaml="own:\n  - \U0001f600\n«\t»- c"),
        lines(OWN.replace(" hexo", ""), yaml="own:\n  b:\n  «\t»c: d"),
    ),
    "P010": (
        lines(YAML, yaml="description: A«:» b"),
        lines(YAML, yaml='title: It\'s \U0001f600«:» a "b"', replaces=("title",)),
        lines(YAML, yaml="description: Why«:»"),
    ),
    "P011": (
        body("Caf«\udce9» and more.", f"{YAML} pelican"),
        lines(
            f"{YAML} pelican", yaml="own: «\udc80»", toml='own = "«\udc80»"', json='"own": "«\udc80»"', keyvalue="own: «\udc80»"
        ),
    ),
    "P012": whole("---«js»\nmodule.exports = 1;\n---\nText.\n", "plain gatsby eleventy docusaurus"),
    "P013": (
        lines(YAML, yaml="own: &own [«*own»]"),
        lines(YAML, yaml=f"own: {'[' * 63}«[»{']' * 64}"),
    ),
    "P014": (
        lines(YAML, yaml="title: «@»home", replaces=("title",)),
        lines(YAML, yaml="description: «`»code` \U0001f600"),
        lines(YAML, yaml="description: «*»NSYNC"),
        lines(YAML, yaml="description: «[draft] text»"),
        lines(YAML, yaml="title: «'It's here'»", replaces=("title",)),
        lines(YAML, yaml="own: «&Sons» and daughters"),
    ),
    "P015": (
        body(MERGE.format(""), f"{YAML} pelican"),
        lines(
            f"{YAML} pelican",
            yaml=MERGE.format("own: "),
            toml=MERGE.format("own = "),
            json="\n" + MERGE.format('"own": '),
            keyvalue=MERGE.format("own: "),
        ),
    ),
    "P017": (
        body("Words. <!-- postctl: allow «P017» -->", f"{YAML} pelican"),
        body("<!-- postctl: allow «no-such-rule»: \U0001f600 -->"),
        lines(YAML, yaml="own: x  # postctl: allow «P017»", toml="own = 1  # postctl: allow «P017»"),
        lines("plain hugo pelican", yaml="postctl_allow: «P017»", keyvalue="postctl_allow: «P017»"),
    ),
}
