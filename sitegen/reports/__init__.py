"""Findings → text for a person or a program. One renderer a format."""
