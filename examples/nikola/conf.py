"""Plot 14: a diary of an allotment. `nikola build` writes it to output/."""

BLOG_AUTHOR = "Ines Calder"
BLOG_TITLE = "Plot 14"
SITE_URL = "https://plot14.example/"
BLOG_EMAIL = "ines@plot14.example"
BLOG_DESCRIPTION = "Ten metres by twenty, beside the railway."
TIMEZONE = "Europe/Madrid"

DEFAULT_LANG = "en"
TRANSLATIONS = {DEFAULT_LANG: "", "es": "./es"}
NAVIGATION_LINKS = {DEFAULT_LANG: (("/archive.html", "Archive"),), "es": (("/es/archive.html", "Archivo"),)}

POSTS = (
    ("posts/*.md", "diary", "post.tmpl"),
    ("posts/*.rst", "diary", "post.tmpl"),
)
PAGES = ()
COMPILERS = {"markdown": [".md"], "rest": [".rst"]}
MARKDOWN_EXTENSIONS = ["extra"]
USE_TAG_METADATA = False
COMMENT_SYSTEM = ""
