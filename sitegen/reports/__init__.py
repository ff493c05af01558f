"""Findings → a report for people or programs, one module a format."""
