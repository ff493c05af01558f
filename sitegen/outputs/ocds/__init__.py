"""The adverts → open contracting data (OCDS 1.1.5): releases, packages, records, and the extension they use.

The mapping of every field is told in docs/open-data.md.
"""
