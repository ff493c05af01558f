"""The adverts → open contracting data (OCDS 1.1.5). docs/open-data.md has the mapping of every field."""
