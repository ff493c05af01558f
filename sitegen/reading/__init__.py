"""Files → records: the only stage that reads `content/`."""
