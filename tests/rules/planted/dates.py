"""P2: dates."""

from datetime import date

from planting import Raw, lines, value, without

ALL = "plain hugo jekyll gatsby eleventy docusaurus astro zola hexo mkdocs notes"
JAPAN = {f"content/blog/{n}.md": f"---\ntitle: A\ndate: 2026-0{n}-01T09:00:00+09:00\n---\n" for n in range(1, 5)}
GATSBY = {f"src/{n}.md": f"---\ntitle: A\npath: /2019-04-0{n}-b\ndate: 2019-04-0{n}\n---\n" for n in range(1, 5)}
FOLDERS = {f"content/blog/2026/0{n}/b.md": f"---\ntitle: A\ndate: 2026-0{n}-01\n---\n" for n in range(1, 6)}
YEARS = {f"{n}.md": f"---\ntitle: A\ndate: 2019-0{n}-01\n---\n" for n in range(1, 6)}

PLANTED = {
    "P201": (
        without("date", "plain hugo gatsby eleventy zola hexo", others=4),
        lines("plain hugo gatsby", yaml="«date»:", replaces=("date",), others=4),
    ),
    "P202": (
        value("date", "some day \U0001f600", "plain gatsby hexo jekyll zola"),
        value("date", "28/04/2019", "hugo"),
        value("Date", "soon", "pelican"),
        value("expiryDate", "never", "hugo"),
        value("lastmod", "a while \U0001f600 ago", "hugo"),
    ),
    "P203": (
        value("date", date(2026, 11, 5), "plain gatsby", path="2026-11-01-a.md"),
        value("date", date(2026, 11, 5), "jekyll docusaurus"),
        value("date", "2026-11-03T09:00:00+01:00", "plain", path="2026-11-01-a.md"),
    ),
    "P204": (
        value("date", date(2099, 12, 24), "hugo", gate=True, also="P211"),
        value("publishDate", date(2027, 12, 24), "hugo", gate=True),
        value("expiryDate", date(2026, 11, 22), "hugo", gate=True),
        value("date", date(2027, 11, 1), "jekyll", gate=True, path="_posts/2027-11-01-a.md"),
    ),
    "P205": (
        value("date", "2019-02-30", ALL),
        value("date", Raw("2019-02-30"), ALL, only="yaml"),
        value("date", "2020-13-01 10:00:00", "plain gatsby hexo"),
        value("date", "2019-31-12 10:00", "plain"),
        value("Date", "2019-02-30", "pelican"),
        value("expiryDate", "2027-31-12", "hugo"),
    ),
    "P206": (
        value("path", "/blogs/«10-29-2026»-rain", "gatsby"),
        value("permalink", "/«2018/04/28»/rain/", "jekyll"),
        value("path", "/«2018-04-28»-\U0001f600", "gatsby", others=GATSBY),
        value("slug", "«2026-10-01»-rain", "hugo"),
        value("date", date(2025, 6, 10), "hugo", at="file", path="content/blog/2026/11/a.md", others=FOLDERS),
    ),
    "P207": (
        value("date", "2026-11-23T20:30:00", "hugo", others=JAPAN),
        value("date", "2019-04-28 23:30:00 -0700", "jekyll", path="_posts/2019-04-28-a.md", base={"date": date(2019, 4, 28)}),
    ),
    "P208": (
        value("date", Raw("2026/11/01"), "plain gatsby jekyll", only="yaml", others=12, fix="2026-11-01"),
        value("date", "2026/11/01", "plain gatsby", only="json fenced", others=12),
        value("date", Raw("1 November 2026"), "gatsby", only="yaml", others=12, fix="2026-11-01"),
        value("date", "2026-11-01", "hugo", base={"date": "2026-11-01T09:00:00+02:00"}, others=12),
        value("Date", "2026/11/01", "pelican", others=12),
    ),
    "P209": (
        value("lastmod", date(2025, 5, 3), "hugo"),
        value("updated", date(2026, 10, 30), "plain hexo zola"),
        value("last_modified_at", date(2026, 10, 1), "jekyll"),
        value("Modified", date(2026, 10, 1), "pelican"),
    ),
    "P210": (
        value("expiryDate", date(2025, 12, 31), "hugo"),
        lines(
            "hugo",
            yaml="publishDate: 2026-11-20\nexpiryDate: «2026-11-10»",
            toml="publishDate = 2026-11-20\nexpiryDate = «2026-11-10»",
        ),
    ),
    "P211": (
        value("date", Raw("2109-04-28"), "plain gatsby", only="yaml", others=YEARS),
        value("date", date(1026, 11, 1), ALL),
        value("Date", date(1026, 11, 1), "pelican"),
    ),
}
