"""The same site as the other generators make of these notices: a page each, lists of twenty, tags, feed, sitemap."""

SITEURL = "https://bench.example.org"
SITENAME = "Notices"
TIMEZONE = "Europe/London"
PATH = "content"
THEME = "theme"
DEFAULT_PAGINATION = 20
DIRECT_TEMPLATES = ["index", "tags", "sitemap"]
SITEMAP_SAVE_AS = "sitemap.xml"
ARTICLE_URL = "notices/{slug}/"
ARTICLE_SAVE_AS = "notices/{slug}/index.html"
AUTHOR_SAVE_AS = CATEGORY_SAVE_AS = ""
FEED_ALL_ATOM = "feed.xml"
FEED_MAX_ITEMS = 50
CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = None
SLUGIFY_SOURCE = "basename"
CACHE_CONTENT = LOAD_CONTENT_CACHE = True
MARKDOWN = {"extension_configs": {"markdown.extensions.extra": {}}, "output_format": "html5"}
