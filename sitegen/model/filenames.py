"""The names of the files that the site has beside pages and at its root, each spelled once."""

from typing import Final

FEED: Final = "feed.xml"
CALENDAR: Final = "calendar.ics"
CONTRACTING: Final = "ocds.json"
"""Open contracting data (OCDS 1.1.5)."""
FIGURES: Final = ("figures.csv", "figures.json")
APPRAISAL: Final = ("appraisal.csv", "appraisal.json")
WEIGHTS_CHART, SCORES_CHART = "weights.svg", "scores.svg"
ROBOTS: Final = "robots.txt"
SITEMAP: Final = "sitemap.xml"
MANIFEST: Final = "site.webmanifest"
TABLE_METADATA: Final = "csv-metadata.json"
"""The description of all tables (CSVW)."""
EXTENSION, EXTENSION_SCHEMA = "extension.json", "release-schema.json"
"""The names that OCDS asks of the files of an extension."""
