SITENAME = "The Mended Chair"
SITEURL = ""
AUTHOR = "Ines Falk"

PATH = "content"
TIMEZONE = "Europe/Lisbon"
DEFAULT_LANG = "en"
DEFAULT_CATEGORY = "notes"

ARTICLE_URL = "{date:%Y}/{slug}/"
ARTICLE_SAVE_AS = "{date:%Y}/{slug}/index.html"
DRAFT_URL = "drafts/{slug}/"
DRAFT_SAVE_AS = "drafts/{slug}/index.html"
WITH_FUTURE_DATES = False

FEED_ALL_ATOM = None
CATEGORY_FEED_ATOM = None
TRANSLATION_FEED_ATOM = None
AUTHOR_FEED_ATOM = None
AUTHOR_FEED_RSS = None
