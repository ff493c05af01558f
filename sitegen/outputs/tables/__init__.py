"""The records → tables as CSV (RFC 4180) and JSON Lines, and their description (CSVW)."""
