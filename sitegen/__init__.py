"""sitegen: a public buyer's market tests, from Markdown and YAML to a static site."""

__version__ = "0.1.0"
