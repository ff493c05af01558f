"""The records → tables for spreadsheets and programs: CSV (RFC 4180), JSON Lines, and their description (CSVW)."""
