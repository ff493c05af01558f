"""From the site's plan to files: rendering, caching, and the only writer of the output folder."""
