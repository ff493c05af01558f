"""Notices as open contracting data (OCDS) → files of content, with a report of what found no place in them."""
