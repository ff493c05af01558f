"""The site → a plan: every file of the public site. One file a format."""
