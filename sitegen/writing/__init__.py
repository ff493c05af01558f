"""Planned outputs → bytes → files. The only modules that put files into the output folder."""
